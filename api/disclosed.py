"""Personal values for a reader: only for officers who have logged in, and every reading is logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
import psycopg
import structlog

from api.sessions import Session
from ledger.vault import Vault
from signing.disclosure import Disclosure

Connection = psycopg.Connection[Any]
log = structlog.get_logger("socai.api")

DIGESTS = (
    "SELECT a.position, d.digest, d.person, k.wrapped IS NULL FROM ledger.act a"
    " JOIN vault.disclosure d USING (position) JOIN vault.person_key k USING (person)"
    " WHERE a.position = ANY(%(positions)s)"
)
ACTS = "SELECT position, act FROM ledger.act WHERE position = ANY(%(positions)s)"


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What can be told of the personal members of one act."""

    disclosures: tuple[Disclosure, ...]
    erased: tuple[bytes, ...]  # digests whose person's key was destroyed
    withheld: tuple[bytes, ...]  # digests that this ledger holds no disclosure of
    erased_persons: tuple[UUID, ...]


def of_positions(
    connection: Connection, vault: Vault, session: Session, stream: UUID, positions: Sequence[int]
) -> dict[int, Disclosed]:
    """The personal members of the acts at `positions`, all of one stream."""
    opened = vault.open(connection, positions)
    if any(opened.values()):
        log.info("personal_read", officer=str(session.officer.officer), stream=str(stream), acts=len(opened))
    erased: dict[int, list[tuple[bytes, UUID]]] = {}
    for position, digest, person, is_erased in connection.execute(DIGESTS, {"positions": list(positions)}):
        if is_erased:
            erased.setdefault(position, []).append((digest, person))
    found = {}
    for position, act in connection.execute(ACTS, {"positions": list(positions)}):
        gone = erased.get(position, [])
        known = {item.digest for item in opened.get(position, [])} | {digest for digest, _ in gone}
        digests = map(bytes.fromhex, orjson.loads(act)["_sd"])
        found[position] = Disclosed(
            tuple(opened.get(position, [])),
            tuple(digest for digest, _ in gone),
            tuple(digest for digest in digests if digest not in known),
            tuple(dict.fromkeys(person for _, person in gone)),
        )
    return found
