"""What the state of every stream has."""

from dataclasses import dataclass
from typing import ClassVar

from domain.kernel.act_type import NEW, Flag
from domain.kernel.evolving import Evolving


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier act corrected by a later one; readers see both."""

    corrected: int  # version of the act corrected
    by: int  # version of the correcting act
    statement: str


@dataclass(frozen=True)
class Stream(Evolving):
    """State of a stream: a pure fold of its acts."""

    stages: ClassVar[tuple[str, ...]] = (NEW,)  # every stage that the kind knows
    final: ClassVar[tuple[str, ...]] = ()  # stages that no act of the procedure leads out of
    stage: str = NEW
    version: int = 0  # of the last act applied
    flags: tuple[Flag, ...] = ()  # findings, in the order of the acts they concern
    corrections: tuple[Correction, ...] = ()
