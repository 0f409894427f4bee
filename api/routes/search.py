"""Search: files by words and numbers, entries of registers by number, persons by name."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import StreamingResponse

from api.context import LOGGED_IN, TheParts, TheSession, link_next, stamp
from api.exports.answering import FILES, TheFormat, TheSource, respond
from api.exports.catalogue import FORMATS, format_named
from api.exports.search import search_view
from api.exports.source import asked_of
from api.queries import continued
from api.search import Search, entry_member, file_member, person_member, search

router = APIRouter(tags=["search"], dependencies=LOGGED_IN)

Suffix = Annotated[str, Path(max_length=10, description=", ".join(each.suffix for each in FORMATS))]


@router.get("/search.{suffix}", summary="All files that a search finds, as a file", responses=FILES,
            response_class=StreamingResponse)  # fmt: skip
def search_file(suffix: Suffix, query: Search, request: Request, source: TheSource) -> StreamingResponse:
    format_ = format_named(suffix)
    return respond(search_view(source, asked_of(query)), format_, request)


@router.get("/search", summary="Entries, persons and files that hold what is asked for, as of a position",
            response_model=dict[str, Any], responses=FILES)  # fmt: skip
def find(
    query: Search,
    request: Request,
    response: Response,
    parts: TheParts,
    session: TheSession,
    source: TheSource,
    wanted: TheFormat,
) -> dict[str, Any] | Response:
    if wanted is not None:
        return respond(search_view(source, asked_of(query)), wanted, request)
    asked = continued(query)
    found = search(parts, session, asked, source.pin(asked.as_of))
    stamp(response, found.pinned.at)
    link_next(response, "/search", found.cursor)
    return {
        "position": found.pinned.at.position,
        "entries": [entry_member(entry, found.pinned) for entry in found.entries],
        "persons": [person_member(person, found.pinned) for person in found.persons],
        "files": [file_member(seen, found.page, found.pinned) for seen in found.page.rows],
        "next": found.cursor,
    }
