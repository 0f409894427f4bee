"""Module 2: diversion of juveniles, from 2026-01-01."""

import pytest

AT = "2026-03-02T08:00:00+07:00"
SINCE = {"since": "2026-03-02", "until": "2026-09-01"}


def party(file):
    return {"person": file.person("người giám sát"), "label": "người giám sát", "role": "representative"}


@pytest.fixture
def young(case, light):
    """A case with a juvenile and an adult, their charges approved, in 2026."""
    case.day = "2026-03-02"
    entries = [case.entry("bị can 1", charges=[light], juvenile=True), case.entry("bị can 2", charges=[light])]
    case.does("case.opened.v1", offences=[light]).does("accused.charged.v1", accused=entries)
    return case.does("charge.approved.v1", accused=case.persons("bị can 1", "bị can 2"))


def acts(file):
    """Every act that prepares or settles diversion, with its data."""
    worker = file.person("người làm công tác xã hội")
    return {
        "diversion_procedure.notified.v1": {"applies": True, "reason": "Đủ điều kiện", "social_worker": worker},
        "social_report.supplement_requested.v1": {
            "social_worker": worker, "due_on": "2026-03-20", "questions": ["Hoàn cảnh gia đình?"],
        },
        "diversion_plan.requested.v1": {"social_worker": worker, "due_on": "2026-03-20"},
        "diversion_hearing.opened.v1": {"at": AT, "place": "Trụ sở", "participants": [party(file)]},
        "diversion_hearing.held.v1": {"held_at": AT, "participants": [party(file)], "outcome": "apply"},
        "diversion_hearing.postponed.v1": {"reason": "Vắng mặt người đại diện"},
        "diversion.refused.v1": {"reason": "Không đủ điều kiện", "case_continues": True},
        "diversion.applied.v1": {"measure": "giáo dục tại xã", "supervisor": party(file), **SINCE},
        "court_measure.proposed.v1": {"proposal": "damages", "to_court": "Tòa án khu vực 1", "sent_at": AT},
    }  # fmt: skip


KEYS = [
    "diversion_procedure.notified.v1", "social_report.supplement_requested.v1", "diversion_plan.requested.v1",
    "diversion_hearing.opened.v1", "diversion_hearing.held.v1", "diversion_hearing.postponed.v1",
    "diversion.refused.v1", "diversion.applied.v1", "court_measure.proposed.v1",
]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_only_a_juvenile_is_diverted_and_only_from_2026(young, key):
    data = acts(young)[key]
    young.refuses("not_a_juvenile", key, accused=young.persons("bị can 2"), **data)
    refused = young.refuses("law_not_in_force", key, day="2025-12-31", accused=young.persons("bị can 1"), **data)
    assert refused.article.startswith("LTPNCTN-2024")
    young.does(key, accused=young.persons("bị can 1"), **data)
    assert young.history[-1].act.law


@pytest.fixture
def diverted(young):
    one = young.persons("bị can 1")
    young.does("remand.ordered.v1", accused=one).does("remand.approved.v1", accused=one)
    young.does("exit_ban.ordered.v1", accused=one)
    return young.does("diversion.applied.v1", accused=one, **acts(young)["diversion.applied.v1"])


def test_diversion_ends_every_measure_and_takes_the_juvenile_out_of_the_prosecution(diverted):
    accused = diverted.accused("bị can 1")
    assert accused.status == "diverted"
    assert all(measure.ended for measure in accused.measures)
    diverted.does("investigation.concluded.v1").does("file.received.v1").does("indictment.issued.v1")
    assert [diverted.accused(label).status for label in ("bị can 1", "bị can 2")] == ["diverted", "indicted"]
    assert diverted.flags == []


def test_a_diversion_is_changed_and_annulled_while_it_stands(diverted):
    one = diverted.persons("bị can 1")
    changed = {"old_measure": "giáo dục tại xã", "new_measure": "khiển trách", **SINCE}
    diverted.does("diversion.changed.v1", accused=one, **changed)
    assert diverted.accused("bị can 1").diversion == diverted.state.version
    diverted.does("diversion.annulled.v1", accused=one, reason="Vi phạm nghĩa vụ")
    assert (diverted.accused("bị can 1").status, diverted.accused("bị can 1").diversion) == ("approved", 0)
    diverted.refuses("accused_in_wrong_status", "diversion.changed.v1", accused=one, **changed)
    diverted.refuses("accused_in_wrong_status", "diversion.annulled.v1", accused=one, reason="Vi phạm nghĩa vụ")


def test_damages_in_dispute_and_confiscation_are_for_the_court(young):
    data = {**acts(young)["diversion.applied.v1"], "for_the_court": ["damages"]}
    refused = young.refuses(
        "court_decides_diversion", "diversion.applied.v1", accused=young.persons("bị can 1"), **data
    )
    assert refused.article == "LTPNCTN-2024/52/1"


def test_only_a_refusal_in_force_is_annulled(young):
    one, annulled = young.persons("bị can 1"), {"reason": "Đủ điều kiện", "hearing_reopened": True}
    refused = young.refuses("diversion_not_refused", "diversion.refusal_annulled.v1", accused=one, **annulled)
    assert refused.article == "LTPNCTN-2024/56/4"
    young.does("diversion.refused.v1", accused=one, **acts(young)["diversion.refused.v1"])
    young.does("diversion.refusal_annulled.v1", accused=one, **annulled)
    young.refuses("diversion_not_refused", "diversion.refusal_annulled.v1", accused=one, **annulled)


def test_a_diversion_decision_of_the_court_is_contested_by_a_petition(file_of):
    petition = file_of("petition")
    data = {"to_court": "Tòa án khu vực 1", "decision": "3/QĐ", "grounds": "Không thuộc trường hợp áp dụng"}
    petition.refuses("law_not_in_force", "court_diversion.petitioned.v1", day="2025-12-31", **data)
    petition.does("court_diversion.petitioned.v1", day="2026-03-02", **data)
    assert (petition.stage, petition.state.addressee) == ("issued", "Tòa án khu vực 1")
