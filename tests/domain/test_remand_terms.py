"""Module 2: how long remand lasts and how it ends."""

import pytest


@pytest.fixture
def remanded(approved):
    one = approved.persons("bị can 1")
    return approved.does("remand.ordered.v1", accused=one, months=4, until="2023-02-06").does(
        "remand.approved.v1", accused=one
    )


def test_the_procuracy_extends_remand_within_the_law_only(remanded, officers):
    one = remanded.persons("bị can 1")
    refused = remanded.refuses("remand_too_long", "remand.extended.v1", accused=one, months=5)
    assert (refused.article, refused.facts["most"]) == ("BLTTHS-2015/173/2", 4)
    remanded.does("remand.extended.v1", accused=one, months=4).does("remand.extended.v1", accused=one, months=4)
    remanded.refuses("remand_too_long", "remand.extended.v1", accused=one, months=1)
    remanded.refuses("remand_too_long", "remand.extended.v1", accused=one)
    refused = remanded.refuses("level_not_competent", "remand.extended.v1", accused=one, months=4, exceptional=True)
    assert refused.article == "BLTTHS-2015/173/5"
    remanded.unit = "TC"
    refused = remanded.refuses("title_may_not_sign", "remand.extended.v1", accused=one, months=4, exceptional=True)
    assert refused.article == "BLTTHS-2015/173/5"
    head = officers.head
    remanded.does("remand.extended.v1", signed=head, accused=one, months=4, exceptional=True)


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
    two = remanded.persons("bị can 2")
    remanded.does("residence_ban.ordered.v1", accused=two)
    remanded.does("measure.replaced.v1", accused=two, new="guarantee").does(
        "measure.replaced.v1", accused=two, new="none"
    )
    assert remanded.flags == []
    remanded.does("measure.replaced.v1", accused=two, new="none")
    assert remanded.flags == ["measure_not_running"]
    remanded.does("measure.replaced.v1", accused=one, new="none")
    flag = remanded.state.flags[-1]
    assert (flag.code, flag.article, flag.facts["measure"]) == (
        "measure_of_the_procuracy", "BLTTHS-2015/125/2", "remand",
    )  # fmt: skip


def test_an_extension_answers_one_request(remanded):
    one = remanded.persons("bị can 1")
    remanded.refuses("extension_not_requested", "remand.extension_refused.v1", accused=one)
    remanded.does("remand.extension_requested.v1", accused=one, ends_on="2023-02-06", extension=1)
    remanded.does("remand.extended.v1", accused=one, months=4, until="2023-06-06")
    assert (remanded.flags, remanded.accused("bị can 1").running("remand").asked) == ([], 0)
    remanded.refuses("extension_not_requested", "remand.extension_refused.v1", accused=one)
    remanded.does("remand.extension_requested.v1", accused=one)
    remanded.does("remand.extension_refused.v1", accused=one, reason="đủ chứng cứ", instead="release")
    assert remanded.accused("bị can 1").running("remand").until.isoformat() == "2023-06-06"


def test_an_extension_that_nobody_asked_for_is_a_finding(remanded):
    remanded.does("remand.extended.v1", accused=remanded.persons("bị can 1"), months=4)
    assert remanded.flags == ["extension_not_requested"]


def test_a_request_for_more_of_no_remand_is_flagged(approved):
    approved.does("remand.extension_requested.v1", accused=approved.persons("bị can 1"))
    assert approved.flags == ["measure_not_running"]


def test_release_on_expiry_ends_remand_and_is_flagged_when_early(remanded, approved):
    one = remanded.persons("bị can 1")
    remanded.does("remand.expired.v1", accused=one, ended_on="2023-02-06", day="2023-02-06")
    assert (remanded.flags, remanded.accused("bị can 1").running("remand")) == ([], None)
    remanded.does("remand.ordered.v1", accused=one, until="2023-02-06").does("remand.approved.v1", accused=one)
    remanded.does("remand.expired.v1", accused=one, ended_on="2023-02-06", day="2023-01-20")
    assert remanded.flags == ["term_not_over"]


def test_the_agency_tells_that_a_measure_is_about_to_end(remanded):
    told = {"accused": remanded.persons("bị can 1"), "ends_on": "2023-02-06", "proposal": "lift"}
    remanded.does("measure_expiry.notified.v1", measure="remand", **told)
    assert remanded.flags == []
    remanded.does("measure_expiry.notified.v1", measure="guarantee", **told)
    assert remanded.flags == ["measure_not_running"]
