"""What must have happened before an act and was not published.

The file of a real case holds every act. A chronology does not: then a gap is noted, openly, before the act that needs
it. A gap only ever goes forward in the procedure, and never stands in for an act of which anything is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from domain.kernel.act_type import ANY, NEW, ActType
from domain.states.criminal_case import CriminalCase
from ops.chronology.people import Entry

# The act that brings a criminal case to a stage, and the status in which an accused then stands.
REACHED = (
    ("investigation", "case.opened.v1", "charged"),
    ("concluded", "investigation.concluded.v1", "proposed"),
    ("prosecution", "file.received.v1", "proposed"),
    ("indicted", "indictment.issued.v1", "indicted"),
    ("court", "case.accepted_by_court.v1", "indicted"),
    ("trial", "trial.scheduled.v1", "indicted"),
    ("judged", "judgment.pronounced.v1", "judged"),
    ("appealed", "appeal.filed.v1", "judged"),
    ("appeal_trial", "appeal_hearing.scheduled.v1", "judged"),
    ("final", "judgment.became_final.v1", "judged"),
)
STATUS = {
    "verification": "held", "supplementary_investigation": "charged", "returned_by_court": "indicted",
    **{stage: status for stage, _, status in REACHED},
}  # fmt: skip
# Acts on people who need not be charged yet.
BEFORE_CHARGE = frozenset((
    "holding.ordered.v1", "person.arrested.v1", "custody.ordered.v1", "accused.charged.v1", "search.conducted.v1",
    "examination.requested.v1", "experiment.conducted.v1", "person.released.v1",
))  # fmt: skip
HELD_ONLY = frozenset(("custody.extended.v1",))  # the accused must be known, and need not be charged


@dataclass(frozen=True)
class Lacking:
    """The gap before an act."""

    stage: str  # that the stream stands at afterwards
    missing: tuple[str, ...]
    persons: tuple[Entry, ...]
    status: str | None


def lacking(state: Any, act_type: ActType, entries: Iterable[Entry]) -> Lacking | None:
    """The gap before an act of `act_type` on `entries`, in a stream in `state`; None when nothing is missing."""
    stage = _stage_needed(state, act_type)
    if not isinstance(state, CriminalCase) or act_type.kind != "criminal_case":
        return Lacking(stage, (), (), None) if stage is not None else None
    after = stage or state.stage
    entries = tuple(entries) if _on_accused(act_type) else ()
    persons = () if act_type.key in BEFORE_CHARGE else tuple(e for e in entries if _uncharged(state, e, act_type))
    if stage is None and not persons:
        return None
    missing = _missing(state, after)
    if persons and "indictment.issued.v1" not in missing:
        missing = (*missing, "accused.charged.v1")
    if stage is not None and not persons:
        persons = tuple(e for e in entries if e.person in state.accused and not state.accused[e.person].closed)
    status = "held" if act_type.key in HELD_ONLY else STATUS.get(after)
    return Lacking(after, missing, persons, status)


def _stage_needed(state: Any, act_type: ActType) -> str | None:
    """The next stage from which the act is lawful; None when it is lawful now, or none lies ahead."""
    lawful = act_type.lawful_from
    if state.stage in lawful or (ANY in lawful and state.stage != NEW):
        return None
    stages = type(state).stages
    if ANY in lawful:
        return "investigation" if "investigation" in stages else stages[1]
    here = stages.index(state.stage)
    ahead = [stage for stage in stages[here + 1 :] if stage in lawful]
    return ahead[0] if ahead else None


def _on_accused(act_type: ActType) -> bool:
    return not {"accused", "outcomes"}.isdisjoint(act_type.data.model_fields)


def _uncharged(state: CriminalCase, entry: Entry, act_type: ActType) -> bool:
    accused = state.accused.get(entry.person)
    return accused is None or (accused.status == "held" and act_type.key not in HELD_ONLY)


def _missing(state: CriminalCase, after: str) -> tuple[str, ...]:
    stages = type(state).stages
    here, there = stages.index(state.stage), stages.index(after)
    return tuple(key for stage, key, _ in REACHED if here < stages.index(stage) <= there)
