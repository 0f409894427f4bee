"""What the table makes of a clock: its due, or every possible one and why none is certain."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from domain.kernel.catalogue import CATALOGUE
from domain.limits.allowed import CannotCount
from domain.limits.clock import Clock
from domain.limits.crosswalk import rows_of
from domain.limits.due import Due, Point, day_at, latest
from domain.limits.engine import Reduced, due, possible
from domain.limits.juvenile import HALF, TWO_THIRDS, Rule, rule_for
from domain.limits.rows import Limit, limit_on
from domain.limits.running import Running

_INVESTIGATIONS = ("investigation", "investigation_resumed", "investigation_again")
WITHIN: Mapping[str, tuple[str, ...]] = {  # remand never lasts longer than the investigation: TTLT-04-2018/14, 19
    "detention_investigation": _INVESTIGATIONS,
    "detention_resumed": _INVESTIGATIONS,
    "detention_again": _INVESTIGATIONS,
    "detention_supplementary": ("investigation_supplementary_procuracy", "investigation_supplementary_court"),
}

Found = tuple[Due | None, tuple[Due, ...], str]  # the due; or every possible one, and why

_ENDED = frozenset(row for act_type in CATALOGUE.values() for name in act_type.ends for row in rows_of(name))


def counted(clock: Running, running: Iterable[Running], young: Any, opened: date) -> Clock:
    """The clock with its due. `running`: those that were open before the last act or began with it, in order;
    `young`: the state of the stream when an accused is under 18, else None; `opened`: the day of its first act.
    """
    facts, before = clock.facts, clock.clock
    if before is not None and not clock.changed:  # it only ended: the due stays what it was to the last
        found, others, unknown = before.due, before.possible, before.unknown
    else:
        cap = _cap(clock, running) if clock.row in WITHIN else None
        rule: Rule = rule_for(clock.row, clock.person, young, opened) if young is not None else ""
        found, others, unknown = _by_age(clock, cap, rule) if rule else _counted(clock, cap, None)
    extended = tuple([each.version for each in clock.extensions if each.version]) if clock.extensions else ()
    observed = clock.row in _ENDED or clock.measured or clock.ended_by == "act"
    return Clock(
        clock.number, clock.row, clock.name, clock.limit, clock.person, clock.started, facts.start, facts.counted_from,
        extended, clock.ended, clock.end, clock.ended_by, clock.crime_class, found, others, unknown, observed,
    )  # fmt: skip


def _by_age(clock: Running, cap: Point | None, rule: Rule) -> Found:
    """The due of a clock by the rule for persons under 18."""
    found = _counted(clock, cap, TWO_THIRDS if rule == "two_thirds" else None)
    ordered = found[0] is not None and any(step.what == "ordered_until" for step in found[0].steps)
    if rule not in ("half", "unread") or ordered or not (found[0] or found[1]):
        return found
    less: Found = _counted(clock, cap, HALF) if rule == "half" else (None, (), "")
    ends = [each for each in (less[0], *less[1], found[0], *found[1]) if each is not None]
    return None, tuple(sorted(ends, key=lambda each: latest(each.due))), "juvenile_law"


def _cap(clock: Running, running: Iterable[Running]) -> Point | None:
    """The end of the investigation that is open (or was, to the last), beyond which remand for it does not go."""
    within, ended = WITHIN[clock.row], clock.ended
    caps = [each for each in running if each.row in within and (each.started < ended if ended else not each.ended)]
    found = _counted(caps[-1], None, None)[0] if caps else None
    return found.nominal_end if found else None


def _counted(clock: Running, cap: Point | None, reduced: Reduced | None) -> Found:
    """The due of a clock; or every possible one, and why."""
    facts, limit = clock.facts, clock.limit
    if limit is None or facts.unknown:
        return None, (), facts.unknown or "not_in_force"

    def due_by(row: Limit, crime_class: str | None) -> Due:
        return due(
            row, facts.start, crime_class=crime_class, order_length=facts.length, ordered_until=facts.until,
            extensions=clock.extensions, custody_days=clock.custody_days, capped_by=cap, reduced=reduced,
            version=clock.started,
        )  # fmt: skip

    try:
        if clock.either:
            rows = [limit_on(row, day_at(facts.start)) for row in clock.either]
            return None, tuple([due_by(row, clock.crime_class) for row in rows]), "variant_unknown"
        return due_by(limit, clock.crime_class), (), ""
    except CannotCount as error:
        if error.code != "class_unknown":
            return None, (), error.code
    try:
        return None, possible(limit, due_by), "class_unknown"
    except CannotCount as error:
        return None, (), error.code
