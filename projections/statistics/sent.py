"""Reports as they were sent, returned and adjusted: rows from the acts in the statistics file of each unit.

A report of a unit stands until the superior unit returns it or a later one of the same figures takes its place. The
figures that its adjustments change stand as rows of their own for as long as the report does; what the ledger gives is
computed from the facts and never touched by them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from domain.kernel.calendar import VIETNAM
from domain.states.dossier import SentReport
from projections.declaration import Called, Gone, Index, Key, Projection, Step

SIGNED, RETURNED = "statistical_report.signed.v1", "statistical_report.returned.v1"
ADJUSTING = "statistical_report.adjusted.v1"
DOSSIER = frozenset(("dossier",))


class Report(NamedTuple):
    """A report sent."""

    version: Annotated[int, Called("Hành vi thứ", "Version of the act")]
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    scope: Annotated[str, Called("Phạm vi", "Scope")]  # unit, below, both
    succession: Annotated[bool, Called("Tính đơn vị cũ", "Under successors")]
    form: Annotated[str, Called("Biểu", "Form")]  # "01-2019"
    form_version: Annotated[str, Called("Phiên bản biểu", "Version of the form")]  # empty: not said
    period: Annotated[str, Called("Kỳ", "Period")]
    lines: Annotated[str, Called("Theo", "By")]  # crime, unit; empty: not said
    speaks_for: Annotated[int | None, Called("Vị trí số liệu", "Position of the figures")]
    values_hash: Annotated[str, Called("Giá trị băm", "Hash")]
    rule_set: Annotated[str, Called("Bộ quy tắc", "Rule set")]  # under which the figures were computed
    sent_on: Annotated[date, Called("Ngày gửi", "Sent on")]
    signed: Annotated[int, Called("Vị trí ký", "Signed at position")]
    signer: Annotated[UUID, Called("Người ký", "Signer")]
    returned: Annotated[int | None, Called("Vị trí trả lại", "Returned at position")]
    returned_on: Annotated[date | None, Called("Ngày trả lại", "Returned on")]
    returned_by: Annotated[str | None, Called("Đơn vị trả lại", "Returned by unit")]
    replaced: Annotated[int | None, Called("Vị trí báo cáo thay", "Replaced at position")]
    adjusted: Annotated[tuple[int, ...], Called("Vị trí điều chỉnh", "Adjusted at positions")]

    @property
    def state(self) -> str:
        """sent, returned; what has no row was not sent."""
        return "sent" if self.returned is None else "returned"


class Adjustment(NamedTuple):
    """A figure that an act changes in a report that stands."""

    version: Annotated[int, Called("Hành vi thứ", "Version of the act")]
    ordinal: Annotated[int, Called("Thứ tự", "Ordinal within the act")]
    report: Annotated[int, Called("Báo cáo: hành vi thứ", "Report: version of the act")]
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    scope: Annotated[str, Called("Phạm vi", "Scope")]
    form: Annotated[str, Called("Biểu", "Form")]
    period: Annotated[str, Called("Kỳ", "Period")]
    line: Annotated[str, Called("Dòng", "Row")]
    column: Annotated[str, Called("Cột", "Column")]
    before: Annotated[int, Called("Số trước", "Before")]
    after: Annotated[int, Called("Số sau", "After")]
    adjusted: Annotated[int, Called("Vị trí điều chỉnh", "Adjusted at position")]
    signer: Annotated[UUID, Called("Người ký", "Signer")]
    approved_by: Annotated[UUID, Called("Người duyệt", "Approved by")]
    adjusted_on: Annotated[date, Called("Ngày điều chỉnh", "Adjusted on")]

    @property
    def difference(self) -> int:
        """By how much."""
        return self.after - self.before


def form_name(report_form: str) -> str:
    """The name of a form as it stands in addresses: "01-2019"."""
    return report_form.replace("/", "-")


def change_reports(rows: Mapping[Key, Report], step: Step) -> Iterable[Report]:
    at, act = step.recorded.position, step.act
    if act.type == SIGNED:
        sent = step.after.reports[-1]
        for earlier in _standing(step.before.reports, sent):
            yield rows[(earlier.version,)]._replace(replaced=at)
        yield _report(step, act.data, sent)
        return
    for report in step.after.reports:
        row = rows.get((report.version,))
        if row is None:
            continue
        if report.returned == step.recorded.version:
            yield row._replace(returned=at, returned_on=step.day, returned_by=act.actor.unit)
        elif report.adjusted and report.adjusted[-1] == step.recorded.version:
            yield row._replace(adjusted=(*row.adjusted, at))


def _standing(reports: Iterable[SentReport], sent: SentReport) -> list[SentReport]:
    """The report that a new one takes the place of: the last of the same figures, if there is one."""
    return [report for report in reports if report.about(sent)][-1:]


def _report(step: Step, data: Any, sent: SentReport) -> Report:
    sent_on = step.day if data.sent_at is None else data.sent_at.astimezone(VIETNAM).date()
    return Report(
        step.recorded.version, sent.unit, sent.scope, bool(data.succession), form_name(sent.form),
        data.form_version or "", sent.period, data.lines or "", data.position, data.values_hash,
        data.figures_rule_set or step.act.rule_set, sent_on, step.recorded.position, step.act.actor.officer,
        None, None, None, None, (),
    )  # fmt: skip


def change_adjustments(rows: Mapping[Key, Adjustment], step: Step) -> Iterable[Adjustment | Gone]:
    act, version = step.act, step.recorded.version
    if act.type == ADJUSTING:
        for report in step.after.reports:
            if report.adjusted and report.adjusted[-1] == version:
                yield from _adjustments(step, report)
                return
        return
    fallen = {report.version for report in step.after.reports if report.returned or step.after.replaced(report)}
    for key, row in rows.items():
        if row.report in fallen:
            yield Gone(key)


def _adjustments(step: Step, report: SentReport) -> Iterable[Adjustment]:
    act = step.act
    for ordinal, cell in enumerate(act.data.cells, start=1):
        line, _, column = cell.cell.rpartition("/")
        yield Adjustment(
            step.recorded.version, ordinal, report.version, report.unit, report.scope, form_name(report.form),
            report.period, line, column, cell.before, cell.after, step.recorded.position, act.actor.officer,
            act.data.approved_by, step.day,
        )  # fmt: skip


REPORT = Projection(
    name="report",
    title_vi="Báo cáo thống kê đã gửi",
    title_en="Statistical reports sent",
    kinds=DOSSIER,
    row=Report,
    key=("version",),
    change=change_reports,
    indexes=(Index(("period", "unit")),),
    traced=False,
    acts=frozenset((SIGNED, RETURNED, ADJUSTING)),
)
ADJUSTMENT = Projection(
    name="adjustment",
    title_vi="Số liệu thống kê được điều chỉnh",
    title_en="Adjusted figures",
    kinds=DOSSIER,
    row=Adjustment,
    key=("version", "ordinal"),
    change=change_adjustments,
    indexes=(Index(("form", "period")),),
    traced=False,
    acts=frozenset((SIGNED, RETURNED, ADJUSTING)),
)
