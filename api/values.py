"""Values on the way of an act: proposed, submitted, examined, judged, recorded."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from api.states import Standing
from domain.kernel.act import Act, Asked, Recorded
from ledger.batch import Appended
from ledger.errors import Conflict
from ledger.format import Envelope
from signing.disclosure import Disclosure


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an officer is asked to sign."""

    stream: UUID
    version: int
    previous: bytes | None
    command_id: UUID
    act: bytes  # the bytes to sign
    disclosures: tuple[Disclosure, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A signed act as it is handed in."""

    act: bytes
    signature: bytes
    disclosures: tuple[bytes, ...] = ()  # canonical bytes of each


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the ledger answers for a recorded act; api/receipts.py signs it."""

    stream: UUID
    version: int
    command_id: UUID
    position: int
    act_hash: bytes
    entry: bytes
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Examined:
    """A submission after steps 1 to 3."""

    envelope: Envelope
    body: dict[str, Any]
    asked: Asked
    occurred_at: datetime  # UTC
    act: bytes
    act_hash: bytes
    signature: bytes
    certificate: bytes  # SHA-256
    disclosures: tuple[Disclosure, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An examined act after steps 4 to 6: the standing it continues and the act that the domain made."""

    examined: Examined
    before: Standing
    act: Act
    judged_at: int  # organisation position

    def recorded(self, answer: Appended) -> Recorded:
        envelope = self.examined.envelope
        return Recorded(
            envelope.stream, envelope.version, answer.position, answer.act_hash.hex(), answer.recorded_at, self.act
        )


def check_continues(examined: Examined, before: Standing) -> None:
    """Raises: Conflict unless the act names version and hash of the newest act of its stream."""
    envelope = examined.envelope
    if envelope.version != before.version + 1 or envelope.previous != before.act_hash:
        raise Conflict(envelope.stream, envelope.version, before.version, before.act_hash)


def receipt_of(envelope: Envelope, answer: Appended) -> Receipt:
    return Receipt(
        envelope.stream,
        envelope.version,
        envelope.command_id,
        answer.position,
        answer.act_hash,
        answer.entry,
        answer.recorded_at,
    )
