"""Bulk import: signed acts in batches of 1,000, a process for each core and one more: one of them mostly waits for the
ledger's lock or for the disk."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from api.bulk import record_many
from api.values import Submission
from ops.bench.append import Figure, Load, checked
from ops.bench.parts import HISTORY_ACTS, Parts, history, opened
from ops.bench.processes import together

BATCH = 1000  # acts a commit


def measure(load: Load, processes: int | None = None) -> Figure:
    """Acts a second; the time is that of one batch."""
    share = processes or importers()
    outcomes: list[tuple[float, list[float]]] = together(_work, [(load, load.most_acts // share)] * share)
    latencies = sorted(latency for _, some in outcomes for latency in some)
    return Figure(
        "import 1,000 (domain decides)" if load.decided else "import 1,000 (verified)",
        share,
        sum(BATCH * len(some) / lasted for lasted, some in outcomes),
        1000 * latencies[len(latencies) // 2],
        1000 * latencies[int(len(latencies) * 0.99)],
    )


def importers() -> int:
    """How many processes import."""
    return (os.cpu_count() or 1) + 1


def _work(load: Load, acts: int, ready: Callable[[], object]) -> tuple[float, list[float]]:
    made = [act for _ in range(-(-acts // HISTORY_ACTS)) for act in history(load.office, named=load.decided)]
    batches = [made[start : start + BATCH] for start in range(0, acts, BATCH)]
    with opened(load.conninfo, load.pki, load.key_encryption_key) as parts, ThreadPoolExecutor(2) as workers:
        ready()
        begun = time.perf_counter()
        if load.decided:
            latencies = _recorded(parts, batches, workers)
        else:
            latencies = _appended(load, parts, batches, workers)
        return time.perf_counter() - begun, latencies


def _recorded(parts: Parts, batches: list[list[Submission]], workers: ThreadPoolExecutor) -> list[float]:
    """The product's own import: the domain decides each act again. Seconds of each batch."""
    begun = time.perf_counter()
    record_many(parts.path, [act for batch in batches for act in batch], workers, BATCH)
    return [(time.perf_counter() - begun) / len(batches)] * len(batches)


def _appended(load: Load, parts: Parts, batches: list[list[Submission]], workers: ThreadPoolExecutor) -> list[float]:
    """Signature, chain, tree and commit: one batch is being checked while the one before it is committed."""
    admitted = parts.certificates.admitted(bytes.fromhex(load.office.actor.certificate))
    latencies, committing = [], None
    for batch in batches:
        begun = time.perf_counter()
        acts = [checked(one, admitted) for one in batch]
        if committing is not None:
            committing.result()
        committing = workers.submit(parts.path.recorder.append, acts)
        latencies.append(time.perf_counter() - begun)
    if committing is not None:
        committing.result()
    return latencies
