"""Complaints and denunciations in judicial activity: received, classified, settled or passed on. BLTTHS-2015/469-483"""

from datetime import timedelta

from ops.synth import words
from ops.synth.accused import day, iso
from ops.synth.days import DAY, office_hour
from ops.synth.nation import Office
from ops.synth.region import Process, Region
from ops.synth.streams import File

SORTS = {"complaint": 0.62, "denunciation": 0.13, "request": 0.25}


def complaint(region: Region, office: Office) -> Process:
    """One petition of a citizen."""
    chance = region.chance
    file = region.open("complaint", office, office.prosecutor(chance.randrange(1000)))
    sort = chance.weighed(SORTS)
    yield office_hour(region.now, chance)
    author = words.party(chance, region.person(), "other", "người gửi đơn")
    received = file.does("complaint.received.v1", {
        "author": author, "summary": chance.pick(words.COMPLAINTS), "sort": sort, "received_at": iso(region.now),
        "channel": chance.pick(("in_person", "post", "online")), "register_number": region.register("petition", office),
    })  # fmt: skip
    if region.breaks("unclassified_complaint"):
        region.lapses("unclassified_complaint", file, received.version, days=16)
        return
    yield region.days(0.2, 1)
    own = sort != "request" and chance.one_in(0.6)
    file.does("complaint.classified.v1", {
        "competence": "own_settlement" if own else "other_body", "conditions_met": True,
        "proposed_by": str(file.prosecutor.officer),
    })  # fmt: skip
    yield region.days(0.3, 2)
    if not own:
        to = words.agency("investigating_body", region.province.office.place)
        file.does("complaint.transferred.v1", {"to_agency": to})
    elif sort == "denunciation":
        yield from _denunciation(region, file)
    else:
        yield from _settled(region, file)


def _settled(region: Region, file: File) -> Process:
    """A complaint settled within seven days, told to its author within three. BLTTHS-2015/476"""
    accepted = file.does("complaint.accepted.v1", {
        "register_number": region.register("complaint", file.office), "target": "prosecutor", "level": "first",
        "officer": str(file.prosecutor.officer), "received_at": iso(region.now),
    })  # fmt: skip
    yield region.hours(2, 30)
    others = [each for each in file.office.actors["KSV"] if each.officer != file.prosecutor.officer]
    verifiers = [str(region.chance.pick(others).officer)]
    due = (day(region.now) + timedelta(days=5)).isoformat()
    file.does("complaint_verifier.assigned.v1", {"verifiers": verifiers, "due_on": due}, by=file.office.head)
    late = region.breaks("late_complaint")
    yield region.after(18 * DAY, 23 * DAY) if late else region.days(1, 3.5)
    result = region.chance.pick(("rejected", "rejected", "partly_upheld", "upheld"))
    settled = file.does("complaint.settled.v1", {"instance": "first", "result": result}, by=file.office.head)
    if late:
        region.wrong("late_complaint", file, accepted.version, settled.version)
    yield region.hours(3, 30)
    file.does("settlement_document.sent.v1", {"to": ["Người khiếu nại"]})


def _denunciation(region: Region, file: File) -> Process:
    """A denunciation concluded within thirty days. BLTTHS-2015/481/3"""
    denounced = words.party(region.chance, region.person(), "denounced", "người bị tố cáo")
    file.does("denunciation.accepted.v1", {
        "denounced": [denounced], "acts": "Chậm xử lý hồ sơ.", "identity_protected": True,
    })  # fmt: skip
    yield region.days(8, 24)
    data = {"result": "false", "handling": "Không có căn cứ xử lý.", "notified_at": iso(region.now)}
    file.does("denunciation.concluded.v1", data)
    yield region.hours(3, 30)
    file.does("settlement_document.sent.v1", {"to": ["Người tố cáo"]})
