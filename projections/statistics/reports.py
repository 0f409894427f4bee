"""Reports of units for a period as of a position: not sent, sent, returned; and whether what was sent is what the acts
give.

What is not sent is what is due: which unit owes a report on which form, and by which day, is a table of parameters
(reports_due.toml), none of which is confirmed. A unit that sent a report that it does not owe is listed with it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal, NamedTuple
from uuid import UUID

import psycopg
from psycopg import sql

from domain.organisation.state import Organisation
from projections.file_acts import FileAct, Upto, of_files
from projections.rows import TRUE_AT, Seen, rows
from projections.statistics.count import Filled, compute
from projections.statistics.forms import FORMS, VERSIONS, Form
from projections.statistics.periods import BadPeriod, Period, period
from projections.statistics.scopes import UnknownScope, scope
from projections.statistics.sent import REPORT, Report, form_name

Connection = psycopg.Connection[Any]
State = Literal["not_sent", "sent", "returned"]
STATES: tuple[State, ...] = ("not_sent", "sent", "returned")


@dataclass(frozen=True, slots=True)
class Due:
    """A parameter: reports of a calendar are due some days after the period's end from units of some levels."""

    calendar: str
    days: int
    levels: frozenset[str]
    without: frozenset[str]  # forms that nobody owes
    confirmed: str  # true, partial, false
    note: str

    def day(self, when: Period) -> date:
        """The last day on which the report of a period is in time."""
        return when.last + timedelta(days=self.days)


class Line(NamedTuple):
    """A report that a unit sent, or owes."""

    unit: str
    form: str  # "01-2019"
    scope: str  # unit, below, both; of one not sent: both
    state: State
    due: date | None  # None: nobody asked for it
    sent: Seen | None  # of Report: the newest
    first_sent: date | None = None  # the first of the same figures that was not returned; None: there is none

    def late(self, day: date) -> bool:
        """Whether it was sent after the day that it was due on, or is not sent and that day is over. One returned
        counts as not sent; one in time stays in time when a later one takes its place.
        """
        return self.due is not None and self.due < (self.first_sent or day)


def listed(
    connection: Connection,
    organisation: Organisation,
    units: Sequence[str],
    when: Period,
    position: int,
    *,
    form: str | None = None,
) -> tuple[Line, ...]:
    """Every report of the units for a period, in the order of units and forms: the newest of each, and those owed."""
    where = sql.SQL("period = %(period)s AND unit = ANY(%(units)s) AND {} ORDER BY signed").format(TRUE_AT)
    values = {"period": when.label, "units": list(units), "as_of": position}
    newest: dict[tuple[str, str, str], Seen] = {}
    first: dict[tuple[str, str, str], date] = {}
    for seen in rows(connection, REPORT, where, values):
        row, key = seen.row, (seen.row.unit, seen.row.form, seen.row.scope)
        if form is None or row.form == form:
            newest[key] = seen
            if row.returned is None:
                first[key] = min(row.sent_on, first.get(key, row.sent_on))
    due = DUE.get(when.calendar)
    found = []
    owed = set(_owed(organisation, units, when, due, form))
    for (unit, name, kind), seen in newest.items():
        day = due.day(when) if due is not None and (unit, name) in owed else None
        found.append(Line(unit, name, kind, seen.row.state, day, seen, first.get((unit, name, kind))))
    sent = {(line.unit, line.form) for line in found}
    if due is not None:
        found += [Line(unit, name, "both", "not_sent", due.day(when), None) for unit, name in owed - sent]
    return tuple(sorted(found, key=lambda line: line[:3]))


def _owed(
    organisation: Organisation, units: Sequence[str], when: Period, due: Due | None, form: str | None
) -> Iterator[tuple[str, str]]:
    """Units in existence when the period ended, with each form that is made for its calendar."""
    if due is None:
        return
    made = (each for each in FORMS.values() if when.calendar in each.periods and each.slug not in due.without)
    forms = [each.slug for each in made if form in (None, each.slug)]
    for code in units:
        unit = organisation.units.get(code)
        if unit is not None and unit.level in due.levels and unit.exists_on(when.last):
            yield from ((code, name) for name in forms)


def sent(connection: Connection, stream: UUID, version: int, position: int) -> Seen | None:
    """The report that an act sent, as it stands at a position."""
    where = sql.SQL("stream = %(stream)s AND version = %(version)s AND {}").format(TRUE_AT)
    values = {"stream": stream, "version": version, "as_of": position}
    return next(iter(rows(connection, REPORT, where, values)), None)


RECONCILED = frozenset(("reconciliation.recorded.v1",))


def reconciled(connection: Connection, stream: UUID, report: Report, position: int) -> tuple[FileAct, ...]:
    """The acts in the same file that lay figures of the same form and period beside those of another agency."""
    acts = of_files(connection, (Upto(stream, position),), RECONCILED).get(stream, ())
    return tuple(
        act for act in acts if (form_name(act.data.report_form), act.data.period) == (report.form, report.period)
    )


class Recomputed(NamedTuple):
    """A report computed again at its own position. AR-110: a reported value other than the recomputed one."""

    filled: Filled | None  # None: it cannot be computed again, for the reason given
    reason: str
    equal: bool | None  # whether the hash reported is that of the figures; None: cannot tell


def form_of(report: Report) -> Form | None:
    """The form in the version that the report names, or the newest where it names none."""
    return VERSIONS.get((report.form, report.form_version)) if report.form_version else FORMS.get(report.form)


def recompute(connection: Connection, report: Report, organisation: Organisation) -> Recomputed:
    """The report computed again; `organisation` is the one at the position that its figures speak for."""
    form = form_of(report)
    if form is None:
        return Recomputed(None, "form", None)
    if report.speaks_for is None:
        return Recomputed(None, "position", None)
    if report.speaks_for >= report.signed:
        return Recomputed(None, "position_later", None)
    try:
        when = period(report.period)
        where = scope(organisation, report.unit, report.scope, when.last, succession=report.succession)
    except BadPeriod:
        return Recomputed(None, "period", None)
    except UnknownScope:
        return Recomputed(None, "unit", None)
    filled = compute(
        connection, form, where, when, report.speaks_for, by=report.lines or "crime", rule_set=report.rule_set
    )
    return Recomputed(filled, "", filled.hash == report.values_hash)


def _read() -> Mapping[str, Due]:
    text = files("projections.statistics").joinpath("reports_due.toml").read_text(encoding="utf-8")
    return MappingProxyType({
        entry["calendar"]: Due(
            entry["calendar"], entry["days"], frozenset(entry["levels"]), frozenset(entry.get("without", ())),
            entry["confirmed"], entry.get("note", ""),
        )
        for entry in tomllib.loads(text)["due"]
    })  # fmt: skip


DUE: Mapping[str, Due] = _read()
