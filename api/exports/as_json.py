"""JSON: one object; its first line has the label and the columns, then a line a row, its last line the row count and
the content hash. Read as a whole it is one document, read line by line it needs no memory.
"""

import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

import orjson

from api.exports.cells import Progress, Tally, silent
from api.exports.label import HEAD, Label, NotAnExport, head_of, label_of, tail_of
from api.exports.view import View

PIECE = 1 << 16  # bytes
FIRST_BYTES = 1 << 20
LAST_BYTES = 1 << 12
ROWS = b',"rows":['


def chunks(view: View, progress: Progress = silent) -> Iterator[bytes]:
    """The file, piece by piece as the rows come."""
    tally, keys = Tally(), [column.key for column in view.columns]
    pieces = [orjson.dumps(_head(view))[:-1], ROWS, b"\n"]
    size = 0
    for row in tally.plain_rows(view, progress):
        if tally.rows > 1:
            pieces.append(b",\n")
        pieces.append(orjson.dumps(dict(zip(keys, row, strict=True))))
        size += len(pieces[-1])
        if size >= PIECE:
            yield b"".join(pieces)
            pieces, size = [], 0
    tail = tail_of(tally)
    pieces += [b"\n],", orjson.dumps({"count": tally.rows, "content": tail["content"]})[1:], b"\n"]
    yield b"".join(pieces)


def read(file: BinaryIO) -> Label:
    """The label of a JSON file, from its first and its last line. Raises: NotAnExport."""
    file.seek(0)
    first = file.readline(FIRST_BYTES).rstrip(b"\n")
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - LAST_BYTES))
    lines = file.read().rstrip(b"\n").split(b"\n")
    if not first.endswith(ROWS):
        raise NotAnExport("label")
    if len(lines) < 2 or not lines[-1].startswith(b"],"):
        raise NotAnExport("cut_off")
    try:
        members = orjson.loads(first + lines[-1])
        answers = {name: members[name] for name in (*HEAD, "content")}
        return label_of({**members["query"], **answers, "rows": members["count"]})
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise NotAnExport("label") from None


def _head(view: View) -> dict[str, Any]:
    head = head_of(view)
    described = {
        name: getattr(view, name)
        for name in ("title_vi", "title_en", "form_no", "confirmed", "unit", "superior", "period")
    }
    answers = {name: head[name] for name in HEAD} | {"position": view.position, "query": dict(view.query)}
    return {**described, **answers, "columns": [asdict(column) for column in view.columns]}
