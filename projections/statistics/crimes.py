"""Under which crime something is counted: the gravest charge, of equal ones the lowest article.

Counting rules CR1 (a case under its most serious charge), CR2 (an accused with several charges once, under the most
serious) and CR3 (equal seriousness: lowest article) of the national statistical indicators. Seriousness is the class
of crime (BLHS-2015/9); charges whose class is not fixed come after those whose class is.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from domain.law.charges import class_by_table
from domain.law.offences import CLASSES
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import Charge


class Crime(NamedTuple):
    """What a fact is counted under; nothing known when all are None."""

    article: str | None = None  # "BLHS-2015/174"
    clause: str | None = None
    crime_class: str | None = None


NONE = Crime()


def gravest(charges: Sequence[Charge], when: date | None) -> Crime:
    """The crime of the most serious charge; `when` is the day of the crime, where known."""
    if len(charges) == 1:
        return _crime(charges[0], when)
    return min([_crime(charge, when) for charge in charges], key=_order, default=NONE)


def _crime(charge: Charge, when: date | None) -> Crime:
    return _classified(charge.code, charge.article, charge.clause, charge.crime_class, when)


@lru_cache(maxsize=20_000)
def _classified(code: str, article: str, clause: str | None, stated: str | None, when: date | None) -> Crime:
    return Crime(f"{code}/{article}", clause, class_by_table(code, article, clause, when) or stated)


@lru_cache(maxsize=20_000)
def _order(crime: Crime) -> tuple[int, int, str, str]:
    grave = CLASSES.index(crime.crime_class) + 1 if crime.crime_class else 0
    article = crime.article or ""
    number = "".join(letter for letter in article.rpartition("/")[2] if letter.isdigit())
    return -grave, int(number or 0), article, crime.clause or ""


def of_accused(accused: Accused) -> Crime:
    """The crime of an accused: of the charges that stand, else of those that were dropped last."""
    return gravest(accused.charges or accused.annulled_charges or accused.dropped, accused.offence_on)


def of_case(state: CriminalCase) -> Crime:
    """The crime of a case: the gravest of all that it was opened for and that anybody in it is charged with."""
    charges = [*state.offences]
    for accused in state.accused.values():
        charges += accused.charges
    return gravest(charges, state.incident_on)
