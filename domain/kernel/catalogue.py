"""The catalogue by key, checked once when it is built."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from domain.catalogue import ACTS
from domain.kernel.act_type import ActType
from domain.kernel.personal import check_model
from domain.law.charges import CHARGE_CHECKS, names_charges

CHARGING = ("M1", "M2", "M3", "M4", "M6")  # modules whose acts charge under our penal codes; a gap only tells of them


class BadCatalogue(ValueError):
    """A declaration that cannot stand; names the act."""


def _index(acts: Iterable[ActType]) -> Mapping[str, ActType]:
    found: dict[str, ActType] = {}
    for act_type in acts:
        if act_type.key in found:
            raise BadCatalogue(f"{act_type.key}: declared twice")
        if not act_type.law or not act_type.lawful_from or not act_type.signed_by or not act_type.kinds:
            raise BadCatalogue(f"{act_type.key}: law, lawful stages, signers and kinds must not be empty")
        check_model(act_type.data)
        found[act_type.key] = _with_checks_of_data(act_type)
    return MappingProxyType(found)


def _with_checks_of_data(act_type: ActType) -> ActType:
    """What the data name brings its checks along, so that no chapter can forget them."""
    if act_type.module not in CHARGING or not names_charges(act_type.data):
        return act_type
    return replace(act_type, checks=(*act_type.checks, *CHARGE_CHECKS))


CATALOGUE: Mapping[str, ActType] = _index(ACTS)
