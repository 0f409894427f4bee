"""Between stored acts and the event library: exactly the signed bytes, nothing imported, states folded from them."""

import sys
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from eventsourcing.application import AggregateNotFoundError
from eventsourcing.persistence import StoredEvent
from ledger_kit.desk import Desk
from ledger_kit.history import ACCUSED, CASE, ORGANISATION, History, begun
from ledger_kit.writing import Writer

from domain.errors import NotAnAct
from domain.kernel.deciding import fold
from ledger import reading
from ledger.batch import Batch
from ledger.errors import MalformedAct
from ledger.mapper import ActEvent, ActMapper, FromStore, ToStore, event_to_append, to_recorded
from ledger.reading import Head, Stored
from ledger.recorder import LedgerRecorder, from_store
from ledger.repository import Streams
from signing.errors import NotCanonical
from signing.merkle import EMPTY_ROOT

TRAPS = ["os:system", "subprocess:Popen", "builtins:eval", "ledger.mapper:ActEvent", "antigravity:geohash", ""]


@pytest.fixture
def history(writer: Writer) -> History:
    return begun(writer)


@pytest.fixture
def recorder(desk: Desk, history: History) -> LedgerRecorder:
    recorder = desk.recorder()
    mapper = ActMapper()
    recorder.insert_events([mapper.to_stored_event(event_to_append(made.signed)) for made in history.made])
    return recorder


def _row(writer: Writer, **members: object) -> Stored:
    batch = Batch(Head(0, EMPTY_ROOT, b"", None, 0), {}, datetime.now(UTC))
    batch.admit([writer.act(uuid4(), **members)])  # type: ignore[arg-type]
    return Stored._make(batch.rows[0])


def test_what_is_stored_is_exactly_what_was_signed(writer: Writer) -> None:
    signed = writer.act(uuid4())
    stored = ActMapper().to_stored_event(event_to_append(signed))
    assert (stored.originator_id, stored.originator_version) == (signed.envelope.stream, 1)
    assert (stored.topic, stored.state, stored.signed) == (signed.type, signed.act, signed)


def test_there_and_back(recorder: LedgerRecorder, history: History) -> None:
    mapper = ActMapper()
    for made, event in zip(history.made, recorder.select_notifications(1, 10), strict=True):
        assert event.state == made.signed.act
        read = mapper.to_domain_event(event)
        assert (read.originator_id, read.originator_version) == (made.signed.envelope.stream, event.originator_version)
        assert read.recorded is not None
        assert (read.recorded.position, read.recorded.hash) == (event.id, made.signed.act_hash.hex())
        assert (read.recorded.act.type, read.recorded.act.kind) == (made.signed.type, made.signed.kind)
        assert read.recorded.recorded_at == event.stored.recorded_at


def test_personal_members_are_withheld(recorder: LedgerRecorder) -> None:
    read = ActMapper().to_domain_event(recorder.select_events(CASE)[1])
    assert read.recorded is not None
    [accused] = read.recorded.act.data.accused
    assert (accused.person, accused.label, accused.name, accused.birth_date) == (ACCUSED, "bị can 1", None, None)


@pytest.mark.parametrize("trap", TRAPS)
def test_a_row_never_chooses_what_is_imported(writer: Writer, trap: str) -> None:
    before = set(sys.modules)
    with pytest.raises(NotAnAct) as refused:
        ActMapper().to_domain_event(from_store(_row(writer, type=trap)))
    assert (refused.value.pointer, refused.value.code) == ("/type", "unknown_type")
    assert set(sys.modules) == before


def test_the_topic_of_a_row_is_not_even_looked_at(writer: Writer) -> None:
    """Only the signed bytes say what an act is; that columns agree with them is judged by check_stored."""
    row = _row(writer)
    event = FromStore(row.stream, row.version, "os:system", row.act, row.position, row._replace(type="os:system"))
    read = ActMapper().to_domain_event(event)
    assert read.recorded is not None
    assert read.recorded.act.type == "case.opened.v1"


@pytest.mark.parametrize("members", [{"kind": "unknown_kind"}, {"data": {"more": 1}}, {"actor": {}}, {"law": "x"}])
def test_bytes_that_are_no_act_of_the_catalogue(writer: Writer, members: dict[str, object]) -> None:
    with pytest.raises(NotAnAct):
        to_recorded(_row(writer, **members))


@pytest.mark.parametrize(("state", "error"), [(b"{}", MalformedAct), (b"not json", NotCanonical), (b"", NotCanonical)])
def test_bytes_that_are_no_act(writer: Writer, state: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        to_recorded(_row(writer)._replace(act=state))


def test_only_what_came_through_the_ledger_is_mapped(writer: Writer) -> None:
    with pytest.raises(AssertionError):
        ActMapper().to_domain_event(StoredEvent(uuid4(), 1, "os:system", b"{}"))
    with pytest.raises(AssertionError):
        ActMapper().to_stored_event(ActEvent(uuid4(), 1))


def test_only_checked_acts_are_inserted(desk: Desk, writer: Writer) -> None:
    with pytest.raises(AssertionError):
        desk.recorder().insert_events([StoredEvent(uuid4(), 1, "case.opened.v1", b"{}")])
    signed = writer.act(uuid4())
    plain = StoredEvent(signed.envelope.stream, 1, signed.type, signed.act)
    with pytest.raises(AssertionError):
        desk.recorder().insert_events([ToStore(signed.envelope.stream, 1, signed.type, signed.act, signed), plain])


def test_states_are_folded_from_the_ledger(recorder: LedgerRecorder, history: History) -> None:
    streams = Streams(recorder)
    for stream in (ORGANISATION, CASE):
        for version, state in enumerate(history.states[stream][1:], 1):
            assert streams.state(stream, version) == state
        assert streams.state(stream) == history.states[stream][-1]
    assert streams.state(CASE).accused[ACCUSED].status == "approved"


def test_the_domain_folds_the_same_from_a_reading(desk: Desk, recorder: LedgerRecorder, history: History) -> None:
    rows = reading.by_stream(desk.connect("socai_reader"), CASE)
    assert fold("criminal_case", map(to_recorded, rows)) == history.states[CASE][-1]


def test_a_stream_without_acts_has_no_state(recorder: LedgerRecorder) -> None:
    for version in (None, 1):
        with pytest.raises(AggregateNotFoundError):
            Streams(recorder).state(uuid4(), version)
