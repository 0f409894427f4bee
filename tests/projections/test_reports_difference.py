"""The difference report: what it lists is what changed, act by act."""

import random
from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.house import House
from projections_kit.walk import Walk, random_walk

from domain.organisation.state import Organisation
from projections.deadlines import DEADLINES
from projections.organisations import Organisations
from projections.statistics import difference as differences
from projections.statistics.count import Filled, compute
from projections.statistics.difference import Asked, Difference, changes, difference
from projections.statistics.facts import FACT
from projections.statistics.forms import FORMS, Form
from projections.statistics.periods import period
from projections.statistics.scopes import scope

NATION = ("TC", "both")
CASE = UUID("0197a3c0-0000-7000-8000-000000000001")
CHARGE = {"code": "BLHS-2015", "article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}
BODY = {"issuer": {"agency": "Cơ quan Cảnh sát điều tra"}}
OPENED = {**BODY, "offences": [CHARGE], "facts": "Mất xe", "incident_on": "2020-01-02"}


def nation(house: House, position: int) -> Organisation:
    organisations = Organisations()
    organisations.read(house.projector, position)
    return organisations.at(position)


def asked(
    house: House, form: Form, label: str, start: int, end: int, who: tuple[str, str] = NATION, by: str = "crime"
) -> Asked:
    when = period(label)
    before, after = (scope(nation(house, position), *who, when.last) for position in (start, end))
    return Asked(form, when, by, before, after, start, end)


def figures(filled: Filled) -> Counter[tuple[str, str]]:
    return Counter({
        (line.code, column.key): cell.value
        for line in filled.lines
        for column, cell in zip(filled.form.columns, line.cells, strict=True)
        if cell.value
    })  # fmt: skip


def furnished(houses: Callable[[], House], seed: int, count: int = 300, streams: int = 8) -> tuple[House, int]:
    house = houses().furnished(FACT, DEADLINES)
    acts = random_walk(seed, count, streams)
    house.record(acts)
    house.project()
    return house, len(acts)


def by_act(found: Difference) -> dict[int, Counter[tuple[str, str]]]:
    listed: dict[int, Counter[tuple[str, str]]] = {}
    for cell in found.cells:
        for change in cell.changes:
            listed.setdefault(change.position, Counter())[cell.line, cell.column] += change.amount
    return listed


def unequal(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> dict[tuple[str, str], int]:
    return {place: one[place] - other[place] for place in {*one, *other} if one[place] != other[place]}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_figure_differs_by_exactly_what_is_listed_for_it(houses: Callable[[], House], seed: int) -> None:
    house, size = furnished(houses, seed)
    chance = random.Random(seed)
    start, end = sorted((chance.randint(25, size), size))
    for form in FORMS.values():
        for who, label in ((NATION, "2020-12m"), (("PX", "both"), "2020-6m"), (("KV1", "unit"), "2021-12m")):
            by = chance.choice(("crime", "unit"))
            found = difference(house.projector, asked(house, form, label, start, end, who, by), most=10**6)
            assert found.complete
            for cell in found.cells:
                assert cell.after - cell.before == sum(change.amount for change in cell.changes)
                assert all(start < change.position <= end for change in cell.changes)
            expected = unequal(figures(found.after), figures(found.before))
            assert {
                (cell.line, cell.column): cell.after - cell.before for cell in found.cells if cell.after != cell.before
            } == expected


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_acts_listed_are_those_after_which_a_figure_is_another_one(houses: Callable[[], House], seed: int) -> None:
    """Recomputed after every single act in between: each listed act makes just the change that is listed for it."""
    house, size = furnished(houses, seed, 200, 6)
    start = size - 12
    for form in FORMS.values():
        whole = asked(house, form, "2020-12m", start, size)
        listed = by_act(difference(house.projector, whole))
        before = figures(compute(house.projector, form, whole.before, whole.period, start))
        for position in range(start + 1, size + 1):
            after = figures(compute(house.projector, form, whole.after, whole.period, position))
            found = {place: amount for place, amount in listed.get(position, Counter()).items() if amount}
            assert found == unequal(after, before), (form.id, position)
            before = after


def test_the_pages_of_a_cell_are_what_the_report_lists_for_it(
    houses: Callable[[], House], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, size = furnished(houses, 11, 500, 14)
    monkeypatch.setattr(differences, "STRIDE", 7)
    for name in ("01-2019", "02-2019", "11-2019"):
        whole = asked(house, FORMS[name], "2020-12m", 25, size)
        found = difference(house.projector, whole, most=10**6)
        assert found.cells
        short = difference(house.projector, whole, most=1)
        assert short.complete == (len(found.acts) == 1)
        assert [(cell.line, cell.column) for cell in short.cells if cell.before != cell.after] == [
            (cell.line, cell.column) for cell in found.cells if cell.before != cell.after
        ]
        for cell in found.cells:
            pages, after = [], None
            while True:
                page = changes(house.projector, whole, place=(cell.line, cell.column), after=after, limit=2)
                pages += [change for _, change in page.found]
                if page.after is None:
                    break
                after = page.after
            assert tuple(pages) == cell.changes


def test_what_is_overdue_is_listed_with_the_act_that_ends_it(house: House) -> None:
    house = house.furnished(FACT, DEADLINES)
    walk = Walk(random.Random(1))
    acts = list(walk.found())
    source = UUID("0197a3c0-0000-7000-8000-000000000003")
    received = {**BODY, "source": "crime_report", "summary": "Mất trộm"}
    acts.append(walk.act(source, "source.received.v1", "2020-01-10", received))
    acts.append(walk.act(source, "source.accepted_for_supervision.v1", "2020-01-13", {"number": "5"}))
    start = len(acts)
    acts.append(walk.act(source, "opening.refused.v1", "2020-06-01", {**BODY, "ground": "no_event"}))
    house.record(acts)
    house.project()
    form = FORMS["01-2019"]
    row = next(
        row for row in form.rows for found in row.expressions.values() if any(a.kind == "overdue" for a in found.atoms)
    )
    found = difference(house.projector, asked(house, form, "2020-06", start, len(acts)))
    cell = next(cell for cell in found.cells if cell.line == row.code)
    assert (cell.before, cell.after) == (1, 0)
    assert [(change.amount, change.position, change.stream) for change in cell.changes] == [(-1, len(acts), source)]


def test_a_unit_that_comes_into_the_scope_brings_what_it_counted_for(house: House) -> None:
    """A unit is put under another one by an act of the organisation: no act of a case is listed for what it brings."""
    house = house.furnished(FACT, DEADLINES)
    walk = Walk(random.Random(1))
    acts = list(walk.found())
    acts.append(walk.act(CASE, "case.opened.v1", "2020-01-10", OPENED))
    start = len(acts)
    reorganised = {"units": ["KV1"], "successors": ["PX-P1"], "last_day": "2020-03-31"}
    acts.append(walk._organise("unit.reorganised.v1", reorganised))
    house.record(acts)
    house.project()
    form, when = FORMS["02-2019"], period("2020-06")
    end = len(acts)
    before, after = (
        scope(nation(house, position), "PX-P1", "both", when.last, succession=True) for position in (start, end)
    )
    found = difference(house.projector, Asked(form, when, "crime", before, after, start, end))
    cell = next(cell for cell in found.cells if cell.line == "1" and cell.column == "case")
    assert (cell.before, cell.after) == (0, 1)
    assert [(change.amount, change.position, change.measure) for change in cell.changes] == [(1, end, "scope.changed")]
