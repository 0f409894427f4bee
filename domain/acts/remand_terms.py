"""Module 2: how long remand lasts and how it ends (gia hạn, hủy bỏ, thay thế tạm giam). BLTTHS-2015/125, 173

The agency asks for an extension ten days before the end, and the procuracy extends or does not. What the procuracy
approved during the investigation only the procuracy ends or replaces.
"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.measures import PREVENTIVE, MeasureAnnulled, ended
from domain.acts.shapes import Delivered, OwnOnAccused, SupervisedOnAccused
from domain.acts.stages import INVESTIGATING, PRE_TRIAL
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, HEAD_ONLY, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, juveniles, measure_running, named_once
from domain.kernel.data import Count, Day, Flagged, Moment, Text
from domain.law.codes import BLTTHS_2015_SINCE
from domain.law.limits import REMAND_EXTENSION_MONTHS, extension_allowed
from domain.states.criminal_case import Accused, CriminalCase, Measure

MeasureKind = Literal["residence_ban", "guarantee", "deposit", "exit_ban", "juvenile_supervision", "none"]
EXTENDING = (*INVESTIGATING, "reinvestigation")
NEEDING_APPROVAL = ("guarantee", "deposit")  # BLTTHS-2015/121/4, 122/3: the agency's decision awaits the procuracy


class ExtensionRequested(SupervisedOnAccused, Delivered):
    """The agency asks the procuracy to extend remand."""

    ends_on: Day | None = None  # last day of the present term
    extension: Count | None = None  # first, second
    reason: Text | None = None


class RemandExtended(OwnOnAccused):
    """The procuracy extends remand."""

    months: Count | None = None  # None: not published
    until: Day | None = None
    since: Day | None = None
    exceptional: Flagged = False  # BLTTHS-2015/173/5, 173/6: head of the supreme procuracy


class ExtensionRefused(OwnOnAccused):
    """The procuracy does not extend remand."""

    reason: Text | None = None
    instead: Literal["release", "other_measure"] | None = None  # BLTTHS-2015/173/7


class MeasureReplaced(SupervisedOnAccused):
    """The measure now in force gives way to another one, or to none; to one that needs approval once it has it."""

    new: MeasureKind
    until: Day | None = None


class RemandReplaced(OwnOnAccused):
    """The procuracy replaces remand."""

    new: MeasureKind
    until: Day | None = None
    ground: Text | None = None


class RemandExpired(SupervisedOnAccused):
    """The place of remand sets free whose term is over."""

    released_at: Moment | None = None
    ended_on: Day  # last day of the term


class ExpiryNotified(SupervisedOnAccused, Delivered):
    """The agency tells the procuracy that a measure which the procuracy approved is about to end."""

    measure: Literal["remand", "guarantee", "deposit", "residence_ban", "juvenile_supervision"]
    ends_on: Day
    proposal: Literal["lift", "replace", "keep"]


def extension_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Extensions of remand are limited in number and length. BLTTHS-2015/173/2; another table held before 2018."""
    data = question.act.data
    if data.exceptional or question.day < BLTTHS_2015_SINCE:
        return None
    for person in data.persons:
        accused = state.accused[person]
        remand = accused.running("remand")
        if remand is None or accused.crime_class is None:
            continue
        most = extension_allowed(REMAND_EXTENSION_MONTHS, accused.crime_class, remand.extensions)
        if most == 0 or (data.months or 0) > most:
            facts = {"label": accused.label, "months": data.months, "most": most, "extensions": remand.extensions}
            return Breach("remand_too_long", "BLTTHS-2015/173/2", facts)
    return None


def exceptional_by_supreme(state: CriminalCase, question: Question) -> Breach | None:
    """Only the head of the supreme procuracy, in person, extends beyond the ordinary extensions. BLTTHS-2015/173/5"""
    organisation, actor = question.organisation, question.act.actor
    if not question.act.data.exceptional or organisation is None:
        return None
    if actor.unit != organisation.root:
        return Breach("level_not_competent", "BLTTHS-2015/173/5", {"unit": actor.unit})
    if actor.title not in HEAD_ONLY:
        return Breach("title_may_not_sign", "BLTTHS-2015/173/5", {"title": actor.title, "signed_by": list(HEAD_ONLY)})
    return None


def extension_requested(state: CriminalCase, question: Question) -> Breach | None:
    """An extension answers a request of the agency. BLTTHS-2015/173/2"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        remand = accused.running("remand")
        if remand is None or not remand.asked:
            facts = {"label": accused.label, "measure": "remand"}
            return Breach("extension_not_requested", "BLTTHS-2015/173/2", facts)
    return None


def some_measure_running(state: CriminalCase, question: Question) -> Breach | None:
    """What is replaced is in force. BLTTHS-2015/125/2"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if not any(accused.running(kind) for kind in PREVENTIVE):
            return Breach("measure_not_running", "BLTTHS-2015/125/2", {"label": accused.label, "measure": "any"})
    return None


def not_of_the_procuracy(state: CriminalCase, question: Question) -> Breach | None:
    """The agency does not end or replace what the procuracy approved. BLTTHS-2015/125/2"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        approved = next((k for k in ("remand", *NEEDING_APPROVAL) if (m := accused.running(k)) and m.approved), None)
        if approved is not None:
            facts = {"label": accused.label, "measure": approved}
            return Breach("measure_of_the_procuracy", "BLTTHS-2015/125/2", facts)
    return None


def fit_for_the_person(state: CriminalCase, question: Question) -> Breach | None:
    """Supervision is for juveniles. Law 59/2024/QH15"""
    return juveniles("LTPNCTN-2024")(state, question) if question.act.data.new == "juvenile_supervision" else None


def term_over(state: CriminalCase, question: Question) -> Breach | None:
    """Release on expiry comes when the term is over. BLTTHS-2015/173/7"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        remand = accused.running("remand")
        if remand is not None and remand.until is not None and question.day < remand.until:
            facts = {"label": accused.label, "measure": "remand", "until": remand.until.isoformat()}
            return Breach("term_not_over", "BLTTHS-2015/173/7", facts)
    return None


def measure_named_running(state: CriminalCase, question: Question) -> Breach | None:
    """The measure that is about to end is in force. BLTTHS-2015/125/2"""
    return measure_running(question.act.data.measure, "BLTTHS-2015/125/2")(state, question)


def _asked(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def asked(accused: Accused) -> Accused:
        return accused.changed_measure("remand", asked=recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, asked))


def _not_extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    answered = state.changed(recorded.act.data.persons, lambda a: a.changed_measure("remand", asked=0))
    return state.evolved(accused=answered)


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def extended(accused: Accused) -> Accused:
        remand = accused.running("remand")
        if remand is None:
            return accused
        until = recorded.act.data.until or remand.until
        return accused.changed_measure("remand", until=until, extensions=remand.extensions + 1, asked=0)

    return state.evolved(accused=state.changed(recorded.act.data.persons, extended))


def _replaced(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, day, version = recorded.act.data, day_of(recorded.act.occurred_at), recorded.version
    own = isinstance(data, RemandReplaced)
    pending = not own and data.new in NEEDING_APPROVAL
    measure = Measure(data.new, day, data.until, version, pending=pending, approved=version if own else 0)

    def replaced(accused: Accused) -> Accused:
        if data.new == "none":
            return accused.without(PREVENTIVE, version)
        return accused.with_measure(measure, ends=(data.new,) if pending else PREVENTIVE)

    return state.evolved(accused=state.changed(data.persons, replaced))


CHAPTER = (
    ActType(
        key="remand.extension_requested.v1", name_vi="Đề nghị gia hạn tạm giam",
        name_en="Extension of remand requested", codes=("detention_extension_requested",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/173/2",), lawful_from=EXTENDING,
        impossible=(accused_known, named_once),
        checks=(accused_open, measure_running("remand", "BLTTHS-2015/173/2")),
        ends=("detention_extension_request_10d_before@173.2",), data=ExtensionRequested, apply=_asked,
    ),
    ActType(
        key="remand.extended.v1", name_vi="Gia hạn tạm giam", name_en="Remand extended",
        codes=("detention_extended",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/173/2", "BLTTHS-2015/173/3", "BLTTHS-2015/165/9"),
        form="42/HS", lawful_from=EXTENDING, impossible=(accused_known, named_once),
        checks=(
            accused_open, measure_running("remand", "BLTTHS-2015/173/2"), exceptional_by_supreme, extension_too_long,
        ),
        notes=(extension_requested,),
        extends=("detention_investigation@173.1",), data=RemandExtended, apply=_extended,
    ),
    ActType(
        key="remand.extension_refused.v1", name_vi="Không gia hạn tạm giam", name_en="Extension of remand refused",
        codes=("detention_extension_refused",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/173/2", "BLTTHS-2015/173/7"),
        lawful_from=EXTENDING, impossible=(accused_known, named_once),
        checks=(accused_open, measure_running("remand", "BLTTHS-2015/173/2"), extension_requested),
        data=ExtensionRefused, apply=_not_extended,
    ),
    ActType(
        key="remand.annulled.v1", name_vi="Hủy bỏ biện pháp tạm giam", name_en="Remand annulled",
        codes=("detention_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/125/2", "BLTTHS-2015/173/7"),
        form="43/HS", lawful_from=(*PRE_TRIAL, "reinvestigation"), impossible=(accused_known, named_once),
        checks=(measure_running("remand", "BLTTHS-2015/125/2"),), ends=("detention_investigation@173.1",),
        data=MeasureAnnulled, apply=ended("remand"),
    ),
    ActType(
        key="remand.replaced.v1", name_vi="Thay thế biện pháp tạm giam", name_en="Remand replaced",
        codes=("detention_replaced",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/125/2", "BLTTHS-2015/173/7"),
        form="44/HS", lawful_from=(*PRE_TRIAL, "reinvestigation"), impossible=(accused_known, named_once),
        checks=(measure_running("remand", "BLTTHS-2015/125/2"),), ends=("detention_investigation@173.1",),
        data=RemandReplaced, apply=_replaced,
    ),
    ActType(
        key="remand.expired.v1", name_vi="Trả tự do khi hết thời hạn tạm giam",
        name_en="Released on expiry of remand", codes=("detention_expired_released",),
        module="M2", issuer="custody_facility", law=("BLTTHS-2015/173/7",), lawful_from=(ANY,),
        impossible=(accused_known, named_once), checks=(measure_running("remand", "BLTTHS-2015/173/7"), term_over),
        ends=("detention_investigation@173.1",), data=RemandExpired, apply=ended("remand"),
    ),
    ActType(
        key="measure.replaced.v1", name_vi="Thay thế, hủy bỏ biện pháp ngăn chặn (Cơ quan điều tra)",
        name_en="Preventive measure replaced by the investigating body",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/125/2",),
        lawful_from=(*PRE_TRIAL, "reinvestigation"),
        impossible=(accused_known, named_once),
        checks=(accused_open, some_measure_running, not_of_the_procuracy, fit_for_the_person),
        ends=("detention_investigation@173.1",), data=MeasureReplaced, apply=_replaced,
    ),
    ActType(
        key="measure_expiry.notified.v1",
        name_vi="Thông báo sắp hết thời hạn biện pháp ngăn chặn do Viện kiểm sát phê chuẩn",
        name_en="Notice that an approved measure is about to end", codes=("measure_expiry_notice_received",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/125/2",),
        lawful_from=(*PRE_TRIAL, "reinvestigation"), impossible=(accused_known, named_once),
        checks=(accused_open, measure_named_running),
        ends=("measure_expiry_notice_10d@125.2",), data=ExpiryNotified, apply=unchanged,
    ),
)  # fmt: skip
