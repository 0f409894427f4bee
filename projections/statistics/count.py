"""A form filled in: `compute(connection, form, scope, period, position) -> Filled`.

    Filled   a frozen value: what was asked, as of which position and under which rules, and its lines
    Line     code, label and level of a row, and its cells in the order of the form's columns
    Cell     value, or None with the reason why there is none (empty: the form has no figure there);
             `parts`: for a row that is an identity its (sign, code) terms; `broken`: what a check found instead

`report = f(position, rule set, form version, scope, period)`: `Filled.canonical()` are its bytes, the same whenever and
wherever it is computed, and `Filled.hash` their SHA-256, which is printed on it. Where files stand in quarantine the
report says so, and is another one than that of the whole ledger.

All sums that a form needs are read by one statement, whatever the number of its cells (projections/statistics/sums.py).
As of a position only facts of acts up to it exist.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import orjson
import psycopg

from domain.kernel.rule_sets import current_rule_set
from domain.law.offences import PENAL_CODES
from projections.quarantine import Missing
from projections.statistics.expressions import Atom, Expression
from projections.statistics.forms import Form, FormColumn, FormRow
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.statistics.sums import NO_GROUP, Sums, missing, tally

Connection = psycopg.Connection[Any]

TOTAL = "total"  # code of the total line of a matrix


class Part(NamedTuple):
    """A term of an identity."""

    sign: int
    row: str


class Cell(NamedTuple):
    """One figure."""

    value: int | None
    reason: str = ""  # why there is no value
    parts: tuple[Part, ...] = ()
    broken: int | None = None  # what the check says it should be, where that differs


class Line(NamedTuple):
    """One row of a filled form."""

    code: str
    label_vi: str
    label_en: str
    level: int
    printed: str
    unconfirmed: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Filled:
    """A form filled in for a scope and a period, as of a position."""

    form: Form
    scope: Scope
    period: Period
    position: int
    rule_set: str
    by: str  # of a matrix: crime or unit; empty for a form with rows of its own
    lines: tuple[Line, ...]
    missing: tuple[Missing, ...] = ()  # files in quarantine, whose acts may lack in the figures

    @property
    def broken(self) -> tuple[tuple[str, str, int, int], ...]:
        """Identities that do not hold: row, column, value, and what it should be. Empty when the form is right."""
        return tuple(
            (line.code, column.key, cell.value, cell.broken)
            for line in self.lines
            for column, cell in zip(self.form.columns, line.cells, strict=True)
            if cell.broken is not None and cell.value is not None
        )

    def cell(self, row: str, column: str) -> Cell | None:
        """The figure at a place; None when the form has no such place."""
        index = next((at for at, found in enumerate(self.form.columns) if found.key == column), None)
        line = next((line for line in self.lines if line.code == row), None)
        return line.cells[index] if line is not None and index is not None else None

    def canonical(self) -> bytes:
        """The report as canonical JSON (RFC 8785: all names are ASCII and all numbers integers)."""
        whole = {
            "form": self.form.id, "version": self.form.version, "unit": self.scope.unit, "scope": self.scope.kind,
            "succession": self.scope.succession, "period": self.period.label, "first": self.period.first.isoformat(),
            "last": self.period.last.isoformat(), "position": self.position, "rule_set": self.rule_set, "by": self.by,
            "columns": [column.key for column in self.form.columns],
            "lines": [[line.code, [cell.value for cell in line.cells]] for line in self.lines],
        }  # fmt: skip
        if self.missing:
            whole["missing"] = [[str(file.stream), file.position] for file in self.missing]
        return orjson.dumps(whole, option=orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical bytes, lowercase hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


def compute(
    connection: Connection,
    form: Form,
    scope: Scope,
    period: Period,
    position: int,
    *,
    by: str = "crime",
    rule_set: str | None = None,
) -> Filled:
    """The form filled in. A matrix has a line for each crime or, `by` "unit", for each unit."""
    matrix = form.kind == "matrix"
    atoms = form.atoms()
    grouped = ("unit" if by == "unit" else "article") if matrix else None
    sums = tally(connection, atoms, scope, period, position, grouped)
    lines = tuple(_matrix(form, sums, by)) if matrix else tuple(_rows(form, sums.get(NO_GROUP, {})))
    lacking = missing(connection, atoms, position)
    return Filled(form, scope, period, position, rule_set or current_rule_set(), by if matrix else "", lines, lacking)


def _rows(form: Form, sums: Mapping[Atom, int]) -> Iterable[Line]:
    values: dict[tuple[str, str], int | None] = {}
    for row in form.rows:
        cells = tuple(_cell(form, row, column, sums, values) for column in form.columns)
        yield Line(row.code, row.label_vi, row.label_en, row.level, row.printed, row.unconfirmed, cells)


def _cell(
    form: Form, row: FormRow, column: FormColumn, sums: Mapping[Atom, int], values: dict[tuple[str, str], int | None]
) -> Cell:
    if row.unknown:
        return Cell(None, row.unknown)
    if column.key not in row.expressions:
        return Cell(None)
    found = row.expressions[column.key]
    value = _value(form, row.code, column.key, sums, values)
    if value is None:
        return Cell(None, "Chưa tính được một thành phần")
    parts = tuple(Part(term.sign, term.row) for term in found.terms if term.row is not None)
    check = row.checks.get(column.key)
    expected = _sum(form, check, column.key, sums, values) if check is not None else None
    return Cell(value, "", parts, expected if expected != value else None)


def _value(
    form: Form, code: str, column: str, sums: Mapping[Atom, int], values: dict[tuple[str, str], int | None]
) -> int | None:
    """The value of a row, computed once; rows may be made of rows that stand below them."""
    place = (code, column)
    if place not in values:
        values[place] = None  # a row made of itself has no value
        row = form.row(code)
        found = row.expressions.get(column) if row is not None else None
        values[place] = _sum(form, found, column, sums, values) if found is not None else None
    return values[place]


def _sum(
    form: Form,
    found: Expression,
    column: str,
    sums: Mapping[Atom, int],
    values: dict[tuple[str, str], int | None],
) -> int | None:
    total = 0
    for term in found.terms:
        if term.atom is not None:
            total += term.sign * sums.get(term.atom, 0)
            continue
        value = _value(form, term.row or "", column, sums, values)
        if value is None:
            row = form.row(term.row or "")
            if row is not None and row.unknown:
                continue  # the form says that it is not computed: the others make up the sum
            return None
        total += term.sign * value
    return total


def _matrix(form: Form, sums: Sums, by: str) -> Iterable[Line]:
    """A line for each group, in the order of the penal code or of the units, and the total first."""
    groups = sorted(sums, key=_article_order if by == "crime" else str)
    lines = [
        Line(group, _group_name(group, by), "", 0, "", False, _group_cells(form, sums[group], by)) for group in groups
    ]
    shown = [line for line in lines if any(cell.value for cell in line.cells)]
    yield Line(TOTAL, "Tổng số", "Total", 0, "", False, tuple(_totals(form, sums, shown)))
    yield from shown


def _group_cells(form: Form, sums: Mapping[Atom, int], by: str) -> tuple[Cell, ...]:
    found = (expression_of(column, once=by == "unit") for column in form.columns)
    return tuple(
        Cell(None, column.unknown) if expression is None else Cell(_atoms_of(expression, sums))
        for column, expression in zip(form.columns, found, strict=True)
    )


def expression_of(column: FormColumn, *, once: bool) -> Expression | None:
    """What a column of a matrix counts; `once`: in the total and in the lines of units, where nobody counts twice."""
    return column.total if once and column.total is not None else column.expression


def _atoms_of(found: Expression, sums: Mapping[Atom, int]) -> int:
    return sum(term.sign * sums.get(term.atom, 0) for term in found.terms if term.atom is not None)


def _totals(form: Form, sums: Sums, shown: Sequence[Line]) -> Iterable[Cell]:
    for index, column in enumerate(form.columns):
        if column.expression is None:
            yield Cell(None, column.unknown)
        elif column.total is not None:
            yield Cell(sum(_atoms_of(column.total, group) for group in sums.values()))
        else:
            yield Cell(sum(line.cells[index].value or 0 for line in shown))


def _article_order(article: str) -> tuple[str, int, str]:
    code, _, number = article.partition("/")
    digits = "".join(letter for letter in number if letter.isdigit())
    return code, int(digits or 0), number


def _group_name(group: str, by: str) -> str:
    if not group:
        return "Chưa rõ tội danh" if by == "crime" else "Chưa rõ đơn vị"
    if by != "crime":
        return group
    code, _, number = group.partition("/")
    found = PENAL_CODES[code].offences.get(number) if code in PENAL_CODES else None
    return found.name_vi if found is not None else group
