"""Rule sets: which version of the domain's rules judged an act.

An act names the rule set it was decided under and is judged by it for ever. A change to what `decide`
allows comes with a new row here; old rows stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules."""

    id: str
    since: date  # first day on which acts are judged by it
    note: str


_ROWS = (
    RuleSet("2026-11", date(2026, 11, 1), "Modules 1 to 4, organisation, first acts of modules 5, 9 and 10."),
    RuleSet("2026-11-24", date(2026, 11, 24), "Every act of the procedure, time limits, offences, dated organisation."),
)

RULE_SETS: Mapping[str, RuleSet] = {row.id: row for row in _ROWS}


def current_rule_set() -> str:
    """Id of the rule set for acts decided now."""
    return _ROWS[-1].id
