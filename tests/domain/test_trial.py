"""Module 4: trial, appeal and review; module 5: death sentences."""

import pytest


def outcome(file, label, verdict="convicted", penalty="imprisonment", months=12):
    return {"accused": file.person(label), "verdict": verdict, "penalty": penalty, "months": months}


def test_from_the_courts_acceptance_to_judgment(indicted):
    indicted.does("case.accepted_by_court.v1").does("trial.scheduled.v1", scheduled_for="2023-03-01")
    indicted.does("trial.postponed.v1", reason="vắng luật sư").does("trial.opened.v1")
    indicted.does("sentence.proposed.v1", proposal="7 đến 8 năm tù").does("trial.adjourned.v1")
    indicted.does("judgment.pronounced.v1", outcomes=[outcome(indicted, "bị can 1", months=90)])
    accused = indicted.accused("bị can 1")
    assert (indicted.stage, accused.status, accused.outcome.months, indicted.flags) == ("judged", "convicted", 90, [])
    assert indicted.accused("bị can 2").status == "indicted"


def test_different_outcomes_in_one_case(judged):
    assert [a.status for a in judged.state.accused.values()] == ["convicted", "acquitted"]


def test_a_trial_without_indictment_is_flagged(approved):
    approved.does("trial.opened.v1")
    assert approved.flags == ["wrong_stage"]


def test_an_outcome_that_was_not_published_is_not_a_conviction(trial):
    trial.does(
        "judgment.pronounced.v1", outcomes=[outcome(trial, "bị can 1", "not_published", "not_published", 0)], others=84
    )
    assert trial.accused("bị can 1").status == "judged"


def test_a_third_return_by_the_court_is_flagged(trial):
    for _ in range(3):
        trial.does("return.requested.v1").does("file.returned_by_court.v1").does("indictment.issued.v1")
        trial.does("trial.opened.v1")
    assert trial.flags == ["no_return_left"]


def test_the_procuracy_asks_for_penalty_and_return_only_at_trial(prosecution):
    prosecution.refuses("wrong_stage", "sentence.proposed.v1")
    prosecution.refuses("wrong_stage", "return.requested.v1")
    prosecution.refuses("wrong_stage", "prosecution.withdrawn.v1")
    prosecution.refuses("wrong_stage", "prosecution.withdrawn_at_trial.v1")


def test_prosecution_is_withdrawn_for_an_indicted_accused(trial):
    trial.does("prosecution.withdrawn.v1", accused=trial.persons("bị can 2"), whole=True)
    trial.does("prosecution.withdrawn_at_trial.v1", accused=trial.persons("bị can 2"))
    trial.does("case.discontinued_by_court.v1", accused=trial.persons("bị can 2"))
    refused = trial.refuses("accused_in_wrong_status", "prosecution.withdrawn.v1", accused=trial.persons("bị can 2"))
    assert refused.article == "BLTTHS-2015/285"
    trial.refuses("accused_in_wrong_status", "prosecution.withdrawn_at_trial.v1", accused=trial.persons("bị can 2"))


def test_the_court_suspends_resumes_and_discontinues(trial):
    trial.does("case.suspended_by_court.v1")
    assert trial.stage == "suspended_by_court"
    trial.does("case.resumed_by_court.v1")
    assert (trial.stage, trial.accused("bị can 1").status) == ("court", "indicted")
    assert trial.does("case.discontinued_by_court.v1").stage == "discontinued_by_court"


def test_a_defendant_leaves_the_court_room_free(approved):
    approved.does("remand.ordered.v1", accused=approved.persons("bị can 2"), months=2)
    approved.does("investigation.concluded.v1").does("indictment.issued.v1").does("trial.opened.v1")
    approved.does("judgment.pronounced.v1", outcomes=[outcome(approved, "bị can 2", months=4)])
    approved.does("defendant.released.v1", accused=approved.persons("bị can 2"))
    assert approved.accused("bị can 2").running("remand") is None


class TestAppeal:
    def test_appealed_heard_and_upheld(self, judged):
        judged.does("appeal.filed.v1", accused=judged.persons("bị can 1"), others=47).does("appeal.amended.v1")
        judged.does("appeal_hearing.scheduled.v1", scheduled_for="2023-06-01").does("appeal_hearing.postponed.v1")
        judged.does("appeal_hearing.opened.v1").does("sentence.proposed.v1", stage="appeal")
        judged.does(
            "appeal_judgment.pronounced.v1", result="upheld", outcomes=[outcome(judged, "bị can 1", months=240)]
        )
        accused = judged.accused("bị can 1")
        assert (judged.stage, accused.final, accused.outcome.instance, judged.flags) == ("final", True, "appeal", [])

    @pytest.mark.parametrize(("result", "months"), [("upheld", 240), ("amended", 0)])
    def test_an_outcome_not_published_again_stands_only_when_the_judgment_was_upheld(self, judged, result, months):
        unknown = outcome(judged, "bị can 1", "not_published", "not_published", 0)
        judged.does("appeal.filed.v1").does("appeal_judgment.pronounced.v1", result=result, outcomes=[unknown])
        accused = judged.accused("bị can 1")
        assert (accused.status, accused.outcome.months, accused.final) == ("convicted", months, True)

    @pytest.mark.parametrize(
        ("result", "stage", "status"),
        [
            ("annulled_for_retrial", "court", "indicted"),
            ("annulled_and_discontinued", "discontinued_by_court", "discontinued"),
        ],
    )
    def test_annulled(self, judged, result, stage, status):
        judged.does("appeal.filed.v1").does("appeal_judgment.pronounced.v1", result=result)
        assert (judged.stage, judged.accused("bị can 1").status) == (stage, status)

    def test_protested_and_withdrawn(self, judged):
        judged.does("protest.issued.v1", accused=judged.persons("bị can 2"), scope="tuyên không phạm tội")
        assert judged.stage == "appealed"
        judged.does("protest.withdrawn.v1")

    def test_no_protest_before_judgment_nor_withdrawal_of_none(self, trial):
        assert trial.refuses("wrong_stage", "protest.issued.v1").article == "BLTTHS-2015/336/1"
        trial.refuses("wrong_stage", "protest.withdrawn.v1")

    def test_one_judgment_becomes_final_for_one_and_not_for_the_other(self, trial):
        outcomes = [outcome(trial, "bị can 1"), outcome(trial, "bị can 2")]
        trial.does("judgment.pronounced.v1", outcomes=outcomes)
        trial.does("judgment.became_final.v1", accused=trial.persons("bị can 1"))
        assert (trial.stage, trial.accused("bị can 1").final, trial.accused("bị can 2").final) == (
            "judged",
            True,
            False,
        )
        assert trial.does("judgment.became_final.v1").stage == "final"


class TestReview:
    def test_protested_heard_and_rejected(self, final):
        final.does("cassation.requested.v1", by="family").does("file.called_by_court.v1")
        final.does("cassation.protest_declined_by_court.v1").does("cassation.protest_declined.v1")
        final.does("cassation.protested.v1", replaces="quyết định không kháng nghị").does("cassation_hearing.opened.v1")
        final.does("cassation.decided.v1", result="protest_rejected")
        final.does("council_decision.review_recommended.v1")
        assert (final.stage, final.accused("bị can 1").status, final.flags) == ("final", "convicted", [])

    def test_only_what_is_in_force_is_reviewed(self, judged):
        for key in (
            "cassation.protested.v1",
            "cassation.protest_declined.v1",
            "council_decision.review_recommended.v1",
        ):
            judged.refuses("wrong_stage", key)

    def test_a_provincial_procuracy_protests_against_no_judgment_in_force(self, final):
        signed = final.actor("charge.approved.v1")
        assert (
            final.refuses("level_not_competent", "cassation.protested.v1", signed=signed).facts["level"] == "provincial"
        )

    def test_since_july_2025_a_provincial_procuracy_protests_and_a_high_one_is_gone(self, final):
        signed = final.actor("charge.approved.v1")
        final.does("cassation.protested.v1", signed=signed, day="2025-07-01")
        assert final.stage == "cassation"

    def test_a_court_president_protests(self, final):
        final.does("cassation.protested_by_court.v1").does("cassation.decided.v1", result="annulled_for_retrial")
        assert final.stage == "court"


class TestExecution:
    def test_clemency_refused_stayed_and_executed(self, file_of):
        file = file_of("enforcement")
        convict = file.entry("bị can 1")
        file.does("clemency.petitioned.v1", convict=convict, penalty="death")
        file.does("clemency.decided.v1", convict=convict, result="refused").does("execution.stayed.v1", convict=convict)
        assert (file.stage, file.state.penalty, file.flags) == ("stayed", "death", [])
        file.does("death_sentence.executed.v1", convict=convict)
        assert (file.stage, file.flags) == ("executed", ["wrong_stage"])

    def test_one_file_is_one_convict(self, file_of):
        file = file_of("enforcement")
        file.does("clemency.decided.v1", convict=file.entry("bị can 1"), result="commuted")
        assert file.stage == "commuted"
        file.refuses("another_convict", "death_sentence.executed.v1", convict=file.entry("bị can 2"))
