"""What an act and the state of its stream say about a limit: when it starts, how long the order is, which class."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of, moment_of
from domain.limits.due import Point, earliest
from domain.limits.lengths import Length
from domain.limits.rows import Limit
from domain.states.criminal_case import CriminalCase, Measure

# members that hold the hour of the fact itself; the day of an end of liberty's restraint
HOURS = ("begins_at", "held_at", "arrested_at")
SET_FREE = ("released_at", "set_free_at", "ended_on")
# members that hold when the file or the request came in, for limits that count from receipt: in the act that starts
# the limit, and in the answer that ends it
RECEIVED = ("agency_received_at", "received_at", "received_on")
FILES = ("dossier_received_on", "file_received_on", "request_received_on", "dossier_received_at", "file_received_at",
         "request_received_at")  # fmt: skip
AWAITING = ("charge_approval_after_supplement",)  # runs from the day on which the supplement comes in
SENT = ("sent_at", "sent_on", "handed_over_at", "notified_at", "received_at")

MEASURES: Mapping[str, str] = {  # the measure that a limit ends, by the name or by the row
    "urgent_holding_12h@110.4": "urgent_holding", "custody_or_release_12h@114.1": "arrest",
    "custody": "custody", "simplified_custody": "custody", "exit_ban_duration": "exit_ban",
    "residence_ban@123.4": "residence_ban", "guarantee@121.5": "guarantee", "deposit@122.4": "deposit",
}  # fmt: skip


@dataclass(slots=True)
class Moment:
    """One act of the stream, and the stream before and after it."""

    recorded: Recorded
    before: Any
    state: Any
    orders: Mapping[int, Recorded]  # acts that ordered remand, by version
    classes: dict[UUID | None, str | None]  # classes of crime in `state`, as far as asked for
    persons: tuple[UUID, ...]  # the accused whom the act names
    happened: Point | None  # None: the day is not known

    def crime_class(self, person: UUID | None) -> str | None:
        """The class of crime of the accused, or of the case, after the act."""
        try:
            return self.classes[person]
        except KeyError:
            found = self.classes[person] = crime_class_of(self.state, person)
            return found


class Facts(NamedTuple):
    """How a clock starts."""

    start: Point
    counted_from: Literal["act", "receipt"] = "act"
    length: Length | None = None  # as ordered
    until: date | None = None  # last day, as ordered
    unknown: str = ""  # why it cannot be counted
    awaits_arrest: bool = False

    def begun(self, arrest: Recorded) -> "Facts":
        """These facts once the arrest has been made."""
        return self._replace(start=day_of(arrest.act.occurred_at), unknown="", awaits_arrest=False)


def facts_of(limit: Limit, name: str, person: UUID | None, at: Moment) -> Facts:
    """How `limit` starts with the act."""
    recorded = at.recorded
    order = _order(limit, name, person, at) if limit.counting == "detention_inclusive" else None
    start, length, until, unknown, awaits = order or (day_of(recorded.act.occurred_at), None, None, "", False)
    if until is None:
        until = first_of(recorded, ("ends_at", "runs_until", "until"))
    begun = (first_of(recorded, ("since",)) if limit.restrains else None) or at.happened
    if begun is not None:
        start = begun
    elif not unknown:
        unknown = "day_unknown"
    came_in = first_of(recorded, RECEIVED) if limit.from_receipt else None
    if came_in is not None:
        return Facts(came_in, "receipt", length, until, "", awaits)
    return Facts(start, "act", length, until, "supplement_awaited" if limit.id in AWAITING else unknown, awaits)


# whose act a complaint is about -> the time for settling it; every other one has seven days: BLTTHS-2015/475, 476
COMPLAINED_OF = {"complaint_7d@476.1": "", "complaint_15d@476.2": "head", "custody_complaint_24h@474.1": "custody"}


def begins(row: str, name: str, person: UUID | None, at: Moment) -> bool:
    """Whether the act starts the limit for `person` at all."""
    act = at.recorded.act
    if name == "custody_or_release_12h@114.1":  # one arrested for remand goes to remand: BLTTHS-2015/113
        return bool(act.data.member("manner") != "for_remand")
    if name == "enforcement_decision_7d@364.2":  # the file of the execution holds the act that meets it
        return act.kind == "enforcement"
    if name == "self_surrender_7d@364.3":  # only who is to serve imprisonment comes: BLTTHS-2015/364/3
        return bool(act.data.penalty == "imprisonment")
    if name == "second_complaint_3d@476.1":  # a final settlement leaves nothing to complain of
        return bool(at.state.stage == "resolved_first")
    if name in COMPLAINED_OF and act.type == "complaint.accepted.v1":
        target = act.data.target
        return (target if target in ("head", "custody") else "") == COMPLAINED_OF[name]
    return row != "detention_trial_preparation" or measure_of(row, name, person, at.state) is not None


def happened(recorded: Recorded, names: tuple[str, ...] = HOURS) -> Point | None:
    """The moment of an act, its day where the hour is not known, None where the day is not."""
    act = recorded.act
    fact = first_of(recorded, names)
    if fact is not None or act.precision == "instant":
        return fact or moment_of(act.occurred_at)
    return day_of(act.occurred_at) if act.precision == "day" else None


def answered(facts: Facts, limit: Limit, answer: Recorded) -> Facts:
    """These facts counted from the receipt that the answer names, when the law counts from it."""
    came_in = first_of(answer, FILES) if limit.from_receipt else None
    if came_in is None:
        return facts
    return facts._replace(start=max(came_in, facts.start, key=earliest), counted_from="receipt", unknown="")


def sent(limit: Limit, recorded: Recorded) -> Point | None:
    """When a decision went out, where the act itself says it and the limit is one for sending it."""
    names = _sent(limit)
    return first_of(recorded, names) if names else None


@cache
def _sent(limit: Limit) -> tuple[str, ...]:
    """The members that say when a decision went out; none where the limit is not one for sending it."""
    if limit.id == "arrest_notice_family":
        return ("family_told_at",)
    if "_send" not in limit.id and limit.id not in ("self_surrender_notice", "arrest_notice_minor"):
        return ()
    return ("received_at", *SENT) if "received" in limit.ends else SENT


def first_of(recorded: Recorded, names: tuple[str, ...]) -> Point | None:
    """The first of these members that the act has, where it is a day or a moment."""
    members = vars(recorded.act.data)  # asking the data themselves raises an error for each name that they lack
    for name in names:
        if name in members and isinstance(found := members[name], date):
            return found
    return None


def crime_class_of(state: Any, person: UUID | None) -> str | None:
    """The class of the accused's gravest charge, of the case's when no accused is meant; None when not known."""
    if not isinstance(state, CriminalCase):
        return None
    accused = state.accused.get(person) if person is not None else None
    return state.crime_class if accused is None else accused.crime_class


def measure_of(row: str, name: str, person: UUID | None, state: Any) -> Measure | None:
    """The measure in force on the accused that the limit ends."""
    kind = _measure(row, name)
    if not kind or person is None or not isinstance(state, CriminalCase):
        return None
    accused = state.accused.get(person)
    if accused is None:
        return None
    remand = accused.running("remand")
    if kind == "custody" and remand is not None and remand.pending:
        return accused.running("custody") or remand  # custody lasts while the order of remand awaits approval
    return accused.running(kind)


@cache
def _measure(row: str, name: str) -> str:
    """The kind of measure that the limit ends; "" for none."""
    if row == "detention_order_approval":
        return ""
    return MEASURES.get(name) or MEASURES.get(row) or ("remand" if row.startswith("detention_") else "")


def named_here(persons: tuple[UUID, ...], state: Any) -> bool:
    """Whether the act names every accused against whom proceedings still run, so that it is for the whole case."""
    if not isinstance(state, CriminalCase):
        return True
    waiting = {
        person
        for person, accused in state.accused.items()
        if not accused.closed and accused.status not in ("suspended", "held")  # held: not charged, so not an accused
    }
    return waiting <= set(persons)


def at_stage(row: str, before: Any) -> str:
    """The row that `row` means at the stage at which it starts."""
    return BY_STAGE[row].get(before.stage, row) if row in BY_STAGE else row


BY_STAGE: Mapping[str, Mapping[str, str]] = {
    # two months when the procuracy returned the file, one when the court did: BLTTHS-2015/174/2
    "investigation_supplementary_procuracy": {"returned_by_court": "investigation_supplementary_court"},
    "detention_investigation": {
        "supplementary_investigation": "detention_supplementary",  # 174/4
        "reinvestigation": "detention_again",  # 174/4
        "prosecution": "detention_prosecution",  # 241
        "returned_by_court": "detention_supplementary",  # 174/4
    },
}


def _order(
    limit: Limit, name: str, person: UUID | None, at: Moment
) -> tuple[Point, Length | None, date | None, str, bool] | None:
    """What the order of remand says, when the act that starts the limit only approves it."""
    measure = measure_of(limit.id, name, person, at.state)
    order = at.orders.get(measure.ordered) if measure is not None else None
    if measure is None or order is None:
        return None
    months = first_number(order.act.data, "months")
    awaits = bool(order.act.data.member("arrest")) or order.act.type.startswith("arrest_for_remand.")
    length = None if months is None else Length(months, "months")
    return day_of(order.act.occurred_at), length, measure.until, "arrest_awaited" if awaits else "", awaits


def first_number(data: Any, name: str) -> int | None:
    """The member of the data, where it is a number."""
    found = data.member(name)
    return found if isinstance(found, int) else None
