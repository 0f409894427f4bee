"""Module 2: the investigation suspended, discontinued and resumed, for the case or for some accused.

BLTTHS-2015/229, 230, 235, 125, 165

What is stopped for the whole case covers the accused against whom proceedings ran until then, and when the case goes
on only they go on with it: one who was suspended before by a decision of his own waits for one that resumes him.
"""

from typing import Literal
from uuid import UUID

from domain.acts.changes import STOPPED, discontinued, leads_to, open_persons, stopped_persons, suspended, unchanged
from domain.acts.shapes import Delivered, OwnOnSome, SupervisedOnSome
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Check, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Flagged, Text, Word
from domain.states.criminal_case import MEASURES, Accused, CriminalCase
from domain.states.parts import Charge

AT_REST = ("investigation_suspended", "investigation_discontinued", "resumption_awaited")
Variant = Literal["accused", "case_for_accused"]  # the forms tell the accused from the case as to the accused


class Suspended(SupervisedOnSome, Delivered):
    """The investigation stops for a time. Measures do not end with it: BLTTHS-2015/125/2"""

    ground: Text | None = None
    clause: Literal["229.1.a", "229.1.b", "229.1.c", "229.1.d"] | None = None
    charges: tuple[Charge, ...] = ()  # offences concerned


class Discontinued(SupervisedOnSome, Delivered):
    """The investigation ends without a proposal to prosecute."""

    ground: Text | None = None
    charges: tuple[Charge, ...] = ()  # not empty: only these offences are discontinued, proceedings go on
    clause: Literal["155.2", "157", "BLHS-16", "BLHS-29", "BLHS-91.2", "not_proved_in_time"] | None = None
    conclusion_number: Word | None = None
    exhibits: Text | None = None  # what becomes of them
    measures_lifted: Flagged | None = None  # False: the decision leaves measures in force


class SuspensionAnnulled(OwnOnSome):
    """The procuracy annuls a decision to suspend."""

    ground: Text | None = None
    variant: Variant | None = None


class DiscontinuationAnnulled(OwnOnSome):
    """The procuracy annuls a decision to discontinue, and has the investigation resumed or prosecutes at once."""

    ground: Text | None = None
    variant: Variant | None = None
    follow_up: Literal["resumption", "prosecution"] = "resumption"


class DiscontinuationReviewed(OwnOnSome):
    """The procuracy finds the discontinuation well founded and gives the file back."""


class ResumptionDemanded(OwnOnSome):
    """The procuracy demands that the investigation be resumed."""

    reasons: Text
    variant: Variant | None = None


class Resumed(SupervisedOnSome, Delivered):
    """Proceedings go on."""

    ground: Text | None = None


class ResumedByProcuracy(OwnOnSome):
    """The procuracy itself resumes the investigation."""

    ground: Text | None = None
    variant: Variant | None = None


def whole_only_from(*stages: str, article: str) -> Check:
    """A check that an act which names no accused finds the case itself at one of `stages`."""

    def check(state: CriminalCase, question: Question) -> Breach | None:
        if question.act.data.persons or state.stage in stages:
            return None
        return Breach("wrong_stage", article, {"stage": state.stage, "lawful_from": list(stages)})

    return check


def wanted_first(state: CriminalCase, question: Question) -> Breach | None:
    """Before suspending because nobody knows where the accused is, the agency has him sought. BLTTHS-2015/229/1"""
    data = question.act.data
    if data.clause != "229.1.a":
        return None
    persons = (state.accused[p] for p in data.persons or _running(state) if p in state.accused)
    labels = [accused.label for accused in persons if not accused.wanted]
    return Breach("wanted_notice_missing", "BLTTHS-2015/229/1", {"labels": labels}) if labels else None


def nobody_left_under_measure(state: CriminalCase, question: Question) -> Breach | None:
    """No measure outlives the proceedings: the decision itself lifts it. BLTTHS-2015/125/1"""
    data = question.act.data
    if data.charges or data.measures_lifted is not False:
        return None
    persons = (state.accused[p] for p in open_persons(state, data.persons) if p in state.accused)
    labels = [accused.label for accused in persons if any(accused.running(kind) for kind in MEASURES)]
    return Breach("measure_survives", "BLTTHS-2015/125/1", {"labels": labels}) if labels else None


def _running(state: CriminalCase) -> tuple[UUID, ...]:
    return tuple(person for person, accused in state.accused.items() if accused.status == "approved")


@leads_to("investigation_suspended")
def _suspended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons, version = recorded.act.data.persons, recorded.version
    accused = state.changed(persons or _running(state), lambda a: a if a.closed else suspended(a, version))
    if persons:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage="investigation_suspended", stopped=version)


@leads_to("investigation_discontinued")
def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version
    if data.charges:
        return state.evolved(accused=state.changed(data.persons, lambda a: _without_charges(a, data.charges)))
    stays = data.measures_lifted is False
    accused = state.changed(open_persons(state, data.persons), lambda a: _ended(a, version, stays))
    if data.persons:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage="investigation_discontinued", stopped=version)


def _ended(accused: Accused, version: int, measures_stay: bool) -> Accused:
    after = discontinued(accused, version)
    return after.evolved(measures=accused.measures) if measures_stay and not accused.closed else after


def _without_charges(accused: Accused, charges: tuple[Charge, ...]) -> Accused:
    offences = {(charge.code, charge.article) for charge in charges}
    gone = tuple(charge for charge in accused.charges if (charge.code, charge.article) in offences)
    kept = tuple(charge for charge in accused.charges if charge not in gone)
    return accused.evolved(charges=kept, dropped=(*accused.dropped, *gone))


def _covered(state: CriminalCase, persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    found = (p for p in stopped_persons(state, persons) if p in state.accused)
    return tuple(p for p in found if state.accused[p].status in STOPPED)


@leads_to("resumption_awaited", "prosecution")
def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    prosecuted = getattr(data, "follow_up", "resumption") == "prosecution"
    status, stage = ("proposed", "prosecution") if prosecuted else ("resumption_awaited", "resumption_awaited")
    accused = state.changed(_covered(state, data.persons), lambda a: a.evolved(status=status))
    if data.persons:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage=stage, stopped=0 if prosecuted else state.stopped)


@leads_to("investigation")
def _resumed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons
    accused = state.changed(_covered(state, persons), _going_on)
    if persons:
        return state.evolved(accused=accused)
    return state.evolved(
        accused=accused, stage="investigation", stopped=0, resumed=recorded.version, extensions=0, extension_requests=()
    )


def _going_on(accused: Accused) -> Accused:
    return accused.evolved(status="approved" if accused.approved else "charged", stopped=0)


WHO = (accused_known, named_once)
RESUMING = (whole_only_from(*AT_REST, article="BLTTHS-2015/235"), status_among(*STOPPED, article="BLTTHS-2015/235"))

CHAPTER = (
    ActType(
        key="investigation.suspended.v1", name_vi="Tạm đình chỉ điều tra", name_en="Investigation suspended",
        module="M2", issuer="investigating_body",
        codes=("investigation_suspended", "investigation_suspended_for_accused"),
        law=("BLTTHS-2015/229/1", "BLTTHS-2015/229/2"), lawful_from=INVESTIGATING, impossible=WHO,
        checks=(accused_open, status_among("approved", article="BLTTHS-2015/229/2"), wanted_first),
        starts=("investigation_suspension_send_2d@229.3",), ends=("investigation@172",),
        data=Suspended, apply=_suspended,
    ),
    ActType(
        key="investigation.suspension_annulled.v1", name_vi="Hủy bỏ quyết định tạm đình chỉ điều tra",
        name_en="Suspension of the investigation annulled",
        module="M2", issuer="procuracy", signed_by=HEAD,
        codes=("investigation_suspension_cancelled", "investigation_suspension_cancelled_for_accused"),
        law=("BLTTHS-2015/41/2", "BLTTHS-2015/165/9"), form="107/HS, 108/HS, 109/HS",
        lawful_from=("investigation_suspended", *INVESTIGATING), impossible=WHO,
        checks=(
            whole_only_from("investigation_suspended", article="BLTTHS-2015/41/2"),
            status_among("suspended", article="BLTTHS-2015/41/2"),
        ),
        data=SuspensionAnnulled, apply=_annulled,
    ),
    ActType(
        key="investigation.discontinued.v1", name_vi="Đình chỉ điều tra", name_en="Investigation discontinued",
        module="M2", issuer="investigating_body",
        codes=("investigation_terminated", "investigation_terminated_for_accused"),
        law=("BLTTHS-2015/230/1", "BLTTHS-2015/230/2", "BLTTHS-2015/232/2", "BLTTHS-2015/234"),
        lawful_from=(*INVESTIGATING, "concluded", "investigation_suspended", "resumption_awaited"), impossible=WHO,
        checks=(nobody_left_under_measure,),
        starts=("termination_review_15d@230.3",), ends=("investigation@172",),
        data=Discontinued, apply=_discontinued,
    ),
    ActType(
        key="investigation.discontinuation_reviewed.v1",
        name_vi="Trả hồ sơ cho Cơ quan điều tra vì đình chỉ điều tra có căn cứ",
        name_en="Discontinuation of the investigation reviewed and found well founded",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("termination_review_completed",),
        law=("BLTTHS-2015/230/3",), lawful_from=("investigation_discontinued", *INVESTIGATING), impossible=WHO,
        checks=(
            whole_only_from("investigation_discontinued", article="BLTTHS-2015/230/3"),
            status_among("discontinued", article="BLTTHS-2015/230/3"),
        ),
        ends=("termination_review_15d@230.3",), data=DiscontinuationReviewed, apply=unchanged,
    ),
    ActType(
        key="investigation.discontinuation_annulled.v1", name_vi="Hủy bỏ quyết định đình chỉ điều tra",
        name_en="Discontinuation of the investigation annulled",
        module="M2", issuer="procuracy", signed_by=HEAD,
        codes=("investigation_termination_cancelled", "investigation_termination_cancelled_for_accused"),
        law=("BLTTHS-2015/230/3",), form="110/HS, 111/HS, 112/HS",
        lawful_from=("investigation_discontinued", *INVESTIGATING, "concluded"), impossible=WHO,
        checks=(
            whole_only_from("investigation_discontinued", article="BLTTHS-2015/230/3"),
            status_among("discontinued", article="BLTTHS-2015/230/3"),
        ),
        ends=("termination_review_15d@230.3",), data=DiscontinuationAnnulled, apply=_annulled,
    ),
    ActType(
        key="resumption.demanded.v1", name_vi="Yêu cầu phục hồi điều tra",
        name_en="Resumption of the investigation demanded",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("resumption_demanded",), law=("BLTTHS-2015/41/2",),
        form="113/HS, 114/HS, 115/HS", lawful_from=(*AT_REST, *INVESTIGATING), impossible=WHO, checks=RESUMING,
        data=ResumptionDemanded, apply=unchanged,
    ),
    ActType(
        key="investigation.resumed.v1", name_vi="Phục hồi điều tra", name_en="Investigation resumed",
        module="M2", issuer="investigating_body",
        codes=("investigation_resumed", "investigation_resumed_for_accused"),
        law=("BLTTHS-2015/235/1",), lawful_from=(*AT_REST, *INVESTIGATING), impossible=WHO, checks=RESUMING,
        starts=("investigation_resumed@174.1", "resumption_send_2d@235.2"), data=Resumed, apply=_resumed,
    ),
    ActType(
        key="investigation.resumed_by_procuracy.v1", name_vi="Viện kiểm sát ra quyết định phục hồi điều tra",
        name_en="Investigation resumed by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD,
        codes=("investigation_resumed_by_procuracy", "investigation_resumed_for_accused_by_procuracy"),
        law=("BLTTHS-2015/235/1", "BLTTHS-2015/41/2"), form="116/HS, 117/HS, 118/HS",
        lawful_from=(*AT_REST, *INVESTIGATING), impossible=WHO, checks=RESUMING,
        starts=("investigation_resumed@174.1",), data=ResumedByProcuracy, apply=_resumed,
    ),
)  # fmt: skip
