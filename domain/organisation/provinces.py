"""Provinces by code: 63 until 30 June 2025, 34 since; every code under the scheme that it belongs to.

Two digits name different provinces before and after 1 July 2025 (24 was Bắc Giang and is Bắc Ninh), so a code says
nothing without its scheme or a day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from domain.law.tables import BadTable, day, in_force, period_problems, read
from domain.organisation.units import UNIT_TABLE, UnitRow


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of codes of provinces, with its validity."""

    key: str
    name_vi: str
    since: date | None
    until: date | None  # last day
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Province:
    """A province under a code of a scheme, with the procuracy that stands beside it."""

    scheme: str
    code: str  # two digits
    name_vi: str
    unit: str  # code of the provincial procuracy
    since: date | None  # None: before the table begins
    until: date | None  # last day
    confirmed: bool  # False: the code was not read in the decision itself

    @property
    def key(self) -> tuple[str, str]:
        """Scheme and code, which together name a province at a time."""
        return (self.scheme, self.code)


@dataclass(frozen=True, slots=True)
class Provinces:
    """The whole table."""

    schemes: Mapping[str, Scheme]
    rows: tuple[Province, ...]


def province_table(table: Mapping[str, Any], units: Mapping[str, UnitRow] = UNIT_TABLE) -> Provinces:
    """The provinces that a table describes. Raises BadTable, which names every row that cannot stand."""
    try:
        schemes = {entry["key"]: Scheme(entry["key"], entry["name_vi"], *_period(entry)) for entry in table["schemes"]}
        rows = tuple(
            Province(entry["scheme"], entry["code"], entry["name_vi"], entry["unit"], *_period(entry))
            for entry in table["provinces"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadTable("provinces", [repr(error)]) from error
    problems = [problem for row in rows for problem in _problems(row, schemes, units)]
    for what in (lambda row: row.key, lambda row: (row.scheme, "unit", row.unit)):
        problems += _repeated(rows, what)
    if problems:
        raise BadTable("provinces", problems)
    return Provinces(schemes, rows)


def _period(entry: Mapping[str, Any]) -> tuple[date | None, date | None, bool]:
    return day(entry.get("since")), day(entry.get("until")), entry.get("confirmed", True)


def _problems(row: Province, schemes: Mapping[str, Scheme], units: Mapping[str, UnitRow]) -> Iterator[str]:
    name = "/".join(row.key)
    scheme, unit = schemes.get(row.scheme), units.get(row.unit)
    if len(row.code) != 2 or not row.code.isdecimal():
        yield f"{name}: a code has two digits"
    if scheme is None:
        yield f"{name}: unknown scheme"
    elif not _within(row, scheme):
        yield f"{name}: reaches beyond its scheme"
    if unit is None or unit.level != "provincial":
        yield f"{name}: {row.unit} is no provincial procuracy"
    elif not _within(row, unit):
        yield f"{name}: reaches beyond the existence of {row.unit}"


def _within(inner: Province, outer: Scheme | UnitRow) -> bool:
    begins = outer.since is None or (inner.since is not None and inner.since >= outer.since)
    ends = outer.until is None or (inner.until is not None and inner.until <= outer.until)
    return begins and ends


def _repeated(rows: Iterable[Province], what: Any) -> Iterator[str]:
    for key, group in groupby(sorted(rows, key=what), key=what):
        yield from period_problems("/".join(key), group)


PROVINCES: Provinces = province_table(read("domain.organisation", "provinces.json"))


def provinces_on(on: date) -> tuple[Province, ...]:
    """The provinces that there are on a day."""
    return tuple(row for row in PROVINCES.rows if in_force(row, on))


def province(code: str, on: date, scheme: str | None = None) -> Province | None:
    """The province that a code names on a day, under `scheme` or the one in force then; None when it names none."""
    return next((row for row in provinces_on(on) if row.code == code and scheme in (None, row.scheme)), None)


def province_of(unit: str, on: date) -> Province | None:
    """The province beside which a provincial procuracy stands on a day."""
    return next((row for row in provinces_on(on) if row.unit == unit), None)
