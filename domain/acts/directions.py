"""A superior procuracy and the lower one: reports, directions, decisions withdrawn, cases taken over.

BLTTHS-2015/41/1/d, 240/3; LTCVKSND-2014/7/1
"""

from typing import Literal
from uuid import UUID

from domain.acts.changes import leads_to, stopped_persons, unchanged
from domain.acts.common import FILES
from domain.acts.internal_decisions import Secrecy, no_secret_text
from domain.acts.shapes import Own, OwnOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, HEAD_ONLY, ActType
from domain.kernel.checks import linked, over_unit, persons_known, under_unit
from domain.kernel.data import Code, Flagged, Text
from domain.states.criminal_case import CriminalCase

# A decision withdrawn in the prosecution puts its accused back where they stood: BLTTHS-2015/240/3
WITHDRAWN = ("indicted", "prosecution_suspended", "discontinued", "supplementary_investigation")
PUT_BACK = ("indicted", "approved", "charged", "suspended", "discontinued")


class Reported(Own):
    """A lower procuracy reports on the matter or asks for guidance."""

    purpose: Literal["report", "opinion_request", "key_case"]
    to_unit: Code
    secrecy: Secrecy  # what a key case is asked about is a state secret


class Instructed(OwnOnSome):
    """A superior procuracy tells a lower one what to do."""

    to_unit: Code
    content: Text
    binding: Flagged | None = None


class LowerDecisionWithdrawn(OwnOnSome):
    """A superior takes back a decision of the lower procuracy in the prosecution; a link `annuls` names it."""

    to_unit: Code  # whose decision it was
    action: Literal["withdrawn", "stayed", "annulled"]
    reason: Text
    instruction: Text


class LowerActAnnulled(Own):
    """A superior annuls another act of the lower procuracy; a link `annuls` names it."""

    to_unit: Code  # whose act it was
    reason: Text
    instruction: Text


class TakenOverBySuperior(Own):
    """The superior handles the case itself from now on."""

    to_unit: Code  # the lower procuracy that hands over
    reason: Text


@leads_to("prosecution")
def _withdrawn(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = _put_back(state, recorded.act.data.persons)
    accused = state.changed(persons, lambda a: a.evolved(status="proposed") if a.status in PUT_BACK else a)
    return state.evolved(stage="prosecution", accused=accused)


def _put_back(state: CriminalCase, persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """The accused whom the decision withdrawn concerned."""
    if state.stage in ("prosecution_suspended", "discontinued"):
        return stopped_persons(state, persons)
    found = (person for person, accused in state.accused.items() if accused.status in ("indicted", "approved"))
    return persons or tuple(found)


CHAPTER = (
    ActType(
        key="report.sent_to_superior.v1", codes=("report_sent_to_superior",),
        name_vi="Báo cáo án, báo cáo thỉnh thị Viện kiểm sát cấp trên",
        name_en="Report or request for guidance sent to the superior procuracy",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD, law=("LTCVKSND-2014/7/1",),
        lawful_from=(ANY,), checks=(under_unit("to_unit"), no_secret_text), data=Reported, apply=unchanged,
        confirmed=False, source="LTCVKSND 2014; regulation on reporting not read",
    ),
    ActType(
        key="instruction.given.v1", codes=("superior_direction_issued",),
        name_vi="Chỉ đạo của Viện kiểm sát cấp trên",
        name_en="Instruction given to a lower procuracy",
        module="common", issuer="procuracy", kinds=FILES, signed_by=(*HEAD, "TTDV"),
        law=("LTCVKSND-2014/7/1", "BLTTHS-2015/41/1"), lawful_from=(ANY,), impossible=(persons_known,),
        checks=(over_unit("to_unit"),), data=Instructed, apply=unchanged, confirmed=False,
    ),
    ActType(
        key="decision.withdrawn_by_superior.v1", codes=("superior_withdrew_decision",),
        name_vi="Viện trưởng Viện kiểm sát cấp trên rút, đình chỉ, hủy bỏ quyết định của cấp dưới",
        name_en="Superior withdrew, stayed or annulled a decision of the lower procuracy",
        module="common", issuer="procuracy", signed_by=HEAD_ONLY,
        law=("BLTTHS-2015/41/1/d", "BLTTHS-2015/240/3", "LTCVKSND-2014/7/1"), lawful_from=WITHDRAWN,
        impossible=(persons_known, linked("annuls", "BLTTHS-2015/240/3")), checks=(over_unit("to_unit"),),
        data=LowerDecisionWithdrawn, apply=_withdrawn,
    ),
    ActType(
        key="lower_act.annulled_by_superior.v1", codes=("superior_annulled_lower_act",),
        name_vi="Viện kiểm sát cấp trên hủy bỏ quyết định khác của cấp dưới",
        name_en="Superior annulled another act of the lower procuracy",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD_ONLY,
        law=("BLTTHS-2015/41/1/d", "LTCVKSND-2014/7/1"), lawful_from=(ANY,),
        impossible=(linked("annuls", "BLTTHS-2015/41/1/d"),), checks=(over_unit("to_unit"),),
        data=LowerActAnnulled, apply=unchanged,
    ),
    ActType(
        key="case.taken_over_by_superior.v1", codes=("case_taken_over_by_superior",),
        name_vi="Viện kiểm sát cấp trên rút vụ án để trực tiếp giải quyết",
        name_en="Case taken over by the superior procuracy",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD_ONLY, law=("LTCVKSND-2014/7/1",),
        lawful_from=(ANY,), checks=(over_unit("to_unit"),), data=TakenOverBySuperior, apply=unchanged,
        confirmed=False, source="LTCVKSND 2014; rule for single cases not read",
    ),
)  # fmt: skip
