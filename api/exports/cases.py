"""The list of cases as a view."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.exports.columns import FILE, STOPPED, view_columns
from api.exports.source import PAGE, Pinned, Source, members_of, procuracy_period, read_query
from api.exports.view import View
from api.pages import words
from api.registers import CaseQuery, wanted_of
from domain.kernel.calendar import VIETNAM
from domain.kinds import KINDS
from projections import reading
from projections.case_status import CASE_STATUS, CaseStatus
from projections.reading import CaseFilter

COLUMNS = (
    "opened", "kind", "unit", "owner", "year", "opened_on", "stage", "stage_since", "subject", "offences",
    "crime_class", "accused", "deprived", "prosecutors", "findings", "corrections",
)  # fmt: skip


def cases_view(source: Source, asked: Mapping[str, Any]) -> View:
    """All cases that the query wants, in the order in which they were opened.

    Raises: BadRequest, NotFound, NotReady.
    """
    query = read_query(CaseQuery, asked)
    pinned = source.pin(query.as_of)
    wanted = wanted_of(query, pinned)
    day = f"{pinned.recorded_at.astimezone(VIETNAM):%d/%m/%Y}" if pinned.recorded_at else "-"
    unit = query.unit or pinned.highest()
    return View(
        title_vi="Danh sách hồ sơ",
        title_en="List of cases",
        form_no=None,
        confirmed="true",
        unit=pinned.unit_name(unit),
        superior=pinned.superior_name(unit),
        period=procuracy_period(query.year) if query.year else f"Đến ngày {day}",
        query={"view": "cases", **members_of(query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=(*view_columns(CASE_STATUS, COLUMNS), STOPPED, FILE),
        rows=lambda: _rows(source, wanted, pinned),
    )


def _rows(source: Source, wanted: CaseFilter, pinned: Pinned) -> Iterator[tuple[Any, ...]]:
    after: int | None = 0
    while after is not None:
        with source.connection() as connection:
            page = reading.cases(connection, wanted, pinned.at.position, after=after, limit=PAGE)
        for seen in page.rows:
            yield (*_cells(seen.row, pinned), seen.stream in page.stopped, seen.stream)
        after = page.after


def _cells(row: CaseStatus, pinned: Pinned) -> Iterator[Any]:
    for name in COLUMNS:
        value = getattr(row, name)
        if name == "kind":
            value = KINDS[value].name_vi
        elif name == "stage":
            value = words.stage(row.kind, value).vi
        elif name == "crime_class" and value is not None:
            value = words.word(words.CLASSES, value).vi
        elif name == "prosecutors":
            value = tuple(known.name if (known := pinned.officers.get(each)) else str(each) for each in value)
        yield value
