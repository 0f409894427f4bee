"""Projections of streams that stopped: which act could not be taken, and why. Rows up to that act stay right and
readable.

A stream is never skipped silently: it stands in the table until it is released, which folds it anew from its first act
(`release`), or until the projection is rebuilt.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from projections.kernel import Failure

Connection = psycopg.Connection[Any]
Place = tuple[str, UUID]  # name of the projection, stream

EVERY = (
    "SELECT projection, stream, position, error, since FROM projections.quarantine ORDER BY since, projection, stream"
)
STOPPED = "SELECT projection, stream, position FROM projections.quarantine"
MISSING = (
    "SELECT stream, min(position) FROM projections.quarantine WHERE projection = ANY(%(projections)s)"
    " AND position <= %(as_of)s GROUP BY stream ORDER BY min(position), stream"
)
ADD = (
    "INSERT INTO projections.quarantine (projection, stream, position, error)"
    " VALUES (%(projection)s, %(stream)s, %(position)s, %(error)s)"
    " ON CONFLICT (projection, stream) DO UPDATE SET position = EXCLUDED.position, error = EXCLUDED.error"
)
REMOVE = "DELETE FROM projections.quarantine WHERE projection = %(projection)s AND stream = %(stream)s"
CLEAR = "DELETE FROM projections.quarantine WHERE projection = %(projection)s"


class Quarantined(NamedTuple):
    """One projection of one stream that stopped."""

    projection: str
    stream: UUID
    position: int  # of the act that could not be taken
    error: str
    since: datetime


class Missing(NamedTuple):
    """A file of which what it says from a position on is missing."""

    stream: UUID
    position: int  # of the act that could not be taken


def every(connection: Connection) -> list[Quarantined]:
    """All that stopped, oldest first."""
    return list(map(Quarantined._make, connection.execute(EVERY)))


def stopped(connection: Connection) -> dict[Place, int]:
    """The position each stopped at."""
    return {(name, stream): position for name, stream, position in connection.execute(STOPPED)}


def missing(connection: Connection, projections: Iterable[str], as_of: int) -> tuple[Missing, ...]:
    """The files that stopped at or before a position in one of the projections: what is added up lacks their acts."""
    rows = connection.execute(MISSING, {"projections": list(projections), "as_of": as_of})
    return tuple(map(Missing._make, rows))


def add(connection: Connection, failures: Mapping[Place, Failure]) -> None:
    """Puts projections of streams into quarantine; one that is there already keeps its day and gets the new reason."""
    for (name, stream), failure in failures.items():
        connection.execute(
            ADD, {"projection": name, "stream": stream, "position": failure.position, "error": failure.error}
        )


def remove(connection: Connection, places: Iterable[Place]) -> None:
    for name, stream in places:
        connection.execute(REMOVE, {"projection": name, "stream": stream})


def clear(connection: Connection, name: str) -> None:
    """Takes everything of one projection out of quarantine."""
    connection.execute(CLEAR, {"projection": name})
