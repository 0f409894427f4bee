"""Module 10: mutual legal assistance, nationals whose extradition was refused, evidence from abroad."""

import pytest

from domain.kernel.act_type import NEW
from domain.kernel.catalogue import CATALOGUE

MOMENT = "2022-10-07T08:00:00+07:00"
REQUEST = {"foreign_state": "Nhật Bản", "assistance": ["evidence", "service"], "translation": True}

# act, stage before, data, stage after
ACTS = [
    ("assistance_request.submitted.v1", "drafted", {"received_at": MOMENT, "register_number": "7/2022"}, "submitted"),
    ("assistance_request.submitted.v1", "incomplete", {"received_at": MOMENT, "register_number": "7/2022"},
     "submitted"),
    ("assistance_request.returned.v1", "submitted", {"defects": ["Thiếu bản dịch"]}, "incomplete"),
    ("assistance_request.sent_abroad.v1", "submitted", {"channel": "diplomatic", "notified_at": MOMENT}, "sent_abroad"),
    ("assistance_reminder.sent.v1", "sent_abroad", {}, "sent_abroad"),
    ("assistance_result.received.v1", "sent_abroad", {"outcome": "part"}, "result_received"),
    ("assistance_result.forwarded.v1", "result_received", {"to_agency": "Công an tỉnh"}, "closed"),
    ("assistance_request.withdrawn.v1", "submitted", {"reason": "Đình chỉ vụ án"}, "closed"),
    ("assistance_supplement.requested.v1", "received", {"items": ["Bản dịch"]}, "supplement_requested"),
    ("assistance_supplement.received.v1", "supplement_requested", {}, "received"),
    ("assistance_request.refused.v1", "received", {"grounds": ["Ảnh hưởng an ninh quốc gia"]}, "refused"),
    ("assistance_request.postponed.v1", "assigned", {"grounds": ["Đang điều tra"]}, "postponed"),
    ("assistance_request.reactivated.v1", "postponed", {}, "assigned"),
    ("assistance.assigned.v1", "received", {"to": "Công an tỉnh", "due_on": "2022-12-01"}, "assigned"),
    ("assistance.result_reported.v1", "assigned", {"outcome": "full", "received_at": MOMENT}, "executed"),
    ("assistance_result.sent.v1", "executed", {"restrictions": ["Chỉ dùng trong vụ án"]}, "result_sent"),
    ("assistance_request.closed.v1", "refused", {}, "closed"),
    ("assistance.supervised.v1", "assigned", {"agency": "Công an tỉnh", "findings": "x"}, "assigned"),
    ("foreign_judgment_hearing.attended.v1", "received", {"opinion": "Không cho thi hành"}, "received"),
    ("foreign_judgment_decision.protested.v1", "received", {"level": "same", "grounds": "x"}, "received"),
]  # fmt: skip


@pytest.fixture
def at(file_of):
    """A request whose earlier acts are missing, at a stage."""
    return lambda stage: file_of("legal_assistance").does("gap.noted.v1", stage=stage, reason="x")


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[f"{a[0]} {a[1]}" for a in ACTS])
def test_an_act_leads_from_stage_to_stage(at, key, before, data, after):
    file = at(before).does(key, **data)
    assert (file.stage, file.flags) == (after, ["history_gap"])


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[f"{a[0]} {a[1]}" for a in ACTS])
def test_an_act_is_lawful_from_every_stage_that_it_names(at, key, before, data, after):
    for stage in {*CATALOGUE[key].lawful_from} - {NEW}:
        assert "wrong_stage" not in at(stage).does(key, **data).flags


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[f"{a[0]} {a[1]}" for a in ACTS])
def test_nothing_is_done_when_the_person_is_handed_over(at, key, before, data, after):
    file = at("handed_over")
    if CATALOGUE[key].own:
        file.refuses("wrong_stage", key, **data)
    else:
        assert file.does(key, **data).flags == ["history_gap", "wrong_stage"]


@pytest.mark.parametrize("key", ["assistance_request.drafted.v1", "assistance_request.drafted_by_procuracy.v1"])
def test_a_request_goes_out_and_its_result_comes_back(file_of, key):
    file = file_of("legal_assistance").does(key, **REQUEST)
    file.does("assistance_request.submitted.v1", received_at=MOMENT, register_number="7/2022")
    file.does("assistance_request.sent_abroad.v1", channel="central_authority", notified_at=MOMENT)
    file.does("assistance_result.received.v1", outcome="full")
    state = file.state
    assert (state.direction, state.foreign_state, state.result) == ("outgoing", "Nhật Bản", "full")
    assert file.does("assistance_result.forwarded.v1", to_agency="Công an tỉnh").flags == []


def test_only_the_supreme_procuracy_is_the_central_authority(at, officers):
    provincial = officers.actor("head of T01", "T01", "VT")
    file = at("received")
    file.refuses("level_not_competent", "assistance_request.refused.v1", signed=provincial, grounds=["x"])
    deputy = officers.actor("PVT of TC", "TC", "PVT", "KT")
    file.refuses("title_may_not_sign", "assistance_request.refused.v1", signed=deputy, grounds=["x"])


def test_a_witness_is_summoned_abroad(file_of):
    file = file_of("legal_assistance")
    witness = {"requested": file.entry("người làm chứng 1")}
    file.does("assistance_summons.requested.v1", foreign_state="Nhật Bản", appearance_on="2023-02-01",
              received_at=MOMENT, urgent=False, **witness)  # fmt: skip
    file.does("assistance.assigned.v1", to="Công an tỉnh")
    file.does("assistance_summons.served.v1", result="Đã nhận", **witness)
    assert (file.stage, len(file.state.persons), file.flags) == ("assigned", 1, [])


def test_a_national_whose_extradition_was_refused(file_of):
    file = file_of("legal_assistance")
    person = {"requested": file.entry("người bị từ chối dẫn độ 1")}
    file.does("refused_national_file.received.v1", foreign_state="Nhật Bản", refusing_court="TAND Hà Nội",
              received_at=MOMENT, **person)  # fmt: skip
    assert (file.stage, file.state.direction) == ("received", "foreign_judgment")


def test_the_law_on_a_request_is_that_of_the_day(file_of):
    file = file_of("legal_assistance")
    old = file.asks("assistance_request.drafted.v1", **REQUEST)
    new = file.asks("assistance_request.drafted.v1", day="2026-08-01", **REQUEST)
    assert (old.law, new.law) == (("LTTTP-2007",), ("LTTTPHS-2025/19/1", "LTTTPHS-2025/20/1"))


def test_evidence_from_abroad_is_put_into_the_dossier(file_of):
    file = file_of("dossier").does("gap.noted.v1", stage="open", reason="x")
    file.does("foreign_evidence.added.v1", request=file.person("yêu cầu 1"), translation=True)
    closed = file_of("dossier").does("gap.noted.v1", stage="closed", reason="x")
    closed.refuses("wrong_stage", "foreign_evidence.added.v1", request=file.person("yêu cầu 1"), translation=True)
    assert file.stage == "open"
