"""Module 5: a sentence becomes lighter or ends early: reduction, exemption, conditional release, amnesty, expungement.

BLHS-2015/62, 63, 66, 69-73, BLTTHS-2015/368, 369
"""

from typing import Literal

from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.execution import ENFORCEMENT, CourtDecided, Term, years_after
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, HEAD_ONLY, PROSECUTOR, ActType, Breach, Check, Question
from domain.kernel.data import Day, Moment, Text, Word
from domain.states.enforcement import Enforcement

LIGHT = ("warning", "fine", "non_custodial_reform", "suspended_sentence")
SERVING = ("serving_prison", "serving_community")
NOT_IN_PRISON = ("judgment_effective", "enforcement_ordered", "serving_community", "deferred", "service_suspended")


class HearingAttended(Own):
    """A prosecutor takes part in the session on reducing terms."""

    opinion: Literal["agree", "partly", "disagree"]
    proposing_body: Word


class Reduced(CourtDecided):
    """The term becomes shorter."""

    reduction: Term
    new_release: Day


class Exempted(CourtDecided):
    """The convict need not serve what is left."""

    ground: Text
    proposed_by: Literal["procuracy", "execution_body"]


class ExemptionProposed(Own):
    """The head of the procuracy proposes exemption."""

    ground: Text
    to_court: Word


class ReleaseOpinion(Own):
    """The procuracy's opinion on a proposal for conditional release."""

    file_received_at: Moment
    opinion: Literal["agree", "disagree", "supplement"]


class ReleaseGranted(CourtDecided):
    """Release before the end of the term, on probation."""

    probation_since: Day
    probation_until: Day


class ReleaseRefused(CourtDecided):
    """The court does not grant, or takes back, conditional release."""

    reason: Text


class ReleaseProtested(Own):
    """The procuracy protests; a link of relation `appeals` names the decision."""

    grounds: Text


class ExpungementOpinion(Own):
    """The procuracy's opinion on an application for expungement."""

    file_received_at: Moment
    opinion: Literal["agree", "disagree"]


class ExpungedByLaw(Supervised):
    """The criminal record is expunged by operation of law."""

    effective_on: Day


class AmnestyGranted(Supervised):
    """The State President grants amnesty."""

    released_at: Moment | None = None


class AmnestySupervised(Own):
    """A prosecutor examines how lists and files for amnesty are drawn up."""

    findings: Text


def exemption_proposed_before(state: Enforcement, question: Question) -> Breach | None:
    """The court exempts on the proposal of the head of the procuracy. BLHS-2015/62"""
    if question.act.data.proposed_by != "procuracy" or state.exemption_proposed:
        return None
    return Breach("exemption_not_proposed", "BLHS-2015/62")


def release_decided_before(state: Enforcement, question: Question) -> Breach | None:
    """Only a decision on conditional release can be protested. BLTTHS-2015/368/11"""
    if state.release_decisions:
        return None
    return Breach("no_decision_to_protest", "BLTTHS-2015/368/11")


def _waiting(state: Enforcement, years: tuple[int, int, int, int]) -> int | None:
    """Years that a record stays, for a light penalty and for up to 5, 15 and more years of imprisonment."""
    light, short, long, longest = years
    if state.penalty in LIGHT:
        return light
    if state.penalty in ("life", "death"):
        return longest
    if state.penalty != "imprisonment" or not state.months:
        return None
    return short if state.months <= 60 else long if state.months <= 180 else longest


def expunged_early(article: str, years: tuple[int, int, int, int]) -> Check:
    """A check that the time after the penalty was served has passed. BLHS-2015/70/2, 71/2"""

    def check(state: Enforcement, question: Question) -> Breach | None:
        waiting = _waiting(state, years)
        if waiting is None or state.completed_on is None:
            return None
        first = years_after(state.completed_on, waiting)
        day = getattr(question.act.data, "effective_on", question.day)
        if day >= first:
            return None
        return Breach("expunged_early", article, {"day": day.isoformat(), "first": first.isoformat()})

    return check


def _reduced(state: Enforcement, recorded: Recorded) -> Enforcement:
    reductions = (*state.reductions, recorded.version)
    return state.evolved(reductions=reductions, release_due=recorded.act.data.new_release)


def _exemption_proposed(state: Enforcement, recorded: Recorded) -> Enforcement:
    return state.evolved(exemption_proposed=recorded.version)


def _release_decided(state: Enforcement, recorded: Recorded) -> Enforcement:
    return state.evolved(release_decisions=(*state.release_decisions, recorded.version))


@leads_to("conditional_release")
def _release_granted(state: Enforcement, recorded: Recorded) -> Enforcement:
    return _release_decided(state, recorded).evolved(stage="conditional_release")


@leads_to("serving_prison")
def _release_revoked(state: Enforcement, recorded: Recorded) -> Enforcement:
    return _release_decided(state, recorded).evolved(stage="serving_prison")


CHAPTER = (
    ActType(
        key="sentence_reduction_hearing.attended.v1", codes=("sentence_reduction_hearing_attended",),
        name_vi="Tham gia phiên họp xét giảm thời hạn chấp hành án", name_en="Reduction hearing attended",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/42/1/l", "LTCVKSND-2014/25/2/d", "THAHS-2019/167/4", "THAHS-2019/38/2"),
        lawful_from=SERVING, data=HearingAttended, apply=unchanged,
    ),
    ActType(
        key="sentence.reduced.v1", codes=("sentence_reduced",),
        name_vi="Giảm thời hạn chấp hành án", name_en="Sentence reduced",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLHS-2015/63", "THAHS-2019/38"),
        lawful_from=SERVING, starts=("protest_decision_7d@337.2",), extends=("prison_term@judgment",),
        data=Reduced, apply=_reduced,
    ),
    ActType(
        key="exemption.proposed.v1", codes=("exemption_proposed_by_procuracy",),
        name_vi="Viện trưởng Viện kiểm sát đề nghị miễn chấp hành hình phạt",
        name_en="Exemption proposed by the chief",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD_ONLY,
        law=("BLHS-2015/62/2", "BLHS-2015/62/3", "BLHS-2015/62/4", "BLHS-2015/62/5", "LTCVKSND-2014/25/2/d",
             "THAHS-2019/39/1"),
        lawful_from=NOT_IN_PRISON, data=ExemptionProposed, apply=_exemption_proposed,
    ),
    ActType(
        key="sentence.exempted.v1", codes=("sentence_exempted",),
        name_vi="Miễn chấp hành hình phạt", name_en="Exempted from serving the penalty",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLHS-2015/62", "THAHS-2019/39/1"),
        lawful_from=("enforcement_ordered", "serving_prison", "serving_community", "deferred", "service_suspended"),
        checks=(exemption_proposed_before,), data=Exempted, apply=to_stage("exempted"),
    ),
    ActType(
        key="conditional_release_opinion.issued.v1", codes=("conditional_release_opinion_issued",),
        name_vi="Văn bản thể hiện quan điểm về đề nghị tha tù trước thời hạn có điều kiện",
        name_en="Opinion on conditional release issued",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD, levels=("provincial", "military_region"),
        law=("BLTTHS-2015/368/3", "THAHS-2019/58/1"), lawful_from=("serving_prison",),
        ends=("conditional_release_opinion_15d@368.3",), data=ReleaseOpinion, apply=unchanged,
    ),
    ActType(
        key="conditional_release.granted.v1", codes=("conditional_release_granted",),
        name_vi="Quyết định tha tù trước thời hạn có điều kiện", name_en="Conditional release granted",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLTTHS-2015/368/4", "BLTTHS-2015/368/5", "BLTTHS-2015/368/8", "THAHS-2019/59/1"),
        lawful_from=("serving_prison",), starts=("probation_term@BLHS66",),
        data=ReleaseGranted, apply=_release_granted,
    ),
    ActType(
        key="conditional_release.refused.v1", codes=("conditional_release_refused",),
        name_vi="Không chấp nhận đề nghị tha tù trước thời hạn", name_en="Conditional release refused",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/368/8", "BLTTHS-2015/368/11"),
        lawful_from=("serving_prison",), data=ReleaseRefused, apply=_release_decided,
    ),
    ActType(
        key="conditional_release.revoked.v1", codes=("conditional_release_revoked",),
        name_vi="Hủy quyết định tha tù trước thời hạn có điều kiện", name_en="Conditional release revoked",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/368/10", "THAHS-2019/71/1"),
        lawful_from=("conditional_release",), ends=("probation_term@BLHS66",),
        data=ReleaseRefused, apply=_release_revoked,
    ),
    ActType(
        key="conditional_release.protested.v1", codes=("conditional_release_protested",),
        name_vi="Kháng nghị quyết định về tha tù trước thời hạn có điều kiện",
        name_en="Decision on conditional release protested",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD, law=("BLTTHS-2015/368/11",),
        lawful_from=("serving_prison", "conditional_release"), checks=(release_decided_before,),
        data=ReleaseProtested, apply=unchanged,
    ),
    ActType(
        key="amnesty_file.supervised.v1", codes=("amnesty_file_supervised",),
        name_vi="Kiểm sát việc lập danh sách, hồ sơ đề nghị đặc xá", name_en="Amnesty files supervised",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=PROSECUTOR,
        law=("TT-02-2025-VKSTC/1", "LDX-2018"),
        lawful_from=("serving_prison", "service_suspended"), data=AmnestySupervised, apply=unchanged,
    ),
    ActType(
        key="amnesty.granted.v1", codes=("amnesty_granted",), name_vi="Đặc xá", name_en="Amnesty granted",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("LDX-2018",),
        lawful_from=("serving_prison", "service_suspended"), data=AmnestyGranted, apply=to_stage("amnestied"),
        confirmed=False, source="Law 30/2018/QH14, articles not read",
    ),
    ActType(
        key="expungement_file.reviewed.v1", codes=("expungement_file_reviewed",),
        name_vi="Viện kiểm sát có ý kiến về việc xóa án tích", name_en="Opinion on expungement",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD, law=("BLTTHS-2015/369/2",),
        lawful_from=("completed",), ends=("expungement_opinion_5d@369.2",),
        data=ExpungementOpinion, apply=unchanged,
    ),
    ActType(
        key="conviction.expunged.v1", codes=("conviction_expunged",),
        name_vi="Quyết định xóa án tích", name_en="Conviction expunged",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLHS-2015/71", "BLHS-2015/72", "BLTTHS-2015/369/2", "BLTTHS-2015/44/1/g"), lawful_from=("completed",),
        checks=(expunged_early("BLHS-2015/71/2", (1, 3, 5, 7)),), data=CourtDecided, apply=to_stage("expunged"),
    ),
    ActType(
        key="conviction.expunged_by_law.v1", codes=("conviction_expunged_automatically",),
        name_vi="Đương nhiên được xóa án tích", name_en="Conviction expunged by operation of law",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLHS-2015/70", "BLTTHS-2015/369/1"),
        lawful_from=("completed",), checks=(expunged_early("BLHS-2015/70/2", (1, 2, 3, 5)),),
        data=ExpungedByLaw, apply=to_stage("expunged"),
    ),
)  # fmt: skip
