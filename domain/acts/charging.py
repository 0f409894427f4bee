"""Module 2: charging the accused (khởi tố bị can). BLTTHS-2015/165, 179, 181, 433

The investigating body charges; the procuracy approves or annuls within three days, and there is no third answer.
What changes a charge stands in the chapter on amended charges.
"""

from dataclasses import replace
from typing import Literal

from domain.acts.changes import entered, leads_to, unchanged
from domain.acts.recommendations import opened
from domain.acts.shapes import Delivered, Own, OwnOnAccused, SupervisedNaming, SupervisedOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Day, Flagged, Hash, Id, Moment, Text, Word
from domain.states.criminal_case import MEASURES, Accused, CriminalCase
from domain.states.parts import AccusedPerson, Charge, Person

CHARGING = (*INVESTIGATING, "reinvestigation", "prosecution")  # BLTTHS-2015/179/4: also when the procuracy has the file


class ChargedPersons(SupervisedNaming, Delivered):
    """The decision to charge persons."""


class ChargedLegalPerson(SupervisedNaming, Delivered):
    """The decision to charge legal persons, with who represents them in law."""

    representative: Person | None = None


class ChargedByProcuracy(Own):
    """The procuracy charges persons itself."""

    accused: tuple[AccusedPerson, ...]
    facts: Text | None = None
    ground: Literal["demand_ignored", "found_after_conclusion"] | None = None  # BLTTHS-2015/179/4
    sent_at: Moment | None = None

    @property
    def persons(self) -> tuple[Id, ...]:
        """The persons charged."""
        return tuple(entry.person for entry in self.accused)


class EvidenceDemanded(OwnOnAccused):
    """Further evidence is demanded before a charge is approved; three days run anew from its receipt."""

    items: tuple[Text, ...]
    received_at: Moment | None = None  # of what was demanded


class Approval(OwnOnAccused):
    """The procuracy approves decisions to charge."""

    dossier_received_on: Day | None = None


class ChargeAnnulled(OwnOnAccused):
    """The procuracy annuls decisions to charge, or what the agency decided on them."""

    ground: Text | None = None


class ChargeDemanded(Own):
    """The procuracy demands that somebody be charged, or a charge be changed."""

    demand: Literal["charge", "change", "supplement"]
    accused: tuple[Id, ...] = ()  # those already in the case
    reasons: Text | None = None
    person: Person | None = None  # to be charged
    charges: tuple[Charge, ...] = ()  # that the decision should name

    @property
    def persons(self) -> tuple[Id, ...]:
        """The accused concerned."""
        return self.accused


class ChargeServed(SupervisedOnAccused):
    """The charge and its approval are handed to the accused, and rights are explained."""

    served_at: Moment | None = None
    minutes: Hash | None = None
    rights_explained: Flagged


class OfficeSuspension(Own):
    """Suspension of an accused from office is recommended; a link `concerns` names the case."""

    accused: Id
    addressee: Word  # agency or organisation that governs the accused
    reason: Text
    answered_at: Moment | None = None  # an answer is due in seven days


def awaits_first_approval(state: CriminalCase, question: Question) -> Breach | None:
    """An amended charge has approvals of its own. BLTTHS-2015/180/3"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if accused.amendments and accused.amendments[0].approved:
            return Breach("amendment_awaits_its_own_approval", "BLTTHS-2015/180/3", {"label": accused.label})
    return None


def demanded_before(state: CriminalCase, question: Question) -> Breach | None:
    """Before it has the file the procuracy charges only when its demand was not followed. BLTTHS-2015/179/4"""
    after = state.stage == "prosecution" and question.act.data.ground != "demand_ignored"
    return None if after or state.charge_requests else Breach("charge_not_demanded", "BLTTHS-2015/179/4")


def amended_accused_named(state: CriminalCase, question: Question) -> Breach | None:
    """A demand to change or supplement a charge names whose charge it is. BLTTHS-2015/165/1"""
    data = question.act.data
    return Breach("nobody_named", "BLTTHS-2015/165/1") if data.demand != "charge" and not data.accused else None


def only_legal_persons(state: CriminalCase, question: Question) -> Breach | None:
    """Those charged by this decision are legal persons. BLTTHS-2015/433"""
    for entry in question.act.data.accused:
        if not entry.legal_person:
            return Breach("not_a_legal_person", "BLTTHS-2015/433/1", {"label": entry.label})
    return None


@leads_to("verification")
def charged(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    """The case with the persons named charged; what the procuracy itself decides needs no approval."""
    data, case = recorded.act.data, entered(state, recorded.act.data.accused)
    approved = recorded.version if isinstance(data, ChargedByProcuracy) else 0
    accused = dict(case.accused)
    for entry in data.accused:
        known = accused[entry.person]
        accused[entry.person] = known.evolved(
            status="approved" if approved else "charged",
            charges=tuple(dict.fromkeys((*known.charges, *entry.charges))),
            charged=known.charged or recorded.version,
            approved=approved,
            amendments=(),
        )
    return case.evolved(accused=accused)


def _approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def approved(accused: Accused) -> Accused:
        if not accused.amendments:
            return accused.evolved(status="approved", approved=recorded.version)
        waiting = tuple(replace(amendment, approved=recorded.version) for amendment in accused.amendments)
        return accused.evolved(amendments=waiting)  # the first charge is approved, what amends it is not yet

    return state.evolved(accused=state.changed(recorded.act.data.persons, approved))


def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def annulled(accused: Accused) -> Accused:
        ended, dropped = accused.without(MEASURES, recorded.version), (*accused.dropped, *accused.charges)
        gone = {"charges": (), "dropped": dropped, "annulled_charges": accused.charges, "amendments": ()}
        return ended.evolved(status="charge_annulled", **gone)

    return state.evolved(accused=state.changed(recorded.act.data.persons, annulled))


def _restored(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def restored(accused: Accused) -> Accused:
        back = accused.annulled_charges
        dropped = tuple(charge for charge in accused.dropped if charge not in back)
        standing = {"charges": back, "dropped": dropped, "annulled_charges": (), "approved": recorded.version}
        return accused.evolved(status="approved", **standing)

    return state.evolved(accused=state.changed(recorded.act.data.persons, restored))


def _demanded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(charge_requests=(*state.charge_requests, recorded.version))


CHAPTER = (
    ActType(
        key="accused.charged.v1", name_vi="Quyết định khởi tố bị can", name_en="Accused charged",
        codes=("accused_charged",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/179/1", "BLTTHS-2015/179/2"),
        lawful_from=CHARGING, impossible=(named_once,),
        starts=("charge_send_24h@179.3", "charge_approval_3d@179.3"), data=ChargedPersons, apply=charged,
    ),
    ActType(
        key="legal_person.charged.v1", name_vi="Khởi tố bị can đối với pháp nhân", name_en="Legal person charged",
        codes=("legal_person_charged",),
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/433/1", "BLTTHS-2015/433/2", "BLTTHS-2015/433/3"),
        lawful_from=CHARGING, impossible=(named_once,), checks=(only_legal_persons,),
        starts=("charge_send_24h@179.3", "charge_approval_3d@179.3"), data=ChargedLegalPerson, apply=charged,
    ),
    ActType(
        key="charge_evidence.demanded.v1",
        name_vi="Yêu cầu bổ sung chứng cứ, tài liệu để xét phê chuẩn khởi tố bị can",
        name_en="Further evidence demanded before approval", codes=("charge_evidence_demanded",),
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/179/3",),
        lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", article="BLTTHS-2015/179/3")),
        starts=("charge_approval_3d@179.3",), data=EvidenceDemanded, apply=unchanged,
    ),
    ActType(
        key="charge.approved.v1", name_vi="Phê chuẩn quyết định khởi tố bị can", name_en="Charge approved",
        codes=("charge_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/179/3", "BLTTHS-2015/165/2"), form="90/HS",
        lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", article="BLTTHS-2015/179/3"), awaits_first_approval),
        ends=("charge_approval_3d@179.3",), data=Approval, apply=_approved,
    ),
    ActType(
        key="charge.annulled.v1", name_vi="Hủy bỏ quyết định khởi tố bị can", name_en="Charge annulled",
        codes=("charge_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/179/3", "BLTTHS-2015/165/2"),
        form="102/HS", lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", "approved", article="BLTTHS-2015/179/3")),
        ends=("charge_approval_3d@179.3",), data=ChargeAnnulled, apply=_annulled,
    ),
    ActType(
        key="charge.revocation_annulled.v1",
        name_vi="Hủy bỏ quyết định hủy bỏ quyết định khởi tố bị can",
        name_en="Revocation of a charge annulled", codes=("charge_revocation_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/41/2/h",), form="95/HS",
        lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(status_among("charge_annulled", article="BLTTHS-2015/41/2/h"),),
        data=ChargeAnnulled, apply=_restored,
        confirmed=False, source="form 95/HS of Circular 03/2026/TT-VKSTC, by title",
    ),
    ActType(
        key="charge.demanded.v1", name_vi="Yêu cầu khởi tố, thay đổi, bổ sung quyết định khởi tố bị can",
        name_en="Charge demanded", codes=("charge_demanded", "charge_change_demanded"),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/165/1", "BLTTHS-2015/179/4"),
        form="96/HS, 98/HS, 100/HS", lawful_from=CHARGING, impossible=(accused_known,),
        checks=(accused_open, amended_accused_named), data=ChargeDemanded, apply=_demanded,
    ),
    ActType(
        key="accused.charged_by_procuracy.v1", name_vi="Viện kiểm sát ra quyết định khởi tố bị can",
        name_en="Accused charged by the procuracy", codes=("accused_charged_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/179/4", "BLTTHS-2015/165/3"), form="97/HS",
        lawful_from=CHARGING, impossible=(named_once,), checks=(accused_open, demanded_before),
        starts=("charge_send_24h@179.4",), data=ChargedByProcuracy, apply=charged,
    ),
    ActType(
        key="charge_documents.served.v1",
        name_vi="Giao quyết định khởi tố bị can và quyết định phê chuẩn cho bị can",
        name_en="Charge and its approval served on the accused", codes=("charge_documents_served",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/179/5",), lawful_from=CHARGING,
        impossible=(accused_known, named_once),
        checks=(accused_open, status_among("approved", "proposed", article="BLTTHS-2015/179/5")),
        data=ChargeServed, apply=unchanged,
    ),
    ActType(
        key="position_suspension.recommended.v1", name_vi="Kiến nghị tạm đình chỉ chức vụ bị can đang đảm nhiệm",
        name_en="Suspension from office recommended", codes=("position_suspension_recommended",),
        module="M2", issuer="procuracy", kinds=("petition",), signed_by=HEAD,
        law=("BLTTHS-2015/181", "BLTTHS-2015/41/2/p"), lawful_from=(NEW,),
        starts=("position_suspension_answer_7d@181",), data=OfficeSuspension, apply=opened("office_suspension"),
    ),
)  # fmt: skip
