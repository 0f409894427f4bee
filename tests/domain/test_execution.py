"""Module 5: a judgment in force is enforced: served, deferred, suspended, lightened, ended."""

import pytest

from domain.kernel.act_type import NEW
from domain.kernel.catalogue import CATALOGUE

MOMENT = "2022-10-07T08:00:00+07:00"
TERM = {"months": 24}
AT = {"received_at": MOMENT}
WHY = {"received_at": MOMENT, "reason": "x"}
DEFERRED = {**AT, "ground": "illness", "since": "2022-10-07", "until": "2023-04-07"}
SERVED = {"completed_on": "2022-10-07", "certificate": "12/GCN"}

# act, stage before, data, stage after
ACTS = [
    ("enforcement_decision.received.v1", "judgment_effective", {**AT, "penalty": "imprisonment"},
     "enforcement_ordered"),
    ("enforcement.delegated.v1", "judgment_effective", {"to_court": "TAND khu vực 2"}, "judgment_effective"),
    ("enforcement_decision.demanded.v1", "judgment_effective", {"court": "TAND khu vực 1", "overdue_days": 3},
     "judgment_effective"),
    ("convict.surrendered.v1", "enforcement_ordered", {}, "enforcement_ordered"),
    ("convict.escorted.v1", "enforcement_ordered", {"reason": "Không có mặt"}, "enforcement_ordered"),
    ("convict.wanted.v1", "enforcement_ordered", {}, "absconded"),
    ("convict.wanted.v1", "conditional_release", {}, "absconded"),
    ("convict.recaptured.v1", "absconded", {"place": "Hà Nội"}, "enforcement_ordered"),
    ("imprisonment.commenced.v1", "enforcement_ordered",
     {"facility": "Trại giam A", "admitted_at": MOMENT, "term": TERM, "credit_days": 90,
      "expected_release": "2024-07-09"}, "serving_prison"),
    ("imprisonment_deferral.decided.v1", "enforcement_ordered", DEFERRED, "deferred"),
    ("imprisonment_deferral.cancelled.v1", "deferred", WHY, "enforcement_ordered"),
    ("imprisonment.suspended.v1", "serving_prison", DEFERRED, "service_suspended"),
    ("imprisonment.resumed.v1", "service_suspended", {"facility": "Trại giam A"}, "serving_prison"),
    ("prison_compulsory_treatment.ordered.v1", "serving_prison", {"facility": "Bệnh viện"}, "service_suspended"),
    ("prisoner_immediate_release.ordered.v1", "serving_prison", {"ground": "Hết hạn", "facility": "Trại giam A"},
     "completed"),
    ("sentence.completed.v1", "serving_prison", SERVED, "completed"),
    ("sentence.completed.v1", "serving_community", SERVED, "completed"),
    ("prisoner.released.v1", "amnestied", {}, "amnestied"),
    ("sentence_reduction_hearing.attended.v1", "serving_prison", {"opinion": "agree", "proposing_body": "Trại giam A"},
     "serving_prison"),
    ("sentence.reduced.v1", "serving_prison", {**AT, "reduction": {"months": 3}, "new_release": "2024-04-09"},
     "serving_prison"),
    ("exemption.proposed.v1", "deferred", {"ground": "Lập công lớn", "to_court": "TAND tỉnh"}, "deferred"),
    ("sentence.exempted.v1", "serving_community", {**AT, "ground": "x", "proposed_by": "execution_body"}, "exempted"),
    ("conditional_release_opinion.issued.v1", "serving_prison", {"file_received_at": MOMENT, "opinion": "agree"},
     "serving_prison"),
    ("conditional_release.granted.v1", "serving_prison",
     {**AT, "probation_since": "2022-10-07", "probation_until": "2023-10-07"}, "conditional_release"),
    ("conditional_release.refused.v1", "serving_prison", WHY, "serving_prison"),
    ("conditional_release.revoked.v1", "conditional_release", WHY, "serving_prison"),
    ("amnesty_file.supervised.v1", "serving_prison", {"findings": "x"}, "serving_prison"),
    ("amnesty.granted.v1", "serving_prison", {}, "amnestied"),
    ("expungement_file.reviewed.v1", "completed", {"file_received_at": MOMENT, "opinion": "agree"}, "completed"),
    ("conviction.expunged.v1", "completed", AT, "expunged"),
    ("conviction.expunged_by_law.v1", "completed", {"effective_on": "2022-10-07"}, "expunged"),
    ("community_sentence.commenced.v1", "enforcement_ordered",
     {"penalty": "suspended_sentence", "supervisor": "UBND xã", "since": "2022-10-07", "until": "2024-10-07"},
     "serving_community"),
    ("suspended_sentence_probation.shortened.v1", "serving_community", {**AT, "reduction": {"months": 2}},
     "serving_community"),
    ("suspended_sentence.revoked.v1", "serving_community", {**AT, "breach": "new_offence"}, "enforcement_ordered"),
    ("fine_or_confiscation_enforcement.supervised.v1", "completed",
     {"civil_enforcement_body": "Thi hành án dân sự tỉnh", "amount": 50_000_000, "status": "part"}, "completed"),
    ("legal_person_penalty.enforced.v1", "judgment_effective", {"penalty": {"kind": "fine", "amount": 10}},
     "serving_community"),
    ("enforced_judgment.quashed.v1", "serving_prison", AT, "quashed"),
]  # fmt: skip


@pytest.fixture
def at(file_of):
    """A file of enforcement whose earlier acts are missing, at a stage."""
    return lambda stage: file_of("enforcement").does("gap.noted.v1", stage=stage, reason="x")


@pytest.fixture
def enforced(file_of):
    """A file of enforcement opened on a judgment to imprisonment."""
    file = file_of("enforcement")
    return file.does(
        "enforcement_stream.opened.v1", convict=file.entry("bị án 1"),
        penalties=[{"kind": "imprisonment", "months": 24}], effective_on="2022-10-01",
        links=[file.link("enforces", 7, "case")],
    )  # fmt: skip


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[f"{a[0]} {a[1]}" for a in ACTS])
def test_an_act_leads_from_stage_to_stage(at, key, before, data, after):
    file = at(before).does(key, **data)
    assert (file.stage, file.flags) == (after, ["history_gap"])


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[f"{a[0]} {a[1]}" for a in ACTS])
def test_an_act_is_lawful_from_every_stage_that_it_names(at, key, before, data, after):
    for stage in {*CATALOGUE[key].lawful_from} - {NEW}:
        assert "wrong_stage" not in at(stage).does(key, **data).flags


@pytest.mark.parametrize(("key", "before", "data", "after"), ACTS, ids=[f"{a[0]} {a[1]}" for a in ACTS])
def test_after_an_execution_nothing_is_enforced(at, key, before, data, after):
    file = at("executed")
    if CATALOGUE[key].own:
        file.refuses("wrong_stage", key, **data)
    else:
        assert file.does(key, **data).flags[:2] == ["history_gap", "wrong_stage"]


class TestBeginning:
    def test_a_file_is_opened_on_a_judgment(self, enforced, file_of):
        state = enforced.state
        assert (enforced.stage, state.label, state.penalty) == ("judgment_effective", "bị án 1", "imprisonment")
        file_of("enforcement").refuses(
            "link_missing", "enforcement_stream.opened.v1", convict=enforced.entry("bị án 1"),
            penalties=[{"kind": "imprisonment"}], effective_on="2022-10-01",
        )  # fmt: skip

    def test_from_the_judgment_to_release_and_the_end_of_supervision(self, enforced):
        enforced.does("enforcement_decision.received.v1", **AT, penalty="imprisonment").does("convict.surrendered.v1")
        enforced.does("imprisonment.commenced.v1", facility="Trại giam A", admitted_at=MOMENT, term=TERM, credit_days=0,
                      expected_release="2024-10-07")  # fmt: skip
        enforced.does("sentence.completed.v1", day="2024-10-07", **SERVED)
        enforced.does("prisoner.released.v1", day="2024-10-07")
        enforced.refuses("result_does_not_fit", "judgment_enforcement_record.closed.v1", result="amnestied")
        enforced.does("judgment_enforcement_record.closed.v1", day="2024-10-08", result="completed")
        enforced.refuses("enforcement_already_closed", "judgment_enforcement_record.closed.v1", result="completed")
        assert (enforced.stage, enforced.flags) == ("completed", [])

    def test_the_execution_law_is_that_of_the_day(self, at):
        file = at("absconded")
        assert file.asks("convict.recaptured.v1", place="x").law == ("THAHS-2019/42/1",)
        assert file.asks("convict.recaptured.v1", day="2026-08-01", place="x").law == ("THAHS-2025",)


class TestServing:
    def test_illness_defers_without_end_and_public_duty_for_a_year(self, at):
        year = {**DEFERRED, "ground": "public_duty", "until": "2023-10-07"}
        assert at("enforcement_ordered").does("imprisonment_deferral.decided.v1", **year).flags == ["history_gap"]
        longer = {**year, "until": "2023-10-08"}
        file = at("enforcement_ordered").does("imprisonment_deferral.decided.v1", **longer)
        assert file.flags == ["history_gap", "deferral_too_long"]
        leap = {**year, "since": "2024-02-29", "until": "2025-02-28"}
        assert at("serving_prison").does("imprisonment.suspended.v1", **leap).flags == ["history_gap"]

    def test_the_procuracy_proposes_suspension_only_for_who_serves(self, at):
        proposal = {"ground": "illness", "to_court": "TAND tỉnh"}
        file = at("enforcement_ordered")
        file.refuses("proposal_does_not_fit", "deferral_or_suspension.proposed.v1", proposal="suspension", **proposal)
        file.does("deferral_or_suspension.proposed.v1", proposal="deferral", **proposal)
        at("serving_prison").does("deferral_or_suspension.proposed.v1", proposal="suspension", **proposal)

    def test_a_release_after_the_term_is_a_finding(self, at):
        commenced = {"facility": "x", "admitted_at": MOMENT, "credit_days": 0, "expected_release": "2022-12-01"}
        file = at("enforcement_ordered").does("imprisonment.commenced.v1", **commenced)
        file.does("sentence.completed.v1", day="2022-12-01", **SERVED)
        file.does("prisoner.released.v1", day="2022-12-04")
        assert file.state.flags[-1].code == "released_late"
        assert file.state.flags[-1].facts == {"days": 3}

    def test_the_death_is_that_of_the_convict(self, enforced):
        died = {"scene_check_attended": True, "notified_at": MOMENT}
        other = {"person": enforced.person("bị án 2")}
        enforced.refuses("another_convict", "convict.died.v1", deceased=other, **died)
        enforced.does("convict.died.v1", deceased={"person": enforced.person("bị án 1"), "cause": "Bệnh"}, **died)
        assert (enforced.stage, enforced.flags) == ("died", [])


class TestRelease:
    def test_exemption_needs_the_proposal_of_the_head(self, at):
        exempted = {**AT, "ground": "x", "proposed_by": "procuracy"}
        assert at("deferred").does("sentence.exempted.v1", **exempted).flags == [
            "history_gap",
            "exemption_not_proposed",
        ]
        file = at("deferred").does("exemption.proposed.v1", ground="x", to_court="TAND tỉnh")
        assert file.does("sentence.exempted.v1", **exempted).flags == ["history_gap"]

    def test_a_deputy_does_not_propose_exemption(self, at, officers):
        deputy = officers.actor("PVT of T01", "T01", "PVT", "KT")
        at("deferred").refuses(
            "title_may_not_sign", "exemption.proposed.v1", signed=deputy, ground="x", to_court="TAND tỉnh"
        )

    def test_a_decision_on_conditional_release_is_protested(self, at):
        file = at("serving_prison")
        file.refuses("no_decision_to_protest", "conditional_release.protested.v1", grounds="x")
        file.does("conditional_release.refused.v1", **WHY).does("conditional_release.protested.v1", grounds="x")
        assert file.state.release_decisions == (2,)

    def test_the_provincial_procuracy_gives_its_opinion_on_conditional_release(self, at, officers):
        file = at("serving_prison")
        regional = officers.actor("head of KV1", "KV1", "VT")
        opinion = {"file_received_at": MOMENT, "opinion": "agree"}
        file.refuses("level_not_competent", "conditional_release_opinion.issued.v1", signed=regional, **opinion)

    def test_a_reduction_moves_the_day_of_release(self, at):
        file = at("serving_prison")
        file.does("sentence.reduced.v1", **AT, reduction={"months": 3}, new_release="2024-04-09")
        assert (str(file.state.release_due), file.state.reductions) == ("2024-04-09", (2,))

    def test_probation_is_shortened_only_for_a_suspended_sentence(self, file_of):
        file = file_of("enforcement")
        file.does("gap.noted.v1", stage="judgment_effective", reason="x")
        file.does("enforcement_decision.received.v1", **AT, penalty="non_custodial_reform")
        file.does("community_sentence.commenced.v1", penalty="non_custodial_reform", supervisor="UBND xã",
                  since="2022-10-07", until="2024-10-07")  # fmt: skip
        file.does("suspended_sentence_probation.shortened.v1", **AT, reduction={"months": 2})
        assert file.flags == ["history_gap", "not_a_suspended_sentence"]

    @pytest.mark.parametrize(("penalty", "by_law", "by_court"), [
        ({"kind": "suspended_sentence", "months": 24}, 2023, 2023),
        ({"kind": "imprisonment", "months": 60}, 2024, 2025),
        ({"kind": "imprisonment", "months": 61}, 2025, 2027),
        ({"kind": "imprisonment", "months": 181}, 2027, 2029),
        ({"kind": "life"}, 2027, 2029),
    ])  # fmt: skip
    def test_a_record_is_expunged_when_its_time_has_passed(self, file_of, penalty, by_law, by_court):
        def served():
            file = file_of("enforcement")
            file.does("enforcement_stream.opened.v1", convict=file.entry("bị án 1"), penalties=[penalty],
                      effective_on="2020-10-01", links=[file.link("enforces", 7, "case")])  # fmt: skip
            file.does("gap.noted.v1", stage="serving_prison", reason="x")
            return file.does("sentence.completed.v1", completed_on="2022-10-07", certificate="12/GCN")

        for key, year in (("conviction.expunged_by_law.v1", by_law), ("conviction.expunged.v1", by_court)):
            for day, flags in ((f"{year}-10-07", []), (f"{year}-10-06", ["expunged_early"])):
                data = {"effective_on": day} if key == "conviction.expunged_by_law.v1" else AT
                assert served().does(key, day=day, **data).flags == ["history_gap", *flags]
