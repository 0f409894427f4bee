"""What an act and the state of its stream say about a limit: when it starts, how long the order is, which class."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of, moment_of
from domain.limits.due import Point
from domain.limits.lengths import Length
from domain.limits.rows import Limit
from domain.states.criminal_case import CriminalCase, Measure

HOURS = ("begins_at", "held_at", "arrested_at", "released_at")  # members that hold the hour of the fact itself
# members that hold the day on which the file or the request came in, for limits that count from receipt
FILES = ("dossier_received_on", "file_received_on", "request_received_on", "dossier_received_at", "file_received_at",
         "request_received_at")  # fmt: skip
RECEIPTS = (*FILES, "received_on", "received_at")  # the same in the act that starts the limit

MEASURES: Mapping[str, str] = {  # the measure that a limit ends, by the name or by the row
    "custody": "custody", "simplified_custody": "custody", "exit_ban_duration": "exit_ban",
    "residence_ban@123.4": "residence_ban", "guarantee@121.5": "guarantee", "deposit@122.4": "deposit",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """How a clock starts."""

    start: Point
    counted_from: Literal["act", "receipt"] = "act"
    length: Length | None = None  # as ordered
    until: date | None = None  # last day, as ordered
    unknown: str = ""  # why it cannot be counted
    awaits_arrest: bool = False

    def begun(self, arrest: Recorded) -> "Facts":
        """These facts once the arrest has been made."""
        return replace(self, start=day_of(arrest.act.occurred_at), unknown="", awaits_arrest=False)


def facts_of(
    limit: Limit, name: str, recorded: Recorded, person: UUID | None, state: Any, acts: Mapping[int, Recorded]
) -> Facts:
    """How `limit` starts with the act `recorded`."""
    start = happened(recorded)
    ordered = _order(limit, name, person, state, acts) or Facts(start or day_of(recorded.act.occurred_at))
    if ordered.until is None:
        ordered = replace(ordered, until=getattr(recorded.act.data, "until", None))
    found = replace(ordered, start=start) if start else replace(ordered, unknown="day_unknown")
    return received(found, limit, recorded, RECEIPTS)


def happened(recorded: Recorded) -> Point | None:
    """The moment of an act, its day where the hour is not known, None where the day is not."""
    act = recorded.act
    hour = next((found for name in HOURS if isinstance(found := getattr(act.data, name, None), datetime)), None)
    if hour is not None or act.precision == "instant":
        return hour or moment_of(act.occurred_at)
    return day_of(act.occurred_at) if act.precision == "day" else None


def received(facts: Facts, limit: Limit, recorded: Recorded, names: tuple[str, ...] = FILES) -> Facts:
    """These facts counted from the receipt that the act names, when the law counts from it."""
    if "receive" not in limit.starts:
        return facts
    data = recorded.act.data
    found = next((found for name in names if isinstance(found := getattr(data, name, None), date)), None)
    if found is None or isinstance(found, datetime) != isinstance(facts.start, datetime):
        return facts
    return replace(facts, start=max(found, facts.start), counted_from="receipt")


def crime_class_of(state: Any, person: UUID | None) -> str | None:
    """The class of the accused's gravest charge, of the case's when no accused is meant; None when not known."""
    if not isinstance(state, CriminalCase):
        return None
    return state.accused[person].crime_class if person in state.accused else state.crime_class


def measure_of(row: str, name: str, person: UUID | None, state: Any) -> Measure | None:
    """The measure in force on the accused that the limit ends."""
    kind = MEASURES.get(name) or MEASURES.get(row) or ("remand" if row.startswith("detention_") else "")
    if not kind or row == "detention_order_approval" or not isinstance(state, CriminalCase):
        return None
    if person is None or person not in state.accused:
        return None
    accused = state.accused[person]
    remand = accused.running("remand")
    if kind == "custody" and remand is not None and remand.pending:
        return accused.running("custody") or remand  # custody lasts while the order of remand awaits approval
    return accused.running(kind)


def named_here(persons: tuple[UUID, ...], state: Any) -> bool:
    """Whether the act names every accused against whom proceedings still run, so that it is for the whole case."""
    if not isinstance(state, CriminalCase):
        return True
    waiting = {
        person for person, accused in state.accused.items() if not accused.closed and accused.status != "suspended"
    }
    return waiting <= set(persons)


def supplementary(row: str, before: Any) -> str:
    """The row of a supplementary investigation: two months for the procuracy, one for the court. BLTTHS-2015/174/2"""
    if row == "investigation_supplementary_procuracy" and getattr(before, "stage", "") == "returned_by_court":
        return "investigation_supplementary_court"
    return row


def _order(
    limit: Limit, name: str, person: UUID | None, state: Any, acts: Mapping[int, Recorded]
) -> Facts | None:  # fmt: skip
    """What the order of remand says, when the act that starts the limit only approves it."""
    if limit.counting != "detention_inclusive":
        return None
    measure = measure_of(limit.id, name, person, state)
    order = acts.get(measure.ordered) if measure is not None else None
    if measure is None or order is None:
        return None
    months = getattr(order.act.data, "months", None)
    awaits = bool(getattr(order.act.data, "arrest", False))
    return Facts(
        day_of(order.act.occurred_at), "act", Length(months, "months") if isinstance(months, int) else None,
        measure.until, "arrest_awaited" if awaits else "", awaits,
    )  # fmt: skip
