"""Limits where an accused is under 18.

Until 2025: remand is at most two thirds of an adult's (BLTTHS-2015/419/1). From 2026 Law 59/2024/QH15 halves the
periods of the stages, with exceptions for complex cases, and sets remand and custody anew in articles that were not
read; cases open on 1 January 2026 keep the earlier limits (its article 179).
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from domain.limits.engine import Reduced
from domain.limits.rows import LIMITS
from domain.states.criminal_case import CriminalCase

Rule = Literal["", "two_thirds", "half", "unread"]

LAW_59_2024 = date(2026, 1, 1)
TWO_THIRDS = Reduced(2, 3, "BLTTHS-2015/419/1")
HALF = Reduced(1, 2, "LTPNCTN-2024/VII.1")
HALVED = (
    "investigation", "prosecution_decision", "trial_preparation", "appeal_hearing_provincial",
    "appeal_hearing_superior",
)  # fmt: skip


def rule_for(row: str, person: UUID | None, state: Any, opened: date) -> Rule:
    """The rule for a clock of the row; "" when an adult's limit holds. `opened`: the day of the stream's first act."""
    if not isinstance(state, CriminalCase):
        return ""
    accused = state.accused.get(person) if person is not None else None
    if LIMITS[row][-1].counting in ("detention_inclusive", "custody_hours"):
        if accused is None or not accused.juvenile:
            return ""
        if opened >= LAW_59_2024:
            return "unread"
        return "two_thirds" if LIMITS[row][-1].counting == "detention_inclusive" else ""
    young = any(each.juvenile for each in state.accused.values())
    return "half" if row in HALVED and opened >= LAW_59_2024 and young else ""
