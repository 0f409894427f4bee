"""The act as JSON: what goes in comes out, and every other shape of the envelope is refused by name."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_kit.writing import ORIGIN, Writer

from ledger import format as act_format
from ledger.errors import MalformedAct
from ledger.format import LAW, MEMBERS, Envelope, decode, encode, parse_hash, parse_uuid
from signing import canonical, disclosure
from signing.errors import BadDisclosure, NotCanonical

STREAM, COMMAND = UUID(int=1 << 80), UUID(int=2 << 80)
TEXTS = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def _act(**changed: Any) -> dict[str, Any]:
    act: dict[str, Any] = dict.fromkeys(LAW) | {
        "format": "socai/act/1",
        "ledger": ORIGIN,
        "stream": str(STREAM),
        "version": 2,
        "previous": "ab" * 32,
        "command_id": str(COMMAND),
        "_sd": [],
    }
    return act | changed


@given(
    version=st.integers(1, 2**31 - 1),
    previous=st.binary(min_size=32, max_size=32),
    stream=st.uuids(),
    command=st.uuids(),
    ledger=TEXTS.filter(bool),
    law=st.fixed_dictionaries(dict.fromkeys(LAW, JSON)),
)
def test_what_is_encoded_is_decoded(
    version: int, previous: bytes, stream: UUID, command: UUID, ledger: str, law: dict[str, Any]
) -> None:
    envelope = Envelope(ledger, stream, version, None if version == 1 else previous, command)
    data, disclosures = encode(envelope, law, (), lambda path: bytes(16))
    decoded, act = decode(data)
    assert decoded == envelope
    assert {name: act[name] for name in LAW} == law
    assert (disclosures, act["_sd"]) == ((), [])
    assert canonical.encode(act) == data
    assert json.loads(data) == act


def test_the_bytes_are_those_of_the_format(writer: Writer) -> None:
    data, _ = encode(Envelope("x", STREAM, 1, None, COMMAND), dict.fromkeys(LAW, 0), (), lambda path: bytes(16))
    assert data == (
        b'{"_sd":[],"actor":0,"command_id":"00000000-0002-0000-0000-000000000000","data":0,"documents":0,'
        b'"format":"socai/act/1","kind":0,"law":0,"ledger":"x","links":0,"occurred_at":0,"precision":0,"previous":null,'
        b'"rule_set":0,"stream":"00000000-0001-0000-0000-000000000000","type":0,"version":1}'
    )


def test_personal_members_stand_outside_the_bytes(writer: Writer) -> None:
    person = {"person": str(uuid4()), "label": "bị can 1", "name": "Nguyễn Thị Ánh", "address": "Hà Nội"}
    body = writer.body(data={"accused": [person]})
    salts = {"/data/accused/0/name": b"n" * 16, "/data/accused/0/address": b"a" * 16}
    data, disclosures = encode(Envelope(ORIGIN, STREAM, 1, None, COMMAND), body, salts, salts.__getitem__)
    assert "Ánh".encode() not in data
    assert "Hà Nội".encode() not in data
    assert {item.path: item.salt for item in disclosures} == salts
    _, act = decode(data)
    assert act["_sd"] == sorted(item.digest.hex() for item in disclosures)
    assert disclosure.reveal(act, disclosures)["data"] == body["data"]
    with pytest.raises(BadDisclosure):
        encode(Envelope(ORIGIN, STREAM, 1, None, COMMAND), body, ["/data/absent"], lambda path: bytes(16))


def test_text_that_is_not_nfc_is_refused(writer: Writer) -> None:
    body = writer.body(data={"facts": "Nguye\u0302\u0303n"})
    with pytest.raises(NotCanonical) as refused:
        encode(Envelope(ORIGIN, STREAM, 1, None, COMMAND), body, (), lambda path: bytes(16))
    assert (refused.value.reason, refused.value.pointer) == ("not_nfc", "/data/facts")


@pytest.mark.parametrize("name", sorted(MEMBERS))
def test_a_member_that_is_missing_is_named(name: str) -> None:
    act = _act()
    del act[name]
    with pytest.raises(MalformedAct) as malformed:
        decode(canonical.encode(act))
    assert malformed.value.pointer == f"/{name}"


@pytest.mark.parametrize("name", ["extra", "Version", "_sd2"])
def test_a_member_that_is_unknown_is_named(name: str) -> None:
    with pytest.raises(MalformedAct) as malformed:
        decode(canonical.encode(_act(**{name: 1})))
    assert malformed.value.pointer == f"/{name}"


WRONG = [
    *(("format", value) for value in ("socai/act/2", "", None, 1, ["socai/act/1"])),
    *(("ledger", value) for value in ("", None, 1, ["x"], {})),
    *(("version", value) for value in (0, -1, 2**31, "2", None, True, [2])),
    *(("previous", value) for value in (None, "", "ab" * 31, "AB" * 32, "ab" * 33, "xy" * 32, 1, f"  {'ab' * 31}")),
    *(("stream", value) for value in ("", None, 1, str(STREAM).upper() + "x", STREAM.hex, f"{{{STREAM}}}", [1])),
    *(("command_id", value) for value in (None, 7, STREAM.hex, f"urn:uuid:{STREAM}", "x" * 36, {})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_member_of_the_wrong_shape_is_named(name: str, value: Any) -> None:
    with pytest.raises(MalformedAct) as malformed:
        decode(canonical.encode(_act(**{name: value})))
    assert malformed.value.pointer == f"/{name}"


def test_only_a_first_act_has_no_previous() -> None:
    for wrong in ({"version": 1}, {"version": 2, "previous": None}):
        with pytest.raises(MalformedAct) as malformed:
            decode(canonical.encode(_act(**wrong)))
        assert malformed.value.pointer == "/previous"


@given(name=st.sampled_from(["format", "ledger", "version", "previous", "stream", "command_id"]), value=JSON)
def test_whatever_stands_in_the_envelope_nothing_but_our_error_comes_out(name: str, value: Any) -> None:
    data = canonical.encode(_act(**{name: value}))
    try:
        envelope, act = decode(data)
    except MalformedAct as malformed:
        assert malformed.pointer in (f"/{name}", "/previous")  # noqa: PT017 - a property: either outcome may be right
    else:
        again = encode(envelope, act, (), lambda path: bytes(16))[0]
        assert again == data


@given(st.binary(max_size=200))
def test_bytes_that_are_no_act(data: bytes) -> None:
    with pytest.raises((NotCanonical, MalformedAct)):
        decode(data)


@pytest.mark.parametrize("data", [b"[]", b"1", b"null", b'"x"', b"{}", b'{"a":1,"a":1}', b'{ "a":1}', b'{"a":1.0}'])
def test_json_that_is_no_act(data: bytes) -> None:
    with pytest.raises((NotCanonical, MalformedAct)):
        decode(data)


@given(st.text(max_size=70) | st.from_regex(r"[0-9a-fA-F \t_-]{60,68}", fullmatch=True))
def test_a_hash_or_uuid_has_one_spelling(text: str) -> None:
    for parse, again in ((parse_hash, bytes.hex), (parse_uuid, str)):
        try:
            value = parse(text, "/x")
        except MalformedAct:
            continue
        assert again(value) == text  # type: ignore[arg-type]


@given(st.binary(min_size=32, max_size=32), st.uuids())
def test_a_hash_and_a_uuid(value: bytes, name: UUID) -> None:
    assert parse_hash(value.hex(), "/x") == value
    assert parse_uuid(str(name), "/x") == name


def test_a_recorded_moment_is_utc_to_the_microsecond() -> None:
    moment = datetime(2026, 1, 1, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=7)))
    assert act_format.recorded_text(moment) == "2025-12-31T20:04:05.000006Z"
