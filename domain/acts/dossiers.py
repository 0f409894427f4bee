"""Dossiers: opened, filled folio by folio, handed over, closed, archived. BLTTHS-2015/131, 132, 82, 43/1/c

Two kinds are never mixed: the case file, which the investigating body builds and which travels, and the supervision
file, which is the procuracy's own and stays. Folio numbers are not reused, also when a document is taken out. How the
file is made digital stands in `digitisation`.
"""

from typing import Literal

from domain.acts.changes import leads_to, unchanged
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Apply, Breach, Question
from domain.kernel.checks import in_order
from domain.kernel.data import Count, Day, Hash, Id, Text, Word
from domain.states.dossier import Dossier
from domain.states.parts import Party

DOSSIER = ("dossier",)
KEEPERS = (*PROSECUTOR, "KTV")  # BLTTHS-2015/43/1/c: examiners help to keep the file
CLERKS = (*KEEPERS, "registrar")
NOT_READ = "internal rule; not read"


class SupervisionFileOpened(Own):
    """The procuracy opens its own file."""

    file: Literal["supervision_file", "professional_file"]
    of: Id  # the stream that it belongs to
    keeper: Id


class CaseFileOpened(Supervised):
    """The investigating body opens the file of a case or a source."""

    of: Id  # the stream that it belongs to
    medium: Literal["paper", "digital", "both"]


class DocumentAdded(Own):
    """A document is put into the file and its sheets are numbered."""

    title: Word
    sort: Literal["decision", "order", "demand", "minutes", "evidence", "letter", "other"]
    folio_from: Count
    folio_to: Count
    made_on: Day | None = None
    origin: Word  # unit or agency
    reliability: Literal["first_copy", "principal_copy", "copy"]  # bản gốc, bản chính, bản sao


class DocumentTakenOut(Own):
    """A document is taken out or replaced; its entry and its folio numbers stay."""

    folio_from: Count
    folio_to: Count
    reason: Text
    approved_by: Id
    replacement: Word | None = None


class HandedOver(Own):
    """The file goes to another unit or agency."""

    to_agency: Word
    purpose: Literal[
        "prosecution", "trial", "supplementary_investigation", "appeal", "cassation", "archive", "loan", "other"
    ]
    folio_count: Count


class DossierReceived(Own):
    """The file comes in from another unit or agency."""

    from_agency: Word
    folio_count: Count
    discrepancy: Text | None = None


class DiscrepancyReported(Own):
    """Folios are missing."""

    missing: tuple[Count, ...]  # folio numbers
    measures: Text


class AccessGiven(Own):
    """Defence counsel reads, notes and copies."""

    counsel: Party
    copied: tuple[Count, ...] = ()  # folio numbers
    form: Literal["paper", "digital"]


class Closed(Own):
    """The index is sealed."""

    folio_total: Count
    index_hash: Hash
    retention_class: Word


class Archived(Own):
    """The file goes to the archive."""

    archive_number: Word
    retention: Word


class Reopened(Own):
    """A closed file is opened again."""

    reason: Literal["resumption", "cassation", "reopening", "inspection", "correction"]


class Destroyed(Own):
    """The file is destroyed when its time is over; what the ledger holds stays."""

    council_minutes: Word  # number
    retention_basis: Text


class HandOverRecorded(Own):
    """One officer hands the file and the work over to another."""

    outgoing: Id
    incoming: Id
    items: tuple[Word, ...]


def folio_next(state: Dossier, question: Question) -> Breach | None:
    """Folios follow each other; where earlier ones are not in the ledger the first may bear any number."""
    start = question.act.data.folio_from
    if state.last_page in (0, start - 1):
        return None
    return Breach("folio_not_next", "BLTTHS-2015/131/4", {"next": state.last_page + 1, "from": start})


def document_there(state: Dossier, question: Question) -> Breach | None:
    """What is taken out is in the file."""
    start, end = question.act.data.folio_from, question.act.data.folio_to
    if any(first <= start and end <= last and version not in state.withdrawn
           for first, last, version in state.documents):  # fmt: skip
        return None
    return Breach("folio_unknown", "BLTTHS-2015/131/4", {"from": start, "to": end})


def count_agrees(state: Dossier, question: Question) -> Breach | None:
    """As many folios change hands as were numbered."""
    count = question.act.data.folio_count
    if state.last_page in (0, count):
        return None
    return Breach("folio_count_differs", "BLTTHS-2015/131/4", {"count": count, "known": state.last_page})


def folios_there(state: Dossier, question: Question) -> Breach | None:
    """Missing folios are always a finding."""
    return Breach("folios_missing", "BLTTHS-2015/131/4", {"missing": len(question.act.data.missing)})


def _to(stage: str, holder: str = "") -> Apply:
    """Moves the file; data member `holder` names who holds it now."""

    @leads_to(stage)
    def apply(state: Dossier, recorded: Recorded) -> Dossier:
        found = getattr(recorded.act.data, holder) if holder else recorded.act.actor.unit
        return state.evolved(stage=stage, holder=found)

    return apply


@leads_to("open")
def _opened(state: Dossier, recorded: Recorded) -> Dossier:
    data, unit = recorded.act.data, recorded.act.actor.unit
    return state.evolved(stage="open", file=data.file, of=data.of, holder=unit, unit=unit)


@leads_to("elsewhere")
def _case_file(state: Dossier, recorded: Recorded) -> Dossier:
    data = recorded.act.data
    return state.evolved(stage="elsewhere", file="case_file", of=data.of, holder=data.issuer.agency)


def _added(state: Dossier, recorded: Recorded) -> Dossier:
    """A sheet added after the digital copy was complete makes it partial again. BLTTHS-2015/131/5"""
    data = recorded.act.data
    documents = (*state.documents, (data.folio_from, data.folio_to, recorded.version))
    digital = "partial" if state.digital in ("full", "certified") else state.digital
    return state.evolved(documents=documents, last_page=max(state.last_page, data.folio_to), digital=digital)


def _taken_out(state: Dossier, recorded: Recorded) -> Dossier:
    start, end = recorded.act.data.folio_from, recorded.act.data.folio_to
    out = tuple(version for first, last, version in state.documents if first <= start and end <= last)
    return state.evolved(withdrawn=(*state.withdrawn, *out))


OPENED = (
    ActType(
        key="supervision_file.opened.v1", codes=("supervision_file_opened",),
        name_vi="Lập hồ sơ kiểm sát", name_en="Supervision file opened",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=KEEPERS, law=("BLTTHS-2015/43/1/c",),
        lawful_from=(NEW,), data=SupervisionFileOpened, apply=_opened,
    ),
    ActType(
        key="case_file.opened.v1", codes=("case_file_opened",),
        name_vi="Lập hồ sơ vụ án, hồ sơ nguồn tin", name_en="Case or source file opened",
        module="common", issuer="investigating_body", kinds=DOSSIER,
        law=("BLTTHS-2015/131/1", "BLTTHS-2015/37/1/a", "BLTTHS-2015/37/1/b"), lawful_from=(NEW,),
        data=CaseFileOpened, apply=_case_file,
    ),
    ActType(
        key="document.added.v1", codes=("document_added",),
        name_vi="Đưa tài liệu vào hồ sơ, đánh số bút lục", name_en="Document added, folios numbered",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=KEEPERS,
        law=("BLTTHS-2015/131/2", "BLTTHS-2015/131/3", "BLTTHS-2015/131/4"), lawful_from=("open",),
        checks=(in_order("folio_from", "folio_to", "BLTTHS-2015/131/4"), folio_next),
        data=DocumentAdded, apply=_added,
    ),
    ActType(
        key="document.withdrawn_from_file.v1", codes=("document_withdrawn_from_file",),
        name_vi="Rút, thay thế tài liệu trong hồ sơ", name_en="Document taken out or replaced",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR, law=("BLTTHS-2015/131/4",),
        lawful_from=("open",), impossible=(document_there,), data=DocumentTakenOut, apply=_taken_out,
        confirmed=False, source=NOT_READ,
    ),
)  # fmt: skip

MOVED = (
    ActType(
        key="dossier.handed_over.v1", codes=("dossier_handed_over",),
        name_vi="Giao hồ sơ", name_en="Dossier handed over",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=KEEPERS,
        law=("BLTTHS-2015/238/2", "BLTTHS-2015/276/2"), form="168/HS", lawful_from=("open",), notes=(count_agrees,),
        data=HandedOver, apply=_to("elsewhere", "to_agency"),
    ),
    ActType(
        key="dossier.received.v1", codes=("dossier_received",), name_vi="Nhận hồ sơ", name_en="Dossier received",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=KEEPERS, law=("BLTTHS-2015/238/2",),
        form="168/HS", lawful_from=("elsewhere",), notes=(count_agrees,), data=DossierReceived, apply=_to("open"),
    ),
    ActType(
        key="assignment_handover.recorded.v1", codes=("assignment_handover_recorded",),
        name_vi="Bàn giao hồ sơ, công việc giữa Kiểm sát viên", name_en="Hand-over between officers",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR, law=("BLTTHS-2015/131/4",),
        lawful_from=("open",), data=HandOverRecorded, apply=unchanged, confirmed=False, source=NOT_READ,
    ),
    ActType(
        key="dossier_discrepancy.reported.v1", codes=("dossier_discrepancy_reported",),
        name_vi="Báo cáo thiếu, thất lạc tài liệu trong hồ sơ", name_en="Missing document reported",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR, law=("BLTTHS-2015/131/4",),
        lawful_from=("open", "elsewhere"), notes=(folios_there,), data=DiscrepancyReported, apply=unchanged,
        confirmed=False, source=NOT_READ,
    ),
    ActType(
        key="dossier_access.given_to_defence.v1", codes=("dossier_access_given_to_defence",),
        name_vi="Bố trí đọc, ghi chép, sao chụp hồ sơ cho người bào chữa",
        name_en="Access to the dossier given to the defence",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/82/1", "BLTTHS-2015/82/2"), lawful_from=("open",), data=AccessGiven, apply=unchanged,
    ),
)  # fmt: skip

CLOSED = (
    ActType(
        key="dossier.closed.v1", codes=("dossier_closed",),
        name_vi="Kết thúc hồ sơ, chốt mục lục tài liệu", name_en="File closed, index sealed",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR, law=("BLTTHS-2015/131/4",),
        lawful_from=("open", "elsewhere"), data=Closed, apply=_to("closed"), confirmed=False, source=NOT_READ,
    ),
    ActType(
        key="dossier.archived.v1", codes=("dossier_archived",),
        name_vi="Nộp lưu trữ hồ sơ", name_en="File archived",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=(*PROSECUTOR, "registrar"),
        law=("BLTTHS-2015/131/4",), lawful_from=("closed",), data=Archived, apply=_to("archived"),
        confirmed=False, source="Archive Law 2024 not read; table of retention not found",
    ),
    ActType(
        key="dossier.reopened.v1", codes=("dossier_reopened",),
        name_vi="Mở lại hồ sơ đã kết thúc", name_en="Closed file reopened",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=HEAD, law=("BLTTHS-2015/131/4",),
        lawful_from=("closed", "archived"), data=Reopened, apply=_to("open"), confirmed=False, source=NOT_READ,
    ),
    ActType(
        key="dossier.destroyed.v1", codes=("dossier_destroyed",),
        name_vi="Tiêu hủy hồ sơ nghiệp vụ hết giá trị", name_en="File destroyed after its time of retention",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=HEAD, law=("QD-190-2016-VKSTC",),
        lawful_from=("archived",), data=Destroyed, apply=_to("destroyed"),
        confirmed=False, source="Decision 190/QĐ-VKSTC-VP, not read",
    ),
)  # fmt: skip

CHAPTER = (*OPENED, *MOVED, *CLOSED)
