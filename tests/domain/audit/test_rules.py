"""The table of rules is whole, and everything that it calls evaluable is evaluated."""

import re
from collections import Counter
from pathlib import Path

import pytest

from domain.audit import folding
from domain.audit.flagged import RULES_OF_ACTS, RULES_OF_CODES
from domain.audit.rules import PARAMETERS, RULES, SOURCES, rule_of
from domain.audit.shapes import Obligation
from domain.audit.times import EXTENDED_LATE, ONLY_IN, RULE_OF
from domain.kernel.catalogue import CATALOGUE
from domain.limits.rows import LIMITS
from domain.sentences import SENTENCES

HERE = Path(__file__).parent


def test_there_are_seventy_one_rules_with_their_marks():
    assert len(RULES) == 71
    assert Counter(rule.confirmed for rule in RULES.values()) == {"true": 18, "partial": 32, "false": 21}


def test_every_rule_in_the_acts_of_a_file_is_found_there_and_no_other():
    assert {id for id, rule in RULES.items() if rule.evaluable == "acts"} == folding.IN_FILES


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_row_is_whole(rule):
    assert rule.title_vi
    assert rule.title_en
    assert rule.check
    assert rule.why_vi if rule.evaluable in ("ledger", "refused", "not_in_acts") else not rule.why_vi
    assert bool(rule.why_vi) == bool(rule.why_en)
    assert all(source in SOURCES or not re.fullmatch(r"A\d+", source) for source in rule.source)
    assert rule.source or rule.confirmed != "true"


def test_what_rules_name_exists():
    assert set(folding.BY_ACT) <= set(CATALOGUE)
    assert set(RULE_OF) | set(ONLY_IN) | set(EXTENDED_LATE) <= set(LIMITS)
    assert set(RULES_OF_CODES) | {code for code, _ in RULES_OF_ACTS} <= set(SENTENCES)
    assert {act for _, act in RULES_OF_ACTS} <= set(CATALOGUE)


def test_every_length_is_used_and_known():
    named = {rule.within for rule in folding.RULES if isinstance(rule, Obligation) and rule.within}
    assert named <= set(PARAMETERS)
    assert set(PARAMETERS) - named == {"enter", "hand_over", "superior_acts"}


def test_every_code_and_limit_can_stand_under_a_name_of_its_own():
    for code in SENTENCES:
        assert rule_of(f"FLAG/{code}").title_vi
    for limit in LIMITS:
        assert rule_of(f"LIMIT/{limit}").title_en


@pytest.mark.parametrize("id", sorted(folding.IN_FILES))
def test_every_rule_has_a_test(id):
    assert f'"{id}"' in "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
