"""Charges of the accused, out of what the press alleges.

The chronology lists for each accused every offence that was ever alleged. An act concerns those that its text names;
a first charge that names none concerns those marked as the first ones, else those that the opening of the case names,
else all that no later act adds.
"""

import re
from collections.abc import Iterable
from typing import Any

from ops.chronology.reader import AccusedEntry, Alleged, Case, PublishedAct

FIRST = "(khởi tố ban đầu)"
AMENDING = ("charge_changed", "charge_supplemented")
CLASSES = {
    "it_nghiem_trong": "less_serious",
    "nghiem_trong": "serious",
    "rat_nghiem_trong": "very_serious",
    "dac_biet_nghiem_trong": "particularly_serious",
}


def charge(alleged: Alleged) -> dict[str, Any]:
    """The domain's charge: penal code, article, clause, offence and class as reported."""
    year = re.findall(r"BLHS (\d{4})", alleged.code)
    found: dict[str, Any] = {"article": alleged.article, "offence": alleged.offence}
    if year:
        found["code"] = f"BLHS-{year[-1]}"
    if alleged.clause is not None:
        found["clause"] = alleged.clause
    if alleged.crime_class is not None:
        found["crime_class"] = CLASSES[alleged.crime_class]
    return found


def named(alleged: Iterable[Alleged], text: str) -> list[Alleged]:
    """Those that a text names, by the first words of the offence or by the article."""
    low, articles = text.lower(), set(_articles(text))
    return [one for one in alleged if _words(one.offence) in low or one.article in articles]


def named_in_case(case: Case, text: str) -> list[dict[str, Any]]:
    """Charges of the case that a text names, each article once."""
    found: dict[tuple[str, str], Alleged] = {}
    for entry in case.accused:
        for one in named(entry.alleged, text):
            found.setdefault((one.code, one.article), one)
    return [charge(one) for one in found.values()]


def first_charges(case: Case, entry: AccusedEntry, act: PublishedAct) -> list[dict[str, Any]]:
    """The charges that a decision to charge `entry` brings."""
    opening = " ".join(one.name_vi for one in case.acts if one.act == "case_initiated")
    later = " ".join(one.name_vi for one in case.acts if one.act in AMENDING and entry.label in one.accused)
    amended = named(entry.alleged, later)
    found = (
        named(entry.alleged, act.name_vi)
        or [one for one in entry.alleged if FIRST in one.offence]
        or named(entry.alleged, opening)
        or [one for one in entry.alleged if one not in amended]
    )
    return [charge(one) for one in found]


def _words(offence: str) -> str:
    """The first three words, which tell the offences of a case apart."""
    return " ".join(re.split(r"[(/;,]", offence)[0].lower().split()[:3])


def _articles(text: str) -> Iterable[str]:
    for group in re.findall(r"Điều ((?:\d+)(?:, \d+)*)(?: khoản| BLHS)", text):
        yield from group.split(", ")
