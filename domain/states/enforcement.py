"""State of the execution of a criminal judgment against one convict (thi hành án hình sự).

One stream is one convict under one judgment in force. Two paths lead to a death sentence carried out. Where the
procuracy reviews the judgment it stands at death_review and, when neither head protests, at death_pending. Where
the file begins with the petition for clemency, as published histories do, it stands at clemency, at awaiting when
clemency was refused, and at stayed when the execution was stayed.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.stream import Stream

STAGES = (
    NEW,
    "judgment_effective",  # no enforcement decision yet
    "enforcement_ordered",
    "serving_prison",
    "serving_community",  # suspended sentence, non-custodial reform and other penalties served at large
    "deferred",
    "service_suspended",
    "absconded",
    "conditional_release",
    "death_review",
    "death_pending",  # neither head protests
    "clemency",  # petition before the State President
    "awaiting",  # clemency refused
    "stayed",  # execution stayed
    "commuted",
    "executed",
    "exempted",
    "amnestied",
    "completed",
    "died",
    "quashed",  # the judgment was quashed
    "expunged",
)
DEATH = ("death_review", "death_pending", "clemency", "awaiting", "stayed", "commuted")
RUNNING = (
    "judgment_effective", "enforcement_ordered", "serving_prison", "serving_community", "deferred",
    "service_suspended", "absconded", "conditional_release",
)  # fmt: skip


@dataclass(frozen=True)
class Enforcement(Stream):
    """State of one execution."""

    stages: ClassVar[tuple[str, ...]] = STAGES
    final: ClassVar[tuple[str, ...]] = ("exempted", "amnestied", "died", "quashed", "expunged")

    convict: UUID | None = None
    label: str = ""
    penalty: str = ""  # the principal penalty
    months: int = 0  # of imprisonment, as the judgment gives them; 0 when not known
    decision: int = 0  # version of the enforcement decision
    release_due: date | None = None  # day on which the term ends, as last fixed
    completed_on: date | None = None
    reductions: tuple[int, ...] = ()  # versions
    exemption_proposed: int = 0  # version of the procuracy's newest proposal
    release_decisions: tuple[int, ...] = ()  # versions of the decisions on conditional release
    not_protested: int = 0  # version of the procuracy's decision not to protest a death judgment
    clemency: str = ""  # petitioned, considered, refused, commuted
    closed: int = 0  # version of the act that ended the procuracy's supervision
