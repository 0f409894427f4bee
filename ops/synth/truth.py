"""What is wrong in histories on purpose, so that findings can be checked against it."""

from typing import Any, NamedTuple
from uuid import UUID

# violation of the model -> rule of the catalogue of findings that it breaks, and the limit that came late, if any
RULES: dict[str, tuple[str, str]] = {
    "late_source_settlement": ("AR-001", "source_resolution"),
    "missing_source_assignment": ("AR-003", ""),
    "missing_verification_request": ("AR-004", ""),
    "unreviewed_source_suspension": ("AR-005", ""),
    "late_refusal_sent": ("AR-006", "no_case_decision_send"),
    "informant_not_told": ("AR-007", ""),
    "late_charge_approval": ("AR-010", "charge_approval"),
    "unanswered_charge": ("AR-010", ""),  # what comes with the next one
    "missing_charge_approval": ("AR-011", ""),
    "no_crime_discontinued": ("AR-014", ""),
    "overdue_detention": ("AR-020", "detention_investigation"),
    "custody_gap": ("AR-021", ""),
    "custody_too_long": ("AR-022", ""),
    "released_without_ground": ("AR-024", ""),
    "absent_prosecutor": ("AR-030", ""),
    "unreviewed_stop": ("AR-033", ""),
    "late_source_extension": ("AR-002", ""),
    "late_prosecution_extension": ("AR-041", ""),
    "return_without_ground": ("AR-043", ""),
    "contradicting_act": ("AR-131", ""),
    "unassigned_trial_prosecutor": ("AR-055", ""),
    "late_protest": ("AR-053", "protest_judgment_same_level"),
    "protest_withdrawn_without_reason": ("AR-054", ""),
    "convict_not_serving": ("AR-061", ""),
    "unchecked_scan": ("AR-095", ""),
    "supervision_unremedied": ("AR-121", ""),
    "late_custody_extension": ("AR-023", "custody_extension_approval"),
    "missing_investigation_request": ("AR-031", ""),
    "overdue_investigation": ("AR-032", "investigation"),
    "late_indictment": ("AR-040", "prosecution_decision"),
    "late_indictment_service": ("AR-044", "prosecution_decision_notice"),
    "late_file_to_court": ("AR-044", "file_to_court"),  # what comes with the one before
    "other_offence_convicted": ("AR-045", ""),
    "late_judgment_sent_up": ("AR-050", ""),
    "missing_review_slip": ("AR-052", ""),
    "unseen_fault": ("AR-051", ""),  # what may come with the one before
    "missing_minutes_check": ("AR-056", ""),
    "late_enforcement_decision": ("AR-060", "enforcement_decision"),
    "late_complaint": ("AR-080", "complaint_prosecutor_first"),
    "unclassified_complaint": ("AR-082", ""),
    "missing_assignment_handover": ("AR-092", ""),
    "folio_gap": ("AR-090", ""),
    "folio_count_differs": ("AR-091", ""),
    "handover_without_receipt": ("AR-091", ""),
    "petition_unanswered": ("AR-103", ""),
    "number_gap": ("AR-101", ""),
    "number_duplicate": ("AR-101", ""),
    "backdated_entry": ("AR-101", ""),
}


class Truth(NamedTuple):
    """One violation that was put in."""

    violation: str  # of the model
    stream: UUID
    versions: tuple[int, ...]  # acts concerned
    person: UUID | None = None
    other: tuple[UUID, int] | None = None  # act of another stream that is as much concerned

    @property
    def rule(self) -> str:
        """The rule of the catalogue of findings."""
        return RULES[self.violation][0]

    @property
    def limit(self) -> str:
        """The limit that came late; empty when none did."""
        return RULES[self.violation][1]

    def row(self) -> dict[str, Any]:
        """As it stands in the file of truth."""
        person = None if self.person is None else str(self.person)
        other = None if self.other is None else {"stream": str(self.other[0]), "version": self.other[1]}
        return {
            "rule": self.rule, "violation": self.violation, "limit": self.limit, "stream": str(self.stream),
            "versions": list(self.versions), "person": person, "other": other,
        }  # fmt: skip
