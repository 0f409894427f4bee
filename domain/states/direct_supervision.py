"""State of the direct supervision or inspection of an agency or unit. LTCVKSND-2014/13"""

from dataclasses import dataclass
from typing import ClassVar

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW,
    "ordered",
    "planned",
    "conducted",
    "concluded",
    "followed_up",  # what was found is remedied, closed
)


@dataclass(frozen=True)
class DirectSupervision(Stream):
    """State of one direct supervision or inspection; its subject is an agency or unit, not a case."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("followed_up",)

    subject: str = ""  # what is supervised: sources, custody, enforcement, settlement, inspection
    unit: str = ""  # agency or unit supervised
    findings: tuple[int, ...] = ()  # versions
    remedied: tuple[int, ...] = ()  # versions of the acts whose findings are remedied
