"""The event library's own recorder cases, run through the real LedgerRecorder.

Their recorders take plain events of any topic and state, with versions from 0 or 1. `Adapted` writes each as a signed
act (version counted from 1, previous hash looked up, topic as type, state in `data`) and reads it back. No case of
theirs is left out: ApplicationRecorderTestCase runs whole, with its optional subscription case; of
AggregateRecorderTestCase all runs too, over a recorder that hides positions, as an aggregate recorder does.
Their timings are printed and judge nothing.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import AggregateRecorder, ApplicationRecorder, Notification, StoredEvent, Subscription
from ledger_kit.desk import Desk
from ledger_kit.writing import Writer

from ledger.batch import SignedAct
from ledger.mapper import FromStore, ToStore
from ledger.recorder import LedgerRecorder
from signing import canonical

if find_spec("Crypto") is None:  # the module of the cases also imports a cipher that none of these cases uses
    sys.modules["eventsourcing.cipher"] = ModuleType("eventsourcing.cipher")
    sys.modules["eventsourcing.cipher"].AESCipher = None  # type: ignore[attr-defined]
cases: Any = import_module("eventsourcing.tests.persistence")


class Adapted(ApplicationRecorder):
    """Plain events in front of the ledger."""

    def __init__(self, recorder: LedgerRecorder, writer: Writer) -> None:
        self.recorder, self.writer = recorder, writer
        self.begins_at: dict[UUID, int] = {}  # the version of a stream's first event, as the library counts

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        acts: list[SignedAct] = []
        for event in stored_events:
            stream = UUID(str(event.originator_id))
            first = self.begins_at.setdefault(stream, event.originator_version)
            version = event.originator_version - first + 1
            acts.append(self._signed(event, stream, version, self._previous(stream, version, acts)))
        plain = [ToStore(a.envelope.stream, a.envelope.version, a.type, a.act, a) for a in acts]
        return self.recorder.insert_events(plain, **kwargs)

    def _signed(self, event: StoredEvent, stream: UUID, version: int, previous: bytes | None) -> SignedAct:
        return self.writer.act(stream, version, previous, type=event.topic, data={"state": event.state.hex()})

    def _previous(self, stream: UUID, version: int, before: list[SignedAct]) -> bytes | None:
        if version == 1:
            return None
        for act in reversed(before):
            if (act.envelope.stream, act.envelope.version) == (stream, version - 1):
                return act.act_hash
        rows = self.recorder.select_events(stream, lte=version - 1, desc=True, limit=1)
        return rows[0].stored.act_hash if rows else bytes(32)

    def _plain(self, event: FromStore) -> dict[str, Any]:
        stored = event.stored
        return {
            "originator_id": stored.stream,
            "originator_version": stored.version - 1 + self.begins_at[stored.stream],
            "topic": event.topic,
            "state": bytes.fromhex(canonical.decode(event.state)["data"]["state"]),
        }

    def select_events(self, originator_id: UUID | str, **limits: Any) -> Sequence[StoredEvent]:
        first = self.begins_at.get(UUID(str(originator_id)), 1)
        for name in limits.keys() & {"gt", "lte"}:
            limits[name] += 1 - first
        return [StoredEvent(**self._plain(event)) for event in self.recorder.select_events(originator_id, **limits)]

    def select_notifications(self, *args: Any, **limits: Any) -> Sequence[Notification]:
        return [self.notification(event) for event in self.recorder.select_notifications(*args, **limits)]

    def notification(self, event: FromStore) -> Notification:
        return Notification(**self._plain(event), id=event.id)

    def max_notification_id(self) -> int | None:
        return self.recorder.max_notification_id()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> "AdaptedSubscription":
        return AdaptedSubscription(self, gt, topics)


class AdaptedSubscription(Subscription[Adapted]):
    """The ledger's subscription, its acts turned back into plain events."""

    def __init__(self, recorder: Adapted, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._inner = recorder.recorder.subscribe(gt, topics)

    def __enter__(self) -> "AdaptedSubscription":
        self._inner.__enter__()
        return self

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        self._inner.__exit__(*args, **kwargs)

    def stop(self) -> None:
        self._inner.stop()

    def __next__(self) -> Notification:
        event = next(self._inner)
        assert isinstance(event, FromStore)
        return self._recorder.notification(event)


class WithoutPositions(AggregateRecorder):
    """What the library calls an aggregate recorder: the same, but positions are not told."""

    def __init__(self, adapted: Adapted) -> None:
        self.adapted = adapted

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
        self.adapted.insert_events(stored_events, **kwargs)

    def select_events(self, originator_id: UUID | str, **limits: Any) -> Sequence[StoredEvent]:
        return self.adapted.select_events(originator_id, **limits)


class OnTheLedger:
    """Gives the library's cases a fresh ledger each, which is checked as a whole when the case ends."""

    desk: Desk
    writer: Writer

    @pytest.fixture(autouse=True)
    def _fresh_ledger(self, desk: Desk, writer: Writer) -> None:
        self.desk, self.writer = desk, writer


class TestApplicationRecorder(OnTheLedger, cases.ApplicationRecorderTestCase[Adapted]):
    def create_recorder(self) -> Adapted:
        return Adapted(self.desk.recorder(readers=12), self.writer)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestAggregateRecorder(OnTheLedger, cases.AggregateRecorderTestCase):
    def create_recorder(self) -> WithoutPositions:
        return WithoutPositions(Adapted(self.desk.recorder(), self.writer))


def test_every_case_of_the_library_runs() -> None:
    """Should a later version of the library bring more cases, they run too; optional ones are called by name."""
    optional = [name for name in dir(cases.ApplicationRecorderTestCase) if name.startswith("optional_test")]
    assert optional == ["optional_test_insert_subscribe"]
    assert issubclass(TestApplicationRecorder, cases.ApplicationRecorderTestCase)


def test_a_subscription_listens_before_it_pulls(desk: Desk) -> None:
    """Otherwise a commit between pull and LISTEN would wake nobody, until the next poll."""
    with desk.recorder().subscribe() as subscription:
        channels = subscription._connection.execute("SELECT pg_listening_channels()").fetchall()
    assert channels == [("socai_ledger",)]


def test_every_commit_wakes_with_the_new_size(desk: Desk, writer: Writer) -> None:
    listener = desk.connect("socai_reader")
    listener.execute("LISTEN socai_ledger")
    desk.append(writer.several(3))
    desk.append(writer.several(2))
    assert [notice.payload for notice in listener.notifies(timeout=60, stop_after=2)] == ["3", "5"]
