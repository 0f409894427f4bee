"""Pages of statistics: the forms as printed, every figure a link to what it counts; indicators."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Response

from api.context import LOGGED_IN, TheSession
from api.exports.answering import TheSource
from api.pages.rendering import page
from api.pages.routes import _headers as headers_of
from api.pages.statistics_words import CRIME_CLASSES, KINDS_OF_PERIOD, measure_text
from api.registers import today
from api.statistics import (
    Cells,
    FormQuery,
    Forms,
    Wanted,
    count_indicators,
    fill,
    line_address,
    open_cell,
    open_side,
)
from domain.limits.rows import LIMITS
from projections.numbering import procuracy_year
from projections.statistics.forms import FORMS

router = APIRouter(prefix="/pages/statistics", include_in_schema=False, dependencies=LOGGED_IN)

Name = Annotated[str, Path(max_length=20)]


@router.get("")
def forms(session: TheSession) -> Response:
    return page(
        "statistics.html", session=session, forms=FORMS, year=procuracy_year(today()), periods=KINDS_OF_PERIOD
    )  # fmt: skip


@router.get("/indicators")
def indicators(query: Forms, session: TheSession, source: TheSource) -> Response:
    wanted, pairs = count_indicators(source, query, session.unit)
    return page(
        "statistics_indicators.html", headers=headers_of(wanted.at), session=session, at=wanted.at, wanted=wanted,
        pairs=pairs, link=_link(wanted, query), query=query, units=_units(wanted),
    )  # fmt: skip


@router.get("/indicators/{indicator}/{side}")
def side(indicator: Name, side: Name, query: Cells, session: TheSession, source: TheSource) -> Response:
    found = open_side(source, indicator, side, query, session.unit)
    value = found.pair.numerator if side == "numerator" else found.pair.denominator
    name = "Tử số" if side == "numerator" else "Mẫu số"
    return page(
        "statistics_cell.html", headers=headers_of(found.wanted.at), session=session, at=found.wanted.at, found=found,
        title=f"{indicator}: {found.pair.indicator.name_vi}", label=name, value=value, reason="",
        back=f"/pages/statistics/indicators?{_link(found.wanted, query)}", parts=(),
        path=f"/pages/statistics/indicators/{indicator}/{side}", files="", link="",
        measure_text=measure_text, limits=LIMITS, classes=CRIME_CLASSES,
    )  # fmt: skip


@router.get("/{form}")
def form(form: Name, query: Forms, session: TheSession, source: TheSource) -> Response:
    found = fill(source, form, query, session.unit)
    return page(
        "statistics_form.html", headers=headers_of(found.wanted.at), session=session, at=found.wanted.at,
        wanted=found.wanted, filled=found.filled, link=_link(found.wanted, query), query=query,
        line_address=line_address, units=_units(found.wanted), names=dict(_units(found.wanted)),
    )  # fmt: skip


@router.get("/{form}/{row}/{column}")
def cell(
    form: Name,
    row: Annotated[str, Path(max_length=60)],
    column: Name,
    query: Cells,
    session: TheSession,
    source: TheSource,
) -> Response:
    found = open_cell(source, form, row, column, query, session.unit)
    link = _link(found.wanted, query)
    heading = next((c.label_vi for c in found.filled.form.columns if c.key == column), column)
    parts = [
        (part.sign, part.row, next(line for line in found.filled.lines if line.code == part.row).label_vi,
         f"/pages/statistics/{form}/{line_address(part.row)}/{column}?{link}", found.filled.cell(part.row, column))
        for part in found.opened.parts
    ]  # fmt: skip
    return page(
        "statistics_cell.html", headers=headers_of(found.wanted.at), session=session, at=found.wanted.at, found=found,
        title=f"Biểu {found.filled.form.id}, dòng {found.row.replace('~', '/')}: {found.label}", label=heading,
        value=found.value, reason=found.reason, back=f"/pages/statistics/{form}?{link}", parts=parts,
        path=f"/pages/statistics/{form}/{row}/{column}", link=link,
        files="" if found.reason else f"/statistics/forms/{form}/cells/{row}/{column}",
        measure_text=measure_text, limits=LIMITS, classes=CRIME_CLASSES,
    )  # fmt: skip


def _link(wanted: Wanted, query: FormQuery) -> str:
    """The query that pins what is shown."""
    members = {
        "unit": wanted.scope.unit, "scope": wanted.scope.kind, "period": wanted.period.label,
        "as_of": str(wanted.at.position), "by": query.by,
    }  # fmt: skip
    if query.succession:
        members["succession"] = "true"
    if query.version:
        members["version"] = query.version
    return urlencode(members)


def _units(wanted: Wanted) -> list[tuple[str, str]]:
    return sorted((code, unit.name_vi) for code, unit in wanted.pinned.organisation.units.items())
