"""Module 10: extradition (dẫn độ), and nationals whose extradition was refused. BLTTHS-2015/494-501

Law 08/2007/QH12 until 30 June 2026, law 100/2025/QH15 since; neither was read beside these acts. Whether
BLTTHS-2015/499 still stands beside the law of 2025 was not verified.
"""

from typing import Any, Literal

from domain.acts.changes import leads_to, unchanged
from domain.acts.dossiers import DOSSIER
from domain.acts.foreign_requests import CENTRAL_LEVELS, REQUEST, moved
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType
from domain.kernel.data import Data, Day, Flagged, Id, Moment, Text, Word
from domain.states.legal_assistance import LegalAssistance
from domain.states.parts import Charge, Person

EXTRADITION = ("LTTTP-2007/32", "LDD-2025/1")
COURT = ("LTTTP-2007/40", "LDD-2025/1")
MEASURES = ("LTTTP-2007/41", "LDD-2025/1")
FOREIGN_JUDGMENT = ("received", "assigned")


class OnPerson(Supervised):
    """An act of extradition concerning one person."""

    requested: Person
    foreign_state: Word | None = None
    offences: tuple[Charge, ...] = ()
    until: Day | None = None  # last day of a measure
    content: Text | None = None


class ExtraditionDecided(OnPerson):
    """The court decides on extradition."""

    result: Literal["granted", "refused"]


class RefusedNationalReceived(Own):
    """The file on a national whose extradition was refused, and whom a foreign state wants prosecuted or punished."""

    foreign_state: Word
    requested: Person
    refusing_court: Word
    received_at: Moment


class HearingAttended(Own):
    """A prosecutor takes part in the session on enforcing a foreign judgment."""

    opinion: Text


class DecisionProtested(Own):
    """The procuracy protests against the court's decision on a foreign judgment."""

    level: Literal["same", "superior"]
    grounds: Text


class ForeignEvidenceAdded(Own):
    """What came from abroad is put into the dossier; the papers are documents of the act."""

    request: Id  # stream of the request
    translation: Flagged


@leads_to("extradition_received")
def _remanded(state: LegalAssistance, recorded: Recorded) -> LegalAssistance:
    after: LegalAssistance = moved(state.stage if state.stage != NEW else "extradition_received", "extradition")(
        state, recorded
    )
    return after.evolved(remanded=True)


def _act(key: str, vi: str, en: str, data: type[Data], stages: tuple[str, ...], apply: Any, **more: Any) -> ActType:
    declared: dict[str, Any] = {
        "issuer": "other", "law": EXTRADITION, "source": "knowledge", "confirmed": False, **more,
    }  # fmt: skip
    return ActType(
        key=key, name_vi=vi, name_en=en, data=data, lawful_from=stages, apply=apply, module="M10", kinds=REQUEST,
        **declared,
    )  # fmt: skip


CHAPTER = (
    _act("extradition.requested.v1", "Tiếp nhận yêu cầu dẫn độ", "Request for extradition received",
         OnPerson, (NEW,), moved("extradition_received", "extradition")),
    _act("extradition.checked.v1", "Kiểm tra hồ sơ yêu cầu dẫn độ", "Request for extradition checked",
         OnPerson, ("extradition_received",), moved("extradition_checked")),
    _act("extradition.person_arrested.v1", "Bắt người bị yêu cầu dẫn độ", "Person sought for extradition arrested",
         OnPerson, ("extradition_checked", "extradition_received", NEW), _remanded,
         law=MEASURES, issuer="investigating_body"),
    _act("extradition.remand_ordered.v1", "Tạm giam để xem xét yêu cầu dẫn độ", "Remand for extradition ordered",
         OnPerson, ("extradition_checked", "extradition_received", "extradition_court"), _remanded,
         law=MEASURES, issuer="court"),
    _act("extradition.file_transferred.v1", "Chuyển hồ sơ dẫn độ cho Tòa án", "Extradition file sent to the court",
         OnPerson, ("extradition_checked", "extradition_received"), moved("extradition_court")),
    _act("extradition.accepted_by_court.v1", "Tòa án thụ lý yêu cầu dẫn độ", "Extradition accepted by the court",
         OnPerson, ("extradition_court", "extradition_checked"), moved("extradition_court"),
         law=COURT, issuer="court"),
    _act("extradition_hearing.opened.v1", "Mở phiên họp xét yêu cầu dẫn độ", "Extradition hearing opened",
         OnPerson, ("extradition_court",), moved("extradition_court"), law=COURT, issuer="court"),
    _act("extradition.decided.v1", "Quyết định dẫn độ, từ chối dẫn độ", "Extradition decided",
         ExtraditionDecided, ("extradition_court",), moved("extradition_decided"), law=COURT, issuer="court"),
    _act("extradition.appeal_waived.v1", "Người bị yêu cầu dẫn độ không kháng cáo", "Appeal against extradition waived",
         OnPerson, ("extradition_decided",), moved("extradition_decided"), law=COURT, issuer="party"),
    _act("extradition.handed_over.v1", "Áp giải, chuyển giao người bị dẫn độ", "Person handed over",
         OnPerson, ("extradition_decided",), moved("handed_over"), law=("LTTTP-2007/42", "LDD-2025/1")),
    _act("refused_national_file.received.v1",
         "Nhận hồ sơ yêu cầu truy cứu trách nhiệm hình sự công dân bị từ chối dẫn độ",
         "File on a national refused extradition received",
         RefusedNationalReceived, (NEW,), moved("received", "foreign_judgment"),
         codes=("extradited_national_case_received",), issuer="procuracy", signed_by=("TTDV", "VT", "PVT"),
         levels=CENTRAL_LEVELS, law=("BLTTHS-2015/499/1", "BLTTHS-2015/499/2"),
         ends=("extradition_refusal_file_10d@499.1",), source="BLTTHS 2015; law 100/2025/QH15 not read"),
    _act("foreign_judgment_hearing.attended.v1",
         "Tham gia phiên họp xét thi hành bản án nước ngoài đối với công dân bị từ chối dẫn độ",
         "Hearing on a foreign judgment attended", HearingAttended, FOREIGN_JUDGMENT, unchanged,
         codes=("foreign_judgment_hearing_attended",), issuer="procuracy", signed_by=PROSECUTOR,
         law=("BLTTHS-2015/501/2", "BLTTHS-2015/501/3", "LTCVKSND-2014/33/2"), confirmed=True, source="BLTTHS 2015"),
    _act("foreign_judgment_decision.protested.v1",
         "Kháng nghị quyết định cho/không cho thi hành bản án nước ngoài",
         "Decision on a foreign judgment protested", DecisionProtested, FOREIGN_JUDGMENT, unchanged,
         codes=("foreign_judgment_decision_protested",), issuer="procuracy", signed_by=HEAD,
         law=("BLTTHS-2015/501/5", "LTCVKSND-2014/33/3"), ends=("foreign_judgment_protest_15d@501.5",),
         confirmed=True, source="BLTTHS 2015"),
    ActType(
        key="foreign_evidence.added.v1", codes=("foreign_evidence_added",),
        name_vi="Đưa tài liệu, chứng cứ thu thập qua hợp tác quốc tế vào hồ sơ",
        name_en="Foreign evidence added to the dossier",
        module="M10", issuer="procuracy", kinds=DOSSIER, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/494", "BLTTHS-2015/497"), lawful_from=("open",), data=ForeignEvidenceAdded, apply=unchanged,
    ),
)  # fmt: skip
