"""Module 9: denunciations in judicial activity (tố cáo), and complaints about diversion of juveniles.

BLTTHS-2015/478-481
"""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import leads_to, to_stage
from domain.acts.complaints import COMPLAINT
from domain.acts.shapes import Own
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import in_order
from domain.kernel.data import Day, Flagged, Id, Moment, Text
from domain.states.complaint import Complaint
from domain.states.parts import Party

SETTLING = ("accepted", "verifying")
MOST = timedelta(days=60)  # from the day of acceptance; BLTTHS-2015/481/3
UNREAD = "title of the form; Law 59/2024/QH15, article not read"


class DenunciationAccepted(Own):
    """The procuracy takes the denunciation up."""

    denounced: Annotated[tuple[Party, ...], Field(min_length=1, max_length=50)]
    acts: Text  # denounced; no names
    identity_protected: Flagged  # of the denouncer, who asked for it


class HandledAsSource(Own):
    """The denunciation shows signs of a crime and is handled as a source of information on it."""

    source: Id  # stream of the source


class PeriodExtended(Own):
    """More time is needed."""

    since: Day
    until: Day
    reason: Text


class Concluded(Own):
    """The procuracy says whether what was denounced is true, and what follows."""

    result: Literal["true", "partly", "false"]
    handling: Text
    notified_at: Moment


class DiversionComplaintReceived(Own):
    """A complaint about a decision on diversion came in; a link of relation `concerns` names the decision."""

    received_at: Moment


class DiversionComplaintSettled(Own):
    """The complaint about diversion is settled, or its settlement terminated."""

    result: Literal["accepted", "rejected", "terminated"]


def longer_than_sixty_days(state: Complaint, question: Question) -> Breach | None:
    """With its extension the settlement lasts 60 days at most. BLTTHS-2015/481/3

    The clause can also be read as 60 days more, so this is a finding and not a refusal.
    """
    until = question.act.data.until
    if state.accepted_on is None or until - state.accepted_on <= MOST:
        return None
    facts = {"days": (until - state.accepted_on).days, "most": MOST.days}
    return Breach("denunciation_too_long", "BLTTHS-2015/481/3", facts)


@leads_to("accepted")
def _accepted(state: Complaint, recorded: Recorded) -> Complaint:
    day = day_of(recorded.act.occurred_at)
    return state.evolved(stage="accepted", subject="denunciation", accepted_on=day)


def _extended(state: Complaint, recorded: Recorded) -> Complaint:
    return state.evolved(extensions=state.extensions + 1)


@leads_to("resolved_final")
def _resolved(state: Complaint, recorded: Recorded) -> Complaint:
    settlements = (*state.settlements, recorded.version)
    return state.evolved(stage="resolved_final", settlements=settlements, result=recorded.act.data.result)


@leads_to("accepted")
def _diversion_received(state: Complaint, recorded: Recorded) -> Complaint:
    day = day_of(recorded.act.occurred_at)
    return state.evolved(stage="accepted", subject="complaint", received=state.received + 1, accepted_on=day)


CHAPTER = (
    ActType(
        key="denunciation.accepted.v1", codes=("denunciation_accepted",),
        name_vi="Thụ lý tố cáo", name_en="Denunciation accepted",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=("BLTTHS-2015/478", "BLTTHS-2015/481/1"),
        lawful_from=("classified",), starts=("denunciation_30d@481.3",), data=DenunciationAccepted, apply=_accepted,
    ),
    ActType(
        key="denunciation.handled_as_source.v1", codes=("denunciation_forwarded_as_source_of_crime",),
        name_vi="Chuyển tố cáo có dấu hiệu tội phạm để giải quyết như tố giác",
        name_en="Denunciation with signs of crime handled as a crime report",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=("BLTTHS-2015/481/2",),
        lawful_from=("classified", "accepted"), data=HandledAsSource, apply=to_stage("transferred"),
    ),
    ActType(
        key="denunciation_period.extended.v1", codes=("denunciation_period_extended",),
        name_vi="Kéo dài thời hạn giải quyết tố cáo", name_en="Denunciation period prolonged",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=("BLTTHS-2015/481/3",),
        lawful_from=SETTLING, checks=(in_order("since", "until", "BLTTHS-2015/481/3"),),
        notes=(longer_than_sixty_days,), extends=("denunciation_30d@481.3",), data=PeriodExtended, apply=_extended,
    ),
    ActType(
        key="denunciation.concluded.v1", codes=("denunciation_concluded",),
        name_vi="Kết luận nội dung tố cáo, quyết định xử lý tố cáo", name_en="Denunciation concluded",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD,
        law=("BLTTHS-2015/481/1", "BLTTHS-2015/481/3"), lawful_from=SETTLING,
        ends=("denunciation_30d@481.3", "custody_denunciation_24h@481.4"), data=Concluded, apply=_resolved,
    ),
    ActType(
        key="diversion_complaint.received.v1", codes=("juvenile_diversion_complaint_received",),
        name_vi="Thông báo tiếp nhận khiếu nại, kiến nghị về xử lý chuyển hướng",
        name_en="Complaint on diversion received",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=("LTPNCTN-2024",), form="200/HS",
        lawful_from=(NEW,), data=DiversionComplaintReceived, apply=_diversion_received,
        confirmed=False, source=UNREAD,
    ),
    ActType(
        key="diversion_complaint.settled.v1", codes=("juvenile_diversion_complaint_resolved",),
        name_vi="Quyết định giải quyết khiếu nại, kiến nghị về xử lý chuyển hướng",
        name_en="Complaint on diversion settled",
        module="M9", issuer="procuracy", kinds=COMPLAINT, signed_by=HEAD, law=("LTPNCTN-2024",),
        form="201/HS, 202/HS", lawful_from=("accepted",), data=DiversionComplaintSettled, apply=_resolved,
        confirmed=False, source=UNREAD,
    ),
)  # fmt: skip
