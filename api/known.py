"""Values of a query that must name something there is. One that names nothing is said to the caller: an empty list
would be read as an answer about a unit, a kind or a stage that was only misspelled.
"""

from collections.abc import Container, Mapping

from api.errors import BadRequest
from domain.kinds import KINDS
from domain.limits.rows import LIMITS
from domain.organisation.state import Organisation
from projections.case_status import CASES

STAGES: Mapping[str, frozenset[str]] = {kind: frozenset(KINDS[kind].initial.stages) for kind in CASES}
ANY_STAGE = frozenset[str]().union(*STAGES.values())


def check_unit(organisation: Organisation, unit: str | None) -> None:
    """Raises: BadRequest for a unit that the organisation does not have as of the position."""
    _check("unit", unit, organisation.units)


def known_kinds(kind: str | None, stage: str | None) -> tuple[str, ...] | None:
    """The kinds of file that are asked for: the one named, or those that have the stage; None for any.

    Raises: BadRequest for a kind of file that there is not, or a stage that its procedure (any, when no kind is asked
    for) does not have.
    """
    _check("kind", kind, CASES)
    _check("stage", stage, ANY_STAGE if kind is None else STAGES[kind])
    if kind is not None:
        return (kind,)
    return None if stage is None else tuple(sorted(each for each in STAGES if stage in STAGES[each]))


def check_limit(limit: str | None) -> None:
    """Raises: BadRequest for a time limit that is not in the table."""
    _check("time_limit", limit, LIMITS)


def _check(pointer: str, value: str | None, known: Container[str]) -> None:
    if value is not None and value not in known:
        raise BadRequest(pointer, "unknown", value)
