"""Module 2: remand ordered and answered (lệnh tạm giam, lệnh bắt bị can để tạm giam). BLTTHS-2015/113, 119, 173

The investigating body orders remand; it runs once the procuracy has approved. A refusal leaves an accused at liberty
under the measure that ran before. How long remand lasts and how it ends stands in the chapter on terms of remand.
"""

from typing import Literal

from domain.acts.measures import FREE, IN_CUSTODY, ORDERING, PREVENTIVE, MeasureRefused, charged_accused, ended
from domain.acts.shapes import Delivered, OwnOnAccused, SupervisedOnAccused
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import (
    accused_known,
    accused_open,
    measure_absent,
    measure_pending,
    named_once,
    natural_persons,
)
from domain.kernel.data import Count, Day, Flagged, Moment, Number, Text, Word
from domain.law.limits import REMAND_MONTHS
from domain.states.criminal_case import Accused, CriminalCase, Measure

AT_HANDS = ("custody", "arrest", "urgent_holding", "remand")  # who is deprived of liberty is not to be arrested


class RemandOrdered(SupervisedOnAccused, Delivered):
    """An order of remand, or of arrest for remand."""

    months: Count | None = None  # as ordered
    since: Day | None = None
    until: Day | None = None  # last day
    arrest: Flagged = False  # the accused is at liberty and to be arrested first: BLTTHS-2015/113
    clause: Literal["1", "2", "3", "4"] | None = None  # of BLTTHS-2015/119
    ground: Text | None = None


class RemandApproved(OwnOnAccused):
    """The procuracy approves an order of remand, or of arrest for remand."""

    ground: Text | None = None
    arrest: Flagged = False
    since: Day | None = None
    until: Day | None = None  # last day
    file_received_at: Moment | None = None  # by the procuracy
    custody_days: Number | None = None  # counted into remand: BLTTHS-2015/118/4


class RemandRefused(MeasureRefused):
    """The procuracy does not approve an order of remand, or of arrest for remand."""

    arrest: Flagged = False


class RemandOrderedByProcuracy(OwnOnAccused):
    """The procuracy orders remand, or arrest for remand, itself."""

    months: Count | None = None
    since: Day | None = None
    until: Day | None = None  # last day
    ground: Text | None = None
    executed_by: Word | None = None  # unit


class ArrestOrderedByProcuracy(RemandOrderedByProcuracy):
    """The procuracy orders that an accused at liberty be arrested for remand, which runs from the arrest."""

    arrest: Literal[True] = True


def remand_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """The first period of remand is limited by the class of the gravest charge. BLTTHS-2015/173/1"""
    months = question.act.data.months
    for person in question.act.data.persons if months else ():
        accused = state.accused[person]
        if accused.crime_class and months > REMAND_MONTHS[accused.crime_class]:
            facts = {"label": accused.label, "months": months, "most": REMAND_MONTHS[accused.crime_class]}
            return Breach("remand_too_long", "BLTTHS-2015/173/1", facts)
    return None


def charge_approved_before(state: CriminalCase, question: Question) -> Breach | None:
    """Remand is never approved before the charge is; it may be on the same day. BLTTHS-2015/119/5

    Of a charge that no act of this file records nothing is known, so nothing is said.
    """
    for person in question.act.data.persons:
        accused = state.accused[person]
        earlier = accused.approved or any(amendment.approved for amendment in accused.amendments)
        if accused.charged and accused.status == "charged" and not earlier:
            return Breach("charge_not_approved", "BLTTHS-2015/119/5", {"labels": [accused.label]})
    return None


def _ordered(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    since = data.since or day_of(recorded.act.occurred_at)
    measure = Measure("remand", since, data.until, recorded.version, pending=True)
    accused = state.changed(data.persons, lambda a: a.with_measure(measure, ends=(*IN_CUSTODY, "remand")))
    return state.evolved(accused=accused)


def _approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version

    def approved(accused: Accused) -> Accused:
        dates = {name: day for name, day in (("since", data.since), ("until", data.until)) if day}
        return accused.without(FREE, version).changed_measure("remand", pending=False, approved=version, **dates)

    return state.evolved(accused=state.changed(data.persons, approved))


def _ordered_by_procuracy(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version
    measure = Measure("remand", data.since or day_of(recorded.act.occurred_at), data.until, version, approved=version)
    return state.evolved(accused=state.changed(data.persons, lambda a: a.with_measure(measure, ends=PREVENTIVE)))


CHARGED_PERSONS = (
    accused_open, charged_accused("BLTTHS-2015/119/1"), natural_persons("BLTTHS-2015/436/1"), remand_too_long,
)  # fmt: skip

CHAPTER = (
    ActType(
        key="remand.ordered.v1", name_vi="Lệnh tạm giam, lệnh bắt bị can để tạm giam", name_en="Remand ordered",
        codes=("detention_warrant_issued", "arrest_for_detention_warrant_issued"),
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/119/1", "BLTTHS-2015/119/5", "BLTTHS-2015/113/1"), lawful_from=ORDERING,
        impossible=(accused_known, named_once), checks=CHARGED_PERSONS,
        starts=("detention_approval@119.5",), data=RemandOrdered, apply=_ordered,
    ),
    ActType(
        key="remand.approved.v1", name_vi="Phê chuẩn lệnh tạm giam, lệnh bắt bị can để tạm giam",
        name_en="Remand approved", codes=("detention_approved", "arrest_for_detention_approved"),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/119/5", "BLTTHS-2015/113/1/a", "BLTTHS-2015/165/4"),
        form="40/HS, 37/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, charge_approved_before, measure_pending("remand", "BLTTHS-2015/119/5")),
        starts=("detention_investigation@173.1",), ends=("detention_approval@119.5", "custody_3d@118.1"),
        data=RemandApproved, apply=_approved,
    ),
    ActType(
        key="remand.refused.v1", name_vi="Không phê chuẩn lệnh tạm giam, lệnh bắt bị can để tạm giam",
        name_en="Remand not approved", codes=("detention_not_approved", "arrest_for_detention_not_approved"),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/119/5", "BLTTHS-2015/113/1/a", "BLTTHS-2015/165/4"),
        form="41/HS, 38/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, measure_pending("remand", "BLTTHS-2015/119/5")),
        ends=("detention_approval@119.5", "custody_3d@118.1"), data=RemandRefused, apply=ended("remand"),
    ),
    ActType(
        key="remand.ordered_by_procuracy.v1", name_vi="Viện kiểm sát ra lệnh tạm giam",
        name_en="Remand ordered by the procuracy", codes=("detention_ordered_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/119/1", "BLTTHS-2015/113/1/b", "BLTTHS-2015/119/5", "BLTTHS-2015/165/5"), form="58/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(
            *CHARGED_PERSONS, charge_approved_before, measure_absent(("remand",), "BLTTHS-2015/119/1", unapproved=True),
        ),
        starts=("detention@119",), ends=("custody_3d@118.1",),
        data=RemandOrderedByProcuracy, apply=_ordered_by_procuracy,
    ),
    ActType(
        key="arrest_for_remand.ordered_by_procuracy.v1", name_vi="Viện kiểm sát ra lệnh bắt bị can để tạm giam",
        name_en="Arrest for remand ordered by the procuracy", codes=("arrest_for_detention_ordered_by_procuracy",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/113/1/b", "BLTTHS-2015/165/5"),
        form="39/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(*CHARGED_PERSONS, charge_approved_before, measure_absent(AT_HANDS, "BLTTHS-2015/113/1")),
        starts=("detention_investigation@173.1",),
        data=ArrestOrderedByProcuracy, apply=_ordered_by_procuracy,
    ),
)  # fmt: skip
