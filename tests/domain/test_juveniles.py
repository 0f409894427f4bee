"""Module 2: representatives, support and supervision of juveniles."""

import pytest

AT = "2026-03-02T08:00:00+07:00"


def party(file):
    return {"person": file.person("mẹ"), "label": "mẹ", "role": "representative"}


@pytest.fixture
def young(case, light):
    """A case with a juvenile and an adult, charged, in 2026."""
    case.day = "2026-03-02"
    entries = [case.entry("bị can 1", charges=[light], juvenile=True), case.entry("bị can 2", charges=[light])]
    return case.does("case.opened.v1", offences=[light]).does("accused.charged.v1", accused=entries)


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("juvenile_participation.decided.v1", lambda file: {"participants": [party(file)]}),
        (
            "juvenile_activity.notified.v1",
            lambda file: {"representative": party(file), "activity": "Hỏi cung", "at": AT},
        ),
        ("juvenile_support.requested.v1", lambda file: {"addressee": "Đoàn xã", "activity": "Hỏi cung", "at": AT}),
        (
            "electronic_supervision.refused.v1",
            lambda file: {"order": {"agency": "Cơ quan điều tra"}, "reason": "Không cần thiết"},
        ),
    ],
)
def test_they_concern_a_juvenile_against_whom_the_case_is_open(young, key, data):
    young.does(key, accused=young.persons("bị can 1"), **data(young))
    young.refuses("not_a_juvenile", key, accused=young.persons("bị can 2"), **data(young))
    young.does("investigation.discontinued.v1", accused=young.persons("bị can 1"))
    young.refuses("accused_closed", key, accused=young.persons("bị can 1"), **data(young))


def test_there_was_no_electronic_supervision_before_2026(young):
    data = {"order": {"agency": "Cơ quan điều tra"}, "reason": "Không cần thiết"}
    one = young.persons("bị can 1")
    young.refuses("law_not_in_force", "electronic_supervision.refused.v1", day="2025-12-31", accused=one, **data)


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("juvenile_case.acceptance_notified.v1", {"addressees": ["UBND xã A"], "sent_at": AT}),
        ("juvenile_protection.requested.v1", {"means": ["Phòng cách ly"], "addressee": "Công an xã A"}),
    ],
)
def test_bodies_are_told_before_the_indictment(young, key, data):
    if key == "juvenile_protection.requested.v1":
        data = {**data, "protected": young.person("bị can 1")}
    young.does(key, **data)
    young.does("charge.approved.v1", accused=young.persons("bị can 1", "bị can 2")).does("investigation.concluded.v1")
    young.refuses("wrong_stage", key, **data)


def test_a_representative_is_told_of_a_measure_that_takes_liberty(young):
    one, told = young.persons("bị can 1"), {"representative": party(young), "order": "3/LTG", "notified_at": AT}
    young.refuses("measure_not_running", "juvenile_measure.notified.v1", accused=one, **told)
    young.does("remand.ordered.v1", accused=one).does("juvenile_measure.notified.v1", accused=one, **told)
    assert young.history[-1].act.law == ("LTPNCTN-2024",)
    young.does("juvenile_measure.notified.v1", day="2025-12-31", accused=one, **told)
    assert young.history[-1].act.law == ("BLTTHS-2015/419/5",)


def test_supervision_changes_hands_and_ends_while_it_runs(young):
    one, new = young.persons("bị can 1"), {**party(young), "person": young.person("cha"), "label": "cha"}
    changed = {"old_representative": party(young), "new_representative": new, "reason": "Chuyển nơi ở"}
    ended = {"reason": "Không còn cần thiết"}
    young.refuses("measure_not_running", "juvenile_representative.changed.v1", accused=one, **changed)
    young.refuses("measure_not_running", "juvenile_supervision.ended.v1", accused=one, **ended)
    young.does("charge.approved.v1", accused=one)
    young.does("remand.ordered.v1", accused=one).does("remand.approved.v1", accused=one)
    young.does("measure.replaced.v1", accused=one, new="juvenile_supervision")
    young.does("juvenile_representative.changed.v1", accused=one, **changed)
    young.does("juvenile_supervision.ended.v1", accused=one, **ended)
    assert young.accused("bị can 1").running("juvenile_supervision") is None
