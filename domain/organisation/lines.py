"""Who answers to whom on a day, and who carries on the tasks of a unit that has ended.

The same questions are put to the organisation as recorded in a ledger and to the table of units.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A unit with its place in the organisation."""

    @property
    def code(self) -> str: ...

    @property
    def parent(self) -> str | None: ...

    @property
    def successors(self) -> tuple[str, ...]: ...

    def exists_on(self, day: date) -> bool: ...

    def ended_before(self, day: date) -> bool: ...


P = TypeVar("P", bound=Placed)


def bearers(units: Mapping[str, P], code: str, day: date) -> tuple[str, ...]:
    """Codes of the units that have the tasks of `code` on a day: itself, or those that took them over since."""
    unit = units.get(code)
    if unit is None or not unit.ended_before(day):
        return (code,) if unit is not None and unit.exists_on(day) else ()
    found = (bearer for successor in unit.successors for bearer in bearers(units, successor, day))
    return tuple(dict.fromkeys(found))


def supervisor_of(units: Mapping[str, P], code: str, day: date) -> str | None:
    """Code of the unit that supervises `code` on a day; None for the supreme procuracy, and when it does not exist.

    Where the unit above has ended, the one that took it over stands in its place; None when several did.
    """
    unit = units.get(code)
    if unit is None or not unit.exists_on(day) or not unit.parent:
        return None
    above = bearers(units, unit.parent, day)
    return above[0] if len(above) == 1 else None


def supervisors_of(units: Mapping[str, P], code: str, day: date) -> Iterator[str]:
    """Codes of all units above `code` on a day, nearest first."""
    above = supervisor_of(units, code, day)
    while above is not None:
        yield above
        above = supervisor_of(units, above, day)


def under(units: Mapping[str, P], code: str, day: date) -> frozenset[str]:
    """Codes of the units that answer to `code` on a day, at any remove.

    Units that have ended are among them when their tasks have come to `code` or to a unit below it: whoever has the
    tasks answers for what was done before.
    """
    return frozenset(unit for unit in units if unit != code and _answers_to(units, unit, code, day))


def _answers_to(units: Mapping[str, P], unit: str, code: str, day: date) -> bool:
    return any(bearer == code or code in supervisors_of(units, bearer, day) for bearer in bearers(units, unit, day))
