"""Charges and deprivation of liberty: AR-011, AR-014, AR-021, AR-024, AR-025. BLTTHS-2015/109 to 125, 157, 179"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from domain.audit.finding import At, Changes, Ended, Memory, day_known, found, remedied
from domain.audit.shapes import DAY, Broken, Check, React, text, waiting
from domain.states.criminal_case import Accused, Measure

INVESTIGATING = (  # on an accused, by the agency
    "accused.interrogated_by_prosecutor.v1", "confrontation.held_by_prosecutor.v1", "remand.ordered.v1",
    "investigation.concluded.v1", "wanted_notice.issued.v1", "search.conducted.v1", "examination.requested.v1",
    "experiment.conducted.v1",
)  # fmt: skip
NO_CRIME = ("157/1", "157/2", "not_proved_in_time")
ORDERS = (  # of custody or remand that name their days
    "remand.ordered_by_procuracy.v1", "arrest_for_remand.ordered_by_procuracy.v1", "remand.extended.v1",
    "remand.extended_for_prosecution.v1", "remand.approved.v1", "measure.decided_by_court.v1",
)  # fmt: skip
APPROVALS = ("remand.approved.v1",)  # of an order that was signed before
MOVED_ON = ("file.received.v1", "case.accepted_by_court.v1")  # a new stage needs an order of its own
ORDERED_ANEW = (
    "remand.extended_for_prosecution.v1", "remand.extended.v1", "remand.ordered_by_procuracy.v1",
    "measure.decided_at_prosecution.v1", "measure.decided_by_court.v1", "remand.annulled.v1", "remand.replaced.v1",
    "remand.expired.v1", "immediate_release.ordered.v1", "defendant.remanded_after_judgment.v1",
    "judgment.pronounced.v1", "defendant.released.v1", "measure.replaced.v1", "person.released.v1",
    "case.discontinued.v1", "case.suspended.v1",
    "file.returned.v1", "file.returned_by_court.v1", "case.suspended_by_court.v1", "case.discontinued_by_court.v1",
    "accused.died.v1", "detainee_death.recorded.v1",
)  # fmt: skip


def _charge_unanswered(memory: Memory, at: At) -> Iterator[Broken]:
    """An accused is investigated whose charge nobody answered in time."""
    named = at.act.data.persons
    for row in waiting(memory, "AR-010"):
        accused = at.before.accused.get(row.person)
        unanswered = row.holds_from <= at.day and accused is not None and accused.status == "charged"
        if unanswered and (not named or row.person in named):
            yield Broken({"label": at.before.accused[row.person].label}, row.person, row.certain, row.versions)


def _no_crime(memory: Memory, at: At) -> Iterator[Broken]:
    """Proceedings end because there was no crime, or none was proved."""
    data = at.act.data
    said = getattr(data, "provision", None) or getattr(data, "clause", None)
    if said in NO_CRIME or getattr(data, "innocent", False):
        yield Broken({"ground": said or "innocent"})
    elif said == "157":  # which clause of the article is not told: its first two mean that there was no crime
        yield Broken({"ground": said}, certain=False)


def _freed_without_reason(memory: Memory, at: At) -> Iterator[Broken]:
    if at.act.data.ground is not None:
        return
    for person in at.act.data.persons:
        accused = at.before.accused.get(person)
        if accused is not None and accused.status == "held" and any(not m.ended for m in accused.measures):
            yield Broken({"label": accused.label}, person)


def _gap(memory: Memory, at: At) -> Iterator[Broken]:
    """1 the order begins later than the day after the one before ended; 2 it is signed after its first day."""
    since = getattr(at.act.data, "since", None)
    if not isinstance(since, date):
        return
    for person in at.act.data.persons:
        before, after = at.before.accused.get(person), at.after.accused.get(person)
        if before is None or after is None or after.running("remand") is None:
            continue
        last = _ends(before)
        facts: dict[str, object] = {"label": before.label, "since": since.isoformat()}
        if last is not None and since > last + DAY:  # 1
            yield Broken({**facts, "until": last.isoformat()}, person)
        elif since < at.day and at.act.type not in APPROVALS:  # 2
            yield Broken({**facts, "signed": at.day.isoformat()}, person)


def _ends(accused: Accused) -> date | None:
    """The last day of the custody or remand in force."""
    running = (accused.running("remand"), accused.running("custody"))
    days = [measure.until for measure in running if measure is not None and measure.until is not None]
    return max(days, default=None)


def _remand(state: Any, person: UUID) -> Measure | None:
    accused = state.accused.get(person)
    return None if accused is None else accused.running("remand")


def _needs_new_order(memory: Memory, at: At) -> Changes:
    """The stage changed while somebody is on remand: a new order, or release, by the last day of the old one."""
    for person, accused in at.after.accused.items():
        measure = accused.running("remand")
        if measure is None or measure.until is None or measure.pending or not day_known(at.act):
            continue
        facts = text({"label": accused.label, "stage": at.after.stage, "until": measure.until.isoformat()})
        mark = f"{at.recorded.version}/{person.hex}"
        versions = (measure.ordered, at.recorded.version)
        yield found(at, "AR-025", mark, measure.until + DAY, facts, person=person, versions=versions)


def _has_new_order(memory: Memory, at: At) -> Changes:
    for row in waiting(memory, "AR-025"):
        measure = _remand(at.after, row.person)
        if measure is not None and measure is _remand(at.before, row.person):
            continue
        late = day_known(at.act) and row.holds_from <= at.day
        yield remedied(row, at) if late else Ended((row.rule, row.mark))


RULES: tuple[Check, ...] = (
    Check("AR-011", INVESTIGATING, _charge_unanswered),
    Check(
        "AR-014",
        ("investigation.discontinued.v1", "case.discontinued.v1", "case.discontinued_by_court.v1",
         "judgment.annulled_and_discontinued.v1"),
        _no_crime,
    ),
    Check("AR-021", ORDERS, _gap),
    Check("AR-024", ("person.released.v1", "custody.release_ordered.v1"), _freed_without_reason),
)  # fmt: skip

REACTIONS: tuple[tuple[str, React], ...] = (
    *((act, _has_new_order) for act in ORDERED_ANEW),
    *((act, _needs_new_order) for act in MOVED_ON),
)
