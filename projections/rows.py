"""Rows of a projection as readers see them: true at a position, with the act behind every cell."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from ledger.reading import position_at
from projections import tracking
from projections.binary import positions_of
from projections.declaration import Projection
from projections.errors import NotYet
from projections.tables import named, stored_columns

Connection = psycopg.Connection[Any]

TRUE_AT = sql.SQL("seen_from <= %(as_of)s AND (seen_until IS NULL OR seen_until > %(as_of)s)")
# The same rows in two parts that have none in common: those that stand now, and those that stood then only. Each can
# be found by an index over its part alone; rows that ended long ago are most of a table, and nobody walks over them.
NOW = sql.SQL("t.seen_until IS NULL AND t.seen_from <= %(as_of)s")
THEN = sql.SQL("t.seen_until > %(as_of)s AND t.seen_from <= %(as_of)s")
STANDING_AT = sql.SQL("(SELECT * FROM {table} t WHERE {now} UNION ALL SELECT * FROM {table} t WHERE {then})")
FIRST = sql.SQL("({} {} LIMIT %(limit)s)")
# Statements over these parts are planned for the position that they ask for and not prepared: a plan for any position
# takes a third of the rows to stand only in the past, and walks over them.
STOPPED = "SELECT DISTINCT stream FROM projections.quarantine WHERE stream = ANY(%(streams)s) AND position <= %(as_of)s"


def position(connection: Connection, as_of: int | datetime | None = None) -> int:
    """The position to speak for: the newest that is projected, or the one asked for, or the newest one recorded at a
    moment.

    Raises: NotYet when it is not projected so far.
    """
    reached = tracking.reached(connection) or 0
    if as_of is None:
        return reached
    asked = as_of if isinstance(as_of, int) else position_at(connection, as_of)
    if asked > reached:
        raise NotYet(asked, reached)
    return asked


class Seen(NamedTuple):
    """A row with its place in both clocks of the projections."""

    stream: UUID
    row: Any  # NamedTuple of the projection
    acts: Mapping[str, int]  # column -> position of the act that last changed the cell
    since: int  # position


def rows(
    connection: Connection, projection: Projection, where: sql.Composable, values: Mapping[str, Any]
) -> list[Seen]:
    """The rows for which a condition holds, in its order."""
    statement = sql.SQL("SELECT {} FROM {} t WHERE {}").format(columns_of(projection), named(projection), where)
    return [seen_row(projection, stored) for stored in connection.execute(statement, values)]


def standing_at(projection: Projection) -> sql.Composed:
    """The rows that are true at a position, in the place of a table."""
    return STANDING_AT.format(table=named(projection), now=NOW, then=THEN)


def page_at(
    select: sql.SQL, order: sql.Composable, *, kinds: Sequence[str] | None = None, **parts: sql.Composable
) -> sql.Composed:
    """A page of rows, called t in `select`, that are true at a position ({true_at} there), of some kinds of file or of
    any: the first `limit` of each part and kind in order, and of these the first. So the server finds the first ones
    of each in its own way, by an index that has them in order.
    """
    of_kinds = [sql.SQL("")] if kinds is None else [sql.SQL(" AND t.kind = {}").format(kind) for kind in kinds]
    found = [
        FIRST.format(select.format(true_at=part + of_kind, **parts), order)
        for part in (NOW, THEN)
        for of_kind in of_kinds
    ]
    return FIRST.format(sql.SQL(" UNION ALL ").join(found), order)


def columns_of(projection: Projection) -> sql.Composed:
    """The columns of a stored row, for a SELECT that `seen_row` understands."""
    return sql.SQL(", ").join(map(sql.Identifier, stored_columns(projection)))


def seen_row(projection: Projection, stored: tuple[Any, ...]) -> Seen:
    """A row as it is stored."""
    width = len(projection.columns) + 1
    row = projection.row._make(tuple(cell) if isinstance(cell, list) else cell for cell in stored[1:width])
    names = [column.name for column in projection.columns]
    acts = dict(zip(names, positions_of(stored[width]), strict=True)) if projection.has_acts else {}
    return Seen(stored[0], row, acts, stored[-2])


def stopped(connection: Connection, streams: Iterable[UUID], as_of: int) -> frozenset[UUID]:
    """The streams whose rows stopped at or before `as_of`: what is shown of them is older than it seems."""
    rows = connection.execute(STOPPED, {"streams": list(streams), "as_of": as_of})
    return frozenset(row[0] for row in rows)
