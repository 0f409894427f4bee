"""The organisation stream: units, officers, titles, delegations, certificates.

Who may sign: the head (or a deputy, KT) of the supreme procuracy or of a unit above the unit concerned, or an
officer whom they appointed `registrar` there. The head of a unit delegates own authority.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any, Literal, cast

from pydantic import Field

from domain.acts.changes import leads_to
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD_ONLY, NEW, REGISTRAR, ActType, Breach, Level, Question
from domain.kernel.data import Code, Data, Day, Hash, Id, Key, Text, Word
from domain.law.tables import in_force
from domain.organisation.levels import LEVELS
from domain.organisation.state import (
    UNIT_ARTICLE,
    Appointment,
    Binding,
    Delegation,
    Officer,
    Organisation,
    Unit,
)

Title = Literal["VT", "PVT", "KSV", "KTV", "TTDV", "registrar", "TTCQDT", "PTTCQDT", "DTV"]
ORGANISATION_LAW = ("LTCVKSND-2014/7/1", "LTCVKSND-2014/40")


class UnitFounded(Data):
    """A unit comes into being."""

    code: Code
    name: Word  # official Vietnamese name
    level: Level
    parent: Code
    valid_from: Day
    valid_until: Day | None = None  # last day, where already fixed


class Founding(Data):
    """The first act of a ledger: the supreme procuracy, its head, and the head's certificate."""

    unit: Code = "TC"
    unit_name: Word
    valid_from: Day  # of the unit
    officer: Id
    officer_name: Word
    title: Literal["VT"] = "VT"
    since: Day
    certificate: Hash


class Reorganised(Data):
    """Units end and others take over their tasks. The successors were founded before."""

    units: Annotated[tuple[Code, ...], Field(min_length=1)]
    last_day: Day
    successors: Annotated[tuple[Code, ...], Field(min_length=1)]
    instrument: Word | None = None  # "Nghị quyết 84/2025/UBTVQH15"


class Enrolled(Data):
    """An officer enters the organisation. Officers act in public: their names are not withheld."""

    officer: Id
    name: Word
    unit: Code


class Appointed(Data):
    """An officer is given a title in a unit."""

    officer: Id
    unit: Code
    title: Title
    since: Day
    until: Day | None = None  # last day


class Relieved(Data):
    """An officer gives up a title in a unit."""

    officer: Id
    unit: Code
    title: Title
    last_day: Day
    reason: Text | None = None


class Delegated(Data):
    """A head lets an officer of the unit sign acts of some types."""

    delegate: Id
    capacity: Literal["TL", "TUQ"]
    scope: Annotated[tuple[Key, ...], Field(min_length=1)]  # keys of act types
    since: Day
    until: Day  # last day


class Withdrawn(Data):
    """A delegation ends before its last day."""

    delegation: Annotated[int, Field(strict=True, ge=1)]  # version of the act that delegated
    reason: Text | None = None


class Bound(Data):
    """A certificate becomes an officer's own."""

    officer: Id
    certificate: Hash


class Revoked(Data):
    """A certificate is no longer trusted."""

    certificate: Hash
    reason: Literal["lost", "compromised", "replaced", "left", "other"]


def _signs_for_itself(state: Organisation, question: Question) -> Breach | None:
    """The founding act is signed by the head whom it names, with the certificate that it names."""
    actor, data = question.act.actor, question.act.data
    signed = (actor.officer, actor.unit, actor.title, actor.capacity, actor.certificate, actor.authorised_by)
    if signed == (data.officer, data.unit, data.title, "own", data.certificate, None):
        return None
    return Breach("founding_not_own", "LTCVKSND-2014/63", {"officer": str(data.officer)})


def _over(state: Organisation, question: Question, unit: str) -> Breach | None:
    signer = question.act.actor.unit
    if state.is_superior(signer, unit):
        return None
    return Breach("unit_not_subordinate", "LTCVKSND-2014/7/1", {"signer": signer, "unit": unit})


def _over_unit(state: Organisation, question: Question) -> Breach | None:
    data = question.act.data
    return _over(state, question, data.parent if isinstance(data, UnitFounded) else data.unit) or None


def _may_found_below(state: Organisation, question: Question) -> Breach | None:
    signer, parent = question.act.actor.unit, question.act.data.parent
    return None if signer == parent else _over_unit(state, question)


def _unit_is_new(state: Organisation, question: Question) -> Breach | None:
    code = question.act.data.code
    return Breach("unit_exists", UNIT_ARTICLE, {"unit": code}) if code in state.units else None


def _parent_known(state: Organisation, question: Question) -> Breach | None:
    parent = question.act.data.parent
    return None if parent in state.units else Breach("unit_unknown", UNIT_ARTICLE, {"unit": parent})


def _validity_ordered(state: Organisation, question: Question) -> Breach | None:
    data = question.act.data
    first, last = (data.valid_from, data.valid_until) if isinstance(data, UnitFounded) else (data.since, data.until)
    if last is None or first <= last:
        return None
    return Breach("period_reversed", UNIT_ARTICLE, {"since": first.isoformat(), "until": last.isoformat()})


def _units_known(state: Organisation, question: Question) -> Breach | None:
    data = question.act.data
    for code in (*data.units, *data.successors):
        if code not in state.units:
            return Breach("unit_unknown", UNIT_ARTICLE, {"unit": code})
    for code in data.units:
        breach = _over(state, question, code)
        if breach or state.units[code].successors:
            return breach or Breach("unit_already_reorganised", UNIT_ARTICLE, {"unit": code})
    return None


def _unit_known(state: Organisation, question: Question) -> Breach | None:
    unit = question.act.data.unit
    return None if unit in state.units else Breach("unit_unknown", UNIT_ARTICLE, {"unit": unit})


def _officer_is_new(state: Organisation, question: Question) -> Breach | None:
    officer = question.act.data.officer
    return (
        Breach("officer_exists", "LTCVKSND-2014/58", {"officer": str(officer)}) if officer in state.officers else None
    )


def _officer_known(state: Organisation, question: Question) -> Breach | None:
    officer = question.act.data.officer
    return (
        None if officer in state.officers else Breach("officer_unknown", "LTCVKSND-2014/58", {"officer": str(officer)})
    )


def _unit_exists_then(state: Organisation, question: Question) -> Breach | None:
    data = question.act.data
    unit = state.units[data.unit]
    if unit.exists_on(data.since):
        return None
    return Breach("unit_not_in_existence", UNIT_ARTICLE, {"unit": unit.code, "day": data.since.isoformat()})


def _title_held(state: Organisation, question: Question) -> Breach | None:
    data = question.act.data
    if state.holds(data.officer, data.unit, data.title, data.last_day):
        return None
    facts = {"officer": str(data.officer), "unit": data.unit, "title": data.title, "day": data.last_day.isoformat()}
    return Breach("title_not_held", "LTCVKSND-2014/58", facts)


def _delegate_serves(state: Organisation, question: Question) -> Breach | None:
    """The delegate holds a title in the head's own unit on the first day."""
    data, unit = question.act.data, question.act.actor.unit
    if any(a.unit == unit for a in state.titles_on(data.delegate, data.since)):
        return None
    return Breach("delegate_not_in_unit", "BLTTHS-2015/41/1", {"officer": str(data.delegate), "unit": unit})


def _delegation_own(state: Organisation, question: Question) -> Breach | None:
    version, unit = question.act.data.delegation, question.act.actor.unit
    delegation = state.delegations.get(version)
    if delegation is not None and delegation.unit == unit and not delegation.withdrawn:
        return None
    return Breach("delegation_unknown", "BLTTHS-2015/41/1", {"version": version, "unit": unit})


def _certificate_is_new(state: Organisation, question: Question) -> Breach | None:
    certificate = question.act.data.certificate
    if certificate not in state.bindings:
        return None
    return Breach("certificate_already_bound", "LGDDT-2023/22", {"certificate": certificate})


def _certificate_bound(state: Organisation, question: Question) -> Breach | None:
    certificate = question.act.data.certificate
    binding = state.bindings.get(certificate)
    if binding is not None and not binding.revoked:
        return None
    return Breach("certificate_not_bound", "LGDDT-2023/22", {"certificate": certificate})


def _over_officer(state: Organisation, question: Question) -> Breach | None:
    """The signer's unit stands above every unit in which the officer holds a title that day."""
    data = question.act.data
    binding = state.bindings.get(data.certificate)
    officer = data.officer if isinstance(data, Bound) else (binding.officer if binding else None)
    if officer is None or (isinstance(data, Revoked) and officer == question.act.actor.officer):
        return None  # anybody may give up a certificate of one's own
    found = state.officers.get(officer)
    for unit in {a.unit for a in found.appointments} if found else ():
        breach = _over(state, question, unit)
        if breach is None:
            return None
    if found is not None and not found.appointments and question.act.actor.unit == state.root:
        return None
    return Breach(
        "unit_not_subordinate", "LTCVKSND-2014/7/1", {"signer": question.act.actor.unit, "officer": str(officer)}
    )


def _revokes_own_or_registers(state: Organisation, question: Question) -> Breach | None:
    """Another officer's certificate is revoked by those who keep the organisation."""
    actor, certificate = question.act.actor, question.act.data.certificate
    binding = state.bindings.get(certificate)
    if binding is None or binding.officer == actor.officer or actor.title in REGISTRAR:
        return None
    facts = {"title": actor.title, "signed_by": list(REGISTRAR)}
    return Breach("title_may_not_sign", "LGDDT-2023/22", facts)


def _one_supreme(state: Organisation, question: Question) -> Breach | None:
    """There is one supreme procuracy. LTCVKSND-2014/40"""
    if question.act.data.level != "supreme":
        return None
    return Breach("supreme_exists", UNIT_ARTICLE, {"unit": state.root})


def _level_in_law(state: Organisation, question: Question) -> Breach | None:
    """The law has the level when the unit begins: district ones until 30 June 2025, regional ones since."""
    data = question.act.data
    level = LEVELS[data.level]
    if in_force(level, data.valid_from):
        return None
    return Breach("level_not_in_law", UNIT_ARTICLE, {"level": level.name_vi, "day": data.valid_from.isoformat()})


def _successors_follow(state: Organisation, question: Question) -> Breach | None:
    """The units end after they began, and their successors exist on the day after."""
    data = question.act.data
    next_day = data.last_day + timedelta(days=1)
    for code, day in (*((c, data.last_day) for c in data.units), *((c, next_day) for c in data.successors)):
        unit = state.units.get(code)
        if unit is not None and not unit.exists_on(day):
            return Breach("unit_not_in_existence", UNIT_ARTICLE, {"unit": code, "day": day.isoformat()})
    return None


@leads_to("founded")
def _founded(state: Organisation, recorded: Recorded) -> Organisation:
    data: Founding = recorded.act.data
    unit = Unit(data.unit, data.unit_name, "supreme", None, data.valid_from)
    head = Officer(data.officer, data.officer_name, (Appointment(data.unit, data.title, data.since, None),))
    return state.evolved(
        stage="founded",
        root=data.unit,
        units=state.units.put(unit.code, unit),
        officers=state.officers.put(head.officer, head),
        bindings=state.bindings.put(data.certificate, Binding(data.certificate, data.officer)),
    )


def _unit_founded(state: Organisation, recorded: Recorded) -> Organisation:
    data: UnitFounded = recorded.act.data
    unit = Unit(data.code, data.name, data.level, data.parent, data.valid_from, data.valid_until)
    return state.evolved(units=state.units.put(unit.code, unit))


def _reorganised(state: Organisation, recorded: Recorded) -> Organisation:
    data: Reorganised = recorded.act.data
    units = state.units
    for code in data.units:
        units = units.put(code, replace(units[code], valid_until=data.last_day, successors=data.successors))
    return state.evolved(units=units)


def _enrolled(state: Organisation, recorded: Recorded) -> Organisation:
    data: Enrolled = recorded.act.data
    return state.evolved(officers=state.officers.put(data.officer, Officer(data.officer, data.name)))


def _appointed(state: Organisation, recorded: Recorded) -> Organisation:
    data: Appointed = recorded.act.data
    officer = state.officers[data.officer]
    appointment = Appointment(data.unit, data.title, data.since, data.until)
    changed = replace(officer, appointments=(*officer.appointments, appointment))
    return state.evolved(officers=state.officers.put(data.officer, changed))


def _relieved(state: Organisation, recorded: Recorded) -> Organisation:
    data: Relieved = recorded.act.data
    officer = state.officers[data.officer]
    appointments = tuple(
        replace(a, until=data.last_day)
        if (a.unit, a.title) == (data.unit, data.title) and a.holds_on(data.last_day)
        else a
        for a in officer.appointments
    )
    return state.evolved(officers=state.officers.put(data.officer, replace(officer, appointments=appointments)))


def _delegated(state: Organisation, recorded: Recorded) -> Organisation:
    data: Delegated = recorded.act.data
    unit = recorded.act.actor.unit
    delegation = Delegation(
        recorded.version, recorded.hash, data.delegate, unit, data.capacity, data.scope, data.since, data.until
    )
    return state.evolved(delegations=state.delegations.put(recorded.version, delegation))


def _withdrawn(state: Organisation, recorded: Recorded) -> Organisation:
    version = recorded.act.data.delegation
    delegation = replace(state.delegations[version], withdrawn=True)
    return state.evolved(delegations=state.delegations.put(version, delegation))


def _bound(state: Organisation, recorded: Recorded) -> Organisation:
    data: Bound = recorded.act.data
    return state.evolved(bindings=state.bindings.put(data.certificate, Binding(data.certificate, data.officer)))


def _revoked(state: Organisation, recorded: Recorded) -> Organisation:
    certificate = recorded.act.data.certificate
    binding = replace(state.bindings[certificate], revoked=True)
    return state.evolved(bindings=state.bindings.put(certificate, binding))


def _act(key: str, name_vi: str, name_en: str, data: Any, apply: Any, **more: Any) -> ActType:
    declared = {
        "lawful_from": ("founded",), "signed_by": REGISTRAR, "law": ORGANISATION_LAW, "source": "LTCVKSND 2014", **more
    }  # fmt: skip
    return ActType(
        key=key, name_vi=name_vi, name_en=name_en, data=data, apply=apply,
        module="organisation", issuer="procuracy", kinds=("organisation",), **cast(Any, declared),
    )  # fmt: skip


CHAPTER = (
    _act("organisation.founded.v1", "Thành lập hệ thống trên sổ cái", "Ledger founded by the supreme procuracy",
         Founding, _founded, lawful_from=(NEW,), signed_by=HEAD_ONLY, checks=(_signs_for_itself,)),
    _act("unit.founded.v1", "Thành lập đơn vị", "Unit founded",
         UnitFounded, _unit_founded,
         checks=(_unit_is_new, _one_supreme, _parent_known, _validity_ordered, _may_found_below),
         notes=(_level_in_law,)),
    _act("unit.reorganised.v1", "Sắp xếp, sáp nhập đơn vị", "Units reorganised, successors named",
         Reorganised, _reorganised, codes=("unit_succession_recorded",),
         checks=(_units_known, _successors_follow), law=("LTCVKSND-2014/40", "NQ-84-2025-UBTVQH15")),
    _act("officer.enrolled.v1", "Ghi danh cán bộ", "Officer enrolled",
         Enrolled, _enrolled, checks=(_officer_is_new, _unit_known, _over_unit)),
    _act("officer.appointed.v1", "Bổ nhiệm chức danh", "Officer appointed",
         Appointed, _appointed,
         checks=(_officer_known, _unit_known, _validity_ordered, _unit_exists_then, _over_unit)),
    _act("officer.relieved.v1", "Miễn nhiệm chức danh", "Officer relieved",
         Relieved, _relieved, checks=(_officer_known, _unit_known, _title_held, _over_unit)),
    _act("authority.delegated.v1", "Giao thừa lệnh, ủy quyền ký", "Authority delegated",
         Delegated, _delegated, codes=("authority_delegated",), signed_by=HEAD_ONLY, law=("BLTTHS-2015/41/1",),
         checks=(_validity_ordered, _delegate_serves), confirmed=False),
    _act("authority.withdrawn.v1", "Thu hồi thừa lệnh, ủy quyền", "Authority withdrawn",
         Withdrawn, _withdrawn, signed_by=HEAD_ONLY, law=("BLTTHS-2015/41/1",), checks=(_delegation_own,),
         confirmed=False),
    _act("certificate.bound.v1", "Gắn chứng thư chữ ký số với cán bộ", "Certificate bound to officer",
         Bound, _bound, law=("LGDDT-2023/22",), checks=(_officer_known, _certificate_is_new, _over_officer),
         source="Law 20/2023/QH15"),
    _act("certificate.revoked.v1", "Thu hồi chứng thư chữ ký số", "Certificate revoked",
         Revoked, _revoked, law=("LGDDT-2023/22",), signed_by=(*REGISTRAR, "KSV", "KTV", "TTDV"),
         checks=(_certificate_bound, _revokes_own_or_registers, _over_officer), source="Law 20/2023/QH15"),
)  # fmt: skip
