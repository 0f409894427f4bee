"""Statistics: identities of the forms on any history, periods and units that add up."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.forms import filled, furnished, nation
from projections_kit.house import House
from projections_kit.walk import UNITS, random_walk

from domain.kernel.catalogue import CATALOGUE
from projections import quarantine
from projections.deadlines import DEADLINES
from projections.history import StoredAct
from projections.kernel import Failure, StreamFold
from projections.organisations import Organisations
from projections.statistics import indicators, overdue
from projections.statistics.count import TOTAL, Filled, compute
from projections.statistics.counted import STOCKS, counted
from projections.statistics.drill import expression_at, flattened, opened
from projections.statistics.facts import FACT
from projections.statistics.forms import FORMS, Form
from projections.statistics.indicators import INDICATORS
from projections.statistics.overdue import NOBODY
from projections.statistics.periods import BadPeriod, Period, months, period
from projections.statistics.reasons import IN, OUT, SETTLES
from projections.statistics.scopes import scope
from projections.statistics.standing import (
    CASE_PLACES,
    COMPLAINT_PLACES,
    CONVICT_PLACES,
    SOURCE_PLACES,
    standings,
)  # fmt: skip
from projections.statistics.walks import START, At

YEARS = (2019, 2020, 2021)


def test_the_tables_of_reasons_name_acts_that_there_are() -> None:
    assert [act for act in (*IN, *OUT, *SETTLES) if act not in CATALOGUE] == []


def test_forms_ask_for_stocks_that_there_are() -> None:
    places = {
        "case": CASE_PLACES, "accused": CASE_PLACES, "source": SOURCE_PLACES, "complaint": COMPLAINT_PLACES,
        "convict": CONVICT_PLACES,
    }  # fmt: skip
    there_are = {f"{what}.{place}" for what, stages in places.items() for place in stages.values()}
    assert STOCKS - there_are == {"custody.held", "remand.held"}


@pytest.mark.parametrize(
    ("measure", "asked"),
    [
        ("defendant.first.prison_3", True), ("case.investigation_requested", True), ("act.corrected", True),
        ("case.judgment_received", False), ("limit.source_resolution.in_time", False),
    ],
)  # fmt: skip
def test_what_nobody_asks_for_is_no_fact(measure: str, asked: bool) -> None:
    assert counted(measure) is asked


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_stands_in_a_stock_is_the_sum_of_its_flows(seed: int) -> None:
    """Whatever the acts: the facts of a stream add up to where its state says that it stands."""
    organisations = Organisations()
    folds: dict[UUID, StreamFold] = {}
    for stored in stored_walk(seed, 250, 6):
        if stored.kind == "organisation":
            organisations.extend([stored], stored.position)
            continue
        fold = folds.setdefault(stored.stream, StreamFold(stored.stream, stored.kind, (FACT,)))
        fold.take(stored, organisations.at(stored.position))
    for fold in folds.values():
        for sheet in fold.sheets:
            assert sheet.failure is None
            sums: Counter[tuple[str, UUID | None]] = Counter()
            for version in sheet.versions():
                row: Any = version.row
                if row.stock:
                    sums[row.stock, row.person] += row.flow * row.amount
            standing = {
                (f"{what}.{found.place}", person): found.amount
                for (what, person), found in standings(fold.state).items()
                if f"{what}.{found.place}" in STOCKS and not sheet.memory.merged
            }
            assert {place: amount for place, amount in sums.items() if amount} == standing


def stored_walk(seed: int, count: int, streams: int) -> list[StoredAct]:
    return [
        StoredAct(
            position, signed.envelope.stream, signed.kind, signed.envelope.version, signed.act_hash,
            datetime(2026, 1, 1, tzinfo=UTC), signed.act,
        )
        for position, signed in enumerate(random_walk(seed, count, streams), start=1)
    ]  # fmt: skip


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_identities_hold_and_periods_and_units_add_up(houses: Callable[[], House], seed: int) -> None:
    house, size = furnished(houses, seed)
    chance = random.Random(seed)
    for position in (size, chance.randint(30, size)):
        year = chance.choice(YEARS)
        for form in FORMS.values():
            for unit, kind in (("TC", "both"), ("PX", "both"), ("KV1", "unit")):
                whole = filled(house, form, unit, kind, period(f"{year}-12m"), position)
                assert whole.broken == ()
                parts = [filled(house, form, unit, kind, month, position) for month in months(year)]
                check_months(whole, parts)
            check_units(house, form, period(f"{year}-6m"), position)


def check_months(whole: Filled, parts: list[Filled]) -> None:
    """What is counted in a period adds up; what is carried over or remains is that of the first or last month."""
    for row in whole.form.rows:
        for column in whole.form.columns:
            expression = row.expressions.get(column.key)
            if expression is None or not expression.atoms or expression.rows:
                continue
            kinds = {atom.kind for atom in expression.atoms}
            cells = [part.cell(row.code, column.key) for part in parts]
            values = [cell.value for cell in cells if cell is not None and cell.value is not None]
            total = whole.cell(row.code, column.key)
            assert total is not None
            if kinds <= {"in", "out", "did"}:
                assert total.value == sum(values)
            elif kinds == {"old"}:
                assert total.value == values[0]
            elif kinds == {"now"}:
                assert total.value == values[-1]


def check_units(house: House, form: Form, when: Period, position: int) -> None:
    """Every figure of a province is the sum of those of its units, and of the nation that of all of them."""
    if form.kind != "rows":
        return
    below = [filled(house, form, unit, "unit", when, position) for unit in UNITS]
    province = filled(house, form, "PX", "both", when, position)
    supreme = filled(house, form, "TC", "unit", when, position)
    everybody = filled(house, form, "TC", "both", when, position)
    for line, top, own, *lines in zip(
        province.lines, everybody.lines, supreme.lines, *(made.lines for made in below), strict=True
    ):
        for index, cell in enumerate(line.cells):
            if cell.value is not None:
                assert cell.value == sum(found.cells[index].value or 0 for found in lines)
                assert top.cells[index].value == cell.value + (own.cells[index].value or 0)


def test_a_report_run_again_is_the_same_bytes_though_more_was_recorded(houses: Callable[[], House]) -> None:
    house = houses().furnished(FACT, DEADLINES)
    acts = random_walk(7, 300, 8)
    position = len(acts) - 120
    house.record(acts[:position])
    house.project()
    when = period("2020-12m")
    made = [filled(house, form, "TC", "both", when, position) for form in FORMS.values()]
    house.record(acts[position:])
    house.project()
    again = [filled(house, form, "TC", "both", when, position) for form in FORMS.values()]
    assert [one.canonical() for one in made] == [one.canonical() for one in again]
    later = [filled(house, form, "TC", "both", when, len(acts)) for form in FORMS.values()]
    assert {one.hash for one in made}.isdisjoint(one.hash for one in later)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_every_figure_opens_into_what_it_counts(houses: Callable[[], House], seed: int) -> None:
    """The facts of a cell, page by page, add up to its value; so do the rows of an identity."""
    house, size = furnished(houses, seed)
    chance = random.Random(seed)
    when = period(f"{chance.choice(YEARS)}-12m")
    for form in FORMS.values():
        for unit, kind in (("TC", "both"), ("KV1", "unit")):
            made = filled(house, form, unit, kind, when, size)
            if form.kind == "matrix":
                check_by_unit(house, made)
            for line in made.lines:
                for column, cell in zip(form.columns, line.cells, strict=True):
                    if cell.value is not None:
                        check_opened(house, made, line.code, column.key, cell.value)


def check_by_unit(house: House, made: Filled) -> None:
    """By crime and by unit a matrix has the same total, but for what counts under every crime."""
    by_unit = compute(house.projector, made.form, made.scope, made.period, made.position, by="unit")
    for column, cell, other in zip(made.form.columns, made.lines[0].cells, by_unit.lines[0].cells, strict=True):
        assert cell == other
        units = [line.cells[made.form.columns.index(column)].value or 0 for line in by_unit.lines[1:]]
        assert cell.value is None or cell.value == sum(units)


def check_opened(house: House, made: Filled, row: str, column: str, value: int) -> None:
    expression = expression_at(made.form, row, column, made.by)
    group = (made.by, row) if made.form.kind == "matrix" and row != TOTAL else None
    total = 0
    after: At | None = START
    behind: tuple[UUID, UUID] | None = overdue.START
    while after is not None or behind is not None:
        page = opened(
            house.projector,
            expression,
            made.scope,
            made.period,
            made.position,
            group=group,
            after=after,
            behind=behind,
            limit=7,
        )
        total += sum(fact.sign * fact.amount for fact in page.facts)
        assert all(fact.act is not None and fact.position <= made.position for fact in page.facts)
        total += len(page.overdue)
        if after == START:
            cells = [(part.sign, made.cell(part.row, column)) for part in page.parts]
            total += sum(sign * (cell.value or 0) for sign, cell in cells if cell is not None)
        after, behind = page.after, page.behind
    assert total == value
    if expression.rows and not any(atom.kind == "overdue" for atom in expression.atoms):
        flat = flattened(made.form, expression, column)
        assert flat.rows == ()
        whole = opened(house.projector, flat, made.scope, made.period, made.position, limit=100_000)
        assert sum(fact.sign * fact.amount for fact in whole.facts) == value


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_indicators_are_pairs_whose_sides_open_into_facts(houses: Callable[[], House], seed: int) -> None:
    house, size = furnished(houses, seed)
    when, where = period("2020-12m"), scope(nation(house, size), "TC", "both", date(2020, 11, 30))
    for pair in indicators.compute(house.projector, where, when, size):
        for side, value in ((pair.indicator.numerator, pair.numerator), (pair.indicator.denominator, pair.denominator)):
            assert (side is None) == (value is None)
            if side is not None:
                page = opened(house.projector, side, where, when, size, limit=100_000)
                assert sum(fact.sign * fact.amount for fact in page.facts) + len(page.overdue) == value
        if pair.value is not None and pair.denominator:
            assert abs(pair.value * pair.denominator - 100 * (pair.numerator or 0)) * 20 <= pair.denominator
    assert len(INDICATORS) == 40


def test_a_report_says_which_files_it_may_lack(houses: Callable[[], House]) -> None:
    house, size = furnished(houses, 7, 200, 8)
    form, when = FORMS["01-2019"], period("2020-12m")
    whole = filled(house, form, "TC", "both", when, size)
    assert (whole.missing, b"missing" in whole.canonical()) == ((), False)
    stream = next(iter(house.stored(FACT, size)))
    failures = {("fact", stream): Failure(size - 10, "x"), ("case_status", NOBODY): Failure(5, "x")}
    quarantine.add(house.projector, failures)
    lacking = filled(house, form, "TC", "both", when, size)
    assert lacking.missing == ((stream, size - 10),)
    assert str(stream).encode() in lacking.canonical()
    assert lacking.hash != whole.hash
    before = filled(house, form, "TC", "both", when, size - 11)
    assert (before.missing, b"missing" in before.canonical()) == ((), False)
    quarantine.add(house.projector, {("deadline", NOBODY): Failure(size - 20, "x")})
    assert [file.stream for file in filled(house, form, "TC", "both", when, size).missing] == [NOBODY, stream]
    assert [file.stream for file in filled(house, FORMS["02-2019"], "TC", "both", when, size).missing] == [stream]


def test_a_period_has_one_label() -> None:
    assert period("2026") == period("2026-12m")
    with pytest.raises(BadPeriod):
        period("٢٠٢٦-01")


def test_periods() -> None:
    assert (period("2020-12m").first, period("2020-12m").last) == (date(2019, 12, 1), date(2020, 11, 30))
    assert (period("2020-6m").last, period("2020-Q1").last) == (date(2020, 5, 31), date(2020, 2, 29))
    assert (period("2019-12").year, period("2020-11").year) == (2020, 2020)
    assert (period("2020-W07").first, period("2020-s12m").first) == (date(2020, 2, 10), date(2019, 10, 1))
    days = [month.first for month in months(2020)]
    assert (days[0], days[-1], len(days)) == (date(2019, 12, 1), date(2020, 11, 1), 12)
