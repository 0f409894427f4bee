"""Rules about statistical reports: figures that are not those of the acts, and reports late or missing.

Both look at the procuracy year of the day asked and the one before it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from domain.audit.rules import ENTERED_FROM
from projections.across_findings import Across, Asked
from projections.numbering import procuracy_year
from projections.organisations import Organisations
from projections.rows import TRUE_AT, rows
from projections.statistics.periods import Period, months, period
from projections.statistics.reports import DUE, Line, listed, recompute
from projections.statistics.sent import REPORT
from projections.tables import named

Connection = psycopg.Connection[Any]

RECOMPUTED = 20  # reports computed again in one answer, the newest first; each costs as much as showing its form
STANDING = sql.SQL(
    "{} AND unit = ANY(%(units)s) AND returned IS NULL AND replaced IS NULL"
    " AND sent_on BETWEEN %(first)s AND %(day)s ORDER BY signed DESC LIMIT %(most)s"
)
SENT_FOR = sql.SQL("SELECT DISTINCT period FROM {} t WHERE unit = ANY(%(units)s) AND {}")


def untrue_reports(connection: Connection, asked: Asked) -> Iterator[Across]:
    """AR-110: reports that stand, whose hash is not that of the figures at the position that they speak for. One that
    cannot be computed again is not found: it may be right.
    """
    values = {
        "as_of": asked.as_of, "units": sorted(asked.units), "first": _years(asked.day)[0].first, "day": asked.day,
        "most": RECOMPUTED,
    }  # fmt: skip
    organisations = Organisations()
    for seen in rows(connection, REPORT, STANDING.format(TRUE_AT), values):
        report = seen.row
        organisations.read(connection, min(report.speaks_for or 0, asked.as_of))
        found = recompute(connection, report, organisations.at(report.speaks_for or 0))
        if found.filled is None or found.equal is not False:
            continue
        facts = {
            "form": report.form, "period": report.period, "scope": report.scope, "speaks_for": report.speaks_for,
            "reported": report.values_hash, "computed": found.filled.hash,
        }  # fmt: skip
        yield Across(
            "AR-110", seen.stream, (report.version,), report.sent_on, facts, report.unit, (report.signer,),
            report.signed, report.adjusted,
        )  # fmt: skip


def late_reports(connection: Connection, asked: Asked) -> Iterator[Across]:
    """AR-111: 1 a report sent after the day that it was due on; 2 the reports of a unit for a period that are not
    sent, or were returned and not sent again. Those of periods that ended before acts were bound to be entered here
    are not missed: they were sent on paper.
    """
    units = sorted(asked.units)
    values = {"units": units, "as_of": asked.as_of}
    sent = {row[0] for row in connection.execute(SENT_FOR.format(named(REPORT), TRUE_AT), values)}
    for when in _periods(asked.day):
        if when.last < ENTERED_FROM and when.label not in sent:
            continue
        missing: dict[tuple[str, date], list[str]] = {}
        for line in listed(connection, asked.organisation, units, when, asked.as_of):
            if line.due is None or not line.late(asked.day):
                continue
            if line.first_sent is not None and line.sent is not None:  # 1
                yield _late(line, line.sent.stream, when, line.due, line.first_sent)
            elif when.last >= ENTERED_FROM:  # 2
                missing.setdefault((line.unit, line.due), []).append(line.form)
        for (unit, due), forms in missing.items():
            facts = {"period": when.label, **_due(when, due), "not_sent": forms}
            yield Across("AR-111", None, (), due + timedelta(days=1), facts, unit, (), 0)


def _late(line: Line, stream: UUID, when: Period, due: date, sent: date) -> Across:
    assert line.sent is not None
    report = line.sent.row
    facts = {"form": line.form, "period": when.label, **_due(when, due), "done": sent.isoformat()}
    return Across(
        "AR-111", stream, (report.version,), due + timedelta(days=1), facts, line.unit, (report.signer,), report.signed
    )


def _due(when: Period, due: date) -> dict[str, Any]:
    """The day due, and whether the parameter that gives it is confirmed."""
    return {"due": due.isoformat(), "due_confirmed": DUE[when.calendar].confirmed == "true"}


def _years(day: date) -> tuple[Period, Period]:
    """The procuracy year before that of the day, and that of the day."""
    year = procuracy_year(day)
    return period(f"{year - 1}-12m"), period(f"{year}-12m")


def _periods(day: date) -> list[Period]:
    """The months, halves and years of those two years that are over, the newest first."""
    found = [
        each
        for year in _years(day)
        for each in (*months(year.year), period(f"{year.year}-6m"), year)
        if each.last < day
    ]
    return sorted(found, key=lambda each: each.last, reverse=True)
