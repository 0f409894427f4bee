"""State of a request for mutual legal assistance or extradition."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW, "received", "with_central_authority", "assigned", "executed", "sent_abroad",
    "extradition_received", "extradition_checked", "extradition_court", "extradition_decided", "handed_over",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LegalAssistance(Stream):
    """State of one request."""

    stages: ClassVar[tuple[str, ...]] = STAGES

    direction: str = ""  # incoming, outgoing, extradition
    foreign_state: str = ""
    persons: tuple[UUID, ...] = ()
    remanded: bool = False
    result: str = ""
