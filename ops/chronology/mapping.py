"""One table: every free-hand act code of a chronology, and the act of the catalogue that it is.

A row lists steps; each step whose condition holds is recorded, because the press often tells two decisions in one
breath ("approves the charge and the order of arrest"). A row without a step, or none of whose steps holds, is a fact:
it is recorded as `fact.noted.v1`, with the reason why it is no procedural act. Members of `data` are values, or are
read off the context; what the shape of an act's data has in common (issuer, accused, number, note) is filled in by
`ops/chronology/filling.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ops.chronology import telling as t
from ops.chronology.telling import Context

FACT = "fact.noted.v1"
Value = Any  # a JSON value, or a function of the context; None leaves the member out


@dataclass(frozen=True)
class Step:
    """One act of the catalogue."""

    type: str
    data: Mapping[str, Value] = field(default_factory=dict)
    when: Callable[[Context], bool] = t.always
    each: bool = False  # one act for each accused
    implies: str = ""  # type of the order that this act answers: added as inferred where it was not published
    elsewhere: bool = False  # in the part of the case that the text names, not in the one that it belongs to
    links: tuple[tuple[str, str], ...] = ()  # (relation, type of the act linked to)


@dataclass(frozen=True)
class Row:
    """What a code is."""

    code: str
    steps: tuple[Step, ...]
    reason: str = ""  # why it is a fact where no step holds


def _row(code: str, *steps: Step, reason: str = "") -> Row:
    return Row(code, steps, reason)


def _one(code: str, type_key: str, **data: Value) -> Row:
    return Row(code, (Step(type_key, data),))


def _either(code: str, own: str, other: str, **data: Value) -> Row:
    """One act when a procuracy issues it, another when another agency does."""
    return _row(code, Step(own, data, t.by_procuracy), Step(other, data, t.by_agency))


def _fact(code: str, reason: str) -> Row:
    return Row(code, (), reason)


BACKGROUND = "what happened, not an act of procedure"
ADMINISTRATIVE = "an administrative act, outside criminal procedure"
DISCIPLINE = "a matter of service or discipline, not of criminal procedure"
ABROAD = "an act of a foreign state's procedure"
POLITICAL = "direction or report within the executive, not a procedural decision"

ROWS: tuple[Row, ...] = (
    # sources of information on crime
    _one("crime_reported", "source.received.v1", source="crime_report", summary=t.name, offence=None),
    _one("crime_report_filed", "source.received.v1", source="denunciation", summary=t.name, informant=t.informant,
         denounced=t.denounced),
    _one("crime_report_accepted", "source.received.v1", source="crime_report", summary=t.name),
    _one("crime_report_withdrawn", "denunciation.withdrawn.v1", ground=t.name),
    _either("prosecution_refused", "opening.refused_by_procuracy.v1", "opening.refused.v1", ground=t.told),
    _one("prosecution_refusal_annulled", "opening.refusal_annulled.v1", ground=t.told),
    _fact("incident_occurred", BACKGROUND),
    _fact("alleged_act_committed", BACKGROUND),
    _fact("suspect_identified", BACKGROUND),
    _fact("information_published_abroad", BACKGROUND),
    # opening and charging
    _row("case_initiated",
         Step("case.opened.v1", {"offences": t.offences_named, "facts": t.title}, t.without_source),
         Step("case.opened.v1", {"offences": t.offences_named, "facts": t.title}, t.with_source,
              links=(("opened_from", "source.received.v1"),)),
         Step("source.led_to_case.v1", {}, t.with_source, links=(("opens", "case.opened.v1"),))),
    _row("accused_charged",
         Step("case.opened.v1", {"offences": t.offences_of_accused, "facts": t.title}, t.opens_too),
         Step("accused.charged.v1")),
    _one("additional_accused_charged", "accused.charged.v1"),
    _row("charge_decision_approved",
         Step("charge.approved.v1"),
         Step("remand.approved.v1", {}, t.approves_remand, implies="remand.ordered.v1")),
    _row("charge_changed", Step("charge.changed.v1", {"charges": t.charges_named}, t.names_charges, each=True),
         reason="the new charge was not published"),
    _row("charge_supplemented",
         Step("charge.supplemented.v1", {"charges": t.charges_named}, t.names_charges, each=True),
         reason="the added charge was not published"),
    # held, arrested, in custody, remanded
    _one("emergency_arrest_made", "holding.ordered.v1"),
    _one("flagrante_arrest_made", "person.arrested.v1", manner="in_the_act"),
    _one("arrest_made", "person.arrested.v1", manner="unstated"),
    _one("arrest_for_detention_executed", "person.arrested.v1", manner="for_remand"),
    _row("wanted_person_arrested",
         Step("extradition.person_arrested.v1", {"content": t.name}, t.in_extradition),
         Step("person.arrested.v1", {"manner": "wanted"}, t.not_in_extradition)),
    _one("custody_ordered", "custody.ordered.v1", until=t.last_day),
    _one("custody_extended", "custody.extended.v1", until=t.last_day),
    _one("detention_ordered", "remand.ordered.v1", months=t.months, arrest=t.arrest_ordered),
    _fact("detention_extended",
          "extending remand is for the procuracy (BLTTHS 173/2); neither its decision nor the months were published"),
    _row("preventive_measure_replaced", Step("person.released.v1", {"ground": t.name}, t.sets_free),
         reason="neither the measure replaced nor the new one was published"),
    _either("residence_ban_imposed", "residence_ban.ordered_by_procuracy.v1", "residence_ban.ordered.v1",
            since=t.valid_from, until=t.valid_to),
    _one("residence_ban_cancelled", "residence_ban.annulled.v1", ground=t.name),
    # the investigation
    _one("search_conducted", "search.conducted.v1", place=t.place),
    _one("psychiatric_examination_requested", "examination.requested.v1", subject=t.subject),
    _one("investigative_experiment_conducted", "experiment.conducted.v1"),
    _one("wanted_notice_issued", "wanted_notice.issued.v1", scope=t.notice_scope),
    _row("defence_counsel_appointed",
         Step("counsel.registered.v1", {"counsel": t.counsel, "appointed": True}, each=True)),
    _one("accused_died", "accused.died.v1"),
    _one("investigation_terminated_as_to_accused", "investigation.discontinued.v1", ground=t.name),
    _row("investigation_terminated_partially",
         Step("investigation.discontinued.v1", {"ground": t.name, "charges": t.offences_named}, t.names_offences),
         reason="which offences were dropped was not published"),
    _row("case_separated",
         Step("case.split.v1", {"reasons": t.told, "offences": t.offences_named, "accused": t.persons_leaving}),
         Step("case.opened_on_split.v1", {"stage": "investigation", "facts": t.name}, t.names_other_part,
              elsewhere=True, links=(("split_from", "case.split.v1"),))),
    _fact("case_separated_or_merged", "several decisions told as one, none of them published by itself"),
    _one("investigation_concluded", "investigation.concluded.v1", proposed=t.number_of_accused, content=t.name),
    _one("supplementary_investigation_concluded", "supplementary_investigation.concluded.v1",
         proposed=t.number_of_accused, content=t.name),
    _one("conclusion_notified", "conclusion.notified.v1", recipients=t.name),
    _one("reinvestigation_accepted", "reinvestigation.accepted.v1"),
    # the decision on prosecution
    _one("file_returned_by_procuracy", "file.returned.v1", matters=t.matters),
    _one("indictment_issued", "indictment.issued.v1", indicted=t.number_of_accused, summary=t.name),
    _one("indictment_served", "indictment.served.v1", document=t.name),
    _one("fugitive_notice_published", "absentee.notified.v1", content=t.name),
    _one("prosecution_delegated", "lower_procuracy.assigned.v1", to_unit=t.lower_procuracy),
    _one("administrative_handling_recommended", "recommendation.issued.v1", to_agency=t.addressee, content=t.name),
    _one("supervisory_instruction_issued", "instruction.given.v1", to_unit=t.unit_in_charge, content=t.told),
    _one("case_terminated", "case.discontinued.v1", ground=t.name),
    _one("case_terminated_as_to_accused", "case.discontinued.v1", ground=t.name),
    _one("decision_served", "decision.served.v1", document=t.name),
    # trial at first instance
    _one("trial_scheduled", "trial.scheduled.v1", scheduled_for=t.scheduled_for),
    _one("trial_rescheduled", "trial.postponed.v1", resumes_on=t.scheduled_for, reason=t.told),
    _fact("trial_decision_served",
          "service by a court; the decision itself was not published, and the catalogue has no act for its service"),
    _one("trial_opened", "trial.opened.v1", absent=t.absent, in_absence=t.tried_in_absence),
    _one("trial_reopened", "trial.opened.v1"),
    _one("trial_opened_and_adjourned", "trial.postponed.v1", resumes_on=t.scheduled_for, reason=t.told),
    _one("sentence_proposed", "sentence.proposed.v1", proposal=t.told, stage=t.instance),
    _one("return_requested_at_trial", "return.requested.v1", matters=t.matters),
    _one("closing_arguments_completed", "trial.adjourned.v1", reason=t.name),
    _one("file_returned_by_court", "file.returned_by_court.v1", by=t.returned_by, matters=t.matters),
    _one("first_instance_judgment_pronounced", "judgment.pronounced.v1", outcomes=t.first_outcomes, summary=t.told),
    _one("accused_released_at_court", "defendant.released.v1", ground=t.name),
    # appeal
    _one("appeal_filed", "appeal.filed.v1", by=t.appellants, scope=t.told),
    _one("appeal_amended", "appeal.amended.v1", by=t.appellants, scope=t.told),
    _one("appeal_hearing_scheduled", "appeal_hearing.scheduled.v1", scheduled_for=t.scheduled_for),
    _one("appeal_hearing_adjourned", "appeal_hearing.postponed.v1", resumes_on=t.scheduled_for, reason=t.told),
    _one("appeal_hearing_opened", "appeal_hearing.opened.v1"),
    _one("appeal_hearing_reopened", "appeal_hearing.opened.v1"),
    _one("appeal_judgment_pronounced", "appeal_judgment.pronounced.v1", outcomes=t.appeal_outcomes,
         result=t.appeal_result, summary=t.told),
    # review of judgments in force
    _one("petition_filed", "cassation.requested.v1", by=t.petitioner, content=t.name),
    _one("protest_recommended_by_parliament_committee", "cassation.requested.v1", by="national_assembly",
         content=t.name),
    _one("file_called_for_cassation_review", "file.called_by_court.v1", to=t.agency),
    _either("cassation_protest_refused", "cassation.protest_declined.v1", "cassation.protest_declined_by_court.v1",
            ground=t.told),
    _row("cassation_protest_filed",
         Step("cassation.protested.v1", {"replaces": t.replaced_decision}, t.by_procuracy),
         Step("cassation.protested_by_court.v1", {}, t.by_agency)),
    _one("cassation_hearing_opened", "cassation_hearing.opened.v1"),
    _row("cassation_decision_issued",
         Step("cassation.decided.v1", {"result": t.cassation_result, "summary": t.name}, t.cassation_result_told),
         reason="what was decided was not published"),
    _one("cassation_protest_rejected", "cassation.decided.v1", result="protest_rejected", summary=t.name),
    _one("cassation_review_requested", "council_decision.review_recommended.v1", ground=t.told),
    # death sentences
    _row("clemency_petition_filed", Step("clemency.petitioned.v1", {"penalty": "death"}, each=True)),
    _row("clemency_petition_decided",
         Step("clemency.decided.v1", {"penalty": "death", "result": "considered"}, each=True)),
    _row("clemency_refused", Step("clemency.decided.v1", {"penalty": "death", "result": "refused"}, each=True)),
    _row("execution_stayed", Step("execution.stayed.v1", {"penalty": "death", "ground": t.told}, each=True)),
    _row("death_sentence_executed", Step("death_sentence.executed.v1", {"penalty": "death"}, each=True)),
    # complaints and denunciations of officers
    _one("complaint_filed", "complaint.received.v1", author=t.author, against=t.name, summary=t.told),
    _row("complaint_rejected", Step("complaint.settled_by_agency.v1", {"result": "rejected", "ground": t.name},
         t.by_agency), reason="at which instance the procuracy settled the complaint was not published"),
    _one("officers_denounced", "officer_denunciation.received.v1", author=t.author, denounced=t.denounced,
         against=t.name, summary=t.told),
    _fact("decision_refused_by_recipient", "a person's refusal to take a document, no act of an authority"),
    _fact("compensation_claim_registered", "a claim under civil procedure"),
    # mutual legal assistance and extradition
    _row("mla_request_received",
         Step("assistance.request_received.v1", {"foreign_state": t.foreign_state, "subject": t.name,
              "basis": t.treaty_basis}, t.names_foreign_state), reason="the requesting state was not published"),
    _one("mla_request_transferred", "assistance.forwarded.v1", to=t.addressee, content=t.name),
    _one("mla_request_assigned_for_execution", "assistance.assigned.v1", to=t.addressee, content=t.told),
    _row("mla_request_sent",
         Step("assistance.request_sent.v1", {"foreign_state": t.foreign_state, "subject": t.name},
              t.names_foreign_state), reason="the requested state was not published"),
    _one("extradition_request_received", "extradition.requested.v1", foreign_state=t.foreign_state,
         offences=t.offences_of_accused, content=t.told),
    _one("extradition_request_checked", "extradition.checked.v1", content=t.told),
    _one("detention_for_extradition_ordered", "extradition.remand_ordered.v1", content=t.told),
    _one("extradition_file_transferred", "extradition.file_transferred.v1", content=t.name),
    _one("extradition_file_accepted", "extradition.accepted_by_court.v1", content=t.name),
    _one("extradition_hearing_opened", "extradition_hearing.opened.v1", content=t.name),
    _one("extradition_approved", "extradition.decided.v1", result="granted", content=t.name),
    _one("appeal_right_waived", "extradition.appeal_waived.v1", content=t.name),
    _one("extradited_person_handed_over", "extradition.handed_over.v1", content=t.name),
    _fact("entry_recorded", BACKGROUND),
    _fact("foreign_prosecutors_consulted", ABROAD),
    _fact("foreign_trial_opened", ABROAD),
    _fact("verification_result_reported", POLITICAL),
    # around the procedure
    _fact("escape_from_detention", "background from another case"),
    _fact("administrative_inspection_conducted", ADMINISTRATIVE),
    _fact("administrative_penalty_imposed", ADMINISTRATIVE),
    _fact("administrative_penalty_paid", ADMINISTRATIVE),
    _fact("ministry_direction_given", POLITICAL),
    _fact("task_force_established", POLITICAL),
    _fact("suspension_from_office_directed", POLITICAL),
    _fact("suspension_from_office_ordered", DISCIPLINE),
    _fact("suspension_from_duty_ordered", DISCIPLINE),
    _fact("service_title_removed", DISCIPLINE),
    _fact("prosecutors_suspended_from_duty", DISCIPLINE),
    _fact("disciplinary_decision_announced", DISCIPLINE),
    _fact("public_apology_held", "compensation by the State, under a law of its own"),
)  # fmt: skip

TABLE: Mapping[str, Row] = {row.code: row for row in ROWS}
UNKNOWN = "the code stands in no row of the table"


def row_of(code: str) -> Row:
    """The row of a code; a code that the table does not know is a fact."""
    return TABLE.get(code) or _fact(code, UNKNOWN)
