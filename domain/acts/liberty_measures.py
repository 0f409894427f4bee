"""Module 2: measures that leave the accused at liberty (bảo lĩnh, đặt tiền, cấm đi khỏi nơi cư trú, tạm hoãn xuất
cảnh). BLTTHS-2015/121-125

Guarantee and deposit decided by the agency await the procuracy's approval; a residence ban or an exit ban does not.
An exit ban stands beside any other measure.
"""

from typing import Annotated, Literal

from pydantic import Field

from domain.acts.changes import entered, leads_to, unchanged
from domain.acts.measures import (
    ORDERING,
    MeasureAnnulled,
    MeasureOrdered,
    MeasureRefused,
    OwnMeasure,
    at_liberty,
    charged_accused,
    ended,
    measured,
)
from domain.acts.shapes import Delivered, OwnOnAccused
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import (
    accused_known,
    accused_open,
    measure_absent,
    measure_running,
    named_once,
    natural_persons,
)
from domain.kernel.data import Id, Moment, Number, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import AccusedPerson, Party

Reason = Literal["no_longer_needed", "breach", "case_ended"]


class Guarantee(OwnMeasure):
    """A guarantee is approved or ordered by the procuracy."""

    guarantors: tuple[Party, ...] = ()


class Deposit(OwnMeasure):
    """A deposit is approved or ordered by the procuracy."""

    amount: Number | None = None  # đồng
    depositor: Party | None = None


class GuaranteeRefused(MeasureRefused):
    """The procuracy does not approve a guarantee or a deposit: nothing changes for the accused."""


class MeasureEnded(MeasureAnnulled):
    """The procuracy ends a measure that leaves the accused at liberty."""

    reason: Reason | None = None


class DepositEnded(MeasureEnded):
    """The procuracy ends a deposit and says what becomes of the money."""

    money: Literal["returned", "confiscated"]


class ResidenceBan(MeasureOrdered, Delivered):
    """The agency orders the accused to stay where they live."""

    place: Text | None = None  # commune


class OwnResidenceBan(OwnMeasure):
    """The procuracy orders the accused to stay where they live."""

    place: Text | None = None  # commune


class BanNotified(OwnOnAccused):
    """The commune or the military unit that keeps watch is told of a residence ban."""

    addressee: Word
    sent_at: Moment | None = None


class ExitBan(MeasureOrdered, Delivered):
    """The agency forbids persons to leave the country; the procuracy is told before execution."""

    accused: Annotated[tuple[Id, ...], Field(max_length=500)] = ()  # those in the case
    newcomers: Annotated[tuple[AccusedPerson, ...], Field(max_length=500)] = ()  # not charged: BLTTHS-2015/124/1/a

    @property
    def persons(self) -> tuple[Id, ...]:
        """The persons named, known to the case or new."""
        return (*self.accused, *(entry.person for entry in self.newcomers))


class OwnExitBan(OwnMeasure):
    """The procuracy forbids accused to leave the country."""

    border_agency: Word | None = None


def somebody_named(state: CriminalCase, question: Question) -> Breach | None:
    """The decision is about somebody. BLTTHS-2015/124/1"""
    return None if question.act.data.persons else Breach("nobody_named", "BLTTHS-2015/124/1")


def listed_known(state: CriminalCase, question: Question) -> Breach | None:
    """Those named as accused of the case are in it. BLTTHS-2015/60"""
    unknown = next((person for person in question.act.data.accused if person not in state.accused), None)
    return Breach("accused_unknown", "BLTTHS-2015/60", {"person": str(unknown)}) if unknown else None


def kept_for_breach(state: CriminalCase, question: Question) -> Breach | None:
    """Money is confiscated when the accused breached what was undertaken. BLTTHS-2015/122/2"""
    data = question.act.data
    if data.money == "returned" or data.reason == "breach":
        return None
    return Breach("deposit_kept_without_breach", "BLTTHS-2015/122/2", {"reason": data.reason})


@leads_to("verification")
def _exit_banned(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    known = entered(state, recorded.act.data.newcomers)
    banned: CriminalCase = measured("exit_ban")(known, recorded)
    return banned


def _refusal(name_vi: str, name_en: str, code: str, article: str, form: str) -> ActType:
    """The procuracy does not approve the agency's decision on `code`; one that awaited approval falls."""
    return ActType(
        key=f"{code}.refused.v1", name_vi=name_vi, name_en=name_en, codes=(f"{code}_not_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=(article, "BLTTHS-2015/165/4"), form=form,
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, measure_absent((code,), article, unapproved=True)),
        data=GuaranteeRefused, apply=ended(code),
    )  # fmt: skip


CHAPTER = (
    ActType(
        key="guarantee.approved.v1", name_vi="Phê chuẩn quyết định về việc bảo lĩnh", name_en="Guarantee approved",
        codes=("guarantee_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/121/4", "BLTTHS-2015/165/4"), form="45/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(
            accused_open, charged_accused("BLTTHS-2015/121/1"),
            measure_absent(("guarantee",), "BLTTHS-2015/121/4", unapproved=True),
        ),
        starts=("guarantee@121.5",), data=Guarantee, apply=at_liberty("guarantee"),
    ),
    _refusal(
        "Không phê chuẩn quyết định về việc bảo lĩnh", "Guarantee not approved", "guarantee", "BLTTHS-2015/121/4",
        "46/HS",
    ),
    ActType(
        key="guarantee.ordered_by_procuracy.v1", name_vi="Viện kiểm sát quyết định về việc bảo lĩnh",
        name_en="Guarantee ordered by the procuracy", codes=("guarantee_ordered_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/121/4", "BLTTHS-2015/113/1/b"),
        form="47/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(
            accused_open, charged_accused("BLTTHS-2015/121/1"), natural_persons("BLTTHS-2015/436/1"),
            measure_absent(("guarantee",), "BLTTHS-2015/121/4", unapproved=True),
        ),
        starts=("guarantee@121.5",), data=Guarantee, apply=at_liberty("guarantee"),
    ),
    ActType(
        key="guarantee.annulled.v1", name_vi="Hủy bỏ biện pháp bảo lĩnh", name_en="Guarantee annulled",
        codes=("guarantee_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/121/3", "BLTTHS-2015/125/2"),
        form="48/HS", lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(measure_running("guarantee", "BLTTHS-2015/125/2"),), ends=("guarantee@121.5",),
        data=MeasureEnded, apply=ended("guarantee"),
    ),
    ActType(
        key="deposit.approved.v1", name_vi="Phê chuẩn quyết định về việc đặt tiền để bảo đảm",
        name_en="Deposit approved", codes=("deposit_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/122/3", "BLTTHS-2015/165/4"), form="49/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(
            accused_open, charged_accused("BLTTHS-2015/122/1"),
            measure_absent(("deposit",), "BLTTHS-2015/122/3", unapproved=True),
        ),
        starts=("deposit@122.4",), data=Deposit, apply=at_liberty("deposit"),
    ),
    _refusal(
        "Không phê chuẩn quyết định về việc đặt tiền để bảo đảm", "Deposit not approved", "deposit",
        "BLTTHS-2015/122/3", "50/HS",
    ),
    ActType(
        key="deposit.ordered_by_procuracy.v1", name_vi="Viện kiểm sát quyết định về việc đặt tiền để bảo đảm",
        name_en="Deposit ordered by the procuracy", codes=("deposit_ordered_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/122/3", "BLTTHS-2015/113/1/b"),
        form="51/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(
            accused_open, charged_accused("BLTTHS-2015/122/1"), natural_persons("BLTTHS-2015/436/1"),
            measure_absent(("deposit",), "BLTTHS-2015/122/3", unapproved=True),
        ),
        starts=("deposit@122.4",), data=Deposit, apply=at_liberty("deposit"),
    ),
    ActType(
        key="deposit.annulled.v1", name_vi="Hủy bỏ biện pháp đặt tiền để bảo đảm", name_en="Deposit annulled",
        codes=("deposit_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/122/2", "BLTTHS-2015/125/2"),
        form="52/HS", lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(measure_running("deposit", "BLTTHS-2015/125/2"), kept_for_breach), ends=("deposit@122.4",),
        data=DepositEnded, apply=ended("deposit"),
    ),
    ActType(
        key="residence_ban.ordered.v1", name_vi="Lệnh cấm đi khỏi nơi cư trú (Cơ quan điều tra)",
        name_en="Residence ban ordered", codes=("residence_ban_ordered",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/123/1", "BLTTHS-2015/123/3"),
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, charged_accused("BLTTHS-2015/123/1")),
        starts=("residence_ban@123.4",), data=ResidenceBan, apply=at_liberty("residence_ban"),
    ),
    ActType(
        key="residence_ban.ordered_by_procuracy.v1", name_vi="Viện kiểm sát ra lệnh cấm đi khỏi nơi cư trú",
        name_en="Residence ban ordered by the procuracy", codes=("residence_ban_ordered_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/123/3", "BLTTHS-2015/123/1", "BLTTHS-2015/123/5"), form="53/HS",
        lawful_from=("prosecution", *(stage for stage in ORDERING if stage != "prosecution")),
        impossible=(accused_known, named_once), checks=(accused_open, charged_accused("BLTTHS-2015/123/1")),
        starts=("residence_ban@123.4",), data=OwnResidenceBan, apply=at_liberty("residence_ban"),
    ),
    ActType(
        key="residence_ban.notified.v1", name_vi="Thông báo về việc áp dụng biện pháp cấm đi khỏi nơi cư trú",
        name_en="Residence ban notified", codes=("residence_ban_notified",),
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/123/5",), form="54/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(measure_running("residence_ban", "BLTTHS-2015/123/5"),), data=BanNotified, apply=unchanged,
    ),
    ActType(
        key="residence_ban.annulled.v1", name_vi="Hủy bỏ biện pháp cấm đi khỏi nơi cư trú",
        name_en="Residence ban annulled", codes=("residence_ban_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/125/1", "BLTTHS-2015/125/2", "BLTTHS-2015/123/2"),
        form="55/HS", lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(measure_running("residence_ban", "BLTTHS-2015/125/1"),), ends=("residence_ban@123.4",),
        data=MeasureEnded, apply=ended("residence_ban"),
    ),
    ActType(
        key="exit_ban.ordered.v1", name_vi="Quyết định tạm hoãn xuất cảnh", name_en="Exit ban ordered",
        codes=("exit_ban_ordered",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/124/1", "BLTTHS-2015/124/2"),
        lawful_from=(
            "investigation", "verification", "supplementary_investigation", "reinvestigation", "concluded",
            "prosecution",
        ),
        impossible=(listed_known, named_once, somebody_named), checks=(accused_open,), starts=("exit_ban@124.3",),
        data=ExitBan, apply=_exit_banned,
    ),
    ActType(
        key="exit_ban.ordered_by_procuracy.v1", name_vi="Viện kiểm sát quyết định tạm hoãn xuất cảnh",
        name_en="Exit ban ordered by the procuracy", codes=("exit_ban_ordered_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/124/2", "BLTTHS-2015/124/1", "BLTTHS-2015/113/1/b"), form="56/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(
            accused_open, natural_persons("BLTTHS-2015/436/1"), measure_absent(("exit_ban",), "BLTTHS-2015/124/2"),
        ),
        starts=("exit_ban@124.3",), data=OwnExitBan, apply=measured("exit_ban"),
    ),
    ActType(
        key="exit_ban.annulled.v1", name_vi="Hủy bỏ biện pháp tạm hoãn xuất cảnh", name_en="Exit ban annulled",
        codes=("exit_ban_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/125/2",), form="57/HS",
        lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(measure_running("exit_ban", "BLTTHS-2015/125/2"),), ends=("exit_ban@124.3",),
        data=MeasureEnded, apply=ended("exit_ban"),
    ),
)  # fmt: skip
