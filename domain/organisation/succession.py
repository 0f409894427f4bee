"""Checks on acts by which a unit takes over what another left when it ended. Resolution 84/2025/UBTVQH15

A succession moves open files to the unit that has the tasks now. No file is opened anew and no period restarts: an act
that carries these checks starts no time limit and changes no stage.
"""

from typing import Any

from domain.kernel.act_type import Breach, Question

SUCCESSION_ARTICLE = "NQ-84-2025-UBTVQH15"


def unit_has_ended(state: Any, question: Question) -> Breach | None:
    """The unit in `from_unit` has ended before the day of the act."""
    organisation, code, day = question.organisation, question.act.data.from_unit, question.day
    if organisation is None:
        return None
    unit = organisation.units.get(code)
    if unit is not None and unit.valid_until is not None and unit.valid_until < day:
        return None
    return Breach("unit_not_ended", SUCCESSION_ARTICLE, {"unit": code, "day": day.isoformat()})


def to_successor(state: Any, question: Question) -> Breach | None:
    """The unit in `to_unit`, or the signer's where the act names none, has the tasks of the one in `from_unit`."""
    organisation, data = question.organisation, question.act.data
    successor = getattr(data, "to_unit", None) or question.act.actor.unit
    if organisation is None or organisation.has_succeeded(successor, data.from_unit, question.day):
        return None
    bearers = list(organisation.bearers(data.from_unit, question.day))
    return Breach("unit_not_successor", SUCCESSION_ARTICLE, {"unit": data.from_unit, "to": successor, "units": bearers})


def signed_by_successor(state: Any, question: Question) -> Breach | None:
    """The unit that takes over signs, or one above it."""
    organisation, data, signer = question.organisation, question.act.data, question.act.actor.unit
    if organisation is None or signer == data.to_unit or organisation.is_superior(signer, data.to_unit):
        return None
    return Breach("unit_not_subordinate", "LTCVKSND-2014/7/1", {"signer": signer, "unit": data.to_unit})


SUCCESSION_CHECKS = (unit_has_ended, to_successor)  # carried by every act that moves a file to a successor
