"""What a superior procuracy looks at of the units below it: figures by unit, and the acts behind each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections import boards, tallies, tracking
from projections.boards import State
from projections.case_status import CASE_STATUS
from projections.entries import ENTRIES, SIGNED
from projections.findings import FINDINGS
from projections.rows import standing_at
from projections.supervision import HANDED_OVER, INSTRUCTION, OPINION, PROTEST, SUPERVISED_ACT, UNDONE
from projections.tables import named

Connection = psycopg.Connection[Any]

PRESSING: tuple[State, ...] = ("overdue", "due", "near")
SEVERITIES = ("critical", "major", "minor")
NEWEST = 2**53 - 1  # `before` of the first page
SINCE: LiteralString = "t.seen_from > %(since)s AND t.seen_from <= %(as_of)s"


class Group(NamedTuple):
    """Rows that a figure counts, and which unit each counts for. `where` is put to the table as `t`."""

    table: sql.Composable
    unit: LiteralString
    where: LiteralString
    values: Mapping[str, Any]


def _between(what: str, unit: LiteralString, where: LiteralString) -> Group:
    """Acts between procuracies, as of the position and the day."""
    condition: LiteralString = (
        "t.what = %(what)s AND t.day <= %(day)s AND t.seen_from <= %(as_of)s"
        " AND (t.seen_until IS NULL OR t.seen_until > %(as_of)s) AND "
    )
    return Group(sql.SQL("{} t").format(named(SUPERVISED_ACT)), unit, condition + where, {"what": what})


_PROTESTED = sql.SQL(
    "{} t JOIN {} c ON c.stream = t.stream AND c.seen_from <= %(as_of)s"
    " AND (c.seen_until IS NULL OR c.seen_until > %(as_of)s) AND c.unit <> t.unit"
).format(named(SUPERVISED_ACT), named(CASE_STATUS))

# Figures that are lists of acts. What happened is counted since the position last looked at; what waits, as it waits.
OF_ACTS: Mapping[str, Group] = {
    "acts": Group(sql.SQL("{} t").format(named(ENTRIES)), "t.unit", SINCE, {}),
    "late": Group(sql.SQL("{} t").format(named(ENTRIES)), "t.unit", SINCE + " AND t.late", {}),
    "instructions": _between(INSTRUCTION, "t.concerned", "t.answered = 0"),  # the unit was given, not answered
    "opinions": _between(OPINION, "t.unit", "t.answered = 0"),  # the unit asked for, not answered
    "undone": _between(UNDONE, "t.concerned", SINCE),  # acts of the unit that a superior withdrew, annulled, took over
    "protests": _between(PROTEST, "t.unit", SINCE),
    "protests_against": _between(PROTEST, "c.unit", SINCE)._replace(table=_PROTESTED),  # in a file that the unit has
    "handed_over": _between(HANDED_OVER, "t.unit", SINCE),
}
OF_DEADLINES = ("overdue_liberty", "overdue", "due", "near")
OF_FINDINGS = tuple(f"findings_{severity}" for severity in SEVERITIES)
OF_ENTRIES = ("acts", "late")
FIGURES = (*OF_ENTRIES, *OF_DEADLINES, *OF_FINDINGS, *(name for name in OF_ACTS if name not in OF_ENTRIES))

# All acts of units less those that are not between the positions asked for.
MOST_OF_THEM = sql.SQL(
    "SELECT unit, sum(n)::int8, coalesce(sum(n) FILTER (WHERE late), 0)::int8 FROM ("
    " SELECT unit, late, counted AS n FROM {tally} WHERE unit = ANY(%(units)s)"
    " UNION ALL SELECT unit, late, -1 FROM {entries} WHERE unit = ANY(%(units)s) AND seen_from <= %(since)s"
    " UNION ALL SELECT unit, late, -1 FROM {entries} WHERE unit = ANY(%(units)s) AND seen_from > %(as_of)s"
    ") parts GROUP BY unit"
)
COUNT = sql.SQL("SELECT {unit}, count(*) FROM {table} WHERE {unit} = ANY(%(units)s) AND {where} GROUP BY 1")
LIST = sql.SQL(
    "SELECT a.position, a.stream, a.version, a.type, p.unit, p.concerned, p.day FROM ("
    " SELECT t.stream, t.version, t.unit, {concerned} AS concerned, t.day, t.seen_from FROM {table}"
    " WHERE {unit} = ANY(%(units)s) AND {where} AND t.seen_from < %(before)s ORDER BY t.seen_from DESC LIMIT %(limit)s"
    ") p JOIN ledger.act a ON a.stream = p.stream AND a.version = p.version ORDER BY a.position DESC"
)
OPEN_FINDINGS = sql.SQL(
    "SELECT unit, severity, count(*) FROM {} t WHERE unit = ANY(%(units)s) AND holds_from <= %(day)s"
    " AND (remedied_on IS NULL OR remedied_on > %(day)s) GROUP BY 1, 2"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which units, as of which position and day, since which position, and how near a deadline is near."""

    units: tuple[str, ...]
    as_of: int
    day: date
    since: int
    near_days: int = boards.NEAR_DAYS

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the statements."""
        return {"units": list(self.units), "as_of": self.as_of, "day": self.day, "since": self.since}


class ActLine(NamedTuple):
    """One act behind a figure."""

    position: int
    stream: UUID
    version: int
    type: str
    unit: str  # that signed
    concerned: str  # unit that it concerns; empty for none
    day: date


class ActPage(NamedTuple):
    lines: list[ActLine]  # the newest first
    before: int | None  # `before` of the next page; None when this is the last


def figures(connection: Connection, asked: Asked) -> dict[str, dict[str, int]]:
    """Figures by unit; what is nothing is left out."""
    found: dict[str, dict[str, int]] = {}
    for unit, name, number in _counted(connection, asked):
        of_unit = found.setdefault(unit, {})
        of_unit[name] = of_unit.get(name, 0) + number
    return found


def _counted(connection: Connection, asked: Asked) -> Iterator[tuple[str, str, int]]:
    by_tally = 2 * (asked.as_of - asked.since) > (tracking.reached(connection) or 0)
    if by_tally:
        yield from _most_of_them(connection, asked)
    for name, group in OF_ACTS.items():
        if by_tally and name in OF_ENTRIES:
            continue
        statement = COUNT.format(unit=sql.SQL(group.unit), table=group.table, where=sql.SQL(group.where))
        for unit, number in connection.execute(statement, {**asked.values, **group.values}):
            yield unit, name, number
    board = boards.Asked(asked.units, asked.day, asked.as_of, PRESSING, near_days=asked.near_days)
    for count in boards.counts(connection, board, "unit"):
        liberty = count.state == "overdue" and count.liberty
        yield count.group, "overdue_liberty" if liberty else count.state, count.number
    statement = OPEN_FINDINGS.format(standing_at(FINDINGS))
    for unit, severity, number in connection.execute(statement, asked.values, prepare=False):
        yield unit, f"findings_{severity}", number


def _most_of_them(connection: Connection, asked: Asked) -> Iterator[tuple[str, str, int]]:
    """The figures of OF_ENTRIES since a position so far back that what is left out is less than what is counted."""
    statement = MOST_OF_THEM.format(tally=tallies.named(SIGNED), entries=named(ENTRIES))
    for unit, *numbers in connection.execute(statement, asked.values):
        yield from ((unit, name, number) for name, number in zip(OF_ENTRIES, numbers, strict=True) if number)


def acts(connection: Connection, asked: Asked, name: str, *, before: int = NEWEST, limit: int = 50) -> ActPage:
    """The acts behind a figure of OF_ACTS, those of all the units asked for."""
    group = OF_ACTS[name]
    statement = LIST.format(
        unit=sql.SQL(group.unit), table=group.table, where=sql.SQL(group.where),
        concerned=sql.SQL("t.concerned" if group.values else "''"),
    )  # fmt: skip
    values = {**asked.values, **group.values, "before": before, "limit": limit + 1}
    found = [ActLine._make(row) for row in connection.execute(statement, values)]
    return ActPage(found[:limit], found[limit - 1].position if len(found) > limit else None)


def summed(own: Mapping[str, Mapping[str, int]], codes: Sequence[str]) -> dict[str, int]:
    """Figures of several units together."""
    return {name: sum(own.get(code, {}).get(name, 0) for code in codes) for name in FIGURES}
