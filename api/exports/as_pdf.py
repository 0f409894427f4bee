"""PDF/A-2b in the layout of an official form: units and motto, form number, title, period, numbered columns, and on
every page where it stands in the ledger.

A long list is printed in volumes (quyển), as a paper register is: each is typeset alone, so that memory is bounded by
one volume, and all are bound into one file, each with its own page numbers. The document's date is the moment at which
the act at its position was recorded, so the same list gives the same bytes. Texts go to the typesetter as data.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from api.exports.cells import Progress, Tally, shown, silent
from api.exports.fonts import FAMILY, faces, printable
from api.exports.label import Label, NotAnExport, head_of, label_of, tail_of
from api.exports.spool import spooled
from api.exports.typesetting import typeset
from api.exports.view import View
from domain.kernel.calendar import VIETNAM

VOLUME_CELLS = 10_000  # typesetting takes some 30 kB a cell
WIDEST = {"uuid": 18, "moment": 12}  # characters to a line at most, 45 for the others: longer text is broken
BREAKABLE = frozenset(("text", "texts", "uuid"))
NUMBERS = frozenset(("int", "decimal"))
BREAK = "\u200b"  # where a line may end
LONG_WORD = re.compile(r"\S{10,}")
PART = re.compile(r"[^-/]{1,10}[-/]?|[-/]")
NEVER = datetime(1980, 1, 1, tzinfo=UTC)  # of a file that speaks for no act
CONFIRMED = {
    "partial": "Mẫu mới xác nhận một phần / partly confirmed",
    "false": "Mẫu chưa được xác nhận / not confirmed",
}
PAGES = b"<xmpTPg:NPages>%d</xmpTPg:NPages>"


def chunks(view: View, progress: Progress = silent) -> Iterator[bytes]:
    """The file, once it is complete."""
    return spooled(partial(write, view, progress))


def write(view: View, progress: Progress, file: BinaryIO, *, volume_cells: int = VOLUME_CELLS) -> None:
    """Writes the document. The rows of every volume are laid down first: the label names them all."""
    tally, widths = Tally(), _Widths(view)
    rows_each = max(1, volume_cells // len(view.columns))
    with tempfile.TemporaryDirectory(prefix="socai-export-") as name:
        folder = Path(name)
        printed = (widths.seen(_printed(row, view)) for row in tally.plain_rows(view))
        volumes = 0
        while (rows := list(islice(printed, rows_each))) or not volumes:
            volumes += 1
            (folder / f"rows-{volumes}.json").write_text(json.dumps(rows))
        form = _form(view, head_of(view) | tail_of(tally), volumes, widths.shares())
        (folder / "form.json").write_text(json.dumps(form))
        with ThreadPoolExecutor(2) as pool:
            made = partial(typeset, folder, fonts=faces()[0].parent, moment=view.recorded_at or NEVER)
            finished = []
            for path in pool.map(made, range(1, volumes + 1)):
                finished.append(path)
                progress(min(len(finished) * rows_each, tally.rows))
        _bind(finished, file)


def read(file: BinaryIO) -> Label:
    """The label of a PDF, from its keywords. Raises: NotAnExport."""
    file.seek(0)
    try:
        information = PdfReader(file).metadata
        members = json.loads(str(information.get("/Keywords", ""))) if information else None
    except (PyPdfError, ValueError, OSError):
        raise NotAnExport("label") from None
    if not isinstance(members, dict):
        raise NotAnExport("label")
    return label_of(members)


class _Widths:
    """How wide the columns are to be: by the longest line that stands in each, and the longest word of its names."""

    def __init__(self, view: View) -> None:
        self._columns = view.columns
        self._longest = [
            max(map(len, [*column.label_vi.split(), *column.label_en.split(), ""])) for column in view.columns
        ]

    def seen(self, row: list[str]) -> list[str]:
        """The row, after it was looked at."""
        for place, cell in enumerate(row):
            if len(cell) > self._longest[place]:
                self._longest[place] = max(self._longest[place], *map(len, cell.split("\n")))
        return row

    def shares(self) -> list[float]:
        """Shares of the width of a page: more for longer lines, but less than in proportion."""
        return [
            round(min(longest, WIDEST.get(column.type, 45)) ** 0.65, 2)
            for longest, column in zip(self._longest, self._columns, strict=True)
        ]


def _printed(row: list[Any], view: View) -> list[str]:
    return [
        _breakable(text) if column.type in BREAKABLE else text
        for value, column in zip(row, view.columns, strict=True)
        for text in (printable(shown(value, column.type)),)
    ]


def _breakable(text: str) -> str:
    """The text with places where words too long for a column may be broken: after - and /, else anywhere."""
    return LONG_WORD.sub(lambda word: BREAK.join(PART.findall(word[0])), text)


def _form(view: View, label: Mapping[str, str], volumes: int, shares: list[float]) -> dict[str, Any]:
    """All that is printed, but for the rows."""
    moment = (view.recorded_at or NEVER).astimezone(VIETNAM)
    query = ", ".join(f"{name}={value}" for name, value in view.query.items())
    recorded = f" ({moment:%d/%m/%Y %H:%M:%S %z})" if view.recorded_at else ""
    lines = [f"Mẫu sổ: {view.form_no}"] if view.form_no else []
    lines += [CONFIRMED[view.confirmed]] if view.confirmed in CONFIRMED else []
    utc = (view.recorded_at or NEVER).astimezone(UTC)
    return {
        **{name: printable(getattr(view, name)) for name in ("title_vi", "title_en", "unit", "superior", "period")},
        "font": FAMILY,
        "date": {name: getattr(utc, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "label": json.dumps(label, ensure_ascii=False, sort_keys=True),
        "form_lines": [printable(line) for line in lines],
        "footer": [
            f"Vị trí / Position {view.position}{recorded}",
            f"Gốc / Root {view.root.hex()}",
            f"Bộ quy tắc / Rule set {printable(view.rule_set)}",
            f"Truy vấn / Query {printable(query)}",
        ],
        "closing": [f"Số dòng / Rows: {label['rows']}", f"Mã băm nội dung / Content (SHA-256): {label['content']}"],
        "columns": [
            {
                "label_vi": printable(column.label_vi),
                "label_en": printable(column.label_en),
                "no": f"({number})" if number else "",
                "share": share,
                "number": column.type in NUMBERS,
            }
            for number, column, share in zip(view.numbers, view.columns, shares, strict=True)
        ],
        "volumes": volumes,
    }


def _bind(volumes: list[Path], file: BinaryIO) -> None:
    """One document from several: the first one's description, all pages in order."""
    if len(volumes) == 1:
        file.write(volumes[0].read_bytes())
        return
    bound = PdfWriter(clone_from=volumes[0])
    first = len(bound.pages)
    for volume in volumes[1:]:
        bound.append(volume, import_outline=False)
    described: Any = bound.root_object["/Metadata"]  # says how many pages there are, too
    described.set_data(described.get_data().replace(PAGES % first, PAGES % len(bound.pages)))
    bound.write(file)
