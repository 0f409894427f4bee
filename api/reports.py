"""Reports for JSON, pages and files alike: who sent what, both values of a form, what changed between two positions,
and a sheet laid beside a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from api import cursors
from api.errors import BadRequest, NotFound
from api.exports.source import Pinned, Source
from api.queries import LIMIT, Day, FormFields, Limit, continued
from api.registers import today
from api.statistics import FormQuery, Text, Wanted, fill, form_named
from domain.organisation.state import Organisation
from projections.file_acts import FileAct, at_positions
from projections.numbering import procuracy_year
from projections.rows import Seen
from projections.statistics import difference as differences
from projections.statistics import reports, sheets
from projections.statistics.adjusted import Both, Judged, judged, placed, with_adjustments
from projections.statistics.difference import Asked, ChangePage, Difference
from projections.statistics.forms import FORMS
from projections.statistics.periods import BadPeriod, Period, period
from projections.statistics.reconcile import Reconciled, reconcile
from projections.statistics.reports import Line, Recomputed
from projections.statistics.scopes import UnknownScope, scope
from projections.statistics.sent import Report
from projections.statistics.sheets import BadSheet

After = tuple[str, str, str]  # unit, form, scope


class ReportQuery(FormFields):
    """Which reports, as of which position and day, and how many a page. A cursor stands for all of it."""

    as_of: str | None = Field(None, max_length=40)
    valid_at: Day | None = None  # today without one
    unit: Text | None = None
    below: bool = True  # the units below it as well
    period: Text | None = None
    form: Text | None = None
    state: Literal["not_sent", "sent", "returned"] | None = None
    check: bool = False  # compute those of the page again
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: After = ("", "", "")


class DifferenceQuery(FormQuery):
    """A form as of two positions; `to` is the newest one without it."""

    model_config = ConfigDict(populate_by_name=True)

    start: str | None = Field(None, alias="from", max_length=40)
    end: str | None = Field(None, alias="to", max_length=40)


class ChangeQuery(DifferenceQuery):
    """A page of the changes of one cell. A cursor stands for all of it."""

    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: int | None = Field(None, ge=0, lt=2**53)


Reports = Annotated[ReportQuery, Query()]
Differences = Annotated[DifferenceQuery, Query()]
Changes = Annotated[ChangeQuery, Query()]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of reports."""

    query: ReportQuery  # with every default filled in
    pinned: Pinned
    period: Period
    day: date
    counts: Mapping[reports.State, int]  # of all of the units, by state
    late: int
    lines: tuple[Line, ...]
    equal: Mapping[tuple[UUID, int], bool | None]  # by stream and version of those computed again
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A report that was sent: what it says, whether that is what the acts give, and what was adjusted."""

    pinned: Pinned
    seen: Seen  # of Report
    recomputed: Recomputed
    both: Both | None
    judged: tuple[Judged, ...]
    found_now: str | None  # hash of the same report at the position of this page
    reconciled: tuple[FileAct, ...]  # its figures beside those of another agency


@dataclass(frozen=True, slots=True)
class Differed:
    """A report as of two positions."""

    earlier: Pinned
    later: Pinned
    found: Difference
    acts: Mapping[int, FileAct]  # those listed, by position


@dataclass(frozen=True, slots=True)
class DifferedCell:
    """A page of what changed one cell."""

    earlier: Pinned
    later: Pinned
    asked: Asked
    page: ChangePage
    acts: Mapping[int, FileAct]
    cursor: str | None


def list_reports(source: Source, asked: ReportQuery, unit: str) -> Listed:
    """A page of the reports of a unit and those below it. Raises: BadRequest, NotFound, NotReady."""
    query = continued(asked).model_copy(update={"cursor": None})
    pinned = source.pin(query.as_of)
    when, day = _period(query.period), query.valid_at or today()
    code = query.unit or unit or pinned.organisation.root
    if code not in pinned.organisation.units:
        raise NotFound(f"unit {code}")
    if query.form is not None and query.form not in FORMS:
        raise NotFound(f"form {query.form}")
    units = {code, *(pinned.organisation.under(code, when.last) if query.below else ())}
    with source.connection() as connection:
        found = reports.listed(
            connection, pinned.organisation, sorted(units), when, pinned.at.position, form=query.form
        )  # fmt: skip
    wanted = [line for line in found if query.state in (None, line.state)]
    counts = {state: sum(1 for line in found if line.state == state) for state in reports.STATES}
    rest = [line for line in wanted if line[:3] > query.after]
    lines = tuple(rest[: query.limit])
    filled = query.model_copy(update={"unit": code, "period": when.label, "valid_at": day})
    going_on = filled.model_copy(
        update={"as_of": str(pinned.at.position), "after": lines[-1][:3] if lines else ("", "", "")}
    )
    cursor = _cursor(going_on) if len(rest) > len(lines) else None
    late = sum(1 for line in found if line.late(day))
    equal = _computed_again(source, pinned, lines) if query.check else {}
    return Listed(filled, pinned, when, day, counts, late, lines, equal, cursor)


def _computed_again(source: Source, pinned: Pinned, lines: tuple[Line, ...]) -> dict[tuple[UUID, int], bool | None]:
    """Whether each report that was sent is what the acts gave at its position. AR-110"""
    found: dict[tuple[UUID, int], bool | None] = {}
    for seen in (line.sent for line in lines if line.sent is not None):
        organisation = _organisation_of(source, pinned, seen.row)
        with source.connection() as connection:
            found[seen.stream, seen.row.version] = reports.recompute(connection, seen.row, organisation).equal
    return found


def _organisation_of(source: Source, pinned: Pinned, report: Report) -> Organisation:
    """The organisation at the position that a report speaks for."""
    spoken = report.speaks_for if report.speaks_for is not None and report.speaks_for < report.signed else None
    return (source.pin(str(spoken)) if spoken is not None else pinned).organisation


def show_report(source: Source, stream: UUID, version: int, as_of: str | None) -> Shown:
    """A report that was sent, computed again. Raises: BadRequest, NotFound, NotReady."""
    pinned = source.pin(as_of)
    position = pinned.at.position
    with source.connection() as connection:
        seen = reports.sent(connection, stream, version, position)
    if seen is None:
        raise NotFound(f"report {stream}/{version}")
    report = seen.row
    organisation = _organisation_of(source, pinned, report)
    with source.connection() as connection:
        recomputed = reports.recompute(connection, report, organisation)
        reconciled = reports.reconciled(connection, stream, report, position)
        if recomputed.filled is None:
            return Shown(pinned, seen, recomputed, None, (), None, reconciled)
        both = placed(connection, recomputed.filled, pinned.organisation, position)
        now = reports.recompute(
            connection, report._replace(speaks_for=position, signed=position + 1), pinned.organisation
        )
    hash_now = now.filled.hash if now.filled else None
    return Shown(pinned, seen, recomputed, both, judged(both, stream, version), hash_now, reconciled)


def both_values(source: Source, name: str, query: FormQuery, unit: str) -> tuple[Wanted, Both]:
    """A form with system and adjusted values. Raises: BadRequest, NotFound, NotReady."""
    found = fill(source, name, query, unit)
    with source.connection() as connection:
        return found.wanted, with_adjustments(connection, found.filled, found.wanted.pinned.organisation)


def differ(source: Source, name: str, query: DifferenceQuery, unit: str, *, most: int = differences.MOST) -> Differed:
    """A form as of two positions, with what changed it. Raises: BadRequest, NotFound, NotReady."""
    earlier, later, asked = asked_of(source, name, query, unit)
    with source.connection() as connection:
        found = differences.difference(connection, asked, most=most)
        return Differed(earlier, later, found, at_positions(connection, found.acts))


def differ_cell(source: Source, name: str, line: str, column: str, given: ChangeQuery, unit: str) -> DifferedCell:
    """A page of what changed one cell between two positions. Raises: BadRequest, NotFound, NotReady."""
    query = continued(given)
    earlier, later, asked = asked_of(source, name, query, unit)
    if asked.form.column(column) is None:
        raise NotFound(f"column {column}")
    if asked.form.kind != "matrix" and asked.form.row(line) is None:
        raise NotFound(f"row {line}")
    with source.connection() as connection:
        page = differences.changes(
            connection, asked, place=(line, column), after=query.after, limit=query.limit
        )  # fmt: skip
        acts = at_positions(connection, sorted({change.position for _, change in page.found}))
    cursor = None
    if page.after is not None:
        cursor = _cursor(query.model_copy(update={**pinned_members(asked), "after": page.after, "cursor": None}))
    return DifferedCell(earlier, later, asked, page, acts, cursor)


def asked_of(source: Source, name: str, query: DifferenceQuery, unit: str) -> tuple[Pinned, Pinned, Asked]:
    """The two positions of a query and the report that it asks about. Raises: BadRequest, NotFound, NotReady."""
    if query.start is None:
        raise BadRequest("from", "missing")
    form = form_named(name, query.version)
    later = _pinned(source, query.end, "to") if query.end is not None else source.pin(query.as_of)
    earlier = _pinned(source, query.start, "from")
    if earlier.at.position > later.at.position:
        raise BadRequest("from", "after_to")
    when = _period(query.period)
    code = query.unit or unit or later.organisation.root
    try:
        after = scope(later.organisation, code, query.scope, when.last, succession=query.succession)
    except UnknownScope:
        raise NotFound(f"unit {code}") from None
    try:
        before = scope(earlier.organisation, code, query.scope, when.last, succession=query.succession)
    except UnknownScope:  # the unit was founded in between: it had counted for nothing
        before = replace(after, units=())
    start, end = earlier.at.position, later.at.position
    return earlier, later, Asked(form, when, query.by, before, after, start, end)


def _pinned(source: Source, text: str, pointer: str) -> Pinned:
    try:
        return source.pin(text)
    except BadRequest as error:
        raise BadRequest(pointer, error.code) from None


def pinned_members(asked: Asked) -> dict[str, str]:
    """The members of a query that pin what was asked."""
    return {
        "start": str(asked.start), "end": str(asked.end), "unit": asked.after.unit, "period": asked.period.label,
    }  # fmt: skip


def reconcile_with(source: Source, name: str, query: FormQuery, unit: str, data: bytes) -> tuple[Wanted, Reconciled]:
    """A form beside a sheet, of which nothing is kept. Raises: BadRequest, BadSheet, NotFound, NotReady."""
    grids = sheets.read(data)
    wanted, both = both_values(source, name, query, unit)
    return wanted, reconcile(grids, both)


def refused(error: BadSheet) -> BadRequest:
    """A sheet that cannot be read, as a problem of the request."""
    return BadRequest("file", error.code)


def _period(label: str | None) -> Period:
    try:
        return period(label or f"{procuracy_year(today())}-12m")
    except BadPeriod:
        raise BadRequest("period", "period") from None


def _cursor(query: BaseModel) -> str:
    return cursors.encode(query.model_dump(mode="json", exclude={"cursor"}))
