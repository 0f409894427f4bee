"""CSV by RFC 4180: UTF-8 without a byte order mark, CRLF, a header record with the keys of the columns.

The first record and the last one carry the label in their first field, which begins with `#socai:` (a URL query string,
so it needs no quotes) and are as wide as the others; readers that know comments skip them. A file without its last
record was cut off on its way.

Text that a spreadsheet would take for a formula (it begins with =, +, -, @, tab or carriage return) gets an apostrophe
before it, and so does text that has such apostrophes already: reading takes one away again. Spreadsheet users are
served by XLSX, which needs neither that nor a byte order mark.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import parse_qsl, urlencode

from api.exports.cells import Progress, Tally, line_of, silent
from api.exports.label import Label, NotAnExport, head_of, label_of, tail_of
from api.exports.view import View

MARK = "#socai:"
PIECE = 1 << 16  # characters
LAST_BYTES = 1 << 16  # the last record stands within them
DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
TEXTS = frozenset(("text", "texts"))


def chunks(view: View, progress: Progress = silent) -> Iterator[bytes]:
    """The file, piece by piece as the rows come."""
    tally, buffer = Tally(), io.StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n").writerow
    padding = [""] * (len(view.columns) - 1)
    guarded = [column.type in TEXTS for column in view.columns]
    write([MARK + urlencode(head_of(view)), *padding])
    write([column.key for column in view.columns])
    for row in tally.plain_rows(view, progress):
        write([field(value, text) for value, text in zip(row, guarded, strict=True)])
        if buffer.tell() >= PIECE:
            yield _taken(buffer)
    write([MARK + urlencode(tail_of(tally)), *padding])
    yield _taken(buffer)


def field(value: Any, text: bool) -> str:
    """A plain value as a field; free text cannot begin a formula."""
    line = line_of(value)
    return f"'{line}" if text and DANGEROUS.match(line) else line


def read(file: BinaryIO) -> Label:
    """The label of a CSV file. Raises: NotAnExport."""
    file.seek(0)
    first = file.readline(LAST_BYTES)
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - LAST_BYTES))
    lines = file.read().splitlines()
    last = lines[-1] if lines else b""
    members: dict[str, str] = {}
    for record in (first, last):
        text = record.decode("utf-8", "replace").strip("\r\n").rstrip(",")
        if not text.startswith(MARK):
            raise NotAnExport("cut_off" if members else "label")
        members |= parse_qsl(text.removeprefix(MARK), keep_blank_values=True)
    return label_of(members)


def _taken(buffer: io.StringIO) -> bytes:
    taken = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return taken
