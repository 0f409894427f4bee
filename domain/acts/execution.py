"""Module 5: execution of death sentences, as far as the recorded histories need it. BLTTHS-2015/364, 367

One stream is one convict under one judgment in force; every act names the convict and may open the stream.
"""

from typing import Literal

from domain.acts.shapes import Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, ActType, Apply, Breach, Question
from domain.kernel.data import Text
from domain.states.enforcement import Enforcement
from domain.states.parts import Person

ENFORCEMENT = ("enforcement",)


class OnConvict(Supervised):
    """An act on one convict."""

    convict: Person
    penalty: Literal["death", "life", "imprisonment", "unstated"] = "unstated"
    ground: Text | None = None


class ClemencyDecided(OnConvict):
    """The State President decides on a petition for clemency."""

    result: Literal["refused", "commuted", "considered"]


def same_convict(state: Enforcement, question: Question) -> Breach | None:
    """A stream of execution concerns one convict."""
    convict = question.act.data.convict.person
    if state.convict in (None, convict):
        return None
    return Breach("another_convict", "BLTTHS-2015/364", {"person": str(convict)})


def _to(stage: str) -> Apply:
    def apply(state: Enforcement, recorded: Recorded) -> Enforcement:
        data = recorded.act.data
        penalty = data.penalty if data.penalty != "unstated" else state.penalty
        return state.evolved(stage=stage, convict=data.convict.person, label=data.convict.label, penalty=penalty)

    return apply


def _clemency_decided(state: Enforcement, recorded: Recorded) -> Enforcement:
    stages = {"refused": "awaiting", "commuted": "commuted", "considered": "clemency"}
    after: Enforcement = _to(stages[recorded.act.data.result])(state, recorded)
    return after


CHAPTER = (
    ActType(
        key="clemency.petitioned.v1", name_vi="Đơn xin ân giảm án tử hình", name_en="Clemency petitioned",
        module="M5", issuer="party", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1",),
        lawful_from=(NEW, "awaiting", "stayed"),
        impossible=(same_convict,), data=OnConvict, apply=_to("clemency"),
    ),
    ActType(
        key="clemency.decided.v1", name_vi="Chủ tịch nước xét đơn xin ân giảm", name_en="Clemency decided",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1", "BLTTHS-2015/367/2"),
        lawful_from=("clemency", NEW, "awaiting"), impossible=(same_convict,),
        data=ClemencyDecided, apply=_clemency_decided,
    ),
    ActType(
        key="execution.stayed.v1", name_vi="Hoãn, tạm dừng thi hành án tử hình", name_en="Execution stayed",
        module="M5", issuer="court", kinds=ENFORCEMENT, law=("BLTTHS-2015/367/1",),
        lawful_from=("awaiting", NEW, "clemency"), impossible=(same_convict,),
        data=OnConvict, apply=_to("stayed"), confirmed=False,
    ),
    ActType(
        key="death_sentence.executed.v1", name_vi="Thi hành án tử hình", name_en="Death sentence executed",
        module="M5", issuer="other", kinds=ENFORCEMENT, law=("BLTTHS-2015/364/1", "BLTTHS-2015/367/1"),
        lawful_from=("awaiting", "clemency", NEW), impossible=(same_convict,), data=OnConvict, apply=_to("executed"),
    ),
)  # fmt: skip
