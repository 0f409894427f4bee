"""An immutable mapping whose `put` costs the same however large it grows.

The organisation stream holds tens of thousands of officers and certificates; copying a dict of that size for
every act would make a rebuild quadratic. Where a key stands depends on the key alone and never on the process,
so that two processes with the same history iterate in the same order.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar
from uuid import UUID
from zlib import crc32

K = TypeVar("K", bound=str | UUID | int)
V = TypeVar("V")

_BUCKETS = 512


def _place(key: str | UUID | int) -> int:
    if isinstance(key, str):
        return crc32(key.encode()) % _BUCKETS
    return (key.int if isinstance(key, UUID) else key) % _BUCKETS


class FrozenMap(Mapping[K, V], Generic[K, V]):
    """A mapping of fixed buckets; unchanged buckets are shared between versions."""

    __slots__ = ("_buckets", "_size")

    def __init__(self) -> None:
        self._buckets: tuple[dict[K, V], ...] = ({},) * _BUCKETS
        self._size = 0

    def put(self, key: K, value: V) -> "FrozenMap[K, V]":
        """This mapping with `key` set to `value`."""
        place = _place(key)
        bucket = self._buckets[place]
        changed: FrozenMap[K, V] = FrozenMap.__new__(FrozenMap)
        changed._buckets = (*self._buckets[:place], {**bucket, key: value}, *self._buckets[place + 1 :])
        changed._size = self._size + (key not in bucket)
        return changed

    def __getitem__(self, key: K) -> V:
        return self._buckets[_place(key)][key]

    def __iter__(self) -> Iterator[K]:
        for bucket in self._buckets:
            yield from bucket

    def __len__(self) -> int:
        return self._size
