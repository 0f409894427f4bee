"""A finding: one rule not kept in one file, with the acts concerned and since when.

An obligation is a finding in waiting from the act that opens it: it holds from the day after its last day, and is
gone when it is met in time. So what was overdue on any day, as known at any position, is read and never guessed.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from domain.audit.rules import rule_of
from domain.kernel.act import Act, Recorded
from domain.kernel.act_type import Flag
from domain.limits.clock import Clock

Key = tuple[str, str]


class Finding(NamedTuple):
    """One rule that was not kept, or will not have been kept if nothing is done until `holds_from`."""

    rule: str
    mark: str  # tells the findings of a rule in one file apart
    person: UUID | None  # the accused; None: the file
    versions: tuple[int, ...]  # acts concerned
    holds_from: date  # first day on which it holds
    facts: str  # canonical JSON
    severity: str
    unit: str  # of the officer who signed the act that opened it
    prosecutors: tuple[UUID, ...]  # in charge then; where nobody is assigned, the officer who signed
    certain: bool  # False: a length, a day or an hour is not certain, or the file declares that it lacks acts
    opened: int  # position
    remedied: int = 0  # position of the act; 0 while it stands
    remedied_by: int = 0  # version
    remedied_on: date | None = None
    acknowledged: tuple[int, ...] = ()  # versions
    explained: tuple[int, ...] = ()  # versions

    @property
    def key(self) -> Key:
        return self.rule, self.mark


class Ended(NamedTuple):
    """What was owed is done in time, or is not owed any more."""

    key: Key


class At(Protocol):
    """One act of a history with the states around it."""

    @property
    def recorded(self) -> Recorded: ...
    @property
    def act(self) -> Act: ...
    @property
    def day(self) -> date: ...
    @property
    def before(self) -> Any: ...
    @property
    def after(self) -> Any: ...
    @property
    def flags(self) -> tuple[Flag, ...]: ...
    @property
    def clocks(self) -> tuple[Clock, ...]: ...


Memory = Mapping[Key, Any]  # findings of the file, those in waiting included, before the act
Changes = Iterable[Finding | Ended]


def found(
    at: At, rule: str, mark: str, holds_from: date, facts: str = "{}", *, certain: bool = True,
    person: UUID | None = None, versions: tuple[int, ...] = (),
) -> Finding:  # fmt: skip
    """A finding that the act opens."""
    actor = at.act.actor
    prosecutors: tuple[UUID, ...] = getattr(at.after, "prosecutors", ())
    return Finding(
        rule, mark, person, versions or (at.recorded.version,), holds_from, facts, SEVERITY[rule],
        actor.unit, prosecutors or (actor.officer,), certain and whole(at.after), at.recorded.position,
    )  # fmt: skip


def remedied(row: Any, at: At, on: date | None = None) -> Any:
    """The finding with the act as its remedy."""
    version = at.recorded.version
    return row._replace(
        versions=row.versions if version in row.versions else (*row.versions, version),
        remedied=at.recorded.position, remedied_by=version, remedied_on=on or at.day,
    )  # fmt: skip


def whole(state: Any) -> bool:
    """Whether the file does not declare that it lacks acts."""
    return not state.flags or not any(flag.code == "history_gap" for flag in state.flags)


def day_known(act: Act) -> bool:
    """Whether the day on which the act happened is known."""
    return act.precision in ("day", "instant")


class _Severities(dict[str, str]):
    def __missing__(self, rule: str) -> str:
        self[rule] = severity = rule_of(rule).severity
        return severity


SEVERITY: Mapping[str, str] = _Severities()  # by rule
