"""Acts that came after their limit was due. A finding is a fact about dates, not a judgment on anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.kernel.act import Recorded
from domain.limits.clocks import Clock, clocks
from domain.limits.due import Due, Point, days_late


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
    certain: bool  # False: the row, the hour, the days off or the day of receipt is not certain

    @property
    def versions(self) -> tuple[int, ...]:
        """The acts concerned."""
        return (self.started, self.ended)


def late(history: Iterable[Recorded]) -> tuple[Finding, ...]:
    """What came late in one stream, in the order in which it was done.

    Where the class of crime is not known it is late only beyond the longest length that the law allows.
    """
    found = (_finding(clock) for clock in clocks(history))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.ended, each.started)))


def _finding(clock: Clock) -> Finding | None:
    due = clock.due or (clock.possible[-1] if clock.possible else None)
    if due is None or clock.end is None or clock.ended_by not in ("act", "measure"):
        return None
    days = days_late(due.due, clock.end)
    if not days:
        return None
    from_receipt = "receive" in due.limit.starts and clock.counted_from == "act"
    return Finding(
        clock.limit_id, due.limit.article, clock.person, due, clock.end, days, clock.started, clock.ended,
        due.certain and clock.due is not None and not from_receipt,
    )  # fmt: skip
