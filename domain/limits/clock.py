"""A clock: one limit that ran, or runs, in a stream."""

from typing import Literal, NamedTuple
from uuid import UUID

from domain.limits import due as counted
from domain.limits.due import Due, Point, Standing
from domain.limits.rows import Limit

EndedBy = Literal["", "act", "stage", "measure", "superseded"]


class Clock(NamedTuple):
    """One limit that ran, or runs, in a stream. When it has ended nothing that comes later changes it."""

    number: int  # among the clocks of the stream, in the order in which they started
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
