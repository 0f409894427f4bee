"""The signers' certificates that the ledger knows, each admitted once and kept until a revocation list arrives.

A certificate or list only counts when it hangs on one of the configured roots: taking one in is not trusting it.
"""

import hashlib
import threading
from collections.abc import Sequence
from typing import Any

import psycopg
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from api.states import Pool
from ledger import certificates
from ledger.errors import NotRecorded
from signing.errors import Untrusted
from signing.path import is_authority, paths
from signing.trust import Admitted, Policy, Trust, load_certificate, load_crl

Connection = psycopg.Connection[Any]

POLICY = Policy()
EVIDENCE = "SELECT count(*) FROM ledger.revocation_list"


class Certificates:
    """Admits certificates by their SHA-256. `roots` are trusted, everything else is evidence."""

    def __init__(
        self,
        pool: Pool,
        roots: Sequence[x509.Certificate],
        intermediates: Sequence[x509.Certificate] = (),
        policy: Policy = POLICY,
        most: int = 100_000,
    ) -> None:
        self._pool, self._roots, self._given, self._policy, self._most = pool, roots, intermediates, policy, most
        self._lock = threading.Lock()
        self._lists: int | None = None  # revocation lists that the admissions rest on
        self._trusting: tuple[Trust, dict[bytes, Admitted]] = Trust(roots, intermediates, (), policy), {}

    def admitted(self, sha256: bytes) -> Admitted:
        """The certificate with what its path says. Raises: Untrusted."""
        known = self._trusting[1].get(sha256)
        return known if known is not None else self._admit(sha256)

    def refresh(self, *, anew: bool = False) -> None:
        """Starts afresh when lists have arrived since, through this process or another one; in any case with `anew`."""
        with self._lock, self._pool.connection() as connection:
            (lists,) = connection.execute(EVIDENCE).fetchone() or (0,)
            if lists == self._lists and not anew:
                return
            trust = Trust(
                self._roots,
                [*self._given, *_authorities(certificates.every(connection))],
                [load_crl(der) for der in certificates.revocation_lists(connection)],
                self._policy,
            )
            self._trusting = trust, {}
            self._lists = lists

    def take_certificate(self, der: bytes) -> bytes:
        """Keeps a certificate that hangs on a configured root; gives its SHA-256. Raises: Untrusted."""
        self.refresh()
        certificate = load_certificate(der)
        try:
            paths(certificate, self._trusting[0].roots, self._trusting[0].intermediates)
        except ValueError as fault:  # an extension that does not parse
            raise Untrusted("malformed", hashlib.sha256(der).digest()) from fault
        with self._pool.connection() as connection:
            sha256 = certificates.add(connection, der)
        if is_authority(certificate):
            self.refresh(anew=True)
        return sha256

    def take_revocation_list(self, der: bytes) -> bytes:
        """Keeps a revocation list that a known authority signed; gives its SHA-256. Raises: Untrusted."""
        self.refresh()
        crl = load_crl(der)
        trust, _ = self._trusting
        authorities = [*trust.roots, *trust.intermediates]
        if not any(signed_list(crl, authority) for authority in authorities):
            raise Untrusted("issuer_unknown", hashlib.sha256(der).digest(), cannot_tell=True)
        try:
            with self._pool.connection() as connection:
                sha256 = certificates.add_revocation_list(connection, der)
        except ValueError as fault:
            raise Untrusted("malformed", hashlib.sha256(der).digest()) from fault
        self.refresh()
        return sha256

    def _admit(self, sha256: bytes) -> Admitted:
        if self._lists is None:
            self.refresh()
        try:
            with self._pool.connection() as connection:
                der = certificates.get(connection, sha256)
        except NotRecorded:
            raise Untrusted("unknown", sha256) from None
        trust, kept = self._trusting  # together: what an older trust admitted must not stay among what a newer one did
        try:
            admitted = trust.admit(der)
        except Untrusted as error:
            if not error.cannot_tell:
                raise
            self.refresh(anew=True)  # the issuer may have arrived through another process
            trust, kept = self._trusting
            admitted = trust.admit(der)
        if len(kept) >= self._most:
            kept.clear()
        kept[sha256] = admitted
        return admitted


def _authorities(ders: Sequence[bytes]) -> list[x509.Certificate]:
    loaded = (x509.load_der_x509_certificate(der) for der in ders)
    return [certificate for certificate in loaded if is_authority(certificate)]


def signed_list(crl: x509.CertificateRevocationList, authority: x509.Certificate) -> bool:
    """Whether an authority of this name and key signed the list."""
    key = authority.public_key()
    try:
        return crl.issuer == authority.subject and crl.is_signature_valid(key)  # type: ignore[arg-type]
    except (TypeError, UnsupportedAlgorithm):  # a kind of key that signs no lists
        return False
