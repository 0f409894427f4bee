"""The figures of the synthetic nation, read from `model.toml`. All of them are assumptions; none is confirmed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import log
from types import MappingProxyType
from typing import Any, NamedTuple

NORMAL_P90 = 1.2815515655446004  # standard deviations at the ninetieth percentile


class Spread(NamedTuple):
    """A lognormal length of time in days."""

    mu: float
    sigma: float


class Crime(NamedTuple):
    """How often an article comes up, and how many are accused of it together."""

    article: str
    share: float
    accused: float


@dataclass(frozen=True, slots=True)
class Model:
    """What histories are made from. The tables are those of the file, by their names."""

    first_day: date
    last_day: date
    carried_over_days: int
    size: Mapping[str, float]
    shares: Mapping[str, Mapping[str, float]]  # by table: matters, source, investigation, ...
    days: Mapping[str, Spread]
    months: Mapping[int, float]
    weekdays: tuple[float, ...]
    tet: tuple[float, float, tuple[date, ...]]  # in the week, in the two after it, the first days
    crimes: tuple[Crime, ...]
    clauses: Mapping[str, float]
    violations: Mapping[str, float]
    provinces: Mapping[str, float]  # weight by unit, the largest first


_TABLES = (
    "matters", "source", "investigation", "prosecution", "court", "verdict", "after_judgment", "enforcement", "accused",
)  # fmt: skip


@cache
def model() -> Model:
    """The model of the file."""
    return model_of(tomllib.loads(files("ops.synth").joinpath("model.toml").read_text(encoding="utf-8")))


def model_of(table: Mapping[str, Any]) -> Model:
    """The model that a table describes."""
    weights = {unit: entry["population"] * entry["factor"] for unit, entry in table["provinces"].items()}
    week = table["weekdays"]
    return Model(
        table["first_day"], table["last_day"], table["carried_over_days"], MappingProxyType(table["size"]),
        MappingProxyType({name: MappingProxyType(table[name]) for name in _TABLES}),
        MappingProxyType({name: _spread(**entry) for name, entry in table["days"].items()}),
        MappingProxyType({int(month): weight for month, weight in table["months"].items()}),
        tuple(week["weights"]), (week["tet"], week["after_tet"], tuple(week["tet_first_days"])),
        tuple(Crime(**entry) for entry in table["crime"]["top"]), MappingProxyType(table["crime"]["clauses"]),
        MappingProxyType(table["violations"]),
        MappingProxyType(dict(sorted(weights.items(), key=lambda entry: -entry[1]))),
    )  # fmt: skip


def _spread(median: float, p90: float) -> Spread:
    return Spread(log(median), (log(p90) - log(median)) / NORMAL_P90)
