"""Days off of state agencies, as a dated table. BLTTHS-2015/134/1 says only "ngày nghỉ".

Off are Saturdays, Sundays, public holidays, days off in lieu of a holiday on a weekend, and days swapped with a
Saturday that is worked. Labour Code 45/2019/QH14 arts 111(3), 112. Years outside the table know only weekends
and the holidays with a fixed date: what is counted there says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Kind = Literal["statutory", "compensation", "swap_off", "new_holiday"]
# official: announced, or fixed by statute. computed: follows from statute and the lunar calendar. expected: awaits a
# decision of the Prime Minister. undecided: policy only, no law found; such a day is not taken as off.
Status = Literal["official", "computed", "expected", "undecided"]

DAY = timedelta(days=1)
FIXED = ((1, 1), (4, 30), (5, 1), (9, 2))  # month and day of the holidays with a fixed date


@dataclass(frozen=True, slots=True)
class Off:
    """A day off that is not merely a weekend."""

    day: date
    kind: Kind
    name_vi: str
    name_en: str
    status: Status = "official"

    @property
    def confirmed(self) -> bool:
        """Whether the day needs no further decision."""
        return self.status in ("official", "computed")


@dataclass(frozen=True, slots=True)
class WorkedSaturday:
    """A Saturday worked in exchange for a weekday off."""

    day: date
    instead_of: date


WORKED_SATURDAYS = (
    WorkedSaturday(date(2024, 5, 4), date(2024, 4, 29)),
    WorkedSaturday(date(2025, 4, 26), date(2025, 5, 2)),
    WorkedSaturday(date(2026, 1, 10), date(2026, 1, 2)),
    WorkedSaturday(date(2026, 8, 22), date(2026, 8, 31)),
)

# Open: the five days of Tết 2027 (4-10 or 5-11 February), the day beside National Day 2027 (1 or 3 September), and
# whether the culture day (24 November) is a paid holiday by law.
DAYS_OFF = (
    Off(date(2023, 1, 1), "statutory", "Tết Dương lịch", "New Year"),
    Off(date(2023, 1, 2), "compensation", "Nghỉ bù Tết Dương lịch", "New Year, compensation"),
    Off(date(2023, 1, 20), "statutory", "Tết Nguyên đán Quý Mão - 29 tháng Chạp", "Lunar New Year"),
    Off(date(2023, 1, 21), "statutory", "Tết Nguyên đán Quý Mão - 30 tháng Chạp", "Lunar New Year"),
    Off(date(2023, 1, 22), "statutory", "Tết Nguyên đán Quý Mão - Mùng 1 Tết", "Lunar New Year"),
    Off(date(2023, 1, 23), "statutory", "Tết Nguyên đán Quý Mão - Mùng 2 Tết", "Lunar New Year"),
    Off(date(2023, 1, 24), "statutory", "Tết Nguyên đán Quý Mão - Mùng 3 Tết", "Lunar New Year"),
    Off(date(2023, 1, 25), "compensation", "Nghỉ bù Tết Nguyên đán", "Lunar New Year, compensation"),
    Off(date(2023, 1, 26), "compensation", "Nghỉ bù Tết Nguyên đán", "Lunar New Year, compensation"),
    Off(date(2023, 4, 29), "statutory", "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hung Kings Day"),
    Off(date(2023, 4, 30), "statutory", "Ngày Chiến thắng", "Reunification Day"),
    Off(date(2023, 5, 1), "statutory", "Ngày Quốc tế lao động", "Labour Day"),
    Off(date(2023, 5, 2), "compensation", "Nghỉ bù", "compensation"),
    Off(date(2023, 5, 3), "compensation", "Nghỉ bù", "compensation"),
    Off(date(2023, 9, 1), "statutory", "Quốc khánh (ngày liền kề trước)", "National Day, adjacent day"),
    Off(date(2023, 9, 2), "statutory", "Quốc khánh", "National Day"),
    Off(date(2023, 9, 4), "compensation", "Nghỉ bù Quốc khánh", "National Day, compensation"),
    Off(date(2024, 1, 1), "statutory", "Tết Dương lịch", "New Year"),
    Off(date(2024, 2, 8), "statutory", "Tết Nguyên đán Giáp Thìn - 29 tháng Chạp", "Lunar New Year"),
    Off(date(2024, 2, 9), "statutory", "Tết Nguyên đán Giáp Thìn - 30 tháng Chạp", "Lunar New Year"),
    Off(date(2024, 2, 10), "statutory", "Tết Nguyên đán Giáp Thìn - Mùng 1 Tết", "Lunar New Year"),
    Off(date(2024, 2, 11), "statutory", "Tết Nguyên đán Giáp Thìn - Mùng 2 Tết", "Lunar New Year"),
    Off(date(2024, 2, 12), "statutory", "Tết Nguyên đán Giáp Thìn - Mùng 3 Tết", "Lunar New Year"),
    Off(date(2024, 2, 13), "compensation", "Nghỉ bù Tết Nguyên đán", "Lunar New Year, compensation"),
    Off(date(2024, 2, 14), "compensation", "Nghỉ bù Tết Nguyên đán", "Lunar New Year, compensation"),
    Off(date(2024, 4, 18), "statutory", "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hung Kings Day"),
    Off(
        date(2024, 4, 29),
        "swap_off",
        "Nghỉ hoán đổi (làm bù thứ Bảy 04/5/2024)",
        "swapped day off, worked on Sat 4 May 2024",
    ),
    Off(date(2024, 4, 30), "statutory", "Ngày Chiến thắng", "Reunification Day"),
    Off(date(2024, 5, 1), "statutory", "Ngày Quốc tế lao động", "Labour Day"),
    Off(date(2024, 9, 2), "statutory", "Quốc khánh", "National Day"),
    Off(date(2024, 9, 3), "statutory", "Quốc khánh (ngày liền kề sau)", "National Day, adjacent day"),
    Off(date(2025, 1, 1), "statutory", "Tết Dương lịch", "New Year"),
    Off(date(2025, 1, 27), "statutory", "Tết Nguyên đán Ất Tỵ - 28 tháng Chạp", "Lunar New Year"),
    Off(date(2025, 1, 28), "statutory", "Tết Nguyên đán Ất Tỵ - 29 tháng Chạp", "Lunar New Year"),
    Off(date(2025, 1, 29), "statutory", "Tết Nguyên đán Ất Tỵ - Mùng 1 Tết", "Lunar New Year"),
    Off(date(2025, 1, 30), "statutory", "Tết Nguyên đán Ất Tỵ - Mùng 2 Tết", "Lunar New Year"),
    Off(date(2025, 1, 31), "statutory", "Tết Nguyên đán Ất Tỵ - Mùng 3 Tết", "Lunar New Year"),
    Off(date(2025, 4, 7), "statutory", "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hung Kings Day"),
    Off(date(2025, 4, 30), "statutory", "Ngày Chiến thắng", "Reunification Day"),
    Off(date(2025, 5, 1), "statutory", "Ngày Quốc tế lao động", "Labour Day"),
    Off(
        date(2025, 5, 2),
        "swap_off",
        "Nghỉ hoán đổi (làm bù thứ Bảy 26/4/2025)",
        "swapped day off, worked on Sat 26 Apr 2025",
    ),
    Off(date(2025, 9, 1), "statutory", "Quốc khánh (ngày liền kề trước)", "National Day, adjacent day"),
    Off(date(2025, 9, 2), "statutory", "Quốc khánh", "National Day"),
    Off(date(2026, 1, 1), "statutory", "Tết Dương lịch", "New Year"),
    Off(
        date(2026, 1, 2),
        "swap_off",
        "Nghỉ hoán đổi (làm bù thứ Bảy 10/01/2026)",
        "swapped day off, worked on Sat 10 Jan 2026",
    ),
    Off(date(2026, 2, 16), "statutory", "Tết Nguyên đán Bính Ngọ - 29 tháng Chạp", "Lunar New Year"),
    Off(date(2026, 2, 17), "statutory", "Tết Nguyên đán Bính Ngọ - Mùng 1 Tết", "Lunar New Year"),
    Off(date(2026, 2, 18), "statutory", "Tết Nguyên đán Bính Ngọ - Mùng 2 Tết", "Lunar New Year"),
    Off(date(2026, 2, 19), "statutory", "Tết Nguyên đán Bính Ngọ - Mùng 3 Tết", "Lunar New Year"),
    Off(date(2026, 2, 20), "statutory", "Tết Nguyên đán Bính Ngọ - Mùng 4 Tết", "Lunar New Year"),
    Off(date(2026, 4, 26), "statutory", "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hung Kings Day"),
    Off(date(2026, 4, 27), "compensation", "Nghỉ bù Giỗ Tổ Hùng Vương", "Hung Kings Day, compensation"),
    Off(date(2026, 4, 30), "statutory", "Ngày Chiến thắng", "Reunification Day"),
    Off(date(2026, 5, 1), "statutory", "Ngày Quốc tế lao động", "Labour Day"),
    Off(
        date(2026, 8, 31),
        "swap_off",
        "Nghỉ hoán đổi (làm bù thứ Bảy 22/8/2026)",
        "swapped day off, worked on Sat 22 Aug 2026",
    ),
    Off(date(2026, 9, 1), "statutory", "Quốc khánh (ngày liền kề trước)", "National Day, adjacent day"),
    Off(date(2026, 9, 2), "statutory", "Quốc khánh", "National Day"),
    Off(date(2026, 11, 24), "new_holiday", "Ngày Văn hóa Việt Nam", "Vietnam Culture Day", "undecided"),
    Off(date(2027, 1, 1), "statutory", "Tết Dương lịch", "New Year"),
    Off(date(2027, 2, 4), "statutory", "Tết Nguyên đán Đinh Mùi - 28 tháng Chạp", "Lunar New Year", "expected"),
    Off(date(2027, 2, 5), "statutory", "Tết Nguyên đán Đinh Mùi - 29 tháng Chạp", "Lunar New Year", "expected"),
    Off(date(2027, 2, 6), "statutory", "Tết Nguyên đán Đinh Mùi - Mùng 1 Tết", "Lunar New Year", "expected"),
    Off(date(2027, 2, 7), "statutory", "Tết Nguyên đán Đinh Mùi - Mùng 2 Tết", "Lunar New Year", "expected"),
    Off(date(2027, 2, 8), "statutory", "Tết Nguyên đán Đinh Mùi - Mùng 3 Tết", "Lunar New Year", "expected"),
    Off(date(2027, 2, 9), "compensation", "Tết Nguyên đán Đinh Mùi", "Lunar New Year", "expected"),
    Off(date(2027, 2, 10), "compensation", "Nghỉ bù Tết Nguyên đán", "Lunar New Year, compensation", "expected"),
    Off(date(2027, 4, 16), "statutory", "Giỗ Tổ Hùng Vương (10/3 âm lịch)", "Hung Kings Day", "computed"),
    Off(date(2027, 4, 30), "statutory", "Ngày Chiến thắng", "Reunification Day"),
    Off(date(2027, 5, 1), "statutory", "Ngày Quốc tế lao động", "Labour Day"),
    Off(date(2027, 5, 3), "compensation", "Nghỉ bù Ngày Quốc tế lao động", "Labour Day, compensation", "computed"),
    Off(date(2027, 9, 2), "statutory", "Quốc khánh", "National Day"),
    Off(date(2027, 9, 3), "statutory", "Quốc khánh (ngày liền kề sau)", "National Day, adjacent day", "expected"),
    Off(date(2027, 11, 24), "new_holiday", "Ngày Văn hóa Việt Nam", "Vietnam Culture Day", "undecided"),
)

_OFF: Mapping[date, Off] = {row.day: row for row in DAYS_OFF if row.status != "undecided"}
_UNCERTAIN = frozenset(row.day for row in DAYS_OFF if not row.confirmed)
_WORKED = frozenset(row.day for row in WORKED_SATURDAYS)
KNOWN_YEARS = range(DAYS_OFF[0].day.year, DAYS_OFF[-1].day.year + 1)


def is_off(day: date) -> bool:
    """Whether state agencies rest on `day`."""
    if day in _OFF:
        return True
    if day.weekday() >= 5:  # Saturday, Sunday
        return day not in _WORKED
    return day.year not in KNOWN_YEARS and (day.month, day.day) in FIXED


def is_known(day: date) -> bool:
    """Whether it is certain that `day` is off, or is not."""
    return day.year in KNOWN_YEARS and day not in _UNCERTAIN


def all_known(first: date, last: date) -> bool:
    """Whether that is certain of every day from `first` to `last`."""
    return all(is_known(first + DAY * n) for n in range((last - first).days + 1))


def next_working(day: date) -> date:
    """`day`, or the first working day after it."""
    while is_off(day):
        day += DAY
    return day


def working_before(day: date) -> date:
    """`day`, or the last working day before it."""
    while is_off(day):
        day -= DAY
    return day


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`."""
    while count:
        day += DAY
        count -= not is_off(day)
    return day


def days_off(first: date, last: date) -> Iterator[date]:
    """The days off from `first` to `last`, both included."""
    day = first
    while day <= last:
        if is_off(day):
            yield day
        day += DAY
