"""The catalogue by key, checked once when it is built."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from domain.catalogue import ACTS
from domain.kernel.act_type import ActType
from domain.kernel.personal import check_model


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
        found[act_type.key] = act_type
    return MappingProxyType(found)


CATALOGUE: Mapping[str, ActType] = _index(ACTS)
