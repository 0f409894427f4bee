"""Tallies: tables beside a projection's that hold how many of its rows there are, and what they add up to, for each
combination of some columns and month (`Tally` in projections/declaration.py).

projections.<name>    the columns, month (first day of the month, or year), counted (rows), total (of the column that is
                      added up)

Every statement that writes rows of the projection or takes them away carries over what it changes, by triggers, in the
same transaction: whoever reads both in one statement sees them agree. A combination that no row has any more stays
with 0. A rebuild fills a tally once, from the new table. The table of a projection with tallies refuses that a row
which counts ends, so a tally needs no positions: as of a past one it is what it says less the rows seen from later on.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, LiteralString

import orjson
import psycopg
from psycopg import sql

from projections.declaration import Column, Projection, Tally

Connection = psycopg.Connection[Any]
Names = sql.Composed

CREATE = "DROP TABLE IF EXISTS {tally}; CREATE TABLE {tally} ({columns}) WITH (fillfactor = 50)"
FILL = "INSERT INTO {tally} SELECT {columns}, {sums} FROM {source} {only} GROUP BY {columns}"
KEY = "CREATE UNIQUE INDEX ON {tally} ({names}) NULLS NOT DISTINCT; ANALYZE {tally}"
FOLLOW = """
CREATE OR REPLACE FUNCTION {tally}() RETURNS trigger LANGUAGE plpgsql AS $follow$
BEGIN
    INSERT INTO {tally} AS kept SELECT {columns}, {signed} FROM changed {only} GROUP BY {columns}
        ON CONFLICT ({names}) DO UPDATE SET {added};
    RETURN NULL;
END $follow$;
CREATE TRIGGER {inserting} AFTER INSERT ON {table} REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION {tally}();
CREATE TRIGGER {deleting} AFTER DELETE ON {table} REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION {tally}()
"""
REPLACE = """
DROP FUNCTION {rebuilt}() CASCADE;
DROP TABLE IF EXISTS {live};
ALTER TABLE {rebuilt} RENAME TO {name}
"""
# Functions that no table calls any more: of tallies that the replaced table had and the new one has not.
GIVEN_UP = """
SELECT proname FROM pg_proc function WHERE pronamespace = 'projections'::regnamespace
   AND prorettype = 'trigger'::regtype AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgfoid = function.oid)
"""
DROP = "DROP TABLE IF EXISTS {tally}; DROP FUNCTION {tally}()"
DIFFERING = """
SELECT {names}, {added} FROM (
    SELECT {columns}, {sums}, {zeros} FROM {table} {only} GROUP BY {columns}
    UNION ALL
    SELECT {names}, {zeros}, {kept} FROM {tally}
) compared ({names}, {sides})
 GROUP BY {names} HAVING ({expected}) IS DISTINCT FROM ({found}) LIMIT {most}
"""
# Of how few combinations there are the planner knows nothing: it would sort millions of rows.
HASHED = "SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off"
EXISTS = "SELECT to_regclass(%(name)s) IS NOT NULL"
MONTH = "date_trunc('month', {}::timestamp)::date"
YEAR = "date_trunc('year', ({} + 31)::timestamp)::date - 31"  # December has 31 days
COMMA = sql.SQL(", ")
NOTHING = sql.SQL("").format()


def named(tally: Tally, suffix: str = "") -> sql.Identifier:
    """The qualified name of its table."""
    return sql.Identifier("projections", tally.name + suffix)


def month(tally: Tally, day: sql.Composable) -> sql.Composed:
    """The month, or year, that a day counts in."""
    return sql.SQL(YEAR if tally.years else MONTH).format(day)


def first_of(tally: Tally, day: date) -> date:
    """The first day of the month, or year, that a day counts in."""
    return date(day.year - (day.month < 12), 12, 1) if tally.years else day.replace(day=1)


def last_of(tally: Tally, day: date) -> date:
    """The last day of it."""
    return first_of(tally, first_of(tally, day) + timedelta(days=366 if tally.years else 31)) - timedelta(days=1)


def like(beginning: str) -> str:
    """The pattern of what begins with a text; it ends in "*"."""
    return beginning[:-1].replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


def counting_rows_end_never(projection: Projection) -> Iterator[sql.Composed]:
    """Conditions on the projection's table: a row that a tally counts has no end."""
    if projection.tallies:
        yield sql.SQL("CHECK (seen_until IS NULL)").format()


def fill(connection: Connection, projection: Projection, suffix: str, table: sql.Identifier) -> None:
    """Makes the tallies of a filled table, each from one that says more where there is one, and lets them follow it."""
    with connection.transaction():
        connection.execute(HASHED)
        _fill(connection, projection, suffix, table)


def _fill(connection: Connection, projection: Projection, suffix: str, table: sql.Identifier) -> None:
    filled: list[Tally] = []
    for tally in sorted(projection.tallies, key=lambda each: -len(each.columns)):
        columns = COMMA.join(_defined(projection, tally))
        connection.execute(sql.SQL(CREATE).format(tally=named(tally, suffix), columns=columns))
        finer = next((each for each in reversed(filled) if _says_more(each, tally)), None)
        connection.execute(
            sql.SQL(FILL).format(
                tally=named(tally, suffix),
                columns=_columns(tally) if finer is None else _names(tally),
                sums=_sums(tally) if finer is None else _sums(tally, "sum(counted)", "sum(total)"),
                source=table if finer is None else named(finer, suffix),
                only=_only(tally) if finer is None else NOTHING,
            )
        )
        connection.execute(sql.SQL(KEY).format(tally=named(tally, suffix), names=_names(tally)))
        filled.append(tally)
        _follow(connection, tally, suffix, table)


def put_in_place(connection: Connection, projection: Projection, suffix: str, table: sql.Identifier) -> None:
    """Replaces the live tallies by the rebuilt ones of that suffix, and takes away those that are declared no more;
    `table` is the new live one. Inside the caller's transaction.
    """
    for tally in projection.tallies:
        names = {"rebuilt": named(tally, suffix), "live": named(tally), "name": sql.Identifier(tally.name)}
        connection.execute(sql.SQL(REPLACE).format(**names))
        _follow(connection, tally, "", table)
    for (name,) in connection.execute(GIVEN_UP).fetchall():
        connection.execute(sql.SQL(DROP).format(tally=sql.Identifier("projections", name)))


def differing(
    connection: Connection, projection: Projection, tally: Tally, table: sql.Identifier, most: int
) -> list[tuple[str, str | None, str | None]]:
    """Combinations of which a tally does not say what the rows say: which, and (counted, total) by the rows and by the
    tally, as JSON. All of it in one statement, so while the table is written too.
    """
    row = connection.execute(EXISTS, {"name": f"projections.{tally.name}"}).fetchone()
    if row is None or not row[0]:
        return [("", None, None)]
    sums = _summed(tally)
    sides = [sql.Identifier(f"{side}_{name}") for side in ("expected", "found") for name in sums]
    statement = sql.SQL(DIFFERING).format(
        names=_names(tally), columns=_columns(tally), sums=_sums(tally), table=table, only=_only(tally),
        tally=named(tally), zeros=COMMA.join([sql.SQL("0")] * len(sums)), kept=COMMA.join(map(sql.Identifier, sums)),
        sides=COMMA.join(sides), added=COMMA.join(map(_sum, sides)), most=sql.Literal(most),
        expected=COMMA.join(map(_sum, sides[: len(sums)])), found=COMMA.join(map(_sum, sides[len(sums) :])),
    )  # fmt: skip
    width = len(tally.columns) + (tally.month_of is not None)
    found: list[tuple[str, str | None, str | None]] = []
    for stored in connection.execute(statement):
        numbers = [int(number) for number in stored[width:]]
        expected, kept = numbers[: len(sums)], numbers[len(sums) :]
        found.append((_told([tally.name, *stored[:width]]), _told(expected), _told(kept)))
    return found


def _told(found: Sequence[Any]) -> str:
    return orjson.dumps(list(found)).decode()


def _follow(connection: Connection, tally: Tally, suffix: str, table: sql.Identifier) -> None:
    sign = "CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END"
    counted, total = sign + " * count(*)", sign + " * coalesce(sum({}), 0)"
    added = COMMA.join(sql.SQL("{0} = kept.{0} + EXCLUDED.{0}").format(sql.Identifier(name)) for name in _summed(tally))
    connection.execute(
        sql.SQL(FOLLOW).format(
            tally=named(tally, suffix), table=table, names=_names(tally), columns=_columns(tally),
            signed=_sums(tally, counted, total), added=added, only=_only(tally),
            inserting=sql.Identifier(f"{tally.name}{suffix}_in"), deleting=sql.Identifier(f"{tally.name}{suffix}_out"),
        )
    )  # fmt: skip


def _says_more(finer: Tally, tally: Tally) -> bool:
    return finer[2:] == tally[2:] and set(tally.columns) <= set(finer.columns)


def _defined(projection: Projection, tally: Tally) -> Iterator[sql.Composed]:
    columns: dict[str, Column] = {column.name: column for column in projection.columns}
    for name in tally.columns:
        null = sql.SQL("" if columns[name].nullable else " NOT NULL")
        yield sql.SQL("{} {}{}").format(sql.Identifier(name), sql.SQL(columns[name].sql), null)
    if tally.month_of is not None:
        yield sql.SQL("month date NOT NULL").format()
    for name in _summed(tally):
        yield sql.SQL("{} int8 NOT NULL").format(sql.Identifier(name))


def _summed(tally: Tally) -> tuple[str, ...]:
    return ("counted",) if tally.sums is None else ("counted", "total")


def _sums(tally: Tally, counted: LiteralString = "count(*)", total: LiteralString = "coalesce(sum({}), 0)") -> Names:
    """What is added up, of the projection's rows or in another way."""
    parts: list[sql.Composable] = [sql.SQL(counted)]
    if tally.sums is not None:
        parts.append(sql.SQL(total).format(sql.Identifier(tally.sums)))
    return COMMA.join(parts)


def _sum(name: sql.Identifier) -> sql.Composed:
    return sql.SQL("sum({})::int8").format(name)


def _names(tally: Tally) -> Names:
    """Of the columns that tell its rows apart."""
    month = () if tally.month_of is None else ("month",)
    return COMMA.join(map(sql.Identifier, (*tally.columns, *month)))


def _columns(tally: Tally) -> Names:
    """The same of the projection's rows."""
    found: list[sql.Composable] = [sql.Identifier(name) for name in tally.columns]
    if tally.month_of is not None:
        found.append(month(tally, sql.Identifier(tally.month_of)))
    return COMMA.join(found)


def _only(tally: Tally) -> Names:
    """The condition on rows that count."""
    parts = []
    for column, values in tally.only:
        exactly = [value for value in values if not value.endswith("*")]
        beginnings = [like(value) for value in values if value.endswith("*")]
        names: dict[str, Any] = {"column": sql.Identifier(column), "exactly": exactly, "beginnings": beginnings}
        parts += [sql.SQL("{column} = ANY({exactly}::text[])").format(**names)] if exactly else []
        parts += [sql.SQL("{column} LIKE ANY({beginnings}::text[])").format(**names)] if beginnings else []
    return sql.SQL("WHERE {}").format(sql.SQL(" OR ").join(parts)) if parts else NOTHING
