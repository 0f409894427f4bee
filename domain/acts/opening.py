"""Module 2: opening a criminal case (khởi tố vụ án) and taking it for supervision. BLTTHS-2015/143, 153-156, 161"""

from typing import Literal

from domain.acts.changes import to_stage
from domain.acts.shapes import Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import linked
from domain.kernel.data import Day, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Charge, Party


class Opened(Supervised):
    """The decision to open a case names the offence and the facts."""

    offences: tuple[Charge, ...] = ()
    facts: Text | None = None  # time, place, conduct, result; no names
    incident_on: Day | None = None
    place: Text | None = None
    victims: tuple[Party, ...] = ()


class OpenedByProcuracy(Own):
    """The procuracy opens the case itself."""

    offences: tuple[Charge, ...] = ()
    facts: Text | None = None
    incident_on: Day | None = None
    place: Text | None = None
    ground: Text | None = None  # which case of BLTTHS-2015/153/3


class OpenedOnSplit(Supervised):
    """A case split from another begins at the stage which the other had reached."""

    stage: Literal["investigation", "prosecution"] = "investigation"
    offences: tuple[Charge, ...] = ()
    facts: Text | None = None


class Amended(Supervised):
    """The decision to open the case is changed or supplemented."""

    change: Literal["changed", "supplemented"]
    offences: tuple[Charge, ...]


class Annulled(Own):
    """The procuracy annuls the decision to open the case."""

    ground: Text | None = None


class Taken(Own):
    """The procuracy enters the case in its register of supervised investigations."""

    register_number: Word | None = None
    received_on: Day | None = None  # day on which the decision came in


def not_taken_before(state: CriminalCase, question: Question) -> Breach | None:
    """A case is taken for supervision once."""
    if not state.supervised:
        return None
    return Breach("already_taken_for_supervision", "BLTTHS-2015/166", {"version": state.supervised})


def _opened(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="investigation", offences=recorded.act.data.offences)


def _opened_on_split(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage=recorded.act.data.stage, offences=recorded.act.data.offences)


def _amended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    kept = state.offences if data.change == "supplemented" else ()
    return state.evolved(offences=tuple(dict.fromkeys((*kept, *data.offences))))


def _taken(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(supervised=recorded.version)


CHAPTER = (
    ActType(
        key="case.opened.v1", name_vi="Quyết định khởi tố vụ án hình sự", name_en="Criminal case opened",
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/153/1", "BLTTHS-2015/143", "BLTTHS-2015/154/1"), lawful_from=(NEW, "verification"),
        starts=("investigation@172.1", "institution_send_24h@154.2"), ends=("source_verification@147",),
        data=Opened, apply=_opened,
    ),
    ActType(
        key="case.opened_by_procuracy.v1",
        name_vi="Viện kiểm sát ra quyết định khởi tố vụ án hình sự", name_en="Criminal case opened by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/153/3", "BLTTHS-2015/154/1", "BLTTHS-2015/161/1"), form="23/HS",
        lawful_from=(NEW, "verification"), starts=("investigation@172.1", "institution_send_24h@154.2"),
        data=OpenedByProcuracy, apply=_opened,
    ),
    ActType(
        key="case.opened_on_split.v1", name_vi="Vụ án mới hình thành do tách vụ án", name_en="Case formed by a split",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/170/2", "BLTTHS-2015/242/2"),
        lawful_from=(NEW,), impossible=(linked("split_from", "BLTTHS-2015/170/2"),),
        data=OpenedOnSplit, apply=_opened_on_split,
    ),
    ActType(
        key="case.taken_for_supervision.v1",
        name_vi="Thụ lý kiểm sát điều tra vụ án hình sự", name_en="Case taken for supervision by the procuracy",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/166", "BLTTHS-2015/165"),
        lawful_from=(ANY,), checks=(not_taken_before,), data=Taken, apply=_taken,
    ),
    ActType(
        key="opening.amended.v1",
        name_vi="Thay đổi, bổ sung quyết định khởi tố vụ án hình sự", name_en="Decision to open the case amended",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/156/1",), lawful_from=INVESTIGATING,
        starts=("institution_amendment_send_24h@156.2",), data=Amended, apply=_amended,
    ),
    ActType(
        key="opening.annulled.v1",
        name_vi="Hủy bỏ quyết định khởi tố vụ án hình sự", name_en="Decision to open the case annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/161/1", "BLTTHS-2015/159/6"),
        form="26/HS", lawful_from=("investigation",), ends=("investigation@172",),
        data=Annulled, apply=to_stage("opening_annulled"),
    ),
)  # fmt: skip
