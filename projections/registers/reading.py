"""Pages of registers as of any position: entries by number, their cells from the acts of their files.

    rows(file) -> lines

is pure (`lines_of`); around it stands what it takes to bring the files of one page together with three queries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from projections import file_acts
from projections.accused_status import ACCUSED_STATUS
from projections.case_status import CASE_STATUS
from projections.declaration import Projection
from projections.file_acts import CORRECTING, FileAct, Upto
from projections.registers.cells import Reading
from projections.registers.register import Entry, Register
from projections.rows import TRUE_AT, Seen, rows, seen_row, stopped
from projections.tables import named, stored_columns

Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a register: an entry, or an accused of the entry above it."""

    stream: UUID
    number: int  # of the entry in its series
    entry: int  # position of the act that opened the entry
    place: int  # among the entries that this act opened
    line: int  # 0: the entry itself, from 1: its accused
    person: UUID | None  # whom it is about, pseudonymous
    cells: Mapping[str, Any]  # by official column; what consists of acts is a tuple of FileAct
    acts: Mapping[str, int]  # by official column: position of the newest act behind the cell, 0 for none
    corrected: tuple[FileAct, ...]  # acts that correct an act of the entry
    struck: tuple[FileAct, ...]  # acts by which the entry is struck out; it keeps its number


class Place(NamedTuple):
    """The last entry of a page."""

    number: int
    entry: int
    place: int


START = Place(0, 0, -1)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Lines of a register in the order of their numbers."""

    register: Register
    unit: str
    year: int
    as_of: int
    lines: tuple[Line, ...]
    entries: int  # in the whole series as of that position
    stopped: frozenset[UUID] = field(default_factory=frozenset)
    after: Place | None = None  # `after` of the next page; None when this is the last


COUNT = sql.SQL(
    "SELECT count(*) FROM {table} WHERE owner = %(unit)s AND year = %(year)s AND opened <= %(upto)s"
    " AND seen_from = opened"
)
SERIES_AT = sql.SQL(
    "SELECT owner, year, count(*) FROM {table} WHERE seen_from = opened AND opened <= %(as_of)s"
    " GROUP BY owner, year ORDER BY owner, year DESC"
)


def page(
    connection: Connection,
    register: Register,
    unit: str,
    year: int,
    as_of: int,
    *,
    after: Place = START,
    limit: int = 50,
) -> RegisterPage:
    """The entries of the register of `unit` (which owns the numbers) in a procuracy year, after a place; `limit` of
    them, each with its lines.
    """
    where = sql.SQL(
        "owner = %(unit)s AND year = %(year)s AND (opened, place) > (%(entry)s, %(place)s) AND opened <= %(as_of)s"
        " AND {} ORDER BY opened, place LIMIT %(limit)s"
    ).format(TRUE_AT)
    values = {
        "unit": unit, "year": year, "as_of": as_of, "entry": after.entry, "place": after.place, "limit": limit + 1,
    }  # fmt: skip
    found = rows(connection, register.projection, where, values)
    entries = list(enumerate(found[:limit], after.number + 1))
    following = None
    if len(found) > limit:
        number, last = entries[-1]
        following = Place(number, last.row.opened, last.row.place)
    return RegisterPage(
        register,
        unit,
        year,
        as_of,
        tuple(_lines(connection, register, entries, as_of)),
        count(connection, register, unit, year, as_of),
        stopped(connection, {seen.stream for _, seen in entries}, as_of),
        following,
    )


def series(connection: Connection, register: Register, as_of: int) -> list[tuple[str, int, int]]:
    """Units and procuracy years that have entries, with how many."""
    return connection.execute(SERIES_AT.format(table=named(register.projection)), {"as_of": as_of}).fetchall()


BEFORE = sql.SQL(
    "SELECT opened, place FROM {table} WHERE owner = %(unit)s AND year = %(year)s AND opened <= %(as_of)s"
    " AND seen_from = opened ORDER BY opened, place OFFSET %(skipped)s LIMIT 1"
)


def before(connection: Connection, register: Register, unit: str, year: int, as_of: int, number: int) -> Place:
    """The place before the entry of a number (from 1), where a page begins that is to show it first."""
    if number <= 1:
        return START
    values = {"unit": unit, "year": year, "as_of": as_of, "skipped": number - 2}
    found = connection.execute(BEFORE.format(table=named(register.projection)), values).fetchone()
    return Place(number - 1, *found) if found else Place(number - 1, as_of, 0)


NEWEST = sql.SQL(
    "(SELECT opened FROM {table} WHERE seen_from = opened AND opened <= %(as_of)s ORDER BY opened DESC LIMIT 1)"
)


def newest(connection: Connection, registers: Sequence[Register], as_of: int) -> list[int | None]:
    """The position of the newest entry of each register, in whichever series; None for one without entries. Read from
    the end of an index each, so that it costs the same however many entries there are.
    """
    columns = sql.SQL(", ").join(NEWEST.format(table=named(register.projection)) for register in registers)
    row = connection.execute(sql.SQL("SELECT {}").format(columns), {"as_of": as_of}).fetchone()
    return list(row or ())


OF_UNIT = sql.SQL(
    "SELECT {place}::int, year, count(*) FROM {table} WHERE owner = %(unit)s AND seen_from = opened"
    " AND opened <= %(as_of)s GROUP BY year"
)


def series_of_unit(
    connection: Connection, registers: Sequence[Register], as_of: int, unit: str
) -> list[list[tuple[int, int]]]:
    """For each register the procuracy years in which a unit has entries, the newest first, with how many."""
    parts = [
        OF_UNIT.format(place=sql.Literal(place), table=named(register.projection))
        for place, register in enumerate(registers)
    ]
    statement = sql.SQL("{} ORDER BY 1, 2 DESC").format(sql.SQL(" UNION ALL ").join(parts))
    found: list[list[tuple[int, int]]] = [[] for _ in registers]
    for place, year, entries in connection.execute(statement, {"unit": unit, "as_of": as_of}):
        found[place].append((year, entries))
    return found


def count(connection: Connection, register: Register, unit: str, year: int, upto: int) -> int:
    """How many entries a series has up to a position: the number of the newest one."""
    values = {"unit": unit, "year": year, "upto": upto}
    row = connection.execute(COUNT.format(table=named(register.projection)), values).fetchone()
    return row[0] if row else 0


def _number(connection: Connection, register: Register, entry: Entry) -> int:
    before = count(connection, register, entry.owner, entry.year, entry.opened - 1)
    return before + entry.place + 1


def _lines(
    connection: Connection, register: Register, numbered: Sequence[tuple[int, Seen]], as_of: int
) -> Iterator[Line]:
    files = [Upto(seen.stream, _upto(seen.row, as_of)) for _, seen in numbered]
    newest = {file.stream: max(other.position for other in files if other.stream == file.stream) for file in files}
    wanted = [Upto(stream, position) for stream, position in newest.items()]
    acts = file_acts.of_files(connection, wanted, register.types | CORRECTING)
    status = _statuses(connection, CASE_STATUS, files)
    accused = _statuses(connection, ACCUSED_STATUS, files) if "criminal_case" in register.kinds else {}
    for (number, seen), file in zip(numbered, files, strict=True):
        known = tuple(act for act in acts.get(seen.stream, ()) if act.position <= file.position)
        yield from lines_of(
            register, number, seen.stream, seen.row, known, next(iter(status.get(file, ())), None),
            accused.get(file, ()),
        )  # fmt: skip


def _upto(entry: Entry, as_of: int) -> int:
    return as_of if entry.until is None else min(as_of, entry.until - 1)


def lines_of(
    register: Register,
    number: int,
    stream: UUID,
    entry: Entry,
    acts: tuple[FileAct, ...],
    status: Seen | None,
    accused: Iterable[Seen],
) -> Iterator[Line]:
    """The lines of one entry: pure."""
    persons = {seen.row.person: seen for seen in sorted(accused, key=lambda seen: seen.row.line)}
    episodic = register.opening.grain in ("act", "act_person")
    whole = Reading(entry, number, stream, acts, status, persons, entry.person, episodic)
    yield _line(register, whole, 0)
    if register.sublines and entry.person is None:
        for place, person in enumerate(persons, 1):
            yield _line(register, Reading(entry, number, stream, acts, status, persons, person, episodic), place)


def _line(register: Register, reading: Reading, place: int) -> Line:
    filled = {column.key: column.cell.read(reading) for column in register.columns}
    shown = {
        act.version
        for cell in filled.values()
        if isinstance(cell.value, tuple)
        for act in cell.value
        if isinstance(act, FileAct)
    }
    opened = reading.opened_by
    if opened is not None:
        shown.add(opened.version)
    entry = reading.entry
    return Line(
        reading.stream,
        reading.number,
        entry.opened,
        entry.place,
        place,
        reading.person,
        {key: cell.value for key, cell in filled.items()},
        {key: cell.position for key, cell in filled.items()},
        tuple(act for act in reading.acts if shown.intersection(act.corrects)),
        tuple(act for act in reading.acts if _strikes(act, reading)) if place == 0 else (),
    )


def _strikes(act: FileAct, reading: Reading) -> bool:
    """Whether an act says that the entry should not stand: the file was entered twice and goes on under the other."""
    return act.type == "duplicate_streams.merged.v1" and act.data.merged == reading.stream


STATUS_AT = sql.SQL(
    "SELECT w.upto, {columns} FROM (SELECT * FROM unnest(%(streams)s::uuid[], %(uptos)s::int8[])) w (stream, upto)"
    " JOIN LATERAL (SELECT DISTINCT ON (stream{key}) * FROM {table} t WHERE t.stream = w.stream"
    " AND t.seen_from <= w.upto ORDER BY stream{key}, seen_from DESC) s ON true"
)


def _statuses(connection: Connection, projection: Projection, files: Sequence[Upto]) -> Mapping[Upto, list[Seen]]:
    """The newest rows of files as of their positions, those that have ended among them: an accused who left with a
    split part of the case keeps the line.
    """
    columns = sql.SQL(", ").join(sql.Identifier("s", name) for name in stored_columns(projection))
    key = sql.SQL("").join(sql.SQL(", {}").format(sql.Identifier(name)) for name in projection.key)
    statement = STATUS_AT.format(columns=columns, table=named(projection), key=key)
    values = {"streams": [file.stream for file in files], "uptos": [file.position for file in files]}
    found: dict[Upto, list[Seen]] = {}
    for upto, *stored in connection.execute(statement, values):
        seen = seen_row(projection, tuple(stored))
        found.setdefault(Upto(seen.stream, upto), []).append(seen)
    return found


class Changed(NamedTuple):
    """A line that is not the same at two positions."""

    before: Line | None  # None: it was not there
    after: Line
    columns: tuple[str, ...]  # keys of the cells that differ
    acts: tuple[int, ...]  # positions of the acts that are behind the difference


TOUCHED = sql.SQL(
    "owner = %(unit)s AND year = %(year)s AND opened <= %(later)s AND {} AND EXISTS (SELECT FROM ledger.act a"
    " WHERE a.stream = t.stream AND a.position > %(earlier)s AND a.position <= %(later)s)"
    " ORDER BY opened, place LIMIT %(most)s"
)


def differences(
    connection: Connection, register: Register, unit: str, year: int, earlier: int, later: int, *, most: int = 200
) -> tuple[list[Changed], bool]:
    """What changed in a series between two positions, and the acts that changed it; and whether that is all of it:
    no more than the first `most` entries that acts touched are looked at.
    """
    values = {"unit": unit, "year": year, "earlier": earlier, "later": later, "as_of": later, "most": most + 1}
    touched = rows(connection, register.projection, TOUCHED.format(TRUE_AT), values)
    complete, touched = len(touched) <= most, touched[:most]
    numbered = [(_number(connection, register, seen.row), seen) for seen in touched]
    old = [(number, seen) for number, seen in numbered if seen.row.opened <= earlier]
    before = {_place(line): line for line in _lines(connection, register, old, earlier)}
    found = []
    for line in _lines(connection, register, numbered, later):
        was = before.get(_place(line))
        differing = tuple(key for key in line.cells if was is None or line.cells[key] != was.cells[key])
        if differing:
            acts = {line.acts[key] for key in differing} | _shown(line, differing) | {line.entry}
            found.append(Changed(was, line, differing, tuple(sorted(act for act in acts if act > earlier))))
    return found, complete


def _place(line: Line) -> tuple[int, int, int, UUID | None]:
    return line.entry, line.place, line.line, line.person


def _shown(line: Line, keys: Iterable[str]) -> set[int]:
    """Positions of the acts that some cells consist of."""
    values = (line.cells[key] for key in keys)
    return {act.position for value in values if isinstance(value, tuple) for act in value if isinstance(act, FileAct)}
