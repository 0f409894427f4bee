"""The development organisation: units that existed, with officers who never did.

Units and their names, levels and the reorganisation of 1 July 2025 are real (Law 82/2025/QH15, Resolution
84/2025/UBTVQH15); the day from which most are valid is only the first day that the demonstration needs. Codes are the
project's own. The officers are invented: each name ends in "(mẫu)", "sample".
"""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

EARLY = "2005-01-01"  # before every act that the example cases record
LAST_DAY = "2025-06-30"  # of the four-level system
NEW_DAY = "2025-07-01"


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


SUPREME = DevelopmentUnit("TC", "Viện kiểm sát nhân dân tối cao", "supreme", "", "1960-07-26")

_APPELLATE = "Viện thực hành quyền công tố và kiểm sát xét xử phúc thẩm tại"
_INSTITUTE = "Viện Công tố và Kiểm sát xét xử phúc thẩm tại"
_HIGH = "Viện kiểm sát nhân dân cấp cao tại"
_VKS = "Viện kiểm sát nhân dân"

UNITS: tuple[DevelopmentUnit, ...] = (
    DevelopmentUnit("PT1", f"{_APPELLATE} Hà Nội", "appellate_institute", valid_until="2015-05-31"),
    DevelopmentUnit("PT2", f"{_APPELLATE} Đà Nẵng", "appellate_institute", valid_until="2015-05-31"),
    DevelopmentUnit("PT3", f"{_APPELLATE} Thành phố Hồ Chí Minh", "appellate_institute", valid_until="2015-05-31"),
    DevelopmentUnit("VC1", f"{_HIGH} Hà Nội", "high", valid_from="2015-06-01"),
    DevelopmentUnit("VC2", f"{_HIGH} Đà Nẵng", "high", valid_from="2015-06-01"),
    DevelopmentUnit("VC3", f"{_HIGH} Thành phố Hồ Chí Minh", "high", valid_from="2015-06-01"),
    DevelopmentUnit("TC-VPT1", f"{_INSTITUTE} Hà Nội", "appellate_institute", valid_from=NEW_DAY),
    DevelopmentUnit("TC-VPT2", f"{_INSTITUTE} Đà Nẵng", "appellate_institute", valid_from=NEW_DAY),
    DevelopmentUnit("TC-VPT3", f"{_INSTITUTE} Thành phố Hồ Chí Minh", "appellate_institute", valid_from=NEW_DAY),
    DevelopmentUnit("T01", f"{_VKS} thành phố Hà Nội", "provincial"),
    DevelopmentUnit("T79", f"{_VKS} Thành phố Hồ Chí Minh", "provincial"),
    DevelopmentUnit("T19", f"{_VKS} tỉnh Thái Nguyên", "provincial"),
    DevelopmentUnit("BP", f"{_VKS} tỉnh Bình Phước", "provincial"),
    DevelopmentUnit("TTH", f"{_VKS} tỉnh Thừa Thiên Huế", "provincial"),
    DevelopmentUnit("HB", f"{_VKS} tỉnh Hòa Bình", "provincial"),
    DevelopmentUnit("BG", f"{_VKS} tỉnh Bắc Giang", "provincial"),
    DevelopmentUnit("LA", f"{_VKS} tỉnh Long An", "provincial"),
    DevelopmentUnit("T46", f"{_VKS} thành phố Huế", "provincial", valid_from="2025-01-01"),
    DevelopmentUnit("T24", f"{_VKS} tỉnh Bắc Ninh", "provincial", valid_from=NEW_DAY),
    DevelopmentUnit("T25", f"{_VKS} tỉnh Phú Thọ", "provincial", valid_from=NEW_DAY),
    DevelopmentUnit("T75", f"{_VKS} tỉnh Đồng Nai", "provincial", valid_from=NEW_DAY),
    DevelopmentUnit("T80", f"{_VKS} tỉnh Tây Ninh", "provincial", valid_from=NEW_DAY),
    DevelopmentUnit("H-BINHCHANH", f"{_VKS} huyện Bình Chánh", "district", "T79", valid_until=LAST_DAY),
    DevelopmentUnit("H-HOABINH", f"{_VKS} thành phố Hòa Bình", "district", "HB", valid_until=LAST_DAY),
    DevelopmentUnit("H-PHOYEN", f"{_VKS} thị xã Phổ Yên", "district", "T19", valid_until=LAST_DAY),
)

SUCCESSIONS: tuple[Succession, ...] = (
    Succession(("TTH",), "2024-12-31", ("T46",)),
    Succession(("VC1",), LAST_DAY, ("TC-VPT1",), "Luật 82/2025/QH15"),
    Succession(("VC2",), LAST_DAY, ("TC-VPT2",), "Luật 82/2025/QH15"),
    Succession(("VC3",), LAST_DAY, ("TC-VPT3",), "Luật 82/2025/QH15"),
    Succession(("BG",), LAST_DAY, ("T24",), "Nghị quyết 84/2025/UBTVQH15"),
    Succession(("HB",), LAST_DAY, ("T25",), "Nghị quyết 84/2025/UBTVQH15"),
    Succession(("BP",), LAST_DAY, ("T75",), "Nghị quyết 84/2025/UBTVQH15"),
    Succession(("LA",), LAST_DAY, ("T80",), "Nghị quyết 84/2025/UBTVQH15"),
)

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
