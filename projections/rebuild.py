"""Rebuilding projections from the acts, beside the live tables, and putting the new ones in their place.

1 A lock keeps a second rebuild out. The rebuild stands at the position of the live tables (at the head when there are
none).
2 New tables are filled range by range on all cores (projections/workers.py), then indexed.
3 What was recorded since is folded again, stream by stream, in rounds while the runner goes on.
4 In one transaction, with the runner locked out: the last round, the exchange by rename, the quarantine, the
declarations.

Killed at any moment it leaves the live tables as they were; what is left of the new ones is dropped by the next
rebuild.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from ledger import database
from ledger.reading import size
from projections import declarations, history, quarantine, tables, tracking
from projections.content import ContentHash
from projections.declaration import Projection
from projections.kernel import Failure, RowVersion, StreamFold
from projections.organisations import Organisations
from projections.quarantine import Place
from projections.runner import LOCK
from projections.whole import fold_stream
from projections.workers import Work, fold_ranges, ranges

Connection = psycopg.Connection[Any]
Progress = Callable[[int, int], None]  # acts done, acts in all

NEAR = 500  # acts that may be caught up with while the runner waits
ONE_REBUILD = "SELECT pg_advisory_lock(hashtextextended('socai projections rebuild', 0))"
# Nobody waits for these tables yet, see projections/workers.py; autovacuum looks at more rows later; every core has
# tables of its own to work on.
IN_BULK = "SET synchronous_commit = off; SET default_statistics_target = 30; SET max_parallel_maintenance_workers = 0"
TOUCHED = "SELECT DISTINCT stream FROM ledger.act WHERE position > %(after)s AND position <= %(upto)s"


class Rebuilt(NamedTuple):
    """What came out for one projection."""

    name: str
    position: int  # the rebuild stood at
    rows: int
    content: bytes  # hash of the rows as of that position (projections/content.py)
    stopped: int  # streams that could not be folded to their end


def silent(done: int, total: int) -> None:
    """A progress callback that says nothing."""


def prepare(
    conninfo: str, projections: Sequence[Projection], *, processes: int | None = None, progress: Progress = silent
) -> tuple[Rebuilt, ...]:
    """Builds the projections that were never built, or from another declaration; the others are left alone."""
    with database.connect(conninfo) as connection:
        tables.create_support(connection)
        connection.execute(ONE_REBUILD)  # somebody else may be at it
        differing = declarations.differing(connection, projections)
        return _rebuild(connection, conninfo, differing, processes, progress) if differing else ()


def rebuild(
    conninfo: str, projections: Sequence[Projection], *, processes: int | None = None, progress: Progress = silent
) -> tuple[Rebuilt, ...]:
    """Rebuilds `projections` and puts the new tables in the place of the live ones.

    Raises: LedgerReplaced when the live tables speak of acts that the ledger does not hold (see `start_over`).
    """
    with database.connect(conninfo) as connection:
        tables.create_support(connection)
        connection.execute(ONE_REBUILD)
        return _rebuild(connection, conninfo, tuple(projections), processes, progress)


def start_over(conninfo: str) -> None:
    """Forgets where the tables stand and what they were built from, so that `prepare` builds all of them from this
    ledger.

    For a ledger that was replaced on purpose, by a restored copy for instance.
    """
    with database.connect(conninfo) as connection, connection.transaction():
        tables.create_support(connection)
        connection.execute(LOCK)
        for table in ("tracking", "declaration", "quarantine"):
            connection.execute(f"DELETE FROM projections.{table}")


def _rebuild(
    connection: Connection,
    conninfo: str,
    projections: tuple[Projection, ...],
    processes: int | None,
    progress: Progress,
) -> tuple[Rebuilt, ...]:
    stands = tracking.stands_at(connection)  # 1
    upto = size(connection) if stands is None else stands
    with connection.transaction():  # 2
        for projection in projections:
            tables.create(connection, projection, tables.NEXT)
    todo = ranges(connection)
    done = 0
    failures: dict[Place, Failure] = {}
    hashes = {projection.name: ContentHash() for projection in projections}
    rows = dict.fromkeys(hashes, 0)
    progress(0, upto)
    for folded in fold_ranges(Work(conninfo, projections, upto, True, False, {}), todo, processes):
        done += folded.acts
        failures |= folded.failures
        for name, content in folded.hashed.items():
            hashes[name].add_hashed(content)
            rows[name] += folded.rows[name]
        progress(done, upto)
    _add_indexes(conninfo, sorted(projections, key=lambda each: -rows[each.name]), processes)
    organisations = Organisations()
    at = upto
    while (reached := tracking.reached(connection) or at) - at > NEAR:  # 3
        with connection.transaction():
            failures = _catch_up(connection, projections, organisations, failures, at, reached)
        at = reached
    with connection.transaction():  # 4
        connection.execute(LOCK)
        stands = tracking.stands_at(connection)
        if stands is None:
            tracking.advance(connection, upto)
        elif stands > at:
            failures = _catch_up(connection, projections, organisations, failures, at, stands)
        for projection in projections:
            tables.put_in_place(connection, projection)
            declarations.put(connection, projection, upto, hashes[projection.name].digest())
            quarantine.clear(connection, projection.name)
        quarantine.add(connection, failures)
    return tuple(
        Rebuilt(name, upto, rows[name], hashes[name].digest(), sum(place[0] == name for place in failures))
        for name in hashes
    )


def _add_indexes(conninfo: str, projections: Sequence[Projection], processes: int | None) -> None:
    """Makes the indexes of the new tables, as many tables at a time as there are cores, in the order given."""
    waiting = iter(projections)  # whoever is done takes the next one

    def work() -> None:
        with database.connect(conninfo) as connection:
            connection.execute(IN_BULK)
            for projection in waiting:
                tables.add_indexes(connection, projection, tables.NEXT)

    cores = processes or os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        for done in [pool.submit(work) for _ in range(cores)]:
            done.result()


def _catch_up(
    connection: Connection,
    projections: Sequence[Projection],
    organisations: Organisations,
    failures: dict[Place, Failure],
    after: int,
    upto: int,
) -> dict[Place, Failure]:
    """Folds the streams with acts above `after` up to `upto` again, into the tables being rebuilt."""
    touched = [row[0] for row in connection.execute(TOUCHED, {"after": after, "upto": upto})]
    folds = _fold_streams(connection, projections, organisations, touched, upto)
    kept = {place: failure for place, failure in failures.items() if place[1] not in folds}
    return kept | write_anew(connection, folds.values(), tables.NEXT)


def _fold_streams(
    connection: Connection,
    projections: Sequence[Projection],
    organisations: Organisations,
    streams: Sequence[UUID],
    upto: int,
) -> dict[UUID, StreamFold]:
    organisations.read(connection, upto)
    acts: dict[UUID, list[history.StoredAct]] = {}
    for act in history.of_streams(connection, streams, upto):
        acts.setdefault(act.stream, []).append(act)
    return {stream: fold_stream(items, projections, organisations) for stream, items in acts.items()}


def write_anew(connection: Connection, folds: Iterable[StreamFold], suffix: str = "") -> dict[Place, Failure]:
    """Writes all rows of whole streams in place of what is stored of them; gives what stopped."""
    failures: dict[Place, Failure] = {}
    streams: dict[Projection, list[UUID]] = {}
    rows: dict[Projection, list[tuple[UUID, RowVersion]]] = {}
    for fold in folds:
        for projection in fold.projections:
            streams.setdefault(projection, []).append(fold.stream)
        for sheet in fold.sheets:
            found = rows.setdefault(sheet.projection, [])
            found += [(fold.stream, version) for version in sheet.versions()]
            if sheet.failure is not None:
                failures[sheet.projection.name, fold.stream] = sheet.failure
    for projection, written in streams.items():
        writer = tables.Writer(projection, suffix)
        writer.remove(connection, written)
        writer.add(connection, rows.get(projection, ()))
    return failures


def release(conninfo: str, projections: Sequence[Projection], stream: UUID | None = None) -> list[Place]:
    """Folds quarantined streams (or one of them) anew up to where the tables stand; gives those that are well again.

    What still cannot be folded stays in quarantine with its newest reason.
    """
    with database.connect(conninfo) as connection, connection.transaction():
        connection.execute(LOCK)
        stands = tracking.stands_at(connection) or 0
        stopped = [place for place in quarantine.stopped(connection) if stream is None or place[1] == stream]
        organisations = Organisations()
        well: list[Place] = []
        for projection in projections:
            streams = [place[1] for place in stopped if place[0] == projection.name]
            folds = _fold_streams(connection, [projection], organisations, streams, stands)
            failures = write_anew(connection, folds.values())
            quarantine.add(connection, failures)
            well += [(projection.name, item) for item in streams if (projection.name, item) not in failures]
        quarantine.remove(connection, well)
        return well
