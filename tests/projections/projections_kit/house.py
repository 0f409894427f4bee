"""A ledger with projections in a test: records walks, projects them, and looks at the tables."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import psycopg

from ledger import database
from ledger.batch import SignedAct
from ledger.sequencer import Sequencer
from projections import checking, history, tables
from projections.catalogue import PROJECTIONS
from projections.declaration import Projection
from projections.kernel import RowVersion
from projections.organisations import Organisations
from projections.rebuild import prepare
from projections.runner import Runner
from projections.whole import fold_stream
from projections.workers import HIGHEST, LOWEST

Connection = psycopg.Connection[Any]


class House:
    """`conninfo` gives the connection string of a role."""

    def __init__(self, conninfo: Callable[[str], str], projections: Sequence[Projection] = PROJECTIONS) -> None:
        self.conninfo, self.projections = conninfo, tuple(projections)
        self._open = ExitStack()
        self.sequencer = Sequencer(lambda: database.connect(conninfo("socai_service")))
        self._open.callback(self.sequencer.close)
        self.projector = self.connect("socai_projector")
        self.runner = Runner(conninfo("socai_projector"), self.projections)

    def close(self) -> None:
        self._open.close()

    def furnished(self, *projections: Projection) -> "House":
        """The same ledger with other projections."""
        made = House(self.conninfo, projections)
        self._open.callback(made.close)
        made.prepare()
        return made

    def connect(self, role: str = "owner") -> Connection:
        """A connection that is closed at the end."""
        return self._open.enter_context(database.connect(self.conninfo(role)))

    def record(self, acts: Iterable[SignedAct], together: int = 50) -> None:
        """Records acts in their order, some in a commit."""
        waiting: list[SignedAct] = []
        for act in acts:
            waiting.append(act)
            if len(waiting) == together:
                self.sequencer.append(waiting)
                waiting = []
        if waiting:
            self.sequencer.append(waiting)

    def prepare(self) -> None:
        prepare(self.conninfo("socai_projector"), self.projections, processes=1)

    def project(self, most: int = 1000) -> None:
        """Projects everything that is recorded."""
        while self.runner.pull(self.projector, most):
            pass

    def check(self, processes: int = 1) -> checking.Checked:
        return checking.check(self.conninfo("socai_reader"), self.projections, processes=processes)

    def stored(self, projection: Projection, upto: int) -> dict[UUID, list[RowVersion]]:
        """The live rows as known at a position."""
        found: dict[UUID, list[RowVersion]] = {}
        with self.projector.transaction():
            for stream, version in tables.Writer(projection).read(self.projector, LOWEST, HIGHEST, upto):
                found.setdefault(stream, []).append(_as_tuples(version))
        return found

    def rows(self, projection: Projection) -> list[tuple[Any, UUID, int, int | None]]:
        """All live rows, each with its stream, seen_from and seen_until."""
        return [
            (projection.row._make(version.row), stream, version.seen_from, version.seen_until)
            for stream, versions in self.stored(projection, 2**62).items()
            for version in versions
        ]

    def folded(self, upto: int) -> dict[tuple[str, UUID], list[RowVersion]]:
        """What the fold of the acts up to a position gives, by projection and stream."""
        organisations = Organisations()
        organisations.read(self.projector, upto)
        acts: dict[UUID, list[history.StoredAct]] = {}
        for act in history.by_position(self.projector, 1, upto):
            acts.setdefault(act.stream, []).append(act)
        found: dict[tuple[str, UUID], list[RowVersion]] = {}
        for stream, items in acts.items():
            for sheet in fold_stream(items, self.projections, organisations).sheets:
                versions = list(sheet.versions())
                if versions:
                    found[sheet.projection.name, stream] = versions
        return found


def _as_tuples(version: RowVersion) -> RowVersion:
    row = tuple(tuple(cell) if isinstance(cell, list) else cell for cell in version.row)
    return version._replace(row=row)


def true_at(versions: Iterable[RowVersion], position: int) -> set[tuple[Any, ...]]:
    """The rows that were the truth at a position, each with the acts behind its cells."""
    return {
        (version.row, version.acts, version.seen_from)
        for version in versions
        if version.seen_from <= position and (version.seen_until is None or version.seen_until > position)
    }
