"""Reports as of a position: who sent what, both values of a form, what changed between two positions, a sheet beside a
form. Every difference leads to acts.
"""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from api.context import LOGGED_IN, AsOfText, TheSession, link_next, stamp
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import format_named
from api.exports.reports import both_view, difference_view, reports_view
from api.exports.source import asked_of as members_asked
from api.jsonable import jsonable, row_of
from api.reports import (
    Changes,
    Differences,
    Listed,
    Reports,
    Shown,
    TheFile,
    both_values,
    differ,
    differ_cell,
    list_reports,
    reconcile_with,
    refused,
    show_report,
)
from api.routes.exports import Suffix
from api.statistics import FormQuery, Forms, Wanted, line_address
from projections.file_acts import FileAct
from projections.statistics.adjusted import Applied, Both
from projections.statistics.difference import Change
from projections.statistics.reconcile import OUTCOMES
from projections.statistics.reports import DUE, Line
from projections.statistics.sheets import BadSheet

router = APIRouter(tags=["reports"], dependencies=LOGGED_IN)

Name = Annotated[str, Path(max_length=20)]
LineName = Annotated[str, Path(max_length=60)]
Version = Annotated[int, Path(ge=1, lt=2**31)]
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary", "description": "XLSX or CSV"}},
                }
            }
        },
    }
}


@router.get("/reports", summary="Reports of units for a period: not sent, sent, returned", responses=FILES,
            response_model=dict[str, Any])  # fmt: skip
def listed(
    query: Reports, request: Request, response: Response, session: TheSession, source: TheSource, wanted: TheFormat
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(reports_view(source, {"unit": session.unit, **members_asked(query)}), wanted, request)
    found = list_reports(source, query, session.unit)
    stamp(response, found.pinned.at)
    link_next(response, "/reports", found.cursor)
    return _listed(found)


@router.get("/reports.{suffix}", summary="Reports of units as a file", responses=FILES)
def listed_as_file(
    suffix: Suffix, query: Reports, request: Request, session: TheSession, source: TheSource
) -> Response:
    format_ = format_named(suffix)
    return respond(reports_view(source, {"unit": session.unit, **members_asked(query)}), format_, request)


@router.get("/reports/{stream}/{version}", summary="A report that was sent, computed again")
def report(
    stream: UUID,
    version: Version,
    response: Response,
    session: TheSession,
    source: TheSource,
    position: AsOfText = None,
) -> dict[str, Any]:
    found = show_report(source, stream, version, position)
    stamp(response, found.pinned.at)
    return _shown(found)


@router.get("/statistics/forms/{form}/adjusted", summary="A form with system and adjusted values",
            responses=FILES, response_model=dict[str, Any])  # fmt: skip
def adjusted(
    form: Name,
    query: Forms,
    request: Request,
    response: Response,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(both_view(source, _asked(form, query, session.unit)), wanted, request)
    found, both = both_values(source, form, query, session.unit)
    stamp(response, found.at)
    return {**_stated(found), "form": both.filled.form.id, **_both(both)}


@router.get("/statistics/forms/{form}/adjusted.{suffix}", summary="A form with both values as a file", responses=FILES)
def adjusted_as_file(
    form: Name, suffix: Suffix, query: Forms, request: Request, session: TheSession, source: TheSource
) -> Response:
    format_ = format_named(suffix)
    return respond(both_view(source, _asked(form, query, session.unit)), format_, request)


@router.get("/statistics/forms/{form}/diff", summary="What changed in a form between two positions, act by act",
            responses=FILES, response_model=dict[str, Any])  # fmt: skip
def difference(
    form: Name,
    query: Differences,
    request: Request,
    response: Response,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(difference_view(source, _asked(form, query, session.unit)), wanted, request)
    found = differ(source, form, query, session.unit)
    stamp(response, found.later.at)
    asked, told = found.found.asked, found.found
    return {
        "form": asked.form.id,
        "version": asked.form.version,
        "unit": asked.after.unit,
        "scope": asked.after.kind,
        "period": asked.period.label,
        "from": asked.start,
        "to": asked.end,
        "rule_set": told.after.rule_set,
        "hash_from": told.before.hash,
        "hash_to": told.after.hash,
        "complete": told.complete,
        "acts": told.acts,
        "cells": [
            {
                "row": cell.line,
                "label_vi": cell.label_vi,
                "column": cell.column,
                "before": cell.before,
                "after": cell.after,
                "changes": [_change(change, found.acts) for change in cell.changes],
                "links": {"changes": _cell_link(form, cell.line, cell.column, asked)},
            }
            for cell in told.cells
        ],
    }


@router.get("/statistics/forms/{form}/diff.{suffix}", summary="The difference report as a file", responses=FILES)
def difference_as_file(
    form: Name, suffix: Suffix, query: Differences, request: Request, session: TheSession, source: TheSource
) -> Response:
    format_ = format_named(suffix)
    return respond(difference_view(source, _asked(form, query, session.unit)), format_, request)


@router.get("/statistics/forms/{form}/diff/{row}/{column}", summary="What changed one figure, page by page")
def cell_difference(
    form: Name, row: LineName, column: Name, query: Changes, response: Response, session: TheSession, source: TheSource
) -> dict[str, Any]:
    found = differ_cell(source, form, line_code(row), column, query, session.unit)
    stamp(response, found.later.at)
    link_next(response, f"/statistics/forms/{form}/diff/{row}/{column}", found.cursor)
    return {
        "form": found.asked.form.id,
        "row": row,
        "column": column,
        "from": found.asked.start,
        "to": found.asked.end,
        "changes": [_change(change, found.acts) for _, change in found.page.found],
        "next": found.cursor,
    }


@router.post("/statistics/forms/{form}/reconcile", summary="An uploaded XLSX or CSV beside a form, cell by cell",
             openapi_extra=UPLOAD)  # fmt: skip
def reconciled(
    form: Name, query: Forms, data: TheFile, response: Response, session: TheSession, source: TheSource
) -> dict[str, Any]:
    try:
        wanted, found = reconcile_with(source, form, query, session.unit, data)
    except BadSheet as error:
        raise refused(error) from None
    stamp(response, wanted.at)
    return {
        **_stated(wanted),
        "form": found.both.filled.form.id,
        "hash": found.both.filled.hash,
        "counts": {outcome: found.count(outcome) for outcome in OUTCOMES},
        "columns": found.columns,
        "cells": [
            {
                "row": cell.line, "label_vi": cell.label_vi, "column": cell.column, "system": cell.system,
                "adjusted": cell.adjusted, "found": cell.found, "text": cell.text, "outcome": cell.outcome,
                "difference": cell.difference,
                "links": {
                    "acts": f"/statistics/forms/{form}/cells/{line_address(cell.line)}/{cell.column}?"
                    + _pinned(wanted, query)
                },
            }
            for cell in found.cells
        ],
        "unknown": [each._asdict() for each in found.unknown],
    }  # fmt: skip


def line_code(address: str) -> str:
    """The code of a line from an address."""
    return "" if address == "-" else address.replace("~", "/")


def _asked(form: str, query: Any, unit: str) -> dict[str, Any]:
    members = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True, by_alias=True)
    return {"unit": unit, **members, "form": form}


def _listed(found: Listed) -> dict[str, Any]:
    due = DUE.get(found.period.calendar)
    return {
        "position": found.pinned.at.position,
        "valid_at": found.day.isoformat(),
        "unit": found.query.unit,
        "below": found.query.below,
        "period": found.period.label,
        "due": None if due is None else {"day": due.day(found.period).isoformat(), "confirmed": due.confirmed},
        "counts": dict(found.counts),
        "late": found.late,
        "reports": [_line(line, found) for line in found.lines],
        "next": found.cursor,
    }


def _line(line: Line, found: Listed) -> dict[str, Any]:
    seen = line.sent
    members = {
        "unit": line.unit, "unit_name": found.pinned.unit_name(line.unit), "form": line.form, "scope": line.scope,
        "state": line.state, "due": jsonable(line.due), "late": line.late(found.day),
    }  # fmt: skip
    if seen is not None:
        members |= {
            "stream": str(seen.stream), **row_of(seen.row), "equal": found.equal.get((seen.stream, seen.row.version)),
            "links": {"report": f"/reports/{seen.stream}/{seen.row.version}?as_of={found.pinned.at.position}"},
        }  # fmt: skip
    return members


def _shown(found: Shown) -> dict[str, Any]:
    report = found.seen.row
    members = {
        "position": found.pinned.at.position,
        "stream": str(found.seen.stream),
        **row_of(report),
        "state": report.state,
        "recomputed": None if found.recomputed.filled is None else found.recomputed.filled.hash,
        "equal": found.recomputed.equal,
        "reason": found.recomputed.reason,
        "rule": "AR-110" if found.recomputed.equal is False else None,
        "now": found.found_now,
        "adjustments": [
            {**_applied(each.applied), "expected": each.expected, "holds": each.holds} for each in found.judged
        ],
        "reconciled": [
            {**jsonable(act.data), "position": act.position, "links": {"act": f"/acts/{act.position}"}}
            for act in found.reconciled
        ],
        "links": {"signed": f"/acts/{report.signed}"},
    }
    if found.both is not None:
        filled = found.both.filled
        asked = {
            "from": report.speaks_for, "to": found.pinned.at.position, "unit": report.unit, "scope": report.scope,
            "period": report.period,
        }  # fmt: skip
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        members["links"]["diff"] = f"/statistics/forms/{filled.form.slug}/diff?{query}"
        members["figures"] = _both(found.both)
    return members


def _both(both: Both) -> dict[str, Any]:
    keys = [column.key for column in both.filled.form.columns]
    return {
        "version": both.filled.form.version,
        "hash": both.filled.hash,
        "by": both.filled.by,
        "columns": keys,
        "lines": [
            {
                "code": line.code,
                "address": line_address(line.code),
                "label_vi": line.label_vi,
                "cells": {
                    key: {
                        "system": cell.value,
                        "adjusted": both.value(line.code, key, cell.value),
                        "adjustments": [each.row.adjusted for each in both.by_cell.get((line.code, key), ())],
                    }
                    for key, cell in zip(keys, line.cells, strict=True)
                },
            }
            for line in both.lines
        ],
        "adjustments": [_applied(each) for cell in both.by_cell.values() for each in cell],
        "unplaced": [_applied(each) for each in both.unplaced],
        "broken": [
            {"row": row, "column": column, "value": value, "expected": expected}
            for row, column, value, expected in both.broken
        ],
    }


def _applied(each: Applied) -> dict[str, Any]:
    return {
        "stream": str(each.stream),
        **row_of(each.row),
        "difference": each.row.difference,
        "reason": each.reason,
        "links": {"act": f"/acts/{each.row.adjusted}", "report": f"/reports/{each.stream}/{each.row.report}"},
    }


def _change(change: Change, acts: Mapping[int, FileAct]) -> dict[str, Any]:
    act = acts.get(change.position)
    return {
        **{name: jsonable(value) for name, value in change._asdict().items()}, "act": act.type if act else None,
        "name": act.act_type.name_vi if act else None, "links": {"act": f"/acts/{change.position}"},
    }  # fmt: skip


def _cell_link(form: str, line: str, column: str, asked: Any) -> str:
    query = {
        "from": asked.start, "to": asked.end, "unit": asked.after.unit, "scope": asked.after.kind,
        "period": asked.period.label, "by": asked.by, "succession": str(asked.after.succession).lower(),
        "version": asked.form.version,
    }  # fmt: skip
    members = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/statistics/forms/{form}/diff/{line_address(line)}/{column}?{members}"


def _pinned(wanted: Wanted, query: FormQuery) -> str:
    members = {
        "unit": wanted.scope.unit, "scope": wanted.scope.kind, "period": wanted.period.label,
        "as_of": wanted.at.position, "by": query.by, "succession": str(query.succession).lower(),
    }  # fmt: skip
    return "&".join(f"{name}={value}" for name, value in members.items())


def _stated(wanted: Wanted) -> dict[str, Any]:
    return {
        "position": wanted.at.position, "rule_set": wanted.pinned.rule_set, "unit": wanted.scope.unit,
        "unit_name": wanted.scope.name_vi, "scope": wanted.scope.kind, "period": wanted.period.label,
    }  # fmt: skip
