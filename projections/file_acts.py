"""Acts of files, read from their signed bytes: what the cells of registers and the histories of cases consist of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from domain.errors import DomainError
from domain.kernel.act import Recorded
from domain.kernel.act_type import ActType
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from projections.errors import BadAct
from projections.history import StoredAct, recorded
from projections.words import agency, document_number, persons_named, summary

Connection = psycopg.Connection[Any]

# Acts that put another act of the file right; both stay visible.
CORRECTING = frozenset((
    "act.corrected.v1", "document_error.corrected.v1", "register_number.corrected.v1", "duplicate_streams.merged.v1",
))  # fmt: skip

OF_TYPES = (
    "SELECT a.position, a.stream, a.kind, a.version, a.act_hash, a.recorded_at, a.act FROM ledger.act a"
    " JOIN (SELECT * FROM unnest(%(streams)s::uuid[], %(uptos)s::int8[])) w (stream, upto) ON w.stream = a.stream"
    " WHERE a.position <= w.upto AND (%(types)s::text[] IS NULL OR a.type = ANY(%(types)s))"
    " ORDER BY a.stream, a.version"
)
AT_POSITIONS = (
    "SELECT position, stream, kind, version, act_hash, recorded_at, act FROM ledger.act"
    " WHERE position = ANY(%(positions)s) ORDER BY position"
)


@dataclass(frozen=True, eq=False)
class FileAct:
    """One act of a file, with what registers and lists say of it. Two of one position are the same."""

    recorded: Recorded

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileAct) and other.position == self.position

    def __hash__(self) -> int:
        return self.position

    @property
    def stream(self) -> UUID:
        return self.recorded.stream

    @property
    def position(self) -> int:
        return self.recorded.position

    @property
    def version(self) -> int:
        return self.recorded.version

    @property
    def type(self) -> str:
        return self.recorded.act.type

    @property
    def data(self) -> Any:
        return self.recorded.act.data

    @property
    def act_type(self) -> ActType:
        return CATALOGUE[self.type]

    @cached_property
    def day(self) -> date:
        """Vietnamese calendar day on which it happened."""
        return day_of(self.recorded.act.occurred_at)

    @cached_property
    def number(self) -> str | None:
        """Of the document, the procuracy's own or the other agency's."""
        return document_number(self.recorded.act)

    @cached_property
    def agency(self) -> str | None:
        """The other agency that issued it; None: the procuracy's own act."""
        return agency(self.recorded.act)

    @cached_property
    def summary(self) -> str | None:
        """What it is about, in the words signed."""
        return summary(self.recorded.act)

    @cached_property
    def persons(self) -> tuple[UUID, ...]:
        """The persons whom it names, pseudonymous."""
        return persons_named(self.recorded.act)

    @cached_property
    def corrects(self) -> tuple[int, ...]:
        """Versions of the acts of this file that it corrects."""
        return tuple(
            link.version
            for link in self.recorded.act.links
            if link.relation == "corrects" and link.stream == self.recorded.stream
        )


class Upto(NamedTuple):
    """A file as of a position."""

    stream: UUID
    position: int


def of_files(
    connection: Connection, files: Iterable[Upto], types: frozenset[str] | None = None
) -> Mapping[UUID, tuple[FileAct, ...]]:
    """The acts of files in order, each file up to its position, those of `types` (None: all).

    What cannot be read is left out: its file stands in quarantine and says so.
    """
    wanted = dict(files)
    if not wanted:
        return {}
    values = {
        "streams": list(wanted),
        "uptos": list(wanted.values()),
        "types": None if types is None else sorted(types),
    }
    found: dict[UUID, list[FileAct]] = defaultdict(list)
    for row in connection.execute(OF_TYPES, values, binary=True):
        act = _read(row)
        if act is not None:
            found[act.stream].append(act)
    return {stream: tuple(acts) for stream, acts in found.items()}


def at_positions(connection: Connection, positions: Sequence[int]) -> Mapping[int, FileAct]:
    """The acts at some positions."""
    rows = connection.execute(AT_POSITIONS, {"positions": list(positions)}, binary=True)
    return {act.position: act for act in map(_read, rows) if act is not None}


def _read(row: tuple[Any, ...]) -> FileAct | None:
    try:
        return FileAct(recorded(StoredAct._make(row)))
    except (BadAct, DomainError):
        return None
