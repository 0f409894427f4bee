"""What stands in the cells of registers: small readers of a file's acts, each declared beside its column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Protocol
from uuid import UUID

from pydantic import BaseModel

from domain.kernel.calendar import VIETNAM
from projections.file_acts import FileAct
from projections.registers.register import Entry
from projections.rows import Seen
from projections.words import datum, members

NOTHING = frozenset[str]()
Since = Literal["beginning", "opening"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line is made from: an entry with its file, as of a position (or up to the next entry)."""

    entry: Entry
    number: int
    stream: UUID
    acts: tuple[FileAct, ...]  # of the types that the register shows
    status: Seen | None  # of CaseStatus
    accused: Mapping[UUID, Seen]  # of AccusedStatus, in the order of the file
    person: UUID | None  # whom the line is about; None: the file
    episodic: bool  # the entry tells what happened from its opening on

    @property
    def opened_by(self) -> FileAct | None:
        """The act that opened the entry."""
        return next((act for act in self.acts if act.position == self.entry.opened), None)

    def concerned(self, types: frozenset[str], *, whole: bool = False, since: Since | None = None) -> list[FileAct]:
        """The acts of some types that concern the line: in a person's line those that name the person, and with
        `whole` those that name nobody.
        """
        opening = self.entry.opened if (since == "opening" if since else self.episodic) else 0
        return [
            act
            for act in self.acts
            if act.type in types
            and act.position >= opening
            and (self.person is None or self.person in act.persons or (whole and not act.persons))
        ]


class Filled(NamedTuple):
    """A cell: its value, or the acts that it consists of; and the newest act behind it."""

    value: Any
    position: int  # of the newest act behind the cell; 0: nothing is behind it


EMPTY = Filled(None, 0)


class Cell(Protocol):
    """Reads one cell of a line."""

    @property
    def types(self) -> frozenset[str]: ...  # of the acts it looks at

    @property
    def of_acts(self) -> bool: ...  # whether its value is a tuple of acts

    def read(self, reading: Reading) -> Filled: ...


@dataclass(frozen=True, slots=True)
class Acts:
    """References to the acts of some types. An option that is not set follows the grain of the register."""

    types: frozenset[str]
    whole: bool = False  # in a person's line, also acts that name nobody
    since: Since | None = None
    of_acts: bool = True

    def read(self, reading: Reading) -> Filled:
        found = tuple(reading.concerned(self.types, whole=self.whole, since=self.since))
        return Filled(found, found[-1].position if found else 0)


def acts(*types: str, whole: bool = False, since: Since | None = None) -> Acts:
    """References to the acts of some types, in the order of the file."""
    return Acts(frozenset(types), whole, since)


@dataclass(frozen=True, slots=True)
class Computed:
    """A value worked out from the acts of some types."""

    types: frozenset[str]
    compute: Callable[[Reading], Filled]
    of_acts: bool = False

    def read(self, reading: Reading) -> Filled:
        return self.compute(reading)


def computed(compute: Callable[[Reading], Filled], *types: str) -> Computed:
    """A value that `compute` works out; `types` are those that it looks at."""
    return Computed(frozenset(types), compute)


def number() -> Computed:
    """The number of the entry in its series."""
    return Computed(NOTHING, lambda reading: Filled(reading.number, reading.entry.opened))


def number_and_day() -> Computed:
    """Number and day of the entry, which the paper form has in one cell."""
    return Computed(NOTHING, lambda reading: Filled((str(reading.number), reading.entry.day), reading.entry.opened))


def entered_on() -> Computed:
    """The day of the entry."""
    return Computed(NOTHING, lambda reading: Filled(reading.entry.day, reading.entry.opened))


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the data of the newest (or of each) act of some types that has it."""

    types: frozenset[str]
    names: tuple[str, ...]  # the first that is there
    each: bool = False
    since: Since | None = None
    whole: bool = True
    shown: Mapping[Any, str] = field(default_factory=dict)  # official words for codes
    of_acts: bool = False

    def read(self, reading: Reading) -> Filled:
        values, position = [], 0
        for act in reading.concerned(self.types, whole=self.whole, since=self.since):
            value = next((found for name in self.names if (found := member(act, name)) not in (None, "", ())), None)
            if value is not None:
                values.append(self.shown.get(value, value) if isinstance(value, str) else value)
                position = act.position
        if not values:
            return EMPTY
        return Filled(tuple(values) if self.each else values[-1], position)


def nth(place: int, *types: str) -> Computed:
    """The first, second, ... act of some types."""
    wanted = frozenset(types)

    def compute(reading: Reading) -> Filled:
        found = tuple(reading.concerned(wanted)[place - 1 : place])
        return Filled(found, found[-1].position if found else 0)

    return Computed(wanted, compute, of_acts=True)


def datum_of(*types: str, name: str | tuple[str, ...], each: bool = False, since: Since | None = None,
             whole: bool = True, shown: Mapping[Any, str] | None = None) -> Member:  # fmt: skip
    """A member of the acts' data ("received_on", "issuer.agency"), of the newest act that has it or of `each`."""
    return Member(frozenset(types), (name,) if isinstance(name, str) else name, each, since, whole, shown or {})


def member(act: FileAct, path: str) -> Any:
    """A member of an act's data by its path; people by label, agencies by name. None where there is none."""
    name, _, rest = path.partition(".")
    value = datum(act.recorded.act, name)
    for step in rest.split(".") if rest else ():
        if not isinstance(value, BaseModel) or step not in members(type(value)):
            return None
        value = getattr(value, step)
    return plain(value)


def plain(value: Any) -> Any:
    """A value as a cell shows it: parties by agency or label, the rest as it is."""
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    if isinstance(value, BaseModel):
        has = members(type(value))
        for name in ("agency", "label", "offence"):
            if name in has and getattr(value, name):
                return getattr(value, name)
        return "; ".join(f"{item}" for name in has if isinstance(item := getattr(value, name), str | int | date))
    return value


def day_of_act(*types: str, whole: bool = True, since: Since | None = None) -> Computed:
    """The day of the newest act of some types."""
    wanted = frozenset(types)

    def compute(reading: Reading) -> Filled:
        found = reading.concerned(wanted, whole=whole, since=since)
        return Filled(found[-1].day, found[-1].position) if found else EMPTY

    return Computed(wanted, compute)


def happened(*types: str, whole: bool = True, since: Since | None = None) -> Computed:
    """Whether an act of some types stands in the file."""
    wanted = frozenset(types)

    def compute(reading: Reading) -> Filled:
        found = reading.concerned(wanted, whole=whole, since=since)
        return Filled(True, found[-1].position) if found else EMPTY

    return Computed(wanted, compute)


def of_status(column: str) -> Computed:
    """A column of the status of the file: subject, offences, stage, prosecutors, crime_class, accused."""

    def compute(reading: Reading) -> Filled:
        if reading.status is None:
            return EMPTY
        return Filled(getattr(reading.status.row, column), reading.status.acts[column])

    return Computed(NOTHING, compute)


def of_accused(column: str, of_file: str) -> Computed:
    """A column of the status of the accused whom the line is about; in the line of the file, `of_file` of its
    status.
    """
    whole = of_status(of_file)

    def compute(reading: Reading) -> Filled:
        if reading.person is None:
            return whole.compute(reading)
        seen = reading.accused.get(reading.person)
        return Filled(getattr(seen.row, column), seen.acts[column]) if seen is not None else EMPTY

    return Computed(NOTHING, compute)


def case_accused() -> Computed:
    """Labels of the accused: the one whom the line is about, else all of the file."""
    return of_accused("label", "subject")


def charges() -> Computed:
    """Charges of the accused whom the line is about, else of the case, with article and clause."""
    return of_accused("charges", "offences")


def prosecutors() -> Computed:
    """The prosecutors in charge."""
    return of_status("prosecutors")


def recorded_by() -> Computed:
    """The officer who recorded the act that opened the entry."""

    def compute(reading: Reading) -> Filled:
        opened = reading.opened_by
        return Filled(opened.recorded.act.actor.officer, opened.position) if opened is not None else EMPTY

    return Computed(NOTHING, compute)


def stage() -> Computed:
    """Where the file stands, as a code."""
    return of_status("stage")


def blank() -> Computed:
    """A cell for which no act gives anything: the paper form has it, the ledger does not know it."""
    return Computed(NOTHING, lambda reading: EMPTY)


def days_of_acts(*types: str, whole: bool = True, since: Since | None = None) -> Computed:
    """The days of all acts of some types."""
    wanted = frozenset(types)

    def compute(reading: Reading) -> Filled:
        found = reading.concerned(wanted, whole=whole, since=since)
        return Filled(tuple(act.day for act in found), found[-1].position) if found else EMPTY

    return Computed(wanted, compute)


def day_given(*types: str, name: str | tuple[str, ...], since: Since | None = None) -> Computed:
    """The day that the newest act of some types gives in a member, a moment as its Vietnamese day; the day of the act
    where it gives none.
    """
    wanted, names = frozenset(types), (name,) if isinstance(name, str) else name

    def compute(reading: Reading) -> Filled:
        found = reading.concerned(wanted, whole=True, since=since)
        if not found:
            return EMPTY
        given = next((value for path in names if (value := member(found[-1], path)) is not None), found[-1].day)
        return Filled(given.astimezone(VIETNAM).date() if isinstance(given, datetime) else given, found[-1].position)

    return Computed(wanted, compute)


def period(*types: str, names: tuple[str, str] = ("since", "until"), whole: bool = True,
           since: Since | None = None) -> Computed:  # fmt: skip
    """First and last day as the newest act of some types that says either gives them, what it does not say is None."""
    wanted = frozenset(types)

    def compute(reading: Reading) -> Filled:
        for act in reversed(reading.concerned(wanted, whole=whole, since=since)):
            days = tuple(member(act, name) for name in names)
            if any(days):
                return Filled(days, act.position)
        return EMPTY

    return Computed(wanted, compute)


def first_of(*cells: Cell) -> Computed:
    """The first of several cells that holds something."""

    def compute(reading: Reading) -> Filled:
        return next((filled for cell in cells if (filled := cell.read(reading)).value), EMPTY)

    of_acts = all(cell.of_acts for cell in cells)
    return Computed(NOTHING.union(*(cell.types for cell in cells)), compute, of_acts)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A cell that is read from some of the file's acts only."""

    types: frozenset[str]
    cell: Cell
    keep: Callable[[Reading], tuple[FileAct, ...]]

    @property
    def of_acts(self) -> bool:
        return self.cell.of_acts

    def read(self, reading: Reading) -> Filled:
        return self.cell.read(replace(reading, acts=self.keep(reading)))


def where(cell: Cell, holds: Callable[[FileAct], bool]) -> Narrowed:
    """The cell, read from those of the acts it looks at for which a condition holds."""

    def keep(reading: Reading) -> tuple[FileAct, ...]:
        return tuple(act for act in reading.acts if act.type in cell.types and holds(act))

    return Narrowed(cell.types, cell, keep)


def during(cell: Cell, *begins: str, until: tuple[str, ...] = (), at_first: bool = False) -> Narrowed:
    """The cell, read from the acts after one of the types `begins` up to the next one of the types `until`; with
    `at_first` also from those up to the first of either.
    """
    opening, closing = frozenset(begins), frozenset(until)

    def keep(reading: Reading) -> tuple[FileAct, ...]:
        marking = {act.position for act in reading.concerned(opening | closing, whole=True, since="beginning")}
        kept, running = [], at_first
        for act in reading.acts:
            if running:
                kept.append(act)
            if act.position in marking:
                running = act.type in opening
        return tuple(kept)

    return Narrowed(cell.types | opening | closing, cell, keep)


def having(cell: Cell, name: str, *values: Any) -> Narrowed:
    """The cell, read from the acts whose member `name` has one of some values."""
    return where(cell, lambda act: member(act, name) in values)


def several(*cells: Cell) -> Computed:
    """What several cells hold, one after the other, as one tuple."""

    def compute(reading: Reading) -> Filled:
        filled = [cell.read(reading) for cell in cells]
        values: list[Any] = []
        for value, _ in filled:
            values.extend(value if isinstance(value, tuple) else () if value in (None, "") else (value,))
        return Filled(tuple(values), max(position for _, position in filled)) if values else EMPTY

    return Computed(NOTHING.union(*(cell.types for cell in cells)), compute, all(cell.of_acts for cell in cells))


def opening_act() -> Computed:
    """A reference to the act that opened the entry."""

    def compute(reading: Reading) -> Filled:
        act = reading.opened_by
        return Filled((act,), act.position) if act is not None else EMPTY

    return Computed(NOTHING, compute, True)


def opening_datum(*names: str, shown: Mapping[Any, str] | None = None) -> Computed:
    """Members of the data of the act that opened the entry, those that it has; `shown` gives words for codes."""
    words = shown or {}

    def compute(reading: Reading) -> Filled:
        act = reading.opened_by
        found: list[Any] = []
        if act is None:
            return EMPTY
        for name in names:
            value = member(act, name)
            found.extend(value if isinstance(value, tuple) else () if value in (None, "") else (value,))
        texts = tuple(words.get(item, item) if isinstance(item, str) else item for item in found)
        return Filled(texts, act.position) if texts else EMPTY

    return Computed(NOTHING, compute)
