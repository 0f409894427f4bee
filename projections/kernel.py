"""The fold of one stream: its state once, and the rows of every projection on it, act by act.

A row version is (row, acts, seen_from, seen_until): the row was the truth at positions p with seen_from <= p <
seen_until, and still is when seen_until is None. `acts` holds, for each column, the position of the act that last
changed the cell.

What cannot be folded stops, and is named: when the domain cannot apply an act, every projection of the stream stops
before it; when a projection cannot take it, that projection of that stream does. The rows up to there stay right.
Whether a fold stops, and where, is as pure as the rows are, so live and rebuilt tables agree about it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
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


# From a tuple of their members: half the time, and a rebuild makes millions.
_version = partial(tuple.__new__, RowVersion)
_step = partial(tuple.__new__, Step)


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
        self.fresh: list[Key] = []  # keys of rows opened and not handed out yet
        self.failure: Failure | None = None

    def take(self, steps: Iterable[Step]) -> None:
        """Folds acts into the rows, in their order; when the projection cannot take one, the rows stay as they were
        and the failure is kept.
        """
        projection = self.projection
        append_only, change = projection.append_only, projection.change
        write = self._append if append_only else self._write
        for step in steps:
            if self.failure is not None:
                return
            position = step.recorded.position
            try:
                changes = tuple(change(self.memory if append_only else self.rows, step))
            except Exception as error:  # the worker loop's guard: one projection of one stream stops, visibly
                self.failure = Failure(position, describe(error))
                return
            if changes:
                write(changes, position)

    def _append(self, changes: tuple[Any, ...], position: int) -> None:
        for row in changes:
            if type(row) is Kept:
                self.memory = row.memory
            else:
                self.closed.append(_version((row, (), position, None)))

    def _write(self, changes: tuple[Any, ...], position: int) -> None:
        projection, rows, opened = self.projection, self.rows, self.opened
        for row in changes:
            if type(row) is Gone:
                self._remove(row.key, position)
                continue
            key = projection.key_of(row)
            before = rows.get(key)
            if before is None:
                acts = (position,) * len(row) if projection.traced else ()
            elif before == row:
                continue
            else:
                acts, since = opened[key]
                if since != position:  # a row changed twice by one act was never the truth in between
                    self.closed.append(_version((before, acts, since, position)))
                if projection.traced:
                    acts = _behind(row, position, before, acts)
            rows[key] = row
            opened[key] = (acts, position)
            self.fresh.append(key)

    def _remove(self, key: Key, position: int) -> None:
        before = self.rows.pop(key, None)
        if before is not None:
            acts, since = self.opened.pop(key)
            if since != position:
                self.closed.append(_version((before, acts, since, position)))

    def drain(self) -> list[RowVersion]:
        """The versions that began or ended since the last drain: what live tables do not know yet."""
        drained, opened = self.closed, self.opened
        for key in dict.fromkeys(self.fresh):
            if key in opened:
                acts, since = opened[key]
                drained.append(_version((self.rows[key], acts, since, None)))
        self.closed, self.fresh = [], []
        return drained

    def versions(self) -> list[RowVersion]:
        """Every version of a fold that began at the stream's first act: the closed ones and those still true."""
        pairs = zip(self.rows.values(), self.opened.values(), strict=True)  # written together: in the same order
        return [*self.closed, *[_version((row, acts, since, None)) for row, (acts, since) in pairs]]


def _behind(row: tuple[Any, ...], position: int, old: tuple[Any, ...], acts: tuple[int, ...]) -> tuple[int, ...]:
    return tuple([act if cell == was else position for cell, was, act in zip(row, old, acts, strict=True)])


class _Concern(NamedTuple):
    """What the acts of streams of one kind concern."""

    projections: tuple[Projection, ...]
    always: tuple[int, ...]  # places of the projections whose rows any act can change
    places: Mapping[str, tuple[int, ...]]  # by act type: of the others whose rows it can change
    clocked: bool  # some of them look at clocks


@lru_cache(maxsize=256)
def _concern(kind: str, projections: tuple[Projection, ...]) -> _Concern:
    taking = tuple(projection for projection in projections if kind in projection.kinds)
    always = tuple(place for place, item in enumerate(taking) if item.acts is None)
    places = {
        key: tuple(place for place, item in enumerate(taking) if item.acts is not None and key in item.acts)
        for key in CATALOGUE
    }
    return _Concern(taking, always, places, any(projection.clocked for projection in taking))


class StreamFold:
    """A stream folded up to some version. What it holds is a pure function of the acts it was given."""

    __slots__ = ("_clocks", "_concern", "_sheets", "hash", "kind", "position", "state", "stream", "version")

    def __init__(self, stream: UUID, kind: str, projections: Sequence[Projection]) -> None:
        self.stream, self.kind = stream, kind
        self.state: Any = initial(kind)
        self.version = 0
        self.position = 0
        self.hash = b""
        self._concern = _concern(kind, tuple(projections))
        self._sheets: dict[int, Sheet] = {}  # made when an act first concerns them: of forty registers most never are
        self._clocks = Clocks() if self._concern.clocked else None

    @property
    def projections(self) -> tuple[Projection, ...]:
        """Those that streams of its kind have rows of."""
        return self._concern.projections

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets that an act has concerned; all of them once the stream has stopped."""
        return list(self._sheets.values())

    def sheet(self, projection: Projection) -> Sheet:
        """The sheet of one of its projections."""
        return self._sheet(self.projections.index(projection))

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
        for sheet, steps in self.shared_out((step,)):
            sheet.take(steps)

    def shared_out(self, steps: Sequence[Step]) -> list[tuple[Sheet, Sequence[Step]]]:
        """The sheets that acts can change, each with its acts in their order."""
        if not steps:
            return []
        places = self._concern.places
        found: dict[int, list[Step]] = defaultdict(list)
        for step in steps:
            for place in places[step.act.type]:
                found[place].append(step)
        shares: list[tuple[Sheet, Sequence[Step]]] = [(self._sheet(place), steps) for place in self._concern.always]
        return shares + [(self._sheet(place), taken) for place, taken in found.items()]

    def touched(self, item: Recorded, before: Any, after: Any) -> tuple[Clock, ...]:
        """The clocks that an act started, changed or ended; none when no projection looks at them."""
        return () if self._clocks is None else self._clocks.take(item, before, after)

    def stop(self, failure: Failure) -> None:
        """Nothing after the act of `failure` is folded; a projection that stopped before it keeps its own reason."""
        self.state = None
        for place in range(len(self.projections)):
            sheet = self._sheet(place)
            sheet.failure = sheet.failure or failure

    def _sheet(self, place: int) -> Sheet:
        found = self._sheets.get(place)
        if found is None:
            found = self._sheets[place] = Sheet(self.projections[place])
        return found


def step_of(
    item: Recorded, before: Any, after: Any, organisation: Organisation | None, clocks: tuple[Clock, ...]
) -> Step:
    """One act with what is around it; `organisation` is None for the organisation's own stream."""
    act = item.act
    now = after if organisation is None else organisation
    return _step((item, act, CATALOGUE[act.type], day_of(act.occurred_at), before, after, now, clocks))


def describe(error: Exception) -> str:
    """One line that names an error, for the people who look after the projections."""
    return f"{type(error).__name__}: {error}"[:2000].replace("\0", "�")
