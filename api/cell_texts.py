"""What stands in a cell of a register, in words: the same on pages and in exports."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from domain.organisation.state import Officer
from projections.file_acts import FileAct
from projections.registers.cells import member
from projections.registers.register import OfficialColumn

PERIODS = ("period", "date_pair")


def cell_texts(column: OfficialColumn, value: Any, officers: Mapping[UUID, Officer]) -> list[str]:
    """The cell of an official column, line by line."""
    if column.type == "text" and column.of_acts:
        value = tuple(act.summary or act for act in value)
    if column.type in PERIODS and isinstance(value, tuple) and len(value) == 2:
        return [between(value)]
    if column.type.startswith("act_ref_period") and isinstance(value, tuple):
        return [f"{act_text(act)}{_term(act)}" for act in value if isinstance(act, FileAct)]
    return texts(value, officers)


def between(days: tuple[date | None, ...]) -> str:
    """First and last day: "02/09/2021 - 16/10/2021"; what is not known stays empty."""
    first, last = days
    return f"{_day(first)} - {_day(last)}".strip()


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _term(act: FileAct) -> str:
    """The days from and to which the act orders something, where it says so."""
    days = tuple(member(act, name) for name in ("since", "until"))
    return f"; {between(days)}" if any(days) else ""


def texts(value: Any, officers: Mapping[UUID, Officer]) -> list[str]:
    """A value as lines of text: acts by number, day and name; officers by name."""
    if value is None or value == "":
        return []
    if isinstance(value, FileAct):
        return [act_text(value)]
    if isinstance(value, bool):
        return ["có" if value else "không"]
    if isinstance(value, tuple | list):
        return [line for item in value for line in texts(item, officers)]
    if isinstance(value, UUID):
        known = officers.get(value)
        return [known.name if known else str(value)]
    if hasattr(value, "strftime"):
        return [f"{value:%d/%m/%Y}"]
    return [str(value)]


def act_text(act: FileAct) -> str:
    """ "12/QĐ-CSĐT, 03/02/2026: Quyết định khởi tố vụ án hình sự (Cơ quan CSĐT)"."""
    number = f"{act.number}, " if act.number else ""
    issuer = f" ({act.agency})" if act.agency else ""
    return f"{number}{act.day:%d/%m/%Y}: {act.act_type.name_vi}{issuer}"
