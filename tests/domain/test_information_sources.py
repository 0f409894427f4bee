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
    accepted.refuses("already_taken_for_supervision", "source.accepted_for_supervision.v1")


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


MOMENT = "2022-10-03T08:00:00+07:00"
INTAKE = {"agency_received_at": MOMENT, "procuracy_received_at": "2022-10-05T08:00:00+07:00", "register_number": "7"}
AGENCY = "Cơ quan Cảnh sát điều tra"
HANDLING = {"violation": "Không ra quyết định", "demand": "Ra quyết định giải quyết", "addressee": AGENCY}
TAKEN = {"ground": "serious_violation", "file_received_on": "2022-10-20"}


@pytest.fixture
def officer(source):
    return source.actor("verification.requested.v1")["officer"]


@pytest.fixture
def taken_over(accepted, officer):
    return accepted.does("source_handling.demanded.v1", **HANDLING).does(
        "source.taken_over.v1", prosecutor=officer, **TAKEN
    )


class TestComingIn:
    def test_the_procuracy_receives_and_forwards(self, source, officer):
        source.does(
            "crime_report.received.v1", source="denunciation", channel="in_person", received_at=MOMENT,
            summary="Tố giác lừa đảo", receiving_officer=officer, register_number="8",
        )  # fmt: skip
        assert (source.stage, source.state.source, str(source.state.since)) == (
            "received",
            "denunciation",
            "2022-10-03",
        )
        source.does("crime_report.forwarded.v1", to_agency=AGENCY, reason="Đúng thẩm quyền")
        assert source.stage == "forwarded"
        source.refuses("wrong_stage", "crime_report.forwarded.v1", to_agency=AGENCY, reason="x")

    def test_a_sign_of_crime_found_in_the_procuracys_own_work_is_a_source(self, source):
        source.does(
            "crime_source.found_by_procuracy.v1", found_at=MOMENT, found_in="trial", summary="Khai báo gian dối"
        )
        assert (source.stage, source.state.source) == ("received", "detected")

    def test_a_surrender_is_notified_after_it_was_received(self, source):
        surrender = {
            "person": source.entry("người đầu thú"), "form": "surrender", "received_at": MOMENT,
            "notified_agency": AGENCY,
        }  # fmt: skip
        source.refuses(
            "moments_reversed", "surrender.received.v1", notified_at="2022-10-02T08:00:00+07:00", **surrender
        )
        source.does("surrender.received.v1", notified_at="2022-10-03T09:00:00+07:00", **surrender)
        assert source.state.source == "surrender"

    def test_the_commune_police_check_and_send_on(self, source):
        source.does(
            "commune_police_preliminary_check.recorded.v1", received_at=MOMENT, summary="Đánh nhau", result="Có",
            to_agency=AGENCY, forwarded_at=MOMENT,
        )  # fmt: skip
        assert source.stage == "received"

    def test_the_notice_of_intake_opens_the_source_where_the_procuracy_knew_nothing(self, source):
        source.does("crime_report_intake.notified.v1", **INTAKE)
        assert (source.stage, str(source.state.since)) == ("verification", "2022-10-03")
        source.does("source.accepted_for_supervision.v1")
        assert source.stage == "verification"


class TestVerification:
    def test_documents_are_demanded_and_handling_is_demanded(self, accepted):
        accepted.does("source_documents.demanded.v1", documents=["Hồ sơ"], addressee=AGENCY)
        accepted.does("source_handling.demanded.v1", **HANDLING)
        assert accepted.state.requests == (4,)

    def test_the_agency_prolongs_to_two_months_from_receipt(self, source):
        source.does("crime_report_intake.notified.v1", **INTAKE)
        source.does("source_verification.prolonged.v1", reason="complex", until="2022-12-03")
        assert source.flags == []
        source.does("source_verification.prolonged.v1", reason="complex", until="2022-12-04")
        assert source.flags == ["source_time_too_long"]

    def test_an_extension_is_asked_for_five_days_before_the_end(self, accepted):
        asked = {"reason": "chờ giám định", "file_received_on": "2022-10-07"}
        accepted.does("source_extension.requested.v1", current_end="2022-10-12", **asked)
        assert accepted.flags == []
        accepted.does("source_extension.requested.v1", current_end="2022-10-11", **asked)
        assert accepted.flags == ["extension_asked_late"]

    def test_the_procuracy_extends_by_two_months_at_most(self, accepted):
        accepted.refuses("source_time_too_long", "source.extended.v1", since="2022-12-31", until="2023-03-01")
        accepted.does("source.extended.v1", since="2022-12-31", until="2023-02-28")
        assert accepted.state.extensions == 1

    def test_force_majeure_is_no_ground_before_december_2021(self, accepted):
        accepted.does("source.suspended.v1", clause="force_majeure", day="2021-11-30")
        assert accepted.flags == ["ground_not_in_force"]
        accepted.does("source.resumed.v1").does("source.suspended.v1", clause="force_majeure", day="2021-12-01")
        assert accepted.flags == ["ground_not_in_force"]


class TestDirectHandling:
    def test_a_source_is_taken_over_only_after_a_demand_in_vain(self, accepted, officer):
        transfer = {"ground": "omitted_crime", "addressee": AGENCY}
        accepted.refuses("demand_missing", "source.taken_over.v1", prosecutor=officer, **TAKEN)
        refused = accepted.refuses("demand_missing", "source_dossier_transfer.demanded.v1", **transfer)
        assert refused.article == "BLTTHS-2015/145/3/c"
        accepted.does("source_handling.demanded.v1", **HANDLING)
        accepted.does("source_dossier_transfer.demanded.v1", **transfer)
        accepted.does("source.taken_over.v1", prosecutor=officer, **TAKEN)
        assert (accepted.stage, accepted.state.taken_over) == ("verification", 5)

    def test_the_procuracy_suspends_resumes_and_refuses_only_what_it_has_taken_over(self, accepted):
        suspended = {"clause": "documents_pending", "pending_result": "Kết quả ủy thác"}
        accepted.refuses("source_not_taken_over", "source.suspended_by_procuracy.v1", **suspended)
        accepted.does("source.suspended.v1")
        accepted.refuses("source_not_taken_over", "source.resumed_by_procuracy.v1", reason="Hết căn cứ")

    def test_a_source_taken_over_is_suspended_resumed_and_settled_by_the_procuracy(self, taken_over):
        taken_over.does(
            "source.suspended_by_procuracy.v1", clause="documents_pending", pending_result="Kết quả ủy thác"
        )
        taken_over.does("source.resumed_by_procuracy.v1", reason="Hết căn cứ")
        taken_over.does("opening.refused_by_procuracy.v1", clause="2", ground="Không có tội phạm")
        assert (taken_over.stage, taken_over.flags) == ("opening_refused", [])

    def test_what_the_agency_still_decides_is_a_finding(self, taken_over):
        taken_over.does("opening.refused.v1", clause="1")
        assert taken_over.flags == ["source_taken_over"]

    def test_a_refusal_without_taking_over_on_record_is_a_finding(self, accepted):
        accepted.does("opening.refused_by_procuracy.v1")
        assert accepted.flags == ["source_not_taken_over"]


class TestSettlement:
    def test_the_victim_asks_for_a_case(self, accepted, light):
        victim = {**accepted.entry("bị hại"), "role": "victim"}
        accepted.does("victim_request.recorded.v1", victim=victim, offence=light)
        assert accepted.flags == []

    def test_the_result_is_told_to_the_informant(self, accepted):
        informant = {**accepted.entry("người tố giác"), "role": "informant"}
        accepted.refuses("wrong_stage", "source_result.notified.v1", addressee=informant)
        accepted.does("source_result.notified_by_agency.v1", addressee=informant)
        assert accepted.flags == ["wrong_stage"]
        accepted.does("opening.refused.v1").does("source_result.notified.v1", addressee=informant)
        accepted.does("source_result.notified_by_agency.v1", addressee=informant)
        assert accepted.flags == ["wrong_stage"]
