"""Module 3: the procuracy suspends, discontinues and resumes the case (tạm đình chỉ, đình chỉ, phục hồi vụ án).

Each for the whole case or, where the ground does not concern everybody, for some accused. BLTTHS-2015/247-249
"""

from typing import Literal

from domain.acts.changes import discontinued, leads_to, open_persons, stopped_persons, suspended
from domain.acts.prosecution import DECIDING
from domain.acts.shapes import OwnOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, linked, named_once, status_among
from domain.kernel.data import Flagged, Text
from domain.states.criminal_case import CriminalCase

SuspensionGround = Literal["illness", "absconded", "expert_or_foreign", "force_majeure"]  # 247/1/a-d
DiscontinuationGround = Literal[
    "155/2", "157/1", "157/2", "157/3", "157/4", "157/5", "157/6", "157/7", "157/8",
    "BLHS-2015/16", "BLHS-2015/29", "BLHS-2015/91/2",
]  # fmt: skip


class Suspended(OwnOnSome):
    """The procuracy suspends the case, or does so for some accused."""

    ground: Text | None = None
    provision: SuspensionGround | None = None


class Discontinued(OwnOnSome):
    """The procuracy discontinues the case, or does so for some accused."""

    ground: Text | None = None
    provision: DiscontinuationGround | None = None
    exhibits: Text | None = None  # what becomes of them


class Annulled(OwnOnSome):
    """A decision that suspended or discontinued the case, or did so for some accused, is annulled.

    A link of relation `annuls` names it.
    """

    reason: Text
    by_superior: Flagged = False


class Resumed(OwnOnSome):
    """The procuracy resumes the case."""

    ground: Text | None = None
    limitation_checked: Flagged | None = None  # prosecution is not barred by time: BLHS-2015/27


def wanted_notice_demanded(state: CriminalCase, question: Question) -> Breach | None:
    """The procuracy demands a wanted notice before it suspends because accused absconded. BLTTHS-2015/247/1/b"""
    data = question.act.data
    if data.provision != "absconded":
        return None
    for person in data.persons:
        accused = state.accused.get(person)
        if accused is not None and not accused.wanted and not accused.wanted_demanded:
            return Breach("wanted_notice_not_demanded", "BLTTHS-2015/247/1/b", {"label": accused.label})
    sought = any(accused.wanted or accused.wanted_demanded for accused in state.accused.values())
    return None if sought else Breach("wanted_notice_not_demanded", "BLTTHS-2015/247/1/b")


@leads_to("prosecution_suspended")
def _suspended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version, named = recorded.version, recorded.act.data.persons
    accused = state.changed(open_persons(state, named), lambda a: suspended(a, version))
    if named:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage="prosecution_suspended", stopped=version)


@leads_to("discontinued")
def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version, named = recorded.version, recorded.act.data.persons
    accused = state.changed(open_persons(state, named), lambda a: discontinued(a, version))
    if named:
        return state.evolved(accused=accused)
    return state.evolved(accused=accused, stage="discontinued", stopped=version)


@leads_to("prosecution")
def _resumed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = stopped_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, lambda a: a.evolved(status="proposed", stopped=0))
    return state.evolved(accused=accused, stage="prosecution", stopped=0)


CHAPTER = (
    ActType(
        key="case.suspended.v1", name_vi="Viện kiểm sát tạm đình chỉ vụ án", name_en="Case suspended by the procuracy",
        codes=("case_suspended", "case_suspended_for_accused"),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/247/1", "BLTTHS-2015/240/1"),
        form="146/HS, 148/HS", lawful_from=("prosecution",), impossible=(accused_known, named_once),
        checks=(accused_open, wanted_notice_demanded), starts=("decision_service_3d@240.2",),
        ends=("prosecution_decision@240.1",), data=Suspended, apply=_suspended,
    ),
    ActType(
        key="case_suspension.annulled.v1", name_vi="Hủy bỏ quyết định tạm đình chỉ vụ án",
        name_en="Suspension of the case annulled",
        codes=("case_suspension_cancelled", "case_suspension_cancelled_for_accused"),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/249/1", "BLTTHS-2015/41/2"),
        form="147/HS, 149/HS", lawful_from=("prosecution_suspended", "prosecution"),
        impossible=(accused_known, named_once),
        checks=(linked("annuls", "BLTTHS-2015/41/2"), status_among("suspended", article="BLTTHS-2015/249/1")),
        starts=("prosecution_decision@249.4",), data=Annulled, apply=_resumed,
    ),
    ActType(
        key="case.discontinued.v1", name_vi="Viện kiểm sát đình chỉ vụ án",
        name_en="Case discontinued by the procuracy", codes=("case_terminated", "case_terminated_for_accused"),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/248/1", "BLTTHS-2015/240/1"),
        form="150/HS, 152/HS", lawful_from=(*DECIDING, "prosecution_suspended"),
        impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("decision_service_3d@240.2",), ends=("prosecution_decision@240.1",),
        data=Discontinued, apply=_discontinued,
    ),
    ActType(
        key="case_discontinuation.annulled.v1", name_vi="Hủy bỏ quyết định đình chỉ vụ án",
        name_en="Discontinuation of the case annulled",
        codes=("case_termination_cancelled", "case_termination_cancelled_for_accused"),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/249/1", "BLTTHS-2015/41/2"),
        form="151/HS, 153/HS", lawful_from=("discontinued", "prosecution"),
        impossible=(accused_known, named_once),
        checks=(linked("annuls", "BLTTHS-2015/41/2"), status_among("discontinued", article="BLTTHS-2015/249/1")),
        starts=("prosecution_decision@249.4",), data=Annulled, apply=_resumed,
    ),
    ActType(
        key="case.resumed.v1", name_vi="Phục hồi vụ án", name_en="Case resumed by the procuracy",
        codes=("case_resumed", "case_resumed_for_accused"),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/249/1", "BLTTHS-2015/249/2"),
        form="154/HS, 155/HS", lawful_from=("prosecution_suspended", "discontinued", "prosecution"),
        impossible=(accused_known, named_once),
        checks=(status_among("suspended", "discontinued", article="BLTTHS-2015/249/1"),),
        starts=("prosecution_decision@249.4", "resumption_service_3d@249.3"), data=Resumed, apply=_resumed,
    ),
)  # fmt: skip
