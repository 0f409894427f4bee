"""The HTTP service's own process: `python -m ops.serve`, started by `ops.service`.

See `ops.service` for the files it keeps.
"""

import fcntl
import json
import logging
import os
import socket
import sys
import time
from pathlib import Path
from typing import BinaryIO

import uvicorn

from api.app import create_app
from ops.collector import settle
from ops.database import find_database
from ops.files import write_private
from ops.service import RUNNING
from ops.settings import Settings, checkpoint_folder, keys_folder, ledger_origin, trust_folder

PORT = "service.port"
GRACE_S = 10  # for requests under way when asked to stop


class WithoutQuery(logging.Filter):
    """Leaves out of the access log what was asked: a search box may hold somebody's name."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == 5:
            client, method, path, *rest = record.args
            record.args = (client, method, str(path).partition("?")[0], *rest)
        return True


def main() -> int:
    """Serve until told to stop; 1 when another process serves this home already."""
    settings = Settings()
    with (settings.home / RUNNING).open("a+b") as running:
        if not _hold(running):
            print("another process serves this home", file=sys.stderr)
            return 1
        running.truncate(0)
        _tell(running, "")
        serve(settings, running)
    return 0


def serve(settings: Settings, running: BinaryIO) -> None:
    """Bind, say where in `running`, and answer requests."""
    database = find_database(settings)
    application = create_app(
        service=database.conninfo("socai_service"),
        projector=database.conninfo("socai_projector"),
        reader=database.conninfo("socai_reader"),
        origin=ledger_origin(settings),
        trust_folder=trust_folder(settings),
        keys_folder=keys_folder(settings),
        checkpoint_folder=checkpoint_folder(settings),
    )
    settle()
    listener = bind(settings)
    port = listener.getsockname()[1]
    write_private(settings.home / PORT, str(port).encode())
    _tell(running, f"http://{url_host(settings.host)}:{port}")
    configuration = uvicorn.Config(
        application, log_level="info", timeout_graceful_shutdown=GRACE_S, lifespan="on", server_header=False
    )
    logging.getLogger("uvicorn.access").addFilter(WithoutQuery())
    uvicorn.Server(configuration).run(sockets=[listener])


def _tell(running: BinaryIO, url: str) -> None:
    running.write(json.dumps({"pid": os.getpid(), "url": url}).encode() + b"\n")
    running.flush()


def _hold(running: BinaryIO) -> bool:
    """Lock the file; a moment of patience for commands that only look whether it is locked."""
    for _ in range(20):
        try:
            fcntl.flock(running, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
        else:
            return True
    return False


def bind(settings: Settings) -> socket.socket:
    """A listening socket on the port of the settings; with port 0 on the one used before, or on any free one.

    Raises:
        OSError: the port that the settings name is taken.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    for port in (settings.port,) if settings.port else (port_before(settings.home), 0):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, port))
        except OSError:
            listener.close()
            if port == settings.port:
                raise
            continue
        listener.listen(1024)
        return listener
    raise AssertionError("port 0 is always free, or it raised")


def port_before(home: Path) -> int:
    """The port that this home was served on last; 0 when never."""
    path = home / PORT
    return int(path.read_text()) if path.exists() else 0


def url_host(host: str) -> str:
    """How a browser on this machine names the address listened on."""
    if host in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host


if __name__ == "__main__":
    sys.exit(main())
