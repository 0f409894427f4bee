"""What is wrong on purpose in synthetic histories is found, and nothing is found in clean ones."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.audit import folding
from domain.audit.finding import Finding
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import apply, initial
from domain.limits.following import Clocks
from domain.organisation.state import Organisation
from ops.synth import model as figures
from ops.synth.days import period_of
from ops.synth.histories import History, histories
from ops.synth.truth import RULES, Truth
from projections.declaration import Step

LAST = period_of(figures.model()).last
OF_ONE_FILE = {violation for violation, (rule, _) in RULES.items() if rule in folding.IN_FILES}


def found(history: History) -> list[Finding]:
    """What holds in a history on the last day of the period."""
    return [each for each in folding.findings(_steps(history)) if each.holds_from <= LAST]


def _steps(history: History) -> Iterator[Step]:
    clocks, state = Clocks(), initial(history.kind)
    for recorded in history.recorded():
        act, after = recorded.act, apply(state, recorded)
        moved = clocks.take(recorded, state, after)
        yield Step(recorded, act, CATALOGUE[act.type], day_of(act.occurred_at), state, after, Organisation(), moved)
        state = after


def shows(each: Finding, truth: Truth) -> bool:
    return each.rule == truth.rule and (truth.person is None or each.person in (None, truth.person))


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_found_in_clean_histories(seed):
    assert [each for history in histories(seed=seed, streams=900) for each in found(history)] == []


def test_everything_wrong_is_found():
    model = figures.model()
    often = replace(model, violations={name: 0.25 if name in OF_ONE_FILE else 0.0 for name in model.violations})
    seen, missed = Counter[str](), Counter[str]()
    for history in histories(often, seed=5, streams=900, clean=False):
        findings = found(history) if history.truth else []
        for truth in history.truth:
            seen[truth.violation] += 1
            missed[truth.violation] += not any(shows(each, truth) for each in findings)
    assert +missed == Counter()
    assert len(seen) >= 20
