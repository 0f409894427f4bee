"""The time limits of a case as lines of its page: each with its arithmetic, and what came late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from api.cases import CaseFile
from domain.kernel.calendar import day_of
from domain.limits import words
from domain.limits.clocks import Clock, clocks
from domain.limits.findings import Finding, late

# what presses first
ORDER = ("overdue", "running", "paused", "met_late", "unknown", "unobserved", "met", "expired", "closed")


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit that runs, or ran."""

    name_vi: str
    name_en: str
    article: str
    confirmed: bool
    concerns: str | None  # label of the accused; None: the whole case
    word: str  # of its standing
    standing_vi: str
    standing_en: str
    due: str
    due_strict: str
    steps: tuple[tuple[str, str], ...]  # the arithmetic, Vietnamese and English
    started: int  # version of the act
    ended: int  # version, 0 for none


@dataclass(frozen=True, slots=True)
class LateLine:
    """One act that came after its limit."""

    name_vi: str
    name_en: str
    article: str
    concerns: str | None
    due: str
    done: str
    days: int
    started: int
    ended: int
    certain: bool
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a case as of a day."""

    day: date
    lines: tuple[LimitLine, ...]
    late: tuple[LateLine, ...]


def limits_of(file: CaseFile, day: date, labels: Mapping[UUID, str]) -> Limits | None:
    """The limits by the acts up to `day`; None when those acts do not stand without a later one."""
    history = [item for item in file.history if day_of(item.act.occurred_at) <= day]
    try:
        found, missed = clocks(history), late(history)
    except LookupError:
        return None
    lines = sorted((_line(clock, day, labels) for clock in found), key=lambda line: ORDER.index(line.word))
    return Limits(day, tuple(lines), tuple(_late(one, labels) for one in missed))


def _line(clock: Clock, day: date, labels: Mapping[UUID, str]) -> LimitLine:
    standing, limit, due = clock.standing(day), clock.limit, clock.due
    unknown = words.UNKNOWN[clock.unknown] if clock.unknown else ("", "")
    steps = tuple(zip(words.arithmetic(due, "vi"), words.arithmetic(due, "en"), strict=True)) if due else ()
    possible = ", ".join(words.point(one.due) for one in clock.possible)
    return LimitLine(
        limit.name_vi if limit else clock.limit_id,
        limit.name_en if limit else clock.limit_id,
        limit.article if limit else "",
        limit is None or limit.confirmed == "yes",
        labels.get(clock.person, "?") if clock.person else None,
        standing.word,
        "; ".join(part for part in (words.standing(standing, "vi"), unknown[0]) if part),
        "; ".join(part for part in (words.standing(standing, "en"), unknown[1]) if part),
        words.point(due.due) if due else f"{possible}?" if possible else "",
        words.point(due.due_strict) if due else "",
        steps,
        clock.started,
        clock.ended,
    )


def _late(one: Finding, labels: Mapping[UUID, str]) -> LateLine:
    return LateLine(
        one.due.limit.name_vi,
        one.due.limit.name_en,
        one.article,
        labels.get(one.person, "?") if one.person else None,
        words.point(one.due.due),
        words.point(one.done),
        one.days,
        one.started,
        one.ended,
        one.certain,
        tuple(zip(words.arithmetic(one.due, "vi"), words.arithmetic(one.due, "en"), strict=True)),
    )
