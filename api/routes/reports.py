"""Reports as of a position: who sent what, both values of a form, what changed between two positions, a sheet beside a
form. Every difference leads to acts.
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response

from api.context import LOGGED_IN, AsOfText, TheSession, link_next, stamp
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import format_named
from api.exports.reports import both_view, difference_view, reports_view
from api.exports.source import asked_of as members_asked
from api.report_members import (
    both_members,
    change_members,
    changes_address,
    list_members,
    pinned_query,
    report_members,
    stated,
)
from api.reports import (
    Changes,
    Differences,
    Reports,
    both_values,
    differ,
    differ_cell,
    list_reports,
    reconcile_with,
    refused,
    show_report,
)
from api.routes.exports import Suffix
from api.statistics import Forms, line_address, line_code
from api.uploads import TheFile
from projections.statistics.reconcile import OUTCOMES
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
    return list_members(found)


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
    return report_members(found)


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
    return {**stated(found), "form": both.filled.form.id, **both_members(both)}


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
                "changes": [change_members(change, found.acts) for change in cell.changes],
                "links": {"changes": changes_address(form, cell.line, cell.column, asked)},
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
        "changes": [change_members(change, found.acts) for _, change in found.page.found],
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
        **stated(wanted),
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
                    + pinned_query(wanted, query)
                },
            }
            for cell in found.cells
        ],
        "unknown": [each._asdict() for each in found.unknown],
    }  # fmt: skip


def _asked(form: str, query: Any, unit: str) -> dict[str, Any]:
    members = query.model_dump(mode="json", exclude_none=True, exclude_defaults=True, by_alias=True)
    return {"unit": unit, **members, "form": form}
