"""Rules that many acts share, each said once.

A check looks at the state and at the act asked for, and returns the breach it finds or None.
"""

from typing import Any

from domain.kernel.act_type import Breach, Check, Question
from domain.law.codes import law_on


def accused_known(state: Any, question: Question) -> Breach | None:
    """Every accused named is in the case. BLTTHS-2015/60"""
    for person in question.act.data.persons:
        if person not in state.accused:
            return Breach("accused_unknown", "BLTTHS-2015/60", {"person": str(person)})
    return None


def persons_known(state: Any, question: Question) -> Breach | None:
    """Every accused named is in the file; a file of another kind than a criminal case has none. BLTTHS-2015/60"""
    known = getattr(state, "accused", {})
    for person in question.act.data.persons:
        if person not in known:
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


def going_on(article: str) -> Check:
    """A check that proceedings against no accused named are suspended."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            if accused is not None and accused.status == "suspended":
                return Breach("accused_suspended", article, {"label": accused.label})
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


def law_in_force(state: Any, question: Question) -> Breach | None:
    """The law that the act rests on is in force on its day."""
    act_type = question.act_type
    if law_on(act_type.law, question.day):
        return None
    return Breach("law_not_in_force", act_type.law[0], {"day": question.day.isoformat(), "law": list(act_type.law)})


def measure_absent(kinds: tuple[str, ...], article: str, *, unapproved: bool = False) -> Check:
    """A check that no measure of `kinds` is in force on any accused named.

    With `unapproved` an agency's may stand that the procuracy has not approved.
    """

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            found = (accused.running(kind) for kind in kinds) if accused is not None else ()
            running = next((m for m in found if m is not None and not (unapproved and not m.approved)), None)
            if running is not None:
                return Breach("measure_running_already", article, {"label": accused.label, "measure": running.kind})
        return None

    return check


def legal_persons(article: str) -> Check:
    """A check that every accused named is a legal person."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            if accused is not None and not accused.legal_person:
                return Breach("not_a_legal_person", article, {"label": accused.label})
        return None

    return check


def natural_persons(article: str) -> Check:
    """A check that no accused named is a legal person."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            if accused is not None and accused.legal_person:
                return Breach("not_a_natural_person", article, {"label": accused.label})
        return None

    return check


def juveniles(article: str) -> Check:
    """A check that every accused named was under eighteen at the time of the act."""

    def check(state: Any, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            accused = state.accused.get(person)
            if accused is not None and not accused.juvenile:
                return Breach("not_a_juvenile", article, {"label": accused.label})
        return None

    return check


def linked(relation: str, article: str) -> Check:
    """A check that the act names another act by a link of `relation`."""

    def check(state: Any, question: Question) -> Breach | None:
        if any(link.relation == relation for link in question.act.links):
            return None
        return Breach("link_missing", article, {"relation": relation})

    return check


def linked_by(relations: tuple[str, ...], article: str) -> Check:
    """A check that the act names another act by a link of one of `relations`."""

    def check(state: Any, question: Question) -> Breach | None:
        if any(link.relation in relations for link in question.act.links):
            return None
        return Breach("link_missing", article, {"relation": " / ".join(relations)})

    return check


def in_order(first: str, second: str, article: str) -> Check:
    """A check that data member `second`, a day or a moment, does not come before `first`."""

    def check(state: Any, question: Question) -> Breach | None:
        earlier, later = getattr(question.act.data, first), getattr(question.act.data, second)
        if earlier is None or later is None or earlier <= later:
            return None
        return Breach("moments_reversed", article, {"first": first, "second": second})

    return check


def over_unit(member: str, *, own: bool = False) -> Check:
    """A check that the unit in data member `member` stands below the signer's, or is it (`own`). LTCVKSND-2014/7/1"""

    def check(state: Any, question: Question) -> Breach | None:
        organisation, signer = question.organisation, question.act.actor.unit
        unit = getattr(question.act.data, member)
        if organisation is None or (own and unit == signer):
            return None
        if unit in organisation.units and unit != signer and organisation.is_superior(signer, unit):
            return None
        return Breach("unit_not_subordinate", "LTCVKSND-2014/7/1", {"signer": signer, "unit": unit})

    return check


def under_unit(member: str) -> Check:
    """A check that the unit in data member `member` stands above the signer's. LTCVKSND-2014/7/1"""

    def check(state: Any, question: Question) -> Breach | None:
        organisation, signer = question.organisation, question.act.actor.unit
        unit = getattr(question.act.data, member)
        if organisation is None or unit in organisation.superiors(signer):
            return None
        return Breach("unit_not_superior", "LTCVKSND-2014/7/1", {"signer": signer, "unit": unit})

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
