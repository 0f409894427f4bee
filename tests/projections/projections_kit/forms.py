"""Forms filled in from a ledger of random acts."""

from collections.abc import Callable

from domain.organisation.state import Organisation
from projections.deadlines import DEADLINES
from projections.organisations import Organisations
from projections.statistics.count import Filled, compute
from projections.statistics.facts import FACT
from projections.statistics.forms import Form
from projections.statistics.periods import Period
from projections.statistics.scopes import scope
from projections_kit.house import House
from projections_kit.walk import random_walk


def nation(house: House, position: int) -> Organisation:
    organisations = Organisations()
    organisations.read(house.projector, position)
    return organisations.at(position)


def filled(house: House, form: Form, unit: str, kind: str, when: Period, position: int) -> Filled:
    where = scope(nation(house, position), unit, kind, when.last)
    return compute(house.projector, form, where, when, position)


def furnished(houses: Callable[[], House], seed: int, count: int = 400, streams: int = 12) -> tuple[House, int]:
    house = houses().furnished(FACT, DEADLINES)
    acts = random_walk(seed, count, streams)
    house.record(acts)
    house.project()
    return house, len(acts)
