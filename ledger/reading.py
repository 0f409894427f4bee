"""Reading acts: by case, by position, in bulk, as of a position or a recorded moment.

Positions are handed out inside the commit order, so a reader that sees position n sees every position below it.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import psycopg

from ledger.errors import NotRecorded
from ledger.format import recorded_text
from signing.entry import encode

Connection = psycopg.Connection[Any]


class Stored(NamedTuple):
    """One act as it stands in the database: the signed bytes and what the ledger keeps about them."""

    position: int
    stream: UUID
    kind: str
    version: int
    previous: bytes | None
    type: str
    command_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    certificate: bytes  # SHA-256 of the signer's certificate
    act: bytes
    act_hash: bytes
    signature: bytes
    leaf: bytes

    @property
    def entry(self) -> bytes:
        """The leaf's content (FORMAT.md, section 4): never kept, always made from what is."""
        signature = sha256(self.signature).digest()
        return encode(self.position, self.act_hash, signature, self.certificate, recorded_text(self.recorded_at))


class Head(NamedTuple):
    """The tree after a commit. Size 0 stands for a ledger without acts."""

    size: int
    root: bytes
    frontier: bytes
    recorded_at: datetime | None
    organisation: int  # position of the newest act of the organisation stream, 0 for none


COLUMNS = (
    "position, stream, kind, version, previous, type, command_id, occurred_at, recorded_at, certificate,"
    " act, act_hash, signature, leaf"
)
HEAD = "SELECT size, root, frontier, recorded_at, organisation FROM ledger.head ORDER BY size DESC LIMIT 1"
SIZE = "SELECT size FROM ledger.head ORDER BY size DESC LIMIT 1"
SIZE_AT = "SELECT size FROM ledger.head WHERE recorded_at <= %(moment)s ORDER BY recorded_at DESC, size DESC LIMIT 1"
BY_STREAM = (
    f"SELECT {COLUMNS} FROM ledger.act WHERE stream = %(stream)s AND version > %(after)s"
    " AND (%(version)s::int IS NULL OR version <= %(version)s)"
    " AND (%(position)s::bigint IS NULL OR position <= %(position)s) ORDER BY version LIMIT %(most)s::bigint"
)
BY_POSITION = f"SELECT {COLUMNS} FROM ledger.act WHERE position BETWEEN %(first)s AND %(last)s ORDER BY position"
BY_COMMAND = f"SELECT {COLUMNS} FROM ledger.act WHERE command_id = %(command_id)s"
ORGANISATION = (
    f"SELECT {COLUMNS} FROM ledger.act WHERE kind = 'organisation' AND position > %(after)s AND position <= %(last)s"
    " ORDER BY position"
)


_stored = partial(tuple.__new__, Stored)  # what Stored._make does, without its check of the length


def head(connection: Connection) -> Head | None:
    """The newest commit, or None for a ledger without acts."""
    row = connection.execute(HEAD, binary=True).fetchone()
    return Head._make(row) if row else None


def size(connection: Connection) -> int:
    """How many acts are recorded: the newest position, 0 for none."""
    row = connection.execute(SIZE, binary=True).fetchone()
    return row[0] if row else 0


def position_at(connection: Connection, moment: datetime) -> int:
    """The newest position that was recorded at or before `moment` (the recorded clock); 0 for none."""
    row = connection.execute(SIZE_AT, {"moment": moment}).fetchone()
    return row[0] if row else 0


def by_stream(
    connection: Connection,
    stream: UUID,
    *,
    after_version: int = 0,
    upto_version: int | None = None,
    upto_position: int | None = None,
    most: int | None = None,
) -> list[Stored]:
    """The acts of one stream in order, as they were known at `upto_position`; at most `most` of them."""
    rows = connection.execute(
        BY_STREAM,
        {"stream": stream, "after": after_version, "version": upto_version, "position": upto_position, "most": most},
        binary=True,
    )
    return list(map(Stored._make, rows))


def by_position(connection: Connection, first: int, last: int, *, query: LiteralString = BY_POSITION) -> list[Stored]:
    """The acts at positions first to last, both included."""
    return list(map(_stored, connection.execute(query, {"first": first, "last": last}, binary=True).fetchall()))


def by_command(connection: Connection, command_id: UUID) -> Stored | None:
    """The act that carried this command id."""
    row = connection.execute(BY_COMMAND, {"command_id": command_id}, binary=True).fetchone()
    return Stored._make(row) if row else None


def at(connection: Connection, position: int) -> Stored:
    """The act at one position. Raises: NotRecorded."""
    rows = by_position(connection, position, position)
    if not rows:
        raise NotRecorded(f"position {position}")
    return rows[0]


def organisation(connection: Connection, after: int, last: int) -> list[Stored]:
    """The acts of the organisation stream recorded after position `after`, up to position `last`."""
    return list(map(Stored._make, connection.execute(ORGANISATION, {"after": after, "last": last}, binary=True)))


def bulk(connection: Connection, first: int, last: int, batch: int = 1000) -> Iterator[Stored]:
    """The acts at positions first to last through a server-side cursor: memory is bounded by `batch` rows."""
    with connection.transaction(), connection.cursor("bulk", binary=True) as cursor:
        cursor.execute(BY_POSITION, {"first": first, "last": last})
        while rows := cursor.fetchmany(batch):
            yield from map(_stored, rows)
