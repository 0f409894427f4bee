"""What counting a limit gives: when it is due, and the arithmetic that led there, step by step."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from domain.kernel.calendar import VIETNAM, vietnamese_day
from domain.limits.lengths import Length
from domain.limits.rows import RULES_VERSION, Limit

DAY = timedelta(days=1)
Point = date | datetime  # a day, or an aware moment where hours are counted

What = Literal[
    "started",  # at `at`, by act `version`
    "hour_unknown",  # the hour of `at` is not recorded: counted from its end, warned from its beginning
    "length",  # the rule: `length` by `article`
    "ordered_length",  # the order fixes `length`
    "reduced",  # to `length` for a person under 18, by `article`
    "extended",  # by `length`, act `version`
    "extended_in_total",  # to `length` from the start, act `version`
    "custody_deducted",  # `number` days
    "paused",  # `number` days from `at` to `to` are not counted
    "ends",  # before any roll
    "ordered_until",  # the order itself ends on `at`
    "rolled",  # from `at` to `to` over the days off `days`
    "moved_back",  # from `at` to `to` over the days off `days`
    "never_rolls",  # a restraint of liberty
    "capped",  # `at` comes before the end
    "calendar_unknown",  # days off near `at` are not all announced or not in the table
    "unconfirmed",  # the row was not read in the text of the law, or in part only
]


class Step(NamedTuple):
    """One step of the arithmetic; only the members that its kind needs are set."""

    what: What
    at: Point | None = None
    to: Point | None = None
    length: Length | None = None
    number: int = 0  # of days
    days: tuple[date, ...] = ()
    article: str = ""
    version: int = 0  # of the act, 0 for none


class Due(NamedTuple):
    """When a limit is due. Days end at 24:00."""

    limit: Limit
    start: Point
    nominal_end: Point  # before any roll or cap
    due: Point
    due_strict: Point  # trigger day counted and no roll: the day to warn on
    roll_basis: Literal["text", "practice", "none"]
    steps: tuple[Step, ...]
    rule_set: str = RULES_VERSION

    @property
    def by_hour(self) -> bool:
        """Whether it is due at an hour, not at the end of a day."""
        return isinstance(self.due, datetime)

    @property
    def certain(self) -> bool:
        """Whether every day off that mattered is certain, and the row and the hour are known."""
        doubts = ("calendar_unknown", "hour_unknown", "unconfirmed")
        return not any(step.what in doubts for step in self.steps)


class Standing(NamedTuple):
    """How a limit stands at a moment."""

    # closed: left behind, nobody says whether in time; unobserved: no act can show it; unknown: cannot be counted
    # expired: a right was not used
    word: Literal["running", "paused", "met", "met_late", "overdue", "expired", "closed", "unobserved", "unknown"]
    days: int = 0  # late, a day begun counting as one


@lru_cache(maxsize=16_384)  # the clocks of many files are due on one day
def midnight(day: date) -> datetime:
    """00:00 of `day` in Vietnam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def day_at(point: Point) -> date:
    """The Vietnamese calendar day of `point`."""
    return vietnamese_day(point) if isinstance(point, datetime) else point


def earliest(point: Point) -> datetime:
    """The first moment that `point` may stand for."""
    return point if isinstance(point, datetime) else midnight(point)


def latest(point: Point) -> datetime:
    """The last moment that `point` may stand for: 24:00 of a day."""
    return point if isinstance(point, datetime) else midnight(point + DAY)


def has_come(point: Point, as_of: Point) -> bool:
    """Whether `point` may lie at or before `as_of`; a day stands for its end."""
    return earliest(point) <= as_of if isinstance(as_of, datetime) else day_at(point) <= as_of


def days_late(due: Point, done: Point) -> int:
    """Days by which what was done at `done` came after `due`; 0 when it may have been in time."""
    if not isinstance(due, datetime):
        return max(0, (day_at(done) - due).days)
    return max(0, -((due - earliest(done)) // DAY))


def standing(due: Due, as_of: Point, *, met: Point | None = None, paused: bool = False) -> Standing:
    """How the limit stands at `as_of` (a day: at its end), or how it was met."""
    if met is not None and has_come(met, as_of):
        late = days_late(due.due, met)
        return Standing("met_late", late) if late else Standing("met")
    if paused:
        return Standing("paused")
    beyond = latest(as_of) - latest(due.due)
    if beyond <= timedelta():
        return Standing("running")
    return Standing("expired") if due.limit.right else Standing("overdue", -(-beyond // DAY))
