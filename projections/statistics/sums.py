"""The sums that forms and indicators are made of: each atom's value, read by one statement whatever their number.

For the whole nation they come from the tallies of the facts: whole months (years where units are told apart) from the
tally, the other days of a period that does not begin or end with a month from the facts of those days. As of a past
position the facts of later acts are taken off, or, when those are many, the facts themselves are added up. For some
units the facts of these units are added up, for all but few the facts of the few taken off. It is the same sum on each
way: the facts of acts up to the position, those of the period by measure and the flows before it by stock.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import psycopg
from psycopg import sql

from projections import quarantine, tallies, tracking
from projections.deadlines import DEADLINES
from projections.declaration import Tally
from projections.quarantine import Missing
from projections.statistics import overdue
from projections.statistics.counted import MATRICES
from projections.statistics.expressions import Atom
from projections.statistics.facts import BY_ARTICLE, BY_MONTH, BY_UNIT, FACT
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.tables import named

Connection = psycopg.Connection[Any]
Sums = Mapping[str, Mapping[Atom, int]]  # by group: article, unit, or NO_GROUP

NO_GROUP = ""  # code of the group of facts without a crime, and of the only one where nothing is grouped

MARKS = ("crime_class", "juvenile", "legal_person", "own_agency")

# The columns that narrow are read only when asked for.
SUMS = """
WITH asked AS MATERIALIZED (SELECT array_agg(DISTINCT measure) AS measures FROM {measures} WHERE {wanted})
SELECT {columns} day < %(first)s AS carried, measure, stock, flow, sum(amount)::int8 FROM ({sources}) counted
 GROUP BY {columns} carried, measure, stock, flow
"""
# What is counted in the period, and the stocks carried over into it.
WANTED = """((stock IS NULL AND (measure = ANY(%(measures)s) OR measure LIKE ANY(%(beginnings)s)))
 OR stock = ANY(%(flowing)s) OR stock = ANY(%(carried)s))"""
OF_PERIOD = """({day} >= %(first)s AND (
     (stock IS NULL AND (measure = ANY(%(measures)s) OR measure LIKE ANY(%(beginnings)s))) OR stock = ANY(%(flowing)s))
 OR {day} < %(first)s AND stock = ANY(%(carried)s))"""
NAMED = "measure = ANY((SELECT measures FROM asked)::text[])"

WHOLE_MONTHS = """
SELECT {columns} month AS day, measure, stock, flow, total AS amount FROM {tally}
 WHERE month BETWEEN %(since)s AND %(last)s AND NOT month = ANY(%(partly)s) AND {wanted}
"""
DAYS = """
SELECT {columns} day, measure, stock, flow, amount FROM {fact}
 WHERE {named} AND day BETWEEN {since} AND {until} AND seen_from <= %(position)s AND {wanted}
"""
LATER = """
SELECT {columns} day, measure, stock, flow, -amount FROM {fact}
 WHERE seen_from > %(position)s AND day BETWEEN %(since)s AND %(last)s
   AND NOT {month} = ANY(%(partly)s) AND {wanted}
"""
OF_UNITS = """
SELECT {columns} day, measure, stock, flow, amount FROM {fact}
 WHERE {named} AND day BETWEEN %(since)s AND %(last)s AND seen_from <= %(position)s AND {wanted} {units}
"""
LEFT_OUT = """
SELECT {columns} day, measure, stock, flow, -amount FROM {fact}
 WHERE unit = ANY(%(left_out)s) AND {named} AND day BETWEEN %(since)s AND %(last)s AND seen_from <= %(position)s
   AND {wanted}
"""
ONLY = sql.SQL("AND unit = ANY(%(units)s)")
EVERYWHERE = sql.SQL("")
LONG_AGO = date(1, 1, 1)
FEW = 8  # later acts are taken off the tally when they are at most one part in so many


def tally(
    connection: Connection, atoms: Sequence[Atom], scope: Scope, period: Period, position: int, grouped: str | None
) -> Sums:
    """The value of each atom by group: article, unit, or one group without name. What is not there is 0."""
    marks = MARKS if any(atom.flags or atom.crime_class for atom in atoms) else ()
    columns = (*((grouped,) if grouped else ()), *marks)
    counts = _counts(connection, atoms, scope, position, grouped)
    parts = [] if counts is None else _parts(counts, period)
    values = {**wanted(atoms), **_where(atoms, scope, period, position, parts)}
    found: dict[str, dict[Atom, int]] = defaultdict(lambda: defaultdict(int))
    takers = _Takers(atoms)
    statement = _statement(columns, scope, counts, parts)
    begin = 1 if grouped else 0
    for row in connection.execute(statement, values, prepare=False).fetchall():  # planned for these units and days
        of_group = found[(row[0] or NO_GROUP) if grouped else NO_GROUP]
        for atom, sign in takers.of(row[begin:-1]):
            of_group[atom] += sign * row[-1]
    for atom in atoms:
        if atom.kind == "overdue":
            found[NO_GROUP][atom] = overdue.number(connection, atom, scope, period, position)
    return found


def missing(connection: Connection, atoms: Iterable[Atom], position: int) -> tuple[Missing, ...]:
    """The files in quarantine that the sums may lack."""
    kinds = {atom.kind == "overdue" for atom in atoms}
    names = [
        projection.name for overdue_ones, projection in ((False, FACT), (True, DEADLINES)) if overdue_ones in kinds
    ]
    return quarantine.missing(connection, names, position)


def wanted(atoms: Iterable[Atom]) -> dict[str, Any]:
    """What the statement has to look for."""
    did = [measure for atom in atoms if atom.kind == "did" for measure in atom.measures]
    return {
        "measures": sorted({measure for measure in did if not measure.endswith("*")}),
        "beginnings": sorted({tallies.like(measure) for measure in did if measure.endswith("*")}),
        "flowing": sorted({atom.stock for atom in atoms if atom.kind in ("in", "out", "now")}),
        "carried": sorted({atom.stock for atom in atoms if atom.kind in ("old", "now")}),
    }


def _where(
    atoms: Iterable[Atom], scope: Scope, period: Period, position: int, parts: Sequence[tuple[date, date]]
) -> dict[str, Any]:
    carrying = any(atom.kind in ("old", "now") for atom in atoms)
    return {
        "first": period.first, "last": period.last, "position": position,
        "since": LONG_AGO if carrying else period.first, "partly": [first for first, _ in parts],
        "units": list(scope.units) if scope.units is not None else None, "left_out": list(scope.left_out),
    }  # fmt: skip


def _counts(
    connection: Connection, atoms: Iterable[Atom], scope: Scope, position: int, grouped: str | None
) -> Tally | None:
    """The tally from which the sums come; None: from the facts."""
    if scope.units is not None and not scope.left_out:
        return None
    later = max(0, (tracking.reached(connection) or 0) - position)
    if later > position // FEW or (grouped == "unit" and not MATRICES.issuperset(atoms)):
        return None
    return BY_ARTICLE if grouped == "article" else BY_UNIT if grouped == "unit" else BY_MONTH


def _parts(counts: Tally, period: Period) -> list[tuple[date, date]]:
    """The months, or years, of which only some days are within the period or before it: the first day of each and the
    last one that counts.
    """
    first, last = tallies.first_of(counts, period.first), tallies.first_of(counts, period.last)
    found = {first: min(period.last, tallies.last_of(counts, first))} if period.first != first else {}
    if period.last != tallies.last_of(counts, last):
        found[last] = period.last
    return sorted(found.items())


def _statement(
    columns: tuple[str, ...], scope: Scope, counts: Tally | None, parts: Sequence[tuple[date, date]]
) -> sql.Composed:
    if counts is None:
        sources = [_source(OF_UNITS, columns, scope, BY_MONTH)]
    else:
        # Later facts are taken off even when there are none yet: the runner may write some before this is executed.
        texts = [WHOLE_MONTHS, LATER, *([LEFT_OUT] if scope.left_out else [])]
        sources = [_source(text, columns, scope, counts) for text in texts]
        sources += [_days(columns, since, until) for since, until in parts]
    return sql.SQL(SUMS).format(
        columns=_listed(columns), measures=tallies.named(BY_MONTH), wanted=sql.SQL(WANTED),
        sources=sql.SQL(" UNION ALL ").join(sources),
    )  # fmt: skip


def _listed(columns: tuple[str, ...]) -> sql.Composable:
    """The columns, each with a comma behind it."""
    return sql.SQL("").join(sql.SQL("{},").format(sql.Identifier(name)) for name in columns)


def _source(text: Any, columns: tuple[str, ...], scope: Scope, counts: Tally) -> sql.Composed:
    day = sql.Identifier("month" if text == WHOLE_MONTHS else "day")
    return sql.SQL(text).format(
        columns=_listed(columns), fact=named(FACT), tally=tallies.named(counts),
        named=sql.SQL(NAMED), wanted=sql.SQL(OF_PERIOD).format(day=day),
        month=tallies.month(counts, sql.Identifier("day")),
        units=EVERYWHERE if scope.units is None else ONLY,
    )  # fmt: skip


def _days(columns: tuple[str, ...], since: date, until: date) -> sql.Composed:
    return sql.SQL(DAYS).format(
        columns=_listed(columns), fact=named(FACT), named=sql.SQL(NAMED), since=sql.Literal(since),
        until=sql.Literal(until), wanted=sql.SQL(OF_PERIOD).format(day=sql.Identifier("day")),
    )  # fmt: skip


class _Takers:
    """Which atoms a sum counts in, each with its sign; found once for each kind of facts."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self._atoms = atoms
        self._known: dict[tuple[Any, ...], list[tuple[Atom, int]]] = {}

    def of(self, kind: tuple[Any, ...]) -> list[tuple[Atom, int]]:
        """The atoms; `kind`: the marks by which facts are narrowed, or none when nothing is, and whether they were
        carried over, measure, stock and flow.
        """
        found = self._known.get(kind)
        if found is None:
            *marks, carried, measure, stock, flow = kind
            found = self._known[kind] = [
                (atom, atom.sign(flow))
                for atom in self._atoms
                if _takes(atom, carried, measure, stock, flow) and (not marks or atom.fits(*marks))
            ]
        return found


def _takes(atom: Atom, carried: bool, measure: str, stock: str | None, flow: int) -> bool:
    if carried:
        return atom.kind in ("old", "now") and atom.stock == stock
    return atom.takes(measure, stock, flow)
