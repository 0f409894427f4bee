"""Entries: one narrow row an act, by unit and day. Numbers of documents are looked at over all files of a unit and
looked for by search, and figures of quality have the acts of a period as their denominator.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, NamedTuple

from domain.audit.entries import is_late
from domain.kernel.folding import fold_text
from projections.case_status import CASES
from projections.declaration import Called, Index, Key, Projection, Step
from projections.words import datum, document_number

# Acts that rules over several files look for; kept by type though they may bear no number.
WATCHED = (
    "prosecutor.replaced.v1", "assignment_handover.recorded.v1", "decision.withdrawn_by_superior.v1",
    "lower_act.annulled_by_superior.v1", "case.taken_over_by_superior.v1", "statistical_period.closed.v1",
    "statistical_report.adjusted.v1",
)  # fmt: skip
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
    serial = serial_of(datum(step.act, "number")) if step.act_type.own else 0
    key = step.act.type if serial or step.act.type in WATCHED else ""
    number = document_number(step.act)
    found = "" if number is None else folded_number(number)
    return (Entry(step.recorded.version, step.act.actor.unit, step.day, key, serial, is_late(step), found),)


def serial_of(number: str | None) -> int:
    """The serial number that a document's number begins with: 12 of "12/QĐ-VKS-P1"; 0 when it has none."""
    found = _SERIAL.match(number) if number is not None else None
    return int(found[1]) if found is not None else 0


def folded_number(number: str) -> str:
    """A document's number as it is looked for: "12/qd-vks-p1" for "12/QĐ-VKS-P1"."""
    head, _, agency = number.strip().partition("/")
    return f"{_folded(head)}/{_folded(agency)}" if agency else _folded(head)


@lru_cache(maxsize=20_000)
def _folded(text: str) -> str:
    return fold_text(text)


ENTRIES = Projection(
    name="entry",
    title_vi="Hành vi theo đơn vị và ngày",
    title_en="Acts by unit and day",
    kinds=CASES,
    row=Entry,
    key=("version",),
    change=change,
    indexes=(
        Index(("unit", "day")),
        Index(("unit",)),  # what was recorded since a position
        Index(("unit",), "late"),
        Index(("number",), "number <> ''"),
        Index(
            ("type",),
            "type IN ('prosecutor.replaced.v1', 'assignment_handover.recorded.v1', 'decision.withdrawn_by_superior.v1',"
            " 'lower_act.annulled_by_superior.v1', 'case.taken_over_by_superior.v1', 'statistical_period.closed.v1',"
            " 'statistical_report.adjusted.v1')",
        ),
    ),
    append_only=True,
    rests_on=("domain.kernel.folding", "domain.audit.entries", "domain.audit.rules", "domain.audit/rules.toml"),
)
