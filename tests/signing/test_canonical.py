"""Canonical bytes: one spelling for one value, RFC 8785 wherever admitted, everything else refused with its reason."""

import hashlib
import json
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from signing import canonical
from signing.errors import NotCanonical

SAFE = 2**53 - 1
NFD = unicodedata.normalize("NFD", "Nguyễn Văn Đức")

texts = st.text(st.characters(exclude_categories=("Cs",))).map(lambda text: unicodedata.normalize("NFC", text))
names = st.text(st.characters(max_codepoint=127))
scalars = st.none() | st.booleans() | st.integers(-SAFE, SAFE) | texts
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(names, inner), max_leaves=25)
objects = st.dictionaries(names, values)


@given(objects)
def test_encoding_equals_rfc_8785_and_decodes_to_the_same_value(value: dict[str, Any]) -> None:
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data) == value


@given(st.recursive(scalars | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_whatever_is_admitted_is_rfc_8785(value: Any) -> None:
    try:
        data = canonical.encode(value)
    except NotCanonical:
        return
    assert data == rfc8785.dumps(value)
    assert canonical.decode_value(data) == value


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=6))
def test_a_text_is_admitted_exactly_when_it_is_nfc(text: str) -> None:
    value = {"a": ["\n" + text, text], "b": text}
    data = rfc8785.dumps(value)
    if unicodedata.is_normalized("NFC", text) and unicodedata.is_normalized("NFC", "\n" + text):
        assert canonical.encode(value) == data
        assert canonical.decode(data) == value
    else:
        assert _refusal(data) == "not_nfc"


@given(objects, st.binary(min_size=1, max_size=3), st.integers(min_value=0))
def test_changed_bytes_are_refused_or_stand_for_themselves(value: dict[str, Any], noise: bytes, place: int) -> None:
    data = canonical.encode(value)
    at = place % len(data)
    changed = data[:at] + noise + data[at + 1 :]
    try:
        decoded = canonical.decode(changed)
    except NotCanonical:
        return
    assert canonical.encode(decoded) == changed == rfc8785.dumps(decoded)


@given(st.dictionaries(names, st.none(), min_size=2))
def test_member_order_is_that_of_utf_16(value: dict[str, None]) -> None:
    assert list(canonical.decode(canonical.encode(value))) == sorted(value, key=lambda name: name.encode("utf-16-be"))


def _refusal(data: bytes) -> str:
    with pytest.raises(NotCanonical) as caught:
        canonical.decode(data)
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b"{}x", "not_json"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b'{"a":NaN}', "not_json"),
        (b'{"a":Infinity}', "not_json"),
        (b'{"a":"\\ud800"}', "not_json"),
        (b'{"a":"\xed\xa0\x80"}', "not_json"),
        (b'{"a":"\xff"}', "not_json"),
        (b'{"a":"\n"}', "not_json"),
        (b'{"a":01}', "not_json"),
        (b"[1]", "not_object"),
        (b'"a"', "not_object"),
        (b"null", "not_object"),
        (b'{"a":1,"a":1}', "not_reencoded"),
        (b'{"a":{"b":1,"b":2}}', "not_reencoded"),
        (b'{"a":1,"\\u0061":1}', "not_reencoded"),
        (b'{"b":1,"a":1}', "not_reencoded"),
        (b'{"a": 1}', "not_reencoded"),
        (b'{"a":1}\n', "not_reencoded"),
        (b'{"a":-0}', "not_reencoded"),
        (b'{"a":"\\u0041"}', "not_reencoded"),
        (b'{"a":"\\/"}', "not_reencoded"),
        (b'{"a":"\\u000a"}', "not_reencoded"),
        (b'{"a":"\\u001F"}', "not_reencoded"),
        (b'{"a":"\\u007f"}', "not_reencoded"),
        (b'{"a":"\\u20ac"}', "not_reencoded"),
        (b'{"a":1.0}', "float"),
        (b'{"a":1.5}', "float"),
        (b'{"a":1e3}', "float"),
        (b'{"a":-0.0}', "float"),
        (b'{"a":100000000000000000000000}', "float"),
        (b'{"a":9007199254740992}', "integer_range"),
        (b'{"a":-9007199254740992}', "integer_range"),
        ('{"a":{"tên":1}}'.encode(), "name_not_ascii"),
        (f'{{"a":"{NFD}"}}'.encode(), "not_nfc"),
        ('{"a":"\u0344"}'.encode(), "not_nfc"),
        ('{"a":"\u212b"}'.encode(), "not_nfc"),
        (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "depth"),
        (b'{"a":' + b"[" * 900 + b"]" * 900 + b"}", "depth"),
        (b"[" * 20_000 + b"]" * 20_000, "not_json"),
        (b'{"a":"' + b"x" * 60_000 + b'"}', "too_large"),
    ],
)
def test_bytes_that_break_a_rule_are_refused(data: bytes, reason: str) -> None:
    assert _refusal(data) == reason


@pytest.mark.parametrize(
    ("value", "reason", "pointer"),
    [
        ({"a": [1, {"b/c": 1.5}]}, "float", "/a/1/b~1c"),
        ({"a": float("nan")}, "float", "/a"),
        ({"a": 2**53}, "integer_range", "/a"),
        ({"a": 2**70}, "integer_range", "/a"),
        ({"a": "\ud800"}, "surrogate", "/a"),
        ({"\ud800": 1}, "name_not_ascii", ""),
        ({"họ": 1}, "name_not_ascii", ""),
        ({1: 2}, "type", ""),
        ({"a": date(2026, 1, 1)}, "type", "/a"),
        ({"a": UUID(int=1)}, "type", "/a"),
        ({"a": b"x"}, "type", "/a"),
        ({"a": {1, 2}}, "type", "/a"),
        ({"a": "e\u0301"}, "not_nfc", "/a"),
        ({"a": "x" * 60_000}, "too_large", ""),
    ],
)
def test_values_that_break_a_rule_are_refused_with_their_place(value: Any, reason: str, pointer: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        canonical.encode(value)
    assert (caught.value.reason, caught.value.pointer) == (reason, pointer)


def test_subclasses_are_no_json_values() -> None:
    class Text(str):
        __slots__ = ()

    class Number(int):
        pass

    for value in ({"a": Text("x")}, {"a": Number(1)}, {Text("a"): 1}):
        with pytest.raises(NotCanonical) as caught:
            canonical.encode(value)
        assert caught.value.reason == "type"


def test_limits_hold_to_the_byte_and_to_the_level() -> None:
    assert len(canonical.encode({"a": "x" * (canonical.MAX_BYTES - 8)})) == canonical.MAX_BYTES
    nested: Any = 1
    for _ in range(canonical.MAX_DEPTH - 1):
        nested = [nested]
    assert canonical.decode(canonical.encode({"a": nested})) == {"a": nested}
    with pytest.raises(NotCanonical, match="depth"):
        canonical.encode({"a": [nested]})


def test_combining_mark_after_an_escape_is_admitted_since_no_text_changes_under_nfc() -> None:
    value = {"a": "\n\u0303", "b": "\u001f\u0301"}
    assert canonical.decode(canonical.encode(value)) == value


def test_tuples_are_arrays() -> None:
    assert canonical.encode({"a": (1, (2,))}) == b'{"a":[1,[2]]}'


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        ("arrays", None),
        ("structures", None),
        ("french", "name_not_ascii"),
        ("weird", "name_not_ascii"),
        ("unicode", "not_nfc"),
        ("values", "float"),
    ],
)
def test_jcs_vectors(vectors: Callable[[str], Any], case: str, reason: str | None) -> None:
    vector = vectors("jcs.json")[case]
    output = vector["output"].encode()
    assert output == bytes.fromhex(vector["outhex"]) == rfc8785.dumps(json.loads(vector["input"]))
    if reason is None:
        assert canonical.encode(canonical.decode_value(output)) == output
        with pytest.raises(NotCanonical):
            canonical.decode_value(vector["input"].encode())
    else:
        with pytest.raises(NotCanonical) as caught:
            canonical.decode_value(output)
        assert caught.value.reason == reason


def test_es6_numbers_are_refused_unless_they_are_safe_integers() -> None:
    data = (Path(__file__).parent / "vectors" / "es6-numbers-1000.txt").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687"
    admitted = 0
    for line in data.splitlines():
        text = line.split(b",")[1]
        number = json.loads(text)
        if isinstance(number, int) and abs(number) <= SAFE:
            assert canonical.decode_value(text) == number
            admitted += 1
        else:
            with pytest.raises(NotCanonical) as caught:
                canonical.decode_value(text)
            assert caught.value.reason in ("float", "integer_range")
    assert 0 < admitted < 100
