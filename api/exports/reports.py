"""Reports as views: who sent what, a form with both values, and the difference report."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.exports.source import PAGE, Source, members_of, read_query
from api.exports.view import View, ViewColumn
from api.pages.report_words import SCOPES, STATES, why
from api.reports import DifferenceQuery, ReportQuery, asked_of, both_values, differ, list_reports
from api.statistics import FormQuery
from projections.file_acts import at_positions
from projections.statistics import difference as differences
from projections.statistics.adjusted import Both
from projections.statistics.difference import Asked

REPORTS = (
    ViewColumn("unit", "Đơn vị", "Unit", "text"),
    ViewColumn("form", "Biểu", "Form", "text"),
    ViewColumn("scope", "Phạm vi", "Scope", "text"),
    ViewColumn("state", "Trạng thái", "State", "text"),
    ViewColumn("due", "Hạn gửi (chưa xác nhận)", "Due (not confirmed)", "date"),
    ViewColumn("sent_on", "Ngày gửi", "Sent on", "date"),
    ViewColumn("late", "Chậm", "Late", "bool"),
    ViewColumn("returned_on", "Ngày trả lại", "Returned on", "date"),
    ViewColumn("speaks_for", "Vị trí số liệu", "Position of the figures", "int"),
    ViewColumn("hash", "Giá trị băm", "Hash", "text"),
    ViewColumn("equal", "Đúng số tính lại", "Equal when computed again", "bool"),
    ViewColumn("signed", "Vị trí ký", "Signed at position", "int"),
    ViewColumn("_stream", "Mã hồ sơ", "File", "uuid"),
)
DIFFERENCE = (
    ViewColumn("position", "Vị trí", "Position", "int"),
    ViewColumn("act", "Hành vi tố tụng", "Act", "text"),
    ViewColumn("day", "Ngày", "Day", "date"),
    ViewColumn("line", "Mã số", "Row", "text"),
    ViewColumn("label", "Chỉ tiêu", "Criterion", "text"),
    ViewColumn("column", "Cột", "Column", "text"),
    ViewColumn("amount", "Thay đổi", "Change", "int"),
    ViewColumn("before", "Số tại vị trí đầu", "At the first position", "int"),
    ViewColumn("after", "Số tại vị trí cuối", "At the last position", "int"),
    ViewColumn("why", "Lý do", "Why", "text"),
    ViewColumn("unit", "Đơn vị", "Unit", "text"),
    ViewColumn("person", "Người", "Person", "uuid"),
    ViewColumn("_stream", "Mã hồ sơ", "File", "uuid"),
)


def reports_view(source: Source, asked: Mapping[str, Any]) -> View:
    """The reports of a unit and those below it for a period. Raises: BadRequest, NotFound, NotReady."""
    query = read_query(ReportQuery, asked)
    first = list_reports(source, query.model_copy(update={"limit": 200}), "")
    pinned, query = first.pinned, first.query
    return View(
        title_vi="Tình hình gửi báo cáo thống kê",
        title_en="Statistical reports by state",
        form_no=None,
        confirmed="partial",
        unit=pinned.unit_name(query.unit),
        superior=pinned.superior_name(query.unit),
        period=first.period.name_vi,
        query={"view": "reports", **members_of(query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=REPORTS,
        rows=lambda: _reports(source, query.model_copy(update={"as_of": str(pinned.at.position), "limit": 200})),
    )


def both_view(source: Source, asked: Mapping[str, Any]) -> View:
    """A form with system and adjusted values side by side. Raises: BadRequest, NotFound, NotReady."""
    query = read_query(FormQuery, {name: value for name, value in asked.items() if name != "form"})
    wanted, both = both_values(source, str(asked.get("form", "")), query, "")
    form = both.filled.form
    told = query.model_copy(update={"unit": wanted.scope.unit, "period": wanted.period.label})
    figures = [
        ViewColumn(f"{kind}_{column.key}", f"{_heading(column.group_vi, column.label_vi)}: {vi}", f"{column.key}: {en}",
                   "int")
        for column in form.columns
        for kind, vi, en in (("c", "số hệ thống", "system"), ("a", "số điều chỉnh", "adjusted"))
    ]  # fmt: skip
    return View(
        title_vi=form.title_vi,
        title_en=form.title_en,
        form_no=form.id,
        confirmed=form.confirmed if form.rows_confirmed or form.kind == "matrix" else "false",
        unit=wanted.scope.name_vi,
        superior=wanted.scope.superior_vi,
        period=wanted.period.name_vi,
        query={"view": "adjusted", "form": form.slug, **members_of(told), "as_of": str(wanted.at.position)},
        position=wanted.at.position,
        root=wanted.at.root,
        recorded_at=wanted.pinned.recorded_at,
        rule_set=wanted.pinned.rule_set,
        columns=(
            ViewColumn("code", "Mã số", "Code", "text"),
            ViewColumn("label", "Chỉ tiêu", "Criterion", "text"),
            *figures,
            ViewColumn("_acts", "Hành vi điều chỉnh", "Acts of adjustment", "texts"),
        ),
        rows=lambda: _both(both),
    )


def difference_view(source: Source, asked: Mapping[str, Any]) -> View:
    """The difference report, act by act; from the beginning of the ledger when nothing else is asked.

    Raises: BadRequest, NotFound, NotReady.
    """
    members = {name: value for name, value in asked.items() if name not in ("form", "from", "to")}
    query = read_query(DifferenceQuery, members | {"start": asked.get("from", "0")})
    query = query.model_copy(update={"end": asked.get("to")})
    name = str(asked.get("form", ""))
    _, later, pinned = asked_of(source, name, query, "")
    told = query.model_copy(
        update={"unit": pinned.after.unit, "period": pinned.period.label, "start": None, "end": None}
    )
    at = {"from": str(pinned.start), "as_of": str(pinned.end)}
    return View(
        title_vi=f"Thay đổi của biểu {pinned.form.id} từ vị trí {pinned.start} đến {pinned.end}",
        title_en="Difference report",
        form_no=pinned.form.id,
        confirmed=pinned.form.confirmed,
        unit=pinned.after.name_vi,
        superior=pinned.after.superior_vi,
        period=pinned.period.name_vi,
        query={"view": "difference", "form": pinned.form.slug, **members_of(told), **at},
        position=pinned.end,
        root=later.at.root,
        recorded_at=later.recorded_at,
        rule_set=later.rule_set,
        columns=DIFFERENCE,
        rows=lambda: _changes(source, name, query, pinned),
    )


def _heading(group: str, label: str) -> str:
    return f"{group}: {label}" if group else label


def _reports(source: Source, query: ReportQuery) -> Iterator[tuple[Any, ...]]:
    following: ReportQuery | None = query
    while following is not None:
        found = list_reports(source, following, "")
        for line in found.lines:
            row = line.sent.row if line.sent is not None else None
            yield (
                line.unit, line.form, SCOPES[line.scope].vi, STATES[line.state].vi, line.due,
                row.sent_on if row else None, line.late(found.day), row.returned_on if row else None,
                row.speaks_for if row else None, row.values_hash if row else "",
                found.equal.get((line.sent.stream, line.sent.row.version)) if line.sent is not None else None,
                row.signed if row else None,
                line.sent.stream if line.sent is not None else None,
            )  # fmt: skip
        following = ReportQuery(cursor=found.cursor) if found.cursor else None


def _both(both: Both) -> Iterator[tuple[Any, ...]]:
    keys = [column.key for column in both.filled.form.columns]
    for line in both.lines:
        values: list[int | None] = []
        acts: list[str] = []
        for key, cell in zip(keys, line.cells, strict=True):
            values += (cell.value, both.value(line.code, key, cell.value))
            acts += [str(each.row.adjusted) for each in both.by_cell.get((line.code, key), ())]
        label = "- " * line.level + line.label_vi + (f" ({line.printed})" if line.printed else "")
        yield (line.code, label, *values, acts)


def _changes(source: Source, name: str, query: DifferenceQuery, asked: Asked) -> Iterator[tuple[Any, ...]]:
    whole = differ(source, name, query.model_copy(update={"end": str(asked.end)}), "", most=0).found
    cells = {(cell.line, cell.column): cell for cell in whole.cells}
    labels = {line.code: line.label_vi for filled in (whole.before, whole.after) for line in filled.lines}
    after: int | None = None
    while True:
        with source.connection() as connection:
            page = differences.changes(connection, asked, after=after, limit=PAGE)
            acts = at_positions(connection, sorted({change.position for _, change in page.found}))
        for (line, column), change in page.found:
            act = acts.get(change.position)
            cell = cells.get((line, column))
            unchanged = whole.after.cell(line, column)
            value = unchanged.value if unchanged is not None else 0
            yield (
                change.position, act.act_type.name_vi if act else "", change.day, line, labels.get(line, line), column,
                change.amount, cell.before if cell else value, cell.after if cell else value, why(change.measure).vi,
                change.unit, change.person, change.stream,
            )  # fmt: skip
        if page.after is None:
            return
        after = page.after
