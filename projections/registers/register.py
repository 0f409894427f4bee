"""What a register is: official columns in their order, and which acts open its entries.

Stored of a register are its entries only (`Entry`): who is entered, when, in whose series. What stands in the cells is
read from the acts of the file when a page is read (projections/registers/reading.py), up to the position asked for:
the cells of the paper book are references to acts, so the acts are the cells, and a page as of any position needs no
copy of them. Nothing that a column shows can therefore differ from the acts behind it.

Titles, form numbers, column order, labels and column types follow the research file on registers; each register
carries whether it is confirmed, because the decision that issues the numbered set was not found. Column types:

    seq, seq_date           number in the series of the unit and the procuracy year (projections/numbering.py), counted
                            when read; seq_date with the day of the entry
    date                    calendar day in Vietnam; date_pair and period two, date_list several
    act_ref, act_ref_list   procedural documents: read with number, date, issuing body and content
    result                  an act with its number, date and content
    party, person_list      persons or agencies; labels only, personal values come from the vault
    officer, officer_list   officers of the procuracy, or of the investigating body by name
    law_ref                 code, article, clause and point of the penal code
    attendance              the act by which a prosecutor was, or was not, at an activity
    reason                  provision and ground, as the act names them
    text, enum, bool, number, money
    case_accused, case_accused_profile, person_profile   labels of the accused; who they are comes from the vault
    case_accused_folio_count   the same, with the number of folios
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple
from uuid import UUID

from projections.declaration import Called, Index, Key, Projection, Step
from projections.errors import BadDeclaration
from projections.numbering import number_owner, procuracy_year
from projections.words import persons_named

if TYPE_CHECKING:  # what the cells show does not touch what is stored
    from projections.registers.cells import Cell

# Pages of a series, and how long it is; and the entries of all series, the first version of a row being the entry.
SERIES = (Index(("owner", "year", "opened", "place")), Index(("opened",), where="seen_from = opened"))


class Entry(NamedTuple):
    """An entry of a register."""

    opened: Annotated[int, Called("Vị trí vào sổ", "Position of the entry")]
    place: Annotated[int, Called("Thứ tự trong hành vi", "Order within the act")]  # of those that one act opens
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    owner: Annotated[str, Called("Đơn vị cấp số", "Unit that owns the numbers")]
    year: Annotated[int, Called("Năm kiểm sát", "Procuracy year")]
    day: Annotated[date, Called("Ngày vào sổ", "Day of the entry")]
    person: Annotated[UUID | None, Called("Mã người", "Person")]  # whom it is about; None: the file
    until: Annotated[int | None, Called("Vị trí mục tiếp theo", "Position of the next entry")]  # None: none yet


Grain = Literal["file", "person", "person_or_file", "act", "act_person"]


def always(step: Step) -> bool:
    """Every act of the types opens an entry."""
    return True


def day_of_act(step: Step) -> date:
    """The entry is made on the day of the act."""
    return step.day


def those_named(step: Step) -> tuple[UUID, ...]:
    """The entries are about the persons whom the act names."""
    return persons_named(step.act)


@dataclass(frozen=True, slots=True)
class Opening:
    """Which acts open an entry.

    file         once for each file and unit that owns the numbers: a unit that takes the file later opens an entry of
                 its own, which begins with what was known; the older one stays as it was, with its number
    person       once for each person whom the acts name, and unit that owns the numbers
    person_or_file   the same; an act that concerns nobody enters the file, once
    act          every act opens one; it tells what happened from there to the next one of the file
    act_person   every act opens one for each person whom it names (one for the file when it names nobody)
    """

    acts: frozenset[str]  # keys of act types
    grain: Grain = "file"
    when: Callable[[Step], bool] = always  # functions of a module, since processes of a rebuild are given them
    day: Callable[[Step], date] = day_of_act  # on which the entry is made in law
    persons: Callable[[Step], tuple[UUID, ...]] = those_named

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Modules whose text decides what is entered."""
        return tuple(sorted({asked.__module__ for asked in (self.when, self.day, self.persons)}))

    def change(self, rows: Mapping[Key, Entry], step: Step) -> Iterable[Entry]:
        """The entries that the act opens, and those before them, which end."""
        return self._entries(rows, step) if self.when(step) else ()

    def _entries(self, rows: Mapping[Key, Entry], step: Step) -> Iterator[Entry]:
        unit, day, position = step.act.actor.unit, self.day(step), step.recorded.position
        owner = number_owner(step.organisation, unit)
        whose: tuple[UUID | None, ...] = (None,)
        if self.grain in ("person", "person_or_file", "act_person"):
            whose = tuple(dict.fromkeys(self.persons(step))) or (() if self.grain == "person" else (None,))
        once = self.grain in ("file", "person", "person_or_file")
        place = 0
        for person in whose:
            current = [row for row in rows.values() if row.person == person]
            if once and any(row.owner == owner for row in current):
                continue
            for row in current:
                if row.until is None:
                    yield row._replace(until=position)
            yield Entry(position, place, unit, owner, procuracy_year(day), day, person, None)
            place += 1


@dataclass(frozen=True, slots=True)
class OfficialColumn:
    """A column of the paper form, and what stands in it."""

    no: int
    key: str
    label_vi: str
    label_en: str
    type: str
    cell: "Cell"

    @property
    def of_acts(self) -> bool:
        """Whether the cell consists of acts."""
        return self.cell.of_acts


@dataclass(frozen=True)
class Register:
    """An official register, declared once; its table, routes, page and exports follow from it."""

    id: str  # "SO-04"
    form_no: str  # of the official set; empty for a form that was reconstructed
    name_vi: str
    name_en: str
    group_vi: str
    confirmed: str  # "true", "partial", "false": see registers_and_records
    kinds: frozenset[str]  # of streams
    opening: Opening
    columns: tuple[OfficialColumn, ...]
    sublines: bool = False  # a line for each accused under the line of the case
    note: str = ""  # what its reader must know about it
    projection: Projection = field(init=False)
    types: frozenset[str] = field(init=False)  # keys of the act types that its cells show

    def __post_init__(self) -> None:
        name = self.id.lower().replace("-", "_")
        if [column.no for column in self.columns] != list(range(1, len(self.columns) + 1)):
            raise BadDeclaration(name, "official columns are numbered from 1 without gaps")
        if len({column.key for column in self.columns}) != len(self.columns):
            raise BadDeclaration(name, "two columns of one name")
        types = frozenset[str]().union(*(column.cell.types for column in self.columns))
        object.__setattr__(self, "types", types | self.opening.acts)
        projection = Projection(
            name=name,
            title_vi=f"Sổ {self.form_no}: {self.name_vi}" if self.form_no else self.name_vi,
            title_en=f"Register {self.form_no}: {self.name_en}" if self.form_no else self.name_en,
            kinds=self.kinds,
            row=Entry,
            key=("opened", "place"),
            change=self.opening.change,
            indexes=SERIES,
            traced=False,
            acts=self.opening.acts,
            rests_on=self.opening.rests_on,
        )
        object.__setattr__(self, "projection", projection)


def kinds(*names: str) -> frozenset[str]:
    """Kinds of stream."""
    return frozenset(names)


def types(*keys: str) -> frozenset[str]:
    """Keys of act types."""
    return frozenset(keys)


def columns(*cells: "tuple[str, str, str, str, Cell]") -> tuple[OfficialColumn, ...]:
    """Columns in their official order, each (key, label_vi, label_en, type, cell)."""
    return tuple(OfficialColumn(no, *cell) for no, cell in enumerate(cells, 1))
