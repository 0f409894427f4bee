"""Rules that are never found because the domain refuses such an act, and the table of quality."""

from domain.audit.quality import FIGURES
from domain.audit.rules import RULES, is_rule


def test_a_decision_signed_without_authority_is_refused(charged):
    assert RULES["AR-012"].evaluable == "refused"
    signed = charged.actor("investigation.requested.v1")  # a prosecutor, in his own right
    persons = charged.persons("bị can 1")
    charged.refuses("title_may_not_sign", "charge.approved.v1", accused=persons, signed=signed)


def test_a_decision_signed_by_authorisation_without_one_is_refused(approved):
    assert RULES["AR-013"].evaluable == "refused"
    signed = {**approved.actor("investigation.requested.v1"), "capacity": "TUQ"}
    approved.refuses("delegation_unknown", "investigation.requested.v1", requests=["Xác minh"], signed=signed)


def test_nobody_settles_a_complaint_against_himself(file_of):
    assert RULES["AR-081"].evaluable == "refused"
    complaint = file_of("complaint")
    author = {"person": complaint.person("người khiếu nại"), "label": "người khiếu nại", "role": "other"}
    complaint.does("complaint.received.v1", author=author, sort="complaint", summary="Khiếu nại")
    officer = complaint.actor("complaint.settled.v1")["officer"]
    complaint.does("complaint.accepted.v1", target="head", officer=officer)
    complaint.refuses("complaint_against_signer", "complaint.settled.v1", instance="first", result="rejected")


def test_each_figure_counts_rules_that_there_are():
    assert list(FIGURES) == ["correct", "complete", "clean", "live"]
    for figure in FIGURES.values():
        assert figure.rules
        assert all(is_rule(rule) for rule in figure.rules)
        assert figure.confirmed == "false"  # definitions of our own
        assert figure.says_vi
        assert figure.says_en


def test_an_act_counts_against_correct_or_clean_for_different_rules():
    assert not FIGURES["correct"].rules & FIGURES["clean"].rules
