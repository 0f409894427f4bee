"""State of a complaint, denunciation or other petition in judicial activity."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW,
    "received",
    "classified",
    "transferred",  # to the competent body, or handled as a source of information on a crime
    "not_accepted",  # or returned to its author
    "accepted",
    "verifying",
    "resolved_first",
    "second_accepted",
    "resolved_final",  # with legal effect
    "settled",  # by the agency against whose act it was made
    "withdrawn",
    "supervised",  # another body settles, under the procuracy's supervision
    "supervision_done",
)


@dataclass(frozen=True)
class Complaint(Stream):
    """State of one complaint or denunciation."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("not_accepted", "resolved_final", "withdrawn", "supervision_done")

    subject: str = ""  # complaint, denunciation, recommendation, feedback, request
    received: int = 0  # times it was received
    settlements: tuple[int, ...] = ()  # versions
    result: str = ""  # of the last settlement
    against: UUID | None = None  # officer whose act or decision is complained of
    accepted_on: date | None = None
    extensions: int = 0  # of the time for settling a denunciation
    demands: tuple[int, ...] = ()  # versions of what the procuracy demanded of the body that settles
