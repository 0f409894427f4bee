"""The audit rules as rows, by id. The table itself is rules.toml, read once.

A finding may also stand under a name of its own where no audit rule covers it: "FLAG/<code>" for what the domain
flags about an act (domain/sentences.toml), "LIMIT/<row>" for an act that came after its time limit
(domain/limits/limits.toml).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from domain.limits.calendar import all_known, working_day_after
from domain.limits.lengths import Length, lengths_from
from domain.limits.rows import LIMITS
from domain.sentences import SENTENCES

Severity = Literal["critical", "major", "minor"]  # liberty or nullity; legality or truth of reports; form
Confirmed = Literal["true", "partial", "false"]
Evaluable = Literal["acts", "several_streams", "ledger", "refused", "not_in_acts"]
Area = Literal[
    "source", "initiation", "custody", "investigation", "prosecution", "trial", "execution", "civil", "complaints",
    "dossier", "register", "reporting", "supervision", "integrity", "other",
]  # fmt: skip

FLAG, LIMIT = "FLAG/", "LIMIT/"


class BadRule(ValueError):
    """A row that cannot stand; names it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """D(x): a length that no row of the time limits holds."""

    id: str
    length: Length
    confirmed: Confirmed
    source: tuple[str, ...]
    note: str

    def due(self, start: date) -> date:
        """The last day, counted from the day after `start`."""
        if self.length.unit == "working_days":
            return working_day_after(start, self.length.n)
        return start + timedelta(days=self.length.n)

    def certain(self, start: date) -> bool:
        """Whether the length was read and every day off that mattered is known."""
        return self.confirmed == "true" and (self.length.unit == "days" or all_known(start, self.due(start)))


@dataclass(frozen=True, slots=True)
class Rule:
    """One audit rule."""

    id: str
    area: Area
    title_vi: str
    title_en: str
    check: str  # the rule's own text
    severity: Severity
    basis: str  # article; empty where none is given
    confirmed: Confirmed
    source: tuple[str, ...]  # keys of SOURCES, or texts
    remedy: str
    evaluable: Evaluable
    why_vi: str = ""  # it is not found in the acts of files
    why_en: str = ""
    looks_at: str = ""  # where what is looked at is narrower or wider than the rule's text
    note: str = ""


def _parameter(row: Mapping[str, Any]) -> Parameter:
    (length,) = lengths_from(row["length"])
    if length.unit not in ("days", "working_days"):
        raise BadRule(f"{row['id']}: counted in {length.unit}")
    return Parameter(
        row["id"], length, _among(row, "confirmed", Confirmed), tuple(row["source"]), str(row.get("note", ""))
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    texts: dict[str, Any] = {name: str(row.get(name, "")) for name in _TEXTS}
    for name, allowed in (("area", Area), ("severity", Severity), ("confirmed", Confirmed), ("evaluable", Evaluable)):
        texts[name] = _among(row, name, allowed)
    if texts["evaluable"] in ("ledger", "refused", "not_in_acts") and not texts["why_vi"]:
        raise BadRule(f"{row['id']}: no reason why it is {texts['evaluable']}")
    return Rule(source=tuple(row["source"]), **texts)


_TEXTS = ("id", "title_vi", "title_en", "check", "basis", "remedy", "why_vi", "why_en", "looks_at", "note")


def _among(row: Mapping[str, Any], name: str, allowed: Any) -> Any:
    if row[name] not in get_args(allowed):
        raise BadRule(f"{row['id']}: {name} {row[name]}")
    return row[name]


def _by_id(rows: Any) -> Mapping[str, Any]:
    found = {row.id: row for row in rows}
    if len(found) != len(rows):
        raise BadRule("an id stands twice")
    return MappingProxyType(found)


_TABLE = tomllib.loads(files("domain.audit").joinpath("rules.toml").read_text("utf-8"))
SOURCES: Mapping[str, str] = MappingProxyType(_TABLE["sources"])
PARAMETERS: Mapping[str, Parameter] = _by_id([_parameter(row) for row in _TABLE["parameter"]])
RULES: Mapping[str, Rule] = _by_id([_rule(row) for row in _TABLE["rule"]])
ENTERED_FROM = cast(date, _TABLE["entered_from"])  # acts of days before it were not bound to be entered here

GRAVE_FLAGS = frozenset(("released_late", "term_not_over", "measure_survives"))  # liberty


def rule_of(id: str) -> Rule:
    """The rule of a finding, those under a name of their own included. Raises KeyError."""
    found = RULES.get(id)
    if found is not None:
        return found
    kind, _, name = id.partition("/")
    if kind + "/" == FLAG and name in SENTENCES:
        sentence = SENTENCES[name]
        severity: Severity = "critical" if name in GRAVE_FLAGS else "minor" if name == "history_gap" else "major"
        return Rule(id, "other", _plain(sentence.vi), _plain(sentence.en), "", severity, "", "true", (), "", "acts")
    if kind + "/" == LIMIT and name in LIMITS:
        limit = LIMITS[name][-1]
        confirmed: Confirmed = cast(Confirmed, {"yes": "true", "partly": "partial", "no": "false"}[limit.confirmed])
        vi, en = f"Quá hạn: {limit.name_vi}", f"Late: {limit.name_en}"
        return Rule(id, "other", vi, en, "", "major", limit.article, confirmed, (), "", "acts")
    raise KeyError(id)


def is_rule(id: str) -> bool:
    """Whether findings may stand under `id`."""
    try:
        rule_of(id)
    except KeyError:
        return False
    return True


def _plain(template: str) -> str:
    """A sentence without its facts, as a title."""
    return template.format_map(_Dots()).rstrip(".")


class _Dots(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"
