"""One commit worked out in memory: positions, entries, leaves, the clock, the chain and the organisation."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from ledger_kit.whole import Tree
from ledger_kit.writing import Writer

from ledger.batch import EMPTY, Batch, PersonKey, StreamHead
from ledger.errors import Conflict, OrganisationMoved, PersonKeyChanged
from ledger.reading import Head
from signing import entry
from signing.merkle import EMPTY_ROOT, leaf_hash

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
NOTHING = Head(0, EMPTY_ROOT, b"", None, 0)
PERSON = UUID(int=1)
KEY, OTHER = PersonKey(PERSON, b"wrapped"), PersonKey(PERSON, b"wrapped by somebody else")


def test_positions_entries_and_leaves(writer: Writer) -> None:
    batch = Batch(NOTHING, {}, NOON)
    acts = writer.several(2) + writer.several(1)
    answers = batch.admit(acts[:2]) + batch.admit(acts[2:])
    assert [a.position for a in answers] == [1, 2, 3]
    for answer, signed in zip(answers, acts, strict=True):
        assert entry.parse(answer.entry) == entry.Entry(
            answer.position, signed.act_hash, signed.signature_hash, signed.certificate, "2026-11-01T12:00:00.000000Z"
        )
        assert answer.leaf == leaf_hash(answer.entry)
    head, tree = batch.head(), Tree(batch.leaves)
    assert head == Head(3, tree.root(0, 3), tree.frontier(3), NOON, 0)


def test_a_batch_continues_the_one_before(writer: Writer) -> None:
    first = Batch(NOTHING, {}, NOON)
    stream = uuid4()
    for _ in range(5):
        first.admit([writer.next(stream)])
    second = Batch(first.head(), {stream: first.streams[stream]}, NOON + timedelta(seconds=1))
    [answer] = second.admit([writer.next(stream)])
    assert answer.position == 6
    assert second.head().root == Tree(first.leaves + second.leaves).root(0, 6)


def test_the_clock_is_the_later_of_the_head_and_the_machine(writer: Writer) -> None:
    head = Head(1, bytes(32), (1).to_bytes(8, "big") + bytes(32), NOON, 0)
    assert Batch(head, {}, NOON - timedelta(hours=1)).recorded_at == NOON
    assert Batch(head, {}, NOON + timedelta(hours=1)).recorded_at == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("version", "previous"),
    [(1, None), (2, None), (2, bytes(32)), (3, b"h" * 32), (4, b"h" * 32), (0, b"h" * 32)],
)
def test_an_act_follows_the_head_of_its_stream(writer: Writer, version: int, previous: bytes | None) -> None:
    stream = uuid4()
    batch = Batch(NOTHING, {stream: StreamHead(2, b"g" * 32)}, NOON)
    with pytest.raises(Conflict) as conflict:
        batch.admit([writer.act(stream, version, previous)])
    assert (conflict.value.head_version, conflict.value.head_hash) == (2, b"g" * 32)
    batch.admit([writer.act(stream, 3, b"g" * 32)])


def test_a_refused_request_leaves_no_trace(writer: Writer) -> None:
    batch = Batch(NOTHING, {}, NOON)
    acts = [act._replace(keys=(KEY,), erases=(uuid4(),)) for act in writer.several(2)]
    stray = writer.act(uuid4(), 2, bytes(32))
    with pytest.raises(Conflict):
        batch.admit([*acts, stray])
    assert (batch.rows, batch.leaves, batch.sealed, batch.erased, batch.commands) == ([], [], [], [], set())
    assert (batch.keys, batch.persons) == ([], {})
    assert batch.streams.get(acts[0].envelope.stream, EMPTY) == EMPTY
    assert [a.position for a in batch.admit(acts)] == [1, 2]


def test_a_command_id_is_admitted_once(writer: Writer) -> None:
    batch, command = Batch(NOTHING, {}, NOON), uuid4()
    with pytest.raises(Conflict):
        batch.admit([writer.act(uuid4(), command_id=command), writer.act(uuid4(), command_id=command)])
    batch.admit([writer.act(uuid4(), command_id=command)])
    with pytest.raises(Conflict):
        batch.admit([writer.act(uuid4(), command_id=command)])


def test_authority_is_judged_under_the_organisation_of_the_moment(writer: Writer) -> None:
    batch = Batch(Head(4, bytes(32), bytes(40), NOON, 3), {}, NOON)
    batch.admit([writer.next(judged_at=3)])
    batch.admit([writer.next(kind="organisation")])
    assert batch.organisation == 6
    with pytest.raises(OrganisationMoved) as moved:
        batch.admit([writer.act(uuid4(), judged_at=3)])
    assert (moved.value.judged_at, moved.value.organisation) == (3, 6)
    batch.admit([writer.next(judged_at=6), writer.next()])


def test_a_new_key_is_to_be_written_once(writer: Writer) -> None:
    batch = Batch(NOTHING, {}, NOON)
    another = PersonKey(uuid4(), b"another")
    batch.admit([writer.next(keys=(KEY,)), writer.next(keys=(KEY, another))])
    batch.admit([writer.next(keys=(another,))])
    assert batch.keys == [KEY, another]


def test_a_key_that_the_vault_holds_is_not_written_again(writer: Writer) -> None:
    batch = Batch(NOTHING, {}, NOON, {PERSON: KEY.wrapped})
    batch.admit([writer.next(keys=(KEY,))])
    assert batch.keys == []


@pytest.mark.parametrize("held", [OTHER.wrapped, None], ids=["another key", "erased"])
def test_values_sealed_with_another_key_than_the_vault_holds(writer: Writer, held: bytes | None) -> None:
    batch = Batch(NOTHING, {}, NOON, {PERSON: held})
    with pytest.raises(PersonKeyChanged) as changed:
        batch.admit([writer.act(uuid4()), writer.act(uuid4(), keys=(KEY,))])
    assert changed.value.person == PERSON
    assert (batch.rows, batch.keys) == ([], [])


def test_two_keys_for_a_new_person(writer: Writer) -> None:
    """In one request neither is taken, in two requests the first."""
    batch = Batch(NOTHING, {}, NOON)
    with pytest.raises(PersonKeyChanged):
        batch.admit([writer.act(uuid4(), keys=(KEY,)), writer.act(uuid4(), keys=(OTHER,))])
    batch.admit([writer.act(uuid4(), keys=(OTHER,))])
    with pytest.raises(PersonKeyChanged):
        batch.admit([writer.act(uuid4(), keys=(KEY,))])
    assert batch.keys == [OTHER]


def test_after_an_order_to_erase_nothing_more_is_sealed(writer: Writer) -> None:
    batch = Batch(NOTHING, {}, NOON, {PERSON: KEY.wrapped})
    with pytest.raises(PersonKeyChanged):
        batch.admit([writer.act(uuid4(), erases=(PERSON,)), writer.act(uuid4(), keys=(KEY,))])
    batch.admit([writer.act(uuid4(), keys=(KEY,), erases=(PERSON,))])
    with pytest.raises(PersonKeyChanged):
        batch.admit([writer.act(uuid4(), keys=(KEY,))])
    assert batch.erased == [(PERSON, 1)]
