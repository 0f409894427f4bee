"""Module 2: special investigative measures (biện pháp điều tra tố tụng đặc biệt). BLTTHS-2015/223-228

Covert recording, interception, covert collection of data: ordered at provincial level or above, run only after
the head of the procuracy of that level approved. What is recorded, heard or found stays out of the ledger.
"""

from dataclasses import replace
from typing import Any, Literal

from domain.acts.changes import unchanged
from domain.acts.shapes import OrderAnswered, OrderRefused, Own
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, HEAD_ONLY, ActType, Breach, Level, Question
from domain.kernel.checks import in_order
from domain.kernel.data import Day, Moment, Text, Word
from domain.limits.lengths import add_months
from domain.states.criminal_case import CriminalCase, SpecialMeasure

LEVELS: tuple[Level, ...] = ("supreme", "provincial", "military_central", "military_region")  # BLTTHS-2015/225/1
MONTHS = 2  # BLTTHS-2015/226/1


class Demanded(Own):
    """The procuracy demands that a measure be applied."""

    measure: Literal["covert_recording", "telephone_interception", "covert_data"]
    target: Text  # in general words; names nobody
    level: Literal["provincial", "supreme"]  # of the investigating body


class Approved(OrderAnswered):
    """The procuracy approves a decision to apply a measure."""

    decision: Word  # number of the decision approved, by which the measure is known
    since: Day
    until: Day  # last day
    secrecy: Literal["secret", "top_secret"]


class Extended(Own):
    """The procuracy extends a measure."""

    decision: Word
    since: Day
    until: Day  # last day
    received_at: Moment  # when the request came in


class Annulled(Own):
    """The procuracy ends a measure."""

    decision: Word
    ground: Literal["agency_request", "violation", "no_longer_needed"]


def measure_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """A measure runs two months at most from the approval. BLTTHS-2015/226/1"""
    most = add_months(question.day, MONTHS)
    if question.act.data.until <= most:
        return None
    facts = {"until": question.act.data.until.isoformat(), "most": most.isoformat()}
    return Breach("special_measure_too_long", "BLTTHS-2015/226/1", facts)


def approved_first(state: CriminalCase, question: Question) -> Breach | None:
    """A measure begins after the approval, never before it. BLTTHS-2015/225/3"""
    since = question.act.data.since
    if since >= question.day:
        return None
    return Breach("special_measure_before_approval", "BLTTHS-2015/225/3", {"since": since.isoformat()})


def measure_running(state: CriminalCase, question: Question) -> Breach | None:
    """What is extended or annulled was approved and has not ended. BLTTHS-2015/226/2, 228"""
    decision = question.act.data.decision
    if any(m.decision == decision and not m.ended for m in state.special_measures):
        return None
    return Breach("special_measure_not_running", question.act_type.law[-1], {"decision": decision})


def _approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    measure = SpecialMeasure(data.decision, data.since, data.until, recorded.version)
    return state.evolved(special_measures=(*state.special_measures, measure))


def _changed(state: CriminalCase, decision: str, **changes: Any) -> CriminalCase:
    changed = tuple(
        replace(m, **changes) if m.decision == decision and not m.ended else m for m in state.special_measures
    )
    return state.evolved(special_measures=changed)


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return _changed(state, recorded.act.data.decision, until=recorded.act.data.until)


def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return _changed(state, recorded.act.data.decision, ended=recorded.version)


CHAPTER = (
    ActType(
        key="special_measure.demanded.v1", name_vi="Yêu cầu áp dụng biện pháp điều tra tố tụng đặc biệt",
        name_en="Special investigative measure demanded",
        module="M2", issuer="procuracy", signed_by=HEAD, levels=LEVELS, codes=("special_measure_demanded",),
        law=("BLTTHS-2015/225/1", "BLTTHS-2015/165/6"), form="174/HS", lawful_from=INVESTIGATING,
        data=Demanded, apply=unchanged,
    ),
    ActType(
        key="special_measure.approved.v1",
        name_vi="Phê chuẩn quyết định áp dụng biện pháp điều tra tố tụng đặc biệt",
        name_en="Special investigative measure approved",
        module="M2", issuer="procuracy", signed_by=HEAD_ONLY, levels=LEVELS, codes=("special_measure_approved",),
        law=("BLTTHS-2015/225/3", "BLTTHS-2015/226/1"), form="175/HS", lawful_from=INVESTIGATING,
        checks=(in_order("since", "until", "BLTTHS-2015/226/1"), approved_first, measure_too_long),
        starts=("special_measure_2m@226.1",), data=Approved, apply=_approved,
    ),
    ActType(
        key="special_measure.refused.v1",
        name_vi="Không phê chuẩn quyết định áp dụng biện pháp điều tra tố tụng đặc biệt",
        name_en="Special investigative measure refused",
        module="M2", issuer="procuracy", signed_by=HEAD_ONLY, levels=LEVELS, codes=("special_measure_not_approved",),
        law=("BLTTHS-2015/225/3",), form="176/HS", lawful_from=INVESTIGATING, data=OrderRefused, apply=unchanged,
    ),
    ActType(
        key="special_measure.extended.v1", name_vi="Gia hạn thời hạn áp dụng biện pháp điều tra tố tụng đặc biệt",
        name_en="Special investigative measure extended",
        module="M2", issuer="procuracy", signed_by=HEAD_ONLY, levels=LEVELS, codes=("special_measure_extended",),
        law=("BLTTHS-2015/226/1", "BLTTHS-2015/226/2"), form="177/HS", lawful_from=INVESTIGATING,
        checks=(measure_running, in_order("since", "until", "BLTTHS-2015/226/1")),
        extends=("special_measure_2m@226.1",), data=Extended, apply=_extended,
    ),
    ActType(
        key="special_measure.annulled.v1",
        name_vi="Hủy bỏ quyết định áp dụng biện pháp điều tra tố tụng đặc biệt",
        name_en="Special investigative measure annulled",
        module="M2", issuer="procuracy", signed_by=HEAD_ONLY, levels=LEVELS, codes=("special_measure_cancelled",),
        law=("BLTTHS-2015/228",), form="178/HS", lawful_from=INVESTIGATING, checks=(measure_running,),
        ends=("special_measure_2m@226.1",), data=Annulled, apply=_annulled,
    ),
)  # fmt: skip
