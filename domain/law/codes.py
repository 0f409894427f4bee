"""Which code of criminal procedure was in force on a day, and the older article for a newer one.

BLTTHS 2015 (101/2015/QH13) is in force since 1 January 2018; BLTTHS 2003 (19/2003/QH11) from 1 July 2004
until then. The crosswalk names the corresponding provision of 2003; it was put together from knowledge of
both codes and not read beside the texts, so every row is unconfirmed.
"""

from collections.abc import Iterable, Mapping
from datetime import date

BLTTHS_2015_SINCE = date(2018, 1, 1)

# article of 2015 without clause -> article of 2003 (unconfirmed)
CROSSWALK_2003: Mapping[str, str] = {
    "41": "36", "42": "37", "60": "49", "73": "58", "82": "58", "110": "81", "111": "82", "112": "82", "113": "80",
    "117": "86", "118": "87", "119": "88", "121": "92", "122": "93", "123": "91", "125": "94",
    "143": "100", "144": "101", "145": "101", "147": "103", "153": "104", "154": "104", "156": "106", "157": "107",
    "158": "108", "159": "112", "160": "113", "161": "109", "165": "112", "166": "113", "169": "116", "170": "117",
    "171": "118", "172": "119", "173": "120", "174": "121", "179": "126", "180": "127", "190": "139",
    "192": "140", "193": "141", "204": "153", "205": "155", "206": "155", "229": "160", "230": "164", "231": "161",
    "232": "162", "233": "163", "235": "165", "238": "166", "239": "166", "240": "166", "243": "167", "244": "166",
    "245": "168", "247": "169", "248": "169", "249": "169", "251": "194", "255": "178", "276": "176",
    "277": "176", "280": "179", "281": "180", "282": "180", "285": "181", "286": "176", "290": "187", "297": "194",
    "301": "201", "319": "195", "321": "217", "326": "222", "327": "226", "328": "227", "331": "231", "332": "233",
    "333": "234", "336": "232", "337": "234", "338": "236", "340": "241", "342": "238", "343": "240", "346": "242",
    "355": "248", "357": "249", "358": "250", "359": "251", "371": "273", "372": "274", "373": "275",
    "374": "274", "376": "276", "377": "276", "379": "278", "388": "285", "389": "286", "391": "287", "392": "286",
    "367": "258", "404": "0",
}  # fmt: skip


def cited(article: str, day: date) -> str:
    """The provision for `article` that was in force on `day`; unchanged when no older one is known."""
    if day >= BLTTHS_2015_SINCE or not article.startswith("BLTTHS-2015/"):
        return article
    older = CROSSWALK_2003.get(article.split("/")[1], "0")
    return article if older == "0" else f"BLTTHS-2003/{older}"


def law_on(articles: Iterable[str], day: date) -> tuple[str, ...]:
    """The articles relied on, as in force on `day`: an article without a known forerunner is left out."""
    if day >= BLTTHS_2015_SINCE:
        return tuple(articles)
    found = (cited(article, day) for article in articles)
    return tuple(dict.fromkeys(article for article in found if not article.startswith("BLTTHS-2015/")))
