"""Statistics as views: a form filled in, what a figure counts, and the indicators."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.errors import BadRequest
from api.exports.source import Source, members_of, read_query
from api.exports.view import View, ViewColumn
from api.pages.statistics_words import measure_text
from api.statistics import CellQuery, FormQuery, Wanted, count_indicators, fill, open_cell
from domain.kernel.calendar import VIETNAM
from domain.limits.rows import LIMITS
from projections.statistics.count import Filled
from projections.statistics.indicators import Indicator, Pair

CELL = (
    ViewColumn("counts", "Tính", "Counts", "int"),
    ViewColumn("day", "Ngày", "Day", "date"),
    ViewColumn("position", "Vị trí", "Position", "int"),
    ViewColumn("act", "Hành vi tố tụng", "Act", "text"),
    ViewColumn("why", "Lý do được tính", "Why it counts", "text"),
    ViewColumn("unit", "Đơn vị", "Unit", "text"),
    ViewColumn("crime", "Điều luật", "Article", "text"),
    ViewColumn("person", "Người", "Person", "uuid"),
    ViewColumn("corrected", "Đính chính tại vị trí", "Corrected at", "texts"),
    ViewColumn("_stream", "Mã hồ sơ", "File", "uuid"),
)
MISSING = "Hồ sơ đã dừng cập nhật, có thể thiếu trong số liệu"
INDICATORS = (
    ViewColumn("id", "Mã", "Id", "text"),
    ViewColumn("name", "Chỉ tiêu", "Indicator", "text"),
    ViewColumn("numerator", "Tử số", "Numerator", "int"),
    ViewColumn("denominator", "Mẫu số", "Denominator", "int"),
    ViewColumn("value", "Giá trị", "Value", "decimal"),
    ViewColumn("measure", "Đơn vị tính", "Unit", "text"),
    ViewColumn("target", "Ngưỡng", "Target", "int"),
    ViewColumn("_note", "Ghi chú", "Note", "text"),
)


def statistics_view(source: Source, asked: Mapping[str, Any]) -> View:
    """A form filled in: code and label of each row, and its figures. Raises: BadRequest, NotFound, NotReady."""
    query = read_query(FormQuery, {name: value for name, value in asked.items() if name != "form"})
    found = fill(source, str(asked.get("form", "")), query, "")
    filled = found.filled
    form = filled.form
    columns = (
        ViewColumn("code", "Mã số", "Code", "text"),
        ViewColumn("label", "Chỉ tiêu", "Criterion", "text"),
        *(
            ViewColumn(f"c_{column.key}", _heading(column.group_vi, column.label_vi), column.label_en, "int")
            for column in form.columns
        ),
        ViewColumn("_note", "Ghi chú", "Note", "text"),
    )
    confirmed = form.confirmed if form.rows_confirmed or form.kind == "matrix" else "false"
    members = {"view": "statistics", "form": form.slug}
    titles = (form.title_vi, form.title_en, form.id, confirmed)
    return _view(found.wanted, titles, members, query, columns, lambda: _lines(filled, found.wanted))


def cell_view(source: Source, asked: Mapping[str, Any]) -> View:
    """Every fact that a figure counts, with its act. Raises: BadRequest, NotFound, NotReady."""
    members = {name: str(asked.get(name, "")) for name in ("form", "row", "column")}
    for name, value in members.items():
        if not value:
            raise BadRequest(name, "missing")
    query = read_query(FormQuery, {name: value for name, value in asked.items() if name not in members})
    pages = CellQuery(**query.model_dump(), limit=200)
    found = open_cell(source, members["form"], members["row"], members["column"], pages, "", flat=True)
    pinned = pages.model_copy(update={"as_of": str(found.wanted.at.position)})
    titles = (
        f"Biểu {found.filled.form.id}, dòng {found.row}: {found.label}", "What a figure counts", found.filled.form.id,
        "partial",
    )  # fmt: skip
    return _view(
        found.wanted, titles, {"view": "figure", **members}, query, CELL, lambda: _facts(source, members, pinned)
    )


def indicators_view(source: Source, asked: Mapping[str, Any]) -> View:
    """The indicators. Raises: BadRequest, NotFound, NotReady."""
    query = read_query(FormQuery, asked)
    wanted, pairs = count_indicators(source, query, "")
    titles = ("Các chỉ tiêu nghiệp vụ", "Indicators", None, "partial")
    return _view(wanted, titles, {"view": "indicators"}, query, INDICATORS, lambda: _pairs(pairs, wanted))


def _view(
    wanted: Wanted,
    titles: tuple[str, str, str | None, str],
    members: Mapping[str, str],
    query: FormQuery,
    columns: tuple[ViewColumn, ...],
    rows: Any,
) -> View:
    title_vi, title_en, form_no, confirmed = titles
    if wanted.missing:
        title_vi += f" (số liệu có thể thiếu {len(wanted.missing)} hồ sơ đã dừng cập nhật)"
        title_en += f" (figures may lack {len(wanted.missing)} files that stopped)"
    asked = query.model_copy(update={"unit": wanted.scope.unit, "period": wanted.period.label})
    return View(
        title_vi=title_vi,
        title_en=title_en,
        form_no=form_no,
        confirmed=confirmed,
        unit=wanted.scope.name_vi,
        superior=wanted.scope.superior_vi,
        period=wanted.period.name_vi,
        query={**members, **members_of(asked), "as_of": str(wanted.at.position)},
        position=wanted.at.position,
        root=wanted.at.root,
        recorded_at=wanted.pinned.recorded_at,
        rule_set=wanted.pinned.rule_set,
        columns=columns,
        rows=rows,
    )


def _heading(group: str, label: str) -> str:
    return f"{group}: {label}" if group else label


def _lines(filled: Filled, wanted: Wanted) -> Iterator[tuple[Any, ...]]:
    for line in filled.lines:
        reasons = dict.fromkeys(cell.reason for cell in line.cells if cell.reason) if filled.form.kind == "rows" else {}
        broken = [f"sai hệ thức: phải là {cell.broken}" for cell in line.cells if cell.broken is not None]
        label = "- " * line.level + line.label_vi + (f" ({line.printed})" if line.printed else "")
        yield (line.code, label, *(cell.value for cell in line.cells), "; ".join((*reasons, *broken)))
    if wanted.missing:
        yield ("", MISSING, *[None] * len(filled.form.columns), _streams(wanted))


def _facts(source: Source, members: Mapping[str, str], query: CellQuery) -> Iterator[tuple[Any, ...]]:
    following: CellQuery | None = query
    while following is not None:
        found = open_cell(source, members["form"], members["row"], members["column"], following, "", flat=True)
        for fact in found.opened.facts:
            act = fact.act.act_type.name_vi if fact.act else ""
            crime = "/".join(part for part in (fact.article, fact.clause) if part)
            corrected = [str(position) for position in fact.corrected_by]
            yield (
                fact.sign * fact.amount, fact.day, fact.position, act, measure_text(fact.measure).vi, fact.unit, crime,
                fact.person, corrected, fact.stream,
            )  # fmt: skip
        for late in found.opened.overdue:
            name = LIMITS[late.limit_id][-1].name_vi
            yield (
                1,
                late.due.astimezone(VIETNAM).date(),
                None,
                name,
                "quá hạn",
                late.unit,
                "",
                late.person,
                [],
                late.stream,
            )
        following = CellQuery(cursor=found.cursor) if found.cursor else None
        if following is None and found.wanted.missing:
            yield (0, None, None, "", f"{MISSING}: {_streams(found.wanted)}", "", "", None, [], None)


def _pair(pair: Pair) -> tuple[Any, ...]:
    found: Indicator = pair.indicator
    return (
        found.id, found.name_vi, pair.numerator, pair.denominator, pair.value, found.unit, found.target,
        found.unknown or found.note,
    )  # fmt: skip


def _pairs(pairs: Sequence[Pair], wanted: Wanted) -> Iterator[tuple[Any, ...]]:
    yield from map(_pair, pairs)
    if wanted.missing:
        yield ("", MISSING, None, None, None, "", None, _streams(wanted))


def _streams(wanted: Wanted) -> str:
    return "; ".join(f"{file.stream} từ vị trí {file.position}" for file in wanted.missing)
