"""State of a complaint or denunciation in judicial activity."""

from dataclasses import dataclass
from typing import ClassVar

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (NEW, "received", "accepted", "settled", "withdrawn")


@dataclass(frozen=True, slots=True)
class Complaint(Stream):
    """State of one complaint or denunciation."""

    stages: ClassVar[tuple[str, ...]] = STAGES

    subject: str = ""  # complaint, denunciation
    received: int = 0  # times it was received
    settlements: tuple[int, ...] = ()  # versions
    result: str = ""  # of the last settlement
