"""Module 2: opening a case, taking it for supervision, assigning people to it."""

from uuid import UUID


def test_a_case_is_opened_once(case, charge):
    case.does("case.opened.v1", offences=[charge])
    assert (case.stage, case.state.crime_class) == ("investigation", "particularly_serious")
    case.does("case.opened.v1")  # a second decision by the agency is a fact, and a finding
    assert case.flags == ["wrong_stage"]


def test_the_procuracy_opens_a_case_once(case):
    case.does("case.opened_by_procuracy.v1", ground="153.3.a", case_ground="direct_detection")
    assert case.refuses("wrong_stage", "case.opened_by_procuracy.v1").article == "BLTTHS-2015/153/3"


def test_a_trial_panel_opens_a_case_on_what_it_tried(case, charge):
    case.does("case.opened_by_court.v1", offences=[charge])
    assert (case.stage, case.state.opened_by, case.flags) == ("investigation", "court", ["link_missing"])


def test_only_a_decision_of_the_court_is_protested(case, file_of, charge):
    protest = {"reasons": "Không có dấu hiệu tội phạm", "to_court": "Tòa án nhân dân thành phố Hà Nội"}
    case.does("case.opened_by_court.v1", offences=[charge], links=[case.link("opened_from")])
    case.refuses("link_missing", "court_opening.protested.v1", **protest)
    case.does("court_opening.protested.v1", links=[case.link("appeals")], **protest)
    other = file_of("criminal_case").does("case.opened.v1")
    refused = other.refuses(
        "not_opened_by_court", "court_opening.protested.v1", links=[case.link("appeals")], **protest
    )
    assert refused.article == "BLTTHS-2015/161/1"


def test_a_case_is_taken_for_supervision_once(opened):
    opened.does("case.taken_for_supervision.v1", register_number="7")
    opened.refuses("already_taken_for_supervision", "case.taken_for_supervision.v1")


def test_only_the_head_assigns_a_deputy_and_only_a_deputy(opened):
    deputy = opened.actor("charge.approved.v1")["officer"]
    opened.refuses("officer_without_title", "deputy.assigned.v1", deputy=opened.person("somebody"))
    opened.refuses("title_may_not_sign", "deputy.assigned.v1", signed=opened.actor("charge.approved.v1"), deputy=deputy)
    opened.does("deputy.assigned.v1", deputy=deputy)
    assert opened.state.deputy == UUID(deputy)


def test_prosecutors_are_assigned_and_replaced(opened):
    prosecutor = opened.actor("investigation.requested.v1")["officer"]
    deputy = opened.actor("charge.approved.v1")["officer"]
    opened.refuses("officer_without_title", "prosecutor.assigned.v1", prosecutor=opened.person("somebody"))
    opened.refuses("prosecutor_not_assigned", "prosecutor.replaced.v1", replaced=prosecutor, prosecutor=deputy)
    opened.does("prosecutor.assigned.v1", prosecutor=prosecutor)
    opened.refuses("prosecutor_already_assigned", "prosecutor.assigned.v1", prosecutor=prosecutor)
    opened.does("prosecutor.replaced.v1", replaced=prosecutor, prosecutor=deputy)
    assert opened.state.prosecutors == (UUID(deputy),)


def test_investigator_and_counsel_are_recorded(charged):
    charged.does("investigator.assigned.v1", investigator="Điều tra viên 1")
    counsel = {"person": charged.person("luật sư 1"), "label": "luật sư 1", "role": "counsel", "name": "Trần Văn B"}
    charged.does("counsel.registered.v1", accused=charged.person("bị can 1"), counsel=counsel)
    assert (charged.state.investigators, charged.accused("bị can 1").counsel) == (("Điều tra viên 1",), 1)
    charged.refuses("accused_unknown", "counsel.registered.v1", accused=charged.person("bị can 9"), counsel=counsel)
