"""Starting, finding and stopping the HTTP service of one home (its process is `ops.serve`).

Its process holds a lock on the file `service.running` for as long as it lives, which the system gives back however it
ends; the last line of the file says which process it is and, once it listens, where. `service.port` keeps the port for
the next time.
"""

import fcntl
import json
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from ops.errors import ServiceFailed
from ops.files import Progress, locked, silent, tail
from ops.processes import has_ended, spawn_detached
from ops.settings import Settings

MODULE = "ops.serve"
COMMAND = (sys.executable, "-P", "-m", MODULE)
HEALTH = "/health"
RUNNING = "service.running"
START_WAIT_S = 120.0  # a service may check the head of a large ledger before it answers
STOP_WAIT_S = 30.0


@dataclass(frozen=True)
class Service:
    """Where a service listens, and its process."""

    pid: int
    url: str  # "" until it listens


def find(home: Path) -> Service | None:
    """The service of `home`: its process lives. Its `url` is empty until it has bound its port."""
    if not _lives(home):
        return None
    try:
        state = json.loads((home / RUNNING).read_bytes().splitlines()[-1])
    except (ValueError, IndexError):  # its process is just about to write
        return None
    return Service(state["pid"], state["url"])


def healthy(service: Service) -> bool:
    """Whether it answers that it is well."""
    if not service.url:
        return False
    try:
        return httpx.get(service.url + HEALTH, timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def start(settings: Settings, progress: Progress = silent) -> Service:
    """The service of the settings' home, answering; one that runs already is left as it is.

    Raises:
        ServiceFailed
    """
    home, log = settings.home, settings.home / "service.log"
    with locked(home / "service.lock", progress):
        started = None
        if not _lives(home):
            environment = os.environ | {"SOCAI_HOME": str(home)}
            started = spawn_detached(COMMAND, log, environment=environment)
        return _wait(home, log, started, progress)


def stop(home: Path, progress: Progress = silent) -> bool:
    """Ask the service to finish what it is at and end; False when none ran.

    One that has not ended after 30 s is killed: whatever it acknowledged is on disk.

    Raises:
        ServiceFailed
    """
    if not home.exists():
        return False
    with locked(home / "service.lock", progress):
        if not _lives(home):
            return False
        if not _ended(home, signal.SIGTERM):
            progress("the service does not end; killing it")
            if not _ended(home, signal.SIGKILL):
                raise ServiceFailed("the service does not end", home / "service.log", tail(home / "service.log"))
        return True


def _wait(home: Path, log: Path, started: int | None, progress: Progress) -> Service:
    """The service once it answers; `started` is its process if we started it, None if it was there already."""
    began = time.monotonic()
    said = 3.0
    while (waited := time.monotonic() - began) < START_WAIT_S:
        service = find(home)
        if (
            service is not None and healthy(service) and find(home) == service
        ):  # again: what a killed one left may lie there
            return service
        # A killed `up` may have started another just before: one of the two gets the lock, and either will do.
        if not _lives(home) and (started is None or has_ended(started, MODULE)):
            raise ServiceFailed("the service ended while starting", log, tail(log))
        if waited > said:
            progress(f"the service is starting ({waited:.0f} s)")
            said += 3.0
        time.sleep(0.05)
    raise ServiceFailed(f"the service does not answer after {START_WAIT_S:.0f} s", log, tail(log))


def _lives(home: Path) -> bool:
    path = home / RUNNING
    if not path.exists():
        return False
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _ended(home: Path, how: signal.Signals) -> bool:
    """Signal whoever holds the lock, and the next one if another was waiting for it, until nobody does."""
    began = time.monotonic()
    told = None
    while time.monotonic() - began < STOP_WAIT_S:
        service = find(home)
        if service is not None and service.pid != told:
            with suppress(ProcessLookupError):
                os.kill(service.pid, how)
            told = service.pid
        if not _lives(home):
            return True
        time.sleep(0.05)
    return False
