"""Rules over several files: numbers of documents, hand-overs, unlawful acts that stand, files left behind."""

import hashlib
import random
from datetime import date, timedelta
from itertools import pairwise, product
from operator import attrgetter, itemgetter
from uuid import UUID

import pytest
from projections_kit.walk import Walk

from domain.audit.rules import RULES
from domain.organisation.state import Organisation
from ledger import format as act_format
from ledger.batch import SignedAct
from ops.synth import model as figures
from ops.synth.days import period_of
from ops.synth.histories import histories
from projections.across import MANY_UNITS, RULES_ACROSS, UNIT_BY_UNIT, across, put_off
from projections.across_findings import Asked
from projections.entries import ENTRIES
from projections.numbering import number_owner, procuracy_year

DAY = date(2021, 6, 1)


@pytest.fixture
def walk(house):
    """A ledger with its organisation, and the walk that goes on."""
    walk = Walk(random.Random(1))
    house.prepare()
    house.record(walk.found())
    return walk


@pytest.fixture
def found(house, walk):
    """What a rule finds, as of the newest position or another one."""

    def look(rule, day=DAY, position=None, units=None):
        house.project()
        asked = Asked(frozenset(units or walk.organisation.units), position or walk.position, day, walk.organisation)
        return across(house.projector, asked, (rule,))

    return look


def opened(walk, number, unit="KV1"):
    return walk.act(
        UUID(int=number), "case.opened.v1", "2021-03-01", {"issuer": {"agency": "CQĐT"}, "offences": []}, unit
    )


def requested(walk, case, number, day="2021-03-10", unit="KV1"):
    data = {"requests": ["Xác minh"], "number": number}
    return walk.act(UUID(int=case), "investigation.requested.v1", day, data, unit)


def test_numbers_in_order_are_not_found(house, walk, found):
    house.record([opened(walk, 1), opened(walk, 2)])
    house.record([requested(walk, 1, "5/YC"), requested(walk, 2, "06/YC"), requested(walk, 1, "7/YC", "2021-03-11")])
    assert found("AR-101") == []


def test_a_number_given_twice_and_numbers_left_out(house, walk, found):
    house.record([opened(walk, 1), opened(walk, 2), requested(walk, 1, "1/YC"), requested(walk, 2, "1/YC")])
    house.record([requested(walk, 1, "4/YC")])
    skipped, doubled = found("AR-101")
    assert (doubled.facts["what"], doubled.stream, doubled.versions) == ("doubled", UUID(int=2), (2,))
    assert (skipped.facts["from"], skipped.facts["until"], skipped.versions) == (2, 3, (3,))
    assert [each.facts["what"] for each in found("AR-101", position=walk.position - 1)] == ["doubled"]


def test_a_later_number_with_an_earlier_day(house, walk, found):
    house.record([opened(walk, 1), requested(walk, 1, "1/YC", "2021-03-20"), requested(walk, 1, "2/YC", "2021-03-10")])
    (back,) = found("AR-101")
    assert (back.facts["what"], back.facts["day"]) == ("earlier_day", "2021-03-10")


def test_each_unit_and_procuracy_year_counts_for_itself(house, walk, found):
    house.record([opened(walk, 1), opened(walk, 2, "KV2")])
    house.record([requested(walk, 1, "1/YC"), requested(walk, 2, "9/YC", unit="KV2")])
    house.record([requested(walk, 1, "1/YC", "2021-12-01")])
    assert found("AR-101", date(2022, 1, 1)) == []
    house.record([requested(walk, 1, "5/YC", "2021-12-02")])
    assert [each.unit for each in found("AR-101", date(2022, 1, 1))] == ["KV1"]
    assert found("AR-101", date(2022, 1, 1), units=["KV2"]) == []


def test_numbers_drawn_by_lot_are_looked_at_as_when_put_in_order_by_hand(house, walk, found):
    """Series of an owner, a type and a procuracy year; a department draws from its procuracy's."""
    chance, acts = random.Random(8), []
    house.record([opened(walk, 1), opened(walk, 2, "KV2")])
    for _ in range(60):
        unit, day = chance.choice(("KV1", "PX", "PX-P1")), date(2021, 11, 1) + timedelta(days=chance.randrange(60))
        number = chance.randint(1, 12)
        made = requested(walk, chance.choice((1, 2)), f"{number}/YC", str(day), unit)
        house.record([made])
        acts.append((unit, number, day, walk.position))
    day = date(2022, 2, 1)
    for position in (walk.position, walk.position - 25):
        expected = set()
        for unit, year in product(walk.organisation.units, (2021, 2022)):
            series = [
                act for act in acts
                if number_owner(walk.organisation, act[0]) == unit and procuracy_year(act[2]) == year
                and act[3] <= position
            ]  # fmt: skip
            for one, next_ in pairwise(sorted(series, key=itemgetter(1, 3))):
                if next_[1] == one[1]:
                    expected.add(("doubled", next_[3], one[3]))
                elif next_[1] > one[1] + 1:
                    expected.add(("skipped", next_[3], one[3]))
                elif next_[2] < one[2] - timedelta(days=3):
                    expected.add(("earlier_day", next_[3], one[3]))
        numbers = found("AR-101", day, position)
        assert {(each.facts["what"], each.position, *each.others) for each in numbers} == expected
        assert {each.facts["what"] for each in numbers} == {"doubled", "skipped", "earlier_day"}
        assert [each.position for each in numbers] == sorted((each.position for each in numbers), reverse=True)


def replaced(walk):
    """A case whose prosecutor is replaced on 15 March."""
    first, second = (str(walk.officers[unit]) for unit in ("KV1", "PX"))
    assigned = walk.act(UUID(int=1), "prosecutor.assigned.v1", "2021-03-02", {"prosecutor": first, "number": "1"})
    change = {"replaced": first, "prosecutor": second, "number": "1"}
    return [assigned, walk.act(UUID(int=1), "prosecutor.replaced.v1", "2021-03-15", change, "PX")], first, second


def test_a_replaced_prosecutor_who_handed_nothing_over(house, walk, found):
    house.record([opened(walk, 1)])
    acts, first, second = replaced(walk)
    house.record(acts)
    assert found("AR-092", date(2021, 3, 25)) == []
    (late,) = found("AR-092", date(2021, 3, 26))
    assert (late.stream, late.versions, late.prosecutors) == (UUID(int=1), (3,), (UUID(first),))
    data = {"file": "supervision_file", "of": str(UUID(int=1)), "keeper": second}
    house.record([walk.act(UUID(int=9), "supervision_file.opened.v1", "2021-03-16", data, "PX")])
    handed = {"outgoing": first, "incoming": second, "items": ["Hồ sơ"]}
    house.record([walk.act(UUID(int=9), "assignment_handover.recorded.v1", "2021-03-20", handed, "PX")])
    assert found("AR-092") == []


def test_an_act_of_a_closed_period_entered_afterwards(house, walk, found):
    book = {"file": "supervision_file", "of": str(UUID(int=1)), "keeper": str(walk.officers["KV1"])}
    house.record([opened(walk, 1), walk.act(UUID(int=9), "supervision_file.opened.v1", "2021-03-01", book)])
    closing = {"period": "2021-03", "position": walk.position}
    house.record([walk.act(UUID(int=9), "statistical_period.closed.v1", "2021-04-02", closing)])
    house.record([requested(walk, 1, "1/YC", "2021-04-03")])
    assert found("AR-104") == []
    house.record([requested(walk, 1, "2/YC", "2021-03-31")])
    (late,) = found("AR-104")
    assert (late.stream, late.versions, late.facts["period"]) == (UUID(int=1), (3,), "2021-03")
    assert found("AR-104", units=["KV2"]) == []


def test_a_critical_finding_that_no_superior_dealt_with(house, walk, found):
    book = {"file": "supervision_file", "of": str(UUID(int=1)), "keeper": str(walk.officers["KV1"])}
    paper = {"title": "Biên bản", "sort": "minutes", "folio_from": 1, "folio_to": 10, "origin": "Bản sao"}
    sent = {"to_agency": "PX", "purpose": "loan", "folio_count": 9}
    house.record([walk.act(UUID(int=9), "supervision_file.opened.v1", "2021-03-01", book)])
    house.record([walk.act(UUID(int=9), "document.added.v1", "2021-03-01", {**paper, "reliability": "principal_copy"})])
    house.record([walk.act(UUID(int=9), "dossier.handed_over.v1", "2021-03-02", sent)])
    assert found("AR-120", date(2021, 3, 31)) == []
    (standing,) = found("AR-120", date(2021, 4, 2))
    assert (standing.facts["rule"], standing.stream) == ("AR-091", UUID(int=9))
    data = {"to_unit": "KV1", "reason": "Giao thiếu bút lục", "instruction": "Giao lại đủ"}
    links = (walk.link(UUID(int=9), 3, "annuls"),)
    house.record([walk.act(UUID(int=9), "lower_act.annulled_by_superior.v1", "2021-04-03", data, "PX", links)])
    assert found("AR-120", date(2021, 4, 4)) == []


def test_a_file_left_with_a_unit_that_has_ended(house, walk, found):
    house.record([opened(walk, 1), opened(walk, 2, "KV2")])
    units = {"units": ["KV1"], "last_day": "2025-06-30", "successors": ["KV2"], "instrument": "NQ"}
    house.record([walk._organise("unit.reorganised.v1", units)])
    (left,) = found("AR-132", date(2025, 8, 1))
    assert (left.stream, left.facts["ended"]) == (UUID(int=1), "2025-06-30")
    assert found("AR-132", date(2025, 6, 30)) == []
    taken = {"from_unit": "KV1", "old_number": "1/2021", "number": "1"}
    house.record([walk.act(UUID(int=1), "case.received_by_reorganisation.v1", "2025-08-02", taken, "KV2")])
    assert found("AR-132", date(2025, 8, 3)) == []


def signed(made):
    """An act of a synthetic history with a signature that nobody checks here."""
    envelope, _ = act_format.decode(made.data)
    signature, certificate = made.hash + made.hash, bytes.fromhex(made.certificate)
    digest = hashlib.sha256(signature).digest()
    return SignedAct(
        envelope, made.kind, made.act.type, made.occurred, made.data, made.hash, signature, digest, certificate
    )  # fmt: skip


@pytest.mark.parametrize("clean", [True, False])
def test_numbers_of_synthetic_histories(house, clean):
    """A small nation of one province: its numbers are gapless, or wrong where the truth says so."""
    ledger = house.furnished(ENTRIES)
    found = list(histories(seed=1, streams=700, clean=clean))
    made = sorted((act for history in found for act in history.acts), key=attrgetter("occurred", "version"))
    ledger.record(map(signed, made), 500)
    ledger.project()
    units = frozenset(act.act.actor.unit for act in made)
    day = period_of(figures.model()).last
    numbers = list(across(ledger.projector, Asked(units, len(made), day, Organisation()), ("AR-101",)))
    truth = [each for history in found for each in history.truth if each.rule == "AR-101"]
    assert bool(truth) is not clean
    acts = {(each.stream, each.versions[0]) for each in numbers}
    stored = ledger.projector.execute("SELECT seen_from, stream, version FROM projections.entry").fetchall()
    place = {position: (stream, version) for position, stream, version in stored}
    acts |= {place[other] for each in numbers for other in each.others if each.facts["what"] == "doubled"}
    assert not numbers or not clean
    assert {(each.stream, each.versions[0]) for each in truth} <= acts


def test_a_rule_that_looks_at_every_act_is_put_off_over_many_units():
    assert put_off(MANY_UNITS, None) == frozenset()
    assert put_off(MANY_UNITS + 1, None) == UNIT_BY_UNIT
    assert put_off(MANY_UNITS + 1, "AR-101") == frozenset()
    assert put_off(MANY_UNITS + 1, "AR-111") == UNIT_BY_UNIT
    assert RULES_ACROSS.keys() >= UNIT_BY_UNIT


def test_every_rule_over_several_files_is_put_to_the_tables():
    assert {rule.id for rule in RULES.values() if rule.evaluable == "several_streams"} == set(RULES_ACROSS)
