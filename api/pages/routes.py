"""The pages: list of cases, one case, registers, how to log in."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import FileResponse, RedirectResponse

from api import disclosed
from api.cases import read_case
from api.cell_texts import cell_texts
from api.context import FIRST_DAY, LAST_DAY, AsOf, AsOfText, TheParts, TheSession, as_of, projected
from api.errors import BadRequest
from api.exports.answering import TheSource
from api.exports.source import members_of
from api.known import check_unit
from api.pages.findings import TELLING, findings_of_case
from api.pages.rendering import FOLDER, page
from api.pages.view import case_page
from api.registers import Cases, Found, Lines, find_cases, find_lines, register_named
from domain.kernel.calendar import VIETNAM, day_of
from domain.kernel.rule_sets import current_rule_set
from projections.catalogue import REGISTERS
from projections.file_acts import FileAct
from projections.registers import reading as books
from projections.registers.register import OfficialColumn
from projections.registers.without_acts import WITHOUT_ACTS

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> Response:
    return RedirectResponse("/pages/cases", 303)


@router.get("/static/style.css")
def style() -> Response:
    return FileResponse(FOLDER / "static" / "style.css", headers={"Cache-Control": "public, max-age=3600"})


@router.get("/pages/login")
def how_to_log_in(parts: TheParts) -> Response:
    return page("login.html", origin=parts.origin)


@router.get("/pages/cases")
def cases(query: Cases, session: TheSession, source: TheSource) -> Response:
    found = find_cases(source, query)
    return page(
        "cases.html", headers=_headers(found.at), session=session, at=found.at, found=found, query=query,
        asked=_asked(found),
    )  # fmt: skip


@router.get("/pages/cases/{stream}")
def case(
    stream: UUID,
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
    valid_at: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    day = _day(valid_at)
    with parts.service_pool.connection() as connection:
        newest = as_of(connection, None)
        at = as_of(connection, position or None)
        whole = read_case(connection, stream, newest.position)
        file = whole.upto(at.position)
        opened = disclosed.of_positions(connection, parts.vault, session, stream, [row.position for row in file.stored])
        judge = parts.judges.judge(connection, at.position)
        view = case_page(file, opened, judge, parts.write_path.organisation.current.state, day, _today())
    days = sorted({day_of(item.act.occurred_at) for item in whole.history})
    with parts.read_pool.connection() as connection:
        findings = findings_of_case(connection, stream, at.position, day)
    return page(
        "case.html",
        headers=_headers(at),
        session=session,
        at=at,
        view=view,
        valid_at=day,
        whole=whole,
        days=days,
        rule_set=current_rule_set(),
        findings=findings,
        seen_on=day or _today(),
        telling=TELLING,
    )


@router.get("/pages/registers")
def registers(
    session: TheSession,
    source: TheSource,
    position: AsOfText = None,
    unit: Annotated[str, Query(max_length=60)] = "",
) -> Response:
    owner, known = unit or session.unit, tuple(REGISTERS.values())
    pinned = source.pin(position or None)
    check_unit(pinned.organisation, unit or None)
    with source.connection() as connection:
        newest = books.newest(connection, known, pinned.at.position)
        series = books.series_of_unit(connection, known, pinned.at.position, owner)
    listed = zip(known, newest, series, strict=True)
    return page(
        "registers.html", headers=_headers(pinned.at), session=session, at=pinned.at, listed=listed, unit=owner,
        without_acts=WITHOUT_ACTS,
    )  # fmt: skip


@router.get("/pages/registers/{name}/series")
def register_series(
    name: Annotated[str, Path(max_length=20)], parts: TheParts, session: TheSession, position: AsOfText = None
) -> Response:
    register = register_named(name)
    with parts.read_pool.connection() as connection:
        at = projected(connection, position or None)
        found = books.series(connection, register, at.position)
    units = parts.write_path.organisation.current.state.units
    named = [(units[unit].name_vi if unit in units else unit, unit, year, entries) for unit, year, entries in found]
    return page(
        "register_series.html", headers=_headers(at), session=session, at=at, register=register, series=named
    )  # fmt: skip


@router.get("/pages/registers/{name}")
def register(
    name: Annotated[str, Path(max_length=20)], query: Lines, parts: TheParts, session: TheSession, source: TheSource
) -> Response:
    wanted = register_named(name)
    found = find_lines(source, wanted, query, session.unit)
    officers = parts.write_path.organisation.current.state.officers

    def shown(column: OfficialColumn, value: Any) -> list[tuple[str, FileAct | None]]:
        """The lines of a cell, each with the act that it is, if it is one."""
        if isinstance(value, tuple) and all(isinstance(item, FileAct) for item in value):
            return [(text, act) for act in value for text in cell_texts(column, (act,), officers)]
        return [(text, None) for text in cell_texts(column, value, officers)]

    return page(
        "register.html", headers=_headers(found.at), session=session, at=found.at, found=found, register=wanted,
        shown=shown, asked=_asked(found),
    )  # fmt: skip


def _asked(found: Found) -> dict[str, str]:
    """What a page shows, whole and at its position: the query of its exports."""
    return {**members_of(found.query), "as_of": str(found.at.position)}


def _today() -> date:
    return datetime.now(VIETNAM).date()


def _day(text: str) -> date | None:
    """A day from a form; an empty field is none. Raises: BadRequest."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadRequest("valid_at", "date") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadRequest("valid_at", "date")
    return day


def _headers(at: AsOf) -> dict[str, str]:
    return {"Ledger-Position": str(at.position), "Ledger-Root": at.root.hex(), "Rule-Set": current_rule_set()}
