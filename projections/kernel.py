"""The fold of one stream: its state once, and the rows of every projection on it, act by act.

A row version is (row, acts, seen_from, seen_until): the row was the truth at positions p with seen_from <= p <
seen_until, and still is when seen_until is None. `acts` holds, for each column, the position of the act that last
changed the cell.

What cannot be folded stops, and is named: when the domain cannot apply an act, every projection of the stream stops
before it; when a projection cannot take it, that projection of that stream does. The rows up to there stay right.
Whether a fold stops, and where, is as pure as the rows are, so live and rebuilt tables agree about it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import apply, initial
from domain.limits.clock import Clock
from domain.limits.following import Clocks
from domain.organisation.state import Organisation
from projections.declaration import Gone, Kept, Key, Projection, Step
from projections.errors import OutOfOrder
from projections.history import StoredAct, recorded

ORGANISATION = "organisation"


class OrganisationAt(Protocol):
    """The organisation by position (projections/organisations.py)."""

    def at(self, position: int) -> Organisation: ...


class RowVersion(NamedTuple):
    """A row and the positions in which it was the truth."""

    row: tuple[Any, ...]
    acts: tuple[int, ...]  # per column; empty when the projection is not traced
    seen_from: int
    seen_until: int | None


class Failure(NamedTuple):
    """Where a projection of a stream stopped, and why."""

    position: int
    error: str


class Sheet:
    """One projection of one stream: the rows now true, and the versions not handed out yet (`drain`)."""

    __slots__ = ("closed", "failure", "fresh", "memory", "opened", "projection", "rows")

    def __init__(self, projection: Projection) -> None:
        self.projection = projection
        self.rows: dict[Key, Any] = {}
        self.memory: Any = None  # what an append-only projection keeps instead
        self.opened: dict[Key, tuple[tuple[int, ...], int]] = {}  # acts behind the cells, seen_from
        self.closed: list[RowVersion] = []
        self.fresh: set[Key] = set()  # keys of rows opened and not handed out yet
        self.failure: Failure | None = None

    def take(self, step: Step) -> None:
        """Folds one act into the rows; when the projection cannot, the rows stay as they were and the failure is
        kept.
        """
        if self.failure is not None:
            return
        position = step.recorded.position
        append_only = self.projection.append_only
        try:
            changes = list(self.projection.change(self.memory if append_only else self.rows, step))
        except Exception as error:  # the worker loop's guard: one projection of one stream stops, visibly
            self.failure = Failure(position, describe(error))
            return
        if append_only:
            self._append(changes, position)
            return
        for change in changes:
            if type(change) is Gone:
                self._remove(change.key, position)
            else:
                self._put(change, position)

    def _append(self, changes: list[Any], position: int) -> None:
        for row in changes:
            if type(row) is Kept:
                self.memory = row.memory
            else:
                self.closed.append(RowVersion(row, (), position, None))

    def _put(self, row: Any, position: int) -> None:
        projection = self.projection
        key = projection.key_of(row)
        before = self.rows.get(key)
        if before is None:
            acts = (position,) * len(row) if projection.traced else ()
        elif before == row:
            return
        else:
            acts, since = self.opened[key]
            if since != position:  # a row changed twice by one act was never the truth in between
                self.closed.append(RowVersion(before, acts, since, position))
            if projection.traced:
                acts = _behind(row, position, before, acts)
        self.rows[key] = row
        self.opened[key] = (acts, position)
        self.fresh.add(key)

    def _remove(self, key: Key, position: int) -> None:
        before = self.rows.pop(key, None)
        if before is not None:
            acts, since = self.opened.pop(key)
            if since != position:
                self.closed.append(RowVersion(before, acts, since, position))
            self.fresh.discard(key)

    def drain(self) -> list[RowVersion]:
        """The versions that began or ended since the last drain: what live tables do not know yet."""
        drained = self.closed
        for key in self.fresh:
            acts, since = self.opened[key]
            drained.append(RowVersion(self.rows[key], acts, since, None))
        self.closed, self.fresh = [], set()
        return drained

    def versions(self) -> list[RowVersion]:
        """Every version of a fold that began at the stream's first act: the closed ones and those still true."""
        opened = self.opened
        return [*self.closed, *(RowVersion(row, *opened[key], None) for key, row in self.rows.items())]


def _behind(row: tuple[Any, ...], position: int, old: tuple[Any, ...], acts: tuple[int, ...]) -> tuple[int, ...]:
    return tuple([act if cell == was else position for cell, was, act in zip(row, old, acts, strict=True)])


@lru_cache(maxsize=256)
def _concerned(
    kind: str, projections: tuple[Projection, ...]
) -> tuple[tuple[Projection, ...], Mapping[str, tuple[int, ...]]]:
    """The projections of streams of `kind`, and by act type the places of those whose rows the type can change."""
    taking = tuple(projection for projection in projections if kind in projection.kinds)
    return taking, {
        key: tuple(place for place, item in enumerate(taking) if item.acts is None or key in item.acts)
        for key in CATALOGUE
    }


class StreamFold:
    """A stream folded up to some version. What it holds is a pure function of the acts it was given."""

    __slots__ = ("_clocks", "_concerned", "hash", "kind", "position", "sheets", "state", "stream", "version")

    def __init__(self, stream: UUID, kind: str, projections: Sequence[Projection]) -> None:
        self.stream, self.kind = stream, kind
        self.state: Any = initial(kind)
        self.version = 0
        self.position = 0
        self.hash = b""
        taking, self._concerned = _concerned(kind, tuple(projections))
        self.sheets = tuple([Sheet(projection) for projection in taking])
        self._clocks = Clocks() if any(projection.clocked for projection in taking) else None

    def take(self, stored: StoredAct, organisation: Organisation | None) -> None:
        """Folds the next act; `organisation` is None for the organisation's own stream."""
        expected = self.version + 1
        self.version, self.position, self.hash = stored.version, stored.position, stored.act_hash
        if self.state is None:
            return
        try:
            if stored.version != expected:
                raise OutOfOrder(stored.stream, expected, stored.version)
            item = recorded(stored)
            after = apply(self.state, item)
            step = step_of(item, self.state, after, organisation, self.touched(item, self.state, after))
        except Exception as error:  # the worker loop's guard: this stream stops, visibly
            self.stop(Failure(stored.position, describe(error)))
            return
        self.state = after
        for sheet in self.concerned(item.act.type):
            sheet.take(step)

    def concerned(self, act_type: str) -> list[Sheet]:
        """The sheets that an act of the type can change."""
        return [self.sheets[place] for place in self._concerned.get(act_type, ())]

    def touched(self, item: Recorded, before: Any, after: Any) -> tuple[Clock, ...]:
        """The clocks that an act started, changed or ended; none when no projection looks at them."""
        return () if self._clocks is None else self._clocks.take(item, before, after)

    def stop(self, failure: Failure) -> None:
        """Nothing after the act of `failure` is folded; a projection that stopped before it keeps its own reason."""
        self.state = None
        for sheet in self.sheets:
            sheet.failure = sheet.failure or failure


def step_of(
    item: Recorded, before: Any, after: Any, organisation: Organisation | None, clocks: tuple[Clock, ...]
) -> Step:
    """One act with what is around it; `organisation` is None for the organisation's own stream."""
    act = item.act
    return Step(
        item,
        act,
        CATALOGUE[act.type],
        day_of(act.occurred_at),
        before,
        after,
        after if organisation is None else organisation,
        clocks,
    )


def describe(error: Exception) -> str:
    """One line that names an error, for the people who look after the projections."""
    return f"{type(error).__name__}: {error}"[:2000].replace("\0", "�")
