"""Module 9: complaints and denunciations in judicial activity, settled by the procuracy or under its supervision."""

import pytest

from domain.kernel.act_type import NEW
from domain.kernel.catalogue import CATALOGUE
from domain.limits.clocks import clocks

MOMENT = "2022-10-07T08:00:00+07:00"
PERIOD = {"since": "2022-01-01", "until": "2022-06-30"}
PROVINCE = "Công an tỉnh"

# act, stage before, data, stage after
ACTS = [
    ("complaint.classified.v1", "received",
     {"competence": "own_settlement", "conditions_met": True, "proposed_by": "00000000-0000-4000-8000-000000000001"},
     "classified"),
    ("complaint.transferred.v1", "classified", {"to_agency": PROVINCE}, "transferred"),
    ("complaint.returned.v1", "classified", {"reason": "Thiếu chữ ký"}, "not_accepted"),
    ("complaint.not_accepted.v1", "classified", {"reason": "out_of_time"}, "not_accepted"),
    ("complaint.accepted.v1", "classified", {"target": "agency_head", "level": "first"}, "accepted"),
    ("custody_complaint.accepted.v1", "received", {}, "accepted"),
    ("complaint_explanation.requested.v1", "accepted",
     {"addressee": "00000000-0000-4000-8000-000000000001", "due_on": "2022-10-09"}, "accepted"),
    ("complaint_verification.reported.v1", "verifying", {"findings": "x", "proposal": "founded"}, "verifying"),
    ("complaint.escalated.v1", "resolved_first", {"received_at": MOMENT, "to_unit": "TC"}, "second_accepted"),
    ("first_settlement.became_effective.v1", "resolved_first", {"effective_on": "2022-10-10"}, "resolved_final"),
    ("complaint.withdrawn.v1", "verifying", {}, "withdrawn"),
    ("settlement_document.sent.v1", "resolved_final", {"to": ["Người khiếu nại", PROVINCE]}, "resolved_final"),
    ("settlement.remedied.v1", "resolved_first", {"remedy": "Hủy quyết định"}, "resolved_first"),
    ("denunciation.handled_as_source.v1", "classified", {"source": "00000000-0000-4000-8000-000000000001"},
     "transferred"),
    ("denunciation.concluded.v1", "verifying", {"result": "false", "handling": "x", "notified_at": MOMENT},
     "resolved_final"),
    ("diversion_complaint.settled.v1", "accepted", {"result": "rejected"}, "resolved_final"),
    ("settlement.demanded.v1", "supervised", {"addressee": PROVINCE, "due_on": "2022-10-20"}, "supervised"),
    ("settlement_files.demanded.v1", "supervised", {"addressee": PROVINCE, "due_on": "2022-10-20"}, "supervised"),
    ("settlement_supervision.closed.v1", "supervised", {"result": "lawful"}, "supervision_done"),
]  # fmt: skip


@pytest.fixture
def at(file_of):
    """A petition whose earlier acts are missing, at a stage."""
    return lambda stage: file_of("complaint").does("gap.noted.v1", stage=stage, reason="x")


def party(file, role="other"):
    """A party as an act names it."""
    return {**file.entry("người khiếu nại 1"), "role": role}


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[a[0] for a in ACTS])
def test_an_act_leads_from_stage_to_stage(at, key, before, data, after):
    file = at(before).does(key, **data)
    assert (file.stage, file.flags) == (after, ["history_gap"])


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[a[0] for a in ACTS])
def test_an_act_is_lawful_from_every_stage_that_it_names(at, key, before, data, after):
    for stage in {*CATALOGUE[key].lawful_from} - {NEW}:
        assert "wrong_stage" not in at(stage).does(key, **data).flags


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[a[0] for a in ACTS])
def test_nothing_is_done_with_a_petition_whose_supervision_ended(at, key, before, data, after):
    file = at("supervision_done")
    if CATALOGUE[key].own:
        file.refuses("wrong_stage", key, **data)
    else:
        assert file.does(key, **data).flags == ["history_gap", "wrong_stage"]


class TestIntake:
    def test_a_citizen_is_received(self, file_of):
        file = file_of("complaint")
        file.does("citizen.received.v1", citizen=party(file), subject="Khiếu nại lệnh tạm giam")
        assert (file.stage, file.flags) == ("received", [])
        file.refuses("stream_already_open", "citizen.received.v1", citizen=party(file), subject="x")

    def test_the_sort_of_a_petition_is_kept(self, file_of):
        file = file_of("complaint").does("complaint.received.v1", summary="x", sort="recommendation", channel="post")
        assert file.state.subject == "recommendation"

    def test_a_complaint_from_custody_is_passed_on_within_a_day(self, file_of):
        times = {"agency_received_at": MOMENT, "received_at": "2022-10-09T08:00:00+07:00"}
        file = file_of("complaint")
        file.does(
            "custody_complaint.forwarded.v1", complainant=party(file), sent_at="2022-10-08T08:00:00+07:00", **times
        )
        assert file.flags == []
        late = file_of("complaint")
        late.does(
            "custody_complaint.forwarded.v1", complainant=party(late), sent_at="2022-10-08T09:00:00+07:00", **times
        )
        assert [(flag.code, flag.facts) for flag in late.state.flags] == [("passed_on_late", {"hours": 25})]


class TestSettlement:
    def test_settled_twice_with_legal_effect(self, file_of):
        file = file_of("complaint").does("complaint.received.v1", summary="x").does("complaint.accepted.v1")
        file.does("complaint_verifier.assigned.v1", verifiers=[file.person("kiểm sát viên 1")], due_on="2022-10-12")
        file.does("complaint.settled.v1", instance="first", result="rejected")
        assert file.stage == "resolved_first"
        file.does("complaint.escalated.v1", received_at=MOMENT, to_unit="TC")
        file.refuses("settlement_is_final", "complaint.settled.v1", instance="first", result="upheld")
        file.does("complaint.settled.v1", instance="final", result="upheld")
        assert (file.stage, file.state.result, file.flags) == ("resolved_final", "upheld", [])

    def test_a_deputy_does_not_settle_a_complaint_against_an_act_of_his_own(self, file_of, officers):
        file = file_of("complaint").does("complaint.received.v1", summary="x")
        deputy = officers.actor("PVT of T01", "T01", "PVT", "KT")
        file.does("complaint.accepted.v1", target="deputy_head", officer=deputy["officer"])
        settled = {"instance": "first", "result": "rejected"}
        refusal = file.refuses("complaint_against_signer", "complaint.settled.v1", signed=deputy, **settled)
        assert refusal.article == "BLTTHS-2015/41/3"
        file.does("complaint.settled.v1", signed=officers.actor("head of T01", "T01", "VT"), **settled)

    def test_who_is_complained_of_does_not_verify(self, file_of, officers):
        file = file_of("complaint").does("complaint.received.v1", summary="x")
        officer = officers.actor("KSV of T01", "T01", "KSV")["officer"]
        file.does("custody_complaint.accepted.v1", officer=officer)
        file.refuses("verifier_concerned", "complaint_verifier.assigned.v1", verifiers=[officer], due_on="2022-10-12")


class TestDenunciations:
    def test_accepted_prolonged_and_concluded(self, file_of):
        file = file_of("complaint").does("officer_denunciation.received.v1", summary="x")
        file.does("complaint.classified.v1", competence="own_settlement", conditions_met=True,
                  proposed_by=file.person("kiểm sát viên 1"))  # fmt: skip
        denounced = [{**file.entry("người bị tố cáo 1"), "role": "denounced"}]
        file.does("denunciation.accepted.v1", denounced=denounced, acts="x", identity_protected=True)
        extended = {"since": "2022-11-06", "reason": "Vụ việc phức tạp"}
        file.does("denunciation_period.extended.v1", until="2022-12-06", **extended)
        assert (file.state.extensions, file.flags) == (1, [])
        file.does("denunciation_period.extended.v1", until="2022-12-07", **extended)
        assert file.flags == ["denunciation_too_long"]
        file.refuses("moments_reversed", "denunciation_period.extended.v1", until="2022-11-01", **extended)
        file.does("denunciation.concluded.v1", result="true", handling="x", notified_at=MOMENT)
        assert (file.stage, file.state.result) == ("resolved_final", "true")

    def test_a_complaint_about_diversion_is_taken_up_at_once(self, file_of):
        file = file_of("complaint").does("diversion_complaint.received.v1", day="2026-03-02", received_at=MOMENT)
        assert (file.stage, file.state.subject) == ("accepted", "complaint")


class TestSupervision:
    def test_another_body_settles_under_supervision(self, file_of):
        file = file_of("complaint")
        file.does("settlement.notified_by_agency.v1", petitioner=party(file), received_at=MOMENT)
        file.does("settlement.demanded.v1", addressee=PROVINCE, due_on="2022-10-20")
        file.does("settlement.notified_by_agency.v1", petitioner=party(file), received_at=MOMENT, settlement="12/QĐ")
        file.does("settlement_supervision.closed.v1", result="lawful")
        assert (file.stage, file.state.demands, file.flags) == ("supervision_done", (2,), [])

    @pytest.mark.parametrize(("key", "data"), [
        ("settlement_self_check.demanded.v1", {"addressee": PROVINCE, "scope": "x", "due_on": "2022-11-01"}),
        ("settlement_direct_supervision.ordered.v1",
         {"addressee": PROVINCE, "team": ["00000000-0000-4000-8000-000000000001"], **PERIOD}),
        ("lower_settlement.checked.v1", {"lower_unit": "KV1", "scope": "x", **PERIOD}),
    ])  # fmt: skip
    def test_direct_supervision_of_settlement_is_a_stream_of_its_own(self, file_of, key, data):
        file = file_of("direct_supervision").does(key, **data)
        assert (file.stage, file.state.subject) == ("ordered", "settlement")
        file.refuses("stream_already_open", key, **data)
        conclusion = {"findings": [{"content": "x"}], "demands": ["x"], "remedy_due": "2022-12-01"}
        file.does("settlement_supervision.concluded.v1", **conclusion)
        assert file.stage == "concluded"

    def test_only_a_superior_inspects_how_a_procuracy_settles(self, file_of):
        file = file_of("direct_supervision")
        file.refuses("unit_not_subordinate", "lower_settlement.checked.v1", lower_unit="T79", scope="x", **PERIOD)


class TestTime:
    @pytest.mark.parametrize(("target", "row"), [
        ("prosecutor", "complaint_prosecutor_first"),
        (None, "complaint_prosecutor_first"),
        ("head", "complaint_head_procuracy"),
        ("custody", "complaint_custody_first"),
    ])  # fmt: skip
    def test_the_time_for_settling_depends_on_whose_act_it_is(self, file_of, target, row):
        file = file_of("complaint").does("complaint.received.v1", summary="x")
        file.does("complaint.accepted.v1", **({"target": target} if target else {}))
        assert [clock.limit_id for clock in clocks(file.history)] == [row]

    def test_a_complaint_from_custody_has_one_time_from_passing_on_to_settling(self, file_of):
        file = file_of("complaint")
        file.does("custody_complaint.forwarded.v1", complainant=party(file), agency_received_at=MOMENT,
                  sent_at=MOMENT, received_at=MOMENT)  # fmt: skip
        file.does("custody_complaint.accepted.v1")
        assert [clock.limit_id for clock in clocks(file.history)] == ["complaint_custody_first"]

    def test_only_after_the_first_settlement_one_may_complain_again(self, file_of):
        file = file_of("complaint").does("complaint.received.v1", summary="x").does("complaint.accepted.v1")
        file.does("complaint.settled.v1", instance="first", result="rejected")
        assert [clock.limit_id for clock in clocks(file.history) if not clock.ended_by] == ["complaint_second_time_bar"]
        file.does("complaint.escalated.v1", received_at=MOMENT, to_unit="TC")
        file.does("complaint.settled.v1", instance="final", result="rejected")
        assert [clock.limit_id for clock in clocks(file.history) if not clock.ended_by] == []
