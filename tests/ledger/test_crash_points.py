"""The line to the server is cut at an exact point of an append: failed and not persisted, or failed but persisted."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from ledger_kit.batching import one_batch, until
from ledger_kit.desk import Desk
from ledger_kit.proxy import Point, Proxy
from ledger_kit.writing import Writer

from ledger import database, reading
from ledger.errors import Conflict, Unavailable
from ledger.sequencer import Sequencer

GONE = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'through_proxy' AND datname = current_database()"
BEFORE = 2  # acts that are recorded before the line is cut


@pytest.fixture
def proxy(desk: Desk) -> Iterator[Proxy]:
    made = Proxy(desk.conninfo("socai_service"))
    yield made
    made.up()
    desk.close()
    made.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(32) as made:
        yield made


def _sequencer(desk: Desk, proxy: Proxy, writer: Writer, timeout_s: float = 60.0) -> Sequencer:
    sequencer = desk.sequencer(lambda: database.connect(proxy.conninfo), timeout_s=timeout_s)
    sequencer.append(writer.several(BEFORE))
    return sequencer


def _stored_once_the_server_let_go(desk: Desk) -> int:
    connection = desk.connect()
    until(lambda: connection.execute(GONE).fetchone() == (0,))
    return reading.size(connection)


@pytest.mark.parametrize("point", Point)
def test_a_cut_line(desk: Desk, writer: Writer, proxy: Proxy, pool: ThreadPoolExecutor, point: Point) -> None:
    """Somebody else appends in between; the caller hears where its acts really are."""
    sequencer = _sequencer(desk, proxy, writer)
    proxy.break_at(point)
    waiting = pool.submit(sequencer.append, writer.several(3))
    proxy.wait_until_broken()
    persisted = point is Point.AFTER_COMMIT
    assert _stored_once_the_server_let_go(desk) == (BEFORE + 3 if persisted else BEFORE)
    [between] = desk.append(writer.several(1))
    assert not waiting.done()
    proxy.up()
    assert [answer.position for answer in waiting.result()] == ([3, 4, 5] if persisted else [4, 5, 6])
    assert between.position == (6 if persisted else 3)
    assert sequencer.append(writer.several(1))[0].position == 7
    assert len(desk.check()) == 7


REACHED: dict[Point, tuple[bytes, ...]] = {
    Point.BEGIN: (b"BEGIN",),
    Point.COPY: (b"BEGIN", b"COPY"),
    Point.BEFORE_COMMIT: (b"BEGIN", b"COPY", b"rows"),
    Point.AFTER_COMMIT: (b"BEGIN", b"COPY", b"rows", b"COMMIT"),
}


@pytest.mark.parametrize("point", Point)
def test_the_line_is_cut_where_the_point_says(
    desk: Desk, writer: Writer, proxy: Proxy, pool: ThreadPoolExecutor, point: Point
) -> None:
    """Whole messages that reached the server up to the cut; what the proxy cannot see is never sent by the ledger."""
    sequencer = _sequencer(desk, proxy, writer)
    proxy.passed.clear()
    proxy.break_at(point)
    waiting = pool.submit(sequencer.append, writer.several(1))
    proxy.wait_until_broken()
    passed = [_step(kind, statement) for kind, statement in proxy.passed]
    assert tuple(dict.fromkeys(step for step in passed if step)) == REACHED[point]
    assert _stored_once_the_server_let_go(desk) == BEFORE + (point is Point.AFTER_COMMIT)
    proxy.up()
    assert waiting.result()[0].position == BEFORE + 1


def _step(kind: bytes, statement: bytes) -> bytes:
    """The step of an append that a message belongs to; none for what is asked in between."""
    if kind == b"d":
        return b"rows"
    if statement.endswith(b"COMMIT"):
        return b"COMMIT"
    return next((word for word in (b"BEGIN", b"COPY") if statement.startswith(word)), b"")


@pytest.mark.parametrize("point", Point)
def test_a_rival_while_the_line_is_cut(
    desk: Desk, writer: Writer, proxy: Proxy, pool: ThreadPoolExecutor, point: Point
) -> None:
    """A rival act for the same version wins if, and only if, the first one was not persisted."""
    sequencer, stream = _sequencer(desk, proxy, writer), uuid4()
    mine, rival = writer.act(stream), writer.act(stream)
    proxy.break_at(point)
    waiting = pool.submit(sequencer.append, [mine])
    proxy.wait_until_broken()
    _stored_once_the_server_let_go(desk)
    if point is Point.AFTER_COMMIT:
        with pytest.raises(Conflict) as lost:
            desk.append([rival])
        proxy.up()
        assert waiting.result()[0].position == 3
    else:
        assert desk.append([rival])[0].position == 3
        proxy.up()
        with pytest.raises(Conflict) as lost:
            waiting.result()
    assert lost.value.head_hash == (mine if point is Point.AFTER_COMMIT else rival).act_hash
    assert len(desk.check()) == BEFORE + 1


@pytest.mark.parametrize("point", Point)
def test_a_caller_that_gave_up_sends_again(desk: Desk, writer: Writer, proxy: Proxy, point: Point) -> None:
    recorder = desk.recorder(_sequencer(desk, proxy, writer, timeout_s=0.3))
    signed = writer.several(2)
    proxy.break_at(point)
    with pytest.raises(Unavailable):
        recorder.append(signed)
    _stored_once_the_server_let_go(desk)
    proxy.up()
    again = desk.append(signed)
    assert [answer.position for answer in again] == [3, 4]
    assert desk.append(signed) == again
    assert len(desk.check()) == 4


@pytest.mark.parametrize("point", [Point.BEFORE_COMMIT, Point.AFTER_COMMIT])
def test_closing_while_the_outcome_is_unknown(
    desk: Desk, writer: Writer, proxy: Proxy, pool: ThreadPoolExecutor, point: Point
) -> None:
    sequencer = _sequencer(desk, proxy, writer)
    signed = writer.several(2)
    proxy.break_at(point)
    waiting = pool.submit(sequencer.append, signed)
    proxy.wait_until_broken()
    sequencer.close()
    with pytest.raises(Unavailable):
        waiting.result()
    assert [answer.position for answer in desk.append(signed)] == [3, 4]


@pytest.mark.parametrize(
    "points",
    [
        [Point.AFTER_COMMIT, Point.BEGIN],  # the question whether it was committed is cut off as well
        [Point.AFTER_COMMIT, Point.BEGIN, Point.BEGIN],
        [Point.BEFORE_COMMIT, Point.AFTER_COMMIT],
        [Point.BEFORE_COMMIT, Point.BEGIN, Point.COPY],
        [Point.BEGIN, Point.COPY, Point.BEFORE_COMMIT, Point.AFTER_COMMIT, Point.BEGIN],
    ],
)
def test_the_line_is_cut_again(
    desk: Desk, writer: Writer, proxy: Proxy, pool: ThreadPoolExecutor, points: list[Point]
) -> None:
    sequencer = _sequencer(desk, proxy, writer)
    proxy.break_at(*points)
    waiting = pool.submit(sequencer.append, writer.several(3))
    for _ in points:
        proxy.wait_until_broken()
        _stored_once_the_server_let_go(desk)
        proxy.up()
    assert [answer.position for answer in waiting.result()] == [3, 4, 5]
    assert len(desk.check()) == 5


@pytest.mark.parametrize("point", Point)
def test_every_caller_of_a_cut_batch_hears_the_truth(
    desk: Desk, writer: Writer, proxy: Proxy, pool: ThreadPoolExecutor, point: Point
) -> None:
    def repair() -> None:
        proxy.wait_until_broken()
        _stored_once_the_server_let_go(desk)
        proxy.up()

    sequencer, stream = _sequencer(desk, proxy, writer), uuid4()
    requests = [writer.several(2) for _ in range(12)]
    rivals = [[writer.act(stream)] for _ in range(4)]
    proxy.break_at(point)
    repaired = pool.submit(repair)
    with one_batch(desk, sequencer) as submit:
        futures = [submit(acts) for acts in (*requests, *rivals)]
    repaired.result()
    errors = [future.exception() for future in futures]
    assert errors[:13] == [None] * 13
    assert [type(error) for error in errors[13:]] == [Conflict] * 3
    rows = desk.check()
    assert len(rows) == BEFORE + 24 + 1
    for acts, future in zip(requests, futures, strict=False):
        for signed, answer in zip(acts, future.result(), strict=True):
            assert rows[answer.position - 1].act == signed.act


def test_a_connection_that_died_while_nothing_was_asked(desk: Desk, writer: Writer, proxy: Proxy) -> None:
    sequencer = _sequencer(desk, proxy, writer)
    desk.connect().execute(f"SELECT pg_terminate_backend(pid) {GONE[GONE.index('FROM') :]}")
    assert sequencer.append(writer.several(1))[0].position == 3
