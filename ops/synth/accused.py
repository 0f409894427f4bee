"""The accused of an invented case, and the case as its processes share it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from domain.kernel.calendar import VIETNAM
from domain.law.offences import CLASSES
from ops.synth import words
from ops.synth.offences import Charge
from ops.synth.region import Region
from ops.synth.streams import File

YEAR = timedelta(days=365.25)


@dataclass(slots=True)
class Accused:
    """One accused, and what the simulation remembers of him."""

    person: UUID
    label: str
    charge: Charge
    born: date
    female: bool
    juvenile: bool
    custody_since: datetime | None = None
    custody_until: datetime | None = None
    remand_until: date | None = None  # last day ordered; None: at liberty
    out: bool = False  # proceedings against him have ended
    json_names: dict[str, Any] = field(default_factory=dict)
    outcome: dict[str, Any] = field(default_factory=dict)  # of the last judgment

    @property
    def id(self) -> str:
        """The person as JSON."""
        return str(self.person)


@dataclass(slots=True)
class Case:
    """A case with its file, its accused and the days that its processes plan with."""

    region: Region
    file: File
    charge: Charge
    incident: date
    mean: float  # of the number of accused
    accused: list[Accused] = field(default_factory=list)
    opened: datetime | None = None
    still: bool = False  # nothing more is done in it
    approved: int = 0  # version of the newest approval of charges
    overdue: bool = False  # the investigation is not ended in its time
    unreviewed: date | None = None  # day on which the judgment came in that nobody reviews
    received: int = 0  # version of the act by which the procuracy received the file

    @property
    def going_on(self) -> list[Accused]:
        """Those against whom proceedings go on."""
        return [each for each in self.accused if not each.out]

    @property
    def in_remand(self) -> list[Accused]:
        """Those in remand."""
        return [each for each in self.going_on if each.remand_until is not None]

    @property
    def crime_class(self) -> str:
        """The gravest class of the case."""
        return max((self.charge, *(each.charge for each in self.accused)), key=_grave).crime_class

    def charges(self, persons: list[Accused]) -> list[dict[str, Any]]:
        """The accused as a decision to charge names them."""
        return [{**each.json_names, "charges": [each.charge.json()]} for each in persons]


def _grave(charge: Charge) -> int:
    return CLASSES.index(charge.crime_class)


def new_accused(case: Case, count: int) -> list[Accused]:
    """Further accused of the case, with invented names and days of birth."""
    region, shares = case.region, case.region.model.shares["accused"]
    found: list[Accused] = []
    for _ in range(count):
        juvenile = region.chance.one_in(shares["age_16_17"])
        age = 16.2 + 1.4 * region.chance.random() if juvenile else _age(region)
        born, female = case.incident - age * YEAR, region.chance.one_in(shares["female"])
        person, label = region.person(), f"bị can {len(case.accused) + len(found) + 1}"
        names = words.personal(region.chance, person, label, born, female) | ({"juvenile": True} if juvenile else {})
        found.append(Accused(person, label, case.charge, born, female, juvenile, json_names=names))
    case.accused += found
    return found


def _age(region: Region) -> float:
    shares = region.model.shares["accused"]
    young = region.chance.one_in(shares["age_18_30"] / (shares["age_18_30"] + shares["age_31_70"]))
    return 18.5 + 12 * region.chance.random() if young else 31 + 32 * region.chance.random() ** 1.6


def day(at: datetime) -> date:
    """The Vietnamese day of a moment."""
    return at.astimezone(VIETNAM).date()


def iso(at: datetime) -> str:
    """A moment as JSON."""
    return at.isoformat(timespec="seconds")


def ids(persons: list[Accused]) -> list[str]:
    """The persons as JSON."""
    return [each.id for each in persons]
