"""Where what is counted stands: the stocks, as a pure function of a state.

A stock is what is carried over from one period into the next: cases and accused under investigation, sources being
handled, persons in custody. A stream stands in stocks by its state alone, so what an act changes is found by
comparing the state before it with the state after it, whatever the act was; no act can leave a stock unnoticed.

A place that is no stock of a form (a case between conclusion and file) is a place all the same: leaving a stock for
it is a way out of that stock. Ways into and out of it are not written.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from domain.states.complaint import Complaint
from domain.states.criminal_case import CLOSED, Accused, CriminalCase
from domain.states.enforcement import Enforcement
from domain.states.information_source import InformationSource
from projections.statistics import crimes
from projections.statistics.counted import STOCKS
from projections.statistics.crimes import Crime

# Places of a criminal case by its stage; a stage that is missing is no place: the case is not open (or not any more).
CASE_PLACES: Mapping[str, str] = {
    "investigation": "investigation",
    "supplementary_investigation": "investigation",
    "reinvestigation": "investigation",
    "investigation_suspended": "suspended",
    "resumption_awaited": "suspended",  # until the investigation is resumed nothing is done in the case
    "concluded": "concluded",
    "prosecution": "prosecution",
    "prosecution_suspended": "suspended",
    "indicted": "indicted",
    "court": "trial",
    "trial": "trial",
    "returned_by_court": "returned_by_court",
    "suspended_by_court": "suspended",
    "judged": "judged",
    "appealed": "judged",
    "appeal_trial": "appeal",
    "cassation": "review",
    "reopening": "review",
}
SOURCE_PLACES: Mapping[str, str] = {"received": "open", "verification": "open", "suspended": "suspended"}
COMPLAINT_PLACES: Mapping[str, str] = {
    "received": "open", "classified": "open", "accepted": "open", "verifying": "open", "second_accepted": "open",
    "supervised": "supervised",
}  # fmt: skip
CONVICT_PLACES: Mapping[str, str] = {
    "judgment_effective": "waiting", "enforcement_ordered": "waiting", "serving_prison": "prison",
    "serving_community": "community", "deferred": "deferred", "service_suspended": "service_suspended",
    "absconded": "absconded", "conditional_release": "conditional_release", "death_review": "death",
    "death_pending": "death", "clemency": "death", "awaiting": "death", "stayed": "death",
}  # fmt: skip

HELD_IN = ("custody", "remand")  # measures
OF_PERSONS = ("accused", *HELD_IN)  # what is counted by persons
STOPPED = ("suspended", "resumption_awaited")
ELSEWHERE = ("transferred", "joined")  # stages in which the persons of the file are in somebody else's hands

Key = tuple[str, UUID | None]  # what is counted, and the person when it is one


class Standing(NamedTuple):
    """One thing that stands somewhere."""

    place: str
    amount: int  # 1, or the number of a group
    crime: Crime
    juvenile: bool = False
    legal_person: bool = False


_STOCK_OF: Mapping[tuple[str, ...], str] = {tuple(name.split(".")): name for name in STOCKS}


def stock_of(what: Key, place: str) -> str | None:
    """The stock of those who stand in a place; None when no form counts it."""
    return _STOCK_OF.get((what[0], place))


def standings(state: Any, persons: tuple[UUID, ...] | None = None, crime: Crime | None = None) -> dict[Key, Standing]:
    """Everything of a stream that stands somewhere, by what it is; of accused those in `persons`, all without it.
    `crime`: of the case, where that is known already.

    Empty for kinds that are not counted so.
    """
    if isinstance(state, CriminalCase):
        return _of_case(state, persons, crime)
    if isinstance(state, InformationSource):
        return _one("source", SOURCE_PLACES.get(state.stage))
    if isinstance(state, Complaint):
        return _one("complaint", COMPLAINT_PLACES.get(state.stage))
    if isinstance(state, Enforcement):
        return _one("convict", CONVICT_PLACES.get(state.stage))
    return {}


def _one(what: str, place: str | None) -> dict[Key, Standing]:
    return {(what, None): Standing(place, 1, crimes.NONE)} if place else {}


def _of_case(state: CriminalCase, persons: tuple[UUID, ...] | None, crime: Crime | None) -> dict[Key, Standing]:
    found: dict[Key, Standing] = {}
    place = CASE_PLACES.get(state.stage)
    if place:
        found["case", None] = Standing(place, 1, crime or crimes.of_case(state))
    if persons != ():
        elsewhere = state.stage in ELSEWHERE
        for person in state.accused if persons is None else persons:
            accused = state.accused.get(person)
            if accused is not None:
                _of_accused(found, person, accused, place, elsewhere=elsewhere)
    return found


def _of_accused(
    found: dict[Key, Standing], person: UUID, accused: Accused, place: str | None, *, elsewhere: bool
) -> None:
    crime, juvenile, legal_person = crimes.of_accused(accused), accused.juvenile, accused.legal_person
    if place and accused.status != "held" and accused.status not in CLOSED and not accused.final:
        at = "suspended" if accused.status in STOPPED else place
        found["accused", person] = Standing(at, accused.count, crime, juvenile, legal_person)
    if elsewhere or accused.final:
        return  # who has moved is held there; who is finally convicted serves the sentence
    for measure in accused.measures:
        if not measure.ended and measure.kind in HELD_IN:
            found[measure.kind, person] = Standing("held", accused.count, crime, juvenile, legal_person)
