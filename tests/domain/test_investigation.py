"""Module 2: the investigation itself: requests, searches, examinations; persons sought; the conclusion."""

import pytest

COUNSEL = {"person": "", "label": "luật sư 1", "role": "counsel"}


def test_a_prosecutor_requests_and_the_agency_answers(opened):
    opened.does("investigation.requested.v1", requests=["Thu thập sao kê tài khoản"], round=1)
    opened.does("request.answered.v1", links=[opened.link("answers", 2)])
    assert opened.state.investigation_requests == (2,)


def test_requests_are_made_during_the_investigation_only(prosecution):
    assert prosecution.refuses("wrong_stage", "investigation.requested.v1").article == "BLTTHS-2015/165/6"


def test_search_examination_and_experiment_stand_in_the_history(charged):
    one = charged.persons("bị can 1")
    charged.does("search.conducted.v1", accused=one).does(
        "examination.requested.v1", accused=one, subject="psychiatric"
    )
    charged.does("experiment.conducted.v1")
    assert (charged.state.version, charged.flags) == (5, [])


def test_an_experiment_before_the_case_is_flagged(case):
    case.does("search.conducted.v1")
    assert case.stage == "new"
    case.refuses("stream_not_open", "experiment.conducted.v1")


def test_a_wanted_notice_is_demanded_issued_and_withdrawn_or_ends_with_the_arrest(approved):
    both = approved.persons("bị can 1", "bị can 2")
    approved.does("wanted_notice.demanded.v1", accused=both, reasons="Bị can bỏ trốn")
    assert approved.accused("bị can 1").wanted_demanded == 4
    approved.does("wanted_notice.issued.v1", accused=both, scope="special")
    approved.refuses("already_wanted", "wanted_notice.demanded.v1", accused=both, reasons="Bị can bỏ trốn")
    approved.does("wanted_notice.withdrawn.v1", accused=both[:1], reason="surrendered")
    approved.does("person.arrested.v1", accused=[approved.entry("bị can 2")], manner="wanted")
    assert not approved.accused("bị can 1").wanted
    assert not approved.accused("bị can 2").wanted


def test_death_ends_measures_and_stays_death(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one).does("accused.died.v1", accused=one)
    approved.does("investigation.discontinued.v1", accused=one)
    accused = approved.accused("bị can 1")
    assert (accused.status, accused.running("remand")) == ("died", None)
    approved.does("remand.ordered.v1", accused=one)
    assert "accused_closed" in approved.flags


def test_the_conclusion_proposes_whoever_is_open(approved):
    approved.does("accused.died.v1", accused=approved.persons("bị can 2"))
    approved.does("investigation.concluded.v1", proposed=1).does("conclusion.notified.v1")
    assert (approved.stage, approved.accused("bị can 1").status) == ("concluded", "proposed")
    assert approved.accused("bị can 2").status == "died"


def test_the_conclusion_leaves_out_whoever_is_suspended(approved):
    approved.does("investigation.suspended.v1", accused=approved.persons("bị can 2")).does("investigation.concluded.v1")
    assert (approved.accused("bị can 1").status, approved.accused("bị can 2").status) == ("proposed", "suspended")


def in_absentia(file, ground):
    """Members of a conclusion on bị can 2, who is not there."""
    counsel = {**COUNSEL, "person": file.person("luật sư 1"), "name": "Trần Văn B"}
    return {
        "accused": file.persons("bị can 2"), "ground": ground, "search_result": "Truy nã không có kết quả",
        "counsel": counsel, "publication": "Niêm yết tại nơi cư trú cuối cùng",
    }  # fmt: skip


def test_whoever_escaped_is_proposed_absent_once_sought(approved):
    approved.does("wanted_notice.issued.v1", accused=approved.persons("bị can 2"))
    approved.does("investigation.suspended.v1", accused=approved.persons("bị can 2"), clause="229.1.a")
    approved.does("investigation.concluded_in_absentia.v1", **in_absentia(approved, "absconded"))
    assert (approved.stage, approved.accused("bị can 2").status, approved.flags) == ("concluded", "proposed", [])


@pytest.mark.parametrize(("ground", "flags"), [("absconded", ["wanted_notice_missing"]), ("abroad", [])])
def test_nobody_is_taken_as_escaped_who_was_not_sought(approved, ground, flags):
    approved.does("investigation.concluded.v1", accused=approved.persons("bị can 1"))
    approved.does("investigation.concluded_in_absentia.v1", **in_absentia(approved, ground))
    assert (approved.accused("bị can 2").status, approved.flags) == ("proposed", flags)


def test_the_supplementary_conclusion_follows_a_return(prosecution):
    prosecution.does("file.returned.v1").does("supplementary_investigation.concluded.v1")
    assert (prosecution.stage, prosecution.flags) == ("concluded", [])


def test_reinvestigation_is_taken_up_after_annulment(final):
    final.does("cassation.protested_by_court.v1")
    final.does("cassation.decided.v1", result="annulled_for_reinvestigation").does("reinvestigation.accepted.v1")
    assert (final.stage, final.accused("bị can 1").status, final.accused("bị can 1").outcome) == (
        "reinvestigation",
        "approved",
        None,
    )
    assert final.does("investigation.concluded.v1").stage == "concluded"
