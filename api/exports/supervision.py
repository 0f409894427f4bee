"""The units below a procuracy with their figures, as a view."""

from collections.abc import Iterator, Mapping
from typing import Any

from api.exports.source import Pinned, Source, members_of, read_query
from api.exports.view import View, ViewColumn
from api.pages.supervision_words import FIGURE_WORDS
from api.registers import today
from api.supervision import SupervisionQuery, find
from projections.supervision_lists import FIGURES

COLUMNS = (
    ViewColumn("unit", "Mã đơn vị", "Unit", "text"),
    ViewColumn("name", "Đơn vị", "Name", "text"),
    ViewColumn("under", "Thuộc", "Under", "text"),
    ViewColumn("ended", "Đã kết thúc hoạt động", "Ended", "bool"),
    *(
        ViewColumn(f"{kind}_{name}", f"{FIGURE_WORDS[name].vi} ({vi})", f"{FIGURE_WORDS[name].en} ({en})", "int")
        for name in FIGURES
        for kind, vi, en in (("own", "riêng đơn vị", "own"), ("total", "cả cấp dưới", "with those below"))
    ),
)


def supervision_view(source: Source, asked: Mapping[str, Any]) -> View:
    """The tree of units with their figures. Raises: BadRequest, NotFound, NotReady."""
    query = read_query(SupervisionQuery, asked)
    pinned = source.pin(query.as_of)
    query = query.model_copy(update={"unit": query.unit or pinned.highest(), "valid_at": query.valid_at or today()})
    with source.connection() as connection:
        found = find(connection, query, pinned)
    return View(
        title_vi="Theo dõi đơn vị cấp dưới",
        title_en="Supervision of the units below",
        form_no=None,
        confirmed="partial",  # rows name those of which the rule was not read
        unit=pinned.unit_name(query.unit),
        superior=pinned.superior_name(query.unit),
        period=f"Từ vị trí {found.since} đến vị trí {pinned.at.position}, ngày {query.valid_at:%d/%m/%Y}",
        query={"view": "supervision", **members_of(found.query), "as_of": str(pinned.at.position)},
        position=pinned.at.position,
        root=pinned.at.root,
        recorded_at=pinned.recorded_at,
        rule_set=pinned.rule_set,
        columns=COLUMNS,
        rows=lambda: _rows(source, found.query, pinned),
    )


def _rows(source: Source, query: SupervisionQuery, pinned: Pinned) -> Iterator[tuple[Any, ...]]:
    with source.connection() as connection:
        found = find(connection, query, pinned)
    for node in found.nodes:
        figures = (number for name in FIGURES for number in (node.own[name], node.total[name]))
        yield (node.code, pinned.unit_name(node.code), node.parent or "", node.ended, *figures)
