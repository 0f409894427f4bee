"""Which limits run in a stream, folded from its acts.

An act whose type starts a limit opens a clock: one for each accused whom it names, else one for the stream. An act
that extends it lengthens the clock that runs; one that ends it closes the oldest. What no act closes, the course of
the proceedings does: a stage that leaves the period behind, or a measure that is no longer in force.

Nothing is guessed. Where the class of crime, the hour or the day is not recorded the clock says so, and `possible`
holds every end that the law allows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import apply, initial
from domain.limits import due as counted
from domain.limits.allowed import CannotCount
from domain.limits.crosswalk import rows_of
from domain.limits.due import Due, Point, Standing, day_at, latest
from domain.limits.engine import Reduced, due, possible
from domain.limits.facts import crime_class_of
from domain.limits.juvenile import HALF, TWO_THIRDS, rule_for
from domain.limits.rows import Limit, limit_on
from domain.limits.running import EndedBy, Moment, Running, follow

_INVESTIGATIONS = ("investigation", "investigation_resumed", "investigation_again")
WITHIN: Mapping[str, tuple[str, ...]] = {  # remand never lasts longer than the investigation: TTLT-04-2018/14, 19
    "detention_investigation": _INVESTIGATIONS,
    "detention_resumed": _INVESTIGATIONS,
    "detention_again": _INVESTIGATIONS,
    "detention_supplementary": ("investigation_supplementary_procuracy", "investigation_supplementary_court"),
}

Found = tuple[Due | None, tuple[Due, ...], str]  # the due; or every possible one, and why

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
        known = first.word == last.word and (len(self.possible) > 1 or last.word != "running")
        return last if known else Standing("unknown")


def clocks(history: Iterable[Recorded]) -> tuple[Clock, ...]:
    """The clocks of one stream in the order in which they started. `history`: its acts, from the first."""
    running: list[Running] = []
    acts: dict[int, Recorded] = {}
    state: Any = None
    for recorded in history:
        before = initial(recorded.act.kind) if state is None else state
        state = apply(before, recorded)
        acts[recorded.version] = recorded
        follow(running, Moment(recorded, before, state, acts))
    return tuple(_clock(each, running, state, acts) for each in running)


def _clock(clock: Running, running: list[Running], state: Any, acts: Mapping[int, Recorded]) -> Clock:
    crime_class = clock.crime_class if clock.ended else crime_class_of(state, clock.person)
    found, others, unknown = _by_age(clock, crime_class, _cap(clock, running, state), state, acts)
    observed = clock.row in _ENDED or clock.measured or clock.ended_by == "act"
    return Clock(
        clock.row, clock.name, clock.limit, clock.person, clock.act.version, clock.facts.start,
        clock.facts.counted_from, tuple(each.version for each in clock.extensions if each.version),
        clock.ended.version if clock.ended else 0, clock.end, clock.ended_by, crime_class, found, others, unknown,
        observed,
    )  # fmt: skip


def _by_age(
    clock: Running, crime_class: str | None, cap: Point | None, state: Any, acts: Mapping[int, Recorded]
) -> Found:
    """The due of a clock by the rule for persons under 18 where one is concerned."""
    rule = rule_for(clock.row, clock.person, state, day_of(acts[1].act.occurred_at))
    found = _counted(clock, crime_class, cap, TWO_THIRDS if rule == "two_thirds" else None)
    ordered = found[0] is not None and any(step.what == "ordered_until" for step in found[0].steps)
    if rule not in ("half", "unread") or ordered or not (found[0] or found[1]):
        return found
    less: Found = _counted(clock, crime_class, cap, HALF) if rule == "half" else (None, (), "")
    ends = [each for each in (less[0], *less[1], found[0], *found[1]) if each is not None]
    return None, tuple(sorted(ends, key=lambda each: latest(each.due))), "juvenile_law"


def _cap(clock: Running, running: list[Running], state: Any) -> Point | None:
    """The end of the investigation that was open to the last, beyond which remand for it does not go."""
    last = clock.ended.version if clock.ended else state.version + 1
    for each in reversed([each for each in running if each.row in WITHIN.get(clock.row, ())]):
        if not each.ended or each.ended.version > last:
            crime_class = each.crime_class if each.ended else crime_class_of(state, None)
            found, _, _ = _counted(each, crime_class, None, None)
            return found.nominal_end if found else None
    return None


def _counted(clock: Running, crime_class: str | None, cap: Point | None, reduced: Reduced | None) -> Found:
    """The due of a clock; or every possible one, and why."""
    limit = clock.limit
    if limit is None or clock.facts.unknown:
        return None, (), clock.facts.unknown or "not_in_force"
    start = clock.facts.start
    known: dict[str, Any] = {
        "order_length": clock.facts.length, "ordered_until": clock.facts.until, "version": clock.act.version,
        "extensions": tuple(clock.extensions), "custody_days": clock.custody_days, "capped_by": cap,
        "reduced": reduced,
    }  # fmt: skip
    try:
        if clock.either:
            rows = (limit_on(row, day_at(start)) for row in clock.either)
            return None, tuple(due(row, start, crime_class=crime_class, **known) for row in rows), "variant_unknown"
        return due(limit, start, crime_class=crime_class, **known), (), ""
    except CannotCount as error:
        if error.code != "class_unknown":
            return None, (), error.code
    try:
        return None, possible(limit, start, **known), "class_unknown"
    except CannotCount as error:
        return None, (), error.code
