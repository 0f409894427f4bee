"""The four figures of data quality of units in a period, as of a position and a day (domain/audit/quality.toml)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from domain.audit.quality import FIGURES, Figure
from domain.audit.rules import ENTERED_FROM
from projections import tallies, tracking
from projections.across import numbers
from projections.across_findings import Asked
from projections.entries import ENTRIES, SIGNED
from projections.findings import FINDINGS
from projections.rows import standing_at
from projections.tables import named

Connection = psycopg.Connection[Any]

# Acts of days, and how many of them were entered late, by unit. Whole months come from the tally, which speaks for the
# newest position: what was seen later than the position asked for is taken off again. Days of months that are not
# whole are counted one by one, and so is all that was known at an early position.
ACTS = sql.SQL("SELECT unit, sum(n)::int8, coalesce(sum(n) FILTER (WHERE late), 0)::int8 FROM ({}) parts GROUP BY unit")
OF_MONTHS = sql.SQL(
    "SELECT unit, late, counted AS n FROM {tally} WHERE unit = ANY(%(units)s)"
    " AND month >= %(month)s AND month < %(end)s UNION ALL"
    " SELECT unit, late, -count(*) FROM {entries} WHERE unit = ANY(%(units)s)"
    " AND day >= %(month)s AND day < %(end)s AND seen_from > %(as_of)s GROUP BY 1, 2"
)
OF_DAYS = sql.SQL(
    "SELECT unit, late, count(*) AS n FROM {entries} WHERE unit = ANY(%(units)s)"
    " AND (day >= %(first)s AND day < %(month)s OR day >= %(end)s AND day <= %(last)s) AND seen_from <= %(as_of)s"
    " GROUP BY 1, 2"
)
# The few acts that findings which stand are about are looked up one by one; nobody reads the period through for them.
AGAINST = sql.SQL(
    "SELECT unit, count(*) FROM ("
    " SELECT e.unit, e.stream, e.version FROM ("
    " SELECT DISTINCT f.stream, unnest(f.versions) AS version FROM {findings} f"
    " WHERE f.holds_from <= %(day)s AND (f.remedied_on IS NULL OR f.remedied_on > %(day)s)"
    " AND (f.rule = ANY(%(rules)s) OR f.rule LIKE ANY(%(families)s)) OFFSET 0) about"
    " CROSS JOIN LATERAL (SELECT * FROM {entries} WHERE stream = about.stream AND version = about.version OFFSET 0) e"
    " WHERE e.unit = ANY(%(units)s) AND e.day BETWEEN %(first)s AND %(last)s AND e.seen_from <= %(as_of)s"
    " UNION SELECT * FROM unnest(%(other_units)s::text[], %(streams)s::uuid[], %(versions)s::int8[])"
    ") acts GROUP BY unit"
)
# The newest version of each obligation as known at the position; one that has ended was met, or is owed no more.
OWED = sql.SQL(
    "SELECT unit, count(*) FILTER (WHERE owed), count(*) FILTER (WHERE owed AND missed) FROM ("
    " SELECT DISTINCT ON (stream, rule, mark) unit, holds_from BETWEEN %(due_first)s AND %(due_last)s AS owed,"
    " seen_until IS NULL OR seen_until > %(as_of)s AS missed FROM {} f"
    " WHERE rule = ANY(%(rules)s) AND unit = ANY(%(units)s) AND seen_from <= %(as_of)s"
    " ORDER BY stream, rule, mark, seen_from DESC"
    ") newest GROUP BY unit"
)
BY_UNIT = sql.SQL(  # rows of a few units, found by the indexes over its two halves
    "(SELECT * FROM {0} WHERE seen_until IS NULL UNION ALL SELECT * FROM {0} WHERE seen_until IS NOT NULL)"
)
MANY_UNITS = 100  # the rows of more are read in the order in which the table has them


class Period(NamedTuple):
    """Days of the procedural clock, both included."""

    first: date
    last: date


class Quality(NamedTuple):
    """One figure of one unit: `good` of `whole`."""

    unit: str
    figure: str
    good: int
    whole: int

    @property
    def share(self) -> float | None:
        """Of 1; None where nothing is counted."""
        return self.good / self.whole if self.whole else None


def quality(connection: Connection, asked: Asked, period: Period) -> list[Quality]:
    """Every figure of every unit that has anything to count, by unit in the order of the figures."""
    values: dict[str, Any] = {
        "units": sorted(asked.units), "first": period.first, "last": period.last, "as_of": asked.as_of,
        "day": asked.day,
        "due_first": period.first + timedelta(days=1), "due_last": min(period.last + timedelta(days=1), asked.day),
    }  # fmt: skip
    acts = signed(connection, asked, period)
    entered = signed(connection, asked, Period(max(period.first, ENTERED_FROM), period.last))
    found: dict[str, Mapping[str, tuple[int, int]]] = {}  # figure -> unit -> good, whole
    for figure in FIGURES.values():
        if figure.of == "acts":
            against = _against(connection, figure, values, asked, period)
            found[figure.id] = {unit: (n[0] - against.get(unit, 0), n[0]) for unit, n in acts.items()}
        elif figure.of == "entries":
            found[figure.id] = {unit: (n[0] - n[1], n[0]) for unit, n in entered.items()}
        else:
            found[figure.id] = _owed(connection, figure, values)
    units = sorted({unit for counted in found.values() for unit in counted})
    return [Quality(unit, id, *found[id].get(unit, (0, 0))) for unit in units for id in FIGURES]


def signed(connection: Connection, asked: Asked, period: Period) -> dict[str, tuple[int, int]]:
    """How many acts of the days of a period each unit has signed, and how many of them were entered late."""
    if period.first > period.last:
        return {}
    month, end = _whole_months(period)
    reached = tracking.reached(connection) or 0
    if 2 * asked.as_of < reached:
        month = end = period.last + timedelta(days=1)
    values = {
        "units": sorted(asked.units), "as_of": asked.as_of, "first": period.first, "last": period.last,
        "month": month, "end": end,
    }  # fmt: skip
    parts = []
    if month < end:
        parts.append(OF_MONTHS.format(tally=tallies.named(SIGNED), entries=named(ENTRIES)))
    if period.first < month or period.last >= end:
        parts.append(OF_DAYS.format(entries=named(ENTRIES)))
    rows = connection.execute(ACTS.format(sql.SQL(" UNION ALL ").join(parts)), values)
    return {unit: (acts, late) for unit, acts, late in rows if acts}


def _whole_months(period: Period) -> tuple[date, date]:
    """The first day of the first month that lies in the period whole, and the day after the last one; the day after
    the period twice when there is none.
    """
    after = period.last + timedelta(days=1)
    month = period.first if period.first.day == 1 else (period.first.replace(day=28) + timedelta(days=4)).replace(day=1)
    end = after.replace(day=1)
    return (month, end) if month < end else (after, after)


def total(figures: list[Quality]) -> list[Quality]:
    """The figures of all units together."""
    return [
        Quality("", id, sum(each.good for each in of), sum(each.whole for each in of))
        for id in FIGURES
        for of in [[each for each in figures if each.figure == id]]
    ]


def _owed(connection: Connection, figure: Figure, values: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Obligations that were not missed, of those whose last day lies in the period, by unit."""
    table: sql.Composable = named(FINDINGS)
    statement = OWED.format(table if len(values["units"]) > MANY_UNITS else BY_UNIT.format(table))
    rows = connection.execute(statement, {**values, "rules": sorted(figure.rules)}, prepare=False)
    return {unit: (owed - missed, owed) for unit, owed, missed in rows if owed}


def _against(
    connection: Connection, figure: Figure, values: Mapping[str, Any], asked: Asked, period: Period
) -> dict[str, int]:
    """Acts of the period that findings count against, by unit."""
    others = numbers(connection, asked, most=None) if "AR-101" in figure.rules else ()
    of_period = [each for each in others if period.first <= each.holds_from <= period.last]
    more = {
        "rules": sorted(figure.rules), "families": [f"{family}%" for family in figure.families],
        "other_units": [each.unit for each in of_period], "streams": [each.stream for each in of_period],
        "versions": [each.versions[0] for each in of_period],
    }  # fmt: skip
    statement = AGAINST.format(findings=standing_at(FINDINGS), entries=named(ENTRIES))
    return {row[0]: row[1] for row in connection.execute(statement, {**values, **more}, prepare=False)}
