"""Module 2: charges changed and supplemented (thay đổi, bổ sung quyết định khởi tố bị can). BLTTHS-2015/165, 180

The agency's amendment awaits approval like a first charge; the procuracy's own stands at once. Charges that gave way
are kept among those dropped, and return when the amendment is annulled.
"""

from dataclasses import replace
from typing import Any, Literal

from domain.acts.charging import CHARGING, Approval
from domain.acts.shapes import Delivered, Own, OwnOnAccused, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Apply, Breach, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Count, Id, Moment, Text
from domain.states.criminal_case import Accused, Amendment, CriminalCase
from domain.states.parts import Charge

Kind = Literal["change", "supplement"]
STANDING = ("approved", "charged", "proposed", "suspended", "resumption_awaited")  # a charge stands


class ChargeAmended(Supervised, Delivered):
    """The charge against one accused is changed or supplemented."""

    accused: Id
    others: Count | None = None
    charges: tuple[Charge, ...]  # changed: all charges that now stand; supplemented: those added
    subject: Literal["offence", "identity"] | None = None  # BLTTHS-2015/180/1/a, 180/1/b; identity: charges stay

    @property
    def persons(self) -> tuple[Id, ...]:
        """The accused concerned."""
        return (self.accused,)


class ChargeAmendedByProcuracy(Own):
    """The procuracy changes or supplements the charge against one accused."""

    accused: Id
    charges: tuple[Charge, ...]  # changed: all charges that now stand; supplemented: those added
    sent_at: Moment | None = None

    @property
    def persons(self) -> tuple[Id, ...]:
        """The accused concerned."""
        return (self.accused,)


class AmendmentApproved(Approval):
    """The procuracy approves an amended charge."""

    kind: Kind | None = None  # None: all that await approval


class AmendmentAnnulled(OwnOnAccused):
    """The procuracy annuls an amended charge."""

    kind: Kind
    reason: Text | None = None


def amendment_pending(state: CriminalCase, question: Question) -> Breach | None:
    """An answer is to an amendment that awaits one. BLTTHS-2015/180/3"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if not _pending(accused, question.act.data.kind):
            return Breach("amendment_not_pending", "BLTTHS-2015/180/3", {"label": accused.label})
    return None


def _pending(accused: Accused, kind: str | None) -> tuple[Amendment, ...]:
    return tuple(amendment for amendment in accused.amendments if kind in (None, amendment.kind))


def _amended(kind: Kind) -> Apply:
    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        data = recorded.act.data

        def amended(accused: Accused) -> Accused:
            after = _with_charges(accused, kind, data.charges)
            if isinstance(data, ChargeAmendedByProcuracy):
                return after.evolved(approved=recorded.version)
            return _awaiting(accused, after, kind, recorded.version)

        return state.evolved(accused=state.changed(data.persons, amended))

    return apply


def _with_charges(accused: Accused, kind: Kind, charges: tuple[Charge, ...]) -> Accused:
    if kind == "supplement":
        return accused.evolved(charges=tuple(dict.fromkeys((*accused.charges, *charges))))
    if not charges:  # only what identifies the accused is corrected
        return accused
    gone = tuple(charge for charge in accused.charges if charge not in charges)
    return accused.evolved(charges=charges, dropped=(*accused.dropped, *gone))


def _awaiting(before: Accused, after: Accused, kind: Kind, version: int) -> Accused:
    added = tuple(charge for charge in after.charges if charge not in before.charges)
    gone = tuple(charge for charge in before.charges if charge not in after.charges)
    earlier = before.approved or next((a.approved for a in before.amendments), 0)
    amendment = Amendment(kind, version, added, gone, earlier)
    return after.evolved(amendments=(*before.amendments, amendment), approved=0, status="charged")


def _approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def approved(accused: Accused) -> Accused:
        answered = _pending(accused, recorded.act.data.kind)
        left = tuple(amendment for amendment in accused.amendments if amendment not in answered)
        return _settled(accused, left, recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, approved))


def _annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def annulled(accused: Accused) -> Accused:
        *_, last = _pending(accused, recorded.act.data.kind)
        left = tuple(amendment for amendment in accused.amendments if amendment != last)
        return _settled(_undone(accused, last), left, last.approved)

    return state.evolved(accused=state.changed(recorded.act.data.persons, annulled))


def _undone(accused: Accused, amendment: Amendment) -> Accused:
    kept = tuple(charge for charge in accused.charges if charge not in amendment.added)
    dropped = tuple(charge for charge in accused.dropped if charge not in amendment.gone)
    return accused.evolved(charges=(*amendment.gone, *kept), dropped=(*dropped, *amendment.added))


def _settled(accused: Accused, left: tuple[Amendment, ...], approval: int) -> Accused:
    """The accused with the amendments `left`; the charge stands approved when none is left and it has an approval."""
    if left:
        return accused.evolved(amendments=tuple(replace(a, approved=a.approved or approval) for a in left))
    status: dict[str, Any] = {"status": "approved", "approved": approval} if approval else {"status": "charged"}
    return accused.evolved(amendments=(), **status)


CHAPTER = (
    ActType(
        key="charge.changed.v1", name_vi="Thay đổi quyết định khởi tố bị can", name_en="Charge changed",
        codes=("charge_changed",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/180/1", "BLTTHS-2015/180/3"),
        lawful_from=CHARGING, impossible=(accused_known,),
        checks=(accused_open, status_among(*STANDING, article="BLTTHS-2015/180/1")),
        starts=("charge_amendment_send_24h@180.3", "charge_amendment_approval_3d@180.3"),
        data=ChargeAmended, apply=_amended("change"),
    ),
    ActType(
        key="charge.supplemented.v1", name_vi="Bổ sung quyết định khởi tố bị can", name_en="Charge supplemented",
        codes=("charge_supplemented",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/180/2", "BLTTHS-2015/180/3"),
        lawful_from=CHARGING, impossible=(accused_known,),
        checks=(accused_open, status_among(*STANDING, article="BLTTHS-2015/180/2")),
        starts=("charge_amendment_send_24h@180.3", "charge_amendment_approval_3d@180.3"),
        data=ChargeAmended, apply=_amended("supplement"),
    ),
    ActType(
        key="charge.amendment_approved.v1",
        name_vi="Phê chuẩn quyết định thay đổi, bổ sung quyết định khởi tố bị can", name_en="Amended charge approved",
        codes=("charge_change_approved", "charge_supplement_approved"),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/180/3", "BLTTHS-2015/165/2"),
        form="91/HS, 92/HS", lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among("charged", article="BLTTHS-2015/180/3"), amendment_pending),
        ends=("charge_amendment_approval_3d@180.3",), data=AmendmentApproved, apply=_approved,
    ),
    ActType(
        key="charge.amendment_annulled.v1",
        name_vi="Hủy bỏ quyết định thay đổi, bổ sung quyết định khởi tố bị can", name_en="Amended charge annulled",
        codes=("charge_amendment_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/180/3", "BLTTHS-2015/165/2"),
        form="93/HS, 94/HS", lawful_from=CHARGING, impossible=(accused_known, named_once),
        checks=(accused_open, amendment_pending),
        ends=("charge_amendment_approval_3d@180.3",), data=AmendmentAnnulled, apply=_annulled,
    ),
    ActType(
        key="charge.changed_by_procuracy.v1", name_vi="Viện kiểm sát thay đổi quyết định khởi tố bị can",
        name_en="Charge changed by the procuracy", codes=("charge_changed_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/180/1", "BLTTHS-2015/165/3"), form="99/HS",
        lawful_from=CHARGING, impossible=(accused_known,),
        checks=(accused_open, status_among("approved", "proposed", article="BLTTHS-2015/180/1")),
        starts=("charge_amendment_send_24h@180.3",), data=ChargeAmendedByProcuracy, apply=_amended("change"),
    ),
    ActType(
        key="charge.supplemented_by_procuracy.v1", name_vi="Viện kiểm sát bổ sung quyết định khởi tố bị can",
        name_en="Charge supplemented by the procuracy", codes=("charge_supplemented_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/180/2", "BLTTHS-2015/165/3"),
        form="101/HS", lawful_from=CHARGING, impossible=(accused_known,),
        checks=(accused_open, status_among("approved", "proposed", article="BLTTHS-2015/180/2")),
        starts=("charge_amendment_send_24h@180.3",), data=ChargeAmendedByProcuracy, apply=_amended("supplement"),
    ),
)  # fmt: skip
