"""Module 5: penalties that are not served in prison: suspended sentences and others at large, money, legal persons.

BLHS-2015/65, BLTTHS-2015/445
"""

from typing import Literal

from domain.acts.changes import to_stage, unchanged
from domain.acts.execution import ENFORCEMENT, CourtDecided, Penalty, Term
from domain.acts.shapes import Own, Supervised
from domain.kernel.act_type import PROSECUTOR, ActType, Breach, Question
from domain.kernel.data import Day, Number, Word
from domain.states.enforcement import Enforcement


class Commenced(Supervised):
    """The convict is handed over to those who supervise and educate him."""

    penalty: Literal[
        "suspended_sentence", "non_custodial_reform", "residence_prohibition", "mandatory_supervision", "other"
    ]
    supervisor: Word
    since: Day
    until: Day


class ProbationShortened(CourtDecided):
    """The probation of a suspended sentence becomes shorter."""

    reduction: Term


class SentenceActivated(CourtDecided):
    """Who was given a suspended sentence must serve it in prison."""

    breach: Literal["obligation_breach", "new_offence"]


class MoneySupervised(Own):
    """A prosecutor supervises how a fine or confiscation is enforced."""

    civil_enforcement_body: Word
    amount: Number | None = None  # dong
    status: Literal["done", "part", "none"]


class LegalPersonPenalty(Supervised):
    """A penalty against a legal person is enforced."""

    penalty: Penalty


def suspended_sentence(state: Enforcement, question: Question) -> Breach | None:
    """The act is about a suspended sentence. BLHS-2015/65"""
    if state.penalty in ("", "unstated", "suspended_sentence"):
        return None
    return Breach("not_a_suspended_sentence", "BLHS-2015/65/1", {"penalty": state.penalty})


CHAPTER = (
    ActType(
        key="community_sentence.commenced.v1", codes=("community_sentence_commenced",),
        name_vi="Giao giám sát, giáo dục người chấp hành án tại cộng đồng", name_en="Community sentence commenced",
        module="M5", issuer="custody_facility", kinds=ENFORCEMENT, law=("BLHS-2015/65/2", "THAHS-2019/85"),
        lawful_from=("enforcement_ordered",), starts=("probation_term@BLHS65",),
        data=Commenced, apply=to_stage("serving_community"),
    ),
    ActType(
        key="suspended_sentence_probation.shortened.v1", codes=("suspended_sentence_probation_shortened",),
        name_vi="Rút ngắn thời gian thử thách của án treo", name_en="Probation of a suspended sentence shortened",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLHS-2015/65/4", "THAHS-2019/89"),
        lawful_from=("serving_community",), checks=(suspended_sentence,), extends=("probation_term@BLHS65",),
        data=ProbationShortened, apply=unchanged,
    ),
    ActType(
        key="suspended_sentence.revoked.v1", codes=("suspended_sentence_revoked",),
        name_vi="Buộc người được hưởng án treo chấp hành hình phạt tù", name_en="Suspended sentence activated",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLHS-2015/65/5", "THAHS-2019/93"),
        lawful_from=("serving_community",), checks=(suspended_sentence,), ends=("probation_term@BLHS65",),
        data=SentenceActivated, apply=to_stage("enforcement_ordered"),
    ),
    ActType(
        key="fine_or_confiscation_enforcement.supervised.v1", codes=("fine_or_confiscation_enforcement_supervised",),
        name_vi="Kiểm sát thi hành hình phạt tiền, tịch thu tài sản",
        name_en="Fine or confiscation enforcement supervised",
        module="M5", issuer="procuracy", kinds=ENFORCEMENT, signed_by=PROSECUTOR, law=("BLTTHS-2015/42/1/n",),
        lawful_from=("judgment_effective", "enforcement_ordered", "serving_prison", "serving_community", "completed"),
        data=MoneySupervised, apply=unchanged,
    ),
    ActType(
        key="legal_person_penalty.enforced.v1", codes=("legal_person_penalty_enforced",),
        name_vi="Thi hành hình phạt đối với pháp nhân", name_en="Penalty against a legal person enforced",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLTTHS-2015/445/1", "BLTTHS-2015/445/2"),
        lawful_from=("judgment_effective", "enforcement_ordered"),
        data=LegalPersonPenalty, apply=to_stage("serving_community"),
    ),
)  # fmt: skip
