"""Which law was in force on a day, and the older article for a newer one.

The crosswalk names, for an article of BLTTHS 2015, the corresponding article of BLTTHS 2003. It was put
together from knowledge of both codes and not read beside the texts, so every row is unconfirmed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Code:
    """A law, by the short name that articles are cited with."""

    key: str
    number: str
    name_vi: str
    since: date  # first day in force
    until: date | None = None  # last day in force
    confirmed: bool = True


CODES: Mapping[str, Code] = {
    code.key: code
    for code in (
        Code("BLTTHS-2003", "19/2003/QH11", "Bộ luật Tố tụng hình sự 2003", date(2004, 7, 1), date(2017, 12, 31)),
        Code("BLTTHS-2015", "101/2015/QH13", "Bộ luật Tố tụng hình sự 2015", date(2018, 1, 1)),
        Code("LTCVKSND-2014", "63/2014/QH13", "Luật Tổ chức Viện kiểm sát nhân dân 2014", date(2015, 6, 1)),
        Code("LTTTP-2007", "08/2007/QH12", "Luật Tương trợ tư pháp 2007", date(2008, 7, 1), date(2026, 6, 30)),
        Code("LTTTPHS-2025", "103/2025/QH15", "Luật Tương trợ tư pháp về hình sự 2025", date(2026, 7, 1)),
        Code("LDD-2025", "100/2025/QH15", "Luật Dẫn độ 2025", date(2026, 7, 1), confirmed=False),
        Code("THAHS-2010", "53/2010/QH12", "Luật Thi hành án hình sự 2010", date(2011, 7, 1), date(2019, 12, 31)),
        Code("THAHS-2019", "41/2019/QH14", "Luật Thi hành án hình sự 2019", date(2020, 1, 1), date(2026, 6, 30)),
        Code("THAHS-2025", "127/2025/QH15", "Luật Thi hành án hình sự 2025", date(2026, 7, 1), confirmed=False),
        Code(
            "LTHTGTG-2015", "94/2015/QH13", "Luật Thi hành tạm giữ, tạm giam 2015", date(2018, 1, 1), date(2026, 6, 30)
        ),
        Code(
            "LTHTGTG-2025",
            "128/2025/QH15",
            "Luật Thi hành tạm giữ, tạm giam và cấm đi khỏi nơi cư trú 2025",
            date(2026, 7, 1),
            confirmed=False,
        ),
        Code("LDX-2018", "30/2018/QH14", "Luật Đặc xá 2018", date(2019, 7, 1), confirmed=False),
        Code("BLHS-2015", "100/2015/QH13", "Bộ luật Hình sự 2015", date(2018, 1, 1)),
        Code(
            "QD-51-2016-VKSTC",
            "51/QĐ-VKSTC-V12",
            "Quy chế tiếp công dân, giải quyết khiếu nại, tố cáo",
            date(2016, 2, 2),
            confirmed=False,
        ),
        Code(
            "TT-02-2025-VKSTC",
            "02/2025/TT-VKSTC",
            "Thông tư về thẩm quyền của Viện kiểm sát các cấp",
            date(2025, 7, 1),
            confirmed=False,
        ),
        Code("NQ-225-2025-QH15", "225/2025/QH15", "Nghị quyết thi hành các luật sửa đổi về tố tụng", date(2025, 7, 1)),
        Code("TT-03-2025-VKSTC", "03/2025/TT-VKSTC", "Thông tư tiếp nhận nhiệm vụ, thẩm quyền", date(2025, 7, 1)),
        Code("QD-358-2025-VKSTC", "358/QĐ-VKSTC", "Quyết định về chỉ tiêu, chế độ báo cáo thống kê", date(2025, 9, 23)),
        Code("QD-359-VKSTC", "359/QĐ-VKSTC", "Quyết định về số hóa nghiệp vụ", date(2025, 9, 23), confirmed=False),
        Code(
            "QD-190-2016-VKSTC", "190/QĐ-VKSTC-VP", "Quyết định về hồ sơ nghiệp vụ", date(2016, 1, 1), confirmed=False
        ),
        Code("LGDDT-2023", "20/2023/QH15", "Luật Giao dịch điện tử 2023", date(2024, 7, 1)),
        Code("LTPNCTN-2024", "59/2024/QH15", "Luật Tư pháp người chưa thành niên 2024", date(2026, 1, 1)),
        Code("LBVDLCN-2025", "91/2025/QH15", "Luật Bảo vệ dữ liệu cá nhân 2025", date(2026, 1, 1), confirmed=False),
        Code(
            "NQ-84-2025-UBTVQH15", "84/2025/UBTVQH15", "Nghị quyết thành lập VKSND cấp tỉnh, khu vực", date(2025, 7, 1)
        ),
    )
}

BLTTHS_2015_SINCE = CODES["BLTTHS-2015"].since
THREE_LEVELS_SINCE = date(2025, 7, 1)  # Law 82/2025/QH15: supreme, provincial, regional

# article of BLTTHS 2015, without clause -> article of BLTTHS 2003 (unconfirmed)
CROSSWALK_2003: Mapping[str, str] = {
    "7": "3", "41": "36", "42": "37", "60": "49", "73": "58", "82": "58", "110": "81", "111": "82", "112": "82",
    "113": "80", "117": "86", "118": "87", "119": "88", "121": "92", "122": "93", "123": "91", "125": "94",
    "143": "100", "144": "101", "145": "101", "147": "103", "153": "104", "154": "104", "156": "106", "157": "107",
    "158": "108", "159": "112", "160": "113", "161": "109", "165": "112", "166": "113", "169": "116", "170": "117",
    "171": "118", "172": "119", "173": "120", "174": "121", "179": "126", "180": "127", "192": "140", "193": "141",
    "204": "153", "205": "155", "206": "155", "229": "160", "230": "164", "231": "161", "232": "162", "233": "163",
    "235": "165", "238": "166", "239": "166", "240": "166", "243": "167", "244": "166", "245": "168", "247": "169",
    "248": "169", "249": "169", "251": "194", "255": "178", "276": "176", "277": "176", "280": "179", "281": "180",
    "282": "180", "285": "181", "286": "176", "290": "187", "297": "194", "301": "201", "319": "195", "321": "217",
    "326": "222", "327": "226", "328": "227", "331": "231", "332": "233", "333": "234", "336": "232", "337": "234",
    "338": "236", "340": "241", "342": "238", "343": "240", "346": "242", "355": "248", "357": "249", "358": "250",
    "359": "251", "367": "258", "371": "273", "372": "274", "373": "275", "376": "276", "377": "276", "379": "278",
    "388": "285", "389": "286", "391": "287", "392": "286",
}  # fmt: skip


# article, without clause -> last day in force, where the law that it belongs to went on
ENDED: Mapping[str, date] = {
    "BLTTHS-2015/418": date(2025, 12, 31),  # supervision of juveniles, replaced by LTPNCTN-2024
    "BLTTHS-2015/419": date(2025, 12, 31),  # juvenile chapter, replaced by LTPNCTN-2024
}


def in_force(article: str, day: date) -> bool:
    """Whether `article` was in force on `day`. A law without a row is taken as in force."""
    code = CODES.get(article.split("/", 1)[0])
    ended = ENDED.get("/".join(article.split("/", 2)[:2]))
    return (code is None or (code.since <= day and (code.until is None or day <= code.until))) and (
        ended is None or day <= ended
    )


def cited(article: str, day: date) -> str:
    """The provision for `article` that was in force on `day`; unchanged when no older one is known."""
    if in_force(article, day) or not article.startswith("BLTTHS-2015/"):
        return article
    older = CROSSWALK_2003.get(article.split("/")[1])
    return f"BLTTHS-2003/{older}" if older else article


@lru_cache(maxsize=8192)
def law_on(articles: tuple[str, ...], day: date) -> tuple[str, ...]:
    """The articles relied on, as in force on `day`: one without a known forerunner is left out, never guessed."""
    found = (cited(article, day) for article in articles)
    return tuple(dict.fromkeys(article for article in found if in_force(article, day)))
