"""How many acts units have signed in a period: by the tally, as of any position, the same as counting them."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from projections_kit.house import House
from projections_kit.walk import Walk

from projections.across_findings import Asked
from projections.entries import ENTRIES, folded_number, serial_of
from projections.quality import Period, signed

FIRST, LAST = date(2021, 1, 1), date(2021, 6, 30)


@pytest.fixture
def book(houses: object) -> Iterator[tuple[House, Walk, dict[int, tuple[str, date]]]]:
    """A ledger of acts of two units on days drawn by lot, and by position who signed and for which day."""
    chance = random.Random(7)
    house, walk = houses().furnished(ENTRIES), Walk(random.Random(3))  # type: ignore[operator]
    house.record(walk.found())
    known: dict[int, tuple[str, date]] = {}
    for number in range(40):
        unit, day = chance.choice(("KV1", "KV2")), FIRST + timedelta(days=chance.randrange(160))
        data = {"issuer": {"agency": "CQĐT", "number": f"{number}/QĐ"}, "offences": []}
        house.record([walk.act(UUID(int=number + 1), "case.opened.v1", str(day), data, unit)])
        known[walk.position] = (unit, day)
        if number % 7 == 0:
            house.project()
    house.project()
    yield house, walk, known
    assert house.check().differences == []


def test_acts_are_counted_as_of_every_position_and_for_any_days(
    book: tuple[House, Walk, dict[int, tuple[str, date]]],
) -> None:
    house, walk, known = book
    chance = random.Random(11)
    periods = [Period(FIRST, LAST), Period(date(2021, 2, 1), date(2021, 2, 28)), Period(date(2021, 2, 3), LAST)]
    for _ in range(25):
        first = FIRST + timedelta(days=chance.randrange(170))
        periods.append(Period(first, first + timedelta(days=chance.randrange(-1, 100))))
    for position in range(min(known) - 1, max(known) + 1):
        for period in periods:
            asked = Asked(frozenset(("KV1", "KV2", "PX")), position, LAST, walk.organisation)
            counted = Counter(
                unit for at, (unit, day) in known.items() if at <= position and period.first <= day <= period.last
            )
            assert signed(house.projector, asked, period) == {unit: (n, 0) for unit, n in counted.items()}
    asked = Asked(frozenset(("KV2",)), walk.position, LAST, walk.organisation)
    assert signed(house.projector, asked, Period(FIRST, LAST)).keys() == {"KV2"}


@pytest.mark.parametrize(
    ("number", "serial", "folded"),
    [
        ("12/QĐ-VKS-P1", 12, "12/qd-vks-p1"),
        ("0012/YC", 12, "0012/yc"),
        ("000/YC", 0, "000/yc"),
        ("12a/KN", 12, "12a/kn"),
        ("Số 5", 0, "so 5"),
        ("1234567890/X", 0, "1234567890/x"),
        ("999999999", 999_999_999, "999999999"),
        ("³/X", 0, "³/x"),
    ],
)
def test_the_serial_of_a_number_and_how_it_is_looked_for(number: str, serial: int, folded: str) -> None:
    assert (serial_of(number), folded_number(number)) == (serial, folded)
