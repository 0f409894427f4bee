"""Up to which position the projections speak, written in the transaction of their rows: exactly once.

`LedgerTracking` keeps the tracking contract of the `eventsourcing` library. It also remembers the leaf of the act it
stands at, because a ledger may be replaced by an older copy and carried on: then the position exists, and it is
another act.
"""

from typing import Any

import psycopg
from eventsourcing.persistence import IntegrityError, Tracking, TrackingRecorder

from ledger.reading import size
from projections.errors import LedgerReplaced

Connection = psycopg.Connection[Any]

APPLICATION = "ledger"

ADVANCE = (
    "INSERT INTO projections.tracking (application_name, notification_id, leaf)"
    " VALUES (%(name)s, %(position)s, %(leaf)s)"
    " ON CONFLICT (application_name) DO UPDATE SET notification_id = EXCLUDED.notification_id, leaf = EXCLUDED.leaf"
    " WHERE projections.tracking.notification_id < EXCLUDED.notification_id RETURNING notification_id"
)
REACHED = "SELECT notification_id FROM projections.tracking WHERE application_name = %(name)s"
STANDS_AT = (
    "SELECT t.notification_id, t.leaf, a.leaf FROM projections.tracking t"
    " LEFT JOIN ledger.act a ON a.position = t.notification_id WHERE t.application_name = %(name)s"
)
LEAF = "SELECT leaf FROM ledger.act WHERE position = %(position)s"


class LedgerTracking(TrackingRecorder):
    """Tracking positions by application name, on one autocommit connection of the projector's role."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def insert_tracking(self, tracking: Tracking) -> None:
        """Moves on to the position of `tracking`; joins the connection's transaction when one is open.

        Raises: IntegrityError when it is not beyond the one recorded.
        """
        advance(self._connection, tracking.notification_id, tracking.application_name)

    def max_tracking_id(self, application_name: str) -> int | None:
        row = self._connection.execute(REACHED, {"name": application_name}).fetchone()
        return row[0] if row else None


def advance(connection: Connection, position: int, name: str = APPLICATION) -> None:
    """Moves the tracking of `name` on to `position`. Raises: IntegrityError when it is there or beyond already."""
    leaf = connection.execute(LEAF, {"position": position}).fetchone()
    values = {"name": name, "position": position, "leaf": leaf[0] if leaf else None}
    if connection.execute(ADVANCE, values).fetchone() is None:
        raise IntegrityError(f"{name} has passed position {position}")


def reached(connection: Connection) -> int | None:
    """The position up to which the projections speak; None before they were first built."""
    row = connection.execute(REACHED, {"name": APPLICATION}).fetchone()
    return row[0] if row else None


def stands_at(connection: Connection) -> int | None:
    """Like `reached`, once it is seen that the ledger still holds the act there. Raises: LedgerReplaced."""
    row = connection.execute(STANDS_AT, {"name": APPLICATION}).fetchone()
    if row is None:
        return None
    position, leaf, found = row
    if position and leaf != found:
        raise LedgerReplaced(position, size(connection))
    return int(position)
