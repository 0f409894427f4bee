"""Verification of a whole ledger, from the stored bytes and the operator's configuration alone.

1. Set-based checks: name of the ledger, chains and uniqueness, tiles, checkpoints in and outside the database,
   certificates, disclosures (ops/verify/relations.py, ops/verify/tiles.py).
2. Act by act on all cores: bytes, columns, leaves, signatures, offices, tree heads (ops/verify/acts.py).
3. Projections: folded again from the acts and compared row by row with the live tables (projections/rebuild.py).

The work is cut into tasks that need nothing from each other. Every fault is collected; the first by position is the
first bad position.
"""

import gc
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from multiprocessing.context import BaseContext
from typing import Any, NamedTuple

import psycopg

from ledger import database, reading
from ops.verify import findings, relations
from ops.verify.acts import Acts
from ops.verify.evidence import Evidence
from ops.verify.findings import Fault, Part, Report, Untold
from projections import checking
from projections.catalogue import PROJECTIONS
from signing.merkle import EMPTY_ROOT

Connection = psycopg.Connection[Any]
Progress = Callable[[int, int], None]  # units done, units in all

RANGE = 2048  # acts a task, about
CUTS = "SELECT max(size) FROM ledger.head WHERE size <= %(size)s GROUP BY size / %(range)s ORDER BY 1"
NEWEST = "SELECT max(position) FROM ledger.act"


class Task(NamedTuple):
    """One piece of work: a set-based check by its place in the list, or the acts after + 1 to last."""

    check: int | None
    after: int
    last: int

    @property
    def units(self) -> int:
        """How much of the progress bar the task is worth, in acts."""
        return max(1, self.last - self.after)


def verify_ledger(
    evidence: Evidence, progress: Progress = lambda done, whole: None, *, processes: int | None = None
) -> Report:
    """Checks everything. Raises: psycopg.OperationalError when the database cannot be read."""
    begun = time.monotonic()
    with database.connect(evidence.conninfo) as connection:
        head = reading.head(connection)
        newest = connection.execute(NEWEST).fetchone()
        size: int = (newest and newest[0]) or 0
        tasks = list(_tasks(connection, size))
    parts = list(_run(evidence, size, tasks, progress, processes or os.cpu_count() or 1))
    parts.append(_projections(evidence, damaged=any(part.faults for part in parts)))
    parts.append(_ends_together(head.size if head else 0, size))
    return findings.report(size, head.root if head else EMPTY_ROOT, parts, time.monotonic() - begun)


def _tasks(connection: Connection, size: int) -> Iterator[Task]:
    """The longest first, so that no core is left waiting at the end."""
    yield from (Task(check, 0, 0) for check in range(len(relations.CHECKS)))
    after = 0
    for (cut,) in connection.execute(CUTS, {"size": size, "range": RANGE}):
        yield Task(None, after, cut)
        after = cut
    if after < size:
        yield Task(None, after, size)


def _context() -> BaseContext:
    """A copy of this process starts at once, but it is only sound while this process has no other thread."""
    return multiprocessing.get_context("fork" if threading.active_count() == 1 else "forkserver")


def _run(evidence: Evidence, size: int, tasks: list[Task], progress: Progress, processes: int) -> Iterator[Part]:
    whole, done = sum(task.units for task in tasks), 0
    for task, part in _performed(evidence, size, tasks, processes):
        yield part
        done += task.units
        progress(done, whole)


def _performed(evidence: Evidence, size: int, tasks: list[Task], processes: int) -> Iterator[tuple[Task, Part]]:
    """The tasks as they are finished: in this process when one is enough, else in a pool."""
    if processes == 1 or size <= RANGE:
        with database.connect(evidence.conninfo) as connection:
            acts = Acts(connection, evidence, size)
            yield from ((task, _perform(task, _Worker(connection, evidence, size, acts))) for task in tasks)
        return
    with ProcessPoolExecutor(processes, _context(), initializer=_begin, initargs=(evidence, size)) as pool:
        pending: dict[Future[Part], Task] = {pool.submit(_perform_here, task): task for task in tasks}
        for finished in as_completed(pending):
            yield pending[finished], finished.result()


def _ends_together(head: int, size: int) -> Part:
    """The newest head is that of the newest act."""
    if head == size:
        return Part("heads", 1)
    return Part("heads", 1, (Fault(min(head, size) + 1, "acts_beyond_head" if head < size else "head_beyond_acts"),))


def _projections(evidence: Evidence, *, damaged: bool) -> Part:
    """Live rows against rows folded anew. Damaged acts cannot be folded: then it cannot be told."""
    if evidence.projections_conninfo is None:
        return Part("projections")
    if damaged:
        return Part("projections", untold=(Untold(0, "projections_not_compared", "acts are damaged"),))
    checked = checking.check(evidence.projections_conninfo, PROJECTIONS)
    faults = [
        Fault(checked.position, f"projection_{item.projection}", f"stream {item.stream} {item.key}: {item.what}")
        for item in checked.differences
    ]
    untold = [
        Untold(item.position, f"projection_{item.projection}", f"stream {item.stream} stands in quarantine")
        for item in checked.quarantined
    ]
    return Part("projections", checked.acts, tuple(faults), tuple(untold))


class _Worker(NamedTuple):
    connection: Connection
    evidence: Evidence
    size: int
    acts: Acts


_worker: _Worker | None = None  # one for each worker process


def _begin(evidence: Evidence, size: int) -> None:
    global _worker
    gc.freeze()
    gc.disable()  # an act leaves no cycles behind, and there are millions of them
    connection = database.connect(evidence.conninfo)
    _worker = _Worker(connection, evidence, size, Acts(connection, evidence, size))


def _perform_here(task: Task) -> Part:
    assert _worker is not None
    return _perform(task, _worker)


def _perform(task: Task, worker: _Worker) -> Part:
    if task.check is not None:
        return relations.CHECKS[task.check](worker.connection, worker.evidence, worker.size)
    return worker.acts.check(task.after, task.last)
