"""Module 10: mutual legal assistance and extradition (tương trợ tư pháp, dẫn độ).

Law 08/2007/QH12 until 30 June 2026; laws 103/2025/QH15 and 100/2025/QH15 since. Their articles were not read
beside these acts, so every rule here is unconfirmed.
"""

from typing import Any, Literal

from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, ActType, Apply
from domain.kernel.data import Data, Day, Text, Word
from domain.states.legal_assistance import LegalAssistance
from domain.states.parts import Charge, Person

REQUEST = ("legal_assistance",)
CENTRAL = ("LTTTP-2007/64", "LTTTPHS-2025/6/1")  # the supreme procuracy as central authority
EXTRADITION = ("LTTTP-2007/32", "LDD-2025/1")


class RequestReceived(Supervised):
    """A foreign state asks for assistance."""

    foreign_state: Word
    subject: Text | None = None
    basis: Literal["treaty", "reciprocity", "unstated"] = "unstated"


class RequestMoved(Supervised):
    """The request goes from one authority to another, or is reported on."""

    to: Word | None = None
    content: Text | None = None


class RequestAssigned(Own):
    """The supreme procuracy gives the request to the body that is to carry it out."""

    to: Word
    content: Text | None = None


class RequestSent(Own):
    """Viet Nam asks a foreign state for assistance."""

    foreign_state: Word
    subject: Text | None = None


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


def _moved(stage: str, direction: str = "") -> Apply:
    def apply(state: LegalAssistance, recorded: Recorded) -> LegalAssistance:
        data: Any = recorded.act.data
        requested = getattr(data, "requested", None)
        added = (requested.person,) if requested is not None and requested.person not in state.persons else ()
        return state.evolved(
            stage=stage,
            direction=state.direction or direction,
            foreign_state=getattr(data, "foreign_state", None) or state.foreign_state,
            persons=(*state.persons, *added),
            result=getattr(data, "result", state.result),
        )

    return apply


def _remanded(state: LegalAssistance, recorded: Recorded) -> LegalAssistance:
    after: LegalAssistance = _moved(state.stage if state.stage != NEW else "extradition_received", "extradition")(
        state, recorded
    )
    return after.evolved(remanded=True)


def _act(key: str, vi: str, en: str, data: type[Data], stages: tuple[str, ...], apply: Apply, **more: Any) -> ActType:
    declared: dict[str, Any] = {"issuer": "other", "law": CENTRAL, "source": "knowledge", **more}
    return ActType(
        key=key, name_vi=vi, name_en=en, data=data, lawful_from=stages, apply=apply,
        module="M10", kinds=REQUEST, confirmed=False, **declared,
    )  # fmt: skip


CHAPTER = (
    _act("assistance.request_received.v1", "Tiếp nhận yêu cầu tương trợ tư pháp của nước ngoài",
         "Foreign request for assistance received", RequestReceived, (NEW,), _moved("received", "incoming")),
    _act("assistance.forwarded.v1", "Chuyển yêu cầu cho cơ quan trung ương",
         "Request forwarded to the central authority",
         RequestMoved, ("received",), _moved("with_central_authority")),
    _act("assistance.assigned.v1", "Yêu cầu cơ quan có thẩm quyền thực hiện ủy thác", "Request assigned for execution",
         RequestAssigned, ("with_central_authority", "received"), _moved("assigned"),
         issuer="procuracy", signed_by=HEAD, levels=("supreme", "department")),
    _act("assistance.result_reported.v1", "Báo cáo kết quả thực hiện yêu cầu", "Result of execution reported",
         RequestMoved, ("assigned", "executed"), _moved("executed")),
    _act("assistance.request_sent.v1", "Gửi yêu cầu tương trợ tư pháp cho nước ngoài",
         "Request for assistance sent abroad",
         RequestSent, (NEW,), _moved("sent_abroad", "outgoing"),
         issuer="procuracy", signed_by=HEAD, levels=("supreme", "department")),
    _act("extradition.requested.v1", "Tiếp nhận yêu cầu dẫn độ", "Request for extradition received",
         OnPerson, (NEW,), _moved("extradition_received", "extradition"), law=EXTRADITION),
    _act("extradition.checked.v1", "Kiểm tra hồ sơ yêu cầu dẫn độ", "Request for extradition checked",
         OnPerson, ("extradition_received",), _moved("extradition_checked"), law=EXTRADITION),
    _act("extradition.person_arrested.v1", "Bắt người bị yêu cầu dẫn độ", "Person sought for extradition arrested",
         OnPerson, ("extradition_checked", "extradition_received", NEW), _remanded,
         law=("LTTTP-2007/41", "LDD-2025/1"), issuer="investigating_body"),
    _act("extradition.remand_ordered.v1", "Tạm giam để xem xét yêu cầu dẫn độ", "Remand for extradition ordered",
         OnPerson, ("extradition_checked", "extradition_received", "extradition_court"), _remanded,
         law=("LTTTP-2007/41", "LDD-2025/1"), issuer="court"),
    _act("extradition.file_transferred.v1", "Chuyển hồ sơ dẫn độ cho Tòa án", "Extradition file sent to the court",
         OnPerson, ("extradition_checked", "extradition_received"), _moved("extradition_court"), law=EXTRADITION),
    _act("extradition.accepted_by_court.v1", "Tòa án thụ lý yêu cầu dẫn độ", "Extradition accepted by the court",
         OnPerson, ("extradition_court", "extradition_checked"), _moved("extradition_court"),
         law=("LTTTP-2007/40", "LDD-2025/1"), issuer="court"),
    _act("extradition_hearing.opened.v1", "Mở phiên họp xét yêu cầu dẫn độ", "Extradition hearing opened",
         OnPerson, ("extradition_court",), _moved("extradition_court"),
         law=("LTTTP-2007/40", "LDD-2025/1"), issuer="court"),
    _act("extradition.decided.v1", "Quyết định dẫn độ, từ chối dẫn độ", "Extradition decided",
         ExtraditionDecided, ("extradition_court",), _moved("extradition_decided"),
         law=("LTTTP-2007/40", "LDD-2025/1"), issuer="court"),
    _act("extradition.appeal_waived.v1", "Người bị yêu cầu dẫn độ không kháng cáo", "Appeal against extradition waived",
         OnPerson, ("extradition_decided",), _moved("extradition_decided"),
         law=("LTTTP-2007/40", "LDD-2025/1"), issuer="party"),
    _act("extradition.handed_over.v1", "Áp giải, chuyển giao người bị dẫn độ", "Person handed over",
         OnPerson, ("extradition_decided",), _moved("handed_over"), law=("LTTTP-2007/42", "LDD-2025/1")),
)  # fmt: skip
