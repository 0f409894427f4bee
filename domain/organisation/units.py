"""The table of units: the supreme procuracy, its units, and the provincial procuracies before and since 1 July 2025.

Resolution 84/2025/UBTVQH15 formed 34 provincial procuracies out of 63. A unit whose name and seat stayed goes on as
the same unit; one that ended names its successor. Codes are the project's own: T and two digits of the scheme in force
since July 2025 for those that exist, letters for those that ended, so that no code ever names two units. District
procuracies (until 30 June 2025) and regional ones (since) are founded in the ledger and have no rows here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from domain.law.tables import BadTable, day, in_force, read
from domain.organisation import lines
from domain.organisation.levels import LEVELS

REGIONAL = re.compile(r"^(T[0-9]{2})-KV([1-9][0-9]*)$")  # regional procuracy n of a province


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the law has it."""

    code: str
    name_vi: str  # official
    level: str
    parent: str | None
    since: date | None  # None: before the table begins
    until: date | None  # last day
    successors: tuple[str, ...]
    instrument: str | None  # that formed or ended it
    confirmed: bool

    def exists_on(self, on: date) -> bool:
        """Whether the unit exists on a day."""
        return in_force(self, on)

    def ended_before(self, on: date) -> bool:
        """Whether the unit has ended before a day."""
        return self.until is not None and self.until < on


@dataclass(frozen=True, slots=True)
class Succession:
    """Units that end on the same day and pass their tasks to the same unit or units."""

    units: tuple[str, ...]
    last_day: date
    successors: tuple[str, ...]
    instrument: str | None
    confirmed: bool


def unit_table(table: Mapping[str, Any]) -> Mapping[str, UnitRow]:
    """The units by code. Raises BadTable, which names every row that cannot stand."""
    rows = [_row(entry) for entry in table["units"]]
    units = {row.code: row for row in rows}
    problems = [f"{code}: stands twice" for code in units if sum(row.code == code for row in rows) > 1]
    for row in rows:
        problems += [f"{row.code}: {problem}" for problem in _problems(row, units)]
    if problems:
        raise BadTable("units", problems)
    return MappingProxyType(units)


def _row(entry: Mapping[str, Any]) -> UnitRow:
    try:
        return UnitRow(
            entry["code"], entry["name_vi"], entry["level"], entry["parent"] or None, day(entry.get("since")),
            day(entry.get("until")), tuple(entry.get("successors", ())), entry.get("instrument"),
            entry.get("confirmed", True),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise BadTable("units", [f"{entry.get('code')}: {error!r}"]) from error


def _problems(row: UnitRow, units: Mapping[str, UnitRow]) -> Iterator[str]:
    level = LEVELS.get(row.level)
    if level is None:
        yield f"unknown level {row.level}"
        return
    if row.since and row.until and row.until < row.since:
        yield "ends before it begins"
    if level.until and (row.until is None or row.until > level.until):
        yield f"outlives its level, which ended on {level.until}"
    if level.since and (row.since is None or row.since < level.since):
        yield f"is older than its level, which began on {level.since}"
    yield from _parent_problems(row, level.parents, units)
    yield from _successor_problems(row, units)


def _parent_problems(row: UnitRow, levels: tuple[str, ...], units: Mapping[str, UnitRow]) -> Iterator[str]:
    parent = units.get(row.parent) if row.parent else None
    if row.parent and parent is None:
        yield f"unknown parent {row.parent}"
    elif (parent.level if parent else None) not in (levels or (None,)):
        yield f"level {row.level} does not answer to {parent.level if parent else 'nobody'}"


def _successor_problems(row: UnitRow, units: Mapping[str, UnitRow]) -> Iterator[str]:
    if row.successors and row.until is None:
        yield "has successors and has not ended"
    for code in row.successors:
        if code not in units:
            yield f"unknown successor {code}"
        elif row.until and not units[code].exists_on(row.until + timedelta(days=1)):
            yield f"successor {code} does not exist on the day after {row.until}"


UNIT_TABLE: Mapping[str, UnitRow] = unit_table(read("domain.organisation", "units.json"))


def successions(units: Mapping[str, UnitRow] = UNIT_TABLE) -> tuple[Succession, ...]:
    """Every succession of the table, the oldest first."""
    ended = sorted((row for row in units.values() if row.until and row.successors), key=_place)
    return tuple(_succession(rows) for rows in _together(ended))


def _place(row: UnitRow) -> tuple[date, tuple[str, ...], str]:
    return (row.until or date.max, row.successors, row.code)


def _together(rows: Iterable[UnitRow]) -> Iterable[list[UnitRow]]:
    found: dict[tuple[Any, ...], list[UnitRow]] = {}
    for row in rows:
        found.setdefault((row.until, row.successors, row.instrument), []).append(row)
    return found.values()


def _succession(rows: list[UnitRow]) -> Succession:
    first = rows[0]
    assert first.until is not None
    confirmed = all(row.confirmed for row in rows)
    return Succession(tuple(row.code for row in rows), first.until, first.successors, first.instrument, confirmed)


def regional_unit(code: str) -> UnitRow | None:
    """The regional procuracy of that code, numbered anew in each province; None when the code is not such a one."""
    match = REGIONAL.match(code)
    province = UNIT_TABLE.get(match.group(1)) if match else None
    if match is None or province is None:
        return None
    place = province.name_vi.removeprefix("Viện kiểm sát nhân dân ")
    name = f"Viện kiểm sát nhân dân khu vực {match.group(2)} - {place}"
    level = LEVELS["regional"]
    return UnitRow(
        code, name, level.key, province.code, level.since, None, (), "Nghị quyết 84/2025/UBTVQH15", confirmed=False
    )


def supervisor_of(code: str, on: date) -> str | None:
    """Code of the unit that supervises `code` on a day, by the table."""
    return lines.supervisor_of(_with_regional(code), code, on)


def under(code: str, on: date) -> frozenset[str]:
    """Codes of the units of the table that answer to `code` on a day, those that it took over among them."""
    return lines.under(_with_regional(code), code, on)


def _with_regional(code: str) -> Mapping[str, UnitRow]:
    regional = regional_unit(code)
    return {**UNIT_TABLE, code: regional} if regional else UNIT_TABLE
