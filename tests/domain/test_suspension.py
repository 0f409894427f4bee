"""Module 2: the investigation suspended, discontinued and resumed, for all and for some."""

import pytest

ONE, TWO = "bị can 1", "bị can 2"


def statuses(file):
    """Statuses of both accused."""
    return file.accused(ONE).status, file.accused(TWO).status


def test_a_case_is_suspended_and_resumed_for_all_or_for_some(approved):
    one = approved.persons(ONE)
    approved.does("investigation.suspended.v1", accused=one)
    assert (approved.stage, approved.accused(ONE).status) == ("investigation", "suspended")
    approved.does("investigation.resumed.v1", accused=one)
    assert approved.accused(ONE).status == "approved"
    approved.does("investigation.suspended.v1")
    assert (approved.stage, statuses(approved)) == ("investigation_suspended", ("suspended", "suspended"))
    approved.does("investigation.resumed.v1")
    assert (approved.stage, statuses(approved), approved.flags) == ("investigation", ("approved", "approved"), [])


def test_the_case_resumed_leaves_behind_who_was_suspended_before_it(approved):
    approved.does("investigation.suspended.v1", accused=approved.persons(ONE))
    approved.does("investigation.suspended.v1").does("investigation.resumed.v1")
    assert statuses(approved) == ("suspended", "approved")


def test_whoever_is_not_charged_with_approval_is_not_suspended(charged):
    charged.does("charge.approved.v1", accused=charged.persons(ONE)).does("investigation.suspended.v1")
    assert statuses(charged) == ("suspended", "charged")


def test_suspension_does_not_lift_measures(approved):
    approved.does("guarantee.approved.v1", accused=approved.persons(ONE)).does("investigation.suspended.v1")
    assert approved.accused(ONE).running("guarantee")


def test_whoever_cannot_be_found_is_sought_before_the_case_is_suspended(approved):
    approved.does("investigation.suspended.v1", accused=approved.persons(ONE), clause="229.1.a")
    assert approved.flags == ["wanted_notice_missing"]
    approved.does("wanted_notice.issued.v1", accused=approved.persons(TWO))
    approved.does("investigation.suspended.v1", clause="229.1.a")
    assert approved.flags == ["wanted_notice_missing"]


def test_an_unknown_offender_need_not_be_sought(opened):
    opened.does("investigation.suspended.v1", clause="229.1.a")
    assert (opened.stage, opened.flags) == ("investigation_suspended", [])


def test_a_suspension_annulled_awaits_the_resumption(approved):
    approved.does("investigation.suspended.v1").does("investigation.suspension_annulled.v1")
    assert (approved.stage, statuses(approved)) == ("resumption_awaited", ("resumption_awaited", "resumption_awaited"))
    approved.does("resumption.demanded.v1", reasons="Lý do tạm đình chỉ không còn")
    approved.does("investigation.resumed.v1")
    assert (approved.stage, statuses(approved), approved.flags) == ("investigation", ("approved", "approved"), [])


def test_a_suspension_annulled_for_one_awaits_for_one(approved):
    both = approved.persons(ONE, TWO)
    approved.does("investigation.suspended.v1", accused=both)
    approved.does("investigation.suspension_annulled.v1", accused=both[:1], variant="accused")
    assert (approved.stage, statuses(approved)) == ("investigation", ("resumption_awaited", "suspended"))
    approved.refuses("accused_in_wrong_status", "investigation.suspension_annulled.v1", accused=both[:1])
    approved.refuses("wrong_stage", "investigation.suspension_annulled.v1")


def test_a_case_is_discontinued_for_all_some_or_some_conduct(approved, charge):
    approved.does("investigation.discontinued.v1", accused=approved.persons(ONE), charges=[charge])
    accused = approved.accused(ONE)
    assert (accused.status, accused.charges, len(accused.dropped)) == ("approved", (), 1)
    approved.does("investigation.discontinued.v1", accused=approved.persons(TWO))
    assert (approved.stage, approved.accused(TWO).status) == ("investigation", "discontinued")
    approved.does("investigation.discontinued.v1")
    assert approved.stage == "investigation_discontinued"
    approved.does("investigation.discontinuation_annulled.v1")
    assert (approved.stage, statuses(approved)) == ("resumption_awaited", ("resumption_awaited", "discontinued"))
    approved.does("investigation.resumed.v1").does("investigation.concluded.v1").does("file.received.v1")
    approved.refuses("wrong_stage", "investigation.discontinuation_annulled.v1")
    approved.refuses("wrong_stage", "investigation.suspension_annulled.v1")


def test_discontinuing_ends_proceedings_and_measures_of_everybody(approved):
    both = approved.persons(ONE, TWO)
    approved.does("guarantee.approved.v1", accused=both[:1]).does("exit_ban.ordered.v1", accused=both[1:])
    approved.does("investigation.suspended.v1", accused=both[:1]).does("investigation.discontinued.v1", clause="157")
    assert statuses(approved) == ("discontinued", "discontinued")
    assert not approved.accused(ONE).running("guarantee")
    assert not approved.accused(TWO).running("exit_ban")


def test_a_discontinuation_that_leaves_a_measure_is_flagged_and_the_measure_runs_on(approved):
    one = approved.persons(ONE)
    approved.does("guarantee.approved.v1", accused=one)
    approved.does("investigation.discontinued.v1", accused=one, measures_lifted=False)
    assert (approved.accused(ONE).status, approved.flags) == ("discontinued", ["measure_survives"])
    assert approved.accused(ONE).running("guarantee")


def test_a_discontinuation_annulled_on_sufficient_evidence_leads_to_prosecution(approved):
    approved.does("investigation.discontinued.v1")
    approved.does("investigation.discontinuation_annulled.v1", follow_up="prosecution")
    assert (approved.stage, statuses(approved)) == ("prosecution", ("proposed", "proposed"))


def test_a_discontinuation_is_reviewed(approved):
    approved.refuses("wrong_stage", "investigation.discontinuation_reviewed.v1")
    one = approved.persons(ONE)
    approved.refuses("accused_in_wrong_status", "investigation.discontinuation_reviewed.v1", accused=one)
    approved.does("investigation.discontinued.v1", accused=one)
    approved.does("investigation.discontinuation_reviewed.v1", accused=one)
    approved.does("investigation.discontinued.v1").does("investigation.discontinuation_reviewed.v1")
    assert approved.flags == []


def test_the_procuracy_resumes_what_was_stopped_and_nothing_else(approved):
    approved.refuses("wrong_stage", "investigation.resumed_by_procuracy.v1")
    approved.refuses("wrong_stage", "resumption.demanded.v1", reasons="r")
    approved.does("investigation.discontinued.v1").does("investigation.resumed_by_procuracy.v1")
    assert (approved.stage, statuses(approved)) == ("investigation", ("approved", "approved"))
    one = approved.persons(ONE)
    approved.refuses("accused_in_wrong_status", "investigation.resumed_by_procuracy.v1", accused=one)
    approved.does("investigation.resumed.v1", accused=one)
    assert approved.flags == ["accused_in_wrong_status"]


def test_a_dead_accused_is_not_resumed_with_the_case(approved):
    approved.does("investigation.suspended.v1").does("accused.died.v1", accused=approved.persons(TWO))
    approved.does("investigation.resumed.v1")
    assert statuses(approved) == ("approved", "died")


@pytest.mark.parametrize("key", ["investigation.suspended.v1", "investigation.discontinued.v1"])
def test_nothing_is_stopped_after_the_indictment(indicted, key):
    indicted.does(key)
    assert "wrong_stage" in indicted.flags
