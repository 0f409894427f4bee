"""Counting time limits. Pure: the same question has the same answer for ever. BLTTHS-2015/134

    due(limit_on("investigation", day), day, crime_class="serious")

What article 134 leaves open is decided in one place each, and both readings are kept: `due` leaves the trigger day
out and rolls, `due_strict` counts it and does not. The end of a restraint of liberty never rolls.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from domain.limits import calendar
from domain.limits.allowed import CannotCount, allowed_extension, length_for
from domain.limits.due import DAY, Due, Point, Step, day_at, earliest, latest
from domain.limits.lengths import Amount, Length, add_months, amount_of
from domain.limits.rows import Limit

REMAND_MONTH = 30  # days: BLTTHS-2015/134/1
HOUR = timedelta(hours=1)
UNCONFIRMED = (Step("unconfirmed"),)
NEVER_ROLLS = (Step("never_rolls"),)


@dataclass(frozen=True, slots=True)
class Extended:
    """An extension that was granted."""

    length: Length | None = None  # None: as the row allows for the next one
    total: bool = False  # a new total from the same start; only with a length
    until: Point | None = None  # last day or hour, where a decision on a restraint says it
    version: int = 0  # of the act


@dataclass(frozen=True, slots=True)
class Reduced:
    """The part of every length of the law that holds for persons under 18; what an order fixes stays as it is."""

    numerator: int
    denominator: int
    article: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted, both included."""

    first: date
    last: date


class _Counted(NamedTuple):
    """The outcome of a profile."""

    nominal: Point
    due: Point
    strict: Point
    basis: Any = "none"  # of the roll
    steps: tuple[Step, ...] = ()


def due(
    limit: Limit,
    start: Point,
    *,
    crime_class: str | None = None,
    order_length: Length | None = None,
    ordered_until: Point | None = None,
    extensions: tuple[Extended, ...] = (),
    pauses: tuple[Pause, ...] = (),
    custody_days: int = 0,
    capped_by: Point | None = None,
    reduced: Reduced | None = None,
    version: int = 0,
) -> Due:
    """When `limit` is due that started at `start` (for a limit counted back: the end it is counted from).

    `order_length` and `ordered_until` are what an order fixed within the law. Raises: CannotCount.
    """
    until = _order_end(limit, ordered_until, extensions)
    try:
        totals, lengths = _totals(limit, crime_class, order_length, extensions, reduced)
    except CannotCount:
        if until is None:
            raise
        chosen, lengths = _Counted(until, until, until), ()  # the order itself says when it ends
    else:
        chosen = _count(limit, start, totals[0], pauses, custody_days)
        for total in totals[1:]:
            chosen = max(chosen, _count(limit, start, total, pauses, custody_days), key=_end_of)
    end, strict = chosen.due, chosen.strict
    cuts: tuple[Step, ...] = ()
    if until is not None or capped_by is not None:
        end, strict = _cut(limit, start, chosen, until, capped_by)
        cuts = _cuts(chosen, until, end)
    doubt = () if limit.confirmed == "yes" else UNCONFIRMED
    started = Step("started", start, None, None, 0, (), "", version)  # by place: named members cost twice as much
    return Due(
        limit, start, chosen.nominal, end, strict, chosen.basis, (started, *lengths, *chosen.steps, *cuts, *doubt)
    )


def _order_end(limit: Limit, ordered: Point | None, extensions: tuple[Extended, ...]) -> Point | None:
    """The end that the newest order on a restraint names; an order of before an extension no longer counts."""
    if not limit.restrains:
        return None
    return extensions[-1].until if extensions else ordered


def _cut(limit: Limit, start: Point, chosen: _Counted, until: Point | None, cap: Point | None) -> tuple[Point, Point]:
    """The due and the strict due when an order or another limit ends earlier than the law's length."""
    hourly = limit.counting in HOURLY
    end = chosen.due
    for other in (until, cap):
        end = end if other is None else min(end, other, key=latest)
    if limit.counting != "before_end":
        end = max(end, start if hourly else day_at(start), key=latest)
    warned = end if until is not None or hourly else day_at(end)
    return end, chosen.strict if end == chosen.due else min(chosen.strict, warned, key=latest)


def _cuts(chosen: _Counted, until: Point | None, end: Point) -> tuple[Step, ...]:
    if end == until:
        return (Step("ordered_until", at=end),)
    return () if end == chosen.due else (Step("capped", at=end),)


def possible(limit: Limit, due_by: Callable[[Limit, str | None], Due]) -> tuple[Due, ...]:
    """One `Due` for each class of crime that can be counted, the earliest first. Raises: CannotCount when none can."""
    found, error = [], CannotCount("no_length", limit.id)
    for crime_class in limit.lengths:
        try:
            found.append(due_by(limit, crime_class))
        except CannotCount as raised:
            error = raised
    if not found:
        raise error
    return tuple(sorted(found, key=lambda each: latest(each.due)))


@lru_cache(maxsize=4096)
def _totals(
    limit: Limit, crime_class: str | None, ordered: Length | None, extensions: tuple[Extended, ...],
    reduced: Reduced | None,
) -> tuple[tuple[Amount, ...], tuple[Step, ...]]:  # fmt: skip
    """The whole length at first and after each extension (the longest one counts, so none shortens), and the steps."""
    base = ordered or length_for(limit, crime_class)
    steps = [Step("ordered_length" if ordered else "length", length=base, article=limit.article)]
    if reduced and not ordered:
        base = _part(base, reduced)
        steps.append(Step("reduced", length=base, article=reduced.article))
    totals: list[tuple[Length, ...]] = [(base,)]
    for earlier, entry in enumerate(extensions):
        length, total = entry.length, entry.total
        if length is None:
            length, total = allowed_extension(limit, crime_class, earlier)
            length = _part(length, reduced) if reduced else length
        what = "extended_in_total" if total else "extended"
        steps.append(Step(what, length=length, version=entry.version, at=entry.until))  # type: ignore[arg-type]
        totals.append((length,) if total else (*totals[-1], length))
    return tuple(map(amount_of, totals)), tuple(steps)


def _part(length: Length, reduced: Reduced) -> Length:
    """The part of a length, in whole months where it comes out so, else in days, rounded down."""
    n, rest = divmod(length.n * reduced.numerator, reduced.denominator)
    if length.unit != "months" or not rest:
        return Length(max(1, n), length.unit)
    return Length(REMAND_MONTH * length.n * reduced.numerator // reduced.denominator, "days")


def _end_of(counted: _Counted) -> datetime:
    return latest(counted.nominal)


HOURLY = ("hours", "custody_hours")


def _count(limit: Limit, start: Point, total: Amount, pauses: tuple[Pause, ...], custody: int) -> _Counted:
    if limit.counting == "before_end":
        return _before(start, total)
    if limit.counting in HOURLY or total.hours:
        return _by_hours(limit, start, total)
    if limit.counting == "detention_inclusive":
        return _remand(day_at(start), total, custody)
    return _by_days(limit, day_at(start), total, pauses)


def _by_hours(limit: Limit, start: Point, total: Amount) -> _Counted:
    """Clock to clock; a day is 24 hours."""
    hours = HOUR * (total.hours + 24 * total.days)
    doubt = () if isinstance(start, datetime) else (Step("hour_unknown", at=start),)
    held = NEVER_ROLLS if limit.restrains else ()
    end = latest(start) + hours
    return _Counted(end, end, earliest(start) + hours, "none", (*doubt, Step("ends", end), *held))


def _remand(first: date, total: Amount, custody: int) -> _Counted:
    """The first day is day 1, a month is 30 days, custody is deducted. BLTTHS-2015/134/1, 118/4; TTLT-04-2018/17"""
    days = REMAND_MONTH * total.months + total.days - custody
    end = first + DAY * max(days - 1, 0)
    deducted = (Step("custody_deducted", number=custody, article="BLTTHS-2015/118/4"),) if custody else ()
    return _Counted(end, end, end, "none", (*deducted, Step("ends", end), *NEVER_ROLLS))


def _before(end: Point, total: Amount) -> _Counted:
    """Counted back from an end; on a day off, the working day before."""
    hours = HOUR * total.hours
    if hours:
        doubt = () if isinstance(end, datetime) else (Step("hour_unknown", at=end),)
        at = latest(end) - hours
        return _Counted(at, at, earliest(end) - hours, steps=(*doubt, Step("ends", at=at)))
    nominal = add_months(day_at(end), -total.months) - DAY * total.days
    moved = calendar.working_before(nominal)
    return _Counted(nominal, moved, moved, "practice", (Step("ends", at=nominal), *_moved(nominal, moved)))


def _by_days(limit: Limit, start: date, total: Amount, pauses: tuple[Pause, ...]) -> _Counted:
    """Days, working days, months and years: the trigger day is not counted, and the last day rolls."""
    if pauses:
        return _days(start, total, limit.restrains, pauses)
    return _days_on(start, total, limit.restrains)


def _days(start: date, total: Amount, restrains: bool, pauses: tuple[Pause, ...] = ()) -> _Counted:
    nominal = _end(start, total)
    strict = _end(start - DAY, total) if total.working_days else nominal - DAY
    steps = []
    for pause in _apart(pauses):
        first = max(pause.first, start + DAY)
        if first <= nominal and pause.last >= first:
            missed = pause.last - first + DAY
            nominal, strict = nominal + missed, strict + missed
            steps.append(Step("paused", at=first, to=pause.last, number=missed.days))
    steps.append(Step("ends", at=nominal))
    if restrains:
        return _Counted(nominal, nominal, nominal, steps=(*steps, *NEVER_ROLLS))
    rolled = calendar.next_working(nominal)
    basis = "text" if total.months else "practice"
    return _Counted(nominal, rolled, max(strict, start), basis, (*steps, *_moved(nominal, rolled)))


_days_on = lru_cache(maxsize=16384)(_days)  # many clocks of all files start on one day and have one length


def _end(start: date, total: Amount) -> date:
    end = add_months(start, total.months) + DAY * total.days
    return calendar.working_day_after(end, total.working_days)


@lru_cache(maxsize=4096)
def _moved(nominal: date, moved: date) -> tuple[Step, ...]:
    """The steps of a roll, and of a doubt about the calendar. BLTTHS-2015/134/1"""
    low, high = min(nominal, moved), max(nominal, moved)
    doubt = () if calendar.all_known(low, high) else (Step("calendar_unknown", at=nominal),)
    if nominal == moved:
        return doubt
    what = "rolled" if moved > nominal else "moved_back"
    days = tuple(calendar.days_off(low, high))
    return (Step(what, at=nominal, to=moved, days=days, article="BLTTHS-2015/134/1"), *doubt)  # type: ignore[arg-type]


def _apart(pauses: Iterable[Pause]) -> list[Pause]:
    """The pauses in order, those that touch or overlap made one."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.first):
        if merged and pause.first <= merged[-1].last + DAY:
            merged[-1] = Pause(merged[-1].first, max(merged[-1].last, pause.last))
        else:
            merged.append(pause)
    return merged
