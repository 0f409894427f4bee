"""Module 9: complaints in judicial activity are verified and settled. BLTTHS-2015/472-477"""

from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.complaints import COMPLAINT, REGULATION, UNREAD
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, RECORDER, ActType, Breach, Question
from domain.kernel.data import Code, Day, Id, Moment, Text, Word
from domain.states.complaint import Complaint

PENDING = ("received", "accepted", "classified", "verifying")
RESULTS = ("resolved_first", "resolved_final", "withdrawn", "not_accepted")


class VerifierAssigned(Own):
    """Officers are to verify the complaint; their plan is a document of the act."""

    verifiers: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]
    due_on: Day


class ExplanationRequested(Own):
    """The person complained of is to explain."""

    addressee: Id
    due_on: Day
    answered_at: Moment | None = None


class VerificationReported(Own):
    """Those who verified report."""

    findings: Text
    proposal: Literal["founded", "partly", "unfounded"]


class Settled(Own):
    """The procuracy settles the complaint."""

    instance: Literal["first", "final"]
    result: Literal["upheld", "partly_upheld", "rejected", "discontinued"]
    ground: Text | None = None


class SettledByAgency(Supervised):
    """Another agency settles a complaint against its own act."""

    result: Literal["upheld", "partly_upheld", "rejected", "answered"]
    ground: Text | None = None


class Escalated(Supervised):
    """The author complains again, to the superior procuracy."""

    received_at: Moment
    to_unit: Code


class BecameEffective(Supervised):
    """Nobody complained again in time."""

    effective_on: Day


class Sent(Own):
    """The settlement goes to its author and the bodies concerned."""

    to: Annotated[tuple[Word, ...], Field(min_length=1, max_length=50)]  # capacities and bodies; no names


class Remedied(Own):
    """What was complained of with reason is put right; a link of relation `executes` names the act."""

    remedy: Text


def not_ones_own_act(state: Complaint, question: Question) -> Breach | None:
    """Nobody settles a complaint against an act of one's own. BLTTHS-2015/41/3, 476/2"""
    if state.against is None or question.act.actor.officer != state.against:
        return None
    article = "BLTTHS-2015/41/3" if question.act.actor.title == "PVT" else "BLTTHS-2015/476/2"
    return Breach("complaint_against_signer", article)


def verifier_unconcerned(state: Complaint, question: Question) -> Breach | None:
    """Who is complained of does not verify the complaint. BLTTHS-2015/21"""
    if state.against is None or state.against not in question.act.data.verifiers:
        return None
    return Breach("verifier_concerned", "BLTTHS-2015/21", {"officer": str(state.against)})


def instance_fits(state: Complaint, question: Question) -> Breach | None:
    """After a second complaint the settlement is final. BLTTHS-2015/476/1"""
    if state.stage != "second_accepted" or question.act.data.instance == "final":
        return None
    return Breach("settlement_is_final", "BLTTHS-2015/476/1")


@leads_to("resolved_first", "resolved_final")
def _settled(state: Complaint, recorded: Recorded) -> Complaint:
    data = recorded.act.data
    settlements = (*state.settlements, recorded.version)
    return state.evolved(stage=f"resolved_{data.instance}", settlements=settlements, result=data.result)


@leads_to("settled")
def _settled_by_agency(state: Complaint, recorded: Recorded) -> Complaint:
    settlements = (*state.settlements, recorded.version)
    return state.evolved(stage="settled", settlements=settlements, result=recorded.act.data.result)


CHAPTER = (
    ActType(
        key="complaint_verifier.assigned.v1", codes=("complaint_verifier_assigned",),
        name_vi="Phân công người xác minh khiếu nại, tố cáo", name_en="Verifier assigned",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=REGULATION, lawful_from=("accepted",),
        checks=(verifier_unconcerned,), data=VerifierAssigned, apply=to_stage("verifying"),
    ),
    ActType(
        key="complaint_explanation.requested.v1", codes=("complaint_explanation_requested",),
        name_vi="Yêu cầu người bị khiếu nại giải trình", name_en="Explanation requested",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/473/2/a", "LTCVKSND-2014/29/3/b"), lawful_from=("verifying", "accepted"),
        data=ExplanationRequested, apply=unchanged,
    ),
    ActType(
        key="complaint_verification.reported.v1", codes=("complaint_verification_reported",),
        name_vi="Báo cáo kết quả xác minh khiếu nại", name_en="Verification result reported",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=PROSECUTOR, law=REGULATION,
        lawful_from=("verifying",), data=VerificationReported, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="complaint.settled.v1", codes=("complaint_resolved_first", "complaint_resolved_final"),
        name_vi="Quyết định giải quyết khiếu nại của Viện kiểm sát", name_en="Complaint settled by the procuracy",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/475/1", "BLTTHS-2015/476/1", "BLTTHS-2015/476/2", "BLTTHS-2015/474/2"),
        lawful_from=("accepted", "verifying", "second_accepted"), checks=(not_ones_own_act, instance_fits),
        starts=("second_complaint_3d@476.1",),
        ends=("complaint_7d@476.1", "custody_complaint_24h@474.1", "second_complaint_15d@476.1", "complaint_15d@476.2"),
        data=Settled, apply=_settled,
    ),
    ActType(
        key="complaint.settled_by_agency.v1", name_vi="Cơ quan khác giải quyết, trả lời khiếu nại",
        name_en="Complaint settled by another agency",
        module="M9", issuer="investigating_body", kinds=COMPLAINT, law=("BLTTHS-2015/475/1", "BLTTHS-2015/482/3"),
        lawful_from=(*PENDING, "transferred", "supervised"), data=SettledByAgency, apply=_settled_by_agency,
    ),
    ActType(
        key="complaint.escalated.v1", codes=("complaint_escalated",),
        name_vi="Khiếu nại tiếp lên Viện trưởng Viện kiểm sát cấp trên trực tiếp", name_en="Second complaint lodged",
        module="M9", issuer="party", kinds=COMPLAINT, law=("BLTTHS-2015/476/1", "BLTTHS-2015/474/2"),
        lawful_from=("resolved_first",), starts=("second_complaint_15d@476.1",),
        ends=("second_complaint_3d@476.1",), data=Escalated, apply=to_stage("second_accepted"),
    ),
    ActType(
        key="first_settlement.became_effective.v1", codes=("complaint_first_settlement_effective",),
        name_vi="Quyết định giải quyết lần đầu có hiệu lực do không khiếu nại tiếp",
        name_en="First settlement became effective",
        module="M9", issuer="other", kinds=COMPLAINT, law=("BLTTHS-2015/476/1",), lawful_from=("resolved_first",),
        ends=("second_complaint_3d@476.1",), data=BecameEffective, apply=to_stage("resolved_final"),
    ),
    ActType(
        key="complaint.withdrawn.v1", codes=("complaint_withdrawn",),
        name_vi="Rút khiếu nại, đình chỉ giải quyết", name_en="Complaint withdrawn, settlement terminated",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=("BLTTHS-2015/472/1/c",),
        lawful_from=("accepted", "verifying", "second_accepted"), ends=("complaint_7d@476.1",),
        data=Own, apply=to_stage("withdrawn"),
    ),
    ActType(
        key="settlement_document.sent.v1", codes=("settlement_document_sent",),
        name_vi="Gửi văn bản giải quyết khiếu nại, tố cáo", name_en="Settlement sent to the petitioner and bodies",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=RECORDER, law=("BLTTHS-2015/482/1",),
        lawful_from=RESULTS, data=Sent, apply=unchanged,
    ),
    ActType(
        key="settlement.remedied.v1", codes=("settlement_violation_remedied",),
        name_vi="Khắc phục theo quyết định giải quyết khiếu nại", name_en="Remedy after a founded complaint",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/472/1/đ", "BLTTHS-2015/473/2/b"), lawful_from=("resolved_first", "resolved_final"),
        data=Remedied, apply=unchanged,
    ),
)  # fmt: skip
