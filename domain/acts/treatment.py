"""Module 2: compulsory medical treatment (bắt buộc chữa bệnh). BLTTHS-2015/447-454

The order suspends the proceedings against the accused; its end does not resume them, that is an act of its own.
"""

from typing import Literal

from domain.acts.shapes import OwnOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, ActType, Breach, Question
from domain.kernel.checks import accused_known, named_once, status_among
from domain.kernel.data import Moment, Word
from domain.states.criminal_case import Accused, CriminalCase

SUSPENDED = ("charged", "approved", "proposed")  # whom the order suspends
STATUSES = (*SUSPENDED, "suspended", "discontinued")


class TreatmentOrdered(OwnOnAccused):
    """The procuracy orders that accused persons be treated in a facility."""

    facility: Word
    conclusion: Word  # number of the expert conclusion
    received_at: Moment  # when the investigating body's request came in
    phase: Literal["investigation", "prosecution"]


class TreatmentEnded(OwnOnAccused):
    """The procuracy ends the treatment."""

    conclusion: Word  # number of the expert conclusion
    notified_at: Moment  # when the facility gave notice


def not_treated(state: CriminalCase, question: Question) -> Breach | None:
    """Treatment is ordered once. BLTTHS-2015/449/1"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if accused.treatment:
            return Breach("treatment_running", "BLTTHS-2015/449/1", {"label": accused.label})
    return None


def treated(state: CriminalCase, question: Question) -> Breach | None:
    """What ends had been ordered. BLTTHS-2015/454/2"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if not accused.treatment:
            return Breach("treatment_not_running", "BLTTHS-2015/454/2", {"label": accused.label})
    return None


def _ordered(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def treated(accused: Accused) -> Accused:
        status = "suspended" if accused.status in SUSPENDED else accused.status
        return accused.evolved(treatment=recorded.version, status=status)

    return state.evolved(accused=state.changed(recorded.act.data.persons, treated))


def _ended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(treatment=0)))


CHAPTER = (
    ActType(
        key="compulsory_treatment.ordered.v1", name_vi="Quyết định áp dụng biện pháp bắt buộc chữa bệnh",
        name_en="Compulsory medical treatment ordered",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("compulsory_treatment_ordered",),
        law=("BLTTHS-2015/447/2", "BLTTHS-2015/449/1", "BLTTHS-2015/450/2"), form="179/HS",
        lawful_from=(*INVESTIGATING, "prosecution", "concluded", "investigation_suspended", "prosecution_suspended"),
        impossible=(accused_known, named_once),
        checks=(status_among(*STATUSES, article="BLTTHS-2015/447/2"), not_treated),
        ends=("treatment_decision_3d@449.1",), data=TreatmentOrdered, apply=_ordered,
    ),
    ActType(
        key="compulsory_treatment.ended.v1", name_vi="Đình chỉ thi hành biện pháp bắt buộc chữa bệnh",
        name_en="Compulsory medical treatment ended",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("compulsory_treatment_ended",),
        law=("BLTTHS-2015/454/2", "BLTTHS-2015/454/3"), form="180/HS", lawful_from=(ANY,),
        impossible=(accused_known, named_once), checks=(treated,), data=TreatmentEnded, apply=_ended,
    ),
)  # fmt: skip
