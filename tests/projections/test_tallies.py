"""Tallies: exact whatever happens to the rows, and found out when they are not."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.house import House
from projections_kit.odd import BROKEN, COUNTED
from projections_kit.walk import Walk, random_walk
from psycopg import errors

from projections import quarantine, tables, tallies
from projections.declaration import Tally
from projections.errors import BadDeclaration
from projections.rebuild import rebuild, release
from projections.statistics.facts import BY_ARTICLE, BY_MONTH, BY_UNIT, FACT

IN_MATRICES = {f"{what}.{place}" for what in ("case", "accused") for place in ("investigation", "prosecution", "trial")}
Kept = dict[tuple[Any, ...], tuple[int, int]]  # counted, total by combination


def kept(house: House, tally: Tally) -> Kept:
    rows = house.projector.execute(f"SELECT * FROM projections.{tally.name} WHERE counted <> 0").fetchall()
    found = {tuple(row[:-2]): (row[-2], row[-1]) for row in rows}
    assert len(found) == len(rows)
    return found


def counted(house: House, tally: Tally) -> Kept:
    """The same from the rows, here."""
    found: Kept = {}
    for fact, *_ in house.rows(FACT):
        if tally.only and not (fact.stock in IN_MATRICES or matches(fact.measure)):
            continue
        key = (*(getattr(fact, name) for name in tally.columns), tallies.first_of(tally, fact.day))
        rows, total = found.get(key, (0, 0))
        found[key] = (rows + 1, total + fact.amount)
    return found


def matches(measure: str) -> bool:
    return measure == "accused.charged_first" or measure.startswith(("defendant.by_crime.", "defendant.first."))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_live_and_rebuilt_are_what_the_rows_say(houses: Callable[[], House], seed: int) -> None:
    chance = random.Random(seed)
    house = houses().furnished(FACT)
    house.record(random_walk(seed, 300, 10))
    while house.runner.pull(house.projector, chance.randint(1, 60)):
        if chance.random() < 0.2:
            rebuild(house.conninfo("socai_projector"), (FACT,), processes=1)
    live = [kept(house, tally) for tally in FACT.tallies]
    assert live == [counted(house, tally) for tally in FACT.tallies]
    assert len(live[0]) > 20
    rebuild(house.conninfo("socai_projector"), (FACT,), processes=1)
    assert [kept(house, tally) for tally in FACT.tallies] == live
    assert house.check().differences == []


def test_a_batch_that_is_not_committed_leaves_no_trace(house: House) -> None:
    here = house.furnished(FACT)
    here.record(random_walk(5, 200, 8))
    here.runner.pull(here.projector, 100)
    before = [kept(here, tally) for tally in FACT.tallies]
    writing = here.connect("socai_projector")
    with writing.transaction(force_rollback=True):
        here.runner.pull(writing, 50)
    assert [kept(here, tally) for tally in FACT.tallies] == before
    here.runner = type(here.runner)(here.conninfo("socai_projector"), (FACT,))
    here.project()
    assert here.check().differences == []
    assert [kept(here, tally) for tally in FACT.tallies] != before


def test_a_released_stream_is_counted_once(house: House) -> None:
    BROKEN.clear()
    here = house.furnished(COUNTED)
    walk = Walk(random.Random(31))
    here.record(walk.found())
    acts = list(walk.steps(200, 8))
    kind = next(act.type for act in acts if act.envelope.version == 2)
    BROKEN.add(kind)
    here.record(acts)
    here.project(16)
    assert quarantine.every(here.projector)
    assert here.check().differences == []
    BROKEN.clear()
    assert release(here.conninfo("socai_projector"), here.projections)
    assert here.check().differences == []
    (tally,) = COUNTED.tallies
    cases = [act for act in acts if act.kind in COUNTED.kinds]
    rows = here.projector.execute(f"SELECT type, counted FROM projections.{tally.name} WHERE counted <> 0").fetchall()
    assert dict(rows) == {type: sum(act.type == type for act in cases) for type in {act.type for act in cases}}


@pytest.mark.parametrize(
    "falsified",
    [
        "UPDATE projections.{0} SET total = total + 1 WHERE ctid = (SELECT min(ctid) FROM projections.{0})",
        "DELETE FROM projections.{0} WHERE ctid = (SELECT min(ctid) FROM projections.{0})",
        "INSERT INTO projections.{0} (measure, flow, juvenile, legal_person, own_agency, month, counted, total)"
        " VALUES ('x', 0, false, false, false, '2020-01-01', 1, 1)",
    ],
)
def test_a_falsified_tally_is_found(house: House, falsified: str) -> None:
    here = house.furnished(FACT)
    here.record(random_walk(6, 150, 6))
    here.project()
    assert here.check().differences == []
    assert here.connect().execute(falsified.format(BY_MONTH.name)).rowcount == 1
    (found,) = here.check().differences
    assert (found.projection, found.what, found.stream) == ("fact", "changed", None)
    assert found.expected != found.found
    assert BY_MONTH.name in found.key


def test_rows_written_behind_the_triggers_and_a_tally_taken_away_are_found(house: House) -> None:
    here = house.furnished(FACT)
    owner = here.connect()
    owner.execute("ALTER TABLE projections.fact DISABLE TRIGGER USER")
    here.record(random_walk(6, 150, 6))
    here.project()
    assert {found.key.split('"')[1] for found in here.check().differences} == {tally.name for tally in FACT.tallies}
    owner.execute(f"DROP TABLE projections.{BY_MONTH.name} CASCADE")
    assert f"tally {BY_MONTH.name} was never built" in {found.what for found in here.check().differences}


def test_a_row_that_counts_has_no_end(house: House) -> None:
    here = house.furnished(FACT)
    here.record(random_walk(6, 150, 6))
    here.project()
    with pytest.raises(errors.CheckViolation), here.connect().transaction():
        here.connect().execute("UPDATE projections.fact SET seen_until = seen_from + 1 WHERE version = 1")


def test_months_and_years() -> None:
    for tally, day, first, last in (
        (BY_MONTH, date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
        (BY_MONTH, date(2023, 12, 31), date(2023, 12, 1), date(2023, 12, 31)),
        (BY_UNIT, date(2023, 12, 1), date(2023, 12, 1), date(2024, 11, 30)),
        (BY_UNIT, date(2024, 11, 30), date(2023, 12, 1), date(2024, 11, 30)),
        (BY_UNIT, date(2024, 12, 31), date(2024, 12, 1), date(2025, 11, 30)),
    ):
        assert (tallies.first_of(tally, day), tallies.last_of(tally, day)) == (first, last)


@pytest.mark.parametrize(
    ("tally", "why"),
    [
        (Tally("fact", ("unit",)), "taken"),
        (Tally("few", ("measures",)), "no columns"),
        (Tally("few", ()), "no columns"),
        (Tally("few", ("unit",), month_of="unit"), "no day"),
        (Tally("few", ("unit",), sums="day"), "no number"),
        (Tally("few", ("unit",), only=(("what", ("x",)),)), "no columns"),
    ],
)
def test_what_cannot_be_kept_is_refused(tally: Tally, why: str) -> None:
    with pytest.raises(BadDeclaration, match=why):
        replace(FACT, tallies=(tally,))
    with pytest.raises(BadDeclaration, match="rows may end"):
        replace(FACT, append_only=False)


def test_other_tallies_are_another_declaration(house: House) -> None:
    fewer = replace(FACT, tallies=(BY_MONTH,))
    assert fewer.declared != FACT.declared
    here = house.furnished(fewer)
    here.record(random_walk(6, 150, 6))
    here.project()
    whole = here.furnished(FACT)
    assert kept(whole, BY_ARTICLE) == counted(whole, BY_ARTICLE) != {}
    names = [tallies.named(tally, tables.NEXT).as_string() for tally in FACT.tallies]
    assert [whole.projector.execute("SELECT to_regclass(%s)", [name]).fetchone() for name in names] == [(None,)] * 3


def test_a_tally_that_is_declared_no_more_is_taken_away(house: House) -> None:
    here = house.furnished(FACT, COUNTED)
    here.record(random_walk(6, 150, 6))
    here.project()
    fewer = here.furnished(replace(FACT, tallies=(BY_MONTH,)), COUNTED)
    assert kept(fewer, BY_MONTH) == counted(fewer, BY_MONTH) != {}
    (other,) = COUNTED.tallies
    there_are = "SELECT to_regclass(%(name)s) IS NOT NULL, to_regproc(%(name)s) IS NOT NULL"
    for tally, stays in ((BY_MONTH, True), (BY_ARTICLE, False), (BY_UNIT, False), (other, True)):
        name = tallies.named(tally).as_string()
        assert fewer.projector.execute(there_are, {"name": name}).fetchone() == (stays, stays)
    assert fewer.check().differences == []
