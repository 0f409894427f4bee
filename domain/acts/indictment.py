"""Module 3: the indictment and the decisions served (cáo trạng). BLTTHS-2015/240, 243, 244, 460, 461

Every accused of the case is indicted, or has been suspended, discontinued or split off before: nobody is left.
"""

from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import leads_to, open_persons
from domain.acts.prosecution import DECIDING
from domain.acts.shapes import OwnOnAccused, OwnOnSome, SupervisedOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, going_on, linked, named_once, status_among
from domain.kernel.data import Count, Flagged, Id, Part, Text, Word
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import Charge, Party

PROSECUTED = ("approved", "charged", "proposed", "indicted", "suspended", "judged", "convicted")  # charged, not closed
LEFT = ("charged", "approved", "proposed")  # no decision taken yet


class ChargesOf(Part):
    """The charges on which one accused is prosecuted."""

    accused: Id
    charges: tuple[Charge, ...]


class Indicted(OwnOnSome):
    """The indictment."""

    charges: tuple[ChargesOf, ...] = ()  # where they differ from those of the investigation
    to_court: Word | None = None
    summary: Text | None = None
    absent: Flagged = False  # accused prosecuted in absence: BLTTHS-2015/243/2
    indicted: Count | None = None  # number of accused, as published
    aggravating: tuple[Text, ...] = ()
    mitigating: tuple[Text, ...] = ()


class IndictedInAbsence(OwnOnAccused):
    """The indictment of accused who have absconded or are abroad and cannot be summoned."""

    ground: Literal["absconded", "abroad"]
    search_result: Text | None = None  # what the search came to
    counsel: Annotated[tuple[Party, ...], Field(max_length=50)] = ()  # defence counsel, where not registered before
    charges: tuple[ChargesOf, ...] = ()


class IndictmentReplaced(OwnOnSome):
    """A new indictment in the place of an earlier one; a link of relation `replaces` names that."""

    changes: Text
    charges: tuple[ChargesOf, ...] = ()


class SummarilyProsecuted(OwnOnSome):
    """The decision to prosecute under the summary procedure."""

    charges: tuple[ChargesOf, ...] = ()
    to_court: Word | None = None


class SummarilyProposed(SupervisedOnSome):
    """The investigating body proposes prosecution under the summary procedure; the file comes with it."""


def somebody_to_indict(state: CriminalCase, question: Question) -> Breach | None:
    """An indictment has at least one accused. BLTTHS-2015/243"""
    if open_persons(state, question.act.data.persons):
        return None
    return Breach("nobody_to_indict", "BLTTHS-2015/243")


def nobody_left(state: CriminalCase, question: Question) -> Breach | None:
    """No accused of the case is left without a decision. BLTTHS-2015/240/1, 243"""
    named = question.act.data.persons
    left = [a.label for person, a in state.accused.items() if named and person not in named and a.status in LEFT]
    return Breach("accused_left_without_decision", "BLTTHS-2015/240/1", {"labels": left}) if left else None


def charges_of_indicted(state: CriminalCase, question: Question) -> Breach | None:
    """Charges are named only for accused whom the act concerns. BLTTHS-2015/243"""
    data = question.act.data
    concerned = open_persons(state, data.persons)
    for entry in data.charges:
        if entry.accused not in concerned:
            return Breach("charges_of_somebody_else", "BLTTHS-2015/243", {"person": str(entry.accused)})
    return None


def charge_not_approved(state: CriminalCase, question: Question) -> Breach | None:
    """A charge without the procuracy's approval on record. BLTTHS-2015/179/3"""
    missing = [
        state.accused[person].label
        for person in open_persons(state, question.act.data.persons)
        if person in state.accused and not state.accused[person].approved
    ]
    return Breach("charge_not_approved", "BLTTHS-2015/179/3", {"labels": missing}) if missing else None


def indicted_before(state: CriminalCase, question: Question) -> Breach | None:
    """What is replaced is an indictment of this case. BLTTHS-2015/246/1, 280/3"""
    if state.indictments or state.gaps:
        return None
    return Breach("no_indictment_before", "BLTTHS-2015/246/1")


def summary_procedure_running(state: CriminalCase, question: Question) -> Breach | None:
    """The summary procedure applies to the case. BLTTHS-2015/457, 461"""
    if state.summary_procedure:
        return None
    return Breach("summary_procedure_not_running", "BLTTHS-2015/457")


def absence_on_record(state: CriminalCase, question: Question) -> Breach | None:
    """Who is said to have absconded is wanted. BLTTHS-2015/243/2, known from summaries of Law 99/2025/QH15 only."""
    data = question.act.data
    for person in data.persons if data.ground == "absconded" else ():
        accused = state.accused[person]
        if not accused.wanted:
            return Breach("absence_not_on_record", "BLTTHS-2015/243/2", {"label": accused.label})
    return None


def defended(state: CriminalCase, question: Question) -> Breach | None:
    """Accused prosecuted in absence have counsel. BLTTHS-2015/243/2, known from summaries only."""
    data = question.act.data
    for person in data.persons if not data.counsel else ():
        accused = state.accused[person]
        if not accused.counsel:
            return Breach("absent_without_counsel", "BLTTHS-2015/243/2", {"label": accused.label})
    return None


@leads_to("indicted")
def _indicted(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    charges = {entry.accused: entry.charges for entry in data.charges}
    persons = tuple(p for p in open_persons(state, data.persons) if data.persons or _is_indictable(state.accused[p]))

    def indicted(accused: Accused) -> Accused:
        return accused.evolved(status="indicted", stopped=0, charges=charges.get(accused.person, accused.charges))

    indictments = (*state.indictments, recorded.version)
    return state.evolved(stage="indicted", accused=state.changed(persons, indicted), indictments=indictments)


@leads_to("indicted")
def _indicted_in_absence(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    """The case waits where it stands while others are left without a decision."""
    after = _indicted(state, recorded)
    waits = any(accused.status in LEFT for accused in after.accused.values())
    return after.evolved(stage=state.stage) if waits else after


def _is_indictable(accused: Accused) -> bool:
    return accused.status in PROSECUTED and accused.status != "suspended"


@leads_to("prosecution")
def _proposed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = open_persons(state, recorded.act.data.persons)
    accused = state.changed(
        persons, lambda a: a.evolved(status="proposed") if a.status in ("charged", "approved") else a
    )
    return state.evolved(stage="prosecution", accused=accused, prosecution_extensions=0)


FOR_SERVICE = ("indictment_service_3d@240.2", "dossier_to_court_3d@244")
COVERED = (
    accused_open, somebody_to_indict, status_among(*PROSECUTED, article="BLTTHS-2015/243"),
    going_on("BLTTHS-2015/249/1"), nobody_left,
    charges_of_indicted,
)  # fmt: skip

CHAPTER = (
    ActType(
        key="summary_proposal.received.v1", name_vi="Nhận quyết định đề nghị truy tố theo thủ tục rút gọn",
        name_en="Proposal to prosecute under the summary procedure received", codes=("summary_proposal_received",),
        module="M3", issuer="investigating_body", law=("BLTTHS-2015/460/2", "BLTTHS-2015/460/3"),
        lawful_from=("investigation",), impossible=(accused_known, named_once),
        checks=(accused_open, summary_procedure_running), starts=("summary_prosecution_5d@461.1",),
        ends=("summary_investigation_20d@460.1",), data=SummarilyProposed, apply=_proposed,
    ),
    ActType(
        key="indictment.issued.v1", name_vi="Cáo trạng (quyết định truy tố bị can)", name_en="Indictment issued",
        codes=("indictment_issued",), module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/243", "BLTTHS-2015/240/1", "BLTTHS-2015/236/8", "BLTTHS-2015/239/1"),
        form="156/HS", form_2018="144/HS", lawful_from=DECIDING, impossible=(accused_known, named_once),
        checks=COVERED, notes=(charge_not_approved,),
        starts=FOR_SERVICE, ends=("prosecution_decision@240.1",), data=Indicted, apply=_indicted,
    ),
    ActType(
        key="indictment.issued_in_absence.v1", name_vi="Truy tố vắng mặt bị can",
        name_en="Indictment in the absence of the accused", codes=("indictment_issued_in_absentia",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/243/2", "BLTTHS-2015/240/1"),
        form="156/HS", lawful_from=("prosecution", "prosecution_suspended", "indicted"),
        impossible=(accused_known, named_once),
        checks=(accused_open, charges_of_indicted, status_among("proposed", "suspended", article="BLTTHS-2015/243/2")),
        notes=(absence_on_record, defended, charge_not_approved),
        starts=FOR_SERVICE, ends=("prosecution_decision@240.1",), data=IndictedInAbsence,
        apply=_indicted_in_absence,
        source="Law 99/2025/QH15 and joint circular 05/2025, read in summaries",
    ),
    ActType(
        key="indictment.replaced.v1", name_vi="Bản cáo trạng mới thay thế", name_en="Indictment replaced by a new one",
        codes=("indictment_replaced",), module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/246/1", "BLTTHS-2015/280/3"), form="156/HS", form_2018="144/HS",
        lawful_from=("returned_by_court", "prosecution"), impossible=(accused_known, named_once),
        checks=(indicted_before, linked("replaces", "BLTTHS-2015/246/1"), *COVERED),
        notes=(charge_not_approved,), starts=FOR_SERVICE, data=IndictmentReplaced, apply=_indicted,
    ),
    ActType(
        key="summary_prosecution.decided.v1", name_vi="Quyết định truy tố theo thủ tục rút gọn",
        name_en="Prosecution under the summary procedure decided", codes=("summary_prosecution_decided",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/461/1/a", "BLTTHS-2015/461/2"),
        form="183/HS", lawful_from=("prosecution",), impossible=(accused_known, named_once),
        checks=(summary_procedure_running, *COVERED),
        notes=(charge_not_approved,), starts=("summary_prosecution_serve_24h@461.3",),
        ends=("summary_prosecution_5d@461.1",), data=SummarilyProsecuted, apply=_indicted,
    ),
)  # fmt: skip
