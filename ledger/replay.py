"""The state of a stream as of any position, folded from acts that are verified on the way.

1. Each stored act is what its row says (ledger/checking.py).
2. Each act names the act before it; versions are 1, 2, 3, ...
3. Each signature holds, by a certificate that was good when the act was recorded.

Signatures are checked in threads while the acts are folded. Offices and the tree are for the verification of the
whole ledger.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.coding import act_from_json
from domain.kernel.deciding import fold
from ledger import reading
from ledger.checking import Mismatch, check_stored
from ledger.errors import NotRecorded
from ledger.reading import Connection, Stored
from signing.trust import Admitted, check_act

CHUNK = 25  # signatures a thread takes at a time
PAGE = 50  # acts read at a time


class Replayer:
    """Replays streams of one ledger. `admitted` gives a certificate by its SHA-256, `threads` check signatures."""

    def __init__(self, origin: str, admitted: Callable[[bytes], Admitted], threads: ThreadPoolExecutor) -> None:
        self._origin, self._admitted, self._threads = origin, admitted, threads

    def state(self, connection: Connection, stream: UUID, position: int | None = None) -> Any:
        """The domain's state of the stream after the acts recorded up to `position`.

        Raises: NotRecorded, Mismatch, BadSignature, Untrusted.
        """
        rows = list(_pages(connection, stream, position))
        if not rows:
            raise NotRecorded(f"stream {stream}")
        chunks = [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]
        checks = [self._threads.submit(self._check_signatures, chunk) for chunk in chunks]
        state = fold(rows[0].kind, self._history(rows))
        for check in checks:
            check.result()
        return state

    def _history(self, rows: Sequence[Stored]) -> list[Recorded]:
        history, before = [], None
        for version, row in enumerate(rows, start=1):
            body = check_stored(row, self._origin)  # 1
            if row.version != version or row.previous != before:  # 2
                raise Mismatch(row.position, "chain")
            before = row.act_hash
            act = act_from_json(body)
            history.append(Recorded(row.stream, version, row.position, before.hex(), row.recorded_at, act))
        return history

    def _check_signatures(self, rows: Sequence[Stored]) -> None:
        for row in rows:
            check_act(row.act, row.signature, self._admitted(row.certificate), row.recorded_at)  # 3


def _pages(connection: Connection, stream: UUID, position: int | None) -> Iterator[Stored]:
    """The acts of a stream, some at a time: a long answer can stall on its way (ledger/database.py)."""
    version = 0
    while page := reading.by_stream(connection, stream, after_version=version, upto_position=position, most=PAGE):
        yield from page
        version = page[-1].version
