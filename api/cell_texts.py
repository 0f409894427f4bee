"""What stands in a cell of a register, in words: the same on pages and in exports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from domain.organisation.state import Officer
from projections.file_acts import FileAct
from projections.registers.register import OfficialColumn


def cell_texts(column: OfficialColumn, value: Any, officers: Mapping[UUID, Officer]) -> list[str]:
    """The cell of an official column, line by line."""
    if column.type == "text" and column.of_acts:
        value = tuple(act.summary or act for act in value)
    return texts(value, officers)


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
