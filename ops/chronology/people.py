"""Whom an act concerns: labels and descriptions of groups, resolved to the entries of the case.

An entry that the press does not itemise stays one entry with a count. A group that cannot be told apart becomes a
number ("47 others"). Nobody is made up: what cannot be resolved is named as it was published.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, UUID, uuid5

from ops.chronology.offences import named
from ops.chronology.reader import AccusedEntry, Case, PublishedAct

PART = re.compile(r"(?:giai đoạn|GĐ|phase)\s*(\d)", re.IGNORECASE)
ORDINALS = {"vụ thứ nhất": 1, "vụ thứ hai": 2, "vụ thứ ba": 3}
ENDING = ("accused_died", "investigation_terminated_as_to_accused", "case_terminated_as_to_accused")
SPLITTING = ("case_separated", "case_separated_or_merged")


@dataclass(frozen=True)
class Entry:
    """An accused, or a group, of a case."""

    person: UUID
    label: str
    count: int
    entry: AccusedEntry


@dataclass(frozen=True)
class Resolved:
    """Whom an act concerns."""

    entries: tuple[Entry, ...] = ()
    others: int | None = None  # further accused, counted and not named
    unresolved: tuple[str, ...] = ()  # as published

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of the entries."""
        return tuple(entry.label for entry in self.entries)


def part_named(text: str) -> int | None:
    """The part of a case (phase, or one of several trials) that a text names."""
    for words, number in ORDINALS.items():
        if words in text.lower():
            return number
    found = PART.search(text)
    return int(found[1]) if found else None


def parts(case: Case) -> list[int]:
    """For each act the part of the case that it belongs to; an act that names none goes on with the part before it.

    The opening of a case that names an offence belongs, with what came before it, to the part that charges the offence.
    """
    current, found = 1, []
    for act in case.acts:
        if act.act not in SPLITTING:
            texts = (act.name_vi, *act.accused)
            current = next((part for text in texts if (part := part_named(text)) is not None), current)
        found.append(current)
    for place, act in enumerate(case.acts):
        charging = _charging(case, act, found) if act.act == "case_initiated" else set()
        if charging and found[place] not in charging:
            found[: place + 1] = [min(charging)] * (place + 1)
    return found


def _charging(case: Case, opening: PublishedAct, parts_found: list[int]) -> set[int]:
    """The parts in which a charge names an offence that the opening names."""
    opened = _named(case, opening.name_vi)
    charges = ((act, part) for act, part in zip(case.acts, parts_found, strict=True) if act.act == "accused_charged")
    return {part for act, part in charges if opened & _named(case, act.name_vi)}


def _named(case: Case, text: str) -> set[str]:
    return {one.article for entry in case.accused for one in named(entry.alleged, text)}


class People:
    """The accused of one case, and who is meant by what the press writes."""

    def __init__(self, case: Case, namespace: str) -> None:
        self._case, self._parts = case, parts(case)
        self.entries = {
            entry.label: Entry(uuid5(NAMESPACE_URL, f"{namespace}:{case.id}:person:{entry.label}"), entry.label,
                               _count(entry.label), entry)
            for entry in case.accused
        }  # fmt: skip

    def of(self, act: PublishedAct) -> Resolved:
        """Whom `act` concerns."""
        found = Resolved()
        for label in act.accused:
            found = _joined(found, self._meant(label, act))
        return found

    def _meant(self, label: str, act: PublishedAct) -> Resolved:
        if label in self.entries:
            return Resolved((self.entries[label],))
        part = self._parts[act.seq - 1]
        if label == "all appellants":
            return self._appellants(act, part)
        if label == "all" or re.fullmatch(r"all (\d+|phase \d)", label):
            return self._everybody(act, part_named(label) or part)
        counted = re.fullmatch(r"(\d+) (?:others|of \d+)", label)
        return Resolved(others=int(counted[1])) if counted else Resolved(unresolved=(label,))

    def _everybody(self, act: PublishedAct, part: int) -> Resolved:
        """Those still accused in a part. Of a part that the list does not itemise, those whom its acts name."""
        if part == 1:
            own = [entry for entry in self.entries.values() if (part_named(entry.label) or 1) == 1]
            return Resolved(tuple(entry for entry in own if entry.label not in self._ended_before(act)))
        told = tuple(entry for entry in self.entries.values() if self._named_in(entry, part))
        reported = (self._case.accused_count_reported or {}).get(f"phase_{part}_indicted", 0)
        rest = reported - sum(entry.count for entry in told)
        return Resolved(told, rest if rest > 0 else None)

    def _named_in(self, entry: Entry, part: int) -> bool:
        number = re.fullmatch(r"bị can (\d+)", entry.label)
        for act, where in zip(self._case.acts, self._parts, strict=True):
            noted = number is not None and f"accused {number[1]}:" in (act.note or "")
            if where == part and (entry.label in act.accused or noted):
                return True
        return part_named(entry.label) == part

    def _ended_before(self, act: PublishedAct) -> set[str]:
        return {label for one in self._case.acts if one.seq < act.seq and one.act in ENDING for label in one.accused}

    def _appellants(self, act: PublishedAct, part: int) -> Resolved:
        for one in reversed(self._case.acts[: act.seq - 1]):
            if one.act == "appeal_filed" and self._parts[one.seq - 1] == part:
                return self.of(one)
        return Resolved(unresolved=("all appellants",))


def _joined(first: Resolved, second: Resolved) -> Resolved:
    """Both; nobody is named twice."""
    entries = (*first.entries, *(entry for entry in second.entries if entry not in first.entries))
    others = (first.others or 0) + (second.others or 0)
    return replace(first, entries=entries, others=others or None, unresolved=(*first.unresolved, *second.unresolved))


def _count(label: str) -> int:
    """How many persons an entry stands for: "bị can 5-9" five, "bị can khác (77 người GĐ1)" seventy-seven."""
    numbers = re.search(r"(\d+) người", label)
    if numbers is not None:
        return int(numbers[1])
    reach = re.search(r"(\d+)-(\d+)", label)
    return int(reach[2]) - int(reach[1]) + 1 if reach else 1


def ids(entries: Iterable[Entry]) -> list[str]:
    """Identifiers of the persons."""
    return [str(entry.person) for entry in entries]
