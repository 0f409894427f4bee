"""What a judgment gave each accused, where the press says so.

Three forms are understood: a list in the order of the accused ("death / death / 16 years"), outcomes by number
("accused 1: 7 years; accused 3: 8 years 6 months"), and the text of a judgment on one accused ("chung thân").
What is not understood stays text: the outcome of that accused is then "not published".
"""

import re
from typing import Any

from ops.chronology.people import Entry
from ops.chronology.reader import PublishedAct

YEARS = re.compile(r"(\d+)\s*(?:y\b|y(?=\d)|years?|năm)(?:\s*(\d+)\s*(?:m\b|months?|tháng))?")
MONTHS = re.compile(r"(\d+)\s*(?:m\b|m(?=\d)|months?|tháng)(?:\s*(\d+)\s*(?:d\b|days?|ngày))?")
UPHELD = re.compile(r"giữ nguyên|y án|bác (toàn bộ )?kháng cáo")
NUMBERED = re.compile(r"accused (\d+): ([^;,]+)")
NOT_PUBLISHED = {"verdict": "not_published", "penalty": "not_published"}


def outcomes(act: PublishedAct, entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """One outcome for each accused resolved."""
    told = _told(act, entries)
    return [{"accused": str(entry.person), **told.get(entry.label, NOT_PUBLISHED)} for entry in entries]


def _told(act: PublishedAct, entries: tuple[Entry, ...]) -> dict[str, dict[str, Any]]:
    note = act.note or ""
    pieces = note.split(" / ")
    if len(entries) > 1 and len(pieces) == len(entries):
        return {entry.label: _outcome(piece) for entry, piece in zip(entries, pieces, strict=True)}
    numbered = {f"bị can {number}": _outcome(piece) for number, piece in NUMBERED.findall(note)}
    if numbered:
        return numbered
    if len(entries) == 1 and entries[0].count == 1:
        return {entries[0].label: _outcome(act.name_vi)}
    return {}


def _outcome(text: str) -> dict[str, Any]:
    penalty = _penalty(text.lower())
    return NOT_PUBLISHED if penalty is None else {"verdict": "convicted", "text": text.strip(), **penalty}


def _penalty(text: str) -> dict[str, Any] | None:
    if "death" in text or "tử hình" in text:
        return {"penalty": "death"}
    if "life" in text or "chung thân" in text:
        return {"penalty": "life"}
    years, months = YEARS.search(text), MONTHS.search(text)
    kind = "suspended_sentence" if "suspended" in text or "án treo" in text else "imprisonment"
    if years is not None:
        return {"penalty": kind, "months": 12 * int(years[1]) + int(years[2] or 0)}
    if months is not None:
        return {"penalty": kind, "months": int(months[1]), "days": int(months[2] or 0)}
    return None


def appeal_outcomes(act: PublishedAct, entries: tuple[Entry, ...], before: dict[str, Any]) -> list[dict[str, Any]]:
    """As `outcomes`; where the penalty is upheld, it is the one of the judgment appealed against."""
    upheld = UPHELD.search(act.name_vi.lower()) is not None
    found = outcomes(act, entries)
    return [
        {**before[one["accused"]], "text": act.name_vi}
        if upheld and one["verdict"] == "not_published" and one["accused"] in before
        else one
        for one in found
    ]


def appeal_result(act: PublishedAct, entries: tuple[Entry, ...], before: dict[str, Any]) -> str:
    """What an appellate judgment did; `before` holds the outcomes of the judgment appealed against by person."""
    text = act.name_vi.lower()
    if re.search(r"giảm|tăng|sửa án", text):
        return "amended"
    if re.search(r"hủy.*điều tra lại", text):
        return "annulled_for_reinvestigation"
    if re.search(r"hủy.*xét xử lại", text):
        return "annulled_for_retrial"
    if UPHELD.search(text):
        return "upheld"
    now = {one["accused"]: one for one in outcomes(act, entries) if one["verdict"] == "convicted"}
    if any(person in before and _length(one) != _length(before[person]) for person, one in now.items()):
        return "amended"
    return "not_published"


def _length(outcome: dict[str, Any]) -> tuple[Any, ...]:
    return outcome["penalty"], outcome.get("months", 0), outcome.get("days", 0)


def cassation_result(act: PublishedAct) -> str | None:
    """What a decision in cassation did; None when its text does not say."""
    text = act.name_vi.lower()
    if "không chấp nhận kháng nghị" in text:
        return "protest_rejected"
    if "điều tra lại" in text:
        return "annulled_for_reinvestigation"
    return "annulled_for_retrial" if "xét xử lại" in text else None
