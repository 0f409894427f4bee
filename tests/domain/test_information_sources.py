"""Module 1: sources of information on crime."""

import pytest

RECEIVED = {"source": "crime_report", "summary": "Phát hiện tử thi"}


@pytest.fixture
def accepted(source):
    return source.does("source.received.v1", **RECEIVED).does(
        "source.accepted_for_supervision.v1", register_number="12"
    )


def test_a_source_is_received_once(source):
    source.does("source.received.v1", **RECEIVED)
    assert source.stage == "received"
    source.refuses("stream_already_open", "source.received.v1", **RECEIVED)


def test_nothing_happens_to_a_source_that_was_not_received(source):
    source.refuses("stream_not_open", "source.accepted_for_supervision.v1")
    source.refuses("stream_not_open", "opening.refused.v1")


def test_a_source_is_forwarded_to_the_competent_body(source):
    source.does("source.received.v1", **RECEIVED).does("source.forwarded.v1", to_agency="Công an tỉnh")
    assert source.stage == "forwarded"


def test_a_source_is_taken_for_supervision_once(accepted):
    assert accepted.stage == "verification"
    accepted.refuses("wrong_stage", "source.accepted_for_supervision.v1")


def test_verification_is_requested_and_answered(accepted):
    accepted.does("verification.requested.v1", demands=["Lấy lời khai người tố giác"]).does(
        "request.answered.v1", result="done", links=[accepted.link("answers", 3)]
    )
    assert accepted.state.requests == (3,)


def test_the_time_is_extended_once_only(accepted):
    accepted.does("source.extended.v1", days=60)
    assert accepted.refuses("no_extension_left", "source.extended.v1").article == "BLTTHS-2015/147/2"


def test_suspension_is_annulled_by_the_procuracy_or_ended_by_the_agency(accepted):
    accepted.refuses("wrong_stage", "source.suspension_annulled.v1")
    accepted.does("source.suspended.v1", ground="chờ kết quả giám định").does("source.suspension_annulled.v1")
    assert accepted.stage == "verification"
    accepted.does("source.suspended.v1").does("source.resumed.v1")
    assert (accepted.stage, accepted.flags) == ("verification", [])


def test_the_agencys_act_at_the_wrong_stage_is_recorded_and_flagged(source):
    source.does("source.received.v1", **RECEIVED).does("source.resumed.v1")
    [flag] = source.state.flags
    assert (flag.code, flag.article, flag.version) == ("wrong_stage", "BLTTHS-2015/149/1", 2)
    assert flag.facts["stage"] == "received"


def test_a_conflict_of_competence_is_decided(accepted):
    assert accepted.does("source.dispute_decided.v1", competent="Cơ quan CSĐT").stage == "verification"


def test_opening_is_refused_annulled_and_demanded(accepted):
    accepted.does("opening.refused.v1", ground="157.1")
    assert accepted.stage == "opening_refused"
    accepted.does("opening.demanded.v1").does("opening.refusal_annulled.v1")
    assert accepted.stage == "verification"
    accepted.refuses("wrong_stage", "opening.refusal_annulled.v1")
    accepted.does("opening.refused_by_procuracy.v1")
    accepted.refuses("wrong_stage", "opening.refused_by_procuracy.v1")


def test_a_case_opened_on_the_source_is_named_by_a_link(accepted):
    accepted.refuses("link_missing", "source.led_to_case.v1")
    accepted.does("source.led_to_case.v1", links=[accepted.link("opens")])
    accepted.does("source.decision_supervised.v1", decision="opening", well_founded=True)
    assert accepted.stage == "case_opened"


def test_a_denunciation_is_withdrawn_by_its_author(source):
    source.does("source.received.v1", source="denunciation", summary="Vu khống")
    assert source.does("denunciation.withdrawn.v1").stage == "withdrawn"


def test_a_prosecutor_is_assigned_to_a_source(accepted):
    officer = accepted.actor("investigation.requested.v1")["officer"]
    accepted.does("prosecutor.assigned.v1", prosecutor=officer, phase="source")
    assert [str(p) for p in accepted.state.prosecutors] == [officer]
