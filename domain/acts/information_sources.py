"""Module 1: sources of information on crime (nguồn tin về tội phạm) come in. BLTTHS-2015/143-146, 151, 152

Received, forwarded to the competent body, notified to the procuracy and taken for supervision. What is done with
them stands in `source_verification` and `source_settlement`. Fed from here: register SO-04.
"""

from datetime import datetime
from typing import Any, Literal

from domain.acts.changes import leads_to, to_stage
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, PROSECUTOR, ActType, Apply, Breach, Question
from domain.kernel.calendar import VIETNAM, day_of
from domain.kernel.data import Day, Flagged, Id, Moment, Text, Word
from domain.states.information_source import InformationSource
from domain.states.parts import Charge, Party, Person

SOURCE = ("information_source",)
VERIFYING = ("verification", "received", "forwarded")
OFFICERS = (*PROSECUTOR, "KTV")  # BLTTHS-2015/43/1: an examiner receives on the prosecutor's assignment

Channel = Literal["in_person", "post", "phone", "online", "media", "agency"]


class Received(Supervised):
    """A denunciation, crime report or initiation proposal comes in."""

    source: Literal["denunciation", "crime_report", "initiation_proposal", "surrender", "detected"]
    informant: Party | None = None
    denounced: tuple[Party, ...] = ()
    summary: Text
    offence: Charge | None = None
    received_on: Day | None = None
    register_number: Word | None = None
    channel: Channel | None = None


class ReportReceived(Own):
    """The procuracy itself receives a denunciation, crime report or initiation proposal."""

    source: Literal["denunciation", "crime_report", "initiation_proposal"]
    channel: Channel
    received_at: Moment
    informant: Party | None = None
    anonymous: Flagged = False
    denounced: tuple[Party, ...] = ()
    summary: Text
    offence: Charge | None = None
    place: Text | None = None  # of the event
    exhibits: tuple[Word, ...] = ()
    receiving_officer: Id
    register_number: Word


class SourceFound(Own):
    """The procuracy finds a sign of crime in its own work; a link `opened_from` names the file it was found in."""

    found_at: Moment
    found_in: Literal["supervision", "trial", "inspection", "complaint", "other"]
    summary: Text
    offence: Charge | None = None


class Surrendered(Own):
    """A person gives himself up to the procuracy."""

    person: Person
    form: Literal["voluntary_surrender", "surrender"]  # before, after the crime or the person was discovered
    received_at: Moment
    notified_agency: Word
    notified_at: Moment


class PreliminarilyChecked(Supervised):
    """The commune police receive a source, check it at once and send it on."""

    received_at: Moment
    summary: Text
    result: Text
    to_agency: Word
    forwarded_at: Moment


class IntakeNotified(Supervised):
    """The investigating body tells the procuracy that it has taken the source up."""

    agency_received_at: Moment  # the time for settling it runs from here
    procuracy_received_at: Moment  # the notice
    investigator: Word | None = None  # official
    register_number: Word
    summary: Text | None = None
    offence: Charge | None = None


class TakenForSupervision(Own):
    """The procuracy enters the source in its register."""

    taken_on: Day | None = None  # where it differs from the day of the act
    register_number: Word | None = None


class Forwarded(Supervised):
    """The source goes to the body competent to settle it."""

    to_agency: Word
    reason: Text | None = None
    procuracy_opinion: Text | None = None


class ReportForwarded(Own):
    """The procuracy sends what it received to the competent investigating body."""

    to_agency: Word
    reason: Text


def not_taken_before(state: InformationSource, question: Question) -> Breach | None:
    """A source is taken for supervision once."""
    if not state.accepted:
        return None
    return Breach("already_taken_for_supervision", "BLTTHS-2015/160/1", {"version": state.accepted})


def notified_forthwith(state: InformationSource, question: Question) -> Breach | None:
    """A surrender is notified after it was received, never before. BLTTHS-2015/152/1"""
    data = question.act.data
    if data.notified_at >= data.received_at:
        return None
    return Breach("moments_reversed", "BLTTHS-2015/152/1", {"first": "received_at", "second": "notified_at"})


def still_with_agency(state: InformationSource, question: Question) -> Breach | None:
    """An agency settles no source that the procuracy has taken over. BLTTHS-2015/145/3"""
    if not state.taken_over:
        return None
    return Breach("source_taken_over", "BLTTHS-2015/145/3", {"version": state.taken_over})


def _entered(source: str) -> Apply:
    """Opens the source; `source` says what it is when the act itself does not."""

    @leads_to("received")
    def apply(state: InformationSource, recorded: Recorded) -> InformationSource:
        data = recorded.act.data
        return state.evolved(stage="received", source=getattr(data, "source", source), since=_since(recorded))

    return apply


def _since(recorded: Recorded) -> Any:
    """The day on which the time for settling the source begins to run."""
    data = recorded.act.data
    for name in ("agency_received_at", "received_at", "found_at", "received_on"):
        found = getattr(data, name, None)
        if found is not None:
            return found.astimezone(VIETNAM).date() if isinstance(found, datetime) else found
    return day_of(recorded.act.occurred_at)


@leads_to("verification")
def _notified(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(stage="verification", since=_since(recorded))


@leads_to("verification")
def _accepted(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(stage="verification", accepted=recorded.version)


CHAPTER = (
    ActType(
        key="source.received.v1",
        name_vi="Tiếp nhận tố giác, tin báo về tội phạm, kiến nghị khởi tố",
        name_en="Denunciation, crime report or initiation proposal received",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/145/2", "BLTTHS-2015/146/1"),
        lawful_from=(NEW,), starts=("source_forward_immediately@146.2",),
        data=Received, apply=_entered("crime_report"),
    ),
    ActType(
        key="crime_report.received.v1", codes=("crime_report_received",),
        name_vi="Viện kiểm sát tiếp nhận tố giác, tin báo về tội phạm, kiến nghị khởi tố",
        name_en="Denunciation, crime report or initiation proposal received by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=OFFICERS,
        law=("BLTTHS-2015/145/2/a", "BLTTHS-2015/146/1", "BLTTHS-2015/160/1"), form="01/HS",
        lawful_from=(NEW,), starts=("source_forward_immediately@146.2",),
        data=ReportReceived, apply=_entered("crime_report"),
    ),
    ActType(
        key="crime_source.found_by_procuracy.v1", codes=("crime_source_found_by_procuracy",),
        name_vi="Viện kiểm sát trực tiếp phát hiện dấu hiệu tội phạm",
        name_en="Sign of crime found directly by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/143/5", "BLTTHS-2015/151", "BLTTHS-2015/153/3/c"),
        lawful_from=(NEW,), starts=("source_forward_immediately@146.2",),
        data=SourceFound, apply=_entered("detected"),
    ),
    ActType(
        key="surrender.received.v1", codes=("surrender_received",),
        name_vi="Tiếp nhận người phạm tội tự thú, đầu thú",
        name_en="Surrender received by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=OFFICERS,
        law=("BLTTHS-2015/152/1", "BLTTHS-2015/160/1"),
        lawful_from=(NEW,), checks=(notified_forthwith,), starts=("surrender_notify_immediately@152.1",),
        data=Surrendered, apply=_entered("surrender"),
    ),
    ActType(
        key="commune_police_preliminary_check.recorded.v1", codes=("commune_police_preliminary_check_recorded",),
        name_vi="Công an cấp xã tiếp nhận, kiểm tra xác minh sơ bộ và chuyển nguồn tin",
        name_en="Commune police received, made a preliminary check and forwarded",
        module="M1", issuer="investigating_body", kinds=SOURCE, law=("BLTTHS-2015/146/3",),
        lawful_from=(NEW,), data=PreliminarilyChecked, apply=_entered("crime_report"),
        confirmed=False, source="BLTTHS 2015; clause amended in 2021 and 2025, amended text not read",
    ),
    ActType(
        key="source.forwarded.v1", codes=("source_competence_transferred",),
        name_vi="Chuyển nguồn tin về tội phạm đến cơ quan có thẩm quyền",
        name_en="Source forwarded to the competent body",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/146/2",),
        lawful_from=("received", "verification"), checks=(still_with_agency,),
        ends=("source_forward_immediately@146.2",),
        data=Forwarded, apply=to_stage("forwarded"),
    ),
    ActType(
        key="crime_report.forwarded.v1", codes=("crime_report_forwarded",),
        name_vi="Viện kiểm sát chuyển nguồn tin về tội phạm cho Cơ quan điều tra có thẩm quyền",
        name_en="Source forwarded by the procuracy to the competent investigating body",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/146/2", "BLTTHS-2015/160/1"), form="02/HS",
        lawful_from=("received",), ends=("source_forward_immediately@146.2",),
        data=ReportForwarded, apply=to_stage("forwarded"),
    ),
    ActType(
        key="crime_report_intake.notified.v1", codes=("crime_report_intake_notified",),
        name_vi="Cơ quan điều tra thông báo việc tiếp nhận nguồn tin cho Viện kiểm sát",
        name_en="Investigating body notified the procuracy that it accepted the source",
        module="M1", issuer="investigating_body", kinds=SOURCE, law=("BLTTHS-2015/146/5",),
        lawful_from=("received", "forwarded", NEW),
        starts=("source_verification_20d@147.1",), ends=("source_intake_notice_3d@146.5",),
        data=IntakeNotified, apply=_notified,
    ),
    ActType(
        key="source.accepted_for_supervision.v1",
        name_vi="Thụ lý kiểm sát việc tiếp nhận, giải quyết nguồn tin về tội phạm",
        name_en="Source taken for supervision by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/160/1", "BLTTHS-2015/146/5"),
        lawful_from=("received", "forwarded", "verification"), checks=(not_taken_before,),
        starts=("source_verification_20d@147.1",), ends=("source_intake_notice_3d@146.5",),
        data=TakenForSupervision, apply=_accepted,
    ),
)  # fmt: skip
