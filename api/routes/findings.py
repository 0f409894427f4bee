"""Findings by the audit rules, and data quality: what was not kept, where, since when, and what came of it."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.context import LOGGED_IN, TheParts, TheSession, link_next, stamp
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import FORMATS, format_named
from api.exports.findings import findings_view
from api.exports.source import asked_of
from api.findings import (
    Figures,
    Findings,
    across_member,
    figure_member,
    filled,
    find_findings,
    find_quality,
    member,
    period_of,
    summary,
)
from api.jsonable import jsonable
from api.queries import continued
from domain.audit.quality import FIGURES
from domain.audit.rules import ENTERED_FROM, PARAMETERS, RULES, SOURCES
from projections.finding_lists import Counted

router = APIRouter(tags=["findings"], dependencies=LOGGED_IN)

Suffix = Annotated[str, Path(max_length=10, description=", ".join(each.suffix for each in FORMATS))]


@router.get("/findings.{suffix}", summary="All findings as a file", responses=FILES, response_class=StreamingResponse)
def findings_file(
    suffix: Suffix, query: Findings, request: Request, source: TheSource, session: TheSession
) -> StreamingResponse:
    format_ = format_named(suffix)
    return respond(findings_view(source, {"unit": session.unit, **asked_of(query)}), format_, request)


@router.get("/findings", summary="Findings as of a position and a day, those first seen last first",
            response_model=dict[str, Any], responses=FILES)  # fmt: skip
def findings(
    query: Findings,
    request: Request,
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(findings_view(source, {"unit": session.unit, **asked_of(query)}), wanted, request)
    asked = filled(continued(query), session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = find_findings(connection, asked, pinned)
    stamp(response, pinned.at)
    link_next(response, "/findings", found.cursor)
    day = asked.valid_at or ENTERED_FROM
    return {
        "position": pinned.at.position,
        "valid_at": day.isoformat(),
        "unit": asked.unit,
        "below": asked.below,
        "findings": [
            {**member(seen, day, pinned.at.position), "stopped": seen.stream in found.page.stopped}
            for seen in found.page.rows
        ],
        "next": found.cursor,
    }


@router.get("/findings/rules", summary="The audit rules: what each looks at, or why it is not found in the acts")
def rules(session: TheSession) -> dict[str, Any]:
    return {
        "rules": [jsonable(rule) for rule in RULES.values()],
        "parameters": [jsonable(parameter) for parameter in PARAMETERS.values()],
        "entered_from": ENTERED_FROM.isoformat(),
        "sources": dict(SOURCES),
    }


@router.get("/findings/summary", summary="Findings counted by unit, rule and officer; those over several files")
def counts(
    query: Findings, response: Response, parts: TheParts, session: TheSession, source: TheSource
) -> dict[str, Any]:
    asked = filled(continued(query), session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = summary(connection, asked, pinned)
    stamp(response, pinned.at)
    return {
        "position": pinned.at.position,
        "unit": asked.unit,
        "units": [{**_counted(each), "name": pinned.unit_name(each.key)} for each in found.units],
        "rules": [_counted(each) for each in found.rules],
        "officers": [{"officer": str(officer), "all": all_, "open": open_} for officer, all_, open_ in found.officers],
        "across": [across_member(each) for each in found.across],
        "across_cut": found.cut,
        "across_put_off": found.put_off,
    }


@router.get("/quality", summary="Data quality: correct, complete, clean, live, by unit in a period")
def figures(
    query: Figures, response: Response, parts: TheParts, session: TheSession, source: TheSource
) -> dict[str, Any]:
    asked = filled(query, session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = find_quality(connection, asked, pinned)
    stamp(response, pinned.at)
    period = period_of(asked)
    return {
        "position": pinned.at.position,
        "since": period.first.isoformat(),
        "until": period.last.isoformat(),
        "definitions": [figure_member(id) for id in FIGURES],
        "figures": [
            {"unit": each.unit or None, "figure": each.figure, "good": each.good, "whole": each.whole} for each in found
        ],
    }


def _counted(each: Counted) -> dict[str, Any]:
    return each._asdict()
