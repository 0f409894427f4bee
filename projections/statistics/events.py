"""What is counted once, when it happens: the acts themselves, beside the stocks that they move.

A measure is the word for what is counted (`case`, `accused`, `source`, ...) and the word for what was done. Which act
counts as what stands in one table; where a datum decides, a small function beside it does. Of all this only what a
form or an indicator asks for (projections/statistics/counted.py) becomes a fact.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from domain.acts.judgment import OutcomeGiven
from domain.kernel.catalogue import CATALOGUE
from domain.limits.due import days_late
from domain.limits.rows import LIMITS
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import Charge
from projections.declaration import Step
from projections.statistics import crimes
from projections.statistics.counted import TIMED, counted
from projections.statistics.crimes import Crime
from projections.words import datum, persons_named


class Event(NamedTuple):
    """Something that counts."""

    measure: str
    amount: int
    person: UUID | None = None
    crime: Crime = crimes.NONE
    juvenile: bool = False
    legal_person: bool = False


WHAT: Mapping[str, str] = {
    "criminal_case": "case", "information_source": "source", "complaint": "complaint", "enforcement": "convict",
    "petition": "petition", "direct_supervision": "direct_supervision", "dossier": "dossier",
    "legal_assistance": "assistance",
}  # fmt: skip

# Words for what was done, each with the acts that did it; an act may stand under several.
WORDS: Mapping[str, tuple[str, ...]] = {
    "accepted": ("source.accepted_for_supervision.v1",),
    "taken_for_supervision": ("case.taken_for_supervision.v1",),
    "prosecutor_assigned": ("prosecutor.assigned.v1",),
    "classified": ("complaint.classified.v1",),
    "verification_requested": ("verification.requested.v1",),
    "handling_demanded": ("source_handling.demanded.v1",),
    "opening_demanded": ("opening.demanded.v1",),
    "refusal_annulled": ("opening.refusal_annulled.v1",),
    "suspension_annulled": (
        "source.suspension_annulled.v1", "investigation.suspension_annulled.v1", "case_suspension.annulled.v1",
    ),
    "discontinuation_annulled": (
        "investigation.discontinuation_annulled.v1", "case_discontinuation.annulled.v1",
    ),
    "extended": ("source.extended.v1", "investigation.extended.v1"),
    "decision_supervised": ("source.decision_supervised.v1",),
    "opening_annulled": ("opening.annulled.v1", "opening.annulled_by_agency.v1"),
    "investigation_requested": ("investigation.requested.v1",),
    "charged": (
        "accused.charged.v1", "legal_person.charged.v1", "accused.charged_by_procuracy.v1",
        "agency_accused.charged.v1",
    ),
    "charged_by_procuracy": ("accused.charged_by_procuracy.v1",),
    "charge_demanded": ("charge.demanded.v1",),
    "charge_approved": ("charge.approved.v1",),
    "charge_annulled": ("charge.annulled.v1",),
    "custody_cancelled": ("custody.annulled.v1",),
    "measure_annulled": ("remand.annulled.v1", "remand.replaced.v1"),
    "released_at_once": ("immediate_release.ordered.v1",),
    "approval_granted": (
        "holding.approved.v1", "custody.extension_approved.v1", "charge.approved.v1", "charge.amendment_approved.v1",
        "remand.approved.v1", "remand.extended.v1", "guarantee.approved.v1", "deposit.approved.v1",
        "search_warrant.approved.v1", "mail_seizure.approved.v1", "special_measure.approved.v1",
        "electronic_supervision.approved.v1", "legal_person_measure.approved.v1",
    ),
    "approval_refused": (
        "holding.refused.v1", "custody.extension_refused.v1", "charge.annulled.v1", "charge.amendment_annulled.v1",
        "remand.refused.v1", "remand.extension_refused.v1", "guarantee.refused.v1", "deposit.refused.v1",
        "search_warrant.refused.v1", "mail_seizure.refused.v1", "special_measure.refused.v1",
        "electronic_supervision.refused.v1", "investigation_extension.refused.v1",
    ),
    "interrogated_by_prosecutor": ("accused.interrogated_by_prosecutor.v1",),
    "violation_petitioned": ("recommendation.issued.v1",),
    "return_settled": ("court_return.settled_by_supplement.v1",),
    "return_declined": ("court_return.declined.v1",),
    "prosecution_withdrawn": ("prosecution.withdrawn.v1", "prosecution.withdrawn_at_trial.v1"),
    "trial_postponed": ("trial.postponed.v1",),
    "trial_opened": ("trial.opened.v1",),
    "appealed": ("appeal.filed.v1",),
    "protested": ("protest.issued.v1",),
    "protest_withdrawn": ("protest.withdrawn.v1",),
    "judgment_reviewed": ("judgment.reviewed.v1",),
    "judgment_received": ("judgment.received.v1",),
    "appeal_hearing_opened": ("appeal_hearing.opened.v1",),
    "cassation_requested": ("cassation.requested.v1",),
    "cassation_declined": ("cassation.protest_declined.v1",),
    "cassation_protested": ("cassation.protested.v1",),
    "cassation_protested_by_court": ("cassation.protested_by_court.v1",),
    "reopening_protested": ("reopening.protested.v1",),
    "council_review_recommended": ("council_decision.review_recommended.v1",),
    "custody_checked": ("custody_daily_check.made.v1",),
    "enforcement_demanded": ("enforcement_decision.demanded.v1",),
    "enforcement_received": ("enforcement_decision.received.v1",),
    "reduced": ("sentence.reduced.v1",),
    "verified_remedied": ("petition_implementation.verified.v1",),
    "protest_issued": ("custody_protest.issued.v1",),
    "self_check_demanded": (
        "source_self_check.demanded.v1", "settlement_self_check.demanded.v1", "enforcement_self_check.demanded.v1",
    ),
    "digitised": ("dossier.fully_digitised.v1",),
    "dossier_opened": ("supervision_file.opened.v1",),
}  # fmt: skip

PETITIONS = (
    "violation_remedy_petition.issued.v1", "prevention_petition.issued.v1", "participant_violation_petition.issued.v1",
    "court_violation_petition.issued.v1", "summary_petition.issued.v1", "position_suspension.recommended.v1",
    "sentence_case_petition.issued.v1", "agency_recommendation.issued.v1", "custody_protest.issued.v1",
    "court_diversion.petitioned.v1",
)  # fmt: skip
CONCLUSIONS = (
    "source_direct_supervision.concluded.v1",
    "custody_supervision.concluded.v1",
    "settlement_supervision.concluded.v1",
    "inspection.concluded.v1",
)
SUSPENDED_UP_TO = ((36, "prison_3"), (84, "prison_7"), (180, "prison_15"))  # months of imprisonment

# Names of the time limits of which somebody asks whether they were kept, by their rows.
_TIMED = MappingProxyType({row: name for row in LIMITS if (name := row.partition("@")[0]) in TIMED})

Special = Callable[[Step, Crime], Iterable[Event]]


def events(step: Step, crime: Crime) -> list[Event]:
    """What an act counts as, beside the stocks that it moves; `crime`: of the case after it."""
    act = step.act
    found: list[Event] = []
    for measure in _PLAIN.get((act.type, act.kind), ()):
        amount = _persons(step) if measure.startswith("accused.") else 1
        if amount:
            found.append(Event(measure, amount, None, crime))
    for special in _SPECIAL.get(act.type, ()):
        found += [event for event in special(step, crime) if counted(event.measure)]
    if step.clocks:
        found += _kept(step)
    if step.after.flags is not step.before.flags and counted(measure := f"violation.{step.act_type.issuer}"):
        found.append(Event(measure, len(step.flags)))
    return found


def _kept(step: Step) -> Iterator[Event]:
    """Time limits that the act ended: kept, or late."""
    for clock in step.clocks:
        name = _TIMED.get(clock.limit_id)
        if name and clock.ended == step.recorded.version and clock.ended_by == "act" and clock.end is not None:
            last = clock.possible[-1] if clock.possible else clock.due
            if last is not None:
                measure = f"limit.{name}.{'late' if days_late(last.due, clock.end) else 'in_time'}"
                if counted(measure):
                    yield Event(measure, 1, clock.person)


def _persons(step: Step) -> int:
    state = step.after if isinstance(step.after, CriminalCase) else None
    found = 0
    for person in persons_named(step.act):
        accused = (state.accused.get(person) if state else None) or step.before.accused.get(person)
        found += accused.count if accused else 1
    return found


def _charged(step: Step, crime: Crime) -> Iterator[Event]:
    """Each accused charged for the first time, under the crime charged."""
    for person in persons_named(step.act):
        before, after = step.before.accused.get(person), step.after.accused.get(person)
        if after is not None and after.charged and not (before and before.charged):
            who = (after.juvenile, after.legal_person)
            yield Event("accused.charged_first", after.count, person, crimes.of_accused(after), *who)


def _judged(step: Step, crime: Crime) -> Iterator[Event]:
    """The penalty of every defendant: once under the gravest crime, and under each crime convicted of (CR4)."""
    instance = {"judgment.pronounced.v1": "first", "appeal_judgment.pronounced.v1": "appeal"}.get(
        step.act.type, "review"
    )
    result = datum(step.act, "result")
    if result:
        yield Event(f"case.{instance}.{result}", 1, None, crime)
    if datum(step.act, "protest_result"):
        yield Event(f"case.protest_{step.act.data.protest_result}", 1, None, crime)
    for outcome in step.act.data.outcomes:
        accused = step.before.accused.get(outcome.accused)
        if accused is None:
            continue
        penalty, who = penalty_class(outcome), (accused.juvenile, accused.legal_person)
        once = crimes.gravest(outcome.offences, accused.offence_on) if outcome.offences else crimes.of_accused(accused)
        yield Event(f"defendant.{instance}.{penalty}", accused.count, accused.person, once, *who)
        if instance == "first":
            for each in _each(outcome.offences, once, accused.offence_on):
                yield Event(f"defendant.by_crime.{penalty}", accused.count, accused.person, each, *who)
        if outcome.change:
            yield Event(f"defendant.changed.{outcome.change}", accused.count, accused.person, once, *who)


def _each(offences: tuple[Charge, ...], once: Crime, when: date | None) -> list[Crime]:
    found = {crime.article: crime for crime in (crimes.gravest((offence,), when) for offence in offences)}
    return list(found.values()) or [once]


def penalty_class(outcome: OutcomeGiven) -> str:
    """The column of form 04 that an outcome belongs to."""
    if outcome.verdict == "exempted":
        return "exempt_liability" if outcome.exempted_from == "liability" else "exempt_penalty"
    if outcome.verdict != "convicted":
        return outcome.verdict
    if outcome.exempted_from == "penalty":
        return "exempt_penalty"
    if outcome.penalty != "imprisonment":
        return outcome.penalty
    months = outcome.months + (1 if outcome.days else 0)
    return next((word for most, word in SUSPENDED_UP_TO if months <= most), "prison_more") if months else "prison"


def _as_indicted(step: Step, crime: Crime) -> Iterator[Event]:
    """Defendants convicted as they were indicted, or otherwise, where the judgment says so."""
    if step.act.data.as_indicted is not None:
        word = "as_indicted" if step.act.data.as_indicted else "not_as_indicted"
        convicted = (entry.accused for entry in step.act.data.outcomes if entry.verdict == "convicted")
        found = [step.before.accused[person].count for person in convicted if person in step.before.accused]
        if found:
            yield Event(f"defendant.{word}", sum(found), None, crime)


def _first(member: str, word: str) -> Special:
    """The first of its kind in a file: files are counted, not acts."""

    def found(step: Step, crime: Crime) -> Iterator[Event]:
        if not getattr(step.before, member) and getattr(step.after, member):
            yield Event(f"{WHAT[step.act.kind]}.{word}", 1, None, crime)

    return found


def _protested(step: Step, crime: Crime) -> Iterator[Event]:
    yield Event(f"case.protested_by.{step.act.data.level}", 1, None, crime)


def _petitioned(step: Step, crime: Crime) -> Iterator[Event]:
    yield Event("petition.issued", 1)
    yield Event(f"petition.{step.after.subject}.issued", 1)


def _answered(word: str) -> Special:
    def found(step: Step, crime: Crime) -> Iterator[Event]:
        yield Event(f"petition.{word}", 1)
        yield Event(f"petition.{step.after.subject}.{word}", 1)

    return found


def _concluded(step: Step, crime: Crime) -> Iterator[Event]:
    yield Event("direct_supervision.concluded", 1)
    yield Event(f"direct_supervision.{step.after.subject}.concluded", 1)


def _discontinued(step: Step, crime: Crime) -> Iterator[Event]:
    """By the provision that the decision names, so that forms can tell those in whom no crime was found."""
    provision = datum(step.act, "clause") or datum(step.act, "provision") or "unstated"
    stopped = sum(accused.count for accused in _stopped(step))
    if step.before.stage != step.after.stage:
        yield Event(f"case.discontinued_by.{provision}", 1, None, crime)
    if stopped:
        yield Event(f"accused.discontinued_by.{provision}", stopped, None, crime)


def _stopped(step: Step) -> Iterator[Accused]:
    for person, accused in step.after.accused.items():
        before = step.before.accused.get(person)
        if accused.status == "discontinued" and before is not None and before.status != "discontinued":
            yield accused


def _plain() -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = {}
    for word, acts in WORDS.items():
        for act in acts:
            for kind in CATALOGUE[act].kinds:
                what = WHAT[kind]
                measures = [f"{what}.{word}", *([f"accused.{word}"] if what == "case" else ())]
                found.setdefault((act, kind), []).extend(filter(counted, measures))
    return MappingProxyType({place: tuple(measures) for place, measures in found.items()})


_PLAIN = _plain()  # measures by act type and kind of file
_SPECIAL: Mapping[str, tuple[Special, ...]] = {
    **dict.fromkeys(WORDS["charged"], (_charged,)),
    "judgment.pronounced.v1": (_judged, _as_indicted),
    "appeal_judgment.pronounced.v1": (_judged,),
    "cassation.decided.v1": (_judged,),
    "prosecutor.assigned.v1": (_first("prosecutors", "first_assigned"),),
    "verification.requested.v1": (_first("requests", "first_requested"),),
    "investigation.requested.v1": (_first("investigation_requests", "first_requested"),),
    "protest.issued.v1": (_protested,),
    **dict.fromkeys(PETITIONS, (_petitioned,)),
    **dict.fromkeys(CONCLUSIONS, (_concluded,)),
    "petition.accepted.v1": (_answered("accepted"),),
    "petition.rejected.v1": (_answered("rejected"),),
    **dict.fromkeys(
        ("investigation.discontinued.v1", "agency_investigation.discontinued.v1", "case.discontinued.v1"),
        (_discontinued,),
    ),
}
