"""The clocks of one stream, act by act."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.limits.clock import Clock
from domain.limits.counting import WITHIN, counted
from domain.limits.facts import Moment, happened
from domain.limits.running import Course, follow, named_by, pass_by
from domain.states.criminal_case import CriminalCase, recharged, touched

_CAPPING = frozenset(row for rows in WITHIN.values() for row in rows)


class Clocks:
    """The clocks of one stream, up to the last act taken. Nearly all of the work is for the clocks that an act
    touches; an act that names no limit and changes neither the stage nor an accused costs nothing.
    """

    __slots__ = ("_classes", "_course", "_opened", "_orders", "_young")

    def __init__(self) -> None:
        self._course = Course()
        self._orders: dict[int, Recorded] = {}
        self._classes: dict[UUID | None, str | None] = {}
        self._opened: date | None = None  # day of the first act
        self._young = False  # an accused is under 18

    @property
    def all(self) -> tuple[Clock, ...]:
        """Every clock so far, in the order in which they started."""
        return tuple(each.clock for each in self._course.all if each.clock is not None)

    def take(self, recorded: Recorded, before: Any, after: Any) -> tuple[Clock, ...]:
        """Takes the next act, `before` and `after` being the states around it; gives the clocks that it started,
        ended or changed.
        """
        act, course = recorded.act, self._course
        if self._opened is None:
            self._opened = day_of(act.occurred_at)
        named, entered = named_by(act.type), before.stage != after.stage
        persons: tuple[UUID, ...] = ()  # whom the act touched
        charged = False
        if isinstance(after, CriminalCase):
            persons = touched(before, after)
            charged = recharged(before, after, persons)
        if charged:
            self._classes.clear()
        if named is None and not persons and not charged and not (entered and course.open):
            return ()
        if persons:
            self._note(recorded, after, persons)
        at = Moment(
            recorded, before, after, self._orders, self._classes, act.data.persons if named else (), happened(recorded)
        )
        if named is not None:
            follow(course, named, at)
        if persons or entered:
            pass_by(course, at)
        if charged:
            self._reclassify(at)
        return self._count(after)

    def _note(self, recorded: Recorded, after: CriminalCase, persons: tuple[UUID, ...]) -> None:
        """Keeps what later acts need of this one: orders of remand, and whether somebody is under 18."""
        accused = [one for person in persons if (one := after.accused.get(person)) is not None]
        version = recorded.version
        if any(each.ordered == version and each.kind == "remand" for one in accused for each in one.measures):
            self._orders[version] = recorded
        young = any(each.juvenile for each in after.accused.values())
        if young or self._young:
            for each in self._course.open:
                each.changed = True
        self._young = young

    def _reclassify(self, at: Moment) -> None:
        """Takes the classes of crime that the act leaves."""
        for each in self._course.open:
            if not each.ended and (crime_class := at.crime_class(each.person)) != each.crime_class:
                each.crime_class, each.changed = crime_class, True

    def _count(self, after: Any) -> tuple[Clock, ...]:
        """The clocks that changed, counted anew."""
        course, young = self._course, after if self._young else None
        running = course.open
        concerned = [each for each in running if each.changed or each.ended]
        if any(each.row in _CAPPING for each in concerned):  # what it caps is counted anew with it
            concerned = [each for each in running if each.changed or each.ended or each.row in WITHIN]
            for each in concerned:
                each.changed |= each.row in WITHIN
        found, over = [], False
        for each in concerned:
            clock = counted(each, running, young, self._opened or date.min)
            each.changed, over = False, over or each.ended > 0
            if clock != each.clock:
                each.clock = clock
                found.append(clock)
        if over:
            course.open = [each for each in running if not each.ended]
        return tuple(found)
