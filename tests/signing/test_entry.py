"""Entries: formatted and matched by hand, and always what canonical JSON would say."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signing import canonical, entry
from signing.entry import Entry
from signing.errors import NotCanonical

hashes = st.binary(min_size=32, max_size=32)
moments = st.datetimes(min_value=datetime(1, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: f"{moment:%m-%dT%H:%M:%S.%fZ}".join((f"{moment.year:04d}-", ""))
)
entries = st.builds(Entry, st.integers(1, 2**53 - 1), hashes, hashes, hashes, moments)
ONE = Entry(1, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, "2026-01-31T23:59:59.000001Z")


@given(entries)
def test_bytes_are_canonical_and_parse_back(value: Entry) -> None:
    data = value.encode()
    assert data == canonical.encode(
        {
            "format": "socai/entry/1",
            "position": value.position,
            "act": value.act.hex(),
            "signature": value.signature.hex(),
            "certificate": value.certificate.hex(),
            "recorded_at": value.recorded_at,
        }
    )
    assert entry.parse(data) == value


@given(entries, st.binary(min_size=1, max_size=2), st.integers(min_value=0))
def test_changed_bytes_are_refused_or_stand_for_themselves(value: Entry, noise: bytes, place: int) -> None:
    data = value.encode()
    at = place % len(data)
    changed = data[:at] + noise + data[at + 1 :]
    try:
        parsed = entry.parse(changed)
    except NotCanonical:
        return
    assert parsed.encode() == changed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"position":1,', b'"position":0,'),
        (b'"position":1,', b'"position":01,'),
        (b'"position":1,', b'"position":-1,'),
        (b'"position":1,', b'"position":1.0,'),
        (b'"position":1,', b'"position":9007199254740992,'),
        (b'"position":1,', b'"position":1, '),
        (b"socai/entry/1", b"socai/entry/2"),
        (b"0101", b"010"),
        (b"0202", b"02AB"),
        (b"2026-01-31", b"2026-02-31"),
        (b"23:59:59", b"24:00:00"),
        (b"000001Z", b"00000.Z"),
        (b"000001Z", b"000001+"),
        (b"}", b"}\n"),
    ],
)
def test_other_spellings_are_refused(old: bytes, new: bytes) -> None:
    data = ONE.encode()
    assert old in data
    with pytest.raises(NotCanonical):
        entry.parse(data.replace(old, new, 1))


@pytest.mark.parametrize(
    "values",
    [
        (0, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, ONE.recorded_at),
        (2**53, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, ONE.recorded_at),
        (1, b"\x01" * 31, b"\x02" * 32, b"\x03" * 32, ONE.recorded_at),
        (1, b"\x01" * 32, b"", b"\x03" * 32, ONE.recorded_at),
        (1, b"\x01" * 32, b"\x02" * 32, b"\x03" * 33, ONE.recorded_at),
        (1, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, "2026-01-31T23:59:59Z"),
        (1, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, "2026-01-31T23:59:59.000001+00:00"),
        (1, b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, "٢٠٢٦-01-31T23:59:59.000001Z"),
    ],
)
def test_values_that_no_entry_holds_are_refused(values: tuple[int, bytes, bytes, bytes, str]) -> None:
    with pytest.raises(NotCanonical):
        Entry(*values)
