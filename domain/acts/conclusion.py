"""Module 2: the investigation concluded with a proposal to prosecute. BLTTHS-2015/232, 233, 174"""

from typing import Literal

from domain.acts.changes import leads_to, open_persons, to_stage, unchanged
from domain.acts.shapes import Supervised, SupervisedOnAccused, SupervisedOnSome
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Count, Flagged, Moment, Text
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import Charge, Party

LEFT_OUT = ("suspended", "resumption_awaited", "held")  # not proposed by a conclusion on the whole case


class TakenUp(Supervised):
    """The investigating body takes the case up again after a judgment was annulled."""


class Concluded(SupervisedOnSome):
    """The conclusion of the investigation, proposing prosecution."""

    proposed: Count | None = None  # number of accused proposed for prosecution, as published
    content: Text | None = None
    absent: Flagged = False  # accused who could not be questioned: BLTTHS-2015/233/2
    offences: tuple[Charge, ...] = ()
    handed_over_at: Moment | None = None  # to the procuracy, with the file


class SupplementaryConcluded(Concluded):
    """The conclusion of the supplementary investigation."""

    replaces_earlier: Flagged | None = None  # the first conclusion, which otherwise it supplements: 245/3
    unfulfilled: Text | None = None  # what was asked for and could not be done, and why


class ConcludedInAbsentia(SupervisedOnAccused):
    """The conclusion as to accused who escaped, or who are abroad and cannot be summoned."""

    ground: Literal["absconded", "abroad"]
    search_result: Text
    counsel: Party
    publication: Text  # where and when the conclusion was made public
    handed_over_at: Moment | None = None


class Notified(SupervisedOnSome):
    """The conclusion reaches those concerned."""

    recipients: Text | None = None


def sought_or_abroad(state: CriminalCase, question: Question) -> Breach | None:
    """Who is judged absent as having escaped was sought before. BLTTHS-2015/233/2"""
    data = question.act.data
    if data.ground == "abroad":
        return None
    persons = (state.accused[p] for p in data.persons if p in state.accused)
    labels = [accused.label for accused in persons if not accused.wanted]
    return Breach("wanted_notice_missing", "BLTTHS-2015/233/2", {"labels": labels}) if labels else None


@leads_to("concluded")
def _concluded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = open_persons(state, recorded.act.data.persons)
    return _ended(state).evolved(accused=state.changed(persons, _proposed))


def _ended(state: CriminalCase) -> CriminalCase:
    """The case with its investigation ended: a later one has a period of its own. BLTTHS-2015/174"""
    return state.evolved(stage="concluded", extensions=0, resumed=0, extension_requests=())


def _proposed(accused: Accused) -> Accused:
    return accused if accused.closed or accused.status in LEFT_OUT else accused.evolved(status="proposed")


@leads_to("concluded")
def _concluded_in_absentia(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    absent = state.changed(recorded.act.data.persons, lambda a: a if a.closed else a.evolved(status="proposed"))
    return _ended(state).evolved(accused=absent)


CHAPTER = (
    ActType(
        key="investigation.concluded.v1", name_vi="Kết luận điều tra đề nghị truy tố",
        name_en="Investigation concluded, prosecution proposed",
        module="M2", issuer="investigating_body", codes=("investigation_concluded",),
        law=("BLTTHS-2015/232/2", "BLTTHS-2015/233"),
        lawful_from=INVESTIGATING, impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("conclusion_handover_2d@232.4",), ends=("investigation@172",), data=Concluded, apply=_concluded,
    ),
    ActType(
        key="investigation.concluded_in_absentia.v1", name_vi="Kết luận điều tra đề nghị truy tố vắng mặt bị can",
        name_en="Investigation concluded in the absence of the accused",
        module="M2", issuer="investigating_body", codes=("investigation_concluded_in_absentia",),
        law=("BLTTHS-2015/233/2",), lawful_from=(*INVESTIGATING, "concluded"), impossible=(accused_known, named_once),
        checks=(accused_open, status_among("approved", "suspended", article="BLTTHS-2015/233/2"), sought_or_abroad),
        starts=("conclusion_handover_2d@232.4",), ends=("investigation@172",),
        data=ConcludedInAbsentia, apply=_concluded_in_absentia, confirmed=False,
        source="Law 99/2025/QH15 and joint circular 05/2025, read in summaries",
    ),
    ActType(
        key="supplementary_investigation.concluded.v1", name_vi="Kết luận điều tra bổ sung",
        name_en="Supplementary investigation concluded", codes=("supplementary_conclusion_issued",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/245/3",),
        lawful_from=("supplementary_investigation",), impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("conclusion_handover_2d@232.4",), ends=("supplementary_investigation@174.2",),
        data=SupplementaryConcluded, apply=_concluded,
    ),
    ActType(
        key="conclusion.notified.v1", name_vi="Giao, thông báo bản kết luận điều tra",
        name_en="Conclusion of the investigation notified",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/232/4",), lawful_from=(ANY,),
        impossible=(accused_known,), data=Notified, apply=unchanged,
    ),
    ActType(
        key="reinvestigation.accepted.v1", name_vi="Thụ lý điều tra lại", name_en="Reinvestigation taken up",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/174/3",),
        lawful_from=("reinvestigation", "investigation"), data=TakenUp, apply=to_stage("reinvestigation"),
        starts=("investigation@174.3",),
    ),
)  # fmt: skip
