"""Time limits not kept: which audit rule stands behind which row of the table of limits.

A clock that runs is a finding in waiting from its last day; ended late it is one for ever. A right that was not used
(an appeal, a protest) is no violation, only one that was used too late. A limit without an audit rule is a finding of
its own name, "LIMIT/<row>", once an act came after it; what of those is overdue now stands on the board of deadlines.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import orjson

from domain.audit.finding import At, Changes, Ended, Finding, Memory, day_known, found, remedied, whole
from domain.audit.rules import LIMIT
from domain.audit.shapes import DAY, text
from domain.kernel.calendar import moment_of
from domain.limits.clock import Clock
from domain.limits.due import Due, Point, day_at, days_late
from domain.limits.findings import of_clock

_SOURCE = (
    "source_resolution", "source_procuracy_resolution", "source_resolution_after_annulment",
    "source_resolution_after_resumption",
)  # fmt: skip
_PROSECUTION = ("prosecution_decision", "prosecution_after_resumption", "simplified_prosecution")
_REMAND = (
    "detention_investigation", "detention_resumed", "detention_again", "detention_supplementary",
    "detention_prosecution", "detention_trial_preparation", "detention_after_judgment",
    "simplified_detention_investigation", "simplified_detention_prosecution", "simplified_detention_trial",
)  # fmt: skip

LIMITS_OF: Mapping[str, tuple[str, ...]] = {  # rule -> rows of the table of limits
    "AR-001": _SOURCE,
    "AR-005": ("source_suspension_send",),
    "AR-006": ("no_case_decision_send",),
    "AR-010": (
        "charge_approval", "charge_approval_after_supplement", "charge_change_approval",
        "charge_change_approval_after_supplement",
    ),
    "AR-020": ("custody", "simplified_custody", *_REMAND),
    "AR-023": ("custody_extension_approval",),
    "AR-032": (
        "investigation", "investigation_resumed", "investigation_again", "investigation_supplementary_procuracy",
        "investigation_supplementary_court", "simplified_investigation",
    ),
    "AR-040": _PROSECUTION,
    "AR-044": ("prosecution_decision_notice", "file_to_court", "simplified_prosecution_send"),
    "AR-053": (
        "protest_judgment_same_level", "protest_judgment_higher", "protest_decision_same_level",
        "protest_decision_higher", "cassation_protest_adverse", "foreign_judgment_protest",
    ),
    "AR-060": ("enforcement_decision", "enforcement_delegated"),
    "AR-080": (
        "complaint_prosecutor_first", "complaint_prosecutor_second", "complaint_head_procuracy",
        "complaint_custody_first", "complaint_custody_forward", "complaint_custody_second",
        "denunciation_resolution", "denunciation_custody",
    ),
    "AR-103": ("request_compliance",),
}  # fmt: skip
RULE_OF: Mapping[str, str] = {row: rule for rule, rows in LIMITS_OF.items() for row in rows}

# A limit that acts of another file meet is looked at there.
ONLY_IN: Mapping[str, str] = {"enforcement_decision": "enforcement"}

EXTENDED_LATE: Mapping[str, str] = {  # row -> rule for its time having been over when it was extended
    **dict.fromkeys(_SOURCE, "AR-002"),
    **dict.fromkeys(_PROSECUTION, "AR-041"),
    **dict.fromkeys(("custody", "simplified_custody"), "AR-023"),
    **dict.fromkeys(_REMAND, "AR-021"),
    **dict.fromkeys(("investigation", "investigation_resumed", "investigation_again"), "AR-032"),
}


def overdue(memory: Memory, at: At) -> Changes:
    """What the clocks that the act started, changed or ended come to."""
    changes: list[Finding | Ended] = []
    for clock in at.clocks:
        rule = RULE_OF.get(clock.limit_id)
        if rule is None:
            if clock.ended and not _in_time(clock):
                changes += _late(LIMIT + clock.limit_id, clock, None, at)
            continue
        if ONLY_IN.get(clock.limit_id, at.act.kind) != at.act.kind:
            continue
        mark = mark_of(clock)
        row = memory.get((rule, mark))
        if row is not None and at.recorded.version in clock.extended:
            changes += _extended_late(row, clock, at)
        if not clock.ended:
            changes += _running(rule, mark, clock, row, at)
            continue
        late = () if _in_time(clock) else _late(rule, clock, row, at)
        if late:
            changes += late
        elif row is not None:
            changes.append(Ended((rule, mark)))
    return changes


def mark_of(clock: Clock) -> str:
    """Tells the clocks of one file apart."""
    return f"{clock.limit_id}/{clock.number}"


def last_end(clock: Clock) -> Due | None:
    """Its due; where that is not known, the latest that the law allows."""
    return clock.due or (clock.possible[-1] if clock.possible else None)


def _in_time(clock: Clock) -> bool:
    """Whether it ended before its due for certain: what nearly every clock does."""
    due, end = clock.due, clock.end
    if due is None or end is None:
        return False
    if isinstance(due.due, datetime):
        return isinstance(end, datetime) and end <= due.due
    return day_at(end) <= due.due


def _running(rule: str, mark: str, clock: Clock, row: Any, at: At) -> tuple[Finding | Ended, ...]:
    due = last_end(clock)
    if due is None or due.limit.right or not clock.observed:
        return () if row is None else (Ended((rule, mark)),)
    holds_from, certain = _holds_from(due.due), due.certain and clock.due is not None
    facts = f'{{"due":"{due.due.isoformat()}","limit":"{clock.limit_id}"}}'
    if row is not None:
        return (row._replace(holds_from=holds_from, facts=facts, certain=certain and whole(at.after)),)
    versions = (clock.started,)
    return (found(at, rule, mark, holds_from, facts, certain=certain, person=clock.person, versions=versions),)


def _late(rule: str, clock: Clock, row: Any, at: At) -> tuple[Finding, ...]:
    late = of_clock(clock, at.act, at.clocks, whole(at.after))
    if late is None:
        return ()
    due = late.due.due
    facts = text({"due": due.isoformat(), "done": late.done.isoformat(), "days": late.days, "limit": clock.limit_id})
    standing = row or found(
        at, rule, mark_of(clock), _holds_from(due), person=clock.person, versions=(clock.started,)
    )  # fmt: skip
    changed = standing._replace(holds_from=_holds_from(due), facts=facts, certain=late.certain)
    return (remedied(changed, at, day_at(late.done)),)


def _extended_late(row: Any, clock: Clock, at: At) -> Iterator[Finding]:
    """An extension that came when the time was over: nothing was left to extend."""
    rule = EXTENDED_LATE.get(clock.limit_id)
    if rule is None or row.holds_from > at.day or not day_known(at.act):
        return
    due = _point(orjson.loads(row.facts)["due"])
    done: Point = moment_of(at.act.occurred_at) if at.act.precision == "instant" else at.day
    if not days_late(due, done):
        return
    facts = text({"due": due.isoformat(), "done": at.day.isoformat(), "limit": clock.limit_id})
    yield found(
        at, rule, f"{at.recorded.version}/{mark_of(clock)}", at.day, facts, certain=row.certain, person=clock.person,
        versions=(clock.started, at.recorded.version),
    )  # fmt: skip


def _holds_from(due: Point) -> date:
    """The day at whose end it is overdue."""
    return day_at(due) if isinstance(due, datetime) else due + DAY


def _point(iso: str) -> Point:
    return datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)
