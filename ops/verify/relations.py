"""Checks that set rows against each other: chains, uniqueness, checkpoints, certificates, disclosures.

Each is one small named check over the whole ledger. The chain check compares columns; that the columns agree with
the signed bytes is checked act by act (ops/verify/acts.py), so together they prove the chain of the bytes.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from cryptography import x509

from ledger import checkpoints, database
from ledger.vault import Vault, WrongKey
from ops.verify.evidence import Evidence
from ops.verify.findings import Fault, Part, Untold
from ops.verify.tiles import tiles
from signing import checkpoint, keys
from signing.errors import BadDisclosure, BadNote

Connection = psycopg.Connection[Any]

# One walk through every stream in order. Where a version stands twice, the later act is the one too many.
BROKEN_CHAINS = (
    "SELECT CASE WHEN version = before THEN greatest(position, place) ELSE position END, version = before FROM"
    " (SELECT position, kind, version, previous, lag(version) OVER stream AS before, lag(kind) OVER stream AS sort,"
    " lag(act_hash) OVER stream AS hash, lag(position) OVER stream AS place FROM ledger.act"
    " WINDOW stream AS (PARTITION BY stream ORDER BY version, position DESC)) walked"
    " WHERE version <> coalesce(before, 0) + 1 OR previous IS DISTINCT FROM hash OR place >= position"
    " OR sort <> kind ORDER BY 1 LIMIT 1000"
)
ROOM = "SET work_mem = '128MB'"  # what sorts a large ledger without going to disk so often
COMMAND_TWICE = "SELECT max(position) FROM ledger.act GROUP BY command_id HAVING count(*) > 1 ORDER BY 1 LIMIT 1000"
TWO_ORGANISATIONS = (
    "SELECT min(position) FROM ledger.act WHERE kind = 'organisation' GROUP BY stream ORDER BY 1 OFFSET 1 LIMIT 1000"
)
IDENTITY = "SELECT origin FROM ledger.identity"
CERTIFICATES = "SELECT sha256, der FROM ledger.certificate"
LISTS = "SELECT sha256, der, this_update, next_update FROM ledger.revocation_list"
FIRST_SIGNED = "SELECT min(position) FROM ledger.act WHERE certificate = %(sha256)s"
SEALED = "SELECT DISTINCT position FROM vault.disclosure ORDER BY position"
STRAY = (
    "SELECT d.position FROM vault.disclosure d LEFT JOIN ledger.act a USING (position) WHERE a.position IS NULL"
    " ORDER BY 1 LIMIT 1000"
)
HEAD_AT = "SELECT root FROM ledger.head WHERE size = %(size)s"

Check = Callable[[Connection, Evidence, int], Part]


def identity(connection: Connection, evidence: Evidence, size: int) -> Part:
    """The database names the ledger that was asked for."""
    row = connection.execute(IDENTITY).fetchone()
    named = row[0] if row else None
    faults = () if named == evidence.origin else (Fault(0, "ledger_name", f"{named!r} instead of {evidence.origin!r}"),)
    return Part("identity", 1, faults)


def chains(connection: Connection, evidence: Evidence, size: int) -> Part:
    """Every act names the act before it in its stream; no version and no command stands twice."""
    connection.execute(ROOM)
    faults = [Fault(at, "version_twice" if again else "chain") for at, again in connection.execute(BROKEN_CHAINS)]
    faults += [Fault(row[0], "command_twice") for row in connection.execute(COMMAND_TWICE)]
    faults += [Fault(row[0], "second_organisation") for row in connection.execute(TWO_ORGANISATIONS)]
    return Part("chains", size, tuple(faults))


def attested(connection: Connection, evidence: Evidence, size: int) -> Part:
    """Every checkpoint, also the one kept outside the database, is signed and names a head that stands."""
    verifiers = [keys.verifier(vkey) for vkey in evidence.ledger_keys]
    faults: list[Fault] = []
    notes = [(stated, root, note) for stated, root, note in checkpoints.every(connection)]
    kept = (
        evidence.kept_checkpoint.read_bytes()
        if evidence.kept_checkpoint and evidence.kept_checkpoint.exists()
        else None
    )
    for stated, root, note in [*notes, *([(None, None, kept)] if kept else [])]:
        where = "checkpoint" if stated is not None else "kept_checkpoint"
        try:
            head = checkpoint.verify(note, verifiers, evidence.origin).checkpoint
        except BadNote as error:
            faults.append(Fault(stated or 0, f"{where}_note", error.reason))
            continue
        if stated is not None and (head.size, head.root) != (stated, root):
            faults.append(Fault(stated, "checkpoint_columns"))
        if head.size > size:
            faults.append(Fault(size + 1, f"{where}_beyond_acts", f"attests to {head.size} acts, {size} are recorded"))
            continue
        row = connection.execute(HEAD_AT, {"size": head.size}).fetchone()
        if row is None or row[0] != head.root:
            faults.append(Fault(head.size, f"{where}_root"))
    untold = (
        ()
        if kept or not size
        else (Untold(0, "kept_checkpoint_missing", "no copy of a checkpoint outside the database"),)
    )
    return Part("checkpoints", len(notes) + bool(kept), tuple(faults), untold)


def signers(connection: Connection, evidence: Evidence, size: int) -> Part:
    """Certificates and revocation lists are kept under their own hashes, with the times that they state."""
    faults: list[Fault] = []
    count = 0
    for sha256, der in connection.execute(CERTIFICATES).fetchall():
        count += 1
        if hashlib.sha256(der).digest() != sha256:
            first = connection.execute(FIRST_SIGNED, {"sha256": sha256}).fetchone()
            faults.append(Fault((first and first[0]) or 0, "certificate_changed", sha256.hex()))
    for sha256, der, this_update, next_update in connection.execute(LISTS):
        count += 1
        if hashlib.sha256(der).digest() != sha256:
            faults.append(Fault(0, "revocation_list_changed", sha256.hex()))
            continue
        crl = x509.load_der_x509_crl(der)
        if (crl.last_update_utc, crl.next_update_utc) != (this_update, next_update):
            faults.append(Fault(0, "revocation_list_columns", sha256.hex()))
    return Part("certificates", count, tuple(faults))


def disclosures(connection: Connection, evidence: Evidence, size: int) -> Part:
    """What the vault keeps opens, and is what the acts commit to; erased persons excepted."""
    stray = tuple(Fault(row[0], "disclosure_of_no_act") for row in connection.execute(STRAY))
    positions = [row[0] for row in connection.execute(SEALED)]
    if evidence.vault_conninfo is None or evidence.key_encryption_key is None:
        untold = (Untold(0, "disclosures_not_opened", "no key-encryption key"),) if positions else ()
        return Part("disclosures", 0, stray, untold)
    with database.connect(evidence.vault_conninfo) as opener:
        faults = list(_unopened(opener, Vault(evidence.key_encryption_key), positions))
    return Part("disclosures", len(positions), (*stray, *faults))


def _unopened(connection: Connection, vault: Vault, positions: list[int]) -> Iterator[Fault]:
    for start in range(0, len(positions), 500):
        chunk = positions[start : start + 500]
        try:
            vault.open(connection, chunk)
        except (WrongKey, BadDisclosure):
            for position in chunk:
                yield from _unopened_at(connection, vault, position)


def _unopened_at(connection: Connection, vault: Vault, position: int) -> Iterator[Fault]:
    try:
        vault.open(connection, [position])
    except (WrongKey, BadDisclosure):
        yield Fault(position, "disclosure_changed")


CHECKS: tuple[Check, ...] = (identity, chains, tiles, attested, signers, disclosures)
