"""A ledger at work in a test: sequencers and recorders over one database, closed and checked at the end."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric import ec

from ledger import database
from ledger.reading import Stored
from ledger.recorder import LedgerRecorder
from ledger.sequencer import Sequencer
from ledger_kit.whole import check_whole
from ledger_kit.writing import ORIGIN

Connection = psycopg.Connection[Any]


class Desk:
    """`conninfo` gives the connection string of a role, asked anew for every connection."""

    def __init__(self, conninfo: Callable[[str], str], key: ec.EllipticCurvePublicKey) -> None:
        self.conninfo, self.key = conninfo, key
        self._open = ExitStack()
        self.default: LedgerRecorder | None = None

    def connect(self, role: str = "owner") -> Connection:
        """A connection that is closed at the end."""
        return self._open.enter_context(database.connect(self.conninfo(role)))

    def sequencer(
        self,
        connect: Callable[[], Connection] | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
        timeout_s: float = 60.0,
    ) -> Sequencer:
        """A sequencer of the service role."""
        options: dict[str, Any] = {} if clock is None else {"clock": clock}
        made = Sequencer(connect or self.service, timeout_s=timeout_s, **options)
        self._open.callback(made.close)
        return made

    def recorder(self, sequencer: Sequencer | None = None, readers: int = 4) -> LedgerRecorder:
        """A recorder, with a sequencer of its own unless one is given."""
        pool = database.pool(self.conninfo("socai_service"), most=readers)
        pool.open(wait=True)
        self._open.callback(pool.close)
        return LedgerRecorder(sequencer or self.sequencer(), pool, self.service)

    def service(self) -> Connection:
        """A connection of the service role, which its taker closes."""
        return database.connect(self.conninfo("socai_service"))

    @property
    def append(self) -> Callable[..., Any]:
        """Records acts through one recorder that all calls share."""
        if self.default is None:
            self.default = self.recorder()
        return self.default.append

    def close(self) -> None:
        """Ends everything that was opened here."""
        self._open.close()
        self.default = None

    def check(self) -> list[Stored]:
        """Every act stored, the whole ledger checked."""
        with database.connect(self.conninfo("owner")) as connection:
            return check_whole(connection, ORIGIN, self.key)
