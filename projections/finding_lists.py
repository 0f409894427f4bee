"""Findings as readers ask for them: by unit, officer, rule, severity, state; page by page and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.audit.quality import Figure
from domain.audit.rules import RULES
from projections.findings import FINDINGS, FindingRow
from projections.rows import NOW, THEN, Seen, columns_of, page_at, seen_row, standing_at, stopped
from projections.tables import named

Connection = psycopg.Connection[Any]

STATES = ("open", "remedied", "all")
FIRST = (2**62, "", "")  # `after` of the first page

HOLDS = sql.SQL("holds_from <= %(day)s")
IN_STATE: Mapping[str, sql.SQL] = {
    "open": sql.SQL("(remedied_on IS NULL OR remedied_on > %(day)s)"),
    "remedied": sql.SQL("remedied_on <= %(day)s"),
    "all": sql.SQL("true"),
}
CONDITIONS: Mapping[str, sql.SQL] = {
    "units": sql.SQL("unit = ANY(%(units)s)"),
    "rule": sql.SQL("rule = %(rule)s"),
    "severity": sql.SQL("severity = %(severity)s"),
    "prosecutor": sql.SQL("%(prosecutor)s = ANY(prosecutors)"),
    "stream": sql.SQL("stream = %(stream)s"),
    "since": sql.SQL("holds_from >= %(since)s"),
    "until": sql.SQL("holds_from <= %(until)s"),
}
IN_AREA = sql.SQL("rule = ANY(%(rules)s)")
OF_FIGURE = sql.SQL("(rule = ANY(%(counting)s) OR rule LIKE ANY(%(families)s))")
OF_NO_RULE = sql.SQL("strpos(rule, '/') > 0")  # FLAG/..., LIMIT/...
ORDER = sql.SQL("ORDER BY opened DESC, rule DESC, mark DESC")
AFTER = sql.SQL(
    "opened <= least(%(opened)s, %(as_of)s) AND (opened, rule, mark) < (%(opened)s, %(after_rule)s, %(mark)s)"
)
SELECT = sql.SQL("SELECT {columns} FROM {table} t WHERE {true_at} AND {where} AND {after}")
# Of what stands now, the little that was explained is counted apart: of all else the index tells what is counted.
COUNTED = sql.SQL(
    "SELECT key, sum(all_)::int8, sum(open)::int8, sum(critical)::int8, sum(explained)::int8 FROM ("
    " SELECT {group} AS key, count(*) AS all_, count(*) FILTER (WHERE {open}) AS open,"
    " count(*) FILTER (WHERE {open} AND severity = 'critical') AS critical, 0 AS explained"
    " FROM {table} t WHERE {now} AND {where} GROUP BY 1"
    " UNION ALL SELECT {group}, 0, 0, 0, count(*)"
    " FROM {table} t WHERE {now} AND {where} AND {open} AND cardinality(explained) > 0 GROUP BY 1"
    " UNION ALL SELECT {group}, count(*), count(*) FILTER (WHERE {open}),"
    " count(*) FILTER (WHERE {open} AND severity = 'critical'),"
    " count(*) FILTER (WHERE {open} AND cardinality(explained) > 0)"
    " FROM {table} t WHERE {then} AND {where} GROUP BY 1"
    ") parts GROUP BY 1 ORDER BY 3 DESC, 1"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are wanted, as of a position and a day; what is None is not asked."""

    as_of: int
    day: date
    state: str = "open"  # one of STATES
    units: frozenset[str] | None = None
    area: str | None = None
    rule: str | None = None
    severity: str | None = None
    prosecutor: UUID | None = None
    stream: UUID | None = None
    since: date | None = None  # held from this day on
    until: date | None = None  # held from this day or before
    figure: Figure | None = None  # of data quality: findings that count against it


class FindingPage(NamedTuple):
    """Findings, those first seen last first."""

    rows: list[Seen]  # of FindingRow
    stopped: frozenset[UUID]
    after: tuple[int, str, str] | None  # `after` of the next page; None when this is the last


class Counted(NamedTuple):
    """How many findings a unit or a rule has."""

    key: str
    all: int
    open: int
    critical: int  # of the open ones
    explained: int  # of the open ones


def findings(
    connection: Connection, wanted: Wanted, *, after: tuple[int, str, str] = FIRST, limit: int = 50
) -> FindingPage:
    """A page of findings."""
    where, values = _conditions(wanted)
    values |= {"opened": after[0], "after_rule": after[1], "mark": after[2], "limit": limit + 1}
    statement = page_at(SELECT, ORDER, columns=columns_of(FINDINGS), table=named(FINDINGS), where=where, after=AFTER)
    found = [seen_row(FINDINGS, stored) for stored in connection.execute(statement, values, prepare=False)]
    page = found[:limit]
    last: FindingRow | None = page[-1].row if len(found) > limit else None
    following = None if last is None else (last.opened, last.rule, last.mark)
    return FindingPage(page, stopped(connection, [seen.stream for seen in page], wanted.as_of), following)


def counted(connection: Connection, wanted: Wanted, by: str) -> list[Counted]:
    """How many there are by unit or by rule, whatever their state, the most open ones first."""
    where, values = _conditions(wanted, "all")
    statement = COUNTED.format(
        group=sql.Identifier(by), open=IN_STATE["open"], table=named(FINDINGS), now=NOW, then=THEN, where=where
    )  # fmt: skip
    return [Counted._make(row) for row in connection.execute(statement, values, prepare=False)]


def by_officer(connection: Connection, wanted: Wanted) -> list[tuple[UUID, int, int]]:
    """Officers with how many findings there are and how many are open."""
    where, values = _conditions(wanted, "all")
    statement = sql.SQL(
        "SELECT p, count(*), count(*) FILTER (WHERE {open}) FROM {table} t, unnest(prosecutors) p WHERE {where}"
        " GROUP BY 1 ORDER BY 3 DESC, 1"
    ).format(open=IN_STATE["open"], table=standing_at(FINDINGS), where=where)
    return [(row[0], row[1], row[2]) for row in connection.execute(statement, values, prepare=False)]


def _conditions(wanted: Wanted, state: str | None = None) -> tuple[sql.Composable, dict[str, Any]]:
    conditions: list[sql.Composable] = [HOLDS, IN_STATE[state or wanted.state]]
    values: dict[str, Any] = {"as_of": wanted.as_of, "day": wanted.day}
    for name, condition in CONDITIONS.items():
        value = getattr(wanted, name)
        if value is not None:
            values[name] = sorted(value) if isinstance(value, frozenset) else value
            conditions.append(condition)
    if wanted.area is not None:
        values["rules"] = rules_of(wanted.area)
        conditions.append(OF_NO_RULE if wanted.area == "other" else IN_AREA)
    if wanted.figure is not None:
        values["counting"] = sorted(wanted.figure.rules)
        values["families"] = [f"{family}%" for family in wanted.figure.families]
        conditions.append(OF_FIGURE)
    return sql.SQL(" AND ").join(conditions), values


def rules_of(area: str) -> Sequence[str]:
    """Ids of the rules of an area."""
    return [rule.id for rule in RULES.values() if rule.area == area]
