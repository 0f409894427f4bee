"""The investigation, from the first request of the prosecutor to what ends it. BLTTHS-2015/165, 172, 229-232"""

from datetime import datetime, timedelta
from typing import Any

from domain.limits.lengths import add_months
from ops.synth import words
from ops.synth.accused import Case, day, ids, iso
from ops.synth.days import DAY, HOUR, moment, office_hour
from ops.synth.prosecution import prosecuted
from ops.synth.region import Process
from ops.synth.remand import EXTENSION, extended, investigation_ends
from ops.synth.streams import Made

EXTENDED_MONTHS = {"less_serious": 2, "serious": 3, "very_serious": 4, "particularly_serious": 4}  # first time: 172/2

REQUEST = "investigation.requested.v1"
BACK = 9 * DAY  # how much earlier than its number an act with an older day stands


def investigated(case: Case) -> Process:
    """The investigation to its end, and what follows."""
    region, shares = case.region, case.region.model.shares["investigation"]
    file = case.file
    if case.still:
        return
    late = not case.in_remand and region.breaks("overdue_investigation", 175)
    unasked = bool(case.going_on) and not late and region.breaks("missing_investigation_request", 40)
    case.overdue, length = late, _length(case, late, unasked)
    if unasked:
        region.lapses("missing_investigation_request", file, case.approved, days=19)
    else:
        yield from _requested(case)
    if region.chance.one_in(shares["expert"]):
        yield region.hours(3, 30)
        _examined(case)
    if (
        region.chance.one_in(shares["transferred"])
        and case.going_on
        and not unasked
        and not case.in_remand
        and not late
    ):
        yield from _transferred(case)
        return
    if not late:
        yield from _extended(case, length)
    yield max(region.hours(2, 6), office_hour((case.opened or region.now) + length * DAY, region.chance))
    if file.stage != "investigation":
        return
    if not case.going_on:
        yield from _suspended(case, "229.1.a", "Chưa xác định được bị can.")
    elif region.chance.one_in(shares["terminated"]):
        yield from _discontinued(case)
    elif region.chance.one_in(shares["suspended"]) and not case.in_remand:
        yield from _suspended(case, "229.1.c", "Chưa có kết quả giám định.")
    else:
        yield from _concluded(case)


def _length(case: Case, late: bool, unasked: bool) -> float:
    """Days from the decision to open to what ends the investigation."""
    region, crime_class = case.region, case.charge.crime_class
    assert case.opened is not None
    first = (investigation_ends(case) - day(case.opened)).days
    most = first + EXTENDED_MONTHS[crime_class] * 30 - 8.0
    if late:
        return first + 14 + 25 * region.chance.random()
    if not case.going_on:
        return first - 3.0
    held = case.in_remand
    if held and held[0].remand_until is not None:
        last = held[0].remand_until + timedelta(days=30 * EXTENSION[crime_class])
        most = min(most, (last - day(case.opened)).days - 9.0)
    least = (region.now - case.opened) / DAY + 21 if unasked else 16.0
    return region.chance.days(region.model.days[crime_class], least, most)


def _ended(case: Case, by: Made) -> None:
    """Notes the act that ended the investigation, and that it came late."""
    if case.overdue:
        case.region.wrong("overdue_investigation", case.file, 1, by.version)


def _requested(case: Case) -> Process:
    """What the prosecutor requires of the investigator, and the answer."""
    region, file = case.region, case.file
    rounds = 1 + region.chance.one_in(region.model.shares["investigation"]["second_request"])
    for number in range(1, rounds + 1):
        yield region.days(0.5, 3)
        if file.stage != "investigation":
            return
        earlier = region.now - BACK
        may = earlier > (case.opened or earlier) and region.would_go_back(REQUEST, file.office, earlier)
        back = number > 1 and may and region.breaks("backdated_entry")
        asked = file.does(REQUEST, {
            "requests": region.chance.sample(words.DEMANDS, 3), "round": number,
            "due_on": day(region.now + 15 * DAY).isoformat(),
        }, occurred=earlier if back else None)  # fmt: skip
        if back:
            region.wrong("backdated_entry", file, asked.version)
        yield region.days(3, 6)
        file.does("request.answered.v1", {"result": "done"}, links=(asked.link("answers"),))


def _examined(case: Case) -> None:
    """An expert is asked; the conclusion comes in."""
    region, file = case.region, case.file
    if file.stage != "investigation":
        return
    file.does("examination.requested.v1", {"subject": "thương tích, chất thu giữ", "questions": ["Tỷ lệ, khối lượng?"]})
    region.start(_expert_answered(case), region.days(3, 7))


def _expert_answered(case: Case) -> Process:
    region, file = case.region, case.file
    if file.stage in ("investigation", "prosecution", "investigation_suspended"):
        file.does("expert_conclusion.received.v1", {
            "conclusion": "KLGĐ", "concluded_on": day(region.now).isoformat(), "received_at": iso(region.now),
            "summary": "Kết luận về đối tượng giám định.",
        })  # fmt: skip
    return
    yield


def _extended(case: Case, length: float) -> Process:
    """The investigation, and remand with it, extended before its time ends. BLTTHS-2015/172/2, 173/2"""
    region, file = case.region, case.file
    assert case.opened is not None
    ends, needed = investigation_ends(case), day(case.opened + length * DAY)
    held = case.in_remand
    remand_ends = held[0].remand_until if held else None
    if needed + 2 * DAY >= ends or (remand_ends is not None and needed + 8 * DAY > remand_ends):
        yield max(region.now, _before(min(ends, remand_ends or ends), 16))
        asked = file.does("investigation_extension.requested.v1", {
            "extension": 1, "current_end": ends.isoformat(), "reasons": "Vụ án có nhiều tình tiết phức tạp.",
            "sent_at": iso(region.now), "received_at": iso(region.now + HOUR),
        })  # fmt: skip
        yield region.hours(5, 50)
        months = EXTENDED_MONTHS[case.charge.crime_class]
        file.does("investigation.extended.v1", {
            "months": months, "since": ends.isoformat(), "until": add_months(ends, months).isoformat(), "extension": 1,
        }, links=(asked.link("answers"),))  # fmt: skip
        yield from extended(case, needed)


def _before(end: Any, days: float) -> datetime:
    return moment(end, 9) - days * DAY


def _suspended(case: Case, clause: str, ground: str) -> Process:
    """The investigation suspended; some half a year later the procuracy looks at it again."""
    region, file = case.region, case.file
    if clause == "229.1.a" and case.going_on:
        file.does("wanted_notice.issued.v1", {"accused": ids(case.going_on)})
    suspended = file.does("investigation.suspended.v1", {
        "clause": clause, "ground": ground, "sent_at": iso(region.now), "received_at": iso(region.now + 20 * HOUR),
    })  # fmt: skip
    _ended(case, suspended)
    if region.breaks("unreviewed_stop", 200):
        region.lapses("unreviewed_stop", file, suspended.version, days=186)
        return
    region.start(_looked_at_again(case), region.days(150, 170))
    return
    yield


def _looked_at_again(case: Case) -> Process:
    if case.file.stage == "investigation_suspended":
        case.file.does("investigation_documents.demanded.v1", {
            "demanded": ["Kết quả rà soát căn cứ tạm đình chỉ."],
            "addressee": words.agency("investigating_body", case.region.province.office.place),
        })  # fmt: skip
    return
    yield


def _discontinued(case: Case) -> Process:
    """The investigation ends without a proposal; the procuracy reviews it within fifteen days. BLTTHS-2015/230"""
    region, file = case.region, case.file
    wrong = region.breaks("no_crime_discontinued")
    clause, ground = (
        ("not_proved_in_time", "Hết thời hạn mà không chứng minh được.")
        if wrong
        else ("BLHS-29", "Được miễn trách nhiệm hình sự.")
    )
    ended = file.does("investigation.discontinued.v1", {
        "clause": clause, "ground": ground, "measures_lifted": True, "sent_at": iso(region.now),
        "received_at": iso(region.now + 20 * HOUR),
    })  # fmt: skip
    _ended(case, ended)
    for each in case.accused:
        each.out = True
    if wrong:
        region.wrong("no_crime_discontinued", file, ended.version)
    yield region.days(2, 9)
    file.does("investigation.discontinuation_reviewed.v1")


def _transferred(case: Case) -> Process:
    """Another khu vực of the province takes the case over. BLTTHS-2015/169"""
    region, file = case.region, case.file
    others = [office for office in region.province.units if office.code != file.office.code]
    if not others or file.stage != "investigation":
        return
    old, new = file.office, region.chance.pick(others)
    file.does("case.transferred.v1", {
        "to": new.name, "ground": "169.1.a", "reasons": "Hành vi xảy ra tại địa bàn khác.",
        "sent_at": iso(region.now + HOUR),
    })  # fmt: skip
    assert case.opened is not None
    used = (region.now - case.opened).days
    yield region.hours(20, 60)
    file.office, file.prosecutor = new, new.prosecutor(region.chance.randrange(1000))
    file.does("transferred_case.received.v1", {"from_agency": old.name, "days_used": used})
    file.does("prosecutor.assigned.v1", {"prosecutor": str(file.prosecutor.officer), "phase": "investigation"})
    yield region.days(12, 30)
    yield from _concluded(case)


def _concluded(case: Case) -> Process:
    """The conclusion proposes prosecution and reaches the procuracy within two days. BLTTHS-2015/232/4"""
    region, file = case.region, case.file
    handed = region.hours(10, 40)
    concluded = file.does("investigation.concluded.v1", {"proposed": len(case.going_on), "handed_over_at": iso(handed)})
    _ended(case, concluded)
    yield region.hours(2, 8)
    file.does("conclusion.served_on_accused.v1", {"accused": ids(case.going_on)})
    yield handed
    file.does("file.received.v1", {
        "folios": 80 + region.chance.randrange(300), "register_number": region.register("prosecution", file.office),
        "volumes": 1, "exhibits_complete": True, "conclusion_served": True,
    })  # fmt: skip
    yield from prosecuted(case)
