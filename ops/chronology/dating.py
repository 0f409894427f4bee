"""When a published act happened, as far as anybody said.

| published                     | occurred_at                                                  | precision |
|-------------------------------|--------------------------------------------------------------|-----------|
| a day                         | that day                                                     | day       |
| the day of the press report   | that day; the act is of that day or shortly before           | month     |
| a month                       | its first day, or a later known day of it that came before   | month     |
| nothing (inferred, undated)   | the latest moment known before it: its place in the order    | unknown   |

Moments are midnight in Vietnam. A published date is kept even where it contradicts the order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ops.chronology.reader import PublishedAct


@dataclass(frozen=True)
class Dated:
    """The procedural time of an act."""

    day: str  # ISO
    precision: str  # day, month or unknown

    @property
    def occurred_at(self) -> str:
        """RFC 3339."""
        return f"{self.day}T00:00:00+07:00"


def dated(acts: Sequence[PublishedAct]) -> list[Dated]:
    """The times of a case's acts, in their order. Before the first known date stands the first known date."""
    latest = min((_first_day(act.date) for act in acts if act.date), default="1970-01-01")
    found = []
    for act in acts:
        time = _dated(act, latest)
        latest = max(latest, time.day)
        found.append(time)
    return found


def _dated(act: PublishedAct, latest: str) -> Dated:
    if act.date is None:
        return Dated(latest, "unknown")
    if act.precision == "month":
        return Dated(latest if latest.startswith(act.date) else _first_day(act.date), "month")
    return Dated(act.date, "month" if act.precision == "report_date" else "day")


def _first_day(date: str) -> str:
    return date if len(date) == 10 else f"{date}-01"
