"""Module 2: the time for the investigation extended. BLTTHS-2015/172

The agency asks, the procuracy competent for the class of crime grants or refuses; a procuracy that is not competent
passes the request up.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from domain.acts.changes import unchanged
from domain.acts.shapes import Delivered, Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.checks import linked, under_unit
from domain.kernel.data import Code, Count, Day, Flagged, Text
from domain.law.limits import INVESTIGATION_EXTENSION_MONTHS, RESUMED_EXTENSION_MONTHS, extension_allowed
from domain.states.criminal_case import CriminalCase

REQUEST_DAYS = 10  # before the period ends: BLTTHS-2015/172/2
EXCEPTIONAL_MONTHS = 4  # BLTTHS-2015/172/3
NATIONAL_SECURITY = range(108, 123)  # articles of BLHS-2015, chapter XIII
LEVELS_CHANGED = date(2025, 7, 1)  # Law 99/2025/QH15 reworded 172/5; the wording was not read, so nothing is measured
ABOVE_DISTRICT = ("provincial", "military_region", "supreme", "department", "military_central")
SUPREME = ("supreme", "department", "military_central")

# BLTTHS-2015/172/5: levels that grant the first, second, third extension, where not every level does
COMPETENT: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "very_serious": ((), ABOVE_DISTRICT),
    "particularly_serious": (ABOVE_DISTRICT, ABOVE_DISTRICT, SUPREME),
}


class ExtensionRequested(Supervised, Delivered):
    """The investigating body asks for more time, and sends the file with the request."""

    extension: Count  # first, second, third
    current_end: Day  # last day of the period now running
    reasons: Text


class ExtensionProposed(Own):
    """The procuracy passes the request to the superior procuracy, with its opinion."""

    extension: Count
    to_unit: Code
    opinion: Text


class InvestigationExtended(Own):
    """The procuracy extends the investigation."""

    months: Count | None = None  # None: not published
    until: Day | None = None  # last day
    exceptional: Flagged = False  # BLTTHS-2015/172/3, 172/5: head of the supreme procuracy
    ground: Text | None = None
    extension: Count | None = None  # first, second, third
    since: Day | None = None  # first day


class ExtensionRefused(Own):
    """The procuracy does not extend the investigation. A link of relation `answers` names the request."""

    reasons: Text


def requested_in_time(state: CriminalCase, question: Question) -> Breach | None:
    """The request is made ten days before the period ends, or earlier. BLTTHS-2015/172/2"""
    latest = question.act.data.current_end - timedelta(days=REQUEST_DAYS)
    if question.day <= latest:
        return None
    return Breach("extension_requested_late", "BLTTHS-2015/172/2", {"latest": latest.isoformat()})


def extension_left(state: CriminalCase, question: Question) -> Breach | None:
    """Extensions are limited in number and length by the class of the crime. BLTTHS-2015/172/2, 174/1"""
    data = question.act.data
    if data.exceptional or state.crime_class is None:
        return None
    article, months = period(state)
    most = extension_allowed(months, state.crime_class, state.extensions)
    if most and (data.months or 0) <= most:
        return None
    facts = {"months": data.months, "most": most, "extensions": state.extensions, "crime_class": state.crime_class}
    return Breach("no_extension_left", article, facts)


def period(state: CriminalCase) -> tuple[str, Mapping[str, tuple[int, ...]]]:
    """The article on extending the period that now runs, and the months by class of crime."""
    if state.resumed:
        return "BLTTHS-2015/174/1", RESUMED_EXTENSION_MONTHS
    return "BLTTHS-2015/172/2", INVESTIGATION_EXTENSION_MONTHS


def exceptional_by_supreme(state: CriminalCase, question: Question) -> Breach | None:
    """Only the supreme procuracy extends beyond the ordinary extensions. BLTTHS-2015/172/5"""
    organisation = question.organisation
    if not question.act.data.exceptional or organisation is None or question.act.actor.unit == organisation.root:
        return None
    return Breach("level_not_competent", "BLTTHS-2015/172/5", {"unit": question.act.actor.unit})


def exceptional_allowed(state: CriminalCase, question: Question) -> Breach | None:
    """Extensions used up; once more for the gravest class and once for national security. BLTTHS-2015/172/3"""
    data, crime_class = question.act.data, state.crime_class
    if not data.exceptional or crime_class is None:
        return None
    most = (crime_class == "particularly_serious") + against_national_security(state)
    earlier = state.extensions - len(INVESTIGATION_EXTENSION_MONTHS[crime_class])
    if not state.resumed and 0 <= earlier < most and (data.months or 0) <= EXCEPTIONAL_MONTHS:
        return None
    facts = {"months": data.months, "most": EXCEPTIONAL_MONTHS, "extensions": state.extensions}
    return Breach("no_extension_left", "BLTTHS-2015/172/3", {**facts, "crime_class": crime_class})


def against_national_security(state: CriminalCase) -> bool:
    """Whether the case is about a crime against national security. BLHS-2015 chapter XIII"""
    charges = (*state.offences, *(charge for accused in state.accused.values() for charge in accused.charges))
    articles = (charge.article for charge in charges if charge.code == "BLHS-2015")
    return any(article.isdecimal() and int(article) in NATIONAL_SECURITY for article in articles)


def level_competent(state: CriminalCase, question: Question) -> Breach | None:
    """Who extends depends on the class of the crime and on how often it was done. BLTTHS-2015/172/5"""
    organisation, unit = question.organisation, question.act.actor.unit
    if organisation is None or question.act.data.exceptional or question.day >= LEVELS_CHANGED:
        return None
    rows = COMPETENT.get(state.crime_class or "", ())
    levels = rows[state.extensions] if state.extensions < len(rows) else ()
    if not levels or organisation.units[unit].level in levels:
        return None
    return Breach("level_not_competent", "BLTTHS-2015/172/5", {"unit": unit, "levels": list(levels)})


def request_on_record(state: CriminalCase, question: Question) -> Breach | None:
    """What is granted or refused was asked for, and is answered once. BLTTHS-2015/172/2"""
    return None if state.extension_requests else Breach("request_not_on_record", "BLTTHS-2015/172/2")


def _requested(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(extension_requests=(*state.extension_requests, recorded.version))


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(extensions=state.extensions + 1, extension_requests=_unanswered(state, recorded))


def _refused(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(extension_requests=_unanswered(state, recorded))


def _unanswered(state: CriminalCase, recorded: Recorded) -> tuple[int, ...]:
    """The requests still open: those named by the act are answered, or when it names none the oldest."""
    named = {link.version for link in recorded.act.links if link.relation == "answers"}
    answered = named.intersection(state.extension_requests) or state.extension_requests[:1]
    return tuple(version for version in state.extension_requests if version not in answered)


CHAPTER = (
    ActType(
        key="investigation_extension.requested.v1", name_vi="Đề nghị gia hạn thời hạn điều tra",
        name_en="Extension of the investigation requested",
        module="M2", issuer="investigating_body", codes=("investigation_extension_requested",),
        law=("BLTTHS-2015/172/2",), lawful_from=INVESTIGATING, checks=(requested_in_time,),
        ends=("investigation_extension_request_10d_before@172.2",), data=ExtensionRequested, apply=_requested,
    ),
    ActType(
        key="investigation_extension.proposed.v1",
        name_vi="Viện kiểm sát đề nghị Viện kiểm sát cấp trên gia hạn thời hạn điều tra",
        name_en="Extension of the investigation proposed to the superior procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("investigation_extension_proposed_to_superior",),
        law=("BLTTHS-2015/172/5", "BLTTHS-2015/41/2"), form="103/HS", lawful_from=INVESTIGATING,
        checks=(under_unit("to_unit"),), data=ExtensionProposed, apply=unchanged,
    ),
    ActType(
        key="investigation.extended.v1", name_vi="Gia hạn thời hạn điều tra", name_en="Investigation extended",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("investigation_extended",),
        law=("BLTTHS-2015/172/2", "BLTTHS-2015/172/5", "BLTTHS-2015/165/9"),
        form="104/HS", lawful_from=INVESTIGATING,
        checks=(exceptional_by_supreme, exceptional_allowed, extension_left, level_competent),
        notes=(request_on_record,), extends=("investigation@172.1",), data=InvestigationExtended, apply=_extended,
    ),
    ActType(
        key="investigation_extension.refused.v1", name_vi="Không gia hạn thời hạn điều tra",
        name_en="Extension of the investigation refused",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("investigation_extension_refused",),
        law=("BLTTHS-2015/172/2", "BLTTHS-2015/41/2"), form="105/HS", lawful_from=INVESTIGATING,
        checks=(linked("answers", "BLTTHS-2015/172/2"), request_on_record), data=ExtensionRefused, apply=_refused,
    ),
)  # fmt: skip
