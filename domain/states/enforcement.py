"""State of the execution of a criminal judgment against one convict."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (NEW, "awaiting", "clemency", "stayed", "executed", "commuted")


@dataclass(frozen=True, slots=True)
class Enforcement(Stream):
    """State of one execution."""

    stages: ClassVar[tuple[str, ...]] = STAGES

    convict: UUID | None = None
    label: str = ""
    penalty: str = ""
