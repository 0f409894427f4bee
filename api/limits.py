"""The time limits of a case as JSON members: each clock with its arithmetic, and what came late."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from api.cases import CaseFile
from api.errors import BadRequest
from domain.kernel.calendar import day_of
from domain.limits import words
from domain.limits.cases import said
from domain.limits.clocks import Clock, clocks
from domain.limits.findings import Finding, late


def limits_on(file: CaseFile, day: date) -> Mapping[str, Any]:
    """The limits by the acts up to `day`, as they stand on that day.

    Raises: BadRequest when the acts up to that day do not stand on their own: one of them rests on a later one.
    """
    history = [item for item in file.history if day_of(item.act.occurred_at) <= day]
    try:
        running, missed = clocks(history), late(history)
    except LookupError:
        raise BadRequest("valid_at", "acts_out_of_order") from None
    return {
        "valid_at": day.isoformat(),
        "limits": [clock_member(clock, day) for clock in running],
        "late": [late_member(one) for one in missed],
    }


def clock_member(clock: Clock, day: date) -> Mapping[str, Any]:
    """One clock as JSON members."""
    standing, due = clock.standing(day), clock.due
    return {
        "limit": clock.limit_id,
        "name_vi": clock.limit.name_vi if clock.limit else None,
        "name_en": clock.limit.name_en if clock.limit else None,
        "article": clock.limit.article if clock.limit else None,
        "confirmed": clock.limit.confirmed if clock.limit else None,
        "person": str(clock.person) if clock.person else None,
        "started": clock.started,
        "start": said(clock.start),
        "counted_from": clock.counted_from,
        "extended": list(clock.extended),
        "ended": clock.ended or None,
        "ended_by": clock.ended_by or None,
        "crime_class": clock.crime_class,
        "due": said(due.due) if due else None,
        "due_strict": said(due.due_strict) if due else None,
        "nominal_end": said(due.nominal_end) if due else None,
        "roll_basis": due.roll_basis if due else None,
        "certain": due.certain if due else False,
        "possible": [said(each.due) for each in clock.possible],
        "unknown": clock.unknown or None,
        "standing": standing.word,
        "days": standing.days,
        "arithmetic_vi": list(words.arithmetic(due)) if due else [],
        "arithmetic_en": list(words.arithmetic(due, "en")) if due else [],
        "rule_set": due.rule_set if due else None,
    }


def late_member(one: Finding) -> Mapping[str, Any]:
    """One act that came late as JSON members."""
    return {
        "limit": one.limit_id,
        "name_vi": one.due.limit.name_vi,
        "name_en": one.due.limit.name_en,
        "article": one.article,
        "person": str(one.person) if one.person else None,
        "due": said(one.due.due),
        "done": said(one.done),
        "days": one.days,
        "started": one.started,
        "ended": one.ended,
        "certain": one.certain,
        "arithmetic_vi": list(words.arithmetic(one.due)),
        "arithmetic_en": list(words.arithmetic(one.due, "en")),
        "rule_set": one.due.rule_set,
    }
