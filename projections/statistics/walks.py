"""The facts that a cell counts, a page at a time in the order of their days, within a day in that of their positions.

The tally tells by measure which months hold something, and how much: only these days are read, and no more months than
fill the page. What is read is walked on an index from the cursor on, a page of each measure, so that a page costs the
same in a ledger of any size.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, LiteralString, NamedTuple

import psycopg
from psycopg import sql

from projections import tallies
from projections.statistics.expressions import Atom, Term
from projections.statistics.facts import BY_ARTICLE, BY_MONTH, FACT
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.statistics.sums import EVERYWHERE, ONLY, WANTED, wanted
from projections.tables import named

Connection = psycopg.Connection[Any]

COLUMNS = "day, seen_from, ordinal, stream, version, measure, flow, amount, unit, person, article, clause, crime_class"
# A page of each stretch, walked on the index by measure and day, or for few units on the one by unit, measure and day.
BRANCH = """
SELECT w.sign, f.* FROM unnest({measures}::text[], {stocks}::text[], {flows}::int8[], {signs}::int8[],
                              {sinces}::date[], {untils}::date[]) w (measure, stock, flow, sign, since, until)
 {each_unit} CROSS JOIN LATERAL (SELECT {columns} FROM {fact}
  WHERE measure = w.measure AND day BETWEEN w.since AND w.until AND seen_from <= %(position)s
    AND flow = w.flow AND stock IS NOT DISTINCT FROM w.stock {units} {narrow} {group}
    AND (day, seen_from, ordinal) > (%(day)s, %(seen)s, %(ordinal)s)
  ORDER BY day, seen_from, ordinal LIMIT %(limit)s) f
"""
EACH_UNIT = sql.SQL("CROSS JOIN unnest(%(units)s::text[]) u (unit)")
OF_EACH = sql.SQL("AND unit = u.unit")
FEW_UNITS = 40
PAGE = "SELECT * FROM ({branches}) found ORDER BY day, seen_from, ordinal LIMIT %(limit)s"
# Of what there is something in which months; of units the tally says nothing, so there may be less.
HELD = """
SELECT measure, stock, flow, crime_class, juvenile, legal_person, own_agency, month, sum(counted)::int8 FROM {tally}
 WHERE month BETWEEN %(since)s AND %(until)s AND counted > 0 AND {wanted} {group}
 GROUP BY measure, stock, flow, crime_class, juvenile, legal_person, own_agency, month
"""
START_DAY = date(1, 1, 1)
FLAGS: Mapping[str, LiteralString] = {
    "legal_person": "legal_person", "natural_person": "NOT legal_person", "juvenile": "juvenile",
    "own_agency": "own_agency",
}  # fmt: skip


class At(NamedTuple):
    """A place in the list."""

    day: date
    position: int
    ordinal: int


START = At(START_DAY, 0, 0)


class Place(NamedTuple):
    """Of what a page is wanted, and from where on."""

    scope: Scope
    period: Period
    position: int
    group: tuple[str, str] | None
    after: At

    @property
    def units(self) -> tuple[str, ...] | None:
        """Whose facts are counted; None: everybody's."""
        if self.group is None or self.group[0] != "unit":
            return self.scope.units
        return (self.group[1],) if self.scope.units is None or self.group[1] in self.scope.units else ()


class Stretch(NamedTuple):
    """Facts of one measure that a term counts: with which sign, in which days, and how many of them in which month."""

    measure: str
    stock: str | None
    flow: int
    sign: int
    atom: Atom
    since: date
    until: date
    months: dict[date, int]


def walked(connection: Connection, terms: tuple[Term, ...], place: Place, wanted_rows: int) -> list[tuple[Any, ...]]:
    """Rows of the facts that the terms count from a place on, and as many as are wanted if there are."""
    stretches = _stretches(connection, terms, place)
    months = sorted({month for stretch in stretches for month in stretch.months})
    values = {
        "position": place.position, "limit": wanted_rows, "day": place.after.day,
        "seen": place.after.position, "ordinal": place.after.ordinal, "units": list(place.units or ()),
        "article": place.group[1] if place.group else None,
    }  # fmt: skip
    begin = 0
    while begin < len(months):
        end = _enough(stretches, months, begin, wanted_rows) if place.units is None else len(months)
        statement = _statement(stretches, months[:end], place)
        rows = connection.execute(statement, values, prepare=False).fetchall()  # planned for these units and days
        if len(rows) >= wanted_rows or end == len(months):
            return rows
        begin = end  # of some of these facts the position knows nothing yet
    return []


def _enough(stretches: Sequence[Stretch], months: Sequence[date], begin: int, wanted_rows: int) -> int:
    """How many of the months to read: from those at `begin` on as many as hold what is wanted, or twice as many."""
    held, end = 0, begin
    while end < len(months) and (held < wanted_rows or end < 2 * begin):
        held += sum(stretch.months.get(months[end], 0) for stretch in stretches)
        end += 1
    return end


def _stretches(connection: Connection, terms: tuple[Term, ...], place: Place) -> list[Stretch]:
    """What the terms count in which months."""
    atoms = [term.atom for term in terms if term.atom is not None]
    by_crime = place.group is not None and place.group[0] == "crime"
    statement = sql.SQL(HELD).format(
        tally=tallies.named(BY_ARTICLE if by_crime else BY_MONTH), wanted=sql.SQL(WANTED),
        group=_of_crime(place.group),
    )  # fmt: skip
    values = {
        **wanted(atoms), "since": place.after.day.replace(day=1), "until": place.period.last,
        "article": place.group[1] if place.group else None,
    }  # fmt: skip
    found: dict[tuple[Any, ...], Stretch] = {}
    for measure, stock, flow, *marks, month, counted in connection.execute(statement, values):
        for number, term in enumerate(terms):
            atom = term.atom
            if atom is None or not atom.fits(*marks):
                continue
            since, until = _window(atom, place.period)
            if not (since.replace(day=1) <= month <= until and _counts(atom, measure, stock, flow)):
                continue
            stretch = found.setdefault(
                (number, measure, stock, flow),
                Stretch(measure, stock, flow, term.sign * atom.sign(flow), atom, since, until, {}),
            )
            stretch.months[month] = stretch.months.get(month, 0) + counted
    return list(found.values())


def _counts(atom: Atom, measure: str, stock: str | None, flow: int) -> bool:
    return atom.stock == stock if atom.kind in ("old", "now") else atom.takes(measure, stock, flow)


def _window(atom: Atom, period: Period) -> tuple[date, date]:
    """The days of which an atom counts facts."""
    if atom.kind == "old":
        return START_DAY, period.first - timedelta(days=1)
    return START_DAY if atom.kind == "now" else period.first, period.last


def _statement(stretches: Sequence[Stretch], months: Sequence[date], place: Place) -> sql.Composed:
    narrowed: dict[tuple[frozenset[str], str | None], list[tuple[Any, ...]]] = {}
    for stretch in stretches:
        walks = narrowed.setdefault((stretch.atom.flags, stretch.atom.crime_class), [])
        walks += [
            (stretch.measure, stretch.stock, stretch.flow, stretch.sign, max(since, stretch.since),
             min(until, stretch.until))
            for since, until in _runs([month for month in months if month in stretch.months])
        ]  # fmt: skip
    each = place.units is not None and len(place.units) <= FEW_UNITS
    units = EVERYWHERE if place.units is None else OF_EACH if each else ONLY
    branches = []
    for narrow, walks in narrowed.items():
        if not walks:
            continue
        columns = (sql.Literal(list(column)) for column in zip(*walks, strict=True))
        measures, stocks, flows, signs, sinces, untils = columns
        branches.append(
            sql.SQL(BRANCH).format(
                measures=measures, stocks=stocks, flows=flows, signs=signs, sinces=sinces, untils=untils,
                columns=sql.SQL(COLUMNS), fact=named(FACT), each_unit=EACH_UNIT if each else EVERYWHERE,
                units=units, narrow=_narrow(*narrow), group=_of_crime(place.group),
            )
        )  # fmt: skip
    return sql.SQL(PAGE).format(branches=sql.SQL(" UNION ALL ").join(branches))


def _runs(months: Sequence[date]) -> Iterator[tuple[date, date]]:
    """The days of months, those of months that follow on one another together: from, to."""
    since = until = None
    for month in months:
        if until is not None and month == until + timedelta(days=1):
            until = tallies.last_of(BY_MONTH, month)
            continue
        if since is not None and until is not None:
            yield since, until
        since, until = month, tallies.last_of(BY_MONTH, month)
    if since is not None and until is not None:
        yield since, until


def _of_crime(group: tuple[str, str] | None) -> sql.Composable:
    if group is None or group[0] != "crime":
        return EVERYWHERE
    return sql.SQL("AND article = %(article)s" if group[1] else "AND article IS NULL")


def _narrow(flags: frozenset[str], crime_class: str | None) -> sql.Composable:
    parts: list[sql.Composable] = [sql.SQL("AND " + FLAGS[flag]) for flag in sorted(flags)]
    if crime_class is not None:
        parts.append(sql.SQL("AND crime_class = {}").format(sql.Literal(crime_class)))
    return sql.SQL(" ").join(parts)
