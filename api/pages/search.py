"""The page of search: one box, filters, what was found."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.context import TheParts, TheSession, stamp
from api.exports.answering import TheSource
from api.exports.source import members_of
from api.pages import words
from api.pages.rendering import page
from api.queries import continued
from api.search import Search, search

router = APIRouter(include_in_schema=False)


@router.get("/pages/search")
def find(query: Search, parts: TheParts, session: TheSession, source: TheSource) -> Response:
    asked = continued(query)
    found = search(parts, session, asked, source.pin(asked.as_of))
    pinned = found.pinned

    def officer(id: UUID) -> str:
        known = pinned.officers.get(id)
        return known.name if known else str(id)

    answer = page(
        "search.html", session=session, at=pinned.at, found=found, query=asked, stages=words.STAGES, officer=officer,
        unit_name=pinned.unit_name, asked={**members_of(asked), "as_of": str(pinned.at.position)},
    )  # fmt: skip
    stamp(answer, pinned.at)
    return answer
