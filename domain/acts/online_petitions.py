"""Petitions that people send online: received, answered, and how far they are shown to the sender. BLTTHS-2015/482"""

from typing import Literal

from domain.acts.changes import leads_to, unchanged
from domain.acts.shapes import Own
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, RECORDER, ActType
from domain.kernel.data import Hash, Moment, Word
from domain.states.complaint import Complaint
from domain.states.parts import Party

COMPLAINT = ("complaint",)
ANSWERABLE = tuple(stage for stage in Complaint.stages if stage not in (NEW, "received", "withdrawn"))
SHOWN = tuple(stage for stage in Complaint.stages if stage in ("received", "classified", "accepted", "verifying"))


class OnlineReceived(Own):
    """A complaint, petition or feedback comes in online; what was sent are documents of the act."""

    petitioner: Party
    identity: Literal["vneid", "one_time_code", "none"]  # how the sender was identified
    submitted_at: Moment
    receipt_number: Word
    content_hash: Hash


class OnlineAnswered(Own):
    """The answer is sent online; it is a document of the act."""

    answer: Word  # number
    channel: Word


class StatusShown(Own):
    """The sender can see how far it is."""

    status: Word


@leads_to("received")
def _received(state: Complaint, recorded: Recorded) -> Complaint:
    return state.evolved(stage="received", subject=state.subject or "request", received=state.received + 1)


CHAPTER = (
    ActType(
        key="online_petition.received.v1", codes=("online_petition_received",),
        name_vi="Tiếp nhận đơn, kiến nghị, phản ánh trực tuyến", name_en="Online petition received",
        module="common", issuer="procuracy", kinds=COMPLAINT, signed_by=RECORDER, law=("BLTTHS-2015/482/1",),
        lawful_from=(NEW,), data=OnlineReceived, apply=_received,
    ),
    ActType(
        key="online_petition.answered.v1", codes=("online_petition_answered",),
        name_vi="Trả lời đơn, kiến nghị, phản ánh trực tuyến", name_en="Online petition answered",
        module="common", issuer="procuracy", kinds=COMPLAINT, signed_by=(*HEAD, "TTDV"), law=("BLTTHS-2015/482/1",),
        lawful_from=ANSWERABLE, data=OnlineAnswered, apply=unchanged,
    ),
    ActType(
        key="petition_status.shown_online.v1", codes=("petition_status_shown_online",),
        name_vi="Công khai trạng thái xử lý đơn cho người gửi", name_en="Status shown to the petitioner",
        module="common", issuer="procuracy", kinds=COMPLAINT, signed_by=RECORDER, law=("BLTTHS-2015/482/1",),
        lawful_from=SHOWN, data=StatusShown, apply=unchanged, confirmed=False,
        source="design of the ledger; the system records in the name of an officer",
    ),
)  # fmt: skip
