"""Live projection: follows the ledger by position and writes tracking and rows in one transaction.

Exactly once. A batch takes the lock of the projections, reads where the tables stand, folds the acts above it, writes
the rows and the new standing, and commits. Killed before the commit, nothing of the batch happened; after it, all of
it did. Several runners take turns under the lock, each reading afresh where the tables stand.

The folds that a runner keeps in memory are pure functions of the acts (projections/kernel.py), so they need no
invalidation: one that is not exactly at the act before is dropped and folded again from the ledger. After any failure
all are dropped.

Woken by NOTIFY and by a poll: LISTEN is issued before the first pull, so that no commit falls between them; the poll
covers whatever loses a notification on its way.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import errors

from ledger import database
from ledger.reading import size
from ledger.sequencer import CHANNEL
from projections import declarations, history, quarantine, tables, tracking
from projections.declaration import Projection
from projections.errors import DeclarationsDiffer, PositionMissing, ProjectionError, RowsDiffer
from projections.history import StoredAct
from projections.kernel import ORGANISATION, Failure, RowVersion, StreamFold, describe
from projections.organisations import Organisations
from projections.quarantine import Place

Connection = psycopg.Connection[Any]

MOST_ACTS = 1000  # a batch
MOST_FOLDS = 20_000  # streams kept in memory
POLL_S = 0.25
PAUSE_S = 0.2  # before the server is tried again

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('socai projections', 0))"


class Sheaf(NamedTuple):
    """What one batch changes in one projection of one stream."""

    projection: Projection
    stream: UUID
    first: int  # position of the stream's first act in the batch
    versions: list[RowVersion]


class Runner:
    """Keeps the tables of `projections` up with the ledger. `conninfo` is of the projector's role."""

    def __init__(self, conninfo: str, projections: Sequence[Projection], *, most: int = MOST_ACTS) -> None:
        self._conninfo, self._most = conninfo, most
        self._projections = tuple(projections)
        self._writers = {projection.name: tables.Writer(projection) for projection in projections}
        self._folds: OrderedDict[UUID, StreamFold] = OrderedDict()
        self._organisations = Organisations()

    def run(self, stop: threading.Event, on_trouble: Callable[[Exception], None] = lambda error: None) -> None:
        """Follows the ledger until `stop` is set, over restarts of the server, of which `on_trouble` hears.

        Raises: LedgerReplaced, DeclarationsDiffer, PositionMissing.
        """
        while not stop.is_set():
            try:
                with database.connect(self._conninfo) as connection:
                    self._follow(connection, stop)
            except psycopg.OperationalError as error:
                on_trouble(error)
                stop.wait(PAUSE_S)

    def _follow(self, connection: Connection, stop: threading.Event) -> None:
        connection.execute(f"LISTEN {CHANNEL}")
        while not stop.is_set():
            while self.pull(connection) and not stop.is_set():
                pass
            for _ in connection.notifies(timeout=POLL_S, stop_after=1):
                pass

    def pull(self, connection: Connection, most: int | None = None) -> int:
        """Projects the next batch of acts (`most` of them at most); gives their number, 0 when the tables are up with
        the ledger.

        Raises: LedgerReplaced, DeclarationsDiffer, PositionMissing.
        """
        try:
            with connection.transaction():
                connection.execute(LOCK)
                return self._batch(connection, most or self._most)
        except BaseException:
            self._folds.clear()
            self._organisations = Organisations()
            raise

    def _batch(self, connection: Connection, most: int) -> int:
        differing = declarations.differing(connection, self._projections)
        if differing:
            raise DeclarationsDiffer(tuple(projection.name for projection in differing))
        stands = tracking.stands_at(connection) or 0
        acts = history.by_position(connection, stands + 1, stands + most)
        if not acts:
            return 0
        last = acts[-1].position
        if last - stands != len(acts):
            missing = set(range(stands + 1, last)) - {act.position for act in acts}
            raise PositionMissing(min(missing))
        sheaves, failures = self._fold(connection, acts, stands)
        self._write(connection, sheaves, stands, failures)
        quarantine.add(connection, failures)
        tracking.advance(connection, last)
        self._forget_oldest()
        return len(acts)

    def _fold(
        self, connection: Connection, acts: list[StoredAct], stands: int
    ) -> tuple[list[Sheaf], dict[Place, Failure]]:
        """Folds a batch; gives what it changes and what stopped, leaving out what stands in quarantine already."""
        self._organisations.read(connection, stands)
        self._organisations.extend((act for act in acts if act.kind == ORGANISATION), acts[-1].position)
        firsts: dict[UUID, StoredAct] = {}
        for act in acts:
            firsts.setdefault(act.stream, act)
        self._bring(connection, firsts, stands)
        for act in acts:
            organisation = None if act.kind == ORGANISATION else self._organisations.at(act.position)
            self._folds[act.stream].take(act, organisation)
        stopped = quarantine.stopped(connection)
        sheaves: list[Sheaf] = []
        failures: dict[Place, Failure] = {}
        for stream, first in firsts.items():
            self._folds.move_to_end(stream)
            for sheet in self._folds[stream].sheets:
                versions = sheet.drain()
                place = (sheet.projection.name, stream)
                if place not in stopped:
                    if versions:
                        sheaves.append(Sheaf(sheet.projection, stream, first.position, versions))
                    if sheet.failure is not None:
                        failures[place] = sheet.failure
        return sheaves, failures

    def _bring(self, connection: Connection, firsts: dict[UUID, StoredAct], stands: int) -> None:
        """Sees that the fold of every stream of a batch is in memory and exactly at the act before."""
        missing = []
        for stream, first in firsts.items():
            fold = self._folds.get(stream)
            if fold is None or fold.version != first.version - 1:
                self._folds[stream] = StreamFold(stream, first.kind, self._projections)
                if first.version > 1:
                    missing.append(stream)
        if missing:
            for act in history.of_streams(connection, missing, stands):
                organisation = None if act.kind == ORGANISATION else self._organisations.at(act.position)
                self._folds[act.stream].take(act, organisation)
            for stream in missing:
                for sheet in self._folds[stream].sheets:
                    sheet.drain()  # stored by earlier batches

    def _write(self, connection: Connection, sheaves: list[Sheaf], stands: int, failures: dict[Place, Failure]) -> None:
        """Writes what a batch changes. Rows that the database refuses, or that are not there as they were written,
        put their
        stream into quarantine; the others go on."""
        try:
            with connection.transaction():
                self._write_together(connection, sheaves, stands)
            return
        except (errors.DataError, errors.IntegrityError, RowsDiffer):
            pass
        for sheaf in sheaves:  # find the one at fault
            try:
                with connection.transaction():
                    self._write_together(connection, [sheaf], stands)
            except (errors.DataError, errors.IntegrityError, RowsDiffer) as error:
                failures[sheaf.projection.name, sheaf.stream] = Failure(sheaf.first, describe(error))

    def _write_together(self, connection: Connection, sheaves: list[Sheaf], stands: int) -> None:
        by_projection: dict[str, list[tuple[UUID, RowVersion]]] = {}
        for sheaf in sheaves:
            rows = by_projection.setdefault(sheaf.projection.name, [])
            rows += [(sheaf.stream, version) for version in sheaf.versions]
        for name, rows in by_projection.items():
            writer = self._writers[name]
            writer.close(connection, [item for item in rows if item[1].seen_from <= stands])
            writer.add(connection, [item for item in rows if item[1].seen_from > stands])

    def _forget_oldest(self) -> None:
        while len(self._folds) > MOST_FOLDS:
            self._folds.popitem(last=False)


class Standing(NamedTuple):
    """How the projections stand."""

    position: int | None  # up to which the tables speak; None before they were first built
    size: int  # acts in the ledger
    trouble: ProjectionError | None  # why they cannot go on
    built: dict[str, declarations.Built]
    differing: tuple[str, ...]  # never built, or from another declaration
    quarantined: list[quarantine.Quarantined]

    @property
    def lag(self) -> int:
        """Acts not projected yet."""
        return max(0, self.size - (self.position or 0))


def standing(connection: Connection, projections: Sequence[Projection]) -> Standing:
    """How the projections stand now; for the command line and the health page (any role that may read)."""
    acts = size(connection)
    if not tables.has_support(connection):
        return Standing(None, acts, None, {}, tuple(p.name for p in projections), [])
    trouble: ProjectionError | None = None
    try:
        tracking.stands_at(connection)
    except ProjectionError as error:
        trouble = error
    return Standing(
        tracking.reached(connection),
        acts,
        trouble,
        declarations.built(connection),
        tuple(projection.name for projection in declarations.differing(connection, projections)),
        quarantine.every(connection),
    )
