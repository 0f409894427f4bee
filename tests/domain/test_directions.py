"""Inside the procuracy and between its levels: who declines, proposes, decides, dissents, directs, takes back."""

import pytest

ANNULLED = {"reason": "Không có căn cứ", "instruction": "Giải quyết lại"}
KINDS = ("criminal_case", "information_source", "complaint", "petition", "dossier", "direct_supervision")


class TestInside:
    def test_an_officer_declines_for_himself(self, opened):
        own = opened.actor("officer.recused.v1")["officer"]
        opened.refuses("refusal_not_own", "officer.recused.v1", officer=opened.person("khác"), ground="Thân thích")
        opened.does("officer.recused.v1", officer=own, ground="Thân thích")

    def test_a_party_asks_that_an_officer_be_replaced(self, opened):
        requester = {**opened.entry("bị hại"), "role": "victim"}
        issuer = {"agency": "Người tham gia tố tụng"}
        opened.does(
            "recusal_request.received.v1", issuer=issuer, requester=requester, officer=opened.person("KSV"), ground="x"
        )

    @pytest.mark.parametrize("kind", KINDS)
    def test_reported_decided_and_dissented_in_a_file_of_any_kind(self, file_of, kind):
        file = file_of(kind)
        stage = next(stage for stage in file.state.stages if stage != "new")
        file.does("gap.noted.v1", stage=stage, reason="Tiếp nhận giữa chừng")
        file.does("report_to_chief.made.v1", proposal="Gia hạn")
        file.refuses("link_missing", "chief_decision.recorded.v1", decision="Đồng ý")
        file.does("chief_decision.recorded.v1", decision="Đồng ý", links=[file.link("answers", 2)])
        file.refuses("link_missing", "prosecutor_disagreement.recorded.v1", reasons="Trái luật")
        file.does("prosecutor_disagreement.recorded.v1", reasons="Trái luật", links=[file.link("concerns", 3)])
        assert file.stage == stage

    @pytest.mark.parametrize("key", ["deputy_decision.changed_by_chief.v1", "prosecutor_decision.changed.v1"])
    def test_a_decision_that_is_changed_is_named(self, opened, key):
        opened.refuses("link_missing", key, change="annulled", reason="Trái luật")
        opened.does(key, change="annulled", reason="Trái luật", links=[opened.link("annuls")])

    def test_a_state_secret_is_not_written_here(self, opened):
        opened.refuses("secret_in_ledger", "dossier_opinion.recorded.v1", proposal="Truy tố", secrecy="secret")
        opened.does("dossier_opinion.recorded.v1", secrecy="secret")
        opened.does("dossier_opinion.recorded.v1", proposal="Truy tố", secrecy="normal")
        meeting = {"participants": ["Công an tỉnh", "Tòa án"], "conclusion": "Thống nhất"}
        opened.refuses("secret_in_ledger", "interagency_meeting.held.v1", secrecy="top_secret", **meeting)
        opened.does("interagency_meeting.held.v1", secrecy="normal", **meeting)
        consulted = {"members": opened.persons("a", "b"), "reference": "12/BB", "secrecy": "secret"}
        opened.refuses("secret_in_ledger", "procuracy_committee.consulted.v1", note="Nội dung", **consulted)
        opened.does("procuracy_committee.consulted.v1", **consulted)


class TestBetweenLevels:
    def test_a_report_goes_up_and_an_instruction_down(self, opened):
        report = {"purpose": "opinion_request", "secrecy": "normal"}
        opened.refuses("unit_not_superior", "report.sent_to_superior.v1", to_unit="KV1", **report)
        opened.does("report.sent_to_superior.v1", to_unit="TC", **report)
        opened.refuses("unit_not_subordinate", "instruction.given.v1", to_unit="TC", content="x")
        opened.does("instruction.given.v1", to_unit="KV1", content="Điều tra bổ sung", binding=True)

    def test_a_superior_takes_back_an_indictment_and_the_case_is_before_the_procuracy_again(self, indicted):
        data = {"to_unit": "KV1", "action": "withdrawn", **ANNULLED}
        indicted.refuses("link_missing", "decision.withdrawn_by_superior.v1", **data)
        links = [indicted.link("annuls", indicted.state.version)]
        indicted.refuses(
            "unit_not_subordinate", "decision.withdrawn_by_superior.v1", links=links, **{**data, "to_unit": "T79"}
        )
        indicted.does("decision.withdrawn_by_superior.v1", links=links, **data)
        assert (indicted.stage, indicted.accused("bị can 1").status) == ("prosecution", "proposed")

    def test_a_discontinuation_taken_back_reopens_the_prosecution_for_whom_it_covered(self, prosecution):
        prosecution.does("case.discontinued.v1", ground="Không có căn cứ")
        assert prosecution.stage == "discontinued"
        links = [prosecution.link("annuls", prosecution.state.version)]
        prosecution.does("decision.withdrawn_by_superior.v1", to_unit="KV1", action="annulled", links=links, **ANNULLED)
        assert (prosecution.stage, prosecution.accused("bị can 2").status) == ("prosecution", "proposed")

    def test_outside_the_prosecution_the_other_act_is_used(self, opened):
        links = [opened.link("annuls")]
        data = {"to_unit": "KV1", **ANNULLED}
        opened.refuses("wrong_stage", "decision.withdrawn_by_superior.v1", links=links, action="annulled", **data)
        opened.does("lower_act.annulled_by_superior.v1", links=links, **data)
        assert opened.stage == "investigation"

    def test_a_superior_takes_a_case_over(self, opened):
        opened.refuses("unit_not_subordinate", "case.taken_over_by_superior.v1", to_unit="TC", reason="Phức tạp")
        opened.does("case.taken_over_by_superior.v1", to_unit="KV1", reason="Phức tạp")
