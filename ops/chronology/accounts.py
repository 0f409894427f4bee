"""What became of each published act."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.kernel.act_type import Flag
from domain.limits.findings import Finding
from ops.chronology.reader import Case
from ops.chronology.streams import Stream

# From what went worst to what went best: an act of several steps counts once.
OUTCOMES = ("refused", "placed", "fact")


@dataclass(frozen=True)
class Line:
    """One act of the ledger, and the published act that it stands for or was added before or behind."""

    case: str
    seq: int
    code: str
    outcome: str  # placed; fact, refused (each recorded as a fact noted); added
    type: str  # of the act recorded; of the act refused
    position: int
    reason: str = ""
    rule: str = ""  # code of the refusal
    article: str = ""


@dataclass
class CaseReport:
    """What became of a case."""

    case: Case
    lines: list[Line] = field(default_factory=list)
    unresolved: list[tuple[int, str]] = field(default_factory=list)  # seq, label as published
    moved: list[int] = field(default_factory=list)  # seqs of acts put later within their day
    streams: tuple[Stream, ...] = ()
    officers: set[str] = field(default_factory=set)  # who signed
    new: int = 0  # acts that this run added to the ledger

    def count(self, outcome: str) -> int:
        """Published acts with this outcome, each counted once; of `added` the acts."""
        if outcome == "added":
            return sum(line.outcome == "added" for line in self.lines)
        worst: dict[int, str] = {}
        for line in sorted(self.lines, key=lambda line: _rank(line.outcome)):
            if line.outcome in OUTCOMES:
                worst.setdefault(line.seq, line.outcome)
        return sum(found == outcome for found in worst.values())

    def of(self, outcome: str) -> list[Line]:
        """The lines with this outcome."""
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def flags(self) -> list[tuple[Stream, Flag]]:
        """Findings of the domain in the streams of the case."""
        return [(stream, flag) for stream in self.streams for flag in stream.flags]

    @property
    def late(self) -> list[tuple[Stream, Finding]]:
        """Acts that came after their limit in the streams of the case."""
        return [(stream, found) for stream in self.streams for found in stream.late]


def _rank(outcome: str) -> int:
    return OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES)


def total(reports: Iterable[CaseReport], outcome: str) -> int:
    """Over all cases."""
    return sum(report.count(outcome) for report in reports)
