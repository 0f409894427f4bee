"""Corrections: of a document issued, of a number, of streams entered twice. Nothing is rewritten.

That an earlier entry was wrong is said in `common`; here stand the papers behind it. BLTTHS-2015/131
"""

from domain.acts.changes import unchanged
from domain.acts.common import FILES
from domain.acts.shapes import Own
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, REGISTRAR, ActType, Breach, Question
from domain.kernel.checks import linked, linked_by
from domain.kernel.data import Id, Text, Word
from domain.states.dossier import Dossier
from domain.states.stream import Stream

NOT_LAW = "design of the ledger; rules on documents not read"


class DocumentCorrected(Own):
    """A document that was issued has an error; a link `corrects` names its act."""

    document: Word
    error: Text
    corrected_text: Text
    sent_to: tuple[Word, ...] = ()  # agencies or roles; no names


class Merged(Own):
    """Two streams are about the same thing; links `merged_from` or `merged_into` name the other one."""

    kept: Id  # stream
    merged: Id  # stream
    evidence: Text
    approved_by: Id


class NumberCorrected(Own):
    """A number was wrong; a link `corrects` names its act."""

    wrong_number: Word
    right_number: Word
    reason: Text
    approved_by: Id


def two_streams(state: Stream, question: Question) -> Breach | None:
    """The stream that is kept is not the one that is merged."""
    data = question.act.data
    if data.kept != data.merged:
        return None
    return Breach("same_file_twice", "BLTTHS-2015/131", {"stream": str(data.kept)})


def _merged(state: Stream, recorded: Recorded) -> Stream:
    """A dossier remembers where it went; the other kinds keep only the links."""
    data = recorded.act.data
    if isinstance(state, Dossier) and recorded.stream == data.merged:
        return state.evolved(merged_into=data.kept)
    return state


CHAPTER = (
    ActType(
        key="document_error.corrected.v1", codes=("document_error_corrected",),
        name_vi="Đính chính văn bản tố tụng đã ban hành", name_en="Error in an issued procedural document corrected",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD, law=("BLTTHS-2015/132",),
        lawful_from=(ANY,), impossible=(linked("corrects", "BLTTHS-2015/132"),),
        data=DocumentCorrected, apply=unchanged, confirmed=False, source=NOT_LAW,
    ),
    ActType(
        key="duplicate_streams.merged.v1", codes=("duplicate_streams_merged",),
        name_vi="Gộp bản ghi trùng", name_en="Duplicate streams merged",
        module="common", issuer="procuracy", kinds=FILES, signed_by=(*PROSECUTOR, "TTDV"), law=("BLTTHS-2015/131",),
        lawful_from=(ANY,), impossible=(two_streams, linked_by(("merged_from", "merged_into"), "BLTTHS-2015/131")),
        data=Merged, apply=_merged, confirmed=False, source=NOT_LAW,
    ),
    ActType(
        key="register_number.corrected.v1", codes=("register_number_corrected",),
        name_vi="Sửa số thụ lý, số quyết định", name_en="Register or decision number corrected",
        module="common", issuer="procuracy", kinds=FILES, signed_by=(*REGISTRAR, "TTDV"),
        law=("BLTTHS-2015/131",), lawful_from=(ANY,), impossible=(linked("corrects", "BLTTHS-2015/131"),),
        data=NumberCorrected, apply=unchanged, confirmed=False, source=NOT_LAW,
    ),
)  # fmt: skip
