"""All cores make and import histories: each process has provinces of its own, makes and signs their acts, and imports
them week by week together with the others, so that streams interleave in the ledger as they do in life.

Identifiers follow from the seed: an act that is in the ledger already is passed over, so a run that was stopped goes
on where it stopped.
"""

import multiprocessing
import shutil
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any
from uuid import UUID

from api.bulk import record_many
from api.values import Submission
from ops.collector import settle
from ops.development_pki import OfficerKey
from ops.synth.days import Period
from ops.synth.errors import SynthFailed
from ops.synth.histories import region
from ops.synth.model import Model
from ops.synth.nation import Nation, Province
from ops.synth.spool import DAYS, Put, Spool
from ops.synth.writing import Place, Writing, writing
from signing import dsse

BATCH = 1000  # acts a commit
WEEK_S = 600.0  # a week takes no process longer than any other by more than this
LOOK_S = 0.2  # how often the parent looks how far they are
RECORDED = "SELECT stream, max(version) FROM ledger.act WHERE stream = ANY(%(streams)s) GROUP BY stream"
Progress = Callable[[str, int, int], None]  # (what, done, of how many)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, where it goes, and who signs."""

    model: Model
    nation: Nation
    period: Period
    matters: int
    seed: int
    clean: bool
    place: Place
    keys: Mapping[str, OfficerKey]  # by SHA-256 of the certificate
    spool: Path  # a folder of this run's own


@dataclass(frozen=True, slots=True)
class Done:
    """What one process did."""

    made: int
    recorded: int
    kinds: Mapping[str, int]
    truth: tuple[dict[str, Any], ...]


@dataclass(slots=True)
class _Counts:
    made: Any
    to_import: Any
    imported: Any


def carried_out(order: Order, processes: int, progress: Progress) -> tuple[list[Done], float, float]:
    """Makes and imports everything; also the seconds of making and of importing. Raises: SynthFailed."""
    shutil.rmtree(order.spool, ignore_errors=True)
    context = multiprocessing.get_context("fork")
    shares = shared(order.nation.provinces, processes)
    barrier = context.Barrier(len(shares))
    counts = _Counts(context.Value("q", 0), context.Value("q", 0), context.Value("q", 0))
    started = []
    for place, share in enumerate(shares):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(order, place, share, barrier, counts, theirs))
        process.start()
        theirs.close()
        started.append((process, ours))
    try:
        return _awaited(started, counts, progress)
    finally:
        for process, _ in started:
            process.kill() if process.exitcode is None else None
            process.join()
        shutil.rmtree(order.spool, ignore_errors=True)


def shared(provinces: Sequence[Province], processes: int) -> list[list[Province]]:
    """The provinces divided so that each process has about as much to do."""
    shares: list[list[Province]] = [[] for _ in range(min(processes, len(provinces)))]
    for province in sorted(provinces, key=lambda each: -each.weight):
        min(shares, key=lambda share: sum(each.weight for each in share)).append(province)
    return shares


def _awaited(
    started: Sequence[tuple[Any, Pipe]], counts: _Counts, progress: Progress
) -> tuple[list[Done], float, float]:
    begun, imports_since = time.monotonic(), 0.0
    answers: list[Done] = []
    for process, pipe in started:
        while not pipe.poll(LOOK_S):
            to_import = counts.to_import.value
            imports_since = imports_since or (time.monotonic() if to_import else 0.0)
            progress(
                "importing" if to_import else "making", (counts.imported if to_import else counts.made).value, to_import
            )
        try:
            answer = pipe.recv()
        except EOFError:
            raise SynthFailed(f"a process ended with {process.exitcode}") from None
        if isinstance(answer, str):
            raise SynthFailed(answer)
        answers.append(answer)
    ended = time.monotonic()
    return answers, (imports_since or ended) - begun, ended - (imports_since or ended)


def _answer(order: Order, place: int, share: list[Province], barrier: Any, counts: _Counts, pipe: Pipe) -> None:
    try:
        settle()
        pipe.send(_worked(order, place, share, barrier, counts))
    except BaseException as error:
        barrier.abort()
        pipe.send("".join(traceback.format_exception(error)))
    pipe.close()


def _worked(order: Order, place: int, share: list[Province], barrier: Any, counts: _Counts) -> Done:
    spool = Spool(order.spool / str(place))
    kinds: dict[str, int] = {}
    truth: list[dict[str, Any]] = []
    made = 0
    for province in share:
        simulated = region(order.model, order.nation, province, order.period, order.matters, order.seed, order.clean)
        for act in simulated.run():
            signature = order.keys[act.certificate].sign(dsse.act_pae(act.data))
            spool.put(Put(act.entered, act.stream, act.version, act.data, signature, act.disclosures))
            kinds[act.kind] = kinds.get(act.kind, 0) + (act.version == 1)
            made += 1
            if made % 500 == 0:
                _add(counts.made, 500)
        truth += [each.row() for each in simulated.truth]
    spool.close()
    _add(counts.made, made % 500)
    barrier.wait()
    _add(counts.to_import, made)
    with writing(order.place) as parts, ThreadPoolExecutor(2) as workers:
        recorded = sum(_imported(parts, batch, workers, counts) for batch in _weeks(spool, order.period, barrier))
    return Done(made, recorded, kinds, tuple(truth))


def _weeks(spool: Spool, period: Period, barrier: Any) -> Iterator[list[Put]]:
    """The acts of each week, when all processes have come to it."""
    last = date.fromordinal(period.last.toordinal() + 120)  # the latest entry
    for bucket in range(period.since.toordinal() // DAYS, last.toordinal() // DAYS + 1):
        barrier.wait(WEEK_S)
        yield spool.taken(bucket)
    assert not spool.buckets()


def _imported(parts: Writing, acts: list[Put], workers: ThreadPoolExecutor, counts: _Counts) -> int:
    """Imports those acts that the ledger does not have; gives their number."""
    known = _known(parts, {act.stream for act in acts})
    new = [act for act in acts if act.version > known.get(act.stream, 0)]
    _add(counts.imported, len(acts) - len(new))
    for start in range(0, len(new), 4 * BATCH):
        part = [Submission(act.data, act.signature, act.disclosures) for act in new[start : start + 4 * BATCH]]
        record_many(parts.path, part, workers, BATCH)
        _add(counts.imported, len(part))
    return len(new)


def _known(parts: Writing, streams: set[UUID]) -> dict[UUID, int]:
    """The newest version of each stream that the ledger has."""
    with parts.pool.connection() as connection:
        return dict(connection.execute(RECORDED, {"streams": list(streams)}).fetchall()) if streams else {}


def _add(count: Any, number: int) -> None:
    """Counts further acts. Raises: SystemExit when the process that ordered them is gone."""
    parent = multiprocessing.parent_process()
    if parent is None or not parent.is_alive():
        raise SystemExit(1)
    with count.get_lock():
        count.value += number
