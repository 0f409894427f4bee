"""What is said about findings."""

import pytest

ABOUT = {"rule": "AR-010", "concerned": [2], "statement": "Hồ sơ đến ngoài giờ làm việc"}


@pytest.mark.parametrize("key", ["finding.acknowledged.v1", "finding.explained.v1", "finding.remedied.v1"])
def test_a_finding_is_answered_by_an_act_that_changes_nothing_else(charged, key):
    before = charged.state
    charged.does(key, **ABOUT)
    assert charged.state == before.evolved(version=before.version + 1)


@pytest.mark.parametrize("rule", ["FLAG/wrong_stage", "LIMIT/charge_send"])
def test_what_stands_under_a_name_of_its_own_is_answered_too(charged, rule):
    charged.does("finding.explained.v1", **ABOUT | {"rule": rule})


@pytest.mark.parametrize("rule", ["AR-999", "FLAG/nothing", "LIMIT/nothing", "OTHER/x"])
def test_a_rule_that_does_not_exist_is_refused(charged, rule):
    charged.refuses("audit_rule_unknown", "finding.explained.v1", **ABOUT | {"rule": rule})


def test_acts_that_are_not_there_are_refused(charged):
    charged.refuses("concerned_unknown", "finding.remedied.v1", **ABOUT | {"concerned": [1, 3]})


def test_who_explains_says_how(charged):
    with pytest.raises(Exception, match="statement"):
        charged.does("finding.explained.v1", rule="AR-010", concerned=[2])
