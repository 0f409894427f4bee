"""The desk where acts are prepared: each caller gets its own outcome, whatever became of the others."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from ledger_kit.batching import until
from ledger_kit.desk import Desk
from ledger_kit.writing import Writer

from ledger.batch import SignedAct
from ledger.desk import Desk as PreparingDesk
from ledger.errors import Conflict, Unavailable
from ledger.sequencer import Sequencer


class NotReady(Exception):
    """What a preparation says of its own."""


@pytest.fixture
def sequencer(desk: Desk) -> Sequencer:
    return desk.sequencer()


@pytest.fixture
def preparing(sequencer: Sequencer) -> Iterator[PreparingDesk]:
    made = PreparingDesk(sequencer)
    yield made
    made.close()


def _failing() -> list[SignedAct]:
    raise NotReady


def test_what_was_prepared_is_what_is_recorded(desk: Desk, writer: Writer, preparing: PreparingDesk) -> None:
    signed = writer.several(2)
    answers = preparing.append(lambda: signed)
    assert [(row.position, row.act, row.signature, row.entry) for row in desk.check()] == [
        (answer.position, act.act, act.signature, answer.entry) for answer, act in zip(answers, signed, strict=True)
    ]


def test_what_preparing_raises_reaches_its_caller_and_the_next_is_served(
    desk: Desk, writer: Writer, preparing: PreparingDesk
) -> None:
    for _ in range(3):
        with pytest.raises(NotReady):
            preparing.append(_failing)
    assert preparing.append(lambda: writer.several(1))[0].position == 1


def test_what_the_ledger_says_reaches_its_caller_and_the_next_is_served(
    desk: Desk, writer: Writer, preparing: PreparingDesk
) -> None:
    with pytest.raises(Conflict):
        preparing.append(lambda: [writer.act(uuid4(), 2, bytes(32))])
    with pytest.raises(psycopg.DataError):
        preparing.append(lambda: [writer.act(uuid4(), type="\0")])
    assert preparing.append(lambda: writer.several(1))[0].position == 1


def test_acts_are_prepared_one_after_the_other_in_one_thread(
    desk: Desk, writer: Writer, preparing: PreparingDesk
) -> None:
    seen: list[threading.Thread] = []

    def prepare() -> list[SignedAct]:
        seen.append(threading.current_thread())
        return writer.several(1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: preparing.append(prepare), range(24)))
    assert len(seen) == 24
    assert len(set(seen)) == 1
    assert seen[0] is not threading.current_thread()


def test_of_many_callers_each_gets_its_own_answer(desk: Desk, writer: Writer, preparing: PreparingDesk) -> None:
    """Good acts, acts that cannot be prepared and acts that lose a race, from many threads at once."""
    acts = [[writer.act(uuid4()) for _ in range(1 + number % 3)] for number in range(60)]

    def call(number: int) -> object:
        if number % 5 == 1:
            prepare: Callable[[], list[SignedAct]] = _failing
        elif number % 5 == 2:
            prepare = lambda: [writer.act(uuid4(), 2, bytes(32))]  # noqa: E731
        else:
            prepare = lambda: acts[number]  # noqa: E731
        try:
            return preparing.append(prepare)
        except (NotReady, Conflict) as error:
            return error

    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(call, range(60)))
    rows = desk.check()
    assert len(rows) == sum(len(acts[number]) for number in range(60) if number % 5 not in (1, 2))
    for number, outcome in enumerate(outcomes):
        if number % 5 in (1, 2):
            assert isinstance(outcome, NotReady if number % 5 == 1 else Conflict)
        else:
            assert isinstance(outcome, list)
            assert [rows[answer.position - 1].act for answer in outcome] == [act.act for act in acts[number]]


def test_close_serves_what_waits_and_then_refuses(
    desk: Desk, writer: Writer, sequencer: Sequencer, preparing: PreparingDesk
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> list[SignedAct]:
        begun.set()
        go_on.wait()
        return writer.several(1)

    with ThreadPoolExecutor(8) as pool:
        try:
            first = pool.submit(preparing.append, slow)
            begun.wait()
            waiting = [pool.submit(preparing.append, lambda: writer.several(1)) for _ in range(4)]
            failing = pool.submit(preparing.append, _failing)
            until(lambda: preparing._waiting.qsize() == 5)
            closing = threading.Thread(target=preparing.close)
            closing.start()
            until(lambda: preparing._closed)
            with pytest.raises(Unavailable):
                preparing.append(lambda: writer.several(1))
            assert closing.is_alive()
        finally:
            go_on.set()
        closing.join()
        assert sorted(future.result()[0].position for future in (first, *waiting)) == [1, 2, 3, 4, 5]
        assert isinstance(failing.exception(), NotReady)
    with pytest.raises(Unavailable):
        preparing.append(lambda: writer.several(1))
    assert sequencer.append(writer.several(1))[0].position == 6


def test_a_desk_whose_sequencer_is_closed(writer: Writer, sequencer: Sequencer, preparing: PreparingDesk) -> None:
    sequencer.close()
    signed = writer.several(1)
    with pytest.raises(Unavailable) as refused:
        preparing.append(lambda: signed)
    assert refused.value.command_id == signed[0].envelope.command_id


def test_a_caller_whose_act_is_not_prepared_in_time(desk: Desk, writer: Writer) -> None:
    """It hears that nothing is known, and may send again: what was begun is recorded all the same, once."""
    go_on, signed = threading.Event(), writer.several(1)
    preparing = PreparingDesk(desk.sequencer(timeout_s=0.05))

    def slow() -> list[SignedAct]:
        go_on.wait()
        return signed

    with pytest.raises(Unavailable) as unheard:
        preparing.append(slow)
    assert unheard.value.command_id is None
    go_on.set()
    preparing.close()
    assert desk.append(signed)[0].position == 1
