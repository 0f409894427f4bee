"""The recorder: the `eventsourcing` library's interface in front of the sequencer and the reading functions.

The library's stock recorder takes a table lock and one commit for each append; this one hands appends to the
sequencer. Positions are the library's notification ids, without gaps. `LISTEN` is issued before the first pull of a
subscription, so no wake-up is lost.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    OperationalError,
    StoredEvent,
    Subscription,
)
from psycopg_pool import ConnectionPool

from ledger import reading
from ledger.batch import Appended, SignedAct
from ledger.errors import CommandReused, Conflict, LedgerError, Unavailable
from ledger.mapper import FromStore, ToStore
from ledger.reading import COLUMNS, Stored
from ledger.sequencer import CHANNEL, Sequencer

Connection = psycopg.Connection[Any]
PULL = 500  # acts a round of a subscription
POLL_S = 1.0  # a wake-up that never came costs at most this

OF_STREAM = (
    f"SELECT {COLUMNS} FROM ledger.act WHERE stream = %(stream)s AND version > %(gt)s"
    " AND (%(lte)s::int IS NULL OR version <= %(lte)s)"
)
FORWARD = f"{OF_STREAM} ORDER BY version LIMIT %(limit)s"
BACKWARD = f"{OF_STREAM} ORDER BY version DESC LIMIT %(limit)s"
IN_ORDER = (
    f"SELECT {COLUMNS} FROM ledger.act WHERE position >= %(first)s"
    " AND (%(last)s::bigint IS NULL OR position <= %(last)s)"
    " AND (%(types)s::text[] = '{}' OR type = ANY(%(types)s)) ORDER BY position LIMIT %(limit)s"
)


class LedgerRecorder(ApplicationRecorder):
    """Appends through one sequencer, reads through a pool. `listen` makes a connection for each subscription."""

    def __init__(
        self, sequencer: Sequencer, pool: ConnectionPool[Connection], listen: Callable[[], Connection]
    ) -> None:
        self._sequencer, self._pool, self._listen = sequencer, pool, listen

    def append(self, acts: Sequence[SignedAct]) -> list[Appended]:
        """Records the acts together. An act that is already recorded, sent again, gets its first answer.

        Raises: Conflict, CommandReused, OrganisationMoved, Unavailable.
        """
        try:
            return self._sequencer.append(acts)
        except Conflict:
            first = [self._recorded_before(act) for act in acts]
            if None in first:
                raise
            return [appended for appended in first if appended is not None]

    def _recorded_before(self, act: SignedAct) -> Appended | None:
        with self._pool.connection() as connection:
            stored = reading.by_command(connection, act.envelope.command_id)
        if stored is None:
            return None
        if stored.act_hash != act.act_hash:
            raise CommandReused(act.envelope.command_id, stored.position)
        return appended(stored)

    # The library's interface

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Raises: the library's IntegrityError for a conflict, OperationalError when the outcome is unknown."""
        acts = [event.signed for event in stored_events if isinstance(event, ToStore)]
        assert len(acts) == len(stored_events), "only checked acts are recorded"
        if not acts:
            return []
        try:
            return [answer.position for answer in self.append(acts)]
        except Unavailable as error:
            raise OperationalError(str(error)) from error
        except LedgerError as error:
            raise IntegrityError(str(error)) from error

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[FromStore]:
        with self._pool.connection() as connection:
            rows = connection.execute(
                BACKWARD if desc else FORWARD,
                {"stream": originator_id, "gt": gt or 0, "lte": lte, "limit": limit},
            ).fetchall()
        return [from_store(Stored._make(row)) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[FromStore]:
        first = 1 if start is None else start if inclusive_of_start else start + 1
        with self._pool.connection() as connection:
            rows = connection.execute(
                IN_ORDER, {"first": first, "last": stop, "types": list(topics), "limit": limit}
            ).fetchall()
        return [from_store(Stored._make(row)) for row in rows]

    def max_notification_id(self) -> int | None:
        with self._pool.connection() as connection:
            return reading.size(connection) or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> "LedgerSubscription":
        return LedgerSubscription(self, self._listen(), gt, topics)


class LedgerSubscription(Subscription[LedgerRecorder]):
    """Acts in order, for ever: waits for a wake-up, or at most POLL_S, when it has caught up."""

    def __init__(self, recorder: LedgerRecorder, connection: Connection, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._connection = connection
        self._connection.execute(f"LISTEN {CHANNEL}")  # before the first pull: a commit in between still wakes us
        self._pulled: list[Notification] = []

    def __next__(self) -> Notification:
        while not self._has_been_stopped:
            if self._pulled:
                return self._deliver()
            self._pulled = list[Notification](
                self._recorder.select_notifications(
                    self._last_notification_id, PULL, topics=self._topics, inclusive_of_start=False
                )
            )[::-1]
            if not self._pulled:
                for _ in self._connection.notifies(timeout=POLL_S, stop_after=1):
                    pass
        self._connection.close()
        raise StopIteration

    def _deliver(self) -> Notification:
        notification = self._pulled.pop()
        self._last_notification_id = notification.id
        return notification

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        super().__exit__(*args, **kwargs)
        self._connection.close()


def from_store(stored: Stored) -> FromStore:
    return FromStore(stored.stream, stored.version, stored.type, stored.act, stored.position, stored)


def appended(stored: Stored) -> Appended:
    return Appended(stored.position, stored.act_hash, stored.entry, stored.leaf, stored.recorded_at)
