"""Checkpoints: what the ledger attests to. A signed note over the committed head, kept in and outside the database.

1. Only a head read back from the database after its commit is signed.
2. Two checkpoints of one ledger never contradict each other, and the size never goes back: before signing, the new
   head is proved to continue the newest checkpoint, by recomputing that checkpoint's root from the tiles.
3. The newest note also stands in a file beside the keys. Whoever replaces the database by an older copy, or cuts its
   tail, leaves a file that attests to more than the database holds: the service then refuses to write.
"""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from ledger import proofs, reading
from ledger.errors import HeadMismatch
from signing import checkpoint
from signing.checkpoint import Checkpoint
from signing.note import Signer, Verifier

Connection = psycopg.Connection[Any]
LOCK = "SELECT pg_advisory_xact_lock(6072532)"  # one signer at a time

NEWEST = "SELECT note FROM ledger.checkpoint ORDER BY size DESC LIMIT 1"
AT_LEAST = "SELECT note FROM ledger.checkpoint WHERE size >= %(size)s ORDER BY size LIMIT 1"
EVERY = "SELECT size, root, note FROM ledger.checkpoint ORDER BY size"
ADD = (
    "INSERT INTO ledger.checkpoint (size, root, note, signed_at)"
    " VALUES (%(size)s, %(root)s, %(note)s, %(signed_at)s) ON CONFLICT DO NOTHING"
)


class Checkpoints:
    """Signs and keeps the checkpoints of one ledger. `kept` is the file of the newest note, outside the database."""

    def __init__(
        self,
        origin: str,
        signers: Sequence[Signer],
        verifiers: Sequence[Verifier],
        kept: Path,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.origin, self.kept = origin, kept
        self._signers, self._verifiers, self._clock = signers, verifiers, clock

    def sign_head(self, connection: Connection) -> bytes | None:
        """The note over the newest commit, signed now if it is not signed yet; None for a ledger without acts.

        Raises: HeadMismatch when the database does not continue what was attested to.
        """
        with connection.transaction():
            connection.execute(LOCK)
            head = reading.head(connection)
            attested = self._attested(connection)
            if head is None:
                return None
            now, signed = self._clock(), Checkpoint(self.origin, head.size, head.root)
            note = attested[1] if attested and attested[0].size == head.size else None
            if note is None:
                note = checkpoint.sign(signed, self._signers, timestamp=int(now.timestamp()))
            connection.execute(ADD, {"size": head.size, "root": head.root, "note": note, "signed_at": now})
            if note != self._kept_note():
                self._keep(note)  # under the lock: no older note replaces a newer one
        return note

    def check_head(self, connection: Connection) -> Checkpoint | None:
        """That the database continues the newest checkpoints, stored and kept; gives the larger one.

        Raises: HeadMismatch, BadNote.
        """
        attested = self._attested(connection)
        return attested[0] if attested else None

    def _attested(self, connection: Connection) -> tuple[Checkpoint, bytes] | None:
        """The larger of the stored and the kept checkpoint with its note, after both were checked."""
        attested = [(self._open(note), note) for note in (newest(connection), self._kept_note()) if note is not None]
        for head, _ in attested:
            self._check_continues(connection, head)
        return max(attested, key=lambda one: one[0].size, default=None)

    def _check_continues(self, connection: Connection, attested: Checkpoint) -> None:
        recorded = reading.size(connection)
        if attested.size > recorded:
            raise HeadMismatch(attested.size, recorded, "acts that were attested to are missing")
        if proofs.root(connection, attested.size) != attested.root:
            raise HeadMismatch(attested.size, recorded, "the tree is not the one that was attested to")

    def _open(self, note: bytes) -> Checkpoint:
        return checkpoint.verify(note, self._verifiers, self.origin).checkpoint

    def _kept_note(self) -> bytes | None:
        try:
            return self.kept.read_bytes()
        except FileNotFoundError:
            return None

    def _keep(self, note: bytes) -> None:
        """Replaces the file as a whole. A crash right after it leaves a note that is stored the next time."""
        fresh = self.kept.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.kept)
        folder = os.open(self.kept.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def newest(connection: Connection) -> bytes | None:
    """The newest stored note."""
    row = connection.execute(NEWEST).fetchone()
    return row[0] if row else None


def covering(connection: Connection, position: int) -> bytes | None:
    """The oldest stored note whose tree holds the act at `position`."""
    row = connection.execute(AT_LEAST, {"size": position}).fetchone()
    return row[0] if row else None


def every(connection: Connection) -> list[tuple[int, bytes, bytes]]:
    """Size, root and note of every stored checkpoint, in order of size."""
    return list(connection.execute(EVERY))
