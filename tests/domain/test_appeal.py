"""Module 4: appeal and protest of one accused and the others' part, annulled judgments, cassation and reopening."""

import pytest

from domain.acts.annulment import after_judgment


def outcome(file, label, verdict="convicted", penalty="imprisonment", months=12):
    return {"accused": file.person(label), "verdict": verdict, "penalty": penalty, "months": months}


@pytest.fixture
def convicted(trial):
    """A case judged, both of whose accused are convicted."""
    return trial.does(
        "judgment.pronounced.v1", outcomes=[outcome(trial, "bị can 1"), outcome(trial, "bị can 2", months=24)]
    )


@pytest.fixture
def heard(convicted):
    """A case at the appellate court, on an appeal of one of two convicted."""
    convicted.does("appeal.filed.v1", accused=convicted.persons("bị can 1"))
    return convicted.does("appellate_case.accepted.v1")


def in_force(case):
    return [accused.final for accused in case.state.accused.values()]


def statuses(case):
    return [accused.status for accused in case.state.accused.values()]


class TestInForce:
    def test_what_is_not_appealed_comes_into_force(self, convicted):
        convicted.does("appeal.filed.v1", accused=convicted.persons("bị can 1")).does("judgment.became_final.v1")
        assert (convicted.stage, in_force(convicted), convicted.flags) == ("appealed", [False, True], [])

    def test_what_is_appealed_does_not(self, heard):
        heard.does("judgment.became_final.v1", accused=heard.persons("bị can 1"))
        [flag] = heard.state.flags
        assert (flag.code, flag.article, flag.facts["labels"]) == ("part_under_appeal", "BLTTHS-2015/343", ["bị can 1"])

    def test_not_even_where_all_of_it_is_appealed(self, convicted):
        convicted.does("appeal.filed.v1").does("judgment.became_final.v1")
        assert (convicted.flags, convicted.state.flags[0].facts["labels"]) == (
            ["part_under_appeal"],
            ["bị can 1", "bị can 2"],
        )

    def test_after_the_appeal_was_withdrawn_it_does(self, heard):
        one = heard.persons("bị can 1")
        heard.does("appeal.amended.v1", accused=one, withdrawn=True)
        heard.does("appeal_trial.discontinued.v1", reason="rút kháng cáo")
        assert (heard.stage, in_force(heard), heard.flags) == ("final", [True, True], [])

    def test_an_appellate_trial_discontinued_for_one(self, convicted):
        convicted.does("appeal.filed.v1").does("appellate_case.accepted.v1")
        one = convicted.persons("bị can 1")
        convicted.does("appeal_trial.discontinued.v1", accused=one, reason="rút kháng cáo")
        assert (convicted.stage, in_force(convicted)) == ("appeal_trial", [True, False])

    @pytest.mark.parametrize(("accepted", "stage", "after"), [(True, "appealed", False), (False, "final", True)])
    def test_a_late_appeal(self, convicted, accepted, stage, after):
        convicted.does("judgment.became_final.v1")
        convicted.does("late_appeal.considered.v1", accused=convicted.persons("bị can 1"), accepted=accepted)
        assert (convicted.stage, in_force(convicted)) == (stage, [after, True])

    def test_a_decision_of_the_court_is_appealed_as_well(self, trial):
        trial.does("case.suspended_by_court.v1").does("appeal.filed.v1", by=["victim"])
        assert (trial.stage, trial.flags) == ("appealed", [])


class TestProtest:
    def test_sent_amended_and_withdrawn(self, convicted):
        one = convicted.persons("bị can 1")
        convicted.does("protest.issued.v1", accused=one, direction="heavier", request="tăng hình phạt")
        convicted.does("protest.sent.v1", recipients=["Tòa án cấp phúc thẩm", "bị cáo"])
        data = {"change": "supplement", "content": "bổ sung căn cứ"}
        refused = convicted.refuses("protest_worsens", "protest.amended.v1", worsens=True, **data)
        assert refused.article == "BLTTHS-2015/342/1"
        convicted.does("protest.amended.v1", worsens=False, **data).does("protest.withdrawn.v1", by_superior=True)
        assert (convicted.accused("bị can 1").appealed, convicted.state.protests) == (0, ())

    def test_where_only_a_party_appealed_there_is_none(self, heard):
        for key, data in (
            ("protest.withdrawn.v1", {}),
            ("protest.amended.v1", {"change": "change", "content": "x", "worsens": False}),
        ):
            assert heard.refuses("no_protest_pending", key, **data).article == "BLTTHS-2015/342/1"

    def test_none_to_send(self, convicted):
        convicted.does("appeal.filed.v1").refuses("no_protest_pending", "protest.sent.v1", recipients=["Tòa án"])

    def test_withdrawn_in_part_the_rest_stands(self, convicted):
        convicted.does("protest.issued.v1")
        convicted.does("protest.withdrawn.v1", accused=convicted.persons("bị can 2"), whole="part")
        assert [bool(accused.appealed) for accused in convicted.state.accused.values()] == [True, False]


class TestAppellateJudgment:
    def test_an_acquittal_is_not_turned_into_a_conviction(self, judged):
        judged.does("protest.issued.v1").does("appellate_case.accepted.v1")
        judged.does("appeal_judgment.pronounced.v1", result="amended", outcomes=[outcome(judged, "bị can 2")])
        [flag] = judged.state.flags
        assert (flag.code, flag.article) == ("acquitted_convicted_on_appeal", "BLTTHS-2015/358/2/c")

    def test_amended_for_one(self, heard):
        changed = {**outcome(heard, "bị can 1", months=6), "change": "lighter_penalty"}
        heard.does("appeal_judgment.pronounced.v1", result="amended", outcomes=[changed])
        accused = heard.accused("bị can 1")
        assert (heard.stage, accused.outcome.months, accused.outcome.instance, in_force(heard)) == (
            "final",
            6,
            "appeal",
            [True, True],
        )


ANNULLED = {"instance": "appeal", "reasons": "bỏ lọt tội phạm"}


class TestAnnulled:
    def test_for_a_new_investigation(self, heard):
        heard.does("judgment.annulled_for_reinvestigation.v1", **ANNULLED)
        assert (heard.stage, statuses(heard), in_force(heard)) == ("reinvestigation", ["approved"] * 2, [False, False])
        links = [heard.link("concerns")]
        heard.does("file.returned_for_reinvestigation.v1", to_agency="CSĐT", links=links).does(
            "reinvestigation.accepted.v1"
        )
        heard.does("investigation.concluded.v1")
        assert (heard.stage, statuses(heard), heard.flags) == ("concluded", ["proposed"] * 2, [])

    def test_for_a_new_trial_of_one_the_others_part_stands(self, heard):
        heard.does("judgment.annulled_for_retrial.v1", accused=heard.persons("bị can 1"), **ANNULLED)
        assert (heard.stage, statuses(heard), in_force(heard)) == ("court", ["indicted", "convicted"], [False, True])
        assert heard.accused("bị can 1").outcome is None

    def test_for_a_new_trial_on_appeal(self, final):
        final.does("cassation.protested.v1")
        final.does("judgment.annulled_for_retrial.v1", instance="cassation", level="appeal", reasons="vi phạm")
        assert (final.stage, final.accused("bị can 1").status) == ("appealed", "convicted")
        assert final.does("appellate_case.accepted.v1").stage == "appeal_trial"

    @pytest.mark.parametrize(("innocent", "status"), [(True, "acquitted"), (False, "discontinued")])
    def test_and_discontinued(self, heard, innocent, status):
        heard.does("judgment.annulled_and_discontinued.v1", provision="157/1", innocent=innocent)
        assert (heard.stage, statuses(heard)) == ("discontinued_by_court", [status, status])

    def test_and_discontinued_for_one(self, heard):
        one = heard.persons("bị can 1")
        heard.does("judgment.annulled_and_discontinued.v1", accused=one, provision="157/7", innocent=False)
        assert (heard.stage, statuses(heard), in_force(heard)[1]) == ("final", ["discontinued", "convicted"], True)

    @pytest.mark.parametrize(
        ("key", "data"),
        [
            ("judgment.annulled_for_reinvestigation.v1", ANNULLED),
            ("judgment.annulled_for_retrial.v1", ANNULLED),
            ("judgment.annulled_and_discontinued.v1", {"provision": "157/1", "innocent": True}),
        ],
    )
    def test_only_a_reviewing_court_annuls(self, convicted, key, data):
        assert convicted.does(key, **data).flags == ["wrong_stage"]

    def test_and_discontinued_while_another_one_is_suspended(self, trial):
        trial.does("case.suspended_by_court.v1", accused=trial.persons("bị can 2"))
        trial.does("judgment.pronounced.v1", outcomes=[outcome(trial, "bị can 1")])
        trial.does("appeal.filed.v1").does("appellate_case.accepted.v1")
        trial.does("judgment.annulled_and_discontinued.v1", provision="157/7", innocent=False)
        assert (trial.stage, statuses(trial)) == ("suspended_by_court", ["discontinued", "suspended"])

    def test_only_for_those_who_were_judged(self, trial):
        trial.does("judgment.pronounced.v1", outcomes=[outcome(trial, "bị can 1")])
        trial.does("appeal.filed.v1").does("appellate_case.accepted.v1")
        trial.does("judgment.annulled_for_retrial.v1", accused=trial.persons("bị can 2"), **ANNULLED)
        [flag] = trial.state.flags
        assert (flag.code, flag.article) == ("accused_in_wrong_status", "BLTTHS-2015/358/2")

    def test_a_death_stays_a_death(self, heard):
        heard.does("accused.died.v1", accused=heard.persons("bị can 2"))
        heard.does("judgment.annulled_for_retrial.v1", **ANNULLED)
        assert statuses(heard) == ["indicted", "died"]

    def test_for_a_new_investigation_the_returns_are_counted_anew(self, trial):
        for by in ("judge", "panel"):
            trial.does("file.returned_by_court.v1", by=by).does("court_return.declined.v1", reasons="đủ chứng cứ")
        trial.does("trial.opened.v1").does("judgment.pronounced.v1", outcomes=[outcome(trial, "bị can 1")])
        trial.does("appeal.filed.v1").does("appellate_case.accepted.v1")
        trial.does("judgment.annulled_for_reinvestigation.v1", **ANNULLED)
        assert (trial.state.returns_by_court, trial.state.court_returns, trial.flags) == (0, (), [])

    def test_in_the_instance_in_which_the_case_stands(self, heard):
        heard.does("judgment.annulled_for_retrial.v1", instance="cassation", reasons="vi phạm")
        assert heard.flags == ["instance_wrong"]

    @pytest.mark.parametrize(("rule_set", "stage"), [("2026-11", "investigation"), ("2026-11-24", "reinvestigation")])
    def test_the_first_rules_had_no_stage_for_a_new_investigation(self, judged, rule_set, stage):
        after = after_judgment(judged.state, "annulled_for_reinvestigation", 99, rule_set)
        assert (after.stage, [accused.status for accused in after.accused.values()]) == (stage, ["approved"] * 2)


class TestReopening:
    def test_protested_and_annulled(self, final):
        final.does("new_circumstances.verified.v1", result="người làm chứng khai sai")
        final.does("reopening.protested.v1", grounds=["1"], direction="favourable")
        assert final.stage == "reopening"
        links = [final.link("concerns", final.state.version)]
        final.does("cassation.execution_suspended.v1", sent_to=["Trại giam"], links=links)
        final.does("cassation_hearing.opened.v1")
        final.does("judgment.annulled_for_reinvestigation.v1", instance="reopening", reasons="khai sai")
        assert (final.stage, final.accused("bị can 1").status, final.flags) == ("reinvestigation", "approved", [])

    def test_decided_without_annulling(self, final):
        final.does("reopening.protested.v1", grounds=["2"]).does("cassation.decided.v1", result="protest_rejected")
        assert (final.stage, final.flags) == ("final", [])

    def test_withdrawn_the_judgment_stands(self, final):
        final.does("reopening.protested.v1", grounds=["2"])
        final.does("cassation.protest_changed.v1", change="withdraw_all", reasons="không còn căn cứ")
        assert final.does("review.discontinued.v1").stage == "final"

    @pytest.mark.parametrize(
        ("key", "data", "article"),
        [
            ("reopening.protested.v1", {"grounds": ["1"]}, "BLTTHS-2015/400"),
            ("cassation.protest_changed.v1", {"change": "change", "reasons": "x"}, "BLTTHS-2015/381/1"),
            ("cassation.execution_suspended.v1", {"sent_to": ["Trại giam"]}, "BLTTHS-2015/377"),
        ],
    )
    def test_only_a_head_who_may_protest(self, final, key, data, article):
        if not key.startswith("reopening"):
            final.does("cassation.protested.v1")
        signed, links = final.actor("charge.approved.v1"), [final.link("concerns")]
        refused = final.refuses("level_not_competent", key, signed=signed, links=links, **data)
        assert (refused.article, refused.facts["level"]) == (article, "provincial")
