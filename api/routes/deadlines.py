"""The board of deadlines: what is overdue, due and near, where, and how each was counted."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.cases import read_whole_case
from api.context import LOGGED_IN, AsOfText, TheParts, TheSession, ValidAt, as_of, link_next, stamp
from api.deadlines import (
    Deadlines,
    filled,
    find_deadlines,
    group_name,
    line_member,
    opened,
    opened_member,
)
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import FORMATS, format_named
from api.exports.deadlines import deadlines_view
from api.exports.source import asked_of
from api.queries import continued
from api.registers import today

router = APIRouter(tags=["deadlines"], dependencies=LOGGED_IN)

Suffix = Annotated[str, Path(max_length=10, description=", ".join(each.suffix for each in FORMATS))]


@router.get("/deadlines.{suffix}", summary="The whole board of deadlines as a file", responses=FILES,
            response_class=StreamingResponse)  # fmt: skip
def board_file(
    suffix: Suffix, query: Deadlines, request: Request, source: TheSource, session: TheSession
) -> StreamingResponse:
    format_ = format_named(suffix)
    return respond(deadlines_view(source, {"unit": session.unit, **asked_of(query)}), format_, request)


@router.get("/deadlines", summary="Deadlines as of a position and a day, those that press most first",
            response_model=dict[str, Any], responses=FILES)  # fmt: skip
def board(
    query: Deadlines,
    request: Request,
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(deadlines_view(source, {"unit": session.unit, **asked_of(query)}), wanted, request)
    asked = filled(continued(query), session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = find_deadlines(connection, asked, pinned)
    stamp(response, pinned.at)
    link_next(response, "/deadlines", found.cursor)
    return {
        "position": pinned.at.position,
        "valid_at": str(asked.valid_at),
        "unit": asked.unit,
        "below": asked.below,
        "near_days": asked.near,
        "by": asked.by,
        "counts": [
            {
                "group": None if one.group is None else str(one.group),
                "name": group_name(one.group, asked.by, pinned),
                "state": one.state,
                "liberty": one.liberty,
                "count": one.number,
            }
            for one in found.counts
        ],
        "deadlines": [
            {**line_member(line, asked, pinned), "stopped": line.seen.stream in found.page.stopped}
            for line in found.page.lines
        ],
        "next": found.cursor,
    }


@router.get("/deadlines/{stream}/{number}", summary="One deadline of a file: its arithmetic and its acts")
def deadline(
    stream: UUID,
    number: Annotated[int, Path(ge=1, lt=2**31)],
    response: Response,
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
    valid_at: ValidAt = None,
) -> dict[str, Any]:
    day = valid_at or today()
    with parts.read_pool.connection() as connection:
        at = as_of(connection, position)
        file = read_whole_case(connection, stream, at.position)
    stamp(response, at)
    found = opened(file, number, day)
    return {"stream": str(stream), "number": number, "valid_at": day.isoformat(), **opened_member(found, day)}
