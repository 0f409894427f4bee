"""The tables of the projections, made from their declarations. They are rebuilt, never migrated.

projections.<name>         stream, the declared columns, acts (for each column the position of the act behind the cell,
                           see projections/binary.py), seen_from, seen_until: the row was the truth at positions p,
                           seen_from <= p < seen_until; beside it the tables of its tallies (projections/tallies.py)
projections.tracking       up to which position the rows speak, and the leaf of the act there (projections/tracking.py)
projections.declaration    from which declaration a table was built, when, and its content hash
projections.quarantine     which projection of which stream stopped where, and why
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections import tallies
from projections.binary import SIGNATURE, TRAILER, RowEncoder, positions_of
from projections.declaration import ACTS, Projection
from projections.errors import RowsDiffer
from projections.kernel import RowVersion

Connection = psycopg.Connection[Any]

SCHEMA = "projections"
NEXT = "__next"  # suffix of a table being rebuilt

SUPPORT = """
CREATE TABLE IF NOT EXISTS projections.tracking (
    application_name text PRIMARY KEY,
    notification_id  bigint NOT NULL,
    leaf             bytea             -- of the act at that position; null when the position is 0
);
CREATE TABLE IF NOT EXISTS projections.declaration (
    name       text PRIMARY KEY,
    declared   bytea NOT NULL,         -- SHA-256 of the declaration
    position   bigint NOT NULL,        -- the rebuild stood at
    content    bytea NOT NULL,         -- SHA-256 of the rows as of that position
    rebuilt_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS projections.quarantine (
    projection text NOT NULL,
    stream     uuid NOT NULL,
    position   bigint NOT NULL,        -- of the act that could not be taken
    error      text NOT NULL,
    since      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (projection, stream)
);
"""
HAS_SUPPORT = "SELECT to_regclass('projections.tracking') IS NOT NULL"

BYTES_A_WRITE = 2**18


def create_support(connection: Connection) -> None:
    """Makes the tables around the projections where they are missing."""
    if not has_support(connection):
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(hashtextextended('socai projections support', 0))")
            connection.execute(SUPPORT)


def has_support(connection: Connection) -> bool:
    """Whether the tables around the projections were made."""
    row = connection.execute(HAS_SUPPORT).fetchone()
    return row is not None and bool(row[0])


def named(projection: Projection, suffix: str = "") -> sql.Identifier:
    """The qualified name of a projection's table."""
    return sql.Identifier(SCHEMA, projection.name + suffix)


def create(connection: Connection, projection: Projection, suffix: str) -> None:
    """Makes an empty table without indexes, in place of one of that name; autovacuum leaves it alone until it is put
    in its place: what is being filled is not worth a visit, and the exchange would have to wait for the end of it.
    """
    columns = [
        sql.SQL("{} {}{}").format(
            sql.Identifier(column.name), sql.SQL(column.sql), sql.SQL("" if column.nullable else " NOT NULL")
        )
        for column in sorted(_all_columns(projection), key=_place)
    ]
    columns += tallies.counting_rows_end_never(projection)
    statement = sql.SQL(
        "DROP TABLE IF EXISTS {table}; CREATE TABLE {table} ({columns}) WITH (autovacuum_enabled = false)"
    )
    connection.execute(statement.format(table=named(projection, suffix), columns=sql.SQL(", ").join(columns)))


class _Stored(NamedTuple):
    name: str
    sql: str
    nullable: bool


WIDTHS = {"uuid": 16, "int8": 8, "timestamptz": 8, "date": 4, "bool": 1}  # bytes; of other types they vary


def _all_columns(projection: Projection) -> Iterator[_Stored]:
    yield _Stored("stream", "uuid", False)
    yield _Stored("seen_from", "int8", False)
    yield _Stored("seen_until", "int8", True)
    yield from (_Stored(column.name, column.sql, column.nullable) for column in projection.columns)
    if projection.has_acts:
        yield _Stored("acts", ACTS, False)


def _place(column: _Stored) -> tuple[bool, bool, int]:
    """Where a column stands in its table: first what is always there in a fixed width, the widest in front. The server
    finds those without going through the row, and many conditions ask only for them and for `seen_until`.
    """
    width = WIDTHS.get(column.sql, 0)
    return not width, column.nullable, -width


def add_indexes(connection: Connection, projection: Projection, suffix: str) -> None:
    """The index by stream, the readers' indexes and the tallies, made after a table was filled.

    That no row is there twice follows from the fold; a unique key over all its columns would cost a tenth of a rebuild.
    """
    table = named(projection, suffix)
    connection.execute(sql.SQL("CREATE INDEX ON {} (stream)").format(table))
    for index in projection.indexes:
        names = (*index.columns, "seen_from") if index.by_position and not index.elements else index.columns
        columns = sql.SQL(", ").join(map(sql.Identifier, names))
        method = sql.SQL("gin" if index.elements else "btree")
        where = sql.SQL(" WHERE " + index.where) if index.where else sql.SQL("")
        connection.execute(sql.SQL("CREATE INDEX ON {} USING {} ({}){}").format(table, method, columns, where))
    connection.execute(sql.SQL("ANALYZE {}").format(table))
    tallies.fill(connection, projection, suffix, table)


def put_in_place(connection: Connection, projection: Projection) -> None:
    """Replaces the live table by the rebuilt one, inside the caller's transaction."""
    statement = sql.SQL(
        "DROP TABLE IF EXISTS {live}; ALTER TABLE {rebuilt} RESET (autovacuum_enabled);"
        " ALTER TABLE {rebuilt} RENAME TO {name}"
    )
    names = {"live": named(projection), "rebuilt": named(projection, NEXT), "name": sql.Identifier(projection.name)}
    connection.execute(statement.format(**names))
    tallies.put_in_place(connection, projection, NEXT, named(projection))


def stored_columns(projection: Projection) -> tuple[str, ...]:
    """The columns of a stored row in order."""
    acts = ("acts",) if projection.has_acts else ()
    return ("stream", *(column.name for column in projection.columns), *acts, "seen_from", "seen_until")


class Writer:
    """Statements that write and read the rows of one projection's table."""

    def __init__(self, projection: Projection, suffix: str = "") -> None:
        self.projection = projection
        self._has_acts = projection.has_acts
        self._encoder = RowEncoder([column.sql for column in projection.columns], acts=self._has_acts)
        table = named(projection, suffix)
        columns = sql.SQL(", ").join(map(sql.Identifier, stored_columns(projection)))
        self._copy = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(table, columns)
        self._select = sql.SQL("SELECT {} FROM {} WHERE stream BETWEEN %(low)s AND %(high)s ORDER BY stream").format(
            columns, table
        )
        self._remove = sql.SQL("DELETE FROM {} WHERE stream = ANY(%(streams)s)").format(table)
        self._close = _closing(projection, table)

    def encode(self, stream: UUID, versions: Iterable[RowVersion]) -> list[bytes]:
        """Row versions of a stream as they are copied into the table."""
        return self._encoder.encode(stream, versions)

    def add(self, connection: Connection, rows: Iterable[tuple[UUID, RowVersion]]) -> None:
        """Writes row versions with COPY."""
        encoded = (self.encode(stream, [version for _, version in of]) for stream, of in groupby(rows, itemgetter(0)))
        self.add_encoded(connection, b"".join(chain.from_iterable(encoded)))

    def add_encoded(self, connection: Connection, rows: bytes | bytearray) -> None:
        """Writes encoded row versions, one after the other, with COPY."""
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write(SIGNATURE)
            for start in range(0, len(rows), BYTES_A_WRITE):
                copy.write(rows[start : start + BYTES_A_WRITE])
            copy.write(TRAILER)

    def close(self, connection: Connection, ended: Sequence[tuple[UUID, RowVersion]]) -> None:
        """Gives stored rows that were true until now their end. Raises: RowsDiffer when one is not there as it was
        written.
        """
        if not ended:
            return
        key_of = self.projection.key_of
        values = [[stream, *key_of(version.row), version.seen_from, version.seen_until] for stream, version in ended]
        found = connection.execute(self._close, [list(column) for column in zip(*values, strict=True)]).rowcount
        if found != len(ended):
            raise RowsDiffer(self.projection.name, len(ended), found)

    def remove(self, connection: Connection, streams: Sequence[UUID]) -> None:
        """Takes all rows of some streams away, to be written anew."""
        connection.execute(self._remove, {"streams": list(streams)})

    def read(self, connection: Connection, low: UUID, high: UUID, upto: int) -> Iterable[tuple[UUID, RowVersion]]:
        """The rows of the streams from `low` to `high` as they were known at position `upto`, stream by stream.

        Needs an open transaction.
        """
        width = len(self.projection.columns) + 1
        arrays = [place for place, column in enumerate(self.projection.columns) if column.sql.endswith("[]")]
        with connection.cursor(f"rows_{self.projection.name}") as cursor:
            cursor.itersize = 2000
            cursor.execute(self._select, {"low": low, "high": high})
            for stored in cursor:
                *_, since, until = stored
                if since <= upto:
                    acts = positions_of(stored[width]) if self._has_acts else ()
                    known = until if until is not None and until <= upto else None
                    row = list(stored[1:width])
                    for place in arrays:  # as the fold has them
                        row[place] = row[place] if row[place] is None else tuple(row[place])
                    yield stored[0], RowVersion(tuple(row), acts, since, known)


def _closing(projection: Projection, table: sql.Identifier) -> sql.Composed:
    sqls = {column.name: column.sql for column in projection.columns}
    names = ("stream", *projection.key, "seen_from")
    types = ("uuid", *(sqls[name] for name in projection.key), "int8")
    arrays = sql.SQL(", ").join(sql.SQL("%s::{}[]").format(sql.SQL(kind)) for kind in (*types, "int8"))
    aliases = sql.SQL(", ").join(sql.Identifier(name) for name in (*names, "ends"))
    same = sql.SQL(" AND ").join(sql.SQL("t.{0} = c.{0}").format(sql.Identifier(name)) for name in names)
    return sql.SQL(
        "UPDATE {table} t SET seen_until = c.ends FROM unnest({arrays}) c({aliases})"
        " WHERE {same} AND t.seen_until IS NULL"
    ).format(table=table, arrays=arrays, aliases=aliases, same=same)
