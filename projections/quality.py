"""The four figures of data quality of units in a period, as of a position and a day (domain/audit/quality.toml)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from domain.audit.quality import FIGURES, Figure
from domain.audit.rules import ENTERED_FROM
from projections.across import numbers
from projections.across_findings import Asked
from projections.entries import ENTRIES
from projections.findings import FINDINGS
from projections.tables import named

Connection = psycopg.Connection[Any]

ACTS = sql.SQL(
    "SELECT unit, count(*), count(*) FILTER (WHERE day >= %(entered_from)s),"
    " count(*) FILTER (WHERE late) FROM {} WHERE {} GROUP BY unit"
)
OF_PERIOD = sql.SQL("unit = ANY(%(units)s) AND day BETWEEN %(first)s AND %(last)s AND seen_from <= %(as_of)s")
AGAINST = sql.SQL(
    "SELECT unit, count(*) FROM ("
    " SELECT e.unit, e.stream, e.version FROM {findings} f"
    " JOIN {entries} e ON e.stream = f.stream AND e.version = ANY(f.versions)"
    " WHERE f.seen_from <= %(as_of)s AND (f.seen_until IS NULL OR f.seen_until > %(as_of)s)"
    " AND f.holds_from <= %(day)s AND (f.remedied_on IS NULL OR f.remedied_on > %(day)s)"
    " AND (f.rule = ANY(%(rules)s) OR f.rule LIKE ANY(%(families)s))"
    " AND e.unit = ANY(%(units)s) AND e.day BETWEEN %(first)s AND %(last)s AND e.seen_from <= %(as_of)s"
    " UNION SELECT * FROM unnest(%(other_units)s::text[], %(streams)s::uuid[], %(versions)s::int8[])"
    ") acts GROUP BY unit"
)
# The newest version of each obligation as known at the position; one that has ended was met, or is owed no more.
OWED = sql.SQL(
    "WITH newest AS ("
    " SELECT DISTINCT ON (stream, rule, mark) unit, holds_from, seen_until FROM {}"
    " WHERE rule = ANY(%(rules)s) AND unit = ANY(%(units)s) AND seen_from <= %(as_of)s"
    " ORDER BY stream, rule, mark, seen_from DESC"
    ") SELECT unit, count(*), count(*) FILTER (WHERE seen_until IS NULL OR seen_until > %(as_of)s) FROM newest"
    " WHERE holds_from BETWEEN %(due_first)s AND %(due_last)s GROUP BY unit"
)


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
        "day": asked.day, "entered_from": ENTERED_FROM,
        "due_first": period.first + timedelta(days=1), "due_last": min(period.last + timedelta(days=1), asked.day),
    }  # fmt: skip
    acts = {row[0]: row[1:] for row in connection.execute(ACTS.format(named(ENTRIES), OF_PERIOD), values)}
    found: dict[str, Mapping[str, tuple[int, int]]] = {}  # figure -> unit -> good, whole
    for figure in FIGURES.values():
        if figure.of == "acts":
            against = _against(connection, figure, values, asked, period)
            found[figure.id] = {unit: (n[0] - against.get(unit, 0), n[0]) for unit, n in acts.items()}
        elif figure.of == "entries":
            found[figure.id] = {unit: (n[1] - n[2], n[1]) for unit, n in acts.items()}
        else:
            rows = connection.execute(OWED.format(named(FINDINGS)), values | {"rules": sorted(figure.rules)})
            found[figure.id] = {unit: (whole - missed, whole) for unit, whole, missed in rows}
    units = sorted({unit for counted in found.values() for unit in counted})
    return [Quality(unit, id, *found[id].get(unit, (0, 0))) for unit in units for id in FIGURES]


def total(figures: list[Quality]) -> list[Quality]:
    """The figures of all units together."""
    return [
        Quality("", id, sum(each.good for each in of), sum(each.whole for each in of))
        for id in FIGURES
        for of in [[each for each in figures if each.figure == id]]
    ]


def _against(
    connection: Connection, figure: Figure, values: Mapping[str, Any], asked: Asked, period: Period
) -> dict[str, int]:
    """Acts of the period that findings count against, by unit."""
    others = numbers(connection, asked) if "AR-101" in figure.rules else ()
    of_period = [each for each in others if period.first <= each.holds_from <= period.last]
    more = {
        "rules": sorted(figure.rules), "families": [f"{family}%" for family in figure.families],
        "other_units": [each.unit for each in of_period], "streams": [each.stream for each in of_period],
        "versions": [each.versions[0] for each in of_period],
    }  # fmt: skip
    statement = AGAINST.format(findings=named(FINDINGS), entries=named(ENTRIES))
    return {row[0]: row[1] for row in connection.execute(statement, {**values, **more})}
