"""Module 2: the investigation, and how it ends."""


def test_a_prosecutor_requests_and_the_agency_answers(opened):
    opened.does("investigation.requested.v1", requests=["Thu thập sao kê tài khoản"])
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


def test_extensions_follow_the_class_of_crime(approved):
    for _ in range(3):
        approved.does("investigation.extended.v1", months=4)
    refused = approved.refuses("no_extension_left", "investigation.extended.v1", months=4)
    assert (refused.article, refused.facts["extensions"]) == ("BLTTHS-2015/172/2", 3)
    approved.refuses("level_not_competent", "investigation.extended.v1", months=4, exceptional=True)


def test_a_wanted_notice_is_withdrawn_or_ends_with_the_arrest(approved):
    both = approved.persons("bị can 1", "bị can 2")
    approved.does("wanted_notice.issued.v1", accused=both, scope="special")
    approved.does("wanted_notice.withdrawn.v1", accused=both[:1])
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


def test_a_case_is_suspended_and_resumed_for_all_or_for_some(approved):
    one = approved.persons("bị can 1")
    approved.does("investigation.suspended.v1", accused=one)
    assert (approved.stage, approved.accused("bị can 1").status) == ("investigation", "suspended")
    approved.does("investigation.resumed.v1", accused=one)
    assert approved.accused("bị can 1").status == "approved"
    approved.does("investigation.suspended.v1")
    assert approved.stage == "investigation_suspended"
    approved.does("investigation.suspension_annulled.v1")
    assert (approved.stage, approved.flags) == ("investigation", [])


def test_a_case_is_discontinued_for_all_some_or_some_conduct(approved, charge):
    approved.does("investigation.discontinued.v1", accused=approved.persons("bị can 1"), charges=[charge])
    accused = approved.accused("bị can 1")
    assert (accused.status, accused.charges, len(accused.dropped)) == ("approved", (), 1)
    approved.does("investigation.discontinued.v1", accused=approved.persons("bị can 2"))
    assert (approved.stage, approved.accused("bị can 2").status) == ("investigation", "discontinued")
    approved.does("investigation.discontinued.v1")
    assert approved.stage == "investigation_discontinued"
    approved.does("investigation.discontinuation_annulled.v1")
    assert approved.stage == "investigation"
    approved.does("investigation.concluded.v1").does("file.received.v1")
    approved.refuses("wrong_stage", "investigation.discontinuation_annulled.v1")
    approved.refuses("wrong_stage", "investigation.suspension_annulled.v1")


def test_a_split_takes_the_accused_along(approved):
    approved.does("case.split.v1", accused=approved.persons("bị can 2"))
    assert list(approved.state.accused) == [approved.accused("bị can 1").person]
    approved.refuses("accused_unknown", "remand.ordered.v1", accused=approved.persons("bị can 2"))


def test_cases_are_joined_by_links(opened):
    opened.does("case.joined.v1", links=[opened.link("merged_from")])
    assert opened.flags == []
    opened.does("case.joined_away.v1")
    assert (opened.stage, opened.flags) == ("joined", ["link_missing"])


def test_a_case_is_transferred(opened):
    opened.does("case.transferred.v1", to="VKSND thành phố Hà Nội")
    assert opened.state.transferred_to == "VKSND thành phố Hà Nội"


def test_no_transfer_after_the_indictment(indicted):
    indicted.refuses("wrong_stage", "case.transferred.v1", to="X")


def test_the_conclusion_proposes_whoever_is_open(approved):
    approved.does("accused.died.v1", accused=approved.persons("bị can 2"))
    approved.does("investigation.concluded.v1", proposed=1).does("conclusion.notified.v1")
    assert (approved.stage, approved.accused("bị can 1").status) == ("concluded", "proposed")
    assert approved.accused("bị can 2").status == "died"


def test_the_supplementary_conclusion_follows_a_return(prosecution):
    prosecution.does("file.returned.v1").does("supplementary_investigation.concluded.v1")
    assert (prosecution.stage, prosecution.flags) == ("concluded", [])


def test_reinvestigation_is_taken_up_after_annulment(final):
    final.does("cassation.protested_by_court.v1")
    final.does("cassation.decided.v1", result="annulled_for_reinvestigation").does("reinvestigation.accepted.v1")
    assert (final.stage, final.accused("bị can 1").status, final.accused("bị can 1").outcome) == (
        "investigation",
        "approved",
        None,
    )
