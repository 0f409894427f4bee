"""Pieces of rows that several projections write the same way. Nothing personal: it is not in what they read."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from domain.kernel.act import Act
from domain.states.criminal_case import Accused
from domain.states.parts import Charge

MOST_LABELS = 5
PERSONS = "persons"  # what acts that name accused persons call them
TEXTS = (
    "summary",
    "facts",
    "content",
    "statement",
    "ground",
    "grounds",
    "reason",
    "reasons",
)  # the one that tells most, first


def charge_text(charge: Charge) -> str:
    """ "Cướp tài sản (BLHS-2015/168/2)"."""
    place = "/".join([part for part in (charge.code, charge.article, charge.clause, charge.point) if part])
    return f"{charge.offence} ({place})"


def charges(items: Iterable[Charge]) -> tuple[str, ...]:
    return tuple([charge_text(item) for item in items])


def people(accused: Iterable[Accused]) -> str:
    """Labels of the accused, the first few by name and the others by number: "bị can 1, bị can 2 và 84 bị can khác"."""
    found = list(accused)
    others = sum([item.count for item in found[MOST_LABELS:]])
    text = ", ".join([item.label for item in found[:MOST_LABELS]])
    return f"{text} và {others} bị can khác" if others else text


@cache
def members(model: type[BaseModel]) -> frozenset[str]:
    """Names of the members of a type of data."""
    return frozenset(model.model_fields)


def datum(act: Act, name: str) -> Any:
    """A member of an act's data; None when its type has none of that name."""
    data: BaseModel = act.data
    return getattr(data, name) if name in members(type(data)) else None


def persons_named(act: Act) -> tuple[UUID, ...]:
    """The accused whom an act names."""
    data: BaseModel = act.data
    named: tuple[UUID, ...] = getattr(data, PERSONS) if _names_persons(type(data)) else ()
    return named


@cache
def _names_persons(model: type[BaseModel]) -> bool:
    return hasattr(model, PERSONS) or PERSONS in members(model)


def document_number(act: Act) -> str | None:
    """The number of the decision: the procuracy's own or the other agency's."""
    data: BaseModel = act.data
    known = members(type(data))
    issuer = data.issuer if "issuer" in known else None  # type: ignore[attr-defined]  # asked of the model
    if issuer is None and "number" not in known:
        return None
    number: str | None = data.number if issuer is None else issuer.number  # type: ignore[attr-defined]
    return number


def agency(act: Act) -> str | None:
    """The other agency whose act is recorded; None for the procuracy's own."""
    issuer = datum(act, "issuer")
    name: str | None = issuer.agency if issuer is not None else None
    return name


def summary(act: Act) -> str | None:
    """The text in which the act says what it is about, as signed."""
    data: BaseModel = act.data
    for name in _texts(type(data)):
        text = getattr(data, name)
        if isinstance(text, str):
            return text
    return None


@cache
def _texts(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in TEXTS if name in members(model))
