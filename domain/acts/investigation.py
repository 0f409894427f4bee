"""Module 2: the investigation itself (điều tra). BLTTHS-2015/165-172, 190-231

Requests by the procuracy, extensions, searches and examinations, wanted notices.
"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.shapes import Own, OwnOnSome, Supervised, SupervisedOnAccused, SupervisedOnSome
from domain.acts.stages import BEFORE_OPENING, INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, named_once
from domain.kernel.data import Count, Day, Flagged, Moment, Text, Word
from domain.law.limits import INVESTIGATION_EXTENSION_MONTHS, extension_allowed
from domain.states.criminal_case import MEASURES, CriminalCase


class InvestigationRequested(OwnOnSome):
    """What the prosecutor requires the investigator to do."""

    requests: tuple[Text, ...] = ()
    due_on: Day | None = None


class RequestAnswered(Supervised):
    """The body asked reports what it did. The request is named by a link of relation `answers`."""

    result: Literal["done", "partly_done", "not_done", "reported"] = "reported"
    content: Text | None = None


class InvestigationExtended(Own):
    """The procuracy extends the investigation."""

    months: Count | None = None  # None: not published
    until: Day | None = None  # last day
    exceptional: Flagged = False  # BLTTHS-2015/172/3, 172/5: head of the supreme procuracy
    ground: Text | None = None


class Searched(SupervisedOnSome):
    """A search was carried out."""

    place: Text | None = None
    began_at: Moment | None = None
    seized: tuple[Text, ...] = ()


class Examined(SupervisedOnSome):
    """An expert is asked for an opinion."""

    subject: Word | None = None  # psychiatric, ballistic, ...
    questions: tuple[Text, ...] = ()


class Experimented(SupervisedOnSome):
    """Conduct, a place or an event is acted out again."""

    place: Text | None = None


class WantedNotice(SupervisedOnAccused):
    """Persons are sought."""

    scope: Literal["ordinary", "special"] = "ordinary"


class Died(SupervisedOnAccused):
    """An accused dies."""

    died_on: Day | None = None


def extension_left(state: CriminalCase, question: Question) -> Breach | None:
    """Extensions are limited in number and length by the class of the crime. BLTTHS-2015/172/2"""
    data = question.act.data
    if data.exceptional or state.crime_class is None:
        return None
    most = extension_allowed(INVESTIGATION_EXTENSION_MONTHS, state.crime_class, state.extensions)
    if most and (data.months or 0) <= most:
        return None
    facts = {"months": data.months, "most": most, "extensions": state.extensions, "crime_class": state.crime_class}
    return Breach("no_extension_left", "BLTTHS-2015/172/2", facts)


def exceptional_by_supreme(state: CriminalCase, question: Question) -> Breach | None:
    """Only the supreme procuracy extends beyond the ordinary extensions. BLTTHS-2015/172/5"""
    organisation = question.organisation
    if not question.act.data.exceptional or organisation is None or question.act.actor.unit == organisation.root:
        return None
    return Breach("level_not_competent", "BLTTHS-2015/172/5", {"unit": question.act.actor.unit})


def _requested(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(investigation_requests=(*state.investigation_requests, recorded.version))


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(extensions=state.extensions + 1)


def _wanted(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(wanted=True)))


def _found(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.evolved(wanted=False)))


def _died(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    dead = state.changed(
        recorded.act.data.persons, lambda a: a.without(MEASURES, recorded.version).evolved(status="died", wanted=False)
    )
    return state.evolved(accused=dead)


SEARCHING = (*INVESTIGATING, *BEFORE_OPENING)

CHAPTER = (
    ActType(
        key="investigation.requested.v1", name_vi="Đề ra yêu cầu điều tra", name_en="Investigation requested",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/165/6", "BLTTHS-2015/42/1"),
        form="87/HS", lawful_from=(*INVESTIGATING, "investigation_suspended"), impossible=(accused_known,),
        data=InvestigationRequested, apply=_requested,
    ),
    ActType(
        key="search.conducted.v1", name_vi="Khám xét", name_en="Search conducted",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/192/1", "BLTTHS-2015/193"),
        lawful_from=SEARCHING, impossible=(accused_known,), data=Searched, apply=unchanged,
    ),
    ActType(
        key="examination.requested.v1", name_vi="Trưng cầu giám định", name_en="Expert examination requested",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/205/1", "BLTTHS-2015/206"),
        lawful_from=SEARCHING, impossible=(accused_known,),
        starts=("expert_request_send_24h@205.3", "expert_conclusion@208"), data=Examined, apply=unchanged,
    ),
    ActType(
        key="experiment.conducted.v1", name_vi="Thực nghiệm điều tra", name_en="Investigative experiment conducted",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/204/1", "BLTTHS-2015/204/2"),
        lawful_from=INVESTIGATING, impossible=(accused_known,), data=Experimented, apply=unchanged,
    ),
    ActType(
        key="investigation.extended.v1", name_vi="Gia hạn thời hạn điều tra", name_en="Investigation extended",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/172/2", "BLTTHS-2015/165/9"),
        form="104/HS", lawful_from=INVESTIGATING, checks=(exceptional_by_supreme, extension_left),
        extends=("investigation@172.1",), data=InvestigationExtended, apply=_extended,
    ),
    ActType(
        key="wanted_notice.issued.v1", name_vi="Quyết định truy nã", name_en="Wanted notice issued",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/231/1",),
        lawful_from=(*INVESTIGATING, "investigation_suspended"), impossible=(accused_known, named_once),
        checks=(accused_open,), data=WantedNotice, apply=_wanted,
    ),
    ActType(
        key="wanted_notice.withdrawn.v1", name_vi="Quyết định đình nã", name_en="Wanted notice withdrawn",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/231/3",), lawful_from=(ANY,),
        impossible=(accused_known, named_once), data=WantedNotice, apply=_found,
    ),
    ActType(
        key="accused.died.v1", name_vi="Bị can, bị cáo chết", name_en="Accused died",
        module="M2", issuer="other", law=("BLTTHS-2015/157/7", "BLTTHS-2015/230/1"), lawful_from=(ANY,),
        impossible=(accused_known, named_once), data=Died, apply=_died,
    ),
)  # fmt: skip

ANSWERS = (
    ActType(
        key="request.answered.v1", name_vi="Kết quả thực hiện yêu cầu, kiến nghị của Viện kiểm sát",
        name_en="Request of the procuracy answered",
        module="common", issuer="investigating_body", kinds=("criminal_case", "information_source"),
        law=("BLTTHS-2015/167/1", "BLTTHS-2015/162/1"), lawful_from=(ANY,),
        data=RequestAnswered, apply=unchanged,
    ),
)  # fmt: skip
