"""Offences of invented cases, from the table of offences."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from domain.law.offences import PENAL_CODES, Clause
from ops.synth.chance import Chance
from ops.synth.model import Crime, Model

_CODE = PENAL_CODES["BLHS-2015"]
OTHERS = (
    "178",
    "138",
    "141",
    "155",
    "157",
    "172",
    "191",
    "248",
    "250",
    "256",
    "266",
    "295",
    "317",
    "322",
    "330",
    "386",
)


class Charge(NamedTuple):
    """An article and clause of the penal code, with what it threatens."""

    article: str
    clause: str
    offence: str  # official name
    crime_class: str
    prison: tuple[int, int] | None  # months
    others: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """As acts name it."""
        return {
            "article": self.article, "clause": self.clause, "offence": self.offence, "crime_class": self.crime_class,
        }  # fmt: skip


def crime(model: Model, chance: Chance) -> Crime:
    """An article by its share; the rest falls on articles that seldom come up."""
    at = chance.random()
    for each in model.crimes:
        at -= each.share
        if at < 0:
            return each
    return Crime(chance.pick(OTHERS), 0.0, 1.8)


def charge(model: Model, chance: Chance, article: str, on: date) -> Charge:
    """A clause of the article as in force on a day, by the share of its class."""
    clauses = _clauses(article, on)
    weights = [model.clauses[clause.crime_class or ""] for clause in clauses]
    found: Clause = chance.choices(clauses, weights)[0]
    return _charge(article, found)


def lighter(article: str, on: date, than: Charge) -> Charge | None:
    """Another clause of the article, with a lesser penalty where there is one."""
    others = [clause for clause in _clauses(article, on) if clause.clause != than.clause]
    return _charge(article, others[0]) if others else None


def _charge(article: str, found: Clause) -> Charge:
    prison = None if found.prison is None else (found.prison[0] or 3, found.prison[1])
    assert found.crime_class is not None
    return Charge(article, found.clause, _CODE.offences[article].name_vi, found.crime_class, prison, found.others)


@cache
def _clauses(article: str, on: date) -> tuple[Clause, ...]:
    return tuple(
        clause for clause in _CODE.offences[article].on(on) if clause.kind == "main" and clause.crime_class
    )  # fmt: skip
