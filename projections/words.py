"""Pieces of rows that several projections write the same way. Nothing personal: it is not in what they read."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from domain.kernel.act import Act
from domain.states.criminal_case import Accused
from domain.states.parts import Charge

MOST_LABELS = 5
TEXTS = ("summary", "facts", "content", "statement", "ground", "reason", "decision")  # the one that tells most, first


def charge_text(charge: Charge) -> str:
    """ "Cướp tài sản (BLHS-2015/168/2)"."""
    place = "/".join(part for part in (charge.code, charge.article, charge.clause, charge.point) if part)
    return f"{charge.offence} ({place})"


def charges(items: Iterable[Charge]) -> tuple[str, ...]:
    return tuple([charge_text(item) for item in items])


def people(accused: Iterable[Accused]) -> str:
    """Labels of the accused, the first few by name and the others by number: "bị can 1, bị can 2 và 84 bị can khác"."""
    found = list(accused)
    named, others = found[:MOST_LABELS], sum(item.count for item in found[MOST_LABELS:])
    text = ", ".join(item.label for item in named)
    return f"{text} và {others} bị can khác" if others else text


def persons_named(act: Act) -> tuple[UUID, ...]:
    """The accused whom an act names."""
    named: Any = getattr(act.data, "persons", ())
    return tuple(named)


def document_number(act: Act) -> str | None:
    """The number of the decision: the procuracy's own or the other agency's."""
    issuer = getattr(act.data, "issuer", None)
    number: str | None = issuer.number if issuer is not None else getattr(act.data, "number", None)
    return number


def agency(act: Act) -> str | None:
    """The other agency whose act is recorded; None for the procuracy's own."""
    issuer = getattr(act.data, "issuer", None)
    name: str | None = issuer.agency if issuer is not None else None
    return name


def summary(act: Act) -> str | None:
    """The text in which the act says what it is about, as signed."""
    for name in TEXTS:
        text = getattr(act.data, name, None)
        if isinstance(text, str):
            return text
    return None
