"""Bulk import: signed acts in batches of 1,000, a process for each core."""

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
    share = processes or os.cpu_count() or 1
    outcomes: list[tuple[float, list[float]]] = together(_work, [(load, load.most_acts // share)] * share)
    latencies = sorted(latency for _, some in outcomes for latency in some)
    return Figure(
        "import 1,000 (domain decides)" if load.decided else "import 1,000 (verified)",
        share,
        sum(BATCH * len(some) / lasted for lasted, some in outcomes),
        1000 * latencies[len(latencies) // 2],
        1000 * latencies[int(len(latencies) * 0.99)],
    )


def _work(load: Load, acts: int, ready: Callable[[], object]) -> tuple[float, list[float]]:
    made = [act for _ in range(-(-acts // HISTORY_ACTS)) for act in history(load.office, named=load.decided)]
    batches = [made[start : start + BATCH] for start in range(0, acts, BATCH)]
    latencies = []
    with opened(load.conninfo, load.pki, load.key_encryption_key) as parts, ThreadPoolExecutor(2) as workers:
        bring = _importer(load, parts, workers)
        ready()
        begun = time.perf_counter()
        for batch in batches:
            asked = time.perf_counter()
            bring(batch)
            latencies.append(time.perf_counter() - asked)
        return time.perf_counter() - begun, latencies


def _importer(load: Load, parts: Parts, workers: ThreadPoolExecutor) -> Callable[[list[Submission]], object]:
    if load.decided:
        return lambda batch: record_many(parts.path, batch, workers, BATCH)
    admitted = parts.certificates.admitted(bytes.fromhex(load.office.actor.certificate))
    return lambda batch: parts.path.recorder.append([checked(one, admitted) for one in batch])
