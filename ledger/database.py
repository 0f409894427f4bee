"""Connections to Postgres. Every connection of the ledger is made here: psycopg 3, autocommit, UTC, durable commits."""

import os
import socket
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[Any]
RECEIVE_BYTES = 4_194_304

# An operator may have relaxed durability for a whole server; an acknowledged act must be on disk all the same. A
# statement after a lock must see what was committed while the lock was waited for, so never a snapshot a transaction.
SESSION = (
    "SET synchronous_commit = on; SET default_transaction_isolation = 'read committed';"
    " SET TimeZone = 'UTC'; SET jit = off"
)


# A server that vanished without a word is noticed within half a minute, also while its answer is waited for.
ALIVE: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": 30_000,
}


def connect(conninfo: str) -> Connection:
    """One autocommit connection. Raises: psycopg.OperationalError."""
    connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=10, **ALIVE)
    configure(connection)
    return connection


def configure(connection: Connection) -> None:
    _widen(connection)
    connection.execute(SESSION, prepare=False)


def _widen(connection: Connection) -> None:
    """A window that takes a whole case at once: with the usual one an answer of some 300 kB now and then stalls for
    40 ms, waiting for an acknowledgement that is being delayed. The system may grant less.
    """
    with socket.socket(fileno=os.dup(connection.fileno())) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)


def pool(conninfo: str, *, most: int = 8) -> ConnectionPool[Connection]:
    """A pool of such connections for readers; open it before use and close it at the end."""
    return ConnectionPool(
        conninfo,
        min_size=1,
        max_size=most,
        open=False,
        kwargs={"autocommit": True, **ALIVE},
        configure=configure,
        check=ConnectionPool.check_connection,
    )
