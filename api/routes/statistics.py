"""Statistical forms and indicators as of a position, every figure with the acts that made it."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.context import LOGGED_IN, TheSession, link_next, stamp
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import FORMATS, format_named
from api.exports.statistics import cell_view, indicators_view, statistics_view
from api.jsonable import jsonable
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
from projections.statistics.count import Cell, Filled, Line
from projections.statistics.drill import Counted, Opened
from projections.statistics.forms import FORMS, Form
from projections.statistics.indicators import Indicator, Pair

router = APIRouter(prefix="/statistics", tags=["statistics"], dependencies=LOGGED_IN)

Name = Annotated[str, Path(max_length=20)]
Row = Annotated[str, Path(max_length=60, description="Code of the row; an article with ~ for /; - without one")]
Suffix = Annotated[str, Path(max_length=10, description=", ".join(each.suffix for each in FORMATS))]


@router.get("/forms", summary="The statistical forms with their rows and columns")
def forms(session: TheSession) -> dict[str, Any]:
    return {"forms": [_declared(form) for form in FORMS.values()]}


@router.get("/forms/{form}.{suffix}", summary="A form filled in, as a file", responses=FILES,
            response_class=StreamingResponse)  # fmt: skip
def file(
    form: Name, suffix: Suffix, query: Forms, request: Request, source: TheSource, session: TheSession
) -> StreamingResponse:
    format_ = format_named(suffix)
    return respond(statistics_view(source, _asked(form, query, session.unit)), format_, request)


@router.get(
    "/forms/{form}", summary="A form filled in for a unit and a period", response_model=dict[str, Any], responses=FILES
)
def filled(
    form: Name,
    query: Forms,
    request: Request,
    response: Response,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(statistics_view(source, _asked(form, query, session.unit)), wanted, request)
    found = fill(source, form, query, session.unit)
    stamp(response, found.wanted.at)
    return {**_stated(found.wanted), **_filled(found.filled)}


@router.get("/forms/{form}/cells/{row}/{column}.{suffix}", summary="What a figure counts, as a file", responses=FILES,
            response_class=StreamingResponse)  # fmt: skip
def cell_file(
    form: Name,
    row: Row,
    column: Name,
    suffix: Suffix,
    query: Forms,
    request: Request,
    source: TheSource,
    session: TheSession,
) -> StreamingResponse:
    format_ = format_named(suffix)
    asked = {**_asked(form, query, session.unit), "row": row, "column": column}
    return respond(cell_view(source, asked), format_, request)


@router.get("/forms/{form}/cells/{row}/{column}", summary="What a figure counts, page by page")
def cell(
    form: Name,
    row: Row,
    column: Name,
    query: Cells,
    response: Response,
    session: TheSession,
    source: TheSource,
) -> dict[str, Any]:
    found = open_cell(source, form, row, column, query, session.unit)
    stamp(response, found.wanted.at)
    link_next(response, f"/statistics/forms/{form}/cells/{row}/{column}", found.cursor)
    return {
        **_stated(found.wanted),
        "form": found.filled.form.id,
        "row": row,
        "column": column,
        "label": found.label,
        "value": found.value,
        "reason": found.reason,
        **_opened(found.opened),
        "next": found.cursor,
    }


@router.get("/indicators.{suffix}", summary="The indicators as a file", responses=FILES,
            response_class=StreamingResponse)  # fmt: skip
def indicators_file(
    suffix: Suffix, query: Forms, request: Request, source: TheSource, session: TheSession
) -> StreamingResponse:
    format_ = format_named(suffix)
    asked = {name: value for name, value in _asked("", query, session.unit).items() if name != "form"}
    return respond(indicators_view(source, asked), format_, request)


@router.get("/indicators", summary="The indicators, each with numerator and denominator")
def indicators(query: Forms, response: Response, session: TheSession, source: TheSource) -> dict[str, Any]:
    wanted, pairs = count_indicators(source, query, session.unit)
    stamp(response, wanted.at)
    return {**_stated(wanted), "indicators": [_pair(pair) for pair in pairs]}


@router.get("/indicators/{indicator}/{side}", summary="What the numerator or denominator of an indicator counts")
def side(
    indicator: Name, side: Name, query: Cells, response: Response, session: TheSession, source: TheSource
) -> dict[str, Any]:
    found = open_side(source, indicator, side, query, session.unit)
    stamp(response, found.wanted.at)
    link_next(response, f"/statistics/indicators/{indicator}/{side}", found.cursor)
    value = found.pair.numerator if side == "numerator" else found.pair.denominator
    return {
        **_stated(found.wanted), "indicator": indicator, "side": side, "value": value, **_opened(found.opened),
        "next": found.cursor,
    }  # fmt: skip


def _asked(form: str, query: FormQuery, unit: str) -> Mapping[str, Any]:
    return {"unit": unit, **query.model_dump(exclude_none=True, exclude_defaults=True), "form": form}


def _declared(form: Form) -> dict[str, Any]:
    return {
        "name": form.slug, "form": form.id, "version": form.version, "valid_from": form.valid_from.isoformat(),
        "kind": form.kind, "title_vi": form.title_vi, "title_en": form.title_en, "confirmed": form.confirmed,
        "rows_confirmed": form.rows_confirmed, "sources": form.sources, "periods": form.periods, "notes": form.notes,
        "columns": [
            {"key": c.key, "label_vi": c.label_vi, "label_en": c.label_en, "group_vi": c.group_vi, "unknown": c.unknown,
             "counts": c.expression.text if c.expression else ""} for c in form.columns
        ],
        "rows": [
            {"code": r.code, "label_vi": r.label_vi, "label_en": r.label_en, "level": r.level, "printed": r.printed,
             "unknown": r.unknown, "unconfirmed": r.unconfirmed or not form.rows_confirmed,
             "counts": {key: found.text for key, found in r.expressions.items()}} for r in form.rows
        ],
    }  # fmt: skip


def _stated(wanted: Wanted) -> dict[str, Any]:
    scope, period = wanted.scope, wanted.period
    return {
        "position": wanted.at.position,
        "rule_set": wanted.pinned.rule_set,
        "unit": scope.unit,
        "unit_name": scope.name_vi,
        "scope": scope.kind,
        "succession": scope.succession,
        "period": period.label,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "period_confirmed": period.confirmed,
        "missing": [{"stream": str(file.stream), "position": file.position} for file in wanted.missing],
    }


def _filled(filled: Filled) -> dict[str, Any]:
    return {
        "form": filled.form.id, "version": filled.form.version, "title_vi": filled.form.title_vi,
        "confirmed": filled.form.confirmed, "rows_confirmed": filled.form.rows_confirmed, "by": filled.by,
        "hash": filled.hash, "columns": [column.key for column in filled.form.columns],
        "lines": [_line(line, filled.form) for line in filled.lines],
        "broken": [
            {"row": row, "column": column, "value": value, "expected": expected}
            for row, column, value, expected in filled.broken
        ],
    }  # fmt: skip


def _line(line: Line, form: Form) -> dict[str, Any]:
    cells = {column.key: _cell(cell) for column, cell in zip(form.columns, line.cells, strict=True)}
    return {
        "code": line.code, "address": line_address(line.code), "label_vi": line.label_vi, "level": line.level,
        "printed": line.printed, "unconfirmed": line.unconfirmed, "cells": cells,
    }  # fmt: skip


def _cell(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {"value": cell.value}
    if cell.reason:
        found["reason"] = cell.reason
    if cell.parts:
        found["parts"] = [{"sign": part.sign, "row": part.row} for part in cell.parts]
    if cell.broken is not None:
        found["expected"] = cell.broken
    return found


def _opened(opened: Opened) -> dict[str, Any]:
    return {
        "parts": [{"sign": part.sign, "row": part.row} for part in opened.parts],
        "facts": [_fact(fact) for fact in opened.facts],
        "overdue": [
            {"stream": str(item.stream), "person": jsonable(item.person), "unit": item.unit, "limit": item.limit_id,
             "started": item.started, "due": item.due.isoformat()} for item in opened.overdue
        ],
    }  # fmt: skip


def _fact(fact: Counted) -> dict[str, Any]:
    return {
        "counts": fact.sign * fact.amount, "day": fact.day.isoformat(), "position": fact.position,
        "stream": str(fact.stream), "version": fact.version, "measure": fact.measure, "unit": fact.unit,
        "person": jsonable(fact.person), "article": fact.article, "clause": fact.clause,
        "crime_class": fact.crime_class, "act": fact.act.type if fact.act else None,
        "name": fact.act.act_type.name_vi if fact.act else None, "corrected_by": list(fact.corrected_by),
    }  # fmt: skip


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        **_indicator(pair.indicator), "numerator": pair.numerator, "denominator": pair.denominator,
        "value": None if pair.value is None else str(pair.value),
    }  # fmt: skip


def _indicator(found: Indicator) -> dict[str, Any]:
    return {
        "id": found.id, "name_vi": found.name_vi, "name_en": found.name_en, "unit": found.unit, "better": found.better,
        "periods": found.periods, "confirmed": found.confirmed, "target": found.target,
        "target_confirmed": found.target_confirmed, "note": found.note, "unknown": found.unknown,
        "counts": {
            "numerator": found.numerator.text if found.numerator else None,
            "denominator": found.denominator.text if found.denominator else None,
        },
    }  # fmt: skip
