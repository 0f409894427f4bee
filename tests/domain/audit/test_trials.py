"""Trial and appeal: AR-045, AR-050 to AR-056."""

import pytest

LONG = "2025-01-01"


@pytest.fixture
def received(judged):
    """The judgment of 7 October 2022, received then."""
    return judged.does("judgment.received.v1", links=[judged.link("concerns", 8, "criminal_case")])


def outcome(file, article):
    charge = {"article": article, "clause": "1", "offence": "Tội khác"}
    return {
        "accused": file.person("bị can 1"),
        "verdict": "convicted",
        "offences": [charge],
        "penalty": "imprisonment",
        "months": 12,
    }


@pytest.mark.parametrize(("article", "count"), [("174", 0), ("175", 1)])
def test_convicted_of_another_article(trial, found, article, count):
    trial.does("judgment.pronounced.v1", outcomes=[outcome(trial, article)])
    assert len(found(trial, "AR-045", "2022-10-07")) == count


def test_a_judgment_that_says_it_deviates(trial, found):
    trial.does("judgment.pronounced.v1", as_indicted=False)
    assert found(trial, "AR-045", "2022-10-07")


@pytest.mark.parametrize(
    ("rule", "last", "key", "data"),
    [
        ("AR-050", "2022-10-12", "judgment.sent_to_superior.v1", {"to_unit": "TC"}),
        ("AR-052", "2022-10-22", "judgment.reviewed.v1", {"proposal": "no_action", "decision": "no_action"}),
        ("AR-056", "2022-10-22", "court_minutes.checked.v1", {}),
    ],
)
def test_what_is_to_be_done_about_a_judgment(received, found, still, rule, last, key, data):
    assert not found(received, rule, last)
    assert found(received, rule, last[:-2] + str(int(last[-2:]) + 1))
    received.does(key, day="2022-10-30", **data)
    assert not still(received, rule, "2022-10-30")
    assert found(received, rule, "2022-10-30")[0].remedied_by == received.state.version


def test_a_judgment_dealt_with_in_time(received, found):
    received.does("judgment.sent_to_superior.v1", to_unit="TC").does("court_minutes.checked.v1")
    received.does("judgment.reviewed.v1", proposal="no_action", decision="no_action")
    for rule in ("AR-050", "AR-052", "AR-056"):
        assert not found(received, rule, LONG)


def appealed(file):
    file.does("appeal.filed.v1", accused=file.persons("bị can 1"), by=["defendant"], day="2022-10-15")
    return file.does("appellate_case.accepted.v1", court="Tòa án nhân dân cấp cao", day="2022-11-20")


def test_a_judgment_that_fell_on_appeal_and_nobody_had_looked_at(received, found):
    appealed(received).does("appeal_judgment.pronounced.v1", result="annulled_for_retrial", day="2023-01-10")
    assert found(received, "AR-051", "2023-01-10")


def test_a_judgment_that_was_upheld_or_reviewed(received, found):
    received.does("judgment.reviewed.v1", proposal="no_action", decision="no_action")
    appealed(received).does("appeal_judgment.pronounced.v1", result="annulled_for_retrial", day="2023-01-10")
    assert not found(received, "AR-051", LONG)


@pytest.mark.parametrize(("day", "count"), [("2022-10-20", 0), ("2022-10-31", 1)])
def test_a_protest_at_the_same_level(judged, found, day, count):
    judged.does("protest.issued.v1", level="same", accused=judged.persons("bị can 2"), day=day)
    assert len(found(judged, "AR-053", LONG)) == count


def test_a_protest_of_the_superior_procuracy_has_its_own_time(judged, found):
    judged.does("protest.issued.v1", level="superior", accused=judged.persons("bị can 2"), day="2022-11-04")
    assert not found(judged, "AR-053", LONG)


def test_a_right_that_is_not_used_is_no_violation(judged, found):
    assert not found(judged, "AR-053", LONG)


@pytest.mark.parametrize(("more", "count"), [({}, 1), ({"reason": "Không còn căn cứ"}, 0)])
def test_a_protest_withdrawn(judged, found, more, count):
    judged.does("protest.issued.v1", level="same", accused=judged.persons("bị can 2"), day="2022-10-10")
    judged.does("protest.withdrawn.v1", day="2022-10-12", **more)
    assert len(found(judged, "AR-054", "2022-10-12")) == count


def test_a_prosecutor_at_the_hearing(indicted, found):
    known = indicted.actor("verification.requested.v1")["officer"]
    indicted.does("trial_prosecutor.assigned.v1", prosecutor=known).does(
        "trial.scheduled.v1", scheduled_for="2023-03-01"
    )
    indicted.does("trial.opened.v1", prosecutors=[known, indicted.person("người khác")], day="2023-03-01")
    (one,) = found(indicted, "AR-055", "2023-03-01")
    assert indicted.person("người khác") in one.facts
