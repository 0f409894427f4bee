"""Module 4: trial at first instance (xét xử sơ thẩm). BLTTHS-2015/250-329

The court's acts are recorded; the procuracy's own are its requests, its closing argument and its withdrawal.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import discontinued, open_persons, to_stage, unchanged
from domain.acts.shapes import OwnOnSome, Supervised, SupervisedOnAccused, SupervisedOnSome
from domain.acts.stages import AT_COURT
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Count, Day, Flagged, Id, Number, Part, Text, Word
from domain.law.limits import RETURNS_BY_COURT
from domain.states.criminal_case import Accused, CriminalCase, Outcome

Verdict = Literal["convicted", "acquitted", "exempted", "discontinued", "not_published"]
Penalty = Literal[
    "death", "life", "imprisonment", "suspended_sentence", "non_custodial_reform", "fine", "warning", "none",
    "not_published",
]  # fmt: skip


class OutcomeGiven(Part):
    """What a court decides on one accused."""

    accused: Id
    verdict: Verdict
    penalty: Penalty = "not_published"
    months: Number = 0  # of imprisonment
    days: Number = 0  # beyond whole months
    text: Text | None = None  # as published


class Judged(Supervised):
    """A judgment, with its outcome for each accused."""

    outcomes: Annotated[tuple[OutcomeGiven, ...], Field(max_length=300)] = ()
    others: Count | None = None  # further accused whom the source counts without naming
    summary: Text | None = None

    @property
    def persons(self) -> tuple[Any, ...]:
        """The accused judged."""
        return tuple(entry.accused for entry in self.outcomes)


class Accepted(Supervised):
    """The court enters the case in its register."""

    register_number: Word | None = None


class Scheduled(SupervisedOnSome):
    """A hearing is fixed."""

    scheduled_for: Day | None = None
    place: Text | None = None


class Postponed(SupervisedOnSome):
    """A hearing is put off or interrupted."""

    reason: Text | None = None
    resumes_on: Day | None = None


class HearingOpened(SupervisedOnSome):
    """A hearing begins or goes on."""

    absent: Count | None = None  # accused who did not appear
    in_absence: tuple[Id, ...] = ()  # accused tried in their absence: BLTTHS-2015/290


class ReturnedByCourt(SupervisedOnSome):
    """The court returns the file for supplementary investigation."""

    matters: tuple[Text, ...] = ()
    by: Literal["judge", "panel", "unstated"] = "unstated"


class ReturnAsked(OwnOnSome):
    """The prosecutor asks the court to return the file."""

    matters: tuple[Text, ...] = ()


class SentenceProposed(OwnOnSome):
    """The prosecutor's closing argument with the penalty proposed."""

    proposal: Text | None = None
    stage: Literal["first", "appeal"] = "first"


class Withdrawn(OwnOnSome):
    """The procuracy withdraws the prosecution, wholly or for some accused."""

    whole: Flagged = True
    ground: Text | None = None


class StoppedByCourt(SupervisedOnSome):
    """The court suspends or discontinues the case."""

    ground: Text | None = None


class ReleasedInCourt(SupervisedOnAccused):
    """A defendant leaves the court room free."""

    ground: Text | None = None


def court_return_left(state: CriminalCase, question: Question) -> Breach | None:
    """The court returns a file once by its judge and once by the panel. BLTTHS-2015/174/2"""
    if state.returns_by_court < RETURNS_BY_COURT:
        return None
    return Breach("no_return_left", "BLTTHS-2015/174/2", {"returns": state.returns_by_court})


def outcome_of(entry: OutcomeGiven, instance: str, version: int) -> Outcome:
    """The outcome kept in the state."""
    return Outcome(entry.verdict, entry.penalty, entry.months, entry.days, instance, version)


def judged(state: CriminalCase, entries: tuple[OutcomeGiven, ...], instance: str, version: int) -> CriminalCase:
    """The case with the outcomes of a judgment."""
    given = {entry.accused: entry for entry in entries}

    def decided(accused: Accused) -> Accused:
        entry = given[accused.person]
        status = "judged" if entry.verdict == "not_published" else entry.verdict
        if accused.status == "convicted" and status == "judged":
            status = "convicted"
        return accused.evolved(status=status, outcome=outcome_of(entry, instance, version))

    judgments = (*state.judgments, version)
    return state.evolved(accused=state.changed(given, decided), judgments=judgments)


def _scheduled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    day = recorded.act.data.scheduled_for
    return state.evolved(stage="trial", trial_days=(*state.trial_days, day) if day else state.trial_days)


def _opened(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="trial", trial_days=(*state.trial_days, day_of(recorded.act.occurred_at)))


def _returned(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="returned_by_court", returns_by_court=state.returns_by_court + 1)


def _pronounced(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return judged(state, recorded.act.data.outcomes, "first", recorded.version).evolved(stage="judged")


def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons
    accused = state.changed(open_persons(state, persons), lambda a: discontinued(a, recorded.version))
    return state.evolved(accused=accused, stage=state.stage if persons else "discontinued_by_court")


def _suspended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons
    accused = state.changed(open_persons(state, persons), lambda a: a.evolved(status="suspended"))
    return state.evolved(accused=accused, stage=state.stage if persons else "suspended_by_court")


def _resumed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons or tuple(
        person for person, accused in state.accused.items() if accused.status == "suspended"
    )
    return state.evolved(accused=state.changed(persons, lambda a: a.evolved(status="indicted")), stage="court")


def _released(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    kinds = ("arrest", "custody", "remand")
    released = state.changed(recorded.act.data.persons, lambda a: a.without(kinds, recorded.version))
    return state.evolved(accused=released)


CHAPTER = (
    ActType(
        key="case.accepted_by_court.v1", name_vi="Tòa án thụ lý vụ án sơ thẩm", name_en="Case accepted by the court",
        module="M4", issuer="court", law=("BLTTHS-2015/276/1", "BLTTHS-2015/276/2"), lawful_from=("indicted",),
        starts=("trial_preparation@277.1", "judge_assignment_3d@276.2"), data=Accepted, apply=to_stage("court"),
    ),
    ActType(
        key="trial.scheduled.v1", name_vi="Quyết định đưa vụ án ra xét xử", name_en="Trial scheduled",
        module="M4", issuer="court", law=("BLTTHS-2015/255/1", "BLTTHS-2015/277/1"),
        lawful_from=("court", "indicted", "trial"), impossible=(accused_known,),
        starts=("trial_opening_15d@277.3",), ends=("trial_preparation@277.1",), data=Scheduled, apply=_scheduled,
    ),
    ActType(
        key="trial.postponed.v1", name_vi="Hoãn phiên tòa sơ thẩm", name_en="Trial postponed",
        module="M4", issuer="court", law=("BLTTHS-2015/297/1",), lawful_from=AT_COURT,
        impossible=(accused_known,), starts=("postponement_30d@297.2",), data=Postponed, apply=to_stage("trial"),
    ),
    ActType(
        key="trial.opened.v1", name_vi="Mở phiên tòa sơ thẩm", name_en="Trial opened",
        module="M4", issuer="court", law=("BLTTHS-2015/301/1", "BLTTHS-2015/277/3"), lawful_from=AT_COURT,
        impossible=(accused_known,), ends=("trial_opening_15d@277.3",), data=HearingOpened, apply=_opened,
    ),
    ActType(
        key="trial.adjourned.v1", name_vi="Tạm ngừng phiên tòa, nghị án kéo dài", name_en="Trial adjourned",
        module="M4", issuer="court", law=("BLTTHS-2015/251/1", "BLTTHS-2015/326"), lawful_from=("trial",),
        impossible=(accused_known,), starts=("adjournment_5d@251.2",), data=Postponed, apply=unchanged,
    ),
    ActType(
        key="sentence.proposed.v1", name_vi="Luận tội, phát biểu quan điểm, đề nghị mức án",
        name_en="Closing argument, penalty proposed",
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/321", "BLTTHS-2015/320/1"),
        lawful_from=("trial", "appeal_trial"), impossible=(accused_known,), data=SentenceProposed, apply=unchanged,
    ),
    ActType(
        key="return.requested.v1", name_vi="Đề nghị Tòa án trả hồ sơ để điều tra bổ sung",
        name_en="Return of the file requested from the court",
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/280/2",),
        lawful_from=("trial", "court"), impossible=(accused_known,), data=ReturnAsked, apply=unchanged,
    ),
    ActType(
        key="file.returned_by_court.v1", name_vi="Tòa án trả hồ sơ để điều tra bổ sung",
        name_en="File returned by the court for supplementary investigation",
        module="M4", issuer="court", law=("BLTTHS-2015/280/1", "BLTTHS-2015/174/2"), lawful_from=AT_COURT,
        impossible=(accused_known,), checks=(court_return_left,), starts=("court_return_handling@246",),
        ends=("trial_preparation@277.1",), data=ReturnedByCourt, apply=_returned,
    ),
    ActType(
        key="prosecution.withdrawn.v1", name_vi="Rút quyết định truy tố trước khi mở phiên tòa",
        name_en="Prosecution withdrawn before the trial",
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/285",),
        lawful_from=("court", "indicted", "trial"), impossible=(accused_known, named_once),
        checks=(status_among("indicted", article="BLTTHS-2015/285"),), data=Withdrawn, apply=unchanged,
    ),
    ActType(
        key="prosecution.withdrawn_at_trial.v1", name_vi="Rút quyết định truy tố tại phiên tòa",
        name_en="Prosecution withdrawn at the trial",
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/319", "BLTTHS-2015/320/1"),
        lawful_from=("trial",), impossible=(accused_known, named_once),
        checks=(status_among("indicted", article="BLTTHS-2015/319"),), data=Withdrawn, apply=unchanged,
    ),
    ActType(
        key="case.suspended_by_court.v1", name_vi="Tòa án tạm đình chỉ vụ án", name_en="Case suspended by the court",
        module="M4", issuer="court", law=("BLTTHS-2015/281/1",), lawful_from=AT_COURT,
        impossible=(accused_known, named_once), starts=("protest_decision_7d@337.2",),
        ends=("trial_preparation@277.1",), data=StoppedByCourt, apply=_suspended,
    ),
    ActType(
        key="case.discontinued_by_court.v1", name_vi="Tòa án đình chỉ vụ án", name_en="Case discontinued by the court",
        module="M4", issuer="court", law=("BLTTHS-2015/282/1",), lawful_from=AT_COURT,
        impossible=(accused_known, named_once), starts=("protest_decision_7d@337.2",),
        ends=("trial_preparation@277.1",), data=StoppedByCourt, apply=_discontinued,
    ),
    ActType(
        key="case.resumed_by_court.v1", name_vi="Tòa án phục hồi vụ án", name_en="Case resumed by the court",
        module="M4", issuer="court", law=("BLTTHS-2015/283/1",),
        lawful_from=("suspended_by_court", "discontinued_by_court"), impossible=(accused_known, named_once),
        starts=("trial_preparation@277.2",), data=StoppedByCourt, apply=_resumed,
    ),
    ActType(
        key="judgment.pronounced.v1", name_vi="Tuyên án sơ thẩm", name_en="First-instance judgment pronounced",
        module="M4", issuer="court", law=("BLTTHS-2015/327", "BLTTHS-2015/326/6", "BLTTHS-2015/260/1"),
        lawful_from=AT_COURT, impossible=(accused_known, named_once), checks=(accused_open,),
        starts=(
            "appeal_judgment_15d@333.1", "protest_judgment_15d@337.1", "protest_judgment_30d_superior@337.1",
            "judgment_delivery_10d@262.1",
        ),
        ends=("trial_preparation@277.1",), data=Judged, apply=_pronounced,
    ),
    ActType(
        key="defendant.released.v1", name_vi="Trả tự do cho bị cáo tại phiên tòa",
        name_en="Defendant released in court",
        module="M4", issuer="court", law=("BLTTHS-2015/328",), lawful_from=("judged", "appeal_trial", "final"),
        impossible=(accused_known, named_once), data=ReleasedInCourt, apply=_released,
    ),
)  # fmt: skip
