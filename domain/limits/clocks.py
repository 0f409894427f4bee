"""Which limits run in a stream, folded from its acts.

An act whose type starts a limit opens a clock: one for each accused whom it names, else one for the stream. An act
that extends it lengthens the clock that runs; one that ends it closes the oldest. What no act closes, the course of
the proceedings does: a stage that leaves the period behind, or a measure that is no longer in force.

Nothing is guessed. Where the class of crime, the hour or the day is not recorded the clock says so, and `possible`
holds every end that the law allows.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import apply, initial
from domain.limits import due as counted
from domain.limits.crosswalk import EXTENSION, rows_of, started_by
from domain.limits.due import DAY, Due, Point, Standing, day_at, latest
from domain.limits.engine import CannotCount, Extended, due, possible
from domain.limits.facts import (
    HOURS,
    SET_FREE,
    Facts,
    answered,
    begins,
    crime_class_of,
    facts_of,
    happened,
    measure_of,
    named_here,
    sent,
    supplementary,
)
from domain.limits.lengths import Length
from domain.limits.passing import passes
from domain.limits.rows import LIMITS, Limit, NoLimit, limit_on

CONTINUES = ("investigation", "source_resolution")  # a second start changes nothing: TTLT-04-2018/14
ANEW = ("investigation_supplementary_procuracy", "investigation_supplementary_court", "trial_preparation")
DEDUCTING = ("detention_investigation", "simplified_detention_investigation")  # custody counts once
EndedBy = Literal["", "act", "stage", "measure", "superseded"]

_ENDED = frozenset(row for act_type in CATALOGUE.values() for name in act_type.ends for row in rows_of(name))


@dataclass(frozen=True, slots=True)
class Clock:
    """One limit that ran, or runs, in a stream."""

    limit_id: str
    name: str  # in the declaration of the act that started it
    limit: Limit | None  # None: no row in force on the day
    person: UUID | None  # the accused; None: the whole stream
    started: int  # version of the act
    start: Point
    counted_from: Literal["act", "receipt"]  # "receipt": the law counts from it, and an act says when it was
    extended: tuple[int, ...]  # versions
    ended: int  # version of the act that ended it; 0 while it runs
    end: Point | None  # when that act happened
    ended_by: EndedBy
    crime_class: str | None
    due: Due | None
    possible: tuple[Due, ...]  # where `due` is None: every end the law allows, the earliest first
    unknown: str  # why `due` is None: class_unknown, variant_unknown, day_unknown, arrest_awaited, no_length, ...
    observed: bool  # False: no act of the catalogue can show that it was met

    def standing(self, as_of: Point) -> Standing:
        """How it stands at `as_of`; a day stands for its end."""
        ended = self.end if self.end is not None and counted.has_come(self.end, as_of) else None
        left = self.ended_by in ("stage", "superseded") and ended is not None
        if left or (self.ended and self.end is None):
            return Standing("closed")
        if self.due is not None and (self.observed or ended):
            return counted.standing(self.due, as_of, met=ended)
        if ended is not None:
            return Standing("closed")
        if self.due is None and self.possible and self.observed:
            return self._within(as_of)
        return Standing("unobserved" if not self.observed else "unknown")

    def _within(self, as_of: Point) -> Standing:
        first, last = (counted.standing(self.possible[place], as_of) for place in (0, -1))
        return last if first.word == last.word else Standing("unknown")


@dataclass(slots=True)
class _Running:
    """A clock while the history is folded."""

    row: str
    name: str
    either: tuple[str, ...]
    person: UUID | None
    act: Recorded
    facts: Facts
    extensions: list[Extended] = field(default_factory=list)
    custody_days: int = 0
    measured: bool = False  # the measure that it limits was in force when it started
    ended: Recorded | None = None
    end: Point | None = None
    ended_by: EndedBy = ""
    crime_class: str | None = None

    @property
    def start(self) -> Point:
        """From when it counts."""
        return self.facts.start

    @property
    def limit(self) -> Limit | None:
        """The row in force on the day of the start."""
        try:
            return limit_on(self.row, day_at(self.start))
        except NoLimit:
            return None


def clocks(history: Iterable[Recorded]) -> tuple[Clock, ...]:
    """The clocks of one stream in the order in which they started. `history`: its acts, from the first."""
    running: list[_Running] = []
    acts: dict[int, Recorded] = {}
    state: Any = None
    for recorded in history:
        before = initial(recorded.act.kind) if state is None else state
        state = apply(before, recorded)
        acts[recorded.version] = recorded
        _take(running, recorded, before, state, acts)
    return tuple(_clock(each, state) for each in running)


def _take(running: list[_Running], recorded: Recorded, before: Any, state: Any, acts: dict[int, Recorded]) -> None:
    act_type = CATALOGUE[recorded.act.type]
    persons = tuple(getattr(recorded.act.data, "persons", ()))
    for name in act_type.ends:
        _end(running, rows_of(name), recorded, persons, before)
    for name in act_type.extends:
        _extend(running, name, recorded, persons, state)
    for name in act_type.starts:
        rows = started_by(name, act_type.issuer)
        if rows:
            row = supplementary(rows[0], before)
            _start(running, row, name, rows if len(rows) > 1 else (), recorded, persons, state, acts)
    if recorded.act.type == "person.arrested.v1":
        _arrested(running, recorded, persons)
    _pass_by(running, recorded, before, state)


def _start(
    running: list[_Running], row: str, name: str, either: tuple[str, ...], recorded: Recorded,
    persons: tuple[UUID, ...], state: Any, acts: dict[int, Recorded],
) -> None:  # fmt: skip
    limit = LIMITS[row][-1]
    for person in persons or (None,):
        if not begins(row, name, recorded, person, state):
            continue
        same = [each for each in running if each.row == row and each.person == person and not each.ended]
        if same and row in CONTINUES:
            continue
        if limit.restrains or row in ANEW:
            for each in same:
                if each.name == name:
                    _close(each, recorded, "superseded", state)
        facts = facts_of(limit, name, recorded, person, state, acts)
        clock = _Running(row, name, either, person, recorded, facts)
        clock.measured = measure_of(row, name, person, state) is not None
        if row in DEDUCTING:
            clock.custody_days = _custody(running, person, day_at(clock.start))
        running.append(clock)
        clock.end = sent(limit, recorded)
        if clock.end is not None:
            _close(clock, recorded, "act", state)


def _end(running: list[_Running], rows: tuple[str, ...], recorded: Recorded, persons: Any, before: Any) -> None:
    """Closes the oldest clock of each accused concerned, and the stream's own unless others are still waiting."""
    open_ones = [each for each in running if each.row in rows and not each.ended]
    closed: set[UUID | None] = set()
    for each in open_ones:
        concerned = not persons or each.person in persons or (each.person is None and named_here(persons, before))
        if concerned and each.person not in closed:
            closed.add(each.person)
            each.facts = answered(each.facts, LIMITS[each.row][-1], recorded)
            _close(each, recorded, "act", before)


def _extend(running: list[_Running], name: str, recorded: Recorded, persons: Any, state: Any) -> None:
    rows = rows_of(name)
    reached: set[UUID | None] = set()
    for each in reversed(running):
        concerned = each.person is None or not persons or each.person in persons
        if each.row in rows and not each.ended and concerned and each.person not in reached:
            reached.add(each.person)
            implied = EXTENSION.get(name, 1) - 1 - len(each.extensions)
            each.extensions += [Extended() for _ in range(implied)]
            each.extensions.append(_extension(each, recorded, state))


def _extension(clock: _Running, recorded: Recorded, state: Any) -> Extended:
    """What the act says about the length of an extension; what it does not say is the row's own."""
    data = recorded.act.data
    until, since = (
        next((found for name in names if isinstance(found := getattr(data, name, None), date)), None)
        for names in (("runs_until", "until"), ("runs_from", "since"))
    )
    if until is None:
        measure = measure_of(clock.row, clock.name, clock.person, state)
        ordered = [clock.facts.until, *(each.until for each in clock.extensions)]
        until = measure.until if measure is not None and measure.until not in ordered else None
    length = None
    if isinstance(getattr(data, "months", None), int):
        length = Length(data.months, "months")
    elif isinstance(getattr(data, "days", None), int):
        length = Length(data.days, "days")
    elif since and until and not LIMITS[clock.row][-1].restrains:
        length = Length(max(1, (day_at(until) - day_at(since)).days + 1), "days")
    return Extended(length, False, until, recorded.version)


def _arrested(running: list[_Running], recorded: Recorded, persons: tuple[UUID, ...]) -> None:
    """Remand of somebody at liberty begins with the arrest. TTLT-04-2018/17"""
    for each in running:
        if each.facts.awaits_arrest and not each.ended and each.person in persons:
            each.facts = each.facts.begun(recorded)


def _pass_by(running: list[_Running], recorded: Recorded, before: Any, state: Any) -> None:
    for each in running:
        if each.ended or each.act is recorded:
            continue
        if each.measured and measure_of(each.row, each.name, each.person, state) is None:
            _close(each, recorded, "measure", before)
        elif state.stage != before.stage and passes(LIMITS[each.row][-1], state.stage):
            _close(each, recorded, "stage", before)


def _close(clock: _Running, recorded: Recorded, ended_by: EndedBy, state: Any) -> None:
    clock.ended, clock.ended_by = recorded, ended_by
    clock.end = clock.end or happened(recorded, SET_FREE if LIMITS[clock.row][-1].restrains else HOURS)
    clock.crime_class = crime_class_of(state, clock.person)


def _custody(running: list[_Running], person: UUID | None, first: date) -> int:
    """Days of custody before remand, a day begun counting as one: each is a day of remand. BLTTHS-2015/118/4"""
    days = 0
    for each in running:
        limit = each.limit
        if each.person != person or limit is None or limit.counting != "custody_hours":
            continue
        ends = [latest(first) if each.end is None else latest(each.end)]
        with suppress(CannotCount):
            ends.append(latest(due(limit, each.start, extensions=tuple(each.extensions)).due))
        length = min(ends) - latest(each.start)
        days += max(1, -(-length // DAY))
    return days


def _clock(clock: _Running, state: Any) -> Clock:
    limit = clock.limit
    crime_class = clock.crime_class if clock.ended else crime_class_of(state, clock.person)
    found, others, unknown = _counted(clock, limit, crime_class)
    observed = clock.row in _ENDED or clock.measured or clock.ended_by == "act"
    return Clock(
        clock.row, clock.name, limit, clock.person, clock.act.version, clock.start, clock.facts.counted_from,
        tuple(each.version for each in clock.extensions if each.version), clock.ended.version if clock.ended else 0,
        clock.end, clock.ended_by, crime_class, found, others, unknown, observed,
    )  # fmt: skip


def _counted(clock: _Running, limit: Limit | None, crime_class: str | None) -> tuple[Due | None, tuple[Due, ...], str]:
    if limit is None:
        return None, (), "not_in_force"
    if clock.facts.unknown:
        return None, (), clock.facts.unknown
    known: dict[str, Any] = {
        "order_length": clock.facts.length, "ordered_until": clock.facts.until, "version": clock.act.version,
        "extensions": tuple(clock.extensions), "custody_days": clock.custody_days,
    }  # fmt: skip
    if clock.either:
        rows = (limit_on(row, day_at(clock.start)) for row in clock.either)
        return None, tuple(due(row, clock.start, crime_class=crime_class, **known) for row in rows), "variant_unknown"
    try:
        return due(limit, clock.start, crime_class=crime_class, **known), (), ""
    except CannotCount as error:
        if error.code != "class_unknown":
            return None, (), error.code
    try:
        return None, possible(limit, clock.start, **known), "class_unknown"
    except CannotCount as error:
        return None, (), error.code
