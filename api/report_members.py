"""Reports as JSON members: lists, one report, both values of a form, what changed."""

from collections.abc import Mapping
from typing import Any

from api.jsonable import jsonable, row_of
from api.reports import Listed, Shown
from api.statistics import FormQuery, Wanted, line_address
from projections.file_acts import FileAct
from projections.statistics.adjusted import Applied, Both
from projections.statistics.difference import Change
from projections.statistics.reports import DUE, Line


def list_members(found: Listed) -> dict[str, Any]:
    """A page of reports."""
    due = DUE.get(found.period.calendar)
    return {
        "position": found.pinned.at.position,
        "valid_at": found.day.isoformat(),
        "unit": found.query.unit,
        "below": found.query.below,
        "period": found.period.label,
        "due": None if due is None else {"day": due.day(found.period).isoformat(), "confirmed": due.confirmed},
        "counts": dict(found.counts),
        "late": found.late,
        "reports": [line_members(line, found) for line in found.lines],
        "next": found.cursor,
    }


def line_members(line: Line, found: Listed) -> dict[str, Any]:
    """A report that was sent, or is owed."""
    seen = line.sent
    members = {
        "unit": line.unit, "unit_name": found.pinned.unit_name(line.unit), "form": line.form, "scope": line.scope,
        "state": line.state, "due": jsonable(line.due), "late": line.late(found.day),
    }  # fmt: skip
    if seen is not None:
        members |= {
            "stream": str(seen.stream), **row_of(seen.row), "equal": found.equal.get((seen.stream, seen.row.version)),
            "links": {"report": f"/reports/{seen.stream}/{seen.row.version}?as_of={found.pinned.at.position}"},
        }  # fmt: skip
    return members


def report_members(found: Shown) -> dict[str, Any]:
    """A report computed again, with its adjustments and what it was reconciled with."""
    report = found.seen.row
    members = {
        "position": found.pinned.at.position,
        "stream": str(found.seen.stream),
        **row_of(report),
        "state": report.state,
        "recomputed": None if found.recomputed.filled is None else found.recomputed.filled.hash,
        "equal": found.recomputed.equal,
        "reason": found.recomputed.reason,
        "rule": "AR-110" if found.recomputed.equal is False else None,
        "now": found.found_now,
        "adjustments": [
            {**adjustment_members(each.applied), "expected": each.expected, "holds": each.holds}
            for each in found.judged
        ],
        "reconciled": [
            {**jsonable(act.data), "position": act.position, "links": {"act": f"/acts/{act.position}"}}
            for act in found.reconciled
        ],
        "links": {"signed": f"/acts/{report.signed}"},
    }
    if found.both is not None:
        filled = found.both.filled
        asked = {
            "from": report.speaks_for, "to": found.pinned.at.position, "unit": report.unit, "scope": report.scope,
            "period": report.period,
        }  # fmt: skip
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        members["links"]["diff"] = f"/statistics/forms/{filled.form.slug}/diff?{query}"
        members["figures"] = both_members(found.both)
    return members


def both_members(both: Both) -> dict[str, Any]:
    """Both values of every figure, and the adjustments between them."""
    keys = [column.key for column in both.filled.form.columns]
    return {
        "version": both.filled.form.version,
        "hash": both.filled.hash,
        "by": both.filled.by,
        "columns": keys,
        "lines": [
            {
                "code": line.code,
                "address": line_address(line.code),
                "label_vi": line.label_vi,
                "cells": {
                    key: {
                        "system": cell.value,
                        "adjusted": both.value(line.code, key, cell.value),
                        "adjustments": [each.row.adjusted for each in both.by_cell.get((line.code, key), ())],
                    }
                    for key, cell in zip(keys, line.cells, strict=True)
                },
            }
            for line in both.lines
        ],
        "adjustments": [adjustment_members(each) for cell in both.by_cell.values() for each in cell],
        "unplaced": [adjustment_members(each) for each in both.unplaced],
        "broken": [
            {"row": row, "column": column, "value": value, "expected": expected}
            for row, column, value, expected in both.broken
        ],
    }


def adjustment_members(each: Applied) -> dict[str, Any]:
    """An adjustment with its reason and act."""
    return {
        "stream": str(each.stream),
        **row_of(each.row),
        "difference": each.row.difference,
        "reason": each.reason,
        "links": {"act": f"/acts/{each.row.adjusted}", "report": f"/reports/{each.stream}/{each.row.report}"},
    }


def change_members(change: Change, acts: Mapping[int, FileAct]) -> dict[str, Any]:
    """What an act changes in a figure."""
    act = acts.get(change.position)
    return {
        **{name: jsonable(value) for name, value in change._asdict().items()}, "act": act.type if act else None,
        "name": act.act_type.name_vi if act else None, "links": {"act": f"/acts/{change.position}"},
    }  # fmt: skip


def changes_address(form: str, line: str, column: str, asked: Any) -> str:
    """Where the changes of one figure are, page by page."""
    query = {
        "from": asked.start, "to": asked.end, "unit": asked.after.unit, "scope": asked.after.kind,
        "period": asked.period.label, "by": asked.by, "succession": str(asked.after.succession).lower(),
        "version": asked.form.version,
    }  # fmt: skip
    members = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/statistics/forms/{form}/diff/{line_address(line)}/{column}?{members}"


def pinned_query(wanted: Wanted, query: FormQuery) -> str:
    """The query that pins what was compared."""
    members = {
        "unit": wanted.scope.unit, "scope": wanted.scope.kind, "period": wanted.period.label,
        "as_of": wanted.at.position, "by": query.by, "succession": str(query.succession).lower(),
    }  # fmt: skip
    return "&".join(f"{name}={value}" for name, value in members.items())


def stated(wanted: Wanted) -> dict[str, Any]:
    """What a form was filled in for."""
    return {
        "position": wanted.at.position, "rule_set": wanted.pinned.rule_set, "unit": wanted.scope.unit,
        "unit_name": wanted.scope.name_vi, "scope": wanted.scope.kind, "period": wanted.period.label,
    }  # fmt: skip
