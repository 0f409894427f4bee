"""The only code that appends: group commit.

One thread a process locks the ledger, takes the requests that are waiting by then, reads the head, admits them one
after the other, writes all of them with one COPY and one commit, and then answers every caller. A request that loses
a race gets its own conflict; the batch goes on. Several processes contend for the lock; whoever holds it reads the
head afresh, so no cache can be stale.

Crash points. Before COMMIT is received by the server: nothing of the batch exists. After it: all of it exists, though
the answer may be lost. The sequencer then reconnects, takes the lock (which waits for the old transaction to end) and
looks whether the head it meant to write is there: if so the callers are answered, if not the batch is done again. A
caller that never hears sends the same signed act again and gets the first receipt, because the command id is unique.

A batch that cannot be written is halved until the request at fault fails alone.
"""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import errors

from ledger import tree
from ledger.batch import Appended, Batch, SignedAct, StreamHead
from ledger.errors import Conflict, LedgerError, Unavailable
from ledger.reading import COLUMNS, HEAD, Head
from signing.merkle import EMPTY_ROOT

Connection = psycopg.Connection[Any]

CHANNEL = "socai_ledger"
MOST_REQUESTS = 512  # a commit
MOST_ACTS = 4000  # a commit
PAUSE_S = 0.05  # between attempts to reach the server

LOCK = "SELECT pg_advisory_xact_lock(6072531)"  # one number for the ledger of a database
BEGIN_LOCKED = f"BEGIN; {LOCK}"
STREAM_HEADS = (
    "SELECT s.stream, a.version, a.act_hash FROM unnest(%(streams)s::uuid[]) s(stream) CROSS JOIN LATERAL"
    " (SELECT version, act_hash FROM ledger.act WHERE stream = s.stream ORDER BY version DESC LIMIT 1) a"
)
COPY_ACTS = f"COPY ledger.act ({COLUMNS}) FROM STDIN (FORMAT BINARY)"
COLUMN_TYPES = (
    *("int8", "uuid", "text", "int4", "bytea", "text", "uuid", "timestamptz", "timestamptz", "bytea"),
    *("bytea", "bytea", "bytea", "bytea"),
)
# Three statements in one message: nothing comes between the head and the commit.
COMMIT_HEAD = (
    "INSERT INTO ledger.head (size, root, frontier, recorded_at, organisation)"
    " VALUES (%(size)s, %(root)s, %(frontier)s, %(recorded_at)s, %(organisation)s);"
    f" SELECT pg_notify('{CHANNEL}', %(size)s::text); COMMIT"
)
HAS_HEAD = "SELECT 1 FROM ledger.head WHERE size = %(size)s AND root = %(root)s"
PERSON_KEYS = "SELECT person, wrapped FROM vault.person_key WHERE person = ANY(%(persons)s)"
ADD_KEY = "INSERT INTO vault.person_key (person, wrapped) VALUES (%(person)s, %(wrapped)s)"
ADD_SEALED = (
    "INSERT INTO vault.disclosure (digest, position, person, nonce, ciphertext)"
    " VALUES (%(digest)s, %(position)s, %(person)s, %(nonce)s, %(ciphertext)s)"
)
ADD_NAME = (
    "INSERT INTO vault.name_index (token, person, position) VALUES (%(token)s, %(person)s, %(position)s)"
    " ON CONFLICT DO NOTHING"
)
ERASE = (
    "UPDATE vault.person_key SET wrapped = NULL, erased_at = clock_timestamp(), erased_by = %(position)s"
    " WHERE person = %(person)s AND wrapped IS NOT NULL"
)


class Request:
    """Acts that one caller wants recorded together, and the place where its thread waits for the outcome."""

    __slots__ = ("_done", "acts", "outcome")

    def __init__(self, acts: Sequence[SignedAct] = ()) -> None:
        self.acts = acts  # may be filled in until the request is enqueued
        self.outcome: list[Appended] | Exception | None = None
        self._done = threading.Lock()  # a bare lock: the cheapest hand-over between two threads
        self._done.acquire()

    def answer(self, outcome: list[Appended] | Exception) -> None:
        self.outcome = outcome
        self._done.release()

    def wait(self, timeout_s: float) -> list[Appended]:
        """Raises: LedgerError, Unavailable when no outcome is known in time."""
        if not self._done.acquire(timeout=timeout_s):
            raise Unavailable(self.acts[0].envelope.command_id if self.acts else None)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        assert self.outcome is not None
        return self.outcome


class Sequencer:
    """Owns one connection and one thread. `connect` gives an autocommit connection of the service role."""

    def __init__(
        self,
        connect: Callable[[], Connection],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        timeout_s: float = 30.0,
    ) -> None:
        self._connect, self._clock, self.timeout_s = connect, clock, timeout_s
        self._connection: Connection | None = None
        self._waiting: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._gate = threading.Lock()  # nothing is put behind the end of the queue
        self._thread = threading.Thread(target=self._run, name="sequencer", daemon=True)
        self._thread.start()

    def append(self, acts: Sequence[SignedAct]) -> list[Appended]:
        """Records the acts together: all of them or none.

        Raises: Conflict, OrganisationMoved, Unavailable; what the database says of an act that it cannot hold.
        """
        request = Request(acts)
        self.enqueue(request)
        return request.wait(self.timeout_s)

    def enqueue(self, request: Request) -> None:
        """Takes a request that somebody waits for. Raises: Unavailable after `close`."""
        with self._gate:
            if self._closed.is_set():
                raise Unavailable(request.acts[0].envelope.command_id if request.acts else None)
            self._waiting.put(request)

    def close(self) -> None:
        """Ends after what is waiting has been committed."""
        with self._gate:
            if not self._closed.is_set():
                self._closed.set()
                self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            self._record([first], joining=True)
        self._disconnect()

    def _join(self, requests: list[Request]) -> None:
        """Adds what is waiting by now to the batch."""
        acts = sum(len(request.acts) for request in requests)
        while len(requests) < MOST_REQUESTS and acts < MOST_ACTS:
            try:
                request = self._waiting.get_nowait()
            except queue.Empty:
                return
            if request is None:
                self._waiting.put(None)  # finish this batch, then meet the end again
                return
            requests.append(request)
            acts += len(request.acts)

    def _record(self, requests: list[Request], *, joining: bool = False) -> None:
        """Commits the batch and answers its callers. With `joining`, what waits once the lock is held comes along."""
        try:
            outcomes = self._outcomes(requests, joining)
        except Exception as error:  # the loop of the thread: whatever it is, every caller must hear
            self._disconnect()  # nothing of the batch stands, the next gets a fresh connection
            if len(requests) > 1:
                half = len(requests) // 2
                self._record(requests[:half])
                self._record(requests[half:])
                return
            outcomes = [_refused(requests[0], error)]
        for request, outcome in zip(requests, outcomes, strict=True):
            request.answer(outcome)

    def _outcomes(self, requests: list[Request], joining: bool) -> list[list[Appended] | Exception]:
        """What became of each request. Whatever happens to the connection, an outcome is what stands in the database.

        Raises: whatever a request at fault leads to, never a lost connection; then nothing of the batch stands.
        """
        lost = 0
        intended: Head | None = None
        outcomes: list[list[Appended] | Exception] = []
        while True:
            try:
                connection = self._connected()
                if intended is not None and self._is_committed(connection, intended):
                    return outcomes
                intended = None
                connection.execute(BEGIN_LOCKED, prepare=False)
                if joining:
                    self._join(requests)
                    joining = False
                batch = self._read(connection, requests)
                outcomes = [_admit(batch, request) for request in requests]
                if not batch.leaves:
                    connection.execute("ROLLBACK")
                    return outcomes
                intended = batch.head()
                self._write(connection, batch, intended)
                return outcomes
            except psycopg.OperationalError:
                self._disconnect()
                lost += 1
                if self._closed.is_set() and lost > 1:
                    return [Unavailable(request.acts[0].envelope.command_id) for request in requests]
                time.sleep(PAUSE_S)

    def _read(self, connection: Connection, requests: list[Request]) -> Batch:
        """What the batch builds on. The lock is held: nobody else writes until this transaction ends."""
        streams = list({act.envelope.stream for request in requests for act in request.acts})
        row = connection.execute(HEAD, binary=True).fetchone()
        heads = connection.execute(STREAM_HEADS, {"streams": streams}, binary=True)
        persons = list({key.person for request in requests for act in request.acts for key in act.keys})
        keys = connection.execute(PERSON_KEYS, {"persons": persons}, binary=True) if persons else ()
        return Batch(
            Head._make(row) if row else Head(0, EMPTY_ROOT, b"", None, 0),
            {stream: StreamHead(version, act_hash) for stream, version, act_hash in heads},
            self._clock(),
            dict(keys),
        )

    def _write(self, connection: Connection, batch: Batch, head: Head) -> None:
        with connection.cursor() as cursor, cursor.copy(COPY_ACTS) as copy:
            copy.set_types(COLUMN_TYPES)
            for row in batch.rows:
                copy.write_row(row)
        tree.add_full_tiles(connection, batch.before.size, batch.leaves)
        with connection.cursor() as cursor:
            if batch.keys:
                cursor.executemany(ADD_KEY, [key._asdict() for key in batch.keys])
            if batch.sealed:
                cursor.executemany(
                    ADD_SEALED, [{**one._asdict(), "position": position} for one, position in batch.sealed]
                )
                names = [
                    {"token": token, "person": one.person, "position": position}
                    for one, position in batch.sealed
                    for token in one.tokens
                ]
                if names:
                    cursor.executemany(ADD_NAME, names)
            for person, position in batch.erased:
                cursor.execute(ERASE, {"person": person, "position": position})
        psycopg.ClientCursor(connection).execute(COMMIT_HEAD, head._asdict(), prepare=False)

    def _is_committed(self, connection: Connection, intended: Head) -> bool:
        """Whether the commit whose answer was lost took place. The lock waits for the old transaction to end first."""
        connection.execute(BEGIN_LOCKED, prepare=False)
        found = connection.execute(HAS_HEAD, {"size": intended.size, "root": intended.root}).fetchone()
        connection.execute("ROLLBACK")
        return found is not None

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = self._connect()
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _admit(batch: Batch, request: Request) -> list[Appended] | Exception:
    try:
        return batch.admit(request.acts)
    except LedgerError as error:
        return error


def _refused(request: Request, error: Exception) -> Exception:
    """A command id that is already in the ledger is the caller's conflict; anything else is what the database says."""
    if isinstance(error, errors.UniqueViolation) and error.diag.constraint_name == "act_command":
        where = request.acts[0].envelope
        return Conflict(where.stream, where.version, where.version - 1, where.previous)
    return error
