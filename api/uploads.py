"""A file in the body of a request, as a browser sends it; held in memory for as long as it is read."""

from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.context import TheBody
from api.errors import BadRequest


async def file_of(request: Request, body: TheBody) -> bytes:
    """The bytes of the part `file` of a multipart body. Raises: BadRequest, TooLarge."""
    content = request.headers.get("Content-Type", "")
    if not content.lower().startswith("multipart/form-data"):
        raise BadRequest("Content-Type", "multipart_expected")

    async def stream() -> Any:
        yield body
        yield b""

    try:
        form = await MultiPartParser(request.headers, stream(), max_files=1, max_fields=20).parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise BadRequest("", "not_multipart") from error
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise BadRequest("file", "missing")
        return await file.read()
    finally:
        await form.close()


TheFile = Annotated[bytes, Depends(file_of)]
