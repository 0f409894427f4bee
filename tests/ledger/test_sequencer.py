"""The sequencer: one batch of many requests, each with its own outcome; what one request cannot do to another."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from ledger_kit.batching import one_batch, until
from ledger_kit.desk import Desk
from ledger_kit.writing import Writer

from ledger import database
from ledger.batch import SignedAct
from ledger.errors import CommandReused, Conflict, OrganisationMoved, Unavailable
from ledger.recorder import LedgerRecorder
from ledger.sequencer import Sequencer
from signing.errors import NotCanonical


def _heads(desk: Desk) -> list[int]:
    return [row[0] for row in desk.connect().execute("SELECT size FROM ledger.head ORDER BY size")]


@pytest.fixture
def sequencer(desk: Desk) -> Sequencer:
    return desk.sequencer()


@pytest.fixture
def recorder(desk: Desk, sequencer: Sequencer) -> LedgerRecorder:
    return desk.recorder(sequencer, readers=8)


def test_requests_that_wait_together_share_one_commit_and_a_loser_fails_alone(
    desk: Desk, writer: Writer, sequencer: Sequencer
) -> None:
    contested = uuid4()
    with one_batch(desk, sequencer) as submit:
        winner, loser = writer.act(contested), writer.act(contested)
        futures = [submit(writer.several(2)) for _ in range(10)]
        won, lost = submit([winner]), submit([loser])
        futures += [submit(writer.several(1)) for _ in range(5)]
    assert [[a.position for a in future.result()] for future in futures[:2]] == [[1, 2], [3, 4]]
    assert won.result()[0].act_hash == winner.act_hash
    with pytest.raises(Conflict) as conflict:
        lost.result()
    assert (conflict.value.stream, conflict.value.version) == (contested, 1)
    assert (conflict.value.head_version, conflict.value.head_hash) == (1, winner.act_hash)
    assert futures[-1].result()[0].position == 26
    assert _heads(desk) == [26]


def test_several_acts_are_recorded_together_or_not_at_all(desk: Desk, writer: Writer) -> None:
    stream, other = uuid4(), uuid4()
    good, bad = writer.several(2, stream), writer.act(other, 2, bytes(32))
    with pytest.raises(Conflict):
        desk.append([*good, bad])
    assert desk.check() == []
    assert [a.position for a in desk.append(good)] == [1, 2]


def test_the_answer_is_what_is_stored(desk: Desk, writer: Writer) -> None:
    signed = writer.next()
    answer = desk.append([signed])[0]
    [stored] = desk.check()
    assert (stored.act, stored.signature, stored.certificate) == (signed.act, signed.signature, signed.certificate)
    assert answer == (stored.position, stored.act_hash, stored.entry, stored.leaf, stored.recorded_at)


def test_the_same_signed_act_again_gets_the_first_answer(
    desk: Desk, writer: Writer, sequencer: Sequencer, recorder: LedgerRecorder
) -> None:
    acts = writer.several(3)
    first = recorder.append(acts)
    desk.append(writer.several(2))
    assert recorder.append(acts) == first
    assert recorder.append(acts[1:2]) == first[1:2]
    again = writer.several(1)
    with one_batch(desk, sequencer) as submit:
        both = [submit(again, recorder.append), submit(again, recorder.append)]
    assert both[0].result() == both[1].result()
    assert len(desk.check()) == 6


def test_acts_of_which_only_some_are_recorded_are_a_conflict(writer: Writer, recorder: LedgerRecorder) -> None:
    acts = writer.several(3)
    recorder.append(acts[:2])
    with pytest.raises(Conflict):
        recorder.append(acts)


def test_a_command_id_of_another_act_is_refused(writer: Writer, recorder: LedgerRecorder) -> None:
    first = recorder.append([writer.next(command_id=UUID(int=7))])
    with pytest.raises(CommandReused) as reused:
        recorder.append([writer.act(uuid4(), command_id=UUID(int=7))])
    assert (reused.value.command_id, reused.value.position) == (UUID(int=7), first[0].position)
    twice = writer.act(uuid4(), command_id=UUID(int=8)), writer.act(uuid4(), command_id=UUID(int=8))
    with pytest.raises(Conflict):
        recorder.append(twice)
    assert recorder.max_notification_id() == 1


def test_a_command_id_twice_in_one_batch(
    desk: Desk, writer: Writer, sequencer: Sequencer, recorder: LedgerRecorder
) -> None:
    recorder.append([writer.next(command_id=UUID(int=6))])
    with one_batch(desk, sequencer) as submit:
        first = submit([writer.act(uuid4(), command_id=UUID(int=7))], recorder.append)
        second = submit([writer.act(uuid4(), command_id=UUID(int=7))], recorder.append)
        stored_before = submit([writer.act(uuid4(), command_id=UUID(int=6))], recorder.append)
        others = [submit(writer.several(1), recorder.append) for _ in range(4)]
    assert first.result()[0].position == 2
    assert {future.result()[0].position for future in others} == {3, 4, 5, 6}
    for future in (second, stored_before):
        with pytest.raises(CommandReused):
            future.result()


def _organisation(writer: Writer, stream: UUID | None = None) -> SignedAct:
    return writer.next(stream, kind="organisation", type="officer.enrolled.v1")


def test_an_act_judged_under_an_older_organisation_is_sent_back(desk: Desk, writer: Writer) -> None:
    organisation = uuid4()
    desk.append([_organisation(writer, organisation)])
    desk.append([writer.next(judged_at=1)])
    desk.append([_organisation(writer, organisation)])
    with pytest.raises(OrganisationMoved) as moved:
        desk.append([writer.act(uuid4(), judged_at=1)])
    assert (moved.value.judged_at, moved.value.organisation) == (1, 3)
    desk.append([writer.next(judged_at=3)])


def test_the_organisation_moves_inside_one_batch(desk: Desk, writer: Writer, sequencer: Sequencer) -> None:
    organisation = uuid4()
    sequencer.append([_organisation(writer, organisation)])
    with one_batch(desk, sequencer) as submit:
        before = submit([writer.next(judged_at=1)])
        change = submit([_organisation(writer, organisation)])
        after, unjudged = submit([writer.act(uuid4(), judged_at=1)]), submit([writer.next()])
    assert [future.result()[0].position for future in (before, change, unjudged)] == [2, 3, 4]
    with pytest.raises(OrganisationMoved) as moved:
        after.result()
    assert (moved.value.judged_at, moved.value.organisation) == (1, 3)


def test_the_recorded_clock_never_goes_back(desk: Desk, writer: Writer) -> None:
    noon = datetime(2026, 11, 1, 12, tzinfo=UTC)
    moments = iter([noon, noon - timedelta(days=1), noon + timedelta(microseconds=1)])
    sequencer = desk.sequencer(clock=lambda: next(moments))
    recorded = [sequencer.append([writer.next()])[0].recorded_at for _ in range(3)]
    assert recorded == [noon, noon, noon + timedelta(microseconds=1)]


POISON: dict[str, dict[str, Any]] = {
    "text with NUL": {"type": "case.\0opened.v1"},
    "text that is no Unicode": {"type": "\ud800"},
    "above the size check": {"act": b"x" * 60_001},
    "naive moment": {"occurred_at": datetime(2026, 1, 1)},
    "short hash": {"act_hash": b"short"},
    "no moment": {"occurred_at": None},
}


FAULTS = (psycopg.DataError, psycopg.IntegrityError, ValueError, TypeError, NotCanonical)


@pytest.mark.parametrize("fault", POISON)
def test_a_poison_request_fails_alone(desk: Desk, writer: Writer, sequencer: Sequencer, fault: str) -> None:
    poison = writer.act(uuid4())._replace(**POISON[fault])
    with one_batch(desk, sequencer) as submit:
        before = [submit(writer.several(1)) for _ in range(5)]
        bad = submit([*writer.several(1), poison])
        after = [submit(writer.several(2)) for _ in range(3)]
    assert isinstance(bad.exception(), FAULTS)
    assert [a.position for future in (*before, *after) for a in future.result()] == list(range(1, 12))
    assert sequencer.append(writer.several(1))[0].position == 12


def test_close_commits_what_waits_and_then_refuses(desk: Desk, writer: Writer, sequencer: Sequencer) -> None:
    with one_batch(desk, sequencer) as submit:
        futures = [submit(writer.several(2)) for _ in range(5)]
        closing = threading.Thread(target=sequencer.close)
        closing.start()
        until(sequencer._closed.is_set)
        with pytest.raises(Unavailable):
            sequencer.append(writer.several(1))
    closing.join()
    assert [a.position for future in futures for a in future.result()] == list(range(1, 11))
    sequencer.close()
    with pytest.raises(Unavailable):
        sequencer.append(writer.several(1))


def test_a_caller_that_does_not_hear_in_time_may_send_again(desk: Desk, writer: Writer) -> None:
    sequencer = desk.sequencer(timeout_s=0.05)
    signed = writer.next()
    with one_batch(desk, desk.sequencer()), pytest.raises(Unavailable) as unheard:
        sequencer.append([signed])
    assert unheard.value.command_id == signed.envelope.command_id
    assert desk.append([signed])[0].position == 1


def test_a_server_with_another_default_isolation(desk: Desk, writer: Writer) -> None:
    """Under repeatable read the head would be as old as the wait for the lock."""
    strict = desk.conninfo("socai_service") + " options='-c default_transaction_isolation=serializable'"
    sequencers = [desk.sequencer(lambda: database.connect(strict)) for _ in range(3)]

    def ten(sequencer: Sequencer) -> None:
        for _ in range(10):
            sequencer.append([writer.act(uuid4())])

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(ten, sequencers))
    assert len(desk.check()) == 30
