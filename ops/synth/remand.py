"""Remand and what takes its place, from the order to the judgment. BLTTHS-2015/119-123, 173, 241, 278, 329"""

from datetime import date, timedelta

from domain.law.limits import REMAND_MONTHS
from domain.limits.lengths import add_months
from ops.synth.accused import Accused, Case, day, ids, iso
from ops.synth.days import DAY, HOUR, moment
from ops.synth.region import Process

MONTH = 30  # days: BLTTHS-2015/134/1
FIRST_MONTHS = {"less_serious": 2, "serious": 3, "very_serious": 4, "particularly_serious": 4}  # BLTTHS-2015/172/1
EXTENSION = {"less_serious": 1, "serious": 2, "very_serious": 3, "particularly_serious": 4}  # months: 173/2
DECISION_DAYS = {"less_serious": 30, "serious": 30, "very_serious": 45, "particularly_serious": 60}  # 240/1, extended
TRIAL_DAYS = {"less_serious": 30, "serious": 45, "very_serious": 60, "particularly_serious": 90}  # 277/1, 278/2


def investigation_ends(case: Case) -> date:
    """The last day of the first period of the investigation."""
    assert case.opened is not None
    return add_months(day(case.opened), FIRST_MONTHS[case.charge.crime_class])


def remand(case: Case, persons: list[Accused]) -> Process:
    """Those in custody remanded: ordered by the agency, approved by the procuracy before custody ends."""
    region, file = case.region, case.file
    since = day(region.now)
    held = persons[0].custody_since
    assert held is not None
    custody_days = max(1, -((held - region.now) // DAY))
    months = REMAND_MONTHS[case.charge.crime_class]
    until = min(since + timedelta(days=MONTH * months - 1 - custody_days), investigation_ends(case))
    term = {"since": since.isoformat(), "until": until.isoformat()}
    received = region.now + HOUR
    file.does("remand.ordered.v1", {
        "accused": ids(persons), "months": months, **term, "ground": "Có dấu hiệu tiếp tục phạm tội.",
        "sent_at": iso(region.now), "received_at": iso(received),
    })  # fmt: skip
    yield region.hours(1.2, 3)
    approved = {"accused": ids(persons), **term, "file_received_at": iso(received), "custody_days": custody_days}
    file.does("remand.approved.v1", approved)
    for each in persons:
        each.remand_until = until


def extended(case: Case, needed: date) -> Process:
    """Remand extended where the investigation needs longer than the order. BLTTHS-2015/173/2"""
    region, file, held = case.region, case.file, case.in_remand
    if not held or held[0].remand_until is None or needed + 8 * DAY <= held[0].remand_until:
        return
    ends = held[0].remand_until
    if region.breaks("overdue_detention", 60):
        yield from _kept_too_long(case, ends)
        return
    asked = file.does("remand.extension_requested.v1", {
        "accused": ids(held), "ends_on": ends.isoformat(), "extension": 1,
        "reason": "Vụ án có nhiều tình tiết phức tạp.", "sent_at": iso(region.now),
        "received_at": iso(region.now + HOUR),
    })  # fmt: skip
    yield region.hours(10, 60)
    months = EXTENSION[case.charge.crime_class]
    until = ends + timedelta(days=MONTH * months)
    held, gap = case.in_remand, region.breaks("custody_gap")
    since = ends + (3 * DAY if gap else DAY)
    file.does("remand.extended.v1", {
        "accused": ids(held), "months": months, "since": since.isoformat(), "until": until.isoformat(),
    }, links=(asked.link("answers"),))  # fmt: skip
    for each in held:
        each.remand_until = until
        if gap:
            region.wrong("custody_gap", file, file.version, person=each.person)


def _kept_too_long(case: Case, ends: date) -> Process:
    """The term ends, nobody extends it, and those in remand are set free days later."""
    region, file, held = case.region, case.file, case.in_remand
    yield moment(ends, 9) + (2 + 3 * region.chance.random()) * DAY
    freed = {"accused": ids(held), "released_at": iso(region.now), "ground": "Hết thời hạn tạm giam."}
    file.does("person.released.v1", freed)
    for each in held:
        each.remand_until = None
        region.wrong("overdue_detention", file, file.version, person=each.person)


def for_prosecution(case: Case) -> None:
    """Remand extended for the decision on prosecution. BLTTHS-2015/241"""
    held = case.in_remand
    if not held or held[0].remand_until is None:
        return
    since = held[0].remand_until + DAY
    days = min(DECISION_DAYS[each.charge.crime_class] for each in held)
    until = since + timedelta(days=days - 1)
    case.file.does("remand.extended_for_prosecution.v1", {
        "accused": ids(held), "since": since.isoformat(), "until": until.isoformat(),
    })  # fmt: skip
    for each in held:
        each.remand_until = until


def for_trial(case: Case) -> None:
    """Remand ordered by the court for the preparation of the trial. BLTTHS-2015/278"""
    held = case.in_remand
    if not held:
        return
    since = day(case.region.now)
    until = since + timedelta(days=min(TRIAL_DAYS[each.charge.crime_class] for each in held) - 1)
    case.file.does("measure.decided_by_court.v1", {
        "accused": ids(held), "measure": "remand", "since": since.isoformat(), "until": until.isoformat(),
        "received_at": iso(case.region.now + 3 * HOUR),
    })  # fmt: skip
    for each in held:
        each.remand_until = until


def bail(case: Case, persons: list[Accused]) -> None:
    """A ban on leaving the place of residence, without a last day of its own. BLTTHS-2015/123"""
    if not persons or case.file.stage != "investigation":
        return
    since = day(case.region.now)
    case.file.does("residence_ban.ordered.v1", {
        "accused": ids(persons), "since": since.isoformat(), "place": "Nơi cư trú",
        "sent_at": iso(case.region.now), "received_at": iso(case.region.now + HOUR),
    })  # fmt: skip
