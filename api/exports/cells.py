"""Cells and rows: one value in each form that the formats need, and a running hash over all rows of an export.

The content hash is SHA-256 over the rows in order, each as its plain values in a JSON array followed by a line feed. It
is the same in every format, so two files of different formats hold the same rows when it is the same.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson

from api.exports.view import View
from domain.kernel.calendar import VIETNAM

Progress = Callable[[int], None]  # is told how many rows are written

EVERY = 500  # rows between two words of progress


def silent(rows: int) -> None:
    """Tells nobody."""


class Tally:
    """What was written: rows and their hash, complete when the last row was."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = hashlib.sha256()

    @property
    def content(self) -> str:
        """SHA-256, lowercase hex."""
        return self._hash.hexdigest()

    def plain_rows(self, view: View, progress: Progress = silent) -> Iterator[list[Any]]:
        """The rows of a view in plain values, counted and hashed as they pass."""
        width = len(view.columns)
        for row in view.rows():
            if len(row) != width:
                raise ValueError(f"a row of {len(row)} cells in a table of {width} columns")
            cells = [plain(value) for value in row]
            self._hash.update(orjson.dumps(cells))
            self._hash.update(b"\n")
            self.rows += 1
            if self.rows % EVERY == 0:
                progress(self.rows)
            yield cells
        progress(self.rows)


def plain(value: Any) -> Any:
    """A cell as a JSON value: moments in the time of Viet Nam with its offset, decimals and UUIDs as text."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def line_of(value: Any) -> str:
    """A plain value as the text of a cell for programs; several texts stand on a line each."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(line_of(item) for item in value)
    return str(value)


def shown(value: Any, type_: str) -> str:
    """A plain value as it is printed in Viet Nam: 03/02/2026, decimal comma."""
    if value is None:
        return ""
    if type_ == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if type_ == "moment":
        return f"{datetime.fromisoformat(value):%d/%m/%Y %H:%M}"
    if type_ == "decimal":
        return str(value).replace(".", ",")
    if type_ == "bool":
        return "có" if value else "không"
    return line_of(value)
