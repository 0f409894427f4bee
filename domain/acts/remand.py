"""Module 2: remand and the measures beside it (tạm giam và biện pháp khác). BLTTHS-2015/113, 119-125, 173

The investigating body orders remand; it runs once the procuracy has approved. Extensions are the procuracy's.
"""

from typing import Literal

from domain.acts.shapes import OwnOnAccused, SupervisedOnAccused
from domain.acts.stages import INVESTIGATING, PRE_TRIAL
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, ActType, Apply, Breach, Check, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import (
    accused_known,
    accused_open,
    measure_pending,
    measure_running,
    named_once,
    status_among,
)
from domain.kernel.data import Count, Day, Flagged, Text
from domain.law.codes import BLTTHS_2015_SINCE
from domain.law.limits import REMAND_EXTENSION_MONTHS, REMAND_MONTHS, extension_allowed
from domain.states.criminal_case import CHARGED, Accused, CriminalCase, Measure

FREE = ("residence_ban", "guarantee", "deposit")
IN_CUSTODY = ("urgent_holding", "arrest", "custody")
MeasureKind = Literal["residence_ban", "guarantee", "deposit", "exit_ban", "juvenile_supervision", "none"]


class RemandOrdered(SupervisedOnAccused):
    """An order of remand, or of arrest for remand."""

    months: Count | None = None  # as ordered
    until: Day | None = None  # last day
    arrest: Flagged = False  # the accused is at liberty and to be arrested first: BLTTHS-2015/113


class RemandAnswered(OwnOnAccused):
    """The procuracy's answer to an order of remand."""

    ground: Text | None = None


class RemandExtended(OwnOnAccused):
    """The procuracy extends remand."""

    months: Count | None = None  # None: not published
    until: Day | None = None
    exceptional: Flagged = False  # BLTTHS-2015/173/5, 173/6: head of the supreme procuracy


class MeasureOrdered(SupervisedOnAccused):
    """A measure that leaves the accused at liberty."""

    since: Day | None = None
    until: Day | None = None  # last day


class OwnMeasure(OwnOnAccused):
    """A measure ordered by the procuracy."""

    since: Day | None = None
    until: Day | None = None


class MeasureReplaced(SupervisedOnAccused):
    """The measure now in force gives way to another one, or to none."""

    new: MeasureKind
    until: Day | None = None


class RemandReplaced(OwnOnAccused):
    """The procuracy replaces remand."""

    new: MeasureKind
    until: Day | None = None


class MeasureAnnulled(OwnOnAccused):
    """The procuracy ends a measure."""

    ground: Text | None = None


def remand_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """The first period of remand is limited by the class of the gravest charge. BLTTHS-2015/173/1"""
    months = question.act.data.months
    for person in question.act.data.persons if months else ():
        accused = state.accused[person]
        if accused.crime_class and months > REMAND_MONTHS[accused.crime_class]:
            facts = {"label": accused.label, "months": months, "most": REMAND_MONTHS[accused.crime_class]}
            return Breach("remand_too_long", "BLTTHS-2015/173/1", facts)
    return None


def extension_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Extensions of remand are limited in number and length. BLTTHS-2015/173/2; another table held before 2018."""
    data = question.act.data
    if data.exceptional or question.day < BLTTHS_2015_SINCE:
        return None
    for person in data.persons:
        accused = state.accused[person]
        remand = accused.running("remand")
        if remand is None or accused.crime_class is None:
            continue
        most = extension_allowed(REMAND_EXTENSION_MONTHS, accused.crime_class, remand.extensions)
        if most == 0 or (data.months or 0) > most:
            facts = {"label": accused.label, "months": data.months, "most": most, "extensions": remand.extensions}
            return Breach("remand_too_long", "BLTTHS-2015/173/2", facts)
    return None


def exceptional_by_supreme(state: CriminalCase, question: Question) -> Breach | None:
    """Only the supreme procuracy extends beyond the ordinary extensions. BLTTHS-2015/173/5"""
    data, organisation = question.act.data, question.organisation
    if not data.exceptional or organisation is None or question.act.actor.unit == organisation.root:
        return None
    return Breach("level_not_competent", "BLTTHS-2015/173/5", {"unit": question.act.actor.unit})


def some_measure_running(state: CriminalCase, question: Question) -> Breach | None:
    """What is replaced is in force. BLTTHS-2015/125/2"""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if not any(accused.running(kind) for kind in ("remand", *IN_CUSTODY, *FREE)):
            return Breach("measure_not_running", "BLTTHS-2015/125/2", {"label": accused.label, "measure": "any"})
    return None


def charged_accused(article: str) -> Check:
    """A check that every accused named has been charged."""
    return status_among(*CHARGED, article=article)


def _remanded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    measure = Measure("remand", day_of(recorded.act.occurred_at), data.until, recorded.version, pending=True)
    accused = state.changed(data.persons, lambda a: a.with_measure(measure, ends=(*IN_CUSTODY, "remand", *FREE)))
    return state.evolved(accused=accused)


def _remand_approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def approved(accused: Accused) -> Accused:
        return accused.changed_measure("remand", pending=False, approved=recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, approved))


def _remand_ended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    ended = state.changed(recorded.act.data.persons, lambda a: a.without(("remand",), recorded.version))
    return state.evolved(accused=ended)


def _remand_extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def extended(accused: Accused) -> Accused:
        remand = accused.running("remand")
        if remand is None:
            return accused
        until = recorded.act.data.until or remand.until
        return accused.changed_measure("remand", until=until, extensions=remand.extensions + 1)

    return state.evolved(accused=state.changed(recorded.act.data.persons, extended))


def _measured(kind: str, ends: tuple[str, ...]) -> Apply:
    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        data = recorded.act.data
        since = data.since or day_of(recorded.act.occurred_at)
        measure = Measure(kind, since, data.until, recorded.version)
        return state.evolved(accused=state.changed(data.persons, lambda a: a.with_measure(measure, ends=ends)))

    return apply


def _at_liberty(kind: str) -> Apply:
    return _measured(kind, ("remand", *IN_CUSTODY, *FREE))


def _replaced(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, day = recorded.act.data, day_of(recorded.act.occurred_at)
    ends = ("remand", *IN_CUSTODY, *FREE)

    def replaced(accused: Accused) -> Accused:
        if data.new == "none":
            return accused.without(ends, recorded.version)
        return accused.with_measure(Measure(data.new, day, data.until, recorded.version), ends=ends)

    return state.evolved(accused=state.changed(data.persons, replaced))


def _ban_ended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    ended = state.changed(recorded.act.data.persons, lambda a: a.without(("residence_ban",), recorded.version))
    return state.evolved(accused=ended)


ORDERING = (*INVESTIGATING, "prosecution", "returned_by_court", "concluded")

CHAPTER = (
    ActType(
        key="remand.ordered.v1", name_vi="Lệnh tạm giam, lệnh bắt bị can để tạm giam", name_en="Remand ordered",
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/119/1", "BLTTHS-2015/119/5", "BLTTHS-2015/113/1"), lawful_from=ORDERING,
        impossible=(accused_known, named_once),
        checks=(accused_open, charged_accused("BLTTHS-2015/119/1"), remand_too_long),
        starts=("detention_approval@119.5",), data=RemandOrdered, apply=_remanded,
    ),
    ActType(
        key="remand.approved.v1", name_vi="Phê chuẩn lệnh tạm giam, lệnh bắt bị can để tạm giam",
        name_en="Remand approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/119/5", "BLTTHS-2015/165/4"),
        form="40/HS, 37/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, measure_pending("remand", "BLTTHS-2015/119/5")),
        starts=("detention_investigation@173.1",), ends=("detention_approval@119.5", "custody_3d@118.1"),
        data=RemandAnswered, apply=_remand_approved,
    ),
    ActType(
        key="remand.refused.v1", name_vi="Không phê chuẩn lệnh tạm giam, lệnh bắt bị can để tạm giam",
        name_en="Remand not approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/119/5", "BLTTHS-2015/165/4"),
        form="41/HS, 38/HS", lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, measure_pending("remand", "BLTTHS-2015/119/5")),
        ends=("detention_approval@119.5", "custody_3d@118.1"), data=RemandAnswered, apply=_remand_ended,
    ),
    ActType(
        key="remand.extended.v1", name_vi="Gia hạn tạm giam", name_en="Remand extended",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/173/2", "BLTTHS-2015/165/9"),
        form="42/HS", lawful_from=INVESTIGATING, impossible=(accused_known, named_once),
        checks=(
            accused_open, measure_running("remand", "BLTTHS-2015/173/2"), exceptional_by_supreme, extension_too_long,
        ),
        extends=("detention_investigation@173.1",), data=RemandExtended, apply=_remand_extended,
    ),
    ActType(
        key="remand.annulled.v1", name_vi="Hủy bỏ biện pháp tạm giam", name_en="Remand annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/125/2", "BLTTHS-2015/173/7"),
        form="43/HS", lawful_from=PRE_TRIAL, impossible=(accused_known, named_once),
        checks=(measure_running("remand", "BLTTHS-2015/125/2"),), ends=("detention_investigation@173.1",),
        data=MeasureAnnulled, apply=_remand_ended,
    ),
    ActType(
        key="remand.replaced.v1", name_vi="Thay thế biện pháp tạm giam", name_en="Remand replaced",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/125/2", "BLTTHS-2015/173/7"),
        form="44/HS", lawful_from=PRE_TRIAL, impossible=(accused_known, named_once),
        checks=(measure_running("remand", "BLTTHS-2015/125/2"),), ends=("detention_investigation@173.1",),
        data=RemandReplaced, apply=_replaced,
    ),
    ActType(
        key="measure.replaced.v1", name_vi="Thay thế, hủy bỏ biện pháp ngăn chặn (Cơ quan điều tra)",
        name_en="Preventive measure replaced by the investigating body",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/125/2",), lawful_from=PRE_TRIAL,
        impossible=(accused_known, named_once), checks=(accused_open, some_measure_running),
        ends=("detention_investigation@173.1",), data=MeasureReplaced, apply=_replaced,
    ),
    ActType(
        key="residence_ban.ordered.v1", name_vi="Lệnh cấm đi khỏi nơi cư trú (Cơ quan điều tra)",
        name_en="Residence ban ordered",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/123/1", "BLTTHS-2015/123/3"),
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, charged_accused("BLTTHS-2015/123/1")),
        starts=("residence_ban@123.4",), data=MeasureOrdered, apply=_at_liberty("residence_ban"),
    ),
    ActType(
        key="residence_ban.ordered_by_procuracy.v1", name_vi="Viện kiểm sát ra lệnh cấm đi khỏi nơi cư trú",
        name_en="Residence ban ordered by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/123/3", "BLTTHS-2015/123/1"), form="53/HS",
        lawful_from=("prosecution", *INVESTIGATING, "returned_by_court", "concluded"),
        impossible=(accused_known, named_once), checks=(accused_open, charged_accused("BLTTHS-2015/123/1")),
        starts=("residence_ban@123.4",), data=OwnMeasure, apply=_at_liberty("residence_ban"),
    ),
    ActType(
        key="residence_ban.annulled.v1", name_vi="Hủy bỏ biện pháp cấm đi khỏi nơi cư trú",
        name_en="Residence ban annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/125/1", "BLTTHS-2015/125/2"),
        form="55/HS", lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(measure_running("residence_ban", "BLTTHS-2015/125/1"),), ends=("residence_ban@123.4",),
        data=MeasureAnnulled, apply=_ban_ended,
    ),
    ActType(
        key="guarantee.approved.v1", name_vi="Phê chuẩn quyết định về việc bảo lĩnh", name_en="Guarantee approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/121/4", "BLTTHS-2015/165/4"), form="45/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(accused_open, charged_accused("BLTTHS-2015/121/1")),
        starts=("guarantee@121.5",), data=OwnMeasure, apply=_at_liberty("guarantee"),
    ),
    ActType(
        key="exit_ban.ordered.v1", name_vi="Quyết định tạm hoãn xuất cảnh", name_en="Exit ban ordered",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/124/1", "BLTTHS-2015/124/2"),
        lawful_from=("investigation", "verification", "supplementary_investigation", "concluded", "prosecution"),
        impossible=(accused_known, named_once), checks=(accused_open,), starts=("exit_ban@124.3",),
        data=MeasureOrdered, apply=_measured("exit_ban", ()),
    ),
)  # fmt: skip
