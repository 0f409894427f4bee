"""Module 2: the procuracy supervises the investigation at its side. BLTTHS-2015/166, 189-191, 193, 201, 202, 204

A prosecutor attends what the agency does, and asks for papers or for another investigator. Absence is explained, and
where the code wants the prosecutor there it is a finding against the procuracy itself.
"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.shapes import Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act_type import PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import in_order, linked
from domain.kernel.data import Day, Flagged, Moment, Text, Word
from domain.states.stream import Stream

FILES = ("criminal_case", "information_source")
EXAMINING = (*INVESTIGATING, "received", "verification")  # also before a case is opened


class Attended(Own):
    """A prosecutor supervises what the agency does. The minutes are a document of the act."""

    at: Moment
    place: Text
    present: Flagged = True
    absence_reason: Text | None = None
    told_at: Moment | None = None  # when the agency gave notice


class InvestigativeActAttended(Own):
    """A prosecutor supervises a confrontation, an identification or an experiment."""

    activity: Literal["confrontation", "identification", "voice_recognition", "experiment"]
    at: Moment
    present: Flagged = True
    absence_reason: Text | None = None


class DocumentsDemanded(Own):
    """The procuracy asks for papers on acts and decisions of the agency."""

    demanded: tuple[Text, ...]
    addressee: Word
    due_on: Day | None = None


class ReplacementDemanded(Own):
    """The procuracy demands that somebody else lead or conduct the investigation."""

    officer: Word  # official
    title: Word
    ground: Text


class RecordsPassedOn(Supervised):
    """The investigator passes minutes and papers to the procuracy, which stamps them and gives them back.

    The papers are documents of the act.
    """

    made_on: Day
    sent_at: Moment  # within 5 days: BLTTHS-2015/88/5
    returned_at: Moment | None = None


def absence_explained(state: Stream, question: Question) -> Breach | None:
    """A prosecutor who was not there says why."""
    data = question.act.data
    if data.present or data.absence_reason:
        return None
    return Breach("absence_unexplained", question.act_type.law[0])


def prosecutor_present(state: Stream, question: Question) -> Breach | None:
    """The prosecutor must be there. BLTTHS-2015/201/2, 202/1"""
    return None if question.act.data.present else Breach("prosecutor_absent", question.act_type.law[0])


CHAPTER = (
    ActType(
        key="scene_examination.supervised.v1", name_vi="Kiểm sát khám nghiệm hiện trường",
        name_en="Examination of the scene supervised",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, codes=("scene_examination_supervised",),
        law=("BLTTHS-2015/201/2", "BLTTHS-2015/42/1"), lawful_from=EXAMINING, checks=(absence_explained,),
        notes=(prosecutor_present,), data=Attended, apply=unchanged,
    ),
    ActType(
        key="autopsy.supervised.v1", name_vi="Kiểm sát khám nghiệm tử thi", name_en="Autopsy supervised",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, codes=("autopsy_supervised",),
        law=("BLTTHS-2015/202/1", "BLTTHS-2015/42/1"), lawful_from=EXAMINING, checks=(absence_explained,),
        notes=(prosecutor_present,), data=Attended, apply=unchanged,
    ),
    ActType(
        key="search.supervised.v1", name_vi="Kiểm sát việc khám xét", name_en="Search supervised",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("search_supervised",),
        law=("BLTTHS-2015/193/3", "BLTTHS-2015/42/1"), lawful_from=INVESTIGATING,
        checks=(linked("concerns", "BLTTHS-2015/193/3"), absence_explained), data=Attended, apply=unchanged,
    ),
    ActType(
        key="investigative_act.supervised.v1",
        name_vi="Kiểm sát đối chất, nhận dạng, nhận biết giọng nói, thực nghiệm điều tra",
        name_en="Confrontation, identification, voice recognition or experiment supervised",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("investigative_act_supervised",),
        law=("BLTTHS-2015/189/1", "BLTTHS-2015/190/1", "BLTTHS-2015/191/1", "BLTTHS-2015/204/2"),
        lawful_from=INVESTIGATING, checks=(absence_explained,), data=InvestigativeActAttended, apply=unchanged,
    ),
    ActType(
        key="investigation_document.passed_on.v1",
        name_vi="Chuyển biên bản, tài liệu điều tra cho Viện kiểm sát",
        name_en="Records of the investigation passed to the procuracy",
        module="M2", issuer="investigating_body", kinds=("dossier",),
        codes=("investigation_document_copied_to_procuracy",), law=("BLTTHS-2015/88/5",),
        lawful_from=("open", "elsewhere"), checks=(in_order("sent_at", "returned_at", "BLTTHS-2015/88/5"),),
        ends=("evidence_to_procuracy_5d@88.5",), data=RecordsPassedOn, apply=unchanged,
    ),
    ActType(
        key="investigation_documents.demanded.v1",
        name_vi="Yêu cầu cung cấp tài liệu liên quan đến hành vi, quyết định tố tụng",
        name_en="Documents on acts and decisions of the agency demanded",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("investigation_documents_demanded",),
        law=("BLTTHS-2015/166/4", "BLTTHS-2015/166/5"), form="138/HS",
        lawful_from=(*INVESTIGATING, "investigation_suspended", "investigation_discontinued", "resumption_awaited"),
        data=DocumentsDemanded, apply=unchanged,
    ),
    ActType(
        key="investigator_replacement.demanded.v1",
        name_vi="Yêu cầu thay đổi Thủ trưởng, Phó Thủ trưởng Cơ quan điều tra, Điều tra viên",
        name_en="Replacement of an investigating officer demanded",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR,
        codes=("investigator_replacement_demanded",),
        law=("BLTTHS-2015/166/7", "BLTTHS-2015/160/3", "LTCVKSND-2014/15/6"), form="73/HS",
        lawful_from=(*INVESTIGATING, "verification"), data=ReplacementDemanded, apply=unchanged,
    ),
)  # fmt: skip
