"""Persons who move from one case to another. BLTTHS-2015/170, 242

Their standing and their measures move with them: a case is split or joined on paper, nobody is charged or freed by it.
A person is in one stream at a time, so the act in the stream that they come to says how they stood in the other one.
"""

from collections.abc import Iterable
from typing import Literal

from domain.acts.changes import entered
from domain.kernel.data import Day, Flagged, Part
from domain.states.criminal_case import Accused, CriminalCase, Measure
from domain.states.parts import AccusedPerson

UNAPPROVED = ("held", "charged")


class RunningMeasure(Part):
    """A preventive measure in force when the person moved."""

    kind: Literal[
        "urgent_holding", "arrest", "custody", "remand", "residence_ban", "guarantee", "deposit", "exit_ban",
        "juvenile_supervision",
    ]  # fmt: skip
    since: Day
    until: Day | None = None  # last day ordered
    pending: Flagged = False  # awaits the procuracy's approval


class MovedPerson(AccusedPerson):
    """An accused with the standing that he or she brings along."""

    status: Literal["held", "charged", "approved", "suspended", "discontinued", "resumption_awaited", "proposed"] = (
        "charged"
    )
    wanted: Flagged = False
    measures: tuple[RunningMeasure, ...] = ()


def arrived(state: CriminalCase, entries: Iterable[MovedPerson], version: int) -> CriminalCase:
    """The case with the persons of `entries` in it; one who is in it already keeps the standing held here."""
    entries = tuple(entries)
    case, stage = entered(state, entries), state.stage
    accused = dict(case.accused)
    for entry in entries:
        known = accused[entry.person]
        if entry.person in state.accused:
            accused[entry.person] = known.evolved(charges=tuple(dict.fromkeys((*known.charges, *entry.charges))))
        else:
            accused[entry.person] = _standing(known, entry, version)
    return case.evolved(accused=accused, stage=stage)


def _standing(accused: Accused, entry: MovedPerson, version: int) -> Accused:
    for measure in entry.measures:
        running = Measure(measure.kind, measure.since, measure.until, version, measure.pending)
        accused = accused.with_measure(running, ends=(measure.kind,))
    return accused.evolved(
        status=entry.status,
        wanted=entry.wanted,
        charged=0 if entry.status == "held" else version,
        approved=0 if entry.status in UNAPPROVED else version,
    )
