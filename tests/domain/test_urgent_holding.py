"""Module 2: holding in an urgent case and arrest."""

import pytest


@pytest.fixture
def held(opened):
    return opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1"), opened.entry("bị can 2")], clause="a")


def test_a_person_held_in_an_urgent_case_is_arrested_with_approval_or_let_go(held):
    one, two = held.persons("bị can 1"), held.persons("bị can 2")
    held.does("holding.arrest_ordered.v1", accused=[*one, *two])
    held.does("holding.questioned.v1", accused=one, conclusion="đủ căn cứ phê chuẩn")
    held.does("holding.approved.v1", accused=one).does("holding.refused.v1", accused=two)
    assert held.accused("bị can 1").running("urgent_holding").approved
    assert held.accused("bị can 2").running("urgent_holding") is None
    for key in ("holding.approved.v1", "holding.refused.v1"):
        held.refuses("measure_not_pending", key, accused=one)
    held.refuses("measure_not_pending", "holding.questioned.v1", accused=one, conclusion="đã phê chuẩn")
    assert held.flags == []


def test_an_order_to_arrest_who_is_not_held_is_flagged(held):
    held.does("person.released.v1", accused=held.persons("bị can 2"))
    held.does("holding.arrest_ordered.v1", accused=held.persons("bị can 2"))
    assert held.flags == ["measure_not_running"]


def test_no_arrest_is_answered_that_the_agency_has_not_ordered(held):
    refused = held.refuses("arrest_not_ordered", "holding.approved.v1", accused=held.persons("bị can 1"))
    assert refused.article == "BLTTHS-2015/110/6"
    held.refuses("arrest_not_ordered", "holding.refused.v1", accused=held.persons("bị can 1"))


def test_custody_runs_while_the_arrest_awaits_the_answer_which_may_end_both(held):
    one, two = held.persons("bị can 1"), held.persons("bị can 2")
    held.does("holding.arrest_ordered.v1", accused=[*one, *two])
    held.does("custody.ordered.v1", accused=[held.entry("bị can 1"), held.entry("bị can 2")])
    assert held.accused("bị can 1").running("urgent_holding").pending
    held.does("holding.approved.v1", accused=one).does("holding.refused.v1", accused=two)
    running = [bool(held.accused(label).running("custody")) for label in ("bị can 1", "bị can 2")]
    assert running == [True, False]
    assert held.accused("bị can 1").running("urgent_holding") is None
    assert held.flags == []


def test_only_a_prosecutor_questions_and_only_the_head_answers(held):
    one = held.persons("bị can 1")
    prosecutor = held.actor("holding.questioned.v1")
    assert prosecutor["title"] == "KSV"
    held.refuses("title_may_not_sign", "holding.approved.v1", signed=prosecutor, accused=one)


def test_a_wanted_person_arrested_is_no_longer_wanted(approved):
    approved.does("wanted_notice.issued.v1", accused=approved.persons("bị can 1"))
    approved.does("person.arrested.v1", accused=[approved.entry("bị can 1")], manner="wanted")
    accused = approved.accused("bị can 1")
    assert (accused.wanted, bool(accused.running("arrest"))) == (False, True)
