"""Opaque cursors: where the next page begins, at which position, of which query. Neither secret nor trusted."""

import base64
import binascii
from typing import Any

import orjson

from api.errors import BadRequest


def encode(query: dict[str, Any]) -> str:
    """The cursor for the page after this one."""
    return base64.urlsafe_b64encode(orjson.dumps(query)).rstrip(b"=").decode()


def decode(cursor: str, members: frozenset[str]) -> dict[str, Any]:
    """The query in a cursor, with exactly these members. Raises: BadRequest."""
    try:
        query = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise BadRequest("cursor", "cursor") from None
    if not isinstance(query, dict) or query.keys() != members:
        raise BadRequest("cursor", "cursor")
    return query
