"""Module 2: the decision to open a case changed, supplemented or annulled. BLTTHS-2015/155, 156, 158, 161

The agency amends and withdraws its own decision; the procuracy demands it, does it itself, or annuls.
"""

from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import leads_to, unchanged
from domain.acts.shapes import Delivered, Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import linked
from domain.kernel.data import Flagged, Id, Text, Word
from domain.states.criminal_case import MEASURES, CriminalCase, OpeningAmendment
from domain.states.parts import Charge, Party

Change = Literal["changed", "supplemented"]


class Amended(Supervised, Delivered):
    """The decision to open the case is changed or supplemented."""

    change: Change
    offences: tuple[Charge, ...]  # changed: all that now stand; supplemented: those added


class AmendedByProcuracy(Own):
    """The procuracy changes or supplements the decision to open the case."""

    change: Change
    offences: tuple[Charge, ...]  # changed: all that now stand; supplemented: those added
    reasons: Text | None = None


class AmendmentDemanded(Own):
    """The procuracy demands that the agency change or supplement its decision."""

    change: Change
    offences: tuple[Charge, ...]  # that the procuracy wants named
    reasons: Text


class AnnulmentDemanded(Own):
    """The procuracy demands that the agency annul its own decision to open a case, or not to open one."""

    reasons: Text


class Annulled(Own):
    """The procuracy annuls the decision to open the case."""

    ground: Text | None = None
    released: Annotated[tuple[Id, ...], Field(max_length=500)] = ()  # accused whose measures the decision lifts


class AnnulledByAgency(Supervised, Delivered):
    """The agency annuls its own decision to open the case."""

    clause: Literal["157.1", "157.2", "157.3", "157.4", "157.5", "157.6", "157.7", "157.8"]  # ground
    released: Annotated[tuple[Id, ...], Field(max_length=500)] = ()  # accused whose measures end with it


class AnnulmentNotified(Own):
    """Those concerned learn of the annulment."""

    recipients: Annotated[tuple[Word, ...], Field(min_length=1)]  # in what capacity; no names


class AmendmentAnnulled(Own):
    """The procuracy annuls an amendment. A link of relation `annuls` names it."""

    change: Change
    reasons: Text


class RequestWithdrawn(Supervised):
    """A victim at whose request the case was opened withdraws the request."""

    victim: Party
    coercion_checked: Flagged  # whether the agency made sure that the victim was not forced


def measures_lifted(state: CriminalCase, question: Question) -> Breach | None:
    """The decision lifts the measures of every accused; none outlives the case. BLTTHS-2015/125/1"""
    released = question.act.data.released
    labels = [
        accused.label
        for person, accused in state.accused.items()
        if person not in released and any(accused.running(kind) for kind in MEASURES)
    ]
    return Breach("measure_survives", "BLTTHS-2015/125/1", {"labels": labels}) if labels else None


def amendment_known(state: CriminalCase, question: Question) -> Breach | None:
    """What is annulled is an amendment of this case. BLTTHS-2015/161/1"""
    known = {amendment.version for amendment in state.amendments}
    if any(link.relation == "annuls" and link.version in known for link in question.act.links):
        return None
    return Breach("amendment_unknown", "BLTTHS-2015/161/1", {"amendments": sorted(known)})


def free_will(state: CriminalCase, question: Question) -> Breach | None:
    """Proceedings go on when the victim was forced to withdraw, so the agency looks into it. BLTTHS-2015/155/2"""
    return None if question.act.data.coercion_checked else Breach("coercion_not_checked", "BLTTHS-2015/155/2")


def _amended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    kept = state.offences if data.change == "supplemented" else ()
    offences = tuple(dict.fromkeys((*kept, *data.offences)))
    amendment = OpeningAmendment(
        recorded.version,
        removed=tuple(offence for offence in state.offences if offence not in offences),
        added=tuple(offence for offence in offences if offence not in state.offences),
    )
    return state.evolved(offences=offences, amendments=(*state.amendments, amendment))


def _amendment_annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    named = {link.version for link in recorded.act.links if link.relation == "annuls"}
    offences = state.offences
    for amendment in state.amendments:
        if amendment.version in named:
            kept = (offence for offence in offences if offence not in amendment.added)
            offences = tuple(dict.fromkeys((*amendment.removed, *kept)))
    remaining = tuple(amendment for amendment in state.amendments if amendment.version not in named)
    return state.evolved(offences=offences, amendments=remaining)


@leads_to("opening_annulled")
def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = state.changed(recorded.act.data.released, lambda a: a.without(MEASURES, recorded.version))
    return state.evolved(accused=accused, stage="opening_annulled")


CHAPTER = (
    ActType(
        key="opening.amended.v1",
        name_vi="Thay đổi, bổ sung quyết định khởi tố vụ án hình sự", name_en="Decision to open the case amended",
        module="M2", issuer="investigating_body",
        codes=("institution_decision_changed", "institution_decision_supplemented"),
        law=("BLTTHS-2015/156/1",), lawful_from=INVESTIGATING,
        starts=("institution_amendment_send_24h@156.2",), data=Amended, apply=_amended,
    ),
    ActType(
        key="opening.amended_by_procuracy.v1",
        name_vi="Viện kiểm sát thay đổi, bổ sung quyết định khởi tố vụ án hình sự",
        name_en="Decision to open the case amended by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD,
        codes=("institution_changed_by_procuracy", "institution_supplemented_by_procuracy"),
        law=("BLTTHS-2015/156/1", "BLTTHS-2015/161/1"), form="24/HS, 25/HS",
        lawful_from=(*INVESTIGATING, "prosecution"), data=AmendedByProcuracy, apply=_amended,
    ),
    ActType(
        key="opening_amendment.demanded.v1",
        name_vi="Yêu cầu ra quyết định thay đổi, bổ sung quyết định khởi tố vụ án hình sự",
        name_en="Amendment of the decision to open the case demanded",
        module="M2", issuer="procuracy", signed_by=HEAD,
        codes=("institution_change_demanded", "institution_supplement_demanded"),
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/41/2"), form="18/HS, 19/HS", lawful_from=INVESTIGATING,
        data=AmendmentDemanded, apply=unchanged,
    ),
    ActType(
        key="opening_annulment.demanded.v1",
        name_vi="Yêu cầu ra quyết định hủy bỏ quyết định khởi tố, quyết định không khởi tố vụ án hình sự",
        name_en="Annulment of a decision to open or not to open a case demanded",
        module="M2", issuer="procuracy", kinds=("criminal_case", "information_source"), signed_by=HEAD,
        codes=("institution_annulment_demanded",), law=("BLTTHS-2015/158/1", "BLTTHS-2015/161/2"), form="20/HS",
        lawful_from=("investigation", "opening_refused"), data=AnnulmentDemanded, apply=unchanged,
        confirmed=False, source="list of forms; the clause that the form rests on was not read",
    ),
    ActType(
        key="opening_amendment.annulled.v1",
        name_vi="Hủy bỏ quyết định thay đổi, bổ sung quyết định khởi tố vụ án hình sự",
        name_en="Amendment of the decision to open the case annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("institution_amendment_cancelled",),
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/41/2"), form="28/HS, 29/HS", lawful_from=INVESTIGATING,
        checks=(linked("annuls", "BLTTHS-2015/161/1"), amendment_known),
        data=AmendmentAnnulled, apply=_amendment_annulled,
    ),
    ActType(
        key="opening.annulled.v1",
        name_vi="Hủy bỏ quyết định khởi tố vụ án hình sự", name_en="Decision to open the case annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("institution_cancelled",),
        law=("BLTTHS-2015/161/1", "BLTTHS-2015/159/6"), form="26/HS", lawful_from=("investigation",),
        checks=(measures_lifted,), ends=("investigation@172",), data=Annulled, apply=_annulled,
    ),
    ActType(
        key="opening.annulled_by_agency.v1",
        name_vi="Cơ quan điều tra hủy bỏ quyết định khởi tố vụ án hình sự",
        name_en="Decision to open the case annulled by the agency",
        module="M2", issuer="investigating_body", codes=("institution_cancelled_by_agency",),
        law=("BLTTHS-2015/158/1", "BLTTHS-2015/157"), lawful_from=("investigation",),
        checks=(measures_lifted,), starts=("non_institution_send_24h@158.1",), ends=("investigation@172",),
        data=AnnulledByAgency, apply=_annulled,
    ),
    ActType(
        key="opening_annulment.notified.v1",
        name_vi="Thông báo về việc hủy bỏ quyết định khởi tố vụ án hình sự",
        name_en="Annulment of the decision to open the case notified",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("institution_cancellation_notified",),
        law=("BLTTHS-2015/158/1", "BLTTHS-2015/41/2"), form="27/HS", lawful_from=("opening_annulled",),
        data=AnnulmentNotified, apply=unchanged,
    ),
    ActType(
        key="victim_request.withdrawn.v1", name_vi="Bị hại rút yêu cầu khởi tố",
        name_en="Victim's request to open the case withdrawn",
        module="M2", issuer="party", codes=("victim_request_withdrawn",), law=("BLTTHS-2015/155/2",),
        lawful_from=(*INVESTIGATING, "concluded", "prosecution", "court", "trial"), checks=(free_will,),
        data=RequestWithdrawn, apply=unchanged,
    ),
)  # fmt: skip
