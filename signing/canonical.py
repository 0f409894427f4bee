"""Canonical JSON: RFC 8785 (JCS) bytes under the admission rules of format 1 (FORMAT.md, section 1).

1. at most MAX_BYTES bytes;
2. JSON as in RFC 8259, in UTF-8, nested no deeper than MAX_DEPTH;
3. no floats, no NaN or Infinity; integers within +-(2^53 - 1);
4. member names in ASCII, no name twice in one object;
5. every text in Unicode NFC, without lone surrogates: refused otherwise, never silently normalised;
6. the bytes equal their own re-encoding: order of members, spacing, escapes and spelling have one form.

orjson with sorted keys gives JCS bytes for values that keep rules 3 to 5: names are ASCII, so byte order is
UTF-16 order, and numbers are integers. The fast path only says yes; when it does not, `_fault` walks the value
again, slowly, and names the first fault with its JSON pointer.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any, NoReturn

import orjson

from signing.errors import NotCanonical

MAX_BYTES = 60_000  # a C2SP log entry holds at most 65,535 bytes
MAX_DEPTH = 32  # arrays and objects inside each other, the outermost included
MAX_INTEGER = 2**53 - 1

REASONS = (
    "too_large",
    "not_json",
    "not_object",
    "not_reencoded",
    "depth",
    "float",
    "integer_range",
    "name_not_ascii",
    "not_nfc",
    "surrogate",
    "type",
)

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_SCALARS = frozenset((str, int, bool, type(None)))
_CONTAINERS = frozenset((dict, list, tuple))


class _Refused(Exception):
    """The fast walk met something to refuse; never leaves this module."""


def encode(value: Any) -> bytes:
    """The one byte string for a JSON value made of dict, list, tuple, str, int, bool and None (exact types).

    Raises NotCanonical.
    """
    try:
        _walk(value, MAX_DEPTH)
        data = orjson.dumps(value, option=_OPTIONS)
    except (_Refused, orjson.JSONEncodeError):
        _raise_fault(value)
    if len(data) > MAX_BYTES:
        raise NotCanonical("too_large")
    if not (data.isascii() or unicodedata.is_normalized("NFC", data.decode())):
        _check_each_text(value)
    return data


def decode(data: bytes) -> dict[str, Any]:
    """The JSON object that canonical bytes stand for.

    Raises NotCanonical when the bytes break any rule at the top of this module, or hold no object.
    """
    value = decode_value(data)
    if type(value) is not dict:
        raise NotCanonical("not_object")
    return value


def decode_value(data: bytes) -> Any:
    """The JSON value of any kind that canonical bytes stand for. Raises NotCanonical."""
    if len(data) > MAX_BYTES:
        raise NotCanonical("too_large")
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as fault:
        raise NotCanonical("not_json") from fault
    try:
        _walk(value, MAX_DEPTH)
        again = orjson.dumps(value, option=_OPTIONS)
    except (_Refused, orjson.JSONEncodeError):
        _raise_fault(value)
    if again != data:
        raise NotCanonical("not_reencoded")
    if not (data.isascii() or unicodedata.is_normalized("NFC", data.decode())):
        _check_each_text(value)
    return value


def _walk(value: Any, room: int) -> None:
    """Refuse what orjson would let through: floats, foreign types, names outside ASCII, depth.

    Ranges of integers and lone surrogates are left to orjson, texts to one NFC test over all bytes.
    """
    kind = type(value)
    if kind is dict:
        if not room:
            raise _Refused
        try:
            if not "".join(value).isascii():
                raise _Refused
        except TypeError:
            raise _Refused from None
        items = value.values()
    elif kind is list or kind is tuple:
        if not room:
            raise _Refused
        items = value
    elif kind in _SCALARS:
        return
    else:
        raise _Refused
    for item in items:
        if type(item) not in _SCALARS and (item or room < 2 or type(item) not in _CONTAINERS):  # empty: nothing inside
            _walk(item, room - 1)


def _check_each_text(value: Any) -> None:
    """Decide NFC text by text, when the document as a whole does not pass.

    A combining mark after an escape (`\\n` before U+0303) makes the document look composable though no text is.
    """
    for reason, pointer in _faults(value, "", MAX_DEPTH):
        raise NotCanonical(reason, pointer)


def _raise_fault(value: Any) -> NoReturn:
    """Name the first fault of a value that the fast path refused."""
    for reason, pointer in _faults(value, "", MAX_DEPTH):
        raise NotCanonical(reason, pointer)
    raise NotCanonical("type")


def _faults(value: Any, pointer: str, room: int) -> Iterator[tuple[str, str]]:
    """Every fault of a value as (reason, JSON pointer), in document order."""
    kind = type(value)
    if kind is str:
        yield from ((reason, pointer) for reason in _text_faults(value))
    elif kind is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            yield "integer_range", pointer
    elif kind is float:
        yield "float", pointer
    elif kind in (dict, list, tuple):
        yield from _container_faults(value, pointer, room)
    elif kind not in _SCALARS:
        yield "type", pointer


def _container_faults(value: Any, pointer: str, room: int) -> Iterator[tuple[str, str]]:
    if not room:
        yield "depth", pointer
        return
    members = value.items() if type(value) is dict else enumerate(value)
    for name, item in members:
        if type(value) is dict:
            if type(name) is not str:
                yield "type", pointer
                continue
            if not name.isascii():
                yield "name_not_ascii", pointer
        yield from _faults(item, f"{pointer}/{escape(str(name))}", room - 1)


def _text_faults(text: str) -> Iterator[str]:
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield "surrogate"
    elif not unicodedata.is_normalized("NFC", text):
        yield "not_nfc"


def escape(name: str) -> str:
    """A member name as one reference token of a JSON pointer (RFC 6901, section 3)."""
    return name.replace("~", "~0").replace("/", "~1")
