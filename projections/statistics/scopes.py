"""For whom figures are made: the unit itself, those below it, both; a province; the nation.

The unit of a fact is the one at the time of the act and never changes. Which units stand below another is asked of the
organisation as recorded at the position: every unit for the last day of the period or, when it had ended by then, for
its own last day, so that a former district counts under the province that it belonged to. That is the first
aggregation. The second, labelled one puts units that have ended under those that carry on their tasks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.organisation.lines import bearers, supervisors_of, under
from domain.organisation.state import Organisation, Unit

KINDS = ("unit", "below", "both")
FEW = 8  # units left out are at most one part in so many


class UnknownScope(ValueError):
    """No such unit, or no such kind of scope."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Units whose facts are added up. `units` is None for the whole nation: no fact is left out."""

    unit: str
    kind: str  # unit, below, both
    succession: bool  # units that have ended stand under their successors
    name_vi: str  # of the unit
    superior_vi: str  # of the unit above it; empty for the supreme procuracy
    units: tuple[str, ...] | None
    left_out: tuple[str, ...] = ()  # the other units, when they are few: it is the nation less these

    @property
    def label_vi(self) -> str:
        """How the scope is printed."""
        what = {
            "unit": "của đơn vị",
            "below": "của các đơn vị trực thuộc",
            "both": "của đơn vị và các đơn vị trực thuộc",
        }
        succession = ", đơn vị cũ tính vào đơn vị kế thừa" if self.succession else ""
        return f"{self.name_vi}: số liệu {what[self.kind]}{succession}"


def scope(organisation: Organisation, unit: str, kind: str, day: date, *, succession: bool = False) -> Scope:
    """The scope of a unit as of the last day of a period. Raises: UnknownScope."""
    known = organisation.units.get(unit)
    if known is None or kind not in KINDS:
        raise UnknownScope(unit if known is None else kind)
    above = organisation.units.get(known.parent) if known.parent else None
    names = (known.name_vi, above.name_vi if above else "")
    if unit == organisation.root and kind == "both":
        return Scope(unit, kind, succession, *names, None)
    found: set[str] = set()
    if kind in ("unit", "both"):
        found.update({unit, *(_former(organisation, unit, day) if succession else ())})
    if kind in ("below", "both"):
        found.update(under(organisation.units, unit, day) if succession else _below(organisation, unit, day))
    if kind == "below":
        found.discard(unit)
    others = organisation.units.keys() - found
    few = tuple(sorted(others)) if FEW * len(others) <= len(found) else ()
    return Scope(unit, kind, succession, *names, tuple(sorted(found)), few)


def _former(organisation: Organisation, unit: str, day: date) -> Iterator[str]:
    for code, known in organisation.units.items():
        if known.ended_before(day) and bearers(organisation.units, code, day) == (unit,):
            yield code


def _below(organisation: Organisation, unit: str, day: date) -> Iterator[str]:
    for code, known in organisation.units.items():
        if unit in supervisors_of(organisation.units, code, _asked(known, day)):
            yield code


def _asked(unit: Unit, day: date) -> date:
    return min(day, unit.valid_until) if unit.valid_until else max(day, unit.valid_from)
