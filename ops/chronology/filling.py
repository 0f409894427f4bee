"""The data of an act, out of what was published: the shape that acts share, and where everything is known from.

Every act says in its `note` where it is published, on what basis it is believed, how its time is known, and whom the
press named; an inferred act says that it is inferred.
"""

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from domain.acts.shapes import SupervisedNaming
from domain.kernel.catalogue import CATALOGUE
from ops.chronology import offences
from ops.chronology.mapping import Step
from ops.chronology.people import Entry, ids, part_named
from ops.chronology.telling import Context

CHARGED = "accused.charged.v1"
TIMES = {
    "day": "the day was published",
    "month": "only the month was published",
    "report_date": "day of the press report; the act is of that day or shortly before",
    "inferred": "inferred: the act must have happened, no date was found; its time is only its place in the order",
    "undated": "reported without a date; its time is only its place in the order",
}


class NobodyNamed(Exception):
    """The act concerns accused, and none of those published can be resolved."""


def data_of(step: Step, context: Context, known: Container[UUID]) -> dict[str, Any]:
    """The data of a step. `known` are the accused already in the case.

    Raises: NobodyNamed.
    """
    model = CATALOGUE[step.type].data
    fields = model.model_fields
    who = context.who
    data: dict[str, Any] = {}
    left_out: tuple[str, ...] = ()
    if "issuer" in fields:
        data["issuer"] = _issuer(context)
    if "number" in fields and context.act.decision_no is not None:
        data["number"] = context.act.decision_no
    if "accused" in fields:
        entries = who.entries if not _looks_only(step) else tuple(e for e in who.entries if e.person in known)
        left_out = tuple(entry.label for entry in who.entries if entry not in entries)
        data["accused"] = _accused(step, context, entries, naming=issubclass(model, SupervisedNaming))
        if not data["accused"] and fields["accused"].is_required():
            raise NobodyNamed
    if "others" in fields and who.others is not None:
        data["others"] = who.others
    for member in ("convict", "requested"):
        if member in fields:
            data[member] = _person(_only(context))
    for member, value in step.data.items():
        found = value(context) if callable(value) else value
        if found is not None:
            data[member] = found
    return {**data, "note": note(context, left_out=left_out)}


def fact(context: Context, reason: str) -> dict[str, Any]:
    """The data of a fact noted."""
    return {
        "statement": context.act.name_vi,
        "topic": context.act.act,
        "issuer": _issuer(context),
        "labels": list(context.who.labels),
        "note": note(context, f"recorded as a fact: {reason}"),
    }


def gap(context: Context, stage: str, missing: Iterable[str], persons: tuple[Entry, ...], status: str | None) -> Any:
    """The data of a gap: acts before `context.act` that were not published."""
    data: dict[str, Any] = {
        "stage": stage,
        "missing": list(missing),
        "reason": f"chưa được công bố; phải có trước «{context.act.name_vi}»",
        "note": note(context, "added as inferred: acts that must precede this one were not published"),
    }
    if persons and status is not None:
        data |= {"accused": [accused_person(entry, _alleged(context, entry)) for entry in persons], "status": status}
    return data


def _alleged(context: Context, entry: Entry) -> list[dict[str, Any]]:
    """The charges that were published of an accused; none where they belong to another part of the case."""
    if context.part not in (1, part_named(entry.label)):
        return []
    return offences.first_charges(context.case, entry.entry, context.act)


def implied_order(context: Context, pending: tuple[Entry, ...]) -> dict[str, Any]:
    """The data of an order of remand that was not published, and that the act of `context` answers."""
    charging = [act.agency for act in context.case.acts if "charged" in act.act or act.act == "case_initiated"]
    return {
        "issuer": {"agency": charging[0] if charging else context.act.agency},
        "accused": ids(pending),
        "arrest": "bắt" in context.act.name_vi,
        "note": note(context, "added as inferred: the order that this act approves was not published"),
    }


def note(context: Context, *more: str, left_out: tuple[str, ...] = ()) -> str:
    """Where the act is known from."""
    act, case = context.act, context.case
    lines = [f"published: {case.id}/{act.seq} {act.act}: {act.name_vi}", f"basis: {act.basis}"]
    lines += [f"source [{n}]: {case.sources[n].url}" for n in act.sources]
    lines.append(f"time: {TIMES['inferred' if act.inferred else 'undated' if act.undated else act.precision or 'day']}")
    if act.scheduled_for is not None:
        lines.append(f"scheduled for: {act.scheduled_for}")
    if act.term is not None:
        lines.append("term: " + ", ".join(f"{n} {unit}" for unit, n in act.term if n is not None))
    if act.valid_from or act.valid_to:
        lines.append(f"valid: {act.valid_from} to {act.valid_to}")
    if list(context.who.labels) != list(act.accused):
        lines.append("accused as published: " + ", ".join(act.accused))
    if left_out:
        lines.append("accused not yet in the case: " + ", ".join(left_out))
    if act.note is not None:
        lines.append(f"note: {act.note}")
    return "\n".join([*lines, *more])


def for_one(context: Context, entry: Entry) -> Context:
    """The context of an act recorded for one accused."""
    return replace(context, each=entry, who=replace(context.who, entries=(entry,), others=None))


def accused_person(entry: Entry, charges: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """An accused as a decision names them; a group that is not itemised has no birth year."""
    return {
        **_person(entry),
        "count": entry.count,
        "juvenile": entry.entry.minor_at_time,
        "charges": charges or [],
    }


def _accused(step: Step, context: Context, entries: tuple[Entry, ...], *, naming: bool) -> Any:
    if context.each is not None and step.each:
        return str(context.each.person)
    if not naming:
        return ids(entries)
    charging = step.type == CHARGED
    return [
        accused_person(
            entry, offences.first_charges(context.case, entry.entry, context.act) if charging else None
        )
        for entry in entries
    ]  # fmt: skip


def _person(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"person": str(entry.person), "label": entry.label}
    if entry.entry.birth_year is not None and entry.count == 1:
        found["birth_year"] = entry.entry.birth_year
    if entry.entry.role is not None:
        found["occupation"] = entry.entry.role
    return found


def _only(context: Context) -> Entry:
    if context.each is not None:
        return context.each
    if len(context.who.entries) != 1:
        raise NobodyNamed
    return context.who.entries[0]


def _issuer(context: Context) -> dict[str, Any]:
    found: dict[str, Any] = {"agency": context.act.agency}
    if context.act.decision_no is not None:
        found["number"] = context.act.decision_no
    if context.time.precision == "day":
        found["issued_on"] = context.time.day
    return found


LOOKING = ("search.conducted.v1", "examination.requested.v1", "experiment.conducted.v1")


def _looks_only(step: Step) -> bool:
    """Whether the act may concern people who are not (yet) accused: those are then named in its note only."""
    return step.type in LOOKING
