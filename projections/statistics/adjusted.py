"""Adjusted values beside those of the ledger: what acts of adjustment change in a filled form, and by whose hand.

An adjustment never overwrites: the system value is computed from the facts as ever, the adjusted value is the system
value plus the differences of the adjustments that stand. An adjustment belongs to the report of a unit; in a form for
a larger scope (a province, the nation) those of every report within it count, so that both totals can be shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.organisation.state import Organisation
from projections.file_acts import FileAct, at_positions
from projections.rows import TRUE_AT, rows
from projections.statistics.count import Cell, Filled, Line
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope, UnknownScope, scope
from projections.statistics.sent import ADJUSTMENT, REPORT, Adjustment, Report

Connection = psycopg.Connection[Any]
Place = tuple[str, str]


class Applied(NamedTuple):
    """An adjustment that counts in a form, with the act that made it."""

    stream: UUID
    row: Adjustment
    report: Report
    act: FileAct | None  # None when its bytes cannot be read

    @property
    def reason(self) -> str:
        """In the words signed."""
        return str(self.act.data.reason) if self.act is not None else ""


@dataclass(frozen=True)
class Both:
    """A form with both values."""

    filled: Filled
    lines: tuple[Line, ...]  # those of the form, and of a matrix those that only an adjustment makes
    by_cell: Mapping[Place, tuple[Applied, ...]]
    unplaced: tuple[Applied, ...]  # that name no figure of this form

    def value(self, line: str, column: str, system: int | None) -> int | None:
        """The adjusted value of a cell whose system value is given."""
        return None if system is None else system + self.difference(line, column)

    def difference(self, line: str, column: str) -> int:
        """Adjusted less system value."""
        return sum(applied.row.difference for applied in self.by_cell.get((line, column), ()))

    @property
    def broken(self) -> tuple[tuple[str, str, int, int], ...]:
        """Identities that the adjusted values do not keep: row, column, adjusted value, and the sum of its parts."""
        found = []
        for line in self.lines:
            for column, cell in zip(self.filled.form.columns, line.cells, strict=True):
                row = self.filled.form.row(line.code)
                expression = row.expressions.get(column.key) if row is not None else None
                if cell.value is None or not cell.parts or expression is None or expression.atoms:
                    continue
                shift = sum(part.sign * self.difference(part.row, column.key) for part in cell.parts)
                value = cell.value + self.difference(line.code, column.key)
                if value != cell.value + shift:
                    found.append((line.code, column.key, value, cell.value + shift))
        return tuple(found)


def with_adjustments(connection: Connection, filled: Filled, organisation: Organisation) -> Both:
    """The form with the adjustments that stand at its position; `organisation` is the one at that position."""
    found = standing(connection, filled.form.slug, filled.period, filled.position)
    counted = [each for each in found if _within(each, filled, organisation)]
    known = {line.code for line in filled.lines}
    keys = {column.key for column in filled.form.columns}
    added: dict[str, Line] = {}
    by_cell: dict[Place, tuple[Applied, ...]] = {}
    unplaced: list[Applied] = []
    for each in counted:
        line, column = each.row.line, each.row.column
        cell = filled.cell(line, column)
        fits = cell is not None and cell.value is not None
        if not fits and filled.form.kind == "matrix" and column in keys and line not in known:
            added[line] = Line(line, line, "", 0, "", False, tuple(_empty(filled)))
            fits = True
        if fits and _same_lines(each.report, filled):
            by_cell[line, column] = (*by_cell.get((line, column), ()), each)
        else:
            unplaced.append(each)
    lines = (*filled.lines, *(line for code, line in added.items() if any(code == place[0] for place in by_cell)))
    return Both(filled, lines, by_cell, tuple(unplaced))


def standing(connection: Connection, form: str, when: Period, position: int) -> Sequence[Applied]:
    """The adjustments of a form and period that stand at a position, in their order."""
    where = sql.SQL("form = %(form)s AND period = %(period)s AND {} ORDER BY adjusted, ordinal").format(TRUE_AT)
    values = {"form": form, "period": when.label, "as_of": position}
    found = rows(connection, ADJUSTMENT, where, values)
    if not found:
        return ()
    reports = {
        (seen.stream, seen.row.version): seen.row
        for seen in rows(
            connection,
            REPORT,
            sql.SQL("stream = ANY(%(streams)s) AND {}").format(TRUE_AT),
            {"streams": sorted({seen.stream for seen in found}), "as_of": position},
        )
    }
    acts = at_positions(connection, sorted({seen.row.adjusted for seen in found}))
    return [
        Applied(seen.stream, seen.row, reports[seen.stream, seen.row.report], acts.get(seen.row.adjusted))
        for seen in found
    ]


class Judged(NamedTuple):
    """An adjustment of a report, and what the figure was that it changed."""

    applied: Applied
    expected: int | None  # system value at the report's position with earlier adjustments; None: no such figure

    @property
    def holds(self) -> bool:
        """Whether the figure before it was the one that it says."""
        return self.expected == self.applied.row.before


def judged(both: Both, stream: UUID, version: int) -> tuple[Judged, ...]:
    """The adjustments of one report; `both` is that report computed again, with the adjustments that stand now."""
    found = []
    for (line, column), applied in both.by_cell.items():
        cell = both.filled.cell(line, column)
        value = cell.value if cell is not None else 0
        for each in applied:
            if (each.stream, each.row.report) == (stream, version):
                found.append(Judged(each, value))
            value = value + each.row.difference if value is not None else None
    found += [Judged(each, None) for each in both.unplaced if (each.stream, each.row.report) == (stream, version)]
    return tuple(sorted(found, key=lambda judged: (judged.applied.row.adjusted, judged.applied.row.ordinal)))


def placed(connection: Connection, filled: Filled, organisation: Organisation, position: int) -> Both:
    """A report of an earlier position with the adjustments that stand at a later one."""
    later = with_adjustments(connection, replace(filled, position=position), organisation)
    return Both(filled, later.lines, later.by_cell, later.unplaced)


def _empty(filled: Filled) -> list[Cell]:
    return [Cell(None, column.unknown) if column.expression is None else Cell(0) for column in filled.form.columns]


def _same_lines(report: Report, filled: Filled) -> bool:
    """A report by crime says nothing of lines by unit, and the other way round."""
    return filled.form.kind != "matrix" or (report.lines or "crime") == filled.by


def _within(each: Applied, filled: Filled, organisation: Organisation) -> bool:
    """Whether all units that the adjusted report speaks of are in the scope of the form."""
    report = each.report
    try:
        covered: Scope = scope(
            organisation, report.unit, report.scope, filled.period.last, succession=report.succession
        )
    except UnknownScope:
        return False
    if filled.scope.units is None:
        return True
    return covered.units is not None and set(covered.units) <= set(filled.scope.units)
