"""What a register is: the official columns in their order over a projection's rows.

Titles, form numbers, column order, labels and column types follow the research file on registers; each register
carries whether it is confirmed, because the decision that issues the numbered set was not found. Meanings of the
column types:

    seq             number in the series of the unit and the procuracy year (projections/numbering.py), counted when
    read
    date            calendar day in Vietnam
    text            free text
    party           a person or an agency; labels only, personal values come from the vault
    officer         officers of the procuracy, or of the investigating body by name
    law_ref         code, article, clause and point of the penal code
    act_ref         one procedural document, act_ref_list several: stored as the versions of the acts in the case
    file, read
                    with number, date, issuing body and content (projections/reading.py)
    result          an act with its number, date and content
    person_list     several persons, stored as the acts that name them
    enum            one of a list of codes
    case_accused_profile   labels of the accused; who they are comes from the vault

A row is a line of an entry. Line 0 is the case or the source; lines from 1 are its accused. An entry whose `opened`
is 0 is not entered yet: what is known of a file before the act that enters it, kept so that the entry begins
complete. It belongs to no year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from projections.declaration import Index, Projection
from projections.errors import BadDeclaration

ACT_REFS = frozenset(("act_ref", "act_ref_list", "result", "person_list"))
NUMBER = "stt"  # the column that is counted when read

# Pages of a series; and its entries, one row each, to count them: the first version of line 0 is the entry itself.
SERIES = (
    Index(("owner", "year", "opened", "line")),
    Index(("owner", "year", "opened"), where="line = 0 AND seen_from = opened"),
)


@dataclass(frozen=True, slots=True)
class OfficialColumn:
    """A column of the paper form."""

    no: int
    key: str  # of the row's column, or NUMBER
    label_vi: str
    label_en: str
    type: str
    of_acts: bool = False  # the cell holds versions of acts


@dataclass(frozen=True, slots=True)
class Register:
    """An official register."""

    id: str  # "SO-04"
    form_no: str
    name_vi: str
    name_en: str
    group_vi: str
    confirmed: str  # "true", "partial", "false": see registers_and_records
    columns: tuple[OfficialColumn, ...]
    projection: Projection

    def __post_init__(self) -> None:
        names = {column.name for column in self.projection.columns}
        missing = [column.key for column in self.columns if column.key not in names | {NUMBER}]
        if missing:
            raise BadDeclaration(self.projection.name, f"no columns {missing}")
        if [column.no for column in self.columns] != list(range(1, len(self.columns) + 1)):
            raise BadDeclaration(self.projection.name, "official columns are numbered from 1 without gaps")


Cells = Mapping[str, str]  # key of an act type -> the column that refers to acts of the type


def cells(**columns: tuple[str, ...]) -> Cells:
    """Which column an act is written into, from the columns with the acts that belong in them."""
    found: dict[str, str] = {}
    for column, keys in columns.items():
        for key in keys:
            if key in found:
                raise BadDeclaration(column, f"{key} stands in {found[key]} as well")
            found[key] = column
    return found


def with_act(row: Any, column: str | None, version: int) -> Any:
    """A row with one act more in a cell."""
    return row if column is None else row._replace(**{column: (*getattr(row, column), version)})
