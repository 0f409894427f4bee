"""Checks that closed rule sets are judged by and the catalogue no longer has.

They stay for as long as acts were decided under those rule sets, which is for ever.
"""

from domain.kernel.act_type import Breach, Check, Question
from domain.kernel.checks import accused_known, status_among
from domain.states.stream import Stream

CHARGED = ("approved", "charged", "proposed", "indicted", "suspended", "judged", "convicted")  # of 2026-11


def to_lower_unit(state: Stream, question: Question) -> Breach | None:
    """An instruction goes to a unit below. LTCVKSND-2014/7/1"""
    organisation, signer, unit = question.organisation, question.act.actor.unit, question.act.data.to_unit
    if organisation is None or (unit in organisation.units and organisation.is_superior(signer, unit)):
        return None
    return Breach("unit_not_subordinate", "LTCVKSND-2014/7/1", {"signer": signer, "unit": unit})


FORMER: tuple[Check, ...] = (
    accused_known,
    to_lower_unit,
    status_among(*CHARGED, article="BLTTHS-2015/119/1"),
    status_among(*CHARGED, article="BLTTHS-2015/121/1"),
    status_among(*CHARGED, article="BLTTHS-2015/123/1"),
    status_among(*CHARGED, article="BLTTHS-2015/243"),
)
