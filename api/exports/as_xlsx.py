"""XLSX: sheets of rows, a sheet that says what they answer to, and a sheet for texts longer than a cell may be.

Rows are written as they come, so memory does not grow with them. Text is always written as text: nothing in a cell is
ever taken for a formula, a link or a number. More rows than a sheet may have go on in the next sheet.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any, BinaryIO

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from api.exports.cells import Progress, Tally, line_of, silent
from api.exports.label import Label, NotAnExport, head_of, label_of, tail_of
from api.exports.spool import spooled
from api.exports.view import View

MARK = "socai:"
ABOUT, DATA, LONG = "Thông tin", "Dữ liệu", "Văn bản dài"
SHEET_ROWS = 1_048_576 - 3  # below the three rows of a header
CELL_CHARACTERS = 16_000  # a cell may have 32,767 UTF-16 units
EXACT = 15  # digits that a number in a sheet keeps
FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets do not agree on the calendar
NEVER = datetime(1980, 1, 1)  # of a file that speaks for no act

WIDTHS = {"text": 32, "int": 9, "decimal": 12, "date": 12, "moment": 17, "uuid": 38, "bool": 8, "texts": 40}
MEMBERS = {
    "title_vi": "Tên",
    "title_en": "Title",
    "form_no": "Mẫu sổ / Form",
    "confirmed": "Mẫu đã xác nhận / Form confirmed",
    "superior": "Cơ quan cấp trên / Superior unit",
    "unit": "Đơn vị / Unit",
    "period": "Kỳ / Period",
}
LABEL = {
    "position": "Vị trí trong sổ cái / Ledger position",
    "root": "Gốc cây Merkle / Root",
    "rule_set": "Bộ quy tắc / Rule set",
    "recorded_at": "Thời điểm ghi nhận / Recorded at",
    "rows": "Số dòng / Rows",
    "content": "Mã băm nội dung / Content (SHA-256)",
}


def chunks(view: View, progress: Progress = silent) -> Iterator[bytes]:
    """The file, once it is complete."""
    return spooled(partial(write, view, progress))


def write(view: View, progress: Progress, file: BinaryIO, *, sheet_rows: int = SHEET_ROWS) -> None:
    """Writes the workbook."""
    tally = Tally()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        moment = view.recorded_at.replace(tzinfo=None, microsecond=0) if view.recorded_at else NEVER
        book.set_properties({"title": view.title_vi, "subject": view.title_en, "created": moment})
        about = book.add_worksheet(ABOUT)
        sheets = _Sheets(book, view, sheet_rows)
        for row in tally.plain_rows(view, progress):
            sheets.add(row)
        _write_about(book, about, view, head_of(view) | tail_of(tally))
        sheets.first.activate()


def read(file: BinaryIO) -> Label:
    """The label of a workbook, from its sheet ABOUT. Raises: NotAnExport."""
    file.seek(0)
    try:
        rows = CalamineWorkbook.from_filelike(file).get_sheet_by_name(ABOUT).to_python()
    except (CalamineError, OSError, ValueError):
        raise NotAnExport("label") from None
    marked = [(str(row[2]), str(row[1])) for row in rows if len(row) > 2 and str(row[2]).startswith(MARK)]
    return label_of({key.removeprefix(MARK): value for key, value in marked})


class _Sheets:
    """The sheets of rows, one after the other, and the one of long texts when there is any."""

    def __init__(self, book: Any, view: View, most: int) -> None:
        self._book, self._view, self._most = book, view, most
        top = {"text_wrap": True, "valign": "top"}
        self._text = book.add_format(top)
        self._formats = {
            "date": book.add_format({**top, "num_format": "dd/mm/yyyy"}),
            "moment": book.add_format({**top, "num_format": "dd/mm/yyyy hh:mm:ss"}),
        }
        self._head = book.add_format({**top, "bold": True, "border": 1, "align": "center", "bg_color": "#E8EEF4"})
        self._number, self._row = 0, most
        self._long: Any = None
        self._long_row = 0
        self._next_sheet()
        self.first = self._sheet

    def add(self, row: list[Any]) -> None:
        if self._row == self._most:
            self._next_sheet()
        for place, (value, column) in enumerate(zip(row, self._view.columns, strict=True)):
            if value is not None:
                self._write(self._row + 3, place, value, column.type)
        self._row += 1

    def _next_sheet(self) -> None:
        self._number, self._row = self._number + 1, 0
        self._name = DATA if self._number == 1 else f"{DATA} {self._number}"
        self._sheet = self._book.add_worksheet(self._name)
        for place, column in enumerate(self._view.columns):
            self._sheet.set_column(place, place, WIDTHS[column.type])
        for line, labels in enumerate(zip(*self._header(), strict=True)):
            for place, label in enumerate(labels):
                self._sheet.write_string(line, place, label, self._head)
        self._sheet.freeze_panes(3, 0)
        self._sheet.repeat_rows(0, 2)
        self._sheet.set_landscape()

    def _header(self) -> Iterator[tuple[str, str, str]]:
        for number, column in zip(self._view.numbers, self._view.columns, strict=True):
            yield column.label_vi, column.label_en, number

    def _write(self, row: int, place: int, value: Any, type_: str) -> None:
        if type_ == "bool":
            self._sheet.write_boolean(row, place, value, self._text)
        elif type_ in ("int", "decimal") and len(str(value)) <= EXACT:
            self._sheet.write_number(row, place, float(value), self._text)
        elif type_ == "date" and date.fromisoformat(value) >= FIRST_DAY:
            self._sheet.write_datetime(row, place, date.fromisoformat(value), self._formats[type_])
        elif type_ == "moment":
            local = datetime.fromisoformat(value).replace(tzinfo=None)
            self._sheet.write_datetime(row, place, local, self._formats[type_])
        else:
            self._sheet.write_string(row, place, self._fitting(line_of(value), row, place), self._text)

    def _fitting(self, text: str, row: int, place: int) -> str:
        """The text, or its beginning when it is too long for a cell: the whole text then stands in its own sheet."""
        if len(text) <= CELL_CHARACTERS:
            return text
        if self._long is None:
            self._long = self._book.add_worksheet(LONG)
            self._long_lines(("Trang / Sheet", "Dòng / Row", "Cột / Column", "Phần / Part", "Văn bản / Text"))
        parts = [text[at : at + CELL_CHARACTERS] for at in range(0, len(text), CELL_CHARACTERS)]
        for number, part in enumerate(parts, 1):
            self._long_lines((self._name, str(row + 1), self._view.columns[place].key, str(number), part))
        return f"{parts[0]}… [{LONG}: {self._long_row - len(parts) + 1}]"

    def _long_lines(self, cells: tuple[str, ...]) -> None:
        for place, cell in enumerate(cells):
            self._long.write_string(self._long_row, place, cell)
        self._long_row += 1


def _write_about(book: Any, sheet: Any, view: View, label: dict[str, str]) -> None:
    """Name, value and key a line."""
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 14)
    described = [(name, key, getattr(view, key) or "") for key, name in MEMBERS.items()]
    asked = [(LABEL.get(key, f"Truy vấn / Query: {key}"), MARK + key, value) for key, value in label.items()]
    for line, (name, key, value) in enumerate([*described, *asked]):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, value, wrapped)
        sheet.write_string(line, 2, key)
