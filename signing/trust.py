"""Trust in a signer's certificate, and the check of an officer's signature over an act (FORMAT.md, section 3).

    admit      once for each certificate: key, key usage, path to a root, period of validity, revocation
    at         once for each act: the moment lies in the period, before any revocation, and revocation is known for it
    check_act  at, and the signature over the DSSE encoding of the act's bytes

Outcomes are three, as in AdES (ETSI EN 319 102-1): a value holds; Untrusted fails; Untrusted with `cannot_tell` says
that evidence is missing, which is never to be shown as "holds".
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from asn1crypto import core
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from signing import dsse, signature
from signing.errors import BadSignature, Untrusted
from signing.path import Path, is_authority, paths, usage
from signing.revocation import status_of_path

REASONS = (
    "malformed",  # not one certificate or list in DER
    "key",  # the policy accepts no algorithm of the signer's key
    "authority_as_signer",  # an authority's certificate in the place of an officer's
    "key_usage",  # not for signatures; or an issuer that may not sign certificates
    "not_authority",  # an issuer that is no authority
    "path_length",  # a longer path than an authority allows
    "path_algorithm",  # a certificate signed with a weak or unknown algorithm
    "path_signature",  # a certificate that its issuer did not sign
    "critical_extension",  # one that is not understood
    "path_constraints",  # policies or names that an authority does not allow
    "not_trusted",  # self-signed, and no configured root
    "issuer_unknown",  # cannot tell: a certificate of the path is missing
    "validity",  # the certificates of the path are at no moment valid together
    "not_yet_valid",
    "expired",
    "revoked",
    "revocation_unknown",  # cannot tell: no list speaks for the certificate or one of its authorities
    "revocation_stale",  # cannot tell: the lists speak for an earlier time only
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What trust demands beyond a path."""

    signatures: signature.Policy = signature.POLICY
    authorities_need_lists: bool = True  # False: revocation of intermediates need not be known, only heeded


@dataclass(frozen=True, slots=True)
class Admitted:
    """A certificate with a path to a configured root. Moments are aware, in UTC."""

    sha256: bytes  # 32 bytes, of the certificate in DER
    key: signature.VerifyingKey
    subject: str  # distinguished name as in RFC 4514
    valid_from: datetime  # of the whole path
    valid_until: datetime  # of the whole path, the last second included
    revoked_at: datetime | None  # of the signer or one of its authorities, whichever came first
    revocation_known_until: datetime | None  # None: not at all
    der: bytes = field(repr=False)

    def at(self, moment: datetime) -> None:
        """Check that the certificate could sign at an aware moment.

        Raises Untrusted: not_yet_valid, expired or revoked fail; revocation_unknown and revocation_stale cannot tell.
        """
        if moment < self.valid_from:
            raise Untrusted("not_yet_valid", self.sha256)
        if moment > self.valid_until:
            raise Untrusted("expired", self.sha256)
        if self.revoked_at is not None and moment >= self.revoked_at:
            raise Untrusted("revoked", self.sha256)
        if self.revocation_known_until is None:
            raise Untrusted("revocation_unknown", self.sha256, cannot_tell=True)
        if moment > self.revocation_known_until:
            raise Untrusted("revocation_stale", self.sha256, cannot_tell=True)


@dataclass(frozen=True, slots=True)
class Trust:
    """What is configured: roots are trusted, everything else is evidence."""

    roots: Sequence[x509.Certificate]
    intermediates: Sequence[x509.Certificate] = ()
    crls: Sequence[x509.CertificateRevocationList] = ()
    policy: Policy = Policy()

    def admit(self, der: bytes) -> Admitted:
        """The certificate in DER, with what its best path says. Costs milliseconds: keep the answer.

        Raises Untrusted: every reason except those of `Admitted.at`.
        """
        certificate = load_certificate(der)
        sha256 = hashlib.sha256(der).digest()
        try:
            key = _check_signer(certificate, sha256, self.policy.signatures)
            found = paths(certificate, self.roots, self.intermediates)
        except ValueError as fault:  # an extension that does not parse, or stands twice
            raise Untrusted("malformed", sha256) from fault
        admitted = [self._admitted(path, key, der, sha256) for path in found]
        return max(admitted, key=_preference)

    def _admitted(self, path: Path, key: signature.VerifyingKey, der: bytes, sha256: bytes) -> Admitted:
        status = status_of_path(path, self.crls, authorities=self.policy.authorities_need_lists)
        return Admitted(
            sha256,
            key,
            path.certificates[0].subject.rfc4514_string(),
            path.valid_from,
            path.valid_until,
            status.revoked_at,
            status.known_until,
            der,
        )


class Signer(NamedTuple):
    """Who signed, proved."""

    certificate: bytes  # 32 bytes, SHA-256 of the certificate in DER
    subject: str
    moment: datetime  # the moment at which the certificate was good


def check_act(act: bytes, signed: bytes, admitted: Admitted, moment: datetime) -> Signer:
    """Check an officer's signature over an act's bytes, by a certificate that was good at `moment`.

    Raises Untrusted as `Admitted.at` does, BadSignature as signature.check does.
    """
    admitted.at(moment)
    admitted.key.check(signed, dsse.act_pae(act), admitted.der)
    return Signer(admitted.sha256, admitted.subject, moment)


def load_certificate(der: bytes) -> x509.Certificate:
    """One certificate in DER. Raises Untrusted("malformed")."""
    try:
        if not _is_sound(der):
            raise Untrusted("malformed", hashlib.sha256(der).digest())
        return x509.load_der_x509_certificate(der)
    except (ValueError, TypeError, x509.InvalidVersion) as fault:
        raise Untrusted("malformed", hashlib.sha256(der).digest()) from fault


def _is_sound(der: bytes) -> bool:
    """What `cryptography` lets pass with a warning: a serial number below 1 (RFC 5280, section 4.1.2.2), parameters in
    an ECDSA or DSA algorithm (RFC 5758, section 3)."""
    certificate = asn1.Certificate.load(der, strict=True)
    declared = (certificate["signature_algorithm"], certificate["tbs_certificate"]["signature"])
    return certificate.serial_number > 0 and not any(
        one["algorithm"].native.endswith("dsa") and isinstance(one["parameters"], core.Null) for one in declared
    )


def load_crl(der: bytes) -> x509.CertificateRevocationList:
    """One revocation list in DER, not checked. Raises Untrusted("malformed")."""
    try:
        return x509.load_der_x509_crl(der)
    except (ValueError, x509.InvalidVersion) as fault:
        raise Untrusted("malformed", hashlib.sha256(der).digest()) from fault


def _check_signer(certificate: x509.Certificate, sha256: bytes, policy: signature.Policy) -> signature.VerifyingKey:
    """The signer's key, when certificate and key are fit for signatures."""
    try:
        key = signature.verifying_key(certificate.public_key(), policy)
    except (ValueError, UnsupportedAlgorithm, BadSignature) as fault:
        raise Untrusted("key", sha256) from fault
    if is_authority(certificate):
        raise Untrusted("authority_as_signer", sha256)
    key_usage = usage(certificate)
    if key_usage is None or not (key_usage.digital_signature or key_usage.content_commitment):
        raise Untrusted("key_usage", sha256)
    return key


def _preference(admitted: Admitted) -> tuple[bool, float, float]:
    """Among several paths: not revoked, then known for longest, then valid for longest."""
    known = admitted.revocation_known_until
    return admitted.revoked_at is None, known.timestamp() if known else 0.0, admitted.valid_until.timestamp()
