"""The development organisation: units that existed, with officers who never did.

Units, their names, levels, codes and the reorganisation of 1 July 2025 are those of the table of units
(`domain/organisation/units.json`); where it knows no first day, the first one that the demonstration needs is taken.
The officers are invented: each name ends in "(mẫu)", "sample".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.organisation.levels import LAST_DAY_OF_FOUR
from domain.organisation.units import UNIT_TABLE, successions

EARLY = "2005-01-01"  # before every act that the example cases record
LAST_DAY = LAST_DAY_OF_FOUR.isoformat()  # of the district procuracies


@dataclass(frozen=True)
class DevelopmentUnit:
    """A unit to found."""

    code: str
    name: str
    level: str
    parent: str = "TC"
    valid_from: str = EARLY
    valid_until: str | None = None


@dataclass(frozen=True)
class Succession:
    """Units that end and the unit that takes over."""

    units: tuple[str, ...]
    last_day: str
    successors: tuple[str, ...]
    instrument: str | None = None


@dataclass(frozen=True)
class DevelopmentOfficer:
    """An invented officer."""

    unit: str
    title: str
    number: int  # within unit and title, from 1
    name: str

    def id(self, origin: str) -> UUID:
        """The officer's identifier in the ledger `origin`."""
        return uuid5(NAMESPACE_URL, f"urn:socai:{origin}:officer:{self.unit}:{self.title}:{self.number}")


# Units of the table that the demonstration needs; district procuracies have no rows there.
_CODES = (
    "PT1", "PT2", "PT3", "VC1", "VC2", "VC3", "TC-VPT1", "TC-VPT2", "TC-VPT3", "T01", "T79", "T19", "BP", "TTH", "HB",
    "BG", "LA", "T46", "T24", "T25", "T75", "T80",
)  # fmt: skip
_DISTRICTS = (
    ("H-BINHCHANH", "huyện Bình Chánh", "T79"),
    ("H-HOABINH", "thành phố Hòa Bình", "HB"),
    ("H-PHOYEN", "thị xã Phổ Yên", "T19"),
)


def _from_table(code: str) -> DevelopmentUnit:
    """The unit as the table has it; the act that names its successors is what ends one that has any."""
    row = UNIT_TABLE[code]
    until = row.until.isoformat() if row.until and not row.successors else None
    since = row.since.isoformat() if row.since else EARLY
    return DevelopmentUnit(code, row.name_vi, row.level, row.parent or "", since, until)


def _successions() -> Iterator[Succession]:
    """The successions of the table among the units of the demonstration."""
    for row in successions():
        ending = tuple(code for code in row.units if code in _CODES)
        if ending:
            yield Succession(ending, row.last_day.isoformat(), row.successors, row.instrument)


SUPREME = _from_table("TC")
UNITS: tuple[DevelopmentUnit, ...] = (
    *(_from_table(code) for code in _CODES),
    *(
        DevelopmentUnit(code, f"Viện kiểm sát nhân dân {place}", "district", parent, valid_until=LAST_DAY)
        for code, place, parent in _DISTRICTS
    ),
)
SUCCESSIONS: tuple[Succession, ...] = tuple(_successions())

POSTS: tuple[tuple[str, int], ...] = (("VT", 1), ("PVT", 1), ("KSV", 1), ("KSV", 2))  # in every unit

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLES = ("Văn", "Thị", "Minh", "Thanh", "Ngọc", "Quang", "Hữu")
_GIVEN = ("An", "Bình", "Cường", "Dung", "Giang", "Hạnh", "Khánh", "Linh", "Nam", "Oanh", "Phúc", "Quỳnh",
          "Sơn", "Tâm", "Uyên", "Vinh", "Yến")  # fmt: skip


def officers_of(unit: str, place: int) -> tuple[DevelopmentOfficer, ...]:
    """The invented officers of a unit; `place` is its place in the list of units."""
    found = []
    for post, (title, number) in enumerate(POSTS):
        n = place * len(POSTS) + post
        surname, middle, given = _SURNAMES[n % 13], _MIDDLES[n % 7], _GIVEN[n % 17]  # coprime: no name comes twice
        found.append(DevelopmentOfficer(unit, title, number, f"{surname} {middle} {given} (mẫu)"))
    return tuple(found)


OFFICERS: tuple[DevelopmentOfficer, ...] = tuple(
    officer for place, unit in enumerate((SUPREME, *UNITS)) for officer in officers_of(unit.code, place)
)
HEAD = OFFICERS[0]  # the Prosecutor General of the demonstration, who founds the ledger


def appointed_since(officer: DevelopmentOfficer) -> str:
    """The first day of the officer's title: the unit's first day, or EARLY."""
    unit = next(unit for unit in (SUPREME, *UNITS) if unit.code == officer.unit)
    return max(unit.valid_from, EARLY)
