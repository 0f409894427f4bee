"""Module 4: at the court of first instance: returned, measures, suspended, withdrawn, argued, judged."""

import pytest


def statuses(case):
    return [accused.status for accused in case.state.accused.values()]


def outcome(file, label, verdict="convicted", penalty="imprisonment", months=12):
    return {"accused": file.person(label), "verdict": verdict, "penalty": penalty, "months": months}


@pytest.fixture
def remanded(approved):
    """A case at trial, both of whose accused are in remand and under an exit ban."""
    both = approved.persons("bị can 1", "bị can 2")
    approved.does("remand.ordered.v1", accused=both, months=2).does("remand.approved.v1", accused=both)
    approved.does("exit_ban.ordered.v1", accused=both)
    approved.does("investigation.concluded.v1").does("file.received.v1").does("indictment.issued.v1")
    return approved.does("case.accepted_by_court.v1").does("trial.scheduled.v1")


class TestReturn:
    def test_once_by_the_judge_and_once_by_the_panel(self, indicted):
        indicted.does("case.accepted_by_court.v1")
        indicted.does("file.returned_by_court.v1", by="judge", grounds=["evidence"]).does(
            "court_return.declined.v1", reasons="đủ"
        )
        indicted.does("case.accepted_by_court.v1").does("file.returned_by_court.v1", by="panel")
        assert (indicted.flags, indicted.state.court_returns) == ([], ("judge", "panel"))

    def test_twice_by_the_judge_is_a_finding(self, indicted):
        for _ in range(2):
            indicted.does("case.accepted_by_court.v1").does("file.returned_by_court.v1", by="judge")
            indicted.does("court_return.declined.v1", reasons="đủ chứng cứ")
        [flag] = indicted.state.flags
        assert (flag.code, flag.article, flag.facts["by"]) == ("no_return_left", "BLTTHS-2015/174/2", "judge")

    def test_settled_by_the_procuracy_itself_the_accused_stay_indicted(self, trial):
        trial.does("file.returned_by_court.v1")
        trial.does("court_return.settled_by_supplement.v1", activities=["đối chất"], result="đã rõ")
        assert (trial.stage, statuses(trial)) == ("indicted", ["indicted", "indicted"])

    def test_sent_back_for_competence_the_procuracy_decides_again(self, indicted):
        indicted.does("case.accepted_by_court.v1").does(
            "case.sent_back_for_competence.v1", competent_court="TAND khu vực 2"
        )
        assert (indicted.stage, statuses(indicted)) == ("prosecution", ["proposed", "proposed"])
        indicted.does("case.transferred_for_prosecution.v1", to="VKSND khu vực 2", reason="thẩm quyền")
        assert (indicted.stage, indicted.state.transferred_to) == ("transferred", "VKSND khu vực 2")

    def test_what_was_transferred_to_be_investigated_does_not_come_in_to_be_prosecuted(self, approved):
        approved.does("case.transferred.v1", to="VKSND khu vực 2", reasons="thẩm quyền")
        key = "transferred_case.received_for_prosecution.v1"
        refused = approved.refuses("transferred_for_investigation", key, from_procuracy="VKSND tỉnh")
        assert refused.facts["left_from"] == "investigation"


class TestPreparation:
    def test_extended_by_what_the_crime_allows(self, indicted):
        indicted.does("case.accepted_by_court.v1")
        data = {"since": "2022-11-01", "reason": "phức tạp"}
        indicted.does("trial_preparation.extended.v1", until="2022-11-30", **data)
        assert indicted.flags == []
        indicted.does("trial_preparation.extended.v1", until="2022-12-01", **data)
        assert indicted.flags == ["no_extension_left"]

    def test_a_prosecutor_is_assigned_to_the_trial(self, indicted):
        prosecutor = indicted.actor("investigation.requested.v1")["officer"]
        indicted.does("trial_prosecutor.assigned.v1", prosecutor=prosecutor)
        indicted.does("trial_prosecutor.assigned.v1", prosecutor=prosecutor, instance="appeal", reserve=True)
        assert [str(officer) for officer in indicted.state.prosecutors] == [prosecutor]
        stranger = indicted.person("bị can 1")
        indicted.refuses("officer_without_title", "trial_prosecutor.assigned.v1", prosecutor=stranger)

    def test_the_court_decides_on_measures(self, remanded):
        two = remanded.persons("bị can 2")
        remanded.does("measure.decided_by_court.v1", accused=two, measure="residence_ban", exit_ban="none")
        accused = remanded.accused("bị can 2")
        assert [accused.running(kind) is None for kind in ("remand", "exit_ban", "residence_ban")] == [
            True,
            True,
            False,
        ]
        remanded.does("measure.decided_by_court.v1", accused=two, measure="remand", exit_ban="exit_ban")
        accused = remanded.accused("bị can 2")
        assert [accused.running(kind) is None for kind in ("remand", "exit_ban", "residence_ban")] == [
            False,
            False,
            True,
        ]
        assert remanded.accused("bị can 1").running("remand")


class TestStopped:
    def test_for_one_the_case_goes_on(self, trial):
        one = trial.persons("bị can 1")
        trial.does("case.suspended_by_court.v1", accused=one)
        assert (trial.stage, statuses(trial)) == ("trial", ["suspended", "indicted"])
        trial.does("case.resumed_by_court.v1", accused=one)
        assert (trial.stage, statuses(trial), trial.flags) == ("trial", ["indicted", "indicted"], [])

    def test_resumed_are_those_whom_the_discontinuation_covered(self, trial):
        trial.does("case.discontinued_by_court.v1", accused=trial.persons("bị can 2"))
        trial.does("case.discontinued_by_court.v1").does("case.resumed_by_court.v1")
        assert (trial.stage, statuses(trial)) == ("court", ["indicted", "discontinued"])

    def test_measures_fall_with_the_proceedings(self, remanded):
        remanded.does("case.discontinued_by_court.v1", accused=remanded.persons("bị can 1"))
        assert [remanded.accused("bị can 1").running(kind) for kind in ("remand", "exit_ban")] == [None, None]

    def test_whose_case_goes_on_is_not_resumed(self, trial):
        trial.does("case.resumed_by_court.v1", accused=trial.persons("bị can 1"))
        assert trial.flags == ["accused_in_wrong_status"]


class TestWithdrawal:
    def test_the_court_discontinues_on_a_withdrawal_that_was_made(self, trial):
        trial.does("case.discontinued_by_court.v1", accused=trial.persons("bị can 2"), withdrawn=True)
        [flag] = trial.state.flags
        assert (flag.code, flag.article, flag.facts["labels"]) == (
            "prosecution_not_withdrawn",
            "BLTTHS-2015/282/1/b",
            ["bị can 2"],
        )

    def test_in_part(self, trial):
        two = trial.persons("bị can 2")
        trial.does("prosecution.withdrawn.v1", accused=two, whole=False, provision="157")
        trial.does("case.discontinued_by_court.v1", accused=two, withdrawn=True)
        assert (statuses(trial), trial.flags) == (["indicted", "discontinued"], [])

    def test_whole(self, trial):
        trial.does("prosecution.withdrawn_at_trial.v1").does("case.discontinued_by_court.v1", withdrawn=True)
        assert (trial.stage, trial.flags) == ("discontinued_by_court", [])

    def test_of_some_charges_only(self, trial, charge):
        trial.does("prosecution.withdrawn_at_trial.v1", whole=False, charges=[charge])
        assert [accused.withdrawn for accused in trial.state.accused.values()] == [0, 0]


class TestHearing:
    @pytest.mark.parametrize(("resumes", "flags"), [("2023-03-31", []), ("2023-04-01", ["hearing_put_off_too_long"])])
    def test_put_off_for_thirty_days_at_most(self, trial, resumes, flags):
        assert trial.does("trial.postponed.v1", resumes_on=resumes, day="2023-03-01").flags == flags

    @pytest.mark.parametrize(
        ("provision", "resumes", "flags"),
        [
            ("evidence", "2023-03-06", []),
            ("evidence", "2023-03-07", ["hearing_put_off_too_long"]),
            (None, "2023-03-08", []),  # long deliberation
        ],
    )
    def test_adjourned_for_five_days_at_most(self, trial, provision, resumes, flags):
        data = {"provision": provision} if provision else {}
        assert trial.does("trial.adjourned.v1", resumes_on=resumes, day="2023-03-01", **data).flags == flags

    def test_a_penalty_is_proposed_for_each_accused_of_the_case(self, trial):
        penalty = {"penalty": "imprisonment", "months_least": 84, "months_most": 96}
        trial.does("sentence.proposed.v1", proposals=[{"accused": trial.person("bị can 1"), **penalty}])
        stranger = [{"accused": trial.person("bị can 9"), **penalty}]
        assert trial.refuses("accused_unknown", "sentence.proposed.v1", proposals=stranger).article == "BLTTHS-2015/321"

    def test_a_lesser_offence_is_no_graver(self, trial, charge, light):
        data = {"reasons": "chỉ chứng minh được tội nhẹ hơn"}
        trial.does("lesser_offence.concluded.v1", accused=trial.persons("bị can 1"), offence=light, **data)
        two = trial.persons("bị can 2")
        refused = trial.refuses(
            "offence_not_lesser", "lesser_offence.concluded.v1", accused=two, offence=charge, **data
        )
        assert (refused.article, refused.facts["indicted"]) == ("BLTTHS-2015/319", "less_serious")


class TestJudgment:
    @pytest.mark.parametrize(
        ("verdict", "penalty", "free"),
        [
            ("convicted", "imprisonment", False),
            ("convicted", "suspended_sentence", True),
            ("acquitted", "none", True),
            ("exempted", "none", True),
        ],
    )
    def test_measures_fall_with_some_outcomes(self, remanded, verdict, penalty, free):
        remanded.does("judgment.pronounced.v1", outcomes=[outcome(remanded, "bị can 1", verdict, penalty)])
        accused = remanded.accused("bị can 1")
        assert (accused.status, accused.running("remand") is None, accused.running("exit_ban") is None) == (
            verdict,
            free,
            free,
        )
        assert remanded.accused("bị can 2").running("remand")

    def test_nobody_is_judged_while_suspended(self, trial):
        trial.does("case.suspended_by_court.v1", accused=trial.persons("bị can 1"))
        trial.does("judgment.pronounced.v1", outcomes=[outcome(trial, "bị can 1"), outcome(trial, "bị can 2")])
        [flag] = trial.state.flags
        assert (flag.code, flag.article, flag.facts) == (
            "accused_suspended",
            "BLTTHS-2015/281/1",
            {"label": "bị can 1"},
        )

    def test_remanded_after_the_judgment_for_45_days_at_most(self, judged):
        data = {"accused": judged.persons("bị can 1"), "since": "2023-03-05"}
        judged.does("defendant.remanded_after_judgment.v1", until="2023-04-18", **data)
        assert (judged.flags, str(judged.accused("bị can 1").running("remand").until)) == ([], "2023-04-18")
        judged.does("defendant.remanded_after_judgment.v1", until="2023-04-19", **data)
        assert judged.flags == ["remand_days_too_many"]

    def test_an_acquitted_defendant_is_not_remanded(self, judged):
        two = judged.persons("bị can 2")
        judged.does("defendant.remanded_after_judgment.v1", accused=two, since="2023-03-05", until="2023-03-06")
        assert judged.flags == ["accused_closed"]
