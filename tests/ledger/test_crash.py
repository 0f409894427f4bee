"""Killing at random moments under load: the backend, the process of the sequencer, the whole server."""

import os
import random
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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


class Load:
    """Threads that append until they are told to stop; none of them may be told anything but a position."""

    def __init__(self, sequencers: list[Sequencer], writer: Writer) -> None:
        self.acknowledged: Acknowledged = []
        self._sequencers, self._writer = sequencers, writer
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(WRITERS)
        self._futures = [self._pool.submit(self._run, number) for number in range(WRITERS)]

    def _run(self, number: int) -> None:
        sequencer = self._sequencers[number % len(self._sequencers)]
        writer, stream = self._writer.another(), None
        while not self._stop.is_set():
            signed = writer.next(stream)
            stream = signed.envelope.stream if number % 2 else None
            [answer] = sequencer.append([signed])
            self.acknowledged.append((answer.position, answer.act_hash))

    def goes_on(self, acts: int = 1) -> None:
        """Waits until more acts were acknowledged."""
        enough = len(self.acknowledged) + acts
        until(lambda: len(self.acknowledged) >= enough or any(future.done() for future in self._futures))
        assert not any(future.done() and future.result() for future in self._futures)

    def end(self) -> Acknowledged:
        """What was acknowledged, once every thread has had its last answer."""
        self._stop.set()
        self._pool.shutdown()
        for future in self._futures:
            future.result()
        return sorted(self.acknowledged)


@contextmanager
def loaded(sequencers: list[Sequencer], writer: Writer) -> Iterator[Load]:
    load = Load(sequencers, writer)
    try:
        yield load
    finally:
        load.end()


def _pairs(rows: list[Stored]) -> Acknowledged:
    return [(row.position, row.act_hash) for row in rows]


@pytest.mark.parametrize("processes", [1, 2])
def test_backends_are_killed(desk: Desk, writer: Writer, processes: int) -> None:
    conninfo = make_conninfo(desk.conninfo("socai_service"), application_name="sequencer")
    sequencers = [desk.sequencer(lambda: database.connect(conninfo)) for _ in range(processes)]
    owner, chance, killed = desk.connect(), random.Random(), 0
    with loaded(sequencers, writer) as load:
        while killed < 30:
            load.goes_on()
            threading.Event().wait(chance.uniform(0, 0.03))
            row = owner.execute(KILL).fetchone()
            killed += row[0] if row else 0
    assert load.end() == _pairs(desk.check())
    desk.append(writer.several(3))


def test_processes_are_killed(desk: Desk, writer: Writer, officer: OfficerKey) -> None:
    """Whatever a process acknowledged before SIGKILL is stored; another process carries on all the while."""
    task = {"threads": WRITERS} | identity(writer, officer.der)
    children = [Child("append", desk.conninfo("socai_service"), **task) for _ in range(3)]
    with loaded([desk.sequencer()], writer) as load:
        said = []
        for child in children:
            heard = [child.hear() for _ in range(random.randint(1, 150))]
            child.kill()
            said += heard + child.rest()
    rows, survivors = desk.check(), load.end()
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
    with loaded([desk.sequencer(timeout_s=300), desk.sequencer(timeout_s=300)], writer) as load:
        for _ in range(3):
            load.goes_on(20)
            threading.Event().wait(chance.uniform(0, 0.05))
            pid = now[0].pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            now[0] = start(own_server.folder)
    assert load.end() == _pairs(desk.check())
    desk.append(writer.several(3))
    desk.close()
    desk.check()
