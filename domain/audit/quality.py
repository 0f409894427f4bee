"""The four figures of data quality as rows: which rules count in each. The table itself is quality.toml, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

from domain.audit.folding import RULES as FOLDED
from domain.audit.rules import RULES, BadRule, is_rule
from domain.audit.shapes import Obligation
from domain.audit.times import LIMITS_OF

Of = Literal["acts", "obligations", "entries"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what is counted, and the rules whose findings count against it."""

    id: str
    title_vi: str
    title_en: str
    of: Of
    says_vi: str
    says_en: str
    confirmed: str
    rules: frozenset[str]  # audit rules
    families: frozenset[str]  # beginnings of rules under a name of their own, FLAG/ and LIMIT/


OBLIGATIONS = frozenset(  # rules whose findings wait for a day
    (*(rule.rule for rule in FOLDED if isinstance(rule, Obligation)), *LIMITS_OF, "AR-025")
)


def _figure(row: Mapping[str, Any]) -> Figure:
    if row["of"] not in get_args(Of):
        raise BadRule(f"{row['id']}: of {row['of']}")
    areas, named = row.get("areas", ()), row.get("rules", ())
    unknown = [rule for rule in named if not is_rule(rule)]
    if unknown:
        raise BadRule(f"{row['id']}: {unknown[0]}")
    counted = {rule.id for rule in RULES.values() if rule.area in areas} | set(named)
    rules = OBLIGATIONS if row["of"] == "obligations" else frozenset(counted)
    families = frozenset(("FLAG/", "LIMIT/")) if "other" in areas else frozenset()
    texts: Any = {name: row[name] for name in ("id", "title_vi", "title_en", "of", "says_vi", "says_en", "confirmed")}
    return Figure(rules=rules, families=families, **texts)


_TABLE = tomllib.loads(files("domain.audit").joinpath("quality.toml").read_text("utf-8"))
FIGURES: Mapping[str, Figure] = {figure.id: figure for figure in map(_figure, _TABLE["figure"])}
