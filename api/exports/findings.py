"""Findings as a view."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from api.exports.columns import FILE, STOPPED
from api.exports.source import PAGE, Pinned, Source, members_of, read_query
from api.exports.view import View, ViewColumn
from api.finding_texts import says
from api.findings import FindingQuery, filled, wanted_of
from api.pages.finding_words import AREAS, SEVERITIES
from domain.audit.rules import rule_of
from projections import finding_lists
from projections.finding_lists import FIRST, Wanted
from projections.findings import FindingRow

COLUMNS = (
    ViewColumn("rule", "Quy tắc", "Rule", "text"),
    ViewColumn("title", "Vi phạm, thiếu sót", "Finding", "text"),
    ViewColumn("area", "Lĩnh vực", "Area", "text"),
    ViewColumn("severity", "Mức độ", "Severity", "text"),
    ViewColumn("article", "Căn cứ", "Article", "text"),
    ViewColumn("confirmed", "Quy tắc đã xác nhận", "Rule confirmed", "text"),
    ViewColumn("unit", "Đơn vị", "Unit", "text"),
    ViewColumn("prosecutors", "Kiểm sát viên", "Prosecutors", "texts"),
    ViewColumn("holds_from", "Vi phạm từ ngày", "Holds from", "date"),
    ViewColumn("says", "Dữ kiện", "Facts", "text"),
    ViewColumn("certain", "Chắc chắn", "Certain", "bool"),
    ViewColumn("acts", "Hành vi liên quan", "Acts concerned", "texts"),
    ViewColumn("opened", "Phát hiện tại vị trí", "First seen at position", "int"),
    ViewColumn("remedied_on", "Khắc phục ngày", "Remedied on", "date"),
    ViewColumn("remedied", "Khắc phục tại vị trí", "Remedied at position", "int"),
    ViewColumn("acknowledged", "Đã ghi nhận bởi hành vi", "Acknowledged by acts", "texts"),
    ViewColumn("explained", "Đã giải trình bởi hành vi", "Explained by acts", "texts"),
    ViewColumn("person", "Người liên quan", "Person concerned", "uuid"),
    STOPPED,
    FILE,
)
CONFIRMED = {"true": "có", "partial": "một phần", "false": "chưa"}


def findings_view(source: Source, asked: Mapping[str, Any]) -> View:
    """All findings that the query wants, those first seen last first. Raises: BadRequest, NotFound, NotReady."""
    query = filled(read_query(FindingQuery, asked), None)
    pinned = source.pin(query.as_of)
    query = filled(query, pinned.highest())
    wanted = wanted_of(query, pinned)
    return View(
        title_vi="Vi phạm, thiếu sót phát hiện từ hành vi",
        title_en="Findings",
        form_no=None,
        confirmed="partial",  # rows name those of which the rule was not read
        unit=pinned.unit_name(query.unit),
        superior=pinned.superior_name(query.unit),
        period=f"Ngày {query.valid_at:%d/%m/%Y}",
        query={"view": "findings", **members_of(query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=COLUMNS,
        rows=lambda: _rows(source, wanted, pinned),
    )


def _rows(source: Source, wanted: Wanted, pinned: Pinned) -> Iterator[tuple[Any, ...]]:
    after: tuple[int, str, str] | None = FIRST
    while after is not None:
        with source.connection() as connection:
            page = finding_lists.findings(connection, wanted, after=after, limit=PAGE)
        for seen in page.rows:
            yield (*_cells(seen.row, wanted, pinned), seen.stream in page.stopped, seen.stream)
        after = page.after


def _cells(row: FindingRow, wanted: Wanted, pinned: Pinned) -> Iterator[Any]:
    rule = rule_of(row.rule)
    remedied = row.remedied_on is not None and row.remedied_on <= wanted.day
    yield from (row.rule, rule.title_vi, AREAS[rule.area].vi, SEVERITIES[row.severity].vi, rule.basis or None)
    yield CONFIRMED[rule.confirmed]
    yield pinned.unit_name(row.unit)
    yield [known.name if (known := pinned.officers.get(each)) else str(each) for each in row.prosecutors]
    yield row.holds_from
    yield says(row.rule, orjson.loads(row.facts))
    yield row.certain
    yield [str(version) for version in row.versions]
    yield row.opened
    yield row.remedied_on if remedied else None
    yield row.remedied if remedied else None
    yield [str(version) for version in row.acknowledged]
    yield [str(version) for version in row.explained]
    yield row.person
