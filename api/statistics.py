"""Statistics for JSON, pages and exports alike: a form filled in, a cell opened, indicators; pinned to a position."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field

from api import cursors
from api.context import AsOf
from api.errors import BadRequest, NotFound
from api.exports.source import Pinned, Source
from api.queries import FormFields, continued
from api.registers import today
from projections.numbering import procuracy_year
from projections.quarantine import Missing
from projections.statistics import drill, indicators, overdue
from projections.statistics.count import TOTAL, Filled, compute
from projections.statistics.drill import NoSuchCell, Opened
from projections.statistics.expressions import Atom, Expression
from projections.statistics.forms import FORMS, VERSIONS, Form
from projections.statistics.indicators import INDICATORS, Indicator, Pair
from projections.statistics.periods import BadPeriod, Period, period
from projections.statistics.scopes import Scope, UnknownScope, scope
from projections.statistics.sums import missing
from projections.statistics.walks import START, At

PAGE = 50
NO_GROUP = "-"  # in an address: the line of facts without a crime
Text = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$")]


class FormQuery(FormFields):
    """Whose figures of which period."""

    as_of: str | None = Field(None, max_length=40)
    unit: Text | None = None
    scope: Literal["unit", "below", "both"] = "both"
    period: Text | None = None
    by: Literal["crime", "unit"] = "crime"
    succession: bool = False
    version: Text | None = None


class CellQuery(FormQuery):
    """A cell of such a form. A cursor stands for all of it."""

    limit: Annotated[int, Field(ge=1, le=200)] = PAGE
    cursor: str | None = Field(None, max_length=2000)
    after: tuple[date, int, int] | None = None
    behind: tuple[UUID, UUID] | None = None


Forms = Annotated[FormQuery, Query()]
Cells = Annotated[CellQuery, Query()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks for, with every default filled in."""

    pinned: Pinned
    scope: Scope
    period: Period
    missing: tuple[Missing, ...]  # files in quarantine, whose acts may lack in the figures

    @property
    def at(self) -> AsOf:
        return self.pinned.at


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form filled in, and where it stands."""

    wanted: Wanted
    filled: Filled


@dataclass(frozen=True, slots=True)
class OpenedCell:
    """What a cell is made of: its value, and a page of what it counts."""

    wanted: Wanted
    filled: Filled
    row: str
    column: str
    label: str
    value: int | None
    reason: str
    opened: Opened
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OpenedSide:
    """What the numerator or denominator of an indicator counts."""

    wanted: Wanted
    pair: Pair
    side: str
    opened: Opened
    cursor: str | None


def form_named(name: str, version: str | None = None) -> Form:
    """A form by its name in an address, in a version or the newest. Raises: NotFound."""
    found = FORMS.get(name) if version is None else VERSIONS.get((name, version))
    if found is None:
        raise NotFound(f"form {name}")
    return found


def fill(source: Source, name: str, query: FormQuery, unit: str) -> FilledForm:
    """A form filled in; for `unit` when the query names none. Raises: BadRequest, NotFound, NotReady."""
    form = form_named(name, query.version)
    wanted = _wanted(source, query, unit, form.atoms())
    with source.connection() as connection:
        filled = compute(connection, form, wanted.scope, wanted.period, wanted.at.position, by=query.by)
    return FilledForm(wanted, filled)


def open_cell(
    source: Source, name: str, row: str, column: str, asked: CellQuery, unit: str, *, flat: bool = False
) -> OpenedCell:
    """A page of what a cell counts; `flat`: the facts of all the rows that an identity is made of, in its place.

    Raises: BadRequest, NotFound, NotReady.
    """
    query = continued(asked)
    form = form_named(name, query.version)
    wanted = _wanted(source, query, unit, form.atoms())
    line = line_code(row)
    with source.connection() as connection:
        filled = compute(connection, form, wanted.scope, wanted.period, wanted.at.position, by=query.by)
        cell = filled.cell(line, column)
        label = next((found.label_vi for found in filled.lines if found.code == line), line)
        if cell is None or (cell.value is None and not cell.reason):
            raise NotFound(f"cell {row}/{column}")
        try:
            expression = drill.expression_at(form, line, column, query.by)
        except NoSuchCell:
            return OpenedCell(wanted, filled, row, column, label, None, cell.reason, Opened((), (), (), None), None)
        expression = drill.flattened(form, expression, column) if flat else expression
        group = (query.by, line) if form.kind == "matrix" and line != TOTAL else None
        opened = _open(connection, expression, wanted, query, group)
    cursor = _following(query, wanted, opened)
    return OpenedCell(wanted, filled, row, column, label, cell.value, cell.reason, opened, cursor)


def count_indicators(source: Source, query: FormQuery, unit: str) -> tuple[Wanted, tuple[Pair, ...]]:
    """Every indicator. Raises: BadRequest, NotFound, NotReady."""
    wanted = _wanted(source, query, unit, indicators.asked())
    with source.connection() as connection:
        return wanted, indicators.compute(connection, wanted.scope, wanted.period, wanted.at.position)


def open_side(source: Source, name: str, side: str, asked: CellQuery, unit: str) -> OpenedSide:
    """A page of what one side of an indicator counts. Raises: BadRequest, NotFound, NotReady."""
    query = continued(asked)
    indicator = _indicator(name)
    expression = {"numerator": indicator.numerator, "denominator": indicator.denominator}.get(side)
    if expression is None:
        raise NotFound(f"indicator {name}/{side}")
    wanted = _wanted(source, query, unit, indicators.asked())
    with source.connection() as connection:
        pairs = indicators.compute(connection, wanted.scope, wanted.period, wanted.at.position)
        opened = _open(connection, expression, wanted, query, None)
    pair = next(found for found in pairs if found.indicator.id == indicator.id)
    return OpenedSide(wanted, pair, side, opened, _following(query, wanted, opened))


def line_address(code: str) -> str:
    """The code of a line as it stands in an address."""
    return code.replace("/", "~") or NO_GROUP


def line_code(address: str) -> str:
    """The code of a line from an address."""
    return "" if address == NO_GROUP else address.replace("~", "/")


def _wanted(source: Source, query: FormQuery, unit: str, atoms: Sequence[Atom]) -> Wanted:
    pinned = source.pin(query.as_of)
    code = query.unit or unit or pinned.organisation.root
    try:
        when = period(query.period or f"{procuracy_year(today())}-12m")
    except BadPeriod:
        raise BadRequest("period", "period") from None
    try:
        where = scope(pinned.organisation, code, query.scope, when.last, succession=query.succession)
    except UnknownScope:
        raise NotFound(f"unit {code}") from None
    with source.connection() as connection:
        lacking = missing(connection, atoms, pinned.at.position)
    return Wanted(pinned, where, when, lacking)


def _indicator(name: str) -> Indicator:
    if name not in INDICATORS:
        raise NotFound(f"indicator {name}")
    return INDICATORS[name]


def _open(
    connection: Any, expression: Expression, wanted: Wanted, query: CellQuery, group: tuple[str, str] | None
) -> Opened:
    return drill.opened(
        connection, expression, wanted.scope, wanted.period, wanted.at.position,
        group=group, after=_after(query), behind=query.behind if _goes_on(query) else overdue.START, limit=query.limit,
    )  # fmt: skip


def _goes_on(query: CellQuery) -> bool:
    return query.after is not None or query.behind is not None


def _after(query: CellQuery) -> At | None:
    if query.after is not None:
        return At(*query.after)
    return None if _goes_on(query) else START


def _following(query: CellQuery, wanted: Wanted, opened: Opened) -> str | None:
    if opened.after is None and opened.behind is None:
        return None
    pinned = query.model_copy(
        update={
            "as_of": str(wanted.at.position), "unit": wanted.scope.unit, "period": wanted.period.label,
            "after": tuple(opened.after) if opened.after else None, "behind": opened.behind,
        }
    )  # fmt: skip
    return cursors.encode(pinned.model_dump(mode="json", exclude={"cursor"}))
