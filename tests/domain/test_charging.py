"""Module 2: charging the accused."""


def test_charged_then_approved(charged):
    assert charged.accused("bị can 1").status == "charged"
    charged.does("charge.approved.v1", accused=charged.persons("bị can 1"))
    assert (charged.accused("bị can 1").status, charged.accused("bị can 2").status) == ("approved", "charged")


def test_a_charge_is_approved_once_and_never_for_a_stranger(approved):
    refused = approved.refuses("accused_in_wrong_status", "charge.approved.v1", accused=approved.persons("bị can 1"))
    assert (refused.article, refused.facts["status"]) == ("BLTTHS-2015/179/3", "approved")
    approved.refuses("accused_unknown", "charge.approved.v1", accused=approved.persons("bị can 9"))


def test_only_the_head_or_a_deputy_for_the_head_approves(charged):
    prosecutor = charged.actor("investigation.requested.v1")
    charged.refuses("title_may_not_sign", "charge.approved.v1", signed=prosecutor, accused=charged.persons("bị can 1"))


def test_a_charge_annulled_ends_proceedings_and_measures(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one, months=4).does("charge.annulled.v1", accused=one)
    accused = approved.accused("bị can 1")
    assert (accused.status, accused.running("remand"), accused.charges) == ("charge_annulled", None, ())
    assert len(accused.dropped) == 1
    approved.refuses("accused_closed", "charge.annulled.v1", accused=one)


def test_the_agency_charging_before_the_case_is_open_is_refused_as_impossible(case):
    case.refuses("stream_not_open", "accused.charged.v1", accused=[case.entry("bị can 1")])


def test_charging_after_judgment_is_recorded_and_flagged(judged, charge):
    judged.does("accused.charged.v1", accused=[judged.entry("bị can 3", charges=[charge])])
    assert judged.flags == ["wrong_stage"]


def test_a_changed_charge_changes_the_class_of_crime_and_needs_approval_again(approved, light):
    approved.does("charge.changed.v1", accused=approved.person("bị can 1"), charges=[light])
    accused = approved.accused("bị can 1")
    assert (accused.crime_class, accused.status, accused.approved) == ("less_serious", "charged", 0)
    approved.does("charge.amendment_approved.v1", accused=approved.persons("bị can 1"))
    assert approved.accused("bị can 1").status == "approved"
    approved.refuses("accused_in_wrong_status", "charge.amendment_approved.v1", accused=approved.persons("bị can 1"))


def test_a_supplemented_charge_stands_beside_the_first(approved, light):
    approved.does("charge.supplemented.v1", accused=approved.person("bị can 1"), charges=[light])
    assert [c.article for c in approved.accused("bị can 1").charges] == ["174", "178"]


def test_the_procuracy_demands_a_charge_or_charges_itself(opened, charge):
    opened.does("charge.demanded.v1", demand="charge")
    opened.does("accused.charged_by_procuracy.v1", accused=[opened.entry("bị can 1", charges=[charge])])
    assert opened.accused("bị can 1").status == "approved"
    assert opened.state.charge_requests == (2,)


def test_the_procuracy_charges_nobody_after_judgment(judged, charge):
    judged.refuses("wrong_stage", "charge.demanded.v1", demand="charge")
    entry = judged.entry("bị can 3", charges=[charge])
    judged.refuses("wrong_stage", "accused.charged_by_procuracy.v1", accused=[entry])


def test_an_act_of_2009_relies_on_the_code_of_2003(case):
    case.does("case.opened.v1", day="2008-12-09")
    act = case.asks("accused.charged.v1", day="2009-02-11", accused=[case.entry("bị can 1")])
    assert act.law == ("BLTTHS-2003/126",)
