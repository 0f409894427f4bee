"""Official registers as of a position, with the acts behind every cell."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.context import LOGGED_IN, AsOfText, TheParts, TheSession, link_next, projected, stamp
from api.errors import BadRequest
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.registers import register_view
from api.exports.source import asked_of
from api.jsonable import jsonable
from api.known import check_unit
from api.registers import Lines, find_lines, register_named, today
from projections.catalogue import REGISTERS
from projections.file_acts import FileAct
from projections.numbering import procuracy_year
from projections.registers import reading as books
from projections.registers.reading import Changed, Line, RegisterPage
from projections.registers.register import Register
from projections.registers.without_acts import WITHOUT_ACTS

router = APIRouter(tags=["registers"], dependencies=LOGGED_IN)


@router.get("/registers", summary="The registers with their official columns, and where the newest entry of each is")
def registers(response: Response, parts: TheParts, session: TheSession, position: AsOfText = None) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = projected(connection, position)
        newest = books.newest(connection, tuple(REGISTERS.values()), at.position)
    stamp(response, at)
    return {
        "position": at.position,
        "registers": [
            {**_declared(register), "newest": position}
            for register, position in zip(REGISTERS.values(), newest, strict=True)
        ],
        "without_acts": [row._asdict() for row in WITHOUT_ACTS],
    }


@router.get("/registers/{name}/series", summary="The units and procuracy years for which a register has entries")
def register_series(
    name: Annotated[str, Path(max_length=20)],
    response: Response,
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
) -> dict[str, Any]:
    register = register_named(name)
    with parts.read_pool.connection() as connection:
        at = projected(connection, position)
        found = books.series(connection, register, at.position)
    stamp(response, at)
    return {
        "register": name,
        "position": at.position,
        "series": [{"unit": unit, "year": year, "entries": entries} for unit, year, entries in found],
    }


@router.get("/registers/{name}/diff", summary="What changed in a series between two positions, and the acts behind it")
def register_difference(
    name: Annotated[str, Path(max_length=20)],
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    from_: Annotated[int, Query(alias="from", ge=0, lt=2**53)],
    to: Annotated[int, Query(ge=0, lt=2**53)],
    unit: Annotated[str, Query(max_length=60, pattern=r"^[^\x00-\x1f]*$")] = "",
    year: Annotated[int | None, Query(ge=1945, le=9999)] = None,
) -> dict[str, Any]:
    register = register_named(name)
    if from_ > to:
        raise BadRequest("from", "after_to")
    owner, of = unit or session.unit, year or procuracy_year(today())
    pinned = source.pin(str(to))
    check_unit(pinned.organisation, unit or None)
    with parts.read_pool.connection() as connection:
        found, complete = books.differences(connection, register, owner, of, from_, to)
    stamp(response, pinned.at)
    return {
        "register": register.id,
        "unit": owner,
        "year": of,
        "from": from_,
        "to": to,
        "complete": complete,
        "lines": [_changed(each) for each in found],
    }


@router.get(
    "/registers/{name}",
    summary="Lines of a register, page by page",
    response_model=dict[str, Any],
    responses=FILES,
)
def lines(
    name: Annotated[str, Path(max_length=20)],
    query: Lines,
    request: Request,
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    register = register_named(name)
    if wanted is not None:
        asked = {"unit": session.unit, **asked_of(query), "name": name}
        return respond(register_view(source, asked), wanted, request)
    found = find_lines(source, register, query, session.unit)
    stamp(response, found.at)
    link_next(response, f"/registers/{name}", found.cursor)
    page: RegisterPage = found.page
    return {
        "register": register.id,
        "unit": page.unit,
        "year": page.year,
        "position": found.at.position,
        "entries": page.entries,
        "lines": [{**_line(line), "stopped": line.stream in page.stopped} for line in page.lines],
        "next": found.cursor,
    }


def _declared(register: Register) -> dict[str, Any]:
    names = ("id", "form_no", "name_vi", "name_en", "group_vi", "confirmed", "note")
    columns = [
        {name: getattr(column, name) for name in ("no", "key", "label_vi", "label_en", "type", "of_acts")}
        for column in register.columns
    ]
    return {**{name: getattr(register, name) for name in names}, "kinds": sorted(register.kinds), "columns": columns}


def _line(line: Line) -> dict[str, Any]:
    return {
        "stream": str(line.stream),
        "number": line.number,
        "entry": line.entry,
        "place": line.place,
        "line": line.line,
        "person": jsonable(line.person),
        "cells": {name: _cell(value) for name, value in line.cells.items()},
        "acts": dict(line.acts),
        "corrected": [act_json(act) for act in line.corrected],
        "struck": [act_json(act) for act in line.struck],
    }


def _changed(each: Changed) -> dict[str, Any]:
    was = None if each.before is None else {key: _cell(each.before.cells[key]) for key in each.columns}
    return {"line": _line(each.after), "columns": list(each.columns), "before": was, "acts": list(each.acts)}


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return [act_json(item) if isinstance(item, FileAct) else jsonable(item) for item in value]
    return jsonable(value)


def act_json(act: FileAct) -> dict[str, Any]:
    """An act as registers refer to it."""
    return {
        "position": act.position,
        "version": act.version,
        "type": act.type,
        "name": act.act_type.name_vi,
        "name_en": act.act_type.name_en,
        "occurred_at": act.recorded.act.occurred_at,
        "recorded_at": act.recorded.recorded_at.isoformat(),
        "officer": str(act.recorded.act.actor.officer),
        "unit": act.recorded.act.actor.unit,
        "number": act.number,
        "agency": act.agency,
        "summary": act.summary,
    }
