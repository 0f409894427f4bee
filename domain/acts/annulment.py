"""Module 4: a higher court annuls a judgment (hủy bản án): on appeal, in cassation or on reopening.

For a new investigation, for a new trial, or with discontinuation; for the whole judgment or for some accused, and
then what was decided on the others stands. BLTTHS-2015/358-360, 391, 392, 402
"""

from typing import Literal
from uuid import UUID

from domain.acts.changes import discontinued, leads_to, unchanged
from domain.acts.shapes import Own, SupervisedOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import accused_known, linked, named_once
from domain.kernel.data import Flagged, Moment, Text, Word
from domain.states.criminal_case import MEASURES, Accused, CriminalCase, Outcome

AFTER_JUDGMENT = {
    "annulled_for_reinvestigation": "reinvestigation",
    "annulled_for_retrial": "court",
    "annulled_and_discontinued": "discontinued_by_court",
}
AFTER_REVIEW = ("final", *AFTER_JUDGMENT.values(), "investigation", "suspended_by_court")
REVIEWING = ("appeal_trial", "cassation", "reopening")
JUDGED = ("judged", "convicted", "acquitted", "exempted")
FIRST_RULES = "2026-11"  # had no stage of its own for a new investigation
Instance = Literal["appeal", "cassation", "reopening"]
INSTANCES = {"appeal_trial": "appeal", "cassation": "cassation", "reopening": "reopening"}


class AnnulledForReinvestigation(SupervisedOnSome):
    """The judgment is annulled, and the investigation is to be done again."""

    instance: Instance
    reasons: Text
    received_at: Moment | None = None


class AnnulledForRetrial(SupervisedOnSome):
    """The judgment is annulled, and the case is to be tried again at first instance or on appeal."""

    instance: Instance
    level: Literal["first", "appeal"] = "first"
    reasons: Text
    received_at: Moment | None = None


class AnnulledAndDiscontinued(SupervisedOnSome):
    """The judgment is annulled and the case discontinued, with or without a finding of innocence."""

    provision: Word  # "157/1"
    innocent: Flagged  # declared not guilty: 359/1
    received_at: Moment | None = None


class FileReturnedForReinvestigation(Own):
    """The procuracy sends the file to the investigating body for the new investigation.

    A link of relation `concerns` names the judgment that annulled.
    """

    to_agency: Word
    received_at: Moment | None = None  # when the file came to the procuracy


def instance_fits(state: CriminalCase, question: Question) -> Breach | None:
    """The court annuls in the instance in which the case stands before it. BLTTHS-2015/358, 388, 402"""
    instance, expected = question.act.data.instance, INSTANCES.get(state.stage)
    if expected in (None, instance):
        return None
    return Breach("instance_wrong", question.act_type.law[0], {"instance": instance, "expected": expected})


def was_judged(accused: Accused) -> bool:
    """Whether a court has decided on the accused, published or not."""
    return accused.outcome is not None or accused.status in JUDGED


def judged_before(state: CriminalCase, question: Question) -> Breach | None:
    """A judgment is annulled for those on whom it decided. BLTTHS-2015/358, 359"""
    for person in question.act.data.persons:
        accused = state.accused.get(person)
        if accused is not None and not was_judged(accused):
            facts = {"label": accused.label, "status": accused.status, "statuses": list(JUDGED)}
            return Breach("accused_in_wrong_status", question.act_type.law[0], facts)
    return None


def after_judgment(state: CriminalCase, result: str, version: int, rule_set: str) -> CriminalCase:
    """The case after a higher court's result: annulment reopens proceedings against those who were judged."""
    stage = AFTER_JUDGMENT.get(result, "final")
    judged = tuple(person for person, accused in state.accused.items() if accused.outcome)
    if stage == "reinvestigation":
        return for_reinvestigation(state, judged, rule_set)
    if stage == "court":
        return for_retrial(state, judged)
    if stage == "discontinued_by_court":
        ended = state.evolved(accused=state.changed(judged, lambda a: discontinued(a, version)))
        return ended.evolved(stage=stage if rule_set == FIRST_RULES else _stage_ended(ended))
    return state.evolved(stage=stage, accused=state.changed(judged, lambda a: a.evolved(final=True)))


def for_reinvestigation(state: CriminalCase, persons: tuple[UUID, ...], rule_set: str) -> CriminalCase:
    """The case with proceedings against `persons` back at the investigation."""

    def reopened(accused: Accused) -> Accused:
        return _reopened(accused, "approved" if accused.approved else "charged")

    accused = state.changed(persons, reopened)
    if rule_set == FIRST_RULES:
        return state.evolved(stage="investigation", accused=accused)
    anew = {"returns_by_procuracy": 0, "returns_by_court": 0, "court_returns": ()}  # it is another round: 174/3
    return state.evolved(stage="reinvestigation", accused=accused, **anew)


def for_retrial(state: CriminalCase, persons: tuple[UUID, ...]) -> CriminalCase:
    """The case with proceedings against `persons` back at the court of first instance."""
    return state.evolved(stage="court", accused=state.changed(persons, lambda a: _reopened(a, "indicted")))


def _reopened(accused: Accused, status: str) -> Accused:
    if accused.status == "died":
        return accused
    return accused.evolved(status=status, outcome=None, final=False, appealed=0, stopped=0, withdrawn=0)


def _annulled(state: CriminalCase, recorded: Recorded) -> tuple[UUID, ...]:
    """The accused for whom the judgment is annulled: those named, or all who were judged."""
    named: tuple[UUID, ...] = recorded.act.data.persons
    return named or tuple(person for person, accused in state.accused.items() if was_judged(accused))


def _others_final(state: CriminalCase, persons: tuple[UUID, ...]) -> CriminalCase:
    others = tuple(person for person, a in state.accused.items() if a.outcome and person not in persons)
    return state.evolved(accused=state.changed(others, lambda a: a.evolved(final=True)), protests=())


@leads_to("reinvestigation")
def _reinvestigated(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = _annulled(state, recorded)
    return for_reinvestigation(_others_final(state, persons), persons, "")


@leads_to("court", "appealed")
def _retried(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = _annulled(state, recorded)
    case = _others_final(state, persons)
    if recorded.act.data.level == "first":
        return for_retrial(case, persons)
    accused = case.changed(persons, lambda a: a.evolved(final=False, appealed=recorded.version))
    return case.evolved(stage="appealed", accused=accused)


@leads_to("discontinued_by_court", "final", "suspended_by_court")
def _ended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version
    persons = _annulled(state, recorded)

    verdict, instance = "acquitted" if data.innocent else "discontinued", INSTANCES.get(state.stage, "appeal")

    def ended(accused: Accused) -> Accused:
        outcome = Outcome(verdict, "none", instance=instance, version=version)
        if data.innocent and accused.status != "died":
            return accused.without(MEASURES, version).evolved(status="acquitted", final=True, outcome=outcome)
        return discontinued(accused, version).evolved(outcome=outcome)

    case = _others_final(state, persons)
    after = case.evolved(accused=case.changed(persons, ended))
    return after.evolved(stage=_stage_ended(after))


def _stage_ended(state: CriminalCase) -> str:
    """Where a case stands when it was discontinued for some: others are judged, or suspended, or nobody is left."""
    others = [accused for accused in state.accused.values() if not accused.closed]
    if not others:
        return "discontinued_by_court"
    return "final" if any(accused.outcome for accused in others) else "suspended_by_court"


CHAPTER = (
    ActType(
        key="judgment.annulled_for_reinvestigation.v1", name_vi="Hủy bản án để điều tra lại",
        name_en="Judgment annulled for a new investigation", codes=("judgment_quashed_for_reinvestigation",),
        module="M4", issuer="court", law=("BLTTHS-2015/358/1", "BLTTHS-2015/391", "BLTTHS-2015/402/2"),
        lawful_from=REVIEWING, impossible=(accused_known, named_once), checks=(instance_fits, judged_before),
        starts=("quashed_dossier_15d@358",),
        data=AnnulledForReinvestigation, apply=_reinvestigated,
    ),
    ActType(
        key="judgment.annulled_for_retrial.v1", name_vi="Hủy bản án để xét xử lại",
        name_en="Judgment annulled for a new trial", codes=("judgment_quashed_for_retrial",),
        module="M4", issuer="court", law=("BLTTHS-2015/358/2", "BLTTHS-2015/360/2", "BLTTHS-2015/391"),
        lawful_from=REVIEWING, impossible=(accused_known, named_once), checks=(instance_fits, judged_before),
        starts=("quashed_dossier_15d@358", "trial_preparation@277.1"), data=AnnulledForRetrial, apply=_retried,
    ),
    ActType(
        key="judgment.annulled_and_discontinued.v1", name_vi="Hủy bản án và đình chỉ vụ án",
        name_en="Judgment annulled and case discontinued", codes=("judgment_quashed_and_terminated",),
        module="M4", issuer="court",
        law=("BLTTHS-2015/359/1", "BLTTHS-2015/359/2", "BLTTHS-2015/392", "BLTTHS-2015/402/3"),
        lawful_from=REVIEWING, impossible=(accused_known, named_once), checks=(judged_before,),
        data=AnnulledAndDiscontinued, apply=_ended,
    ),
    ActType(
        key="file.returned_for_reinvestigation.v1", name_vi="Quyết định trả hồ sơ vụ án để điều tra lại",
        name_en="File returned for a new investigation", codes=("returned_for_reinvestigation",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/360/1", "BLTTHS-2015/174/3"), form="166/HS",
        lawful_from=("reinvestigation",), checks=(linked("concerns", "BLTTHS-2015/360/1"),),
        starts=("investigation@174.3",),
        data=FileReturnedForReinvestigation, apply=unchanged,
    ),
)  # fmt: skip
