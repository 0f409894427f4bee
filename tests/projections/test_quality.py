"""Figures of quality as of any position and day: by tallies and indexes, the same as counting plainly."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from projections_kit.house import House
from projections_kit.walk import Walk

from domain.audit.quality import FIGURES
from domain.audit.rules import ENTERED_FROM
from projections.across import numbers
from projections.across_findings import Asked
from projections.entries import ENTRIES, folded_number, serial_of
from projections.findings import FINDINGS
from projections.quality import MANY_UNITS, Period, Quality, quality, signed

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


@pytest.fixture
def walked(houses: object) -> Iterator[tuple[House, Walk]]:
    """A ledger of files drawn by lot, with findings of all sorts."""
    house, walk = houses().furnished(ENTRIES, FINDINGS), Walk(random.Random(5))  # type: ignore[operator]
    house.record(walk.found())
    house.record(walk.steps(600, 14), 20)
    house.project()
    yield house, walk
    assert house.check().differences == []


def plainly(house: House, asked: Asked, period: Period) -> list[Quality]:
    """The figures by a look at every row."""
    acts = house.projector.execute(
        "SELECT stream, version, unit, day, late, seen_from FROM projections.entry"
    ).fetchall()
    known = [each for each in acts if each[5] <= asked.as_of and each[2] in asked.units]
    signed = {each[:2]: each for each in known if period.first <= each[3] <= period.last}
    findings = house.projector.execute(
        "SELECT stream, rule, mark, unit, versions, holds_from, remedied_on, seen_from, seen_until"
        " FROM projections.finding WHERE seen_from <= %s ORDER BY seen_from", [asked.as_of],
    ).fetchall()  # fmt: skip
    newest = {each[:3]: each for each in findings}.values()
    standing = [each for each in newest if each[8] is None or each[8] > asked.as_of]
    found: list[Quality] = []
    for figure in FIGURES.values():
        if figure.of == "obligations":
            last = min(period.last + timedelta(days=1), asked.day)
            due = [
                each for each in newest
                if each[1] in figure.rules and each[3] in asked.units and period.first < each[5] <= last
            ]  # fmt: skip
            whole, bad = Counter(each[3] for each in due), Counter(each[3] for each in due if each in standing)
        elif figure.of == "entries":
            entered = [each for each in signed.values() if each[3] >= ENTERED_FROM]
            whole, bad = Counter(each[2] for each in entered), Counter(each[2] for each in entered if each[4])
        else:
            against = {
                (each[0], version)
                for each in standing
                if (each[1] in figure.rules or each[1].startswith(tuple(figure.families)))
                and each[5] <= asked.day and (each[6] is None or each[6] > asked.day)
                for version in each[4]
            }  # fmt: skip
            if "AR-101" in figure.rules:
                against |= {(each.stream, each.versions[0]) for each in numbers(house.projector, asked, None)}
            whole = Counter(each[2] for each in signed.values())
            bad = Counter(signed[act][2] for act in against & signed.keys())
        found += [Quality(unit, figure.id, whole[unit] - bad[unit], whole[unit]) for unit in asked.units]
    return found


def test_figures_of_quality_are_those_counted_plainly(walked: tuple[House, Walk]) -> None:
    """Of few units and of many: the rows of these are found in another way."""
    house, walk = walked
    chance, seen = random.Random(2), Counter[str]()
    days = [row[0] for row in house.projector.execute("SELECT DISTINCT day FROM projections.entry")]
    several = frozenset(("KV1", "KV2", "PX"))
    for _ in range(12):
        for units in (frozenset(("KV1",)), several, several | {f"Z{number}" for number in range(MANY_UNITS)}):
            first, last = sorted(chance.sample(days, 2))
            day = chance.choice((max(days) + timedelta(days=90), chance.choice(days)))
            asked = Asked(
                units, chance.choice((walk.position, chance.randint(1, walk.position))), day, walk.organisation
            )
            figures = quality(house.projector, asked, Period(first, last))
            assert {each for each in plainly(house, asked, Period(first, last)) if each.whole} == {
                each for each in figures if each.whole
            }
            for each in figures:
                seen[each.figure] += each.whole - each.good
    assert all(seen[figure] for figure in ("correct", "complete", "clean"))


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
