"""An embedded Postgres server in a folder of ours.

    folder/                 0700
        data/               the cluster (data checksums, UTF-8, the builtin C.UTF-8 locale)
        passwords.json      0600; a random password for each role, made before the cluster
        port                the port it was last started on; loopback TCP only, SCRAM only
        postgres.log        its output
        lock                one start or stop at a time

`start` may be called at any time by anybody who may read the folder: it makes what is missing, recovers a server that
was killed, and returns when connections are answered. The server outlives the process that started it. Whether it lives
is asked by connecting, never by a process id. `fsync`, `full_page_writes` and `synchronous_commit` are set on its
command line, above every file, and are never off.
"""

import os
import signal
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from ops.errors import FolderNotOurs, StartFailed, StopTimedOut
from ops.files import Progress, locked, private_folder, silent, tail, write_private
from ops.postgres_binaries import program
from ops.postgres_cluster import (
    OWNER,
    check_version,
    forget_stranger,
    initialise,
    passwords,
    postmaster,
    write_settings,
)
from ops.postgres_identity import Identity, choose
from ops.processes import has_ended, spawn_detached
from ops.roles import ensure_login_roles

HOST = "127.0.0.1"
PORTS_TRIED = 20  # each is free when chosen, and could be taken before the server binds it
STOP_WAIT_S = 300.0
LET_GO_S = 1.0  # what somebody else's program on our port costs a start

ALWAYS_ON = ("fsync", "full_page_writes", "synchronous_commit")
# What a postmaster says when children of a killed one (they end after the statement they are in), or another, live.
NOT_GONE_YET = ("pre-existing shared memory block", 'lock file "postmaster.pid"')

WHERE = "SELECT current_setting('data_directory')"
DATABASE_EXISTS = "SELECT 1 FROM pg_database WHERE datname = 'socai'"


@dataclass(frozen=True)
class Server:
    """A server that answered when this value was made."""

    folder: Path
    port: int
    passwords: dict[str, str] = field(repr=False)

    def conninfo(self, role: str = "owner", database: str = "socai") -> str:
        """A libpq connection string for `owner` or one of `ops.roles.ROLES`; it holds a password."""
        user = OWNER if role == "owner" else role
        return make_conninfo(host=HOST, port=self.port, user=user, password=self.passwords[user], dbname=database)

    @property
    def pid(self) -> int | None:
        """The postmaster's process id; None once it has gone."""
        running = postmaster(self.folder / "data")
        return None if running is None else running.pid

    def stop(self, progress: Progress = silent) -> None:
        """See `stop`."""
        stop(self.folder, progress)


def start(folder: Path, progress: Progress = silent) -> Server:
    """The server of `folder`, running: made, started or recovered as needed.

    Raises:
        FolderNotOurs, OtherMajorVersion, NoIdentity, BinariesMissing, StartFailed
    """
    folder = private_folder(folder.absolute()).resolve()
    data = folder / "data"
    if os.geteuid() not in (0, folder.stat().st_uid):
        raise FolderNotOurs(folder, folder.stat().st_uid)
    with locked(folder / "lock", progress) as lock:
        check_version(data)
        server = _running(folder, progress)
        if server is None:
            identity = choose(folder, data)
            if not data.exists():
                progress("making the database cluster")
                initialise(folder, identity, lock)
            write_settings(data, identity)
            server = _launch(folder, identity, progress)
        _make_database(server)
        return server


def find(folder: Path) -> Server | None:
    """The server of `folder` when it answers; None when it does not (also while it recovers)."""
    folder = folder.absolute().resolve()
    running = postmaster(folder / "data")
    if running is None:
        return None
    server = Server(folder, running.port, passwords(folder))
    return server if _answers(server) else None


def stop(folder: Path, progress: Progress = silent) -> bool:
    """Fast shutdown: open transactions are rolled back, everything committed is on disk; False when nothing ran.

    Raises:
        StopTimedOut: the server is left alone, it is never killed.
    """
    folder = folder.absolute().resolve()
    if not (folder / "data").exists():
        return False
    with locked(folder / "lock", progress):
        running = postmaster(folder / "data")
        if running is None:
            return False
        os.kill(running.pid, signal.SIGINT)
        began = time.monotonic()
        while postmaster(folder / "data") == running:
            waited = time.monotonic() - began
            if waited > STOP_WAIT_S:
                raise StopTimedOut(running.pid, waited)
            if waited > 2:
                progress(f"Postgres is shutting down ({waited:.0f} s)")
            time.sleep(0.02)
        return True


def _running(folder: Path, progress: Progress) -> Server | None:
    """The server if its process lives, once it answers; None when there is none or it ends."""
    running = postmaster(folder / "data")
    if running is None:
        return None
    server = Server(folder, running.port, passwords(folder))
    return server if _wait(server, running.pid, progress) else None


def _launch(folder: Path, identity: Identity, progress: Progress) -> Server:
    """Start the postmaster and wait until it answers, for as long as recovery takes."""
    log = folder / "postgres.log"
    port = _recorded_port(folder)
    if port is None or not _comes_free(port):
        port = _free_port()
    tried = 0
    began = time.monotonic()
    while True:
        forget_stranger(folder / "data")
        if not _is_free(port):
            port = _free_port()
        write_private(folder / "port", str(port).encode())
        server = Server(folder, port, passwords(folder))
        mark = log.stat().st_size if log.exists() else 0
        if _wait(server, _spawn(folder, identity, port), progress):
            return server
        said = _said_since(log, mark)
        if "Address already in use" in said and tried < PORTS_TRIED:
            tried += 1
            port = _free_port()
        elif any(sign in said for sign in NOT_GONE_YET):
            progress(f"waiting for the rest of a killed Postgres to end ({time.monotonic() - began:.0f} s)")
            time.sleep(0.1)
            other = _running(folder, progress)  # a killed start may have launched one just before
            if other is not None:
                return other
        else:
            raise StartFailed(log, tail(log))


def _said_since(log: Path, mark: int) -> str:
    with log.open("rb") as file:
        file.seek(mark)
        return file.read().decode(errors="replace")


def _spawn(folder: Path, identity: Identity, port: int) -> int:
    """Start the postmaster; its process id (the identity's prefix executes in place)."""
    durable = [part for name in ALWAYS_ON for part in ("-c", f"{name}=on")]
    command: list[str | Path] = [
        *identity.prefix,
        program("postgres"),
        "-D",
        folder / "data",
        "-p",
        str(port),
        *durable,
    ]
    log = folder / "postgres.log"
    return spawn_detached(command, log, user=identity.user, group=identity.group, cwd=Path("/"))


def _wait(server: Server, pid: int, progress: Progress) -> bool:
    """True once the server answers; False when the process has ended."""
    began = time.monotonic()
    said = 2.0
    while not has_ended(pid, str(server.folder)):
        if _answers(server):
            return True
        waited = time.monotonic() - began
        if waited > said:
            progress(f"Postgres is starting or recovering ({waited:.0f} s): {tail(server.folder / 'postgres.log', 1)}")
            said += 2.0
        time.sleep(0.03)
    return False


def _answers(server: Server) -> bool:
    """Whether the server of this very data folder answers there.

    Raises:
        StartFailed: it answers, and refuses our password.
    """
    try:
        with psycopg.connect(server.conninfo(database="postgres"), connect_timeout=5) as conn:
            row = conn.execute(WHERE).fetchone()
            return row is not None and Path(row[0]) == server.folder / "data"
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error) and postmaster(server.folder / "data") is not None:
            raise StartFailed(server.folder / "postgres.log", str(error)) from error
        return False


def _make_database(server: Server) -> None:
    with psycopg.connect(server.conninfo(database="postgres"), autocommit=True) as conn:
        ensure_login_roles(conn, server.passwords)
        if conn.execute(DATABASE_EXISTS).fetchone() is None:
            conn.execute("CREATE DATABASE socai")


def _recorded_port(folder: Path) -> int | None:
    try:
        return int((folder / "port").read_text())
    except (OSError, ValueError):
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _comes_free(port: int) -> bool:
    """Whether nobody listens on the port any more, or will not in a moment: a server that was killed just now is gone
    as a process before its socket is, and who was connected to it tries the same port again.
    """
    began = time.monotonic()
    while not _is_free(port):
        if time.monotonic() - began > LET_GO_S:
            return False
        time.sleep(0.01)
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
