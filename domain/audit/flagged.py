"""What the domain flags about an act, by rule. A code that no audit rule covers is a finding of its own name."""

from collections.abc import Mapping

from domain.audit.finding import At, Changes, Memory, day_known, found
from domain.audit.rules import FLAG
from domain.audit.shapes import text

_CONTRADICTING = (
    "wrong_stage", "accused_in_wrong_status", "accused_closed", "accused_suspended", "measure_running_already",
)  # fmt: skip

RULES_OF_CODES: Mapping[str, str] = {
    "charge_not_approved": "AR-011",
    "custody_too_long": "AR-022",
    "remand_too_long": "AR-022",
    "remand_days_too_many": "AR-022",
    "prosecutor_absent": "AR-030",
    "absence_unexplained": "AR-030",
    "passed_on_late": "AR-080",
    "folios_missing": "AR-090",
    "folio_count_differs": "AR-091",
    "difference_unexplained": "AR-113",
    **dict.fromkeys(_CONTRADICTING, "AR-131"),
}
RULES_OF_ACTS: Mapping[tuple[str, str], str] = {  # where the code alone does not tell
    ("no_extension_left", "custody.extended.v1"): "AR-022",
    ("no_return_left", "file.returned_by_court.v1"): "AR-042",
    ("link_missing", "case.joined.v1"): "AR-034",
    ("link_missing", "case.joined_away.v1"): "AR-034",
}


def rule_of_flag(code: str, act: str) -> str:
    """The rule that a flag on an act of the type falls under."""
    return RULES_OF_ACTS.get((code, act)) or RULES_OF_CODES.get(code) or FLAG + code


def flagged(memory: Memory, at: At) -> Changes:
    """One finding for each flag that the act raised."""
    version = at.recorded.version
    for number, flag in enumerate(at.flags):
        facts = text({"code": flag.code, **{name: _plain(value) for name, value in flag.facts.items()}})
        rule = rule_of_flag(flag.code, at.act.type)
        yield found(at, rule, f"{version}/{flag.code}/{number}", at.day, facts, certain=day_known(at.act))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, (tuple, list, frozenset)) else value
