"""What a procuracy asks of other units and of persons: verification, attendance, a person out of custody; and fines.

BLTTHS-2015/165, 168, 236, 466, 468; LTCVKSND-2014/4/3/c
"""

from datetime import date
from typing import Any, Literal

from domain.acts.changes import unchanged
from domain.acts.common import FILES
from domain.acts.shapes import Own, OwnOnAccused, Supervised
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, in_order, linked
from domain.kernel.data import Day, Moment, Number, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Party

FINES_SINCE = date(2025, 7, 1)  # Law 82/2025/QH15 wrote the power into LTCVKSND-2014/4/3/c


class VerificationRequested(Own):
    """Another unit is asked to verify."""

    to_agency: Word
    questions: tuple[Text, ...]
    due_on: Day


class VerificationAnswered(Supervised):
    """The other unit answers; a link `answers` names the request."""

    result: Text


class ObstructionFined(Own):
    """Who obstructs the proceedings is sanctioned."""

    offender: Party
    conduct: Text
    sanction: Literal["warning", "fine", "administrative_custody"]
    amount: Number | None = None  # đồng


class Invited(Own):
    """A person is invited to come."""

    invited: Party
    at: Moment
    place: Text
    purpose: Text


class ExtractionRequested(OwnOnAccused):
    """A person in custody or on remand is to be brought out."""

    facility: Word
    purpose: Text
    since: Moment
    until: Moment


def fines_in_force(state: Any, question: Question) -> Breach | None:
    """The procuracy sanctions obstruction since 1 July 2025 only. LTCVKSND-2014/4/3/c"""
    if question.day >= FINES_SINCE:
        return None
    return Breach("ground_not_in_force", "LTCVKSND-2014/4/3/c", {"since": FINES_SINCE.isoformat()})


def amount_of_fine(state: Any, question: Question) -> Breach | None:
    """A fine names its amount. BLTTHS-2015/466"""
    data = question.act.data
    if data.sanction != "fine" or data.amount:
        return None
    return Breach("amount_missing", "BLTTHS-2015/466")


def held(state: CriminalCase, question: Question) -> Breach | None:
    """Only a person in custody or on remand is brought out of it. BLTTHS-2015/41/2"""
    for person in question.act.data.persons:
        accused = state.accused.get(person)
        if accused is not None and not (accused.running("custody") or accused.running("remand")):
            return Breach("measure_not_running", "BLTTHS-2015/41/2", {"label": accused.label, "measure": "remand"})
    return None


CHAPTER = (
    ActType(
        key="verification_request.sent.v1", codes=("verification_request_sent",),
        name_vi="Yêu cầu xác minh gửi đơn vị khác", name_en="Verification asked from another unit",
        module="common", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR,
        law=("BLTTHS-2015/165/7", "BLTTHS-2015/236/2"), lawful_from=(ANY,), data=VerificationRequested,
        apply=unchanged, confirmed=False,
    ),
    ActType(
        key="verification_request.answered.v1", codes=("verification_request_answered",),
        name_vi="Kết quả xác minh", name_en="Verification answered",
        module="common", issuer="other", kinds=FILES, law=("BLTTHS-2015/168",), lawful_from=(ANY,),
        checks=(linked("answers", "BLTTHS-2015/168"),), data=VerificationAnswered, apply=unchanged,
    ),
    ActType(
        key="obstruction_fine.imposed.v1", codes=("obstruction_fine_imposed",),
        name_vi="Xử phạt vi phạm hành chính hành vi cản trở hoạt động tố tụng",
        name_en="Obstruction of proceedings sanctioned",
        module="common", issuer="procuracy", kinds=FILES, signed_by=HEAD,
        law=("LTCVKSND-2014/4/3/c", "BLTTHS-2015/466", "BLTTHS-2015/468"), lawful_from=(ANY,),
        checks=(fines_in_force, amount_of_fine), data=ObstructionFined, apply=unchanged,
        source="LTCVKSND 2014 as amended by Law 82/2025/QH15",
    ),
    ActType(
        key="person.invited.v1", codes=("person_invited",), name_vi="Giấy mời", name_en="Invitation by the procuracy",
        module="common", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, law=("BLTTHS-2015/41/2/q",),
        form="162/HS", lawful_from=(ANY,), data=Invited, apply=unchanged, confirmed=False,
        source="form set of Circular 03/2026/TT-VKSTC; no article read",
    ),
    ActType(
        key="detainee_extraction.requested.v1", codes=("detainee_extraction_requested",),
        name_vi="Phiếu yêu cầu trích xuất người bị tạm giam", name_en="Extraction of a person on remand requested",
        module="common", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/41/2",), form="161/HS",
        lawful_from=(ANY,), impossible=(accused_known,),
        checks=(held, in_order("since", "until", "BLTTHS-2015/41/2")), data=ExtractionRequested, apply=unchanged,
        confirmed=False, source="form set of Circular 03/2026/TT-VKSTC; no article read",
    ),
)  # fmt: skip
