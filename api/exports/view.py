"""What an export is made from: a table with what it answers to, whichever format it is written in."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column. Types: text, int, decimal, date, moment, uuid, bool, texts (several lines).

    A key that begins with "_" stands beside the form: it has no column number there.
    """

    key: str
    label_vi: str
    label_en: str
    type: str


@dataclass(frozen=True, slots=True)
class View:
    """A table as of a position. `rows` gives a fresh iterator at every call, in one fixed order."""

    title_vi: str
    title_en: str
    form_no: str | None  # of the official form
    confirmed: str  # "true", "partial", "false": whether the form was seen
    unit: str  # name, as printed
    superior: str  # name of the unit above, as printed
    period: str
    query: Mapping[str, str]
    position: int
    root: bytes  # of the tree at that position
    recorded_at: datetime | None  # of the act at that position
    rule_set: str
    columns: tuple[ViewColumn, ...]
    rows: Callable[[], Iterator[tuple[Any, ...]]]

    @property
    def numbers(self) -> tuple[str, ...]:
        """What stands in the row of column numbers; "" beside the form."""
        counted = itertools.count(1)
        return tuple("" if column.key.startswith("_") else str(next(counted)) for column in self.columns)
