"""The units and officers of a synthetic nation: provinces that exist, khu vực units and officers that do not.

Units are called as the table of units has them (`domain/organisation/units.py`); a province that the development
organisation has keeps its officers there.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from domain.kernel.act import Actor, Asked, Recorded
from domain.kernel.act_type import ActType
from domain.kernel.deciding import apply, decide, initial
from domain.kernel.rule_sets import current_rule_set
from domain.organisation.authority import of_the_head
from domain.organisation.state import Organisation
from domain.organisation.units import UNIT_TABLE, regional_unit
from ops.organisation import EARLY, OFFICERS, DevelopmentOfficer
from ops.synth.chance import Chance, identifier
from ops.synth.model import Model

ROOT = "TC"
POSTS = (("VT", 1), ("PVT", 1), ("KSV", 1), ("KSV", 2), ("KSV", 3), ("KSV", 4), ("KTV", 1))
DEPUTY_SIGNS = 0.6  # share of the head's acts that a deputy signs for the head
ZIPF = 0.6  # how much more than the next one a unit of a province has to do
Certificates = Callable[[DevelopmentOfficer], str]  # SHA-256 of the officer's certificate

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLES = ("Văn", "Thị", "Minh", "Thanh", "Ngọc", "Quang", "Hữu")
_GIVEN = ("An", "Bình", "Cường", "Dung", "Giang", "Hạnh", "Khánh", "Linh", "Nam", "Oanh", "Phúc", "Quỳnh", "Sơn",
          "Tâm", "Uyên", "Vinh", "Yến")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """A unit with those who sign for it."""

    code: str
    name: str
    level: str
    parent: str
    place: str  # "Thành phố Hồ Chí Minh"
    actors: Mapping[str, tuple[Actor, ...]]  # by title, in order

    def prosecutor(self, number: int) -> Actor:
        """One of the prosecutors; any number will do."""
        return self.actors["KSV"][number % len(self.actors["KSV"])]

    @property
    def head(self) -> Actor:
        """The head of the unit."""
        return self.actors["VT"][0]

    @property
    def deputy(self) -> Actor:
        """The deputy, who signs for the head."""
        return self.actors["PVT"][0].model_copy(update={"capacity": "KT"})

    def signer(self, act_type: ActType, prosecutor: Actor, chance: Chance) -> Actor:
        """Who signs an act of the type in a matter of `prosecutor`."""
        if prosecutor.title in act_type.signed_by and not of_the_head(act_type):
            return prosecutor
        if of_the_head(act_type) and "PVT" in act_type.signed_by and chance.one_in(DEPUTY_SIGNS):
            return self.deputy
        return self.head


class Province(NamedTuple):
    """A provincial unit and the khu vực units of the province."""

    office: Office
    units: tuple[Office, ...]
    weight: float  # share of the nation's matters


@dataclass(frozen=True)
class Nation:
    """Who does what."""

    origin: str
    organisation: Organisation
    supreme: Office
    provinces: tuple[Province, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which units there are."""

    provinces: Mapping[str, int]  # code of the provincial unit -> number of khu vực units
    weights: Mapping[str, float] = field(default_factory=dict)

    def units(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Code, name, level, parent and first day of every unit below the supreme procuracy."""
        for code, count in self.provinces.items():
            row = UNIT_TABLE[code]
            since = row.since.isoformat() if row.since else EARLY
            yield code, row.name_vi, row.level, ROOT, since
            for number in range(1, count + 1):
                lower = regional_unit(f"{code}-KV{number}")
                assert lower is not None
                assert lower.since is not None
                yield lower.code, lower.name_vi, lower.level, code, lower.since.isoformat()

    def officers(self) -> Iterator[tuple[DevelopmentOfficer, str]]:
        """Every officer below the supreme procuracy, and since when."""
        for place, (code, _, level, _, since) in enumerate(self.units()):
            if level == "provincial" and code in _KNOWN:
                yield from ((officer, max(since, EARLY)) for officer in _KNOWN[code])
                continue
            for post, (title, number) in enumerate(POSTS):
                n = place * len(POSTS) + post
                name = f"{_SURNAMES[n % 13]} {_MIDDLES[n % 7]} {_GIVEN[n % 17]} (mẫu)"
                yield DevelopmentOfficer(code, title, number, name), max(since, EARLY)


_KNOWN: dict[str, tuple[DevelopmentOfficer, ...]] = {
    unit: tuple(officer for officer in OFFICERS if officer.unit == unit) for unit in {each.unit for each in OFFICERS}
}


def plan(model: Model, acts: int) -> Plan:
    """The units of a nation of about `acts` acts: few when there are few, so that each has enough to do."""
    units = int(max(2, min(model.size["units"], acts // model.size["acts_per_unit"])))
    count = int(max(1, min(len(model.provinces), units // model.size["units_per_province"])))
    chosen = dict(list(model.provinces.items())[:count])
    total = sum(chosen.values())
    shares = {code: max(1, round(units * weight / total)) for code, weight in chosen.items()}
    if count == 1:
        shares = dict.fromkeys(shares, units)
    return Plan(shares, {code: weight / total for code, weight in chosen.items()})


def nation(plan: Plan, origin: str, organisation: Organisation, certificates: Certificates) -> Nation:
    """The nation of a plan, in a ledger whose organisation has its units and officers."""
    by_unit: dict[str, dict[str, list[Actor]]] = {}
    for officer in (*_KNOWN[ROOT], *(officer for officer, _ in plan.officers())):
        actor = _actor(officer, origin, certificates(officer))
        by_unit.setdefault(officer.unit, {}).setdefault(officer.title, []).append(actor)

    def office(code: str, name: str, level: str, parent: str) -> Office:
        actors = {title: tuple(found) for title, found in by_unit[code].items()}
        return Office(code, name, level, parent, _place(code), actors)

    offices = {code: office(code, name, level, parent) for code, name, level, parent, _ in plan.units()}
    lower = {code: tuple(o for o in offices.values() if o.parent == code) for code in plan.provinces}
    provinces = tuple(Province(offices[code], lower[code], plan.weights[code]) for code in plan.provinces)
    supreme = office(ROOT, UNIT_TABLE[ROOT].name_vi, "supreme", "")
    return Nation(origin, organisation, supreme, provinces)


def unit_weights(province: Province) -> tuple[float, ...]:
    """How much each khu vực unit of a province has to do, the first the most."""
    return tuple((place + 1) ** -ZIPF for place in range(len(province.units)))


def _place(code: str) -> str:
    return UNIT_TABLE[code.split("-", maxsplit=1)[0]].name_vi.removeprefix("Viện kiểm sát nhân dân ")


def _actor(officer: DevelopmentOfficer, origin: str, certificate: str) -> Actor:
    return Actor(
        officer=str(officer.id(origin)), unit=officer.unit, title=officer.title, capacity="own",
        certificate=certificate,
    )  # fmt: skip


def pretended(plan: Plan, origin: str) -> Nation:
    """The nation of a plan without a ledger: its organisation decided by the domain, its certificates only names."""
    state: Organisation = initial("organisation")
    head = _KNOWN[ROOT][0]
    stream = identifier(origin, "organisation")
    actor = _actor(head, origin, _pretended_certificate(head))
    for kind, data in (("organisation.founded.v1", _founding(head, origin)), *_acts(plan, origin)):
        asked = Asked("organisation", kind, "2025-07-02T08:00:00+07:00", "day", current_rule_set(), actor, (), (), data)
        act = decide(state, state, asked)
        version = state.version + 1
        digest = hashlib.sha256(f"{stream}/{version}".encode()).hexdigest()
        state = apply(state, Recorded(stream, version, version, digest, datetime(2025, 7, 2, tzinfo=UTC), act))
    return nation(plan, origin, state, _pretended_certificate)


def _pretended_certificate(officer: DevelopmentOfficer) -> str:
    return hashlib.sha256(f"{officer.unit}/{officer.title}/{officer.number}".encode()).hexdigest()


def _founding(head: DevelopmentOfficer, origin: str) -> dict[str, Any]:
    return {
        "unit": ROOT, "unit_name": UNIT_TABLE[ROOT].name_vi, "valid_from": EARLY, "officer": str(head.id(origin)),
        "officer_name": head.name, "title": "VT", "since": EARLY, "certificate": _pretended_certificate(head),
    }  # fmt: skip


def _acts(plan: Plan, origin: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for officer in _KNOWN[ROOT][1:]:
        yield from enrolment(officer, EARLY, origin, _pretended_certificate(officer))
    for code, name, level, parent, since in plan.units():
        yield "unit.founded.v1", founding_of_unit(code, name, level, parent, since)
    for officer, begun in plan.officers():
        yield from enrolment(officer, begun, origin, _pretended_certificate(officer))


def founding_of_unit(code: str, name: str, level: str, parent: str, since: str) -> dict[str, Any]:
    """The data of the act that founds a unit."""
    return {"code": code, "name": name, "level": level, "parent": parent, "valid_from": since}


def enrolment(
    officer: DevelopmentOfficer, since: str, origin: str, certificate: str
) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The acts that make somebody an officer who can sign: type and data."""
    who: UUID = officer.id(origin)
    title = {"officer": str(who), "unit": officer.unit, "title": officer.title, "since": since}
    return (
        ("officer.enrolled.v1", {"officer": str(who), "name": officer.name, "unit": officer.unit}),
        ("officer.appointed.v1", title),
        ("certificate.bound.v1", {"officer": str(who), "certificate": certificate}),
    )


def first_day_of(plan: Plan) -> date:
    """The first day on which every unit of the plan exists."""
    return max(date.fromisoformat(since) for *_, since in plan.units())
