"""Acts of every module: facts noted, gaps declared, entries corrected, data erased, recommendations in a case.

A fact noted changes no state. A gap declares that the file lacks earlier acts of the procedure, so that what
followed can still be recorded; it never passes unseen, because it is itself a finding.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import entered, leads_to, unchanged
from domain.acts.shapes import Own, OwnOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, linked
from domain.kernel.data import Code, Data, Flagged, Id, Key, Text, Word
from domain.states.complaint import Complaint
from domain.states.criminal_case import CriminalCase
from domain.states.direct_supervision import DirectSupervision
from domain.states.dossier import Dossier
from domain.states.enforcement import Enforcement
from domain.states.information_source import InformationSource
from domain.states.legal_assistance import LegalAssistance
from domain.states.parts import AccusedPerson, Issuer
from domain.states.petition import Petition
from domain.states.stream import Correction, Stream

STAGES: Mapping[str, tuple[str, ...]] = {
    "criminal_case": CriminalCase.stages,
    "information_source": InformationSource.stages,
    "enforcement": Enforcement.stages,
    "complaint": Complaint.stages,
    "legal_assistance": LegalAssistance.stages,
    "dossier": Dossier.stages,
    "petition": Petition.stages,
    "direct_supervision": DirectSupervision.stages,
}
FILES = tuple(STAGES)
RECORDERS = (*PROSECUTOR, "KTV")


class FactNoted(Data):
    """A fact in the file that is no procedural decision of this case."""

    statement: Text
    topic: Code | None = None  # short code of the kind of fact
    issuer: Issuer | None = None
    labels: tuple[Word, ...] = ()  # order labels of persons in the file, where the source names them so


class GapNoted(Data):
    """Acts before this point are missing from the file; the case stood at `stage` when they had been done."""

    stage: Word
    missing: tuple[Key, ...] = ()  # types of the acts known or inferred to be missing
    accused: Annotated[tuple[AccusedPerson, ...], Field(max_length=500)] = ()  # persons then in the case
    status: Literal["held", "charged", "approved", "proposed", "indicted", "judged", "convicted"] | None = None
    reason: Text

    @property
    def persons(self) -> tuple[Any, ...]:
        """The accused whom the gap concerns."""
        return tuple(entry.person for entry in self.accused)


class Corrected(Own):
    """An earlier act of this stream was entered wrongly. A link of relation `corrects` names it."""

    statement: Text  # what was wrong and what is right
    members: tuple[Code, ...] = ()  # names of the data members that are wrong
    reason: Literal["typing", "wrong_document", "wrong_subject", "late_document", "other"] | None = None
    approved_by: Id | None = None
    times_change: Flagged | None = None  # times that run from the act corrected are counted anew


class Erased(Own):
    """The key to a person's data is destroyed: what identifies the person can no longer be read."""

    person: Id
    ground: Text


class Recommended(OwnOnSome):
    """The procuracy recommends that an agency remedy, prevent or deal with something."""

    to_agency: Word
    content: Text


def stage_known(state: Stream, question: Question) -> Breach | None:
    """The stage declared exists for the kind of stream, and there are persons only in a criminal case."""
    data, kind = question.act.data, question.act.kind
    if data.stage not in STAGES[kind] or data.stage == NEW:
        return Breach("stage_unknown", "BLTTHS-2015/131", {"stage": data.stage, "kind": kind})
    if data.accused and kind != "criminal_case":
        return Breach("accused_unknown", "BLTTHS-2015/60", {"kind": kind})
    return None


def history_gap(state: Stream, question: Question) -> Breach | None:
    """A declared gap is always a finding. BLTTHS-2015/131"""
    data = question.act.data
    return Breach(
        "history_gap", "BLTTHS-2015/131", {"from": state.stage, "to": data.stage, "missing": list(data.missing)}
    )


def corrected_exists(state: Stream, question: Question) -> Breach | None:
    """The act corrected stands earlier in the stream."""
    for link in question.act.links:
        if link.relation == "corrects" and link.version > state.version:
            return Breach("corrected_unknown", "BLTTHS-2015/131", {"version": link.version})
    return None


@leads_to(ANY)
def _gap(state: Any, recorded: Recorded) -> Any:
    data = recorded.act.data
    if not isinstance(state, CriminalCase):
        return state.evolved(stage=data.stage)
    case = entered(state, data.accused)
    accused = case.accused
    if data.status is not None:
        accused = case.changed(data.persons, lambda a: a.evolved(status=data.status))
    return case.evolved(stage=data.stage, accused=accused, gaps=(*state.gaps, recorded.version))


def _corrected(state: Any, recorded: Recorded) -> Any:
    statement = recorded.act.data.statement
    found = tuple(
        Correction(link.version, recorded.version, statement)
        for link in recorded.act.links
        if link.relation == "corrects"
    )
    return state.evolved(corrections=(*state.corrections, *found))


CHAPTER = (
    ActType(
        key="fact.noted.v1", name_vi="Ghi nhận sự việc liên quan", name_en="Fact noted",
        module="common", issuer="other", kinds=FILES, law=("BLTTHS-2015/131",), lawful_from=(ANY, NEW),
        data=FactNoted, apply=unchanged, confirmed=False, source="design of the ledger",
    ),
    ActType(
        key="gap.noted.v1", name_vi="Ghi nhận hồ sơ thiếu các văn bản tố tụng trước đó",
        name_en="Gap in the file noted",
        module="common", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, law=("BLTTHS-2015/131",),
        lawful_from=(ANY, NEW), impossible=(stage_known,), notes=(history_gap,),
        data=GapNoted, apply=_gap, confirmed=False, source="design of the ledger",
    ),
    ActType(
        key="act.corrected.v1", codes=("entry_corrected",),
        name_vi="Đính chính nội dung đã ghi nhận", name_en="Earlier act corrected",
        module="common", issuer="procuracy", kinds=FILES, signed_by=(*PROSECUTOR, "KTV", "TTDV"),
        law=("BLTTHS-2015/131",), lawful_from=(ANY,),
        impossible=(linked("corrects", "BLTTHS-2015/131"), corrected_exists),
        data=Corrected, apply=_corrected, confirmed=False, source="design of the ledger",
    ),
    ActType(
        key="person.erased.v1", name_vi="Xóa dữ liệu cá nhân", name_en="Personal data erased",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD, law=("LBVDLCN-2025",), lawful_from=(ANY,),
        data=Erased, apply=unchanged, confirmed=False, source="Law 91/2025/QH15, articles not read",
    ),
    ActType(
        key="recommendation.issued.v1", name_vi="Kiến nghị khắc phục, phòng ngừa, xử lý vi phạm",
        name_en="Recommendation issued",
        module="common", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/166/6", "LTCVKSND-2014/5/2"),
        form="139/HS, 140/HS", lawful_from=(ANY,), impossible=(accused_known,), data=Recommended, apply=unchanged,
    ),
)  # fmt: skip
