"""Module 3: measures on the accused while the procuracy decides on prosecution. BLTTHS-2015/236/1, 241, 244"""

from datetime import timedelta
from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.prosecution import EXTENSION_DAYS
from domain.acts.shapes import OwnOnAccused
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, linked, measure_running, named_once, status_among
from domain.kernel.data import Day, Word
from domain.states.criminal_case import Accused, CriminalCase

# BLTTHS-2015/240/1 with 241: remand lasts no longer than the decision on prosecution and its extension
PROSECUTION_DAYS = {"less_serious": 20, "serious": 20, "very_serious": 30, "particularly_serious": 30}


class RemandExtended(OwnOnAccused):
    """Remand is extended for the decision on prosecution."""

    since: Day
    until: Day  # last day


class MeasureDecided(OwnOnAccused):
    """A preventive or coercive measure is applied, changed or lifted.

    The order itself is an act of its own; a link of relation `concerns` names it.
    """

    measure: Literal[
        "remand", "guarantee", "deposit", "residence_ban", "exit_ban", "attachment", "account_freeze"
    ]  # fmt: skip
    decision: Literal["apply", "change", "lift"]


class RemandNotified(OwnOnAccused):
    """The court is told that accused are in remand, and until when."""

    until: Day  # last day of remand
    court: Word


class WantedNoticeDemanded(OwnOnAccused):
    """The investigating body is asked to issue a wanted notice."""

    to_agency: Word


def remand_within_decision(state: CriminalCase, question: Question) -> Breach | None:
    """Remand for prosecution lasts no longer than the time for the decision. BLTTHS-2015/241, 240/1"""
    data = question.act.data
    days = (data.until - data.since) // timedelta(days=1) + 1
    for person in data.persons:
        accused = state.accused[person]
        if accused.crime_class is None:
            continue
        most = PROSECUTION_DAYS[accused.crime_class] + EXTENSION_DAYS[accused.crime_class]
        if days > most:
            return Breach(
                "remand_days_too_many", "BLTTHS-2015/241", {"label": accused.label, "days": days, "most": most}
            )
    return None


def period_ordered(state: CriminalCase, question: Question) -> Breach | None:
    """The first day is not after the last. BLTTHS-2015/134"""
    data = question.act.data
    if data.since <= data.until:
        return None
    facts = {"since": data.since.isoformat(), "until": data.until.isoformat()}
    return Breach("period_reversed", "BLTTHS-2015/134", facts)


def not_wanted_yet(state: CriminalCase, question: Question) -> Breach | None:
    """No wanted notice is in force on the accused. BLTTHS-2015/231"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if accused.wanted:
            return Breach("already_wanted", "BLTTHS-2015/231", {"label": accused.label})
    return None


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data

    def extended(accused: Accused) -> Accused:
        return accused.changed_measure("remand", until=data.until, approved=recorded.version)

    return state.evolved(accused=state.changed(data.persons, extended))


def _demanded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = state.changed(recorded.act.data.persons, lambda a: a.evolved(wanted_demanded=recorded.version))
    return state.evolved(accused=accused)


CHAPTER = (
    ActType(
        key="remand.extended_for_prosecution.v1", name_vi="Gia hạn thời hạn tạm giam để truy tố",
        name_en="Remand extended for the prosecution stage", codes=("detention_extended_for_prosecution",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/241", "BLTTHS-2015/240/1"), form="59/HS",
        lawful_from=("prosecution", "returned_by_court"), impossible=(accused_known, named_once),
        checks=(measure_running("remand", "BLTTHS-2015/241"), period_ordered, remand_within_decision),
        extends=("detention_prosecution@241",), data=RemandExtended, apply=_extended,
    ),
    ActType(
        key="measure.decided_at_prosecution.v1",
        name_vi="Áp dụng, thay đổi, hủy bỏ biện pháp ngăn chặn, biện pháp cưỡng chế trong giai đoạn truy tố",
        name_en="Measure applied, changed or lifted at the prosecution stage",
        codes=("measure_decided_at_prosecution",),
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/236/1", "BLTTHS-2015/241"),
        lawful_from=("prosecution", "returned_by_court", "indicted"), impossible=(accused_known, named_once),
        checks=(
            linked("concerns", "BLTTHS-2015/236/1"), accused_open,
            status_among("proposed", "indicted", article="BLTTHS-2015/236/1"),
        ),
        data=MeasureDecided, apply=unchanged,
    ),
    ActType(
        key="remand.notified_to_court.v1", name_vi="Thông báo về việc vụ án có bị can bị tạm giam",
        name_en="Court told that the accused is in remand", codes=("detention_notice_to_court",),
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/244",), form="165/HS",
        lawful_from=("prosecution", "indicted"), impossible=(accused_known, named_once),
        checks=(measure_running("remand", "BLTTHS-2015/244"),), ends=("detention_notice_7d_before@244",),
        data=RemandNotified, apply=unchanged,
    ),
    ActType(
        key="wanted_notice.demanded_at_prosecution.v1", name_vi="Yêu cầu truy nã bị can trong giai đoạn truy tố",
        name_en="Wanted notice demanded at the prosecution stage", codes=("wanted_notice_demanded_at_prosecution",),
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/236/1", "BLTTHS-2015/247/1/b"),
        form="106/HS", lawful_from=("prosecution",), impossible=(accused_known, named_once),
        checks=(accused_open, not_wanted_yet), data=WantedNoticeDemanded, apply=_demanded,
    ),
)  # fmt: skip
