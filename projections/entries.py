"""Entries: one narrow row an act, by unit. Numbers of documents are looked at over all files of a unit and looked for
by search; how many acts a unit has signed in a period, the denominator of figures of quality, is a tally.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple

from domain.audit.entries import is_late
from domain.audit.rules import ENTERED_FROM
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.folding import fold_text
from projections.case_status import CASES
from projections.declaration import Called, Index, Key, Projection, Step, Tally
from projections.words import members

# Acts that rules over several files look for; kept by type though they may bear no number.
WATCHED = (
    "prosecutor.replaced.v1", "assignment_handover.recorded.v1", "decision.withdrawn_by_superior.v1",
    "lower_act.annulled_by_superior.v1", "case.taken_over_by_superior.v1", "statistical_period.closed.v1",
    "statistical_report.adjusted.v1",
)  # fmt: skip
ISSUER, NUMBER = "issuer", "number"  # members; no type has both
_SERIAL = re.compile(r"0*([1-9][0-9]{0,8})(?![0-9])")


class Entry(NamedTuple):
    """One act."""

    version: Annotated[int, Called("Thứ tự", "Version")]
    unit: Annotated[str, Called("Đơn vị ký", "Unit that signed")]
    day: Annotated[date, Called("Ngày", "Day")]
    type: Annotated[str, Called("Loại hành vi", "Type")]  # of acts numbered or WATCHED; empty for others
    serial: Annotated[int, Called("Số thứ tự văn bản", "Serial number of the document")]  # 0 for none
    late: Annotated[bool, Called("Vào sổ chậm", "Entered late")]
    number: Annotated[str, Called("Số văn bản", "Number of the document")]  # of any agency's, folded; empty for none


def change(rows: Mapping[Key, Entry], step: Step) -> Iterable[Entry]:
    act, day = step.act, step.day
    where, own, watched = _prepared(act.type)
    serial, found = 0, ""
    if where:
        bearing: Any = act.data if where == NUMBER else act.data.issuer
        if bearing is not None:
            serial, found = _known(bearing.number)
    if not own:
        serial = 0
    key = act.type if serial or watched else ""
    late = day >= ENTERED_FROM and is_late(step)
    return (Entry(step.recorded.version, act.actor.unit, day, key, serial, late, found),)


@lru_cache(maxsize=50_000)
def _known(number: str | None) -> tuple[int, str]:
    """A number's serial and how it is looked for. Units count from 1 each, so most numbers have been seen before."""
    return serial_of(number), "" if number is None else folded_number(number)


@cache
def _prepared(key: str) -> tuple[str, bool, bool]:
    """Which member of the data of a type holds the number of the document, or who issued it with its number, "" for
    none; whether the number is of the procuracy's own series; whether the type is watched.
    """
    act_type = CATALOGUE[key]
    known = members(act_type.data)
    where = next((name for name in (ISSUER, NUMBER) if name in known), "")
    return where, act_type.own, key in WATCHED


def serial_of(number: str | None) -> int:
    """The serial number that a document's number begins with: 12 of "12/QĐ-VKS-P1"; 0 when it has none."""
    if number is None:
        return 0
    head = number.partition("/")[0]
    if head.isdigit() and head.isascii() and len(head) < 10:
        return int(head)
    found = _SERIAL.match(number)
    return int(found[1]) if found is not None else 0


def folded_number(number: str) -> str:
    """A document's number as it is looked for: "12/qd-vks-p1" for "12/QĐ-VKS-P1"."""
    head, _, agency = number.strip().partition("/")
    plain = head.isdigit() and head.isascii()  # as most are
    before = head if plain else _folded(head)
    return f"{before}/{_folded(agency)}" if agency else before


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold_text(text)


SIGNED = Tally("entry_signed", ("unit", "late"), month_of="day")  # acts of a unit

ENTRIES = Projection(
    name="entry",
    title_vi="Hành vi theo đơn vị và ngày",
    title_en="Acts by unit and day",
    kinds=CASES,
    row=Entry,
    key=("version",),
    change=change,
    indexes=(
        Index(("unit",)),  # all of a unit, or what it recorded since a position
        Index(("unit",), "late"),
        Index(("number",), "number <> ''", by_position=False),
        Index(
            ("type",),
            "type IN ('prosecutor.replaced.v1', 'assignment_handover.recorded.v1', 'decision.withdrawn_by_superior.v1',"
            " 'lower_act.annulled_by_superior.v1', 'case.taken_over_by_superior.v1', 'statistical_period.closed.v1',"
            " 'statistical_report.adjusted.v1')",
        ),
    ),
    append_only=True,
    tallies=(SIGNED,),
    rests_on=("domain.kernel.folding", "domain.audit.entries", "domain.audit.rules", "domain.audit/rules.toml"),
)
