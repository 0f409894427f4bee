"""One stream as a reader sees it: its acts up to a position, and its state as of either clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from api.errors import NotFound
from domain.kernel.act import Recorded
from domain.kernel.act_type import Flag
from domain.kernel.deciding import fold
from ledger import reading
from ledger.mapper import to_recorded
from ledger.reading import Stored
from projections.history import state_at

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The acts of a stream in order, as stored and as read."""

    stream: UUID
    kind: str
    stored: list[Stored]
    history: list[Recorded]

    @property
    def version(self) -> int:
        return self.stored[-1].version

    @property
    def act_hash(self) -> bytes:
        return self.stored[-1].act_hash

    def state(self, valid_at: date | None = None, position: int | None = None) -> Any:
        """The state as of a day of the procedural clock and a position of the recorded one."""
        return state_at(self.history, self.kind, position=position, valid_at=valid_at)

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
    return CaseFile(stream, stored[0].kind, stored, [to_recorded(row) for row in stored])
