"""Which limits run in a stream, folded from its acts.

An act whose type starts a limit opens a clock: one for each accused whom it names, else one for the stream. An act
that extends it lengthens the clock that runs; one that ends it closes the oldest. What no act closes, the course of
the proceedings does: a stage that leaves the period behind, or a measure that is no longer in force.

Nothing is guessed. Where the class of crime, the hour or the day is not recorded the clock says so, and `possible`
holds every end that the law allows.
"""

from collections.abc import Iterable
from typing import Any

from domain.kernel.act import Recorded
from domain.kernel.deciding import apply, initial
from domain.limits.clock import Clock
from domain.limits.following import Clocks

__all__ = ("Clock", "clocks")


def clocks(history: Iterable[Recorded]) -> tuple[Clock, ...]:
    """The clocks of one stream in the order in which they started. `history`: its acts, from the first."""
    running = Clocks()
    state: Any = None
    for recorded in history:
        before = initial(recorded.act.kind) if state is None else state
        state = apply(before, recorded)
        running.take(recorded, before, state)
    return running.all
