"""Module 2: expert examination and valuation (giám định, định giá tài sản). BLTTHS-2015/205-222

The procuracy may itself ask an expert or a council; conclusions come in and are notified to those concerned.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import unchanged
from domain.acts.shapes import Own, Supervised
from domain.acts.source_verification import handled_by_procuracy
from domain.acts.stages import INVESTIGATING
from domain.kernel.act_type import HEAD, HEAD_ONLY, PROSECUTOR, ActType, Breach, Question
from domain.kernel.data import Day, Id, Moment, Part, Personal, Text, Word
from domain.states.parts import Party

ASKING = (*INVESTIGATING, "prosecution")
FILES = ("criminal_case", "information_source")
Questions = Annotated[tuple[Text, ...], Field(min_length=1)]


class ExaminationRequested(Own):
    """The procuracy asks for an expert's opinion."""

    expert_body: Word
    object: Text
    questions: Questions
    due_on: Day
    sent_at: Moment


class ReexaminationRequested(Own):
    """The procuracy asks for a further opinion."""

    repetition: Literal["supplementary", "repeat"]
    earlier: Word  # number of the earlier conclusion
    expert_body: Word
    questions: Questions


class SpecialReexamination(Own):
    """The head of the Supreme Procuracy has an examination or valuation repeated."""

    subject: Literal["expert", "valuation"]
    earlier: Word  # number of the earlier conclusion


class ValuationRequested(Own):
    """The procuracy asks a council to value property."""

    council: Word
    assets: Annotated[tuple[Text, ...], Field(min_length=1)]
    due_on: Day
    round: Literal["first", "repeat"]


class PersonalFinding(Part):
    """What a conclusion says of one person: state of mind, injuries, age."""

    person: Id
    finding: Personal[Text] = None


class ConclusionReceived(Supervised):
    """The conclusion of an expert or of a valuation council comes in."""

    conclusion: Word  # number
    concluded_on: Day
    received_at: Moment
    summary: Text  # names nobody and tells of nobody's health
    findings: tuple[PersonalFinding, ...] = ()


class ConclusionNotified(Own):
    """Those concerned are told what the conclusion says."""

    addressees: Annotated[tuple[Party, ...], Field(min_length=1)]


class RequestRefused(Own):
    """A participant's request for an expert examination is refused."""

    requester: Party
    reason: Text


class ExpertReplaced(Own):
    """An expert or valuer gives way to another one."""

    expert: Party
    ground: Text
    manner: Literal["demand", "decision"]


def source_in_own_hands(state: Any, question: Question) -> Breach | None:
    """On a source the procuracy acts as an investigating body only after it has taken it over. BLTTHS-2015/147/4"""
    return handled_by_procuracy(state, question) if question.act.kind == "information_source" else None


CHAPTER = (
    ActType(
        key="examination.requested_by_procuracy.v1", name_vi="Quyết định trưng cầu giám định",
        name_en="Expert examination requested by the procuracy",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=HEAD, codes=("expert_examination_requested",),
        law=("BLTTHS-2015/205/1", "BLTTHS-2015/205/2"), form="126/HS", lawful_from=(*ASKING, "verification"),
        checks=(source_in_own_hands,),
        starts=("expert_request_send_24h@205.3", "expert_conclusion@208"),
        data=ExaminationRequested, apply=unchanged,
    ),
    ActType(
        key="reexamination.requested.v1", name_vi="Trưng cầu giám định bổ sung, giám định lại",
        name_en="Supplementary or repeat expert examination requested",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("expert_reexamination_requested",),
        law=("BLTTHS-2015/210", "BLTTHS-2015/211"), form="129/HS, 130/HS", lawful_from=ASKING,
        starts=("expert_conclusion@208",), data=ReexaminationRequested, apply=unchanged,
    ),
    ActType(
        key="special_reexamination.decided.v1", name_vi="Giám định lại/định giá lại trong trường hợp đặc biệt",
        name_en="Special repeat examination or valuation decided",
        module="M2", issuer="procuracy", signed_by=HEAD_ONLY, levels=("supreme",),
        codes=("expert_special_reexamination_decided",), law=("BLTTHS-2015/212", "BLTTHS-2015/220"),
        form="132/HS, 133/HS", lawful_from=ASKING, data=SpecialReexamination, apply=unchanged,
    ),
    ActType(
        key="valuation.requested.v1", name_vi="Yêu cầu định giá, định giá lại tài sản",
        name_en="Valuation or revaluation requested",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=HEAD, codes=("valuation_requested",),
        law=("BLTTHS-2015/215/1", "BLTTHS-2015/215/2", "BLTTHS-2015/218"), form="127/HS, 131/HS",
        lawful_from=(*ASKING, "verification"), checks=(source_in_own_hands,),
        starts=("valuation_request_send_24h@215.3",),
        data=ValuationRequested, apply=unchanged,
    ),
    ActType(
        key="expert_conclusion.received.v1", name_vi="Nhận kết luận giám định, định giá tài sản",
        name_en="Expert or valuation conclusion received",
        module="M2", issuer="other", kinds=FILES, codes=("expert_conclusion_received",),
        law=("BLTTHS-2015/213/2", "BLTTHS-2015/221/2"),
        lawful_from=(*ASKING, "investigation_suspended", "verification", "suspended"),
        ends=("expert_conclusion@208",), data=ConclusionReceived, apply=unchanged,
    ),
    ActType(
        key="expert_conclusion.notified.v1", name_vi="Thông báo nội dung kết luận giám định, định giá tài sản",
        name_en="Expert or valuation conclusion notified to participants",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("expert_conclusion_notified",),
        law=("BLTTHS-2015/214/2", "BLTTHS-2015/222/2"), form="128/HS", lawful_from=ASKING,
        ends=("conclusion_notice_7d@214.2",), data=ConclusionNotified, apply=unchanged,
    ),
    ActType(
        key="expert_request.refused.v1", name_vi="Thông báo không chấp nhận đề nghị trưng cầu giám định",
        name_en="Request for expert examination refused",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("expert_request_refused",),
        law=("BLTTHS-2015/214/4", "BLTTHS-2015/207/1"), form="125/HS", lawful_from=ASKING,
        ends=("expert_request_answer_7d@207.1",), data=RequestRefused, apply=unchanged,
    ),
    ActType(
        key="expert.replaced.v1", name_vi="Thay đổi/yêu cầu thay đổi người giám định, người định giá tài sản",
        name_en="Expert or valuer replaced",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("expert_replacement_decided",),
        law=("BLTTHS-2015/41/2/đ",), form="83/HS, 84/HS", lawful_from=ASKING, data=ExpertReplaced, apply=unchanged,
    ),
)  # fmt: skip
