"""Files of figures read as grids of texts and numbers: XLSX, and CSV in the shapes that office programs write.

A file is read in memory and kept nowhere. What is no such file, or unpacks to far more than a form can be, is refused
by name.
"""

import csv
import io
import zipfile
from typing import Any

import python_calamine

Grid = list[list[Any]]  # str, int, float, bool, date or None a cell

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_UNPACKED = 20, 5_000, 300, 40_000_000
ZIP, OLD_XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS = ";\t,|"


class BadSheet(ValueError):
    """A file that is no sheet of figures. `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(data: bytes) -> tuple[Grid, ...]:
    """The sheets of the file, in order. Raises: BadSheet."""
    if not data:
        raise BadSheet("empty")
    if data.startswith(OLD_XLS):
        raise BadSheet("old_xls")
    grids = _xlsx(data) if data.startswith(ZIP) else (_csv(data),)
    if any(len(grid) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in grid) for grid in grids):
        raise BadSheet("too_many_cells")
    return grids


def _xlsx(data: bytes) -> tuple[Grid, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise BadSheet("too_many_cells")
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        if not book.sheet_names or len(book.sheet_names) > MOST_SHEETS:
            raise BadSheet("no_sheet" if not book.sheet_names else "too_many_cells")
        return tuple(_grid(book.get_sheet_by_index(index)) for index in range(len(book.sheet_names)))
    except (zipfile.BadZipFile, python_calamine.CalamineError, OSError, ValueError) as error:
        if isinstance(error, BadSheet):
            raise
        raise BadSheet("not_xlsx") from error


def _grid(sheet: python_calamine.CalamineSheet) -> Grid:
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise BadSheet("too_many_cells")
    return [list(row) for row in sheet.to_python(skip_empty_area=False)]


def _csv(data: bytes) -> Grid:
    text = _decoded(data)
    if "\0" in text:
        raise BadSheet("not_csv")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise BadSheet("empty")
    delimiter = max(DELIMITERS, key=lambda each: sum(1 for line in lines if each in line))
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise BadSheet("not_csv") from error


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise BadSheet("not_utf8") from None
