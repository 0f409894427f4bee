"""The board of deadlines: what is due when, as of any position and any day of the procedural clock.

A day stands as a whole: overdue is what was over before it began, due what runs out on it, near what the strictest
reading of the law makes due within the days asked for. Restraints of liberty come first, then the earliest end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, LiteralString, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.limits.due import midnight
from domain.limits.rows import LIMITS
from projections.deadlines import DEADLINES
from projections.rows import TRUE_AT, Seen, seen_row, stopped
from projections.tables import named, stored_columns

Connection = psycopg.Connection[Any]

State = Literal["overdue", "due", "near", "running", "unknown", "unobserved", "expired", "paused", "late"]
RUNNING: tuple[State, ...] = ("overdue", "due", "near", "running", "unknown", "unobserved", "expired")
PRESSING: tuple[State, ...] = ("overdue", "due", "near")  # what a board shows unless something else is asked for
STATES: tuple[State, ...] = (*RUNNING, "paused", "late")
By = Literal["unit", "limit", "prosecutor"]
NEAR_DAYS = 5

RIGHTS = sorted(id for id, rows in LIMITS.items() if rows[-1].right)  # when they have passed nobody is late

# how a running row stands on the day
STANDING = """CASE
    WHEN NOT observed THEN 'unobserved'
    WHEN due <= %(begins)s AND limit_id = ANY(%(rights)s) THEN 'expired'
    WHEN due <= %(begins)s THEN 'overdue'
    WHEN due <= %(ends)s THEN 'due'
    WHEN warn_on <= %(near)s THEN 'near'
    WHEN due IS NULL THEN 'unknown'
    ELSE 'running' END"""

# States whose rows the index over what runs finds: by the strictest reading nothing is due later than by the widest.
NARROW: frozenset[State] = frozenset(("overdue", "due", "near", "expired"))
PRESSES: LiteralString = "observed AND warn_on <= %(pressing)s"

# Three ways in which a row can have run on the day, as of the position; each has an index of its own.
RAN: tuple[LiteralString, ...] = (
    "ended_on IS NULL AND seen_until IS NULL AND seen_from <= %(as_of)s",
    "ended_on IS NULL AND seen_until > %(as_of)s AND seen_from <= %(as_of)s",
    "ended_on IS NOT NULL AND ended_on > %(day)s",
)
ENDED: Mapping[str, LiteralString] = {
    "late": "late > 0 AND ended_on BETWEEN %(since)s AND %(day)s",
    "paused": "suspended AND ended_on <= %(day)s AND (resumed_on IS NULL OR resumed_on > %(day)s)",
}
FILTERS: Mapping[str, LiteralString] = {
    "limit": "limit_id = %(limit)s",
    "prosecutor": "%(prosecutor)s = ANY(prosecutors)",
    "liberty": "(rank = 0) = %(liberty)s",
}
GROUPS: Mapping[By, LiteralString] = {
    "unit": "unit",
    "limit": "limit_id",
    "prosecutor": "unnest(CASE WHEN prosecutors = '{}' THEN ARRAY[NULL::uuid] ELSE prosecutors END)",
}
# What a row is found and put in order by stands in the index of those that run; the rows of a page are looked at last.
PAGE = """
SELECT {columns}, p.state FROM (
    SELECT stream, number, part, seen_from, rank, due, state FROM ({found}) found
    WHERE state = ANY(%(states)s)
      AND (rank, coalesce(due, 'infinity'), stream, number, part)
        > (%(rank)s, %(due)s::timestamptz, %(stream)s, %(number)s, %(part)s)
    ORDER BY rank, coalesce(due, 'infinity'), stream, number, part LIMIT %(rows)s
) p JOIN {table} t USING (stream, number, part, seen_from)
ORDER BY p.rank, coalesce(p.due, 'infinity'), stream, number, part
"""
COUNTS = """
SELECT {group}, state, rank = 0, count(*) FROM ({found}) found GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


class After(NamedTuple):
    """The last row of a page, in the order of the board."""

    rank: int
    due: str
    stream: UUID
    number: int
    part: int


START = After(-1, "-infinity", UUID(int=0), 0, 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deadlines, as of which position and day; what is None is not asked."""

    units: tuple[str, ...]
    day: date
    as_of: int
    states: tuple[State, ...] = PRESSING
    limit: str | None = None
    prosecutor: UUID | None = None
    liberty: bool | None = None  # restraints of liberty only, or all the others
    near_days: int = NEAR_DAYS
    since: date = date.min  # first day of those that were met late

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the statements."""
        begins = midnight(self.day)
        return {
            "units": list(self.units), "day": self.day, "as_of": self.as_of, "states": list(self.states),
            "limit": self.limit, "prosecutor": self.prosecutor, "liberty": self.liberty, "since": self.since,
            "begins": begins, "ends": begins + timedelta(days=1), "near": self.day + timedelta(days=self.near_days),
            "pressing": self.day + timedelta(days=max(self.near_days, 1)), "rights": RIGHTS,
        }  # fmt: skip


class Line(NamedTuple):
    """A deadline as it stands."""

    seen: Seen  # of Deadline
    state: State


class BoardPage(NamedTuple):
    lines: list[Line]
    after: After | None  # of the next page; None when this is the last
    stopped: frozenset[UUID]


class Count(NamedTuple):
    """How many deadlines of a group stand so."""

    group: Any  # code of the unit, id of the limit, prosecutor or None
    state: State
    liberty: bool
    number: int


def board(connection: Connection, asked: Asked, *, after: After = START, limit: int = 50) -> BoardPage:
    """The deadlines asked for, those that press most first."""
    columns = sql.SQL(", ").join(sql.Identifier("t", name) for name in stored_columns(DEADLINES))
    statement = sql.SQL(PAGE).format(columns=columns, found=_found(asked), table=named(DEADLINES))
    values = {**asked.values, **after._asdict(), "rows": limit + 1}
    found = [_line(stored) for stored in connection.execute(statement, values, prepare=False)]
    page = found[:limit]
    halted = stopped(connection, {line.seen.stream for line in page}, asked.as_of)
    return BoardPage(page, _after(page[-1].seen) if len(found) > limit else None, halted)


def counts(connection: Connection, asked: Asked, by: By) -> list[Count]:
    """How many stand how, by group, of every state asked for. A deadline of two prosecutors counts for both."""
    statement = sql.SQL(COUNTS).format(group=sql.SQL(GROUPS[by]), found=_found(asked))
    return [
        count
        for stored in connection.execute(statement, asked.values, prepare=False)
        if (count := Count(*stored)).state in asked.states
    ]


def _found(asked: Asked) -> sql.Composed:
    """The rows among which the states asked for are, each with its state."""
    narrow = [sql.SQL(" AND " + text) for name, text in FILTERS.items() if getattr(asked, name) is not None]
    parts = []
    if any(state in RUNNING for state in asked.states):
        narrow_to = f" AND {PRESSES}" if NARROW.issuperset(asked.states) else ""
        parts += [(STANDING, f"{ran} AND since <= %(day)s{narrow_to}") for ran in RAN]
    parts += [(f"'{state}'", where) for state, where in ENDED.items() if state in asked.states]
    select = sql.SQL(
        "SELECT *, {state} AS state FROM {table} WHERE unit = ANY(%(units)s) AND {true_at} AND {where}{more}"
    )
    return sql.SQL(" UNION ALL ").join(
        select.format(
            state=sql.SQL(state), table=named(DEADLINES), true_at=TRUE_AT, where=sql.SQL(where),
            more=sql.SQL("").join(narrow),
        )
        for state, where in parts
    )  # fmt: skip


def _line(stored: tuple[Any, ...]) -> Line:
    """A row as it stood on the day: what ran on it had not ended yet."""
    seen, state = seen_row(DEADLINES, stored[:-1]), stored[-1]
    if state in RUNNING and seen.row.ended:
        seen = seen._replace(row=seen.row._replace(ended=0, ended_on=None, ended_by="", late=0))
    return Line(seen, state)


def _after(seen: Seen) -> After:
    row = seen.row
    due = "infinity" if row.due is None else row.due.isoformat()
    return After(row.rank, due, seen.stream, row.number, row.part)
