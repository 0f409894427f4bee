"""Module 2: remand ordered and answered."""

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


def test_an_arrest_refused_leaves_the_measure_that_ran_before(approved):
    one = approved.persons("bị can 1")
    approved.does("residence_ban.ordered.v1", accused=one).does("remand.ordered.v1", accused=one, arrest=True)
    approved.does("remand.refused.v1", accused=one, arrest=True)
    assert approved.accused("bị can 1").running("residence_ban")
    approved.does("remand.ordered.v1", accused=one, arrest=True).does("remand.approved.v1", accused=one, arrest=True)
    accused = approved.accused("bị can 1")
    assert (accused.running("residence_ban"), accused.running("remand").pending) == (None, False)


def test_the_approval_says_from_when_until_when(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one, until="2023-02-07")
    approved.does("remand.approved.v1", accused=one, since="2022-10-08", until="2023-02-06", custody_days=3)
    remand = approved.accused("bị can 1").running("remand")
    assert (remand.since.isoformat(), remand.until.isoformat()) == ("2022-10-08", "2023-02-06")


def test_remand_is_never_approved_before_the_charge(charged):
    one = charged.persons("bị can 1")
    charged.does("remand.ordered.v1", accused=one)
    refused = charged.refuses("charge_not_approved", "remand.approved.v1", accused=one)
    assert refused.article == "BLTTHS-2015/119/5"
    charged.refuses("charge_not_approved", "remand.ordered_by_procuracy.v1", accused=one)
    charged.does("charge.approved.v1", accused=one).does("remand.approved.v1", accused=one)


def test_a_charge_that_was_approved_and_is_amended_does_not_hinder_remand(approved, light):
    one = approved.persons("bị can 1")
    approved.does("charge.supplemented.v1", accused=one[0], charges=[light])
    approved.does("remand.ordered.v1", accused=one).does("remand.approved.v1", accused=one)


def test_the_procuracy_orders_remand_itself(prosecution):
    one, two = prosecution.persons("bị can 1"), prosecution.persons("bị can 2")
    prosecution.does("remand.ordered_by_procuracy.v1", accused=one, until="2022-11-05")
    prosecution.refuses("measure_running_already", "remand.ordered_by_procuracy.v1", accused=one)
    prosecution.refuses("remand_too_long", "remand.ordered_by_procuracy.v1", accused=two, months=3)
    prosecution.does("arrest_for_remand.ordered_by_procuracy.v1", accused=two)
    prosecution.refuses("measure_running_already", "arrest_for_remand.ordered_by_procuracy.v1", accused=two)
    assert prosecution.accused("bị can 2").running("remand").approved


def test_nobody_arrests_a_legal_person(opened, charge):
    firm = opened.entry("pháp nhân 1", legal_person=True, charges=[charge])
    opened.does("legal_person.charged.v1", accused=[firm])
    one = opened.persons("pháp nhân 1")
    opened.does("charge.approved.v1", accused=one)
    opened.refuses("not_a_natural_person", "remand.ordered_by_procuracy.v1", accused=one)
    opened.does("remand.ordered.v1", accused=one)
    assert opened.flags == ["not_a_natural_person"]
