"""Pages of supervision: the units below a procuracy, and the acts behind a figure.

The page remembers in a cookie, for each unit, the position that was last looked at. What it begins with stays for the
whole day, so that a page that is loaded again shows the same as before; the next day begins where that one ended.
"""

import re
from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from api.context import TheParts, TheSession, stamp
from api.exports.answering import TheSource
from api.exports.source import members_of
from api.pages.rendering import page
from api.pages.supervision_words import FIGURE_WORDS
from api.queries import continued
from api.registers import today
from api.supervision import Acts, Supervision, allowed, find, find_acts, following, link
from domain.kernel.catalogue import CATALOGUE
from projections.supervision_lists import FIGURES

router = APIRouter(include_in_schema=False)

REMEMBERED_S = 400 * 24 * 3600
COOKIE = re.compile(r"([0-9]{1,15})\.([0-9]{1,15})\.([0-9]{4}-[0-9]{2}-[0-9]{2})")  # begins with, shown last, day


@router.get("/pages/supervision")
def supervision(
    query: Supervision, request: Request, parts: TheParts, session: TheSession, source: TheSource
) -> Response:
    pinned = source.pin(query.as_of)
    asked = allowed(query, session, pinned)
    name = cookie_name(asked.unit or "")
    last = None if asked.since else last_look(request.cookies, name)
    if last is not None and last <= pinned.at.position:
        asked = asked.model_copy(update={"since": str(last)})
    with parts.read_pool.connection() as connection:
        found = find(connection, asked, pinned)
    answer = page(
        "supervision.html", session=session, at=pinned.at, found=found, query=found.query, figures=FIGURES,
        figure_words=FIGURE_WORDS, remembered=last is not None, unit_name=pinned.unit_name, link=link,
        asked={**members_of(found.query), "as_of": str(pinned.at.position)},
    )  # fmt: skip
    if query.since is None and pinned.at.position == pinned.at.newest:
        value = f"{found.since}.{pinned.at.position}.{today()}"
        answer.set_cookie(
            name, value, REMEMBERED_S, path="/pages/supervision", httponly=True, samesite="strict"
        )  # fmt: skip
    stamp(answer, pinned.at)
    return answer


@router.get("/pages/supervision/acts")
def acts(query: Acts, parts: TheParts, session: TheSession, source: TheSource) -> Response:
    asked = continued(query)
    pinned = source.pin(asked.as_of)
    asked = allowed(asked, session, pinned)
    with parts.read_pool.connection() as connection:
        found, filled = find_acts(connection, asked, pinned)
    answer = page(
        "supervision_acts.html", session=session, at=pinned.at, page=found, query=filled, catalogue=CATALOGUE,
        word=FIGURE_WORDS[filled.what], unit_name=pinned.unit_name, cursor=following(filled, found),
    )  # fmt: skip
    stamp(answer, pinned.at)
    return answer


def cookie_name(unit: str) -> str:
    return "supervised_" + re.sub(r"[^A-Za-z0-9]", "_", unit)


def last_look(cookies: Mapping[str, str], name: str) -> int | None:
    """The position to begin with, by the cookie; None without one."""
    found = COOKIE.fullmatch(cookies.get(name, ""))
    if found is None:
        return None
    begins, shown, day = found.groups()
    return int(begins if day == today().isoformat() else shown)
