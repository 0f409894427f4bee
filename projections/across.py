"""Rules over several files, put to the tables when they are read: numbers of documents, hand-overs between officers,
periods changed after they were closed, reports, unlawful acts that stand, files left behind by a reorganisation.

A rule is one function and one row of RULES_ACROSS; those about reports stand in projections/across_reports.py.

Each answers for units, as of a position and a day. What it gives has the shape of a finding of one file; nothing of it
is stored.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import orjson
import psycopg
from psycopg import sql

from domain.audit.rules import PARAMETERS
from domain.kernel.catalogue import CATALOGUE
from domain.kinds import KINDS
from projections.across_findings import Across, Asked
from projections.across_reports import late_reports, untrue_reports
from projections.case_status import CASE_STATUS
from projections.entries import ENTRIES
from projections.file_acts import FileAct, at_positions
from projections.findings import FINDINGS
from projections.numbering import number_owner, procuracy_year
from projections.rows import standing_at
from projections.statistics.periods import BadPeriod, Period, period
from projections.tables import named

Connection = psycopg.Connection[Any]

OVER = (  # stages in which a file rests, though the law knows ways out
    "final", "discontinued", "investigation_discontinued", "discontinued_by_court", "joined", "transferred",
    "opening_refused", "completed", "archived", "settled", "closed",
)  # fmt: skip
MOST = 2000  # findings of one rule; a list that is longer says so
BACK = 3  # days by which a later number may bear an earlier day

# Hundreds of thousands of rows are put in order: narrow ones, by numbers for owner, type and year. Units and types are
# grouped, so that the server knows each to be there once and looks the entries up among them, not them among entries.
NUMBERS = sql.SQL(
    "WITH owners AS ("
    " SELECT unit, min(owner) AS owner FROM unnest(%(units)s::text[], %(owners)s::int8[]) o (unit, owner) GROUP BY 1"
    "), types AS ("
    " SELECT type, min(place) AS place FROM unnest(%(types)s::text[]) WITH ORDINALITY k (type, place) GROUP BY 1"
    "), numbered AS ("
    " SELECT (owner * 10000 + place) * 2 + (e.day >= %(turn)s)::int AS series, e.serial, e.day, e.seen_from, e.unit"
    " FROM {0} e JOIN owners USING (unit) JOIN types USING (type)"
    " WHERE e.serial > 0 AND e.seen_from <= %(as_of)s AND e.day BETWEEN %(first)s AND %(last)s"
    "), ordered AS ("
    " SELECT *, lag(serial) OVER along AS before, lag(day) OVER along AS day_before,"
    " lag(seen_from) OVER along AS position_before"
    " FROM numbered WINDOW along AS (PARTITION BY series ORDER BY serial, seen_from)"
    "), found AS ("
    " SELECT * FROM ordered WHERE serial = before OR serial > before + 1 OR day < day_before - %(back)s"
    " ORDER BY seen_from DESC LIMIT %(most)s"
    ") SELECT e.stream, e.version, e.unit, e.type, e.serial, e.day, e.seen_from, before, day_before, position_before"
    " FROM found JOIN {0} e USING (unit, seen_from) ORDER BY e.seen_from DESC"
)
WATCHED = sql.SQL(
    "SELECT seen_from FROM {} WHERE type = ANY(%(types)s) AND seen_from <= %(as_of)s AND day <= %(day)s"
    " ORDER BY seen_from"
)
STANDING = sql.SQL(
    "SELECT f.stream, f.rule, f.versions, f.unit, f.prosecutors, f.opened, f.holds_from FROM {findings} f"
    " WHERE f.severity = 'critical' AND f.certain AND f.unit = ANY(%(units)s)"
    " AND f.holds_from <= %(until)s"
    " AND (f.remedied_on IS NULL OR f.remedied_on > %(day)s)"
    " AND NOT EXISTS (SELECT FROM {entries} e WHERE e.stream = f.stream AND e.type = ANY(%(types)s)"
    " AND e.seen_from BETWEEN f.opened AND %(as_of)s) ORDER BY f.opened DESC LIMIT %(most)s"
)
AFTER_CLOSING = sql.SQL(
    "SELECT stream, version, day, seen_from FROM {} WHERE unit = %(unit)s AND day BETWEEN %(first)s AND %(last)s"
    " AND seen_from > %(closed)s AND seen_from > %(adjusted)s AND seen_from <= %(as_of)s"
    " ORDER BY seen_from DESC LIMIT %(most)s"
)
LEFT_BEHIND = sql.SQL(
    "SELECT stream, kind, unit, prosecutors, opened, opened_on, stage FROM {} t WHERE unit = ANY(%(ended)s)"
    " AND NOT (kind || '/' || stage = ANY(%(final)s)) ORDER BY opened DESC LIMIT %(most)s"
)


def numbers(connection: Connection, asked: Asked, most: int | None = MOST) -> Iterator[Across]:
    """AR-101 in the procuracy year of the day and the one before: 1 a number given twice; 2 numbers left out; 3 a later
    number with an earlier day. The first number of a series may be any: the ledger may begin within a year. The newest
    `most` of them, or all.
    """
    owners = {unit: number_owner(asked.organisation, unit) for unit in sorted(asked.units)}
    places = {owner: place for place, owner in enumerate(sorted(set(owners.values())))}
    year = procuracy_year(asked.day)
    values = {
        "units": list(owners), "owners": [places[owner] for owner in owners.values()], "types": sorted(CATALOGUE),
        "as_of": asked.as_of, "first": date(year - 2, 12, 1), "turn": date(year - 1, 12, 1), "last": asked.day,
        "back": BACK, "most": most,
    }  # fmt: skip
    for row in connection.execute(NUMBERS.format(named(ENTRIES)), values, prepare=False):
        stream, version, unit, key, serial, day, position, before, day_before, position_before = row
        facts = {"type": key, "year": procuracy_year(day), "number": serial}
        if serial == before:  # 1
            facts |= {"what": "doubled"}
        elif serial > before + 1:  # 2
            facts |= {"what": "skipped", "from": before + 1, "until": serial - 1}
        else:  # 3
            facts |= {"what": "earlier_day", "day": day.isoformat(), "day_before": day_before.isoformat()}
        yield Across("AR-101", stream, (version,), day, facts, unit, (), position, (position_before,))


def hand_overs(connection: Connection, asked: Asked) -> Iterator[Across]:
    """AR-092: a prosecutor was replaced, and no hand-over of his to the one who followed is recorded in time."""
    days = PARAMETERS["hand_over"]
    handed: dict[tuple[UUID, UUID], list[date]] = {}
    for act in _watched(connection, asked, ("assignment_handover.recorded.v1",)):
        handed.setdefault((act.data.outgoing, act.data.incoming), []).append(act.day)
    for act in _watched(connection, asked, ("prosecutor.replaced.v1",)):
        last, between = days.due(act.day), (act.data.replaced, act.data.prosecutor)
        done = next((day for day in handed.get(between, ()) if day >= act.day), None)
        unit = act.recorded.act.actor.unit
        if unit not in asked.units or asked.day <= last or (done is not None and done <= last):
            continue
        facts = {"due": last.isoformat(), "done": None if done is None else done.isoformat()}
        officers = (act.data.replaced,)
        yield Across(
            "AR-092", act.stream, (act.version,), last + timedelta(days=1), facts, unit, officers, act.position
        )


def after_closing(connection: Connection, asked: Asked) -> Iterator[Across]:
    """AR-104: acts of a closed period that were entered after it was closed, and no adjustment followed."""
    adjusted: dict[UUID, int] = {}
    for act in _watched(connection, asked, ("statistical_report.adjusted.v1",)):
        adjusted[act.stream] = act.position
    for act in _watched(connection, asked, ("statistical_period.closed.v1",)):
        unit, closed = act.recorded.act.actor.unit, _period(act.data.period)
        if unit not in asked.units or closed is None:
            continue
        values = {
            "unit": unit, "first": closed.first, "last": closed.last, "closed": max(act.data.position, act.position),
            "adjusted": adjusted.get(act.stream, 0), "as_of": asked.as_of, "most": MOST,
        }  # fmt: skip
        for stream, version, day, position in connection.execute(AFTER_CLOSING.format(named(ENTRIES)), values):
            facts = {"period": act.data.period, "closed": act.day.isoformat(), "day": day.isoformat()}
            yield Across("AR-104", stream, (version,), act.day, facts, unit, (), position, (act.position,))


def standing(connection: Connection, asked: Asked) -> Iterator[Across]:
    """AR-120: a critical finding that is certain stands for longer than the parameter, and no superior procuracy
    dealt with it.
    """
    length = PARAMETERS["superior_acts"].length.n
    values = {
        "units": sorted(asked.units), "as_of": asked.as_of, "day": asked.day, "most": MOST,
        "until": asked.day - timedelta(days=length),
        "types": [
            "decision.withdrawn_by_superior.v1", "lower_act.annulled_by_superior.v1", "case.taken_over_by_superior.v1",
        ],
    }  # fmt: skip
    statement = STANDING.format(findings=standing_at(FINDINGS), entries=named(ENTRIES))
    for stream, rule, versions, unit, prosecutors, opened, since in connection.execute(
        statement, values, prepare=False
    ):
        facts = {"rule": rule, "since": since.isoformat()}
        holds_from = since + timedelta(days=length)
        yield Across("AR-120", stream, tuple(versions), holds_from, facts, unit, tuple(prosecutors), opened)


def left_behind(connection: Connection, asked: Asked) -> Iterator[Across]:
    """AR-132: a file that is still with a unit that has ended: no act took it over."""
    ended = {
        code: unit.valid_until
        for code, unit in asked.organisation.units.items()
        if code in asked.units and unit.valid_until is not None and unit.valid_until < asked.day
    }
    values = {"as_of": asked.as_of, "ended": sorted(ended), "final": _final(), "most": MOST}
    rows = connection.execute(LEFT_BEHIND.format(standing_at(CASE_STATUS)), values) if ended else ()
    for stream, kind, unit, prosecutors, opened, opened_on, stage in rows:
        last = ended[unit]
        if opened_on <= last:
            facts = {"ended": last.isoformat(), "stage": stage, "kind": kind}
            holds_from = last + timedelta(days=1)
            yield Across("AR-132", stream, (1,), holds_from, facts, unit, tuple(prosecutors), opened)


RULES_ACROSS: Mapping[str, Callable[[Connection, Asked], Iterable[Across]]] = {
    "AR-092": hand_overs,
    "AR-101": numbers,
    "AR-104": after_closing,
    "AR-110": untrue_reports,
    "AR-111": late_reports,
    "AR-120": standing,
    "AR-132": left_behind,
}


# Rules that look at every act of the units asked for: over many units they take as long as these have acts.
UNIT_BY_UNIT = frozenset(("AR-101",))
MANY_UNITS = 100  # more than any province has


def put_off(units: int, rule: str | None) -> frozenset[str]:
    """The rules that a summary of so many units leaves out, unless it is asked for that rule by name."""
    return UNIT_BY_UNIT - {rule} if units > MANY_UNITS else frozenset()


def across(connection: Connection, asked: Asked, rules: Iterable[str] = RULES_ACROSS) -> list[Across]:
    """The findings of rules over several files, rule by rule; the first MOST of each."""
    return [found for rule in rules for found in islice(RULES_ACROSS[rule](connection, asked), MOST)]


def canonical(facts: Mapping[str, Any]) -> str:
    """Facts as the stored findings have them."""
    return orjson.dumps(facts, option=orjson.OPT_SORT_KEYS).decode()


def _period(label: str) -> Period | None:
    """The days of a period; None for a label that names none."""
    try:
        return period(label)
    except BadPeriod:
        return None


def _watched(connection: Connection, asked: Asked, types: tuple[str, ...]) -> list[FileAct]:
    values = {"types": list(types), "as_of": asked.as_of, "day": asked.day}
    positions = [row[0] for row in connection.execute(WATCHED.format(named(ENTRIES)), values)]
    acts = at_positions(connection, positions)
    return [acts[position] for position in positions if position in acts]


def _final() -> list[str]:
    """Stages in which nothing is left to do, as kind/stage."""
    return [f"{kind.key}/{stage}" for kind in KINDS.values() for stage in (*kind.initial.final, *OVER)]
