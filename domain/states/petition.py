"""State of a petition: a recommendation or demand sent to an agency, followed until it is remedied.

It outlasts the case it came from. LTCVKSND-2014/5
"""

from dataclasses import dataclass
from typing import ClassVar

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW,
    "issued",
    "answered",
    "accepted",  # being implemented
    "rejected",
    "withdrawn",
    "implemented",  # remedied, closed
)


@dataclass(frozen=True)
class Petition(Stream):
    """State of one petition."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("withdrawn", "implemented")

    subject: str = ""  # violation, prevention, participant_violation, court_violation, summary, lesson, ...
    addressee: str = ""  # agency
    issued: int = 0  # version of the act that opened it
    answers: tuple[int, ...] = ()  # versions
    reminders: int = 0
