"""Eight processes with sixteen writers each, on own and on contested streams, while readers follow."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from ledger_kit.desk import Desk
from ledger_kit.processes import Child, identity
from ledger_kit.writing import Writer

from ledger.batch import SignedAct
from ledger.errors import Conflict
from ops.development_pki import OfficerKey

PROCESSES, THREADS, ACTS, SHARED = 8, 16, 6, 3
EXPECTED = PROCESSES * THREADS * ACTS


class Follower:
    """A reader in a thread of its own that notes every position it is given, until it has seen enough."""

    def __init__(self, positions: Iterator[int]) -> None:
        self.seen: list[int] = []
        self._positions = positions
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def _follow(self) -> None:
        for position in self._positions:
            self.seen.append(position)
            if len(self.seen) >= EXPECTED:
                return

    def end(self) -> list[int]:
        self._thread.join()
        return self.seen


def _subscribed(desk: Desk) -> Iterator[int]:
    with desk.recorder().subscribe(gt=0) as subscription:
        for notification in subscription:
            yield notification.id


def _polled(desk: Desk, stop: threading.Event) -> Iterator[int]:
    """Asks for what comes after the last position seen: a position that commits later would be passed over."""
    last, connection = 0, desk.connect("socai_reader")
    while not stop.is_set():
        rows = connection.execute("SELECT position FROM ledger.act WHERE position > %s ORDER BY position", [last])
        for (position,) in rows.fetchall():
            last = position
            yield position


@contextmanager
def _following(desk: Desk) -> Iterator[list[Follower]]:
    stop = threading.Event()
    try:
        yield [Follower(_subscribed(desk)), Follower(_polled(desk, stop)), Follower(_polled(desk, stop))]
    finally:
        stop.set()


def test_many_processes_many_writers(desk: Desk, writer: Writer, officer: OfficerKey) -> None:
    shared = [str(uuid4()) for _ in range(SHARED)]
    task = {"threads": THREADS, "acts": ACTS, "shared": shared} | identity(writer, officer.der)
    with _following(desk) as followers:
        children = [Child("contend", desk.conninfo("socai_service"), **task) for _ in range(PROCESSES)]
        assert [child.hear() for child in children] == ["ready"] * PROCESSES
        for child in children:
            child.tell("go")
        said = [child.rest()[0] for child in children]
        seen = [follower.end() for follower in followers]

    rows = desk.check()
    assert len(rows) == EXPECTED
    acknowledged = [tuple(one) for child in said for one in child["acknowledged"]]
    stored = [(row.position, row.act_hash.hex(), str(row.stream), row.version) for row in rows]
    assert sorted(acknowledged) == stored
    winners = Counter((stream, version) for _, _, stream, version in acknowledged)
    assert set(winners.values()) == {1}
    assert sum(row.version for row in rows if str(row.stream) in shared) > 0
    assert sum(child["conflicts"] for child in said) > 0
    for positions in seen:
        assert positions == list(range(1, EXPECTED + 1))


@pytest.mark.parametrize("sequencers", [1, 3])
def test_threads_race_for_each_version_of_one_stream(desk: Desk, writer: Writer, sequencers: int) -> None:
    """Every version has exactly one winner, and every loser is told the head that it lost to."""
    stream, versions, racers = uuid4(), 15, 6
    made = [desk.sequencer() for _ in range(sequencers)]
    for version in range(1, versions + 1):
        previous = writer.heads.get(stream, (0, None))[1]
        outcomes: list[object] = []
        acts = [writer.act(stream, version, previous) for _ in range(racers)]

        def race(number: int, acts: list[SignedAct] = acts, outcomes: list[object] = outcomes) -> None:
            try:
                made[number % sequencers].append([acts[number]])
                outcomes.append(acts[number])
            except Conflict as conflict:
                outcomes.append(conflict)

        threads = [threading.Thread(target=race, args=(number,)) for number in range(racers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        [winner] = [one for one in outcomes if not isinstance(one, Conflict)]
        lost = [one for one in outcomes if isinstance(one, Conflict)]
        assert len(lost) == racers - 1
        assert {(one.head_version, one.head_hash) for one in lost} == {(version, winner.act_hash)}
        writer.heads[stream] = (version, winner.act_hash)
    assert [row.version for row in desk.check()] == list(range(1, versions + 1))
