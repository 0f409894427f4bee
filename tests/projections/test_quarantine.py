"""A projection of a stream that cannot go on stops there, is seen, and is released; everything else goes on."""

import hashlib
import json
import random
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from projections_kit.house import House
from projections_kit.odd import BROKEN, CHANGED, FRAGILE, UNSTORABLE
from projections_kit.walk import Walk

from ledger.batch import SignedAct
from ledger.format import Envelope
from projections import quarantine, reading, rows
from projections.case_status import CASE_STATUS
from projections.catalogue import PROJECTIONS
from projections.checking import check
from projections.errors import DeclarationsDiffer
from projections.rebuild import prepare, rebuild, release
from projections.runner import Runner, standing
from signing import canonical


@pytest.fixture(autouse=True)
def _whole() -> Iterator[None]:
    BROKEN.clear()
    yield
    BROKEN.clear()


@pytest.fixture
def walk() -> Walk:
    return Walk(random.Random(31))


def follow(walk: Walk, stream: UUID, **members: object) -> SignedAct:
    """An act that no domain made, next in a stream."""
    head = walk.heads[stream]
    previous = None if head.hash is None else head.hash.hex()
    act = {
        "format": "socai/act/1", "ledger": "x", "stream": str(stream), "kind": "criminal_case",
        "version": head.version + 1, "previous": previous, "type": "nonsense.done.v9", "command_id": str(uuid4()),
        "occurred_at": "2026-01-01T00:00:00+07:00", "precision": "day", "rule_set": "2026-11", "actor": {}, "law": [],
        "documents": [], "links": [], "data": {}, "_sd": [], **members,
    }  # fmt: skip
    data = canonical.encode(act)
    assert json.loads(data) == act
    moment = walk.days[stream]
    return SignedAct(
        Envelope("x", stream, head.version + 1, head.hash, UUID(str(act["command_id"]))), "criminal_case",
        str(act["type"]), moment, data, hashlib.sha256(data).digest(), b"s", hashlib.sha256(b"s").digest(), bytes(32),
    )  # fmt: skip


def second_act(acts: list[SignedAct]) -> SignedAct:
    """An act that is not the first of its stream."""
    return next(act for act in acts if act.envelope.version == 2)


def cases(walk: Walk) -> list[UUID]:
    return [stream for stream, kind in walk.kinds.items() if kind == "criminal_case" and walk.states[stream].version]


def test_one_projection_of_one_stream_stops_and_is_released(house: House, walk: Walk) -> None:
    both = house.furnished(CASE_STATUS, FRAGILE)
    both.record(walk.found())
    acts = list(walk.steps(200, 8))
    kind = second_act(acts).type
    first = next(act for act in acts if act.type == kind)
    BROKEN.add(kind)
    both.record(acts)
    both.project(16)
    found = quarantine.every(both.projector)
    assert {item.projection for item in found} == {"fragile"}
    at = {item.stream: item for item in found}[first.envelope.stream]
    assert at.position == walk.position - len(acts) + acts.index(first) + 1
    assert f"cannot take {kind}" in at.error
    position = rows.position(both.projector)
    assert position == walk.position  # the others went on
    checked = both.check()
    assert checked.differences == []
    assert {(item.projection, item.stream) for item in checked.quarantined} == {
        (item.projection, item.stream) for item in found
    }
    assert first.envelope.stream in rows.stopped(both.projector, [first.envelope.stream], position)

    assert release(both.conninfo("socai_projector"), both.projections) == []  # nothing was put right
    assert len(quarantine.every(both.projector)) == len(found)
    BROKEN.clear()
    well = release(both.conninfo("socai_projector"), both.projections, first.envelope.stream)
    assert well == [("fragile", first.envelope.stream)]
    release(both.conninfo("socai_projector"), both.projections)
    assert quarantine.every(both.projector) == []
    both.record(walk.steps(100, 4))
    both.project()
    checked = both.check()
    assert (checked.differences, checked.quarantined) == ([], [])


def test_the_defect_put_right_without_release_is_not_skipped(house: House, walk: Walk) -> None:
    """A stream in quarantine stays as it is, complete up to the act at which it stopped, whatever comes."""
    both = house.furnished(FRAGILE)
    both.record(walk.found())
    acts = list(walk.steps(150, 3))
    BROKEN.add(second_act(acts).type)
    both.record(acts)
    both.project()
    stopped = {item.stream: item.position for item in quarantine.every(both.projector)}
    assert stopped
    BROKEN.clear()
    again = Runner(both.conninfo("socai_projector"), both.projections)
    both.record(walk.steps(150, 3))
    while again.pull(both.projector):
        pass
    assert {item.stream: item.position for item in quarantine.every(both.projector)}.items() >= stopped.items()
    kept = both.stored(FRAGILE, walk.position)
    for stream, position in stopped.items():
        assert all(version.seen_from < position for version in kept.get(stream, []))
    assert both.check().differences == []


def test_an_act_that_the_domain_does_not_know_stops_its_stream_everywhere(house: House, walk: Walk) -> None:
    house.prepare()
    house.record(walk.found())
    house.record(walk.steps(120, 6))
    stream = cases(walk)[0]
    house.record([follow(walk, stream)])
    position = walk.position + 1
    house.project(20)
    found = quarantine.every(house.projector)
    expected = {projection.name for projection in PROJECTIONS if "criminal_case" in projection.kinds}
    assert {(item.projection, item.stream, item.position) for item in found} == {
        (name, stream, position) for name in expected
    }
    assert "unknown_type" in found[0].error
    stands = standing(house.projector, PROJECTIONS)
    assert (stands.position, len(stands.quarantined)) == (position, len(expected))
    before = {projection.name: house.stored(projection, position) for projection in PROJECTIONS}
    rebuilt = rebuild(house.conninfo("socai_projector"), PROJECTIONS, processes=1)
    assert {item.name for item in rebuilt if item.stopped} == expected
    for projection in PROJECTIONS:
        after = house.stored(projection, position)
        assert {s: sorted(map(repr, v)) for s, v in after.items()} == {
            s: sorted(map(repr, v)) for s, v in before[projection.name].items()
        }
    assert {(item.projection, item.stream, item.position) for item in quarantine.every(house.projector)} == {
        (name, stream, position) for name in expected
    }
    assert house.check().differences == []
    found_case = reading.case(house.projector, stream, position)
    assert found_case is not None
    assert found_case.stopped


def test_a_character_that_postgres_cannot_keep_stops_the_stream(house: House, walk: Walk) -> None:
    house.prepare()
    house.record(walk.found())
    house.record(walk.steps(60, 6))
    house.record([follow(walk, cases(walk)[0], type="fact.noted.v1", data={"note": "a\0b"})])
    house.project()
    assert all("U+0000" in item.error for item in quarantine.every(house.projector))
    stopped = {item.projection for item in quarantine.every(house.projector)}
    assert stopped == {item.name for item in house.projections if "criminal_case" in item.kinds}


def test_a_row_that_the_database_refuses_stops_its_stream_only(house: House, walk: Walk) -> None:
    both = house.furnished(CASE_STATUS, UNSTORABLE)
    both.record(walk.found())
    acts = list(walk.steps(150, 6))
    BROKEN.add(second_act(acts).type)
    both.record(acts)
    both.project()
    found = quarantine.every(both.projector)
    assert {item.projection for item in found} == {"unstorable"}
    assert {item.stream for item in found} == {a.envelope.stream for a in acts if a.type in BROKEN}
    assert set(both.stored(UNSTORABLE, walk.position)) == {a.envelope.stream for a in acts} - {i.stream for i in found}
    assert not [item for item in both.check().differences if item.projection == "case_status"]


def test_a_changed_declaration_is_rebuilt_alone(house: House, walk: Walk) -> None:
    old = house.furnished(CASE_STATUS, FRAGILE)
    old.record(walk.found())
    old.record(walk.steps(100, 5))
    old.project()
    built = standing(old.projector, old.projections).built
    assert prepare(old.conninfo("socai_projector"), old.projections) == ()
    new = (CASE_STATUS, CHANGED)
    assert standing(old.projector, new).differing == ("fragile",)
    checked = check(old.conninfo("socai_reader"), new)
    assert [item.what for item in checked.differences] == ["not built from this declaration"]
    done = prepare(old.conninfo("socai_projector"), new)
    assert [item.name for item in done] == ["fragile"]
    now = standing(old.projector, new).built
    assert now["case_status"] == built["case_status"]
    assert now["fragile"].rebuilt_at > built["fragile"].rebuilt_at
    old.record(walk.steps(50, 5))
    with pytest.raises(DeclarationsDiffer):  # a runner of the older program must not write into the newer tables
        old.project()
    fresh = Runner(old.conninfo("socai_projector"), new)
    while fresh.pull(old.projector):
        pass
    assert check(old.conninfo("socai_reader"), new).differences == []
