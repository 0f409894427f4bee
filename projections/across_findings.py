"""The shape of a finding over several files, and for whom it is asked (projections/across.py finds them)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.audit.rules import RULES
from domain.organisation.state import Organisation


class Across(NamedTuple):
    """A finding over several files."""

    rule: str
    stream: UUID | None  # None: what is missing is an act, and no file has it
    versions: tuple[int, ...]  # acts of the stream
    holds_from: date
    facts: Mapping[str, Any]
    unit: str
    prosecutors: tuple[UUID, ...]
    position: int  # of the act at which it shows; 0: of none
    others: tuple[int, ...] = ()  # positions of acts of other files concerned

    @property
    def severity(self) -> str:
        return RULES[self.rule].severity


class Asked(NamedTuple):
    """For which units, as of which position and day."""

    units: frozenset[str]
    as_of: int
    day: date
    organisation: Organisation
