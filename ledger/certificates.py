"""Certificates and revocation lists as the ledger saw them: kept, because signatures are judged by them for ever."""

import hashlib
from typing import Any

import psycopg
from cryptography import x509

from ledger.errors import NotRecorded

Connection = psycopg.Connection[Any]

ADD_CERTIFICATE = "INSERT INTO ledger.certificate (sha256, der) VALUES (%(sha256)s, %(der)s) ON CONFLICT DO NOTHING"
CERTIFICATE = "SELECT der FROM ledger.certificate WHERE sha256 = %(sha256)s"
CERTIFICATES = "SELECT der FROM ledger.certificate ORDER BY recorded_at, sha256"
ADD_LIST = (
    "INSERT INTO ledger.revocation_list (sha256, der, this_update, next_update)"
    " VALUES (%(sha256)s, %(der)s, %(this_update)s, %(next_update)s) ON CONFLICT DO NOTHING"
)
LISTS = "SELECT der FROM ledger.revocation_list ORDER BY this_update, sha256"


def add(connection: Connection, der: bytes) -> bytes:
    """Keeps a certificate; gives its SHA-256. Adding it again changes nothing."""
    sha256 = hashlib.sha256(der).digest()
    connection.execute(ADD_CERTIFICATE, {"sha256": sha256, "der": der})
    return sha256


def get(connection: Connection, sha256: bytes) -> bytes:
    """The DER of a kept certificate. Raises: NotRecorded."""
    row = connection.execute(CERTIFICATE, {"sha256": sha256}).fetchone()
    if row is None:
        raise NotRecorded(f"certificate {sha256.hex()}")
    der: bytes = row[0]
    return der


def every(connection: Connection) -> list[bytes]:
    """The DER of every kept certificate."""
    return [row[0] for row in connection.execute(CERTIFICATES)]


def add_revocation_list(connection: Connection, der: bytes) -> bytes:
    """Keeps a certificate revocation list (X.509 CRL in DER); gives its SHA-256. Belief is for signing/trust.py.

    Raises: ValueError when the bytes are not a CRL or it names no next update.
    """
    crl = x509.load_der_x509_crl(der)
    if crl.next_update_utc is None:
        raise ValueError("a revocation list without nextUpdate says nothing about how long it holds")
    sha256 = hashlib.sha256(der).digest()
    connection.execute(
        ADD_LIST,
        {"sha256": sha256, "der": der, "this_update": crl.last_update_utc, "next_update": crl.next_update_utc},
    )
    return sha256


def revocation_lists(connection: Connection) -> list[bytes]:
    """The DER of every kept revocation list, oldest first."""
    return [row[0] for row in connection.execute(LISTS)]
