"""Module 9: complaints in judicial activity (khiếu nại) come in, are classified and taken up. BLTTHS-2015/469-475

One stream is one petition of whatever sort. Its settlement, denunciations, and what another body settles have
chapters of their own.
"""

from datetime import timedelta
from typing import Literal

from domain.acts.changes import leads_to, to_stage
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Apply, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.data import Flagged, Id, Moment, Text, Word
from domain.states.complaint import Complaint
from domain.states.parts import Party

COMPLAINT = ("complaint",)
DESK = (*PROSECUTOR, "KTV", "TTDV")  # receives citizens and petitions
DESK_HEAD = ("VT", "PVT", "TTDV")
PASS_ON = timedelta(hours=24)  # BLTTHS-2015/474/2
REGULATION = ("QD-51-2016-VKSTC",)
UNREAD = "Decision 51/QĐ-VKSTC-V12 of 2016, whose currency was not verified"

Sort = Literal["complaint", "denunciation", "recommendation", "feedback", "request"]


class CitizenReceived(Own):
    """A citizen is heard in person; the minutes are a document of the act."""

    citizen: Party
    subject: Text


class Received(Supervised):
    """A complaint or denunciation comes in, or a further one on the same matter."""

    author: Party | None = None
    against: Text | None = None  # act, decision or office complained of; no names
    denounced: tuple[Party, ...] = ()
    summary: Text
    register_number: Word | None = None
    sort: Sort | None = None
    channel: Literal["in_person", "post", "online", "transferred"] | None = None
    received_at: Moment | None = None
    from_agency: Word | None = None  # that passed it on


class Forwarded(Supervised):
    """Who holds a person in custody passes on the person's complaint."""

    complainant: Party
    agency_received_at: Moment
    sent_at: Moment
    received_at: Moment  # by the procuracy


class Classified(Own):
    """The petition is examined for what it is and who is to settle it."""

    competence: Literal["own_settlement", "own_supervision", "other_body", "not_admissible", "source_of_crime"]
    conditions_met: Flagged
    proposed_by: Id  # officer


class Transferred(Own):
    """The petition goes to the body that is competent."""

    to_agency: Word


class Returned(Own):
    """The petition goes back to its author, with instruction."""

    reason: Text


class NotAccepted(Own):
    """The procuracy does not take the complaint up."""

    reason: Literal["out_of_time", "not_subject", "no_right", "already_final", "other"]


class Accepted(Own):
    """The procuracy takes the complaint up."""

    register_number: Word | None = None
    target: (
        Literal["prosecutor", "inspector", "deputy_head", "head", "agency_head", "approved_decision", "custody"] | None
    ) = None
    officer: Id | None = None  # of the procuracy, whose act or decision is complained of
    level: Literal["first", "second"] | None = None  # of settlement
    received_at: Moment | None = None  # when the complaint came in: the time for settling it counts from then


class CustodyAccepted(Own):
    """A complaint about holding, arrest, custody or remand is taken up."""

    register_number: Word | None = None
    officer: Id | None = None  # of the procuracy, whose act or decision is complained of
    received_at: Moment | None = None  # when the complaint came in: the time for settling it counts from then


def passed_on_late(state: Complaint, question: Question) -> Breach | None:
    """A complaint of a person in custody is passed on within 24 hours. BLTTHS-2015/474/2"""
    data = question.act.data
    taken = data.sent_at - data.agency_received_at
    if taken <= PASS_ON:
        return None
    return Breach("passed_on_late", "BLTTHS-2015/474/2", {"hours": int(taken.total_seconds() // 3600)})


@leads_to("received")
def _citizen_received(state: Complaint, recorded: Recorded) -> Complaint:
    return state.evolved(stage="received", received=state.received + 1)


def _received(subject: str) -> Apply:
    @leads_to("received")
    def apply(state: Complaint, recorded: Recorded) -> Complaint:
        sort = getattr(recorded.act.data, "sort", None) or subject
        return state.evolved(stage="received", subject=state.subject or sort, received=state.received + 1)

    return apply


@leads_to("accepted")
def _accepted(state: Complaint, recorded: Recorded) -> Complaint:
    day = day_of(recorded.act.occurred_at)
    return state.evolved(stage="accepted", against=recorded.act.data.officer or state.against, accepted_on=day)


CHAPTER = (
    ActType(
        key="citizen.received.v1", codes=("citizen_received",),
        name_vi="Tiếp công dân", name_en="Citizen received in person",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=DESK, law=REGULATION, lawful_from=(NEW,),
        data=CitizenReceived, apply=_citizen_received, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="complaint.received.v1", codes=("complaint_received",),
        name_vi="Tiếp nhận khiếu nại trong hoạt động tư pháp", name_en="Complaint received",
        module="M9", issuer="party", kinds=COMPLAINT, law=("BLTTHS-2015/469/1", "BLTTHS-2015/482/1"),
        lawful_from=(NEW, "received", "accepted", "settled"), starts=("petition_classification@Q51",),
        data=Received, apply=_received("complaint"),
    ),
    ActType(
        key="officer_denunciation.received.v1", name_vi="Tiếp nhận tố cáo cán bộ trong hoạt động tư pháp",
        name_en="Denunciation of officers received",
        module="M9", issuer="party", kinds=COMPLAINT, law=("BLTTHS-2015/478", "BLTTHS-2015/482/1"),
        lawful_from=(NEW, "received", "accepted", "settled"), starts=("petition_classification@Q51",),
        data=Received, apply=_received("denunciation"),
    ),
    ActType(
        key="custody_complaint.forwarded.v1", codes=("complaint_forwarded_to_procuracy_24h",),
        name_vi="Cơ quan giam giữ chuyển khiếu nại của người bị giữ, bắt, tạm giữ, tạm giam",
        name_en="Custody complaint passed to the procuracy",
        module="M9", issuer="investigating_body", kinds=COMPLAINT, law=("BLTTHS-2015/474/2", "LTCVKSND-2014/23/2"),
        lawful_from=(NEW,), checks=(passed_on_late,), starts=("custody_complaint_24h@474.1",),
        ends=("custody_complaint_pass_24h@474.2",), data=Forwarded, apply=_received("complaint"),
    ),
    ActType(
        key="complaint.classified.v1", codes=("complaint_classified",),
        name_vi="Phân loại, xử lý đơn", name_en="Petition classified",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=(*PROSECUTOR, "TTDV"),
        law=("QD-51-2016-VKSTC", "LTCVKSND-2014/29/3/a"), lawful_from=("received",),
        ends=("petition_classification@Q51",), data=Classified, apply=to_stage("classified"),
    ),
    ActType(
        key="complaint.transferred.v1", codes=("complaint_transferred",),
        name_vi="Chuyển đơn đến cơ quan có thẩm quyền", name_en="Petition transferred",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=DESK_HEAD, law=REGULATION,
        lawful_from=("classified",), data=Transferred, apply=to_stage("transferred"), confirmed=False, source=UNREAD,
    ),
    ActType(
        key="complaint.returned.v1", codes=("complaint_returned",),
        name_vi="Trả đơn, hướng dẫn người khiếu nại", name_en="Petition returned or petitioner instructed",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=DESK_HEAD, law=REGULATION,
        lawful_from=("classified",), data=Returned, apply=to_stage("not_accepted"), confirmed=False, source=UNREAD,
    ),
    ActType(
        key="complaint.not_accepted.v1", codes=("complaint_not_accepted",),
        name_vi="Thông báo không thụ lý giải quyết khiếu nại", name_en="Complaint not accepted",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/469/2", "BLTTHS-2015/471/1"), lawful_from=("classified",),
        data=NotAccepted, apply=to_stage("not_accepted"),
    ),
    ActType(
        key="complaint.accepted.v1", codes=("complaint_accepted",),
        name_vi="Thụ lý giải quyết khiếu nại, tố cáo", name_en="Complaint accepted",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/475/1", "BLTTHS-2015/481/1", "BLTTHS-2015/470", "BLTTHS-2015/476/1", "BLTTHS-2015/474/2",
             "LTCVKSND-2014/29/3/a"),
        lawful_from=("received", "classified"),
        starts=("complaint_7d@476.1", "complaint_15d@476.2", "custody_complaint_24h@474.1"),
        data=Accepted, apply=_accepted,
    ),
    ActType(
        key="custody_complaint.accepted.v1", codes=("custody_complaint_accepted",),
        name_vi="Thụ lý khiếu nại về giữ, bắt, tạm giữ, tạm giam", name_en="Custody complaint accepted",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/474/1", "BLTTHS-2015/474/2", "LTCVKSND-2014/29/1/d", "LTCVKSND-2014/23/1"),
        lawful_from=("received", "classified"), starts=("custody_complaint_24h@474.1",),
        data=CustodyAccepted, apply=_accepted,
    ),
)  # fmt: skip
