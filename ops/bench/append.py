"""Appending: many clients, one act a request, each answered when its act is durable.

Clients are threads, spread over processes with a sequencer each, as a service with several workers would be. Acts
are signed before the clock starts; from then on a client has signed bytes and wants a receipt.
"""

import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from api.values import Submission
from domain.kernel.calendar import moment_of
from ledger import format as act_format
from ledger.batch import SignedAct
from ops.bench.parts import HISTORY_ACTS, Office, Parts, history, opened
from ops.bench.processes import together
from ops.development_pki import DevelopmentPki
from signing.trust import Admitted, check_act


class Figure(NamedTuple):
    """What one measurement found."""

    what: str
    clients: int
    per_second: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Load:
    """One measurement of appending."""

    conninfo: str
    pki: DevelopmentPki
    key_encryption_key: bytes
    office: Office
    clients: int
    seconds: float
    decided: bool  # the domain decides again; otherwise signature, chain, tree and commit only
    most_acts: int  # signed beforehand, all clients together


def measure(load: Load, processes: int | None = None) -> Figure:
    """Acts a second and the time from signed bytes to receipt."""
    share = min(load.clients, processes or os.cpu_count() or 1)
    counts = [load.clients // share + (worker < load.clients % share) for worker in range(share)]
    outcomes: list[tuple[float, list[float]]] = together(_work, [(load, clients) for clients in counts])
    latencies = sorted(latency for _, some in outcomes for latency in some)
    return Figure(
        "record (domain decides)" if load.decided else "append (verified)",
        load.clients,
        sum(len(some) / lasted for lasted, some in outcomes),
        1000 * latencies[len(latencies) // 2],
        1000 * latencies[int(len(latencies) * 0.99)],
    )


def _work(load: Load, clients: int, ready: Callable[[], object]) -> tuple[float, list[float]]:
    cases = max(1, load.most_acts // load.clients // HISTORY_ACTS)
    queues = [[act for _ in range(cases) for act in history(load.office, named=load.decided)] for _ in range(clients)]
    with opened(load.conninfo, load.pki, load.key_encryption_key) as parts:
        send = parts.path.record if load.decided else _appender(parts, load.office)
        ready()
        return _race(send, queues, load.seconds)


def _race(
    send: Callable[[Submission], object], queues: list[list[Submission]], seconds: float
) -> tuple[float, list[float]]:
    """How long it lasted, and each request's seconds."""
    latencies: list[float] = []
    begun = time.perf_counter()
    stop = begun + seconds

    def client(queue: list[Submission]) -> None:
        for submission in queue:
            asked = time.perf_counter()
            send(submission)
            answered = time.perf_counter()
            latencies.append(answered - asked)
            if answered > stop:
                return

    threads = [threading.Thread(target=client, args=(queue,)) for queue in queues]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun, latencies


def _appender(parts: Parts, office: Office) -> Callable[[Submission], object]:
    """The path of an act without the domain: bytes, signature, chain, tree, commit."""
    admitted = parts.certificates.admitted(bytes.fromhex(office.actor.certificate))

    def append(submission: Submission) -> object:
        return parts.path.recorder.append([checked(submission, admitted)])

    return append


def checked(submission: Submission, admitted: Admitted) -> SignedAct:
    """A signed act, checked as far as that is possible without knowing the law."""
    envelope, body = act_format.decode(submission.act)
    check_act(submission.act, submission.signature, admitted, datetime.now(UTC))
    return SignedAct(
        envelope,
        body["kind"],
        body["type"],
        moment_of(body["occurred_at"]),
        submission.act,
        hashlib.sha256(submission.act).digest(),
        submission.signature,
        hashlib.sha256(submission.signature).digest(),
        admitted.sha256,
    )
