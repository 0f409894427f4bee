"""Certificates for development, demonstration and tests; a real deployment trusts the public service's authorities.

    folder/                          0700
        DEVELOPMENT-ONLY.txt         the mark: without it a folder is not touched
        lock
        root.key  issuing.key        0600, PKCS#8, unencrypted: worth nothing outside a developer's machine
        revoked.json                 what the issuing authority revoked
        officers/<serial>.pem .key   certificate and key (0600) of each officer
        trust/                       what a service is told to trust
            roots/root.pem
            intermediates/issuing.pem
            crls/root.crl issuing.crl    DER, valid for 30 days

The root and the issuing authority (path length 0) have P-256 keys. Extensions follow RFC 5280; an officer's certificate
may be used for digital signature and content commitment only, as those of the public service are.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import NameOID

from ops.errors import DevelopmentOnly
from ops.files import locked, private_folder, write_private

MARK = "DEVELOPMENT-ONLY.txt"
MARK_TEXT = "DEVELOPMENT ONLY\nThe keys in this folder are unprotected. Never trust them in a real deployment.\n"
CRL_LIFE = timedelta(days=30)
CRL_RENEWED_BELOW = timedelta(days=10)
ROOT_LIFE, ISSUING_LIFE, OFFICER_LIFE = timedelta(days=20 * 365), timedelta(days=10 * 365), timedelta(days=2 * 365)
CLOCKS_DIFFER_BY = timedelta(hours=1)  # a fresh certificate is valid on a machine whose clock is behind

Algorithm = Literal["p256", "rsa2048", "ed25519"]
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True)
class OfficerKey:
    """An officer's certificate with its private key."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        """The certificate in DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def sha256(self) -> str:
        """SHA-256 of the certificate's DER, 64 hex digits, as an act's actor names it."""
        return hashlib.sha256(self.der).hexdigest()

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256 (DER), RSA PKCS#1 v1.5 with SHA-256, or Ed25519, by the kind of the key."""
        match self.key:
            case ec.EllipticCurvePrivateKey():
                return self.key.sign(message, ec.ECDSA(hashes.SHA256()))
            case rsa.RSAPrivateKey():
                return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
            case _:
                return self.key.sign(message)


class DevelopmentPki:
    """A root, an issuing authority with its revocation list, and officers; made when the folder is new.

    Raises:
        DevelopmentOnly: the deployment is a real one, or the folder holds something else.
    """

    def __init__(self, folder: Path, deployment: str = "development") -> None:
        if deployment == "production":
            raise DevelopmentOnly(folder, "refused, the deployment is a real one")
        if _foreign(folder):
            raise DevelopmentOnly(folder, f"refused, the folder holds other things (it has no {MARK})")
        self.folder = private_folder(folder)
        if not (folder / MARK).exists():
            write_private(folder / MARK, MARK_TEXT.encode())
        with locked(folder / "lock"):
            if not self._path("issuing").exists():
                self._make()
        self.root = x509.load_pem_x509_certificate(self._path("root").read_bytes())
        self.issuing = x509.load_pem_x509_certificate(self._path("issuing").read_bytes())
        self.refresh()

    @property
    def trust_folder(self) -> Path:
        """Holds `roots/*.pem`, `intermediates/*.pem` and `crls/*.crl`."""
        return self.folder / "trust"

    @property
    def root_crl(self) -> x509.CertificateRevocationList:
        """The root's current list: says that the issuing authority is not revoked."""
        return x509.load_der_x509_crl(self._crl("root").read_bytes())

    @property
    def crl(self) -> x509.CertificateRevocationList:
        """The issuing authority's current list of revoked officers' certificates."""
        return x509.load_der_x509_crl(self._crl("issuing").read_bytes())

    def issue(
        self,
        name: str,
        unit: str,
        *,
        algorithm: Algorithm = "p256",
        valid_from: datetime | None = None,
        valid_until: datetime | None = None,
    ) -> OfficerKey:
        """A new key and certificate for the officer `name` (CN) of `unit` (O), kept in the folder."""
        key = _new_key(algorithm)
        valid_from = valid_from or datetime.now(UTC) - CLOCKS_DIFFER_BY
        builder = _certificate(
            _name(name, unit), key, self.issuing.subject, valid_from, valid_until or valid_from + OFFICER_LIFE
        )
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(_key_usage(signs_documents=True), critical=True)
        builder = builder.add_extension(_authority(self.issuing), critical=False)
        officer = OfficerKey(builder.sign(self._key("issuing"), hashes.SHA256()), key)
        place = private_folder(self.folder / "officers") / f"{officer.certificate.serial_number:x}"
        write_private(place.with_suffix(".key"), _pkcs8(key))
        write_private(place.with_suffix(".pem"), officer.certificate.public_bytes(serialization.Encoding.PEM))
        return officer

    def officer(self, name: str, unit: str) -> OfficerKey:
        """The officer's certificate in force, issued when there is none."""
        subject, now = _name(name, unit), datetime.now(UTC)
        for officer in self.officers():
            certificate = officer.certificate
            in_force = certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc
            revoked = self.crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if certificate.subject == subject and in_force and revoked is None:
                return officer
        return self.issue(name, unit)

    def officers(self) -> Iterator[OfficerKey]:
        """Everyone who was issued a certificate, whether or not it still holds."""
        for path in sorted((self.folder / "officers").glob("*.pem")):
            key = serialization.load_pem_private_key(path.with_suffix(".key").read_bytes(), None)
            assert isinstance(key, Key)
            yield OfficerKey(x509.load_pem_x509_certificate(path.read_bytes()), key)

    def revoke(self, serial: int, moment: datetime | None = None) -> x509.CertificateRevocationList:
        """Revoke an officer's certificate as of `moment` (default now); the new list."""
        with locked(self.folder / "lock"):
            revoked = self._revoked()
            revoked[f"{serial:x}"] = (moment or datetime.now(UTC)).isoformat()
            write_private(self.folder / "revoked.json", json.dumps(revoked, indent=1).encode())
            self._write_crl("issuing", self.issuing)
        return self.crl

    def refresh(self, now: datetime | None = None) -> None:
        """Issue again each list that ends within ten days."""
        with locked(self.folder / "lock"):
            for which, issuer, crl in (("root", self.root, self.root_crl), ("issuing", self.issuing, self.crl)):
                ends = crl.next_update_utc
                if ends is None or ends - (now or datetime.now(UTC)) < CRL_RENEWED_BELOW:
                    self._write_crl(which, issuer)

    def _make(self) -> None:
        began = datetime.now(UTC) - CLOCKS_DIFFER_BY
        root_key, issuing_key = _new_key("p256"), _new_key("p256")
        root_name = _name("Sổ Cái development root", "Sổ Cái DEVELOPMENT ONLY")
        builder = _certificate(root_name, root_key, root_name, began, began + ROOT_LIFE)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        builder = builder.add_extension(_key_usage(signs_documents=False), critical=True)
        root = builder.sign(root_key, hashes.SHA256())

        issuing_name = _name("Sổ Cái development issuing authority", "Sổ Cái DEVELOPMENT ONLY")
        builder = _certificate(issuing_name, issuing_key, root.subject, began, began + ISSUING_LIFE)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        builder = builder.add_extension(_key_usage(signs_documents=False), critical=True)
        builder = builder.add_extension(_authority(root), critical=False)
        issuing = builder.sign(root_key, hashes.SHA256())

        for sub in ("roots", "intermediates", "crls"):
            private_folder(self.trust_folder / sub)
        for which, key, certificate in (("root", root_key, root), ("issuing", issuing_key, issuing)):
            write_private(self.folder / f"{which}.key", _pkcs8(key))
            self._write_crl(which, certificate)
        # The issuing certificate comes last: with it the folder is whole.
        write_private(self._path("root"), root.public_bytes(serialization.Encoding.PEM))
        write_private(self._path("issuing"), issuing.public_bytes(serialization.Encoding.PEM))

    def _write_crl(self, which: str, issuer: x509.Certificate) -> None:
        now = datetime.now(UTC)
        number = 1
        if self._crl(which).exists():
            before = x509.load_der_x509_crl(self._crl(which).read_bytes())
            number = before.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number + 1
        builder = x509.CertificateRevocationListBuilder(issuer.subject, now, now + CRL_LIFE)
        builder = builder.add_extension(_authority(issuer), critical=False)
        builder = builder.add_extension(x509.CRLNumber(number), critical=False)
        for serial, moment in self._revoked().items() if which == "issuing" else ():
            entry = x509.RevokedCertificateBuilder(int(serial, 16), datetime.fromisoformat(moment))
            builder = builder.add_revoked_certificate(entry.build())
        crl = builder.sign(self._key(which), hashes.SHA256())
        write_private(self._crl(which), crl.public_bytes(serialization.Encoding.DER))

    def _revoked(self) -> dict[str, str]:
        path = self.folder / "revoked.json"
        read: dict[str, str] = json.loads(path.read_bytes()) if path.exists() else {}
        return read

    def _path(self, which: str) -> Path:
        return self.trust_folder / {"root": "roots", "issuing": "intermediates"}[which] / f"{which}.pem"

    def _crl(self, which: str) -> Path:
        return self.trust_folder / "crls" / f"{which}.crl"

    def _key(self, which: str) -> ec.EllipticCurvePrivateKey:
        key = serialization.load_pem_private_key((self.folder / f"{which}.key").read_bytes(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key


def _foreign(folder: Path) -> bool:
    """Whether the folder holds things that are not ours: the mark is the first file after the lock.

    A mark half written belongs to another process that is making the folder now, or to one that was killed.
    """
    before = {path.name for path in folder.glob("*")}
    ours = {name for name in before if name == "lock" or name.startswith(f".{MARK}.")}
    return before != ours and not (folder / MARK).exists()


def _new_key(algorithm: Algorithm) -> Key:
    match algorithm:
        case "p256":
            return ec.generate_private_key(ec.SECP256R1())
        case "rsa2048":
            return rsa.generate_private_key(public_exponent=65537, key_size=2048)
        case "ed25519":
            return ed25519.Ed25519PrivateKey.generate()


def _pkcs8(key: Key) -> bytes:
    none = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, none)


def _name(common: str, organisation: str) -> x509.Name:
    parts = {NameOID.COUNTRY_NAME: "VN", NameOID.ORGANIZATION_NAME: organisation, NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts.items()])


def _certificate(
    subject: x509.Name, key: Key, issuer: x509.Name, valid_from: datetime, valid_until: datetime
) -> x509.CertificateBuilder:
    """What every certificate has."""
    public = key.public_key()
    return (
        x509.CertificateBuilder(issuer, subject, public, x509.random_serial_number(), valid_from, valid_until)
    ).add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)


def _authority(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)


def _key_usage(*, signs_documents: bool) -> x509.KeyUsage:
    """Officers sign documents; authorities sign certificates and revocation lists; nobody does both."""
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
