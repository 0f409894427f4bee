"""Supervision: the units below a procuracy with what is new and what presses there, and the acts behind each figure."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.context import LOGGED_IN, TheParts, TheSession, link_next, stamp
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import FORMATS, format_named
from api.exports.source import asked_of
from api.exports.supervision import supervision_view
from api.queries import continued
from api.supervision import (
    Acts,
    Supervision,
    act_member,
    allowed,
    find,
    find_acts,
    following,
    node_member,
)

router = APIRouter(tags=["supervision"], dependencies=LOGGED_IN)

Suffix = Annotated[str, Path(max_length=10, description=", ".join(each.suffix for each in FORMATS))]


@router.get("/supervision.{suffix}", summary="The units below a procuracy with their figures, as a file",
            responses=FILES, response_class=StreamingResponse)  # fmt: skip
def supervision_file(
    suffix: Suffix, query: Supervision, request: Request, session: TheSession, source: TheSource
) -> StreamingResponse:
    format_ = format_named(suffix)
    asked = allowed(query, session, source.pin(query.as_of))
    return respond(supervision_view(source, asked_of(asked)), format_, request)


@router.get("/supervision", summary="The units below a procuracy with their figures",
            response_model=dict[str, Any], responses=FILES)  # fmt: skip
def supervision(
    query: Supervision,
    request: Request,
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    pinned = source.pin(query.as_of)
    asked = allowed(query, session, pinned)
    if wanted is not None:
        return respond(supervision_view(source, asked_of(asked)), wanted, request)
    with parts.read_pool.connection() as connection:
        found = find(connection, asked, pinned)
    stamp(response, pinned.at)
    return {
        "position": pinned.at.position,
        "valid_at": str(asked.valid_at),
        "unit": asked.unit,
        "since": found.since,
        "units": [node_member(found, node) for node in found.nodes],
    }


@router.get("/supervision/acts", summary="The acts behind a figure of supervision, the newest first")
def acts(query: Acts, response: Response, parts: TheParts, session: TheSession, source: TheSource) -> dict[str, Any]:
    asked = continued(query)
    pinned = source.pin(asked.as_of)
    asked = allowed(asked, session, pinned)
    with parts.read_pool.connection() as connection:
        page, filled = find_acts(connection, asked, pinned)
    cursor = following(filled, page)
    stamp(response, pinned.at)
    link_next(response, "/supervision/acts", cursor)
    return {
        "position": pinned.at.position,
        "what": filled.what,
        "unit": filled.unit,
        "since": int(filled.since or 0),
        "acts": [act_member(line, pinned) for line in page.lines],
        "next": cursor,
    }
