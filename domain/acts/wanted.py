"""Module 2: an accused is sought, or dies. BLTTHS-2015/231, 157"""

from typing import Literal

from domain.acts.prosecution_measures import not_wanted_yet
from domain.acts.shapes import Delivered, OwnOnAccused, SupervisedOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, PROSECUTOR, ActType
from domain.kernel.checks import accused_known, accused_open, named_once
from domain.kernel.data import Day, Text
from domain.states.criminal_case import MEASURES, CriminalCase


class WantedNoticeDemanded(OwnOnAccused):
    """The procuracy demands that persons be sought."""

    reasons: Text


class WantedNotice(SupervisedOnAccused, Delivered):
    """Persons are sought, or no longer sought."""

    scope: Literal["ordinary", "special"] = "ordinary"
    reason: Literal["arrested", "surrendered", "discontinued", "died"] | None = None  # for no longer seeking them


class Died(SupervisedOnAccused):
    """An accused dies."""

    died_on: Day | None = None


def _demanded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(wanted_demanded=recorded.version))
    return state.evolved(accused=accused)


def _wanted(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(wanted=True)))


def _found(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(wanted=False)))


def _died(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    dead = state.changed(
        recorded.act.data.persons, lambda a: a.without(MEASURES, recorded.version).evolved(status="died", wanted=False)
    )
    return state.evolved(accused=dead)


CHAPTER = (
    ActType(
        key="wanted_notice.demanded.v1", name_vi="Yêu cầu truy nã bị can", name_en="Wanted notice demanded",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("wanted_notice_demanded",),
        law=("BLTTHS-2015/165/6", "BLTTHS-2015/236/1"), form="106/HS",
        lawful_from=(*INVESTIGATING, "investigation_suspended"), impossible=(accused_known, named_once),
        checks=(accused_open, not_wanted_yet), data=WantedNoticeDemanded, apply=_demanded,
    ),
    ActType(
        key="wanted_notice.issued.v1", name_vi="Quyết định truy nã", name_en="Wanted notice issued",
        module="M2", issuer="investigating_body", codes=("wanted_notice_issued",), law=("BLTTHS-2015/231/1",),
        lawful_from=(*INVESTIGATING, "investigation_suspended"), impossible=(accused_known, named_once),
        checks=(accused_open,), data=WantedNotice, apply=_wanted,
    ),
    ActType(
        key="wanted_notice.withdrawn.v1", name_vi="Quyết định đình nã", name_en="Wanted notice withdrawn",
        module="M2", issuer="investigating_body", codes=("wanted_notice_withdrawn",), law=("BLTTHS-2015/231/3",),
        lawful_from=(ANY,), impossible=(accused_known, named_once), data=WantedNotice, apply=_found,
    ),
    ActType(
        key="accused.died.v1", name_vi="Bị can, bị cáo chết", name_en="Accused died",
        module="M2", issuer="other", law=("BLTTHS-2015/157/7", "BLTTHS-2015/230/1"), lawful_from=(ANY,),
        impossible=(accused_known, named_once), data=Died, apply=_died,
    ),
)  # fmt: skip
