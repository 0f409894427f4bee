"""Cases that come to another unit because the procuracy was reorganised. NQ-84-2025-UBTVQH15, TT-03-2025-VKSTC

A case that is succeeded to is neither a new case nor the start of a new time: it keeps its stream, its stage and every
time that is running. That one unit succeeds to another is said once, in the organisation.
"""

from typing import Any

from domain.acts.changes import unchanged
from domain.acts.common import FILES
from domain.acts.shapes import Own
from domain.kernel.act_type import ANY, HEAD, ActType, Breach, Question
from domain.kernel.data import Code, Day, Part, Word


class RunningTime(Part):
    """A time that goes on running in the new unit."""

    limit: Word  # name of the time limit
    since: Day
    until: Day | None = None  # last day


class Succeeded(Own):
    """The unit that signs takes over a case of a unit that has ended."""

    from_unit: Code
    old_number: Word
    new_number: Word | None = None
    carried: tuple[RunningTime, ...] = ()


def unit_succeeded(state: Any, question: Question) -> Breach | None:
    """The old unit has ended and the signer's unit has its tasks, from it or from a successor. NQ-84-2025-UBTVQH15"""
    organisation, data, unit = question.organisation, question.act.data, question.act.actor.unit
    if organisation is None or organisation.has_succeeded(unit, data.from_unit, question.day):
        return None
    facts = {"from": data.from_unit, "to": unit, "day": question.day.isoformat()}
    return Breach("unit_not_succeeded", "NQ-84-2025-UBTVQH15", facts)


CHAPTER = (
    ActType(
        key="case.received_by_reorganisation.v1", codes=("case_received_by_reorganisation",),
        name_vi="Tiếp nhận vụ án, vụ việc do sắp xếp tổ chức bộ máy",
        name_en="Case taken over because of reorganisation",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD,
        law=("TT-03-2025-VKSTC", "NQ-225-2025-QH15", "NQ-84-2025-UBTVQH15"), lawful_from=(ANY,),
        impossible=(unit_succeeded,), data=Succeeded, apply=unchanged,
        source="Circular 03/2025/TT-VKSTC, Resolutions 225/2025/QH15 and 84/2025/UBTVQH15",
    ),
)  # fmt: skip
