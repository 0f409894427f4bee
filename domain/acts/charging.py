"""Module 2: charging the accused (khởi tố bị can). BLTTHS-2015/165, 179, 180

The investigating body charges; the procuracy approves or annuls within three days. A charge changed or
supplemented needs approval again.
"""

from typing import Literal

from domain.acts.changes import entered
from domain.acts.shapes import Own, OwnOnAccused, Supervised, SupervisedNaming
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Count, Day, Id, Text
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import AccusedPerson, Charge

CHARGING = (*INVESTIGATING, "prosecution")  # BLTTHS-2015/179/4: also when the procuracy has the file


class ChargedPersons(SupervisedNaming):
    """The decision to charge persons."""


class ChargedByProcuracy(Own):
    """The procuracy charges persons itself."""

    accused: tuple[AccusedPerson, ...]
    facts: Text | None = None

    @property
    def persons(self) -> tuple[Id, ...]:
        """The persons charged."""
        return tuple(entry.person for entry in self.accused)


class Approval(OwnOnAccused):
    """The procuracy approves decisions to charge."""

    dossier_received_on: Day | None = None


class ChargeAnnulled(OwnOnAccused):
    """The procuracy annuls decisions to charge."""

    ground: Text | None = None


class ChargeAmended(Supervised):
    """The charge against one accused is changed or supplemented."""

    accused: Id
    others: Count | None = None
    charges: tuple[Charge, ...]  # changed: all charges that now stand; supplemented: those added

    @property
    def persons(self) -> tuple[Id, ...]:
        """The accused concerned."""
        return (self.accused,)


class ChargeDemanded(Own):
    """The procuracy demands that somebody be charged, or a charge be changed."""

    demand: Literal["charge", "change", "supplement"]
    accused: tuple[Id, ...] = ()  # those already in the case
    reasons: Text | None = None

    @property
    def persons(self) -> tuple[Id, ...]:
        """The accused concerned."""
        return self.accused


def _charged(state: CriminalCase, recorded: Recorded) -> CriminalCase:
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
        )
    return case.evolved(accused=accused)


def _approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def approved(accused: Accused) -> Accused:
        return accused.evolved(status="approved", approved=recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, approved))


def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def annulled(accused: Accused) -> Accused:
        ended = accused.without(("custody", "remand", "residence_ban", "guarantee", "deposit"), recorded.version)
        return ended.evolved(status="charge_annulled", dropped=(*accused.dropped, *accused.charges), charges=())

    return state.evolved(accused=state.changed(recorded.act.data.persons, annulled))


def _changed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    charges = recorded.act.data.charges

    def changed(accused: Accused) -> Accused:
        gone = tuple(charge for charge in accused.charges if charge not in charges)
        return accused.evolved(charges=charges, dropped=(*accused.dropped, *gone), approved=0, status="charged")

    return state.evolved(accused=state.changed(recorded.act.data.persons, changed))


def _supplemented(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    added = recorded.act.data.charges

    def supplemented(accused: Accused) -> Accused:
        charges = tuple(dict.fromkeys((*accused.charges, *added)))
        return accused.evolved(charges=charges, approved=0, status="charged")

    return state.evolved(accused=state.changed(recorded.act.data.persons, supplemented))


def _demanded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(charge_requests=(*state.charge_requests, recorded.version))


CHAPTER = (
    ActType(
        key="accused.charged.v1", name_vi="Quyết định khởi tố bị can", name_en="Accused charged",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/179/1", "BLTTHS-2015/179/2"),
        lawful_from=CHARGING, impossible=(named_once,),
        starts=("charge_send_24h@179.3", "charge_approval_3d@179.3"), data=ChargedPersons, apply=_charged,
    ),
    ActType(
        key="charge.approved.v1", name_vi="Phê chuẩn quyết định khởi tố bị can", name_en="Charge approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/179/3", "BLTTHS-2015/165/2"), form="90/HS",
        lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", article="BLTTHS-2015/179/3")),
        ends=("charge_approval_3d@179.3",), data=Approval, apply=_approved,
    ),
    ActType(
        key="charge.annulled.v1", name_vi="Hủy bỏ quyết định khởi tố bị can", name_en="Charge annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/179/3", "BLTTHS-2015/165/2"),
        form="102/HS", lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", "approved", article="BLTTHS-2015/179/3")),
        ends=("charge_approval_3d@179.3",), data=ChargeAnnulled, apply=_annulled,
    ),
    ActType(
        key="charge.demanded.v1", name_vi="Yêu cầu khởi tố, thay đổi, bổ sung quyết định khởi tố bị can",
        name_en="Charge demanded",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/165/1", "BLTTHS-2015/179/4"),
        form="96/HS, 98/HS, 100/HS", lawful_from=CHARGING, impossible=(accused_known,),
        data=ChargeDemanded, apply=_demanded,
    ),
    ActType(
        key="accused.charged_by_procuracy.v1", name_vi="Viện kiểm sát ra quyết định khởi tố bị can",
        name_en="Accused charged by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/179/4", "BLTTHS-2015/165/3"), form="97/HS",
        lawful_from=CHARGING, impossible=(named_once,), checks=(accused_open,),
        starts=("charge_send_24h@179.4",), data=ChargedByProcuracy, apply=_charged,
    ),
    ActType(
        key="charge.changed.v1", name_vi="Thay đổi quyết định khởi tố bị can", name_en="Charge changed",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/180/1", "BLTTHS-2015/180/3"),
        lawful_from=CHARGING, impossible=(accused_known,), checks=(accused_open,),
        starts=("charge_amendment_send_24h@180.3", "charge_amendment_approval_3d@180.3"),
        data=ChargeAmended, apply=_changed,
    ),
    ActType(
        key="charge.supplemented.v1", name_vi="Bổ sung quyết định khởi tố bị can", name_en="Charge supplemented",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/180/2", "BLTTHS-2015/180/3"),
        lawful_from=CHARGING, impossible=(accused_known,), checks=(accused_open,),
        starts=("charge_amendment_send_24h@180.3", "charge_amendment_approval_3d@180.3"),
        data=ChargeAmended, apply=_supplemented,
    ),
    ActType(
        key="charge.amendment_approved.v1",
        name_vi="Phê chuẩn quyết định thay đổi, bổ sung quyết định khởi tố bị can", name_en="Amended charge approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/180/3", "BLTTHS-2015/165/2"),
        form="91/HS, 92/HS", lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", article="BLTTHS-2015/180/3")),
        ends=("charge_amendment_approval_3d@180.3",), data=Approval, apply=_approved,
    ),
)  # fmt: skip
