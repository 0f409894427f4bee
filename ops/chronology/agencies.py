"""Which procuracy records or issues an act, by the agency that the press names and the day.

An agency of a place is supervised by the procuracy of that place and level; appeal courts by the procuracy that stood
beside them on the day. Ministries, the President, foreign bodies and parties are nobody's: what they do is recorded by
the procuracy that has the case at that moment.
"""

import re
from collections.abc import Iterable

HIGH_SINCE = "2015-06-01"  # the high procuracies; before, appellate institutes of the supreme procuracy
INSTITUTES_SINCE = "2025-07-01"  # the new appellate institutes
BESIDE = (
    (re.compile(r"(cấp cao|Tòa phúc thẩm TAND tối cao) tại (TP\. )?Hà Nội"), ("PT1", "VC1", "TC-VPT1")),
    (re.compile(r"(cấp cao|Tòa phúc thẩm TAND tối cao) tại Đà Nẵng"), ("PT2", "VC2", "TC-VPT2")),
    (re.compile(r"(cấp cao|Tòa phúc thẩm TAND tối cao) tại TP\. Hồ Chí Minh"), ("PT3", "VC3", "TC-VPT3")),
)
CENTRAL = re.compile(
    r"^(Cơ quan CSĐT Bộ Công an|Cơ quan điều tra VKSND tối cao|VKSND tối cao|Viện trưởng VKSND tối cao"
    r"|TAND tối cao|Hội đồng Thẩm phán TAND tối cao)"
)
PLACES: tuple[tuple[str, str], ...] = (
    ("huyện Bình Chánh", "H-BINHCHANH"),
    ("TP. Hòa Bình", "H-HOABINH"),
    ("thị xã Phổ Yên", "H-PHOYEN"),
    ("TP. Hồ Chí Minh", "T79"),
    ("TP. Hà Nội", "T01"),
    ("tỉnh Thái Nguyên", "T19"),
    ("tỉnh Bình Phước", "BP"),
    ("(Bình Phước)", "BP"),
    ("tỉnh Thừa Thiên Huế", "TTH"),
    ("tỉnh Hòa Bình", "HB"),
    ("tỉnh Bắc Giang", "BG"),
    ("tỉnh Long An", "LA"),
)
LOCAL = re.compile(r"^(Cơ quan CSĐT|Công an|TAND|Viện trưởng VKSND|VKSND|Hội đồng thi hành án)\b")
PROCURACY = re.compile(r"^(Viện trưởng )?VKSND\b")


def acting(agency: str) -> str:
    """The agency that acts, where the press writes "from -> to" or names two."""
    return re.split(r"\s*(?:->|/)\s*", agency)[0]


def is_procuracy(agency: str) -> bool:
    """Whether a procuracy itself issued the act, and not an investigation agency of it."""
    return PROCURACY.match(acting(agency)) is not None


def supervising(agency: str, day: str) -> str | None:
    """Code of the unit beside `agency` on `day` (ISO); None when no unit stands beside it."""
    name = acting(agency)
    for pattern, (institute, high, newest) in BESIDE:
        if pattern.search(name):
            return institute if day < HIGH_SINCE else high if day < INSTITUTES_SINCE else newest
    if CENTRAL.match(name):
        return "TC"
    if not LOCAL.match(name):
        return None
    return next((unit for place, unit in PLACES if place in name), None)


def first_in_charge(agencies: Iterable[str], day: str) -> str | None:
    """The unit that has a case of these agencies before any of them acted."""
    return next((unit for agency in agencies if (unit := supervising(agency, day)) is not None), None)
