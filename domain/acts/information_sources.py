"""Module 1: sources of information on crime (nguồn tin về tội phạm). BLTTHS-2015/143-161

Received, taken for supervision, verified, and settled: a case is opened, opening is refused, or the
verification is suspended. Fed from here: register SO-04.
"""

from typing import Literal

from domain.acts.changes import to_stage, unchanged
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import linked
from domain.kernel.data import Count, Day, Flagged, Text, Word
from domain.law.limits import SOURCE_EXTENSIONS
from domain.states.information_source import InformationSource
from domain.states.parts import Charge, Party

SOURCE = ("information_source",)
VERIFYING = ("verification", "received", "forwarded")


class Received(Supervised):
    """A denunciation, crime report or initiation proposal comes in."""

    source: Literal["denunciation", "crime_report", "initiation_proposal", "surrender", "detected"]
    informant: Party | None = None
    denounced: tuple[Party, ...] = ()
    summary: Text
    offence: Charge | None = None
    received_on: Day | None = None
    register_number: Word | None = None


class TakenForSupervision(Own):
    """The procuracy enters the source in its register."""

    taken_on: Day | None = None  # where it differs from the day of the act
    register_number: Word | None = None


class Forwarded(Supervised):
    """The source goes to the body competent to settle it."""

    to_agency: Word


class Demand(Own):
    """The procuracy requires something of the investigating body."""

    demands: tuple[Text, ...] = ()
    due_on: Day | None = None


class Extended(Own):
    """The time for settling the source is extended."""

    until: Day | None = None  # last day
    days: Count | None = None
    reason: Text | None = None


class Grounded(Supervised):
    """A decision with its ground."""

    ground: Text | None = None


class OwnGrounded(Own):
    """A decision of the procuracy with its ground."""

    ground: Text | None = None


class DisputeDecided(Own):
    """The procuracy says which body is competent."""

    competent: Word


class LedToCase(Supervised):
    """A case was opened on this source, in a stream of its own."""

    offence: Charge | None = None


class Noticed(Own):
    """The result of supervising a decision of the investigating body."""

    decision: Literal["opening", "opening_refusal", "suspension", "resumption"]
    well_founded: Flagged
    findings: tuple[Text, ...] = ()


def extension_left(state: InformationSource, question: Question) -> Breach | None:
    """The time is extended once at most. BLTTHS-2015/147/2"""
    if state.extensions < SOURCE_EXTENSIONS:
        return None
    return Breach("no_extension_left", "BLTTHS-2015/147/2", {"extensions": state.extensions})


def not_taken_before(state: InformationSource, question: Question) -> Breach | None:
    """A source is taken for supervision once."""
    if not state.accepted:
        return None
    return Breach("already_taken_for_supervision", "BLTTHS-2015/160/1", {"version": state.accepted})


def _received(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(stage="received", source=recorded.act.data.source)


def _accepted(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(stage="verification", accepted=recorded.version)


def _extended(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(extensions=state.extensions + 1)


def _suspended(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(stage="suspended", suspensions=state.suspensions + 1)


def _requested(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(requests=(*state.requests, recorded.version))


CHAPTER = (
    ActType(
        key="source.received.v1",
        name_vi="Tiếp nhận tố giác, tin báo về tội phạm, kiến nghị khởi tố",
        name_en="Denunciation, crime report or initiation proposal received",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/145/2", "BLTTHS-2015/146/1"), form="01/HS",
        lawful_from=(NEW,), starts=("source_forward_immediately@146.2",),
        data=Received, apply=_received,
    ),
    ActType(
        key="source.forwarded.v1",
        name_vi="Chuyển nguồn tin về tội phạm đến cơ quan có thẩm quyền",
        name_en="Source forwarded to the competent body",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/146/2",), form="02/HS",
        lawful_from=("received", "verification"), ends=("source_forward_immediately@146.2",),
        data=Forwarded, apply=to_stage("forwarded"),
    ),
    ActType(
        key="source.accepted_for_supervision.v1",
        name_vi="Thụ lý kiểm sát việc tiếp nhận, giải quyết nguồn tin về tội phạm",
        name_en="Source taken for supervision by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/160/1", "BLTTHS-2015/146/5"),
        lawful_from=("received", "forwarded"), checks=(not_taken_before,),
        starts=("source_verification_20d@147.1",), ends=("source_intake_notice_3d@146.5",),
        data=TakenForSupervision, apply=_accepted,
    ),
    ActType(
        key="verification.requested.v1",
        name_vi="Yêu cầu kiểm tra, xác minh nguồn tin về tội phạm",
        name_en="Verification of the source requested",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/159/2",), form="05/HS", lawful_from=("verification", "suspended"),
        data=Demand, apply=_requested,
    ),
    ActType(
        key="source.extended.v1",
        name_vi="Gia hạn thời hạn giải quyết nguồn tin về tội phạm",
        name_en="Time for settling the source extended",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/147/2", "BLTTHS-2015/159/3"), form="09/HS",
        lawful_from=("verification",), checks=(extension_left,), extends=("source_verification_ext_2m@147.2",),
        data=Extended, apply=_extended,
    ),
    ActType(
        key="source.suspended.v1",
        name_vi="Tạm đình chỉ việc giải quyết nguồn tin về tội phạm",
        name_en="Settlement of the source suspended",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/148/1", "BLTTHS-2015/147/1"), lawful_from=("verification",),
        starts=("source_suspension_send_24h@148.2",), ends=("source_verification@147",),
        data=Grounded, apply=_suspended,
    ),
    ActType(
        key="source.suspension_annulled.v1",
        name_vi="Hủy bỏ quyết định tạm đình chỉ việc giải quyết nguồn tin về tội phạm",
        name_en="Suspension of the source annulled",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/148/2", "BLTTHS-2015/159/6"), form="11/HS", lawful_from=("suspended",),
        starts=("source_verification_after_annulment_1m@148.2",),
        data=OwnGrounded, apply=to_stage("verification"),
    ),
    ActType(
        key="source.resumed.v1",
        name_vi="Phục hồi giải quyết nguồn tin về tội phạm",
        name_en="Settlement of the source resumed",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/149/1",), lawful_from=("suspended",),
        starts=("source_verification_after_resumption_1m@149.1",),
        data=Grounded, apply=to_stage("verification"),
    ),
    ActType(
        key="source.dispute_decided.v1",
        name_vi="Giải quyết tranh chấp thẩm quyền giải quyết nguồn tin về tội phạm",
        name_en="Conflict of competence over the source decided",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/150", "BLTTHS-2015/160/4"), form="13/HS",
        lawful_from=("received", "forwarded", "verification"),
        data=DisputeDecided, apply=unchanged,
    ),
    ActType(
        key="denunciation.withdrawn.v1",
        name_vi="Rút đơn tố giác",
        name_en="Denunciation withdrawn by its author",
        module="M1", issuer="party", kinds=SOURCE,
        law=("BLTTHS-2015/56",), lawful_from=VERIFYING,
        data=Grounded, apply=to_stage("withdrawn"), confirmed=False,
    ),
    ActType(
        key="opening.demanded.v1",
        name_vi="Yêu cầu khởi tố vụ án hình sự",
        name_en="Opening of a case demanded",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/159/4"), form="17/HS",
        lawful_from=("verification", "suspended", "opening_refused"),
        data=Demand, apply=_requested,
    ),
    ActType(
        key="opening.refused.v1",
        name_vi="Quyết định không khởi tố vụ án hình sự",
        name_en="Opening of a case refused",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/158/1", "BLTTHS-2015/157"), lawful_from=VERIFYING,
        starts=("non_institution_send_24h@158.1",), ends=("source_verification@147",),
        data=Grounded, apply=to_stage("opening_refused"),
    ),
    ActType(
        key="opening.refused_by_procuracy.v1",
        name_vi="Viện kiểm sát ra quyết định không khởi tố vụ án hình sự",
        name_en="Opening of a case refused by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/158/1", "BLTTHS-2015/157", "BLTTHS-2015/147/4"), form="21/HS",
        lawful_from=("verification",), ends=("source_verification@147",),
        data=OwnGrounded, apply=to_stage("opening_refused"),
    ),
    ActType(
        key="opening.refusal_annulled.v1",
        name_vi="Hủy bỏ quyết định không khởi tố vụ án hình sự",
        name_en="Refusal to open a case annulled",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/159/6"), form="22/HS", lawful_from=("opening_refused",),
        data=OwnGrounded, apply=to_stage("verification"),
    ),
    ActType(
        key="source.led_to_case.v1",
        name_vi="Khởi tố vụ án từ nguồn tin về tội phạm",
        name_en="Case opened on the source",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/147/1", "BLTTHS-2015/153/1"), lawful_from=VERIFYING,
        impossible=(linked("opens", "BLTTHS-2015/143"),), ends=("source_verification@147",),
        data=LedToCase, apply=to_stage("case_opened"),
    ),
    ActType(
        key="source.decision_supervised.v1",
        name_vi="Thông báo kết quả kiểm sát quyết định giải quyết nguồn tin về tội phạm",
        name_en="Result of supervising a decision on the source",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/160/3",), lawful_from=("case_opened", "opening_refused", "suspended", "verification"),
        data=Noticed, apply=unchanged,
    ),
)  # fmt: skip
