"""Making requests wait together, so that they become one batch."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from ledger import database
from ledger.batch import Appended, SignedAct
from ledger.sequencer import LOCK, Sequencer
from ledger_kit.desk import Desk

WAITING = (
    "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
    " WHERE d.datname = current_database() AND locktype = 'advisory' AND NOT granted"
)
Submit = Callable[..., "Future[list[Appended]]"]


@contextmanager
def one_batch(desk: Desk, sequencer: Sequencer) -> Iterator[Submit]:
    """Holds the ledger's lock while requests are submitted in order: they wait together and become one batch."""
    pool = ThreadPoolExecutor(40)
    holder = desk.connect()
    holder.execute("BEGIN")
    holder.execute(LOCK)
    first = pool.submit(sequencer.append, [])  # occupies the sequencer until the lock is free
    with database.connect(desk.conninfo("owner")) as watcher:
        until(lambda: watcher.execute(WAITING).fetchone() != (0,))

    def submit(acts: list[SignedAct], through: Callable[..., Any] = sequencer.append) -> "Future[list[Appended]]":
        before = sequencer._waiting.qsize()
        future = pool.submit(through, acts)
        until(lambda: sequencer._waiting.qsize() > before or future.done())
        return future

    try:
        yield submit
    finally:
        holder.execute("ROLLBACK")
        pool.shutdown(wait=False)
    assert first.result() == []


def until(holds: Callable[[], bool]) -> None:
    """Waits for something that must happen."""
    while not holds():
        threading.Event().wait(0.002)
