"""The organisation as of a position of its stream: units, officers, titles, delegations, certificates.

`Organisation.may_sign` answers whether an actor may sign an act of a type on a day. Titles and units are asked
for the Vietnamese calendar day on which the act happened; certificates for the state at the position, because a
key is trusted when it signs and not when the act happened on paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.errors import Refused
from domain.kernel.act import Actor
from domain.kernel.act_type import NEW, ActType
from domain.kernel.frozen_map import FrozenMap
from domain.organisation import lines
from domain.organisation.authority import capacity_rule, power_of
from domain.states.stream import Stream

TITLE_ARTICLE = "LTCVKSND-2014/58"  # titles in the procuracy
UNIT_ARTICLE = "LTCVKSND-2014/40"  # the system of procuracies
HEAD_ARTICLE = "BLTTHS-2015/41"
DEPUTY_ARTICLE = "BLTTHS-2015/41/3"
NO_DELEGATION_ARTICLE = "BLTTHS-2015/41/4"
SIGNATURE_ARTICLE = "LGDDT-2023/22"  # Law 20/2023/QH15 on electronic transactions: digital signature


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the procuracy."""

    code: str
    name_vi: str
    level: str
    parent: str | None
    valid_from: date
    valid_until: date | None = None  # last day
    successors: tuple[str, ...] = ()

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def ended_before(self, day: date) -> bool:
        """Whether the unit has ended before `day`."""
        return self.valid_until is not None and self.valid_until < day


@dataclass(frozen=True, slots=True)
class Appointment:
    """A title held in a unit."""

    unit: str
    title: str
    since: date
    until: date | None  # last day

    def holds_on(self, day: date) -> bool:
        """Whether the title is held on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer enrolled in the organisation."""

    officer: UUID
    name: str
    appointments: tuple[Appointment, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegation:
    """Authority given by a head to an officer of the unit."""

    version: int  # of the act that delegates
    hash: str
    delegate: UUID
    unit: str
    capacity: str  # TL or TUQ
    scope: tuple[str, ...]  # keys of act types
    since: date
    until: date  # last day
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Binding:
    """A certificate bound to an officer."""

    certificate: str  # SHA-256 of the DER, lowercase hex
    officer: UUID
    revoked: bool = False


@dataclass(frozen=True)
class Organisation(Stream):
    """State of the single organisation stream."""

    stages: ClassVar[tuple[str, ...]] = (NEW, "founded")
    root: str = ""  # code of the supreme procuracy
    units: FrozenMap[str, Unit] = field(default_factory=lambda: FrozenMap[str, Unit]())
    officers: FrozenMap[UUID, Officer] = field(default_factory=lambda: FrozenMap[UUID, Officer]())
    delegations: FrozenMap[int, Delegation] = field(default_factory=lambda: FrozenMap[int, Delegation]())
    bindings: FrozenMap[str, Binding] = field(default_factory=lambda: FrozenMap[str, Binding]())

    def may_sign(self, actor: Actor, act_type: ActType, day: date) -> None:
        """Checks that `actor` may sign an act of `act_type` that happened on `day`. Raises Refused.

        1 the unit exists that day; 2 the level of the unit is competent; 3 the officer holds the title in the
        unit that day; 4 the title may sign the type in that capacity; 5 the certificate is the officer's own.
        """
        unit = self.unit_on(actor.unit, day)  # 1
        if act_type.levels and unit.level not in act_type.levels:  # 2
            facts = {"unit": unit.code, "level": unit.level, "levels": list(act_type.levels)}
            raise Refused("level_not_competent", act_type.law[0], facts)
        if not self.holds(actor.officer, actor.unit, actor.title, day):  # 3
            facts = {"officer": str(actor.officer), "unit": actor.unit, "title": actor.title, "day": day.isoformat()}
            raise Refused("title_not_held", TITLE_ARTICLE, facts)
        self._check_capacity(actor, act_type, day)  # 4
        binding = self.bindings.get(actor.certificate)  # 5
        if binding is None or binding.officer != actor.officer:
            raise Refused("certificate_not_bound", SIGNATURE_ARTICLE, {"certificate": actor.certificate})
        if binding.revoked:
            raise Refused("certificate_revoked", SIGNATURE_ARTICLE, {"certificate": actor.certificate})

    def _check_capacity(self, actor: Actor, act_type: ActType, day: date) -> None:
        facts = {"title": actor.title, "capacity": actor.capacity, "type": act_type.key}
        if actor.capacity in ("TL", "TUQ"):
            self._check_delegation(actor, act_type, day)
            return
        if actor.authorised_by is not None:
            raise Refused("capacity_wrong", HEAD_ARTICLE, facts)
        if actor.title not in act_type.signed_by:
            raise Refused("title_may_not_sign", act_type.law[0], {**facts, "signed_by": list(act_type.signed_by)})
        if capacity_rule(actor.capacity, actor.title, power_of(act_type), day) is None:
            raise Refused("capacity_wrong", DEPUTY_ARTICLE, facts)

    def _check_delegation(self, actor: Actor, act_type: ActType, day: date) -> None:
        facts = {"officer": str(actor.officer), "capacity": actor.capacity, "type": act_type.key}
        if capacity_rule(actor.capacity, actor.title, power_of(act_type), day) is None:
            raise Refused("delegation_forbidden", NO_DELEGATION_ARTICLE, facts)
        reference = actor.authorised_by
        delegation = self.delegations.get(reference.version) if reference else None
        if reference is None or delegation is None or delegation.hash != reference.hash:
            raise Refused("delegation_unknown", HEAD_ARTICLE, facts)
        covers = (
            delegation.delegate == actor.officer
            and delegation.unit == actor.unit
            and delegation.capacity == actor.capacity
            and act_type.key in delegation.scope
        )
        if not covers:
            raise Refused("delegation_does_not_cover", HEAD_ARTICLE, facts)
        if delegation.withdrawn or not delegation.since <= day <= delegation.until:
            raise Refused("delegation_not_in_force", HEAD_ARTICLE, {**facts, "day": day.isoformat()})

    def unit_on(self, code: str, day: date) -> Unit:
        """The unit with `code`, existing on `day`. Raises Refused."""
        unit = self.units.get(code)
        if unit is None:
            raise Refused("unit_unknown", UNIT_ARTICLE, {"unit": code})
        if not unit.exists_on(day):
            facts = {"unit": code, "day": day.isoformat(), "valid_from": unit.valid_from.isoformat()}
            if unit.valid_until is not None:
                facts["valid_until"] = unit.valid_until.isoformat()
            raise Refused("unit_not_in_existence", UNIT_ARTICLE, facts)
        return unit

    def holds(self, officer: UUID, unit: str, title: str, day: date) -> bool:
        """Whether `officer` holds `title` in `unit` on `day`."""
        found = self.officers.get(officer)
        if found is None:
            return False
        return any(a.unit == unit and a.title == title and a.holds_on(day) for a in found.appointments)

    def titles_on(self, officer: UUID, day: date) -> tuple[Appointment, ...]:
        """The appointments of `officer` that are in force on `day`."""
        found = self.officers.get(officer)
        return tuple(a for a in found.appointments if a.holds_on(day)) if found else ()

    def superiors(self, code: str) -> Iterator[str]:
        """Codes of the units above `code`, nearest first."""
        unit = self.units.get(code)
        while unit is not None and unit.parent is not None:
            yield unit.parent
            unit = self.units.get(unit.parent)

    def supervisor_of(self, code: str, day: date) -> str | None:
        """Code of the unit that supervises `code` on `day`; a successor where the unit above has ended."""
        return lines.supervisor_of(self.units, code, day)

    def under(self, code: str, day: date) -> frozenset[str]:
        """Codes of the units that answer to `code` on `day`, those whose tasks have come to it among them."""
        return lines.under(self.units, code, day)

    def bearers(self, code: str, day: date) -> tuple[str, ...]:
        """Codes of the units that have the tasks of `code` on `day`: itself, or those that took them over."""
        return lines.bearers(self.units, code, day)

    def has_succeeded(self, successor: str, unit: str, day: date) -> bool:
        """Whether the tasks of `unit`, which has ended, are those of `successor` on `day`."""
        return successor != unit and successor in self.bearers(unit, day)

    def is_superior(self, upper: str, lower: str) -> bool:
        """Whether `upper` stands above `lower`; the supreme procuracy stands above all, itself included."""
        return upper == self.root or upper in self.superiors(lower)
