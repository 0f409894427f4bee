"""Module 4: the hearing at first instance (phiên tòa sơ thẩm). BLTTHS-2015/250-328

The court opens, postpones and adjourns; the prosecutor reads the indictment, argues, replies, or withdraws.
"""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.court_decisions import Withdrawn, withdrawn
from domain.acts.judgment import Penalty
from domain.acts.shapes import Own, OwnOnAccused, OwnOnSome, SupervisedOnSome
from domain.acts.stages import AT_COURT
from domain.kernel.act import Recorded
from domain.kernel.act_type import PROSECUTOR, ActType, Breach, Check, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, named_once, status_among
from domain.kernel.data import Count, Day, Flagged, Id, Number, Part, Text, Word
from domain.law.offences import CLASSES
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Charge

POSTPONED_DAYS = 30  # BLTTHS-2015/297/2
ADJOURNED_DAYS = 5  # BLTTHS-2015/251/2


class HearingOpened(SupervisedOnSome):
    """A hearing begins or goes on."""

    absent: Count | None = None  # accused who did not appear
    in_absence: tuple[Id, ...] = ()  # accused tried in their absence: BLTTHS-2015/290
    online: Flagged | None = None
    panel: tuple[Word, ...] = ()  # officials
    prosecutors: tuple[Id, ...] = ()  # present


class Postponed(SupervisedOnSome):
    """A hearing is put off or interrupted."""

    reason: Text | None = None
    resumes_on: Day | None = None


class Adjourned(Postponed):
    """A hearing is interrupted; without a provision of 251/1, for long deliberation."""

    provision: Literal["evidence", "health_or_force_majeure", "clerk_absent"] | None = None  # 251/1/a-c


class IndictmentRead(Own):
    """The prosecutor reads the indictment, and adds to it where there is something to add."""

    additions: Text | None = None


class WithdrawnAtTrial(Withdrawn):
    """The prosecutor withdraws the prosecution at the hearing, wholly or in part."""

    charges: Annotated[tuple[Charge, ...], Field(max_length=50)] = ()  # not empty: only these are withdrawn


class LesserOffence(OwnOnAccused):
    """The prosecutor concludes on a lesser offence than that of the indictment."""

    offence: Charge
    reasons: Text


class SentenceOf(Part):
    """The penalty proposed for one accused."""

    accused: Id
    penalty: Penalty
    months_least: Number = 0  # of imprisonment
    months_most: Number = 0


class SentenceProposed(OwnOnSome):
    """The prosecutor's closing argument with the penalty proposed."""

    proposal: Text | None = None
    stage: Literal["first", "appeal"] = "first"
    proposals: Annotated[tuple[SentenceOf, ...], Field(max_length=500)] = ()


class DebateReply(Own):
    """The prosecutor answers counsel and others in the debate."""

    answered: tuple[Text, ...]
    unanswered: tuple[Text, ...] = ()


class ViolationNoted(Own):
    """The prosecutor notes a breach of procedure by the court."""

    violation: Text


def within(days: int, article: str) -> Check:
    """A check that the hearing goes on within `days`, where the day is known."""

    def check(state: CriminalCase, question: Question) -> Breach | None:
        resumes = question.act.data.resumes_on
        if resumes is None or resumes - question.day <= timedelta(days=days):
            return None
        facts = {"days": (resumes - question.day).days, "most": days}
        return Breach("hearing_put_off_too_long", article, facts)

    return check


def proposals_of_the_case(state: CriminalCase, question: Question) -> Breach | None:
    """A penalty is proposed for accused of the case. BLTTHS-2015/321"""
    for entry in question.act.data.proposals:
        if entry.accused not in state.accused:
            return Breach("accused_unknown", "BLTTHS-2015/321", {"person": str(entry.accused)})
    return None


def adjourned_in_time(state: CriminalCase, question: Question) -> Breach | None:
    """A hearing adjourned goes on within five days. BLTTHS-2015/251/2"""
    if question.act.data.provision is None:
        return None
    return within(ADJOURNED_DAYS, "BLTTHS-2015/251/2")(state, question)


def offence_lesser(state: CriminalCase, question: Question) -> Breach | None:
    """A lesser offence is of no graver class than what the accused is indicted for. BLTTHS-2015/319"""
    offence = question.act.data.offence.crime_class
    for person in question.act.data.persons:
        indicted = state.accused[person].crime_class
        if offence and indicted and CLASSES.index(offence) > CLASSES.index(indicted):
            facts = {"label": state.accused[person].label, "offence": offence, "indicted": indicted}
            return Breach("offence_not_lesser", "BLTTHS-2015/319", facts)
    return None


@leads_to("trial")
def _opened(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="trial", trial_days=(*state.trial_days, day_of(recorded.act.occurred_at)))


def _withdrawn(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state if recorded.act.data.charges else withdrawn(state, recorded)


CHAPTER = (
    ActType(
        key="trial.postponed.v1", name_vi="Hoãn phiên tòa sơ thẩm", name_en="Trial postponed",
        codes=("trial_postponed",),
        module="M4", issuer="court", law=("BLTTHS-2015/297/1", "BLTTHS-2015/297/2"), lawful_from=AT_COURT,
        impossible=(accused_known,), checks=(within(POSTPONED_DAYS, "BLTTHS-2015/297/2"),),
        starts=("postponement_30d@297.2",), data=Postponed, apply=to_stage("trial"),
    ),
    ActType(
        key="trial.opened.v1", name_vi="Mở phiên tòa sơ thẩm", name_en="Trial opened", codes=("trial_opened",),
        module="M4", issuer="court", law=("BLTTHS-2015/301/1", "BLTTHS-2015/277/3"), lawful_from=AT_COURT,
        impossible=(accused_known,), ends=("trial_opening_15d@277.3",), data=HearingOpened, apply=_opened,
    ),
    ActType(
        key="indictment.read.v1", name_vi="Công bố cáo trạng tại phiên tòa", name_en="Indictment read at the trial",
        codes=("indictment_read",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/306", "BLTTHS-2015/266/1/a"),
        lawful_from=("trial",), data=IndictmentRead, apply=unchanged,
    ),
    ActType(
        key="trial.adjourned.v1", name_vi="Tạm ngừng phiên tòa, nghị án kéo dài", name_en="Trial adjourned",
        codes=("trial_adjourned",),
        module="M4", issuer="court", law=("BLTTHS-2015/251/1", "BLTTHS-2015/326"), lawful_from=("trial",),
        impossible=(accused_known,), checks=(adjourned_in_time,), starts=("adjournment_5d@251.2",),
        data=Adjourned, apply=unchanged,
    ),
    ActType(
        key="prosecution.withdrawn_at_trial.v1", name_vi="Rút quyết định truy tố tại phiên tòa",
        name_en="Prosecution withdrawn at the trial", codes=("prosecution_withdrawn_at_trial",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR,
        law=("BLTTHS-2015/319", "BLTTHS-2015/320/1", "BLTTHS-2015/266/1/c"),
        lawful_from=("trial",), impossible=(accused_known, named_once),
        checks=(status_among("indicted", article="BLTTHS-2015/319"),), data=WithdrawnAtTrial, apply=_withdrawn,
    ),
    ActType(
        key="lesser_offence.concluded.v1", name_vi="Kết luận về tội nhẹ hơn tại phiên tòa",
        name_en="Lesser offence concluded at the trial", codes=("lesser_offence_concluded",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/319", "BLTTHS-2015/266/1/c"),
        lawful_from=("trial",), impossible=(accused_known, named_once),
        checks=(status_among("indicted", article="BLTTHS-2015/319"), offence_lesser),
        data=LesserOffence, apply=unchanged,
    ),
    ActType(
        key="sentence.proposed.v1", name_vi="Luận tội, phát biểu quan điểm, đề nghị mức án",
        name_en="Closing argument, penalty proposed", codes=("closing_argument_presented",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR,
        law=("BLTTHS-2015/321", "BLTTHS-2015/320/1", "BLTTHS-2015/266/1/c"),
        lawful_from=("trial", "appeal_trial"), impossible=(accused_known, proposals_of_the_case), data=SentenceProposed,
        apply=unchanged,
    ),
    ActType(
        key="debate_reply.made.v1", name_vi="Tranh luận, đối đáp tại phiên tòa", name_en="Reply made in the debate",
        codes=("debate_reply_made",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/322/2",),
        lawful_from=("trial", "appeal_trial"), data=DebateReply, apply=unchanged,
    ),
    ActType(
        key="court_violation.noted.v1", name_vi="Ghi nhận vi phạm của Tòa án tại phiên tòa",
        name_en="Breach of procedure by the court noted", codes=("court_violation_noted_at_trial",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/267/1", "BLTTHS-2015/267/6"),
        lawful_from=("trial", "judged", "appeal_trial"), data=ViolationNoted, apply=unchanged,
    ),
)  # fmt: skip
