"""What is not the same at two positions, and the acts that changed it: a difference is itself a report."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections.accused_status import ACCUSED_STATUS
from projections.case_status import CASE_STATUS
from projections.declaration import Projection
from projections.kernel import RowVersion
from projections.rows import columns_of, seen_row
from projections.tables import named

Connection = psycopg.Connection[Any]


class Changed(NamedTuple):
    """A row that is not the same at two positions."""

    projection: str
    stream: UUID
    key: tuple[Any, ...]
    before: Any | None  # row at the earlier position; None: it was not there
    after: Any | None
    acts: tuple[int, ...]  # positions of the acts that changed it in between


def case_differences(connection: Connection, stream: UUID, earlier: int, later: int) -> list[Changed]:
    """What changed in a case between two positions: its status and its accused."""
    where = sql.SQL("stream = %(stream)s")
    found: list[Changed] = []
    for projection in (CASE_STATUS, ACCUSED_STATUS):
        found += _differences(connection, projection, where, {"stream": stream}, earlier, later)
    return found


CHANGED_BETWEEN = sql.SQL(
    "{where} AND seen_from <= %(later)s AND (seen_from > %(earlier)s OR"
    " (seen_until > %(earlier)s AND seen_until <= %(later)s)) ORDER BY stream, seen_from"
)


def _differences(
    connection: Connection,
    projection: Projection,
    where: sql.Composable,
    values: Mapping[str, Any],
    earlier: int,
    later: int,
) -> list[Changed]:
    statement = sql.SQL("SELECT {} FROM {} WHERE {}").format(
        columns_of(projection), named(projection), CHANGED_BETWEEN.format(where=where)
    )
    versions: dict[tuple[UUID, tuple[Any, ...]], list[RowVersion]] = {}
    for stored in connection.execute(statement, {**values, "earlier": earlier, "later": later}):
        seen = seen_row(projection, stored)
        version = RowVersion(seen.row, (), seen.since, stored[-1])
        versions.setdefault((seen.stream, projection.key_of(seen.row)), []).append(version)
    found = []
    for (stream, key), rows in versions.items():
        before = next((v.row for v in rows if v.seen_from <= earlier), None)
        after = next((v.row for v in rows if v.seen_until is None or v.seen_until > later), None)
        if before != after:
            moments = {v.seen_from for v in rows} | {v.seen_until for v in rows if v.seen_until is not None}
            acts = tuple(sorted(moment for moment in moments if earlier < moment <= later))
            found.append(Changed(projection.name, stream, key, before, after, acts))
    return found
