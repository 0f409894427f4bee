"""Revocation by certificate revocation lists (RFC 5280, sections 5 and 6.3), for any moment and over all lists known.

A list speaks for a certificate when

1. the certificate's issuer issued and signed it (rule 2 of signing/path.py), its key usage lets it sign lists, and the
   issuer was itself valid and not revoked when it did;
2. it is a complete list for this kind of certificate: no delta, not indirect, all reasons, and, when it is confined to
   a distribution point, the one that the certificate names; no critical extension that is not understood;
3. it says when the next one comes;
4. it was issued before the certificate expired, or lists it: expired certificates drop out of lists.

A listed certificate is revoked from the earliest date that any list gives, for good, a hold included. One that is not
listed was good until the list's next update was due: a later list thereby proves the time before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtensionOID

from signing.path import Path, is_authority, strong_signature, usage

_UNDERSTOOD = frozenset(
    (ExtensionOID.CRL_NUMBER, ExtensionOID.AUTHORITY_KEY_IDENTIFIER, ExtensionOID.ISSUING_DISTRIBUTION_POINT)
)
_ENTRY_UNDERSTOOD = frozenset((x509.CRLReason.oid, x509.InvalidityDate.oid))


@dataclass(frozen=True, slots=True)
class Status:
    """What the lists say of a certificate, or of the worst certificate of a path. Moments in UTC."""

    revoked_at: datetime | None  # never to be trusted from here on
    known_until: datetime | None  # the lists speak for moments up to here; None: no list speaks at all


def status_of_path(path: Path, lists: Sequence[x509.CertificateRevocationList], *, authorities: bool) -> Status:
    """The earliest revocation and the shortest knowledge of a path, root excepted: trust in it is configured.

    Without `authorities` a path whose signer the lists cover is known, though no list covers its authorities; a list
    that revokes one of them counts all the same.
    """
    revoked: datetime | None = None
    known: list[datetime | None] = []
    for index in range(len(path.certificates) - 2, -1, -1):  # from the root down: an issuer before what it issued
        certificate, issuer = path.certificates[index], path.certificates[index + 1]
        status = _status(certificate, issuer, revoked, lists)
        revoked = min(filter(None, (revoked, status.revoked_at)), default=None)
        if authorities or index == 0:
            known.append(status.known_until)
    moments = [moment for moment in known if moment is not None]
    return Status(revoked, min(moments) if len(moments) == len(known) else None)


def _status(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    issuer_revoked_at: datetime | None,
    lists: Iterable[x509.CertificateRevocationList],
) -> Status:
    revoked: list[datetime] = []
    known: list[datetime] = []
    for crl in lists:
        try:
            spoken = _listed(crl, certificate, issuer, issuer_revoked_at)
        except (InvalidSignature, UnsupportedAlgorithm, TypeError, ValueError):
            continue  # a list that cannot be read says nothing
        if spoken is not None:
            revoked += filter(None, (spoken.revoked_at,))
            known += filter(None, (spoken.known_until,))
    return Status(min(revoked, default=None), max(known, default=None))


def _listed(
    crl: x509.CertificateRevocationList,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    issuer_revoked_at: datetime | None,
) -> Status | None:
    """What one list says; None when it does not speak for the certificate. Lets cryptography's errors out."""
    if not _issued(crl, issuer, issuer_revoked_at) or not _covers(crl, certificate):
        return None
    entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is not None:
        return Status(entry.revocation_date_utc, crl.next_update_utc)
    if crl.last_update_utc > certificate.not_valid_after_utc:
        return None  # 4
    return Status(None, crl.next_update_utc)


def _issued(crl: x509.CertificateRevocationList, issuer: x509.Certificate, issuer_revoked_at: datetime | None) -> bool:
    """Rules 1 and 3."""
    key_usage = usage(issuer)
    if crl.issuer != issuer.subject or crl.next_update_utc is None or key_usage is None or not key_usage.crl_sign:
        return False
    if not issuer.not_valid_before_utc <= crl.last_update_utc <= issuer.not_valid_after_utc:
        return False
    if issuer_revoked_at is not None and crl.last_update_utc >= issuer_revoked_at:
        return False
    key = issuer.public_key()
    return strong_signature(crl.signature_hash_algorithm, key) and crl.is_signature_valid(key)  # type: ignore[arg-type]


def _covers(crl: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    """Rule 2."""
    if any(extension.critical and extension.oid not in _UNDERSTOOD for extension in crl.extensions):
        return False
    if any(extension.oid == ExtensionOID.DELTA_CRL_INDICATOR for extension in crl.extensions):
        return False
    for entry in crl:
        if any(extension.critical and extension.oid not in _ENTRY_UNDERSTOOD for extension in entry.extensions):
            return False
    try:
        scope = crl.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return True
    return _in_scope(scope, certificate)


def _in_scope(scope: x509.IssuingDistributionPoint, certificate: x509.Certificate) -> bool:
    if scope.indirect_crl or scope.only_some_reasons or scope.only_contains_attribute_certs or scope.relative_name:
        return False
    if scope.only_contains_ca_certs if not is_authority(certificate) else scope.only_contains_user_certs:
        return False
    if not scope.full_name:
        return True
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return False
    named = [name for point in points for name in point.full_name or ()]
    return any(name in named for name in scope.full_name)
