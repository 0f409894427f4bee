"""Acts read from their bytes in one go are those read from their JSON, and what is refused there is refused here."""

import copy
import gzip
import json
from pathlib import Path

import pytest

from domain.errors import NotAnAct
from domain.kernel.coding import act_from_json, act_from_signed

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.jsonl.gz"))
WRONG = (
    None,
    True,
    0,
    -1,
    1.5,
    2**53,
    "",
    "x",
    "\u0110",
    "5",
    "2026-02-30",
    "2026-01-24T03:19:03+07:00",
    [],
    ["x"],
    {},
    {"x": 1},
)


def bodies():
    """The acts of the published cases, one of each type."""
    found = {}
    for path in GOLDEN:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found |= {body["type"]: body for body in (json.loads(line)["act"] for line in lines)}
    return list(found.values())


def signed(body):
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read(body):
    try:
        return act_from_json(body)
    except NotAnAct:
        return None


def places(value, path=()):
    """Every place in JSON, by its path."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


def changed(body, path, change):
    """The body with what stands in one place changed."""
    other = copy.deepcopy(body)
    part = other
    for step in path[:-1]:
        part = part[step]
    change(part, path[-1])
    return other


@pytest.mark.parametrize("body", bodies(), ids=lambda body: body["type"])
class TestSigned:
    def test_the_act_is_the_same(self, body):
        assert act_from_signed(signed(body)) == act_from_json(body)

    def test_members_of_the_ledger_are_not_looked_at(self, body):
        envelope = {"_sd": ["x"], "version": 3, "type_": 1, "previous": None}
        assert act_from_signed(signed(envelope | body)) == act_from_json(body)

    def test_with_another_value_in_any_place_both_say_the_same(self, body):
        for path in places(body):
            for value in WRONG:
                other = changed(body, path, lambda part, key, value=value: part.__setitem__(key, value))
                assert agree(other), (path, value)

    def test_with_any_member_left_out_or_added_both_say_the_same(self, body):
        for path in places(body):
            assert agree(changed(body, path, lambda part, key: part.__delitem__(key))), path
            if isinstance(path[-1], str) and len(path) > 1:
                assert agree(changed(body, path, lambda part, key: part.__setitem__("surprise", 1))), path


def agree(body):
    """Whether both readings take the body, to the same act, or both refuse it."""
    return act_from_signed(signed(body)) == read(body)


@pytest.mark.parametrize("wrong", [b"", b"{", b"[]", b"null", b"\xff", b'{"type":"case.opened.v1"}', b'{"type":1}'])
def test_bytes_that_are_no_act(wrong):
    assert act_from_signed(wrong) is None
