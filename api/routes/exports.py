"""Lists and registers whole, as files: all rows at one position, in the format of the suffix."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse

from api.context import LOGGED_IN, TheSession
from api.exports.answering import FILES, TheSource, respond
from api.exports.cases import cases_view
from api.exports.catalogue import FORMATS, format_named
from api.exports.registers import register_view
from api.exports.source import asked_of
from api.registers import Cases, Lines

Suffix = Annotated[str, Path(max_length=10, description=", ".join(each.suffix for each in FORMATS))]

router = APIRouter(tags=["exports"], dependencies=LOGGED_IN, default_response_class=StreamingResponse)


@router.get("/cases.{suffix}", summary="All cases as a file", responses=FILES)
def cases(suffix: Suffix, query: Cases, request: Request, source: TheSource) -> StreamingResponse:
    format_ = format_named(suffix)
    return respond(cases_view(source, asked_of(query)), format_, request)


@router.get("/registers/{name}.{suffix}", summary="A series of a register as a file", responses=FILES)
def register(
    name: Annotated[str, Path(max_length=20)],
    suffix: Suffix,
    query: Lines,
    request: Request,
    source: TheSource,
    session: TheSession,
) -> StreamingResponse:
    format_ = format_named(suffix)
    asked = {"unit": session.unit, **asked_of(query), "name": name}
    return respond(register_view(source, asked), format_, request)
