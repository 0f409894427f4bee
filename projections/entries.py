"""Entries: one narrow row an act, by unit and day. Numbers of documents are looked at over all files of a unit, and
figures of quality have the acts of a period as their denominator.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, NamedTuple

from domain.audit.entries import is_late
from projections.case_status import CASES
from projections.declaration import Called, Index, Key, Projection, Step
from projections.words import datum

_SERIAL = re.compile(r"0*([1-9][0-9]{0,8})(?![0-9])")


class Entry(NamedTuple):
    """One act."""

    version: Annotated[int, Called("Thứ tự", "Version")]
    unit: Annotated[str, Called("Đơn vị ký", "Unit that signed")]
    day: Annotated[date, Called("Ngày", "Day")]
    type: Annotated[str, Called("Loại hành vi được đánh số", "Type, where numbered")]  # empty where not
    serial: Annotated[int, Called("Số thứ tự văn bản", "Serial number of the document")]  # 0 for none
    late: Annotated[bool, Called("Vào sổ chậm", "Entered late")]


def change(rows: Mapping[Key, Entry], step: Step) -> Iterable[Entry]:
    serial = serial_of(datum(step.act, "number")) if step.act_type.own else 0
    unit, kind = step.act.actor.unit, step.act.type if serial else ""
    return (Entry(step.recorded.version, unit, step.day, kind, serial, is_late(step)),)


def serial_of(number: str | None) -> int:
    """The serial number that a document's number begins with: 12 of "12/QĐ-VKS-P1"; 0 when it has none."""
    found = _SERIAL.match(number) if number is not None else None
    return int(found[1]) if found is not None else 0


ENTRIES = Projection(
    name="entry",
    title_vi="Hành vi theo đơn vị và ngày",
    title_en="Acts by unit and day",
    kinds=CASES,
    row=Entry,
    key=("version",),
    change=change,
    indexes=(Index(("unit", "day")),),
    append_only=True,
)
