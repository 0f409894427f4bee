"""Exports over HTTP: which format a request wants, and the file as an answer that is sent while it is made."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import StreamingResponse

from api.context import TheParts
from api.errors import NotAcceptable
from api.exports.catalogue import FORMATS, Format
from api.exports.cells import silent
from api.exports.source import Source
from api.exports.view import View

FREE = frozenset(("q",))  # members of queries that hold whatever was typed
OTHER = tuple(each for each in FORMATS if each.suffix != "json")  # JSON is what a list answers by itself, in pages


FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file; its label says what it answers to",
        "content": {each.media_type.partition(";")[0]: {} for each in FORMATS},
    }
}


def respond(view: View, format_: Format, request: Request) -> StreamingResponse:
    """The view as a file. What goes wrong before its first piece is answered as a problem; what goes wrong later breaks
    the connection off, and a file that was cut off has no label.
    """
    pieces = format_.chunks(view, silent)
    first = next(pieces)
    headers = {
        "Ledger-Position": str(view.position),
        "Ledger-Root": view.root.hex(),
        "Rule-Set": view.rule_set,
        "Content-Disposition": f'attachment; filename="{file_name(view, format_)}"',
        "Vary": "Accept",
        "Cache-Control": "no-store",
    }
    body: Iterator[bytes] = chain((first,), pieces) if request.method != "HEAD" else iter(())
    return StreamingResponse(body, headers=headers, media_type=format_.media_type)


def file_name(view: View, format_: Format) -> str:
    """ "register-SO-07-HN-KV1-2026-1234.csv": what was asked for, and the position. Without the words of a search,
    which may be somebody's name: names of files are seen where files are not opened.
    """
    asked = (value for name, value in view.query.items() if name not in FREE)
    words = (re.sub(r"[^A-Za-z0-9-]+", "_", value).strip("_") for value in asked)
    return f"{'-'.join(filter(None, words))[:120]}.{format_.suffix}"


def accepted(request: Request) -> Format | None:
    """The format that the Accept header of a list's request wants; None for the page of JSON that it gives by itself.

    Raises: NotAcceptable when it wants nothing that there is.
    """
    ranges = sorted(_ranges(request.headers.get("Accept", "*/*")), reverse=True)
    for _, _, wanted in ranges:
        if wanted in ("*/*", "application/*", "application/json"):
            return None
        for each in OTHER:
            media_type = each.media_type.partition(";")[0]
            if wanted in (media_type, f"{media_type.partition('/')[0]}/*"):
                return each
    raise NotAcceptable(tuple(each.media_type.partition(";")[0] for each in FORMATS))


def _ranges(header: str) -> Iterator[tuple[float, int, str]]:
    """Quality, minus the place in the header, and the media range; those of quality 0 are not wanted."""
    for place, item in enumerate(header.split(",") if header.strip() else ["*/*"]):
        wanted, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value.strip()) else 0.0
        if quality > 0:
            yield quality, -place, wanted


async def source_of(request: Request, parts: TheParts) -> Source:
    """The source of this application's exports."""
    state = request.app.state
    if not hasattr(state, "export_source"):
        state.export_source = Source(parts.read_pool.connection)
    source: Source = state.export_source
    return source


TheSource = Annotated[Source, Depends(source_of)]
TheFormat = Annotated[Format | None, Depends(accepted)]
