"""The `eventsourcing` library's repository over the ledger: the state of a stream at any version.

A state is folded by the domain from the acts the recorder reads; nothing is kept between calls.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from eventsourcing.application import Repository
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import EventStore

from domain.kernel import deciding
from ledger.mapper import ActEvent, ActMapper
from ledger.recorder import LedgerRecorder


class Streams:
    """States of streams, by the library's repository contract."""

    def __init__(self, recorder: LedgerRecorder) -> None:
        self.events: EventStore[UUID] = EventStore(ActMapper(), recorder)
        self._repository: Repository[UUID] = Repository(self.events)

    def state(self, stream: UUID, version: int | None = None) -> Any:
        """The domain's state of a stream after `version` acts; the newest without a version.

        Raises: the library's AggregateNotFoundError for a stream without acts.
        """
        folded: _Folded = self._repository.get(stream, version=version, projector_func=_project)
        return folded.state


class _Folded:
    """What the repository handles: the library wants an object with an id and a version."""

    def __init__(self, stream: UUID, version: int, state: Any) -> None:
        self.id, self.version, self.state = stream, version, state


def _project(aggregate: _Folded | None, events: Iterable[DomainEventProtocol[UUID]]) -> _Folded | None:
    for event in events:
        assert isinstance(event, ActEvent)
        assert event.recorded is not None
        before = aggregate.state if aggregate else deciding.initial(event.recorded.act.kind)
        aggregate = _Folded(event.originator_id, event.originator_version, deciding.apply(before, event.recorded))
    return aggregate
