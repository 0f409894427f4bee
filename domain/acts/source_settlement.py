"""Module 1: a source is settled. BLTTHS-2015/145, 147, 153, 155, 157-161

A case is opened on it, opening is refused, or its author withdraws; the procuracy demands, annuls, and tells
those concerned what came of it.
"""

from typing import Literal

from domain.acts.changes import to_stage, unchanged
from domain.acts.information_sources import SOURCE, VERIFYING, still_with_agency
from domain.acts.shapes import Own, Supervised
from domain.acts.source_suspension import Grounded, OwnGrounded
from domain.acts.source_verification import Demand, handled_by_procuracy
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType
from domain.kernel.checks import linked
from domain.kernel.data import Day, Flagged, Text, Word
from domain.states.information_source import InformationSource
from domain.states.parts import Charge, Party

SETTLED = ("opening_refused", "case_opened", "suspended")

Clause = Literal["1", "2", "3", "4", "5", "6", "7", "8"]  # of BLTTHS-2015/157


class OpeningDemanded(Demand):
    """The agency is to open a case."""

    offence: Charge | None = None
    facts: Text | None = None


class OpeningRefused(Grounded):
    """The agency opens no case."""

    clause: Clause | None = None
    referred_to: Word | None = None  # agency that deals with it administratively


class OpeningRefusedByProcuracy(OwnGrounded):
    """The procuracy opens no case on a source that it handles itself."""

    clause: Clause | None = None
    informant_told_on: Day | None = None


class RefusalAnnulled(OwnGrounded):
    """The procuracy annuls the refusal."""

    opens_itself: Flagged | None = None  # the procuracy opens the case next: BLTTHS-2015/153/3/a


class LedToCase(Supervised):
    """A case was opened on this source, in a stream of its own."""

    offence: Charge | None = None


class Noticed(Own):
    """The result of supervising a decision of the investigating body."""

    decision: Literal["opening", "opening_refusal", "suspension", "resumption"]
    well_founded: Flagged
    findings: tuple[Text, ...] = ()


class ResultNotified(Own):
    """The informant is told what came of the source; a link `concerns` names the decision."""

    addressee: Party


class ResultNotifiedByAgency(Supervised):
    """The agency tells the informant what came of the source."""

    addressee: Party
    copy_received_on: Day | None = None  # by the procuracy


class VictimRequested(Supervised):
    """The victim, or the representative, asks that a case be opened."""

    victim: Party
    representative: Party | None = None
    offence: Charge


def _requested(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(requests=(*state.requests, recorded.version))


CHAPTER = (
    ActType(
        key="victim_request.recorded.v1", codes=("victim_request_recorded",),
        name_vi="Yêu cầu khởi tố của bị hại",
        name_en="Victim's request for opening a case recorded",
        module="M1", issuer="party", kinds=SOURCE, law=("BLTTHS-2015/155/1",),
        lawful_from=("verification", "received"), data=VictimRequested, apply=unchanged,
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
        key="opening.demanded.v1", codes=("institution_demanded",),
        name_vi="Yêu cầu khởi tố vụ án hình sự",
        name_en="Opening of a case demanded",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/159/4"), form="17/HS",
        lawful_from=("verification", "suspended", "opening_refused"),
        data=OpeningDemanded, apply=_requested,
    ),
    ActType(
        key="opening.refused.v1", codes=("case_not_instituted",),
        name_vi="Quyết định không khởi tố vụ án hình sự",
        name_en="Opening of a case refused",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/158/1", "BLTTHS-2015/157", "BLTTHS-2015/147/1"), lawful_from=VERIFYING,
        checks=(still_with_agency,),
        starts=("non_institution_send_24h@158.1",), ends=("source_verification@147",),
        data=OpeningRefused, apply=to_stage("opening_refused"),
    ),
    ActType(
        # Published histories tell of the refusal alone: that the source was not taken over is found, not refused.
        key="opening.refused_by_procuracy.v1", codes=("case_not_instituted_by_procuracy",),
        name_vi="Viện kiểm sát ra quyết định không khởi tố vụ án hình sự",
        name_en="Opening of a case refused by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/158/1", "BLTTHS-2015/157", "BLTTHS-2015/147/4"), form="21/HS",
        lawful_from=("verification",), notes=(handled_by_procuracy,), ends=("source_verification@147",),
        data=OpeningRefusedByProcuracy, apply=to_stage("opening_refused"),
    ),
    ActType(
        key="opening.refusal_annulled.v1", codes=("non_institution_cancelled",),
        name_vi="Hủy bỏ quyết định không khởi tố vụ án hình sự",
        name_en="Refusal to open a case annulled",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/159/6", "BLTTHS-2015/153/3/a"), form="22/HS",
        lawful_from=("opening_refused",),
        data=RefusalAnnulled, apply=to_stage("verification"),
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
    ActType(
        key="source_result.notified.v1", codes=("source_result_notified",),
        name_vi="Thông báo kết quả giải quyết nguồn tin về tội phạm",
        name_en="Result notified to the reporting person or body",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/145/4",), form="30/HS", lawful_from=SETTLED, data=ResultNotified, apply=unchanged,
    ),
    ActType(
        key="source_result.notified_by_agency.v1", codes=("source_result_notified_by_agency",),
        name_vi="Cơ quan điều tra thông báo kết quả giải quyết nguồn tin",
        name_en="Result notified by the investigating body",
        module="M1", issuer="investigating_body", kinds=SOURCE, law=("BLTTHS-2015/145/4",),
        lawful_from=SETTLED, data=ResultNotifiedByAgency, apply=unchanged,
    ),
)  # fmt: skip
