"""The board of deadlines as a view."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.deadlines import DeadlineQuery, days_over, filled, last_day, limit_of, wanted_of
from api.exports.columns import FILE, STOPPED
from api.exports.source import PAGE, Pinned, Source, members_of, read_query
from api.exports.view import View, ViewColumn
from api.pages.words import DEADLINE_STATES
from domain.kinds import KINDS
from domain.limits.words import UNKNOWN
from projections import boards
from projections.boards import START, After, Asked, Line
from projections.deadlines import LIBERTY, Deadline

COLUMNS = (
    ViewColumn("state", "Tình trạng", "State", "text"),
    ViewColumn("name", "Thời hạn", "Time limit", "text"),
    ViewColumn("article", "Căn cứ", "Article", "text"),
    ViewColumn("confirmed", "Đã đối chiếu nguyên văn", "Confirmed", "text"),
    ViewColumn("liberty", "Hạn chế tự do", "Restraint of liberty", "bool"),
    ViewColumn("kind", "Loại hồ sơ", "Kind of file", "text"),
    ViewColumn("unit", "Đơn vị", "Unit", "text"),
    ViewColumn("prosecutors", "Kiểm sát viên", "Prosecutors", "texts"),
    ViewColumn("started_on", "Bắt đầu ngày", "Started on", "date"),
    ViewColumn("last_day", "Ngày cuối", "Last day", "date"),
    ViewColumn("due", "Hết hạn lúc", "Due", "moment"),
    ViewColumn("warn_on", "Cảnh báo từ ngày", "Warn on", "date"),
    ViewColumn("days", "Số ngày quá hạn", "Days late", "int"),
    ViewColumn("extended", "Số lần gia hạn", "Extensions", "int"),
    ViewColumn("ended_on", "Kết thúc ngày", "Ended on", "date"),
    ViewColumn("unknown", "Lý do chưa chắc chắn", "Why not certain", "text"),
    ViewColumn("number", "Số thứ tự trong hồ sơ", "Number in the file", "int"),
    ViewColumn("person", "Người liên quan", "Person concerned", "uuid"),
    STOPPED,
    FILE,
)
CONFIRMED = {"yes": "có", "partly": "một phần", "no": "chưa"}


def deadlines_view(source: Source, asked: Mapping[str, Any]) -> View:
    """The whole board that the query wants, those that press most first.

    Raises: BadRequest, NotFound, NotReady.
    """
    query = filled(read_query(DeadlineQuery, asked), None)
    pinned = source.pin(query.as_of)
    query = filled(query, pinned.highest())
    wanted = wanted_of(query, pinned)
    return View(
        title_vi="Thời hạn tố tụng",
        title_en="Deadlines",
        form_no=None,
        confirmed="partial",  # rows name those of which the rule was not read
        unit=pinned.unit_name(query.unit),
        superior=pinned.superior_name(query.unit),
        period=f"Ngày {query.valid_at:%d/%m/%Y}",
        query={"view": "deadlines", **members_of(query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=COLUMNS,
        rows=lambda: _rows(source, wanted, pinned),
    )


def _rows(source: Source, wanted: Asked, pinned: Pinned) -> Iterator[tuple[Any, ...]]:
    after: After | None = START
    while after is not None:
        with source.connection() as connection:
            page = boards.board(connection, wanted, after=after, limit=PAGE)
        for line in page.lines:
            yield (*_cells(line, wanted, pinned), line.seen.stream in page.stopped, line.seen.stream)
        after = page.after


def _cells(line: Line, wanted: Asked, pinned: Pinned) -> tuple[Any, ...]:
    row: Deadline = line.seen.row
    limit = limit_of(row)
    days = row.late if line.state == "late" else days_over(row, wanted.day) if line.state == "overdue" else 0
    return (
        DEADLINE_STATES[line.state].vi, limit.name_vi, limit.article, CONFIRMED[limit.confirmed], row.rank == LIBERTY,
        KINDS[row.kind].name_vi, pinned.unit_name(row.unit),
        tuple(known.name if (known := pinned.officers.get(each)) else str(each) for each in row.prosecutors),
        row.started_on, last_day(row), row.due, row.warn_on, days, row.extended, row.ended_on,
        UNKNOWN[row.unknown][0] if row.unknown else "", row.number, row.person,
    )  # fmt: skip
