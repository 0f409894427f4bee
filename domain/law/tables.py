"""Tables of the law that come as data files: read once at import, and refused whole when a row cannot stand."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import Any, Protocol


class BadTable(ValueError):
    """Rows that cannot stand. One error names them all."""

    def __init__(self, table: str, problems: Iterable[str]) -> None:
        super().__init__(f"{table}: " + "; ".join(problems))


class Dated(Protocol):
    """A row with its validity."""

    @property
    def since(self) -> date | None:
        """First day; None: before the table begins."""

    @property
    def until(self) -> date | None:
        """Last day; None: still in force."""


def read(package: str, name: str) -> Any:
    """The content of a JSON file that lies beside the code of `package`."""
    return json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def day(text: str | None) -> date | None:
    """A day as the tables write it; None where the row names none."""
    return date.fromisoformat(text) if text else None


def in_force(row: Dated, on: date) -> bool:
    """Whether `row` is valid on a day."""
    return (row.since is None or row.since <= on) and (row.until is None or on <= row.until)


def period_problems(name: str, rows: Iterable[Dated]) -> Iterator[str]:
    """What is wrong with the validity of rows that say the same thing of different times: each overlap and each gap."""
    ordered = sorted(rows, key=lambda row: row.since or date.min)
    for row in ordered:
        if row.since and row.until and row.until < row.since:
            yield f"{name} since {row.since}: ends before it begins"
    for earlier, later in pairwise(ordered):
        if earlier.until is None or later.since is None or later.since <= earlier.until:
            yield f"{name} since {later.since}: overlaps the row before it"
        elif later.since != earlier.until + timedelta(days=1):
            yield f"{name} since {later.since}: gap after {earlier.until}"
