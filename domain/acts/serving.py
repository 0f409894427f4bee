"""Module 5: imprisonment is served, deferred and suspended (chấp hành án phạt tù). BLHS-2015/67, 68"""

from typing import Literal

from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.execution import ENFORCEMENT, CourtDecided, Term, execution_law, years_after
from domain.acts.shapes import Deceased, Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import in_order
from domain.kernel.data import Day, Flagged, Moment, Number, Text, Word
from domain.states.enforcement import DEATH, RUNNING, Enforcement

DeferralGround = Literal["illness", "pregnancy_or_child", "sole_earner", "public_duty"]  # BLHS-2015/67/1/a to d
ONE_YEAR = {"sole_earner": "BLHS-2015/67/1/c", "public_duty": "BLHS-2015/67/1/d"}
UNREAD = "THAHS 2019; law 127/2025/QH15 not read"


class Commenced(Supervised):
    """A convict is admitted to a prison or detention centre."""

    facility: Word
    admitted_at: Moment
    term: Term | None = None  # none: life
    credit_days: Number  # of custody and remand
    expected_release: Day | None = None  # none: life


class Deferred(CourtDecided):
    """Imprisonment begins later, or its service stops for a time."""

    ground: DeferralGround
    since: Day
    until: Day


class DeferralProposed(Own):
    """The procuracy proposes that imprisonment be deferred or its service suspended."""

    proposal: Literal["deferral", "suspension"]
    ground: DeferralGround
    to_court: Word


class Resumed(Supervised):
    """A convict returns to serve."""

    facility: Word


class Completed(Supervised):
    """The sentence is served, and a certificate issued."""

    completed_on: Day
    certificate: Word


class PrisonerReleased(Supervised):
    """A prisoner leaves the facility."""

    late_days: Number | None = None  # after the day on which he was to be released


class TreatmentOrdered(Supervised):
    """The court sends a prisoner to compulsory medical treatment (BLTTHS-2015/452)."""

    facility: Word


class PrisonerFreed(Own):
    """The procuracy sets free at once a prisoner held without ground."""

    ground: Text
    facility: Word
    released_at: Moment | None = None


class ConvictDied(Supervised):
    """The convict died."""

    deceased: Deceased
    scene_check_attended: Flagged  # by a prosecutor
    notified_at: Moment  # when the procuracy was told


def deferral_too_long(state: Enforcement, question: Question) -> Breach | None:
    """For the sole earner and for public duty the term is one year at most. BLHS-2015/67/1"""
    data = question.act.data
    most = years_after(data.since, 1)
    if data.ground not in ONE_YEAR or data.until <= most:
        return None
    facts = {"ground": data.ground, "until": data.until.isoformat(), "most": most.isoformat()}
    return Breach("deferral_too_long", ONE_YEAR[data.ground], facts)


def proposal_fits(state: Enforcement, question: Question) -> Breach | None:
    """Deferral is for who does not serve yet, suspension for who serves. BLHS-2015/67/1, 68/1"""
    proposal = question.act.data.proposal
    serving = state.stage == "serving_prison"
    if serving == (proposal == "suspension"):
        return None
    article = "BLHS-2015/68/1" if proposal == "suspension" else "BLHS-2015/67/1"
    return Breach("proposal_does_not_fit", article, {"proposal": proposal, "stage": state.stage})


def released_late(state: Enforcement, question: Question) -> Breach | None:
    """A prisoner is released on the day on which the term ends. THAHS-2019/46/1"""
    late = question.act.data.late_days or 0
    if state.stage == "completed" and state.release_due is not None:
        late = max(late, (question.day - state.release_due).days)
    if late <= 0:
        return None
    return Breach("released_late", execution_law("THAHS-2019/46/1", question.day), {"days": late})


def death_of_convict(state: Enforcement, question: Question) -> Breach | None:
    """The person who died is the convict of this stream."""
    person = question.act.data.deceased.person
    if state.convict in (None, person):
        return None
    return Breach("another_convict", "BLTTHS-2015/364", {"person": str(person)})


@leads_to("serving_prison")
def _commenced(state: Enforcement, recorded: Recorded) -> Enforcement:
    return state.evolved(stage="serving_prison", release_due=recorded.act.data.expected_release)


@leads_to("completed")
def _completed(state: Enforcement, recorded: Recorded) -> Enforcement:
    return state.evolved(stage="completed", completed_on=recorded.act.data.completed_on)


CHAPTER = (
    ActType(
        key="imprisonment.commenced.v1", codes=("imprisonment_commenced",),
        name_vi="Tiếp nhận phạm nhân, bắt đầu chấp hành án phạt tù", name_en="Imprisonment commenced",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT,
        law=("THAHS-2019/28/1", "THAHS-2019/28/2", "THAHS-2025"),
        lawful_from=("enforcement_ordered", "deferred", "service_suspended"), starts=("prison_term@judgment",),
        data=Commenced, apply=_commenced, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="imprisonment_deferral.decided.v1", codes=("imprisonment_deferral_decided",),
        name_vi="Hoãn chấp hành án phạt tù", name_en="Imprisonment deferred",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLHS-2015/67/1", "BLTTHS-2015/44/1/đ", "THAHS-2019/24"), lawful_from=("enforcement_ordered",),
        checks=(in_order("since", "until", "BLHS-2015/67/1"), deferral_too_long),
        starts=("imprisonment_deferral@BLHS67",),
        data=Deferred, apply=to_stage("deferred"),
    ),
    ActType(
        key="imprisonment_deferral.cancelled.v1", codes=("imprisonment_deferral_cancelled",),
        name_vi="Hủy quyết định hoãn chấp hành án phạt tù", name_en="Deferral cancelled",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLHS-2015/67/2",), lawful_from=("deferred",),
        ends=("imprisonment_deferral@BLHS67",), data=CourtDecided, apply=to_stage("enforcement_ordered"),
    ),
    ActType(
        key="imprisonment.suspended.v1", codes=("imprisonment_suspended",),
        name_vi="Tạm đình chỉ chấp hành án phạt tù", name_en="Service of imprisonment suspended",
        module="M5", issuer="court", kinds=ENFORCEMENT,
        law=("BLHS-2015/68/1", "BLTTHS-2015/44/1/e", "THAHS-2019/36"), lawful_from=("serving_prison",),
        checks=(in_order("since", "until", "BLHS-2015/68/1"), deferral_too_long), starts=("service_suspension@BLHS68",),
        data=Deferred, apply=to_stage("service_suspended"),
    ),
    ActType(
        key="deferral_or_suspension.proposed.v1", codes=("suspension_proposed_by_procuracy",),
        name_vi="Viện kiểm sát đề nghị hoãn/tạm đình chỉ chấp hành án phạt tù",
        name_en="Deferral or suspension proposed by the procuracy",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD,
        law=("LTCVKSND-2014/25/2/d", "THAHS-2019/167/4", "THAHS-2019/24/1", "THAHS-2019/36/1/c"),
        lawful_from=("enforcement_ordered", "serving_prison"), checks=(proposal_fits,),
        data=DeferralProposed, apply=unchanged,
    ),
    ActType(
        key="imprisonment.resumed.v1", codes=("imprisonment_resumed",),
        name_vi="Tiếp tục chấp hành án phạt tù sau tạm đình chỉ", name_en="Service resumed after suspension",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("THAHS-2019/37", "THAHS-2025"),
        lawful_from=("service_suspended",), ends=("service_suspension@BLHS68",),
        data=Resumed, apply=to_stage("serving_prison"), confirmed=False, source=UNREAD,
    ),
    ActType(
        key="prison_compulsory_treatment.ordered.v1", codes=("prison_compulsory_treatment_ordered",),
        name_vi="Áp dụng bắt buộc chữa bệnh với người đang chấp hành án phạt tù",
        name_en="Compulsory treatment of a prisoner",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/452/1", "BLTTHS-2015/452/2"),
        lawful_from=("serving_prison",), data=TreatmentOrdered, apply=to_stage("service_suspended"),
    ),
    ActType(
        key="prisoner_immediate_release.ordered.v1", codes=("prisoner_immediate_release_ordered",),
        name_vi="Quyết định trả tự do ngay cho người đang chấp hành án phạt tù không có căn cứ",
        name_en="Immediate release of an unlawfully imprisoned person",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=HEAD,
        law=("LTCVKSND-2014/25/2/c", "THAHS-2019/167/3"), lawful_from=("serving_prison",),
        data=PrisonerFreed, apply=to_stage("completed"),
    ),
    ActType(
        key="sentence.completed.v1", codes=("sentence_completed",),
        name_vi="Chấp hành xong hình phạt, cấp giấy chứng nhận", name_en="Sentence completed",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT,
        law=("THAHS-2019/46/1", "THAHS-2019/166", "THAHS-2025"),
        lawful_from=("serving_prison", "serving_community", "conditional_release"),
        ends=("prison_term@judgment", "probation_term@BLHS65", "probation_term@BLHS66"),
        data=Completed, apply=_completed, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="prisoner.released.v1", codes=("prisoner_released",),
        name_vi="Trả tự do cho phạm nhân", name_en="Prisoner released",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("THAHS-2019/46/1", "THAHS-2025"),
        lawful_from=("completed", "amnestied", "conditional_release"), checks=(released_late,),
        data=PrisonerReleased, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="convict.died.v1", codes=("convict_died",),
        name_vi="Người chấp hành án chết", name_en="Convict died",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("THAHS-2019/56/1", "THAHS-2025"),
        lawful_from=(*RUNNING, *DEATH), impossible=(death_of_convict,), data=ConvictDied, apply=to_stage("died"),
        confirmed=False, source=UNREAD,
    ),
)  # fmt: skip
