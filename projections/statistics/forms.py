"""Statistical forms as versioned data: each version of each form is one TOML file in the folder `forms`.

A form of kind `rows` has rows of its own; one of kind `matrix` has a row for each crime (or each unit) that there are
facts for, and a total. What was not seen in a source stays marked: `rows_confirmed = false` for reconstructed rows.
A row or column whose facts are not in the acts says why (`unknown`) and is shown as not computable, never as 0.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from projections.statistics.expressions import Atom, BadExpression, Expression, expression


class BadForm(ValueError):
    """A form that cannot stand; names what is wrong."""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of figures."""

    key: str
    label_vi: str
    label_en: str
    what: str  # what it counts, in the place of "@"; empty in a matrix
    group_vi: str = ""  # heading above it
    expression: Expression | None = None  # of a matrix
    total: Expression | None = None  # in the total row of a matrix, where it is not the sum of the rows
    unknown: str = ""  # why it cannot be computed


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of criteria."""

    code: str
    label_vi: str
    label_en: str
    level: int  # of indentation
    expressions: Mapping[str, Expression]  # by column; a column without one is blank in this row
    checks: Mapping[str, Expression]  # by column: what the value must equal, computed another way
    printed: str = ""  # the identity as the form prints it
    unknown: str = ""
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A version of a form."""

    id: str  # "01/2019"
    version: str
    valid_from: date
    kind: str  # rows, matrix
    title_vi: str
    title_en: str
    confirmed: str  # of title and columns: true, partial, false
    rows_confirmed: bool
    sources: tuple[str, ...]
    periods: tuple[str, ...]  # calendars that it is made for
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]  # none in a matrix
    notes: tuple[str, ...]
    signers: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Its name in an address: "01-2019"."""
        return self.id.replace("/", "-")

    def atoms(self) -> tuple[Atom, ...]:
        """Every sum over facts that it needs, each once."""
        return tuple(dict.fromkeys(atom for found in self._expressions() for atom in found.atoms))

    def row(self, code: str) -> FormRow | None:
        """The row of a code."""
        return next((row for row in self.rows if row.code == code), None)

    def column(self, key: str) -> FormColumn | None:
        """The column of a key."""
        return next((column for column in self.columns if column.key == key), None)

    def _expressions(self) -> Iterator[Expression]:
        for row in self.rows:
            yield from row.expressions.values()
            yield from row.checks.values()
        for column in self.columns:
            yield from (found for found in (column.expression, column.total) if found is not None)


def form(text: str) -> Form:
    """The form that a TOML document describes. Raises: BadForm."""
    try:
        table = tomllib.loads(text)
        columns = tuple(_column(entry) for entry in table["columns"])
        rows = tuple(_row(entry, columns) for entry in table.get("rows", ()))
        made = Form(
            table["form"], table["version"], table["valid_from"], table["kind"], table["title_vi"], table["title_en"],
            table["confirmed"], table.get("rows_confirmed", False), tuple(table["sources"]), tuple(table["periods"]),
            columns, rows, tuple(table.get("notes", ())), tuple(table.get("signers", SIGNERS)),
        )  # fmt: skip
    except (KeyError, TypeError, tomllib.TOMLDecodeError, BadExpression) as error:
        raise BadForm(repr(error)) from error
    for problem in _problems(made):
        raise BadForm(f"{made.id}: {problem}")
    return made


SIGNERS = ("Người lập biểu", "Viện trưởng")


def _column(entry: Mapping[str, Any]) -> FormColumn:
    made = {name: expression(entry[key]) for name, key in (("expression", "expr"), ("total", "total")) if key in entry}
    return FormColumn(
        entry["key"], entry["label_vi"], entry.get("label_en", ""), entry.get("what", ""), entry.get("group_vi", ""),
        made.get("expression"), made.get("total"), entry.get("unknown", ""),
    )  # fmt: skip


def _row(entry: Mapping[str, Any], columns: tuple[FormColumn, ...]) -> FormRow:
    only = entry.get("only", [column.key for column in columns])

    def by_column(name: str) -> Mapping[str, Expression]:
        if name not in entry:
            return MappingProxyType({})
        return MappingProxyType(
            {column.key: expression(entry[name], column.what) for column in columns if column.key in only}
        )

    return FormRow(
        entry["code"], entry["label_vi"], entry.get("label_en", ""), entry.get("level", 0), by_column("expr"),
        by_column("check"), entry.get("printed", ""), entry.get("unknown", ""), entry.get("unconfirmed", False),
    )  # fmt: skip


def _problems(made: Form) -> Iterator[str]:
    codes = [row.code for row in made.rows]
    if len(set(codes)) != len(codes):
        yield "a row stands twice"
    if len({column.key for column in made.columns}) != len(made.columns):
        yield "a column stands twice"
    if made.kind not in ("rows", "matrix"):
        yield f"kind {made.kind}"
    for row in made.rows:
        if bool(row.expressions) == bool(row.unknown):
            yield f"row {row.code} has to be computed, or to say why it is not"
        for found in (*row.expressions.values(), *row.checks.values()):
            yield from (f"row {row.code}: no row {name}" for name in found.rows if name not in codes)
    if made.kind == "matrix":
        for column in made.columns:
            if (column.expression is None) == (not column.unknown):
                yield f"column {column.key} has to be computed, or to say why it is not"


def _read() -> tuple[Form, ...]:
    folder = files("projections.statistics").joinpath("forms")
    texts = [entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(sorted((form(text) for text in texts), key=lambda made: (made.id, made.valid_from, made.version)))


_ALL = _read()
FORMS: Mapping[str, Form] = MappingProxyType({made.slug: made for made in _ALL})  # the newest version of each
VERSIONS: Mapping[tuple[str, str], Form] = MappingProxyType({(made.slug, made.version): made for made in _ALL})
