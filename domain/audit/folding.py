"""All rules over the acts of one file, in one pass: what an act opens, meets and breaks.

`RULES` is the list; an act is put only before the rules that name its type. Every act is put before three more: what
the domain flagged, the time limits that it moved, and when it was entered.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from domain.audit.areas import cases, files, persons, sources, trials
from domain.audit.entries import ACKNOWLEDGED, ENTERED_LATE, EXPLAINED, REMEDIED, answered, entered_late, explained
from domain.audit.finding import At, Ended, Finding, Key, Memory
from domain.audit.flagged import RULES_OF_ACTS, RULES_OF_CODES, flagged
from domain.audit.rules import ENTERED_FROM
from domain.audit.shapes import Check, Obligation, React
from domain.audit.times import EXTENDED_LATE, LIMITS_OF, overdue

RULES: tuple[Obligation | Check, ...] = (
    *sources.RULES,
    *persons.RULES,
    *cases.RULES,
    *trials.RULES,
    *files.RULES,
)

_OTHERS: tuple[tuple[str, React], ...] = (
    *persons.REACTIONS,
    (ACKNOWLEDGED, answered),
    (EXPLAINED, answered),
    (REMEDIED, answered),
    (ENTERED_LATE, explained),
)


def _by_act() -> Mapping[str, tuple[React, ...]]:
    found: dict[str, list[React]] = {}
    for act, react in (*(each for rule in RULES for each in rule.reactions), *_OTHERS):
        found.setdefault(act, []).append(react)
    return MappingProxyType({act: tuple(reactions) for act, reactions in found.items()})


BY_ACT: Mapping[str, tuple[React, ...]] = _by_act()
IN_FILES: frozenset[str] = frozenset((  # rules that this pass finds
    *(rule.rule for rule in RULES), "AR-025", "AR-100", *RULES_OF_CODES.values(), *RULES_OF_ACTS.values(),
    *LIMITS_OF, *EXTENDED_LATE.values(),
))  # fmt: skip


def change(memory: Memory, at: At) -> list[Finding | Ended]:
    """The findings that the act opens, changes or ends."""
    changes: list[Finding | Ended] = []
    if at.clocks:
        changes += overdue(memory, at)
    if at.after.flags is not at.before.flags:
        changes += flagged(memory, at)
    if at.day >= ENTERED_FROM:
        changes += entered_late(memory, at)
    for react in BY_ACT.get(at.act.type, ()):
        changes += react(memory, at)
    return changes


def findings(history: Iterable[At]) -> Iterator[Finding]:
    """Every finding of a file after its last act, those in waiting included."""
    memory: dict[Key, Finding] = {}
    for at in history:
        for each in change(memory, at):
            if isinstance(each, Ended):
                memory.pop(each.key, None)
            else:
                memory[each.key] = each
    yield from memory.values()
