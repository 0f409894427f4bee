"""Sums: from the tallies or from the rows, as of any position they are what the rows say."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.forms import furnished, nation
from projections_kit.house import House
from projections_kit.walk import UNITS, random_walk
from psycopg import sql

from domain.limits.due import midnight
from projections.boards import RIGHTS
from projections.deadlines import DEADLINES
from projections.statistics import indicators, overdue
from projections.statistics.expressions import Atom
from projections.statistics.facts import FACT
from projections.statistics.forms import FORMS, Form
from projections.statistics.periods import Period, period
from projections.statistics.scopes import Scope, scope
from projections.statistics.sums import Sums, tally

LABELS = ("2020-12m", "2020-03", "2019-W23", "2020-W01", "2020-W40", "2020-s12m", "2021-c6m", "2020-Q2")
DAY = timedelta(days=1)


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


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_units_told_apart_are_the_sums_of_their_facts(houses: Callable[[], House], seed: int) -> None:
    house, size = furnished(houses, seed, 500)
    chance = random.Random(seed)
    facts = [(seen_from, fact) for fact, _, seen_from, _ in house.rows(FACT)]
    found = 0
    for position in (size, size - chance.randint(1, size // 10), chance.randint(30, size)):
        for label in ("2020-12m", "2021-12m", *chance.sample(LABELS, 2)):
            when = period(label)
            for kind, unit in (("both", "TC"), ("below", "TC"), ("both", "PX")):
                where = scope(nation(house, position), unit, kind, when.last)
                where = replace(where, left_out=("TC",)) if (kind, unit) == ("below", "TC") else where
                for form in FORMS.values():
                    if form.kind == "matrix":
                        sums = tally(house.projector, form.atoms(), where, when, position, "unit")
                        known = [fact for seen, fact in facts if seen <= position and fact.day <= when.last]
                        expected = added_up(form, known, where, when)
                        assert {key: value for key, value in flat(sums) if value} == expected
                        found += len(expected)
    assert found > 10


def flat(sums: Sums) -> Iterator[tuple[tuple[str, Atom], int]]:
    for group, values in sums.items():
        yield from (((group, atom), value) for atom, value in values.items())


def added_up(form: Form, facts: Iterable[Any], where: Scope, when: Period) -> dict[tuple[str, Atom], int]:
    """The sums by unit, from facts up to the end of the period."""
    found: Counter[tuple[str, Atom]] = Counter()
    for fact, atom in product(facts, form.atoms()):
        carried = fact.day < when.first
        old = carried and atom.kind in ("old", "now") and atom.stock == fact.stock
        within = atom.fits(fact.crime_class, fact.juvenile, fact.legal_person, fact.own_agency)
        if not within or (where.units is not None and fact.unit not in where.units):
            continue
        if old or (not carried and atom.takes(fact.measure, fact.stock, fact.flow)):
            found[fact.unit, atom] += atom.sign(fact.flow) * fact.amount
    return {key: value for key, value in found.items() if value}


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


@pytest.mark.parametrize("seed", range(4))
def test_what_is_overdue_is_what_the_rows_say(houses: Callable[[], House], seed: int) -> None:
    """Whatever the day, the units and the position: as if all deadlines were looked at one by one."""
    house, size = furnished(houses, seed, 500)
    chance = random.Random(seed)
    late = [atom for form in FORMS.values() for atom in form.atoms() if atom.kind == "overdue"]
    late.append(replace(late[0], measures=("*",)))
    rows = [(stream, row, seen_from, seen_until) for row, stream, seen_from, seen_until in house.rows(DEADLINES)]
    over = [row for _, row, *_ in rows if row.due and row.ended_on and row.due <= midnight(row.ended_on - DAY)]
    days = {row.ended_on - DAY for row in chance.sample(over, min(20, len(over)))}
    found: Counter[bool] = Counter()
    for position, day in product((size, size - 2, chance.randint(30, size)), sorted(days)):
        when = replace(period("2020-12m"), last=day)
        for unit, kind in (("TC", "both"), ("PX", "below"), ("KV1", "unit")):
            where = scope(nation(house, position), unit, kind, day)
            for atom in late:
                expected: dict[tuple[UUID, UUID | None], bool] = {}
                for stream, row, seen_from, seen_until in rows:
                    if (
                        seen_from <= position < (seen_until or size + 1)
                        and is_overdue(row, day) and named_by(atom, row.limit_id)
                        and (where.units is None or row.unit in where.units)
                    ):  # fmt: skip
                        expected[stream, row.person] = row.ended_on is None
                assert overdue.number(house.projector, atom, where, when, position) == len(expected)
                found.update(expected.values())
    assert found[True] > 0
    assert found[False] > 0


def is_overdue(row: Any, day: date) -> bool:
    """Whether a deadline was over before the day began, on which it ran."""
    if row.due is None or not row.observed or row.since > day or (row.ended_on is not None and row.ended_on <= day):
        return False
    return row.limit_id not in RIGHTS and row.due <= midnight(day)


def named_by(atom: Atom, limit_id: str) -> bool:
    return any(wanted in ("*", limit_id.partition("@")[0]) for wanted in atom.measures)
