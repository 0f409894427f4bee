"""What the rules find in a file of the tests.

found(case, "AR-010", "2022-10-20")      the findings of a rule that hold on a day, what was remedied by then among them
still(case, "AR-010", "2022-10-20")      those that stand on that day
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import pytest

from domain.audit import folding
from domain.audit.finding import Finding
from domain.kernel.calendar import day_of
from domain.kernel.deciding import apply, initial
from domain.limits.following import Clocks


class Moment(NamedTuple):
    """One act of a file under test, as the rules look at it."""

    recorded: Any
    before: Any
    after: Any
    clocks: Any

    @property
    def act(self) -> Any:
        return self.recorded.act

    @property
    def day(self) -> date:
        return day_of(self.act.occurred_at)

    @property
    def flags(self) -> Any:
        return self.after.flags[len(self.before.flags) :]


def moments(history: Any, kind: str) -> Iterator[Moment]:
    """The acts of a history with the states and clocks around them."""
    clocks, state = Clocks(), initial(kind)
    for recorded in history:
        after = apply(state, recorded)
        yield Moment(recorded, state, after, clocks.take(recorded, state, after))
        state = after


def findings(file: Any) -> list[Finding]:
    """Everything that the rules have about a file, what only waits among it."""
    return list(folding.findings(moments(file.history, file.kind)))


@pytest.fixture
def found() -> Any:
    def look(file: Any, rule: str, on: str) -> list[Finding]:
        return [each for each in findings(file) if each.rule == rule and each.holds_from <= date.fromisoformat(on)]

    return look


@pytest.fixture
def still(found: Any) -> Any:
    def look(file: Any, rule: str, on: str) -> list[Finding]:
        day = date.fromisoformat(on)
        return [each for each in found(file, rule, on) if each.remedied_on is None or each.remedied_on > day]

    return look


@pytest.fixture
def everything() -> Any:
    return findings
