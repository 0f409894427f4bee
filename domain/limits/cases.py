"""Worked cases: a limit, its facts and what a person found by hand, checked against the engine.

cases:
- id: me01
  limit_id: investigation_supplementary_court
  start: '2023-01-31'                  # a day, or a local hour "2025-03-07T22:15"
  crime_class: null                    # or less_serious ... particularly_serious (especially_serious is the same)
  order_length: {n: 45, unit: days}    # optional: what the order fixed
  extensions: [{at: ..., length: {n: 2, unit: months}, replaces_base: true}]
  pauses: [{from: ..., to: ..., not_counted: true}]  # a pause that is counted changes nothing
  custody_days_deducted: 3             # optional
  capped_by: '2025-03-06'              # optional: an end that comes before
  expected_due: '2023-02-28'           # and optional expected_due_strict, nominal_end, weekday, expected_end_of_day
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from domain.kernel.calendar import VIETNAM
from domain.limits.allowed import CannotCount
from domain.limits.due import Due, Point, day_at
from domain.limits.engine import Extended, Pause, due
from domain.limits.lengths import Length, Unit
from domain.limits.rows import NoLimit, limit_on

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CLASSES = {"especially_serious": "particularly_serious"}  # other names for a class


class BadCases(ValueError):
    """Not worked cases; names the case and the member."""

    def __init__(self, case: str, member: str, code: str, value: Any = None) -> None:
        super().__init__(f"case {case}: {member}: {code}" + ("" if value is None else f" {value!r}"))
        self.case, self.member, self.code, self.value = case, member, code, value


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case."""

    id: str
    title: str
    limit_id: str
    start: Point
    known: Mapping[str, Any]  # what `due` takes beside the limit and its start
    expected: Mapping[str, Any]  # by the names of the file


@dataclass(frozen=True, slots=True)
class Difference:
    """What a case expects and the engine does not find."""

    case: str
    title: str
    member: str
    expected: str
    found: str


def read_cases(document: Any) -> tuple[Case, ...]:
    """The worked cases of a parsed file. Raises: BadCases."""
    entries = document.get("cases") if isinstance(document, Mapping) else None
    if not isinstance(entries, list) or not entries:
        raise BadCases("-", "cases", "must be a list of cases")
    found = tuple(_case(place, entry) for place, entry in enumerate(entries, 1))
    twice = [case.id for place, case in enumerate(found) if case.id in {other.id for other in found[:place]}]
    if twice:
        raise BadCases(twice[0], "id", "stands twice")
    return found


def check(cases: Iterable[Case]) -> list[Difference]:
    """Every difference between the cases and the engine, in the order of the cases."""
    return [difference for case in cases for difference in differences(case)]


def differences(case: Case) -> Iterator[Difference]:
    """What the engine finds otherwise in one case."""
    try:
        counted = due(limit_on(case.limit_id, day_at(case.start)), case.start, **case.known)
    except (CannotCount, NoLimit) as error:
        code = error.code if isinstance(error, CannotCount) else "no such limit on that day"
        yield Difference(case.id, case.title, "limit_id", case.limit_id, code)
        return
    found = _found(counted)
    for member, expected in case.expected.items():
        if expected != found[member]:
            yield Difference(case.id, case.title, member, said(expected), said(found[member]))


def said(value: Any) -> str:
    """A day or a local hour as the files write it."""
    return value.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else str(value)


def _found(counted: Due) -> dict[str, Any]:
    return {
        "expected_due": counted.due,
        "expected_due_strict": counted.due_strict,
        "nominal_end": counted.nominal_end,
        "weekday": WEEKDAYS[day_at(counted.due).weekday()],
        "expected_end_of_day": None if counted.by_hour else "24:00",
    }


def _case(place: int, entry: Any) -> Case:
    if not isinstance(entry, Mapping):
        raise BadCases(str(place), "-", "must be a mapping", entry)
    id = str(entry.get("id") or place)
    for member in ("limit_id", "start", "expected_due"):
        if not entry.get(member):
            raise BadCases(id, member, "missing")
    return Case(id, str(entry.get("title", "")), str(entry["limit_id"]), _point(id, "start", entry["start"]),
                _known(id, entry), _expected(id, entry))  # fmt: skip


def _known(id: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    crime_class, capped = entry.get("crime_class"), entry.get("capped_by")
    ordered, custody = entry.get("order_length"), entry.get("custody_days_deducted", 0)
    if crime_class is not None and not isinstance(crime_class, str):
        raise BadCases(id, "crime_class", "must be a word", crime_class)
    if not isinstance(custody, int) or isinstance(custody, bool) or custody < 0:
        raise BadCases(id, "custody_days_deducted", "must be a number of days", custody)
    return {
        "crime_class": CLASSES.get(crime_class, crime_class) if crime_class else None,
        "order_length": _length(id, "order_length", ordered) if ordered else None,
        "extensions": tuple(_extension(id, each) for each in _list(id, entry, "extensions")),
        "pauses": tuple(_pause(id, each) for each in _list(id, entry, "pauses") if each.get("not_counted")),
        "custody_days": custody,
        "capped_by": _point(id, "capped_by", capped) if capped else None,
    }


def _expected(id: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    days = ("expected_due", "expected_due_strict", "nominal_end")
    expected: dict[str, Any] = {name: _point(id, name, entry[name]) for name in days if entry.get(name)}
    if entry.get("weekday"):
        if entry["weekday"] not in WEEKDAYS:
            raise BadCases(id, "weekday", f"must be one of {', '.join(WEEKDAYS)}", entry["weekday"])
        expected["weekday"] = entry["weekday"]
    if entry.get("expected_end_of_day"):
        expected["expected_end_of_day"] = entry["expected_end_of_day"]
    return expected


def _list(id: str, entry: Mapping[str, Any], member: str) -> list[Mapping[str, Any]]:
    found = entry.get(member) or []
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise BadCases(id, member, "must be a list of mappings", found)
    return found


def _extension(id: str, entry: Mapping[str, Any]) -> Extended:
    return Extended(_length(id, "extensions", entry.get("length")), bool(entry.get("replaces_base")))


def _pause(id: str, entry: Mapping[str, Any]) -> Pause:
    first, last = (day_at(_point(id, "pauses", entry.get(name))) for name in ("from", "to"))
    if last < first:
        raise BadCases(id, "pauses", "ends before it begins", said(last))
    return Pause(first, last)


def _length(id: str, member: str, value: Any) -> Length:
    if not isinstance(value, Mapping) or not isinstance(value.get("n"), int) or value["n"] < 1:
        raise BadCases(id, member, "must be a length {n: ..., unit: ...}", value)
    if value.get("unit") not in get_args(Unit):
        raise BadCases(id, member, f"unit must be one of {', '.join(get_args(Unit))}", value.get("unit"))
    return Length(value["n"], value["unit"])


def _point(id: str, member: str, value: Any) -> Point:
    """A day, or a moment; a moment without offset is local."""
    try:
        found: Any = value if isinstance(value, date) else _written(str(value))
    except ValueError as error:
        raise BadCases(id, member, "must be a day or a local hour", value) from error
    if isinstance(found, datetime) and found.tzinfo is None:
        return found.replace(tzinfo=VIETNAM)
    return found  # type: ignore[no-any-return]


def _written(text: str) -> Point:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
