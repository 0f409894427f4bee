"""Reading: whole verification against bare signature checks, one long case replayed, projections rebuilt."""

import os
import random
import time
from collections.abc import Callable

from ledger import database
from ledger import reading as ledger_reading
from ops.bench.append import Figure, Load
from ops.bench.parts import deciding_seconds, history, opened
from ops.bench.processes import together
from ops.collector import settle
from ops.verify.evidence import Evidence
from ops.verify.run import verify_ledger
from projections import rebuild
from projections.catalogue import PROJECTIONS
from signing import dsse, signature

LONG = 200  # acts of the long case
REPLAYS = 1000


def verification(evidence: Evidence) -> tuple[Figure, str]:
    """Acts a second of a whole verification on all cores, and its outcome."""
    begun = time.perf_counter()
    report = verify_ledger(evidence)
    return _rate("verification, whole ledger", report.size, time.perf_counter() - begun), report.outcome


def bare_checks(load: Load, each: int = 100_000) -> Figure:
    """Signature checks a second on all cores and nothing else, over the ledger's own acts, read beforehand: what
    verification is measured against."""
    share = os.cpu_count() or 1
    with database.connect(load.conninfo) as connection:
        each = min(each, ledger_reading.size(connection) // share)
    outcomes: list[tuple[int, float]] = together(_check_bare, [(load, each * number, each) for number in range(share)])
    return _rate("signature checks alone", sum(count for count, _ in outcomes), max(lasted for _, lasted in outcomes))


def _check_bare(load: Load, after: int, each: int, ready: Callable[[], object]) -> tuple[int, float]:
    key, certificate = load.office.key.certificate.public_key(), bytes.fromhex(load.office.key.sha256)
    with database.connect(load.conninfo) as connection:
        rows = ledger_reading.bulk(connection, after + 1, after + each)
        signed = [(row.act, row.signature) for row in rows if row.certificate == certificate]
    ready()
    begun = time.perf_counter()
    for act, mark in signed:
        signature.check(key, mark, dsse.act_pae(act))
    return len(signed), time.perf_counter() - begun


def deciding(load: Load) -> Figure:
    """Deciding and applying one act, in one process."""
    seconds = sorted(deciding_seconds(load.office))
    middle = seconds[len(seconds) // 2]
    return Figure("decide and apply one act", 1, 1 / middle, 1000 * middle, 1000 * seconds[int(len(seconds) * 0.99)])


def replay(load: Load) -> Figure:
    """State of a case of 200 acts as of any position, every act of it verified."""
    submissions = history(load.office, LONG)
    with opened(load.conninfo, load.pki, load.key_encryption_key) as parts, parts.pool.connection() as connection:
        for submission in submissions:
            receipt = parts.path.record(submission)
        acts = ledger_reading.by_stream(connection, receipt.stream)
        seconds = []
        settle()  # as the service does
        with parts.replayer() as replayer:
            for number in range(REPLAYS):  # mostly the newest state, which is the longest to reach
                position = None if number % 4 else random.choice(acts).position
                begun = time.perf_counter()
                replayer.state(connection, receipt.stream, position)
                seconds.append(time.perf_counter() - begun)
    seconds.sort()
    middle = seconds[len(seconds) // 2]
    return Figure("replay of 200 acts, verified", 1, 1 / middle, 1000 * middle, 1000 * seconds[int(REPLAYS * 0.99)])


def rebuilding(conninfo: str) -> Figure:
    """Acts a second of a rebuild of all projections on all cores."""
    with database.connect(conninfo) as connection:
        acts = ledger_reading.size(connection)
    begun = time.perf_counter()
    rebuild.rebuild(conninfo, PROJECTIONS)
    return _rate("rebuild of all projections", acts, time.perf_counter() - begun)


def _rate(what: str, units: int, seconds: float) -> Figure:
    return Figure(what, os.cpu_count() or 1, units / seconds, 1000 * seconds, 1000 * seconds)
