"""Killing at random moments under load: the backend, the process of the sequencer, the whole server."""

import os
import random
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from ledger_kit.batching import until
from ledger_kit.desk import Desk
from ledger_kit.processes import Child, identity
from ledger_kit.writing import Writer
from psycopg.conninfo import make_conninfo

from ledger import database
from ledger.reading import Stored
from ledger.sequencer import Sequencer
from ops.development_pki import OfficerKey
from ops.migrate import migrate
from ops.postgres import Server, start

KILL = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE application_name = 'sequencer' AND datname = current_database()"
)
WRITERS = 8
Acknowledged = list[tuple[int, bytes]]


@contextmanager
def writing(sequencers: list[Sequencer], writer: Writer) -> Iterator[Acknowledged]:
    """Threads that append until the block ends; what they were told. None of them may be told anything else."""
    stop, acknowledged = threading.Event(), []

    def run(number: int) -> None:
        mine, stream = Writer(writer.key, b""), None
        mine.certificate = writer.certificate
        while not stop.is_set():
            signed = mine.next(stream)
            stream = signed.envelope.stream if number % 2 else None
            [answer] = sequencers[number % len(sequencers)].append([signed])
            acknowledged.append((answer.position, answer.act_hash))

    with ThreadPoolExecutor(WRITERS) as pool:
        futures: list[Future[None]] = [pool.submit(run, number) for number in range(WRITERS)]
        try:
            yield acknowledged
        finally:
            stop.set()
    for future in futures:
        future.result()


def _pairs(rows: list[Stored]) -> Acknowledged:
    return [(row.position, row.act_hash) for row in rows]


@pytest.mark.parametrize("processes", [1, 2])
def test_backends_are_killed(desk: Desk, writer: Writer, processes: int) -> None:
    conninfo = make_conninfo(desk.conninfo("socai_service"), application_name="sequencer")
    sequencers = [desk.sequencer(lambda: database.connect(conninfo)) for _ in range(processes)]
    owner, chance, killed = desk.connect(), random.Random(), 0
    with writing(sequencers, writer) as acknowledged:
        while killed < 30:
            before = len(acknowledged)
            until(lambda before=before: len(acknowledged) > before)
            threading.Event().wait(chance.uniform(0, 0.03))
            row = owner.execute(KILL).fetchone()
            killed += row[0] if row else 0
    assert sorted(acknowledged) == _pairs(desk.check())
    desk.append(writer.several(3))


def test_processes_are_killed(desk: Desk, writer: Writer, officer: OfficerKey) -> None:
    """Whatever a process acknowledged before SIGKILL is stored; another process carries on all the while."""
    task = {"threads": WRITERS} | identity(writer, officer.der)
    children = [Child("append", desk.conninfo("socai_service"), **task) for _ in range(3)]
    with writing([desk.sequencer()], writer) as survivors:
        said = []
        for child in children:
            heard = [child.hear() for _ in range(random.randint(1, 150))]
            child.kill()
            said += heard + child.rest()
    rows = desk.check()
    stored = {row.position: (row.act_hash.hex(), str(row.stream), row.version) for row in rows}
    assert len({position for position, *_ in said}) == len(said)
    assert all(stored[position] == tuple(act) for position, *act in said)
    assert set(survivors) <= set(_pairs(rows))
    # Of each killed process at most what its threads had in hand was stored without a word.
    assert len(rows) - len(said) - len(survivors) <= WRITERS * len(children)
    desk.append(writer.several(3))


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A cluster of this test's own, which it may kill."""
    folder = Path(tempfile.mkdtemp(prefix="socai-crash-"))
    server = start(folder / "postgres")
    migrate(server.conninfo())
    yield server
    start(folder / "postgres").stop()
    shutil.rmtree(folder)


def test_the_server_is_killed(own_server: Server, writer: Writer) -> None:
    now = [own_server]
    desk = Desk(lambda role: now[0].conninfo(role), writer.key.public_key())
    chance = random.Random()
    with writing([desk.sequencer(timeout_s=300), desk.sequencer(timeout_s=300)], writer) as acknowledged:
        for _ in range(3):
            before = len(acknowledged)
            until(lambda before=before: len(acknowledged) > before + 20)
            threading.Event().wait(chance.uniform(0, 0.05))
            pid = now[0].pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            now[0] = start(own_server.folder)
    assert sorted(acknowledged) == _pairs(desk.check())
    desk.append(writer.several(3))
    desk.close()
    desk.check()
