"""Module 5: a judgment in force is enforced (thi hành án hình sự). BLTTHS-2015/363-367

One stream is one convict under one judgment in force. The 2025 law on execution, in force since 1 July 2026, was
not read: acts that rest on it alone name the law without an article.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import linked
from domain.kernel.data import Count, Day, Moment, Number, Part, Text, Word
from domain.law.codes import in_force
from domain.states.enforcement import DEATH, RUNNING, Enforcement
from domain.states.parts import Person

ENFORCEMENT = ("enforcement",)
OFFICERS = (*PROSECUTOR, "KTV")
ENDED = ("completed", "exempted", "amnestied", "executed", "died", "quashed", "expunged")

PenaltyKind = Literal[
    "death", "life", "imprisonment", "suspended_sentence", "non_custodial_reform", "fine", "warning", "expulsion",
    "residence_prohibition", "mandatory_supervision", "confiscation", "other",
]  # fmt: skip


class Penalty(Part):
    """A penalty as the judgment gives it."""

    kind: PenaltyKind
    months: Number = 0
    days: Number = 0  # beyond whole months
    amount: Number | None = None  # dong
    text: Text | None = None  # as the judgment says it


class Term(Part):
    """A length of time."""

    months: Number = 0
    days: Number = 0  # beyond whole months


class EnforcementOpened(Own):
    """The procuracy opens its file on one convict; a link of relation `enforces` names the judgment."""

    convict: Person
    penalties: Annotated[tuple[Penalty, ...], Field(min_length=1, max_length=20)]  # the principal one first
    effective_on: Day


class CourtDecided(Supervised):
    """A decision of the court on a convict."""

    received_at: Moment  # by the procuracy
    reason: Text | None = None


class DecisionReceived(CourtDecided):
    """The decision to enforce the judgment."""

    penalty: PenaltyKind


class Delegated(Supervised):
    """The court of first instance delegates the decision to another court."""

    to_court: Word
    received_by_delegate_at: Moment | None = None


class DecisionDemanded(Own):
    """The procuracy requires the court to decide."""

    court: Word
    overdue_days: Count


class Reasoned(Supervised):
    """An act of another agency with its reason."""

    reason: Text


class Recaptured(Supervised):
    """A convict who absconded is arrested."""

    place: Text


class Closed(Own):
    """The procuracy ends its supervision of the enforcement."""

    result: Literal["completed", "exempted", "amnestied", "executed", "died", "quashed", "transferred"]


def execution_law(article: str, day: date) -> str:
    """An article of the execution law of 2019, or the law of 2025, whose articles were not read, since July 2026."""
    return article if in_force(article, day) else "THAHS-2025"


def years_after(day: date, years: int) -> date:
    """The same day of the calendar `years` later; 28 February for a leap day without its like."""
    later = day.year + years
    leap = later % 4 == 0 and (later % 100 != 0 or later % 400 == 0)
    return day.replace(year=later, day=28 if (day.month, day.day) == (2, 29) and not leap else day.day)


def not_closed_before(state: Enforcement, question: Question) -> Breach | None:
    """Supervision of one enforcement ends once. BLTTHS-2015/42/1/n"""
    if not state.closed:
        return None
    return Breach("enforcement_already_closed", "BLTTHS-2015/42/1/n", {"version": state.closed})


def result_fits(state: Enforcement, question: Question) -> Breach | None:
    """The result named is how the enforcement ended. BLTTHS-2015/42/1/n"""
    result = question.act.data.result
    ended: Iterable[str] = ("completed", "expunged") if result == "completed" else (result,)
    if result == "transferred" or state.stage in ended:
        return None
    return Breach("result_does_not_fit", "BLTTHS-2015/42/1/n", {"result": result, "stage": state.stage})


@leads_to("judgment_effective")
def _opened(state: Enforcement, recorded: Recorded) -> Enforcement:
    data = recorded.act.data
    principal = data.penalties[0]
    return state.evolved(
        stage="judgment_effective",
        convict=data.convict.person,
        label=data.convict.label,
        penalty=principal.kind,
        months=principal.months,
    )


@leads_to("enforcement_ordered")
def _ordered(state: Enforcement, recorded: Recorded) -> Enforcement:
    penalty = recorded.act.data.penalty
    return state.evolved(stage="enforcement_ordered", decision=recorded.version, penalty=penalty)


def _closed(state: Enforcement, recorded: Recorded) -> Enforcement:
    return state.evolved(closed=recorded.version)


CHAPTER = (
    ActType(
        key="enforcement_stream.opened.v1", codes=("enforcement_stream_opened",),
        name_vi="Thụ lý kiểm sát thi hành án đối với người bị kết án",
        name_en="Enforcement stream opened for a convict",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=OFFICERS,
        law=("BLTTHS-2015/42/1/n",), lawful_from=(NEW,), impossible=(linked("enforces", "BLTTHS-2015/364/1"),),
        starts=("enforcement_decision_7d@364.2",), data=EnforcementOpened, apply=_opened,
    ),
    ActType(
        key="enforcement_decision.received.v1", codes=("enforcement_decision_received",),
        name_vi="Quyết định thi hành án hình sự", name_en="Enforcement decision received",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLTTHS-2015/364/1", "BLTTHS-2015/364/2", "BLTTHS-2015/44/1/d", "THAHS-2019/22"),
        lawful_from=("judgment_effective",),
        starts=("self_surrender_7d@364.3",), ends=("enforcement_decision_7d@364.2",),
        data=DecisionReceived, apply=_ordered,
    ),
    ActType(
        key="enforcement.delegated.v1", codes=("enforcement_delegated",),
        name_vi="Ủy thác ra quyết định thi hành án", name_en="Enforcement delegated to another court",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/1", "BLTTHS-2015/364/2"),
        lawful_from=("judgment_effective",), starts=("delegated_enforcement_7d@364.2",),
        data=Delegated, apply=unchanged,
    ),
    ActType(
        key="enforcement_decision.demanded.v1", codes=("enforcement_decision_demanded",),
        name_vi="Yêu cầu Tòa án ra quyết định thi hành án hình sự", name_en="Enforcement decision demanded",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD,
        law=("LTCVKSND-2014/25/2/a", "THAHS-2019/167/1"), lawful_from=("judgment_effective",),
        data=DecisionDemanded, apply=unchanged,
    ),
    ActType(
        key="convict.surrendered.v1", codes=("convict_surrendered",),
        name_vi="Người bị kết án có mặt để thi hành án", name_en="Convict appeared for enforcement",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/3",),
        lawful_from=("enforcement_ordered",), ends=("self_surrender_7d@364.3",), data=Supervised, apply=unchanged,
    ),
    ActType(
        key="convict.escorted.v1", codes=("convict_escorted_for_enforcement",),
        name_vi="Áp giải thi hành án", name_en="Convict escorted for enforcement",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/3",),
        lawful_from=("enforcement_ordered",), data=Reasoned, apply=unchanged, confirmed=False,
    ),
    ActType(
        key="convict.wanted.v1", codes=("convict_wanted",),
        name_vi="Truy nã người bị kết án bỏ trốn", name_en="Wanted notice for a convict",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/3",),
        lawful_from=("enforcement_ordered", "serving_prison", "deferred", "service_suspended", "conditional_release"),
        data=Supervised, apply=to_stage("absconded"),
    ),
    ActType(
        key="convict.recaptured.v1", codes=("convict_recaptured",),
        name_vi="Bắt lại người bị kết án bỏ trốn", name_en="Absconded convict recaptured",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("THAHS-2019/42/1", "THAHS-2025"),
        lawful_from=("absconded",), data=Recaptured, apply=to_stage("enforcement_ordered"), confirmed=False,
        source="THAHS 2019; law 127/2025/QH15 not read",
    ),
)  # fmt: skip

ENDING = (
    ActType(
        key="enforced_judgment.quashed.v1",
        name_vi="Chấm dứt thi hành do bản án bị hủy", name_en="Enforcement ended because the judgment was quashed",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLTTHS-2015/388", "BLTTHS-2015/391", "BLTTHS-2015/392"), lawful_from=(*RUNNING, *DEATH),
        data=CourtDecided, apply=to_stage("quashed"), confirmed=False,
        source="effect of quashing on the enforcement; the law does not name it as an act",
    ),
    ActType(
        key="judgment_enforcement_record.closed.v1", codes=("judgment_enforcement_record_closed",),
        name_vi="Kết thúc kiểm sát thi hành án đối với người bị kết án",
        name_en="Enforcement supervision closed for a convict",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=PROSECUTOR, law=("BLTTHS-2015/42/1/n",),
        lawful_from=ENDED, checks=(not_closed_before, result_fits), data=Closed, apply=_closed,
    ),
)  # fmt: skip
