"""Module 10: mutual legal assistance in criminal matters (tương trợ tư pháp về hình sự).

Law 08/2007/QH12 until 30 June 2026, law 103/2025/QH15 since; of the latter articles 1, 6/1, 8/2, 19/1, 21/3 and 32/1
were read, of the former none beside these acts. Requests go out (drafted to result_received) or come in (received
to result_sent); both may end at closed. The supreme procuracy is the central authority.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import to_stage, unchanged
from domain.acts.foreign_requests import CENTRAL, CENTRAL_LEVELS, OLD, REQUEST, moved
from domain.acts.shapes import Own, Supervised
from domain.kernel.act_type import HEAD, HEAD_ONLY, NEW, PROSECUTOR, ActType
from domain.kernel.data import Data, Day, Flagged, Moment, Text, Word
from domain.states.parts import Person

TASKS = ("LTTTPHS-2025/6", "LTTTP-2007/64")  # of the central authority
UNREAD = ("LTTTPHS-2025", *OLD)  # no article was read
DESK = ("TTDV", "VT", "PVT")  # the department in charge
INCOMING = ("assigned", "executed")
Channel = Literal["central_authority", "diplomatic", "urgent"]
Assistance = Literal["service", "evidence", "statement", "search", "asset", "transfer_of_documents", "other"]
Grounds = Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)]


class Drafted(Supervised):
    """Another body draws up a request; a link of relation `concerns` names the case."""

    foreign_state: Word
    treaty: Word | None = None
    assistance: Annotated[tuple[Assistance, ...], Field(min_length=1, max_length=7)]
    translation: Flagged


class DraftedByProcuracy(Own):
    """A procuracy draws up a request; a link of relation `concerns` names the case."""

    foreign_state: Word
    treaty: Word | None = None
    assistance: Annotated[tuple[Assistance, ...], Field(min_length=1, max_length=7)]
    translation: Flagged


class Submitted(Supervised):
    """The request goes to the supreme procuracy."""

    received_at: Moment
    register_number: Word


class Returned(Own):
    """The request is not complete."""

    defects: Grounds


class SentAbroad(Own):
    """The request goes to the foreign state, or to the foreign ministry."""

    channel: Channel
    notified_at: Moment  # when the requesting body was told


class ResultReceived(Own):
    """The foreign state answers; what it sends are documents of the act (BLTTHS-2015/494)."""

    outcome: Literal["full", "part", "refused"]


class ResultForwarded(Own):
    """The result goes to the body that asked for it."""

    to_agency: Word


class Withdrawn(Supervised):
    """The request is taken back."""

    reason: Text


class RequestReceived(Supervised):
    """A foreign state asks for assistance."""

    foreign_state: Word
    subject: Text | None = None
    basis: Literal["treaty", "reciprocity", "unstated"] = "unstated"
    channel: Channel | None = None
    received_at: Moment | None = None
    assistance: tuple[Text, ...] = ()
    due_on: Day | None = None  # asked for by the foreign state
    register_number: Word | None = None


class RequestMoved(Supervised):
    """The request goes from one authority to another, or is reported on."""

    to: Word | None = None
    content: Text | None = None
    outcome: Literal["full", "part", "impossible"] | None = None
    received_at: Moment | None = None


class RequestAssigned(Own):
    """The supreme procuracy gives the request to the body that is to carry it out."""

    to: Word
    content: Text | None = None
    due_on: Day | None = None


class RequestSent(Own):
    """Viet Nam asks a foreign state for assistance, with no earlier act on record."""

    foreign_state: Word
    subject: Text | None = None


class SupplementRequested(Own):
    """The foreign state is asked for more."""

    items: Grounds


class Declined(Own):
    """The supreme procuracy does not carry the request out."""

    grounds: Grounds


class Postponed(Declined):
    """The supreme procuracy puts the request off."""

    until: Day | None = None


class SummonsRequested(Supervised):
    """A foreign state asks that a witness or expert be summoned abroad."""

    requested: Person
    foreign_state: Word | None = None
    appearance_on: Day
    received_at: Moment
    urgent: Flagged


class SummonsServed(Supervised):
    """The foreign summons is served."""

    requested: Person
    result: Text


class ResultSent(Own):
    """The result goes to the foreign state."""

    restrictions: tuple[Text, ...] = ()  # on its use


class AssistanceSupervised(Own):
    """A procuracy supervises what another body does for a request."""

    agency: Word
    findings: Text


def _act(
    key: str, code: str, vi: str, en: str, data: type[Data], stages: tuple[str, ...], apply: Any, **more: Any
) -> ActType:
    declared: dict[str, Any] = {
        "issuer": "other", "law": CENTRAL, "source": "knowledge", "confirmed": False,
        "codes": (code,) if code else (), **more,
    }  # fmt: skip
    return ActType(
        key=key, name_vi=vi, name_en=en, data=data, lawful_from=stages, apply=apply, module="M10", kinds=REQUEST,
        **declared,
    )  # fmt: skip


def _own(*declared: Any, signed_by: tuple[str, ...] = HEAD, **more: Any) -> ActType:
    own: dict[str, Any] = {"issuer": "procuracy", "levels": CENTRAL_LEVELS, "law": TASKS, **more}
    return _act(*declared, signed_by=signed_by, **own)


READ: dict[str, Any] = {"confirmed": True, "source": "law 103/2025/QH15"}

OUTGOING = (
    _act("assistance_request.drafted.v1", "mla_request_drafted",
         "Lập hồ sơ yêu cầu tương trợ tư pháp về hình sự của Việt Nam", "Outgoing request prepared",
         Drafted, (NEW,), moved("drafted", "outgoing"), law=("LTTTPHS-2025/19/1", "LTTTPHS-2025/20/1", *OLD), **READ),
    _act("assistance_request.drafted_by_procuracy.v1", "mla_request_drafted_by_procuracy",
         "Viện kiểm sát lập hồ sơ yêu cầu tương trợ tư pháp", "Outgoing request prepared by a procuracy",
         DraftedByProcuracy, (NEW,), moved("drafted", "outgoing"), issuer="procuracy", signed_by=HEAD,
         law=("LTTTPHS-2025/19/1", "LTTTPHS-2025/20/1", *OLD), **READ),
    _act("assistance_request.submitted.v1", "mla_request_submitted",
         "Gửi hồ sơ yêu cầu đến Viện kiểm sát nhân dân tối cao", "Request submitted to the central authority",
         Submitted, ("drafted", "incomplete"), to_stage("submitted"), law=("LTTTPHS-2025/21", *OLD),
         starts=("mla_check_10d@LTTTPHS21.3",), **READ),
    _own("assistance_request.returned.v1", "mla_request_returned",
         "Trả lại hồ sơ yêu cầu không hợp lệ", "Request returned as incomplete",
         Returned, ("submitted",), to_stage("incomplete"), signed_by=DESK, law=("LTTTPHS-2025/21/3", *OLD),
         ends=("mla_check_10d@LTTTPHS21.3",), **READ),
    _own("assistance_request.sent_abroad.v1", "mla_request_sent_abroad",
         "Gửi hồ sơ yêu cầu cho nước ngoài hoặc chuyển Bộ Ngoại giao", "Request sent abroad or to the foreign ministry",
         SentAbroad, ("submitted",), to_stage("sent_abroad"), law=("LTTTPHS-2025/21/3", *CENTRAL),
         ends=("mla_check_10d@LTTTPHS21.3",), **READ),
    _own("assistance.request_sent.v1", "", "Gửi yêu cầu tương trợ tư pháp cho nước ngoài",
         "Request for assistance sent abroad", RequestSent, (NEW,), moved("sent_abroad", "outgoing"), law=CENTRAL),
    _own("assistance_reminder.sent.v1", "mla_urging_sent",
         "Đôn đốc nước ngoài thực hiện yêu cầu", "Reminder sent abroad", Own, ("sent_abroad",), unchanged,
         signed_by=DESK),
    _own("assistance_result.received.v1", "mla_result_received",
         "Nhận kết quả thực hiện yêu cầu từ nước ngoài", "Result received from abroad",
         ResultReceived, ("sent_abroad",), moved("result_received"), signed_by=DESK),
    _own("assistance_result.forwarded.v1", "mla_result_forwarded",
         "Chuyển kết quả cho cơ quan yêu cầu của Việt Nam", "Result passed to the requesting body",
         ResultForwarded, ("result_received",), to_stage("closed"), signed_by=DESK),
    _act("assistance_request.withdrawn.v1", "mla_request_withdrawn",
         "Rút yêu cầu tương trợ tư pháp", "Outgoing request withdrawn",
         Withdrawn, ("drafted", "submitted", "sent_abroad"), to_stage("closed"), law=UNREAD),
)  # fmt: skip

CHAPTER = (
    *OUTGOING,
    _act("assistance.request_received.v1", "mla_incoming_received",
         "Tiếp nhận yêu cầu tương trợ tư pháp của nước ngoài", "Foreign request for assistance received",
         RequestReceived, (NEW,), moved("received", "incoming")),
    _act("assistance_summons.requested.v1", "mla_summons_request_received",
         "Tiếp nhận yêu cầu triệu tập người làm chứng, người giám định ra nước ngoài",
         "Request to summon a person abroad received", SummonsRequested, (NEW, "received"),
         moved("received", "incoming"), law=("LTTTPHS-2025/32/1", *OLD), starts=("mla_summons_90d@LTTTPHS32.1",),
         **READ),
    _act("assistance.forwarded.v1", "", "Chuyển yêu cầu cho cơ quan trung ương",
         "Request forwarded to the central authority",
         RequestMoved, ("received",), moved("with_central_authority")),
    _own("assistance_supplement.requested.v1", "mla_incoming_supplement_requested",
         "Đề nghị nước ngoài bổ sung hồ sơ yêu cầu", "Supplement asked from the requesting state",
         SupplementRequested, ("received", "with_central_authority"), to_stage("supplement_requested"),
         signed_by=DESK, law=UNREAD),
    _own("assistance_supplement.received.v1", "mla_incoming_supplement_received",
         "Nhận hồ sơ bổ sung của nước ngoài", "Supplement received",
         Own, ("supplement_requested",), to_stage("received"), signed_by=DESK, law=UNREAD),
    _own("assistance_request.refused.v1", "mla_incoming_refused",
         "Từ chối thực hiện yêu cầu của nước ngoài", "Incoming request refused",
         Declined, ("received", "assigned", "with_central_authority"), to_stage("refused"), signed_by=HEAD_ONLY),
    _own("assistance_request.postponed.v1", "mla_incoming_postponed",
         "Hoãn thực hiện yêu cầu của nước ngoài", "Incoming request postponed",
         Postponed, ("received", "assigned", "with_central_authority"), to_stage("postponed"), signed_by=HEAD_ONLY),
    _own("assistance_request.reactivated.v1", "mla_incoming_reactivated",
         "Tiếp tục thực hiện yêu cầu đã hoãn", "Postponed request taken up again",
         Own, ("postponed",), to_stage("assigned"), signed_by=DESK, law=UNREAD),
    _own("assistance.assigned.v1", "mla_incoming_assigned",
         "Yêu cầu cơ quan có thẩm quyền thực hiện ủy thác", "Request assigned for execution",
         RequestAssigned, ("with_central_authority", "received"), moved("assigned")),
    _act("assistance_summons.served.v1", "mla_summons_served",
         "Tống đạt giấy triệu tập theo yêu cầu của nước ngoài", "Foreign summons served",
         SummonsServed, ("assigned",), moved(""), law=("LTTTPHS-2025/32", *OLD), **READ),
    _act("assistance.result_reported.v1", "mla_incoming_executed",
         "Báo cáo kết quả thực hiện yêu cầu", "Result of execution reported",
         RequestMoved, ("assigned", "executed"), moved("executed")),
    _own("assistance_result.sent.v1", "mla_incoming_result_sent",
         "Gửi kết quả thực hiện cho nước yêu cầu", "Result sent to the requesting state",
         ResultSent, ("executed",), to_stage("result_sent")),
    _own("assistance_request.closed.v1", "mla_request_closed",
         "Kết thúc hồ sơ tương trợ tư pháp", "Assistance file closed",
         Own, ("result_sent", "refused"), to_stage("closed"), signed_by=DESK, law=UNREAD),
    _act("assistance.supervised.v1", "mla_supervision_performed",
         "Kiểm sát hoạt động tương trợ tư pháp của cơ quan khác", "Assistance activity of another body supervised",
         AssistanceSupervised, (*INCOMING, "drafted", "submitted"), unchanged, issuer="procuracy",
         signed_by=PROSECUTOR, law=("LTCVKSND-2014/33/1",), confirmed=True, source="LTCVKSND 2014"),
)  # fmt: skip
