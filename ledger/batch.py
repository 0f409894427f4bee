"""One commit of the ledger, worked out before anything is written: pure, so that it can be read and tested alone.

Ownership: the sequencer holds the ledger's lock from the moment `head` and `streams` were read until the batch is
committed. Nothing here touches the database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from ledger.errors import Conflict, OrganisationMoved, PersonKeyChanged
from ledger.format import Envelope, recorded_text
from ledger.reading import Head
from signing.entry import encode
from signing.merkle import Frontier, leaf_hash

ORGANISATION = "organisation"


class Sealed(NamedTuple):
    """One disclosure, encrypted under its person's key (ledger/vault.py)."""

    digest: bytes
    person: UUID
    nonce: bytes
    ciphertext: bytes
    tokens: tuple[bytes, ...] = ()  # by which a name is found (ledger/names.py); none for what is no name


class PersonKey(NamedTuple):
    """The key that disclosures were sealed with, wrapped; written with the act when the person has none yet."""

    person: UUID
    wrapped: bytes


class SignedAct(NamedTuple):
    """An act that has been checked and is to be recorded."""

    envelope: Envelope
    kind: str
    type: str
    occurred_at: datetime
    act: bytes  # the signed bytes
    act_hash: bytes
    signature: bytes
    signature_hash: bytes  # SHA-256 of the signature's bytes
    certificate: bytes  # SHA-256 of the certificate's DER
    judged_at: int | None = None  # organisation position under which authority was judged; None: not judged
    sealed: tuple[Sealed, ...] = ()
    keys: tuple[PersonKey, ...] = ()  # one for each person among `sealed`
    erases: tuple[UUID, ...] = ()  # persons whose keys this act destroys


class Appended(NamedTuple):
    """What the ledger answers for one recorded act."""

    position: int
    act_hash: bytes
    entry: bytes
    leaf: bytes
    recorded_at: datetime


class StreamHead(NamedTuple):
    version: int
    act_hash: bytes | None


EMPTY = StreamHead(0, None)
Row = tuple[object, ...]


class Batch:
    """Acts admitted on top of a head, one request after the other; a request is admitted whole or not at all."""

    def __init__(
        self,
        head: Head,
        streams: dict[UUID, StreamHead],
        now: datetime,
        persons: dict[UUID, bytes | None] | None = None,
    ) -> None:
        self.before = head
        self.streams = streams
        self.persons = persons or {}  # wrapped keys of the persons concerned who have one; None once erased
        self.organisation = head.organisation
        # The recorded clock never goes back, whatever the machine's clock does.
        self.recorded_at = max(now, head.recorded_at) if head.recorded_at else now
        self._recorded_text = recorded_text(self.recorded_at)
        self.commands: set[UUID] = set()
        self.rows: list[Row] = []
        self.leaves: list[bytes] = []
        self.keys: list[PersonKey] = []  # to be written
        self.sealed: list[tuple[Sealed, int]] = []
        self.erased: list[tuple[UUID, int]] = []

    @property
    def size(self) -> int:
        return self.before.size + len(self.leaves)

    def admit(self, acts: Sequence[SignedAct]) -> list[Appended]:
        """Gives the acts their positions, entries and leaves.

        Raises: Conflict, OrganisationMoved, PersonKeyChanged; then nothing of the request was admitted.
        """
        self.streams |= self._moved(acts)
        return [self._append(position, act) for position, act in enumerate(acts, self.size + 1)]

    def _moved(self, acts: Sequence[SignedAct]) -> dict[UUID, StreamHead]:
        """Where the acts lead the streams. Raises: as `admit`."""
        moved: dict[UUID, StreamHead] = {}
        seen: set[UUID] = set()
        keyed: dict[UUID, bytes | None] = {}
        for act in acts:
            where = act.envelope
            head = moved.get(where.stream) or self.streams.get(where.stream, EMPTY)
            if where.version != head.version + 1 or where.previous != head.act_hash:
                raise Conflict(where.stream, where.version, head.version, head.act_hash)
            if where.command_id in self.commands or where.command_id in seen:
                raise Conflict(where.stream, where.version, head.version, head.act_hash)
            if act.judged_at is not None and act.judged_at != self.organisation:
                raise OrganisationMoved(act.judged_at, self.organisation)
            for key in act.keys:
                if keyed.setdefault(key.person, self.persons.get(key.person, key.wrapped)) != key.wrapped:
                    raise PersonKeyChanged(key.person)
            if act.erases:
                keyed |= dict.fromkeys(act.erases)
            moved[where.stream] = StreamHead(where.version, act.act_hash)
            seen.add(where.command_id)
        self.commands |= seen
        return moved

    def _append(self, position: int, act: SignedAct) -> Appended:
        where = act.envelope
        entry = encode(position, act.act_hash, act.signature_hash, act.certificate, self._recorded_text)
        leaf = leaf_hash(entry)
        self.leaves.append(leaf)
        if act.kind == ORGANISATION:
            self.organisation = position
        self.rows.append(
            (
                position,
                where.stream,
                act.kind,
                where.version,
                where.previous,
                act.type,
                where.command_id,
                act.occurred_at,
                self.recorded_at,
                act.certificate,
                act.act,
                act.act_hash,
                act.signature,
                leaf,
            )
        )
        for key in act.keys:
            if key.person not in self.persons:
                self.persons[key.person] = key.wrapped
                self.keys.append(key)
        if act.sealed:
            self.sealed += [(sealed, position) for sealed in act.sealed]
        if act.erases:
            self.erased += [(person, position) for person in act.erases]
            self.persons |= dict.fromkeys(act.erases)
        return Appended(position, act.act_hash, entry, leaf, self.recorded_at)

    def head(self) -> Head:
        """The head after this batch."""
        frontier = Frontier.from_bytes(self.before.frontier) if self.before.size else Frontier()
        frontier = frontier.extend(self.leaves)
        return Head(self.size, frontier.root(), frontier.to_bytes(), self.recorded_at, self.organisation)
