"""The difference report: which acts changed which figures between two positions.

Both reports are computed; then every fact of an act recorded in between is laid against every cell. A figure at the
later position is the one at the earlier position plus the amounts of the changes listed for it, no more and no less.
What is overdue has no facts: there the acts are listed that brought a deadline among those overdue at the end of the
period, or out of them. When an act of the organisation moved units into the scope or out of it, what they counted
for stands as a change of its own.

    difference(...)   the two reports and the cells that changed, with their changes as long as there are few
    changes(...)      the changes of one cell, page by page, however many there are
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections.history import of_organisation
from projections.statistics import overdue
from projections.statistics.count import Filled, compute
from projections.statistics.facts import FACT
from projections.statistics.forms import Form
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.statistics.sums import EVERYWHERE, NO_GROUP, ONLY, Sums, tally, wanted
from projections.statistics.weights import Kind, Weights
from projections.tables import named

Connection = psycopg.Connection[Any]
Place = tuple[str, str]  # code of the line, key of the column

STRIDE = 5_000  # positions read with one statement
MOST = 500  # changes listed with the report itself

# Facts by the acts that made them, so that what is read is what was recorded in between, not the whole period.
RECORDED = """
SELECT seen_from, day, stream, version, measure, stock, flow, amount, unit, person,
       article, crime_class, juvenile, legal_person, own_agency
  FROM {fact}
 WHERE seen_from > %(after)s AND seen_from <= %(upto)s AND day <= %(last)s {units}
   AND (measure = ANY(%(measures)s) OR measure LIKE ANY(%(beginnings)s) OR stock = ANY(%(stocks)s))
 ORDER BY seen_from, ordinal
"""


@dataclass(frozen=True)
class Asked:
    """Which report, as of which two positions. The scope is that of the organisation as it stood at each."""

    form: Form
    period: Period
    by: str  # crime or unit, for a matrix
    before: Scope
    after: Scope
    start: int
    end: int


class Change(NamedTuple):
    """What one act changes in one cell, or (`measure` scope.changed) what a change of the organisation does."""

    amount: int
    position: int  # of the act; of the last act of the organisation for scope.changed
    stream: UUID | None
    version: int  # 0 where it is not known
    measure: str  # of the fact; overdue
    day: date | None
    unit: str
    person: UUID | None
    article: str | None


class Changed(NamedTuple):
    """A cell with what changed it; `before` and `after` are equal when the changes cancel out."""

    line: str
    label_vi: str
    column: str
    before: int
    after: int
    changes: tuple[Change, ...]


class Difference(NamedTuple):
    """A report as of two positions."""

    asked: Asked
    before: Filled
    after: Filled
    cells: tuple[Changed, ...]
    complete: bool  # False: there are more changes than are listed here; each cell has all of its own

    @property
    def acts(self) -> tuple[int, ...]:
        """The positions of the acts listed."""
        return tuple(sorted({change.position for cell in self.cells for change in cell.changes}))


class ChangePage(NamedTuple):
    """Changes in the order of their positions, each with the cell that it changes."""

    found: tuple[tuple[Place, Change], ...]
    after: int | None  # position that the next page goes on behind


def difference(connection: Connection, asked: Asked, *, rule_set: str | None = None, most: int = MOST) -> Difference:
    """The report as of both positions, the cells that differ or were changed, and up to about `most` changes."""
    form, period = asked.form, asked.period
    before = compute(connection, form, asked.before, period, asked.start, by=asked.by, rule_set=rule_set)
    after = compute(connection, form, asked.after, period, asked.end, by=asked.by, rule_set=rule_set)
    found: dict[Place, list[Change]] = defaultdict(list)
    listed, complete = 0, True
    for act in _acts(connection, asked, asked.start):
        if listed >= most:
            complete = False
            break
        for place, change in act:
            found[place].append(change)
            listed += 1
    return Difference(asked, before, after, tuple(_cells(before, after, found)), complete)


def changes(
    connection: Connection, asked: Asked, *, place: Place | None = None, after: int | None = None, limit: int = 50
) -> ChangePage:
    """A page of the changes of one cell, or of all of them; those of an act stand together."""
    found: list[tuple[Place, Change]] = []
    for act in _acts(connection, asked, asked.start if after is None else after):
        if len(found) >= limit:
            return ChangePage(tuple(found), found[-1][1].position)
        found += [each for each in act if place in (None, each[0])]
    return ChangePage(tuple(found), None)


def _cells(before: Filled, after: Filled, found: Mapping[Place, list[Change]]) -> Iterator[Changed]:
    labels = {line.code: line.label_vi for filled in (before, after) for line in filled.lines}
    labels |= {line: labels.get(line, line) for line, _ in found}
    for line, label in labels.items():
        for column in after.form.columns:
            old, new = _value(before, line, column.key), _value(after, line, column.key)
            listed = found.get((line, column.key), [])
            if old is not None and new is not None and (old != new or listed):
                yield Changed(line, label, column.key, old, new, tuple(listed))


def _value(filled: Filled, line: str, column: str) -> int | None:
    """The figure; 0 in a line that a matrix leaves out because it has none but zeros, None where there is no figure."""
    cell = filled.cell(line, column)
    if cell is not None:
        return cell.value
    place = filled.form.column(column)
    return 0 if filled.form.kind == "matrix" and place is not None and place.expression is not None else None


def _acts(connection: Connection, asked: Asked, after: int) -> Iterator[list[tuple[Place, Change]]]:
    """What each act changes, by position from the one behind `after`."""
    weights = Weights(asked.form, asked.by)
    moved = _moved(connection, asked, weights)
    others = sorted((*_late(connection, asked, weights), *moved), key=lambda found: found[1].position)
    waiting = [found for found in others if found[1].position > after]
    for position, facts in _by_position(_facts(connection, asked, weights, after)):
        while waiting and waiting[0][1].position < position:
            yield _taken(waiting, waiting[0][1].position)
        yield [*facts, *_taken(waiting, position)]
    while waiting:
        yield _taken(waiting, waiting[0][1].position)


def _taken(waiting: list[tuple[Place, Change]], position: int) -> list[tuple[Place, Change]]:
    """Those of the position, taken off the front of the list."""
    number = sum(1 for found in waiting if found[1].position == position)
    taken = waiting[:number]
    del waiting[:number]
    return taken


def _by_position(
    found: Iterable[tuple[int, list[tuple[Place, Change]]]],
) -> Iterator[tuple[int, list[tuple[Place, Change]]]]:
    at, together = 0, list[tuple[Place, Change]]()
    for position, facts in found:
        if position != at and together:
            yield at, together
            together = []
        at = position
        together += facts
    if together:
        yield at, together


def _facts(
    connection: Connection, asked: Asked, weights: Weights, after: int
) -> Iterator[tuple[int, list[tuple[Place, Change]]]]:
    """The facts recorded in between and the cells that they count in, stretch by stretch of positions."""
    names = wanted(asked.form.atoms())
    units = EVERYWHERE if asked.after.units is None else ONLY
    statement = sql.SQL(RECORDED).format(fact=named(FACT), units=units)
    values = {
        "measures": names["measures"], "beginnings": names["beginnings"], "last": asked.period.last,
        "stocks": sorted({*names["flowing"], *names["carried"]}), "units": list(asked.after.units or ()),
    }  # fmt: skip
    for first in range(after, asked.end, STRIDE):
        window = {"after": first, "upto": min(first + STRIDE, asked.end)}
        for row in connection.execute(statement, {**values, **window}).fetchall():
            position, day, stream, version, measure, stock, flow, amount, unit, person, article, *marks = row
            kind = Kind(day < asked.period.first, measure, stock, flow, *marks)
            group = (unit if asked.by == "unit" else article) or NO_GROUP
            yield position, [
                ((cell.line, cell.column), Change(
                    cell.weight * amount, position, stream, version, measure, day, unit, person, article
                ))
                for cell in weights.of(kind, group)
            ]  # fmt: skip


def _late(connection: Connection, asked: Asked, weights: Weights) -> Iterator[tuple[Place, Change]]:
    """What came among the overdue or left them: the act after which it is another number than before."""
    for atom in asked.form.atoms():
        if atom.kind != "overdue":
            continue
        cells = list(weights.of_atom(atom))
        for turn in overdue.turns(connection, atom, asked.after, asked.period, asked.start, asked.end):
            for cell in cells:
                yield (cell.line, cell.column), Change(
                    cell.weight * turn.amount, turn.position, turn.stream, 0, "overdue", None, turn.unit, turn.person,
                    None,
                )  # fmt: skip


def _moved(connection: Connection, asked: Asked, weights: Weights) -> list[tuple[Place, Change]]:
    """What the units that came into the scope, or left it, had counted for up to the earlier position."""
    if asked.before.units == asked.after.units:
        return []
    organised = [act.position for act in of_organisation(connection, asked.start + 1, asked.end)]
    position = organised[-1] if organised else asked.end
    sums = [_sums(connection, asked, scope) for scope in (asked.before, asked.after)]
    old, new = (weights.value(found) for found in sums)
    unit = asked.after.unit
    return [
        (place, Change(amount, position, None, 0, "scope.changed", None, unit, None, None))
        for place in dict.fromkeys((*old, *new))
        if (amount := new.get(place, 0) - old.get(place, 0))
    ]


def _sums(connection: Connection, asked: Asked, scope: Scope) -> Sums:
    grouped = ("unit" if asked.by == "unit" else "article") if asked.form.kind == "matrix" else None
    return tally(connection, asked.form.atoms(), scope, asked.period, asked.start, grouped)
