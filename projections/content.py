"""Rows in one canonical form, so that stored and computed ones can be compared and hashed by the same function.

The canonical form of a row is the one in which it is copied into its table (projections/binary.py): a rebuild makes it
once, for both. The hash of a stream is SHA-256 over its canonical rows in their order as bytes; the hash of a
projection is SHA-256 over (stream, hash of the stream) for all streams in order that have rows. It does not depend on
how the work was divided, nor on the order in which rows were stored.
"""

import hashlib
from collections.abc import Iterable
from uuid import UUID

import orjson

from projections.declaration import Projection
from projections.kernel import RowVersion
from projections.tables import Writer


def lines(writer: Writer, stream: UUID, versions: Iterable[RowVersion]) -> list[bytes]:
    """The versions of one stream's rows, each in its canonical form, in canonical order."""
    return sorted(writer.encode(stream, versions))


def stream_hash(stream: UUID, joined: bytes) -> bytes:
    """16 bytes of a stream and 32 of the SHA-256 over its canonical lines, one after the other."""
    return stream.bytes + hashlib.sha256(joined).digest()


class ContentHash:
    """The hash of a projection, fed stream by stream in order."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add_hashed(self, hashed: bytes) -> None:
        """Adds streams already hashed: 16 bytes of the stream and 32 of its hash each."""
        self._digest.update(hashed)

    def digest(self) -> bytes:
        return self._digest.digest()


def told(projection: Projection, version: RowVersion) -> tuple[str, str]:
    """Which row a version is of, [key..., seen_from], and what it says, [seen_until, row, acts]: both as JSON, days
    and instants in RFC 3339, instants in UTC. For people who look at a difference.
    """
    row, acts, since, until = version
    return (
        orjson.dumps([*projection.key_of(row), since], option=orjson.OPT_UTC_Z).decode(),
        orjson.dumps([until, tuple(row), acts], option=orjson.OPT_UTC_Z).decode(),
    )
