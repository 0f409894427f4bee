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


def test_the_procuracy_demands_a_charge_or_charges_itself(opened, charge):
    opened.does("charge.demanded.v1", demand="charge")
    opened.does("accused.charged_by_procuracy.v1", accused=[opened.entry("bị can 1", charges=[charge])])
    assert opened.accused("bị can 1").status == "approved"
    assert opened.state.charge_requests == (2,)


def test_the_procuracy_charges_nobody_after_judgment(judged, charge):
    judged.refuses("wrong_stage", "charge.demanded.v1", demand="charge")
    entry = judged.entry("bị can 3", charges=[charge])
    judged.refuses("wrong_stage", "accused.charged_by_procuracy.v1", accused=[entry])


def test_the_procuracy_charges_somebody_itself_only_when_its_demand_was_not_followed_or_it_has_the_file(
    approved, charge
):
    three = [approved.entry("bị can 3", charges=[charge])]
    refused = approved.refuses("charge_not_demanded", "accused.charged_by_procuracy.v1", accused=three)
    assert refused.article == "BLTTHS-2015/179/4"
    approved.does("investigation.concluded.v1").does("file.received.v1")
    approved.does("accused.charged_by_procuracy.v1", accused=three, ground="found_after_conclusion")


def test_a_demand_names_the_person_and_the_charges(approved, light):
    person = {"person": approved.person("bị can 3"), "label": "bị can 3"}
    approved.does("charge.demanded.v1", demand="charge", person=person, charges=[light])
    approved.does("charge.demanded.v1", demand="supplement", accused=approved.persons("bị can 1"), charges=[light])
    assert len(approved.state.charge_requests) == 2
    approved.refuses("nobody_named", "charge.demanded.v1", demand="change", charges=[light])


def test_evidence_is_demanded_while_a_charge_awaits_an_answer(charged):
    one = charged.persons("bị can 1")
    charged.does("charge_evidence.demanded.v1", accused=one, items=["Biên bản lấy lời khai"])
    charged.does("charge.approved.v1", accused=one)
    charged.refuses("accused_in_wrong_status", "charge_evidence.demanded.v1", accused=one, items=["Tài liệu"])


def test_the_charge_is_served_once_approved(charged):
    one = charged.persons("bị can 1")
    charged.does("charge_documents.served.v1", accused=one, rights_explained=True)
    assert charged.flags == ["accused_in_wrong_status"]
    charged.does("charge.approved.v1", accused=one)
    charged.does("charge_documents.served.v1", accused=one, rights_explained=True)
    assert len(charged.flags) == 1


def test_a_legal_person_is_charged_by_a_decision_of_its_own(opened, charge):
    firm = opened.entry("pháp nhân 1", legal_person=True, charges=[charge])
    representative = {"person": opened.person("người đại diện 1"), "label": "người đại diện 1"}
    opened.does("legal_person.charged.v1", accused=[firm], representative=representative)
    assert opened.accused("pháp nhân 1").legal_person
    opened.does("legal_person.charged.v1", accused=[opened.entry("bị can 1", charges=[charge])])
    assert opened.flags == ["not_a_legal_person"]


def test_a_charge_annulled_returns_when_its_revocation_is_annulled(approved):
    one = approved.persons("bị can 1")
    approved.refuses("accused_in_wrong_status", "charge.revocation_annulled.v1", accused=one)
    approved.does("charge.annulled.v1", accused=one).does("charge.revocation_annulled.v1", accused=one)
    accused = approved.accused("bị can 1")
    assert (accused.status, [c.article for c in accused.charges], accused.dropped) == ("approved", ["174"], ())


def test_suspension_from_office_is_recommended_in_a_petition_of_its_own(file_of, approved):
    petition = file_of("petition")
    told = {"accused": approved.person("bị can 1"), "addressee": "Ủy ban nhân dân tỉnh", "reason": "gây khó khăn"}
    petition.does("position_suspension.recommended.v1", links=[petition.link("concerns")], **told)
    assert (petition.stage, petition.state.subject, petition.state.addressee) == (
        "issued",
        "office_suspension",
        "Ủy ban nhân dân tỉnh",
    )


def test_an_act_of_2009_relies_on_the_code_of_2003(case):
    case.does("case.opened.v1", day="2008-12-09")
    act = case.asks("accused.charged.v1", day="2009-02-11", accused=[case.entry("bị can 1")])
    assert act.law == ("BLTTHS-2003/126",)
