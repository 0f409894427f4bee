"""Execution, complaints, dossiers, petitions, inspections: AR-061, AR-062, AR-080 to AR-103, AR-121."""

from collections.abc import Iterator
from datetime import date

from domain.audit.finding import At, Memory
from domain.audit.shapes import Broken, Check, Obligation

SERVING = (
    "convict.surrendered.v1", "convict.escorted.v1", "convict.wanted.v1", "imprisonment.commenced.v1",
    "imprisonment_deferral.decided.v1", "imprisonment.suspended.v1", "sentence.exempted.v1", "convict.died.v1",
    "community_sentence.commenced.v1", "enforcement.delegated.v1", "enforced_judgment.quashed.v1", "amnesty.granted.v1",
    "sentence.completed.v1", "judgment_enforcement_record.closed.v1",
)  # fmt: skip
CLASSIFIED = (
    "complaint.classified.v1", "complaint.transferred.v1", "complaint.returned.v1", "complaint.not_accepted.v1",
    "complaint.accepted.v1", "custody_complaint.accepted.v1", "denunciation.accepted.v1",
    "denunciation.handled_as_source.v1", "complaint.withdrawn.v1", "settlement.demanded.v1",
)  # fmt: skip
CONCLUDED = (
    "inspection.concluded.v1", "source_direct_supervision.concluded.v1", "custody_supervision.concluded.v1",
    "settlement_supervision.concluded.v1",
)  # fmt: skip


def _to_prison(at: At) -> bool:
    return bool(at.act.data.penalty == "imprisonment")


def _until(at: At) -> date | None:
    until: date | None = at.act.data.until
    return until


def _remedy_due(at: At) -> date | None:
    due: date | None = at.act.data.remedy_due
    return due


def _fewer_folios(memory: Memory, at: At) -> Iterator[Broken]:
    known, count = at.before.last_page, at.act.data.folio_total
    if known and count != known:
        yield Broken({"count": count, "known": known})


def _not_checked(memory: Memory, at: At) -> Iterator[Broken]:
    if not at.act.data.quality_checked:
        yield Broken({"scan_profile": at.act.data.scan_profile})


RULES: tuple[Obligation | Check, ...] = (
    Obligation(
        rule="AR-061", opened_by=("enforcement_decision.received.v1",), when=_to_prison, within="begin_serving",
        fulfilled_by=SERVING,
    ),
    Obligation(
        rule="AR-062", opened_by=("imprisonment_deferral.decided.v1", "imprisonment.suspended.v1"), until=_until,
        fulfilled_by=(
            "imprisonment_deferral.cancelled.v1", "imprisonment.resumed.v1", "imprisonment_deferral.decided.v1",
            "imprisonment.suspended.v1", "deferral_or_suspension.proposed.v1", *SERVING,
        ),
    ),
    Obligation(
        rule="AR-080", opened_by=("complaint.settled.v1",), within="send_settlement",
        fulfilled_by=("settlement_document.sent.v1", "decision.served.v1"),
    ),
    Obligation(
        rule="AR-082", opened_by=("complaint.received.v1", "officer_denunciation.received.v1"),
        within="classify_petition", fulfilled_by=CLASSIFIED,
    ),
    Check("AR-090", ("dossier.closed.v1",), _fewer_folios),
    Obligation(
        rule="AR-091", opened_by=("dossier.handed_over.v1",), within="acknowledge_receipt",
        fulfilled_by=("dossier.received.v1", "service_receipt.confirmed.v1"),
    ),
    Obligation(
        rule="AR-094", opened_by=("dossier.closed.v1",), within="archive", fulfilled_by=("dossier.archived.v1",),
        void=("dossier.reopened.v1",),
    ),
    Check("AR-095", ("document.digitised.v1",), _not_checked),
    Obligation(
        rule="AR-095", opened_by=("dossier.fully_digitised.v1",), within="certify_copy",
        fulfilled_by=("digital_copy.certified.v1",),
    ),
    Obligation(
        rule="AR-103", within="answer_petition",
        opened_by=(
            "violation_remedy_petition.issued.v1", "court_violation_petition.issued.v1",
            "sentence_case_petition.issued.v1",
        ),
        fulfilled_by=(
            "petition.answered.v1", "petition.accepted.v1", "petition.rejected.v1",
            "petition_implementation.verified.v1",
        ),
        void=("petition.withdrawn.v1",),
    ),
    Obligation(
        rule="AR-121", opened_by=CONCLUDED, until=_remedy_due,
        fulfilled_by=("inspection_finding.remedied.v1", "petition_implementation.verified.v1"),
    ),
)  # fmt: skip
