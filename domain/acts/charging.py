"""Module 2: charging the accused (khởi tố bị can). BLTTHS-2015/165, 179, 180

The investigating body charges; the procuracy approves or annuls within three days.
"""

from typing import Any

from domain.acts.changes import with_persons
from domain.acts.shapes import OwnOnAccused, SupervisedNaming
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Day
from domain.states.criminal_case import CriminalCase

INVESTIGATING = ("investigation", "supplementary_investigation")


class ChargedPersons(SupervisedNaming):
    """The decision to charge."""


def _charged(state: CriminalCase, recorded: Recorded) -> Any:
    accused = dict(with_persons(state, recorded.act.data.accused))
    for entry in recorded.act.data.accused:
        known = accused[entry.person]
        charges = tuple(dict.fromkeys((*known.charges, *entry.charges)))
        accused[entry.person] = known.evolved(
            status="charged", charges=charges, charged=known.charged or recorded.version, approved=0
        )
    stage = "verification" if state.version == 0 else state.stage
    return state.evolved(accused=accused, stage=stage)


ACCUSED_CHARGED = ActType(
    key="accused.charged.v1",
    name_vi="Quyết định khởi tố bị can",
    name_en="Accused charged",
    module="M2",
    issuer="investigating_body",
    law=("BLTTHS-2015/179/1", "BLTTHS-2015/179/2"),
    lawful_from=(*INVESTIGATING, "prosecution"),
    impossible=(named_once,),
    starts=("charge_send_24h@179.3", "charge_approval_3d@179.3"),
    data=ChargedPersons,
    apply=_charged,
)


class Approval(OwnOnAccused):
    """The procuracy approves the decision to charge."""

    dossier_received_on: Day | None = None


def _approved(state: CriminalCase, recorded: Recorded) -> Any:
    accused = state.changed(
        recorded.act.data.persons, lambda a: a.evolved(status="approved", approved=recorded.version)
    )
    return state.evolved(accused=accused)


CHARGE_APPROVED = ActType(
    key="charge.approved.v1",
    name_vi="Phê chuẩn quyết định khởi tố bị can",
    name_en="Charge approved",
    module="M2",
    issuer="procuracy",
    signed_by=HEAD,
    law=("BLTTHS-2015/179/3", "BLTTHS-2015/165/2"),
    form="90/HS",
    lawful_from=(*INVESTIGATING, "prosecution"),
    impossible=(accused_known, named_once),
    checks=(accused_open, status_among("charged", article="BLTTHS-2015/179/3")),
    ends=("charge_approval_3d@179.3",),
    data=Approval,
    apply=_approved,
)

CHAPTER = (ACCUSED_CHARGED, CHARGE_APPROVED)
