"""A form as somebody else has it, laid beside the same form computed from the acts: cell by cell.

The sheet may have headings above it, other columns beside it, and its rows in any order. Rows are known by their codes
or by their labels, columns by the numbers or the names in the headings, both without regard to case, diacritics and
punctuation; where no heading is understood and there are just as many columns of figures as the form has, they are
taken in its order. What is not understood is said, never guessed.

    equal            the same as the system value and as the adjusted value
    equal_adjusted   the same as the adjusted value alone
    differs          another figure
    missing          the sheet has no such row or column, or nothing there
    not_understood   what stands there is no whole number
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from projections.statistics.adjusted import Both
from projections.statistics.count import Line
from projections.statistics.sheets import BadSheet, Grid

Outcome = Literal["equal", "equal_adjusted", "differs", "missing", "not_understood"]
OUTCOMES: tuple[Outcome, ...] = ("equal", "equal_adjusted", "differs", "missing", "not_understood")
NOTHING = frozenset(("", "-", "–", "—", "x", "X"))  # cells that hold no figure
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,\s\u00a0\u202f])\d{3})(?:\1\d{3})*")
_WHOLE = re.compile(r"-?\d{1,15}(?:[.,]0+)?")
_ENUMERATED = re.compile(r"\(?[\d.,a-z]{1,4}\)|['–+*•.\s-]+")
_PRINTED = re.compile(r"\([^()]*\d[^()]*\)\s*$")  # an identity printed behind a label: "(6=1+2+3)"


class Compared(NamedTuple):
    """One cell in both."""

    line: str
    label_vi: str
    column: str
    system: int
    adjusted: int
    found: int | None
    text: str  # as it stands in the sheet
    outcome: Outcome

    @property
    def difference(self) -> int | None:
        """The sheet's figure less the system value."""
        return None if self.found is None else self.found - self.system


class Unknown(NamedTuple):
    """A row of the sheet with figures that is none of the form's."""

    row: int  # in the sheet, from 1
    text: str


@dataclass(frozen=True)
class Reconciled:
    """A sheet laid beside a form."""

    both: Both
    cells: tuple[Compared, ...]
    unknown: tuple[Unknown, ...]
    columns: Mapping[str, int]  # by key, the column of the sheet from 1

    def count(self, outcome: Outcome) -> int:
        """How many cells came out so."""
        return sum(1 for cell in self.cells if cell.outcome == outcome)


def reconcile(sheets: Sequence[Grid], both: Both) -> Reconciled:
    """Every figure of the form beside what the file has for it, in the sheet that has most rows of the form.

    Raises: BadSheet when it has no row of the form, or no column.
    """
    grid = max(sheets, key=lambda each: len(_rows(each, both)[0]))
    lines, first = _rows(grid, both)
    if not lines:
        raise BadSheet("no_rows_of_the_form")
    columns = _columns(grid, first, both, lines)
    if not columns:
        raise BadSheet("no_columns_of_the_form")
    by_code = {line.code: row for row, line in lines.items()}
    figures = [
        _compared(both, line, column.key, cell.value, _at(grid, by_code.get(line.code), columns.get(column.key)))
        for line in both.lines
        for column, cell in zip(both.filled.form.columns, line.cells, strict=True)
        if cell.value is not None
    ]
    return Reconciled(
        both, tuple(figures), tuple(_unknown(grid, first, lines, columns)),
        {key: place + 1 for key, place in columns.items()},
    )  # fmt: skip


def folded(text: str) -> str:
    """Without case, diacritics and punctuation: "Tố giác, tin báo" is "to giac tin bao"."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = (letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def number(value: Any) -> int | None:
    """The whole number in a cell; Vietnamese "1.234" is 1234, as is "1,234". None when it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else None
    text = str(value).strip().replace("−", "-")
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[^\d-]", "", text))
    return int(re.split(r"[.,]", text)[0]) if _WHOLE.fullmatch(text) else None


def _compared(both: Both, line: Line, column: str, system: int, value: Any) -> Compared:
    adjusted = system + both.difference(line.code, column)
    text = "" if value is None else str(value).strip()
    found = None if text in NOTHING else number(value)
    outcome: Outcome
    if text in NOTHING:
        outcome = "missing"
    elif found is None:
        outcome = "not_understood"
    elif found == adjusted:
        outcome = "equal" if adjusted == system else "equal_adjusted"
    else:
        outcome = "differs"
    return Compared(line.code, line.label_vi, column, system, adjusted, found, text, outcome)


def _at(grid: Grid, row: int | None, column: int | None) -> Any:
    if row is None or column is None or column >= len(grid[row]):
        return None
    return grid[row][column]


def _text(value: Any) -> str:
    """A code or a label as text; a program may have made a number of the code 1."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _rows(grid: Grid, both: Both) -> tuple[dict[int, Line], int]:
    """The sheet's rows that are lines of the form, and where the first of them stands.

    Labels are trusted first; the column of codes is the one that agrees with most of them. A row whose code and label
    name two different lines is none of them, and so is a second row of the same line.
    """
    codes = {line.code.casefold(): line for line in both.lines if line.code}
    codes |= {line.code.rpartition("/")[2].casefold(): line for line in both.lines if "/" in line.code}
    usable = [row for row in range(len(grid)) if not _counts_columns(grid[row])]
    labelled = max(_read_as(grid, usable, _labels(both), _label_at), key=_distinct, default={})
    coded = max(
        _read_as(grid, usable, codes, _code_at), default={},
        key=lambda found: (sum(labelled.get(row) == line for row, line in found.items()), _distinct(found)),
    )  # fmt: skip
    told = [labelled[row] == line for row, line in coded.items() if row in labelled]
    if labelled and told.count(True) <= told.count(False):
        coded = {}  # figures that happen to look like codes
    lines: dict[int, Line] = {}
    named: set[str] = set()
    for row in sorted({*labelled, *coded}):
        by_label, by_code = labelled.get(row), coded.get(row)
        line = by_label or by_code
        if line is None or line.code in named or (by_label and by_code and by_label.code != by_code.code):
            continue
        lines[row] = line
        named.add(line.code)
    return lines, min(lines, default=0)


def _read_as(
    grid: Grid, usable: Sequence[int], known: Mapping[str, Line], how: Callable[[Grid, int, int], str]
) -> Iterator[dict[int, Line]]:
    """For each column of the sheet, its rows that name a line."""
    for column in range(max(map(len, grid), default=0)):
        yield {row: known[key] for row in usable if (key := how(grid, row, column)) in known}


def _distinct(rows: Mapping[int, Line]) -> int:
    return len({line.code for line in rows.values()})


def _labels(both: Both) -> dict[str, Line]:
    """Lines by folded label; a label that two lines share names neither."""
    found: dict[str, Line] = {}
    twice = set()
    for line in both.lines:
        said = (line.label_vi, line.label_en)
        for label in {folded(text) for text in (*said, *(_PRINTED.sub("", each) for each in said))} - {""}:
            if label in found and found[label].code != line.code:
                twice.add(label)
            found[label] = line
    return {label: line for label, line in found.items() if label not in twice}


def _code_at(grid: Grid, row: int, column: int) -> str:
    text = _text(grid[row][column]) if column < len(grid[row]) else ""
    return re.sub(r"^(điều|dieu)\s+", "", text.casefold()).strip("(). ")


def _label_at(grid: Grid, row: int, column: int) -> str:
    text = _text(grid[row][column]) if column < len(grid[row]) else ""
    return folded(_PRINTED.sub("", _ENUMERATED.sub("", text, count=1) if text[:1] in "'-–+*•(" else text))


def _counts_columns(row: Sequence[Any]) -> bool:
    """Whether the row numbers the columns: (1), (2), (3), ..."""
    numbers = [number(_text(value).strip("()")) for value in row if _text(value)]
    known = [found for found in numbers if found is not None]
    return len(known) >= 3 and len(known) == len(numbers) and known == list(range(known[0], known[0] + len(known)))


def _columns(grid: Grid, first: int, both: Both, lines: Mapping[int, Line]) -> dict[str, int]:
    """The sheet's column of each column of the form, from 0."""
    form = both.filled.form
    headings = grid[:first]
    if form.kind == "matrix":
        for row in headings:
            if _counts_columns(row):
                numbered = {str(number(_text(value).strip("()"))): at for at, value in enumerate(row) if _text(value)}
                return {column.key: numbered[column.key] for column in form.columns if column.key in numbered}
    names = {
        column.key: _names(column.group_vi, column.label_vi, column.label_en)
        | {folded(column.key), folded(f"c_{column.key}")}
        for column in form.columns
    }
    found: dict[str, int] = {}
    for at, heading in enumerate(_headings(headings)):
        fitting = [key for key, known in names.items() if known & heading]
        if len(fitting) == 1 and fitting[0] not in found:
            found[fitting[0]] = at
    if found:
        return found
    figures = [at for at in range(max(map(len, grid))) if _is_figures(grid, at, lines)]
    return (
        {column.key: at for column, at in zip(form.columns, figures, strict=True)}
        if len(figures) == len(form.columns)
        else {}
    )


def _names(group: str, label: str, label_en: str) -> frozenset[str]:
    if group:
        return frozenset((folded(f"{group} {label}"),))
    return frozenset(filter(None, (folded(label), folded(label_en))))


def _headings(rows: Grid) -> Iterator[frozenset[str]]:
    """For each column what stands above it: each heading, and each with the one above it, across merged cells."""
    filled = []
    for row in rows:
        last, across = "", []
        for value in row:
            last = _text(value) or last
            across.append((_text(value), last))
        filled.append(across)
    for at in range(max((len(row) for row in rows), default=0)):
        own = [row[at][0] for row in filled if at < len(row)]
        above = [row[at][1] for row in filled if at < len(row)]
        pairs = [f"{group} {label}" for place, label in enumerate(own) for group in above[:place] if label]
        yield frozenset(filter(None, (folded(text) for text in (*own, *pairs))))


def _is_figures(grid: Grid, column: int, lines: Mapping[int, Line]) -> bool:
    """Whether the rows of the form have figures in a column that are not their codes."""
    values = [(_text(grid[row][column]), line.code) for row, line in lines.items() if column < len(grid[row])]
    told = [(text, code) for text, code in values if text not in NOTHING]
    return bool(told) and all(number(text) is not None for text, _ in told) and any(text != code for text, code in told)


def _unknown(grid: Grid, first: int, lines: Mapping[int, Line], columns: Mapping[str, int]) -> Iterator[Unknown]:
    for row in range(first, len(grid)):
        if row in lines or _counts_columns(grid[row]):
            continue
        if any(number(value) is not None for at in columns.values() if (value := _at(grid, row, at)) not in (None, "")):
            yield Unknown(row + 1, " | ".join(filter(None, map(_text, grid[row])))[:200])
