"""Rules that many acts share, each said once.

A check looks at the state and at the act asked for, and returns the breach it finds or None.
"""

from typing import Any

from domain.kernel.act_type import Breach, Check, Question


def accused_known(state: Any, question: Question) -> Breach | None:
    """Every accused named is in the case. BLTTHS-2015/60"""
    for person in question.act.data.persons:
        if person not in state.accused:
            return Breach("accused_unknown", "BLTTHS-2015/60", {"person": str(person)})
    return None


def named_once(state: Any, question: Question) -> Breach | None:
    """No accused is named twice in one act."""
    persons = question.act.data.persons
    if len(set(persons)) != len(persons):
        return Breach("accused_named_twice", "BLTTHS-2015/60")
    return None


def accused_open(state: Any, question: Question) -> Breach | None:
    """Proceedings against every accused named are still open. BLTTHS-2015/157, 230"""
    for person in question.act.data.persons:
        accused = state.accused.get(person)
        if accused is not None and accused.closed:
            facts = {"label": accused.label, "status": accused.status}
            return Breach("accused_closed", "BLTTHS-2015/230", facts)
    return None


def status_among(*statuses: str, article: str) -> Check:
    """A check that every accused named stands in one of `statuses`."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            if accused is not None and accused.status not in statuses:
                facts = {"label": accused.label, "status": accused.status, "statuses": list(statuses)}
                return Breach("accused_in_wrong_status", article, facts)
        return None

    return check


def measure_running(kind: str, article: str) -> Check:
    """A check that a measure of `kind` is in force on every accused named."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            if accused is not None and accused.running(kind) is None:
                return Breach("measure_not_running", article, {"label": accused.label, "measure": kind})
        return None

    return check


def measure_pending(kind: str, article: str) -> Check:
    """A check that a measure of `kind` on every accused named awaits the procuracy's approval."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            measure = accused.running(kind) if accused is not None else None
            if accused is not None and (measure is None or not measure.pending):
                return Breach("measure_not_pending", article, {"label": accused.label, "measure": kind})
        return None

    return check


def linked(relation: str, article: str) -> Check:
    """A check that the act names another act by a link of `relation`."""

    def check(state: Any, question: Question) -> Breach | None:
        if any(link.relation == relation for link in question.act.links):
            return None
        return Breach("link_missing", article, {"relation": relation})

    return check


def holds_title(member: str, titles: tuple[str, ...], article: str) -> Check:
    """A check that the officer in data member `member` holds one of `titles` in the actor's unit that day."""

    def check(state: Any, question: Question) -> Breach | None:
        officer, organisation = getattr(question.act.data, member), question.organisation
        unit = question.act.actor.unit
        if organisation is None or any(organisation.holds(officer, unit, title, question.day) for title in titles):
            return None
        return Breach("officer_without_title", article, {"officer": str(officer), "unit": unit, "titles": list(titles)})

    return check
