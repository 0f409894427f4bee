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
from dataclasses import dataclass
from pathlib import Path

import httpx

from ops.errors import ServiceFailed
from ops.files import Progress, locked, silent, tail
from ops.processes import spawn_detached
from ops.settings import Settings

COMMAND = (sys.executable, "-P", "-m", "ops.serve")
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
        if not _lives(home):
            (home / RUNNING).unlink(missing_ok=True)  # what a killed one left
            environment = os.environ | {"SOCAI_HOME": str(home)}
            spawn_detached(COMMAND, log, environment=environment)
        return _wait(home, log, progress)


def stop(home: Path, progress: Progress = silent) -> bool:
    """Ask the service to finish what it is at and end; False when none ran.

    One that has not ended after 30 s is killed: whatever it acknowledged is on disk.

    Raises:
        ServiceFailed
    """
    if not home.exists():
        return False
    with locked(home / "service.lock", progress):
        service = find(home)
        if service is None:
            return False
        os.kill(service.pid, signal.SIGTERM)
        if not _ended(home, STOP_WAIT_S):
            progress("the service does not end; killing it")
            os.kill(service.pid, signal.SIGKILL)
            if not _ended(home, STOP_WAIT_S):
                raise ServiceFailed("the service does not end", home / "service.log", tail(home / "service.log"))
        return True


def _wait(home: Path, log: Path, progress: Progress) -> Service:
    began = time.monotonic()
    said = 3.0
    seen = False  # its lock; until then it may not have come so far
    while (waited := time.monotonic() - began) < START_WAIT_S:
        lives = _lives(home)
        service = find(home)
        if service is not None and healthy(service):
            return service
        if (seen or waited > START_WAIT_S / 2) and not lives:
            raise ServiceFailed("the service ended while starting", log, tail(log))
        seen = seen or lives
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


def _ended(home: Path, within_s: float) -> bool:
    began = time.monotonic()
    while time.monotonic() - began < within_s:
        if not _lives(home):
            return True
        time.sleep(0.05)
    return False
