"""One stream as a reader sees it: its acts up to a position, and its state as of either clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from api.errors import BadRequest, Damaged, NotFound
from domain.errors import DomainError
from domain.kernel.act import Recorded
from domain.kernel.act_type import Flag
from domain.kernel.deciding import fold
from ledger import reading
from ledger.errors import MalformedAct
from ledger.mapper import to_recorded
from ledger.reading import Stored
from projections.history import state_at
from signing.errors import NotCanonical

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The acts of a stream in order, as stored and as read."""

    stream: UUID
    kind: str
    stored: list[Stored]  # those that can be read
    history: list[Recorded]
    unread: list[Stored]  # from the first one that cannot be read on; empty unless somebody changed what is stored

    @property
    def version(self) -> int:
        return self.stored[-1].version if self.stored else 0

    @property
    def act_hash(self) -> bytes:
        return self.stored[-1].act_hash

    def upto(self, position: int) -> "CaseFile":
        """The same file as it was known at a position. Raises: NotFound."""
        known = [row for row in self.stored if row.position <= position]
        unread = [row for row in self.unread if row.position <= position]
        if not known and not unread:
            raise NotFound(f"stream {self.stream} at position {position}")
        return CaseFile(self.stream, self.kind, known, self.history[: len(known)], unread)

    def state(self, valid_at: date | None = None, position: int | None = None) -> Any:
        """The state as of a day of the procedural clock and a position of the recorded one.

        Raises: BadRequest when the acts up to that day do not stand on their own: one of them rests on a later one.
        """
        try:
            return state_at(self.history, self.kind, position=position, valid_at=valid_at)
        except LookupError:
            if valid_at is None:
                raise
            raise BadRequest("valid_at", "acts_out_of_order") from None

    def flags(self) -> dict[int, list[Flag]]:
        """Findings by the version of the act that they concern."""
        found: dict[int, list[Flag]] = {}
        for flag in fold(self.kind, self.history).flags:
            found.setdefault(flag.version, []).append(flag)
        return found


def read_case(connection: Connection, stream: UUID, position: int) -> CaseFile:
    """The stream as known at a position. Raises: NotFound."""
    stored = reading.by_stream(connection, stream, upto_position=position)
    if not stored:
        raise NotFound(f"stream {stream}")
    history: list[Recorded] = []
    for row in stored:
        try:
            history.append(to_recorded(row))
        except (NotCanonical, MalformedAct, DomainError):
            break
    return CaseFile(stream, stored[0].kind, stored[: len(history)], history, stored[len(history) :])


def read_whole_case(connection: Connection, stream: UUID, position: int) -> CaseFile:
    """Like `read_case`. Raises: NotFound, Damaged when an act cannot be read."""
    file = read_case(connection, stream, position)
    if file.unread:
        raise Damaged(file.unread[0].position)
    return file
