"""Module 4: review of judgments in force (giám đốc thẩm, tái thẩm). BLTTHS-2015/370-404"""

from typing import Literal

from domain.acts.appeal import after_judgment
from domain.acts.changes import to_stage, unchanged
from domain.acts.shapes import OwnOnSome, SupervisedOnSome
from domain.acts.trial import HearingOpened, Judged, judged
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import accused_known, named_once
from domain.kernel.data import Text, Word
from domain.law.codes import THREE_LEVELS_SINCE
from domain.states.criminal_case import CriminalCase


class CassationAsked(SupervisedOnSome):
    """Somebody asks for review of a judgment in force."""

    by: Literal["convict", "family", "counsel", "agency", "national_assembly", "other"] = "other"
    content: Text | None = None


class FileCalled(SupervisedOnSome):
    """A court calls the file in, to consider a protest."""

    to: Word | None = None


class CassationProtested(OwnOnSome):
    """The head protests in cassation."""

    ground: Text | None = None
    asks: Literal["annul_for_reinvestigation", "annul_for_retrial", "annul_and_discontinue", "amend", "unstated"] = (
        "unstated"
    )
    replaces: Text | None = None  # an earlier decision not to protest


class CassationProtestedByCourt(SupervisedOnSome):
    """A court president protests in cassation."""

    ground: Text | None = None


class CassationDeclined(OwnOnSome):
    """The head decides not to protest."""

    ground: Text | None = None


class CassationDeclinedByCourt(SupervisedOnSome):
    """A court president decides not to protest."""

    ground: Text | None = None


class CassationDecided(Judged):
    """The decision in cassation."""

    result: Literal[
        "protest_rejected", "amended", "annulled_for_reinvestigation", "annulled_for_retrial",
        "annulled_and_discontinued", "restored_first_judgment",
    ]  # fmt: skip


class ReviewRecommended(OwnOnSome):
    """The head of the supreme procuracy asks the Council of Judges to look at its decision again."""

    ground: Text | None = None


def _decided(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    return after_judgment(judged(state, data.outcomes, "cassation", recorded.version), data.result, recorded.version)


# Levels whose heads protest in cassation, BLTTHS-2015/373; the change of 2025 is known from its summary only.
PROTESTING_UNTIL_2025 = ("supreme", "high", "military_central")
PROTESTING = ("supreme", "provincial", "military_central", "military_region")


def protest_competent(state: CriminalCase, question: Question) -> Breach | None:
    """The head is of a level that may protest in cassation on that day. BLTTHS-2015/373"""
    if question.organisation is None:
        return None
    unit = question.organisation.units[question.act.actor.unit]
    levels = PROTESTING_UNTIL_2025 if question.day < THREE_LEVELS_SINCE else PROTESTING
    if unit.level in levels:
        return None
    return Breach(
        "level_not_competent", "BLTTHS-2015/373", {"unit": unit.code, "level": unit.level, "levels": list(levels)}
    )


CHAPTER = (
    ActType(
        key="cassation.requested.v1", name_vi="Đơn, văn bản đề nghị xem xét giám đốc thẩm, tái thẩm",
        name_en="Cassation requested",
        module="M4", issuer="party", law=("BLTTHS-2015/374/1", "BLTTHS-2015/372"), lawful_from=("final", "cassation"),
        impossible=(accused_known,), data=CassationAsked, apply=unchanged,
    ),
    ActType(
        key="file.called_by_court.v1", name_vi="Tòa án yêu cầu chuyển hồ sơ để xem xét giám đốc thẩm",
        name_en="File called in by the reviewing court",
        module="M4", issuer="court", law=("BLTTHS-2015/376/1",), lawful_from=("final",), impossible=(accused_known,),
        starts=("cassation_dossier_7d@376.1",), data=FileCalled, apply=unchanged,
    ),
    ActType(
        key="cassation.protest_declined.v1", name_vi="Quyết định không kháng nghị giám đốc thẩm",
        name_en="Cassation protest declined",
        module="M4", issuer="procuracy", signed_by=HEAD, checks=(protest_competent,),
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
        module="M4", issuer="procuracy", signed_by=HEAD, checks=(protest_competent,),
        law=("BLTTHS-2015/373", "BLTTHS-2015/371", "BLTTHS-2015/378"), lawful_from=("final",),
        impossible=(accused_known,), starts=("cassation_trial_4m@385",), ends=("cassation_1y@379.1",),
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
        key="cassation_hearing.opened.v1", name_vi="Mở phiên tòa giám đốc thẩm", name_en="Cassation hearing opened",
        module="M4", issuer="court", law=("BLTTHS-2015/386/1",), lawful_from=("cassation",),
        impossible=(accused_known,), data=HearingOpened, apply=unchanged,
    ),
    ActType(
        key="cassation.decided.v1", name_vi="Quyết định giám đốc thẩm", name_en="Cassation decided",
        module="M4", issuer="court", law=("BLTTHS-2015/388", "BLTTHS-2015/391"), lawful_from=("cassation",),
        impossible=(accused_known, named_once), ends=("cassation_trial_4m@385",),
        data=CassationDecided, apply=_decided,
    ),
    ActType(
        key="council_decision.review_recommended.v1",
        name_vi="Kiến nghị xem xét lại quyết định của Hội đồng Thẩm phán Tòa án nhân dân tối cao",
        name_en="Review of a decision of the Council of Judges recommended",
        module="M4", issuer="procuracy", signed_by=HEAD, levels=("supreme",),
        law=("BLTTHS-2015/404/1", "BLTTHS-2015/404/3"), lawful_from=("final",), impossible=(accused_known,),
        data=ReviewRecommended, apply=unchanged,
    ),
)  # fmt: skip
