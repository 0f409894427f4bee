"""How the clocks of a stream start, are extended and end, act by act."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from domain.kernel.catalogue import CATALOGUE
from domain.limits.allowed import CannotCount
from domain.limits.clock import Clock, EndedBy
from domain.limits.crosswalk import EXTENSION, IN_PLACE_OF, rows_of, started_by
from domain.limits.due import DAY, Point, day_at, latest
from domain.limits.engine import Extended, due
from domain.limits.facts import (
    SET_FREE,
    Facts,
    Moment,
    answered,
    at_stage,
    begins,
    facts_of,
    first_number,
    first_of,
    happened,
    measure_of,
    named_here,
    sent,
)
from domain.limits.lengths import Length
from domain.limits.passing import passes
from domain.limits.rows import LIMITS, Limit, row_on

CONTINUES = (  # a second start changes nothing: TTLT-04-2018/14
    "investigation", "source_resolution",
    "complaint_custody_first",  # passed on, then taken up: one period
)  # fmt: skip
ANEW = ("investigation_supplementary_procuracy", "investigation_supplementary_court", "trial_preparation")
DEDUCTING = ("detention_investigation", "simplified_detention_investigation")  # custody counts once


@dataclass(slots=True)
class Running:
    """A clock while the history is folded."""

    number: int  # in the course, from 1
    row: str
    name: str
    either: tuple[str, ...]  # rows of which it is one
    person: UUID | None
    started: int  # version of the act
    facts: Facts
    crime_class: str | None  # after the last act; when it ended
    limit: Limit | None  # the row in force on the day of the start
    restrains: bool  # whether its end is the end of a restraint of liberty
    extensions: tuple[Extended, ...] = ()
    custody_days: int = 0
    measured: bool = False  # the measure that it limits was in force when it started
    ended: int = 0  # version of the act
    end: Point | None = None
    ended_by: EndedBy = ""
    changed: bool = True  # what it is counted from, since `clock` was counted
    clock: Clock | None = None  # as last counted

    def begin(self, facts: Facts) -> None:
        """Counts it from other facts."""
        if facts is not self.facts:
            self.facts, self.limit, self.changed = facts, row_on(self.row, day_at(facts.start)), True

    def close(self, at: Moment, ended_by: EndedBy, crime_class: str | None) -> None:
        """Ends it with the act."""
        self.ended, self.ended_by = at.recorded.version, ended_by
        self.end = happened(at.recorded, SET_FREE) if self.restrains else at.happened
        if crime_class != self.crime_class:
            self.crime_class, self.changed = crime_class, True


@dataclass(slots=True)
class Course:
    """The clocks of a stream, in the order in which they started."""

    all: list[Running] = field(default_factory=list)
    open: list[Running] = field(default_factory=list)  # not ended before the act at hand


class Named(NamedTuple):
    """The limits that acts of one type name, as rows of the table."""

    ends: tuple[frozenset[str], ...]
    extends: tuple[tuple[frozenset[str], int], ...]  # and which extension it is
    starts: tuple[tuple[str, tuple[str, ...]], ...]  # by the name in the declaration
    arrests: bool


@cache
def named_by(key: str) -> Named | None:
    """What acts of the type do to clocks; None when they do nothing."""
    act_type = CATALOGUE[key]
    named = Named(
        tuple(frozenset(rows) for name in act_type.ends if (rows := rows_of(name))),
        tuple((frozenset(rows), EXTENSION.get(name, 1)) for name in act_type.extends if (rows := rows_of(name))),
        tuple((name, rows) for name in act_type.starts if (rows := started_by(name, key, act_type.issuer))),
        key == "person.arrested.v1",
    )
    return named if any(named) else None


def follow(course: Course, named: Named, at: Moment) -> None:
    """Takes what one act does to clocks itself."""
    for rows in named.ends:
        _end(course, rows, at)
    for rows, order in named.extends:
        _extend(course, rows, order, at)
    for name, started in named.starts:
        for person in at.persons or (None,):
            if begins(started[0], name, person, at):
                _start(course, started, name, person, at)
    if named.arrests:
        _arrested(course, at)


def pass_by(course: Course, at: Moment) -> None:
    """Closes what the course of the proceedings leaves behind."""
    stage = at.state.stage
    entered = stage != at.before.stage
    for each in course.open:
        if each.ended or each.started == at.recorded.version:
            continue
        if each.measured and measure_of(each.row, each.name, each.person, at.state) is None:
            each.close(at, "measure", each.crime_class)
        elif entered and passes(LIMITS[each.row][-1], stage):
            each.close(at, "stage", each.crime_class)


def _start(course: Course, rows: tuple[str, ...], name: str, person: UUID | None, at: Moment) -> None:
    row = at_stage(rows[0], at.before)
    if row == "detention_investigation" and _open(course, "investigation_resumed"):
        row = "detention_resumed"  # BLTTHS-2015/174/4
    limit = LIMITS[row][-1]
    restrains, instead_of, crime_class = limit.restrains, IN_PLACE_OF.get(row), at.crime_class(person)
    for each in course.open:
        if (each.row != row and each.row != instead_of) or each.ended or each.person != person:
            continue
        if each.row == instead_of:
            each.close(at, "act", crime_class)
        elif row in CONTINUES:
            return
        elif each.name == name and (restrains or row in ANEW):
            each.close(at, "superseded", crime_class)
    facts = facts_of(limit, name, person, at)
    number, either = len(course.all) + 1, rows if len(rows) > 1 else ()
    clock = Running(
        number, row, name, either, person, at.recorded.version, facts, crime_class,
        row_on(row, day_at(facts.start)), restrains,
    )  # fmt: skip
    clock.measured = measure_of(row, name, person, at.state) is not None
    if row in DEDUCTING:
        clock.custody_days = _custody(course, person, day_at(facts.start))
    out = sent(limit, at.recorded)
    if out is not None:
        clock.close(at, "act", crime_class)
        clock.end = out
    course.all.append(clock)
    course.open.append(clock)


def _open(course: Course, row: str) -> bool:
    return any(each.row == row and not each.ended for each in course.open)


def _end(course: Course, rows: frozenset[str], at: Moment) -> None:
    """Closes the oldest clock of each accused concerned, and the stream's own unless others are still waiting."""
    closed: set[UUID | None] = set()
    whole = None
    for each in course.open:
        if each.row not in rows or each.ended or each.person in closed:
            continue
        if at.persons and each.person not in at.persons:
            whole = named_here(at.persons, at.before) if whole is None else whole
            if each.person is not None or not whole:
                continue
        closed.add(each.person)
        each.begin(answered(each.facts, LIMITS[each.row][-1], at.recorded))
        each.close(at, "act", each.crime_class)


def _extend(course: Course, rows: frozenset[str], order: int, at: Moment) -> None:
    """Lengthens the newest clock of each accused concerned, and the stream's own; an extension before this one that
    the file lacks is implied.
    """
    reached: set[UUID | None] = set()
    for each in reversed(course.open):
        concerned = each.person is None or not at.persons or each.person in at.persons
        if each.row in rows and not each.ended and concerned and each.person not in reached:
            reached.add(each.person)
            implied = order - 1 - len(each.extensions)
            each.extensions += (*(Extended() for _ in range(implied)), _extension(each, at))
            each.changed = True


def _extension(clock: Running, at: Moment) -> Extended:
    """What the act says about the length of an extension; what it does not say is the row's own."""
    until, since = (first_of(at.recorded, names) for names in (("runs_until", "until"), ("runs_from", "since")))
    if until is None:
        measure = measure_of(clock.row, clock.name, clock.person, at.state)
        ordered = [clock.facts.until, *(each.until for each in clock.extensions)]
        until = measure.until if measure is not None and measure.until not in ordered else None
    length = _stated(at.recorded.act.data, since, until, clock.restrains)
    return Extended(length, False, until, at.recorded.version)


def _stated(data: Any, since: Point | None, until: Point | None, restrains: bool) -> Length | None:
    months, days = first_number(data, "months"), first_number(data, "days")
    if months is not None:
        return Length(months, "months")
    if days is not None:
        return Length(days, "days")
    if since and until and not restrains:
        return Length(max(1, (day_at(until) - day_at(since)).days + 1), "days")
    return None


def _arrested(course: Course, at: Moment) -> None:
    """Remand of somebody at liberty begins with the arrest. TTLT-04-2018/17"""
    for each in course.open:
        if each.facts.awaits_arrest and not each.ended and each.person in at.persons:
            each.begin(each.facts.begun(at.recorded))


def _custody(course: Course, person: UUID | None, first: date) -> int:
    """Days of custody before remand, a day begun counting as one: each is a day of remand. BLTTHS-2015/118/4"""
    days = 0
    for each in course.all:
        limit = each.limit
        if limit is None or limit.counting != "custody_hours" or each.person != person:
            continue
        ends = [latest(first) if each.end is None else latest(each.end)]
        with suppress(CannotCount):
            ends.append(latest(due(limit, each.facts.start, extensions=each.extensions).due))
        length = min(ends) - latest(each.facts.start)
        days += max(1, -(-length // DAY))
    return days
