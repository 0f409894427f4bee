"""Where views are read from: connections that are held for one page of rows each, and the organisation by position."""

import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from pydantic import BaseModel, ValidationError

from api.context import AsOf, projected
from api.errors import BadRequest
from domain.kernel.rule_sets import current_rule_set
from domain.organisation.state import Officer, Organisation
from ledger import reading
from projections.organisations import Organisations

Connection = psycopg.Connection[Any]
Q = TypeVar("Q", bound=BaseModel)

PAGE = 500  # rows read with one connection before it is given back
PAGING = frozenset(("cursor", "limit", "after"))  # an export has no pages


@dataclass(frozen=True, slots=True)
class Pinned:
    """The position that a view speaks for."""

    at: AsOf
    recorded_at: datetime | None
    organisation: Organisation
    rule_set: str

    def unit_name(self, code: str | None) -> str:
        """The name of a unit as of the position; "" for none."""
        known = self.organisation.units.get(code) if code else None
        return known.name_vi if known is not None else code or ""

    def superior_name(self, code: str | None) -> str:
        """The name of the unit above it."""
        known = self.organisation.units.get(code) if code else None
        return self.unit_name(known.parent) if known is not None else ""

    def highest(self) -> str | None:
        """The unit that has none above it."""
        return next((code for code, unit in self.organisation.units.items() if unit.parent is None), None)

    @property
    def officers(self) -> Mapping[UUID, Officer]:
        return self.organisation.officers


class Source:
    """`connection()` gives one for as long as its block lasts."""

    def __init__(self, connection: Callable[[], AbstractContextManager[Connection]]) -> None:
        self.connection = connection
        self._organisations, self._lock = Organisations(), threading.Lock()

    def pin(self, as_of: str | None) -> Pinned:
        """The position that `as_of` names, with what is printed of it. Raises: BadRequest, NotFound, NotReady."""
        with self.connection() as connection:
            at = projected(connection, as_of)
            moment = reading.at(connection, at.position).recorded_at if at.position else None
            with self._lock:
                self._organisations.read(connection, at.position)
                organisation = self._organisations.at(at.position)
        return Pinned(at, moment, organisation, current_rule_set())


def read_query(model: type[Q], asked: Mapping[str, Any]) -> Q:
    """What was asked for, by the names of a query; empty values ask for nothing. Raises: BadRequest."""
    for name in asked:
        if name not in model.model_fields or name in PAGING:
            raise BadRequest(name, "unknown")
    try:
        return model.model_validate(asked)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadRequest("/".join(map(str, first["loc"])), first["type"]) from None


def asked_of(query: BaseModel) -> dict[str, Any]:
    """What the query of a list's page asks for, without its paging."""
    return query.model_dump(exclude=set(PAGING), exclude_none=True)


def members_of(query: BaseModel) -> dict[str, str]:
    """The members of a query that ask for something, as text; `as_of` is left to the position."""
    found = query.model_dump(mode="json", exclude=set(PAGING | {"as_of"}), exclude_none=True)
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in found.items()}


def procuracy_period(year: int) -> str:
    """ "Năm kiểm sát 2026 (từ 01/12/2025 đến 30/11/2026)"."""
    return f"Năm kiểm sát {year} (từ 01/12/{year - 1} đến 30/11/{year})"
