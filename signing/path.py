"""X.509 certification paths: from a signer's certificate to a configured root (RFC 5280, section 6.1).

1. candidates for an issuer are the configured roots and intermediates of the name that the certificate gives;
2. the issuer's key is RSA (2048 bits or more), P-256, P-384, P-521 or Ed25519, the digest SHA-256, SHA-384 or SHA-512,
   and the issuer's signature holds;
3. every issuer says that it is an authority (basic constraints), may sign certificates (key usage), and allows a path
   as long as this one;
4. no certificate has a critical extension that is not understood here;
5. policies, policy mappings and name constraints hold, and once more all of the above, by pyhanko-certvalidator.

Time and revocation are judged by the caller: a path gives the period in which all its certificates are valid.
"""

import hashlib
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.validate import async_validate_path

from signing.errors import Untrusted

MAX_CERTIFICATES = 8  # in a path, signer and root included

_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_DIGESTS = (SHA256, SHA384, SHA512)
_UNDERSTOOD = frozenset(
    (
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
        ExtensionOID.CERTIFICATE_POLICIES,
        ExtensionOID.POLICY_MAPPINGS,
        ExtensionOID.POLICY_CONSTRAINTS,
        ExtensionOID.INHIBIT_ANY_POLICY,
        ExtensionOID.NAME_CONSTRAINTS,
        ExtensionOID.CRL_DISTRIBUTION_POINTS,
        ExtensionOID.AUTHORITY_KEY_IDENTIFIER,
        ExtensionOID.SUBJECT_KEY_IDENTIFIER,
    )
)
# Revocation is judged in signing/revocation.py, over all lists and for any moment.
_NO_REVOCATION = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
)


@dataclass(frozen=True)
class Path:
    """A path that keeps rules 1 to 4: signer first, root last."""

    certificates: tuple[x509.Certificate, ...]

    @cached_property
    def valid_from(self) -> datetime:
        """The first moment at which every certificate of the path is valid, UTC."""
        return max(certificate.not_valid_before_utc for certificate in self.certificates)

    @cached_property
    def valid_until(self) -> datetime:
        """The last second in which every certificate of the path is valid, UTC."""
        return min(certificate.not_valid_after_utc for certificate in self.certificates)


def fingerprint(certificate: x509.Certificate) -> bytes:
    """SHA-256 of the certificate in DER, 32 bytes."""
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()


def paths(
    signer: x509.Certificate, roots: Sequence[x509.Certificate], intermediates: Sequence[x509.Certificate]
) -> tuple[Path, ...]:
    """Every path from the signer to a root that keeps rules 1 to 5, one or more.

    Raises Untrusted with the fault of the path that came nearest to a root.
    """
    faults: list[tuple[int, Untrusted]] = []
    found = tuple(_complete((signer,), roots, intermediates, faults))
    if found:
        return found
    raise max(faults, key=lambda fault: fault[0])[1]


def usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    """What the certificate's key may be used for, when it says."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether basic constraints say that the certificate is an authority's."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def strong_signature(digest: HashAlgorithm | None, key: object) -> bool:
    """Whether certificates and revocation lists may be signed with this digest and key. None: no separate digest."""
    if isinstance(key, Ed25519PublicKey):
        return digest is None
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= 2048 and isinstance(digest, _DIGESTS)
    return (
        isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, _CURVES) and isinstance(digest, _DIGESTS)
    )


def _complete(
    chain: tuple[x509.Certificate, ...],
    roots: Sequence[x509.Certificate],
    intermediates: Sequence[x509.Certificate],
    faults: list[tuple[int, Untrusted]],
) -> Iterator[Path]:
    """Paths that begin with `chain`; every dead end is noted in `faults` with its length."""
    last = chain[-1]
    candidates = [
        issuer for issuer in (*roots, *intermediates) if issuer.subject == last.issuer and issuer not in chain
    ]
    if not candidates or len(chain) == MAX_CERTIFICATES:
        # A name nobody here bears is evidence that is missing; a self-signed stranger is an answer.
        unknown = last.subject != last.issuer
        faults.append((len(chain), _fault("issuer_unknown" if unknown else "not_trusted", last, cannot_tell=unknown)))
        return
    for issuer in candidates:
        try:
            _check_issued(last, issuer, authorities_below=_counted(chain[1:]))
            if issuer not in roots:
                yield from _complete((*chain, issuer), roots, intermediates, faults)
                continue
            yield _check_whole(Path((*chain, issuer)))
        except Untrusted as fault:
            faults.append((len(chain) + 1, fault))


def _counted(authorities: Sequence[x509.Certificate]) -> int:
    """Authorities that a path length counts: those that are not self-issued (RFC 5280, section 4.2.1.9)."""
    return sum(authority.subject != authority.issuer for authority in authorities)


def _check_issued(certificate: x509.Certificate, issuer: x509.Certificate, authorities_below: int) -> None:
    """Rules 2 to 4 for one step of the path."""
    try:
        key = issuer.public_key()
        strong = strong_signature(certificate.signature_hash_algorithm, key)
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise _fault("path_algorithm", certificate) from fault
    if not strong:
        raise _fault("path_algorithm", certificate)
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError) as fault:
        raise _fault("path_signature", certificate) from fault
    if not is_authority(issuer):
        raise _fault("not_authority", issuer)
    key_usage = usage(issuer)
    if key_usage is None or not key_usage.key_cert_sign:
        raise _fault("key_usage", issuer)
    longest = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
    if longest is not None and authorities_below > longest:
        raise _fault("path_length", issuer)


def _check_whole(path: Path) -> Path:
    """Rules 4 and 5, at the first moment at which all certificates are valid."""
    for certificate in path.certificates:
        if any(extension.critical and extension.oid not in _UNDERSTOOD for extension in certificate.extensions):
            raise _fault("critical_extension", certificate)
    if path.valid_from > path.valid_until:
        raise _fault("validity", path.certificates[0])
    signer, *authorities = (
        asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)) for certificate in path.certificates
    )
    root = authorities.pop()
    context = ValidationContext(
        trust_roots=[root],
        moment=path.valid_from,
        time_tolerance=timedelta(0),
        allow_fetching=False,
        revinfo_policy=_NO_REVOCATION,
    )
    try:
        _run(async_validate_path(context, ValidationPath(CertTrustAnchor(root), authorities[::-1], signer)))
    # The library raises NotImplementedError for constraints that it does not know: what cannot be judged is refused.
    except (PathError, ValidationError, ValueError, NotImplementedError) as fault:
        raise _fault("path_constraints", path.certificates[0]) from fault
    return path


def _run(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Drive a coroutine that never waits, since nothing is fetched: works inside a running event loop as well."""
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise AssertionError("path validation waited for something")


def _fault(reason: str, certificate: x509.Certificate, *, cannot_tell: bool = False) -> Untrusted:
    return Untrusted(reason, fingerprint(certificate), cannot_tell=cannot_tell)
