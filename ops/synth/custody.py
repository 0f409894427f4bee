"""Arrest in the act, custody, its extension, release. BLTTHS-2015/111, 114, 117, 118"""

from datetime import timedelta
from typing import Any

from ops.synth.accused import Accused, Case, day, ids, iso
from ops.synth.days import DAY, HOUR
from ops.synth.region import Process

TERM = timedelta(days=3)


def arrested(case: Case, persons: list[Accused]) -> Process:
    """Persons arrested in the act and kept in custody, each at the hour of the same order."""
    region, file = case.region, case.file
    named = [each.json_names for each in persons]
    file.does("person.arrested.v1", {
        "accused": named, "manner": "in_the_act", "arrested_at": iso(region.now), "place": "Nơi xảy ra sự việc",
    })  # fmt: skip
    yield region.hours(2, 9)
    _kept(case, persons, "in_the_act")


def held_urgently(case: Case, persons: list[Accused]) -> Process:
    """Persons held in urgency, arrested with the procuracy's approval, and kept in custody. BLTTHS-2015/110"""
    region, file = case.region, case.file
    file.does("holding.ordered.v1", {
        "accused": [each.json_names for each in persons], "held_at": iso(region.now), "clause": "a",
        "ground": "Chuẩn bị bỏ trốn.", "place": "Nơi ở", "family_told_at": iso(region.now + 3 * HOUR),
    })  # fmt: skip
    yield region.hours(2, 9)
    received = region.now + HOUR
    ordered = {"accused": ids(persons), "sent_at": iso(region.now), "received_at": iso(received)}
    file.does("holding.arrest_ordered.v1", ordered)
    _kept(case, persons, "held")
    yield received + timedelta(hours=2 + 8 * region.chance.random())
    file.does("holding.approved.v1", {"accused": ids(persons), "file_received_at": iso(received)})


def _kept(case: Case, persons: list[Accused], taken: str) -> None:
    """Custody ordered for three days."""
    region, file = case.region, case.file
    since, long = region.now, region.breaks("custody_too_long")
    ordered = file.does("custody.ordered.v1", {
        "accused": [each.json_names for each in persons], "taken": taken, "begins_at": iso(since),
        "ends_at": iso(since + TERM), "until": (day(since) + TERM + long * DAY).isoformat(),
        "sent_at": iso(since + HOUR), "received_at": iso(region.hours(2, 8)),
    })  # fmt: skip
    if long:
        region.wrong("custody_too_long", file, ordered.version)
    for each in persons:
        each.custody_since, each.custody_until = since, since + TERM


def extended(case: Case, held: list[Accused]) -> Process:
    """Custody extended once, with approval within twelve hours of the file. BLTTHS-2015/118/2"""
    region, file = case.region, case.file
    begun = held[0].custody_until
    assert begun is not None
    yield max(region.now, begun - 22 * HOUR)
    ends = begun + TERM
    received, late = region.hours(1, 4), region.breaks("late_custody_extension")
    term: dict[str, Any] = {"runs_from": iso(begun), "runs_until": iso(ends)}
    decided = file.does("custody.extended.v1", {
        "accused": ids(held), **term, "until": day(ends).isoformat(), "extension": 1, "sent_at": iso(region.now),
        "received_at": iso(received),
    })  # fmt: skip
    for each in held:
        each.custody_until = ends
    yield received + timedelta(hours=(14 if late else 2) + 7 * region.chance.random())
    approved = {"accused": ids(held), **term, "file_received_at": iso(received)}
    answer = file.does("custody.extension_approved.v1", approved)
    for each in held if late else ():
        region.wrong("late_custody_extension", file, decided.version, answer.version, person=each.person)


def released(case: Case, persons: list[Accused], ground: str = "Không cần thiết tiếp tục tạm giữ.") -> None:
    """Persons set free from custody; an empty ground is not written down."""
    freed = {"accused": ids(persons), "released_at": iso(case.region.now)}
    case.file.does("person.released.v1", freed | ({"ground": ground} if ground else {}))
    for each in persons:
        each.custody_until = None
