"""What the api reads: cases, histories and registers as of any position, page by page.

Every answer names the position it speaks for. A page pins it, and its cursor goes on from the last row, so paging
through moving tables never skips or repeats a row. Official names stand in the catalogues by code; personal values
come from the vault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.kernel.catalogue import CATALOGUE
from projections.accused_status import ACCUSED_STATUS
from projections.case_history import CASE_HISTORY, ActInHistory
from projections.case_status import CASE_STATUS, CaseStatus
from projections.registers.register import NUMBER, Register
from projections.rows import TRUE_AT, Seen, columns_of, rows, seen_row, stopped
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

    kind: str | None = None
    units: tuple[str, ...] | None = None
    stage: str | None = None
    year: int | None = None
    prosecutor: UUID | None = None
    offence: str | None = None  # part of an offence's text
    has_findings: bool | None = None
    opened_from: date | None = None
    opened_until: date | None = None


CASE_CONDITIONS: Mapping[str, sql.SQL] = {
    "kind": sql.SQL("kind = %(kind)s"),
    "units": sql.SQL("unit = ANY(%(units)s)"),
    "stage": sql.SQL("stage = %(stage)s"),
    "year": sql.SQL("year = %(year)s"),
    "prosecutor": sql.SQL("%(prosecutor)s = ANY(prosecutors)"),
    "offence": sql.SQL("strpos(lower(array_to_string(offences, '; ')), lower(%(offence)s)) > 0"),
    "has_findings": sql.SQL("(findings > 0) = %(has_findings)s"),
    "opened_from": sql.SQL("opened_on >= %(opened_from)s"),
    "opened_until": sql.SQL("opened_on <= %(opened_until)s"),
}


class CasePage(NamedTuple):
    """Cases in the order in which they were opened."""

    as_of: int
    rows: list[Seen]  # of CaseStatus
    stopped: frozenset[UUID]
    after: int | None  # `after` of the next page; None when this is the last


def cases(connection: Connection, wanted: CaseFilter, as_of: int, *, after: int = 0, limit: int = 50) -> CasePage:
    """The cases that are wanted, opened after the position `after`."""
    values: dict[str, Any] = {"as_of": as_of, "after": after, "limit": limit + 1}
    conditions = [TRUE_AT, sql.SQL("opened > %(after)s")]
    for name, condition in CASE_CONDITIONS.items():
        value = getattr(wanted, name)
        if value is not None:
            values[name] = list(value) if isinstance(value, tuple) else value
            conditions.append(condition)
    where = sql.SQL("{} ORDER BY opened LIMIT %(limit)s").format(sql.SQL(" AND ").join(conditions))
    found = rows(connection, CASE_STATUS, where, values)
    page = found[:limit]
    following = page[-1].row.opened if len(found) > limit else None
    return CasePage(as_of, page, stopped(connection, [seen.stream for seen in page], as_of), following)


class HistoryAct(NamedTuple):
    """One act of a case's history with its official names."""

    position: int
    row: ActInHistory
    name_vi: str
    name_en: str
    form: str | None
    confirmed: bool  # whether the rule behind the act was read in the law's own text
    corrected_by: tuple[int, ...]  # versions of the acts that correct it, as known


def history(
    connection: Connection, stream: UUID, as_of: int, *, after: int = 0, limit: int = 10_000
) -> list[HistoryAct]:
    """The acts of a case after version `after`, in order."""
    where = sql.SQL("stream = %(stream)s AND version > %(after)s AND {} ORDER BY version LIMIT %(limit)s").format(
        TRUE_AT
    )
    values = {"stream": stream, "as_of": as_of, "after": after, "limit": limit}
    found = rows(connection, CASE_HISTORY, where, values)
    corrections = rows(
        connection,
        CASE_HISTORY,
        sql.SQL("stream = %(stream)s AND corrects <> '{{}}' AND {} ORDER BY version").format(TRUE_AT),
        values,
    )
    by_corrected: dict[int, tuple[int, ...]] = {}
    for seen in corrections:
        for version in seen.row.corrects:
            by_corrected[version] = (*by_corrected.get(version, ()), seen.row.version)
    return [_act(seen, by_corrected.get(seen.row.version, ())) for seen in found]


def _act(seen: Seen, corrected_by: tuple[int, ...] = ()) -> HistoryAct:
    act_type = CATALOGUE[seen.row.type]
    return HistoryAct(
        seen.since, seen.row, act_type.name_vi, act_type.name_en, act_type.form, act_type.confirmed, corrected_by
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register: an entry, or an accused of the entry above it."""

    stream: UUID
    number: int  # of the entry in its series
    entry: int  # position of the act that opened the entry
    line: int  # 0: the case or the source, from 1: its accused
    cells: Mapping[str, Any]  # by official column; what consists of acts is a tuple of HistoryAct
    acts: Mapping[str, int]  # by official column: position of the act that last changed the cell
    corrected: tuple[HistoryAct, ...]  # correcting acts that concern the file


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Lines of a register in the order of their numbers."""

    register: Register
    unit: str
    year: int
    as_of: int
    lines: tuple[Line, ...]
    entries: int  # in the whole series as of that position
    stopped: frozenset[UUID] = field(default_factory=frozenset)
    after: "Place | None" = None  # `after` of the next page; None when this is the last


class Place(NamedTuple):
    """The last line of a page."""

    number: int
    entry: int
    line: int


START = Place(0, 0, 0)

COUNT = sql.SQL(
    "SELECT count(*) FROM {table} WHERE owner = %(unit)s AND year = %(year)s AND opened <= %(upto)s"
    " AND line = 0 AND seen_from = opened"
)


def register(
    connection: Connection,
    wanted: Register,
    unit: str,
    year: int,
    as_of: int,
    *,
    after: Place = START,
    limit: int = 50,
) -> RegisterPage:
    """Lines of the register of `unit` (which owns the numbers) in a procuracy year, after a place."""
    projection = wanted.projection
    where = sql.SQL(
        "owner = %(unit)s AND year = %(year)s AND (opened, line) > (%(entry)s, %(line)s) AND opened <= %(as_of)s AND {}"
        " ORDER BY opened, line LIMIT %(limit)s"
    ).format(TRUE_AT)
    line_after = after.line if after.entry else -1
    values = {"unit": unit, "year": year, "as_of": as_of, "entry": after.entry, "line": line_after, "limit": limit + 1}
    found = rows(connection, projection, where, values)
    page = found[:limit]
    number, entry, numbered = after.number, after.entry, []
    for seen in page:
        if seen.row.opened != entry:
            number, entry = number + 1, seen.row.opened
        numbered.append((number, seen))
    following = Place(number, entry, page[-1].row.line) if len(found) > limit else None
    return RegisterPage(
        wanted,
        unit,
        year,
        as_of,
        _lines(connection, wanted, numbered, as_of),
        _entries(connection, wanted, unit, year, as_of),
        stopped(connection, {seen.stream for seen in page}, as_of),
        following,
    )


def entries_of(connection: Connection, wanted: Register, stream: UUID, as_of: int) -> tuple[Line, ...]:
    """The lines of one file in a register, with their numbers: where a case stands in the books."""
    where = sql.SQL("stream = %(stream)s AND opened > 0 AND {} ORDER BY opened, line").format(TRUE_AT)
    found = rows(connection, wanted.projection, where, {"stream": stream, "as_of": as_of})
    numbers: dict[int, int] = {}
    for seen in found:
        if seen.row.opened not in numbers:
            row = seen.row
            numbers[row.opened] = _entries(connection, wanted, row.owner, row.year, row.opened)
    return _lines(connection, wanted, [(numbers[seen.row.opened], seen) for seen in found], as_of)


def _entries(connection: Connection, wanted: Register, unit: str, year: int, upto: int) -> int:
    """How many entries a series has up to a position: the number of the newest one."""
    values = {"unit": unit, "year": year, "upto": upto}
    row = connection.execute(COUNT.format(table=named(wanted.projection)), values).fetchone()
    return row[0] if row else 0


ACTS = sql.SQL(
    "SELECT {columns} FROM {table} JOIN unnest(%(streams)s::uuid[], %(versions)s::int8[]) w(stream, version)"
    " USING (stream, version) WHERE {true}"
)


def _lines(
    connection: Connection, wanted: Register, numbered: Sequence[tuple[int, Seen]], as_of: int
) -> tuple[Line, ...]:
    of_acts = [column.key for column in wanted.columns if column.of_acts]
    places = {
        (seen.stream, version)
        for _, seen in numbered
        for name in (*of_acts, "corrected")
        for version in getattr(seen.row, name)
    }
    acts = _acts_at(connection, places, as_of)
    lines = []
    for number, seen in numbered:
        cells: dict[str, Any] = {}
        for column in wanted.columns:
            value: Any = number if column.key == NUMBER else getattr(seen.row, column.key)
            if column.of_acts:
                value = tuple(acts[seen.stream, version] for version in value if (seen.stream, version) in acts)
            cells[column.key] = value
        behind = {NUMBER: seen.row.opened} | {
            column.key: seen.acts[column.key] for column in wanted.columns if column.key != NUMBER
        }
        corrected = tuple(
            acts[seen.stream, version] for version in seen.row.corrected if (seen.stream, version) in acts
        )
        lines.append(Line(seen.stream, number, seen.row.opened, seen.row.line, cells, behind, corrected))
    return tuple(lines)


def _acts_at(connection: Connection, places: set[tuple[UUID, int]], as_of: int) -> dict[tuple[UUID, int], HistoryAct]:
    if not places:
        return {}
    statement = ACTS.format(
        columns=columns_of(CASE_HISTORY),
        table=named(CASE_HISTORY),
        true=TRUE_AT,
    )
    values = {"streams": [stream for stream, _ in places], "versions": [version for _, version in places]}
    stored = connection.execute(statement, {**values, "as_of": as_of})
    found = (seen_row(CASE_HISTORY, row) for row in stored)
    return {(seen.stream, seen.row.version): _act(seen) for seen in found}
