"""Registers as in the paper book: who is entered, when, under which number, and what stands in which cell."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from projections_kit.house import House
from projections_kit.walk import SECRET, Walk

from projections.errors import BadDeclaration
from projections.numbering import number_owner, procuracy_year
from projections.registers.cells import number
from projections.registers.reading import START, Line, RegisterPage, differences, series, series_of_unit
from projections.registers.reading import newest as newest_entries
from projections.registers.reading import page as register
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.so_04 import SO_04
from projections.registers.so_07 import SO_07

POLICE = {"agency": "Cơ quan CSĐT Công an X", "number": "15/QĐ"}
THEFT = {"article": "173", "clause": "1", "offence": "Trộm cắp tài sản", "crime_class": "less_serious"}
A, B = UUID(int=0xA, version=4), UUID(int=0xB, version=4)


class Office:
    """A house whose acts are recorded and projected one after the other."""

    def __init__(self, house: House) -> None:
        self.house, self.walk = house, Walk(random.Random(51))
        house.prepare()
        house.record(self.walk.found())
        house.project()
        self.streams = (UUID(int=number, version=4) for number in range(1000, 2000))

    def act(self, stream: UUID, key: str, day: str, data: dict[str, object], unit: str = "KV1") -> int:
        """Records and projects; gives the position."""
        self.house.record([self.walk.act(stream, key, day, data, unit)])
        self.house.project()
        return self.walk.position

    def open_case(self, day: str, unit: str = "KV1") -> UUID:
        stream = next(self.streams)
        self.act(stream, "case.opened.v1", day, {"issuer": POLICE, "offences": [THEFT], "facts": "Lấy xe máy"}, unit)
        return stream

    def charge(self, stream: UUID, day: str, *persons: tuple[UUID, str]) -> int:
        accused = [
            {"person": str(person), "label": label, "name": f"{SECRET} {label}", "charges": [THEFT]}
            for person, label in persons
        ]
        return self.act(stream, "accused.charged.v1", day, {"issuer": POLICE, "accused": accused})

    def page(self, wanted: object, unit: str, year: int, as_of: int | None = None, **more: object) -> RegisterPage:
        position = self.walk.position if as_of is None else as_of
        return register(self.house.projector, wanted, unit, year, position, **more)  # type: ignore[arg-type]


@pytest.fixture
def office(house: House) -> Iterator[Office]:
    made = Office(house)
    yield made
    checked = house.check()
    assert (checked.differences, checked.quarantined) == ([], [])


def numbers(page: RegisterPage) -> list[tuple[int, int]]:
    return [(line.number, line.line) for line in page.lines]


def versions(line: Line, cell: str) -> list[int]:
    return [act.version for act in line.cells[cell]]


@pytest.mark.parametrize(
    ("day", "year"), [("2021-11-30", 2021), ("2021-12-01", 2022), ("2022-01-01", 2022), ("2021-01-31", 2021)]
)
def test_the_procuracy_year_begins_on_1_december(day: str, year: int) -> None:
    assert procuracy_year(date.fromisoformat(day)) == year


def test_a_room_draws_its_numbers_from_its_procuracy(office: Office) -> None:
    organisation = office.walk.organisation
    assert number_owner(organisation, "PX-P1") == "PX"
    assert number_owner(organisation, "KV1") == "KV1"
    assert number_owner(organisation, "PX") == "PX"
    assert number_owner(organisation, "unknown") == "unknown"
    office.open_case("2021-03-01", "PX-P1")
    office.open_case("2021-03-02", "PX")
    page = office.page(SO_07, "PX", 2021)
    assert numbers(page) == [(1, 0), (2, 0)]


def test_numbers_restart_on_1_december_and_for_every_unit(office: Office) -> None:
    for day in ("2021-11-29", "2021-11-30", "2021-12-01", "2021-12-02", "2021-11-28"):
        office.open_case(day)
    office.open_case("2021-11-30", "KV2")
    assert numbers(office.page(SO_07, "KV1", 2021)) == [(1, 0), (2, 0), (3, 0)]  # recorded late: the next free number
    assert numbers(office.page(SO_07, "KV1", 2022)) == [(1, 0), (2, 0)]
    assert numbers(office.page(SO_07, "KV2", 2021)) == [(1, 0)]
    assert office.page(SO_07, "KV1", 2021).entries == 3


def test_the_same_number_as_of_every_position(office: Office) -> None:
    streams = [office.open_case("2021-05-05") for _ in range(4)]
    first = office.walk.position - 3
    for seen, stream in enumerate(streams, 1):
        for as_of in range(first + seen - 1, office.walk.position + 1):
            lines = office.page(SO_07, "KV1", 2021, as_of).lines
            assert [line.number for line in lines if line.stream == stream and not line.line] == [seen]
    assert numbers(office.page(SO_07, "KV1", 2021, first + 1)) == [(1, 0), (2, 0)]
    assert numbers(office.page(SO_07, "KV1", 2021, first - 1)) == []


def test_an_entry_with_its_accused(office: Office) -> None:
    stream = office.open_case("2021-05-05")
    office.charge(stream, "2021-05-06", (A, "bị can 1"), (B, "bị can 2"))
    approved = office.act(stream, "charge.approved.v1", "2021-05-07", {"accused": [str(A)]})
    taken = office.act(stream, "case.taken_for_supervision.v1", "2021-05-08", {"number": "1"})
    case, first, second = office.page(SO_07, "KV1", 2021).lines
    assert [(case.number, case.line), (first.number, first.line), (second.number, second.line)] == [
        (1, 0),
        (1, 1),
        (1, 2),
    ]
    assert case.cells["case_accused"] == "bị can 1, bị can 2"
    assert first.cells["case_accused"] == "bị can 1"
    assert case.cells["charge"] == first.cells["charge"] == ("Trộm cắp tài sản (BLHS-2015/173/1)",)
    assert versions(case, "initiation") == [1, 2, 3]
    assert (versions(first, "initiation"), versions(second, "initiation")) == ([2, 3], [2])
    opened = case.cells["initiation"][0]
    assert (opened.number, opened.agency, opened.act_type.name_vi) == (
        "15/QĐ", "Cơ quan CSĐT Công an X", "Quyết định khởi tố vụ án hình sự",
    )  # fmt: skip
    assert case.cells["facts"] == "Lấy xe máy"
    assert case.acts["initiation"] == approved  # who and when for every cell
    assert taken not in case.acts.values()  # the unit had entered the case already


def test_a_unit_that_takes_the_case_later_opens_an_entry_of_its_own(office: Office) -> None:
    stream = office.open_case("2021-05-05")
    office.charge(stream, "2021-05-06", (A, "bị can 1"))
    office.act(stream, "case.taken_for_supervision.v1", "2021-12-08", {}, "KV2")
    office.charge(stream, "2021-12-09", (B, "bị can 2"))
    old, new = office.page(SO_07, "KV1", 2021), office.page(SO_07, "KV2", 2022)
    assert numbers(old) == [(1, 0), (1, 1)]
    assert numbers(new) == [(1, 0), (1, 1), (1, 2)]
    assert versions(new.lines[0], "initiation") == [1, 2, 4]  # it begins with what was known
    assert versions(old.lines[0], "initiation") == [1, 2]  # and the older one stays as it was


def test_persons_held_before_the_case_is_opened_are_entered_with_it(office: Office) -> None:
    stream = next(office.streams)
    held = {"person": str(A), "label": "người bị giữ 1"}
    office.act(stream, "holding.ordered.v1", "2021-05-01", {"issuer": POLICE, "accused": [held]})
    assert office.page(SO_07, "KV1", 2021).lines == ()
    office.act(stream, "case.opened.v1", "2021-05-02", {"issuer": POLICE, "offences": [THEFT]})
    case, person = office.page(SO_07, "KV1", 2021).lines
    assert (versions(case, "measures"), versions(person, "measures")) == ([1], [1])
    assert case.entry == person.entry == office.walk.position


def test_an_accused_who_leaves_with_a_split_part_keeps_the_line(office: Office) -> None:
    stream = office.open_case("2021-05-05")
    office.charge(stream, "2021-05-06", (A, "bị can 1"), (B, "bị can 2"))
    office.act(stream, "case.split.v1", "2021-05-09", {"issuer": POLICE, "accused": [str(A)]})
    case, first, second = office.page(SO_07, "KV1", 2021).lines
    assert case.cells["case_accused"] == "bị can 2"
    assert (first.cells["case_accused"], versions(first, "split_join")) == ("bị can 1", [3])
    assert second.line == 2


def test_a_source_is_entered_when_it_is_taken_and_stands_complete(office: Office) -> None:
    stream = next(office.streams)
    received = {
        "issuer": POLICE, "source": "denunciation", "summary": "Mất xe máy",
        "informant": {"person": str(A), "label": "người tố giác 1", "role": "informant", "name": f"{SECRET} A"},
    }  # fmt: skip
    office.act(stream, "source.received.v1", "2021-11-20", received)
    assert office.page(SO_04, "KV1", 2021).lines == ()
    taken = office.act(stream, "source.accepted_for_supervision.v1", "2021-12-02", {"number": "1/TL"})
    office.act(stream, "verification.requested.v1", "2021-12-03", {"number": "2/YC", "demands": ["Xác minh"]})
    refused = {"issuer": {**POLICE, "number": "9/QĐ"}, "ground": "Không có sự việc phạm tội"}
    office.act(stream, "opening.refused.v1", "2021-12-10", refused)
    (line,) = office.page(SO_04, "KV1", 2022).lines
    assert (line.number, line.entry) == (1, taken)
    assert line.cells["accept_date"] == date(2021, 12, 2)
    assert line.cells["summary"] == "Mất xe máy"
    assert line.cells["informant"] == "người tố giác 1"
    assert [act.number for act in line.cells["procuracy_requests"]] == ["2/YC"]
    assert line.cells["outcome"] == "không khởi tố"
    before = office.page(SO_04, "KV1", 2022, taken).lines[0]
    assert (before.cells["outcome"], before.cells["procuracy_requests"]) == (None, ())


def test_a_correction_stands_beside_what_it_corrects(office: Office) -> None:
    stream = office.open_case("2021-05-05")
    link = office.walk.link(stream, 1, "corrects")
    data = {"statement": "Ngày đúng là 04/05"}
    office.house.record([office.walk.act(stream, "act.corrected.v1", "2021-05-20", data, links=(link,))])
    office.house.project()
    (line,) = office.page(SO_07, "KV1", 2021).lines
    assert versions(line, "initiation") == [1]
    assert [act.summary for act in line.corrected] == ["Ngày đúng là 04/05"]


def test_paging_goes_on_from_a_line_while_the_register_moves(office: Office) -> None:
    for _ in range(3):
        stream = office.open_case("2021-05-05")
        office.charge(stream, "2021-05-06", (A, "bị can 1"), (B, "bị can 2"))
    as_of, found, after = office.walk.position, [], START
    while True:
        page = office.page(SO_07, "KV1", 2021, as_of, after=after, limit=2)
        found += numbers(page)
        if page.after is None:
            break
        after = page.after
        office.open_case("2021-05-07")
    assert found == [(number, line) for number in (1, 2, 3) for line in (0, 1, 2)]


def test_the_difference_of_two_positions_names_the_acts(office: Office) -> None:
    stream = office.open_case("2021-05-05")
    earlier = office.walk.position
    charged = office.charge(stream, "2021-05-06", (A, "bị can 1"))
    requested = office.act(stream, "investigation.requested.v1", "2021-05-08", {"number": "3/YCĐT"})
    found, complete = differences(office.house.projector, SO_07, "KV1", 2021, earlier, office.walk.position)
    assert complete
    by_line = {change.after.line: change for change in found}
    assert by_line.keys() == {0, 1}
    assert by_line[0].acts == (charged, requested)
    assert (by_line[1].before, by_line[1].acts) == (None, (charged,))
    assert by_line[0].before is not None
    assert by_line[0].before.cells["investigation_request"] == ()
    assert versions(by_line[0].after, "investigation_request") == [3]
    assert differences(office.house.projector, SO_07, "KV1", 2021, requested, requested) == ([], True)
    assert not differences(office.house.projector, SO_07, "KV1", 2021, 0, requested, most=0)[1]


def test_a_register_names_its_columns_once_and_in_order() -> None:
    book = {
        "id": "SO-99", "form_no": "99", "name_vi": "Sổ thử", "name_en": "Trial", "group_vi": "Thử",
        "confirmed": "false", "kinds": kinds("criminal_case"), "opening": Opening(types("case.opened.v1")),
    }  # fmt: skip
    stt = ("stt", "Số thứ tự", "Number", "seq", number())
    assert Register(**book, columns=columns(stt)).projection.name == "so_99"  # type: ignore[arg-type]
    with pytest.raises(BadDeclaration):
        Register(**book, columns=columns(stt, stt))  # type: ignore[arg-type]
    with pytest.raises(BadDeclaration):
        Register(**book, columns=(columns(stt, stt)[1],))  # type: ignore[arg-type]


def test_the_list_of_registers_is_right_as_of_every_position(office: Office) -> None:
    books = (SO_04, SO_07)
    opened = []
    for day, unit in (("2021-05-05", "KV1"), ("2021-12-05", "KV1"), ("2021-05-06", "KV2"), ("2021-05-07", "KV1")):
        office.charge(office.open_case(day, unit), day, (A, "bị can 1"))
        opened.append((office.walk.position - 1, unit, procuracy_year(date.fromisoformat(day))))
    for as_of in range(office.walk.position + 1):
        known = [each for each in opened if each[0] <= as_of]
        for book, newest, found in zip(
            books,
            newest_entries(office.house.projector, books, as_of),
            series_of_unit(office.house.projector, books, as_of, "KV1"),
            strict=True,
        ):
            counts = {(unit, year): entries for unit, year, entries in series(office.house.projector, book, as_of)}
            assert dict(found) == {year: entries for (unit, year), entries in counts.items() if unit == "KV1"}
            assert (newest is not None) is bool(counts)
            if book is SO_07:
                assert newest == (known[-1][0] if known else None)
                assert counts == Counter((unit, year) for _, unit, year in known)
