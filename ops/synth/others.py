"""Recommendations, direct supervision, mutual legal assistance."""

from datetime import timedelta

from ops.synth import words
from ops.synth.accused import day, iso
from ops.synth.nation import Office
from ops.synth.region import Process, Region

STATES = ("Lào", "Campuchia", "Hàn Quốc", "Trung Quốc", "Nga", "Ba Lan")


def petition(region: Region, office: Office) -> Process:
    """A recommendation to remedy violations, followed until it is done. LTCVKSND-2014/5"""
    chance = region.chance
    file = region.open("petition", office, office.prosecutor(chance.randrange(1000)))
    yield region.days(0, 1)
    issued = file.does("violation_remedy_petition.issued.v1", {
        "addressee": words.agency("investigating_body", region.province.office.place), "demand": "Khắc phục vi phạm.",
        "violations": [{"content": chance.pick(words.VIOLATIONS), "article": "BLTTHS-2015/5"}],
    })  # fmt: skip
    if region.breaks("petition_unanswered", 50):
        region.lapses("petition_unanswered", file, issued.version, days=46)
        return
    yield region.days(5, 20)
    answered = {"result": "accepted", "content": "Tiếp thu, chấn chỉnh."}
    file.does("petition.answered.v1", answered, links=(issued.link("answers"),))
    yield region.days(0.5, 4)
    file.does("petition.accepted.v1", {"evidence": "Văn bản tiếp thu kiến nghị."})
    yield region.days(10, 40)
    file.does("petition_implementation.verified.v1", {"result": "done", "evidence": "Biên bản kiểm tra."})


def direct_supervision(region: Region, office: Office) -> Process:
    """A direct supervision of how sources are settled. LTCVKSND-2014/13"""
    file = region.open("direct_supervision", office, office.prosecutor(region.chance.randrange(1000)))
    yield region.days(0, 1)
    start = day(region.now) + timedelta(days=12)
    team = [str(office.prosecutor(number).officer) for number in range(2)]
    file.does("source_direct_supervision.ordered.v1", {
        "addressee": words.agency("investigating_body", region.province.office.place), "team": team, "leader": team[0],
        "since": (start - timedelta(days=180)).isoformat(), "until": start.isoformat(),
        "on_site_from": start.isoformat(),
    })  # fmt: skip
    yield region.days(1, 4)
    contents = ["Việc tiếp nhận, phân loại nguồn tin", "Việc chấp hành thời hạn giải quyết"]
    due = {"report_due": (start - timedelta(days=1)).isoformat()}
    file.does("source_direct_supervision.planned.v1", {"contents": contents, **due})
    yield region.days(14, 20)
    on_site = {"since": start.isoformat(), "until": day(region.now).isoformat()}
    file.does("direct_supervision.conducted.v1", {**on_site, "files_examined": 40, "violations": 2})
    yield region.days(5, 12)
    found = [{"content": region.chance.pick(words.VIOLATIONS), "article": "BLTTHS-2015/146/5", "count": 2}]
    file.does("source_direct_supervision.concluded.v1", {
        "findings": found, "demands": ["Khắc phục vi phạm đã nêu."],
        "remedy_due": str(day(region.now) + timedelta(days=30)),
    })  # fmt: skip
    if region.breaks("supervision_unremedied", 45):
        region.lapses("supervision_unremedied", file, file.version, days=32)
        return
    yield region.days(9, 20)
    file.does("petition_implementation.verified.v1", {"result": "done", "evidence": "Báo cáo kết quả khắc phục."})


def legal_assistance(region: Region, office: Office) -> Process:
    """A request to a foreign state, drafted in the province and sent by the supreme procuracy."""
    file = region.open("legal_assistance", region.province.office, region.province.office.prosecutor(0))
    supreme = region.supreme
    yield region.days(0, 1)
    file.does("assistance_request.drafted_by_procuracy.v1", {
        "foreign_state": region.chance.pick(STATES), "assistance": ["evidence"], "translation": True,
    })  # fmt: skip
    yield region.days(2, 8)
    file.does("assistance_request.submitted.v1", {
        "received_at": iso(region.now), "register_number": region.register("assistance", region.province.office),
    })  # fmt: skip
    yield region.days(2, 6)
    sent = {"channel": "central_authority", "notified_at": iso(region.now)}
    file.does("assistance_request.sent_abroad.v1", sent, office=supreme, by=supreme.head)
    yield region.days(60, 150)
    file.does("assistance_result.received.v1", {"outcome": "full"}, office=supreme, by=supreme.head)
    yield region.days(1, 5)
    file.does(
        "assistance_result.forwarded.v1", {"to_agency": region.province.office.name}, office=supreme, by=supreme.head
    )
