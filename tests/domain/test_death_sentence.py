"""Module 5: execution of death sentences."""

import pytest

MOMENT = "2022-10-07T08:00:00+07:00"


@pytest.fixture
def file(file_of):
    """A death judgment in force."""
    file = file_of("enforcement")
    return file.does(
        "enforcement_stream.opened.v1", convict=file.entry("bị án 1"), penalties=[{"kind": "death"}],
        effective_on="2022-10-01", links=[file.link("enforces", 7, "case")],
    )  # fmt: skip


@pytest.fixture
def reviewed(file):
    """A death judgment under review, without a petition for clemency."""
    return file.does("death_judgment_dossier.received.v1", received_at=MOMENT, clemency_petition=False)


def test_reviewed_not_protested_and_executed(reviewed):
    assert reviewed.stage == "death_review"
    reviewed.does("death_judgment.not_protested.v1")
    assert reviewed.stage == "death_pending"
    reviewed.does("death_execution_decision.received.v1", council=["Thẩm phán", "Kiểm sát viên"])
    reviewed.does("death_execution.supervised.v1", place="Trại tạm giam", postponed=False)
    assert (reviewed.stage, reviewed.flags) == ("executed", [])


def test_only_the_head_of_the_supreme_procuracy_decides_not_to_protest(reviewed, officers):
    deputy = officers.actor("PVT of TC", "TC", "PVT", "KT")
    reviewed.refuses("title_may_not_sign", "death_judgment.not_protested.v1", signed=deputy)
    provincial = officers.actor("head of T01", "T01", "VT")
    reviewed.refuses("level_not_competent", "death_judgment.not_protested.v1", signed=provincial)


def test_a_protest_leaves_the_judgment_under_review(reviewed):
    assert reviewed.does("death_judgment.protested.v1").stage == "death_review"


def test_nobody_is_executed_while_clemency_is_undecided(file):
    file.does("death_judgment_dossier.received.v1", received_at=MOMENT, clemency_petition=True)
    file.does("death_judgment.not_protested.v1", opinion_on_clemency="Bác đơn")
    assert (file.stage, file.state.clemency) == ("clemency", "petitioned")
    file.refuses("wrong_stage", "death_execution.supervised.v1", place="x", postponed=False)
    file.does("death_execution_decision.received.v1")
    assert file.flags == ["wrong_stage", "clemency_undecided"]
    file.does("clemency.decided.v1", convict=file.entry("bị án 1"), penalty="death", result="refused")
    file.does("death_execution.supervised.v1", place="x", postponed=False)
    assert file.stage == "executed"


def test_an_execution_is_put_off(reviewed):
    reviewed.does("death_judgment.not_protested.v1")
    assert reviewed.does("death_execution.supervised.v1", place="x", postponed=True).stage == "stayed"


def test_an_execution_without_review_on_record_is_a_finding(file_of):
    file = file_of("enforcement").does("gap.noted.v1", stage="death_pending", reason="x")
    file.does("death_execution.supervised.v1", place="x", postponed=False)
    assert file.flags == ["history_gap", "death_review_missing"]


def test_a_commuted_sentence_is_enforced(reviewed):
    reviewed.does("death_judgment.not_protested.v1").does("death_sentence.commuted.v1", manner="statutory_conversion")
    reviewed.does("commuted_sentence.enforced.v1", new_penalty={"kind": "life"})
    assert (reviewed.stage, reviewed.state.penalty, reviewed.flags) == ("enforcement_ordered", "life", [])


def test_published_histories_begin_with_the_petition_for_clemency(file_of):
    file = file_of("enforcement")
    convict = {"convict": file.entry("bị án 1"), "penalty": "death"}
    file.does("clemency.petitioned.v1", **convict)
    file.refuses("another_convict", "clemency.decided.v1", convict=file.entry("bị án 2"), result="refused")
    file.does("clemency.decided.v1", result="considered", **convict)
    file.does("clemency.decided.v1", result="refused", **convict).does("execution.stayed.v1", **convict)
    assert (file.stage, file.state.penalty, file.flags) == ("stayed", "death", [])
    executed = file_of("enforcement").does("death_sentence.executed.v1", **convict)
    assert (executed.stage, executed.flags) == ("executed", [])
