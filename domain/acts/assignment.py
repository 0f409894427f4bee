"""Who works on a case: deputy, prosecutors, investigators, defence counsel. BLTTHS-2015/41, 37, 42, 73, 78"""

from typing import Any, Literal

from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, HEAD_ONLY, NEW, ActType, Breach, Question
from domain.kernel.checks import accused_known, holds_title
from domain.kernel.data import Flagged, Id, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Party

FILES = ("criminal_case", "information_source")


class DeputyAssigned(Own):
    """The head gives the case to a deputy."""

    deputy: Id


class ProsecutorAssigned(Own):
    """A prosecutor is given the case or the source."""

    prosecutor: Id
    role: Literal["leading", "member"] = "leading"
    phase: Literal["source", "investigation", "prosecution", "trial", "appeal", "all"] = "all"


class ProsecutorReplaced(Own):
    """One prosecutor hands over to another."""

    replaced: Id
    prosecutor: Id
    reason: Text | None = None


class InvestigatorAssigned(Supervised):
    """The investigating body names the investigator in charge."""

    investigator: Word  # official


class CounselRegistered(Supervised):
    """Defence counsel takes part for an accused."""

    accused: Id
    counsel: Party
    appointed: Flagged = False  # named by the authorities because defence is mandatory: BLTTHS-2015/76

    @property
    def persons(self) -> tuple[Any, ...]:
        """The accused defended."""
        return (self.accused,)


def assigned_before(state: Any, question: Question) -> Breach | None:
    """Only a prosecutor of the case is replaced. BLTTHS-2015/52"""
    replaced = question.act.data.replaced
    if replaced in state.prosecutors:
        return None
    return Breach("prosecutor_not_assigned", "BLTTHS-2015/52", {"officer": str(replaced)})


def not_assigned_before(state: Any, question: Question) -> Breach | None:
    """A prosecutor is assigned to a case once."""
    prosecutor = question.act.data.prosecutor
    if prosecutor not in state.prosecutors:
        return None
    return Breach("prosecutor_already_assigned", "BLTTHS-2015/41/1", {"officer": str(prosecutor)})


def _deputy(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(deputy=recorded.act.data.deputy)


def _assigned(state: Any, recorded: Recorded) -> Any:
    return state.evolved(prosecutors=(*state.prosecutors, recorded.act.data.prosecutor))


def _replaced(state: Any, recorded: Recorded) -> Any:
    data = recorded.act.data
    kept = tuple(p for p in state.prosecutors if p not in (data.replaced, data.prosecutor))
    return state.evolved(prosecutors=(*kept, data.prosecutor))


def _investigator(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(investigators=(*state.investigators, recorded.act.data.investigator))


def _counsel(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(counsel=a.counsel + 1))
    return state.evolved(accused=accused)


CHAPTER = (
    ActType(
        key="deputy.assigned.v1", codes=("case_deputy_chief_assigned",),
        name_vi="Phân công Phó Viện trưởng thực hành quyền công tố, kiểm sát vụ án",
        name_en="Deputy head assigned to the case",
        module="common", issuer="procuracy", signed_by=HEAD_ONLY, law=("BLTTHS-2015/41/1",), form="70/HS",
        lawful_from=(ANY, NEW), checks=(holds_title("deputy", ("PVT",), "BLTTHS-2015/41/1"),),
        data=DeputyAssigned, apply=_deputy,
    ),
    ActType(
        key="prosecutor.assigned.v1", codes=("source_prosecutor_assigned", "case_prosecutor_assigned"),
        name_vi="Phân công Kiểm sát viên, Kiểm tra viên",
        name_en="Prosecutor assigned",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD, law=("BLTTHS-2015/41/1",),
        form="71/HS; 03/HS for a source", lawful_from=(ANY, NEW),
        checks=(
            holds_title("prosecutor", ("KSV", "KTV", "PVT", "VT"), "BLTTHS-2015/41/1"),
            not_assigned_before,
        ),
        data=ProsecutorAssigned, apply=_assigned,
    ),
    ActType(
        key="prosecutor.replaced.v1", codes=("source_prosecutor_replaced", "case_prosecutor_replaced"),
        name_vi="Thay đổi Kiểm sát viên, Kiểm tra viên", name_en="Prosecutor replaced",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD,
        law=("BLTTHS-2015/52/1", "BLTTHS-2015/41/1"), form="72/HS; 04/HS for a source", lawful_from=(ANY,),
        checks=(holds_title("prosecutor", ("KSV", "KTV", "PVT", "VT"), "BLTTHS-2015/52/1"), assigned_before),
        data=ProsecutorReplaced, apply=_replaced,
    ),
    ActType(
        key="investigator.assigned.v1", name_vi="Phân công Điều tra viên", name_en="Investigator assigned",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/36/1",), lawful_from=(ANY,),
        data=InvestigatorAssigned, apply=_investigator,
    ),
    ActType(
        key="counsel.registered.v1", name_vi="Đăng ký, chỉ định người bào chữa", name_en="Defence counsel registered",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/78/4", "BLTTHS-2015/76"), lawful_from=(ANY,),
        impossible=(accused_known,), ends=("defence_registration_24h@78.4",),
        data=CounselRegistered, apply=_counsel,
    ),
)  # fmt: skip
