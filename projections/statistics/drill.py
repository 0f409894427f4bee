"""A cell opened: the rows that it is the sum of, or the facts that it counts, each with the act that made it.

Facts come page by page (projections/statistics/walks.py); the cursor is the place of the last one.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections.file_acts import FileAct, at_positions
from projections.statistics import overdue
from projections.statistics.count import TOTAL, Part, expression_of
from projections.statistics.expressions import Expression, Term
from projections.statistics.facts import FACT
from projections.statistics.forms import Form
from projections.statistics.overdue import Overdue
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.statistics.walks import START, At, Place, walked
from projections.tables import named

Connection = psycopg.Connection[Any]

CORRECTIONS = """
SELECT stream, concerns, seen_from FROM {fact}
 WHERE measure = 'act.corrected' AND stream = ANY(%(streams)s) AND seen_from <= %(position)s
"""


class Counted(NamedTuple):
    """One fact that a cell counts."""

    sign: int  # with which it counts in this cell
    day: date
    position: int
    ordinal: int
    stream: UUID
    version: int
    measure: str
    flow: int
    amount: int
    unit: str
    person: UUID | None
    article: str | None
    clause: str | None
    crime_class: str | None
    act: FileAct | None  # None when its bytes cannot be read
    corrected_by: tuple[int, ...]  # positions of acts that correct it


class Opened(NamedTuple):
    """What a cell is made of."""

    parts: tuple[Part, ...]  # rows that it is the sum of
    facts: tuple[Counted, ...]
    overdue: tuple[Overdue, ...]
    after: At | None  # of the next page
    behind: tuple[UUID, UUID] | None = None  # of the next page of what is overdue


class NoSuchCell(LookupError):
    """The form has no figure there."""


def expression_at(form: Form, row: str, column: str, by: str = "crime") -> Expression:
    """What the cell of a row and column is made of, in a matrix by crime or unit. Raises: NoSuchCell."""
    wanted: Expression | None = None
    if form.kind == "matrix":
        found = form.column(column)
        if found is not None:
            wanted = expression_of(found, once=row == TOTAL or by == "unit")
    else:
        line = form.row(row)
        wanted = line.expressions.get(column) if line is not None else None
    if wanted is None:
        raise NoSuchCell(f"{row}/{column}")
    return wanted


def flattened(form: Form, found: Expression, column: str) -> Expression:
    """An identity without rows: the facts of all the rows that it is the sum of, each with its sign in the sum."""
    return Expression(found.text, tuple(_flat(form, found, column, 1)))


def _flat(form: Form, found: Expression, column: str, sign: int) -> Iterator[Term]:
    for term in found.terms:
        if term.row is None:
            yield replace(term, sign=sign * term.sign)
            continue
        row = form.row(term.row)
        if row is not None and column in row.expressions:
            yield from _flat(form, row.expressions[column], column, sign * term.sign)


def opened(
    connection: Connection,
    found: Expression,
    scope: Scope,
    period: Period,
    position: int,
    *,
    group: tuple[str, str] | None = None,
    after: At | None = START,
    behind: tuple[UUID, UUID] | None = overdue.START,
    limit: int = 50,
) -> Opened:
    """A page of what an expression counts; `group` is ("crime" or "unit", its code) in a matrix.

    What is overdue has pages of its own, from those `behind` a place; None for either: nothing is left of it.
    """
    parts = tuple(Part(term.sign, term.row) for term in found.terms if term.row is not None)
    late, rest = _overdue(connection, found, scope, period, position, behind, limit)
    terms = tuple(term for term in found.terms if term.atom is not None and term.atom.kind != "overdue")
    if not terms or after is None:
        return Opened(parts, (), late, None, rest)
    rows = walked(connection, terms, Place(scope, period, position, group, after), limit + len(terms))
    page = rows[:limit]
    while len(page) < len(rows) and rows[len(page)][1:4] == page[-1][1:4]:  # a fact that two terms count
        page.append(rows[len(page)])
    following = At(*page[-1][1:4]) if len(page) < len(rows) else None
    return Opened(parts, _with_acts(connection, page, position), late, following, rest)


def _overdue(
    connection: Connection,
    found: Expression,
    scope: Scope,
    period: Period,
    position: int,
    behind: tuple[UUID, UUID] | None,
    limit: int,
) -> tuple[tuple[Overdue, ...], tuple[UUID, UUID] | None]:
    """A page of what is overdue, and where the next one begins."""
    atom = next((atom for atom in found.atoms if atom.kind == "overdue"), None)
    if atom is None or behind is None:
        return (), None
    items = overdue.page(connection, atom, scope, period, position, behind, limit + 1)
    return tuple(items[:limit]), items[limit - 1].place if len(items) > limit else None


def _with_acts(connection: Connection, rows: list[tuple[Any, ...]], position: int) -> tuple[Counted, ...]:
    acts = at_positions(connection, sorted({row[2] for row in rows}))
    corrected: dict[tuple[UUID, int], list[int]] = {}
    values = {"streams": list({row[4] for row in rows}), "position": position}
    for stream, version, by in connection.execute(sql.SQL(CORRECTIONS).format(fact=named(FACT)), values):
        corrected.setdefault((stream, version), []).append(by)
    return tuple(
        Counted._make((*row, acts.get(row[2]), tuple(sorted(corrected.get((row[4], row[5]), ()))))) for row in rows
    )
