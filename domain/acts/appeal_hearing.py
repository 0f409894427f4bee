"""Module 4: the appellate trial (xét xử phúc thẩm). BLTTHS-2015/340-362

The appellate court upholds, amends, or annuls for a new investigation, for a new trial, or with discontinuation.
"""

from typing import Literal

from domain.acts.annulment import AFTER_REVIEW, after_judgment
from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.hearing import HearingOpened, Postponed
from domain.acts.judgment import Judged, judged
from domain.acts.prosecution import ASSISTED
from domain.acts.shapes import Own, OwnOnSome, Supervised, SupervisedOnSome
from domain.acts.trial import Scheduled
from domain.kernel.act import Recorded
from domain.kernel.act_type import PROSECUTOR, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, named_once
from domain.kernel.data import Count, Day, Moment, Text, Word
from domain.states.criminal_case import CriminalCase

Quashing = Literal[
    "upheld", "amended", "annulled_for_reinvestigation", "annulled_for_retrial", "annulled_and_discontinued",
    "appeal_discontinued", "not_published",
]  # fmt: skip
UNTOUCHED = ("upheld", "appeal_discontinued")  # the first judgment stands
HEARD = ("appealed", "appeal_trial", "judged")


class AppealAccepted(Supervised):
    """The appellate court enters the case in its register."""

    court: Word | None = None
    register_number: Word | None = None


class AppellateFileReceived(Own):
    """The file comes from the appellate court, to be studied."""

    folios: Count | None = None


class AppellateFileReturned(Own):
    """The file goes back to the appellate court."""


class OpinionPresented(OwnOnSome):
    """The prosecutor says at the appellate hearing how appeal and protest should be decided."""

    opinion: Literal["accept", "partly", "reject", "other"]
    content: Text


class AppealTrialDiscontinued(SupervisedOnSome):
    """The appellate trial ends because appeal and protest were withdrawn."""

    reason: Text
    effective_on: Day | None = None
    received_at: Moment | None = None


class AppealJudged(Judged):
    """The appellate judgment."""

    result: Quashing
    protest_result: Literal["accepted", "partly", "rejected"] | None = None


def acquittal_kept(state: CriminalCase, question: Question) -> Breach | None:
    """Who was acquitted is not convicted on appeal; the judgment is annulled for a new trial. BLTTHS-2015/358/2/c"""
    for entry in question.act.data.outcomes:
        accused = state.accused.get(entry.accused)
        if accused is not None and accused.status == "acquitted" and entry.verdict == "convicted":
            return Breach("acquitted_convicted_on_appeal", "BLTTHS-2015/358/2/c", {"label": accused.label})
    return None


@leads_to("appeal_trial")
def _opened(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="appeal_trial", trial_days=(*state.trial_days, day_of(recorded.act.occurred_at)))


@leads_to("appeal_trial")
def _scheduled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    day = recorded.act.data.scheduled_for
    return state.evolved(stage="appeal_trial", trial_days=(*state.trial_days, day) if day else state.trial_days)


@leads_to(*AFTER_REVIEW)
def _judged(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    outcomes = data.outcomes
    if data.result in UNTOUCHED:  # what was not published again is what the first judgment said
        outcomes = tuple(entry for entry in outcomes if entry.verdict != "not_published")
    after = judged(state, outcomes, "appeal", recorded.version)
    return after_judgment(after, data.result, recorded.version, recorded.act.rule_set)


@leads_to("final")
def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons or tuple(person for person, a in state.accused.items() if a.outcome)
    accused = state.changed(persons, lambda a: a.evolved(final=True, appealed=0))
    everybody = all(a.final or a.closed for a in accused.values())
    whole = not recorded.act.data.persons or everybody
    return state.evolved(accused=accused, stage="final" if whole else state.stage, protests=())


CHAPTER = (
    ActType(
        key="appellate_case.accepted.v1", name_vi="Tòa án cấp phúc thẩm thụ lý vụ án",
        name_en="Case accepted by the appellate court", codes=("appellate_case_accepted",),
        module="M4", issuer="court", law=("BLTTHS-2015/340/1", "BLTTHS-2015/340/2"), lawful_from=("appealed",),
        starts=("appellate_preparation@346.1",), data=AppealAccepted, apply=to_stage("appeal_trial"),
    ),
    ActType(
        key="appellate_file.received.v1", name_vi="Nhận hồ sơ vụ án từ Tòa án cấp phúc thẩm",
        name_en="File received from the appellate court", codes=("appellate_dossier_received",),
        module="M4", issuer="procuracy", signed_by=ASSISTED, law=("BLTTHS-2015/341/1",), lawful_from=("appeal_trial",),
        starts=("appellate_dossier_return@341.1",), data=AppellateFileReceived, apply=unchanged,
    ),
    ActType(
        key="appellate_file.returned.v1", name_vi="Trả hồ sơ cho Tòa án cấp phúc thẩm",
        name_en="File returned to the appellate court", codes=("appellate_dossier_returned",),
        module="M4", issuer="procuracy", signed_by=ASSISTED, law=("BLTTHS-2015/341/1",), lawful_from=("appeal_trial",),
        ends=("appellate_dossier_return@341.1",), data=AppellateFileReturned, apply=unchanged,
    ),
    ActType(
        key="appeal_hearing.scheduled.v1", name_vi="Quyết định đưa vụ án ra xét xử phúc thẩm",
        name_en="Appellate hearing scheduled", codes=("appellate_trial_decision_received",),
        module="M4", issuer="court", law=("BLTTHS-2015/346/2",), lawful_from=HEARD, impossible=(accused_known,),
        starts=("appellate_opening_15d@346.3",), data=Scheduled, apply=_scheduled,
    ),
    ActType(
        key="appeal_trial.discontinued.v1", name_vi="Đình chỉ xét xử phúc thẩm", name_en="Appellate trial discontinued",
        codes=("appellate_terminated",),
        module="M4", issuer="court", law=("BLTTHS-2015/348/1", "BLTTHS-2015/348/3"),
        lawful_from=("appeal_trial", "appealed"), impossible=(accused_known, named_once),
        ends=("appellate_preparation@346.1",), data=AppealTrialDiscontinued, apply=_discontinued,
    ),
    ActType(
        key="appeal_hearing.postponed.v1", name_vi="Hoãn phiên tòa phúc thẩm", name_en="Appellate hearing postponed",
        module="M4", issuer="court", law=("BLTTHS-2015/352/1",), lawful_from=HEARD, impossible=(accused_known,),
        data=Postponed, apply=to_stage("appeal_trial"),
    ),
    ActType(
        key="appeal_hearing.opened.v1", name_vi="Mở phiên tòa phúc thẩm", name_en="Appellate hearing opened",
        module="M4", issuer="court", law=("BLTTHS-2015/354/1",), lawful_from=HEARD, impossible=(accused_known,),
        data=HearingOpened, apply=_opened,
    ),
    ActType(
        key="appellate_opinion.presented.v1", name_vi="Phát biểu quan điểm tại phiên tòa, phiên họp phúc thẩm",
        name_en="Opinion presented on appeal", codes=("appellate_opinion_presented",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR,
        law=("BLTTHS-2015/354/3", "BLTTHS-2015/362/3", "BLTTHS-2015/266/2/a"), lawful_from=("appeal_trial",),
        impossible=(accused_known,), data=OpinionPresented, apply=unchanged,
    ),
    ActType(
        key="appeal_judgment.pronounced.v1", name_vi="Tuyên án phúc thẩm", name_en="Appellate judgment pronounced",
        codes=("appellate_judgment_pronounced", "defendant_outcome_amended_on_appeal"),
        module="M4", issuer="court",
        law=("BLTTHS-2015/355/1", "BLTTHS-2015/355/2", "BLTTHS-2015/357", "BLTTHS-2015/361/1"),
        lawful_from=HEARD, impossible=(accused_known, named_once), checks=(acquittal_kept,),
        starts=("judgment_delivery_10d@262.2", "cassation_1y@379.1"),
        ends=("appellate_preparation@346.1",), data=AppealJudged, apply=_judged,
    ),
)  # fmt: skip
