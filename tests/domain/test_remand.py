"""Module 2: remand and the measures beside it."""

import pytest


@pytest.fixture
def remanded(approved):
    one = approved.persons("bị can 1")
    return approved.does("remand.ordered.v1", accused=one, months=4, until="2023-02-06").does(
        "remand.approved.v1", accused=one
    )


def test_remand_ends_custody_and_waits_for_approval(approved):
    one = approved.persons("bị can 1")
    approved.does("custody.ordered.v1", accused=[approved.entry("bị can 1")])
    approved.does("remand.ordered.v1", accused=one, months=4)
    accused = approved.accused("bị can 1")
    assert accused.running("custody") is None
    assert accused.running("remand").pending
    approved.does("remand.approved.v1", accused=one)
    assert not approved.accused("bị can 1").running("remand").pending
    approved.refuses("measure_not_pending", "remand.approved.v1", accused=one)


def test_remand_not_approved_ends(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one).does("remand.refused.v1", accused=one)
    assert approved.accused("bị can 1").running("remand") is None
    approved.refuses("measure_not_pending", "remand.refused.v1", accused=one)


def test_remand_longer_than_the_class_allows_is_flagged(approved):
    approved.does("remand.ordered.v1", accused=approved.persons("bị can 2"), months=4)
    [flag] = approved.state.flags
    assert (flag.code, flag.article) == ("remand_too_long", "BLTTHS-2015/173/1")
    assert (flag.facts["months"], flag.facts["most"]) == (4, 2)


def test_remand_of_somebody_not_charged_is_flagged(opened):
    opened.does("person.arrested.v1", accused=[opened.entry("bị can 1")], manner="in_the_act")
    opened.does("remand.ordered.v1", accused=opened.persons("bị can 1"))
    assert opened.flags == ["accused_in_wrong_status"]


def test_the_procuracy_extends_remand_within_the_law_only(remanded):
    one = remanded.persons("bị can 1")
    refused = remanded.refuses("remand_too_long", "remand.extended.v1", accused=one, months=5)
    assert (refused.article, refused.facts["most"]) == ("BLTTHS-2015/173/2", 4)
    remanded.does("remand.extended.v1", accused=one, months=4).does("remand.extended.v1", accused=one, months=4)
    remanded.refuses("remand_too_long", "remand.extended.v1", accused=one, months=1)
    remanded.refuses("remand_too_long", "remand.extended.v1", accused=one)
    refused = remanded.refuses("level_not_competent", "remand.extended.v1", accused=one, months=4, exceptional=True)
    assert refused.article == "BLTTHS-2015/173/5"
    remanded.unit = "TC"
    remanded.does("remand.extended.v1", accused=one, months=4, exceptional=True)


def test_nothing_is_extended_that_does_not_run(approved):
    approved.refuses("measure_not_running", "remand.extended.v1", accused=approved.persons("bị can 1"), months=1)


def test_remand_is_annulled_or_replaced_by_the_procuracy(remanded):
    one = remanded.persons("bị can 1")
    remanded.does("remand.replaced.v1", accused=one, new="residence_ban", until="2023-01-31")
    accused = remanded.accused("bị can 1")
    assert (accused.running("remand"), accused.running("residence_ban").until.isoformat()) == (None, "2023-01-31")
    remanded.refuses("measure_not_running", "remand.replaced.v1", accused=one, new="none")
    remanded.refuses("measure_not_running", "remand.annulled.v1", accused=one)
    remanded.does("remand.ordered.v1", accused=one).does("remand.annulled.v1", accused=one)
    assert remanded.accused("bị can 1").running("remand") is None


def test_the_agency_replaces_a_measure(remanded):
    one = remanded.persons("bị can 1")
    remanded.does("measure.replaced.v1", accused=one, new="guarantee").does(
        "measure.replaced.v1", accused=one, new="none"
    )
    assert remanded.flags == []
    remanded.does("measure.replaced.v1", accused=one, new="none")
    assert remanded.flags == ["measure_not_running"]


def test_residence_bans_by_agency_and_procuracy_are_annulled_while_they_run(approved):
    one, two = approved.persons("bị can 1"), approved.persons("bị can 2")
    approved.does("residence_ban.ordered.v1", accused=one, since="2018-10-10", until="2018-11-28")
    approved.does("residence_ban.ordered_by_procuracy.v1", accused=two)
    ban = approved.accused("bị can 1").running("residence_ban")
    assert (ban.since.isoformat(), ban.until.isoformat()) == ("2018-10-10", "2018-11-28")
    approved.does("residence_ban.annulled.v1", accused=one)
    approved.refuses("measure_not_running", "residence_ban.annulled.v1", accused=one)


def test_the_procuracy_restrains_nobody_who_is_not_charged(opened):
    opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1")])
    one = opened.persons("bị can 1")
    opened.refuses("accused_in_wrong_status", "residence_ban.ordered_by_procuracy.v1", accused=one)
    opened.refuses("accused_in_wrong_status", "guarantee.approved.v1", accused=one)


def test_guarantee_takes_the_place_of_remand_and_an_exit_ban_stands_beside_it(remanded):
    one = remanded.persons("bị can 1")
    remanded.does("guarantee.approved.v1", accused=one).does("exit_ban.ordered.v1", accused=one)
    accused = remanded.accused("bị can 1")
    assert (accused.running("remand"), bool(accused.running("guarantee")), bool(accused.running("exit_ban"))) == (
        None,
        True,
        True,
    )
