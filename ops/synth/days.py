"""When things come in, and when offices work."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from domain.kernel.calendar import VIETNAM
from domain.limits import calendar
from ops.synth.chance import Chance
from ops.synth.model import Model

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Period(NamedTuple):
    """The days that are simulated, and since when what is carried over came in."""

    since: date  # what is carried over came in from here on
    first: date
    last: date

    @property
    def ends(self) -> datetime:
        """24:00 of the last day."""
        return moment(self.last + DAY)

    @property
    def days(self) -> int:
        """Days in which something comes in."""
        return (self.last - self.since).days + 1


def period_of(model: Model, first: date | None = None, last: date | None = None) -> Period:
    """The period asked for; the model's where nothing is asked."""
    first = first or model.first_day
    last = last or model.last_day
    return Period(first - model.carried_over_days * DAY, first, last)


def moment(day: date, hour: float = 0.0) -> datetime:
    """The moment of an hour of a day in Viet Nam, whole seconds."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(seconds=round(hour * 3600))


def weights(model: Model, period: Period) -> Iterator[float]:
    """How much comes in on each day of the period."""
    in_tet, after_tet, first_days = model.tet
    for place in range(period.days):
        day = period.since + place * DAY
        since_tet = min(((day - tet).days for tet in first_days if day >= tet), default=999)
        season = in_tet if since_tet < 7 else after_tet if since_tet < 21 else 1.0
        yield model.months[day.month] * model.weekdays[day.weekday()] * season


def office_hour(at: datetime, chance: Chance) -> datetime:
    """`at` when an office works then, otherwise some moment of the next working morning."""
    local = at.astimezone(VIETNAM)
    day = calendar.next_working(local.date())
    if day == local.date() and 7.5 <= local.hour + local.minute / 60 < 17:
        return at
    if day == local.date() and local.hour >= 17:
        day = calendar.next_working(day + DAY)
    return moment(day, 7.5 + 3 * chance.random())
