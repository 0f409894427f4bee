"""Module 5: execution of death sentences (thi hành án tử hình). BLTTHS-2015/364, 367

The heads of the supreme court and the supreme procuracy each decide whether to protest; the convict may petition
the State President for clemency. Acts that name the convict may open the stream, because published histories
begin with them.
"""

from typing import Literal

from domain.acts.changes import leads_to, unchanged
from domain.acts.execution import ENFORCEMENT, Penalty
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD_ONLY, NEW, PROSECUTOR, ActType, Apply, Breach, Question
from domain.kernel.data import Flagged, Moment, Text, Word
from domain.states.enforcement import Enforcement
from domain.states.parts import Person

REVIEWED = ("death_review", "death_pending", "judgment_effective")
PENDING = ("death_pending", "awaiting")  # nothing stands in the way of the execution


class OnConvict(Supervised):
    """An act on one convict."""

    convict: Person
    penalty: Literal["death", "life", "imprisonment", "unstated"] = "unstated"
    ground: Text | None = None


class ClemencyDecided(OnConvict):
    """The State President decides on a petition for clemency."""

    result: Literal["refused", "commuted", "considered"]


class DossierReceived(Own):
    """The supreme procuracy receives the case file; a link of relation `concerns` names the judgment."""

    received_at: Moment
    clemency_petition: Flagged  # whether the convict has petitioned for clemency


class NotProtested(Own):
    """The head of the supreme procuracy decides not to protest."""

    opinion_on_clemency: Text | None = None


class Commuted(Supervised):
    """The death sentence becomes another penalty."""

    manner: Literal["clemency", "statutory_conversion"]  # by the State President, or because the law changed


class ExecutionDecided(Supervised):
    """The president of the court orders the execution and sets up its council."""

    council: tuple[Word, ...] = ()  # offices of its members


class ExecutionAttended(Own):
    """A prosecutor supervises the execution."""

    place: Text
    postponed: Flagged  # put off at the place of execution


class CommutedEnforced(Supervised):
    """The penalty after commutation is enforced."""

    new_penalty: Penalty


def same_convict(state: Enforcement, question: Question) -> Breach | None:
    """A stream of execution concerns one convict."""
    convict = question.act.data.convict.person
    if state.convict in (None, convict):
        return None
    return Breach("another_convict", "BLTTHS-2015/364", {"person": str(convict)})


def review_missing(state: Enforcement, question: Question) -> Breach | None:
    """Nobody is executed before the head of the supreme procuracy decides not to protest. BLTTHS-2015/367/1/c"""
    if state.not_protested:
        return None
    return Breach("death_review_missing", "BLTTHS-2015/367/1/c")


def clemency_open(state: Enforcement, question: Question) -> Breach | None:
    """Nobody is executed while clemency is before the State President. BLTTHS-2015/367/1/e"""
    if state.clemency not in ("petitioned", "considered"):
        return None
    return Breach("clemency_undecided", "BLTTHS-2015/367/1/e", {"clemency": state.clemency})


def _to(stage: str, clemency: str = "") -> Apply:
    @leads_to(stage)
    def apply(state: Enforcement, recorded: Recorded) -> Enforcement:
        data = recorded.act.data
        return state.evolved(
            stage=stage,
            convict=data.convict.person,
            label=data.convict.label,
            penalty=data.penalty if data.penalty != "unstated" else state.penalty,
            clemency=clemency or state.clemency,
        )

    return apply


@leads_to("awaiting", "commuted", "clemency")
def _clemency_decided(state: Enforcement, recorded: Recorded) -> Enforcement:
    result = recorded.act.data.result
    stages = {"refused": "awaiting", "commuted": "commuted", "considered": "clemency"}
    after: Enforcement = _to(stages[result], result)(state, recorded)
    return after


@leads_to("death_review")
def _dossier_received(state: Enforcement, recorded: Recorded) -> Enforcement:
    petitioned = recorded.act.data.clemency_petition and not state.clemency
    return state.evolved(stage="death_review", clemency="petitioned" if petitioned else state.clemency)


@leads_to("death_pending", "clemency")
def _not_protested(state: Enforcement, recorded: Recorded) -> Enforcement:
    stage = "clemency" if state.clemency in ("petitioned", "considered") else "death_pending"
    return state.evolved(stage=stage, not_protested=recorded.version)


@leads_to("commuted")
def _commuted(state: Enforcement, recorded: Recorded) -> Enforcement:
    clemency = "commuted" if recorded.act.data.manner == "clemency" else state.clemency
    return state.evolved(stage="commuted", clemency=clemency)


@leads_to("executed", "stayed")
def _attended(state: Enforcement, recorded: Recorded) -> Enforcement:
    return state.evolved(stage="stayed" if recorded.act.data.postponed else "executed")


@leads_to("enforcement_ordered")
def _commuted_enforced(state: Enforcement, recorded: Recorded) -> Enforcement:
    penalty = recorded.act.data.new_penalty.kind
    return state.evolved(stage="enforcement_ordered", decision=recorded.version, penalty=penalty)


CHAPTER = (
    ActType(
        key="death_judgment_dossier.received.v1", codes=("death_judgment_dossier_received",),
        name_vi="Nhận hồ sơ vụ án có bản án tử hình để xem xét", name_en="Death-sentence dossier received",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=("TTDV", "VT", "PVT"),
        levels=("supreme", "department"), law=("BLTTHS-2015/367/1/a", "BLTTHS-2015/367/1/b"),
        lawful_from=("judgment_effective", "clemency"), starts=("death_review@367.1",),
        data=DossierReceived, apply=_dossier_received,
    ),
    ActType(
        key="death_judgment.protested.v1", codes=("death_judgment_protested",),
        name_vi="Kháng nghị giám đốc thẩm/tái thẩm bản án tử hình", name_en="Death judgment protested",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD_ONLY, levels=("supreme",),
        law=("BLTTHS-2015/367/1/c",), lawful_from=("death_review", "clemency"), ends=("death_review@367.1",),
        data=Own, apply=unchanged,
    ),
    ActType(
        key="death_judgment.not_protested.v1", codes=("death_judgment_not_protested",),
        name_vi="Quyết định không kháng nghị bản án tử hình", name_en="Decision not to protest a death judgment",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD_ONLY, levels=("supreme",),
        law=("BLTTHS-2015/367/1/c", "BLTTHS-2015/367/1/đ"), lawful_from=("death_review", "clemency"),
        ends=("death_review@367.1",), data=NotProtested, apply=_not_protested,
    ),
    ActType(
        key="clemency.petitioned.v1", name_vi="Đơn xin ân giảm án tử hình", name_en="Clemency petitioned",
        module="M5", issuer="party", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1",),
        lawful_from=(NEW, "awaiting", "stayed", *REVIEWED),
        impossible=(same_convict,), data=OnConvict, apply=_to("clemency", "petitioned"),
    ),
    ActType(
        key="clemency.decided.v1", name_vi="Chủ tịch nước xét đơn xin ân giảm", name_en="Clemency decided",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1", "BLTTHS-2015/367/2"),
        lawful_from=("clemency", NEW, "awaiting", *REVIEWED), impossible=(same_convict,),
        data=ClemencyDecided, apply=_clemency_decided,
    ),
    ActType(
        key="death_sentence.commuted.v1", codes=("death_sentence_commuted",),
        name_vi="Chủ tịch nước ân giảm/chuyển hình phạt tử hình", name_en="Death sentence commuted",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1/e", "BLTTHS-2015/367/2"),
        lawful_from=("death_pending", "death_review", "clemency", "awaiting", "stayed"),
        data=Commuted, apply=_commuted,
    ),
    ActType(
        key="execution.stayed.v1", name_vi="Hoãn, tạm dừng thi hành án tử hình", name_en="Execution stayed",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1",),
        lawful_from=("awaiting", NEW, "clemency", "death_pending"), impossible=(same_convict,),
        data=OnConvict, apply=_to("stayed"), confirmed=False,
    ),
    ActType(
        key="death_execution_decision.received.v1", codes=("death_execution_decision_received",),
        name_vi="Quyết định thi hành án tử hình", name_en="Execution decision received",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLTTHS-2015/364/1", "BLTTHS-2015/367/1/đ", "THAHS-2019/77"), lawful_from=(*PENDING, "stayed"),
        checks=(review_missing, clemency_open), data=ExecutionDecided, apply=unchanged,
    ),
    ActType(
        key="death_sentence.executed.v1", name_vi="Thi hành án tử hình", name_en="Death sentence executed",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/1", "BLTTHS-2015/367/1"),
        lawful_from=("awaiting", "clemency", NEW, "death_pending"), impossible=(same_convict,),
        data=OnConvict, apply=_to("executed"),
    ),
    ActType(
        key="death_execution.supervised.v1", codes=("death_execution_supervised",),
        name_vi="Kiểm sát thi hành án tử hình", name_en="Execution attended",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=PROSECUTOR, law=("BLTTHS-2015/42/1/n",),
        lawful_from=(*PENDING, "executed"), checks=(clemency_open,), notes=(review_missing,),
        data=ExecutionAttended, apply=_attended,
    ),
    ActType(
        key="commuted_sentence.enforced.v1", codes=("commuted_sentence_enforced",),
        name_vi="Thi hành hình phạt sau ân giảm", name_en="Commuted sentence enforced",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/1",), lawful_from=("commuted",),
        data=CommutedEnforced, apply=_commuted_enforced, confirmed=False,
    ),
)  # fmt: skip
