"""Pages of findings and of data quality."""

from datetime import date
from typing import Any
from uuid import UUID

import orjson
import psycopg
from fastapi import APIRouter, Response

from api.context import TheParts, TheSession, projected, stamp
from api.errors import NotReady
from api.exports.answering import TheSource
from api.exports.source import Pinned, members_of
from api.finding_texts import says
from api.findings import (
    Figures,
    FindingQuery,
    Findings,
    QualityQuery,
    filled,
    find_findings,
    find_quality,
    period_of,
    summary,
)
from api.pages import finding_words
from api.pages.rendering import page
from api.queries import continued
from api.registers import today
from domain.audit.quality import FIGURES
from domain.audit.rules import ENTERED_FROM, PARAMETERS, RULES, rule_of
from domain.limits.due import DAY
from domain.limits.words import length
from projections import finding_lists
from projections.finding_lists import Wanted
from projections.rows import Seen

Connection = psycopg.Connection[Any]

router = APIRouter(include_in_schema=False)

MOST_OF_CASE = 500


@router.get("/pages/findings")
def listed(query: Findings, parts: TheParts, session: TheSession, source: TheSource) -> Response:
    asked = filled(continued(query), session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = find_findings(connection, asked, pinned)
    answer = page(
        "findings.html", session=session, at=pinned.at, found=found, query=asked,
        asked={**members_of(asked), "as_of": str(pinned.at.position)}, RULES=RULES, **_telling(pinned),
    )  # fmt: skip
    stamp(answer, pinned.at)
    return answer


@router.get("/pages/findings/summary")
def counted(query: Findings, parts: TheParts, session: TheSession, source: TheSource) -> Response:
    asked = filled(continued(query), session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = summary(connection, asked, pinned)
    answer = page(
        "findings_summary.html", session=session, at=pinned.at, found=found, query=asked,
        link=lambda **more: _link(asked, more), **_telling(pinned),
    )  # fmt: skip
    stamp(answer, pinned.at)
    return answer


@router.get("/pages/findings/rules")
def rules(session: TheSession) -> Response:
    return page(
        "findings_rules.html", session=session, rules=RULES.values(), parameters=PARAMETERS.values(), length=length,
        entered_from=ENTERED_FROM, finding_words=finding_words,
    )  # fmt: skip


@router.get("/pages/quality")
def figures(query: Figures, parts: TheParts, session: TheSession, source: TheSource) -> Response:
    asked = filled(query, session.unit)
    pinned = source.pin(asked.as_of)
    with parts.read_pool.connection() as connection:
        found = find_quality(connection, asked, pinned)
    units: dict[str, dict[str, Any]] = {}
    for each in found:
        units.setdefault(each.unit, {})[each.figure] = each
    answer = page(
        "quality.html", session=session, at=pinned.at, query=asked, units=units,
        figures=FIGURES, period=period_of(asked), share=_share, drill=lambda unit, id: _drill(asked, pinned, unit, id),
        **_telling(pinned),
    )  # fmt: skip
    stamp(answer, pinned.at)
    return answer


def findings_of_case(connection: Connection, stream: UUID, position: int, day: date | None) -> list[Seen] | None:
    """The findings of one file for its page, those first seen last first; None when they are not there yet."""
    try:
        projected(connection, str(position))
    except NotReady:
        return None
    wanted = Wanted(position, day or today(), "all", stream=stream)
    return finding_lists.findings(connection, wanted, limit=MOST_OF_CASE).rows


TELLING = {"rule_of": rule_of, "says": says, "facts_of": orjson.loads, "finding_words": finding_words}


def _telling(pinned: Pinned) -> dict[str, Any]:
    """What the templates call to say what a row means."""
    return {
        **TELLING,
        "unit_name": pinned.unit_name,
        "officer": lambda officer: _officer(pinned, officer),
    }


def _officer(pinned: Pinned, officer: UUID) -> str:
    known = pinned.officers.get(officer)
    return known.name if known else str(officer)


def _link(asked: FindingQuery, more: dict[str, Any]) -> dict[str, str]:
    """The query of the list behind a count."""
    return {**members_of(asked), **{name: str(value) for name, value in more.items()}, "as_of": asked.as_of or ""}


def _drill(asked: QualityQuery, pinned: Pinned, unit: str, figure: str) -> dict[str, str]:
    """The query of the findings that count against a figure of a unit ("": of all)."""
    found = {
        "unit": unit or asked.unit or "", "below": "false" if unit else str(asked.below).lower(), "figure": figure,
        "valid_at": str(asked.valid_at), "as_of": str(pinned.at.position),
    }  # fmt: skip
    if FIGURES[figure].of != "obligations":
        return found
    period = period_of(asked)
    days = {"since": str(period.first + DAY), "until": str(period.last + DAY)}
    return {**found, **days, "state": "all"}


def _share(good: int, whole: int) -> str:
    """ "98,7 %", rounded down so that only what is whole says 100."""
    if not whole:
        return "–"
    tenths = good * 1000 // whole
    return f"{tenths // 10},{tenths % 10} %"
