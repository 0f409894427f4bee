"""Acts between procuracies: what waits for an answer, as of any position, and figures that add up."""

import random
from datetime import date
from uuid import UUID

import pytest
from projections_kit.house import true_at
from projections_kit.walk import Walk, random_walk

from projections.entries import ENTRIES
from projections.rebuild import rebuild
from projections.supervision import SUPERVISED_ACT
from projections.supervision_lists import FIGURES, OF_ACTS, Asked, acts, figures, summed

CASE = UUID(int=7)
UNITS = ("KV1", "KV2", "PX", "PX-P1", "TC")
DAY = date(2021, 12, 1)


@pytest.fixture
def walked(house):
    walk = Walk(random.Random(1))
    house.prepare()
    house.record(walk.found())
    data = {"issuer": {"agency": "CQĐT"}, "offences": []}
    house.record([walk.act(CASE, "case.opened.v1", "2021-03-04", data)])
    house.project()
    return house, walk


def asked(walk, since=0, as_of=None):
    return Asked(UNITS, walk.position if as_of is None else as_of, DAY, since)


def test_every_figure_is_the_number_of_acts_behind_it(houses):
    house = houses()
    house.prepare()
    house.record(random_walk(5, 150, 6))
    house.project()
    upto = house.projector.execute("SELECT max(position) FROM ledger.act").fetchone()[0]
    for as_of, since in ((upto, 0), (upto - 9, 0), (upto - 2, 40), (upto, upto // 2), (upto // 2, 3)):
        wanted = Asked(UNITS, as_of, date(2040, 1, 1), since)
        found = figures(house.projector, wanted)
        total = summed(found, UNITS)
        assert total["acts"] > 0
        for name in OF_ACTS:
            lines, before = [], 2**53 - 1
            while before is not None:
                page = acts(house.projector, wanted, name, before=before, limit=7)
                lines += page.lines
                before = page.before
            assert len(lines) == total[name], name
            assert [line.position for line in lines] == sorted({line.position for line in lines}, reverse=True)
            assert all(line.position <= as_of for line in lines)
        for name in FIGURES:
            assert total[name] == sum(found.get(unit, {}).get(name, 0) for unit in UNITS)
        counted = house.projector.execute(
            "SELECT count(*) FROM ledger.act WHERE kind <> 'organisation' AND position > %s AND position <= %s",
            [since, as_of],
        ).fetchone()[0]
        assert total["acts"] == counted


def test_what_is_new_begins_after_the_position_last_looked_at(walked):
    house, walk = walked
    assert figures(house.projector, asked(walk))["KV1"]["acts"] == 1
    assert "acts" not in figures(house.projector, asked(walk, since=walk.position)).get("KV1", {})


@pytest.mark.parametrize("seed", [1, 2])
def test_live_rows_are_those_of_the_fold_and_of_a_rebuild(houses, seed):
    house = houses().furnished(SUPERVISED_ACT, ENTRIES)
    house.record(random_walk(seed, 150, 6), 20)
    house.project(most=20)
    upto = house.projector.execute("SELECT max(position) FROM ledger.act").fetchone()[0]
    for position in (upto // 2, upto):
        live = house.stored(SUPERVISED_ACT, position)
        folded = {s: rows for (name, s), rows in house.folded(position).items() if name == "supervised_act"}
        for stream in {*live, *folded}:
            assert true_at(live.get(stream, ()), position) == true_at(folded.get(stream, ()), position)
    checked = house.check()
    assert (checked.differences, checked.content) == ([], checked.content_live)
    rebuild(house.conninfo("socai_projector"), (SUPERVISED_ACT, ENTRIES), processes=1)
    assert house.check().content == checked.content
