"""What is overdue at the end of a period: read from the deadlines, for the last day of the period as of the position.

Overdue is whose time was over before the last day began and who had not done by that day what ends the time. A person
or file with several such deadlines counts once.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.limits.due import midnight
from domain.limits.rows import LIMITS
from projections import tracking
from projections.boards import RAN, RIGHTS
from projections.deadlines import DEADLINES, OVERRAN
from projections.rows import TRUE_AT
from projections.statistics.expressions import Atom
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.tables import named

Connection = psycopg.Connection[Any]

# The ways in which a row can have run on the day. Once the runner has written nothing after the position there is none
# of the second; of the third there are few that were overdue on any day.
LATER = f"%(as_of)s < ({tracking.REACHED})"
WAYS = (RAN[0], f"{RAN[1]} AND {LATER}", f"{RAN[2]} AND {OVERRAN}")
FOUND = """
SELECT stream, person, unit, limit_id, started, due FROM {table}
 WHERE {ran} AND since <= %(day)s AND observed AND due <= %(begins)s
   AND limit_id = ANY(%(limits)s)
   AND NOT limit_id = ANY(%(rights)s) AND {true_at} {units}
"""
NUMBER = "SELECT count(*) FROM (SELECT DISTINCT stream, person FROM ({found}) found) each"
PAGE = """
SELECT DISTINCT ON (stream, coalesce(person, %(nobody)s)) stream, person, unit, limit_id, started, due
  FROM ({found}) found WHERE (stream, coalesce(person, %(nobody)s)) > (%(stream)s, %(person)s)
 ORDER BY stream, coalesce(person, %(nobody)s), due LIMIT %(limit)s
"""


# Deadlines that are overdue, with the positions in which this was known; of files that something was recorded in.
SPANS = """
SELECT stream, person, unit, seen_from, seen_until FROM {table}
 WHERE stream IN (SELECT stream FROM ledger.act WHERE position > %(start)s AND position <= %(as_of)s)
   AND (ended_on IS NULL OR ended_on > %(day)s) AND since <= %(day)s AND observed AND due <= %(begins)s
   AND limit_id = ANY(%(limits)s) AND NOT limit_id = ANY(%(rights)s)
   AND seen_from <= %(as_of)s AND (seen_until IS NULL OR seen_until > %(start)s) {units}
 ORDER BY stream, person, seen_from
"""


NOBODY = UUID(int=0)  # in the place of a person: what is overdue concerns the whole file
START = (NOBODY, NOBODY)


class Overdue(NamedTuple):
    """Something overdue: the earliest of its deadlines."""

    stream: UUID
    person: UUID | None
    unit: str
    limit_id: str
    started: int  # version of the act with which the time began
    due: Any  # datetime, aware

    @property
    def place(self) -> tuple[UUID, UUID]:
        """Where it stands in the list."""
        return self.stream, self.person or NOBODY


def number(connection: Connection, atom: Atom, scope: Scope, period: Period, position: int) -> int:
    """How many."""
    statement = sql.SQL(NUMBER).format(found=_found(scope))
    row = connection.execute(statement, _values(atom, scope, period, position)).fetchone()
    return int(row[0]) if row else 0


def page(
    connection: Connection,
    atom: Atom,
    scope: Scope,
    period: Period,
    position: int,
    after: tuple[UUID, UUID],
    limit: int,
) -> list[Overdue]:
    """Which, by file and person from those behind `after`."""
    statement = sql.SQL(PAGE).format(found=_found(scope))
    stream, person = after
    place = {"stream": stream, "person": person, "nobody": NOBODY, "limit": limit}
    values = {**_values(atom, scope, period, position), **place}
    return [Overdue._make(row) for row in connection.execute(statement, values)]


class Turn(NamedTuple):
    """An act with which something came among the overdue (+1), or left them (-1)."""

    position: int
    amount: int
    stream: UUID
    person: UUID | None
    unit: str


def turns(connection: Connection, atom: Atom, scope: Scope, period: Period, start: int, end: int) -> Iterator[Turn]:
    """The turns behind position `start` up to `end`: what they add up to is the difference of the numbers."""
    units = sql.SQL("" if scope.units is None else "AND unit = ANY(%(units)s)")
    values = {**_values(atom, scope, period, end), "start": start}
    spans: dict[tuple[UUID, UUID | None], list[tuple[int, int | None, str]]] = {}
    for row in connection.execute(sql.SQL(SPANS).format(table=named(DEADLINES), units=units), values):
        stream, person, unit, seen_from, seen_until = row
        spans.setdefault((stream, person), []).append((seen_from, seen_until, unit))
    for (stream, person), found in spans.items():
        places = {at for seen_from, seen_until, _ in found for at in (seen_from, seen_until) if at is not None}
        for at in sorted(place for place in places if start < place <= end):
            amount = _within(found, at) - _within(found, at - 1)
            if amount:
                yield Turn(at, amount, stream, person, found[0][2])


def _within(spans: list[tuple[int, int | None, str]], position: int) -> int:
    """1 when some deadline was overdue as known at the position; several count once."""
    return int(any(first <= position and (until is None or position < until) for first, until, _ in spans))


def _found(scope: Scope) -> sql.Composed:
    units = sql.SQL("" if scope.units is None else "AND unit = ANY(%(units)s)")
    parts = (
        sql.SQL(FOUND).format(table=named(DEADLINES), ran=sql.SQL(ran), true_at=TRUE_AT, units=units) for ran in WAYS
    )
    return sql.SQL(" UNION ALL ").join(parts)


def _values(atom: Atom, scope: Scope, period: Period, position: int) -> dict[str, Any]:
    limits = [id for id in LIMITS if any(_named(wanted, id) for wanted in atom.measures)]
    return {
        "limits": limits, "rights": RIGHTS, "day": period.last, "begins": midnight(period.last), "as_of": position,
        "units": list(scope.units) if scope.units is not None else None, "name": tracking.APPLICATION,
    }  # fmt: skip


def _named(wanted: str, limit_id: str) -> bool:
    name = limit_id.partition("@")[0]
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted
