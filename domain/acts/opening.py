"""Module 2: opening a criminal case (khởi tố vụ án) and taking it for supervision. BLTTHS-2015/143, 153, 154, 161

Changes of the decision to open stand in the next chapter; a case split from another opens in the chapter on joining.
"""

from typing import Literal

from domain.acts.changes import dated, leads_to, unchanged
from domain.acts.shapes import Delivered, Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, NEW, PROSECUTOR, ActType, Apply, Breach, Question
from domain.kernel.checks import linked
from domain.kernel.data import Day, Moment, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Charge, Party


class Opened(Supervised, Delivered):
    """The decision to open a case names the offence and the facts."""

    offences: tuple[Charge, ...] = ()
    facts: Text | None = None  # time, place, conduct, result; no names
    incident_on: Day | None = None
    place: Text | None = None
    victims: tuple[Party, ...] = ()


class OpenedByProcuracy(Own):
    """The procuracy opens the case itself."""

    offences: tuple[Charge, ...] = ()
    facts: Text | None = None
    incident_on: Day | None = None
    place: Text | None = None
    ground: Text | None = None  # which case of BLTTHS-2015/153/3
    case_ground: Literal["refusal_annulled", "direct_settlement", "direct_detection", "court_request"] | None = None
    to_agency: Word | None = None  # that is to investigate
    sent_at: Moment | None = None


class OpenedByCourt(Supervised, Delivered):
    """The trial panel opens a case on an offence left out. A link of relation `opened_from` names the case tried."""

    offences: tuple[Charge, ...]
    facts: Text | None = None


class OpeningProtested(Own):
    """The procuracy protests the trial panel's decision. A link of relation `appeals` names that decision."""

    reasons: Text
    to_court: Word


class Taken(Own):
    """The procuracy enters the case in its register of supervised investigations."""

    register_number: Word | None = None
    received_on: Day | None = None  # day on which the decision came in


def not_taken_before(state: CriminalCase, question: Question) -> Breach | None:
    """A case is taken for supervision once by the procuracy in charge."""
    if not state.supervised:
        return None
    return Breach("already_taken_for_supervision", "BLTTHS-2015/166", {"version": state.supervised})


def opened_by_court(state: CriminalCase, question: Question) -> Breach | None:
    """Only a trial panel's decision to open is protested; another one is annulled. BLTTHS-2015/161/1"""
    if state.opened_by == "court":
        return None
    return Breach("not_opened_by_court", "BLTTHS-2015/161/1", {"opened_by": state.opened_by})


def _opened(issuer: str) -> Apply:
    @leads_to("investigation")
    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        data = recorded.act.data
        opened = state.evolved(stage="investigation", offences=data.offences, opened_by=issuer)
        return dated(opened, getattr(data, "incident_on", None))

    return apply


def _taken(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(supervised=recorded.version)


CHAPTER = (
    ActType(
        key="case.opened.v1", name_vi="Quyết định khởi tố vụ án hình sự", name_en="Criminal case opened",
        module="M2", issuer="investigating_body", codes=("case_instituted",),
        law=("BLTTHS-2015/153/1", "BLTTHS-2015/153/2", "BLTTHS-2015/143", "BLTTHS-2015/154/1"),
        lawful_from=(NEW, "verification"),
        starts=("investigation@172.1", "institution_send_24h@154.2"), ends=("source_verification@147",),
        data=Opened, apply=_opened("investigating_body"),
    ),
    ActType(
        key="case.opened_by_procuracy.v1",
        name_vi="Viện kiểm sát ra quyết định khởi tố vụ án hình sự", name_en="Criminal case opened by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("case_instituted_by_procuracy",),
        law=("BLTTHS-2015/153/3", "BLTTHS-2015/154/1", "BLTTHS-2015/161/1"), form="23/HS",
        lawful_from=(NEW, "verification"), starts=("investigation@172.1", "institution_send_24h@154.2"),
        data=OpenedByProcuracy, apply=_opened("procuracy"),
    ),
    ActType(
        key="case.opened_by_court.v1", name_vi="Hội đồng xét xử ra quyết định khởi tố vụ án hình sự",
        name_en="Criminal case opened by the trial panel",
        module="M2", issuer="court", codes=("case_instituted_by_court",),
        law=("BLTTHS-2015/153/4", "BLTTHS-2015/154/2", "BLTTHS-2015/326/7"), lawful_from=(NEW, "verification"),
        checks=(linked("opened_from", "BLTTHS-2015/153/4"),), starts=("institution_send_24h@154.2",),
        data=OpenedByCourt, apply=_opened("court"),
    ),
    ActType(
        key="court_opening.protested.v1", name_vi="Kháng nghị quyết định khởi tố vụ án của Hội đồng xét xử",
        name_en="Trial panel's decision to open a case protested",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("court_institution_protested",),
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/41/2"), lawful_from=INVESTIGATING,
        checks=(opened_by_court, linked("appeals", "BLTTHS-2015/161/1")), data=OpeningProtested, apply=unchanged,
    ),
    ActType(
        key="case.taken_for_supervision.v1",
        name_vi="Thụ lý kiểm sát điều tra vụ án hình sự", name_en="Case taken for supervision by the procuracy",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/166", "BLTTHS-2015/165"),
        lawful_from=(ANY,), checks=(not_taken_before,), data=Taken, apply=_taken,
    ),
)  # fmt: skip
