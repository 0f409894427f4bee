"""Module 2: holding in an urgent case and arrest (giữ người khẩn cấp, bắt người). BLTTHS-2015/110-114

The agency holds, and within twelve hours orders custody and an arrest for the procuracy to approve. Custody may run
while the arrest awaits the answer; an arrest that is not approved ends both.
"""

from typing import Literal

from domain.acts.changes import entered, leads_to, unchanged
from domain.acts.measures import MeasureRefused, ended
from domain.acts.shapes import Delivered, OwnOnAccused, SupervisedNaming, SupervisedOnAccused
from domain.acts.stages import HOLDING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, measure_pending, measure_running, named_once
from domain.kernel.data import Hash, Moment, Text, Word
from domain.states.criminal_case import Accused, CriminalCase, Measure

DECIDING = ("verification", "investigation", "supplementary_investigation", "reinvestigation")


class Held(SupervisedNaming):
    """An order to hold persons in an urgent case."""

    held_at: Moment | None = None
    ground: Text | None = None
    clause: Literal["a", "b", "c"] | None = None  # BLTTHS-2015/110/1
    place: Text | None = None
    family_told_at: Moment | None = None


class ArrestOrdered(SupervisedOnAccused, Delivered):
    """An order to arrest persons held, with the file on which the procuracy decides. `received_at` counts."""

    file: tuple[Hash, ...] = ()  # its documents


class HeldQuestioned(OwnOnAccused):
    """The prosecutor meets and questions persons held before the arrest is approved."""

    questioned_at: Moment | None = None
    minutes: Hash | None = None
    conclusion: Text


class HoldingAnswered(OwnOnAccused):
    """The procuracy approves the arrest of persons held."""

    ground: Text | None = None
    file_received_at: Moment | None = None  # by the procuracy


class Arrested(SupervisedNaming):
    """Persons are arrested."""

    manner: Literal["in_the_act", "wanted", "for_remand", "unstated"]
    arrested_at: Moment | None = None
    place: Text | None = None
    minutes: Hash | None = None
    handed_to: Word | None = None  # agency
    issuer_told_at: Moment | None = None  # the agency that issued the wanted notice: BLTTHS-2015/114/2


@leads_to("verification")
def _held(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    measure = Measure("urgent_holding", day_of(recorded.act.occurred_at), None, recorded.version, pending=True)
    held = entered(state, recorded.act.data.accused)
    return held.evolved(accused=held.changed(recorded.act.data.persons, lambda a: a.with_measure(measure)))


def arrest_ordered(state: CriminalCase, question: Question) -> Breach | None:
    """The procuracy answers an order to arrest who is held. BLTTHS-2015/110/4, 110/6"""
    for person in question.act.data.persons:
        holding = state.accused[person].running("urgent_holding")
        if holding is None or not holding.asked:
            return Breach("arrest_not_ordered", "BLTTHS-2015/110/6", {"label": state.accused[person].label})
    return None


def _arrest_ordered(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def ordered(accused: Accused) -> Accused:
        return accused.changed_measure("urgent_holding", asked=recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, ordered))


def _approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def arrested(accused: Accused) -> Accused:
        after = accused.changed_measure("urgent_holding", pending=False, asked=0, approved=recorded.version)
        return after.without(("urgent_holding",), recorded.version) if after.running("custody") else after

    return state.evolved(accused=state.changed(recorded.act.data.persons, arrested))


@leads_to("verification")
def _arrested(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    measure = Measure("arrest", day_of(recorded.act.occurred_at), None, recorded.version)
    held = entered(state, recorded.act.data.accused)

    def arrested(accused: Accused) -> Accused:
        under = accused if accused.running("remand") else accused.with_measure(measure)
        return under.evolved(wanted=False)

    return held.evolved(accused=held.changed(recorded.act.data.persons, arrested))


CHAPTER = (
    ActType(
        key="holding.ordered.v1", name_vi="Lệnh giữ người trong trường hợp khẩn cấp",
        name_en="Holding in an urgent case ordered", codes=("emergency_holding_ordered",),
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/110/1", "BLTTHS-2015/110/2", "BLTTHS-2015/110/3"),
        lawful_from=(*HOLDING, "reinvestigation"), impossible=(named_once,), checks=(accused_open,),
        starts=("urgent_holding_12h@110.4", "family_notice_24h@116"), data=Held, apply=_held,
    ),
    ActType(
        key="holding.arrest_ordered.v1", name_vi="Lệnh bắt người bị giữ trong trường hợp khẩn cấp",
        name_en="Arrest of a person held in an urgent case ordered", codes=("emergency_arrest_warrant_issued",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/110/4", "BLTTHS-2015/110/5"),
        lawful_from=DECIDING, impossible=(accused_known, named_once),
        checks=(measure_running("urgent_holding", "BLTTHS-2015/110/4"),),
        starts=("urgent_arrest_approval_12h@110.6",), ends=("urgent_holding_12h@110.4",),
        data=ArrestOrdered, apply=_arrest_ordered,
    ),
    ActType(
        key="holding.questioned.v1", name_vi="Kiểm sát viên gặp, hỏi người bị giữ trước khi xét phê chuẩn",
        name_en="Person held questioned by the prosecutor", codes=("held_person_questioned",),
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/110/6", "BLTTHS-2015/42/1/g"),
        form="134/HS", lawful_from=DECIDING, impossible=(accused_known, named_once),
        checks=(measure_pending("urgent_holding", "BLTTHS-2015/110/6"),), data=HeldQuestioned, apply=unchanged,
    ),
    ActType(
        key="holding.approved.v1", name_vi="Phê chuẩn lệnh bắt người bị giữ trong trường hợp khẩn cấp",
        name_en="Arrest of a person held in an urgent case approved", codes=("emergency_arrest_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/110/6", "BLTTHS-2015/159/1", "BLTTHS-2015/165/4"), form="31/HS",
        lawful_from=DECIDING, impossible=(accused_known, named_once),
        checks=(measure_pending("urgent_holding", "BLTTHS-2015/110/6"), arrest_ordered),
        ends=("urgent_arrest_approval_12h@110.6",), data=HoldingAnswered, apply=_approved,
    ),
    ActType(
        key="holding.refused.v1", name_vi="Không phê chuẩn lệnh bắt người bị giữ trong trường hợp khẩn cấp",
        name_en="Arrest of a person held in an urgent case not approved", codes=("emergency_arrest_not_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/110/6", "BLTTHS-2015/159/1", "BLTTHS-2015/165/4"), form="32/HS",
        lawful_from=DECIDING, impossible=(accused_known, named_once),
        checks=(measure_pending("urgent_holding", "BLTTHS-2015/110/6"), arrest_ordered),
        ends=("urgent_arrest_approval_12h@110.6",), data=MeasureRefused, apply=ended("urgent_holding", "custody"),
    ),
    ActType(
        key="person.arrested.v1", name_vi="Bắt người (quả tang, đang bị truy nã, để tạm giam)",
        name_en="Person arrested", codes=("flagrant_arrest_recorded", "wanted_person_arrested"),
        module="M2", issuer="investigating_body",
        law=(
            "BLTTHS-2015/111/1", "BLTTHS-2015/112/1", "BLTTHS-2015/113/1", "BLTTHS-2015/111/3", "BLTTHS-2015/114/2",
        ),
        lawful_from=(
            *HOLDING, "reinvestigation", "investigation_suspended", "concluded", "prosecution",
            "prosecution_suspended",
        ),
        impossible=(named_once,), checks=(accused_open,),
        starts=("custody_or_release_12h@114.1",), data=Arrested, apply=_arrested,
    ),
)  # fmt: skip
