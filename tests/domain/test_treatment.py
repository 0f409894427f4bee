"""Module 2: compulsory medical treatment."""

AT = "2022-10-07T08:00:00+07:00"
ORDERED = {"facility": "Bệnh viện Tâm thần", "conclusion": "9/KL", "received_at": AT, "phase": "investigation"}
ENDED = {"conclusion": "12/KL", "notified_at": AT}


def test_treatment_suspends_and_its_end_does_not_resume(approved):
    one = approved.persons("bị can 1")
    approved.refuses("treatment_not_running", "compulsory_treatment.ended.v1", accused=one, **ENDED)
    approved.does("compulsory_treatment.ordered.v1", accused=one, **ORDERED)
    accused = approved.accused("bị can 1")
    assert (accused.status, accused.treatment, approved.stage) == ("suspended", approved.state.version, "investigation")
    refused = approved.refuses("treatment_running", "compulsory_treatment.ordered.v1", accused=one, **ORDERED)
    assert refused.article == "BLTTHS-2015/449/1"
    approved.does("compulsory_treatment.ended.v1", accused=one, **ENDED)
    assert (approved.accused("bị can 1").status, approved.accused("bị can 1").treatment) == ("suspended", 0)


def test_whoever_is_treated_is_not_proposed_for_prosecution(approved):
    approved.does("compulsory_treatment.ordered.v1", accused=approved.persons("bị can 1"), **ORDERED)
    approved.does("investigation.concluded.v1", accused=approved.persons("bị can 2"))
    assert approved.accused("bị can 1").status == "suspended"


def test_an_accused_against_whom_the_case_was_discontinued_may_be_treated(approved):
    one = approved.persons("bị can 1")
    approved.does("investigation.discontinued.v1", accused=one)
    approved.does("compulsory_treatment.ordered.v1", accused=one, **ORDERED)
    assert approved.accused("bị can 1").status == "discontinued"


def test_nobody_is_treated_who_is_not_charged(opened):
    opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1")])
    one = opened.persons("bị can 1")
    opened.refuses("accused_in_wrong_status", "compulsory_treatment.ordered.v1", accused=one, **ORDERED)
