"""Module 2: diversion of juveniles (xử lý chuyển hướng). LTPNCTN-2024/35-60, 85, 142; in force from 2026-01-01

A juvenile is dealt with in the community instead of by prosecution: the procedure is announced, a social worker
makes a plan, a hearing is held, and the procuracy decides; a reformatory, damages in dispute and confiscation are
for the court. Several articles behind the forms were not read: those acts are unconfirmed and cite the law alone.
"""

from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import unchanged
from domain.acts.recommendations import opened
from domain.acts.shapes import Own, OwnOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, in_order, juveniles, law_in_force, named_once, status_among
from domain.kernel.data import Day, Flagged, Id, Moment, Text, Word
from domain.states.criminal_case import MEASURES, Accused, CriminalCase
from domain.states.parts import Party

LAW = "LTPNCTN-2024"
UNREAD = "form catalogue of Circular 03/2026/TT-VKSTC; article not read"
DECIDING = (*INVESTIGATING, "concluded", "prosecution")


class ProcedureNotified(OwnOnAccused):
    """The procuracy announces whether the diversion procedure applies."""

    applies: Flagged
    reason: Text
    social_worker: Id


class PlanRequested(OwnOnAccused):
    """The social worker is asked for a plan."""

    social_worker: Id
    due_on: Day
    supplementary: Flagged = False


class ReportRequested(OwnOnAccused):
    """The social worker is asked to supplement the social investigation report."""

    social_worker: Id
    due_on: Day
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]


class HearingOpened(OwnOnAccused):
    """The procuracy decides to hold a hearing."""

    at: Moment
    place: Text
    participants: Annotated[tuple[Party, ...], Field(min_length=1)]


class HearingHeld(OwnOnAccused):
    """The minutes of the hearing."""

    held_at: Moment
    ended_at: Moment | None = None
    place: Text | None = None
    participants: Annotated[tuple[Party, ...], Field(min_length=1)]
    outcome: Literal["apply", "refuse", "postpone", "refer_to_court"]


class HearingPostponed(OwnOnAccused):
    """The hearing is put off."""

    reason: Text
    new_date: Moment | None = None


class DiversionApplied(OwnOnAccused):
    """The procuracy applies a measure in the community."""

    measure: Word
    since: Day
    until: Day  # last day
    supervisor: Party
    obligations: tuple[Text, ...] = ()
    for_the_court: tuple[Literal["damages", "confiscation"], ...] = ()  # what must still be settled


class Reasoned(OwnOnAccused):
    """A decision on diversion with its reason."""

    reason: Text


class DiversionRefused(Reasoned):
    """The procuracy does not apply diversion."""

    case_continues: Flagged


class DiversionChanged(OwnOnAccused):
    """One measure gives way to another one."""

    old_measure: Word
    new_measure: Word
    since: Day
    until: Day  # last day


class RefusalAnnulled(Reasoned):
    """The refusal of diversion is annulled."""

    hearing_reopened: Flagged


class CourtMeasureProposed(OwnOnAccused):
    """The court is asked to order a reformatory or to settle damages."""

    proposal: Literal["damages", "reformatory_via_agency", "reformatory_direct"]
    to_court: Word
    sent_at: Moment


class CourtDecisionPetitioned(Own):
    """The procuracy contests a decision of the court on diversion."""

    to_court: Word
    decision: Word  # number
    grounds: Text


def not_for_the_court(state: CriminalCase, question: Question) -> Breach | None:
    """Where damages or confiscation must be settled, the court decides. LTPNCTN-2024/52/1"""
    open_matters = list(question.act.data.for_the_court)
    return Breach("court_decides_diversion", f"{LAW}/52/1", {"matters": open_matters}) if open_matters else None


def diversion_refused(state: CriminalCase, question: Question) -> Breach | None:
    """Only a refusal in force is annulled. LTPNCTN-2024/56/4"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if not accused.diversion_refused:
            return Breach("diversion_not_refused", f"{LAW}/56/4", {"label": accused.label})
    return None


def _applied(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def diverted(accused: Accused) -> Accused:
        free = accused.without(MEASURES, recorded.version)
        return free.evolved(status="diverted", diversion=recorded.version, diversion_refused=0)

    return state.evolved(accused=state.changed(recorded.act.data.persons, diverted))


def _refused(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version = recorded.version
    accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(diversion_refused=version))
    return state.evolved(accused=accused)


def _changed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version = recorded.version
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(diversion=version)))


def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def charged(accused: Accused) -> Accused:
        return accused.evolved(status="approved" if accused.approved else "charged", diversion=0)

    return state.evolved(accused=state.changed(recorded.act.data.persons, charged))


def _refusal_annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(diversion_refused=0)))


IMPOSSIBLE = (accused_known, named_once)
CHECKS = (law_in_force, juveniles(LAW), status_among("approved", "proposed", article=LAW))
IN_ORDER = in_order("since", "until", LAW)
DIVERTED = (law_in_force, juveniles(LAW), status_among("diverted", article=LAW))

CHAPTER = (
    ActType(
        key="diversion_procedure.notified.v1", name_vi="Thông báo áp dụng thủ tục xử lý chuyển hướng",
        name_en="Diversion procedure notified",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_procedure_notified",),
        law=tuple(f"{LAW}/{article}" for article in (35, 37, 38, 39, 52, 55)), form="186/HS", lawful_from=DECIDING,
        impossible=IMPOSSIBLE, checks=CHECKS, data=ProcedureNotified, apply=unchanged,
    ),
    ActType(
        key="social_report.supplement_requested.v1", name_vi="Yêu cầu lập Báo cáo điều tra xã hội bổ sung",
        name_en="Supplementary social investigation report requested",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("social_report_supplement_requested",),
        law=(f"{LAW}/54/4",), form="185/HS", lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=CHECKS,
        data=ReportRequested, apply=unchanged,
    ),
    ActType(
        key="diversion_plan.requested.v1",
        name_vi="Yêu cầu người làm công tác xã hội xây dựng kế hoạch xử lý chuyển hướng",
        name_en="Diversion plan requested from the social worker",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("diversion_plan_requested",),
        law=(f"{LAW}/55", f"{LAW}/58"), form="187/HS", lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=CHECKS,
        data=PlanRequested, apply=unchanged,
    ),
    ActType(
        key="diversion_hearing.opened.v1",
        name_vi="Quyết định mở phiên họp xem xét, quyết định áp dụng biện pháp xử lý chuyển hướng tại cộng đồng",
        name_en="Diversion hearing opened",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_hearing_opened",), law=(f"{LAW}/59",),
        form="196/HS", lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=CHECKS,
        data=HearingOpened, apply=unchanged,
    ),
    ActType(
        key="diversion_hearing.held.v1",
        name_vi="Biên bản phiên họp xem xét, quyết định áp dụng biện pháp xử lý chuyển hướng",
        name_en="Diversion hearing held",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("diversion_hearing_held",), law=(LAW,),
        form="197/HS", lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=CHECKS,
        data=HearingHeld, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="diversion_hearing.postponed.v1",
        name_vi="Quyết định hoãn phiên họp xem xét xử lý chuyển hướng", name_en="Diversion hearing postponed",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_hearing_postponed",), law=(LAW,),
        form="198/HS", lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=CHECKS,
        data=HearingPostponed, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="diversion.applied.v1", name_vi="Quyết định áp dụng biện pháp xử lý chuyển hướng tại cộng đồng",
        name_en="Community diversion applied",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_applied",),
        law=(f"{LAW}/52/1", f"{LAW}/56", f"{LAW}/60"), form="191/HS", lawful_from=DECIDING,
        impossible=IMPOSSIBLE, checks=(*CHECKS, IN_ORDER, not_for_the_court), data=DiversionApplied, apply=_applied,
    ),
    ActType(
        key="diversion.refused.v1", name_vi="Quyết định không áp dụng biện pháp xử lý chuyển hướng tại cộng đồng",
        name_en="Community diversion refused",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_not_applied",),
        law=(f"{LAW}/52", f"{LAW}/56", f"{LAW}/60"), form="192/HS", lawful_from=DECIDING,
        impossible=IMPOSSIBLE, checks=CHECKS, data=DiversionRefused, apply=_refused,
    ),
    ActType(
        key="diversion.refusal_annulled.v1",
        name_vi="Hủy bỏ quyết định không áp dụng biện pháp xử lý chuyển hướng", name_en="Refusal of diversion annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_refusal_cancelled",), law=(f"{LAW}/56/4",),
        form="195/HS", lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=(*CHECKS, diversion_refused),
        data=RefusalAnnulled, apply=_refusal_annulled,
    ),
    ActType(
        key="diversion.changed.v1", name_vi="Quyết định thay đổi biện pháp xử lý chuyển hướng tại cộng đồng",
        name_en="Community diversion changed",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_changed",),
        law=(f"{LAW}/85", f"{LAW}/142"), form="193/HS", lawful_from=(ANY,),
        impossible=IMPOSSIBLE, checks=(*DIVERTED, IN_ORDER), data=DiversionChanged, apply=_changed,
    ),
    ActType(
        key="diversion.annulled.v1",
        name_vi="Hủy bỏ quyết định áp dụng biện pháp xử lý chuyển hướng tại cộng đồng",
        name_en="Community diversion annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_cancelled",), law=(LAW,),
        form="194/HS", lawful_from=(ANY,), impossible=IMPOSSIBLE, checks=DIVERTED,
        data=Reasoned, apply=_annulled, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="court_measure.proposed.v1",
        name_vi="Đề nghị Tòa án áp dụng biện pháp giáo dục tại trường giáo dưỡng/giải quyết bồi thường",
        name_en="Court asked to order a reformatory or to settle damages",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("diversion_court_measure_proposed",),
        law=tuple(f"{LAW}/{article}" for article in (35, 37, 39, 51, 55, 63)), form="188/HS, 189/HS, 190/HS",
        lawful_from=DECIDING, impossible=IMPOSSIBLE, checks=CHECKS, data=CourtMeasureProposed, apply=unchanged,
    ),
    ActType(
        key="court_diversion.petitioned.v1",
        name_vi="Kiến nghị về quyết định áp dụng biện pháp xử lý chuyển hướng của Tòa án",
        name_en="Petition against a diversion decision of the court",
        module="M2", issuer="procuracy", kinds=("petition",), signed_by=HEAD, codes=("court_diversion_petitioned",),
        law=(LAW,), form="199/HS", lawful_from=(NEW,), checks=(law_in_force,),
        data=CourtDecisionPetitioned, apply=opened("court_diversion", "to_court"), confirmed=False, source=UNREAD,
    ),
)  # fmt: skip
