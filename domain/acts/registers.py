"""Registers and statistics as acts: an entry made, a period closed, a report sent, returned, adjusted, reconciled.

QD-359-VKSTC, QD-358-2025-VKSTC. The registers and figures themselves are read from the ledger; these acts say that
somebody has stood in for them with a signature. A report is sent when its unit signs it; the superior unit returns it;
a figure that is adjusted stands beside the one that the ledger gives, and never replaces it.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import leads_to, unchanged
from domain.acts.common import FILES, RECORDERS
from domain.acts.shapes import Own
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, NEW, ActType, Breach, Check, Question
from domain.kernel.checks import linked
from domain.kernel.data import Count, Day, Flagged, Hash, Id, Moment, Number, Part, Text, Word
from domain.states.dossier import Dossier, SentReport

DOSSIER = ("dossier",)  # the file of a unit's statistics
REPORTERS = (*HEAD, "TTDV")
UNREAD = "Decision 358/QĐ-VKSTC, forms not read"
ARTICLE = "QD-358-2025-VKSTC"


class EntryMade(Own):
    """A file is entered in a register; a link `concerns` names the act entered."""

    register_kind: Literal[
        "source", "case", "accused", "custody", "petition", "complaint", "legal_assistance", "enforcement"
    ]
    register_number: Word
    year: Count


class PeriodClosed(Own):
    """The figures of a period stand still."""

    period: Word  # "2026-10"
    position: Number  # of the last entry of the ledger that is counted


class ReportSigned(Own):
    """The statistical report of a period, sent with this signature.

    `values_hash` is the SHA-256 of the report's canonical bytes, which are computed from the members below it: who
    computes them again at `position` finds the same hash, or finds that the figures reported are not those of the acts.
    """

    report_form: Word  # "01/2019"
    period: Word
    values_hash: Hash
    sent_at: Moment | None = None
    form_version: Word | None = None
    scope: Literal["unit", "below", "both"] | None = None  # the signing unit, those below it, or both; both without it
    succession: Flagged | None = None  # units that have ended are counted under their successors
    lines: Literal["crime", "unit"] | None = None  # of a form by crime or by unit
    position: Number | None = None  # that the figures speak for
    figures_rule_set: Word | None = None  # under which they were computed


class ReportReturned(Own):
    """The superior unit sends a report back; a link `answers` names the act that signed it."""

    reason: Text


class Cell(Part):
    """One figure changed."""

    cell: Word  # "6/case": the row's code and the column's key
    before: Number
    after: Number


class ReportAdjusted(Own):
    """Figures of a signed report are changed; a link `corrects` names it."""

    cells: tuple[Cell, ...]
    reason: Text
    approved_by: Id


class ReconciledCell(Part):
    """One figure as two agencies count it; the difference follows from them."""

    cell: Word
    own: Number
    theirs: Number


class Reconciled(Own):
    """The figures of a report laid beside those of another agency, signed by both."""

    report_form: Word
    period: Word
    counterpart: Word  # the agency
    cells: Annotated[tuple[ReconciledCell, ...], Field(min_length=1, max_length=500)]
    explanation: Text | None = None
    minutes_number: Word | None = None  # of the minutes that both agencies signed
    minutes_on: Day | None = None


def report_linked(relation: str) -> Check:
    """A check that the report named by a link of `relation` was sent from this file and still stands."""

    def check(state: Dossier, question: Question) -> Breach | None:
        for link in question.act.links:
            if link.relation != relation:
                continue
            report = state.report(link.version)
            if report is None:
                return Breach("report_unknown", ARTICLE, {"version": link.version})
            if report.returned:
                return Breach("report_returned", ARTICLE, {"version": link.version, "returned": report.returned})
            if state.replaced(report):
                return Breach("report_replaced", ARTICLE, {"version": link.version})
        return None

    return check


def superior_returns(state: Dossier, question: Question) -> Breach | None:
    """Only a unit above the reporting one returns its report. LTCVKSND-2014/7/1"""
    organisation, signer = question.organisation, question.act.actor.unit
    for version in _versions(question.act.links, "answers"):
        report = state.report(version)
        if report is None or organisation is None:
            continue
        if signer == report.unit or not organisation.is_superior(signer, report.unit):
            return Breach("unit_not_subordinate", "LTCVKSND-2014/7/1", {"signer": signer, "unit": report.unit})
    return None


def each_cell_once_and_changed(state: Dossier, question: Question) -> Breach | None:
    """An adjustment names every figure once, and changes it."""
    cells = question.act.data.cells
    if not cells or any(cell.before == cell.after for cell in cells):
        same = [cell.cell for cell in cells if cell.before == cell.after]
        return Breach("figure_unchanged", ARTICLE, {"cells": same})
    names = [cell.cell for cell in cells]
    twice = sorted({name for name in names if names.count(name) > 1})
    return Breach("figure_twice", ARTICLE, {"cells": twice}) if twice else None


def difference_explained(state: Dossier, question: Question) -> Breach | None:
    """Two counts that differ are explained. AR-113"""
    data = question.act.data
    differing = [cell.cell for cell in data.cells if cell.own != cell.theirs]
    return (
        Breach("difference_unexplained", ARTICLE, {"cells": differing}) if differing and not data.explanation else None
    )


@leads_to("open")
def _sent(state: Dossier, recorded: Recorded) -> Dossier:
    data, unit = recorded.act.data, recorded.act.actor.unit
    report = SentReport(recorded.version, unit, data.scope or "both", data.report_form, data.period)
    return state.evolved(stage="open", reports=(*state.reports, report))


def _returned(state: Dossier, recorded: Recorded) -> Dossier:
    named = _versions(recorded.act.links, "answers")
    return state.evolved(
        reports=tuple(
            replace(report, returned=recorded.version) if report.version in named else report
            for report in state.reports
        )
    )


def _adjusted(state: Dossier, recorded: Recorded) -> Dossier:
    named = _versions(recorded.act.links, "corrects")
    return state.evolved(
        reports=tuple(
            replace(report, adjusted=(*report.adjusted, recorded.version)) if report.version in named else report
            for report in state.reports
        )
    )


def _versions(links: tuple[Any, ...], relation: str) -> tuple[int, ...]:
    return tuple(link.version for link in links if link.relation == relation)


CHAPTER = (
    ActType(
        key="register_entry.made.v1", codes=("register_entry_made",),
        name_vi="Ghi sổ thụ lý điện tử", name_en="Register entry made",
        module="common", issuer="procuracy", kinds=FILES, signed_by=RECORDERS, law=("QD-359-VKSTC",),
        lawful_from=(ANY,), data=EntryMade, apply=unchanged, source="Decision 359/QĐ-VKSTC",
    ),
    ActType(
        key="statistical_period.closed.v1", codes=("statistical_period_closed",),
        name_vi="Chốt số liệu thống kê kỳ", name_en="Statistical period closed",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS, law=(ARTICLE,),
        lawful_from=("open",), data=PeriodClosed, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="statistical_report.signed.v1", codes=("statistical_report_signed",),
        name_vi="Ký báo cáo thống kê", name_en="Statistical report signed",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS,
        law=(ARTICLE, "LTCVKSND-2014/34/1"), lawful_from=("open", NEW),
        data=ReportSigned, apply=_sent, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="statistical_report.returned.v1",
        name_vi="Trả lại báo cáo thống kê", name_en="Statistical report returned",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS,
        law=(ARTICLE, "LTCVKSND-2014/7/1"), lawful_from=("open",),
        impossible=(linked("answers", ARTICLE), report_linked("answers")), checks=(superior_returns,),
        data=ReportReturned, apply=_returned, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="statistical_report.adjusted.v1", codes=("statistical_report_adjusted",),
        name_vi="Điều chỉnh số liệu thống kê", name_en="Statistics adjusted",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS, law=(ARTICLE,),
        lawful_from=("open",),
        impossible=(linked("corrects", ARTICLE), report_linked("corrects"), each_cell_once_and_changed),
        data=ReportAdjusted, apply=_adjusted, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="reconciliation.recorded.v1",
        name_vi="Đối chiếu số liệu thống kê liên ngành", name_en="Statistics reconciled with another agency",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS, law=(ARTICLE,),
        lawful_from=("open",), notes=(difference_explained,),
        data=Reconciled, apply=unchanged, confirmed=False, source=UNREAD,
    ),
)  # fmt: skip
