"""Official registers as of a position, with the acts behind every cell."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.context import LOGGED_IN, TheParts, TheSession, link_next, stamp
from api.jsonable import jsonable, row_of
from api.registers import Lines, find_lines, register_named
from projections.catalogue import REGISTERS
from projections.reading import HistoryAct, Line, RegisterPage
from projections.registers.register import Register

router = APIRouter(tags=["registers"], dependencies=LOGGED_IN)


@router.get("/registers", summary="The registers with their official columns")
def registers(session: TheSession) -> dict[str, Any]:
    return {"registers": [_declared(register) for register in REGISTERS.values()]}


@router.get("/registers/{name}", summary="Lines of a register, page by page")
def lines(
    name: Annotated[str, Path(max_length=20)], query: Lines, response: Response, parts: TheParts, session: TheSession
) -> dict[str, Any]:
    register = register_named(name)
    with parts.read_pool.connection() as connection:
        found = find_lines(connection, register, query, session.unit)
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
    names = ("id", "form_no", "name_vi", "name_en", "group_vi", "confirmed", "columns")
    return {name: jsonable(getattr(register, name)) for name in names}


def _line(line: Line) -> dict[str, Any]:
    return {
        "stream": str(line.stream),
        "number": line.number,
        "entry": line.entry,
        "line": line.line,
        "cells": {name: _cell(value) for name, value in line.cells.items()},
        "acts": dict(line.acts),
        "corrected": [_act(act) for act in line.corrected],
    }


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_act(item) if isinstance(item, HistoryAct) else jsonable(item) for item in value]
    return jsonable(value)


def _act(act: HistoryAct) -> dict[str, Any]:
    return {**row_of(act.row), "position": act.position, "name": act.name_vi, "name_en": act.name_en}
