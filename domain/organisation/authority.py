"""Who may sign what: title, kind of act, article, validity, and whether the article was read.

`capacities` say in which capacity a title signs: in one's own right, for the head (KT), by order (TL) or by
authorisation (TUQ). `groups` say which titles each kind of act is given to; the act types name their signers
themselves, and a test compares the two. What Law 99/2025/QH15 made of articles 36, 37 and 41 on 1 July 2025 was not
read, so what rests on them is unconfirmed since that day, and the text before it is applied.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Any, get_args

from domain.kernel.act import Capacity
from domain.kernel.act_type import ActType
from domain.law.tables import BadTable, day, in_force, period_problems, read

TITLES = ("VT", "PVT", "KSV", "KTV", "TTDV", "registrar", "TTCQDT", "PTTCQDT", "DTV")
PLACES = ("", "supreme", "provincial", "superior")  # of the head meant: any, of that level, of the unit above
MANNERS = ("right", "assigned", "for_prosecutor", "leader")  # by office; once assigned; for a prosecutor; of a team
POWERS = ("head", "organisation", "shared")  # see power_of


@dataclass(frozen=True, slots=True)
class CapacityRule:
    """In which capacity titles sign acts of some power."""

    capacity: str
    titles: tuple[str, ...]
    powers: tuple[str, ...]
    basis: tuple[str, ...]
    since: date | None
    until: date | None  # last day
    confirmed: bool

    @property
    def signing(self) -> str:
        """Who signs how, whatever the time."""
        return f"{self.capacity} of {'/'.join(self.titles[:2])}"

    @property
    def name(self) -> str:
        """How errors name this row."""
        return f"{self.signing} since {self.since}"


@dataclass(frozen=True, slots=True)
class Grant:
    """A title to which acts of a group are given."""

    title: str
    place: str
    manner: str


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of act, with those to whom the law gives it."""

    key: str
    name_vi: str
    name_en: str
    basis: tuple[str, ...]
    confirmed: bool
    grants: tuple[Grant, ...]
    acts: tuple[str, ...]  # names in the list of the procedure
    exceptions: Mapping[str, tuple[Grant, ...]]

    def granted(self, act: str) -> tuple[Grant, ...]:
        """To whom one act of the group is given."""
        return self.exceptions.get(act, self.grants)


@dataclass(frozen=True, slots=True)
class Authority:
    """The whole table."""

    unread: Mapping[str, date]  # article -> day of an amendment that was not read
    capacities: tuple[CapacityRule, ...]
    groups: Mapping[str, Group]
    by_act: Mapping[str, Group]

    def read_in_law(self, basis: Iterable[str], on: date) -> bool:
        """Whether every article of `basis` was read as it stood on a day."""
        amended = (since for article in basis for since in self._amendments(article))
        return all(on < since for since in amended)

    def _amendments(self, article: str) -> Iterator[date]:
        return (since for key, since in self.unread.items() if article == key or article.startswith(f"{key}/"))


def authority_table(table: Mapping[str, Any]) -> Authority:
    """The authority that a table describes. Raises BadTable, which names every row that cannot stand."""
    try:
        unread = {article: date.fromisoformat(since) for article, since in table["unread"].items()}
        capacities = tuple(_capacity(entry) for entry in table["capacities"])
        groups = tuple(_group(entry) for entry in table["groups"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadTable("authority", [repr(error)]) from error
    problems = [*_capacity_problems(capacities), *_group_problems(groups)]
    if problems:
        raise BadTable("authority", problems)
    by_act = {act: group for group in groups for act in group.acts}
    return Authority(unread, capacities, {group.key: group for group in groups}, by_act)


def _capacity(entry: Mapping[str, Any]) -> CapacityRule:
    return CapacityRule(
        entry["capacity"], tuple(entry["titles"]), tuple(entry["powers"]), tuple(entry["basis"]),
        day(entry.get("since")), day(entry.get("until")), entry.get("confirmed", True),
    )  # fmt: skip


def _group(entry: Mapping[str, Any]) -> Group:
    exceptions = {act: _grants(powers) for act, powers in entry.get("exceptions", {}).items()}
    return Group(
        entry["group"], entry["name_vi"], entry["name_en"], tuple(entry["basis"]), entry.get("confirmed", True),
        _grants(entry["powers"]), tuple(entry["acts"]), exceptions,
    )  # fmt: skip


def _grants(powers: Mapping[str, str]) -> tuple[Grant, ...]:
    return tuple(Grant(*title.partition("@")[::2], manner) for title, manner in powers.items())


def _capacity_problems(rows: tuple[CapacityRule, ...]) -> Iterator[str]:
    for row in rows:
        if row.capacity not in get_args(Capacity):
            yield f"{row.name}: unknown capacity"
        yield from (f"{row.name}: unknown title {title}" for title in row.titles if title not in TITLES)
        yield from (f"{row.name}: unknown power {power}" for power in row.powers if power not in POWERS)
        if not row.basis:
            yield f"{row.name}: rests on no article"
        if row.since and row.until and row.until < row.since:
            yield f"{row.name}: ends before it begins"
    for one, other in combinations(rows, 2):
        if one.capacity == other.capacity and _meet(one, other):
            yield f"{other.name}: overlaps {one.name}"
    yield from _gaps(rows)


def _gaps(rows: tuple[CapacityRule, ...]) -> Iterator[str]:
    """Days between rows that say the same thing of different times."""
    same: dict[tuple[Any, ...], list[CapacityRule]] = {}
    for row in rows:
        same.setdefault((row.capacity, row.titles, row.powers), []).append(row)
    for group in same.values():
        yield from (problem for problem in period_problems(group[0].signing, group) if ": gap" in problem)


def _meet(one: CapacityRule, other: CapacityRule) -> bool:
    same = set(one.titles) & set(other.titles) and set(one.powers) & set(other.powers)
    later = max(one.since or date.min, other.since or date.min)
    return bool(same) and later <= min(one.until or date.max, other.until or date.max)


def _group_problems(groups: tuple[Group, ...]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for group in groups:
        if group.key in seen.values():
            yield f"{group.key}: stands twice"
        if group.confirmed and not group.basis:
            yield f"{group.key}: confirmed and rests on no article"
        yield from (f"{group.key}: {act} is no act of it" for act in group.exceptions if act not in group.acts)
        for act in group.acts:
            if act in seen:
                yield f"{group.key}: {act} stands in {seen[act]} too"
            seen[act] = group.key
            if not group.granted(act):
                yield f"{group.key}: {act} is given to nobody"
            yield from (f"{group.key}: {act}: {problem}" for problem in _grant_problems(group.granted(act)))


def _grant_problems(grants: Iterable[Grant]) -> Iterator[str]:
    for grant in grants:
        if grant.title not in TITLES:
            yield f"unknown title {grant.title}"
        if grant.place not in PLACES:
            yield f"unknown place {grant.place}"
        if grant.manner not in MANNERS:
            yield f"unknown manner {grant.manner}"


AUTHORITY: Authority = authority_table(read("domain.organisation", "authority.json"))


def of_the_head(act_type: ActType) -> bool:
    """Whether the act is a power of the head, so that a deputy signs it KT."""
    return "VT" in act_type.signed_by and "KSV" not in act_type.signed_by


def power_of(act_type: ActType) -> str:
    """Whose power the act is: the head's, the head's over the organisation, or shared with prosecutors and others."""
    if not of_the_head(act_type):
        return "shared"
    return "organisation" if act_type.module == "organisation" else "head"


@lru_cache(maxsize=4096)
def capacity_rule(capacity: str, title: str, power: str, on: date) -> CapacityRule | None:
    """The rule by which a title signs in a capacity on a day; None when it may not."""
    rules = (
        rule
        for rule in AUTHORITY.capacities
        if rule.capacity == capacity and title in rule.titles and power in rule.powers and in_force(rule, on)
    )
    return next(rules, None)


def granted(act_type: ActType) -> tuple[Grant, ...]:
    """To whom the table gives the acts that a type records; empty when it has none of them."""
    found = (AUTHORITY.by_act[code].granted(code) for code in act_type.codes if code in AUTHORITY.by_act)
    return tuple(dict.fromkeys(grant for grants in found for grant in grants))
