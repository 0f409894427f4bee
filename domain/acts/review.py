"""Module 4: cassation, review of judgments in force for breaches of law (giám đốc thẩm). BLTTHS-2015/370-396, 404

What follows a protest, in cassation or for a reopening, is here as well: amended, withdrawn, heard, decided.
"""

from typing import Literal

from domain.acts.annulment import AFTER_REVIEW, after_judgment
from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.hearing import HearingOpened
from domain.acts.judgment import Judged, judged
from domain.acts.shapes import Own, OwnOnSome, Supervised, SupervisedOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Check, Question
from domain.kernel.checks import accused_known, linked, named_once
from domain.kernel.data import Flagged, Moment, Text, Word
from domain.law.codes import THREE_LEVELS_SINCE
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Party

REVIEWED = ("cassation", "reopening")


class CassationAsked(SupervisedOnSome):
    """Somebody asks for review of a judgment in force."""

    by: Literal["convict", "family", "counsel", "agency", "national_assembly", "other"] = "other"
    content: Text | None = None
    review: Literal["cassation", "reopening"] = "cassation"
    requester: Party | None = None
    received_at: Moment | None = None


class FileCalled(SupervisedOnSome):
    """A court calls the file in, to consider a protest."""

    to: Word | None = None


class FileRequested(Own):
    """The procuracy asks a court for the file, to consider a protest."""

    from_court: Word


class CassationProtested(OwnOnSome):
    """The head protests in cassation."""

    ground: Text | None = None
    asks: Literal["annul_for_reinvestigation", "annul_for_retrial", "annul_and_discontinue", "amend", "unstated"] = (
        "unstated"
    )
    replaces: Text | None = None  # an earlier decision not to protest
    grounds: tuple[Literal["1", "2", "3"], ...] = ()  # clauses of 371
    direction: Literal["unfavourable", "favourable", "civil"] | None = None
    execution_suspended: Flagged | None = None  # 377


class CassationProtestedByCourt(SupervisedOnSome):
    """A court president protests in cassation."""

    ground: Text | None = None


class CassationDeclined(OwnOnSome):
    """The head decides not to protest."""

    ground: Text | None = None


class CassationDeclinedByCourt(SupervisedOnSome):
    """A court president decides not to protest."""

    ground: Text | None = None


class ProtestChanged(OwnOnSome):
    """The head supplements, changes or withdraws the protest."""

    change: Literal["supplement", "change", "withdraw_part", "withdraw_all"]
    reasons: Text


class ReviewDiscontinued(Supervised):
    """The court ends the review without a decision on the judgment, because the protest was withdrawn."""

    received_at: Moment | None = None


class ExecutionSuspended(OwnOnSome):
    """The head who protested suspends the execution of the judgment."""

    sent_to: tuple[Word, ...]  # agencies


class OpinionPresented(OwnOnSome):
    """The prosecutor's opinion at the hearing."""

    opinion: Text


class CassationDecided(Judged):
    """The decision in cassation."""

    result: Literal[
        "protest_rejected", "amended", "annulled_for_reinvestigation", "annulled_for_retrial",
        "annulled_and_discontinued", "restored_first_judgment",
    ]  # fmt: skip


class ReviewRecommended(OwnOnSome):
    """The head of the supreme procuracy asks the Council of Judges to look at its decision again."""

    ground: Text | None = None


# Levels whose heads protest in cassation, BLTTHS-2015/373; the change of 2025 is known from its summary only.
PROTESTING_UNTIL_2025 = ("supreme", "high", "military_central")
PROTESTING = ("supreme", "provincial", "military_central", "military_region")


def protest_competent(state: CriminalCase, question: Question) -> Breach | None:
    """The head is of a level that may protest in cassation on that day. BLTTHS-2015/373"""
    return _level(question, "BLTTHS-2015/373")


def protesting_level(article: str) -> Check:
    """A check that the head is of a level that may protest against a judgment in force on that day."""

    def check(state: CriminalCase, question: Question) -> Breach | None:
        return _level(question, article)

    return check


def _level(question: Question, article: str) -> Breach | None:
    if question.organisation is None:
        return None
    unit = question.organisation.units[question.act.actor.unit]
    levels = PROTESTING_UNTIL_2025 if question.day < THREE_LEVELS_SINCE else PROTESTING
    if unit.level in levels:
        return None
    return Breach("level_not_competent", article, {"unit": unit.code, "level": unit.level, "levels": list(levels)})


@leads_to(*AFTER_REVIEW)
def _decided(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    instance = "reopening" if state.stage == "reopening" else "cassation"
    after = judged(state, data.outcomes, instance, recorded.version)
    return after_judgment(after, data.result, recorded.version, recorded.act.rule_set)


CHAPTER = (
    ActType(
        key="cassation.requested.v1", name_vi="Đơn, văn bản đề nghị xem xét giám đốc thẩm, tái thẩm",
        name_en="Cassation requested", codes=("cassation_request_received",),
        module="M4", issuer="party",
        law=("BLTTHS-2015/374/1", "BLTTHS-2015/372", "BLTTHS-2015/375/1", "BLTTHS-2015/399/1"),
        lawful_from=("final", *REVIEWED), impossible=(accused_known,), data=CassationAsked, apply=unchanged,
    ),
    ActType(
        key="file.called_by_court.v1", name_vi="Tòa án yêu cầu chuyển hồ sơ để xem xét giám đốc thẩm",
        name_en="File called in by the reviewing court",
        module="M4", issuer="court", law=("BLTTHS-2015/376/1",), lawful_from=("final",), impossible=(accused_known,),
        starts=("cassation_dossier_7d@376.1",), data=FileCalled, apply=unchanged,
    ),
    ActType(
        key="cassation.file_requested.v1", name_vi="Yêu cầu Tòa án chuyển hồ sơ để xem xét kháng nghị",
        name_en="File requested to consider a cassation protest", codes=("dossier_requested_for_cassation",),
        module="M4", issuer="procuracy", signed_by=(*HEAD, "TTDV"),
        law=("BLTTHS-2015/376/1", "BLTTHS-2015/267/4", "LTCVKSND-2014/19/4"), lawful_from=("final",),
        starts=("cassation_dossier_7d@376.1",), data=FileRequested, apply=unchanged,
    ),
    ActType(
        key="cassation.protest_declined.v1", name_vi="Quyết định không kháng nghị giám đốc thẩm",
        name_en="Cassation protest declined", codes=("cassation_protest_declined",),
        module="M4", issuer="procuracy", signed_by=(*HEAD, "TTDV"), checks=(protest_competent,),
        law=("BLTTHS-2015/379/4", "BLTTHS-2015/373"), lawful_from=("final",), impossible=(accused_known,),
        data=CassationDeclined, apply=unchanged, confirmed=False,
    ),
    ActType(
        key="cassation.protest_declined_by_court.v1", name_vi="Chánh án quyết định không kháng nghị giám đốc thẩm",
        name_en="Cassation protest declined by the court president",
        module="M4", issuer="court", law=("BLTTHS-2015/379/4",), lawful_from=("final",), impossible=(accused_known,),
        data=CassationDeclinedByCourt, apply=unchanged,
    ),
    ActType(
        key="cassation.protested.v1", name_vi="Kháng nghị giám đốc thẩm", name_en="Cassation protest issued",
        codes=("cassation_protest_issued",),
        module="M4", issuer="procuracy", signed_by=HEAD, checks=(protest_competent,),
        law=("BLTTHS-2015/373", "BLTTHS-2015/371", "BLTTHS-2015/378", "BLTTHS-2015/379"),
        lawful_from=("final",), impossible=(accused_known,), starts=("cassation_trial_4m@385",),
        ends=("cassation_1y@379.1",),
        data=CassationProtested, apply=to_stage("cassation"), confirmed=False,
    ),
    ActType(
        key="cassation.protested_by_court.v1", name_vi="Chánh án kháng nghị giám đốc thẩm",
        name_en="Cassation protest issued by the court president",
        module="M4", issuer="court", law=("BLTTHS-2015/373", "BLTTHS-2015/371"), lawful_from=("final",),
        impossible=(accused_known,), starts=("cassation_trial_4m@385",), ends=("cassation_1y@379.1",),
        data=CassationProtestedByCourt, apply=to_stage("cassation"),
    ),
    ActType(
        key="cassation.protest_changed.v1", name_vi="Bổ sung, thay đổi, rút kháng nghị giám đốc thẩm, tái thẩm",
        name_en="Cassation or reopening protest changed or withdrawn",
        codes=("cassation_protest_amended_or_withdrawn",),
        module="M4", issuer="procuracy", signed_by=HEAD, checks=(protesting_level("BLTTHS-2015/381/1"),),
        law=("BLTTHS-2015/381/1", "BLTTHS-2015/381/2"), lawful_from=REVIEWED, impossible=(accused_known,),
        data=ProtestChanged, apply=unchanged,
    ),
    ActType(
        key="cassation.execution_suspended.v1", name_vi="Tạm đình chỉ thi hành bản án, quyết định bị kháng nghị",
        name_en="Execution suspended because of the protest", codes=("execution_suspended_by_protest",),
        module="M4", issuer="procuracy", signed_by=HEAD,
        checks=(linked("concerns", "BLTTHS-2015/377"), protesting_level("BLTTHS-2015/377")),
        law=("BLTTHS-2015/377",), lawful_from=REVIEWED, impossible=(accused_known,),
        data=ExecutionSuspended, apply=unchanged,
    ),
    ActType(
        key="cassation_hearing.opened.v1", name_vi="Mở phiên tòa giám đốc thẩm", name_en="Cassation hearing opened",
        module="M4", issuer="court", law=("BLTTHS-2015/386/1",), lawful_from=REVIEWED,
        impossible=(accused_known,), data=HearingOpened, apply=unchanged,
    ),
    ActType(
        key="cassation_opinion.presented.v1", name_vi="Phát biểu ý kiến tại phiên tòa giám đốc thẩm, tái thẩm",
        name_en="Opinion presented at the cassation hearing", codes=("cassation_opinion_presented",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/383/1", "BLTTHS-2015/386/2"),
        lawful_from=REVIEWED, impossible=(accused_known,), data=OpinionPresented, apply=unchanged,
    ),
    ActType(
        key="review.discontinued.v1", name_vi="Đình chỉ xét xử giám đốc thẩm, tái thẩm",
        name_en="Cassation or reopening discontinued", codes=("cassation_terminated",),
        module="M4", issuer="court", law=("BLTTHS-2015/381/3", "BLTTHS-2015/388/6", "BLTTHS-2015/402/4"),
        lawful_from=REVIEWED, data=ReviewDiscontinued, apply=to_stage("final"),
    ),
    ActType(
        key="cassation.decided.v1", name_vi="Quyết định giám đốc thẩm, tái thẩm", name_en="Cassation decided",
        codes=("cassation_decision_received",),
        module="M4", issuer="court", law=("BLTTHS-2015/388", "BLTTHS-2015/391", "BLTTHS-2015/389", "BLTTHS-2015/390"),
        lawful_from=REVIEWED,
        impossible=(accused_known, named_once), ends=("cassation_trial_4m@385",),
        data=CassationDecided, apply=_decided,
    ),
    ActType(
        key="council_decision.review_recommended.v1",
        name_vi="Kiến nghị xem xét lại quyết định của Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        name_en="Review of a decision of the Council of Judges recommended",
        codes=("supreme_council_decision_review_recommended",),
        module="M4", issuer="procuracy", signed_by=HEAD, levels=("supreme",),
        law=("BLTTHS-2015/404/1", "BLTTHS-2015/404/3"), lawful_from=("final",), impossible=(accused_known,),
        data=ReviewRecommended, apply=unchanged,
    ),
)  # fmt: skip
