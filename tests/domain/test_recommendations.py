"""Petitions to agencies: issued, answered, accepted or not, followed until they are remedied."""

import pytest

VIOLATION = {"content": "Gửi quyết định chậm", "article": "BLTTHS-2015/148/2"}
ASKED = {"addressee": "Công an tỉnh", "demand": "Khắc phục"}
ISSUED = [
    ("violation_remedy_petition.issued.v1", {**ASKED, "violations": [VIOLATION]}, "violation"),
    ("prevention_petition.issued.v1", {**ASKED, "causes": "Sơ hở trong quản lý"}, "prevention"),
    ("court_violation_petition.issued.v1", {**ASKED, "violations": [VIOLATION]}, "court_violation"),
    (
        "summary_petition.issued.v1",
        {**ASKED, "violations": [VIOLATION], "since": "2022-01-01", "until": "2022-06-30"},
        "summary",
    ),
    ("lesson_notice.issued.v1", {"addressees": ["KV1", "T79"], "subject": "Áp dụng tạm giam"}, "lesson"),
]


@pytest.fixture
def issued(petition):
    return petition.does("violation_remedy_petition.issued.v1", **ASKED, violations=[VIOLATION])


@pytest.mark.parametrize(("key", "data", "subject"), ISSUED, ids=lambda value: str(value)[:30])
def test_a_petition_is_opened_by_each_of_these(petition, key, data, subject):
    petition.does(key, **data)
    assert (petition.stage, petition.state.subject, petition.state.issued) == ("issued", subject, 1)
    petition.refuses("stream_already_open", key, **data)


def test_a_petition_about_a_participant_names_the_person(petition):
    participant = {**petition.entry("luật sư"), "role": "counsel"}
    petition.does(
        "participant_violation_petition.issued.v1", participant=participant, violation="Tiết lộ bí mật", **ASKED
    )
    assert petition.state.addressee == "Công an tỉnh"


def test_the_period_of_a_summary_has_an_order(petition):
    period = {"since": "2022-06-30", "until": "2022-01-01"}
    petition.refuses("moments_reversed", "summary_petition.issued.v1", **ASKED, violations=[VIOLATION], **period)


def test_answered_accepted_and_remedied(issued):
    issued.does("petition.answered.v1", result="accepted", content="Đã khắc phục").does("petition.accepted.v1")
    issued.does("petition_implementation.verified.v1", result="partly_done")
    assert issued.stage == "accepted"
    issued.does("petition_implementation.verified.v1", result="done")
    assert (issued.stage, issued.state.answers, issued.flags) == ("implemented", (2,), [])


def test_rejected_after_an_answer_only(issued):
    rejected = {"reasons": "Không có căn cứ", "next_step": "report_to_superior"}
    issued.refuses("wrong_stage", "petition.rejected.v1", **rejected)
    issued.does("petition.answered.v1", result="rejected", content="Không đồng ý").does(
        "petition.rejected.v1", **rejected
    )
    assert issued.stage == "rejected"
    issued.refuses("wrong_stage", "petition_reminder.sent.v1")


def test_reminded_and_withdrawn(issued):
    issued.does("petition_reminder.sent.v1", overdue_days=12)
    assert issued.state.reminders == 1
    issued.does("petition.withdrawn.v1", reason="Không còn căn cứ", by_superior=True)
    assert issued.stage == "withdrawn"
    issued.does("petition.answered.v1", result="accepted", content="Muộn")
    assert issued.flags == ["wrong_stage"]
