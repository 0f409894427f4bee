"""Rows written by hand in the binary COPY format are the rows that the driver would have written."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from projections_kit.house import House

from projections.binary import ENCODERS, SIGNATURE, TRAILER, RowEncoder, positions_of

A = UUID("0197a3c0-0000-7000-8000-000000000001")
VALUES: dict[str, list[Any]] = {
    "int8": [0, 1, -1, 2**63 - 1, -(2**63), None],
    "text": ["", "Nguyễn Văn Đức", "a\tb\\n\n", "𠀋", None],
    "bool": [True, False, None],
    "date": [date(2000, 1, 1), date(1945, 9, 2), date(9999, 12, 31), date(1, 1, 1), None],
    "timestamptz": [
        datetime(2000, 1, 1, tzinfo=UTC), datetime(2026, 11, 24, 6, 0, 0, 1, tzinfo=UTC),
        datetime(1945, 9, 2, 7, 59, 59, 999_999, tzinfo=UTC), None,
    ],
    "uuid": [A, UUID(int=0), None],
    "int8[]": [(), (1,), (1, -2, 3), None],
    "text[]": [(), ("", "hai, {ba}", '"'), None],
    "uuid[]": [(), (A, UUID(int=7)), None],
}  # fmt: skip


def test_every_type_of_a_column_is_tried() -> None:
    assert VALUES.keys() == ENCODERS.keys()


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_written_is_read_back(house: House, kind: str) -> None:
    connection = house.connect()
    connection.execute(
        f"CREATE TEMP TABLE written (stream uuid, value {kind}, acts bytea, seen_from int8, seen_until int8)"
    )
    encoder = RowEncoder([kind], acts=True)
    rows = [
        (UUID(int=number), (value,), (2**40 + number,), number, number or None)
        for number, value in enumerate(VALUES[kind])
    ]
    with connection.cursor() as cursor, cursor.copy("COPY written FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(SIGNATURE + b"".join(encoder.encode(stream, [version])[0] for stream, *version in rows) + TRAILER)
    stored = connection.execute("SELECT * FROM written ORDER BY stream").fetchall()
    assert [(*row[:2], positions_of(row[2]), *row[3:]) for row in stored] == [
        (stream, list(value) if isinstance(value, tuple) else value, acts, since, until)
        for stream, (value,), acts, since, until in rows
    ]
