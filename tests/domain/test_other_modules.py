"""Modules 9 and 10, and the acts of every module."""

import pytest


class TestComplaints:
    def test_received_accepted_and_settled(self, file_of):
        file = file_of("complaint")
        file.does("complaint.received.v1", summary="Khiếu nại quyết định đình chỉ điều tra")
        file.refuses("wrong_stage", "complaint.settled.v1", instance="first", result="rejected")
        file.does("complaint.accepted.v1").does("complaint.settled.v1", instance="first", result="rejected")
        file.refuses("wrong_stage", "complaint.accepted.v1")
        assert (file.stage, file.state.result, file.state.subject) == ("resolved_first", "rejected", "complaint")

    def test_the_agency_settles_a_complaint_against_itself(self, file_of):
        file = file_of("complaint")
        file.does("complaint.received.v1", summary="x").does("complaint.settled_by_agency.v1", result="rejected")
        assert (file.stage, file.flags) == ("settled", [])

    def test_officers_are_denounced_again(self, file_of):
        file = file_of("complaint")
        file.does("officer_denunciation.received.v1", summary="lần 1").does(
            "officer_denunciation.received.v1", summary="lần 2"
        )
        assert (file.state.subject, file.state.received) == ("denunciation", 2)


class TestAssistance:
    def test_a_foreign_request_is_carried_out(self, file_of):
        file = file_of("legal_assistance")
        file.does("assistance.request_received.v1", foreign_state="Nhật Bản", basis="reciprocity")
        file.does("assistance.forwarded.v1", to="VKSND tối cao").does(
            "assistance.assigned.v1", to="Cơ quan CSĐT Bộ Công an"
        )
        file.does("assistance.result_reported.v1")
        assert (file.stage, file.state.foreign_state, file.flags) == ("executed", "Nhật Bản", [])
        file.refuses("wrong_stage", "assistance.assigned.v1", to="x")

    def test_viet_nam_asks_a_foreign_state(self, file_of):
        file = file_of("legal_assistance").does("assistance.request_sent.v1", foreign_state="Nhật Bản")
        assert (file.stage, file.state.direction) == ("sent_abroad", "outgoing")
        file.refuses("stream_already_open", "assistance.request_sent.v1", foreign_state="Nhật Bản")

    def test_extradition_from_request_to_handing_over(self, file_of):
        file = file_of("legal_assistance")
        person = {"requested": file.entry("người bị yêu cầu dẫn độ 1")}
        for key in ("extradition.requested.v1", "extradition.checked.v1", "extradition.person_arrested.v1",
                    "extradition.remand_ordered.v1", "extradition.file_transferred.v1",
                    "extradition.accepted_by_court.v1", "extradition_hearing.opened.v1"):  # fmt: skip
            file.does(key, **person)
        file.does("extradition.decided.v1", result="granted", **person)
        file.does("extradition.appeal_waived.v1", **person).does("extradition.handed_over.v1", **person)
        assert (file.stage, file.state.result, file.state.remanded, file.flags) == ("handed_over", "granted", True, [])

    def test_the_law_on_assistance_is_that_of_the_day(self, file_of):
        file = file_of("legal_assistance")
        old = file.asks("assistance.request_received.v1", day="2010-01-01", foreign_state="Nhật Bản")
        new = file.asks("assistance.request_received.v1", day="2026-08-01", foreign_state="Nhật Bản")
        assert (old.law, new.law) == (("LTTTP-2007/64",), ("LTTTPHS-2025/6/1",))


class TestCommon:
    @pytest.mark.parametrize(
        "kind", ["criminal_case", "information_source", "complaint", "legal_assistance", "enforcement"]
    )
    def test_a_fact_is_noted_in_every_kind_of_file_and_moves_nothing(self, file_of, kind):
        file = file_of(kind).does(
            "fact.noted.v1", statement="Báo nước ngoài đưa tin", topic="information_published_abroad"
        )
        assert (file.stage, file.state.version, file.flags) == ("new", 1, [])

    def test_a_case_is_still_opened_after_a_fact(self, case):
        case.does("fact.noted.v1", statement="Tai nạn").does("case.opened.v1")
        assert (case.stage, case.flags) == ("investigation", [])

    def test_a_gap_lets_the_history_go_on_and_is_a_finding(self, opened):
        opened.refuses("accused_unknown", "indictment.issued.v1", accused=opened.persons("bị can 1"))
        opened.does(
            "gap.noted.v1", stage="concluded", accused=[opened.entry("bị can 1")], status="charged",
            missing=["accused.charged.v1", "investigation.concluded.v1"], reason="Hồ sơ chỉ còn cáo trạng",
        )  # fmt: skip
        opened.does("indictment.issued.v1", accused=opened.persons("bị can 1"))
        assert (opened.stage, opened.flags) == ("indicted", ["history_gap", "charge_not_approved"])

    def test_a_gap_names_a_stage_that_exists(self, opened, source):
        opened.refuses("stage_unknown", "gap.noted.v1", stage="nowhere", reason="x")
        opened.refuses("stage_unknown", "gap.noted.v1", stage="new", reason="x")
        source.refuses("accused_unknown", "gap.noted.v1", stage="received", accused=[source.entry("x")], reason="x")
        assert source.does("gap.noted.v1", stage="received", reason="x").stage == "received"

    def test_a_correction_names_the_act_and_both_are_seen(self, opened):
        opened.refuses("link_missing", "act.corrected.v1", statement="Ngày đúng là 06/10/2022")
        opened.refuses("corrected_unknown", "act.corrected.v1", statement="x", links=[opened.link("corrects", 5)])
        before = opened.state
        opened.does("act.corrected.v1", statement="Ngày đúng là 06/10/2022", links=[opened.link("corrects", 1)])
        [correction] = opened.state.corrections
        assert (correction.corrected, correction.by, opened.stage) == (1, 2, before.stage)

    def test_a_superior_instructs_a_unit_below_it(self, opened):
        opened.refuses("unit_not_subordinate", "instruction.given.v1", to_unit="T79", content="Đình chỉ vụ án")
        opened.does("instruction.given.v1", to_unit="KV1", content="Đình chỉ vụ án")

    def test_recommendation_and_service(self, charged):
        charged.does("recommendation.issued.v1", to_agency="Công an TP. Hà Nội", content="Xử lý cán bộ")
        charged.does("decision.served.v1", document="Quyết định đình chỉ", accused=charged.persons("bị can 1"))
        charged.refuses("accused_unknown", "decision.served.v1", accused=charged.persons("bị can 9"))
        charged.refuses(
            "accused_unknown",
            "recommendation.issued.v1",
            to_agency="x",
            content="x",
            accused=charged.persons("bị can 9"),
        )

    def test_erasure_is_an_act_that_names_the_person(self, charged):
        charged.does("person.erased.v1", person=charged.person("bị can 1"), ground="Hết thời hạn lưu trữ")
        assert charged.accused("bị can 1").label == "bị can 1"
