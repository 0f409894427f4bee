"""Late entries, and what acts say about findings: that they are acknowledged, explained, remedied."""

from datetime import date

from domain.audit.finding import At, Changes, Memory, day_known, found, remedied
from domain.audit.rules import ENTERED_FROM, PARAMETERS
from domain.audit.shapes import text
from domain.kernel.calendar import VIETNAM

LATE_ENTRY = "AR-100"
ACKNOWLEDGED, EXPLAINED, REMEDIED = "finding.acknowledged.v1", "finding.explained.v1", "finding.remedied.v1"
ENTERED_LATE = "late_entry.explained.v1"


def last_day_to_enter(at: At) -> date | None:
    """The last day on which the act was to be entered; None for one not bound to be, or whose day is not known."""
    return PARAMETERS["enter"].due(at.day) if at.day >= ENTERED_FROM and day_known(at.act) else None


def is_late(at: At) -> bool:
    """Whether the act was entered later than it was to be."""
    last = last_day_to_enter(at)
    return last is not None and at.recorded.recorded_at.astimezone(VIETNAM).date() > last


def entered_late(memory: Memory, at: At) -> Changes:
    """AR-100: entered more than the parameter's days after it was done."""
    last, entered = last_day_to_enter(at), at.recorded.recorded_at.astimezone(VIETNAM).date()
    if last is not None and entered > last:
        facts = text({"due": last.isoformat(), "entered": entered.isoformat(), "days": (entered - last).days})
        certain = PARAMETERS["enter"].certain(at.day)
        yield found(at, LATE_ENTRY, str(at.recorded.version), entered, facts, certain=certain)


def answered(memory: Memory, at: At) -> Changes:
    """The findings that the act acknowledges, explains or says to be remedied: those that hold on its day."""
    data, version = at.act.data, at.recorded.version
    concerned = frozenset(data.concerned)
    for row in memory.values():
        if row.rule != data.rule or row.holds_from > at.day or concerned.isdisjoint(row.versions):
            continue
        if at.act.type == ACKNOWLEDGED:
            yield row._replace(acknowledged=(*row.acknowledged, version))
        elif at.act.type == EXPLAINED:
            yield row._replace(explained=(*row.explained, version))
        elif not row.remedied:
            yield remedied(row, at)


def explained(memory: Memory, at: At) -> Changes:
    """The late entry that the act explains; a link names the act entered."""
    named = {link.version for link in at.act.links if link.relation == "concerns" and link.stream == at.recorded.stream}
    for row in memory.values():
        if row.rule == LATE_ENTRY and not named.isdisjoint(row.versions):
            yield row._replace(explained=(*row.explained, at.recorded.version))
