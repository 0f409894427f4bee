"""What came late in the published cases, as far as their published days tell (ops/decisions/0009)."""

import gzip
import json
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.coding import act_from_json
from domain.limits.clocks import clocks
from domain.limits.findings import late

GOLDEN = Path(__file__).parents[1] / "golden" / "2026-11.jsonl.gz"


def histories():
    """The recorded histories by stream, each with the number of the published case that its notes name."""
    found = defaultdict(list)
    with gzip.open(GOLDEN, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            if line["act"]["kind"] != "organisation":
                place = (UUID(line["stream"]), line["version"], line["position"], line["hash"])
                found[line["stream"]].append(
                    Recorded(*place, datetime(2026, 11, 1, tzinfo=UTC), act_from_json(line["act"]))
                )
    return [(case_of(history), history) for history in found.values()]


def case_of(history):
    notes = (recorded.act.data.note or "" for recorded in history)
    return next(note.partition("published: ")[2][:5] for note in notes if "published: " in note)


def test_what_came_late_is_what_the_chronologies_note_as_far_as_days_are_published():
    found = {
        (case, one.limit_id, one.due.due, one.done, one.days, one.certain)
        for case, history in histories()
        for one in late(history)
    }
    assert found == {
        # the length itself implies extensions that were not reported: never certain
        ("RC-01", "investigation", date(2023, 2, 7), date(2023, 11, 17), 283, False),
        # protest of 22 November 2019, decided on 8 May 2020: four months by BLTTHS-2015/385
        ("RC-20", "cassation_hearing", date(2020, 3, 23), date(2020, 5, 8), 46, False),
    }


def test_what_was_published_without_a_day_is_not_counted():
    unknown = {
        (case, clock.limit_id)
        for case, history in histories()
        for clock in clocks(history)
        if clock.unknown == "day_unknown"
    }
    assert {
        ("RC-03", "investigation_supplementary_court"),  # returned "in May 2019"
        ("RC-08", "investigation_supplementary_court"),  # the day of the return is not published
        ("RC-10", "charge_approval"),  # charged and approved in months only, and before 2018
    } <= unknown
