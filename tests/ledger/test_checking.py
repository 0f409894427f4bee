"""check_stored: one stored act that is right, and one change for every column, each found and named."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from ledger_kit.writing import ORIGIN, Writer

from ledger.batch import Batch, SignedAct, StreamHead
from ledger.checking import Mismatch, check_stored
from ledger.reading import Head, Stored
from signing import canonical
from signing.merkle import EMPTY_ROOT

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def _stored(signed: SignedAct) -> Stored:
    """The row that the ledger writes for an act."""
    before = StreamHead(signed.envelope.version - 1, signed.envelope.previous)
    batch = Batch(Head(0, EMPTY_ROOT, b"", None, 0), {signed.envelope.stream: before}, NOON)
    batch.admit([signed])
    return Stored._make(batch.rows[0])


@pytest.fixture
def row(writer: Writer) -> Stored:
    return _stored(writer.act(uuid4(), 2, b"p" * 32))


def test_a_stored_act_is_what_the_row_says(writer: Writer, row: Stored) -> None:
    body = check_stored(row, ORIGIN)
    assert body == canonical.decode(row.act)
    first = _stored(writer.act(uuid4()))
    assert check_stored(first, ORIGIN)["previous"] is None


def test_offsets_are_the_same_moment(row: Stored) -> None:
    check_stored(row._replace(occurred_at=row.occurred_at.astimezone(UTC)), ORIGIN)
    check_stored(row._replace(recorded_at=row.recorded_at.astimezone()), ORIGIN)


def _flip(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


CHANGES: dict[str, tuple[Callable[[Stored], dict[str, Any]], str]] = {
    "position": (lambda row: {"position": row.position + 1}, "leaf"),
    "stream": (lambda row: {"stream": UUID(int=9)}, "column_stream"),
    "kind": (lambda row: {"kind": "complaint"}, "column_kind"),
    "version": (lambda row: {"version": row.version + 1}, "column_version"),
    "previous": (lambda row: {"previous": b"q" * 32}, "column_previous"),
    "previous removed": (lambda row: {"previous": None}, "column_previous"),
    "type": (lambda row: {"type": "case.closed.v1"}, "column_type"),
    "command_id": (lambda row: {"command_id": UUID(int=9)}, "column_command_id"),
    "occurred_at": (lambda row: {"occurred_at": row.occurred_at + timedelta(microseconds=1)}, "column_occurred_at"),
    "recorded_at": (lambda row: {"recorded_at": row.recorded_at + timedelta(microseconds=1)}, "leaf"),
    "certificate": (lambda row: {"certificate": bytes(32)}, "column_certificate"),
    "act_hash": (lambda row: {"act_hash": _flip(row.act_hash)}, "act_hash"),
    "act": (lambda row: {"act": row.act.replace(b"gian d", b"gian D")}, "act_hash"),
    "act spacing": (lambda row: {"act": row.act.replace(b'":', b'": ', 1)}, "act_not_canonical_not_reencoded"),
    "act cut": (lambda row: {"act": row.act[:-1]}, "act_not_canonical_not_json"),
    "act empty": (lambda row: {"act": b""}, "act_not_canonical_not_json"),
    "signature": (lambda row: {"signature": _flip(row.signature)}, "leaf"),
    "leaf": (lambda row: {"leaf": _flip(row.leaf)}, "leaf"),
}


def test_there_is_a_change_for_every_column() -> None:
    assert {name.split()[0] for name in CHANGES} == set(Stored._fields)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_column_is_named(row: Stored, change: str) -> None:
    changed, what = CHANGES[change]
    with pytest.raises(Mismatch) as mismatch:
        check_stored(row._replace(**changed(row)), ORIGIN)
    assert mismatch.value.what == what
    assert mismatch.value.position == row._replace(**changed(row)).position


def _rewritten(row: Stored, **members: Any) -> Stored:
    """The act with other members, its hash made to fit."""
    act = canonical.encode(canonical.decode(row.act) | members)
    return row._replace(act=act, act_hash=hashlib.sha256(act).digest())


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"format": "socai/act/2"}, "act_malformed"),
        ({"more": 1}, "act_malformed"),
        ({"occurred_at": "yesterday"}, "act_malformed"),
        ({"occurred_at": 1}, "act_malformed"),
        ({"actor": None}, "act_malformed"),
        ({"actor": {}}, "act_malformed"),
        ({"ledger": "another.example"}, "act_of_another_ledger"),
        ({"stream": str(UUID(int=9))}, "column_stream"),
        ({"version": 3}, "column_version"),
        ({"version": "2"}, "column_version"),
        ({"previous": None}, "column_previous"),
        ({"command_id": None}, "column_command_id"),
        ({"kind": "complaint"}, "column_kind"),
        ({"type": "case.closed.v1"}, "column_type"),
        ({"occurred_at": "2026-10-07T08:30:00"}, "column_occurred_at"),
        ({"occurred_at": "2026-10-07T08:30:00Z"}, "column_occurred_at"),
        ({"actor": {"certificate": "00" * 32}}, "column_certificate"),
        ({"law": []}, "leaf"),
    ],
)
def test_rewritten_bytes_with_their_own_hash_are_named(row: Stored, members: dict[str, Any], what: str) -> None:
    with pytest.raises(Mismatch) as mismatch:
        check_stored(_rewritten(row, **members), ORIGIN)
    assert mismatch.value.what == what


def test_bytes_that_are_no_object(row: Stored) -> None:
    with pytest.raises(Mismatch) as mismatch:
        check_stored(row._replace(act=b"[]"), ORIGIN)
    assert mismatch.value.what == "act_not_canonical_not_object"


def test_an_act_of_another_ledger(row: Stored) -> None:
    with pytest.raises(Mismatch) as mismatch:
        check_stored(row, "another.example")
    assert mismatch.value.what == "act_of_another_ledger"


def test_an_act_signed_with_another_key_has_another_leaf(writer: Writer, row: Stored) -> None:
    signed = writer.act(uuid4())
    other = signed._replace(signature=b"other", signature_hash=hashlib.sha256(b"other").digest())
    with pytest.raises(Mismatch) as mismatch:
        check_stored(_stored(signed)._replace(signature=_stored(other).signature), ORIGIN)
    assert mismatch.value.what == "leaf"
