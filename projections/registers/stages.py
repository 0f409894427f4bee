"""Which acts bring a file to a stage: what opens the entries of registers that follow the stage of a file."""

from domain.kernel.act_type import ANY
from domain.kernel.catalogue import CATALOGUE


def reaching(kind: str, *stages: str) -> frozenset[str]:
    """Keys of the act types after which a file of a kind may stand at one of some stages."""
    wanted = {*stages, ANY}
    return frozenset(
        key for key, act_type in CATALOGUE.items() if kind in act_type.kinds and wanted.intersection(act_type.leads_to)
    )
