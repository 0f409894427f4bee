"""The procedural time limits as rows, by id and day. The table itself is limits.toml, read once.

Profiles of counting, BLTTHS-2015/134 (what the article does not say is marked *):

hours                from the moment, clock to clock; no roll
days_next            the day after the trigger is day 1*; ends at 24:00; rolls to the next working day*
working_days_next    as days_next, working days only
months_same_day      ends on the day of the same number, else the last of the month; rolls; chains from the first start*
years_same_day       as twelve months*
detention_inclusive  the first day is day 1, a month is 30 days, custody is deducted; never rolls
custody_hours        24 hours a day from the hour of the order; never rolls
before_end           the end minus the length; on a day off, the working day before*
by_unit              by the unit of the length
cap, by_reference, immediate, none, reference: no length of its own, see `uncounted`
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from domain.limits.lengths import ALL, BadLength, Length, lengths_from

Counting = Literal[
    "hours", "days_next", "working_days_next", "months_same_day", "years_same_day", "detention_inclusive",
    "custody_hours", "before_end", "by_unit", "cap", "by_reference", "immediate", "none", "reference",
]  # fmt: skip
Confirmed = Literal["yes", "partly", "no"]
RESTRAINTS = ("detention_inclusive", "custody_hours", "cap")  # their end is a person's liberty: it never rolls
RULES_VERSION = "limits-2026-11"  # of the table and of the way it is counted; a change of either is a new one


class BadLimit(ValueError):
    """A row that cannot stand; names the row."""

    def __init__(self, row: str, code: str, detail: str = "") -> None:
        super().__init__(f"{row}: {code} {detail}".rstrip())
        self.row, self.code, self.detail = row, code, detail


class NoLimit(LookupError):
    """No row of this id is in force on the day."""

    def __init__(self, id: str, day: date) -> None:
        super().__init__(f"{id} on {day}")
        self.id, self.day = id, day


@dataclass(frozen=True, slots=True)
class Extension:
    """One extension that the law allows."""

    order: str  # "1", "2", ...; "security", "open": outside the ordinary row of extensions
    lengths: Mapping[str, Length]  # by class of crime, or under "all"
    total: bool = False  # a new total from the same start, not an addition
    granted_by: Mapping[str, str] = field(default_factory=dict)
    condition: str = ""
    uncounted: str = ""

    @property
    def ordinary(self) -> bool:
        """Whether it follows the extension before it without a special ground."""
        return self.order not in ("security", "open", "n")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # each row is one of a kind
class Limit:
    """One time limit while one wording of the law holds."""

    id: str
    group: str
    name_vi: str
    name_en: str
    actor: str  # who must act
    starts: str
    ends: str
    counting: Counting
    lengths: Mapping[str, Length]  # by class of crime or variant, or under "all"; empty: see `uncounted`
    uncounted: str
    length_note: str
    extensions: tuple[Extension, ...]
    max_total: Mapping[str, tuple[Length, ...]]
    max_note: str
    pauses: tuple[str, ...]
    pausable: bool  # time in a pause is not counted; elsewhere a suspension ends the period
    right: bool  # a right that may be used until then, not a duty
    articles: tuple[str, ...]
    since: date  # first day in force
    until: date | None  # last day in force
    confirmed: Confirmed
    source: tuple[str, ...]
    since_2025: str
    on_expiry: str
    note: str
    restrains: bool = field(init=False)  # whether its end is the end of a restraint of liberty
    from_receipt: bool = field(init=False)  # whether the law counts it from when something came in

    def __post_init__(self) -> None:
        object.__setattr__(self, "restrains", self.counting in RESTRAINTS)
        object.__setattr__(self, "from_receipt", "receive" in self.starts and not self.restrains)

    @property
    def article(self) -> str:
        """The provision that the limit stands in."""
        return self.articles[0]


@dataclass(frozen=True, slots=True)
class Authority:
    """Who grants an extension, while one wording of the law holds."""

    key: str
    who: str
    articles: tuple[str, ...]
    since: date
    until: date | None
    confirmed: Confirmed
    note: str


def limits_from(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[Limit, ...]]:
    """The rows by id, in the order of their validity. Raises: BadLimit."""
    found: dict[str, list[Limit]] = {}
    for row in rows:
        limit = _limit(row)
        found.setdefault(limit.id, []).append(limit)
    return MappingProxyType({id: _in_order(same) for id, same in found.items()})


def limit_on(id: str, day: date) -> Limit:
    """The row of `id` in force on `day`. Raises: NoLimit."""
    found = row_on(id, day)
    if found is None:
        raise NoLimit(id, day)
    return found


def row_on(id: str, day: date) -> Limit | None:
    """The row of `id` in force on `day`; None when there is none."""
    for limit in LIMITS.get(id, ()):
        if limit.since <= day and (limit.until is None or day <= limit.until):
            return limit
    return None


def grantors(extension: Extension, crime_class: str | None, day: date) -> tuple[Authority, ...]:
    """Who grants the extension on `day`, where a table says it; else `granted_by` itself is all that is known."""
    said = extension.granted_by.get(crime_class or ALL) or extension.granted_by.get(ALL, "")
    return tuple(
        row for row in AUTHORITIES if row.key in said and row.since <= day and (row.until is None or day <= row.until)
    )


def _limit(row: Mapping[str, Any]) -> Limit:
    id = str(row.get("id") or "?")
    if row.get("counting") not in get_args(Counting):
        raise BadLimit(id, "unknown_counting", str(row.get("counting")))
    if row.get("confirmed") not in get_args(Confirmed):
        raise BadLimit(id, "unknown_confirmation", str(row.get("confirmed")))
    if not row.get("articles") or not all(row["articles"]):
        raise BadLimit(id, "article_missing")
    missing = [name for name in ("id", "name_vi", "name_en", "from", "source") if not row.get(name)]
    if missing:
        raise BadLimit(id, "member_missing", ", ".join(missing))
    lengths = _lengths(id, row)
    if not lengths and not row.get("uncounted"):
        raise BadLimit(id, "length_missing")
    until = row.get("until")
    if until is not None and until < row["from"]:
        raise BadLimit(id, "ends_before_it_begins")
    texts: dict[str, Any] = {name: str(row.get(name, "")) for name in _TEXTS}
    return Limit(
        id=id, counting=row["counting"], confirmed=row["confirmed"], lengths=lengths, since=row["from"], until=until,
        extensions=tuple(_extension(id, entry) for entry in row.get("extensions", ())),
        max_total=_totals(id, row.get("max_total")), pausable=row.get("pausable", False), right=row.get("right", False),
        pauses=tuple(row.get("pauses", ())), articles=tuple(row["articles"]), source=tuple(row["source"]), **texts,
    )  # fmt: skip


_TEXTS = (
    "group", "name_vi", "name_en", "actor", "starts", "ends", "uncounted", "length_note", "max_note", "since_2025",
    "on_expiry", "note",
)  # fmt: skip


def _lengths(id: str, row: Mapping[str, Any]) -> Mapping[str, Length]:
    return MappingProxyType({key: parts[0] for key, parts in _totals(id, row.get("length")).items()})


def _totals(id: str, value: Any) -> Mapping[str, tuple[Length, ...]]:
    if value is None:
        return MappingProxyType({})
    by_class = value if isinstance(value, Mapping) else {ALL: value}
    try:
        return MappingProxyType({key: lengths_from(text) for key, text in by_class.items()})
    except BadLength as error:
        raise BadLimit(id, "unknown_unit", str(error)) from error


def _extension(id: str, entry: Mapping[str, Any]) -> Extension:
    granted = entry.get("granted_by", {})
    lengths = _lengths(id, entry)
    if not lengths and not entry.get("uncounted"):
        raise BadLimit(id, "length_missing", f"extension {entry.get('order')}")
    return Extension(
        str(entry["order"]),
        lengths,
        entry.get("total", False),
        MappingProxyType(dict(granted) if isinstance(granted, Mapping) else {ALL: granted}),
        entry.get("condition", ""),
        entry.get("uncounted", ""),
    )


def _in_order(same: list[Limit]) -> tuple[Limit, ...]:
    """Rows of one id, each beginning on the day after the one before it ends. Raises: BadLimit."""
    ordered = sorted(same, key=lambda limit: limit.since)
    for earlier, later in pairwise(ordered):
        if earlier.until is None or later.since <= earlier.until:
            raise BadLimit(later.id, "overlap", str(later.since))
        if later.since != earlier.until + timedelta(days=1):
            raise BadLimit(later.id, "gap", str(earlier.until))
    return tuple(ordered)


def _authority(row: Mapping[str, Any]) -> Authority:
    return Authority(
        row["key"], row["who"], tuple(row.get("articles", ())), row["from"], row.get("until"),
        cast(Confirmed, row["confirmed"]), row.get("note", ""),
    )  # fmt: skip


_TABLE = tomllib.loads(files("domain.limits").joinpath("limits.toml").read_text("utf-8"))
SOURCES: Mapping[str, str] = MappingProxyType(_TABLE["sources"])
AUTHORITIES = tuple(map(_authority, _TABLE["authority"]))
LIMITS: Mapping[str, tuple[Limit, ...]] = limits_from(_TABLE["limit"])
