"""Module 1: a source is verified. BLTTHS-2015/145, 147, 150, 159, 160

The procuracy requires, demands documents, extends the time, decides conflicts of competence, and takes over what an
agency does not put right.
"""

from calendar import monthrange
from datetime import date
from typing import Literal

from domain.acts.changes import leads_to, unchanged
from domain.acts.information_sources import SOURCE, still_with_agency
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.data import Count, Day, Id, Text, Word
from domain.law.limits import SOURCE_EXTENSIONS
from domain.states.information_source import InformationSource

Ground = Literal["serious_violation", "omitted_crime"]  # BLTTHS-2015/145/3/c


class Demand(Own):
    """The procuracy requires something of the investigating body."""

    demands: tuple[Text, ...] = ()
    due_on: Day | None = None
    addressee: Word | None = None  # agency


class HandlingDemanded(Own):
    """The agency is to accept, verify or decide as the law says."""

    violation: Text
    demand: Text
    addressee: Word
    due_on: Day | None = None


class DocumentsDemanded(Own):
    """Documents are to be given to the procuracy for its supervision."""

    documents: tuple[Text, ...]
    addressee: Word
    due_on: Day | None = None


class TransferDemanded(Own):
    """The file of the source is to be given over for direct handling."""

    ground: Ground
    addressee: Word


class TakenOver(Own):
    """The procuracy handles the source itself from now on."""

    ground: Ground
    file_received_on: Day
    prosecutor: Id


class Prolonged(Supervised):
    """The agency makes its time longer by its own decision."""

    reason: Literal["complex", "many_places"]
    until: Day  # last day


class ExtensionRequested(Supervised):
    """The agency asks the procuracy for more time."""

    current_end: Day  # last day of the time now running
    reason: Text
    file_received_on: Day


class Extended(Own):
    """The time for settling the source is extended."""

    since: Day | None = None  # end of the time that ran before
    until: Day | None = None  # last day
    days: Count | None = None
    reason: Text | None = None


class DisputeDecided(Own):
    """The procuracy says which body is competent."""

    competent: Word
    disputing: tuple[Word, ...] = ()
    reason: Text | None = None


def months_after(day: date, months: int) -> date:
    """The day with the same number `months` later; the last one of the month when there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def extension_left(state: InformationSource, question: Question) -> Breach | None:
    """The time is extended once at most, and by two months at most. BLTTHS-2015/147/2"""
    data = question.act.data
    if state.extensions >= SOURCE_EXTENSIONS:
        return Breach("no_extension_left", "BLTTHS-2015/147/2", {"extensions": state.extensions})
    if data.since and data.until and data.until > months_after(data.since, 2):
        return Breach("source_time_too_long", "BLTTHS-2015/147/2", {"until": data.until.isoformat(), "months": 2})
    return None


def prolonged_within(state: InformationSource, question: Question) -> Breach | None:
    """The agency's own decision makes the time two months at most, from receipt. BLTTHS-2015/147/2"""
    until = question.act.data.until
    if state.since is None or until <= months_after(state.since, 2):
        return None
    return Breach("source_time_too_long", "BLTTHS-2015/147/2", {"until": until.isoformat(), "months": 2})


def asked_in_time(state: InformationSource, question: Question) -> Breach | None:
    """An extension is asked for five days before the time ends, at the latest. BLTTHS-2015/147/2"""
    left = (question.act.data.current_end - question.day).days
    if left >= 5:
        return None
    return Breach("extension_asked_late", "BLTTHS-2015/147/2", {"days": left})


def demanded_before(state: InformationSource, question: Question) -> Breach | None:
    """A source is taken only after a written demand that was not complied with. BLTTHS-2015/145/3/c"""
    if state.requests:
        return None
    return Breach("demand_missing", "BLTTHS-2015/145/3/c")


def handled_by_procuracy(state: InformationSource, question: Question) -> Breach | None:
    """Only a source that the procuracy has taken over is decided on by it. BLTTHS-2015/147/4, 145/3/c"""
    if state.taken_over:
        return None
    return Breach("source_not_taken_over", "BLTTHS-2015/147/4")


def _requested(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(requests=(*state.requests, recorded.version))


@leads_to("verification")
def _taken_over(state: InformationSource, recorded: Recorded) -> InformationSource:
    prosecutors = tuple(dict.fromkeys((*state.prosecutors, recorded.act.data.prosecutor)))
    return state.evolved(stage="verification", taken_over=recorded.version, prosecutors=prosecutors)


def _extended(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(extensions=state.extensions + 1)


CHAPTER = (
    ActType(
        key="verification.requested.v1", codes=("verification_requirements_issued",),
        name_vi="Yêu cầu kiểm tra, xác minh nguồn tin về tội phạm",
        name_en="Verification of the source requested",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/159/2",), form="05/HS", lawful_from=("verification", "suspended"),
        data=Demand, apply=_requested,
    ),
    ActType(
        key="source_handling.demanded.v1", codes=("source_handling_demanded",),
        name_vi="Yêu cầu tiếp nhận, kiểm tra, xác minh, ra quyết định giải quyết nguồn tin",
        name_en="Demand to accept, verify and decide on the source",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/160/3/a",), form="06/HS",
        lawful_from=("verification", "received", "forwarded", "suspended"),
        data=HandlingDemanded, apply=_requested,
    ),
    ActType(
        key="source_documents.demanded.v1", codes=("source_documents_demanded",),
        name_vi="Yêu cầu cung cấp tài liệu để kiểm sát việc giải quyết nguồn tin",
        name_en="Documents demanded for supervision of the source",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/160/3/c", "BLTTHS-2015/160/5"), form="07/HS",
        lawful_from=("verification", "suspended", "opening_refused"),
        data=DocumentsDemanded, apply=unchanged,
    ),
    ActType(
        key="source_dossier_transfer.demanded.v1", codes=("source_dossier_transfer_demanded",),
        name_vi="Yêu cầu chuyển hồ sơ nguồn tin để Viện kiểm sát trực tiếp giải quyết",
        name_en="Transfer of the source demanded for direct handling",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/145/3/c", "BLTTHS-2015/146/2"), form="08/HS",
        lawful_from=("verification", "suspended"), checks=(demanded_before,),
        starts=("source_dossier_transfer_5d@146.2",), data=TransferDemanded, apply=unchanged,
    ),
    ActType(
        key="source.taken_over.v1", codes=("source_taken_over",),
        name_vi="Viện kiểm sát thụ lý, trực tiếp giải quyết nguồn tin về tội phạm",
        name_en="Source taken over for direct handling by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/145/3/c", "BLTTHS-2015/147/4", "BLTTHS-2015/159/5"),
        lawful_from=("verification", "suspended", "received"), checks=(demanded_before,),
        starts=("source_verification_20d@147.4",), ends=("source_dossier_transfer_5d@146.2",),
        data=TakenOver, apply=_taken_over,
    ),
    ActType(
        key="source_verification.prolonged.v1", codes=("source_verification_prolonged",),
        name_vi="Kéo dài thời hạn kiểm tra, xác minh (không quá 02 tháng)",
        name_en="Verification prolonged by the agency because of complexity",
        module="M1", issuer="investigating_body", kinds=SOURCE, law=("BLTTHS-2015/147/2",),
        lawful_from=("verification",), checks=(still_with_agency, prolonged_within),
        extends=("source_verification_2m@147.2",), data=Prolonged, apply=unchanged,
    ),
    ActType(
        key="source_extension.requested.v1", codes=("source_extension_requested",),
        name_vi="Đề nghị gia hạn thời hạn kiểm tra, xác minh nguồn tin",
        name_en="Extension of verification requested",
        module="M1", issuer="investigating_body", kinds=SOURCE, law=("BLTTHS-2015/147/2",),
        lawful_from=("verification",), checks=(still_with_agency, asked_in_time),
        ends=("source_extension_request_5d_before@147.2",), data=ExtensionRequested, apply=unchanged,
    ),
    ActType(
        key="source.extended.v1", codes=("source_verification_extended",),
        name_vi="Gia hạn thời hạn giải quyết nguồn tin về tội phạm",
        name_en="Time for settling the source extended",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/147/2", "BLTTHS-2015/159/3"), form="09/HS",
        lawful_from=("verification",), checks=(extension_left,), extends=("source_verification_ext_2m@147.2",),
        data=Extended, apply=_extended,
    ),
    ActType(
        key="source.dispute_decided.v1", codes=("source_competence_dispute_decided",),
        name_vi="Giải quyết tranh chấp thẩm quyền giải quyết nguồn tin về tội phạm",
        name_en="Conflict of competence over the source decided",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/150", "BLTTHS-2015/160/4"), form="13/HS",
        lawful_from=("received", "forwarded", "verification"),
        data=DisputeDecided, apply=unchanged,
    ),
)  # fmt: skip
