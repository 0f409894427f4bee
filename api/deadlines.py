"""The board of deadlines for JSON, pages and files alike: one query, one cursor, one position, one day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import psycopg
from fastapi import Query
from pydantic import Field

from api import cursors
from api.cases import CaseFile
from api.errors import BadRequest, NotFound
from api.exports.source import Pinned
from api.known import check_limit, check_unit
from api.limits import clock_member
from api.queries import LIMIT, Day, FormFields, Limit, Position, Text
from api.registers import today
from domain.kernel.act import Recorded
from domain.kernel.calendar import VIETNAM, day_of
from domain.kernel.catalogue import CATALOGUE
from domain.limits.clocks import Clock, clocks
from domain.limits.due import DAY, latest
from domain.limits.rows import LIMITS, NoLimit, limit_on
from domain.limits.rows import Limit as Row
from projections import boards
from projections.boards import NEAR_DAYS, PRESSING, START, STATES, After, Asked, BoardPage, By, Count, Line, State
from projections.deadlines import LIBERTY, Deadline
from projections.numbering import procuracy_year

Connection = psycopg.Connection[Any]
Moment = Annotated[str, Field(pattern=r"^(-?infinity|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}[+-][0-9]{2}:[0-9]{2})$")]


class DeadlineQuery(FormFields):
    """Which deadlines, as of which position and day, and how many a page. A cursor stands for all of it."""

    as_of: str | None = Field(None, max_length=40)
    valid_at: Day | None = None  # today without one
    unit: Text | None = None
    below: bool = True  # the units below it as well
    state: State | None = None  # overdue, due and near without one
    time_limit: Text | None = None
    prosecutor: UUID | None = None
    liberty: bool | None = None
    near: Annotated[int, Field(ge=0, le=60)] = NEAR_DAYS  # days
    since: Day | None = None  # first day of those met late; the procuracy year's without one
    by: By = "unit"
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: tuple[int, Annotated[str, Field(max_length=40, pattern=r"^[-+:.T0-9a-z]+$")], UUID, Position, Position] = (
        START
    )


Deadlines = Annotated[DeadlineQuery, Query()]


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the board, with what it speaks for."""

    pinned: Pinned
    query: DeadlineQuery  # with unit, day and since filled in
    page: BoardPage
    counts: tuple[Count, ...]  # of every state; none after the first page
    cursor: str | None


def filled(query: DeadlineQuery, unit: str | None) -> DeadlineQuery:
    """The query with what it leaves open: `unit` when it names none, today, the procuracy year."""
    day = query.valid_at or today()
    since = query.since or date(procuracy_year(day) - 1, 12, 1)
    return query.model_copy(update={"unit": query.unit or unit, "valid_at": day, "since": since})


def wanted_of(query: DeadlineQuery, pinned: Pinned) -> Asked:
    """What is asked of the rows by a query that was filled. Raises: BadRequest for a unit or limit not known."""
    unit, day = query.unit or "", query.valid_at or today()
    check_unit(pinned.organisation, unit)
    check_limit(query.time_limit)
    units = pinned.organisation.under(unit, day) | {unit} if query.below else {unit}
    return Asked(
        tuple(sorted(units)), day, pinned.at.position, (query.state,) if query.state else PRESSING, query.time_limit,
        query.prosecutor, query.liberty, query.near, query.since or date.min,
    )  # fmt: skip


def find_deadlines(connection: Connection, query: DeadlineQuery, pinned: Pinned) -> Board:
    """A page of the board for a query that was filled. Raises: BadRequest."""
    wanted = wanted_of(query, pinned)
    page = boards.board(connection, wanted, after=After(*query.after), limit=query.limit)
    counts: list[Count] = []
    if tuple(query.after) == START:
        counts = boards.counts(connection, replace(wanted, states=STATES), query.by)
    return Board(pinned, query, page, tuple(counts), _following(query, pinned, page.after))


def _following(query: DeadlineQuery, pinned: Pinned, after: After | None) -> str | None:
    if after is None:
        return None
    pinned_query = query.model_copy(update={"as_of": str(pinned.at.position), "after": after})
    return cursors.encode(pinned_query.model_dump(mode="json", exclude={"cursor"}))


def limit_of(row: Deadline) -> Row:
    """The row of the table of limits; the newest wording when none was in force on the day."""
    try:
        return limit_on(row.limit_id, row.started_on)
    except NoLimit:
        return LIMITS[row.limit_id][-1]


def last_day(row: Deadline) -> date | None:
    """The last day of the time: `due` is 24:00 of it, or an hour within it."""
    if row.due is None:
        return None
    day = row.due.astimezone(VIETNAM).date()
    return day if row.by_hour else day - DAY


def days_over(row: Deadline, day: date) -> int:
    """Days by which it is overdue at the end of the day, a day begun counting as one; 0 when it is not."""
    return 0 if row.due is None else max(0, -((row.due - latest(day)) // DAY))


def line_member(line: Line, query: DeadlineQuery, pinned: Pinned) -> Mapping[str, Any]:
    """A line of the board as JSON members."""
    row: Deadline = line.seen.row
    limit, day, last = limit_of(row), query.valid_at or today(), last_day(row)
    asked = f"as_of={pinned.at.position}&valid_at={day.isoformat()}"
    return {
        "stream": str(line.seen.stream),
        "number": row.number,
        "kind": row.kind,
        "limit": row.limit_id,
        "name_vi": limit.name_vi,
        "name_en": limit.name_en,
        "article": limit.article,
        "confirmed": limit.confirmed,
        "liberty": row.rank == LIBERTY,
        "person": str(row.person) if row.person else None,
        "unit": row.unit,
        "prosecutors": [str(each) for each in row.prosecutors],
        "started": row.started,
        "started_on": row.started_on.isoformat(),
        "state": line.state,
        "due": row.due.astimezone(VIETNAM).isoformat() if row.due else None,
        "last_day": last.isoformat() if last else None,
        "by_hour": row.by_hour,
        "warn_on": row.warn_on.isoformat() if row.warn_on else None,
        "days": row.late if line.state == "late" else days_over(row, day) if line.state == "overdue" else 0,
        "certain": not row.unknown,
        "unknown": row.unknown or None,
        "extended": row.extended,
        "ended": row.ended or None,
        "ended_on": row.ended_on.isoformat() if row.ended_on else None,
        "ended_by": row.ended_by or None,
        "links": {
            "arithmetic": f"/deadlines/{line.seen.stream}/{row.number}?{asked}",
            "limits": f"/cases/{line.seen.stream}/limits?{asked}",
            "next": f"/cases/{line.seen.stream}/next?{asked}",
        },
    }


def group_name(group: Any, by: By, pinned: Pinned) -> str:
    """What a group of the counts is called."""
    if group is None:
        return "(chưa phân công)"
    if by == "unit":
        return pinned.unit_name(group)
    if by == "limit":
        return LIMITS[group][-1].name_vi
    known = pinned.officers.get(group)
    return known.name if known else str(group)


@dataclass(frozen=True, slots=True)
class Opened:
    """One clock of a file, with its acts."""

    clock: Clock
    acts: tuple[Recorded, ...]  # that started, extended and ended it


def opened(file: CaseFile, number: int, day: date) -> Opened:
    """The clock of this number by the acts up to the day; by all of them when it had not started yet.

    Raises: NotFound; BadRequest when the acts up to that day do not stand on their own.
    """
    whole = clocks(file.history)
    if not 1 <= number <= len(whole):
        raise NotFound(f"deadline {number} of stream {file.stream}")
    clock = whole[number - 1]
    try:
        known = clocks([item for item in file.history if day_of(item.act.occurred_at) <= day])
    except LookupError:
        raise BadRequest("valid_at", "acts_out_of_order") from None
    marks = (clock.started, clock.limit_id, clock.name, clock.person)
    clock = next((one for one in known if (one.started, one.limit_id, one.name, one.person) == marks), clock)
    versions = (clock.started, *clock.extended, clock.ended)
    return Opened(clock, tuple(item for item in file.history if item.version in versions))


def opened_member(found: Opened, day: date) -> Mapping[str, Any]:
    """One clock with its arithmetic and acts as JSON members."""
    return {"limit": clock_member(found.clock, day), "acts": [_act_member(item) for item in found.acts]}


def _act_member(item: Recorded) -> Mapping[str, Any]:
    act_type = CATALOGUE[item.act.type]
    return {
        "position": item.position,
        "version": item.version,
        "type": item.act.type,
        "name": act_type.name_vi,
        "name_en": act_type.name_en,
        "occurred_at": item.act.occurred_at,
        "recorded_at": item.recorded_at.isoformat(),
        "unit": item.act.actor.unit,
        "link": f"/acts/{item.position}",
    }
