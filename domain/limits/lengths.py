"""Lengths of time as the law states them, and calendar arithmetic on them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, cast, get_args

Unit = Literal["hours", "days", "working_days", "months", "years"]
SHORTEST = 28  # days that every month has
ALL = "all"  # the key of a length that does not depend on the class of crime

_LENGTH = re.compile(r"([1-9][0-9]*) (hour|day|working_day|month|year)s?")


class BadLength(ValueError):
    """Not a length."""


@dataclass(frozen=True, slots=True)
class Length:
    """So many of a unit."""

    n: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.n} {self.unit}"


def lengths_from(text: str) -> tuple[Length, ...]:
    """The lengths in "2 months" or "2 months + 30 days". Raises: BadLength."""
    return tuple(map(_length_from, text.split(" + ")))


def _length_from(text: str) -> Length:
    found = _LENGTH.fullmatch(text)
    if found is None:
        raise BadLength(text)
    return Length(int(found[1]), cast(Unit, f"{found[2]}s"))


def add_months(day: date, months: int) -> date:
    """The day of the same number `months` later, or the last of that month when it has none. BLTTHS-2015/134/1"""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = day.day if day.day <= SHORTEST else min(day.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, last)


class Amount(NamedTuple):
    """What lengths come to together, years as months."""

    hours: int
    days: int
    working_days: int
    months: int


@lru_cache(maxsize=4096)
def amount_of(lengths: tuple[Length, ...]) -> Amount:
    """What the lengths come to together."""
    total = dict.fromkeys(get_args(Unit), 0)
    for length in lengths:
        total[length.unit] += length.n
    return Amount(total["hours"], total["days"], total["working_days"], total["months"] + 12 * total["years"])
