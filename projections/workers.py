"""Folding ranges of streams, on all cores: the work that a rebuild and a check share.

A range is folded as of one position. The worker may write the rows into the tables being rebuilt, and may compare
them with the live rows as those were known at that position; it gives back the hashes of both, what stopped, and what
differs.
"""

import gc
import itertools
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from ledger import database
from ledger.reading import size
from projections import content, history
from projections.declaration import Projection
from projections.kernel import Failure, RowVersion, Sheet, StreamFold
from projections.organisations import Organisations
from projections.quarantine import Place
from projections.tables import NEXT, Writer
from projections.whole import fold_streams, groups

Connection = psycopg.Connection[Any]

LARGEST, SMALLEST = 24_000, 2_000  # acts of a range
LARGE = 100_000  # acts above which a sample shows where to cut
SMALL = 6000  # acts below which starting processes costs more than it gains
LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)

# Streams of a share of the ledger's pages, with the number of their acts there: where to cut needs no exact count.
SAMPLE = "SELECT stream, count(*) FROM ledger.act TABLESAMPLE SYSTEM (%(percent)s) GROUP BY stream ORDER BY stream"
SAMPLED = 300  # acts of a range that are looked at
# The tables being rebuilt are nobody's yet: the commit that puts them in place waits for all that was written before.
UNHURRIED = "SET synchronous_commit = off"
ROOMY = "SET work_mem = '64MB'"  # a range is sorted in memory
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


class Range(NamedTuple):
    """Streams from `low` to `high`, both included, with about `acts` acts."""

    low: UUID
    high: UUID
    acts: int


class Work(NamedTuple):
    """What is to be done with every range."""

    conninfo: str
    projections: tuple[Projection, ...]
    upto: int  # position
    write: bool  # into the tables being rebuilt
    compare: bool  # with the live tables
    stopped: dict[Place, int]  # live quarantine: rows are compared as known before these positions


class Difference(NamedTuple):
    """Something in the live tables that is not what the acts say."""

    projection: str
    stream: UUID | None  # None: the table as a whole
    key: str  # of the row, JSON
    what: str  # missing, extra, changed, or a sentence about the table
    expected: str | None = None  # row as JSON: [seen_until, row, acts]
    found: str | None = None


class Folded(NamedTuple):
    """What came out of one range."""

    acts: int  # that were folded
    rows: dict[str, int]  # by projection
    hashed: dict[str, bytes]  # by projection, for projections/content.py
    hashed_live: dict[str, bytes]
    failures: dict[Place, Failure]
    differences: list[Difference]


def ranges(connection: Connection) -> list[Range]:
    """The whole space of streams, cut into ranges that grow smaller towards the end: so all cores are busy up to it."""
    left = float(size(connection))
    share = SAMPLED / LARGEST if left > LARGE else 1.0
    found: list[Range] = []
    low, acts = LOWEST, 0.0
    for stream, sampled in connection.execute(SAMPLE, {"percent": 100 * share}):
        acts += sampled / share
        if acts >= _wanted(left) and stream != HIGHEST:
            found.append(Range(low, stream, round(acts)))
            low, acts, left = UUID(int=stream.int + 1), 0.0, left - acts
    return [*found, Range(low, HIGHEST, round(acts))]


def _wanted(left: float) -> float:
    """Acts of the next range when so many are left: half of what a core would have to do if all were shared out now."""
    return max(SMALLEST, min(LARGEST, left / (2 * (os.cpu_count() or 1))))


def fold_ranges(work: Work, todo: Sequence[Range], processes: int | None = None) -> Iterator[Folded]:
    """The outcome of every range, in order; in this process when there is little to do."""
    processes = processes or os.cpu_count() or 1
    if processes == 1 or sum(item.acts for item in todo) < SMALL:
        with database.connect(work.conninfo) as connection:
            worker = Worker(work, connection)
            yield from map(worker.fold, todo)
        return
    # A fork has the catalogue at once; a process with further threads cannot be forked safely and starts anew.
    context = multiprocessing.get_context("fork" if threading.active_count() == 1 else "spawn")
    with ProcessPoolExecutor(processes, context, _start, (work,)) as pool:
        yield from pool.map(_fold, todo)


class Worker:
    """Folds ranges on one connection."""

    def __init__(self, work: Work, connection: Connection) -> None:
        self._work, self._connection = work, connection
        connection.execute(ROOMY)
        self._organisations = Organisations()
        self._organisations.read(connection, work.upto)
        self._live = {projection.name: Writer(projection) for projection in work.projections}
        if work.write:
            connection.execute(UNHURRIED)
        self._next = {projection.name: Writer(projection, NEXT) for projection in work.projections}

    def fold(self, todo: Range) -> Folded:
        """Folds one range in one transaction."""
        names = [projection.name for projection in self._work.projections]
        outcome = Folded(0, dict.fromkeys(names, 0), dict.fromkeys(names, b""), dict.fromkeys(names, b""), {}, [])
        folded = 0
        with self._connection.transaction():
            self._connection.execute(SNAPSHOT)
            live = self._read_live(todo) if self._work.compare else {}
            # Small values kept for long between those of a moment would leave the memory full of holes.
            rows, hashed = ({name: bytearray() for name in names} for _ in range(2))
            acts = history.in_range(self._connection, todo.low, todo.high, self._work.upto)
            for group in groups(acts):
                folded += sum(map(len, group))
                for sheet, stream in _by_projection(fold_streams(group, self._work.projections, self._organisations)):
                    name = sheet.projection.name
                    versions = sheet.versions()
                    if sheet.failure is not None:
                        outcome.failures[name, stream] = sheet.failure
                    if self._work.compare:
                        self._compare(sheet.projection, stream, versions, live, outcome)
                    if versions:
                        joined = b"".join(content.lines(self._live[name], stream, versions))
                        hashed[name] += content.stream_hash(stream, joined)
                        outcome.rows[name] += len(versions)
                        if self._work.write:
                            rows[name] += joined
            for name in names:
                outcome.hashed[name] = bytes(hashed[name])
                if rows[name]:
                    self._next[name].add_encoded(self._connection, rows[name])
            self._extra(live, outcome)
        return outcome._replace(acts=folded)

    def _read_live(self, todo: Range) -> dict[Place, list[RowVersion]]:
        found: dict[Place, list[RowVersion]] = {}
        for projection in self._work.projections:
            name = projection.name
            rows = self._live[name].read(self._connection, todo.low, todo.high, self._work.upto)
            for stream, group in itertools.groupby(rows, key=lambda item: item[0]):
                found[name, stream] = [version for _, version in group]
        return found

    def _compare(
        self,
        projection: Projection,
        stream: UUID,
        versions: list[RowVersion],
        live: dict[Place, list[RowVersion]],
        outcome: Folded,
    ) -> None:
        place = (projection.name, stream)
        stored = live.pop(place, [])
        stopped = self._work.stopped.get(place)
        if stopped is not None:
            versions, stored = known_at(versions, stopped - 1), known_at(stored, stopped - 1)
        writer = self._live[projection.name]
        expected, found = content.lines(writer, stream, versions), content.lines(writer, stream, stored)
        if expected != found:
            outcome.differences.extend(_differences(projection, stream, versions, stored))
        if found:
            outcome.hashed_live[projection.name] += content.stream_hash(stream, b"".join(found))

    def _extra(self, live: dict[Place, list[RowVersion]], outcome: Folded) -> None:
        projections = {projection.name: projection for projection in self._work.projections}
        for (name, stream), stored in live.items():
            found = content.lines(self._live[name], stream, stored)
            outcome.differences.extend(_differences(projections[name], stream, [], stored))
            outcome.hashed_live[name] += content.stream_hash(stream, b"".join(found))


def _by_projection(folds: list[StreamFold]) -> Iterator[tuple[Sheet, UUID]]:
    """The sheets of some streams, projection by projection, each in the order of the streams."""
    found: dict[str, list[tuple[Sheet, UUID]]] = {}
    for fold in folds:
        for sheet in fold.sheets:
            found.setdefault(sheet.projection.name, []).append((sheet, fold.stream))
    return itertools.chain.from_iterable(found.values())


def known_at(versions: list[RowVersion], position: int) -> list[RowVersion]:
    """Row versions as they were known at a position."""
    return [
        version if version.seen_until is None or version.seen_until <= position else version._replace(seen_until=None)
        for version in versions
        if version.seen_from <= position
    ]


def _differences(
    projection: Projection, stream: UUID, expected: list[RowVersion], found: list[RowVersion]
) -> Iterator[Difference]:
    wanted, there = (dict(content.told(projection, version) for version in some) for some in (expected, found))
    for identity in sorted(wanted.keys() | there.keys()):
        want, have = wanted.get(identity), there.get(identity)
        if want != have:
            what = "missing" if have is None else "extra" if want is None else "changed"
            yield Difference(projection.name, stream, identity, what, want, have)


_worker: Worker | None = None  # of this process of the pool


def _start(work: Work) -> None:
    global _worker
    # What is folded holds no cycles and is dropped range by range: looking for some all the time costs a third of it.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    _worker = Worker(work, database.connect(work.conninfo))


def _fold(todo: Range) -> Folded:
    assert _worker is not None
    return _worker.fold(todo)
