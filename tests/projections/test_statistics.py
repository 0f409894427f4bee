"""Statistics: identities of the forms on any history, periods and units that add up, one count a case."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.house import House
from projections_kit.walk import UNITS, Walk, random_walk
from psycopg import sql

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_from_json
from domain.kernel.deciding import apply, initial
from domain.limits.following import Clocks
from domain.organisation.state import Organisation
from ops.synth.histories import histories
from projections import quarantine
from projections.deadlines import DEADLINES
from projections.declaration import Kept, Step
from projections.history import StoredAct
from projections.kernel import Failure, StreamFold
from projections.organisations import Organisations
from projections.statistics import indicators, overdue
from projections.statistics.count import TOTAL, Filled, compute
from projections.statistics.counted import STOCKS, counted
from projections.statistics.drill import START, At, expression_at, flattened, opened
from projections.statistics.expressions import expression
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
from projections.statistics.sums import tally

YEARS = (2019, 2020, 2021)
GOLDEN = sorted((Path(__file__).parents[1] / "domain" / "golden").glob("*.jsonl.gz"))


def nation(house: House, position: int) -> Organisation:
    organisations = Organisations()
    organisations.read(house.projector, position)
    return organisations.at(position)


def filled(house: House, form: Form, unit: str, kind: str, when: Period, position: int) -> Filled:
    where = scope(nation(house, position), unit, kind, when.last)
    return compute(house.projector, form, where, when, position)


def furnished(houses: Callable[[], House], seed: int, count: int = 400, streams: int = 12) -> tuple[House, int]:
    house = houses().furnished(FACT, DEADLINES)
    acts = random_walk(seed, count, streams)
    house.record(acts)
    house.project()
    return house, len(acts)


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


LABELS = ("2020-12m", "2020-03", "2019-W23", "2020-W01", "2020-W40", "2020-s12m", "2021-c6m", "2020-Q2")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_nation_from_tallies_is_the_sum_of_the_facts(houses: Callable[[], House], seed: int) -> None:
    """Whatever the period and the position: as if the facts of all units were added up one by one."""
    house, size = furnished(houses, seed, 500)
    chance = random.Random(seed)
    atoms = tuple(dict.fromkeys(atom for form in FORMS.values() for atom in form.atoms() if atom.kind != "overdue"))
    everybody = ("TC", *UNITS)
    found = 0
    for position in (size, size - 1, size - chance.randint(2, size // 10), chance.randint(30, size)):
        for label in LABELS:
            when = period(label)
            whole = scope(nation(house, position), "TC", "both", when.last)
            assert whole.units is None
            below = scope(nation(house, position), "TC", "below", when.last)
            pairs = [(whole, replace(whole, units=everybody))]
            pairs += [(replace(below, left_out=("TC",)), replace(below, left_out=()))] if below.units else []
            for some in (atoms, indicators.asked(), FORMS["02-2019"].atoms()):
                some = tuple(atom for atom in some if atom.kind != "overdue")
                for grouped, pair in product((None, "article"), pairs):
                    sums, expected = (
                        {
                            (group, atom): value
                            for group, values in tally(house.projector, some, where, when, position, grouped).items()
                            for atom, value in values.items()
                            if value
                        }
                        for where in pair
                    )
                    assert sums == expected
                    found += len(sums)
    assert found > 100


class Meanwhile:
    """A connection before each composed statement of which something happens."""

    def __init__(self, connection: Any, happens: Callable[[], object]) -> None:
        self._connection, self._happens = connection, happens

    def execute(self, statement: Any, *values: Any, **options: Any) -> Any:
        if isinstance(statement, sql.Composed):
            self._happens()
        return self._connection.execute(statement, *values, **options)


def test_acts_projected_while_a_form_is_made_are_not_in_it(houses: Callable[[], House]) -> None:
    house = houses().furnished(FACT, DEADLINES)
    acts = random_walk(7, 300, 8)
    position = len(acts) - 120
    house.record(acts[:position])
    house.project()
    when = period("2022-12m")  # with all that is carried over into it
    where = scope(nation(house, position), "TC", "both", when.last)
    atoms = tuple(dict.fromkeys(atom for form in FORMS.values() for atom in form.atoms() if atom.kind != "overdue"))
    made = Counter(tally(house.projector, atoms, where, when, position, None)[""])
    house.record(acts[position:])
    meanwhile: Any = Meanwhile(house.projector, house.project)
    assert Counter(tally(meanwhile, atoms, where, when, position, None)[""]) == made  # what is missing is 0
    assert Counter(tally(house.projector, atoms, where, when, len(acts), None)[""]) != made


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


CHARGE = {"code": "BLHS-2015", "article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}
BODY = {"issuer": {"agency": "Cơ quan Cảnh sát điều tra"}}


class Small:
    """A ledger with a few cases, recorded step by step."""

    def __init__(self, house: House, walk: Walk) -> None:
        self.house, self.walk, self.acts = house, walk, list(walk.found())

    def act(self, stream: UUID, key: str, day: str, data: dict[str, Any], **more: Any) -> None:
        self.acts.append(self.walk.act(stream, key, day, data, **more))

    def filled(self, form: str, unit: str, kind: str, label: str) -> Filled:
        return filled(self.house, FORMS[form], unit, kind, period(label), len(self.acts))

    def finish(self) -> "Small":
        self.house.record(self.acts)
        self.house.project()
        return self

    def figures(self, label: str, unit: str = "TC", kind: str = "both", column: str = "case") -> dict[str, int | None]:
        made = self.filled("02-2019", unit, kind, label)
        assert made.broken == ()
        found = {row.code: made.cell(row.code, column) for row in made.form.rows}
        return {code: cell.value for code, cell in found.items() if cell is not None and cell.value}


@pytest.fixture
def small(house: House) -> Small:
    return Small(house.furnished(FACT, DEADLINES), Walk(random.Random(1)))


CASE = UUID("0197a3c0-0000-7000-8000-000000000001")
OTHER = UUID("0197a3c0-0000-7000-8000-000000000002")


def open_case(small: Small, stream: UUID, day: str, unit: str = "KV1") -> None:
    small.act(
        stream, "case.opened.v1", day, {**BODY, "offences": [CHARGE], "facts": "Mất xe", "incident_on": "2020-01-02"},
        unit=unit,
    )  # fmt: skip


def test_a_case_transferred_is_new_once(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    small.act(CASE, "case.transferred.v1", "2020-02-03", {"number": "1", "to": "KV2"})
    small.act(
        CASE, "transferred_case.received.v1", "2020-02-10", {"number": "2", "from_agency": "KV1", "days_used": 20},
        unit="KV2",
    )  # fmt: skip
    small.finish()
    assert small.figures("2020-12m", "KV1", "unit") == {"2": 1, "5": 1}
    assert small.figures("2020-12m", "KV2", "unit") == {"4": 1, "6": 1, "11": 1}
    assert small.figures("2020-12m") == {"2": 1, "4": 1, "5": 1, "6": 1, "11": 1}
    assert small.figures("2020-03") == {"1": 1, "6": 1, "11": 1}


def test_a_case_split_is_not_new_and_a_case_joined_away_is_not_settled(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    link = small.walk.link(CASE, 1, "split_from")
    small.act(OTHER, "case.opened_on_split.v1", "2020-01-20", {**BODY, "offences": [CHARGE]}, links=(link,))
    into = small.walk.link(CASE, 1, "merged_into")
    small.act(OTHER, "case.joined_away.v1", "2020-02-20", {**BODY}, links=(into,))
    small.finish()
    assert small.figures("2020-01") == {"2": 1, "4": 1, "6": 2, "11": 2}
    assert small.figures("2020-02") == {"1": 2, "5": 1, "6": 1, "11": 1}
    assert small.figures("2020-12m") == {"2": 1, "4": 1, "5": 1, "6": 1, "11": 1}


def test_a_case_succeeded_to_changes_its_unit_and_nothing_else(small: Small) -> None:
    open_case(small, CASE, "2021-01-10", unit="KV2")
    ended = {"units": ["KV2"], "last_day": "2021-06-30", "successors": ["KV1"]}
    small.acts.append(small.walk._organise("unit.reorganised.v1", ended))
    small.act(
        CASE, "case.received_by_reorganisation.v1", "2021-07-02", {"number": "1", "from_unit": "KV2", "old_number": "5"}
    )
    small.finish()
    assert small.figures("2021-07", "KV2", "unit") == {"1": 1, "5": 1}
    assert small.figures("2021-07", "KV1", "unit") == {"4": 1, "6": 1, "11": 1}
    province = {"1": 1, "4": 1, "5": 1, "6": 1, "11": 1}
    assert small.figures("2021-07", "PX") == small.figures("2021-07") == province
    assert small.figures("2021-12m")["2"] == 1
    at = nation(small.house, len(small.acts))
    former = scope(at, "KV1", "unit", date(2021, 7, 31), succession=True)
    assert former.units == ("KV1", "KV2")
    assert scope(at, "KV1", "unit", date(2021, 7, 31)).units == ("KV1",)


def test_a_file_that_the_court_returned_in_vain_is_not_new_at_the_court_again(small: Small) -> None:
    """CR8: a return counts when it was accepted."""
    open_case(small, CASE, "2020-01-10")
    small.act(CASE, "case.accepted_by_court.v1", "2020-03-02", {**BODY})
    small.act(CASE, "file.returned_by_court.v1", "2020-03-20", {**BODY, "by": "judge"})
    small.act(CASE, "court_return.declined.v1", "2020-03-30", {"number": "1", "reasons": "Đủ chứng cứ"})
    small.act(CASE, "trial.scheduled.v1", "2020-04-10", {**BODY})
    small.finish()
    made = small.filled("03-2019", "TC", "both", "2020-12m")
    values = {line.code: line.cells[0].value for line in made.lines if line.cells[0].value}
    assert made.broken == ()
    assert values == {"2": 1, "3": 1, "6": 2, "7": 1, "11": 1, "14": 1, "19": 1, "21": values["21"]}


def test_a_case_recorded_twice_leaves_every_stock_when_the_streams_are_merged(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    open_case(small, OTHER, "2020-01-10")
    merged = {
        "number": "1", "kept": str(CASE), "merged": str(OTHER), "evidence": "Cùng số thụ lý",
        "approved_by": str(small.walk.officers["KV1"]),
    }  # fmt: skip
    links = (small.walk.link(CASE, 1, "merged_into"),)
    small.act(OTHER, "duplicate_streams.merged.v1", "2020-03-01", merged, links=links)
    small.finish()
    assert small.figures("2020-03") == {"1": 2, "5": 1, "6": 1, "11": 1}
    assert small.figures("2020-04") == {"1": 1, "6": 1, "11": 1}


def test_a_fact_that_two_terms_count_stands_on_one_page(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    open_case(small, OTHER, "2020-03-10")
    small.finish()
    size = len(small.acts)
    twice = expression("in(case.investigation) + in(case.investigation: opened)")
    when, where = period("2020-12m"), scope(nation(small.house, size), "TC", "both", date(2020, 11, 30))
    pages = []
    after: At | None = START
    while after is not None:
        page = opened(small.house.projector, twice, where, when, size, after=after, limit=1)
        pages.append([(fact.stream, fact.sign) for fact in page.facts])
        after = page.after
    assert pages == [[(CASE, 1), (CASE, 1)], [(OTHER, 1), (OTHER, 1)]]


def test_a_correction_stands_beside_the_act_and_changes_no_figure(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    before = {"2": 1, "6": 1, "11": 1}
    link = small.walk.link(CASE, 1, "corrects")
    small.act(CASE, "act.corrected.v1", "2020-05-01", {"number": "1", "statement": "Sai ngày"}, links=(link,))
    small.finish()
    assert small.figures("2020-12m") == before
    made = small.filled("02-2019", "TC", "both", "2020-12m")
    page = opened(
        small.house.projector, expression_at(made.form, "2", "case"), made.scope, made.period, made.position
    )  # fmt: skip
    assert [fact.corrected_by for fact in page.facts] == [(len(small.acts),)]


def check_counted(kind: str, items: Iterable[Recorded]) -> Counter[str]:
    """The facts of a history: new once at most, and every stock what the state says. Gives the measures."""
    state, memory, clocks = initial(kind), None, Clocks()
    sums: Counter[tuple[str, UUID | None]] = Counter()
    measures: Counter[str] = Counter()
    for item in items:
        before, state = state, apply(state, item)
        step = Step(
            item, item.act, CATALOGUE[item.act.type], day_of(item.act.occurred_at), before, state, Organisation(),
            clocks.take(item, before, state),
        )  # fmt: skip
        for row in FACT.change(memory, step):
            if isinstance(row, Kept):
                memory = row.memory
                continue
            measures[row.measure] += row.amount
            if row.stock:
                sums[row.stock, row.person] += row.flow * row.amount
    assert measures["case.investigation.in.opened"] + measures["source.open.in.new"] <= 1
    assert measures["case.prosecution.in.submitted"] <= 1
    assert {place: amount for place, amount in sums.items() if amount} == {
        (f"{what}.{found.place}", person): found.amount
        for (what, person), found in standings(state).items()
        if f"{what}.{found.place}" in STOCKS
    }
    return measures


@pytest.mark.parametrize("seed", range(3))
def test_synthetic_files_are_new_once_and_stand_where_their_state_says(seed: int) -> None:
    found: Counter[str] = Counter()
    for history in histories(seed=seed, streams=120, clean=False):
        if history.kind in FACT.kinds:
            found += check_counted(history.kind, history.recorded())
    assert {"source.open.out.case_opened", "case.prosecution.out.indicted", "case.trial.out.judged"} <= found.keys()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_published_cases_are_new_once_and_stand_where_their_state_says(path: Path) -> None:
    streams: dict[str, list[Recorded]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            at = datetime(2026, 11, 1, tzinfo=UTC)
            stream, act = UUID(line["stream"]), act_from_json(line["act"])
            item = Recorded(stream, line["version"], line["position"], line["hash"], at, act)
            streams.setdefault(line["stream"], []).append(item)
    found: Counter[str] = Counter()
    for items in streams.values():
        if items[0].act.kind in FACT.kinds:
            found += check_counted(items[0].act.kind, items)
    assert {"accused.charged_first", "case.trial.out.judged"} <= found.keys()


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
