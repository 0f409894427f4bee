"""States kept between acts, so that judging an act does not read its case again.

A state is only ever used when the act to be judged names its version and hash; what is stale is brought up to date
from the ledger. The ledger's own checks at append time decide races: nothing here needs to be right to be safe.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import psycopg

from domain.kernel.act import Recorded
from domain.kernel.deciding import apply, initial
from ledger import reading
from ledger.batch import ORGANISATION
from ledger.errors import Conflict
from ledger.mapper import to_recorded
from ledger.reading import Stored

Connection = psycopg.Connection[Any]


class Pool(Protocol):
    """Where connections are borrowed: psycopg_pool.ConnectionPool, or what behaves like it."""

    def connection(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """A stream as its newest known act left it. Version 0 stands for a stream without acts."""

    stream: UUID
    kind: str
    version: int
    act_hash: bytes | None
    position: int  # of its newest act, 0 for none
    state: Any

    def after(self, act: Recorded) -> "Standing":
        """The stream with one more act."""
        return Standing(
            self.stream, self.kind, act.version, bytes.fromhex(act.hash), act.position, apply(self.state, act)
        )


def standing_of(stream: UUID, kind: str, acts: Iterable[Stored]) -> Standing:
    """The stream after `acts`, from its beginning."""
    return _continued(Standing(stream, kind, 0, None, 0, initial(kind)), acts)


def _continued(standing: Standing, acts: Iterable[Stored]) -> Standing:
    for act in acts:
        standing = standing.after(to_recorded(act))
    return standing


class NotAtHand(Exception):
    """A stream must be read from the ledger before it can be judged."""

    def __init__(self, stream: UUID, kind: str, version: int) -> None:
        super().__init__(stream, kind, version)
        self.stream, self.kind, self.version = stream, kind, version  # at least this version is needed

    def conflict(self, newest: Standing) -> Conflict:
        """What it comes to when the ledger does not hold the version either."""
        return Conflict(self.stream, self.version + 1, newest.version, newest.act_hash)


class StreamStates:
    """The newest known standing of the streams written to last; at most `most` of them."""

    def __init__(self, pool: Pool, most: int = 4096) -> None:
        self._pool, self._most = pool, most
        self._known: OrderedDict[UUID, Standing] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, stream: UUID) -> Standing | None:
        with self._lock:
            standing = self._known.get(stream)
            if standing is not None:
                self._known.move_to_end(stream)
            return standing

    def get(self, stream: UUID, kind: str, version: int) -> Standing:
        """The stream as known, at least at `version`; what it really is, the append decides.

        Raises: NotAtHand when it must be read first.
        """
        standing = self.known(stream)
        if standing is None and version == 0:
            return Standing(stream, kind, 0, None, 0, initial(kind))
        if standing is None or standing.version < version:
            raise NotAtHand(stream, kind, version)
        return standing

    def read(self, stream: UUID, kind: str, known: Standing | None = None) -> Standing:
        """The stream as the ledger holds it now, continued from what is known."""
        with self._pool.connection() as connection:
            acts = reading.by_stream(connection, stream, after_version=known.version if known else 0)
        if known is not None:
            standing = _continued(known, acts)
        else:
            standing = standing_of(stream, acts[0].kind if acts else kind, acts)
        if standing.version:
            self.keep(standing)
        return standing

    def read_on(self, stream: UUID, kind: str) -> Standing:
        """Brings what is known of a stream up to date."""
        return self.read(stream, kind, self.known(stream))

    def keep(self, standing: Standing) -> None:
        """Keeps a standing unless a newer one is known."""
        with self._lock:
            known = self._known.get(standing.stream)
            if known is None or known.version < standing.version:
                self._known[standing.stream] = standing
                self._known.move_to_end(standing.stream)
                if len(self._known) > self._most:
                    self._known.popitem(last=False)

    def forget(self, stream: UUID) -> None:
        """Forgets a stream that was found to be stale."""
        with self._lock:
            self._known.pop(stream, None)


class OrganisationState:
    """The one organisation stream: units, officers, titles, certificates. Every authority is judged by it."""

    def __init__(self, pool: Pool, stream_of_new: Callable[[], UUID]) -> None:
        self._pool = pool
        self._lock = threading.Lock()
        self._standing = Standing(stream_of_new(), ORGANISATION, 0, None, 0, initial(ORGANISATION))

    @property
    def current(self) -> Standing:
        """The newest known standing; its position is what an append calls `judged_at`."""
        return self._standing

    def refresh(self) -> Standing:
        """Brings the state up to date from the ledger."""
        with self._lock, self._pool.connection() as connection:
            acts = reading.organisation(connection, self._standing.position, reading.size(connection))
            if acts and not self._standing.version:
                self._standing = standing_of(acts[0].stream, ORGANISATION, acts)
            else:
                self._standing = _continued(self._standing, acts)
            return self._standing

    def keep(self, standing: Standing) -> None:
        """Keeps the standing after an act that this process recorded."""
        with self._lock:
            if standing.version > self._standing.version:
                self._standing = standing
