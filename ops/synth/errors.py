"""What can go wrong while a synthetic nation is made."""

from dataclasses import dataclass

from ops.errors import OpsError


@dataclass
class SynthFailed(OpsError):
    """A process that makes or imports histories has ended without finishing."""

    reason: str

    def __str__(self) -> str:
        return f"{self.reason}; run `socai synth` again with the same arguments: it goes on where it stopped"


@dataclass
class PeriodReversed(OpsError):
    """The period asked for ends before it begins, or begins before its units exist."""

    first: str
    last: str

    def __str__(self) -> str:
        return f"no period: {self.first} to {self.last}; khu vực units exist since 2025-07-01, with 120 days before"
