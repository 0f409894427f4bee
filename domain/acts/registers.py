"""Registers and statistics as acts: an entry made, a period closed, a report signed, a figure adjusted.

QD-359-VKSTC, QD-358-2025-VKSTC. The registers themselves are read from the ledger; these acts say that somebody has
stood in for them with a signature.
"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.common import FILES, RECORDERS
from domain.acts.shapes import Own
from domain.kernel.act_type import ANY, HEAD, ActType
from domain.kernel.checks import linked
from domain.kernel.data import Count, Hash, Id, Moment, Number, Part, Text, Word

DOSSIER = ("dossier",)  # the file of a unit's statistics
REPORTERS = (*HEAD, "TTDV")
UNREAD = "Decision 358/QĐ-VKSTC, forms not read"


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
    """The statistical report of a period."""

    report_form: Word
    period: Word
    values_hash: Hash
    sent_at: Moment | None = None


class Cell(Part):
    """One figure changed."""

    cell: Word
    before: Number
    after: Number


class ReportAdjusted(Own):
    """Figures of a signed report are changed; a link `corrects` names it."""

    cells: tuple[Cell, ...]
    reason: Text
    approved_by: Id


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
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS, law=("QD-358-2025-VKSTC",),
        lawful_from=("open",), data=PeriodClosed, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="statistical_report.signed.v1", codes=("statistical_report_signed",),
        name_vi="Ký báo cáo thống kê", name_en="Statistical report signed",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS,
        law=("QD-358-2025-VKSTC", "LTCVKSND-2014/34/1"), lawful_from=("open",),
        data=ReportSigned, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="statistical_report.adjusted.v1", codes=("statistical_report_adjusted",),
        name_vi="Điều chỉnh số liệu thống kê", name_en="Statistics adjusted",
        module="common", issuer="procuracy", kinds=DOSSIER, signed_by=REPORTERS, law=("QD-358-2025-VKSTC",),
        lawful_from=("open",), impossible=(linked("corrects", "QD-358-2025-VKSTC"),),
        data=ReportAdjusted, apply=unchanged, confirmed=False, source=UNREAD,
    ),
)  # fmt: skip
