"""Disclosures: withheld or erased, the act holds; forged, swapped, repeated or missing, it is noticed."""

import base64
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signing import canonical, disclosure
from signing.disclosure import Disclosure
from signing.errors import BadDisclosure

ACT: dict[str, Any] = {
    "format": "socai/act/1",
    "data": {
        "accused": [
            {"person": "p-1", "name": "Nguyễn Văn Đức", "born_on": "1990-02-01"},
            {"person": "p-2", "name": "Trần Thị B", "born_on": None},
        ],
        "place": {"a/b~c": "x"},
    },
}
PATHS = ("/data/accused/0/name", "/data/accused/0/born_on", "/data/accused/1/name", "/data/place/a~1b~0c")


def salt(path: str) -> bytes:
    return hashlib.sha256(path.encode()).digest()[:16]


def concealed() -> tuple[dict[str, Any], tuple[Disclosure, ...]]:
    return disclosure.conceal(ACT, PATHS, salt)


def reason_of(act: dict[str, Any], *disclosures: Disclosure, complete: bool = False) -> str:
    with pytest.raises(BadDisclosure) as caught:
        disclosure.match(act, disclosures, complete=complete)
    return caught.value.reason


def test_personal_members_leave_the_act_and_come_back() -> None:
    act, disclosures = concealed()
    assert act["data"] == {"accused": [{"person": "p-1"}, {"person": "p-2", "born_on": None}], "place": {}}
    assert act["_sd"] == sorted(item.digest.hex() for item in disclosures)
    disclosure.match(act, disclosures, complete=True)
    revealed = disclosure.reveal(act, disclosures)
    assert revealed["data"] == ACT["data"]
    assert canonical.encode(act) == canonical.encode(concealed()[0])


def test_a_disclosure_is_the_canonical_array_of_salt_path_and_value() -> None:
    first = Disclosure(bytes(16), "/data/name", "Đức")
    assert first.encoded == '["AAAAAAAAAAAAAAAAAAAAAA","/data/name","Đức"]'.encode()
    assert first.digest == hashlib.sha256(first.encoded).digest()
    assert disclosure.parse(first.encoded) == first


def test_withheld_members_stay_absent() -> None:
    act, disclosures = concealed()
    revealed = disclosure.reveal(act, disclosures[:1])
    assert revealed["data"]["accused"][0] == {"person": "p-1", "born_on": "1990-02-01"}
    assert "name" not in revealed["data"]["accused"][1]


def test_the_act_given_is_left_alone() -> None:
    before = canonical.encode(ACT)
    act, disclosures = concealed()
    disclosure.reveal(act, disclosures)
    assert canonical.encode(ACT) == before
    assert "name" not in act["data"]["accused"][0]


def test_a_changed_value_salt_or_path_matches_nothing() -> None:
    act, disclosures = concealed()
    one = disclosures[1]
    assert reason_of(act, Disclosure(one.salt, one.path, "Nguyễn Văn An")) == "unmatched"
    assert reason_of(act, Disclosure(bytes(16), one.path, one.value)) == "unmatched"
    assert reason_of(act, Disclosure(one.salt, disclosures[2].path, one.value)) == "unmatched"


def test_another_acts_disclosure_matches_nothing() -> None:
    act, _ = concealed()
    _, others = disclosure.conceal(ACT, PATHS, lambda path: bytes(16))
    assert reason_of(act, *others) == "unmatched"


def test_repeated_and_missing_are_named() -> None:
    act, disclosures = concealed()
    assert reason_of(act, disclosures[0], disclosures[0]) == "repeated"
    assert reason_of(act, *disclosures[1:], complete=True) == "missing"
    disclosure.match(act, disclosures[1:])


def test_two_disclosures_for_one_place_are_refused() -> None:
    act, disclosures = concealed()
    twin = Disclosure(bytes(16), disclosures[0].path, "other")
    act["_sd"] = sorted([*act["_sd"], twin.digest.hex()])
    assert reason_of(act, *disclosures, twin) == "repeated"


def test_a_place_that_is_taken_or_does_not_exist_is_refused() -> None:
    taken = Disclosure(bytes(16), "/data/accused/0/person", "p-9")
    lost = Disclosure(bytes(16), "/data/accused/7/name", "x")
    into_text = Disclosure(bytes(16), "/data/accused/0/person/name", "x")
    act = {**ACT, "_sd": sorted(item.digest.hex() for item in (taken, lost, into_text))}
    assert reason_of(act, taken) == "present"
    assert reason_of(act, lost) == "absent"
    assert reason_of(act, into_text) == "absent"


@pytest.mark.parametrize("path", ["", "/data", "/type", "data/x", "/_sd/0", "/data/a~2b", "/data/a~", "/actor/officer"])
def test_only_pointers_below_data_are_disclosures(path: str) -> None:
    with pytest.raises(BadDisclosure) as caught:
        disclosure.conceal(ACT, [path], salt)
    assert caught.value.reason == "path"
    with pytest.raises(BadDisclosure):
        disclosure.parse(Disclosure(bytes(16), path, "x").encoded)


@pytest.mark.parametrize("path", ["/data/nothing", "/data/accused/00/name", "/data/accused/-1/name", "/data/accused/0"])
def test_a_member_that_is_not_there_cannot_be_concealed(path: str) -> None:
    with pytest.raises(BadDisclosure) as caught:
        disclosure.conceal(ACT, [path], salt)
    assert caught.value.reason == "absent"


@pytest.mark.parametrize(
    "encoded",
    [
        b"",
        b"{}",
        b"[]",
        b'["AAAAAAAAAAAAAAAAAAAAAA","/data/name"]',
        b'["AAAAAAAAAAAAAAAAAAAAAA","/data/name","x","y"]',
        b'[1,"/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAAAA",1,"x"]',
        b'["AAAAAAAAAAAAAAAAAAAAAA==","/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAAAB","/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAAA","/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAA","/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAA++","/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAAAA","/data/name",1.5]',
        b'["AAAAAAAAAAAAAAAAAAAAAA", "/data/name","x"]',
        b'["AAAAAAAAAAAAAAAAAAAAAA","/data/name","e\xcc\x81"]',
    ],
)
def test_malformed_disclosures_are_refused(encoded: bytes) -> None:
    with pytest.raises(BadDisclosure):
        disclosure.parse(encoded)


@pytest.mark.parametrize(
    "digests",
    [
        None,
        "x",
        [1],
        ["00"],
        ["AB" * 32],
        ["zz" * 32],
        ["ab" * 32, "ab" * 32],
        ["bb" * 32, "aa" * 32],
        [" " + "ab" * 32],
    ],
)
def test_digests_must_be_sorted_lowercase_and_distinct(digests: Any) -> None:
    assert reason_of({**ACT, "_sd": digests}) == "malformed"


def test_an_act_without_personal_members_has_an_empty_list() -> None:
    act, disclosures = disclosure.conceal(ACT, (), salt)
    assert act["_sd"] == []
    assert disclosures == ()
    disclosure.match(act, (), complete=True)


@given(st.binary(min_size=16, max_size=16), st.text(st.characters(codec="ascii")), st.none() | st.booleans())
def test_every_disclosure_parses_back(value: bytes, name: str, member: Any) -> None:
    original = Disclosure(value, f"/data/{canonical.escape(name)}", member)
    assert disclosure.parse(original.encoded) == original
    assert base64.urlsafe_b64decode(canonical.decode_value(original.encoded)[0] + "==") == value
