"""Calendars of statistics: a period by its label, from its first day to its last.

The procuracy's statistical year runs from 1 December to 30 November and is named after the year it ends in; its
twelfth month is November, and December belongs to the next year. A period is a parameter of every figure: facts keep
the day of the act and nothing else.

"2026-10"    the month of October 2026           "2026-12m"   the procuracy year 2026, also asked for as "2026"
"2026-6m"    01/12/2025 to 31/05/2026            "2026-Q1"    01/12/2025 to 28/02/2026 (cut-off not confirmed)
"2026-W07"   week of the calendar (ISO 8601)     "2026-c6m"   01/01 to 30/06, "2026-c12m" the calendar year
"2026-s12m"  the State's year 01/10/2025 to 30/09/2026
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


class BadPeriod(ValueError):
    """A label that names no period."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the Vietnamese calendar, both included."""

    label: str
    calendar: str  # month, half, year, quarter, week, calendar_half, calendar_year, state_year
    first: date
    last: date
    name_vi: str
    confirmed: bool = True

    @property
    def year(self) -> int:
        """The procuracy year that the last day falls in."""
        return self.last.year + 1 if self.last.month == 12 else self.last.year


_LABEL = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])|-(?P<named>6m|12m|c6m|c12m|s12m)|-Q(?P<quarter>[1-4])"
    r"|-W(?P<week>[0-5][0-9]))?"
)


def period(label: str) -> Period:
    """The period of a label. Raises: BadPeriod."""
    found = _LABEL.fullmatch(label)
    if found is None or not 1945 <= int(found["year"]) <= 9000:
        raise BadPeriod(label)
    year = int(found["year"])
    if found["month"]:
        return month(year, int(found["month"]))
    if found["quarter"]:
        return _quarter(label, year, int(found["quarter"]))
    if found["week"]:
        return _week(label, year, int(found["week"]))
    return _named(label, year, found["named"] or "12m")


def month(year: int, number: int) -> Period:
    """A month of the calendar; December counts for the procuracy year that follows."""
    last = date(year, number, monthrange(year, number)[1])
    return Period(f"{year}-{number:02d}", "month", date(year, number, 1), last, f"Tháng {number:02d}/{year}")


def months(year: int) -> tuple[Period, ...]:
    """The twelve months of a procuracy year, in order: December of the year before, then January to November."""
    return (month(year - 1, 12), *(month(year, number) for number in range(1, 12)))


def _named(label: str, year: int, named: str) -> Period:
    if named == "6m":
        first, last = date(year - 1, 12, 1), date(year, 5, 31)
        return Period(label, "half", first, last, f"6 tháng đầu năm {year}")
    if named == "12m":
        first, last = date(year - 1, 12, 1), date(year, 11, 30)
        return Period(f"{year}-12m", "year", first, last, f"12 tháng năm {year}")
    if named == "c6m":
        first, last = date(year, 1, 1), date(year, 6, 30)
        return Period(label, "calendar_half", first, last, f"Từ 01/01 đến 30/6/{year}")
    if named == "c12m":
        first, last = date(year, 1, 1), date(year, 12, 31)
        return Period(label, "calendar_year", first, last, f"Từ 01/01 đến 31/12/{year}")
    first, last = date(year - 1, 10, 1), date(year, 9, 30)
    return Period(label, "state_year", first, last, f"Từ 01/10/{year - 1} đến 30/9/{year}")


def _quarter(label: str, year: int, number: int) -> Period:
    covered = months(year)[3 * number - 3 : 3 * number]
    first, last = covered[0].first, covered[-1].last
    return Period(label, "quarter", first, last, f"Quý {number} năm {year}", confirmed=False)


def _week(label: str, year: int, number: int) -> Period:
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise BadPeriod(label) from None
    last = first + timedelta(days=6)
    return Period(label, "week", first, last, f"Tuần {number} năm {year} ({first:%d/%m} - {last:%d/%m/%Y})")
