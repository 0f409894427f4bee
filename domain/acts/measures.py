"""What the chapters on measures share: groups of measures, shapes and changes of state. BLTTHS-2015/109-130"""

from collections.abc import Iterable

from domain.acts.shapes import OwnOnAccused, SupervisedOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import Apply, Check
from domain.kernel.calendar import day_of
from domain.kernel.checks import status_among
from domain.kernel.data import Day, Moment, Text
from domain.states.criminal_case import CHARGED, Accused, CriminalCase, Measure

FREE = ("residence_ban", "guarantee", "deposit", "juvenile_supervision")  # the accused stays at liberty
IN_CUSTODY = ("urgent_holding", "arrest", "custody")
DEPRIVING = (*IN_CUSTODY, "remand")
PREVENTIVE = ("remand", *IN_CUSTODY, *FREE)  # one takes the place of another; an exit ban stands beside them
ORDERING = (*INVESTIGATING, "prosecution", "returned_by_court", "concluded")


class MeasureOrdered(SupervisedOnAccused):
    """A measure ordered by the investigating body that leaves the accused at liberty."""

    since: Day | None = None
    until: Day | None = None  # last day


class OwnMeasure(OwnOnAccused):
    """A measure ordered or approved by the procuracy."""

    since: Day | None = None
    until: Day | None = None


class MeasureAnnulled(OwnOnAccused):
    """The procuracy ends a measure."""

    ground: Text | None = None
    set_free_at: Moment | None = None


class MeasureRefused(OwnOnAccused):
    """The procuracy does not approve a measure or its extension."""

    ground: Text | None = None
    file_received_at: Moment | None = None  # by the procuracy
    set_free_at: Moment | None = None


def charged_accused(article: str) -> Check:
    """A check that every accused named has been charged."""
    return status_among(*CHARGED, article=article)


def measured(kind: str, ends: Iterable[str] = (), *, pending: bool = False) -> Apply:
    """Puts the accused under a measure of `kind`, which takes the place of those in `ends`."""

    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        data, version = recorded.act.data, recorded.version
        since = data.since or day_of(recorded.act.occurred_at)
        approved = 0 if isinstance(data, SupervisedOnAccused) else version
        measure = Measure(kind, since, data.until, version, pending=pending, approved=approved)
        return state.evolved(accused=state.changed(data.persons, lambda a: a.with_measure(measure, ends=ends)))

    return apply


def at_liberty(kind: str) -> Apply:
    """Puts the accused under a measure of `kind` in place of any other, or of one of the kind that awaited approval."""
    return measured(kind, PREVENTIVE)


def ended(*kinds: str) -> Apply:
    """Ends the measures of `kinds` on the accused named."""

    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        free = state.changed(recorded.act.data.persons, lambda a: a.without(kinds, recorded.version))
        return state.evolved(accused=free)

    return apply


def measure_approved(kind: str) -> Apply:
    """The measure of `kind`, or its extension, no longer awaits approval."""

    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        def approved(accused: Accused) -> Accused:
            return accused.changed_measure(kind, pending=False, approved=recorded.version)

        return state.evolved(accused=state.changed(recorded.act.data.persons, approved))

    return apply
