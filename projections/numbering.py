"""Numbers in registers: which series an entry belongs to, and where in it.

A series is (register, unit that owns the numbers, procuracy year). The number of an entry is its place in the series
by the position of the act that opened it. That place never moves: positions are given out in commit order, an entry
keeps its unit and year for ever, and nothing leaves a register (a mistaken entry is struck out and keeps its number).
So the numbers are gapless and never reused by construction, and the same live, rebuilt and as of any position; they
are counted when read and stored nowhere, because a stored number would make a row of one case depend on all other
cases.

The year runs from 1 December to 30 November and is named after the year it ends in; it is the year of the day on
which the entry was made in law, so an entry recorded late takes the next free number of its own year.

A khu vực (formerly district) procuracy owns its numbers; a room or department draws them from its parent
(registers.yaml, rule number_owning_unit: partly confirmed; the entry number's restart is by analogy and not
confirmed).
"""

from datetime import date

from domain.organisation.state import Organisation

DRAWS_FROM_PARENT = frozenset(("department",))  # levels of units without numbers of their own


def procuracy_year(day: date) -> int:
    """The procuracy year in which a Vietnamese calendar day falls."""
    return day.year + 1 if day.month == 12 else day.year


def number_owner(organisation: Organisation, unit: str) -> str:
    """The unit whose series the entries of `unit` are numbered in; a unit that the organisation does not know owns
    its own.
    """
    known = organisation.units.get(unit)
    while known is not None and known.level in DRAWS_FROM_PARENT and known.parent is not None:
        unit = known.parent
        known = organisation.units.get(unit)
    return unit
