"""Module 2: defence, interpreters, summonses, protection (bào chữa, phiên dịch, triệu tập, bảo vệ).

BLTTHS-2015/70, 74-79, 182, 185, 484-487
"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.expert_opinion import source_in_own_hands
from domain.acts.shapes import Own, OwnOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, HEAD_ONLY, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Flagged, Id, Moment, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Charge, Party

HANDLING = (*INVESTIGATING, "prosecution")
DEFENDED = (*INVESTIGATING, "concluded", "prosecution", "indicted", "returned_by_court")
NATIONAL_SECURITY = {"BLHS-2015": range(108, 123), "BLHS-1999": range(78, 93)}  # chapters XIII and XI


class CounselNotified(OwnOnAccused):
    """The procuracy registers counsel and gives notice of it."""

    counsel: Party
    manner: Literal["lawyer", "representative", "people_advocate", "legal_aid"]
    papers_complete_at: Moment
    appointed: Flagged  # named because defence is mandatory: BLTTHS-2015/76


class RegistrationRefused(OwnOnAccused):
    """The registration of counsel is refused, or cancelled after it was made."""

    counsel: Party
    manner: Literal["refuse", "cancel"]
    ground: Text


class CounselRequested(OwnOnAccused):
    """The procuracy asks a body to name counsel where defence is mandatory."""

    to_body: Word
    ground: Literal["penalty", "incapacity"]  # BLTTHS-2015/76/1/a, 76/1/b: gravest penalties; unable, or under 18
    sent_at: Moment


class CounselDeferred(OwnOnAccused):
    """Counsel takes part from the end of the investigation only."""

    from_stage: Literal["end_of_investigation"]
    reason: Text


class CounselTold(OwnOnAccused):
    """Counsel is told when and where an activity takes place."""

    counsel: Party
    activity: Text
    at: Moment
    place: Text


class InterpreterArranged(Own):
    """An interpreter is asked for or replaced."""

    manner: Literal["request", "propose_change", "change"]
    interpreter: Party | None = None
    language: Word


class Summoned(Own):
    """Somebody is called to appear before the procuracy."""

    summoned: Party
    at: Moment
    place: Text
    served_at: Moment | None = None


class ProtectionRequested(Own):
    """The procuracy asks for the protection of somebody, who is named by pseudonym alone."""

    protected: Id
    threat: Text  # in general words; names nobody
    to_agency: Word


def counsel_registered(state: CriminalCase, question: Question) -> Breach | None:
    """A registration is cancelled only where there is one. BLTTHS-2015/78/7"""
    for person in question.act.data.persons if question.act.data.manner == "cancel" else ():
        if not state.accused[person].counsel:
            return Breach("counsel_not_registered", "BLTTHS-2015/78/7", {"label": state.accused[person].label})
    return None


def against_national_security(state: CriminalCase, question: Question) -> Breach | None:
    """Only crimes against national security allow counsel to be kept out of the investigation. BLTTHS-2015/74"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if accused.charges and not any(_national_security(charge) for charge in accused.charges):
            return Breach("not_against_national_security", "BLTTHS-2015/74", {"label": accused.label})
    return None


def _national_security(charge: Charge) -> bool:
    if not charge.article.isdecimal():
        return True  # an article that is no plain number cannot be measured
    return int(charge.article) in NATIONAL_SECURITY.get(charge.code, ())


def _registered(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(counsel=a.counsel + 1))
    return state.evolved(accused=accused)


def _cancelled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    gone = recorded.act.data.manner == "cancel"
    accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(counsel=max(a.counsel - gone, 0)))
    return state.evolved(accused=accused)


CHAPTER = (
    ActType(
        key="defence.registered.v1", name_vi="Thông báo người bào chữa",
        name_en="Defence counsel registered by the procuracy",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("defence_registered",),
        law=("BLTTHS-2015/78/1", "BLTTHS-2015/78/4"), form="78/HS", lawful_from=DEFENDED,
        impossible=(accused_known, named_once),
        checks=(accused_open, status_among("approved", "proposed", "indicted", "charged", article="BLTTHS-2015/78/1")),
        ends=("defence_registration_24h@78.4",), data=CounselNotified, apply=_registered,
    ),
    ActType(
        key="defence.registration_refused.v1", name_vi="Từ chối/hủy bỏ việc đăng ký bào chữa",
        name_en="Defence registration refused or cancelled",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("defence_registration_refused",),
        law=("BLTTHS-2015/78/5", "BLTTHS-2015/78/7"), form="79/HS, 80/HS", lawful_from=DEFENDED,
        impossible=(accused_known, named_once), checks=(counsel_registered,),
        data=RegistrationRefused, apply=_cancelled,
    ),
    ActType(
        key="defence.appointment_requested.v1", name_vi="Yêu cầu, đề nghị cử người bào chữa",
        name_en="Appointment of defence counsel requested",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("defence_appointment_requested",),
        law=("BLTTHS-2015/76/1", "BLTTHS-2015/76/2"), form="77/HS", lawful_from=DEFENDED,
        impossible=(accused_known, named_once), checks=(accused_open,), data=CounselRequested, apply=unchanged,
    ),
    ActType(
        key="defence.entry_deferred.v1", name_vi="Quyết định thời điểm người bào chữa tham gia tố tụng",
        name_en="Time of entry of defence counsel decided",
        module="M2", issuer="procuracy", signed_by=HEAD_ONLY, codes=("defence_entry_time_decided",),
        law=("BLTTHS-2015/74",), form="81/HS", lawful_from=INVESTIGATING,
        impossible=(accused_known, named_once), checks=(accused_open, against_national_security),
        data=CounselDeferred, apply=unchanged,
    ),
    ActType(
        key="defence.told_of_activity.v1",
        name_vi="Thông báo thời gian, địa điểm tiến hành tố tụng cho người bào chữa",
        name_en="Defence counsel told of time and place of an activity",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("defence_notified_of_activity",),
        law=("BLTTHS-2015/79/1",), form="82/HS", lawful_from=DEFENDED,
        impossible=(accused_known, named_once), checks=(accused_open,), data=CounselTold, apply=unchanged,
    ),
    ActType(
        key="interpreter.arranged.v1",
        name_vi="Yêu cầu cử/đề nghị thay đổi/thay đổi người phiên dịch, người dịch thuật",
        name_en="Interpreter requested or replaced",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("interpreter_arranged",),
        law=("BLTTHS-2015/70/1", "BLTTHS-2015/70/5"), form="74/HS, 75/HS, 76/HS", lawful_from=HANDLING,
        data=InterpreterArranged, apply=unchanged,
    ),
    ActType(
        key="person.summoned.v1", name_vi="Giấy triệu tập của Viện kiểm sát", name_en="Summons by the procuracy",
        module="M2", issuer="procuracy", kinds=("criminal_case", "information_source"), signed_by=PROSECUTOR,
        codes=("person_summoned",), law=("BLTTHS-2015/182/4", "BLTTHS-2015/185/4"), form="163/HS",
        lawful_from=(*HANDLING, "verification"), checks=(source_in_own_hands,), data=Summoned, apply=unchanged,
    ),
    ActType(
        key="protection.requested.v1", name_vi="Đề nghị áp dụng biện pháp bảo vệ",
        name_en="Protection measure requested",
        module="M2", issuer="procuracy", kinds=("criminal_case", "information_source"), signed_by=HEAD,
        codes=("protection_requested",), law=("BLTTHS-2015/485/3", "BLTTHS-2015/487/3"), form="184/HS",
        lawful_from=(*HANDLING, "verification"), data=ProtectionRequested, apply=unchanged,
    ),
)  # fmt: skip
