"""State of a criminal case, and of every accused in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.kernel.evolving import Evolving
from domain.law.charges import class_of
from domain.law.offences import CLASSES
from domain.states.parts import Charge
from domain.states.stream import Stream

STAGES = (
    NEW,
    "verification",  # persons held or places searched before the decision to open the case
    "investigation",
    "reinvestigation",  # a judgment was annulled for the investigation to be done again
    "investigation_suspended",
    "investigation_discontinued",
    "resumption_awaited",  # suspension or discontinuation annulled, investigation not yet resumed
    "concluded",  # conclusion proposes prosecution
    "prosecution",  # file with the procuracy for its decision
    "supplementary_investigation",
    "prosecution_suspended",
    "discontinued",  # by the procuracy
    "indicted",
    "court",  # accepted by the court, preparation of the trial
    "trial",  # trial decided or being held
    "returned_by_court",
    "suspended_by_court",
    "discontinued_by_court",
    "judged",
    "appealed",
    "appeal_trial",
    "final",
    "cassation",
    "reopening",  # review of a judgment in force because of new circumstances
    "opening_annulled",
    "joined",
    "transferred",
)

STATUSES = (
    "held",  # held, arrested or in custody, not charged
    "charged",
    "approved",  # charge approved by the procuracy
    "charge_annulled",
    "suspended",
    "resumption_awaited",
    "proposed",  # for prosecution
    "indicted",
    "judged",  # outcome not published
    "convicted",
    "acquitted",
    "exempted",
    "discontinued",
    "diverted",  # a juvenile under community diversion: LTPNCTN-2024/52
    "died",
)
CHARGED = (  # not closed
    "approved",
    "charged",
    "proposed",
    "indicted",
    "suspended",
    "resumption_awaited",
    "judged",
    "convicted",
)
CLOSED = frozenset(("charge_annulled", "acquitted", "exempted", "discontinued", "diverted", "died"))


MEASURES = (
    "urgent_holding",
    "arrest",
    "custody",
    "remand",
    "residence_ban",
    "guarantee",
    "deposit",
    "exit_ban",
    "juvenile_supervision",
)
COERCIVE = ("attachment", "account_freeze", "activity_suspension", "forced_deposit")  # each lifted by an act of its own


def gravest(classes: Iterable[str | None]) -> str | None:
    """The gravest of `classes`; None when none is known."""
    known = {found for found in classes if found}
    if len(known) > 1:
        return max(known, key=CLASSES.index)
    return known.pop() if known else None


@dataclass(frozen=True, slots=True)
class Measure:
    """A preventive measure on an accused."""

    kind: str  # custody, remand, residence_ban, guarantee, deposit, exit_ban, urgent_holding, arrest
    since: date
    until: date | None  # last day ordered
    ordered: int  # version of the act
    pending: bool = False  # the order or extension awaits the procuracy's approval
    approved: int = 0  # version of the last approval
    extensions: int = 0
    ended: int = 0  # version of the act that ended it; 0 while it runs
    asked: int = 0  # version of the agency's request to extend it, or to arrest; 0 when none awaits an answer


@dataclass(frozen=True, slots=True)
class SpecialMeasure:
    """A special investigative measure that the procuracy approved; its content stays out of the ledger."""

    decision: str  # number of the decision approved
    since: date
    until: date  # last day
    approved: int  # version of the act
    ended: int = 0  # version of the act that ended it


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change of or a supplement to the charge that awaits the procuracy's approval. BLTTHS-2015/180/3"""

    kind: str  # change, supplement
    version: int  # of the act
    added: tuple[Charge, ...]
    gone: tuple[Charge, ...]  # replaced by those added
    approved: int  # version of the approval that the charge had before; 0 when it had none


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a court decided on an accused."""

    verdict: str  # convicted, acquitted, exempted, discontinued, not_published
    penalty: str  # death, life, imprisonment, suspended_sentence, ..., none, not_published
    months: int = 0  # of imprisonment; days beyond whole months stand in `days`
    days: int = 0
    instance: str = "first"  # first, appeal, cassation, reopening
    version: int = 0  # of the act


@dataclass(frozen=True)
class Accused(Evolving):
    """One accused, or a group that the file does not itemise (`count` above 1)."""

    person: UUID
    label: str  # anonymised order label in the file
    count: int = 1
    juvenile: bool = False
    legal_person: bool = False
    status: str = "held"
    charges: tuple[Charge, ...] = ()
    dropped: tuple[Charge, ...] = ()  # discontinued or replaced
    measures: tuple[Measure, ...] = ()
    outcome: Outcome | None = None
    wanted: bool = False
    counsel: int = 0  # counsels registered
    appealed: int = 0  # version of the last appeal or protest that concerns this accused
    final: bool = False  # the judgment on this accused is in force
    charged: int = 0  # version of the first decision to charge
    approved: int = 0  # version of the approval
    amendments: tuple[Amendment, ...] = ()  # of the charge, awaiting approval
    annulled_charges: tuple[Charge, ...] = ()  # that the last annulment dropped
    offence_on: date | None = None  # day of the crime, where known: the text of the penal code that applies
    stopped: int = 0  # version of the last act that suspended or discontinued
    wanted_demanded: int = 0  # version of the procuracy's demand for a wanted notice
    withdrawn: int = 0  # version of the withdrawal of the prosecution
    treatment: int = 0  # version of the order of compulsory treatment; 0 when there is none
    diversion: int = 0  # version of the decision on diversion now in force
    diversion_refused: int = 0  # version of the refusal of diversion now in force

    @property
    def closed(self) -> bool:
        """Whether proceedings against this accused have ended without a conviction."""
        return self.status in CLOSED

    @property
    def crime_class(self) -> str | None:
        """The class of the gravest charge, by the table of offences; None when no charge fixes it. BLHS-2015/9"""
        return gravest([class_of(charge, self.offence_on) for charge in self.charges])

    def running(self, kind: str) -> Measure | None:
        """The measure of `kind` now in force, newest first."""
        for measure in reversed(self.measures):
            if measure.kind == kind and not measure.ended:
                return measure
        return None

    def with_measure(self, measure: Measure, *, ends: Iterable[str] = ()) -> Self:
        """This accused under a further measure, which ends running ones of the kinds in `ends`."""
        return self.evolved(measures=(*_ended(self.measures, ends, measure.ordered), measure))

    def without(self, kinds: Iterable[str], version: int) -> Self:
        """This accused with running measures of `kinds` ended by the act `version`."""
        return self.evolved(measures=_ended(self.measures, kinds, version))

    def changed_measure(self, kind: str, **changes: Any) -> Self:
        """This accused with the running measure of `kind` changed; unchanged when none runs."""
        running = self.running(kind)
        if running is None:
            return self
        return self.evolved(measures=tuple(replace(m, **changes) if m is running else m for m in self.measures))


def _ended(measures: tuple[Measure, ...], kinds: Iterable[str], version: int) -> tuple[Measure, ...]:
    ending = frozenset(kinds)
    return tuple(replace(m, ended=version) if m.kind in ending and not m.ended else m for m in measures)


@dataclass(frozen=True, slots=True)
class OpeningAmendment:
    """What a decision amending the decision to open the case took out of it and put in."""

    version: int  # of the act
    removed: tuple[Charge, ...]
    added: tuple[Charge, ...]


@dataclass(frozen=True)
class CriminalCase(Stream):
    """State of one criminal case."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("opening_annulled",)

    offences: tuple[Charge, ...] = ()  # named by the decision to open the case
    incident_on: date | None = None  # day of the crime, where known: BLHS-2015/7
    accused: Mapping[UUID, Accused] = field(default_factory=dict)
    deputy: UUID | None = None
    prosecutors: tuple[UUID, ...] = ()
    investigators: tuple[str, ...] = ()
    supervised: int = 0  # version of the act taking the case for supervision
    investigation_requests: tuple[int, ...] = ()
    extensions: int = 0  # of the investigation, in the period that now runs
    resumed: int = 0  # version of the act that resumed the investigation, while the period from it runs
    prosecution_extensions: int = 0
    returns_by_procuracy: int = 0
    returns_by_court: int = 0
    stopped: int = 0  # version of the last act that suspended or discontinued the whole case
    court_returns: tuple[str, ...] = ()  # by whom at the court: judge, panel, unstated
    protests: tuple[int, ...] = ()  # versions of protests on appeal, withdrawn ones not among them
    indictments: tuple[int, ...] = ()  # versions
    judgments: tuple[int, ...] = ()
    splits: tuple[int, ...] = ()
    joins: tuple[int, ...] = ()
    trial_days: tuple[date, ...] = ()  # scheduled
    transferred_to: str = ""  # agency or procuracy
    charge_requests: tuple[int, ...] = ()
    summary_procedure: int = 0  # version of the decision applying it; 0 when it does not apply
    special_measures: tuple[SpecialMeasure, ...] = ()
    opened_by: str = ""  # investigating_body, procuracy or court
    amendments: tuple[OpeningAmendment, ...] = ()  # of the decision to open the case, not annulled
    extension_requests: tuple[int, ...] = ()  # of the investigation, not yet answered
    left_from: str = ""  # stage at which the case was transferred or joined to another one
    gaps: tuple[int, ...] = ()  # versions of acts declaring that the file lacks earlier acts

    def changed(self, persons: Iterable[UUID], change: Callable[[Accused], Accused]) -> Mapping[UUID, Accused]:
        """The accused with `change` made to those of `persons` who are in the case."""
        accused = dict(self.accused)
        for person in persons:
            before = accused.get(person)
            if before is not None:
                accused[person] = change(before)
        return accused

    @property
    def crime_class(self) -> str | None:
        """The gravest class among the charges of all accused and of the case; None when none is known."""
        charges = [*self.offences, *(charge for accused in self.accused.values() for charge in accused.charges)]
        return gravest([class_of(charge, self.incident_on) for charge in charges])


def touched(before: CriminalCase, after: CriminalCase) -> tuple[UUID, ...]:
    """The accused whom an act changed, brought in or, after them, took out."""
    old, new = before.accused, after.accused
    if old is new:
        return ()
    changed = [person for person, accused in new.items() if old.get(person) is not accused]
    if not new.keys() >= old.keys():
        changed += [person for person in old if person not in new]
    return tuple(changed)


def recharged(before: CriminalCase, after: CriminalCase, persons: Iterable[UUID]) -> bool:
    """Whether the act that touched `persons` may have changed the crime of the case or of one of them."""
    if before.offences is not after.offences or before.incident_on != after.incident_on:
        return True
    for person in persons:
        old, new = before.accused.get(person), after.accused.get(person)
        if old is None or new is None or old.charges is not new.charges or old.offence_on != new.offence_on:
            return True
    return False
