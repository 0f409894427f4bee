"""Findings and data quality for JSON, pages and files alike: one query, one cursor, one position, one day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import orjson
import psycopg
from fastapi import Query
from pydantic import Field

from api import cursors
from api.errors import BadRequest
from api.exports.source import Pinned
from api.finding_texts import says
from api.known import check_unit
from api.queries import LIMIT, FormFields, Limit, Position, Text
from api.registers import today
from domain.audit.quality import FIGURES
from domain.audit.rules import RULES, Area, Rule, Severity, is_rule, rule_of
from projections import finding_lists, quality
from projections.across import MOST, RULES_ACROSS, across, put_off
from projections.across_findings import Across, Asked
from projections.finding_lists import FIRST, Counted, FindingPage, Wanted
from projections.numbering import procuracy_year
from projections.quality import Period, Quality
from projections.rows import Seen

Connection = psycopg.Connection[Any]
State = Literal["open", "remedied", "all"]
FigureId = Literal["correct", "complete", "clean", "live"]
Mark = Annotated[str, Field(max_length=200)]
AskedDay = Annotated[date, Field(ge=date(1960, 1, 1), le=date(8999, 12, 31))]  # the procuracy was founded in 1960


class _Query(FormFields):
    as_of: str | None = Field(None, max_length=40)
    valid_at: AskedDay | None = None  # today without one
    unit: Text | None = None
    below: bool = True  # the units below it as well


class FindingQuery(_Query):
    """Which findings, as of which position and day, and how many a page. A cursor stands for all of it."""

    state: State = "open"
    area: Area | None = None
    rule: Text | None = None
    severity: Severity | None = None
    prosecutor: UUID | None = None
    stream: UUID | None = None
    since: AskedDay | None = None  # held from this day on
    until: AskedDay | None = None  # held from this day or before
    figure: FigureId | None = None  # of data quality: findings that count against it
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: tuple[Position, Mark, Mark] = FIRST


class QualityQuery(_Query):
    """The figures of which units in which days; the procuracy year of the day without any."""

    since: AskedDay | None = None
    until: AskedDay | None = None


Findings = Annotated[FindingQuery, Query()]
Figures = Annotated[QualityQuery, Query()]
Q = TypeVar("Q", bound=_Query)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of findings, with what it speaks for."""

    query: FindingQuery  # with unit and day filled in
    page: FindingPage
    cursor: str | None


def filled(query: Q, unit: str | None) -> Q:
    """The query with what it leaves open: `unit` when it names none, today."""
    return query.model_copy(update={"unit": query.unit or unit, "valid_at": query.valid_at or today()})


def asked_of_units(query: _Query, pinned: Pinned) -> Asked:
    """The units of a query that was filled, its position and day. Raises: BadRequest for a unit that is not known."""
    unit, day = query.unit or "", query.valid_at or today()
    check_unit(pinned.organisation, unit)
    units = pinned.organisation.under(unit, day) | {unit} if query.below else frozenset((unit,))
    return Asked(units, pinned.at.position, day, pinned.organisation)


def wanted_of(query: FindingQuery, pinned: Pinned) -> Wanted:
    """What is asked of the rows by a query that was filled. Raises: BadRequest for a unit or rule that is not known."""
    asked = asked_of_units(query, pinned)
    if query.rule is not None and not is_rule(query.rule):
        raise BadRequest("rule", "unknown", query.rule)
    return Wanted(
        asked.as_of, asked.day, query.state, asked.units, query.area, query.rule, query.severity, query.prosecutor,
        query.stream, query.since, query.until, FIGURES[query.figure] if query.figure else None,
    )  # fmt: skip


def find_findings(connection: Connection, query: FindingQuery, pinned: Pinned) -> Found:
    """A page of findings for a query that was filled. Raises: BadRequest."""
    page = finding_lists.findings(connection, wanted_of(query, pinned), after=query.after, limit=query.limit)
    cursor = None
    if page.after is not None:
        going_on = query.model_copy(update={"as_of": str(pinned.at.position), "after": page.after})
        cursor = cursors.encode(going_on.model_dump(mode="json", exclude={"cursor"}))
    return Found(query, page, cursor)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings there are, by unit, rule and officer, and those of rules over several files."""

    units: list[Counted]
    rules: list[Counted]
    officers: list[tuple[UUID, int, int]]
    across: list[Across]
    cut: list[str]  # rules over several files that have as many findings as are given, and may have more
    put_off: list[str]  # rules over several files that are not looked at over so many units, unless asked for by name


def summary(connection: Connection, query: FindingQuery, pinned: Pinned) -> Summary:
    """The counts for a query that was filled. Raises: BadRequest."""
    wanted, asked = wanted_of(query, pinned), asked_of_units(query, pinned)
    looked_at = [rule for rule in RULES_ACROSS if query.rule in (None, rule) and query.area in (None, RULES[rule].area)]
    left_out = put_off(len(asked.units), query.rule).intersection(looked_at)
    several = [
        each
        for rule in looked_at
        if rule not in left_out
        for each in across(connection, asked, (rule,))
        if query.severity in (None, each.severity)
    ]
    cut = [rule for rule, count in Counter(each.rule for each in several).items() if count >= MOST]
    return Summary(
        finding_lists.counted(connection, wanted, "unit"), finding_lists.counted(connection, wanted, "rule"),
        finding_lists.by_officer(connection, wanted), several, cut, sorted(left_out),
    )  # fmt: skip


def period_of(query: QualityQuery) -> Period:
    """The days that a query asks for."""
    year = procuracy_year(query.valid_at or today())
    return Period(query.since or date(year - 1, 12, 1), query.until or date(year, 11, 30))


def find_quality(connection: Connection, query: QualityQuery, pinned: Pinned) -> list[Quality]:
    """The figures of each unit, and of all together (unit ""). Raises: BadRequest."""
    figures = quality.quality(connection, asked_of_units(query, pinned), period_of(query))
    return [*quality.total(figures), *figures]


def member(seen: Seen, day: date, position: int) -> dict[str, Any]:
    """A finding as JSON members."""
    row = seen.row
    rule, facts = rule_of(row.rule), orjson.loads(row.facts)
    remedied = row.remedied_on is not None and row.remedied_on <= day
    return {
        "stream": str(seen.stream),
        **rule_member(rule),
        "mark": row.mark,
        "person": str(row.person) if row.person else None,
        "acts": list(row.versions),
        "holds_from": row.holds_from.isoformat(),
        "facts": facts,
        "says": says(row.rule, facts),
        "says_en": says(row.rule, facts, english=True),
        "certain": row.certain,
        "unit": row.unit,
        "prosecutors": [str(each) for each in row.prosecutors],
        "first_seen": row.opened,
        "state": "remedied" if remedied else "open",
        "remedied": {"position": row.remedied, "act": row.remedied_by, "on": row.remedied_on.isoformat()}
        if remedied
        else None,
        "acknowledged": list(row.acknowledged),
        "explained": list(row.explained),
        "links": {"case": f"/cases/{seen.stream}?as_of={position}"},
    }


def across_member(each: Across) -> dict[str, Any]:
    """A finding over several files as JSON members."""
    return {
        "stream": str(each.stream) if each.stream else None,
        **rule_member(RULES[each.rule]),
        "acts": list(each.versions),
        "holds_from": each.holds_from.isoformat(),
        "facts": dict(each.facts),
        "says": says(each.rule, each.facts),
        "says_en": says(each.rule, each.facts, english=True),
        "unit": each.unit,
        "prosecutors": [str(officer) for officer in each.prosecutors],
        "first_seen": each.position or None,
        "other_acts": list(each.others),  # positions
    }


def rule_member(rule: Rule) -> dict[str, Any]:
    """What a finding says of its rule."""
    return {
        "rule": rule.id, "title_vi": rule.title_vi, "title_en": rule.title_en, "area": rule.area,
        "severity": rule.severity, "article": rule.basis or None, "confirmed": rule.confirmed,
    }  # fmt: skip


def figure_member(id: str) -> dict[str, Any]:
    """The definition of a figure of quality."""
    figure = FIGURES[id]
    return {
        "id": id, "title_vi": figure.title_vi, "title_en": figure.title_en, "says_vi": figure.says_vi,
        "says_en": figure.says_en, "of": figure.of, "confirmed": figure.confirmed,
        "rules": sorted((*figure.rules, *(f"{family}..." for family in figure.families))),
    }  # fmt: skip
