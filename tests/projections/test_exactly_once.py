"""Exactly once: runners and servers killed at the worst moments lose nothing and double nothing."""

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from projections_kit.house import House
from projections_kit.walk import Walk, random_walk

from ops.migrate import migrate
from ops.postgres import start
from projections.runner import Runner
from projections.tracking import reached

ROOT = Path(__file__).parents[2]
STALL = "SELECT 1 FROM projections.tracking FOR UPDATE"
WAITING = (
    "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    " AND query LIKE 'INSERT INTO projections.tracking%' AND datname = current_database()"
)

PATIENCE_S = 300


class Processes:
    """Runners in processes of their own."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, most: int) -> subprocess.Popen[bytes]:
        """A runner that takes batches of `most` acts."""
        path = f"{ROOT}{os.pathsep}{Path(__file__).parent}"
        command = [sys.executable, "-m", "projections_kit.odd", self.house.conninfo("socai_projector"), str(most)]
        process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})
        self.started.append(process)
        return process

    def kill(self) -> None:
        for process in self.started:
            process.send_signal(signal.SIGKILL)
            process.wait()


@pytest.fixture
def processes(house: House) -> Iterator[Processes]:
    made = Processes(house)
    yield made
    made.kill()


def until(condition: Callable[[], Any], process: subprocess.Popen[bytes] | None = None) -> Any:
    """Waits for a condition, as long as the process lives that brings it about; what takes minutes never comes."""
    gives_up = time.monotonic() + PATIENCE_S
    while not (found := condition()):
        assert process is None or process.poll() is None
        assert time.monotonic() < gives_up
        time.sleep(0.005)
    return found


def rows(house: House) -> int:
    """How many rows the tables hold."""
    owner = house.connect()
    return sum(
        owner.execute(f"SELECT count(*) FROM projections.{projection.name}").fetchone()[0]  # type: ignore[index]
        for projection in house.projections
    )


def is_right(house: House, size: int) -> None:
    """Everything is projected, once."""
    checked = house.check()
    assert (checked.position, checked.differences, checked.quarantined) == (size, [], [])
    assert checked.content == checked.content_live


def test_killed_with_rows_written_and_not_committed(house: House, processes: Processes) -> None:
    house.prepare()
    acts = random_walk(21, 300, 10)
    house.record(acts)
    house.runner.pull(house.projector, 100)
    before = rows(house)
    owner = house.connect()
    with owner.transaction():
        owner.execute(STALL)
        process = processes.start(100)
        observer = house.connect()
        backend = until(lambda: observer.execute(WAITING).fetchone(), process)  # rows are written, tracking is not
        process.send_signal(signal.SIGKILL)
        process.wait()
    until(lambda: owner.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", backend).fetchone() is None)
    assert (reached(house.projector), rows(house)) == (100, before)
    house.project()
    is_right(house, len(acts))


def test_killed_again_and_again(house: House, processes: Processes) -> None:
    house.prepare()
    walk = Walk(random.Random(22))
    house.record(walk.found())
    for _ in range(3):
        house.record(walk.steps(400, 12))
    chance, kills, at = random.Random(0), 0, 0
    while at < walk.position and kills < 12:
        process = processes.start(7)
        wanted = min(walk.position, at + chance.randint(1, 200))
        until(lambda wanted=wanted: (reached(house.projector) or 0) >= wanted, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills, at = kills + 1, reached(house.projector) or 0
    house.project()
    assert kills > 3
    is_right(house, walk.position)


def test_the_backend_is_terminated_in_the_middle_of_a_batch(house: House) -> None:
    house.prepare()
    acts = random_walk(23, 300, 10)
    house.record(acts)
    owner, observer = house.connect(), house.connect()
    broken: list[Exception] = []

    def pull() -> None:
        try:
            house.runner.pull(house.projector, 150)
        except psycopg.OperationalError as error:
            broken.append(error)

    with owner.transaction():
        owner.execute(STALL)
        thread = threading.Thread(target=pull)
        thread.start()
        (backend,) = until(lambda: observer.execute(WAITING).fetchone())
        observer.execute("SELECT pg_terminate_backend(%s)", [backend])
        thread.join()
    assert len(broken) == 1
    house.projector = house.connect("socai_projector")
    assert reached(house.projector) == 0
    house.project()
    is_right(house, len(acts))


def test_a_running_runner_survives_the_end_of_its_connections(house: House) -> None:
    house.prepare()
    walk = Walk(random.Random(24))
    house.record(walk.found())
    stop, troubles = threading.Event(), list[Exception]()
    thread = threading.Thread(target=house.runner.run, args=(stop, troubles.append))
    thread.start()
    owner = house.connect()
    for _ in range(3):
        house.record(walk.steps(100, 5))
        until(lambda: reached(house.projector) == walk.position)
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'socai_projector'"
            " AND datname = current_database() AND pid <> %s",
            [house.projector.info.backend_pid],
        )
    house.record(walk.steps(100, 5))
    until(lambda: reached(house.projector) == walk.position)
    stop.set()
    thread.join()
    assert troubles
    is_right(house, walk.position)


def test_the_server_is_killed_under_a_running_runner(tmp_path: Path) -> None:
    server = start(tmp_path / "postgres")
    try:
        migrate(server.conninfo())
        house = House(lambda role="owner": server.conninfo(role))
        house.prepare()
        walk = Walk(random.Random(25))
        house.record(walk.found())
        stop = threading.Event()
        thread = threading.Thread(target=house.runner.run, args=(stop,))
        thread.start()
        house.record(walk.steps(200, 8))
        pid = server.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        server = start(tmp_path / "postgres")
        house.record(walk.steps(200, 8))
        with psycopg.connect(server.conninfo("socai_reader"), autocommit=True) as reader:
            until(lambda: reached(reader) == walk.position)
        stop.set()
        thread.join()
        is_right(house, walk.position)
        house.close()
    finally:
        server.stop()


def test_runners_take_turns(house: House, processes: Processes) -> None:
    house.prepare()
    walk = Walk(random.Random(26))
    house.record(walk.found())
    started = [processes.start(9) for _ in range(2)]
    stop = threading.Event()
    thread = threading.Thread(target=house.runner.run, args=(stop,))
    thread.start()
    for _ in range(10):
        house.record(walk.steps(60, 4), 5)
    until(lambda: reached(house.projector) == walk.position, started[0])
    stop.set()
    thread.join()
    assert [process.poll() for process in started] == [None, None]
    is_right(house, walk.position)


def test_a_runner_that_was_overtaken_folds_again(house: House) -> None:
    """Another runner projected what this one has in memory up to an earlier act, or believes to have projected
    itself.
    """
    house.prepare()
    walk = Walk(random.Random(27))
    house.record(walk.found())
    files = walk.steps(240, 4)
    other = Runner(house.conninfo("socai_projector"), house.projections)
    for turn in range(12):
        house.record(itertools.islice(files, 20))
        while (house.runner if turn % 3 else other).pull(house.projector, 6):
            pass
    is_right(house, walk.position)


def test_the_outcome_of_a_commit_is_not_guessed(house: House) -> None:
    """A commit whose answer was lost: the batch stands, the runner's memory is dropped, nothing is done twice."""
    house.prepare()
    acts = random_walk(28, 200, 6)
    house.record(acts)

    class Lost(Exception):
        pass

    class LosesTheAnswer(Runner):
        def _batch(self, connection: Any, most: int) -> int:
            taken = super()._batch(connection, most)
            connection.execute("COMMIT")
            raise Lost(taken)

    loses = LosesTheAnswer(house.conninfo("socai_projector"), house.projections)
    with pytest.raises((Lost, psycopg.Error)):
        loses.pull(house.connect("socai_projector"), 80)
    assert reached(house.projector) == 80
    house.project()
    is_right(house, len(acts))
