"""State of a source of information on a crime (nguồn tin về tội phạm)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (NEW, "received", "forwarded", "verification", "suspended", "case_opened", "opening_refused", "withdrawn")


@dataclass(frozen=True)
class InformationSource(Stream):
    """State of one information source."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("case_opened", "withdrawn")

    source: str = ""  # denunciation, crime_report, initiation_proposal, surrender, detected
    accepted: int = 0  # version of the acceptance by the procuracy
    prosecutors: tuple[UUID, ...] = ()
    extensions: int = 0
    requests: tuple[int, ...] = ()  # versions of the procuracy's requests
    suspensions: int = 0
    since: date | None = None  # day of receipt by the body that verifies
    taken_over: int = 0  # version of the act by which the procuracy handles the source itself
