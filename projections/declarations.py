"""From which declarations the tables were built: a changed or new projection is rebuilt, and only it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import psycopg

from projections.declaration import Projection

Connection = psycopg.Connection[Any]

EVERY = "SELECT name, declared, position, content, rebuilt_at FROM projections.declaration"
PUT = (
    "INSERT INTO projections.declaration (name, declared, position, content)"
    " VALUES (%(name)s, %(declared)s, %(position)s, %(content)s)"
    " ON CONFLICT (name) DO UPDATE SET declared = EXCLUDED.declared, position = EXCLUDED.position,"
    " content = EXCLUDED.content, rebuilt_at = clock_timestamp()"
)


class Built(NamedTuple):
    """What is kept about the newest rebuild of a projection."""

    name: str
    declared: bytes
    position: int
    content: bytes  # hash of the rows as of that position (projections/content.py)
    rebuilt_at: datetime


def built(connection: Connection) -> dict[str, Built]:
    """The newest rebuild of each projection, by name."""
    return {row[0]: Built._make(row) for row in connection.execute(EVERY)}


def differing(connection: Connection, projections: Sequence[Projection]) -> tuple[Projection, ...]:
    """The projections that were never built, or from another declaration."""
    found = built(connection)
    return tuple(p for p in projections if p.name not in found or found[p.name].declared != p.declared)


def put(connection: Connection, projection: Projection, position: int, content: bytes) -> None:
    """Notes a rebuild, inside the transaction that puts the table in place."""
    values = {"name": projection.name, "declared": projection.declared, "position": position, "content": content}
    connection.execute(PUT, values)
