"""Rows in one canonical form, so that stored and computed ones can be compared and hashed by the same function.

The hash of a stream is SHA-256 over its canonical rows; the hash of a projection is SHA-256 over (stream, hash of the
stream) for all streams in order that have rows. It does not depend on how the work was divided, nor on the order in
which rows were stored.
"""

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson

from projections.declaration import Projection
from projections.kernel import RowVersion

EMPTY: tuple[bytes, ...] = ()


def lines(projection: Projection, versions: Iterable[RowVersion]) -> list[bytes]:
    """The versions of one stream's rows, each as JSON, in canonical order.

    A line is [key, seen_from, seen_until, row, acts]; days and instants are RFC 3339, instants in UTC.
    """
    key_of = projection.key_of
    return sorted(
        orjson.dumps((key_of(row), since, until, tuple(row), acts), option=orjson.OPT_UTC_Z)
        for row, acts, since, until in versions
    )


def stream_hash(found: list[bytes]) -> bytes:
    """SHA-256 over the canonical lines of one stream."""
    return hashlib.sha256(b"\n".join(found)).digest()


class ContentHash:
    """The hash of a projection, fed stream by stream in order."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, stream: UUID, found: list[bytes]) -> None:
        """Adds a stream's lines; a stream without rows adds nothing."""
        if found:
            self._digest.update(stream.bytes + stream_hash(found))

    def add_hashed(self, hashed: bytes) -> None:
        """Adds streams already hashed: 16 bytes of the stream and 32 of its hash each."""
        self._digest.update(hashed)

    def digest(self) -> bytes:
        return self._digest.digest()


def line_key(line: bytes) -> tuple[Any, int]:
    """The key and seen_from of a canonical line."""
    key, since, *_ = orjson.loads(line)
    return key, since
