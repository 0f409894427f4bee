"""Indicators: a numerator and a denominator over the same facts as the forms, kept as the pair.

A percentage is rounded to one decimal when it is shown, half away from zero; an indicator without denominator is the
number itself. One whose facts are not in the acts is listed with the reason and has no value.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

import psycopg

from projections.statistics.expressions import Atom, Expression, expression
from projections.statistics.periods import Period
from projections.statistics.scopes import Scope
from projections.statistics.sums import NO_GROUP, tally

Connection = psycopg.Connection[Any]

ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator."""

    id: str  # "K01"
    name_vi: str
    name_en: str
    unit: str  # "%", or what is counted
    better: str  # higher, lower
    periods: tuple[str, ...]
    confirmed: str  # of the definition: true, partial, false
    target: int | None
    target_confirmed: str  # true, derived, false; empty without a target
    numerator: Expression | None
    denominator: Expression | None
    note: str
    unknown: str  # why it cannot be computed


class Pair(NamedTuple):
    """The value of an indicator."""

    indicator: Indicator
    numerator: int | None  # None: not computable
    denominator: int | None  # None: the numerator is the value

    @property
    def value(self) -> Decimal | None:
        """In per cent with one decimal, or the number; None when there is none, or nothing to divide by."""
        if self.numerator is None:
            return None
        if self.indicator.denominator is None:
            return Decimal(self.numerator)
        if not self.denominator:
            return None
        return (Decimal(100 * self.numerator) / self.denominator).quantize(ONE_DECIMAL, ROUND_HALF_UP)


def asked() -> tuple[Atom, ...]:
    """Every sum over facts that the indicators need, each once."""
    return tuple(dict.fromkeys(atom for found in INDICATORS.values() for atom in _atoms(found)))


def compute(connection: Connection, scope: Scope, period: Period, position: int) -> tuple[Pair, ...]:
    """Every indicator, in order."""
    sums = tally(connection, asked(), scope, period, position, None).get(NO_GROUP, {})
    return tuple(
        Pair(found, _value(found.numerator, sums), _value(found.denominator, sums)) for found in INDICATORS.values()
    )


def _atoms(found: Indicator) -> tuple[Atom, ...]:
    sides = (found.numerator, found.denominator)
    return tuple(atom for side in sides if side is not None for atom in side.atoms)


def _value(found: Expression | None, sums: Mapping[Atom, int]) -> int | None:
    if found is None:
        return None
    return sum(term.sign * sums.get(term.atom, 0) for term in found.terms if term.atom is not None)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    sides = {name: expression(entry[name]) if name in entry else None for name in ("numerator", "denominator")}
    if (sides["numerator"] is None) == (not entry.get("unknown")):
        raise ValueError(f"{entry['id']} has to be computed, or to say why it is not")
    return Indicator(
        entry["id"], entry["name_vi"], entry["name_en"], entry["unit"], entry["better"], tuple(entry["periods"]),
        entry["confirmed"], entry.get("target"), entry.get("target_confirmed", ""), sides["numerator"],
        sides["denominator"], entry.get("note", ""), entry.get("unknown", ""),
    )  # fmt: skip


def _read() -> Mapping[str, Indicator]:
    text = files("projections.statistics").joinpath("indicators.toml").read_text(encoding="utf-8")
    return MappingProxyType({entry["id"]: _indicator(entry) for entry in tomllib.loads(text)["indicators"]})


INDICATORS: Mapping[str, Indicator] = _read()
