"""Rows in Postgres's binary COPY format (documented with COPY, "Binary Format"), written by hand.

The driver writes arrays element by element through its general adapters; rows of registers are mostly arrays, and a
rebuild writes millions of them. What stands here is what the columns of a projection may be
(projections/declaration.py).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import chain, repeat
from operator import call
from struct import Struct
from typing import Any
from uuid import UUID

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # no flags, no header extension
TRAILER = b"\xff\xff"

Version = tuple[tuple[Any, ...], tuple[int, ...], int, int | None]  # row, acts, seen_from, seen_until
Encoder = Callable[[Any], bytes]  # a value, or None, to its length (4 bytes) and content

_NULL = b"\xff\xff\xff\xff"
_LENGTH = Struct(">i")
_INT8 = Struct(">iq")
_DAY = Struct(">ii")
_ARRAY = Struct(">iiiiii")  # length, dimensions, flags, type of elements, elements, lower bound
_EPOCH_DAY = date(2000, 1, 1).toordinal()
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_OIDS = {"int8": 20, "text": 25, "uuid": 2950}


# Units, codes, days and small numbers come again and again: their bytes are looked up, not made anew.
_REPEATED = 16_384  # values of each kind


@lru_cache(maxsize=_REPEATED)
def _text(value: str | None) -> bytes:
    if value is None:
        return _NULL
    data = value.encode()
    return _LENGTH.pack(len(data)) + data


@lru_cache(maxsize=_REPEATED)
def _int8(value: int | None) -> bytes:
    if value is None:
        return _NULL
    return _INT8.pack(8, value)


def _bool(value: bool | None) -> bytes:
    return _NULL if value is None else b"\0\0\0\1\1" if value else b"\0\0\0\1\0"


@lru_cache(maxsize=_REPEATED)
def _date(value: date | None) -> bytes:
    if value is None:
        return _NULL
    return _DAY.pack(4, value.toordinal() - _EPOCH_DAY)


@lru_cache(maxsize=_REPEATED)
def _moment(value: datetime | None) -> bytes:
    if value is None:
        return _NULL
    since = value - _EPOCH
    return _INT8.pack(8, (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)


def _uuid(value: UUID | None) -> bytes:
    if value is None:
        return _NULL
    return b"\0\0\0\x10" + value.bytes


def _array(element: str) -> Encoder:
    encode, oid = _SCALARS[element], _OIDS[element]
    empty = Struct(">iiii").pack(12, 0, 0, oid)

    def array(values: Any) -> bytes:
        if not values:
            return _NULL if values is None else empty
        content = b"".join([encode(value) for value in values])
        return _ARRAY.pack(20 + len(content), 1, 0, oid, len(values), 1) + content

    return array


def int8_array(values: tuple[int, ...]) -> bytes:
    """An array of int8 in one go: the acts behind the cells of every row."""
    count = len(values)
    header, layout = _int8_layout(count)
    return header + layout.pack(*chain.from_iterable(zip(repeat(8, count), values, strict=True)))


@cache
def _int8_layout(count: int) -> tuple[bytes, Struct]:
    return _ARRAY.pack(20 + 12 * count, 1, 0, 20, count, 1), Struct(f">{'iq' * count}")


_SCALARS: Mapping[str, Encoder] = {
    "int8": _int8,
    "text": _text,
    "bool": _bool,
    "date": _date,
    "timestamptz": _moment,
    "uuid": _uuid,
}
ENCODERS: Mapping[str, Encoder] = _SCALARS | {f"{element}[]": _array(element) for element in _OIDS}  # type: ignore[operator]


class RowEncoder:
    """Encodes rows of some columns, each row with the stream before it and what follows behind it."""

    def __init__(self, sqls: list[str], *, acts: bool) -> None:
        self._encoders = [ENCODERS[sql] for sql in sqls]
        self._acts = acts
        self._count = Struct(">h").pack(1 + len(sqls) + acts + 2)

    def encode(self, stream: UUID, versions: Iterable[Version]) -> list[bytes]:
        """Rows of one stream: each the stream, its columns, the acts behind them where they are kept, seen_from,
        seen_until.
        """
        begins, encoders, acts_kept = self._count + _uuid(stream), self._encoders, self._acts
        return [
            b"".join(
                (
                    begins,
                    *map(call, encoders, row),
                    int8_array(acts) if acts_kept else b"",
                    _int8(since),
                    _int8(until),
                )
            )
            for row, acts, since, until in versions
        ]
