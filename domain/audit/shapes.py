"""The two shapes of most rules: an obligation that acts open and meet, and a check of one act.

An obligation met in time leaves nothing; met late, it is a finding for ever, remedied by the act that met it. Where an
act makes it pointless (`void`), one not yet due is gone, and one overdue stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from domain.audit.finding import At, Changes, Ended, Memory, day_known, found, remedied
from domain.audit.rules import PARAMETERS, Parameter

DAY = timedelta(days=1)
When = Callable[[At], bool]
Since = Callable[[At], date | None]
React = Callable[[Memory, At], Changes]


def text(facts: dict[str, object]) -> str:
    """Facts as canonical JSON."""
    return orjson.dumps(facts, option=orjson.OPT_SORT_KEYS, default=str).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """Acts of `opened_by` oblige to one of `fulfilled_by` within a parameter's length, or until the day of `until`."""

    rule: str
    opened_by: tuple[str, ...]
    fulfilled_by: tuple[str, ...]
    within: str = ""  # a parameter; empty: `until` gives the last day
    until: Since | None = None
    since: Since | None = None  # day from which it counts; None: the day of the act
    when: When | None = None
    void: tuple[str, ...] = ()

    def opens(self, memory: Memory, at: At) -> Changes:
        """The finding in waiting, when the act obliges."""
        start = at.day if self.since is None else self.since(at)
        if start is None or not day_known(at.act) or (self.when is not None and not self.when(at)):
            return
        parameter = PARAMETERS[self.within] if self.within else None
        last = self._last(parameter, start, at)
        if last is not None:
            facts = f'{{"due":"{last}"}}' if parameter is None else f'{{"due":"{last}","length":"{parameter.id}"}}'
            certain = parameter is None or parameter.certain(start)
            yield found(at, self.rule, f"due/{at.recorded.version}", last + DAY, facts, certain=certain)

    def _last(self, parameter: Parameter | None, start: date, at: At) -> date | None:
        if parameter is not None:
            return parameter.due(start)
        return self.until(at) if self.until is not None else None

    def meets(self, memory: Memory, at: At) -> Changes:
        """What is owed under the rule is done; a day that is not known is in time."""
        for row in waiting(memory, self.rule):
            late = day_known(at.act) and row.holds_from <= at.day
            yield remedied(row, at) if late else Ended((row.rule, row.mark))

    def voids(self, memory: Memory, at: At) -> Changes:
        """What is not yet due is owed no more."""
        for row in waiting(memory, self.rule):
            if row.holds_from > at.day:
                yield Ended((row.rule, row.mark))

    @property
    def reactions(self) -> Iterator[tuple[str, React]]:
        """Act types with what each does; what an act meets comes before what it opens."""
        yield from ((act, self.meets) for act in self.fulfilled_by)
        yield from ((act, self.voids) for act in self.void)
        yield from ((act, self.opens) for act in self.opened_by)


class Broken(NamedTuple):
    """How an act breaks a rule."""

    facts: dict[str, object]
    person: UUID | None = None
    certain: bool = True
    versions: tuple[int, ...] = ()  # other acts concerned


@dataclass(frozen=True, slots=True)
class Check:
    """What is wrong with an act of `acts` when it is done."""

    rule: str
    acts: tuple[str, ...]
    broken: Callable[[Memory, At], Iterator[Broken]]

    def judges(self, memory: Memory, at: At) -> Changes:
        """The findings of the act, one for each accused concerned."""
        version = at.recorded.version
        for number, each in enumerate(self.broken(memory, at)):
            mark = f"{version}/{number}" if number else str(version)
            versions = (*each.versions, version)
            yield found(
                at, self.rule, mark, at.day, text(each.facts), certain=each.certain and day_known(at.act),
                person=each.person, versions=versions,
            )  # fmt: skip

    @property
    def reactions(self) -> Iterator[tuple[str, React]]:
        """Act types with what each does."""
        yield from ((act, self.judges) for act in self.acts)


def waiting(memory: Memory, rule: str) -> Iterator[Any]:
    """The open findings of a rule, those in waiting included."""
    return (row for row in memory.values() if row.rule == rule and not row.remedied)
