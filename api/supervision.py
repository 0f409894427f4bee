"""What a superior procuracy sees of the units below it, for JSON, pages and files alike.

A unit that has ended stands under the one that carries on its tasks; of several, under the first. So every unit stands
in the tree once, and the total of a unit is what it has itself and what those under it have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlencode

import psycopg
from fastapi import Query
from pydantic import Field

from api import cursors
from api.context import FIRST_DAY, LAST_DAY
from api.errors import BadRequest, Forbidden
from api.exports.source import Pinned
from api.known import check_unit
from api.queries import LIMIT, Day, FormFields, Limit, Position, Text
from api.registers import today
from api.sessions import Session
from domain.kernel.catalogue import CATALOGUE
from domain.limits.due import midnight
from domain.organisation.state import Organisation
from ledger import reading
from projections import supervision_lists
from projections.boards import NEAR_DAYS
from projections.numbering import number_owner
from projections.supervision_lists import FIGURES, NEWEST, ActLine, ActPage, Asked, summed

Connection = psycopg.Connection[Any]
What = Literal[
    "acts", "late", "instructions", "opinions", "undone", "protests", "protests_against", "handed_over"
]  # fmt: skip
LOOKED_BACK = timedelta(days=7)  # without a position last looked at


class SupervisionQuery(FormFields):
    """Which unit and those below it, as of which position and day, since when."""

    as_of: str | None = Field(None, max_length=40)
    valid_at: Day | None = None  # today without one
    unit: Text | None = None  # the caller's procuracy without one
    since: Annotated[str, Field(max_length=16, pattern=r"^([0-9]{1,15}|[0-9]{4}-[0-9]{2}-[0-9]{2})$")] | None = Field(
        None, description="Position last looked at, or a day of the recorded clock; a week before the day without one"
    )
    near: Annotated[int, Field(ge=0, le=60)] = NEAR_DAYS


class ActsQuery(SupervisionQuery):
    """The acts behind a figure of a unit, page by page. A cursor stands for all of it."""

    what: What = "acts"
    below: bool = True  # the units below it as well
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: Position = NEWEST


Supervision = Annotated[SupervisionQuery, Query()]
Acts = Annotated[ActsQuery, Query()]
Q = TypeVar("Q", bound=SupervisionQuery)


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in the tree, with its figures."""

    code: str
    depth: int
    parent: str | None  # under which it stands in the tree
    ended: bool  # its tasks are those of the unit above
    own: Mapping[str, int]
    total: Mapping[str, int]  # with the units under it


@dataclass(frozen=True, slots=True)
class Found:
    """The tree with what it speaks for."""

    pinned: Pinned
    query: SupervisionQuery  # with unit, day and since filled in
    since: int  # position
    nodes: tuple[Node, ...]


def allowed(query: Q, session: Session, pinned: Pinned) -> Q:
    """The query with unit and day filled in. A department looks for the procuracy that it belongs to.

    Raises: BadRequest for a unit that is not known, Forbidden for one that is not below the caller's.
    """
    organisation, day = pinned.organisation, query.valid_at or today()
    own = number_owner(organisation, session.unit)
    unit = query.unit or own
    check_unit(organisation, unit)
    if unit not in (own, session.unit) and unit not in organisation.under(own, day):
        raise Forbidden("unit_not_below")
    return query.model_copy(update={"unit": unit, "valid_at": day})


def find(connection: Connection, query: SupervisionQuery, pinned: Pinned) -> Found:
    """The units below one with their figures, for a query that was filled. Raises: BadRequest."""
    unit, day = query.unit or "", query.valid_at or today()
    since = position_since(connection, query.since, day, pinned)
    tree = tree_of(pinned.organisation, unit, day)
    codes = tuple(code for code, _, _ in tree)
    own = supervision_lists.figures(connection, Asked(codes, pinned.at.position, day, since, query.near))
    nodes = []
    for place, (code, depth, parent) in enumerate(tree):
        end = next((later for later in range(place + 1, len(tree)) if tree[later][1] <= depth), len(tree))
        ended = parent is not None and pinned.organisation.units[code].ended_before(day)
        nodes.append(Node(code, depth, parent, ended, summed(own, (code,)), summed(own, codes[place:end])))
    return Found(pinned, query.model_copy(update={"since": str(since)}), since, tuple(nodes))


def find_acts(connection: Connection, query: ActsQuery, pinned: Pinned) -> tuple[ActPage, ActsQuery]:
    """A page of the acts behind a figure, and the query with all filled in. Raises: BadRequest."""
    unit, day = query.unit or "", query.valid_at or today()
    since = position_since(connection, query.since, day, pinned)
    codes = tuple(code for code, _, _ in tree_of(pinned.organisation, unit, day)) if query.below else (unit,)
    asked = Asked(codes, pinned.at.position, day, since, query.near)
    page = supervision_lists.acts(connection, asked, query.what, before=query.after, limit=query.limit)
    return page, query.model_copy(update={"since": str(since), "as_of": str(pinned.at.position)})


def following(query: ActsQuery, page: ActPage) -> str | None:
    """The cursor of the next page of a query that was filled; None when this is the last."""
    if page.before is None:
        return None
    going_on = query.model_copy(update={"after": page.before})
    return cursors.encode(going_on.model_dump(mode="json", exclude={"cursor"}))


def position_since(connection: Connection, since: str | None, day: date, pinned: Pinned) -> int:
    """The position that `since` names: what was recorded after it is new. Raises: BadRequest."""
    if since is not None and since.isdigit():
        if int(since) > pinned.at.position:
            raise BadRequest("since", "later_than_as_of")
        return int(since)
    try:
        first = day - LOOKED_BACK if since is None else date.fromisoformat(since)
    except ValueError:
        raise BadRequest("since", "position_or_day") from None
    if not FIRST_DAY <= first <= LAST_DAY:
        raise BadRequest("since", "position_or_day")
    return min(reading.position_at(connection, midnight(first)), pinned.at.position)


def tree_of(organisation: Organisation, unit: str, day: date) -> list[tuple[str, int, str | None]]:
    """The unit and those below it on a day, each (code, depth, code of the one above), from above."""
    under = organisation.under(unit, day)
    children: dict[str, list[str]] = {}
    for code in sorted(under):
        ended = organisation.units[code].ended_before(day)
        above: str | None = unit
        if ended:
            above = next((one for one in organisation.bearers(code, day) if one == unit or one in under), unit)
        else:
            above = organisation.supervisor_of(code, day) or unit
        children.setdefault(above, []).append(code)

    def walk(code: str, depth: int, above: str | None) -> Iterator[tuple[str, int, str | None]]:
        yield code, depth, above
        for child in children.get(code, ()):
            yield from walk(child, depth + 1, code)

    return list(walk(unit, 0, None))


def link(found: Found, node: Node, name: str, *, below: bool, pages: str = "") -> str:
    """Where the list behind a figure is."""
    asked = _asked(node.code, below, found.pinned.at.position, found.query.valid_at)
    if name in supervision_lists.OF_DEADLINES:
        state = "overdue" if name == "overdue_liberty" else name
        narrow = {"state": state, "near": str(found.query.near)}
        if state == "overdue":
            narrow["liberty"] = str(name == "overdue_liberty").lower()
        return f"{pages}/deadlines?{asked}&{urlencode(narrow)}"
    if name in supervision_lists.OF_FINDINGS:
        return f"{pages}/findings?{asked}&severity={name.removeprefix('findings_')}"
    return f"{pages}/supervision/acts?{asked}&what={name}&since={found.since}"


@lru_cache(maxsize=2_000)
def _asked(unit: str, below: bool, as_of: int, day: date | None) -> str:
    """What all links of a unit ask for: there are a dozen to each."""
    return urlencode({"unit": unit, "below": str(below).lower(), "as_of": as_of, "valid_at": day})


def node_member(found: Found, node: Node) -> Mapping[str, Any]:
    """A unit with its figures as JSON members."""
    return {
        "unit": node.code,
        "name": found.pinned.unit_name(node.code),
        "under": node.parent,
        "ended": node.ended,
        "own": dict(node.own),
        "total": dict(node.total),
        "links": {name: link(found, node, name, below=True) for name in FIGURES if node.total[name]},
    }


def act_member(line: ActLine, pinned: Pinned) -> Mapping[str, Any]:
    """An act as JSON members."""
    return {
        "position": line.position,
        "stream": str(line.stream),
        "version": line.version,
        "type": line.type,
        "name": CATALOGUE[line.type].name_vi,
        "name_en": CATALOGUE[line.type].name_en,
        "unit": line.unit,
        "concerned": line.concerned or None,
        "day": line.day.isoformat(),
        "links": {"act": f"/acts/{line.position}", "case": f"/cases/{line.stream}?as_of={pinned.at.position}"},
    }
