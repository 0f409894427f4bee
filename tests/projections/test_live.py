"""Live rows == rebuilt rows == as-of rows, over random lawful histories."""

import itertools
import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.house import House, true_at
from projections_kit.walk import SECRET, Walk, random_walk

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import apply, initial
from domain.limits.following import Clocks
from projections import history
from projections.catalogue import PROJECTIONS
from projections.declaration import Gone, Kept, Projection, Step
from projections.organisations import Organisations
from projections.rebuild import rebuild


def by_hand(house: House, projection: Projection, upto: int) -> dict[UUID, dict[Any, tuple[Any, dict[str, int]]]]:
    """Rows as of a position without the kernel: for each key the row and for each column the act that last changed
    it.
    """
    organisations = Organisations()
    organisations.read(house.projector, upto)
    acts = sorted(history.by_position(house.projector, 1, upto), key=lambda act: (act.stream, act.version))
    found: dict[UUID, dict[Any, tuple[Any, dict[str, int]]]] = {}
    for stream, stored in itertools.groupby(acts, key=lambda act: act.stream):
        items = [history.recorded(act) for act in stored]
        if items[0].act.kind not in projection.kinds:
            continue
        state, rows, clocks = initial(items[0].act.kind), found.setdefault(stream, {}), Clocks()
        memory = None
        for item in items:
            after = apply(state, item)
            one = step(item, state, after, organisations, clocks)
            concerned = projection.acts is None or item.act.type in projection.acts
            given = memory if projection.append_only else {key: row for key, (row, _) in rows.items()}
            for change in list(projection.change(given, one)) if concerned else ():
                if isinstance(change, Kept):
                    memory = change.memory
                    continue
                if isinstance(change, Gone):
                    del rows[change.key]
                    continue
                key = projection.key_of(change)
                old, behind = rows.get(key, (None, {}))
                changed = {
                    name: item.position
                    for name, value in change._asdict().items()
                    if old is None or getattr(old, name) != value
                }
                rows[key] = (change, {**behind, **changed})
            state = after
    return {stream: rows for stream, rows in found.items() if rows}


def step(item: Recorded, before: Any, after: Any, organisations: Organisations, clocks: Clocks) -> Step:
    act = item.act
    return Step(
        item, act, CATALOGUE[act.type], day_of(act.occurred_at), before, after, organisations.at(item.position),
        clocks.take(item, before, after),
    )  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), together=st.integers(1, 60), most=st.integers(1, 90))
def test_live_rows_are_the_folds_as_of_every_position(
    houses: Callable[[], House], seed: int, together: int, most: int
) -> None:
    house = houses()
    house.prepare()
    acts = random_walk(seed, 140, 6)
    house.record(acts[: len(acts) // 2], together)
    house.project(most)
    house.record(acts[len(acts) // 2 :], together)
    house.project(most)
    chance = random.Random(seed)
    size = len(acts)
    for projection in PROJECTIONS:
        stored = house.stored(projection, size)
        for position in {size, *chance.sample(range(1, size), 6)}:
            expected = by_hand(house, projection, position)
            found = {stream: true_at(versions, position) for stream, versions in stored.items()}
            assert {stream for stream, rows in found.items() if rows} == expected.keys()
            for stream, rows in expected.items():
                assert found[stream] == {
                    (row, tuple(behind.values()) if projection.has_acts else (), max(behind.values()))
                    for row, behind in rows.values()
                }
    checked = house.check()
    assert checked.differences == []
    assert checked.quarantined == []
    assert checked.content == checked.content_live
    before = {projection.name: house.stored(projection, size) for projection in PROJECTIONS}
    rebuilt = rebuild(house.conninfo("socai_projector"), PROJECTIONS, processes=1)
    assert {item.name: item.content for item in rebuilt} == checked.content
    for projection in PROJECTIONS:
        after = house.stored(projection, size)
        assert {s: sorted(map(repr, v)) for s, v in after.items()} == {
            s: sorted(map(repr, v)) for s, v in before[projection.name].items()
        }


def test_a_rebuild_in_several_processes_gives_the_same_hashes(house: House) -> None:
    house.prepare()
    walk = Walk(random.Random(3))
    house.record(walk.found())
    for _ in range(8):
        house.record(walk.steps(900, 30), 500)
    house.project()
    conninfo = house.conninfo("socai_projector")
    told: list[tuple[int, int]] = []
    parallel = rebuild(conninfo, PROJECTIONS, processes=2, progress=lambda done, total: told.append((done, total)))
    alone = rebuild(conninfo, PROJECTIONS, processes=1)
    assert [item.content for item in parallel] == [item.content for item in alone]
    assert told[0] == (0, walk.position)
    assert told[-1] == (walk.position, walk.position)
    checked = house.check(processes=2)
    assert checked.differences == []
    assert checked.acts == walk.position


def test_acts_recorded_during_a_rebuild_are_in_the_new_tables(house: House) -> None:
    house.prepare()
    walk = Walk(random.Random(4))
    house.record(walk.found())
    house.record(walk.steps(300, 10))
    house.project()

    def meanwhile(done: int, total: int) -> None:
        """The runner goes on while the new tables are filled: at first by more than the last round may bring."""
        house.record(walk.steps(900 if done == 0 else 20, 5))
        house.project()

    rebuild(house.conninfo("socai_projector"), PROJECTIONS, processes=1, progress=meanwhile)
    house.record(walk.steps(50, 5))
    house.project()
    checked = house.check()
    assert checked.position == walk.position
    assert checked.differences == []


def test_no_personal_value_stands_in_a_table(house: House) -> None:
    house.prepare()
    acts = random_walk(11, 400, 12)
    house.record(acts)
    house.project()
    assert sum(b'"_sd":[]' not in act.act for act in acts) > 20  # acts that hold personal values, withheld
    owner = house.connect()
    tables = [row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'projections'")]
    assert {projection.name for projection in PROJECTIONS} < set(tables)
    for table in tables:
        found = owner.execute(f"SELECT count(*) FROM projections.{table} t WHERE t::text LIKE %s", [f"%{SECRET}%"])
        assert found.fetchone() == (0,)
