"""Module 3: the file with the procuracy for its decision on prosecution (truy tố). BLTTHS-2015/236-242, 245

File received or refused; time extended; case transferred, joined, split; file returned for supplementary
investigation. What the decision is: prosecution_suspension.py and indictment.py.
"""

from typing import Literal

from domain.acts.changes import leads_to, left, open_persons, unchanged
from domain.acts.shapes import Own, OwnOnAccused, OwnOnSome, Supervised, SupervisedOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, linked, named_once, status_among
from domain.kernel.data import Count, Day, Flagged, Text, Word
from domain.law.limits import PROSECUTION_EXTENSIONS, RETURNS_BY_PROCURACY
from domain.states.criminal_case import Accused, CriminalCase

DECIDING = ("prosecution", "concluded", "returned_by_court")
ASSISTED = (*PROSECUTOR, "KTV")
EXTENSION_DAYS = {"less_serious": 10, "serious": 10, "very_serious": 15, "particularly_serious": 30}  # 240/1
ReturnGround = Literal["evidence", "other_offence", "accomplice", "procedure"]  # 245/1/a-d


class FileReceived(Own):
    """The case file and the conclusion come in."""

    folios: Count | None = None
    register_number: Word | None = None
    delivered_by: Word | None = None  # agency
    volumes: Count | None = None
    exhibits_complete: Flagged | None = None
    conclusion_served: Flagged | None = None  # on the accused


class FileRefused(Own):
    """The file is not taken in before it is complete."""

    missing: tuple[Literal["documents", "exhibits", "service_on_accused"], ...]


class ConclusionServed(SupervisedOnSome):
    """The conclusion of the investigation is handed to the accused."""

    place: Text | None = None


class ProsecutionExtended(Own):
    """The time for the decision on prosecution is extended."""

    days: Count
    until: Day | None = None
    reason: Text | None = None


class CaseTransferred(Own):
    """The case goes to the procuracy that is competent to prosecute."""

    to: Word
    outside_province: Flagged = False
    reason: Text


class TransferReceived(Own):
    """A case transferred from another procuracy comes in."""

    from_procuracy: Word


class LowerTold(Own):
    """A lower procuracy is told of a case that it is going to prosecute at the trial."""

    to_unit: Word
    planned_end: Day  # of the investigation


class LowerAssigned(Own):
    """A lower procuracy prosecutes at the trial."""

    to_unit: Word
    prosecutors: Count | None = None


class OwnJoined(Own):
    """Other cases come into this one."""

    ground: Literal["several_offences", "repeated_offence", "several_accused"]  # 242/1/a-c


class OwnSplit(OwnOnAccused):
    """Accused leave the case for another one."""

    ground: Literal["absconded", "grave_illness", "compulsory_treatment"]  # 242/2/a-c
    reasons: Text | None = None


class FileReturned(OwnOnSome):
    """The file goes back for supplementary investigation."""

    matters: tuple[Text, ...] = ()
    grounds: tuple[ReturnGround, ...] = ()
    round: Count | None = None
    to_agency: Word | None = None


class FileTakenBack(Supervised):
    """The investigating body takes the file back."""


class DocumentsDemanded(Own):
    """The procuracy asks for documents that it needs for its decision."""

    documents: tuple[Text, ...]
    addressee: Word  # agency or kind of person; no names
    due: Day


def extension_left(state: CriminalCase, question: Question) -> Breach | None:
    """The time for the decision is extended once, by days that the gravest charge allows. BLTTHS-2015/240/1"""
    most = EXTENSION_DAYS.get(state.crime_class or "")
    facts = {"extensions": state.prosecution_extensions, "days": question.act.data.days, "most": most}
    if state.prosecution_extensions >= PROSECUTION_EXTENSIONS or (most and question.act.data.days > most):
        return Breach("no_extension_left", "BLTTHS-2015/240/1", facts)
    return None


def left_for_prosecution(state: CriminalCase, question: Question) -> Breach | None:
    """A case that was transferred to be investigated does not come in to be prosecuted. BLTTHS-2015/239/2"""
    if state.left_from in ("", "prosecution", "concluded"):
        return None
    return Breach("transferred_for_investigation", "BLTTHS-2015/239/2", {"left_from": state.left_from})


def return_left(state: CriminalCase, question: Question) -> Breach | None:
    """The procuracy returns the file of its own motion twice at most. BLTTHS-2015/174/2

    Passing on a return by the court is not a return of its own.
    """
    if state.stage == "returned_by_court" or state.returns_by_procuracy < RETURNS_BY_PROCURACY:
        return None
    return Breach("no_return_left", "BLTTHS-2015/174/2", {"returns": state.returns_by_procuracy})


@leads_to("prosecution")
def _received(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="prosecution", prosecution_extensions=0, left_from="")


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(prosecution_extensions=state.prosecution_extensions + 1)


@leads_to("transferred")
def _transferred(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    to = recorded.act.data.to
    return state.evolved(stage="transferred", left_from=state.stage, transferred_to=to, supervised=0)


def _joined(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(joins=(*state.joins, recorded.version))


def _split(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=left(state, recorded.act.data.persons), splits=(*state.splits, recorded.version))


@leads_to("supplementary_investigation")
def _returned(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    own = state.stage != "returned_by_court"
    persons = open_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, _under_investigation)
    returns = state.returns_by_procuracy + own
    return state.evolved(stage="supplementary_investigation", accused=accused, returns_by_procuracy=returns)


def _under_investigation(accused: Accused) -> Accused:
    if accused.status not in ("proposed", "indicted", "judged"):
        return accused
    return accused.evolved(status="approved" if accused.approved else "charged")


CHAPTER = (
    ActType(
        key="file.received.v1", name_vi="Nhận hồ sơ vụ án và bản kết luận điều tra đề nghị truy tố",
        name_en="Case file and conclusion received", codes=("dossier_and_conclusion_received",),
        module="M3", issuer="procuracy", signed_by=ASSISTED,
        law=("BLTTHS-2015/238/1", "BLTTHS-2015/238/2"), form="168/HS",
        lawful_from=("concluded", "supplementary_investigation"),
        starts=("prosecution_decision@240.1",), ends=("conclusion_handover_2d@232.4",),
        data=FileReceived, apply=_received,
    ),
    ActType(
        key="file.refused_incomplete.v1", name_vi="Chưa nhận hồ sơ vụ án, yêu cầu bổ sung",
        name_en="File not taken in, completion demanded", codes=("dossier_refused_incomplete",),
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/238/1/b", "BLTTHS-2015/238/2"),
        lawful_from=("concluded",), data=FileRefused, apply=unchanged,
    ),
    ActType(
        key="conclusion.served_on_accused.v1", name_vi="Giao bản kết luận điều tra cho bị can",
        name_en="Conclusion served on the accused", codes=("conclusion_served_on_accused_recorded",),
        module="M3", issuer="investigating_body", law=("BLTTHS-2015/232/4", "BLTTHS-2015/238/1/a"),
        lawful_from=("concluded", "prosecution"), impossible=(accused_known, named_once),
        checks=(status_among("proposed", article="BLTTHS-2015/232/4"),), data=ConclusionServed, apply=unchanged,
    ),
    ActType(
        key="prosecution.extended.v1", name_vi="Gia hạn thời hạn quyết định việc truy tố",
        name_en="Time for the decision on prosecution extended", codes=("prosecution_period_extended",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/240/1", "BLTTHS-2015/236/7"),
        form="144/HS", lawful_from=("prosecution",), checks=(extension_left,),
        extends=("prosecution_decision@240.1",), data=ProsecutionExtended, apply=_extended,
    ),
    ActType(
        key="case.transferred_for_prosecution.v1", name_vi="Quyết định chuyển vụ án để truy tố theo thẩm quyền",
        name_en="Case transferred for prosecution", codes=("case_transferred_for_prosecution",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/239/1", "BLTTHS-2015/236/6"),
        form="141/HS", lawful_from=("prosecution",), starts=("case_transfer_notice_3d@239.2",),
        ends=("prosecution_decision@240.1",), data=CaseTransferred, apply=_transferred,
    ),
    ActType(
        key="transferred_case.received_for_prosecution.v1", name_vi="Tiếp nhận vụ án chuyển đến để truy tố",
        name_en="Transferred case received for prosecution", codes=("transferred_case_received_for_prosecution",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/239/2",), lawful_from=("transferred",),
        checks=(left_for_prosecution,),
        starts=("prosecution_decision@240.1",), data=TransferReceived, apply=_received,
    ),
    ActType(
        key="lower_procuracy.told_to_prepare_trial.v1",
        name_vi="Thông báo cho Viện kiểm sát cấp dưới cử Kiểm sát viên tham gia",
        name_en="Lower procuracy told to name a prosecutor", codes=("lower_procuracy_told_to_prepare_trial",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/239/1",),
        lawful_from=("investigation", "reinvestigation", "supplementary_investigation", "concluded", "prosecution"),
        ends=("lower_procuracy_notice_2m_before@239.1",), data=LowerTold, apply=unchanged,
    ),
    ActType(
        key="lower_procuracy.assigned.v1",
        name_vi="Phân công Viện kiểm sát cấp dưới thực hành quyền công tố, kiểm sát xét xử",
        name_en="Lower procuracy assigned to prosecute at the trial", codes=("lower_procuracy_assigned_for_trial",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/239/1",), form="159/HS",
        lawful_from=("indicted", "prosecution", "court", "trial"), data=LowerAssigned, apply=unchanged,
    ),
    ActType(
        key="case.joined_at_prosecution.v1", name_vi="Nhập vụ án trong giai đoạn truy tố",
        name_en="Another case joined at the prosecution stage", codes=("cases_joined_at_prosecution",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/242/1", "BLTTHS-2015/236/6"),
        form="142/HS", lawful_from=("prosecution",), checks=(linked("merged_from", "BLTTHS-2015/242/1"),),
        data=OwnJoined, apply=_joined,
    ),
    ActType(
        key="case.split_at_prosecution.v1", name_vi="Tách vụ án trong giai đoạn truy tố",
        name_en="Case split at the prosecution stage", codes=("case_separated_at_prosecution",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/242/2", "BLTTHS-2015/236/6"),
        form="143/HS", lawful_from=("prosecution",), impossible=(accused_known, named_once),
        checks=(status_among("suspended", article="BLTTHS-2015/242/2"),), data=OwnSplit, apply=_split,
    ),
    ActType(
        key="prosecution_documents.demanded.v1", name_vi="Yêu cầu cung cấp tài liệu trong giai đoạn truy tố",
        name_en="Documents demanded at the prosecution stage", codes=("prosecution_documents_demanded",),
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/236/2",),
        lawful_from=("prosecution",), data=DocumentsDemanded, apply=unchanged,
    ),
    ActType(
        key="file.returned.v1", name_vi="Trả hồ sơ vụ án để điều tra bổ sung",
        name_en="File returned for supplementary investigation", codes=("returned_for_supplementary_investigation",),
        module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/245/1", "BLTTHS-2015/240/1", "BLTTHS-2015/174/2"), form="145/HS", lawful_from=DECIDING,
        impossible=(accused_known, named_once), checks=(return_left,),
        starts=("supplementary_investigation@174.2", "return_notice_3d@240.2"), ends=("prosecution_decision@240.1",),
        data=FileReturned, apply=_returned,
    ),
    ActType(
        key="file.taken_back.v1", name_vi="Cơ quan điều tra nhận lại hồ sơ để điều tra bổ sung",
        name_en="File taken back by the investigating body", codes=("supplementary_dossier_taken_back",),
        module="M3", issuer="investigating_body", law=("BLTTHS-2015/174/2",),
        lawful_from=("supplementary_investigation",), starts=("supplementary_investigation@174.2",),
        data=FileTakenBack, apply=unchanged,
    ),
)  # fmt: skip
