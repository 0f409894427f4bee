"""Registers without a database: files that are decided, folded and read in memory, and a search for acts that fill
cells.

    book = Book(SO_08)
    case = book.file("criminal_case")
    book.does(case, "case.opened.v1", "2021-05-05", {...})
    line, = book.lines(case)

`unfilled` takes every act type that a column names and makes acts of it until one stands in the cell.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.errors import NotAnAct
from domain.kernel.act import Act, Link, Recorded
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import read_data
from domain.kernel.deciding import initial
from domain.kernel.rule_sets import current_rule_set
from ledger.batch import SignedAct
from projections.accused_status import ACCUSED_STATUS
from projections.case_status import CASE_STATUS
from projections.declaration import Projection
from projections.file_acts import FileAct
from projections.history import StoredAct, recorded
from projections.kernel import RowVersion, Sheet
from projections.organisations import Organisations
from projections.registers.cells import Cell, Filled, Narrowed, Reading
from projections.registers.reading import Line, lines_of
from projections.registers.register import Entry, OfficialColumn, Register
from projections.rows import Seen
from projections.whole import fold_stream
from projections_kit.walk import VIETNAM, Making, Walk

NOW = datetime(2026, 11, 1, tzinfo=VIETNAM)
POLICE = {"agency": "Cơ quan CSĐT Công an X", "number": "15/QĐ"}
COURT = {"agency": "Tòa án nhân dân khu vực 1", "number": "7/QĐ"}
RECEIVED = {"issuer": POLICE, "source": "denunciation", "summary": "Mất xe máy"}
THEFT = {"article": "173", "clause": "1", "offence": "Trộm cắp tài sản", "crime_class": "less_serious"}
A, B = UUID(int=0xA, version=4), UUID(int=0xB, version=4)
TRIES = 400
FIRST = 1000  # position of the act that opens an entry, after those that made the file
MEASURES = ("Khiển trách", "Giáo dục tại xã, phường", "Hòa giải tại cộng đồng", "Quản thúc tại gia đình")
WORDS = {  # for members that are free text, or name a unit
    "to_unit": ("KV1", "KV2"), "from_unit": ("KV1", "KV2"), "addressees": ("KV1", "KV2"),
    "recording": ("ab" * 32,), "content_hash": ("ab" * 32,),
    "title": ("Điều tra viên", "Phó Thủ trưởng Cơ quan điều tra"),
    "measure": MEASURES, "old_measure": MEASURES, "new_measure": MEASURES,
}  # fmt: skip


class Book:
    """The files of one register: `does` asks the domain, as recording does; `lines` reads the register."""

    def __init__(self, register: Register, seed: int = 51) -> None:
        self.register, self.walk = register, Walk(random.Random(seed))
        self.acts: dict[UUID, list[StoredAct]] = {}
        self.organisations = Organisations()
        founding = [self._stored(signed, place) for place, signed in enumerate(self.walk.found(), 1)]
        self.organisations.extend(founding, self.walk.position)
        self._streams = (UUID(int=number, version=4) for number in range(1000, 2000))

    def file(self, kind: str) -> UUID:
        """A new file, in which nothing has happened."""
        stream = next(self._streams)
        self.walk.kinds[stream], self.walk.states[stream] = kind, initial(kind)
        self.acts[stream] = []
        return stream

    def does(
        self, stream: UUID, key: str, day: str, data: dict[str, Any], unit: str = "KV1", links: tuple[Link, ...] = ()
    ) -> int:
        """An act on a day ("2021-05-05") by the head of a unit; gives its position. Raises Refused, NotAnAct."""
        signed = self.walk.act(stream, key, day, data, unit, links)
        self.acts[stream].append(self._stored(signed, self.walk.position))
        return self.walk.position

    def case(self, *persons: tuple[UUID, str], juvenile: bool = False, day: str = "2021-05-05") -> UUID:
        """A case that was opened, whose accused were charged and approved."""
        stream = self.file("criminal_case")
        self.does(stream, "case.opened.v1", day, {"issuer": POLICE, "offences": [THEFT], "facts": "Lấy xe máy"})
        if persons:
            accused = [
                {"person": str(person), "label": label, "charges": [THEFT], "juvenile": juvenile and place == 0}
                for place, (person, label) in enumerate(persons)
            ]
            named = [str(person) for person, _ in persons]
            self.does(stream, "accused.charged.v1", day, {"issuer": POLICE, "accused": accused})
            self.does(stream, "charge.approved.v1", day, {"number": "1/PC", "accused": named})
        return stream

    def lines(self, stream: UUID) -> list[Line]:
        """The lines of a file, entries in their order; numbers are counted within the file."""
        kept = (self.register.projection, CASE_STATUS, ACCUSED_STATUS)
        fold = fold_stream(self.acts[stream], kept, self.organisations)
        sheets = {projection.name: fold.sheet(projection) for projection in fold.projections}
        assert not [sheet.failure for sheet in sheets.values() if sheet.failure]
        entries = [Entry._make(version.row) for version in _newest(sheets[self.register.projection.name])]
        return [
            line
            for number, entry in enumerate(sorted(entries), 1)
            for line in self._lines(stream, number, entry, sheets)
        ]

    def _lines(self, stream: UUID, number: int, entry: Entry, sheets: dict[str, Sheet]) -> Iterator[Line]:
        upto = self.walk.position if entry.until is None else entry.until - 1
        known = [FileAct(recorded(act)) for act in self.acts[stream] if act.position <= upto]
        shown = tuple(act for act in known if act.type in self.register.types)
        status = _seen(stream, CASE_STATUS, sheets, upto)
        accused = _seen(stream, ACCUSED_STATUS, sheets, upto)
        return lines_of(self.register, number, stream, entry, shown, next(iter(status), None), accused)

    def _stored(self, signed: SignedAct, position: int) -> StoredAct:
        envelope = signed.envelope
        return StoredAct(position, envelope.stream, signed.kind, envelope.version, signed.act_hash, NOW, signed.act)


def _newest(sheet: Sheet, upto: int | None = None) -> list[RowVersion]:
    """The newest version of every row, of those that had begun at a position."""
    found: dict[Any, RowVersion] = {}
    for version in sorted(sheet.versions(), key=lambda version: version.seen_from):
        if upto is None or version.seen_from <= upto:
            found[sheet.projection.key_of(version.row)] = version
    return list(found.values())


def _seen(stream: UUID, projection: Projection, sheets: dict[str, Sheet], upto: int) -> list[Seen]:
    sheet = sheets.get(projection.name)
    names = [column.name for column in projection.columns]
    return [
        Seen(stream, version.row, dict(zip(names, version.acts, strict=True)), version.seen_from)
        for version in (_newest(sheet, upto) if sheet else ())
    ]


def unfilled(register: Register) -> list[tuple[str, str]]:
    """Columns with the act types that they name and that never fill them, whatever the act says."""
    maker = Maker(register)
    return [
        (column.key, key)
        for column in register.columns
        for key in sorted(_shown(column.cell))
        if not maker.fills(column, key)
    ]


def empty(register: Register) -> set[str]:
    """Columns that look at no act of their own and hold nothing, whatever opens the entry."""
    maker = Maker(register)
    return {
        column.key
        for column in register.columns
        if not column.cell.types and not any(maker.holds(column, key) for key in sorted(register.opening.acts))
    }


def _shown(cell: Cell) -> frozenset[str]:
    """The act types that a cell shows; others only say which of them."""
    return _shown(cell.cell) if isinstance(cell, Narrowed) else cell.types


class Described(Making):
    """Data of acts with words that cells look for."""

    def _several(self, name: str, item: Any) -> list[Any]:
        return super()._several(name, item) or [str(A)]

    def _plain(self, name: str, kind: Any) -> Any:
        return self.chance.choice(WORDS[name]) if name in WORDS and kind is str else super()._plain(name, kind)


class Maker:
    """Makes acts of the files of a register, lawful or not: what is asked is whether a cell shows them."""

    def __init__(self, register: Register) -> None:
        self.register, self.book = register, Book(register)
        self.chance = self.book.walk.chance
        self.files = {kind: self.book.file(kind) for kind in register.kinds - {"criminal_case", "information_source"}}
        if "criminal_case" in register.kinds:
            self.files["criminal_case"] = self.book.case((A, "bị can 1"), (B, "bị can 2"), juvenile=True)
        if "information_source" in register.kinds:
            source = self.files["information_source"] = self.book.file("information_source")
            self.book.does(source, "source.received.v1", "2021-05-05", RECEIVED)
        officer = {"prosecutor": str(self.book.walk.officers["KV1"])}
        self.status: dict[UUID, Seen] = {}
        self.accused: dict[UUID, Seen] = {}
        for stream in self.files.values():
            if self.book.acts[stream]:
                self.book.does(stream, "prosecutor.assigned.v1", "2021-05-06", officer)
                self._read(stream)

    def _read(self, stream: UUID) -> None:
        fold = fold_stream(self.book.acts[stream], (CASE_STATUS, ACCUSED_STATUS), self.book.organisations)
        sheets = {projection.name: fold.sheet(projection) for projection in fold.projections}
        (self.status[stream],) = _seen(stream, CASE_STATUS, sheets, self.book.walk.position)
        accused = _seen(stream, ACCUSED_STATUS, sheets, self.book.walk.position)
        self.accused |= {seen.row.person: seen for seen in accused}

    def holds(self, column: OfficialColumn, key: str) -> bool:
        """Whether the cell of the column holds something in an entry that some act of the type opens."""
        made = (self._act(key, FIRST) for _ in range(TRIES))
        return any(
            item.value not in (None, "", ()) for act in made if act is not None for item in self._cells(column, act)
        )

    def fills(self, column: OfficialColumn, key: str) -> bool:
        """Whether some act of the type stands behind the cell of the column: as the act that opens an entry, or as a
        later one, after some others that the cell looks at.
        """
        opening, looked_at = sorted(self.register.opening.acts), sorted(column.cell.types)
        for attempt in range(TRIES):
            first = key if key in opening and attempt % 2 else self.chance.choice(opening)
            others = self.chance.choices(looked_at, k=attempt % 3) if attempt > 9 else []
            keys = [key] if first == key else [first, *others, key]
            made = [self._act(made_of, position) for position, made_of in enumerate(keys, FIRST)]
            acts = [act for act in made if act is not None]
            if len(acts) == len(keys) and self._shows(column, *acts):
                return True
        return False

    def _act(self, key: str, position: int) -> FileAct | None:
        kind = self.chance.choice(sorted(self.register.kinds.intersection(CATALOGUE[key].kinds)))
        stream, act_type = self.files[kind], CATALOGUE[key]
        making = Described(self.book.walk, stream, datetime(2021, 6, 1, 8, tzinfo=VIETNAM))
        try:
            data = read_data(act_type, making.model(act_type.data))
        except NotAnAct:
            return None
        actor, at = self.book.walk._actor("KV1"), "2021-06-01T08:00:00+07:00"
        act = Act(kind, key, at, "day", current_rule_set(), actor, (), (), (), data)
        return FileAct(Recorded(stream, position, position, "ab" * 32, NOW, act))

    def _shows(self, column: OfficialColumn, *acts: FileAct) -> bool:
        return any(filled.position == acts[-1].position for filled in self._cells(column, *acts))

    def _cells(self, column: OfficialColumn, *acts: FileAct) -> Iterator[Filled]:
        """The cell in the entry that the first act opens, and where the register has them in the lines below."""
        newest, grain = acts[-1], self.register.opening.grain
        named: tuple[UUID | None, ...] = newest.persons or tuple(self.accused) or (None,)
        person = None if grain in ("file", "act") else named[0]
        entry = Entry(FIRST, 0, "KV1", "KV1", 2021, acts[0].day, person, None)
        episodic = grain in ("act", "act_person")
        status = self.status.get(newest.stream)
        reading = Reading(entry, 1, newest.stream, acts, status, self.accused, person, episodic)
        for who in (person, *(named if self.register.sublines else ())):
            yield column.cell.read(replace(reading, person=who))
