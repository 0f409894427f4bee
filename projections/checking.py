"""Whether the live tables are what the acts say: everything is folded anew and compared, nothing is written.

1 the tables were built, and from the declarations of this program;
2 the ledger holds the act that the tables stand at;
3 no stored row speaks of positions that the tables have not reached;
4 every row of every stream, as known at that position, is the one that the fold gives, and no other row is there;
5 every tally says what the rows of its table say.

A projection of a stream that stands in quarantine is compared up to the act at which it stopped.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from ledger import database
from projections import declarations, quarantine, tables, tallies, tracking
from projections.content import ContentHash
from projections.declaration import Projection
from projections.errors import LedgerReplaced
from projections.rebuild import Progress, silent
from projections.workers import Difference, Work, fold_ranges, ranges

Connection = psycopg.Connection[Any]

MOST = 1000  # differences that are listed
AHEAD = (
    "SELECT stream, seen_from, seen_until FROM {table}, (SELECT notification_id reached FROM projections.tracking"
    " WHERE application_name = {name}) t WHERE seen_from > reached OR seen_until > reached ORDER BY stream LIMIT 1"
)


class Checked(NamedTuple):
    """What a check found. The tables are right when `differences` is empty; what is quarantined is right up to where
    it stopped.
    """

    position: int
    acts: int
    content: dict[str, bytes]  # hash of the rows as the acts give them, by projection
    content_live: dict[str, bytes]  # hash of the stored rows
    differences: list[Difference]
    quarantined: list[quarantine.Quarantined]


def check(
    conninfo: str, projections: Sequence[Projection], *, processes: int | None = None, progress: Progress = silent
) -> Checked:
    """Compares the live tables with the acts; any role that may read will do."""
    with database.connect(conninfo) as connection:
        if not tables.has_support(connection):
            never = [Difference(projection.name, None, "", "never built") for projection in projections]
            return Checked(0, 0, {}, {}, never, [])
        stopped = quarantine.every(connection)
        differing = declarations.differing(connection, projections)
        differences = [
            Difference(projection.name, None, "", "not built from this declaration") for projection in differing
        ]
        comparable = tuple(projection for projection in projections if projection not in differing)
        try:
            upto = tracking.stands_at(connection) or 0
        except LedgerReplaced as error:
            replaced = [Difference(projection.name, None, "", str(error)) for projection in projections]
            return Checked(error.tracked, 0, {}, {}, replaced, stopped)
        differences += [found for projection in comparable if (found := _ahead(connection, projection)) is not None]
        for projection in comparable:
            differences += _untrue_tallies(connection, projection)
        todo = ranges(connection)
    work = Work(
        conninfo, comparable, upto, False, True, {(item.projection, item.stream): item.position for item in stopped}
    )
    hashes = {projection.name: (ContentHash(), ContentHash()) for projection in comparable}
    done = 0
    progress(0, upto)
    for folded in fold_ranges(work, todo, processes):
        done += folded.acts
        for name, (computed, live) in hashes.items():
            computed.add_hashed(folded.hashed[name])
            live.add_hashed(folded.hashed_live[name])
        differences += folded.differences[: max(0, MOST - len(differences))]
        progress(done, upto)
    return Checked(
        upto,
        done,
        {name: computed.digest() for name, (computed, _) in hashes.items()},
        {name: live.digest() for name, (_, live) in hashes.items()},
        differences,
        stopped,
    )


def _ahead(connection: Connection, projection: Projection) -> Difference | None:
    statement = sql.SQL(AHEAD).format(table=tables.named(projection), name=sql.Literal(tracking.APPLICATION))
    row = connection.execute(statement).fetchone()
    if row is None:
        return None
    stream, since, until = row
    return Difference(projection.name, stream, "", f"speaks of positions not reached: {since} to {until}")


def _untrue_tallies(connection: Connection, projection: Projection) -> Iterator[Difference]:
    for tally in projection.tallies:
        for which, expected, found in tallies.differing(connection, projection, tally, tables.named(projection), MOST):
            what = "changed" if expected is not None else f"tally {tally.name} was never built"
            yield Difference(projection.name, None, which, what, expected, found)
