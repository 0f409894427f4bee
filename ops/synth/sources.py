"""A source of information on a crime: taken up, supervised, settled. BLTTHS-2015/145-160"""

from datetime import datetime
from typing import Any

from domain.kernel.calendar import VIETNAM
from domain.limits import calendar
from domain.limits.lengths import add_months
from ops.synth import words
from ops.synth.cases import case_from
from ops.synth.days import DAY, moment, office_hour
from ops.synth.nation import Office
from ops.synth.region import Process, Region
from ops.synth.streams import File, Made

FIRST_DAYS, OWN_MONTHS = 20, 2  # the first time; what the agency itself makes of it. BLTTHS-2015/147/1, 147/2
CLAUSES = ("1", "2", "3", "5")  # of BLTTHS-2015/157


def source(region: Region, office: Office) -> Process:
    """Everything that comes of one source."""
    chance, shares = region.chance, region.model.shares["source"]
    file = region.open("information_source", office, office.prosecutor(chance.randrange(1000)))
    if chance.one_in(shares["received_by_procuracy"]):
        yield from _received_here(region, file)
    received = region.now
    yield region.days(0.2, 2.2)
    _taken_up(region, file, received)
    yield region.days(0.1, 0.4)
    accepted = file.does("source.accepted_for_supervision.v1", {
        "taken_on": _day(region.now), "register_number": region.register("source", office),
    })  # fmt: skip
    yield region.hours(0.1, 3)
    if region.breaks("missing_source_assignment"):
        region.lapses("missing_source_assignment", file, accepted.version, days=8)
    else:
        file.does("prosecutor.assigned.v1", {"prosecutor": str(file.prosecutor.officer), "phase": "source"})
    if chance.one_in(shares["scene"]):
        yield region.hours(2, 20)
        attended: dict[str, Any] = {"at": _iso(region.now), "place": "Nơi xảy ra sự việc"}
        absent = region.breaks("absent_prosecutor")
        if absent:
            attended |= {"present": False, "absence_reason": "Kiểm sát viên tham gia phiên tòa khác."}
        file.does("scene_examination.supervised.v1", attended)
        if absent:
            region.wrong("absent_prosecutor", file)
    yield from _verified(region, file, received)


def _received_here(region: Region, file: File) -> Process:
    yield office_hour(region.now, region.chance)
    file.does("crime_report.received.v1", {
        "source": "crime_report", "channel": region.chance.pick(("in_person", "post", "phone", "online")),
        "received_at": _iso(region.now), "summary": region.chance.pick(words.SUMMARIES),
        "receiving_officer": str(file.prosecutor.officer), "register_number": region.register("report", file.office),
    })  # fmt: skip
    yield region.hours(2, 20)
    to = words.agency("investigating_body", region.province.office.place)
    file.does("crime_report.forwarded.v1", {"to_agency": to, "reason": "Thuộc thẩm quyền của Cơ quan điều tra."})


def _taken_up(region: Region, file: File, received: datetime) -> None:
    file.does("crime_report_intake.notified.v1", {
        "agency_received_at": _iso(received), "procuracy_received_at": _iso(region.now),
        "register_number": region.register("intake", region.province.office),
        "summary": region.chance.pick(words.SUMMARIES),
    })  # fmt: skip


def _verified(region: Region, file: File, received: datetime) -> Process:
    """Verification up to what settles the source."""
    chance, shares = region.chance, region.model.shares["source"]
    becomes = chance.outcome({name: shares[name] for name in ("initiated", "not_initiated", "suspended")}, "initiated")
    late, unasked = region.breaks("late_source_settlement", 65), region.breaks("missing_verification_request")
    needed = chance.days(region.model.days["source"], 4, 18.9 if unasked else 112)
    if late:
        needed = 32 + 20 * chance.random()
    if not unasked:
        yield from _requested(region, file)
    if chance.one_in(shares["transferred"]) and 10 < needed < FIRST_DAYS and becomes != "suspended":
        to = f"Cơ quan An ninh điều tra Công an {region.province.office.place}"
        file.does("source.forwarded.v1", {"to_agency": to, "reason": "Chuyển theo thẩm quyền điều tra."})
        yield region.hours(3, 40)
        _taken_up(region, file, received)
    if not late:
        yield from _lengthened(region, file, received, needed)
    yield max(region.hours(1, 2), office_hour(received + needed * DAY, chance))
    settled: Made = yield from _SETTLING[becomes](region, file)
    if late:
        region.wrong("late_source_settlement", file, settled.version)
    if unasked and becomes != "initiated":
        region.wrong("missing_verification_request", file, settled.version)


def _requested(region: Region, file: File) -> Process:
    yield region.hours(4, 36)
    demands = region.chance.sample(words.DEMANDS, 2)
    request = file.does("verification.requested.v1", {
        "demands": demands, "due_on": _day(region.now + 10 * DAY),
        "addressee": words.agency("investigating_body", region.province.office.place),
    })  # fmt: skip
    region.start(_answered(region, file, request), region.days(3, 12))


def _answered(region: Region, file: File, request: Made) -> Process:
    file.does("request.answered.v1", {"result": "done"}, links=(request.link("answers"),))
    return
    yield


def _lengthened(region: Region, file: File, received: datetime, needed: float) -> Process:
    """What makes the time longer before it ends. BLTTHS-2015/147/2"""
    if needed < FIRST_DAYS - 1:
        return
    begun = received.astimezone(VIETNAM).date()
    own_end = add_months(begun, OWN_MONTHS)
    yield max(region.now, received + (12 + 5 * region.chance.random()) * DAY)
    file.does("source_verification.prolonged.v1", {"reason": "complex", "until": own_end.isoformat()})
    if needed < 56:
        return
    yield moment(own_end, 9) - 9 * DAY
    request = file.does("source_extension.requested.v1", {
        "current_end": own_end.isoformat(), "reason": "Chưa có kết quả giám định.",
        "file_received_on": _day(region.now),
    })  # fmt: skip
    late = region.breaks("late_source_extension")
    yield moment(calendar.next_working(own_end), 9) + 1.2 * DAY if late else region.hours(5, 48)
    more = {
        "since": own_end.isoformat(),
        "until": add_months(own_end, 2).isoformat(),
        "reason": "Chưa kết thúc xác minh.",
    }
    extended = file.does("source.extended.v1", more, links=(request.link("answers"),))
    if late:
        region.wrong("late_source_extension", file, extended.version)


def _opened(region: Region, file: File) -> Process:
    """The agency opens a case, in a stream of its own."""
    opened = case_from(region, file)
    yield region.hours(0.1, 0.5)
    led = file.does("source.led_to_case.v1", links=(opened.link("opens"),))
    yield from _supervised(region, file, led, "opening")
    yield from _told(region, file, led)
    return led


def _refused(region: Region, file: File) -> Process:
    """The agency opens no case."""
    late = region.breaks("late_refusal_sent")
    sent = region.after(3 * DAY, 5 * DAY) if late else region.now
    data = {"clause": region.chance.pick(CLAUSES), "ground": "Không có sự việc phạm tội.", "sent_on": _day(sent)}
    refused = file.does("opening.refused.v1", data, not_before=sent)
    if late:
        region.wrong("late_refusal_sent", file, refused.version)
    yield from _told(region, file, refused)
    yield from _supervised(region, file, refused, "opening_refusal")
    return refused


def _suspended(region: Region, file: File) -> Process:
    """The agency suspends; some sources are resumed and settled."""
    ground = {"clause": "expert_or_foreign", "ground": "Đã trưng cầu giám định nhưng chưa có kết quả."}
    suspended = file.does("source.suspended.v1", {**ground, "sent_on": _day(region.now)})
    if region.breaks("unreviewed_source_suspension"):
        region.lapses("unreviewed_source_suspension", file, suspended.version, days=14)
    else:
        yield from _supervised(region, file, suspended, "suspension")
    yield from _told(region, file, suspended)
    region.start(_resumed(region, file), region.days(20, 90))
    return suspended


def _resumed(region: Region, file: File) -> Process:
    if not region.chance.one_in(region.model.shares["source"]["resumed"]):
        return
    file.does("source.resumed.v1", {"ground": "Đã có kết luận giám định.", "sent_on": _day(region.now)})
    yield region.days(6, 24)
    yield from (_opened if region.chance.one_in(0.6) else _refused)(region, file)


_SETTLING = {"initiated": _opened, "not_initiated": _refused, "suspended": _suspended}


def _supervised(region: Region, file: File, decided: Made, decision: str) -> Process:
    yield region.hours(4, 40)
    found: dict[str, Any] = {"decision": decision, "well_founded": True}
    file.does("source.decision_supervised.v1", found, links=(decided.link("concerns"),))


def _told(region: Region, file: File, decided: Made) -> Process:
    if region.breaks("informant_not_told"):
        region.lapses("informant_not_told", file, decided.version, days=4)
        return
    yield max(region.now, min(region.hours(2, 30), decided.occurred + 2.4 * DAY))
    party = words.party(region.chance, region.person(), "informant", "người tố giác")
    file.does("source_result.notified_by_agency.v1", {"addressee": party}, links=(decided.link("concerns"),))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _day(at: datetime) -> str:
    return at.astimezone(VIETNAM).date().isoformat()
