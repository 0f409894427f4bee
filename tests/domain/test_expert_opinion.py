"""Module 2: expert examination and valuation."""

import pytest

PARTY = {"label": "đương sự 1", "role": "victim"}
AT = "2022-10-07T08:00:00+07:00"
ASKED = {"expert_body": "Viện Pháp y", "questions": ["Nguyên nhân chết?"]}
CONCLUDED = {"conclusion": "7/KL", "concluded_on": "2022-10-06", "received_at": AT, "summary": "Thương tích 12%"}


def party(file):
    return {"person": file.person("đương sự 1"), **PARTY}


ACTS = [
    ("examination.requested_by_procuracy.v1", {**ASKED, "object": "tử thi", "due_on": "2022-11-01", "sent_at": AT}),
    ("reexamination.requested.v1", {**ASKED, "repetition": "repeat", "earlier": "7/KL"}),
    ("special_reexamination.decided.v1", {"subject": "expert", "earlier": "7/KL"}),
    (
        "valuation.requested.v1",
        {"council": "Hội đồng định giá", "assets": ["xe máy"], "due_on": "2022-11-01", "round": "first"},
    ),
    ("expert_conclusion.notified.v1", {"addressees": [party]}),
    ("expert_request.refused.v1", {"requester": party, "reason": "Không cần thiết"}),
    ("expert.replaced.v1", {"expert": party, "ground": "Có quan hệ thân thích", "manner": "decision"}),
]


def filled(data, file):
    return {
        name: value(file) if callable(value) else [party(file)] if value == [party] else value
        for name, value in data.items()
    }


@pytest.mark.parametrize(("key", "data"), ACTS, ids=[key for key, _ in ACTS])
def test_the_procuracy_asks_from_the_opening_to_the_indictment(prosecution, key, data):
    prosecution.does(key, **filled(data, prosecution))
    prosecution.does("indictment.issued.v1").refuses("wrong_stage", key, **filled(data, prosecution))


def test_only_the_head_of_the_supreme_procuracy_has_a_repeated_examination_repeated(opened, officers):
    signed = officers.actor("head of T01", "T01", "VT")
    opened.refuses(
        "level_not_competent", "special_reexamination.decided.v1", signed=signed, subject="expert", earlier="7/KL"
    )


def test_a_conclusion_comes_in_while_the_investigation_rests(approved):
    finding = {"person": approved.person("bị can 1"), "finding": "Mất khả năng nhận thức"}
    approved.does("investigation.suspended.v1").does("expert_conclusion.received.v1", findings=[finding], **CONCLUDED)
    assert approved.flags == []
    assert approved.history[-1].act.data.findings[0].finding is None
    approved.does("investigation.resumed.v1").does("investigation.concluded.v1")
    approved.does("expert_conclusion.received.v1", **CONCLUDED)
    assert approved.flags == ["wrong_stage"]


@pytest.mark.parametrize(("key", "data"), [ACTS[0], ACTS[3]], ids=[ACTS[0][0], ACTS[3][0]])
def test_experts_are_asked_about_a_source_that_the_procuracy_took_over(own_source, key, data):
    own_source.does(key, **data).does("expert_conclusion.received.v1", **CONCLUDED)
    assert own_source.flags == []


def test_about_a_source_that_the_agency_verifies_the_procuracy_asks_nobody(verified):
    for key, data in (ACTS[0], ACTS[3]):
        assert verified.refuses("source_not_taken_over", key, **data).article == "BLTTHS-2015/147/4"
