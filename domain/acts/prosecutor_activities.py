"""Module 2: what the prosecutor investigates in person. BLTTHS-2015/42, 165/7, 183, 186, 188, 189, 204, 236

Questions, statements and minutes name nobody in free text; the minutes are a document of the act.
"""

from typing import Literal
from uuid import UUID

from domain.acts.changes import unchanged
from domain.acts.shapes import Own
from domain.acts.source_verification import handled_by_procuracy
from domain.acts.stages import INVESTIGATING, PRE_TRIAL
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, in_order, status_among
from domain.kernel.data import Flagged, Id, Moment, Text
from domain.states.criminal_case import CriminalCase
from domain.states.information_source import InformationSource
from domain.states.parts import Party, Person
from domain.states.stream import Stream

FILES = ("criminal_case", "information_source")
ACTIVE = (*INVESTIGATING, "prosecution")
QUESTIONED = ("approved", "charged", "proposed", "indicted")


class Interrogated(Own):
    """The prosecutor questions an accused."""

    accused: Id
    at: Moment
    place: Text
    recorded: Flagged  # sound, or sound and picture
    defence_present: Flagged
    interpreter: Party | None = None

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused questioned."""
        return (self.accused,)


class StatementTaken(Own):
    """The prosecutor takes a statement."""

    person: Party
    capacity: Literal["witness", "victim", "party", "informant", "denounced"]
    at: Moment


class Confronted(Own):
    """The prosecutor hears persons against each other whose statements contradict."""

    confronted: tuple[Person, ...]
    at: Moment


class MinutesMade(Own):
    """Minutes of a verification, or of work with somebody."""

    place: Text
    began_at: Moment
    ended_at: Moment
    met: Text  # in what capacity; no names


class InvestigatedDirectly(Own):
    """The procuracy carries out investigative activities itself."""

    purpose: Literal[
        "check_for_approval", "wrongful_or_missed", "demand_not_met", "supplement_for_prosecution", "court_request"
    ]
    activities: tuple[Text, ...]


class ExperimentOrdered(Own):
    """The procuracy orders an experiment."""

    at: Moment
    place: Text


def two_persons(state: CriminalCase, question: Question) -> Breach | None:
    """A confrontation is held between two persons or more. BLTTHS-2015/189/1"""
    found = len({entry.person for entry in question.act.data.confronted})
    return None if found > 1 else Breach("confrontation_of_one", "BLTTHS-2015/189/1", {"persons": found})


def own_source(state: Stream, question: Question) -> Breach | None:
    """On a source the procuracy makes minutes only where it settles the source itself. BLTTHS-2015/147/4"""
    return handled_by_procuracy(state, question) if isinstance(state, InformationSource) else None


CHAPTER = (
    ActType(
        key="accused.interrogated_by_prosecutor.v1", name_vi="Kiểm sát viên hỏi cung bị can",
        name_en="Accused questioned by the prosecutor",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("accused_interrogated_by_prosecutor",),
        law=("BLTTHS-2015/183/4", "BLTTHS-2015/42/1"), form="135/HS", lawful_from=PRE_TRIAL,
        impossible=(accused_known,),
        checks=(accused_open, status_among(*QUESTIONED, article="BLTTHS-2015/183/4")),
        data=Interrogated, apply=unchanged,
    ),
    ActType(
        key="statement.taken_by_prosecutor.v1", name_vi="Kiểm sát viên lấy lời khai",
        name_en="Statement taken by the prosecutor",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, codes=("statement_taken_by_prosecutor",),
        law=("BLTTHS-2015/186/5", "BLTTHS-2015/188"), form="134/HS", lawful_from=(*ACTIVE, "verification"),
        data=StatementTaken, apply=unchanged,
    ),
    ActType(
        key="confrontation.held_by_prosecutor.v1", name_vi="Kiểm sát viên tiến hành đối chất",
        name_en="Confrontation held by the prosecutor",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("confrontation_by_prosecutor",),
        law=("BLTTHS-2015/189/5", "BLTTHS-2015/42/1"), form="136/HS", lawful_from=ACTIVE, checks=(two_persons,),
        data=Confronted, apply=unchanged,
    ),
    ActType(
        key="verification_minutes.made.v1", name_vi="Lập biên bản xác minh, làm việc",
        name_en="Minutes of a verification made",
        module="M2", issuer="procuracy", kinds=FILES, signed_by=(*PROSECUTOR, "KTV"),
        codes=("verification_minutes_made",), law=("BLTTHS-2015/165/7", "BLTTHS-2015/43/1"), form="137/HS",
        lawful_from=(*ACTIVE, "verification"), checks=(own_source, in_order("began_at", "ended_at", "BLTTHS-2015/133")),
        data=MinutesMade, apply=unchanged,
    ),
    ActType(
        key="investigation.conducted_by_procuracy.v1",
        name_vi="Viện kiểm sát trực tiếp tiến hành một số hoạt động điều tra",
        name_en="Investigative activities carried out by the procuracy",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("direct_investigation_by_procuracy",),
        law=("BLTTHS-2015/165/7", "BLTTHS-2015/236/3"), lawful_from=(*ACTIVE, "returned_by_court"),
        data=InvestigatedDirectly, apply=unchanged,
    ),
    ActType(
        key="experiment.ordered_by_procuracy.v1", name_vi="Quyết định thực nghiệm điều tra của Viện kiểm sát",
        name_en="Investigative experiment ordered by the procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("experiment_ordered_by_procuracy",),
        law=("BLTTHS-2015/204/4", "BLTTHS-2015/41/2"), form="123/HS, 124/HS", lawful_from=ACTIVE,
        data=ExperimentOrdered, apply=unchanged,
    ),
)  # fmt: skip
