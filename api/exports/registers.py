"""Registers as views: one series of a register whole, its official columns in order, and beside the form what a paper
book shows in the margin: entries struck out, corrections, and the file that an entry is about.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from api.cell_texts import cell_texts
from api.errors import BadRequest
from api.exports.columns import FILE, STOPPED
from api.exports.source import PAGE, Pinned, Source, members_of, procuracy_period, read_query
from api.exports.view import View, ViewColumn
from api.known import check_unit
from api.registers import RegisterQuery, register_named, today
from projections.file_acts import FileAct
from projections.numbering import procuracy_year
from projections.registers import reading as books
from projections.registers.reading import START, Line, Place
from projections.registers.register import OfficialColumn, Register

MARGIN = ViewColumn("_margin", "Ghi chú bên lề", "Margin", "texts")


def register_view(source: Source, asked: Mapping[str, Any]) -> View:
    """The whole series of register `name` of `unit` in `year` (of the procuracy; the current one without it).

    Raises: BadRequest, NotFound, NotReady.
    """
    register = register_named(str(asked.get("name", "")))
    query = read_query(RegisterQuery, {name: value for name, value in asked.items() if name != "name"})
    if query.unit is None:
        raise BadRequest("unit", "missing")
    query = query.model_copy(update={"year": query.year or procuracy_year(today())})
    pinned = source.pin(query.as_of)
    check_unit(pinned.organisation, query.unit)
    year = query.year or 0
    return View(
        title_vi=register.name_vi,
        title_en=register.name_en,
        form_no=register.form_no,
        confirmed=register.confirmed,
        unit=pinned.unit_name(query.unit),
        superior=pinned.superior_name(query.unit),
        period=procuracy_period(year),
        query={"view": "register", "name": register.id, **members_of(query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=(*map(_column, register.columns), MARGIN, FILE),
        rows=lambda: _rows(source, register, query.unit or "", year, pinned),
    )


def _column(column: OfficialColumn) -> ViewColumn:
    type_ = "text" if column.type == "seq" else "texts"
    return ViewColumn(column.key, column.label_vi, column.label_en, type_)


def _rows(source: Source, register: Register, unit: str, year: int, pinned: Pinned) -> Iterator[tuple[Any, ...]]:
    after: Place | None = START
    while after is not None:
        with source.connection() as connection:
            page = books.page(connection, register, unit, year, pinned.at.position, after=after, limit=PAGE)
        for line in page.lines:
            cells = (_cell(column, line, pinned) for column in register.columns)
            yield (*cells, _margin(line, line.stream in page.stopped), line.stream)
        after = page.after


def _cell(column: OfficialColumn, line: Line, pinned: Pinned) -> Any:
    if column.type == "seq":
        return f"{line.number}.{line.line}" if line.line else str(line.number)
    return cell_texts(column, line.cells[column.key], pinned.officers)


def _margin(line: Line, stopped: bool) -> list[str]:
    """What is said beside an entry: struck out, corrected, or older than it seems because its file stands still."""
    if line.line:
        return []
    halted = [STOPPED.label_vi] if stopped else []
    return [*halted, *_told("Gạch bỏ", line.struck), *_told("Đính chính", line.corrected)]


def _told(what: str, acts: tuple[FileAct, ...]) -> Iterator[str]:
    for act in acts:
        yield f"{what} {act.day:%d/%m/%Y}: {act.summary or act.act_type.name_vi} (#{act.position})"
