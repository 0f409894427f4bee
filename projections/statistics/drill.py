"""A cell opened: the rows that it is the sum of, or the facts that it counts, each with the act that made it.

Facts come page by page in the order of their days, within a day in that of their positions; the cursor is the place of
the last one. Every statement walks an index from there and reads one page of it, so that a page costs the same in a
ledger of any size.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections.file_acts import FileAct, at_positions
from projections.statistics import overdue
from projections.statistics.count import EVERYWHERE, OF_UNITS, TOTAL, Part, expression_of, like
from projections.statistics.expressions import Atom, Expression, Term
from projections.statistics.facts import FACT
from projections.statistics.forms import Form
from projections.statistics.overdue import Overdue
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.tables import named

Connection = psycopg.Connection[Any]

COLUMNS = "day, seen_from, ordinal, stream, version, measure, flow, amount, unit, person, article, clause, crime_class"
BRANCH = (
    """(
SELECT {sign}::int8 * (CASE WHEN {signed} THEN flow ELSE 1 END), """
    + COLUMNS
    + """ FROM {fact}
 WHERE {what} AND {window} AND seen_from <= %(position)s {units} {narrow} {group}
   AND (day, seen_from, ordinal) > (%(day)s, %(seen)s, %(ordinal)s)
 ORDER BY day, seen_from, ordinal LIMIT %(limit)s)"""
)
PAGE = "SELECT * FROM ({branches}) found ORDER BY day, seen_from, ordinal LIMIT %(limit)s"
CORRECTIONS = """
SELECT stream, concerns, seen_from FROM {fact}
 WHERE measure = 'act.corrected' AND stream = ANY(%(streams)s) AND seen_from <= %(position)s
"""
START_DAY = date(1, 1, 1)
GROUPS = {"crime": "article", "unit": "unit"}
WITHIN = sql.SQL("day BETWEEN %(first)s AND %(last)s")
WINDOWS = {"old": sql.SQL("day < %(first)s"), "now": sql.SQL("day <= %(last)s")}
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
    branches, values = _branches(found, scope, group)
    late, rest = _overdue(connection, found, scope, period, position, behind, limit)
    if not branches or after is None:
        return Opened(parts, (), late, None, rest)
    values |= {
        "first": period.first, "last": period.last, "position": position, "limit": limit + 1, "day": after.day,
        "seen": after.position, "ordinal": after.ordinal, "units": list(scope.units or ()),
    }  # fmt: skip
    statement = sql.SQL(PAGE).format(branches=sql.SQL(" UNION ALL ").join(branches))
    rows = connection.execute(statement, values, prepare=False).fetchall()  # planned for these units and days
    page = rows[:limit]
    last = page[-1] if len(rows) > limit else None
    following = At(last[1], last[2], last[3]) if last else None
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


def _branches(
    found: Expression, scope: Scope, group: tuple[str, str] | None
) -> tuple[list[sql.Composed], dict[str, Any]]:
    branches: list[sql.Composed] = []
    values: dict[str, Any] = {}
    units = EVERYWHERE if scope.units is None else OF_UNITS
    of_group: sql.Composable = sql.SQL("")
    if group is not None:
        by, code = group
        wanted = sql.SQL("AND {} = %(group)s") if code else sql.SQL("AND {} IS NULL")
        of_group, values["group"] = wanted.format(sql.Identifier(GROUPS[by])), code
    for term in found.terms:
        if term.atom is None or term.atom.kind == "overdue":
            continue
        for text, wanted_values in _whats(term.atom):
            name = f"a{len(branches)}"  # of the parameters of this branch
            values |= {f"{name}_{number}": value for number, value in enumerate(wanted_values)}
            places = [sql.Placeholder(f"{name}_{number}") for number in range(len(wanted_values))]
            if term.atom.crime_class is not None:
                values[f"{name}_class"] = term.atom.crime_class
            branches.append(
                sql.SQL(BRANCH).format(
                    sign=sql.Literal(term.sign), signed=sql.Literal(term.atom.kind in ("old", "now")),
                    fact=named(FACT), what=sql.SQL(text).format(*places), window=WINDOWS.get(term.atom.kind, WITHIN),
                    units=units, narrow=_narrow(term.atom, f"{name}_class"), group=of_group,
                )
            )  # fmt: skip
    return branches, values


def _whats(atom: Atom) -> Iterator[tuple[LiteralString, tuple[Any, ...]]]:
    """Conditions that one index answers in the order of days."""
    if atom.kind == "did":
        for measure in atom.measures:
            if measure.endswith("*"):
                yield "stock IS NULL AND measure LIKE {}", (like(measure),)
            else:
                yield "stock IS NULL AND measure = {}", (measure,)
    elif atom.kind in ("in", "out"):
        listed = [f"{atom.stock}.{atom.kind}.{word}" for word in atom.words or atom.without]
        flow = 1 if atom.kind == "in" else -1
        if atom.words:
            yield "stock = {} AND flow = {} AND measure = ANY({})", (atom.stock, flow, listed)
        else:
            yield "stock = {} AND flow = {} AND NOT measure = ANY({})", (atom.stock, flow, listed)
    else:
        yield "stock = {}", (atom.stock,)


def _narrow(atom: Atom, parameter: str) -> sql.Composable:
    parts: list[sql.Composable] = [sql.SQL("AND " + FLAGS[flag]) for flag in sorted(atom.flags)]
    if atom.crime_class is not None:
        parts.append(sql.SQL("AND crime_class = {}").format(sql.Placeholder(parameter)))
    return sql.SQL(" ").join(parts)


def _with_acts(connection: Connection, rows: list[tuple[Any, ...]], position: int) -> tuple[Counted, ...]:
    acts = at_positions(connection, sorted({row[2] for row in rows}))
    corrected: dict[tuple[UUID, int], list[int]] = {}
    values = {"streams": list({row[4] for row in rows}), "position": position}
    for stream, version, by in connection.execute(sql.SQL(CORRECTIONS).format(fact=named(FACT)), values):
        corrected.setdefault((stream, version), []).append(by)
    return tuple(
        Counted._make((*row, acts.get(row[2]), tuple(sorted(corrected.get((row[4], row[5]), ()))))) for row in rows
    )
