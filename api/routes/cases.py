"""One case: its state as of either clock, its history, and what changed between two positions."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response

from api import disclosed
from api.cases import CaseFile, read_whole_case
from api.context import LOGGED_IN, AsOfText, TheParts, TheSession, ValidAt, as_of, link_next, stamp
from api.disclosed import Disclosed
from api.errors import NotFound
from api.etag import etag_of
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.cases import cases_view
from api.exports.source import asked_of
from api.jsonable import differences, jsonable, row_of
from api.limits import limits_on
from api.next_steps import next_member, next_steps
from api.registers import Cases, find_cases
from domain.kernel.act import Recorded
from domain.kernel.act_type import Flag
from domain.kernel.calendar import VIETNAM
from domain.kernel.catalogue import CATALOGUE
from projections.reading import CasePage
from signing import disclosure

router = APIRouter(tags=["cases"], dependencies=LOGGED_IN)


@router.get("/cases", summary="Cases as of a position, page by page", response_model=dict[str, Any], responses=FILES)
def cases(
    query: Cases,
    request: Request,
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(cases_view(source, asked_of(query)), wanted, request)
    found = find_cases(source, query)
    stamp(response, found.at)
    link_next(response, "/cases", found.cursor)
    page: CasePage = found.page
    rows = [
        {"stream": str(seen.stream), "since": seen.since, "stopped": seen.stream in page.stopped, **row_of(seen.row)}
        for seen in page.rows
    ]
    return {"position": found.at.position, "cases": rows, "next": found.cursor}


@router.get("/cases/{stream}", summary="A case as of a position and a day")
def case(
    stream: UUID,
    response: Response,
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
    valid_at: ValidAt = None,
) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, position)
        found = read_whole_case(connection, stream, at.position)
    stamp(response, at)
    response.headers["ETag"] = etag_of(found.version, found.act_hash)
    return {**_place(found), "valid_at": jsonable(valid_at), "state": jsonable(found.state(valid_at))}


@router.get("/cases/{stream}/limits", summary="The time limits of a case with their arithmetic, and what came late")
def limits(
    stream: UUID,
    response: Response,
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
    valid_at: ValidAt = None,
) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, position)
        found = read_whole_case(connection, stream, at.position)
    stamp(response, at)
    return {**_place(found), **limits_on(found, valid_at or datetime.now(VIETNAM).date())}


@router.get("/cases/{stream}/next", summary="What may happen next: by whom, and by when")
def what_next(
    stream: UUID,
    response: Response,
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
    valid_at: ValidAt = None,
) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, position)
        found = read_whole_case(connection, stream, at.position)
    stamp(response, at)
    return {**_place(found), **next_member(next_steps(found, valid_at or datetime.now(VIETNAM).date()))}


@router.get("/cases/{stream}/history", summary="The acts of a case in order")
def history(
    stream: UUID, response: Response, parts: TheParts, session: TheSession, position: AsOfText = None
) -> dict[str, Any]:
    with parts.service_pool.connection() as connection:
        at = as_of(connection, position)
        found = read_whole_case(connection, stream, at.position)
        opened = disclosed.of_positions(
            connection, parts.vault, session, stream, [row.position for row in found.stored]
        )
    stamp(response, at)
    response.headers["ETag"] = etag_of(found.version, found.act_hash)
    flags = found.flags()
    acts = [
        _act(item, row.act, opened[item.position], flags.get(item.version, []))
        for item, row in zip(found.history, found.stored, strict=True)
    ]
    return {**_place(found), "acts": acts}


@router.get("/cases/{stream}/diff", summary="What changed in a case between two positions")
def diff(
    stream: UUID,
    response: Response,
    parts: TheParts,
    session: TheSession,
    from_: Annotated[int, Query(alias="from", ge=1, lt=2**53)],
    to: Annotated[int, Query(ge=1, lt=2**53)],
) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, str(max(from_, to)))
        found = read_whole_case(connection, stream, at.position)
    stamp(response, at)
    if found.stored[0].position > min(from_, to):
        raise NotFound(f"stream {stream} at position {min(from_, to)}")
    old, new = (jsonable(found.state(position=position)) for position in (from_, to))
    low, high = sorted((from_, to))
    between = [_named(item) for item in found.history if low < item.position <= high]
    return {"stream": str(stream), "from": from_, "to": to, "changes": list(differences(old, new)), "acts": between}


def _place(found: CaseFile) -> dict[str, Any]:
    newest = found.stored[-1]
    return {
        "stream": str(found.stream),
        "kind": found.kind,
        "version": newest.version,
        "hash": newest.act_hash.hex(),
        "position": newest.position,
    }


def _named(item: Recorded) -> dict[str, Any]:
    act_type = CATALOGUE[item.act.type]
    return {
        "position": item.position,
        "version": item.version,
        "hash": item.hash,
        "recorded_at": item.recorded_at.isoformat(),
        "type": item.act.type,
        "name": act_type.name_vi,
        "name_en": act_type.name_en,
        "issuer": act_type.issuer,
        "occurred_at": item.act.occurred_at,
        "precision": item.act.precision,
    }


def _act(item: Recorded, act: bytes, known: Disclosed, flags: list[Flag]) -> dict[str, Any]:
    body = disclosure.reveal(orjson.loads(act), known.disclosures)
    members = {name: body[name] for name in ("rule_set", "actor", "law", "documents", "links", "data")}
    return {
        **_named(item),
        **members,
        "flags": [jsonable(flag) for flag in flags],
        "erased": [digest.hex() for digest in known.erased],
        "withheld": [digest.hex() for digest in known.withheld],
    }
