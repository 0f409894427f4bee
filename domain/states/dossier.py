"""State of a dossier: the case file that travels, or the procuracy's own supervision file. BLTTHS-2015/131"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW,
    "open",  # held by this unit, documents are added
    "elsewhere",  # handed over, held by another body
    "closed",  # index sealed
    "archived",
    "destroyed",
)
DIGITAL = ("none", "partial", "full", "certified")


@dataclass(frozen=True, slots=True)
class SentReport:
    """A statistical report that was sent from this file."""

    version: int  # of the act that signed it
    unit: str  # whose report it is
    scope: str  # unit, below, both
    form: str
    period: str
    returned: int = 0  # version of the act with which the superior unit returned it
    adjusted: tuple[int, ...] = ()  # versions of the acts that adjusted figures of it

    def about(self, other: "SentReport") -> bool:
        """Whether both are a report of the same figures: the later one stands in place of the earlier one."""
        return (self.unit, self.scope, self.form, self.period) == (other.unit, other.scope, other.form, other.period)


@dataclass(frozen=True)
class Dossier(Stream):
    """State of one dossier; how far it is digitised moves apart from where it is."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("destroyed",)

    file: str = ""  # supervision_file, case_file
    of: UUID | None = None  # the stream that the dossier belongs to
    digital: str = "none"  # one of DIGITAL
    holder: str = ""  # unit or agency that holds it
    documents: tuple[tuple[int, int, int], ...] = ()  # first page, last page, version of the act; in file order
    withdrawn: tuple[int, ...] = ()  # versions of the acts that took a document out
    last_page: int = 0
    digitised: tuple[str, ...] = ()  # hashes of the digital copies
    merged_into: UUID | None = None
    unit: str = ""  # the unit that the file belongs to, after the last succession
    reports: tuple[SentReport, ...] = ()  # statistical reports sent, in their order

    def report(self, version: int) -> SentReport | None:
        """The report that the act `version` signed."""
        return next((report for report in self.reports if report.version == version), None)

    def replaced(self, report: SentReport) -> bool:
        """Whether a later report of the same figures was sent."""
        return any(later.version > report.version and later.about(report) for later in self.reports)
