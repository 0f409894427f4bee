"""How the clocks of a stream start, are extended and end, act by act."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.catalogue import CATALOGUE
from domain.limits.allowed import CannotCount
from domain.limits.crosswalk import EXTENSION, IN_PLACE_OF, rows_of, started_by
from domain.limits.due import DAY, Point, day_at, latest
from domain.limits.engine import Extended, due
from domain.limits.facts import (
    HOURS,
    SET_FREE,
    Facts,
    answered,
    at_stage,
    begins,
    crime_class_of,
    facts_of,
    happened,
    measure_of,
    named_here,
    sent,
)
from domain.limits.lengths import Length
from domain.limits.passing import passes
from domain.limits.rows import LIMITS, Limit, NoLimit, limit_on

CONTINUES = (  # a second start changes nothing: TTLT-04-2018/14
    "investigation", "source_resolution",
    "complaint_custody_first",  # passed on, then taken up: one period
)  # fmt: skip
ANEW = ("investigation_supplementary_procuracy", "investigation_supplementary_court", "trial_preparation")
DEDUCTING = ("detention_investigation", "simplified_detention_investigation")  # custody counts once
EndedBy = Literal["", "act", "stage", "measure", "superseded"]


class Moment(NamedTuple):
    """One act of the stream, and the stream before and after it."""

    recorded: Recorded
    before: Any
    state: Any
    acts: Mapping[int, Recorded]  # up to this one, by version

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused whom the act names."""
        return tuple(getattr(self.recorded.act.data, "persons", ()))


@dataclass(slots=True)
class Running:
    """A clock while the history is folded."""

    row: str
    name: str
    either: tuple[str, ...]  # rows of which it is one
    person: UUID | None
    act: Recorded
    facts: Facts
    extensions: list[Extended] = field(default_factory=list)
    custody_days: int = 0
    measured: bool = False  # the measure that it limits was in force when it started
    ended: Recorded | None = None
    end: Point | None = None
    ended_by: EndedBy = ""
    crime_class: str | None = None  # when it ended

    @property
    def limit(self) -> Limit | None:
        """The row in force on the day of the start."""
        try:
            return limit_on(self.row, day_at(self.facts.start))
        except NoLimit:
            return None

    @property
    def restrains(self) -> bool:
        """Whether its end is the end of a restraint of liberty."""
        return LIMITS[self.row][-1].restrains

    def close(self, recorded: Recorded, ended_by: EndedBy, state: Any, end: Point | None = None) -> None:
        """Ends it with the act `recorded`, `state` being that in which its class still holds."""
        self.ended, self.ended_by = recorded, ended_by
        self.end = end or happened(recorded, SET_FREE if self.restrains else HOURS)
        self.crime_class = crime_class_of(state, self.person)


def follow(running: list[Running], at: Moment) -> None:
    """Takes one act into the clocks."""
    act_type = CATALOGUE[at.recorded.act.type]
    for name in act_type.ends:
        _end(running, rows_of(name), at)
    for name in act_type.extends:
        _extend(running, name, at)
    for name in act_type.starts:
        rows = started_by(name, act_type.key, act_type.issuer)
        for person in at.persons or (None,):
            if rows and begins(rows[0], name, at.recorded, person, at.state):
                _start(running, rows, name, person, at)
    if at.recorded.act.type == "person.arrested.v1":
        _arrested(running, at)
    _pass_by(running, at)


def _start(running: list[Running], rows: tuple[str, ...], name: str, person: UUID | None, at: Moment) -> None:
    row = at_stage(rows[0], at.before)
    if row == "detention_investigation" and _open(running, "investigation_resumed"):
        row = "detention_resumed"  # BLTTHS-2015/174/4
    limit = LIMITS[row][-1]
    same = [each for each in running if each.row == row and each.person == person and not each.ended]
    if same and row in CONTINUES:
        return
    for each in same if limit.restrains or row in ANEW else ():
        if each.name == name:
            each.close(at.recorded, "superseded", at.state)
    for each in running:
        if each.row == IN_PLACE_OF.get(row) and each.person == person and not each.ended:
            each.close(at.recorded, "act", at.state)
    facts = facts_of(limit, name, at.recorded, person, at.state, at.acts)
    clock = Running(row, name, rows if len(rows) > 1 else (), person, at.recorded, facts)
    clock.measured = measure_of(row, name, person, at.state) is not None
    if row in DEDUCTING:
        clock.custody_days = _custody(running, person, day_at(facts.start))
    out = sent(limit, at.recorded)
    if out is not None:
        clock.close(at.recorded, "act", at.state, out)
    running.append(clock)


def _open(running: list[Running], row: str) -> bool:
    return any(each.row == row and not each.ended for each in running)


def _end(running: list[Running], rows: tuple[str, ...], at: Moment) -> None:
    """Closes the oldest clock of each accused concerned, and the stream's own unless others are still waiting."""
    closed: set[UUID | None] = set()
    whole = not at.persons or named_here(at.persons, at.before)
    for each in running:
        concerned = not at.persons or each.person in at.persons or (each.person is None and whole)
        if each.row in rows and not each.ended and concerned and each.person not in closed:
            closed.add(each.person)
            each.facts = answered(each.facts, LIMITS[each.row][-1], at.recorded)
            each.close(at.recorded, "act", at.before)


def _extend(running: list[Running], name: str, at: Moment) -> None:
    """Lengthens the newest clock of each accused concerned, and the stream's own."""
    rows, reached = rows_of(name), set()
    for each in reversed(running):
        concerned = each.person is None or not at.persons or each.person in at.persons
        if each.row in rows and not each.ended and concerned and each.person not in reached:
            reached.add(each.person)
            implied = EXTENSION.get(name, 1) - 1 - len(each.extensions)
            each.extensions += [Extended() for _ in range(implied)]
            each.extensions.append(_extension(each, at))


def _extension(clock: Running, at: Moment) -> Extended:
    """What the act says about the length of an extension; what it does not say is the row's own."""
    data = at.recorded.act.data
    until, since = (
        next((found for name in names if isinstance(found := getattr(data, name, None), date)), None)
        for names in (("runs_until", "until"), ("runs_from", "since"))
    )
    if until is None:
        measure = measure_of(clock.row, clock.name, clock.person, at.state)
        ordered = [clock.facts.until, *(each.until for each in clock.extensions)]
        until = measure.until if measure is not None and measure.until not in ordered else None
    return Extended(_stated(data, since, until, clock.restrains), False, until, at.recorded.version)


def _stated(data: Any, since: Point | None, until: Point | None, restrains: bool) -> Length | None:
    if isinstance(getattr(data, "months", None), int):
        return Length(data.months, "months")
    if isinstance(getattr(data, "days", None), int):
        return Length(data.days, "days")
    if since and until and not restrains:
        return Length(max(1, (day_at(until) - day_at(since)).days + 1), "days")
    return None


def _arrested(running: list[Running], at: Moment) -> None:
    """Remand of somebody at liberty begins with the arrest. TTLT-04-2018/17"""
    for each in running:
        if each.facts.awaits_arrest and not each.ended and each.person in at.persons:
            each.facts = each.facts.begun(at.recorded)


def _pass_by(running: list[Running], at: Moment) -> None:
    """Closes what the course of the proceedings leaves behind."""
    for each in running:
        if each.ended or each.act is at.recorded:
            continue
        if each.measured and measure_of(each.row, each.name, each.person, at.state) is None:
            each.close(at.recorded, "measure", at.before)
        elif at.state.stage != at.before.stage and passes(LIMITS[each.row][-1], at.state.stage):
            each.close(at.recorded, "stage", at.before)


def _custody(running: list[Running], person: UUID | None, first: date) -> int:
    """Days of custody before remand, a day begun counting as one: each is a day of remand. BLTTHS-2015/118/4"""
    days = 0
    for each in running:
        limit = each.limit
        if each.person != person or limit is None or limit.counting != "custody_hours":
            continue
        ends = [latest(first) if each.end is None else latest(each.end)]
        with suppress(CannotCount):
            ends.append(latest(due(limit, each.facts.start, extensions=tuple(each.extensions)).due))
        length = min(ends) - latest(each.facts.start)
        days += max(1, -(-length // DAY))
    return days
