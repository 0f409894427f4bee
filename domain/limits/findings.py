"""Acts that came after their limit was due. A finding is a fact about dates, not a judgment on anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.kernel.act import Act, Recorded
from domain.limits.clocks import Clock, clocks
from domain.limits.due import Due, Point, days_late

GAP = "gap.noted.v1"  # the file lacks earlier acts, so an extension may be missing
LAPSED = ("judgment.became_final.v1", "first_settlement.became_effective.v1")  # a right was not used, nothing is late


@dataclass(frozen=True, slots=True)
class Finding:
    """One limit that was not kept."""

    limit_id: str
    article: str
    person: UUID | None  # the accused; None: the whole stream
    due: Due
    done: Point
    days: int  # late, a day begun counting as one
    started: int  # version of the act
    ended: int  # version of the act that came late
    certain: (
        bool  # False: the row, an hour, a day off or a receipt is not certain, or the file declares that it lacks acts
    )

    @property
    def versions(self) -> tuple[int, ...]:
        """The acts concerned."""
        return tuple(sorted({self.started, self.ended}))


def late(history: Iterable[Recorded]) -> tuple[Finding, ...]:
    """What came late in one stream, in the order in which it was done.

    Where the class of crime is not known it is late only beyond the longest length that the law allows.
    """
    acts = tuple(history)
    running = clocks(acts)
    whole = not any(recorded.act.type == GAP for recorded in acts)
    done = {recorded.version: recorded.act for recorded in acts}
    found = (of_clock(clock, done[clock.ended], running, whole) for clock in running if clock.ended)
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.ended, each.started)))


def of_clock(clock: Clock, act: Act, others: Iterable[Clock], whole: bool) -> Finding | None:
    """What the act that ended the clock did too late; `others` are the clocks beside it."""
    found = _finding(clock, whole)
    if found is None or (found.due.limit.right and act.type in LAPSED):
        return None
    return None if _excused(found, act.data, others) else found


def _excused(found: Finding, data: Any, others: Iterable[Clock]) -> bool:
    """Whether the limit is not that of the protest which came after it."""
    if found.limit_id == "cassation_protest_adverse":  # none in the convict's favour: BLTTHS-2015/379/2
        return getattr(data, "direction", None) != "unfavourable"
    level = data.level if "level" in data.model_fields_set else None
    if found.limit_id == "protest_judgment_higher":
        return level == "same"
    if found.limit_id != "protest_judgment_same_level" or level == "same":
        return False
    higher = [clock for clock in others if clock.limit_id == "protest_judgment_higher" and clock.due]
    return level == "superior" or any(
        clock.due and not days_late(clock.due.due, found.done) for clock in higher
    )  # BLTTHS-2015/337/1


def _finding(clock: Clock, whole: bool) -> Finding | None:
    due = clock.due or (clock.possible[-1] if clock.possible else None)
    if due is None or clock.end is None or clock.ended_by not in ("act", "measure"):
        return None
    days = days_late(due.due, clock.end)
    if not days:
        return None
    from_receipt = due.limit.from_receipt and clock.counted_from == "act"
    return Finding(
        clock.limit_id, due.limit.article, clock.person, due, clock.end, days, clock.started, clock.ended,
        whole and due.certain and clock.due is not None and not from_receipt,
    )  # fmt: skip
