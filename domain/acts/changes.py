"""Changes of a criminal case that many acts make, as ready `apply` functions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.act_type import Apply
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import AccusedPerson


def unchanged(state: Any, recorded: Recorded) -> Any:
    """The act stands in the history and moves nothing."""
    return state


def to_stage(stage: str) -> Apply:
    """Moves the stream to `stage`."""

    def apply(state: Any, recorded: Recorded) -> Any:
        return state.evolved(stage=stage)

    return apply


def to_status(status: str, *, stage: str | None = None) -> Apply:
    """Moves every accused named to `status`, and the case to `stage` when one is given."""

    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(status=status))
        return state.evolved(accused=accused, stage=stage or state.stage)

    return apply


def opened_stage(state: CriminalCase) -> str:
    """The stage of a case in which something happened before the decision to open it."""
    return "verification" if state.version == 0 else state.stage


def with_persons(state: CriminalCase, entries: tuple[AccusedPerson, ...]) -> Mapping[UUID, Accused]:
    """The accused of the case with those of `entries` who were not yet in it."""
    accused = dict(state.accused)
    for entry in entries:
        if entry.person not in accused:
            accused[entry.person] = Accused(
                entry.person, entry.label, entry.count, entry.juvenile, entry.legal_person, charges=entry.charges
            )
    return accused
