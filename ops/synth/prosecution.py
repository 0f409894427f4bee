"""The file with the procuracy: indictment, return, discontinuation; then to the court. BLTTHS-2015/236-248"""

from domain.limits import calendar
from ops.synth.accused import Case, day, ids, iso
from ops.synth.days import DAY, moment, office_hour
from ops.synth.region import Process
from ops.synth.remand import for_prosecution
from ops.synth.trial import tried

DAYS = {"less_serious": 20, "serious": 20, "very_serious": 30, "particularly_serious": 30}  # BLTTHS-2015/240/1
EXTENSION = {"less_serious": 10, "serious": 10, "very_serious": 15, "particularly_serious": 30}


def prosecuted(case: Case) -> Process:
    """The decision on prosecution within its time, and what follows."""
    region, file, shares = case.region, case.file, case.region.model.shares["prosecution"]
    received, case.received = region.now, file.version
    yield region.hours(0.3, 5)
    for_prosecution(case)
    held = bool(case.in_remand)
    late = not held and region.breaks("late_indictment", 70)
    most, needed = DAYS[case.crime_class], region.chance.days(region.model.days["prosecution"], 3, 60)
    if late:
        needed = most + 12 + 12 * region.chance.random()
    elif needed > most - 2 and region.chance.one_in(shares["extended"]):
        due = calendar.next_working(day(received) + most * DAY)
        rolled = (due - day(received)).days - most
        tardy = not held and rolled <= 3 and region.breaks("late_prosecution_extension")
        yield max(region.now, moment(due, 9) + 1.1 * DAY if tardy else received + (most - 5) * DAY)
        more = {"days": EXTENSION[case.crime_class], "reason": "Cần làm rõ thêm vai trò của các bị can."}
        extended = file.does("prosecution.extended.v1", more)
        if tardy:
            region.wrong("late_prosecution_extension", file, extended.version)
        needed = min(needed, most + (6.5 if tardy else 3.0))
    else:
        needed = min(needed, most - 3.0)
    if region.breaks("contradicting_act"):
        file.does(
            "examination.requested.v1", {"subject": "giám định chữ viết", "questions": ["Có cùng một người viết?"]}
        )
        region.wrong("contradicting_act", file)
    yield max(region.hours(1, 2), office_hour(received + needed * DAY, region.chance))
    if not held and not late and region.chance.one_in(shares["returned"]):
        yield from _returned(case)
        return
    if region.chance.one_in(shares["terminated"]) and not held and not late:
        yield from _discontinued(case)
        return
    yield from _indicted(case, late)


def _returned(case: Case) -> Process:
    """The file goes back for a supplementary investigation of two months at most. BLTTHS-2015/245, 174/2"""
    region, file = case.region, case.file
    wrong = region.breaks("return_without_ground")
    why = {} if wrong else {"grounds": ["evidence"], "matters": ["Làm rõ giá trị tài sản bị thiệt hại."]}
    returned = file.does("file.returned.v1", {**why, "round": 1})
    if wrong:
        region.wrong("return_without_ground", file, returned.version)
    yield region.hours(3, 40)
    file.does(
        "decision.notified_to_parties.v1",
        {"addressees": ["Bị can", "Người bào chữa"]},
        links=(returned.link("concerns"),),
    )
    yield region.days(15, 45)
    handed = region.hours(10, 40)
    file.does("supplementary_investigation.concluded.v1", {"handed_over_at": iso(handed)})
    yield handed
    file.does("file.received.v1", {"folios": 120, "register_number": region.register("prosecution", file.office)})
    yield region.days(4, 14)
    yield from _indicted(case, late=False)


def _discontinued(case: Case) -> Process:
    region, file = case.region, case.file
    ended = file.does("case.discontinued.v1", {"provision": "BLHS-2015/29", "ground": "Được miễn trách nhiệm hình sự."})
    for each in case.accused:
        each.out = True
    yield region.hours(3, 40)
    file.does("decision.notified_to_parties.v1", {"addressees": ["Bị can", "Bị hại"]}, links=(ended.link("concerns"),))


def _indicted(case: Case, late: bool) -> Process:
    """The indictment, served on every accused and sent to the court within three days. BLTTHS-2015/240/2, 244"""
    region, file = case.region, case.file
    charges = [{"accused": each.id, "charges": [each.charge.json()]} for each in case.going_on]
    indicted = file.does("indictment.issued.v1", {
        "accused": ids(case.going_on), "charges": charges, "to_court": region.court_of(file.office),
        "indicted": len(case.going_on),
    })  # fmt: skip
    if late:
        region.wrong("late_indictment", file, case.received, indicted.version)
    late_service = not case.in_remand and region.breaks("late_indictment_service")
    yield region.hours(2, 20)
    file.does("decision.sent_to_superior.v1", {"to_unit": file.office.parent}, links=(indicted.link("concerns"),))
    yield region.after(13 * DAY, 16 * DAY) if late_service else region.hours(2, 24)
    served = {"accused": ids(case.going_on), "document": "Cáo trạng", "to": "accused"}
    file.does("indictment.served.v1", served, links=(indicted.link("concerns"),))
    for each in case.going_on if late_service else ():
        region.wrong("late_indictment_service", file, indicted.version, file.version, person=each.person)
    yield region.hours(1, 20)
    sent = {"to_court": region.court_of(file.office), "folios": 150, "exhibits": ["Vật chứng theo biên bản."]}
    file.does("file.sent_to_court.v1", sent)
    if late_service:
        region.wrong("late_file_to_court", file, indicted.version, file.version)
    yield from tried(case)
