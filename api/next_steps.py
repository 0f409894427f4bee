"""What happens next in a file: the acts that are lawful from where it stands, by whom, and by when.

First what a running limit waits for, the earliest end before all; then the acts that move the proceedings on; then
everything else that is lawful, by module. That an act is lawful from a stage does not say that it would be granted:
the checks of its type still judge what it says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from api.cases import CaseFile
from api.errors import BadRequest
from api.law import Chapter, chapters
from api.limits import clock_member
from domain.kernel.act_type import ANY, ActType
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import initial
from domain.law.codes import law_on
from domain.limits.clocks import Clock, clocks
from domain.limits.crosswalk import rows_of
from domain.limits.due import Due, has_come, latest, midnight
from domain.states.stream import Stream

MOST = date(9999, 1, 1)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A running limit, and the acts lawful now that would end it."""

    clock: Clock
    acts: tuple[ActType, ...]

    @property
    def due(self) -> Due | None:
        """The end that is certain; else the latest one that the law allows."""
        return self.clock.due or (self.clock.possible[-1] if self.clock.possible else None)


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What may happen next in a file, as of a day."""

    day: date
    stage: str
    awaited: tuple[Awaited, ...]  # restraints of liberty first, then the earliest due
    moving: tuple[ActType, ...]  # the others that lead to another stage, the procuracy's own first
    others: tuple[Chapter, ...]  # everything else, by module


def next_steps(file: CaseFile, day: date) -> NextSteps:
    """What may happen next by the acts up to the day.

    Raises: BadRequest when the acts up to that day do not stand on their own.
    """
    state: Stream = file.state(day) or initial(file.kind)
    try:
        found = clocks([item for item in file.history if day_of(item.act.occurred_at) <= day])
    except LookupError:
        raise BadRequest("valid_at", "acts_out_of_order") from None
    lawful = lawful_acts(file.kind, state.stage, day)
    waiting = [
        Awaited(clock, tuple(act_type for act_type in lawful if clock.limit_id in ended_by(act_type)))
        for clock in found
        if clock.observed and not (clock.ended and (clock.end is None or has_come(clock.end, day)))
    ]
    named = {act_type.key for each in waiting for act_type in each.acts}
    moving = [act_type for act_type in lawful if act_type.key not in named and moves(act_type, state.stage)]
    named |= {act_type.key for act_type in moving}
    others = chapters(act_type for act_type in lawful if act_type.key not in named)
    return NextSteps(
        day,
        state.stage,
        tuple(sorted(waiting, key=_pressing)),
        tuple(sorted(moving, key=lambda act_type: not act_type.own)),
        tuple(chapter for chapter in others if chapter.acts),
    )


@lru_cache(maxsize=512)
def lawful_acts(kind: str, stage: str, day: date) -> tuple[ActType, ...]:
    """The acts that may be recorded in a stream at this stage, by the law of the day, in the order of the procedure."""
    return tuple(
        act_type
        for act_type in CATALOGUE.values()
        if kind in act_type.kinds
        and (stage in act_type.lawful_from or ANY in act_type.lawful_from)
        and law_on(act_type.law, day)
    )


@cache
def ended_by(act_type: ActType) -> frozenset[str]:
    """The limits that acts of the type end."""
    return frozenset(row for name in act_type.ends for row in rows_of(name))


def moves(act_type: ActType, stage: str) -> bool:
    """Whether acts of the type lead on to another stage."""
    return any(after not in (stage, ANY) for after in act_type.leads_to)


def _pressing(each: Awaited) -> tuple[bool, Any, int]:
    liberty = each.clock.limit is not None and each.clock.limit.restrains
    return not liberty, latest(each.due.due) if each.due else midnight(MOST), each.clock.number


def next_member(found: NextSteps) -> Mapping[str, Any]:
    """What may happen next as JSON members."""
    return {
        "valid_at": found.day.isoformat(),
        "stage": found.stage,
        "awaited": [
            {**clock_member(each.clock, found.day), "acts": [_act_member(act_type) for act_type in each.acts]}
            for each in found.awaited
        ],
        "moving": [_act_member(act_type) for act_type in found.moving],
        "others": [
            {
                "module": chapter.module,
                "name_vi": chapter.name_vi,
                "name_en": chapter.name_en,
                "acts": [_act_member(act_type) for act_type in chapter.acts],
            }
            for chapter in found.others
        ],
    }


def _act_member(act_type: ActType) -> Mapping[str, Any]:
    return {
        "type": act_type.key,
        "name_vi": act_type.name_vi,
        "name_en": act_type.name_en,
        "issuer": act_type.issuer,
        "own": act_type.own,
        "signed_by": list(act_type.signed_by),
        "leads_to": list(act_type.leads_to),
        "law": list(act_type.law),
        "form": act_type.form,
        "confirmed": act_type.confirmed,
    }
