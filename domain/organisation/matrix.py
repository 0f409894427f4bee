"""The matrix of authority for a lawyer's eye: for every act and title, in which capacity, on what article, how sure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from domain.kernel.act_type import ActType
from domain.law.codes import law_on
from domain.organisation.authority import AUTHORITY, TITLES, capacity_rule, granted, power_of

CAPACITIES = ("own", "KT")  # without a delegation


@dataclass(frozen=True, slots=True)
class Cell:
    """A title that signs an act in a capacity."""

    key: str  # of the act type
    name_vi: str
    title: str
    capacity: str
    groups: tuple[str, ...]  # kinds of act in the table; empty when only the act type itself names the signer
    manner: str  # right, assigned, for_prosecutor, leader; recorder: enters another's act; declared: by the type alone
    levels: tuple[str, ...]  # of the unit; empty: any
    basis: tuple[str, ...]  # articles in force on the day
    confirmed: bool  # every article was read as it stood on the day


def matrix(catalogue: Mapping[str, ActType], on: date) -> tuple[Cell, ...]:
    """Who may sign what on a day, act by act in the order of the procedure, titles in their order."""
    return tuple(cell for act_type in catalogue.values() for cell in _cells(act_type, on))


def _cells(act_type: ActType, on: date) -> Iterator[Cell]:
    groups = tuple(dict.fromkeys(AUTHORITY.by_act[code].key for code in act_type.codes if code in AUTHORITY.by_act))
    basis, read = _basis(act_type, groups, on)
    for title in (title for title in TITLES if title in act_type.signed_by):
        for capacity in CAPACITIES:
            rule = capacity_rule(capacity, title, power_of(act_type), on)
            if rule is not None:
                sure = read and rule.confirmed and act_type.confirmed
                yield Cell(
                    act_type.key, act_type.name_vi, title, capacity, groups, _manner(act_type, title),
                    act_type.levels, basis, sure,
                )  # fmt: skip


def _basis(act_type: ActType, groups: tuple[str, ...], on: date) -> tuple[tuple[str, ...], bool]:
    """The articles that give the power, and whether they were read as of the day; else those of the act itself."""
    articles = tuple(dict.fromkeys(article for key in groups for article in AUTHORITY.groups[key].basis))
    read = all(AUTHORITY.groups[key].confirmed for key in groups) and AUTHORITY.read_in_law(articles, on)
    return law_on(articles or act_type.law, on), read


def _manner(act_type: ActType, title: str) -> str:
    """How the title comes to sign: whoever prosecutes as head or deputy has a prosecutor's powers as well."""
    if not act_type.own:
        return "recorder"
    grants = {grant.title: grant.manner for grant in granted(act_type)}
    if title in ("VT", "PVT") and title not in grants:
        return grants.get("KSV", "declared")
    return grants.get(title, "declared")


def beyond_the_table(catalogue: Mapping[str, ActType]) -> Mapping[str, tuple[str, ...]]:
    """Titles by which own acts are signed though the table does not give them: act type -> titles."""
    found = {
        key: tuple(title for title in act_type.signed_by if _manner(act_type, title) == "declared")
        for key, act_type in catalogue.items()
        if act_type.own and granted(act_type)
    }
    return {key: titles for key, titles in found.items() if titles}
