"""Findings over whole ledgers: the rows are the rules over the acts, live, rebuilt and as of any position."""

import random
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.house import true_at
from projections_kit.walk import Walk, random_walk

from projections.entries import ENTRIES, serial_of
from projections.finding_lists import Wanted, counted
from projections.findings import FINDINGS
from projections.rebuild import rebuild

CASE = UUID(int=7)


def charged(walk):
    """A case whose charge waits for an answer since 4 March 2021."""
    yield walk.act(CASE, "case.opened.v1", "2021-03-04", {"issuer": {"agency": "CQĐT"}, "offences": []})
    accused = [{"person": str(UUID(int=8)), "label": "bị can 1"}]
    yield walk.act(CASE, "accused.charged.v1", "2021-03-04", {"issuer": {"agency": "CQĐT"}, "accused": accused})


@pytest.fixture
def walked(house):
    """A ledger with its organisation, and the walk that goes on."""
    walk = Walk(random.Random(1))
    house.prepare()
    house.record(walk.found())
    return walk


def about(house, rule, position):
    """The findings of a rule as of a position."""
    stored = house.stored(FINDINGS, position)
    rows = [row for versions in stored.values() for row, _, _ in true_at(versions, position)]
    return [FINDINGS.row._make(row) for row in rows if row[0] == rule]


def test_what_was_overdue_is_read_as_of_any_position(house, walked):
    house.record(charged(walked))
    house.project()
    before = walked.position
    answer = {"accused": [str(UUID(int=8))], "number": "1"}
    house.record([walked.act(CASE, "charge.approved.v1", "2021-03-20", answer)])
    house.project()
    (waiting,) = about(house, "AR-010", before)
    assert (waiting.holds_from.isoformat(), waiting.remedied) == ("2021-03-09", 0)
    (late,) = about(house, "AR-010", before + 1)
    assert (late.holds_from, late.remedied, late.remedied_by) == (waiting.holds_from, before + 1, 3)


def test_an_obligation_met_in_time_leaves_nothing(house, walked):
    house.record(charged(walked))
    answer = {"accused": [str(UUID(int=8))], "number": "1"}
    house.record([walked.act(CASE, "charge.approved.v1", "2021-03-08", answer)])
    house.project()
    assert about(house, "AR-010", walked.position - 1)
    assert not about(house, "AR-010", walked.position)


def test_findings_are_counted_as_they_stand_at_any_position(houses):
    house, walk = houses().furnished(FINDINGS), Walk(random.Random(9))
    house.record(walk.found())
    house.record(walk.steps(300, 8), 20)
    house.project()
    chance, units = random.Random(4), ("KV1", "KV2", "PX", "PX-P1")
    standing = house.projector.execute(
        "SELECT stream, rule, versions, holds_from FROM projections.finding"
        " WHERE seen_until IS NULL AND remedied = 0 ORDER BY opened"
    ).fetchall()
    for stream, rule, versions, since in standing[::3]:
        about = {"rule": rule, "concerned": list(versions), "statement": "Do thiếu người"}
        house.record([walk.act(stream, "finding.explained.v1", str(since + timedelta(days=1)), about)])
    house.project()
    seen = Counter()
    for position in (walk.position, *chance.sample(range(1, walk.position), 6)):
        stored = house.stored(FINDINGS, position)
        rows = [FINDINGS.row._make(row) for versions in stored.values() for row, _, _ in true_at(versions, position)]
        for day in (date(2040, 1, 1), *chance.sample(sorted({row.holds_from for row in rows}), min(len(rows), 2))):
            for by, severity in (("unit", None), ("rule", None), ("unit", "critical"), ("rule", "major")):
                expected = {}
                for row in rows:
                    if row.holds_from > day or row.unit not in units or severity not in (None, row.severity):
                        continue
                    open_now = row.remedied_on is None or row.remedied_on > day
                    critical, explained = open_now and row.severity == "critical", open_now and bool(row.explained)
                    found = expected.setdefault(getattr(row, by), Counter())
                    found.update({"all": 1, "open": open_now, "critical": critical, "explained": explained})
                wanted = Wanted(position, day, units=frozenset(units), severity=severity)
                given_ = counted(house.projector, wanted, by)
                assert {each.key: each._asdict() for each in given_} == {
                    key: {"key": key, **found} for key, found in expected.items()
                }
                assert given_ == sorted(given_, key=lambda each: (-each.open, each.key))
                seen.update({name: number for found in expected.values() for name, number in found.items()})
    assert all(seen[name] for name in ("all", "open", "critical", "explained"))
    assert seen["explained"] < seen["open"] < seen["all"]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), together=st.integers(1, 60))
def test_live_rows_are_those_of_the_fold_and_of_a_rebuild(houses, seed, together):
    house = houses().furnished(FINDINGS, ENTRIES)
    house.record(random_walk(seed, 120, 6), together)
    house.project(most=together)
    upto = house.projector.execute("SELECT max(position) FROM ledger.act").fetchone()[0]
    for projection in (FINDINGS, ENTRIES):
        live = house.stored(projection, upto)
        folded = {stream: found for (name, stream), found in house.folded(upto).items() if name == projection.name}
        assert {stream: set(rows) for stream, rows in live.items()} == {s: set(rows) for s, rows in folded.items()}
    checked = house.check()
    assert checked.differences == []
    assert [stopped for stopped in checked.quarantined if stopped.projection in ("finding", "entry")] == []
    assert checked.content == checked.content_live
    rebuild(house.conninfo("socai_projector"), (FINDINGS, ENTRIES), processes=1)
    assert house.check().content == checked.content


def test_every_position_between_is_what_the_fold_up_to_it_gives(houses):
    house = houses().furnished(FINDINGS, ENTRIES)
    house.record(random_walk(11, 150, 5))
    house.project()
    upto = house.projector.execute("SELECT max(position) FROM ledger.act").fetchone()[0]
    for position in range(10, upto + 1, 7):
        folded = {stream: rows for (name, stream), rows in house.folded(position).items() if name == "finding"}
        live = house.stored(FINDINGS, position)
        for stream in {*folded, *live}:
            assert true_at(live.get(stream, ()), position) == true_at(folded.get(stream, ()), position)


@pytest.mark.parametrize(
    ("number", "serial"),
    [("12/QĐ-VKS-P1", 12), ("007/KN", 7), ("QĐ-12", 0), ("", 0), (None, 0), ("0/QĐ", 0), ("12345678901", 0)],
)
def test_the_serial_number_of_a_document(number, serial):
    assert serial_of(number) == serial
