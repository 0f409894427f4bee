"""Module 4: the judgment at first instance, for each accused (bản án sơ thẩm). BLTTHS-2015/258-262, 267, 326-329, 365

One judgment, an outcome for every accused: convicted, acquitted, exempted. Then released or remanded; the judgment
comes in, is reviewed and sent up.
"""

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import leads_to, unchanged
from domain.acts.prosecution import ASSISTED
from domain.acts.shapes import Own, Supervised, SupervisedOnAccused
from domain.acts.stages import AT_COURT
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, REGISTRAR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, going_on, linked, named_once
from domain.kernel.data import Count, Day, Flagged, Id, Moment, Number, Part, Text, Word
from domain.states.criminal_case import MEASURES, Accused, CriminalCase, Measure, Outcome
from domain.states.parts import Charge

Verdict = Literal["convicted", "acquitted", "exempted", "discontinued", "not_published"]
Penalty = Literal[
    "death", "life", "imprisonment", "suspended_sentence", "non_custodial_reform", "fine", "warning", "none",
    "not_published",
]  # fmt: skip
# Verdicts and penalties with which every preventive measure falls, although the judgment can be appealed:
# BLTTHS-2015/125/1/d, 328, 363
FREEING_VERDICTS = ("acquitted", "exempted", "discontinued")
FREEING_PENALTIES = ("suspended_sentence", "non_custodial_reform", "fine", "warning")
REMAND_AFTER_JUDGMENT_DAYS = 45  # BLTTHS-2015/329/3
DECIDED = ("judged", "appealed", "discontinued_by_court", "suspended_by_court", "final")


class OutcomeGiven(Part):
    """What a court decides on one accused."""

    accused: Id
    verdict: Verdict
    penalty: Penalty = "not_published"
    months: Number = 0  # of imprisonment
    days: Number = 0  # beyond whole months
    text: Text | None = None  # as published
    offences: tuple[Charge, ...] = ()  # of which the accused is convicted
    exempted_from: Literal["liability", "penalty"] | None = None
    civil: Text | None = None  # the part on compensation and exhibits
    change: Literal[
        "exempted", "lighter_offence", "lighter_penalty", "heavier_offence", "heavier_penalty", "suspended_sentence",
        "civil", "exhibits",
    ] | None = None  # of the first judgment, on appeal: BLTTHS-2015/357  # fmt: skip


class Judged(Supervised):
    """A judgment, with its outcome for each accused."""

    outcomes: Annotated[tuple[OutcomeGiven, ...], Field(max_length=300)] = ()
    others: Count | None = None  # further accused whom the source counts without naming
    summary: Text | None = None
    as_indicted: Flagged | None = None  # offence and clause are those of the indictment
    deviation: Text | None = None  # from the indictment
    received_at: Moment | None = None

    @property
    def persons(self) -> tuple[Any, ...]:
        """The accused judged."""
        return tuple(entry.accused for entry in self.outcomes)


class ReleasedInCourt(SupervisedOnAccused):
    """A defendant leaves the court room free."""

    ground: Text | None = None
    clause: Literal["1", "2", "3", "4", "5"] | None = None  # of BLTTHS-2015/328


class RemandedAfterJudgment(SupervisedOnAccused):
    """A defendant is arrested or stays in remand for the execution of the judgment."""

    since: Day
    until: Day  # last day


class MinutesChecked(Own):
    """The prosecutor checks the minutes of the hearing."""

    corrections: tuple[Text, ...] = ()  # demanded


class JudgmentReceived(Own):
    """The judgment or decision comes in. A link of relation `concerns` names it."""

    late_days: Count | None = None


class JudgmentReviewed(Own):
    """The prosecutor reviews the judgment or decision and proposes what to do."""

    findings: tuple[Text, ...] = ()
    proposal: Literal["no_action", "protest", "report_to_superior", "petition", "cassation_report"]
    decision: Text  # of the head or deputy


class SentToSuperior(Own):
    """Judgment and review slip go to the superior procuracy."""

    to_unit: Word


class JudgmentCorrected(Supervised):
    """The court corrects or supplements its judgment."""

    corrections: tuple[Text, ...]
    received_at: Moment | None = None


class ClarificationRequested(Own):
    """The procuracy asks the court to explain or correct its judgment or decision."""

    points: tuple[Text, ...]


def remand_after_judgment(state: CriminalCase, question: Question) -> Breach | None:
    """Remand after the judgment lasts 45 days. BLTTHS-2015/329/3"""
    data = question.act.data
    days = (data.until - data.since) // timedelta(days=1) + 1
    if days <= REMAND_AFTER_JUDGMENT_DAYS:
        return None
    facts = {"label": state.accused[data.persons[0]].label, "days": days, "most": REMAND_AFTER_JUDGMENT_DAYS}
    return Breach("remand_days_too_many", "BLTTHS-2015/329/3", facts)


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
        changed = accused.without(MEASURES, version) if _frees(entry) else accused
        return changed.evolved(status=status, outcome=outcome_of(entry, instance, version))

    judgments = (*state.judgments, version)
    return state.evolved(accused=state.changed(given, decided), judgments=judgments)


def _frees(entry: OutcomeGiven) -> bool:
    return entry.verdict in FREEING_VERDICTS or entry.penalty in FREEING_PENALTIES


@leads_to("judged")
def _pronounced(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return judged(state, recorded.act.data.outcomes, "first", recorded.version).evolved(stage="judged")


def _released(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    kinds = ("arrest", "custody", "remand")
    released = state.changed(recorded.act.data.persons, lambda a: a.without(kinds, recorded.version))
    return state.evolved(accused=released)


def _remanded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version
    measure = Measure("remand", data.since, data.until, version)
    ends = ("arrest", "custody", "remand", "guarantee", "deposit", "residence_ban", "juvenile_supervision")
    return state.evolved(accused=state.changed(data.persons, lambda a: a.with_measure(measure, ends=ends)))


CHAPTER = (
    ActType(
        key="judgment.pronounced.v1", name_vi="Tuyên án sơ thẩm", name_en="First-instance judgment pronounced",
        codes=(
            "first_instance_judgment_pronounced", "defendant_convicted_first_instance",
            "defendant_acquitted_first_instance", "defendant_exempted_first_instance",
        ),
        module="M4", issuer="court",
        law=("BLTTHS-2015/327", "BLTTHS-2015/326/6", "BLTTHS-2015/260/1", "BLTTHS-2015/328"),
        lawful_from=AT_COURT, impossible=(accused_known, named_once),
        checks=(accused_open, going_on("BLTTHS-2015/281/1")),
        starts=(
            "appeal_judgment_15d@333.1", "protest_judgment_15d@337.1", "protest_judgment_30d_superior@337.1",
            "judgment_delivery_10d@262.1",
        ),
        ends=("trial_preparation@277.1",), data=Judged, apply=_pronounced,
    ),
    ActType(
        key="defendant.released.v1", name_vi="Trả tự do cho bị cáo tại phiên tòa",
        name_en="Defendant released in court", codes=("defendant_released_in_court",),
        module="M4", issuer="court", law=("BLTTHS-2015/328", "BLTTHS-2015/363"),
        lawful_from=("judged", "appeal_trial", "final"), impossible=(accused_known, named_once),
        data=ReleasedInCourt, apply=_released,
    ),
    ActType(
        key="defendant.remanded_after_judgment.v1", name_vi="Bắt, tạm giam bị cáo sau khi tuyên án",
        name_en="Defendant remanded after the judgment", codes=("defendant_detained_after_judgment",),
        module="M4", issuer="court", law=("BLTTHS-2015/329/1", "BLTTHS-2015/329/2", "BLTTHS-2015/329/3"),
        lawful_from=("judged", "appealed"), impossible=(accused_known, named_once),
        checks=(accused_open, remand_after_judgment), starts=("detention_after_judgment_45d@329.3",),
        data=RemandedAfterJudgment, apply=_remanded,
    ),
    ActType(
        key="court_minutes.checked.v1", name_vi="Kiểm sát biên bản phiên tòa", name_en="Minutes of the trial checked",
        codes=("court_minutes_checked",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/258/4", "BLTTHS-2015/267/3"),
        lawful_from=("judged", "appealed", "appeal_trial"), data=MinutesChecked, apply=unchanged,
    ),
    ActType(
        key="judgment.received.v1", name_vi="Nhận bản án, quyết định của Tòa án", name_en="Judgment received",
        codes=("judgment_received",),
        module="M4", issuer="procuracy", signed_by=ASSISTED,
        law=("BLTTHS-2015/262/1", "BLTTHS-2015/262/2", "BLTTHS-2015/267/3"), lawful_from=DECIDED,
        checks=(linked("concerns", "BLTTHS-2015/262/1"),), ends=("judgment_delivery_10d@262.1",), data=JudgmentReceived,
        apply=unchanged,
    ),
    ActType(
        key="judgment.reviewed.v1", name_vi="Kiểm sát bản án, quyết định (phiếu kiểm sát)",
        name_en="Judgment reviewed", codes=("judgment_reviewed",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/267/3",), lawful_from=DECIDED,
        data=JudgmentReviewed, apply=unchanged,
    ),
    ActType(
        key="judgment.sent_to_superior.v1",
        name_vi="Gửi bản án, quyết định và phiếu kiểm sát cho Viện kiểm sát cấp trên trực tiếp",
        name_en="Judgment and review slip sent to the superior procuracy", codes=("judgment_sent_to_superior",),
        module="M4", issuer="procuracy", signed_by=REGISTRAR, law=("BLTTHS-2015/267/3",),
        lawful_from=("judged", "discontinued_by_court", "suspended_by_court"), data=SentToSuperior, apply=unchanged,
        confirmed=False, source="internal regulation of the procuracy, known from inspection findings",
    ),
    ActType(
        key="judgment.corrected.v1", name_vi="Sửa chữa, bổ sung bản án", name_en="Judgment corrected",
        codes=("judgment_corrected",),
        module="M4", issuer="court", law=("BLTTHS-2015/261/1", "BLTTHS-2015/261/2"),
        lawful_from=("judged", "appealed", "final"), data=JudgmentCorrected, apply=unchanged,
    ),
    ActType(
        key="judgment_clarification.requested.v1",
        name_vi="Yêu cầu Tòa án giải thích, sửa chữa bản án, quyết định",
        name_en="Clarification of the judgment requested",
        codes=("judgment_clarification_requested",),
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/365/1",), lawful_from=("final",),
        data=ClarificationRequested, apply=unchanged,
    ),
)  # fmt: skip
