"""An immutable mapping whose `put` costs the same however large it grows.

The organisation stream holds tens of thousands of officers and certificates; copying a dict of that size for
every act would make a rebuild quadratic.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_BUCKETS = 512


class FrozenMap(Mapping[K, V], Generic[K, V]):
    """A mapping of fixed buckets; unchanged buckets are shared between versions."""

    __slots__ = ("_buckets", "_size")

    def __init__(self) -> None:
        self._buckets: tuple[dict[K, V], ...] = ({},) * _BUCKETS
        self._size = 0

    def put(self, key: K, value: V) -> "FrozenMap[K, V]":
        """This mapping with `key` set to `value`."""
        place = hash(key) % _BUCKETS
        bucket = self._buckets[place]
        changed: FrozenMap[K, V] = FrozenMap.__new__(FrozenMap)
        changed._buckets = (*self._buckets[:place], {**bucket, key: value}, *self._buckets[place + 1 :])
        changed._size = self._size + (key not in bucket)
        return changed

    def __getitem__(self, key: K) -> V:
        return self._buckets[hash(key) % _BUCKETS][key]

    def __iter__(self) -> Iterator[K]:
        for bucket in self._buckets:
            yield from bucket

    def __len__(self) -> int:
        return self._size
