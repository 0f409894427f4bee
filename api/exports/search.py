"""Files that a search finds, as a view. Names are not among them: what they are found by stays out of files."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.exports.columns import FILE, STOPPED, view_columns
from api.exports.source import PAGE, Pinned, Source, members_of, read_query
from api.exports.view import View, ViewColumn
from api.pages import words
from api.search import SearchQuery, wanted_of
from domain.kernel.calendar import VIETNAM
from domain.kinds import KINDS
from projections import search_lists
from projections.case_status import CASE_STATUS, CaseStatus
from projections.search_lists import NEWEST, Wanted

COLUMNS = ("opened", "kind", "unit", "opened_on", "stage", "subject", "offences", "prosecutors")
MATCHES = ViewColumn("matches", "Hành vi khớp", "Acts found", "texts")


def search_view(source: Source, asked: Mapping[str, Any]) -> View:
    """All files that the query finds, those opened last first. Raises: BadRequest, NotFound, NotReady."""
    query = read_query(SearchQuery, asked)
    pinned = source.pin(query.as_of)
    wanted = wanted_of(query, pinned)
    unit = query.unit or pinned.highest()
    day = f"{pinned.recorded_at.astimezone(VIETNAM):%d/%m/%Y}" if pinned.recorded_at else "-"
    return View(
        title_vi="Kết quả tìm kiếm hồ sơ",
        title_en="Files found",
        form_no=None,
        confirmed="true",
        unit=pinned.unit_name(unit),
        superior=pinned.superior_name(unit),
        period=f"Đến ngày {day}",
        query={"view": "search", **members_of(query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=(*view_columns(CASE_STATUS, COLUMNS), MATCHES, STOPPED, FILE),
        rows=lambda: _rows(source, wanted, pinned),
    )


def _rows(source: Source, wanted: Wanted | None, pinned: Pinned) -> Iterator[tuple[Any, ...]]:
    before: int | None = NEWEST
    while wanted is not None and before is not None:
        with source.connection() as connection:
            page = search_lists.files(connection, wanted, before=before, limit=PAGE)
        for seen in page.rows:
            matches = [str(version) for version in page.matches.get(seen.stream, ())]
            yield (*_cells(seen.row, pinned), matches, seen.stream in page.stopped, seen.stream)
        before = page.before


def _cells(row: CaseStatus, pinned: Pinned) -> Iterator[Any]:
    yield from (row.opened, KINDS[row.kind].name_vi, pinned.unit_name(row.unit), row.opened_on)
    yield words.stage(row.kind, row.stage).vi
    yield from (row.subject, list(row.offences))
    yield [known.name if (known := pinned.officers.get(each)) else str(each) for each in row.prosecutors]
