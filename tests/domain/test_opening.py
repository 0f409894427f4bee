"""Module 2: opening a case, taking it for supervision, assigning people to it."""

from uuid import UUID


def test_a_case_is_opened_once(case, charge):
    case.does("case.opened.v1", offences=[charge])
    assert (case.stage, case.state.crime_class) == ("investigation", "particularly_serious")
    case.does("case.opened.v1")  # a second decision by the agency is a fact, and a finding
    assert case.flags == ["wrong_stage"]


def test_the_procuracy_opens_a_case_once(case):
    case.does("case.opened_by_procuracy.v1", ground="153.3.a")
    assert case.refuses("wrong_stage", "case.opened_by_procuracy.v1").article == "BLTTHS-2015/153/3"


def test_a_case_formed_by_a_split_names_the_case_it_came_from(case):
    case.refuses("link_missing", "case.opened_on_split.v1")
    case.does("case.opened_on_split.v1", stage="prosecution", links=[case.link("split_from")])
    assert case.stage == "prosecution"


def test_a_case_is_taken_for_supervision_once(opened):
    opened.does("case.taken_for_supervision.v1", register_number="7")
    opened.refuses("already_taken_for_supervision", "case.taken_for_supervision.v1")


def test_the_decision_to_open_is_changed_supplemented_and_annulled(opened, charge, light):
    opened.does("opening.amended.v1", change="supplemented", offences=[light])
    assert [c.article for c in opened.state.offences] == ["174", "178"]
    opened.does("opening.amended.v1", change="changed", offences=[light])
    assert opened.state.crime_class == "less_serious"
    assert opened.does("opening.annulled.v1").stage == "opening_annulled"
    opened.refuses("wrong_stage", "opening.annulled.v1")


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
