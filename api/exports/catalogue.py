"""The views that can be exported, and the formats. An export names its view, so that it can be made again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from api.errors import NotFound
from api.exports import as_csv, as_json, as_parquet, as_pdf, as_xlsx
from api.exports.cases import cases_view
from api.exports.cells import Progress
from api.exports.deadlines import deadlines_view
from api.exports.findings import findings_view
from api.exports.label import Label
from api.exports.registers import register_view
from api.exports.reports import both_view, difference_view, reports_view
from api.exports.search import search_view
from api.exports.source import Source
from api.exports.statistics import cell_view, indicators_view, statistics_view
from api.exports.supervision import supervision_view
from api.exports.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a view. `chunks` gives the file piece by piece, `read` gets the label out of one."""

    suffix: str
    media_type: str
    begins: bytes  # of every file of the format
    chunks: Callable[[View, Progress], Iterator[bytes]]
    read: Callable[[BinaryIO], Label]


FORMATS = (
    Format("json", "application/json", b"{", as_json.chunks, as_json.read),
    Format("csv", "text/csv; charset=utf-8; header=present", b"#socai:", as_csv.chunks, as_csv.read),
    Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04", as_xlsx.chunks,
           as_xlsx.read),
    Format("parquet", "application/vnd.apache.parquet", b"PAR1", as_parquet.chunks, as_parquet.read),
    Format("pdf", "application/pdf", b"%PDF-", as_pdf.chunks, as_pdf.read),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exportable:
    """A named view. `path` is where the service has it; `asks` are the members of its query beside `as_of`."""

    build: Callable[[Source, Mapping[str, Any]], View]
    path: str  # of the export, with members of the query in it
    asks: tuple[str, ...]


VIEWS: Mapping[str, Exportable] = {
    "cases": Exportable(cases_view, "/cases.{suffix}", ("kind", "unit", "stage", "year", "offence", "has_findings")),
    "deadlines": Exportable(
        deadlines_view,
        "/deadlines.{suffix}",
        ("valid_at", "unit", "below", "state", "time_limit", "prosecutor", "liberty", "near", "since", "by"),
    ),
    "indicators": Exportable(
        indicators_view, "/statistics/indicators.{suffix}", ("unit", "scope", "period", "succession")
    ),
    "figure": Exportable(
        cell_view,
        "/statistics/forms/{form}/cells/{row}/{column}.{suffix}",
        ("form", "row", "column", "unit", "scope", "period", "by", "succession", "version"),
    ),
    "statistics": Exportable(
        statistics_view,
        "/statistics/forms/{form}.{suffix}",
        ("form", "unit", "scope", "period", "by", "succession", "version"),
    ),
    "adjusted": Exportable(
        both_view,
        "/statistics/forms/{form}/adjusted.{suffix}",
        ("form", "unit", "scope", "period", "by", "succession", "version"),
    ),
    "difference": Exportable(
        difference_view,
        "/statistics/forms/{form}/diff.{suffix}",
        ("form", "from", "unit", "scope", "period", "by", "succession", "version"),
    ),
    "reports": Exportable(
        reports_view, "/reports.{suffix}", ("unit", "below", "period", "form", "state", "check", "valid_at")
    ),
    "findings": Exportable(
        findings_view,
        "/findings.{suffix}",
        (
            "valid_at",
            "unit",
            "below",
            "state",
            "area",
            "rule",
            "severity",
            "prosecutor",
            "stream",
            "since",
            "until",
            "figure",
        ),
    ),
    "search": Exportable(
        search_view,
        "/search.{suffix}",
        ("q", "kind", "unit", "below", "offence", "stage", "since", "until", "prosecutor"),
    ),
    "supervision": Exportable(supervision_view, "/supervision.{suffix}", ("valid_at", "unit", "since", "near")),
    "register": Exportable(register_view, "/registers/{name}.{suffix}", ("name", "unit", "year")),
}


def format_named(suffix: str) -> Format:
    """Raises: NotFound."""
    found = next((each for each in FORMATS if each.suffix == suffix), None)
    if found is None:
        raise NotFound(f"format {suffix}")
    return found


def build(source: Source, query: Mapping[str, Any]) -> View:
    """The view that a query names, with its rows at `as_of`. Raises: BadRequest, NotFound, NotReady."""
    members = dict(query)
    name = members.pop("view", "")
    if name not in VIEWS:
        raise NotFound(f"view {name}")
    return VIEWS[name].build(source, members)
