"""Published vectors, and small certification authorities made for one test."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

START = datetime(2026, 1, 1, tzinfo=UTC)
_serials = itertools.count(1000)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*allowed: str) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: name in allowed for name in names})


@dataclass(frozen=True)
class Holder:
    """A certificate with its private key; can issue others whether it may or not."""

    certificate: x509.Certificate
    key: Any

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def issue(
        self,
        name: str,
        *,
        key: Any = None,
        authority: bool | None = False,
        usage: tuple[str, ...] | None = ("digital_signature",),
        path_length: int | None = None,
        start: datetime = START,
        end: datetime = START + timedelta(days=365),
        extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
        digest: Any = None,
    ) -> "Holder":
        """A certificate signed by this holder's key. `authority` None leaves basic constraints out."""
        return _issue(
            self.certificate.subject, self.key, name, key, authority, usage, path_length, start, end, extensions, digest
        )

    def crl(
        self,
        *revoked: tuple[int, datetime],
        start: datetime = START,
        end: datetime = START + timedelta(days=30),
        extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
        entry_extension: tuple[x509.ExtensionType, bool] | None = None,
        key: Any = None,
    ) -> x509.CertificateRevocationList:
        """A revocation list of (serial number, date), by this holder's name and key."""
        builder = x509.CertificateRevocationListBuilder(self.certificate.subject, start, end)
        for serial, date in revoked:
            entry = x509.RevokedCertificateBuilder(serial, date)
            if entry_extension:
                entry = entry.add_extension(*entry_extension)
            builder = builder.add_revoked_certificate(entry.build())
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(key or self.key, _digest(key or self.key))


def _digest(key: Any) -> SHA256 | None:
    return None if isinstance(key, Ed25519PrivateKey) else SHA256()


def _issue(
    issuer: x509.Name | None,
    issuer_key: Any,
    name: str,
    key: Any,
    authority: bool | None,
    usage: tuple[str, ...] | None,
    path_length: int | None,
    start: datetime,
    end: datetime,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...],
    digest: Any,
) -> Holder:
    key = key or ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder(issuer or _name(name), _name(name), key.public_key(), next(_serials), start, end)
    if authority is not None:
        builder = builder.add_extension(x509.BasicConstraints(authority, path_length), critical=True)
    if usage is not None:
        builder = builder.add_extension(_usage(*usage), critical=True)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    signing_key = issuer_key or key
    return Holder(builder.sign(signing_key, digest or _digest(signing_key)), key)


@dataclass(frozen=True)
class Pki:
    """Root, issuing authority, one officer; revocation lists of both authorities for January 2026."""

    root: Holder
    issuing: Holder
    officer: Holder

    @property
    def crls(self) -> list[x509.CertificateRevocationList]:
        return [self.root.crl(), self.issuing.crl()]


AUTHORITY = ("key_cert_sign", "crl_sign")


@pytest.fixture(scope="session")
def self_signed() -> Callable[..., Holder]:
    """Makes a self-signed certificate; parameters as of Holder.issue."""

    def make(
        name: str,
        *,
        key: Any = None,
        authority: bool | None = True,
        usage: tuple[str, ...] | None = AUTHORITY,
        path_length: int | None = None,
        start: datetime = START,
        end: datetime = START + timedelta(days=3650),
    ) -> Holder:
        return _issue(None, None, name, key, authority, usage, path_length, start, end, (), None)

    return make


@pytest.fixture(scope="session")
def small_pki(self_signed: Callable[..., Holder]) -> Pki:
    """A PKI whose parts are all in order."""
    root = self_signed("Root")
    issuing = root.issue("Issuing", authority=True, usage=AUTHORITY, end=START + timedelta(days=1000))
    return Pki(root, issuing, issuing.issue("Officer"))


@pytest.fixture(scope="session")
def vectors() -> Callable[[str], Any]:
    """Reads a published JSON file of tests/signing/vectors."""
    folder = Path(__file__).parent / "vectors"
    return lambda name: json.loads((folder / name).read_text(encoding="utf-8"))
