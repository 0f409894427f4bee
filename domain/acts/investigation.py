"""Module 2: the investigation itself (điều tra). BLTTHS-2015/165-167, 192, 204, 205

Requests by the procuracy, searches, examinations and experiments of the agency.
"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.shapes import OwnOnSome, Supervised, SupervisedOnSome
from domain.acts.stages import BEFORE_OPENING, INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, PROSECUTOR, ActType
from domain.kernel.checks import accused_known
from domain.kernel.data import Count, Day, Moment, Text, Word
from domain.states.criminal_case import CriminalCase


class InvestigationRequested(OwnOnSome):
    """What the prosecutor requires the investigator to do."""

    requests: tuple[Text, ...] = ()
    due_on: Day | None = None
    round: Count | None = None  # first, second, ... set of requests
    addressee: Word | None = None


class RequestAnswered(Supervised):
    """The body asked reports what it did. The request is named by a link of relation `answers`."""

    result: Literal["done", "partly_done", "not_done", "reported"] = "reported"
    content: Text | None = None


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


def _requested(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(investigation_requests=(*state.investigation_requests, recorded.version))


SEARCHING = (*INVESTIGATING, *BEFORE_OPENING)

CHAPTER = (
    ActType(
        key="investigation.requested.v1", name_vi="Đề ra yêu cầu điều tra", name_en="Investigation requested",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("investigation_requirements_issued",),
        law=("BLTTHS-2015/165/6", "BLTTHS-2015/42/1"), form="87/HS",
        lawful_from=(*INVESTIGATING, "investigation_suspended"), impossible=(accused_known,),
        data=InvestigationRequested, apply=_requested,
    ),
    ActType(
        key="search.conducted.v1", name_vi="Khám xét", name_en="Search conducted",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/192/1", "BLTTHS-2015/193"),
        lawful_from=SEARCHING, impossible=(accused_known,), data=Searched, apply=unchanged,
    ),
    ActType(
        key="examination.requested.v1", name_vi="Trưng cầu giám định", name_en="Expert examination requested",
        codes=("expert_examination_requested_by_agency",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/205/1", "BLTTHS-2015/206"),
        lawful_from=SEARCHING, impossible=(accused_known,),
        starts=("expert_request_send_24h@205.3", "expert_conclusion@208"), data=Examined, apply=unchanged,
    ),
    ActType(
        key="experiment.conducted.v1", name_vi="Thực nghiệm điều tra", name_en="Investigative experiment conducted",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/204/1", "BLTTHS-2015/204/2"),
        lawful_from=INVESTIGATING, impossible=(accused_known,), data=Experimented, apply=unchanged,
    ),
)  # fmt: skip

ANSWERS = (
    ActType(
        key="request.answered.v1", name_vi="Kết quả thực hiện yêu cầu, kiến nghị của Viện kiểm sát",
        name_en="Request of the procuracy answered",
        module="common", issuer="investigating_body", kinds=("criminal_case", "information_source"),
        codes=("investigation_requirements_answered", "verification_requirements_answered"),
        law=("BLTTHS-2015/167/1", "BLTTHS-2015/162/1"), lawful_from=(ANY,), data=RequestAnswered, apply=unchanged,
    ),
)  # fmt: skip
