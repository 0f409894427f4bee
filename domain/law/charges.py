"""Charges judged by the table of offences: the class of crime of a charge, and the checks that acts share.

A charge is looked up for the day of the crime where that is known (BLHS-2015/7), else for the day of the act that
brings the charge. Where the table says nothing, the class that the act states stands.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from domain.kernel.act_type import Breach, Question
from domain.kernel.data import Part
from domain.law.offences import PENAL_CODES, clauses_on
from domain.states.parts import Charge

CLASS_ARTICLE = "BLHS-2015/9"
OFFENCE_ARTICLE = "BLHS-2015/8"


def possible_classes(charge: Charge, when: date | None) -> frozenset[str]:
    """The classes that the table leaves open for a charge; empty when it says nothing, or nothing settled."""
    rows = clauses_on(charge.code, charge.article, charge.clause, when)
    if not all(row.confirmed for row in rows):
        return frozenset()
    return frozenset(row.crime_class for row in rows if row.crime_class is not None)


def crime_class(charge: Charge, when: date | None = None) -> str | None:
    """The class by the table: None when the clause is not known and the clauses differ, or the table is silent."""
    return class_by_table(charge.code, charge.article, charge.clause, when)


@lru_cache(maxsize=16_384)
def class_by_table(code: str, article: str, clause: str | None, when: date | None) -> str | None:
    """The class of crime of a charge on a day, as `crime_class`."""
    rows = clauses_on(code, article, clause, when)
    found = {row.crime_class for row in rows if row.crime_class is not None}
    return found.pop() if len(found) == 1 else None


def class_of(charge: Charge, when: date | None = None) -> str | None:
    """The class by the table; the stated one where the table does not fix it."""
    return crime_class(charge, when) or charge.crime_class


def known(charge: Charge, when: date | None) -> bool:
    """Whether the article can be charged: it stands in the special part of its code.

    A code without a table is not judged, nor an article of the code's first text that has no rows yet.
    """
    penal = PENAL_CODES.get(charge.code)
    if penal is None or clauses_on(charge.code, charge.article, None, when):
        return True
    listed = charge.article in penal.offences
    return not listed and charge.article.isdecimal() and int(charge.article) in penal.articles


def charges_of(data: Part) -> Iterator[Charge]:
    """Every charge that the data of an act name, wherever they stand."""
    for name in _holding(type(data)):
        value = getattr(data, name)
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, Charge):
                yield entry
            elif isinstance(entry, Part):
                yield from charges_of(entry)


def names_charges(data: type[Part]) -> bool:
    """Whether data of this model can name charges."""
    return bool(_holding(data))


@cache
def _holding(model: type[BaseModel]) -> tuple[str, ...]:
    """The members of a model in which a charge may stand."""
    return tuple(name for name, field in model.model_fields.items() if _holds_charge(field.annotation))


def _holds_charge(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation is Charge or names_charges(annotation)
    return any(_holds_charge(inner) for inner in get_args(annotation))


def offences_known(state: Any, question: Question) -> Breach | None:
    """Every charge names an article of the special part of its code. BLHS-2015/8"""
    for charge in charges_of(question.act.data):
        if not known(charge, _day(state, question)):
            return Breach("offence_unknown", OFFENCE_ARTICLE, {"code": charge.code, "article": charge.article})
    return None


def classes_right(state: Any, question: Question) -> Breach | None:
    """The class that a charge states is one that its clause can have. BLHS-2015/9"""
    for charge in charges_of(question.act.data):
        possible = possible_classes(charge, _day(state, question))
        if charge.crime_class and possible and charge.crime_class not in possible:
            facts = {"article": charge.article, "clause": charge.clause, "stated": charge.crime_class}
            return Breach("crime_class_wrong", CLASS_ARTICLE, {**facts, "classes": sorted(possible)})
    return None


CHARGE_CHECKS = (offences_known, classes_right)  # put to every act of the proceedings that names charges


def _day(state: Any, question: Question) -> date:
    stated: date | None = question.act.data.member("incident_on")
    return stated or getattr(state, "incident_on", None) or question.day
