"""State of a request for mutual legal assistance or extradition.

A request is either outgoing (drafted to result_received) or incoming (received to result_sent), or one of
extradition; all of them may end at closed.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW,
    "drafted", "submitted", "incomplete", "sent_abroad", "result_received",
    "received", "with_central_authority", "supplement_requested", "refused", "postponed", "assigned", "executed",
    "result_sent", "closed",
    "extradition_received", "extradition_checked", "extradition_court", "extradition_decided", "handed_over",
)  # fmt: skip


@dataclass(frozen=True)
class LegalAssistance(Stream):
    """State of one request."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("closed", "handed_over")

    direction: str = ""  # incoming, outgoing, extradition, foreign_judgment
    foreign_state: str = ""
    persons: tuple[UUID, ...] = ()
    remanded: bool = False
    result: str = ""
