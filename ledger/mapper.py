"""Between stored acts and events of the `eventsourcing` library.

The stored state is exactly the signed bytes and the topic is the act's key. The library's own mapper would resolve a
topic to an importable path and build state from attributes; ours does neither: what a row names is looked up in the
closed catalogue of acts by the domain, and nothing is ever imported because a row says so.
"""

from dataclasses import dataclass
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, Notification, StoredEvent

from domain.kernel.act import Recorded
from domain.kernel.coding import act_from_json
from ledger import format as act_format
from ledger.batch import SignedAct
from ledger.reading import Stored


@dataclass(frozen=True)
class ToStore(StoredEvent):
    """An act on its way into the ledger, in the library's terms."""

    signed: SignedAct


@dataclass(frozen=True)
class FromStore(Notification):
    """An act read from the ledger, in the library's terms."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class ActEvent:
    """The library's view of one act of a stream: what the repository folds."""

    originator_id: UUID
    originator_version: int
    recorded: Recorded | None = None  # what a reader gets
    signed: SignedAct | None = None  # what a writer gives


class ActMapper(Mapper[UUID]):
    def __init__(self) -> None:
        super().__init__(JSONTranscoder())

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> ToStore:
        assert isinstance(domain_event, ActEvent)
        assert domain_event.signed is not None
        signed = domain_event.signed
        return ToStore(signed.envelope.stream, signed.envelope.version, signed.type, signed.act, signed)

    def to_domain_event(self, stored_event: StoredEvent) -> ActEvent:
        """Raises: NotCanonical, MalformedAct, domain NotAnAct."""
        assert isinstance(stored_event, FromStore)
        stored = stored_event.stored
        return ActEvent(stored.stream, stored.version, recorded=to_recorded(stored))


def event_to_append(signed: SignedAct) -> ActEvent:
    return ActEvent(signed.envelope.stream, signed.envelope.version, signed=signed)


def to_recorded(stored: Stored) -> Recorded:
    """A stored act as an element of a history, personal members withheld.

    Raises: NotCanonical, MalformedAct, domain NotAnAct.
    """
    envelope, body = act_format.decode(stored.act)
    return Recorded(
        stream=envelope.stream,
        version=envelope.version,
        position=stored.position,
        hash=stored.act_hash.hex(),
        recorded_at=stored.recorded_at,
        act=act_from_json(body),
    )
