"""What a projection is: a table declared once, and a pure function that says how one act changes its rows.

A projection of one stream is a fold whose state is its own rows:

    change(rows, step) -> the rows that the act of `step` opens or changes, and Gone(key) for those that end

`rows` are the projection's rows of this stream as they stand before the act, by key; `step` holds the recorded act, the
state of the stream before and after it, and the organisation as it stood at that position. So

    rows(history up to p) = the fold of `change` over the acts up to p

is a pure function of the history, and there is one definition of it: live updating, rebuild and "as of" all run this
fold.

Why this form and not rows(history) or rows(state): a stored row carries the positions in which it was the truth, so
the rows are needed after *every* act. Computing them anew from the whole history costs the square of its length;
computing all rows from the state after each act costs the number of rows (a case may have a hundred accused) and
makes the domain's state carry what only a register wants to remember (the numbers of every request ever sent). With
`change` an act costs what it changes, and a register remembers in its own row.

Personal values never stand in a row: they are not in the signed bytes that are folded. Labels ("bị can 1") and
pseudonymous person ids may.
"""

import hashlib
import inspect
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.resources import files
from operator import itemgetter
from typing import Annotated, Any, LiteralString, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from domain.kernel.act import Act, Recorded
from domain.kernel.act_type import ActType, Flag
from domain.limits.clock import Clock
from domain.organisation.state import Organisation
from projections.errors import BadDeclaration

Key = tuple[Any, ...]


class Step(NamedTuple):
    """One act of a stream's history, with the states around it; made once and shared by all projections of the
    stream.
    """

    recorded: Recorded
    act: Act
    act_type: ActType
    day: date  # Vietnamese calendar day of occurred_at
    before: Any  # state of the stream
    after: Any
    organisation: Organisation  # as of this position
    clocks: tuple[Clock, ...] = ()  # those that this act started, changed or ended; for projections that are `clocked`

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The findings that this act raised."""
        flags: tuple[Flag, ...] = self.after.flags[len(self.before.flags) :]
        return flags


class Gone(NamedTuple):
    """A row that ends with an act and is replaced by nothing."""

    key: Key


class Kept(NamedTuple):
    """What an append-only projection remembers of a stream from one act to the next; it is stored nowhere."""

    memory: Any


R = TypeVar("R", bound=tuple[Any, ...])
Change = Callable[[Mapping[Key, R], Step], Iterable[R | Gone]]


@dataclass(frozen=True, slots=True)
class Called:
    """Official names of a column, given as metadata of its annotation."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a projection's table."""

    name: str
    sql: str  # type
    nullable: bool
    called: Called


RESERVED = frozenset(("stream", "acts", "seen_from", "seen_until"))  # columns that every table has
ACTS = "bytea"  # the type of the column `acts`: projections/binary.py

_SQL: Mapping[Any, str] = {
    int: "int8",
    str: "text",
    bool: "bool",
    date: "date",
    datetime: "timestamptz",
    UUID: "uuid",
    tuple[int, ...]: "int8[]",
    tuple[str, ...]: "text[]",
    tuple[UUID, ...]: "uuid[]",
}


class Index(NamedTuple):
    """Columns that rows are looked up by, within those for which the SQL condition `where` holds.

    With `elements`, rows are looked up by what the one column, an array, contains.
    """

    columns: tuple[str, ...]
    where: LiteralString = ""
    elements: bool = False
    by_position: bool = True  # rows of the same values by position; without, such rows cost one entry, half the time


class Tally(NamedTuple):
    """How many rows there are for each combination of `columns` and month, and what the column `sums` adds up to: a
    table that is kept exact beside the projection's (projections/tallies.py).

    With `only` the rows count in which one of these columns is one of its values, or begins with one that ends in "*".

    A tally knows nothing of positions, so only an append-only projection has them; its table refuses that a row ends.
    """

    name: str  # of its table in the schema `projections`
    columns: tuple[str, ...]
    month_of: str | None = None  # a column of days; None: over all time
    sums: str | None = None  # a column of numbers
    years: bool = False  # the procuracy's years, from 1 December on, in the place of months
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, eq=False)
class Projection:
    """A projection, declared once. `row` is a NamedTuple whose annotated fields are the columns.

    Raises: BadDeclaration.
    """

    name: str  # of its table in the schema `projections`
    title_vi: str
    title_en: str
    kinds: frozenset[str]  # of streams
    row: type[Any]
    key: tuple[str, ...]  # columns that tell the rows of one stream apart; empty for one row a stream
    change: Callable[[Any, Step], Iterable[Any]]
    indexes: tuple[Index, ...] = ()  # that readers look rows up by
    append_only: bool = False  # rows are opened and never changed: instead of rows `change` is given what it `Kept`
    traced: bool = True  # keep for each cell the position of the act that last changed it
    acts: frozenset[str] | None = None  # keys of the act types that can change a row; None: any
    clocked: bool = False  # `change` looks at the clocks of the step
    rests_on: tuple[str, ...] = ()  # modules, beside that of `change`, and "package/file" whose text decides the rows
    tallies: tuple[Tally, ...] = ()  # that readers count by
    columns: tuple[Column, ...] = field(init=False)
    declared: bytes = field(init=False)  # 32 bytes; changes when a rebuild is needed
    key_of: Callable[[tuple[Any, ...]], Key] = field(init=False)  # the key of a row within its stream

    @property
    def has_acts(self) -> bool:
        """Whether the acts behind the cells are stored; a row that never changes has one act behind all of them."""
        return self.traced and not self.append_only

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", _columns(self.name, self.row))
        names = [column.name for column in self.columns]
        if taken := RESERVED.intersection(names):
            raise BadDeclaration(self.name, f"columns {sorted(taken)} are the table's own")
        for column in (*self.key, *(name for index in self.indexes for name in index.columns)):
            if column not in names and column not in ("stream", "seen_until"):
                raise BadDeclaration(self.name, f"no column {column}")
        if any(column.nullable for column in self.columns if column.name in self.key):
            raise BadDeclaration(self.name, "a key column may be null")
        for problem in _problems_of_tallies(self):
            raise BadDeclaration(self.name, problem)
        object.__setattr__(self, "declared", _declared(self))
        object.__setattr__(self, "key_of", _key_reader([names.index(name) for name in self.key]))


def _problems_of_tallies(projection: Projection) -> Iterator[str]:
    sqls = {column.name: column.sql for column in projection.columns}
    names = [tally.name for tally in projection.tallies]
    if len({projection.name, *names}) != 1 + len(names):
        yield "a tally has a name that is taken"
    for tally in projection.tallies:
        named = {*tally.columns, tally.month_of, tally.sums, *(column for column, _ in tally.only)}
        if unknown := sorted(named - {None, *sqls}, key=str):
            yield f"tally {tally.name}: no columns {unknown}"
        if not tally.columns or {"month", "counted", "total"}.intersection(tally.columns):
            yield f"tally {tally.name}: no columns, or the tally's own"
        if tally.month_of is not None and sqls.get(tally.month_of) != "date":
            yield f"tally {tally.name}: {tally.month_of} is no day"
        if tally.sums is not None and sqls.get(tally.sums) != "int8":
            yield f"tally {tally.name}: {tally.sums} is no number"
        if not projection.append_only:
            yield f"tally {tally.name}: rows may end"


def _key_reader(places: list[int]) -> Callable[[tuple[Any, ...]], Key]:
    if not places:
        return _no_key
    first, last = places[0], places[-1]
    if places == list(range(first, last + 1)):
        return itemgetter(slice(first, last + 1))
    return itemgetter(*places)


def _no_key(row: tuple[Any, ...]) -> Key:
    return ()


def _columns(name: str, row: type[Any]) -> tuple[Column, ...]:
    hints = get_type_hints(row, include_extras=True)
    return tuple(_column(name, field_name, hints[field_name]) for field_name in row._fields)


def _column(projection: str, name: str, annotation: Any) -> Column:
    if get_origin(annotation) is not Annotated:
        raise BadDeclaration(projection, f"column {name} has no names")
    python, *metadata = get_args(annotation)
    called = next((item for item in metadata if isinstance(item, Called)), None)
    if called is None:
        raise BadDeclaration(projection, f"column {name} has no names")
    nullable = get_origin(python) in (Union, types.UnionType) and type(None) in get_args(python)
    if nullable:
        (python,) = (argument for argument in get_args(python) if argument is not type(None))
    if python not in _SQL:
        raise BadDeclaration(projection, f"column {name} has no SQL type")
    return Column(name, _SQL[python], nullable, called)


def _declared(projection: Projection) -> bytes:
    """SHA-256 over what the stored rows depend on: the shape of the table, and the text of the module that folds it
    and of those of this room that it takes things from. The domain stands outside: an act once recorded folds the
    same for ever, and a check finds what does not.
    """
    digest = hashlib.sha256()
    shape = (projection.name, sorted(projection.kinds), projection.key, projection.indexes)
    flags = (projection.append_only, projection.traced, None if projection.acts is None else sorted(projection.acts))
    columns = [(column.name, column.sql, column.nullable) for column in projection.columns]
    if projection.has_acts:
        columns.append(("acts", ACTS, False))
    digest.update(repr((shape, flags, columns)).encode())
    if projection.tallies:
        digest.update(repr(projection.tallies).encode())
    for name in _modules(projection.change.__module__, *projection.rests_on):
        package, is_file, file = name.partition("/")
        text = files(package).joinpath(file).read_text("utf-8") if is_file else inspect.getsource(sys.modules[name])
        digest.update(text.encode())
    return digest.digest()


def _modules(*names: str) -> list[str]:
    modules = [sys.modules[name] for name in names if "/" not in name]
    used = {getattr(value, "__module__", None) for module in modules for value in vars(module).values()}
    ours = {module for module in used if isinstance(module, str) and module.startswith("projections.")}
    return sorted({*names, *ours} - {__name__})
