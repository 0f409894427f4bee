"""What the chapters of module 10 share: the kind of stream, the law, and how a request moves."""

from typing import Any

from domain.acts.changes import leads_to
from domain.kernel.act import Recorded
from domain.kernel.act_type import Apply, Level
from domain.states.legal_assistance import LegalAssistance

REQUEST = ("legal_assistance",)
OLD = ("LTTTP-2007",)  # until 30 June 2026; its article was not read
CENTRAL = ("LTTTP-2007/64", "LTTTPHS-2025/6/1")  # the supreme procuracy as central authority
CENTRAL_LEVELS: tuple[Level, ...] = ("supreme", "department")


def moved(stage: str, direction: str = "") -> Apply:
    """Moves the request to `stage`, or nowhere when it is empty; takes up the state, person and result named."""

    def apply(state: LegalAssistance, recorded: Recorded) -> LegalAssistance:
        data: Any = recorded.act.data
        requested = getattr(data, "requested", None)
        added = (requested.person,) if requested is not None and requested.person not in state.persons else ()
        return state.evolved(
            stage=stage or state.stage,
            direction=state.direction or direction,
            foreign_state=getattr(data, "foreign_state", None) or state.foreign_state,
            persons=(*state.persons, *added),
            result=getattr(data, "result", getattr(data, "outcome", None)) or state.result,
        )

    return leads_to(stage)(apply) if stage else apply
