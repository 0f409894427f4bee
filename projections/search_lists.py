"""Files as search finds them: by words, number of a document, offence, unit, day, state; register entries by number.

Newest first. The rarest words asked for are joins over the rows that hold them, of which a file has at most one a word;
the files that these leave are asked for the others one by one. The server tries all orders of what is to be joined:
with seven words that took fifty times as long as finding the files.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections.case_status import CASE_STATUS
from projections.entries import ENTRIES
from projections.registers.register import Register
from projections.rows import Seen, page_at, seen_row, stopped
from projections.search import SEARCHABLE
from projections.tables import named, stored_columns

Connection = psycopg.Connection[Any]

NEWEST = 2**53 - 1  # `before` of the first page
JOINED = 3  # words

CONDITIONS: Mapping[str, sql.SQL] = {
    "units": sql.SQL("t.unit = ANY(%(units)s)"),
    "stage": sql.SQL("t.stage = %(stage)s"),
    "prosecutor": sql.SQL("t.prosecutors @> ARRAY[%(prosecutor)s]"),
    "article": sql.SQL("t.offences <> '{}' AND array_to_string(t.offences, ';') ~ %(article)s"),
    "since": sql.SQL("t.opened_on >= %(since)s"),
    "until": sql.SQL("t.opened_on <= %(until)s"),
    "streams": sql.SQL("t.stream = ANY(%(streams)s)"),
}
FILES = sql.SQL("SELECT {columns} FROM {status} t{words} WHERE {true_at} AND t.opened < %(before)s{numbers}{narrow}")
WITH_WORD = sql.SQL(" JOIN {} {alias} ON {alias}.stream = t.stream")
HAS_WORD = sql.SQL(" AND {alias}.words @> ARRAY[{word}] AND {alias}.seen_from <= %(as_of)s")
HAS_ALSO = sql.SQL(  # with an offset it stays what it is; without one it would be one join more
    " AND EXISTS (SELECT FROM {} {alias} WHERE {alias}.stream = t.stream AND {alias}.words @> ARRAY[{word}]"
    " AND {alias}.seen_from <= %(as_of)s OFFSET 0)"
)
COMMON = (  # the server's own notes: which words many rows hold, the rarest of them first
    "SELECT word FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) e (word, share)"
    " WHERE schemaname = 'projections' AND tablename = %(table)s AND attname = 'words' AND word = ANY(%(words)s)"
    " ORDER BY share"
)
WITH_NUMBER = sql.SQL(
    " AND t.stream IN (SELECT e.stream FROM {} e WHERE e.number <> '' AND e.number = {number}"
    " AND e.seen_from <= %(as_of)s)"
)
ACTS_WITH = sql.SQL(
    "SELECT stream, version FROM {words} WHERE stream = ANY(%(streams)s) AND words && %(words)s::text[]"
    " AND seen_from <= %(as_of)s UNION"
    " SELECT stream, version FROM {entries} WHERE stream = ANY(%(streams)s) AND number = ANY(%(numbers)s)"
    " AND number <> '' AND seen_from <= %(as_of)s ORDER BY stream, version"
)
NUMBERED = sql.SQL(
    "SELECT w.owner, e.stream, e.opened, e.day FROM unnest(%(owners)s::text[]) w (owner) CROSS JOIN LATERAL ("
    " SELECT stream, opened, day FROM {} WHERE owner = w.owner AND year = %(year)s AND seen_from = opened"
    " AND opened <= %(as_of)s ORDER BY opened, place OFFSET %(number)s - 1 LIMIT 1) e"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are wanted, as of a position; what is None is not asked. All words and numbers must be there."""

    as_of: int
    words: tuple[str, ...] = ()  # as kept: projections/search.py
    numbers: tuple[str, ...] = ()  # of documents, folded: projections/entries.py
    kinds: tuple[str, ...] | None = None
    units: tuple[str, ...] | None = None  # in charge
    stage: str | None = None
    prosecutor: UUID | None = None
    article: str | None = None  # of the penal code: digits and perhaps a letter
    since: date | None = None  # opened on this day or later
    until: date | None = None  # opened on this day or before
    streams: tuple[UUID, ...] | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The parameters of the conditions that are asked."""
        found: dict[str, Any] = {"as_of": self.as_of}
        for name in CONDITIONS:
            value = getattr(self, name)
            if value is not None:
                found[name] = list(value) if isinstance(value, tuple) else value
        if self.article is not None:
            found["article"] = f"/{self.article}[/)]"
        return found


class FilePage(NamedTuple):
    """Files, those opened last first."""

    rows: list[Seen]  # of CaseStatus
    matches: Mapping[UUID, tuple[int, ...]]  # versions of the acts that brought a word or bear a number asked for
    stopped: frozenset[UUID]
    before: int | None  # `before` of the next page; None when this is the last


class Numbered(NamedTuple):
    """An entry of a register."""

    register: Register
    owner: str  # unit that owns the number
    year: int
    number: int
    stream: UUID
    opened: int  # position of the act that opened it
    day: date


def files(connection: Connection, wanted: Wanted, *, before: int = NEWEST, limit: int = 50) -> FilePage:
    """A page of the files that are wanted."""
    statement, values = _statement(replace(wanted, words=_rarest_first(connection, wanted.words)))
    values |= {"before": before, "limit": limit + 1}
    found = [seen_row(CASE_STATUS, stored) for stored in connection.execute(statement, values, prepare=False)]
    page = found[:limit]
    streams = [seen.stream for seen in page]
    following = page[-1].row.opened if len(found) > limit else None
    return FilePage(page, _matches(connection, wanted, streams), stopped(connection, streams, wanted.as_of), following)


def numbered(
    connection: Connection, registers: Iterable[Register], owners: Sequence[str], year: int, number: int, as_of: int
) -> Iterator[Numbered]:
    """The entries of this number in the series of these units and this procuracy year."""
    values = {"owners": list(owners), "year": year, "number": number, "as_of": as_of}
    for register in registers:
        for owner, stream, opened, day in connection.execute(NUMBERED.format(named(register.projection)), values):
            yield Numbered(register, owner, year, number, stream, opened, day)


def _rarest_first(connection: Connection, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words in the order in which the fewest files are looked at."""
    if len(words) <= JOINED:
        return words
    values = {"table": SEARCHABLE.name, "words": list(words)}
    common = [row[0] for row in connection.execute(COMMON, values)]
    return (*(word for word in words if word not in common), *common)


def _statement(wanted: Wanted) -> tuple[sql.Composed, dict[str, Any]]:
    values = wanted.values
    joins: list[sql.Composable] = []
    narrow: list[sql.Composable] = [sql.SQL(" AND ") + CONDITIONS[name] for name in CONDITIONS if name in values]
    numbers: list[sql.Composable] = []
    for place, word in enumerate(wanted.words):
        alias, values[f"word{place}"] = sql.Identifier(f"w{place}"), word
        asked = {"alias": alias, "word": sql.Placeholder(f"word{place}")}
        if place < JOINED:
            joins.append(WITH_WORD.format(named(SEARCHABLE), alias=alias))
            narrow.append(HAS_WORD.format(**asked))
        else:
            narrow.append(HAS_ALSO.format(named(SEARCHABLE), **asked))
    for place, number in enumerate(wanted.numbers):
        values[f"number{place}"] = number
        numbers.append(WITH_NUMBER.format(named(ENTRIES), number=sql.Placeholder(f"number{place}")))
    columns = sql.SQL(", ").join(sql.Identifier("t", name) for name in stored_columns(CASE_STATUS))
    statement = page_at(
        FILES, sql.SQL("ORDER BY opened DESC"), kinds=wanted.kinds, columns=columns, status=named(CASE_STATUS),
        words=sql.SQL("").join(joins), numbers=sql.SQL("").join(numbers), narrow=sql.SQL("").join(narrow),
    )  # fmt: skip
    return statement, values


def _matches(connection: Connection, wanted: Wanted, streams: list[UUID]) -> Mapping[UUID, tuple[int, ...]]:
    if not streams or not (wanted.words or wanted.numbers):
        return {}
    statement = ACTS_WITH.format(words=named(SEARCHABLE), entries=named(ENTRIES))
    values = {
        "streams": streams, "words": list(wanted.words), "numbers": list(wanted.numbers), "as_of": wanted.as_of,
    }  # fmt: skip
    found: dict[UUID, list[int]] = {}
    for stream, version in connection.execute(statement, values):
        found.setdefault(stream, []).append(version)
    return {stream: tuple(versions) for stream, versions in found.items()}
