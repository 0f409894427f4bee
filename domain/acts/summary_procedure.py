"""Module 2: the summary procedure (thủ tục rút gọn). BLTTHS-2015/456-460

For a simple, less serious crime; applied by the investigating body or the procuracy, annulled by the procuracy.
"""

from typing import Literal

from domain.acts.shapes import Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.data import Moment, Text
from domain.states.criminal_case import CriminalCase

CONDITIONS = ("in_the_act", "simple", "less_serious", "identity_clear")  # BLTTHS-2015/456/1/a to d
STAGES = (*INVESTIGATING, "prosecution")


class Applied(Own):
    """The procuracy applies the summary procedure."""

    conditions: tuple[Literal["in_the_act", "simple", "less_serious", "identity_clear"], ...] = ()  # found to be met
    served_at: Moment | None = None


class AppliedByAgency(Supervised):
    """The investigating body applies the summary procedure."""

    received_at: Moment


class Annulled(Own):
    """The procuracy annuls the decision to apply the summary procedure."""

    ground: Text


def conditions_met(state: CriminalCase, question: Question) -> Breach | None:
    """All four conditions are met, where the decision names those found. BLTTHS-2015/456/1"""
    named = question.act.data.conditions
    missing = [condition for condition in CONDITIONS if condition not in named] if named else []
    return Breach("summary_condition_missing", "BLTTHS-2015/456/1", {"missing": missing}) if missing else None


def less_serious(state: CriminalCase, question: Question) -> Breach | None:
    """The gravest crime of the case is a less serious one. BLTTHS-2015/456/1"""
    if state.crime_class in (None, "less_serious"):
        return None
    return Breach("crime_too_serious", "BLTTHS-2015/456/1", {"crime_class": state.crime_class})


def not_applied(state: CriminalCase, question: Question) -> Breach | None:
    """The summary procedure is applied once. BLTTHS-2015/457/1"""
    if not state.summary_procedure:
        return None
    return Breach("summary_procedure_running", "BLTTHS-2015/457/1", {"version": state.summary_procedure})


def applied(state: CriminalCase, question: Question) -> Breach | None:
    """What is annulled is in force. BLTTHS-2015/457/3, 458"""
    if state.summary_procedure:
        return None
    return Breach("summary_procedure_not_running", "BLTTHS-2015/458")


def _applied(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(summary_procedure=recorded.version)


def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(summary_procedure=0)


CHAPTER = (
    ActType(
        key="summary_procedure.applied.v1", name_vi="Quyết định áp dụng thủ tục rút gọn",
        name_en="Summary procedure applied",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("summary_procedure_applied",),
        law=("BLTTHS-2015/456/1", "BLTTHS-2015/457/1", "BLTTHS-2015/165/9"), form="181/HS", lawful_from=STAGES,
        checks=(not_applied, conditions_met, less_serious),
        starts=("summary_investigation_20d@460.1", "summary_serve_24h@457.2"), data=Applied, apply=_applied,
    ),
    ActType(
        key="summary_procedure.applied_by_agency.v1", name_vi="Cơ quan điều tra quyết định áp dụng thủ tục rút gọn",
        name_en="Summary procedure applied by the investigating body",
        module="M2", issuer="investigating_body", codes=("summary_procedure_applied_by_agency",),
        law=("BLTTHS-2015/457/1", "BLTTHS-2015/457/2"), lawful_from=INVESTIGATING, checks=(not_applied, less_serious),
        starts=("summary_annulment_24h@457.3", "summary_investigation_20d@460.1"),
        data=AppliedByAgency, apply=_applied,
    ),
    ActType(
        key="summary_procedure.annulled.v1", name_vi="Hủy bỏ quyết định áp dụng thủ tục rút gọn",
        name_en="Summary procedure annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("summary_procedure_cancelled",),
        law=("BLTTHS-2015/457/3", "BLTTHS-2015/458"), form="182/HS", lawful_from=STAGES, checks=(applied,),
        ends=("summary_annulment_24h@457.3", "summary_investigation_20d@460.1"), data=Annulled, apply=_annulled,
    ),
)  # fmt: skip
