"""Module 9: complaints and denunciations in judicial activity (khiếu nại, tố cáo). BLTTHS-2015/469-483"""

from typing import Literal

from domain.acts.changes import to_stage
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, ActType, Apply
from domain.kernel.data import Text, Word
from domain.states.complaint import Complaint
from domain.states.parts import Party

COMPLAINT = ("complaint",)
PENDING = ("received", "accepted")


class Received(Supervised):
    """A complaint or denunciation comes in, or a further one on the same matter."""

    author: Party | None = None
    against: Text | None = None  # act, decision or office complained of; no names
    denounced: tuple[Party, ...] = ()
    summary: Text
    register_number: Word | None = None


class Accepted(Own):
    """The procuracy takes the complaint up."""

    register_number: Word | None = None


class Settled(Own):
    """The procuracy settles the complaint."""

    instance: Literal["first", "final"]
    result: Literal["upheld", "partly_upheld", "rejected", "discontinued"]
    ground: Text | None = None


class SettledByAgency(Supervised):
    """Another agency settles a complaint against its own act."""

    result: Literal["upheld", "partly_upheld", "rejected", "answered"]
    ground: Text | None = None


def _received(subject: str) -> Apply:
    def apply(state: Complaint, recorded: Recorded) -> Complaint:
        return state.evolved(stage="received", subject=state.subject or subject, received=state.received + 1)

    return apply


def _settled(state: Complaint, recorded: Recorded) -> Complaint:
    settlements = (*state.settlements, recorded.version)
    return state.evolved(stage="settled", settlements=settlements, result=recorded.act.data.result)


CHAPTER = (
    ActType(
        key="complaint.received.v1", name_vi="Tiếp nhận khiếu nại trong hoạt động tư pháp",
        name_en="Complaint received",
        module="M9", issuer="party", kinds=COMPLAINT, law=("BLTTHS-2015/469/1", "BLTTHS-2015/482/1"),
        lawful_from=(NEW, "received", "accepted", "settled"), data=Received, apply=_received("complaint"),
    ),
    ActType(
        key="officer_denunciation.received.v1", name_vi="Tiếp nhận tố cáo cán bộ trong hoạt động tư pháp",
        name_en="Denunciation of officers received",
        module="M9", issuer="party", kinds=COMPLAINT, law=("BLTTHS-2015/478", "BLTTHS-2015/482/1"),
        lawful_from=(NEW, "received", "accepted", "settled"), data=Received, apply=_received("denunciation"),
    ),
    ActType(
        key="complaint.accepted.v1", name_vi="Thụ lý giải quyết khiếu nại, tố cáo", name_en="Complaint accepted",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/475/1", "BLTTHS-2015/481/1"), lawful_from=("received",),
        data=Accepted, apply=to_stage("accepted"),
    ),
    ActType(
        key="complaint.settled.v1", name_vi="Quyết định giải quyết khiếu nại của Viện kiểm sát",
        name_en="Complaint settled by the procuracy",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/475/1", "BLTTHS-2015/476/1"), lawful_from=("accepted",), data=Settled, apply=_settled,
    ),
    ActType(
        key="complaint.settled_by_agency.v1", name_vi="Cơ quan khác giải quyết, trả lời khiếu nại",
        name_en="Complaint settled by another agency",
        module="M9", issuer="investigating_body", kinds=COMPLAINT, law=("BLTTHS-2015/475/1", "BLTTHS-2015/482/3"),
        lawful_from=PENDING, data=SettledByAgency, apply=_settled,
    ),
)  # fmt: skip
