"""Module 4: the court suspends, discontinues or resumes the case; the prosecution is withdrawn before the trial.

Each for the whole case or for some accused. BLTTHS-2015/281-285, 290
"""

from typing import Literal

from domain.acts.changes import discontinued, leads_to, open_persons, stopped_persons, suspended
from domain.acts.shapes import OwnOnSome, SupervisedOnSome
from domain.acts.stages import AT_COURT
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import accused_known, named_once, status_among
from domain.kernel.data import Flagged, Moment, Text
from domain.states.criminal_case import CriminalCase

STOPPED = ("suspended_by_court", "discontinued_by_court")


class Withdrawn(OwnOnSome):
    """The procuracy withdraws the prosecution, wholly or for some accused."""

    whole: Flagged = True
    ground: Text | None = None
    provision: Literal["157", "BLHS-2015/16", "BLHS-2015/29", "BLHS-2015/91/2"] | None = None  # 285


class StoppedByCourt(SupervisedOnSome):
    """The court discontinues or resumes the case, or does so for some accused."""

    ground: Text | None = None
    withdrawn: Flagged = False  # because the procuracy withdrew the prosecution: 282/1/b
    received_at: Moment | None = None


class SuspendedByCourt(SupervisedOnSome):
    """The court suspends the case, or does so for some accused."""

    ground: Text | None = None
    provision: Literal["illness_or_other_ground_of_229", "whereabouts_unknown", "legal_text_pending"] | None = None
    received_at: Moment | None = None


def withdrawal_on_record(state: CriminalCase, question: Question) -> Breach | None:
    """Discontinuing on withdrawal needs the procuracy's withdrawal. BLTTHS-2015/282/1/b, 285"""
    data = question.act.data
    if not data.withdrawn:
        return None
    concerned = [state.accused[p] for p in open_persons(state, data.persons) if p in state.accused]
    labels = [accused.label for accused in concerned if not accused.withdrawn]
    return Breach("prosecution_not_withdrawn", "BLTTHS-2015/282/1/b", {"labels": labels}) if labels else None


def withdrawn(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    """The case with the withdrawal of the prosecution on record; the court then decides."""
    persons = open_persons(state, recorded.act.data.persons)
    return state.evolved(accused=state.changed(persons, lambda a: a.evolved(withdrawn=recorded.version)))


@leads_to("suspended_by_court")
def _suspended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version, named = recorded.version, recorded.act.data.persons
    accused = state.changed(open_persons(state, named), lambda a: suspended(a, version))
    if named:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage="suspended_by_court", stopped=version)


@leads_to("discontinued_by_court")
def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version, named = recorded.version, recorded.act.data.persons
    accused = state.changed(open_persons(state, named), lambda a: discontinued(a, version))
    if named:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage="discontinued_by_court", stopped=version)


@leads_to("court")
def _resumed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = stopped_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, lambda a: a.evolved(status="indicted", stopped=0, withdrawn=0))
    stage = "court" if state.stage in STOPPED or not recorded.act.data.persons else state.stage
    return state.evolved(accused=accused, stage=stage, stopped=0)


CHAPTER = (
    ActType(
        key="prosecution.withdrawn.v1", name_vi="Rút quyết định truy tố trước khi mở phiên tòa",
        name_en="Prosecution withdrawn before the trial", codes=("prosecution_withdrawn_before_trial",),
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/285",),
        lawful_from=("court", "indicted", "trial"), impossible=(accused_known, named_once),
        checks=(status_among("indicted", article="BLTTHS-2015/285"),), data=Withdrawn, apply=withdrawn,
    ),
    ActType(
        key="case.suspended_by_court.v1", name_vi="Tòa án tạm đình chỉ vụ án", name_en="Case suspended by the court",
        codes=("case_suspended_by_court", "case_suspended_by_court_for_accused"),
        module="M4", issuer="court",
        law=("BLTTHS-2015/281/1", "BLTTHS-2015/281/2", "BLTTHS-2015/290/1", "BLTTHS-2015/286/3"),
        lawful_from=AT_COURT, impossible=(accused_known, named_once), starts=("protest_decision_7d@337.2",),
        ends=("trial_preparation@277.1",), data=SuspendedByCourt, apply=_suspended,
    ),
    ActType(
        key="case.discontinued_by_court.v1", name_vi="Tòa án đình chỉ vụ án", name_en="Case discontinued by the court",
        codes=("case_terminated_by_court", "case_terminated_by_court_for_accused"),
        module="M4", issuer="court", law=("BLTTHS-2015/282/1", "BLTTHS-2015/282/2", "BLTTHS-2015/286/3"),
        lawful_from=AT_COURT,
        impossible=(accused_known, named_once), checks=(withdrawal_on_record,),
        starts=("protest_decision_7d@337.2",), ends=("trial_preparation@277.1",),
        data=StoppedByCourt, apply=_discontinued,
    ),
    ActType(
        key="case.resumed_by_court.v1", name_vi="Tòa án phục hồi vụ án", name_en="Case resumed by the court",
        codes=("case_resumed_by_court", "case_resumed_by_court_for_accused"),
        module="M4", issuer="court", law=("BLTTHS-2015/283/1", "BLTTHS-2015/283/2", "BLTTHS-2015/286/3"),
        lawful_from=(*STOPPED, "court", "trial"), impossible=(accused_known, named_once),
        checks=(status_among("suspended", "discontinued", article="BLTTHS-2015/283/1"),),
        starts=("trial_preparation@277.2",), data=StoppedByCourt, apply=_resumed,
    ),
)  # fmt: skip
