"""What is overdue at the end of a period: read from the deadlines, for the last day of the period as of the position.

Overdue is whose time was over before the last day began and who had not done by that day what ends the time. A person
or file with several such deadlines counts once.
"""

from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.limits.due import midnight
from domain.limits.rows import LIMITS
from projections.boards import RAN, RIGHTS
from projections.deadlines import DEADLINES
from projections.rows import TRUE_AT
from projections.statistics.expressions import Atom
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.tables import named

Connection = psycopg.Connection[Any]

FOUND = """
SELECT stream, person, unit, limit_id, started, due FROM {table}
 WHERE {ran} AND since <= %(day)s AND observed AND due <= %(begins)s AND limit_id = ANY(%(limits)s)
   AND NOT limit_id = ANY(%(rights)s) AND {true_at} {units}
"""
NUMBER = "SELECT count(*) FROM (SELECT DISTINCT stream, person FROM ({found}) found) each"
PAGE = """
SELECT DISTINCT ON (stream, person) stream, person, unit, limit_id, started, due FROM ({found}) found
 WHERE stream > %(after)s ORDER BY stream, person, due LIMIT %(limit)s
"""


class Overdue(NamedTuple):
    """Something overdue: the earliest of its deadlines."""

    stream: UUID
    person: UUID | None
    unit: str
    limit_id: str
    started: int  # version of the act with which the time began
    due: Any  # datetime, aware


def number(connection: Connection, atom: Atom, scope: Scope, period: Period, position: int) -> int:
    """How many."""
    statement = sql.SQL(NUMBER).format(found=_found(scope))
    row = connection.execute(statement, _values(atom, scope, period, position)).fetchone()
    return int(row[0]) if row else 0


def page(
    connection: Connection, atom: Atom, scope: Scope, period: Period, position: int, after: UUID, limit: int
) -> list[Overdue]:
    """Which, by stream from the one behind `after`."""
    statement = sql.SQL(PAGE).format(found=_found(scope))
    values = {**_values(atom, scope, period, position), "after": after, "limit": limit}
    return [Overdue._make(row) for row in connection.execute(statement, values)]


def _found(scope: Scope) -> sql.Composed:
    units = sql.SQL("" if scope.units is None else "AND unit = ANY(%(units)s)")
    parts = (
        sql.SQL(FOUND).format(table=named(DEADLINES), ran=sql.SQL(ran), true_at=TRUE_AT, units=units) for ran in RAN
    )
    return sql.SQL(" UNION ALL ").join(parts)


def _values(atom: Atom, scope: Scope, period: Period, position: int) -> dict[str, Any]:
    limits = [id for id in LIMITS if any(_named(wanted, id) for wanted in atom.measures)]
    return {
        "limits": limits, "rights": RIGHTS, "day": period.last, "begins": midnight(period.last), "as_of": position,
        "units": list(scope.units) if scope.units is not None else None,
    }  # fmt: skip


def _named(wanted: str, limit_id: str) -> bool:
    name = limit_id.partition("@")[0]
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted
