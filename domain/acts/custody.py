"""Module 2: holding, arrest and custody (giữ, bắt, tạm giữ). BLTTHS-2015/110-118"""

from typing import Any

from domain.acts.changes import opened_stage, with_persons
from domain.acts.shapes import SupervisedNaming
from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_open, named_once
from domain.kernel.data import Day, Moment
from domain.states.criminal_case import CriminalCase, Measure

CUSTODY_DAYS = 3  # BLTTHS-2015/118/1, twice extendable by 3


class Custody(SupervisedNaming):
    """The decision to keep a person in custody."""

    until: Day  # last day ordered
    from_moment: Moment | None = None  # the hour at which custody begins, where published


def custody_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Custody is at most three days. BLTTHS-2015/118/1"""
    days = (question.act.data.until - question.day).days
    if days <= CUSTODY_DAYS:
        return None
    return Breach("custody_too_long", "BLTTHS-2015/118/1", {"days": days, "most": CUSTODY_DAYS})


def _in_custody(state: CriminalCase, recorded: Recorded) -> Any:
    data = recorded.act.data
    measure = Measure("custody", day_of(recorded.act.occurred_at), data.until, recorded.version)
    held = state.evolved(accused=with_persons(state, data.accused), stage=opened_stage(state))
    accused = held.changed(
        data.persons, lambda a: a.with_measure(measure, ends=("urgent_holding", "arrest", "custody"))
    )
    return held.evolved(accused=accused)


CUSTODY_ORDERED = ActType(
    key="custody.ordered.v1",
    name_vi="Quyết định tạm giữ",
    name_en="Custody ordered",
    module="M2",
    issuer="investigating_body",
    law=("BLTTHS-2015/117/1", "BLTTHS-2015/118/1"),
    lawful_from=("verification", NEW, "investigation", "supplementary_investigation"),
    impossible=(named_once,),
    checks=(accused_open, custody_too_long),
    starts=("custody_3d@118.1",),
    data=Custody,
    apply=_in_custody,
)

CHAPTER = (CUSTODY_ORDERED,)
