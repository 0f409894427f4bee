"""A criminal case opens: on a source, or after an arrest in the act; it is taken for supervision and investigated."""

from datetime import datetime, timedelta
from typing import Any

from domain.kernel.act import Actor
from ops.synth import words
from ops.synth.accused import Accused, Case, day, ids, iso, new_accused
from ops.synth.custody import arrested, extended, held_urgently, released
from ops.synth.days import DAY, HOUR
from ops.synth.dossiers import dossier
from ops.synth.investigation import investigated
from ops.synth.nation import Office
from ops.synth.offences import charge, crime
from ops.synth.region import Process, Region
from ops.synth.remand import bail, remand
from ops.synth.streams import File, Made

FACTS = "Diễn biến được làm rõ theo lời khai, biên bản hiện trường và vật chứng thu giữ. " * 3


def case_from(region: Region, source: File) -> Made:
    """Opens a case on a source now; it goes its way. Gives the decision to open it."""
    case = _new(region, source.office, source.prosecutor)
    opened = _open(case, source)
    region.start(_on_source(case), region.days(0.2, 0.8))
    return opened


def custody_case(region: Region, office: Office) -> Process:
    """A case that begins with an arrest in the act."""
    case = _new(region, office, office.prosecutor(region.chance.randrange(1000)))
    persons = _adults(new_accused(case, _count(case)))
    yield from arrested(case, persons)
    yield region.hours(5, 20)
    _open(case, None)
    yield region.hours(1, 6)
    _taken(case)
    if len(persons) > 1 and region.chance.one_in(region.model.shares["investigation"]["freed_uncharged"]):
        persons = _freed(case, persons)
    if region.chance.one_in(region.model.shares["investigation"]["custody_extended"]):
        yield from extended(case, persons)
    yield from _charged(case, persons, held=True)
    yield from investigated(case)


def _freed(case: Case, persons: list[Accused]) -> list[Accused]:
    """Sets one of several free who is not charged; gives the others."""
    *others, freed = persons
    wrong = case.region.breaks("released_without_ground")
    released(case, [freed], "" if wrong else "Không đủ căn cứ khởi tố bị can.")
    freed.out = True
    if wrong:
        case.region.wrong("released_without_ground", case.file, person=freed.person)
    return others


def _new(region: Region, office: Office, prosecutor: Actor) -> Case:
    found = crime(region.model, region.chance)
    incident = day(region.now) - timedelta(days=region.chance.randrange(1, 20))
    charged = charge(region.model, region.chance, found.article, incident)
    if charged.crime_class == "particularly_serious":  # the provincial level tries it: BLTTHS-2015/268
        office = region.province.office
        prosecutor = office.prosecutor(region.chance.randrange(1000))
    file = region.open("criminal_case", office, prosecutor)
    return Case(region, file, charged, incident, found.accused)


def _adults(persons: list[Accused]) -> list[Accused]:
    """The same persons, none of them a juvenile: what holds for those in custody was not read for juveniles."""
    for each in persons:
        each.juvenile = False
        each.json_names.pop("juvenile", None)
    return persons


def _count(case: Case) -> int:
    return case.region.chance.some(case.mean, 12)


def _open(case: Case, source: File | None) -> Made:
    """The decision to open, which reaches the procuracy within a day. BLTTHS-2015/154/2"""
    region = case.region
    case.opened = region.now
    data: dict[str, Any] = {
        "offences": [case.charge.json()], "facts": FACTS, "incident_on": case.incident.isoformat(),
        "sent_at": iso(region.now + 2 * HOUR), "received_at": iso(region.hours(4, 20)),
    }  # fmt: skip
    if region.chance.one_in(0.5):
        data["victims"] = [words.party(region.chance, region.person(), "victim", "bị hại")]
    links = () if source is None or source.newest is None else (source.newest.link("opened_from"),)
    return case.file.does("case.opened.v1", data, links=links)


def _taken(case: Case) -> None:
    """The case enters the register of its office, and is assigned."""
    region, file = case.region, case.file
    register = region.register("case", file.office)
    file.does(
        "case.taken_for_supervision.v1", {"register_number": register, "received_on": day(region.now).isoformat()}
    )
    file.does("deputy.assigned.v1", {"deputy": str(file.office.deputy.officer)}, by=file.office.head)
    file.does("prosecutor.assigned.v1", {"prosecutor": str(file.prosecutor.officer), "phase": "investigation"})
    region.start(dossier(case), region.days(0.5, 3))


def _on_source(case: Case) -> Process:
    region, shares = case.region, case.region.model.shares["investigation"]
    _taken(case)
    if region.chance.one_in(shares["unknown_offender"]):
        yield from investigated(case)
        return
    persons = new_accused(case, _count(case))
    held = region.chance.one_in(shares["held_urgently"])
    yield region.hours(10, 200) if held else region.days(1, 9)
    if held:
        yield from held_urgently(case, _adults(persons))
    yield from _charged(case, persons, held=held)
    yield from investigated(case)


def _charged(case: Case, persons: list[Accused], *, held: bool) -> Process:
    """The agency charges; the procuracy answers within three days. BLTTHS-2015/179"""
    region, file = case.region, case.file
    if held:
        yield _before_custody_ends(persons, 34, 40)
    received = region.now + timedelta(hours=3)
    late, never = (False, False) if held else (
        region.breaks("late_charge_approval"), _near_the_end(region) and region.breaks("missing_charge_approval"),
    )  # fmt: skip
    decided = file.does("accused.charged.v1", {
        "accused": case.charges(persons), "facts": FACTS, "sent_at": iso(region.now + HOUR),
        "received_at": iso(received),
    })  # fmt: skip
    refused = [each for each in persons if region.chance.one_in(region.model.shares["investigation"]["refused_charge"])]
    approved = [each for each in persons if each not in refused]
    if held:
        yield _before_custody_ends(persons, 8, 14)
    else:
        yield region.after(13 * DAY, 16 * DAY) if late else region.days(0.3, 2.2)
    if never:
        case.still = True
        region.start(_unanswered(case, decided, persons), region.days(11, 16))
        return
    if refused:
        ground = {"accused": ids(refused), "ground": "Chưa đủ căn cứ xác định bị can thực hiện hành vi phạm tội."}
        file.does("charge.annulled.v1", ground)
        for each in refused:
            each.out = True
    if approved:
        case.approved = file.version + 1
        answer = {"accused": ids(approved), "dossier_received_on": day(received).isoformat()}
        file.does("charge.approved.v1", answer)
    if late:
        for each in persons:
            region.wrong("late_charge_approval", file, decided.version, file.version, person=each.person)
    if held:
        if refused:
            released(case, refused)
        if approved:
            yield from remand(case, [each for each in approved if not region.chance.one_in(0.2)] or approved[:1])
        free = [each for each in approved if each.remand_until is None]
        if free:
            released(case, free)
            bail(case, free)
    elif approved:
        yield region.hours(2, 20)
        bail(case, [each for each in approved if region.chance.one_in(region.model.shares["investigation"]["bail"])])
    if approved:
        yield region.hours(5, 30)
        if file.stage == "investigation":
            served = {"accused": ids(approved), "served_at": iso(region.now), "rights_explained": True}
            file.does("charge_documents.served.v1", served)


def _unanswered(case: Case, decided: Made, persons: list[Accused]) -> Process:
    """Nobody has answered the charge, and the investigation goes on."""
    file, region = case.file, case.region
    file.does(
        "search.conducted.v1", {"accused": ids(persons), "place": "Nơi ở của bị can", "began_at": iso(region.now)}
    )
    for each in persons:
        region.wrong("unanswered_charge", file, decided.version, person=each.person)
        region.wrong("missing_charge_approval", file, decided.version, file.version, person=each.person)
    return
    yield


def _near_the_end(region: Region) -> bool:
    """Whether the case may stand still for good: nothing else becomes due in what is left of the period."""
    return timedelta(days=20) < region.period.ends - region.now < timedelta(days=45)


def _before_custody_ends(persons: list[Accused], least: float, most: float) -> datetime:
    """The moment so many hours before the custody of somebody ends."""
    ends = min(each.custody_until for each in persons if each.custody_until is not None)
    return ends - timedelta(hours=(least + most) / 2)
