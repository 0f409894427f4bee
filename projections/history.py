"""Stored acts as histories: reading them for folding, and the state of a stream as of either clock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

import orjson
import psycopg

from domain.kernel.act import Act, Recorded
from domain.kernel.calendar import day_of
from domain.kernel.coding import act_from_json, act_from_signed
from domain.kernel.deciding import apply, initial
from projections.errors import BadAct

Connection = psycopg.Connection[Any]

# Postgres cannot keep this character in text; no act needs it.
NUL = b"\\u0000"

_COLUMNS = "position, stream, kind, version, act_hash, recorded_at, act"
BY_POSITION = f"SELECT {_COLUMNS} FROM ledger.act WHERE position BETWEEN %(first)s AND %(last)s ORDER BY position"
OF_STREAMS = (
    f"SELECT {_COLUMNS} FROM ledger.act WHERE stream = ANY(%(streams)s) AND position <= %(last)s"
    " ORDER BY stream, version"
)
IN_RANGE = (
    f"SELECT {_COLUMNS} FROM ledger.act WHERE stream BETWEEN %(low)s AND %(high)s AND position <= %(last)s"
    " ORDER BY stream, version"
)
ORGANISATION = (
    f"SELECT {_COLUMNS} FROM ledger.act WHERE kind = 'organisation' AND position BETWEEN %(first)s AND %(last)s"
    " ORDER BY position"
)


class StoredAct(NamedTuple):
    """What folding needs of a row of the ledger."""

    position: int
    stream: UUID
    kind: str
    version: int
    act_hash: bytes
    recorded_at: datetime
    act: bytes


_stored_act = partial(tuple.__new__, StoredAct)


def recorded(stored: StoredAct) -> Recorded:
    """The act of a row, read from its signed bytes; that the bytes are canonical was checked when they were recorded.

    Raises: BadAct, NotAnAct.
    """
    if b"\\" in stored.act and NUL in stored.act:  # nearly no act holds a backslash, and one byte is found at once
        raise BadAct("a text holds the character U+0000")
    act = act_from_signed(stored.act) or _refused(stored.act)
    return Recorded(
        stored.stream, stored.version, stored.position, stored.act_hash.hex(), stored.recorded_at, act,
    )  # fmt: skip


def _refused(signed: bytes) -> Act:
    """Says what is wrong with bytes that are no act. Raises: BadAct, NotAnAct."""
    try:
        body = orjson.loads(signed)
    except orjson.JSONDecodeError as error:
        raise BadAct(str(error)) from None
    return act_from_json(body)


def by_position(connection: Connection, first: int, last: int) -> list[StoredAct]:
    """The acts at positions first to last, both included."""
    return _stored(connection, BY_POSITION, {"first": first, "last": last})


def of_streams(connection: Connection, streams: Sequence[UUID], last: int) -> list[StoredAct]:
    """The acts of some streams up to position `last`, stream by stream in order."""
    return _stored(connection, OF_STREAMS, {"streams": list(streams), "last": last})


def of_organisation(connection: Connection, first: int, last: int) -> list[StoredAct]:
    """The acts of the organisation at positions first to last, both included."""
    return _stored(connection, ORGANISATION, {"first": first, "last": last})


def in_range(connection: Connection, low: UUID, high: UUID, last: int) -> list[StoredAct]:
    """The acts of the streams from `low` to `high` up to position `last`, in stream order."""
    return _stored(connection, IN_RANGE, {"low": low, "high": high, "last": last})


def _stored(connection: Connection, statement: str, values: Mapping[str, Any]) -> list[StoredAct]:
    with connection.cursor(binary=True, row_factory=_row_factory) as cursor:
        return cursor.execute(statement, values).fetchall()


def _row_factory(cursor: Any) -> Callable[[Sequence[Any]], StoredAct]:
    return _stored_act


def state_at(
    history: Iterable[Recorded], kind: str, *, position: int | None = None, valid_at: date | None = None
) -> Any:
    """The state of a stream of `kind` as of a position (recorded clock) and a day (procedural clock).

    `valid_at` keeps the acts that happened on that Vietnamese calendar day or before, in the order of their versions:
    an act entered late still counts for the day on which it happened.
    """
    state = initial(kind)
    for item in history:
        if position is not None and item.position > position:
            break
        if valid_at is None or day_of(item.act.occurred_at) <= valid_at:
            state = apply(state, item)
    return state
