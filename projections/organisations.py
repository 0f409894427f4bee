"""The organisation as of every position: which unit stood where when an act was recorded.

Rows of a case may depend on it (the unit that owns a number series), so a row is a function of its stream's acts and
of the organisation's acts below them: both stand in the ledger, and both are the same live, rebuilt and as of.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

import psycopg

from domain.kernel.deciding import apply
from domain.organisation.state import Organisation
from projections.history import StoredAct, of_organisation, recorded

Connection = psycopg.Connection[Any]


class Organisations:
    """The organisation's states by position. An act that cannot be applied stops them: the last state stays."""

    def __init__(self) -> None:
        self._positions = [0]
        self._states = [Organisation()]
        self._stopped = False
        self.reached = 0  # position up to which acts were looked for

    def extend(self, acts: Iterable[StoredAct], reached: int) -> None:
        """Adds the acts of the organisation up to position `reached`; those already taken are passed over."""
        for stored in acts:
            if stored.position > self._positions[-1] and not self._stopped:
                try:
                    state = apply(self._states[-1], recorded(stored))
                except Exception:  # the organisation's own stream shows the failure (projections/kernel.py)
                    self._stopped = True
                    break
                self._positions.append(stored.position)
                self._states.append(state)
        self.reached = max(self.reached, reached)

    def read(self, connection: Connection, upto: int) -> None:
        """Reads on to position `upto`."""
        if upto > self.reached:
            self.extend(of_organisation(connection, self.reached + 1, upto), upto)

    def at(self, position: int) -> Organisation:
        """The organisation after the act at `position`."""
        return self._states[bisect_right(self._positions, position) - 1]
