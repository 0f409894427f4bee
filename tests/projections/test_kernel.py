"""Declarations that cannot stand; the fold of one stream by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple

import pytest

from projections.declaration import Called, Gone, Index, Key, Projection, Step, _columns
from projections.errors import BadDeclaration
from projections.kernel import RowVersion, Sheet

NAME = Called("Tên", "Name")


class Thing(NamedTuple):
    name: Annotated[str, NAME]
    value: Annotated[int | None, NAME]


def nothing(rows: Mapping[Key, Thing], step: Step) -> Iterable[Thing]:
    return ()


def declared(row: Any = Thing, key: tuple[str, ...] = ("name",), **more: Any) -> Projection:
    return Projection(
        name="things", title_vi="Vật", title_en="Things", kinds=frozenset(("criminal_case",)), row=row, key=key,
        change=nothing, **more,
    )  # fmt: skip


class Unnamed(NamedTuple):
    name: str


class Untyped(NamedTuple):
    name: Annotated[dict[str, int], NAME]


class Taken(NamedTuple):
    name: Annotated[str, NAME]
    acts: Annotated[int, NAME]


@pytest.mark.parametrize(
    "more",
    [
        {"row": Unnamed},
        {"row": Untyped},
        {"row": Taken},
        {"key": ("absent",)},
        {"key": ("value",)},  # may be null
        {"indexes": (Index(("absent",)),)},
    ],
)
def test_a_declaration_that_cannot_stand_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(BadDeclaration):
        declared(**more)


def test_columns_come_from_the_row() -> None:
    assert [(c.name, c.sql, c.nullable) for c in _columns("things", Thing)] == [
        ("name", "text", False), ("value", "int8", True),
    ]  # fmt: skip
    assert declared().key_of(Thing("a", 1)) == ("a",)


def test_a_declaration_changes_with_its_shape() -> None:
    assert declared().declared == declared().declared
    assert declared().declared != declared(indexes=(Index(("value",)),)).declared
    assert declared().declared != declared(key=()).declared


class At(NamedTuple):
    """Enough of a recorded act for a sheet."""

    position: int


def folded(*steps: list[Thing | Gone] | Exception) -> Sheet:
    """A sheet that is given one list of changes an act, at positions 10, 20, ..."""
    given = iter(steps)

    def change(rows: Mapping[Key, Thing], step: Step) -> Iterable[Thing | Gone]:
        found = next(given)
        if isinstance(found, Exception):
            raise found
        return found

    sheet = Sheet(
        Projection(
            name="things",
            title_vi="Vật",
            title_en="Things",
            kinds=frozenset(("criminal_case",)),
            row=Thing,
            key=("name",),
            change=change,
        )
    )
    for number in range(1, len(steps) + 1):
        state: Any = None
        sheet.take([Step(At(10 * number), None, None, date(2021, 1, 1), state, state, None)])  # type: ignore[arg-type]
    return sheet


def test_a_row_is_true_from_the_act_that_opened_it_until_the_one_that_changed_it() -> None:
    sheet = folded([Thing("a", 1)], [Thing("a", 1)], [Thing("a", 2)])
    assert list(sheet.versions()) == [
        RowVersion(Thing("a", 1), (10, 10), 10, 30),
        RowVersion(Thing("a", 2), (10, 30), 30, None),
    ]


def test_a_row_that_ends_and_comes_back() -> None:
    sheet = folded([Thing("a", 1)], [Gone(("a",))], [Gone(("a",))], [Thing("a", 1)])
    assert list(sheet.versions()) == [
        RowVersion(Thing("a", 1), (10, 10), 10, 20),
        RowVersion(Thing("a", 1), (40, 40), 40, None),
    ]


def test_what_one_act_changes_twice_was_never_true_in_between() -> None:
    sheet = folded([Thing("a", 1)], [Thing("a", 2), Thing("a", 3)], [Thing("b", 1), Gone(("b",))])
    assert list(sheet.versions()) == [
        RowVersion(Thing("a", 1), (10, 10), 10, 20),
        RowVersion(Thing("a", 3), (10, 20), 20, None),
    ]


def test_a_failure_leaves_the_rows_as_they_were() -> None:
    sheet = folded([Thing("a", 1)], ValueError("no"), [Thing("a", 2)])
    assert sheet.failure == (20, "ValueError: no")
    assert list(sheet.versions()) == [RowVersion(Thing("a", 1), (10, 10), 10, None)]


def test_a_drain_gives_each_change_once() -> None:
    sheet = folded([Thing("a", 1)], [Thing("a", 2)])
    assert set(sheet.drain()) == {
        RowVersion(Thing("a", 1), (10, 10), 10, 20),
        RowVersion(Thing("a", 2), (10, 20), 20, None),
    }
    assert sheet.drain() == []
