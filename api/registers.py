"""Lists and registers page by page, for JSON and for pages alike: one query, one cursor, one position."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, Field

from api import cursors
from api.context import AsOf
from api.errors import NotFound
from api.exports.source import Pinned, Source
from api.known import check_unit, known_kinds
from api.queries import LIMIT, FormFields, Limit, Position, Text, continued
from domain.kernel.calendar import VIETNAM
from projections import reading
from projections.catalogue import REGISTERS
from projections.numbering import procuracy_year
from projections.reading import CaseFilter, CasePage
from projections.registers import reading as books
from projections.registers.reading import Place, RegisterPage
from projections.registers.register import Register

Year = Annotated[int, Field(ge=1945, le=9999)]


class CaseQuery(FormFields):
    """Which cases, and how many a page. A cursor stands for all of it."""

    as_of: str | None = Field(None, max_length=40)
    kind: Text | None = None
    unit: Text | None = None
    stage: Text | None = None
    year: Year | None = None
    offence: Text | None = None
    has_findings: bool | None = None
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: Position = 0


class RegisterQuery(FormFields):
    """Which series of a register. A cursor stands for all of it."""

    as_of: str | None = Field(None, max_length=40)
    unit: Text | None = None
    year: Year | None = None
    number: Annotated[int, Field(ge=1, lt=2**31)] | None = None  # of the entry that the first page begins with
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: tuple[Position, Position, int] = books.START


Cases = Annotated[CaseQuery, Query()]
Lines = Annotated[RegisterQuery, Query()]


@dataclass(frozen=True, slots=True)
class Found:
    """A page with the position it speaks for and the cursor of the next one."""

    at: AsOf
    page: Any
    cursor: str | None
    query: BaseModel  # the one asked, or the one that its cursor stands for


def find_cases(source: Source, asked: CaseQuery) -> Found:
    """A page of cases. Raises: BadRequest, NotFound, NotReady."""
    query = continued(asked)
    pinned = source.pin(query.as_of)
    wanted, at = wanted_of(query, pinned), pinned.at
    with source.connection() as connection:
        page: CasePage = reading.cases(connection, wanted, at.position, after=query.after, limit=query.limit)
    return Found(at, page, _following(query, at, page.after), query)


def wanted_of(query: CaseQuery, pinned: Pinned) -> CaseFilter:
    """Which cases a query wants. Raises: BadRequest for a unit, kind or stage that is not known."""
    check_unit(pinned.organisation, query.unit)
    return CaseFilter(
        kinds=known_kinds(query.kind, query.stage),
        units=(query.unit,) if query.unit else None,
        stage=query.stage,
        year=query.year,
        offence=query.offence,
        has_findings=query.has_findings,
    )


def find_lines(source: Source, register: Register, asked: RegisterQuery, unit: str) -> Found:
    """A page of a register; `unit` when the query names none. Raises: BadRequest, NotFound, NotReady."""
    query = continued(asked)
    pinned = source.pin(query.as_of)
    check_unit(pinned.organisation, query.unit)
    at, year = pinned.at, query.year or procuracy_year(today())
    owner, after = query.unit or unit, Place(*query.after)
    with source.connection() as connection:
        if query.number is not None:
            after = books.before(connection, register, owner, year, at.position, query.number)
        page: RegisterPage = books.page(connection, register, owner, year, at.position, after=after, limit=query.limit)
    filled = query.model_copy(update={"unit": page.unit, "year": year, "number": None})
    return Found(at, page, _following(filled, at, page.after), filled)


def register_named(name: str) -> Register:
    """Raises: NotFound."""
    if name not in REGISTERS:
        raise NotFound(f"register {name}")
    return REGISTERS[name]


def today() -> date:
    return datetime.now(UTC).astimezone(VIETNAM).date()


def _following(query: CaseQuery | RegisterQuery, at: AsOf, after: Any) -> str | None:
    if after is None:
        return None
    pinned = query.model_copy(update={"as_of": str(at.position), "after": after})
    return cursors.encode(pinned.model_dump(mode="json", exclude={"cursor"}))
