"""Module 9: the procuracy supervises how other bodies settle complaints and denunciations. BLTTHS-2015/482, 483

A single petition is followed in its own stream; the demand for a self-check, direct supervision and inspection of
a lower procuracy are streams of direct supervision.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import leads_to, to_stage
from domain.acts.complaints import COMPLAINT
from domain.acts.direct_supervision import DIRECT, Concluded, ordered
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType
from domain.kernel.checks import in_order, over_unit
from domain.kernel.data import Code, Day, Id, Moment, Text, Word
from domain.states.complaint import Complaint
from domain.states.parts import Party


class Notified(Supervised):
    """Another body tells that it took a petition in, or sends its settlement, which is a document of the act."""

    petitioner: Party
    intake_notice_at: Moment | None = None
    settlement: Word | None = None  # number of the settlement sent
    received_at: Moment


class SettlementDemanded(Own):
    """The body is to settle."""

    addressee: Word
    due_on: Day


class FilesDemanded(Own):
    """The body is to hand over its file."""

    addressee: Word
    due_on: Day
    received_at: Moment | None = None


class Closed(Own):
    """The procuracy ends its supervision of one settlement."""

    result: Literal["lawful", "violation_petitioned", "other"]


class SelfCheckDemanded(Own):
    """The body is to check how it settles."""

    addressee: Word
    scope: Text
    due_on: Day


class DirectOrdered(Own):
    """The procuracy comes and looks."""

    addressee: Word  # agency supervised
    team: Annotated[tuple[Id, ...], Field(min_length=1, max_length=50)]
    since: Day
    until: Day


class LowerChecked(Own):
    """The superior procuracy inspects how a lower one settles."""

    lower_unit: Code
    scope: Text
    since: Day
    until: Day


def _demanded(state: Complaint, recorded: Recorded) -> Complaint:
    return state.evolved(demands=(*state.demands, recorded.version))


@leads_to("supervised")
def _notified(state: Complaint, recorded: Recorded) -> Complaint:
    return state.evolved(stage="supervised", received=max(state.received, 1))


def _direct(key: str, code: str, vi: str, en: str, data: Any, apply: Any, **more: Any) -> ActType:
    declared: dict[str, Any] = {"lawful_from": (NEW,), **more}
    return ActType(
        key=key, codes=(code,), name_vi=vi, name_en=en, data=data, apply=apply,
        module="M9", issuer="procuracy", kinds=DIRECT, signed_by=HEAD, **declared,
    )  # fmt: skip


CHAPTER = (
    ActType(
        key="settlement.notified_by_agency.v1", codes=("settlement_by_agency_notified",),
        name_vi="Cơ quan điều tra, Tòa án thông báo tiếp nhận và gửi văn bản giải quyết",
        name_en="Other body notified intake and sent its settlement",
        module="M9", issuer="investigating_body", kinds=COMPLAINT, law=("BLTTHS-2015/482/3",),
        lawful_from=(NEW, "supervised", "classified", "transferred"), data=Notified, apply=_notified,
    ),
    ActType(
        key="settlement.demanded.v1", codes=("settlement_demanded",),
        name_vi="Yêu cầu ra quyết định giải quyết khiếu nại, văn bản giải quyết tố cáo",
        name_en="Settlement demanded from another body",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/483/2/a", "LTCVKSND-2014/30/2"), lawful_from=("supervised",),
        data=SettlementDemanded, apply=_demanded,
    ),
    ActType(
        key="settlement_files.demanded.v1", codes=("settlement_files_demanded",),
        name_vi="Yêu cầu cung cấp hồ sơ, tài liệu giải quyết khiếu nại, tố cáo", name_en="Settlement file demanded",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/483/2/c", "LTCVKSND-2014/30/2"), lawful_from=("supervised",),
        data=FilesDemanded, apply=_demanded,
    ),
    ActType(
        key="settlement_supervision.closed.v1", codes=("settlement_supervision_closed",),
        name_vi="Kết thúc kiểm sát việc giải quyết đơn", name_en="Supervision of a single settlement closed",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=PROSECUTOR, law=("BLTTHS-2015/483/1",),
        lawful_from=("supervised",), data=Closed, apply=to_stage("supervision_done"),
    ),
    _direct(
        "settlement_self_check.demanded.v1", "settlement_self_check_demanded",
        "Yêu cầu tự kiểm tra việc giải quyết khiếu nại, tố cáo", "Self-check of settlement demanded",
        SelfCheckDemanded, ordered("settlement"), law=("BLTTHS-2015/483/2/b", "LTCVKSND-2014/30/2"),
    ),
    _direct(
        "settlement_direct_supervision.ordered.v1", "settlement_direct_supervision_ordered",
        "Trực tiếp kiểm sát việc giải quyết khiếu nại, tố cáo", "Direct supervision of settlement ordered",
        DirectOrdered, ordered("settlement"), law=("BLTTHS-2015/483/2/d", "LTCVKSND-2014/30/1"),
        checks=(in_order("since", "until", "LTCVKSND-2014/30/1"),),
    ),
    _direct(
        "settlement_supervision.concluded.v1", "settlement_supervision_concluded",
        "Kết luận kiểm sát việc giải quyết khiếu nại, tố cáo", "Conclusion on settlement of complaints",
        Concluded, to_stage("concluded"), law=("BLTTHS-2015/483/2/đ", "LTCVKSND-2014/30/3"),
        lawful_from=("conducted", "ordered"),
    ),
    _direct(
        "lower_settlement.checked.v1", "superior_checked_lower_settlement",
        "Viện kiểm sát cấp trên thanh tra, kiểm tra việc giải quyết của cấp dưới",
        "Superior inspected settlement by the lower procuracy",
        LowerChecked, ordered("settlement", "lower_unit"), law=("BLTTHS-2015/483/3",),
        checks=(in_order("since", "until", "BLTTHS-2015/483/3"), over_unit("lower_unit")),
    ),
)  # fmt: skip
