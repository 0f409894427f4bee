"""Pages of reports: who sent what, one of them computed again, both values of a form, what changed, a sheet beside."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Path, Response

from api.context import LOGGED_IN, AsOf, AsOfText, TheSession, stamp
from api.exports.answering import TheSource
from api.exports.source import Pinned, members_of
from api.pages import report_words
from api.pages.rendering import page
from api.reports import (
    Changes,
    Differences,
    Reports,
    both_values,
    differ,
    differ_cell,
    list_reports,
    pinned_members,
    reconcile_with,
    show_report,
)
from api.statistics import FormQuery, Forms, Wanted, fill, line_address, line_code
from api.uploads import TheFile
from projections.statistics.difference import Asked
from projections.statistics.forms import FORMS
from projections.statistics.reconcile import OUTCOMES
from projections.statistics.reports import DUE, STATES
from projections.statistics.sheets import BadSheet

router = APIRouter(include_in_schema=False, dependencies=LOGGED_IN)

Name = Annotated[str, Path(max_length=20)]
LineName = Annotated[str, Path(max_length=60)]
Version = Annotated[int, Path(ge=1, lt=2**31)]


@router.get("/pages/reports")
def listed(query: Reports, session: TheSession, source: TheSource) -> Response:
    found = list_reports(source, query, session.unit)
    asked = {**members_of(found.query), "as_of": str(found.pinned.at.position)}
    return _page(
        "reports.html", found.pinned.at, session, found=found,
        query=found.query, asked=asked, states=STATES, forms=FORMS, due=DUE.get(found.period.calendar),
        unit_name=found.pinned.unit_name,
    )  # fmt: skip


@router.get("/pages/reports/{stream}/{version}")
def report(
    stream: UUID, version: Version, session: TheSession, source: TheSource, position: AsOfText = None
) -> Response:
    found = show_report(source, stream, version, position)
    row, at = found.seen.row, found.pinned.at
    asked = {"unit": row.unit, "scope": row.scope, "period": row.period}
    changed = {**asked, "from": row.speaks_for, "to": at.position}
    return _page(
        "report.html", at, session, found=found, row=row, stream=stream,
        diff=urlencode(changed), form=urlencode({**asked, "as_of": row.speaks_for or at.position}),
        officer=_officer(found.pinned), unit_name=found.pinned.unit_name,
        line_address=line_address,
    )  # fmt: skip


@router.get("/pages/statistics/{form}/adjusted")
def adjusted(form: Name, query: Forms, session: TheSession, source: TheSource) -> Response:
    wanted, both = both_values(source, form, query, session.unit)
    return _page(
        "report_adjusted.html", wanted.at, session, wanted=wanted, both=both,
        query=query, link=_link(wanted, query), units=_units(wanted.pinned), line_address=line_address,
        officer=_officer(wanted.pinned),
    )  # fmt: skip


@router.get("/pages/statistics/{form}/diff")
def difference(form: Name, query: Differences, session: TheSession, source: TheSource) -> Response:
    if query.start is None:  # where nothing is asked yet: since the beginning
        query = query.model_copy(update={"start": "0"})
    found = differ(source, form, query, session.unit)
    asked = found.found.asked
    return _page(
        "report_difference.html", found.later.at, session, found=found,
        asked=asked, query=query, link=_difference_link(asked), units=_units(found.later), line_address=line_address,
    )  # fmt: skip


@router.get("/pages/statistics/{form}/diff/{row}/{column}")
def cell_difference(
    form: Name, row: LineName, column: Name, query: Changes, session: TheSession, source: TheSource
) -> Response:
    found = differ_cell(source, form, line_code(row), column, query, session.unit)
    return _page(
        "report_changes.html", found.later.at, session, found=found,
        asked=found.asked, row=line_code(row), column=found.asked.form.column(column),
        back=f"/pages/statistics/{form}/diff?{_difference_link(found.asked)}",
        path=f"/pages/statistics/{form}/diff/{row}/{column}",
    )  # fmt: skip


@router.get("/pages/statistics/{form}/reconcile")
def to_reconcile(form: Name, query: Forms, session: TheSession, source: TheSource) -> Response:
    filled = fill(source, form, query, session.unit)
    return _reconciling(filled.wanted, query, session, filled.filled.form, None, "")


@router.post("/pages/statistics/{form}/reconcile")
def reconciled(form: Name, query: Forms, data: TheFile, session: TheSession, source: TheSource) -> Response:
    try:
        wanted, found = reconcile_with(source, form, query, session.unit, data)
    except BadSheet as error:
        filled = fill(source, form, query, session.unit)
        return _reconciling(filled.wanted, query, session, filled.filled.form, None, error.code)
    return _reconciling(wanted, query, session, found.both.filled.form, found, "")


def _reconciling(wanted: Wanted, query: FormQuery, session: Any, form: Any, found: Any, problem: str) -> Response:
    return _page(
        "report_reconcile.html", wanted.at, session, status=400 if problem else 200,
        wanted=wanted, query=query, form=form, found=found, problem=problem, link=_link(wanted, query),
        outcomes=OUTCOMES, line_address=line_address,
    )  # fmt: skip


def _page(name: str, at: AsOf, session: Any, *, status: int = 200, **values: Any) -> Response:
    answer = page(name, status, session=session, at=at, report_words=report_words, **values)
    stamp(answer, at)
    return answer


def _link(wanted: Wanted, query: FormQuery) -> str:
    """The query that pins what is shown."""
    members = {
        "unit": wanted.scope.unit, "scope": wanted.scope.kind, "period": wanted.period.label,
        "as_of": str(wanted.at.position), "by": query.by, "succession": str(query.succession).lower(),
        "version": query.version or "",
    }  # fmt: skip
    return urlencode({name: value for name, value in members.items() if value})


def _difference_link(asked: Asked) -> str:
    members = pinned_members(asked)
    return urlencode({
        "from": members["start"], "to": members["end"], "unit": members["unit"], "period": members["period"],
        "scope": asked.after.kind, "by": asked.by, "succession": str(asked.after.succession).lower(),
        "version": asked.form.version,
    })  # fmt: skip


def _units(pinned: Pinned) -> list[tuple[str, str]]:
    return sorted((code, unit.name_vi) for code, unit in pinned.organisation.units.items())


def _officer(pinned: Pinned) -> Any:
    def name(id: UUID) -> str:
        known = pinned.officers.get(id)
        return known.name if known else str(id)

    return name
