"""Rows in Postgres's binary COPY format (documented with COPY, "Binary Format"), written by hand.

The driver writes arrays element by element through its general adapters; rows of registers are mostly arrays, and a
rebuild writes millions of them. What stands here is what the columns of a projection may be
(projections/declaration.py).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from struct import Struct
from typing import Any
from uuid import UUID

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # no flags, no header extension
TRAILER = b"\xff\xff"

Version = tuple[tuple[Any, ...], tuple[int, ...], int, int | None]  # row, act behind each cell, seen_from, seen_until
Encoder = Callable[[Any], bytes]  # a value, or None, to its length (4 bytes) and content

_NULL = b"\xff\xff\xff\xff"
_SIXTEEN = b"\0\0\0\x10"
_LENGTH = Struct(">i")
_INT8 = Struct(">iq")
_DAY = Struct(">ii")
_ARRAY = Struct(">iiiiii")  # length, dimensions, flags, type of elements, elements, lower bound
_EPOCH_DAY = date(2000, 1, 1).toordinal()
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_OIDS = {"int8": 20, "text": 25, "uuid": 2950}


def _text(value: str | None) -> bytes:
    if value is None:
        return _NULL
    data = value.encode()
    return _LENGTH.pack(len(data)) + data


def _int8(value: int | None) -> bytes:
    return _NULL if value is None else _INT8.pack(8, value)


def _bool(value: bool | None) -> bytes:
    return _NULL if value is None else b"\0\0\0\1\1" if value else b"\0\0\0\1\0"


def _date(value: date | None) -> bytes:
    return _NULL if value is None else _DAY.pack(4, value.toordinal() - _EPOCH_DAY)


def _moment(value: datetime | None) -> bytes:
    if value is None:
        return _NULL
    since = value - _EPOCH
    return _INT8.pack(8, (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds)


def _uuid(value: UUID | None) -> bytes:
    return _NULL if value is None else _SIXTEEN + value.bytes


_REPEATED = 16_384  # values of each type of column that are remembered


class _Encoded(dict[Any, bytes]):
    """Values by their bytes: units, codes, days and small numbers come again and again and are encoded once."""

    def __init__(self, encode: Encoder) -> None:
        super().__init__()
        self._encode = encode

    def __missing__(self, value: Any) -> bytes:
        if len(self) > _REPEATED:
            self.clear()
        found = self[value] = self._encode(value)
        return found


_SCALARS: Mapping[str, Encoder] = {
    "int8": _int8,
    "text": _text,
    "bool": _bool,
    "date": _date,
    "timestamptz": _moment,
    "uuid": _uuid,
}


def _array(element: str) -> Encoder:
    encoded, oid = _Encoded(_SCALARS[element]), _OIDS[element]
    empty = Struct(">iiii").pack(12, 0, 0, oid)

    def array(values: Any) -> bytes:
        if not values:
            return _NULL if values is None else empty
        content = b"".join([encoded[value] for value in values])
        return _ARRAY.pack(20 + len(content), 1, 0, oid, len(values), 1) + content

    return array


ENCODERS: Mapping[str, Encoder] = _SCALARS | {f"{element}[]": _array(element) for element in _OIDS}  # type: ignore[operator]


# Of these, few values come again and again; int8 and uuid are written where they stand, and arrays rarely come again.
_ENCODED: Mapping[str, _Encoded] = {
    name: _Encoded(ENCODERS[name]) for name in ("text", "bool", "date", "timestamptz", "uuid[]")
}
_IN_PLACE: Mapping[str, str] = {
    "int8": "null if {0} is None else int8(8, {0})",
    "uuid": "null if {0} is None else sixteen + {0}.int.to_bytes(16, 'big')",
}


@cache
def _positions(count: int) -> Struct:
    return Struct(f">{count}q")


def positions_of(stored: bytes) -> tuple[int, ...]:
    """The positions of the acts behind the cells of a row, as stored: 8 bytes each, the highest first."""
    return _positions(len(stored) // 8).unpack(stored)


class RowEncoder:
    """Encodes rows of some columns, each row with the stream before it and what follows behind it."""

    def __init__(self, sqls: list[str], *, acts: bool) -> None:
        self._count = Struct(">h").pack(1 + len(sqls) + acts + 2)
        self._rows = _row_encoder(tuple(sqls), acts)

    def encode(self, stream: UUID, versions: Iterable[Version]) -> list[bytes]:
        """Rows of one stream: each the stream, its columns, the acts behind them where they are kept, seen_from,
        seen_until.
        """
        return self._rows(self._count + _uuid(stream), versions)


@cache
def _row_encoder(sqls: tuple[str, ...], acts: bool) -> Callable[[bytes, Iterable[Version]], list[bytes]]:
    """A function made for these columns, as namedtuples are made for their fields: going through the columns of every
    row in a loop takes twice as long, and a rebuild encodes eighty columns an act.
    """
    cells = [f"cell{number}" for number in range(len(sqls))]
    names: dict[str, Any] = {
        "join": b"".join, "null": _NULL, "int8": _INT8.pack, "sixteen": _SIXTEEN, "open": Struct(">iqi").pack,
        "ended": Struct(">iqiq").pack, "positions": Struct(f">i{len(sqls)}q").pack,
    }  # fmt: skip
    parts = ["begins"]
    for number, (sql, cell) in enumerate(zip(sqls, cells, strict=True)):
        if sql in _IN_PLACE:
            parts.append(_IN_PLACE[sql].format(cell))
        else:
            encode = f"encode{number}"
            names[encode] = _ENCODED.get(sql, ENCODERS[sql])
            parts.append(f"{encode}[{cell}]" if sql in _ENCODED else f"{encode}({cell})")
    if acts:
        parts.append(f"positions({8 * len(sqls)}, *acts)")
    parts.append("open(8, since, -1) if until is None else ended(8, since, 8, until)")
    text = (
        f"def made({', '.join(names)}):\n"
        "    def rows(begins, versions):\n"
        f"        return [join(({', '.join(parts)})) for ({', '.join(cells)},), acts, since, until in versions]\n"
        "    return rows\n"
    )
    scope: dict[str, Any] = {}
    exec(text, scope)  # made of the numbers of columns alone
    found: Callable[[bytes, Iterable[Version]], list[bytes]] = scope["made"](**names)
    return found
