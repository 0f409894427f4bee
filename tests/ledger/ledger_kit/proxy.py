"""A proxy between a client and Postgres that reads the client's messages and cuts the line at a chosen one.

Frontend messages (PostgreSQL protocol 3): the first is untyped, every other one is a type byte, a length of 4 bytes
that counts itself, and a body. Once the line is cut the proxy stays down until `up`.
"""

import socket
import threading
from contextlib import suppress
from enum import Enum

from psycopg.conninfo import conninfo_to_dict, make_conninfo


class Point(Enum):
    """Where the line is cut."""

    BEGIN = "before the answer to BEGIN, and to the lock that is asked for with it, comes back"
    COPY = "in the middle of the acts"
    BEFORE_COMMIT = "before COMMIT reaches the server"
    AFTER_COMMIT = "after COMMIT took place, before its answer comes back"


class Proxy:
    """Listens on a free port of the loopback."""

    def __init__(self, conninfo: str) -> None:
        self._target = conninfo
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._points: list[Point] = []
        self.passed: list[tuple[bytes, bytes]] = []  # type and statement of each whole message that was let through
        self._down = threading.Event()
        self._broken = threading.Semaphore(0)
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def conninfo(self) -> str:
        """The connection string through the proxy."""
        return make_conninfo(
            self._target,
            host="127.0.0.1",
            port=self._listener.getsockname()[1],
            sslmode="disable",
            gssencmode="disable",
            application_name="through_proxy",
        )

    def break_at(self, *points: Point) -> None:
        """Cuts one connection at each of the points, one after the other."""
        self._points = list(points)

    def wait_until_broken(self) -> None:
        assert self._broken.acquire(timeout=60), "the point was never reached"

    def up(self) -> None:
        """Lets connections through again."""
        self._down.clear()

    def close(self) -> None:
        self._down.set()
        self._listener.close()
        for one in self._sockets:
            _cut(one)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._down.is_set():
                    _cut(client)
                else:
                    _Line(self, client)

    def connect(self) -> socket.socket:
        """A connection to the server itself."""
        target = conninfo_to_dict(self._target)
        return socket.create_connection((str(target["host"]), int(str(target["port"]))))

    def fired(self, point: Point) -> bool:
        """Whether this is the next point to cut at; then it is used up."""
        if not self._points or self._points[0] is not point:
            return False
        self._points.pop(0)
        return True

    def cut(self, *ends: socket.socket) -> None:
        self._down.set()
        for end in ends:
            _cut(end)
        self._broken.release()


class _Line:
    """One connection: two threads, and what the client has said so far."""

    def __init__(self, proxy: Proxy, client: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, proxy.connect()
        proxy._sockets += [self._client, self._server]
        self._withheld: bytes | None = None  # what the server says once its answers are held back
        self._awaited = b""  # the answer that must have come before the cut
        self._statements: dict[bytes, bytes] = {}
        self._started = False
        for run in (self._forward, self._answer):
            threading.Thread(target=run, daemon=True).start()

    def _forward(self) -> None:
        waiting = b""
        with suppress(OSError):
            while data := self._client.recv(65536):
                waiting += data
                while message := self._first(waiting):
                    waiting = waiting[len(message) :]
                    if not self._pass(message):
                        return
        _cut(self._server)  # also when the line was reset

    def _first(self, data: bytes) -> bytes:
        """The first whole message, or nothing yet."""
        head = 1 if self._started else 0
        if len(data) < head + 4:
            return b""
        length = head + int.from_bytes(data[head : head + 4], "big")
        return data[:length] if len(data) >= length else b""

    def _pass(self, message: bytes) -> bool:
        """Forwards a message, or cuts the line at it."""
        statement = self._statement(message) if self._started else b""
        self._started = True
        if message[:1] == b"d" and self._proxy.fired(Point.COPY):
            self._server.sendall(message[: len(message) // 2])
            self._proxy.cut(self._server, self._client)
            return False
        if statement.endswith(b"COMMIT") and self._proxy.fired(Point.BEFORE_COMMIT):
            self._proxy.cut(self._server, self._client)
            return False
        if self._withheld is None:
            if statement.endswith(b"COMMIT") and self._proxy.fired(Point.AFTER_COMMIT):
                self._withheld, self._awaited = b"", b"COMMIT\0"
            if statement.startswith(b"BEGIN") and self._proxy.fired(Point.BEGIN):
                self._withheld, self._awaited = b"", b"BEGIN\0"
        self._server.sendall(message)
        self._proxy.passed.append((message[:1], statement))
        return True

    def _statement(self, message: bytes) -> bytes:
        """The statement that a Parse, Bind or Query message is about."""
        body = message[5:].split(b"\0")
        if message[:1] == b"P":
            self._statements[body[0]] = body[1]
            return body[1]
        if message[:1] == b"B":
            return self._statements.get(body[1], b"")
        return body[0] if message[:1] == b"Q" else b""

    def _answer(self) -> None:
        with suppress(OSError):
            while data := self._server.recv(65536):
                if self._withheld is None:
                    self._client.sendall(data)
                    continue
                self._withheld += data
                if self._awaited in self._withheld:
                    self._proxy.cut(self._client, self._server)
                    return
        _cut(self._client)


def _cut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
