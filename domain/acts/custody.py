"""Module 2: custody (tạm giữ). BLTTHS-2015/117-118

A person may be in custody before a case is opened; the stream then stands in verification. Three days, and two
extensions of three days, each of which the procuracy approves.
"""

from typing import Literal

from domain.acts.changes import entered, leads_to
from domain.acts.measures import DEPRIVING, MeasureRefused, ended, measure_approved
from domain.acts.shapes import Delivered, OwnOnAccused, SupervisedNaming, SupervisedOnAccused
from domain.acts.stages import HOLDING as BEFORE
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, measure_pending, measure_running, named_once
from domain.kernel.data import Count, Day, Moment, Text
from domain.law.limits import CUSTODY_DAYS, CUSTODY_EXTENSIONS
from domain.states.criminal_case import Accused, CriminalCase, Measure

HOLDING = (*BEFORE, "reinvestigation")


class Custody(SupervisedNaming, Delivered):
    """The decision to keep persons in custody."""

    until: Day | None = None  # last day ordered, where published
    begins_at: Moment | None = None  # the hour at which custody begins, where published
    ends_at: Moment | None = None
    taken: Literal["held", "in_the_act", "wanted", "surrendered"] | None = None  # BLTTHS-2015/117/1
    reason: Text | None = None


class CustodyExtended(SupervisedOnAccused, Delivered):
    """The investigating body decides to extend custody; it needs approval."""

    until: Day | None = None  # last day, where published
    runs_from: Moment | None = None
    runs_until: Moment | None = None
    extension: Count | None = None  # first or second
    reason: Text | None = None


class CustodyAnswered(OwnOnAccused):
    """The procuracy's answer on custody."""

    ground: Text | None = None
    file_received_at: Moment | None = None  # by the procuracy
    runs_from: Moment | None = None
    runs_until: Moment | None = None
    set_free_at: Moment | None = None


class Released(SupervisedOnAccused):
    """Persons are set free."""

    released_at: Moment | None = None
    ground: Text | None = None


def custody_only_for(state: CriminalCase, question: Question) -> Breach | None:
    """Custody is for who was held, caught in the act, wanted or surrendered. BLTTHS-2015/117/1

    Who enters the file with this decision was taken in a way that the file does not tell.
    """
    data = question.act.data
    for person in data.persons if data.taken is None else ():
        accused = state.accused.get(person)
        if accused is not None and not any(accused.running(kind) for kind in ("urgent_holding", "arrest")):
            return Breach("custody_without_arrest", "BLTTHS-2015/117/1", {"label": accused.label})
    return None


def custody_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Custody is at most three days. BLTTHS-2015/118/1"""
    until = question.act.data.until
    days = (until - question.day).days if until else 0
    if days <= CUSTODY_DAYS:
        return None
    return Breach("custody_too_long", "BLTTHS-2015/118/1", {"days": days, "most": CUSTODY_DAYS})


def custody_extended_too_often(state: CriminalCase, question: Question) -> Breach | None:
    """Custody is extended twice at most. BLTTHS-2015/118/2"""
    for person in question.act.data.persons:
        custody = state.accused[person].running("custody")
        if custody is not None and custody.extensions >= CUSTODY_EXTENSIONS:
            facts = {"label": state.accused[person].label, "extensions": custody.extensions}
            return Breach("no_extension_left", "BLTTHS-2015/118/2", facts)
    return None


def custody_total_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Custody with its extensions is at most nine days. BLTTHS-2015/118/1, 118/2"""
    until, most = question.act.data.until, CUSTODY_DAYS * (1 + CUSTODY_EXTENSIONS)
    for person in question.act.data.persons:
        custody = state.accused[person].running("custody")
        days = (until - custody.since).days if until and custody else 0
        if days > most:
            return Breach("custody_too_long", "BLTTHS-2015/118/2", {"days": days, "most": most})
    return None


def earlier_extension_approved(state: CriminalCase, question: Question) -> Breach | None:
    """Each extension was approved before the next is decided. BLTTHS-2015/118/2"""
    for person in question.act.data.persons:
        custody = state.accused[person].running("custody")
        if custody is not None and custody.pending:
            return Breach("extension_not_approved", "BLTTHS-2015/118/2", {"label": state.accused[person].label})
    return None


def custody_was_extended(state: CriminalCase, question: Question) -> Breach | None:
    """The procuracy sets free whose custody was extended; before that the agency does. BLTTHS-2015/118/3"""
    for person in question.act.data.persons:
        custody = state.accused[person].running("custody")
        if custody is not None and not custody.extensions:
            return Breach("custody_not_extended", "BLTTHS-2015/118/3", {"label": state.accused[person].label})
    return None


@leads_to("verification")
def _in_custody(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    measure = Measure("custody", day_of(recorded.act.occurred_at), data.until, recorded.version)
    held = entered(state, data.accused)

    def in_custody(accused: Accused) -> Accused:
        holding = accused.running("urgent_holding")
        answered = () if holding is not None and holding.pending else ("urgent_holding",)
        return accused.with_measure(measure, ends=("arrest", "custody", *answered))

    return held.evolved(accused=held.changed(data.persons, in_custody))


def _custody_extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def extended(accused: Accused) -> Accused:
        custody = accused.running("custody")
        if custody is None:
            return accused
        until = recorded.act.data.until or custody.until
        return accused.changed_measure("custody", until=until, extensions=custody.extensions + 1, pending=True)

    return state.evolved(accused=state.changed(recorded.act.data.persons, extended))


CHAPTER = (
    ActType(
        key="custody.ordered.v1", name_vi="Quyết định tạm giữ", name_en="Custody ordered",
        codes=("temporary_custody_ordered",),
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/117/1", "BLTTHS-2015/117/2", "BLTTHS-2015/118/1"),
        lawful_from=HOLDING, impossible=(named_once,), checks=(accused_open, custody_only_for, custody_too_long),
        starts=("custody_3d@118.1", "custody_send_12h@117.4"), ends=("custody_or_release_12h@114.1",),
        data=Custody, apply=_in_custody,
    ),
    ActType(
        key="custody.extended.v1", name_vi="Quyết định gia hạn tạm giữ", name_en="Custody extended",
        codes=("custody_extension_decided",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/118/2",), lawful_from=HOLDING,
        impossible=(accused_known, named_once),
        checks=(
            measure_running("custody", "BLTTHS-2015/118/2"), earlier_extension_approved, custody_extended_too_often,
            custody_total_too_long,
        ),
        starts=("custody_extension_approval_12h@118.2",), data=CustodyExtended, apply=_custody_extended,
    ),
    ActType(
        key="custody.extension_approved.v1", name_vi="Phê chuẩn quyết định gia hạn tạm giữ",
        name_en="Extension of custody approved", codes=("custody_extension_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/118/2", "BLTTHS-2015/159/1", "BLTTHS-2015/165/4"), form="33/HS",
        lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_pending("custody", "BLTTHS-2015/118/2"),),
        ends=("custody_extension_approval_12h@118.2",), extends=("custody_3d@118.1",),
        data=CustodyAnswered, apply=measure_approved("custody"),
    ),
    ActType(
        key="custody.extension_refused.v1", name_vi="Không phê chuẩn quyết định gia hạn tạm giữ",
        name_en="Extension of custody not approved", codes=("custody_extension_not_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/118/2", "BLTTHS-2015/159/1", "BLTTHS-2015/165/4"), form="34/HS",
        lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_pending("custody", "BLTTHS-2015/118/2"),),
        ends=("custody_extension_approval_12h@118.2", "custody_3d@118.1"),
        data=CustodyAnswered, apply=ended("custody"),
    ),
    ActType(
        key="custody.annulled.v1", name_vi="Hủy bỏ quyết định tạm giữ", name_en="Custody annulled",
        codes=("custody_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/117/4", "BLTTHS-2015/159/6"), form="35/HS",
        lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_running("custody", "BLTTHS-2015/117/4"),),
        ends=("custody_3d@118.1",), data=CustodyAnswered, apply=ended("custody", "urgent_holding"),
    ),
    ActType(
        key="custody.release_ordered.v1", name_vi="Quyết định trả tự do cho người bị tạm giữ",
        name_en="Release from custody ordered", codes=("custody_release_ordered",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/118/3", "BLTTHS-2015/41/2/q"),
        form="36/HS", lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_running("custody", "BLTTHS-2015/118/3"), custody_was_extended),
        ends=("custody_3d@118.1",), data=MeasureRefused, apply=ended("custody"),
    ),
    ActType(
        key="person.released.v1", name_vi="Trả tự do cho người bị giữ, bị bắt, bị tạm giữ, tạm giam",
        name_en="Person set free", codes=("custody_ended_by_agency",),
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/118/3", "BLTTHS-2015/114/1", "BLTTHS-2015/125/1"), lawful_from=(ANY,),
        impossible=(accused_known, named_once),
        ends=("custody_3d@118.1", "detention_investigation@173.1"), data=Released, apply=ended(*DEPRIVING),
    ),
)  # fmt: skip
