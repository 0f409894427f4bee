"""Synthetic histories: the same for the same seed, lawful, clean when asked, and wrong where they say so."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.kernel.act_type import NEW
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import fold
from domain.kinds import KINDS
from domain.limits.clocks import clocks
from domain.limits.findings import late
from ops.synth import model as figures
from ops.synth.days import period_of
from ops.synth.histories import ORIGIN, histories
from ops.synth.nation import plan, pretended
from ops.synth.truth import RULES
from ops.synth.words import UNASSIGNED

LAST = period_of(figures.model()).last
STREAMS = 500


@pytest.fixture(scope="module")
def clean():
    return list(histories(seed=1, streams=STREAMS))


@pytest.fixture(scope="module")
def wrong():
    model = figures.model()
    often = replace(model, violations=dict.fromkeys(model.violations, 0.25))
    return list(histories(often, seed=3, streams=STREAMS, clean=False))


def acts(found):
    return [made for history in found for made in history.acts]


def test_the_same_seed_gives_the_same_bytes(clean):
    again = list(histories(seed=1, streams=STREAMS))
    assert [made.data for made in acts(again)] == [made.data for made in acts(clean)]
    assert [made.entered for made in acts(again)] == [made.entered for made in acts(clean)]
    other = {made.hash for made in acts(histories(seed=2, streams=STREAMS))}
    assert not other.intersection(made.hash for made in acts(clean))


def test_every_kind_of_stream_comes_up(clean):
    assert {history.kind for history in clean} == set(KINDS) - {"organisation"}
    assert abs(len(clean) - STREAMS) < STREAMS / 4


@pytest.mark.parametrize("seed", range(4, 8))
def test_nothing_is_late_flagged_or_overdue_in_clean_histories(seed):
    for history in histories(seed=seed, streams=STREAMS):
        recorded = history.recorded()
        assert history.truth == ()
        assert fold(history.kind, recorded).flags == ()
        assert late(recorded) == ()
        overdue = [clock.limit_id for clock in clocks(recorded) if clock.standing(LAST).word == "overdue"]
        assert overdue == [], [made.act.type for made in history.acts]


def test_versions_and_entries_go_on_within_a_stream(clean):
    for history in clean:
        assert [made.version for made in history.acts] == list(range(1, len(history.acts) + 1))
        entries = [made.entered for made in history.acts]
        assert entries == sorted(entries)
        assert all(made.occurred < made.entered for made in history.acts)
        assert fold(history.kind, history.recorded()).stage != NEW


def test_what_happens_lies_in_the_period(clean):
    period = period_of(figures.model())
    days = [made.occurred.date() for made in acts(clean)]
    assert min(days) >= period.since
    assert max(days) <= period.last
    first = sum(day < period.first for day in days)
    assert 0 < first < len(days) / 2  # what is carried over


def test_numbers_of_documents_have_no_gap_in_clean_histories(clean):
    numbers = defaultdict(list)
    for made in sorted(acts(clean), key=lambda made: made.occurred):
        number = getattr(made.act.data, "number", None)
        if number is not None:
            year = made.occurred.year + (made.occurred.month == 12)
            numbers[made.act.actor.unit, made.act.type, year].append(int(number.split("/")[0]))
    assert len(numbers) > 50
    for series in numbers.values():
        assert sorted(series) == list(range(1, len(series) + 1))


def test_links_name_acts_of_the_nation_by_their_hashes(clean):
    known = {(made.stream, made.version): made.hash.hex() for made in acts(clean)}
    links = [link for made in acts(clean) for link in made.act.links]
    assert {link.relation for link in links} >= {"opened_from", "opens", "answers", "concerns", "enforces"}
    assert [link for link in links if known[link.stream, link.version] != link.hash] == []


def test_names_stand_outside_the_signed_bytes_and_identity_numbers_are_nobodys(clean):
    persons = [
        person for made in acts(clean) for person in getattr(made.act.data, "accused", ()) if hasattr(person, "name")
    ]
    assert len(persons) > 50
    for made in acts(clean):
        for person in getattr(made.act.data, "accused", ()):
            if hasattr(person, "identity_number"):
                assert person.identity_number.startswith(UNASSIGNED)
                assert len(person.identity_number) == 12
                assert person.name.encode() not in made.data
                assert person.identity_number.encode() not in made.data
                assert made.disclosures


def test_crimes_come_as_often_as_the_model_says(clean):
    opened = [made.act for made in acts(histories(seed=9, streams=4000)) if made.act.type == "case.opened.v1"]
    articles = Counter(act.data.offences[0].article for act in opened)
    for crime in figures.model().crimes[:4]:
        assert abs(articles[crime.article] / len(opened) - crime.share) < 0.05


def test_every_violation_of_the_model_has_a_rule():
    assert set(figures.model().violations) <= set(RULES)


def test_what_is_late_on_purpose_is_late(wrong):
    seen = Counter()
    for history in wrong:
        found = {(each.limit_id, each.ended) for each in late(history.recorded())} if history.truth else set()
        for truth in history.truth:
            assert 0 < max(truth.versions) <= len(history.acts)
            seen[truth.violation] += 1
            if truth.limit:
                assert (truth.limit, max(truth.versions)) in found, truth
    assert len(seen) > 30


def test_numbers_left_out_or_given_twice_are_told(wrong):
    numbers, told = Counter(), Counter()
    for history in wrong:
        told.update(truth.violation for truth in history.truth if truth.rule == "AR-101")
    for made in acts(wrong):
        if getattr(made.act.data, "number", None) is not None and CATALOGUE[made.act.type].own:
            year = made.occurred.year + (made.occurred.month == 12)
            numbers[made.act.actor.unit, made.act.type, year, made.act.data.number] += 1
    assert told["number_gap"] > 10
    assert sum(count - 1 for count in numbers.values()) == told["number_duplicate"]


def test_a_case_has_accused_with_different_outcomes(clean):
    judged = [made.act.data for made in acts(clean) if made.act.type == "judgment.pronounced.v1"]
    penalties = Counter(outcome.penalty for data in judged for outcome in data.outcomes)
    assert {"imprisonment", "suspended_sentence"} <= set(penalties)
    assert any(len({outcome.penalty for outcome in data.outcomes}) > 1 for data in judged)


def test_a_large_nation_has_many_units_and_a_small_one_two():
    model = figures.model()
    assert dict(plan(model, 1000).provinces) == {"T79": 2}
    assert sum(plan(model, 10**6).provinces.values()) == pytest.approx(355, abs=20)
    assert len(plan(model, 10**6).provinces) == 34


def test_a_pretended_nation_can_sign():
    nation = pretended(plan(figures.model(), 1000), ORIGIN)
    (province,) = nation.provinces
    assert [office.code for office in province.units] == ["T79-KV1", "T79-KV2"]
    assert province.units[0].name == "Viện kiểm sát nhân dân khu vực 1 - Thành phố Hồ Chí Minh"
    assert {title for office in province.units for title in office.actors} == {"VT", "PVT", "KSV", "KTV"}
    assert all(actor.certificate in nation.organisation.bindings for actor in province.units[0].actors["KSV"])


def test_a_period_may_be_chosen():
    last = LAST - timedelta(days=200)
    some = list(histories(seed=1, streams=60, first=last - timedelta(days=30), last=last))
    assert max(made.occurred.date() for made in acts(some)) <= last
