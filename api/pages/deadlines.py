"""Pages of the board of deadlines: the board with its counts, and one deadline with its arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Response

from api.cases import read_whole_case
from api.context import AsOfText, TheParts, TheSession, ValidAt, as_of, stamp
from api.deadlines import (
    Board,
    Deadlines,
    days_over,
    filled,
    find_deadlines,
    group_name,
    last_day,
    limit_of,
    opened,
)
from api.exports.answering import TheSource
from api.exports.source import members_of
from api.pages.rendering import page
from api.pages.words import DEADLINE_STATES
from api.queries import continued
from api.registers import today
from domain.kernel.catalogue import CATALOGUE
from domain.limits import words
from projections.boards import PRESSING, STATES, By

router = APIRouter(include_in_schema=False)

FILTERS: Mapping[By, str] = {"unit": "unit", "limit": "time_limit", "prosecutor": "prosecutor"}  # of a group


@dataclass(frozen=True, slots=True)
class Group:
    """A row of the counts: a unit, a limit or a prosecutor, with how many deadlines stand how."""

    name: str
    filter: Mapping[str, str]  # query members that show its deadlines alone
    counts: Mapping[str, int]  # by state
    liberty: int  # overdue restraints of liberty


@router.get("/pages/deadlines")
def board(query: Deadlines, parts: TheParts, session: TheSession, source: TheSource) -> Response:
    asked = filled(continued(query), session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = find_deadlines(connection, asked, pinned)

    def officer(id: UUID) -> str:
        known = pinned.officers.get(id)
        return known.name if known else str(id)

    answer = page(
        "deadlines.html", session=session, at=pinned.at, found=found, query=asked, asked=_asked(found),
        groups=_groups(found), states=STATES, pressing=PRESSING, state_words=DEADLINE_STATES, limit_of=limit_of,
        last_day=last_day, days_over=days_over, officer=officer, unit_name=pinned.unit_name,
    )  # fmt: skip
    stamp(answer, pinned.at)
    return answer


@router.get("/pages/deadlines/{stream}/{number}")
def deadline(
    stream: UUID,
    number: Annotated[int, Path(ge=1, lt=2**31)],
    parts: TheParts,
    session: TheSession,
    position: AsOfText = None,
    valid_at: ValidAt = None,
) -> Response:
    day = valid_at or today()
    with parts.read_pool.connection() as connection:
        at = as_of(connection, position)
        file = read_whole_case(connection, stream, at.position)
    found = opened(file, number, day)
    dues = (found.clock.due,) if found.clock.due else found.clock.possible
    counted = [list(zip(words.arithmetic(due), words.arithmetic(due, "en"), strict=True)) for due in dues]
    answer = page(
        "deadlines_one.html", session=session, at=at, stream=stream, file=file, found=found, day=day, counted=counted,
        catalogue=CATALOGUE,
    )  # fmt: skip
    stamp(answer, at)
    return answer


def _asked(found: Board) -> dict[str, Any]:
    """The members of the query that links on the page carry on."""
    position = found.pinned.at.position
    return {**members_of(found.query), "as_of": str(position)}


def _groups(found: Board) -> list[Group]:
    """The counts by group, those with most overdue first."""
    by = found.query.by
    groups: dict[Any, Group] = {}
    for one in found.counts:
        if one.group not in groups:
            wanted = {FILTERS[by]: str(one.group)} if one.group is not None else {}
            if by == "unit":
                wanted["below"] = "false"
            groups[one.group] = Group(group_name(one.group, by, found.pinned), wanted, {}, 0)
        group = groups[one.group]
        counts = {**group.counts, one.state: group.counts.get(one.state, 0) + one.number}
        overdue = one.number if one.liberty and one.state == "overdue" else 0
        groups[one.group] = Group(group.name, group.filter, counts, group.liberty + overdue)
    return sorted(groups.values(), key=lambda group: (-group.liberty, -group.counts.get("overdue", 0), group.name))
