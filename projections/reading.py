"""What the api reads: cases as of any position, page by page.

Every answer names the position it speaks for. A page pins it, and its cursor goes on from the last row, so paging
through moving tables never skips or repeats a row. Official names stand in the catalogues by code; personal values
come from the vault.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections.accused_status import ACCUSED_STATUS
from projections.case_status import CASE_STATUS, CaseStatus
from projections.rows import TRUE_AT, Seen, columns_of, page_at, rows, seen_row, stopped
from projections.tables import named

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A case file as of a position."""

    stream: UUID
    as_of: int
    status: CaseStatus
    acts: Mapping[str, int]  # behind the status, by column
    accused: tuple[Seen, ...]  # of AccusedStatus
    stopped: bool  # in quarantine: the rows are older than `as_of`


def case(connection: Connection, stream: UUID, as_of: int) -> Case | None:
    """A case file; None when it had no act yet."""
    values = {"stream": stream, "as_of": as_of}
    where = sql.SQL("stream = %(stream)s AND {}").format(TRUE_AT)
    status = rows(connection, CASE_STATUS, where, values)
    if not status:
        return None
    accused = rows(connection, ACCUSED_STATUS, sql.SQL("{} ORDER BY line").format(where), values)
    return Case(
        stream, as_of, status[0].row, status[0].acts, tuple(accused), bool(stopped(connection, [stream], as_of))
    )


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are wanted; what is None is not asked."""

    kinds: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None
    stage: str | None = None
    year: int | None = None
    prosecutor: UUID | None = None
    offence: str | None = None  # part of an offence's text
    has_findings: bool | None = None
    opened_from: date | None = None
    opened_until: date | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked, by the names of CASE_CONDITIONS; kinds stand outside."""
        found = {name: value for name in CASE_CONDITIONS if (value := getattr(self, name, None)) is not None}
        if self.has_findings is False:
            found["no_findings"] = found.pop("has_findings")
        return found


CASE_CONDITIONS: Mapping[str, sql.SQL] = {
    "units": sql.SQL("unit = ANY(%(units)s)"),
    "stage": sql.SQL("stage = %(stage)s"),
    "year": sql.SQL(  # that of the day on which it was opened, by which files are found
        "year = %(year)s AND opened_on BETWEEN make_date(%(year)s - 1, 12, 1) AND make_date(%(year)s, 11, 30)"
    ),
    "prosecutor": sql.SQL("prosecutors @> ARRAY[%(prosecutor)s]"),
    "offence": sql.SQL("offences <> '{}' AND strpos(lower(array_to_string(offences, '; ')), lower(%(offence)s)) > 0"),
    "has_findings": sql.SQL("findings > 0"),
    "no_findings": sql.SQL("findings = 0"),
    "opened_from": sql.SQL("opened_on >= %(opened_from)s"),
    "opened_until": sql.SQL("opened_on <= %(opened_until)s"),
}


CASES = sql.SQL("SELECT {columns} FROM {table} t WHERE {true_at} AND {where}")


class CasePage(NamedTuple):
    """Cases in the order in which they were opened."""

    as_of: int
    rows: list[Seen]  # of CaseStatus
    stopped: frozenset[UUID]
    after: int | None  # `after` of the next page; None when this is the last


def cases(connection: Connection, wanted: CaseFilter, as_of: int, *, after: int = 0, limit: int = 50) -> CasePage:
    """The cases that are wanted, opened after the position `after`."""
    values: dict[str, Any] = {"as_of": as_of, "after": after, "limit": limit + 1}
    conditions = [sql.SQL("opened > %(after)s")]
    for name, value in wanted.asked.items():
        values[name] = list(value) if isinstance(value, tuple) else value
        conditions.append(CASE_CONDITIONS[name])
    statement = page_at(
        CASES, sql.SQL("ORDER BY opened"), kinds=wanted.kinds, columns=columns_of(CASE_STATUS),
        table=named(CASE_STATUS), where=sql.SQL(" AND ").join(conditions),
    )  # fmt: skip
    found = [seen_row(CASE_STATUS, stored) for stored in connection.execute(statement, values, prepare=False)]
    page = found[:limit]
    following = page[-1].row.opened if len(found) > limit else None
    return CasePage(as_of, page, stopped(connection, [seen.stream for seen in page], as_of), following)
