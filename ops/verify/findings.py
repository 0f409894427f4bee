"""What verification says: faults that are proved, and what cannot be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Fault(NamedTuple):
    """Something that is not what it must be."""

    position: int  # of the act concerned, or of the first act that the damaged record speaks for; 0 for none
    what: str  # stable name of the rule that is broken
    detail: str = ""


class Untold(NamedTuple):
    """Something that the evidence at hand neither proves nor disproves. Never shown as "holds"."""

    position: int
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The outcome of one piece of the work."""

    name: str
    checked: int = 0  # acts, tiles, heads, ... whatever the piece counts
    faults: tuple[Fault, ...] = ()
    untold: tuple[Untold, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a whole verification."""

    size: int  # acts
    root: bytes
    checked: dict[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()  # by position; the first is the first bad position
    untold: tuple[Untold, ...] = ()
    seconds: float = 0.0

    @property
    def outcome(self) -> str:
        """holds | fails | cannot_tell"""
        return "fails" if self.faults else "cannot_tell" if self.untold else "holds"


def report(size: int, root: bytes, parts: Iterable[Part], seconds: float) -> Report:
    """Puts the pieces together."""
    checked: dict[str, int] = {}
    faults: set[Fault] = set()
    untold: set[Untold] = set()
    for part in parts:
        checked[part.name] = checked.get(part.name, 0) + part.checked
        faults |= set(part.faults)
        untold |= set(part.untold)
    return Report(size, root, checked, tuple(sorted(faults)), tuple(sorted(untold)), seconds)
