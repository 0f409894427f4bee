"""Changes of a state that many acts make, as ready `apply` functions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, Apply
from domain.states.criminal_case import MEASURES, Accused, CriminalCase
from domain.states.parts import AccusedPerson

STOPPED = ("suspended", "discontinued", "resumption_awaited")  # accused whose proceedings may be resumed


def unchanged(state: Any, recorded: Recorded) -> Any:
    """The act stands in the history and moves nothing."""
    return state


@dataclass(frozen=True, slots=True)
class ToStage:
    """Moves the stream to `stage` and does nothing else."""

    stage: str

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The stages that this change may lead to."""
        return (self.stage,)

    def __call__(self, state: Any, recorded: Recorded) -> Any:
        """The state at the stage."""
        return state.evolved(stage=self.stage)


Change = TypeVar("Change", bound=Callable[..., Any])


def leads_to(*stages: str) -> Callable[[Change], Change]:
    """Declares the stages that a change of state may move a stream to; tests hold it against what it does."""

    def declared(change: Change) -> Change:
        change.leads_to = stages  # type: ignore[attr-defined]
        return change

    return declared


def to_stage(stage: str) -> Apply:
    """Moves the stream to `stage`."""
    return ToStage(stage)


def entered(state: CriminalCase, entries: tuple[AccusedPerson, ...]) -> CriminalCase:
    """The case with the persons of `entries` in it; a case not yet opened stands in verification."""
    stage = "verification" if state.stage == NEW else state.stage
    return state.evolved(accused=_with_persons(state, entries), stage=stage)


def _with_persons(state: CriminalCase, entries: tuple[AccusedPerson, ...]) -> Mapping[UUID, Accused]:
    found = dict(state.accused)
    for entry in entries:
        if entry.person not in found:
            found[entry.person] = Accused(
                entry.person, entry.label, entry.count, entry.juvenile, entry.legal_person, charges=entry.charges,
                offence_on=state.incident_on,
            )  # fmt: skip
    return found


def dated(state: CriminalCase, incident_on: date | None) -> CriminalCase:
    """The case with the day of the crime known, which fixes the text of the penal code that applies. BLHS-2015/7"""
    if incident_on is None:
        return state
    accused = state.changed(state.accused, lambda a: a.evolved(offence_on=incident_on))
    return state.evolved(incident_on=incident_on, accused=accused)


def open_persons(state: CriminalCase, persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """`persons`, or when none is named every accused against whom proceedings are open."""
    return persons or tuple(person for person, accused in state.accused.items() if not accused.closed)


def discontinued(accused: Accused, version: int) -> Accused:
    """The accused with proceedings ended by the act `version`.

    Measures fall with the proceedings (BLTTHS-2015/125/1); a death stays a death.
    """
    free = accused.without(MEASURES, version)
    return free if accused.status == "died" else free.evolved(status="discontinued", stopped=version)


def suspended(accused: Accused, version: int) -> Accused:
    """The accused with proceedings suspended by the act `version`. Measures stay until decided on: 125/2."""
    return accused.evolved(status="suspended", stopped=version)


def stopped_persons(state: CriminalCase, persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """`persons`, or when none is named the accused whom the stop of the whole case covers.

    An accused stopped earlier by a decision of his own stays stopped.
    """
    found = (person for person, accused in state.accused.items() if accused.status in STOPPED)
    return persons or tuple(p for p in found if not state.stopped or state.accused[p].stopped == state.stopped)


def left(state: CriminalCase, persons: tuple[UUID, ...]) -> Mapping[UUID, Accused]:
    """The accused of the case without `persons`, who go to another case."""
    return {person: accused for person, accused in state.accused.items() if person not in persons}
