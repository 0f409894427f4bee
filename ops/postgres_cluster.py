"""The files of an embedded cluster: made once, settings written at every start, and what postmaster.pid tells."""

import json
import os
import secrets
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ops.errors import OtherMajorVersion, StartFailed
from ops.files import tail, write_private
from ops.postgres_binaries import major_version, program
from ops.postgres_identity import Identity
from ops.processes import runs_with
from ops.roles import ROLES

OWNER = "socai_owner"
BEING_WRITTEN_S = 10.0

SETTINGS = """\
# Written by socai at every start; put settings of your own below the include in postgresql.conf.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
shared_buffers = {buffers}MB
effective_cache_size = 1GB
work_mem = 16MB
maintenance_work_mem = 128MB
wal_buffers = 16MB
# Nearly all that is read lies in the system's cache: handing it over to other processes costs more than reading it.
io_method = 'sync'
# An import writes gigabytes: a checkpoint in the middle of it would write every page twice.
max_wal_size = 4GB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
max_parallel_workers = 2
max_parallel_workers_per_gather = 1
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u@%d '
"""

LEAST_BUFFERS, MOST_BUFFERS = 128 * 2**20, 4 * 2**30  # bytes
MEMORY_MAX = Path("/sys/fs/cgroup/memory.max")


@dataclass(frozen=True)
class Postmaster:
    """A server process on one of our data folders, whether or not it answers yet."""

    pid: int
    port: int


def check_version(data: Path) -> None:
    """Refuse a cluster of another major version.

    Raises:
        OtherMajorVersion, BinariesMissing
    """
    mark = data / "PG_VERSION"
    if mark.exists() and mark.read_text().strip() != major_version():
        raise OtherMajorVersion(data, mark.read_text().strip(), major_version())


def passwords(folder: Path) -> dict[str, str]:
    """Password by user name; made at random the first time."""
    path = folder / "passwords.json"
    if not path.exists():
        made = {user: secrets.token_urlsafe(24) for user in (OWNER, *ROLES)}
        write_private(path, json.dumps(made, indent=1).encode())
    read: dict[str, str] = json.loads(path.read_bytes())
    return read


def initialise(folder: Path, identity: Identity, lock: int) -> None:
    """Make the cluster beside its place and move it there when it is whole: a killed attempt needs no repair.

    `initdb` is given the folder's lock: should we be killed, the next start waits until it has ended.
    """
    partial = folder / "data.partial"
    shutil.rmtree(partial, ignore_errors=True)
    password_file = folder / "initdb.password"
    write_private(password_file, passwords(folder)[OWNER].encode())
    identity.give(password_file)
    log = folder / "initdb.log"
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = ["-E", "UTF8", *locale, "--data-checksums", "--auth=scram-sha-256", f"--pwfile={password_file}"]
    command = [str(program("initdb")), "-D", str(partial), "-U", OWNER, *options]
    try:
        with log.open("wb") as output:
            done = identity.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, pass_fds=(lock,)
            )
    finally:
        password_file.unlink()
    if done.returncode != 0:
        raise StartFailed(log, tail(log))
    with (partial / "postgresql.conf").open("a") as configuration:
        configuration.write("\ninclude 'socai.conf'\n")
    partial.rename(folder / "data")


def write_settings(data: Path, identity: Identity) -> None:
    """Write the settings of this version of the program."""
    path = data / "socai.conf"
    path.write_text(SETTINGS.format(buffers=_buffers() // 2**20))
    identity.give(path)


def _buffers() -> int:
    """Bytes of pages that the server keeps: an eighth of the memory of this machine, or of what a control group leaves
    us of it. Half of the usual advice, for the service and the system's cache need memory too.
    """
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):  # no such file, or "max"
        memory = min(memory, int(MEMORY_MAX.read_text()))
    return max(LEAST_BUFFERS, min(MOST_BUFFERS, memory // 8))


def postmaster(data: Path) -> Postmaster | None:
    """What postmaster.pid says, if that process runs on this data folder."""
    try:
        lines = (data / "postmaster.pid").read_text().split("\n")
        pid, port = int(lines[0]), int(lines[3])
    except (OSError, ValueError, IndexError):
        return None
    return Postmaster(pid, port) if runs_with(pid, str(data)) else None


def forget_stranger(data: Path) -> None:
    """Remove a postmaster.pid whose process id now belongs to something else (usual after a container's restart).

    Postgres would take that process for a postmaster. A live child of the killed one is still found by Postgres
    itself, by the shared memory block that the folder's inode names. One that is just being written is left alone.
    """
    path = data / "postmaster.pid"
    if postmaster(data) is not None or not path.exists():
        return
    if path.stat().st_size > 0 or time.time() - path.stat().st_mtime > BEING_WRITTEN_S:
        path.unlink(missing_ok=True)
