"""What a route is given: the parts, the body within its limit, who is calling, and the position spoken for."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import orjson
import psycopg
from fastapi import Depends, Query, Request, Response

from api.errors import BadRequest, NotFound, NotReady, TooLarge
from api.parts import Parts
from api.sessions import Session
from domain.kernel.rule_sets import current_rule_set
from ledger import proofs, reading
from projections import tables, tracking
from signing import dsse
from signing.errors import BadSignature
from signing.merkle import EMPTY_ROOT

Connection = psycopg.Connection[Any]

MAX_BODY = 1_500_000  # an act of 60,000 bytes with its disclosures, in base64, has ample room
COOKIE = "socai_session"
WAIT_S = 2.0  # for projections to come up with what was just recorded


async def parts_of(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


async def body_of(request: Request) -> bytes:
    """The body. Raises: TooLarge as soon as it is longer than any act needs."""
    chunks: list[bytes] = []
    room = MAX_BODY
    async for chunk in request.stream():
        room -= len(chunk)
        if room < 0:
            raise TooLarge(MAX_BODY)
        chunks.append(chunk)
    return b"".join(chunks)


async def json_of(body: Annotated[bytes, Depends(body_of)]) -> dict[str, Any]:
    """The JSON object in the body. Raises: BadRequest."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest("", "not_json") from None
    if not isinstance(document, dict):
        raise BadRequest("", "not_object")
    return document


def envelope_of(body: bytes) -> dsse.Envelope:
    """The DSSE envelope in the body. Raises: BadRequest."""
    try:
        return dsse.parse_envelope(body)
    except BadSignature:
        raise BadRequest("", "envelope") from None


async def session_of(request: Request, response: Response, parts: Annotated[Parts, Depends(parts_of)]) -> Session:
    """Who is calling, by bearer token or by cookie; no cache keeps what they are told. Raises: Unauthenticated."""
    response.headers["Cache-Control"] = "no-store"
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return parts.sessions.session(token if scheme.lower() == "bearer" else request.cookies.get(COOKIE))


@dataclass(frozen=True, slots=True)
class AsOf:
    """The position that an answer speaks for."""

    position: int
    root: bytes
    newest: int  # the newest position when the answer was made


def as_of(connection: Connection, text: str | None) -> AsOf:
    """A position from `as_of`: a number, or an RFC 3339 moment of the recorded clock; the newest without one.

    Raises: BadRequest, NotFound for a position that is not recorded yet.
    """
    head = reading.head(connection)
    newest = head.size if head else 0
    position = newest if text is None else _position(connection, text)
    if position > newest:
        raise NotFound(f"position {position}")
    if head is not None and position == newest:
        return AsOf(position, head.root, newest)
    return AsOf(position, proofs.root(connection, position) if position else EMPTY_ROOT, newest)


def _position(connection: Connection, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    try:
        moment = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise BadRequest("as_of", "position_or_moment") from None
    if moment.tzinfo is None or not 1 < moment.year < 9999:
        raise BadRequest("as_of", "moment_without_offset")
    return reading.position_at(connection, moment)


def projected(connection: Connection, text: str | None) -> AsOf:
    """Like `as_of`, for what is read from the projections: waits a moment for them to come so far.

    Without `as_of` it speaks for what is projected when they do not. Raises: BadRequest, NotFound, NotReady.
    """
    at = as_of(connection, text)
    until = time.monotonic() + WAIT_S
    while (reached := tracking.reached(connection) if tables.has_support(connection) else None) is None or (
        reached < at.position
    ):
        if time.monotonic() > until:
            if text is not None or reached is None:
                raise NotReady("projections")
            return as_of(connection, str(reached))
        time.sleep(0.02)
    return at


def stamp(response: Response, at: AsOf) -> None:
    """Names position, root and rule set on the answer."""
    response.headers["Ledger-Position"] = str(at.position)
    response.headers["Ledger-Root"] = at.root.hex()
    response.headers["Rule-Set"] = current_rule_set()


def link_next(response: Response, path: str, cursor: str | None) -> None:
    """Names the next page on the answer (RFC 8288)."""
    if cursor is not None:
        response.headers["Link"] = f'<{path}?cursor={cursor}>; rel="next"'


TheParts = Annotated[Parts, Depends(parts_of)]
TheBody = Annotated[bytes, Depends(body_of)]
TheJson = Annotated[dict[str, Any], Depends(json_of)]
TheSession = Annotated[Session, Depends(session_of)]
LOGGED_IN = [Depends(session_of)]  # of a whole router: asked before anything of the request is read
AsOfText = Annotated[
    str | None, Query(alias="as_of", description="Position, or RFC 3339 moment of the recorded clock", max_length=40)
]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)  # days that can be asked for, with room to count from them
ValidAt = Annotated[date | None, Query(description="Day of the procedural clock", ge=FIRST_DAY, le=LAST_DAY)]
