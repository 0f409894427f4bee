"""Histories decided under earlier rule sets: a later program makes the same acts of them, flags and stages alike.

`golden/make.py` wrote them from a ledger of the published cases, under the program of their time.
"""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from domain.kernel.act import Recorded
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_from_json, asked_from_json
from domain.kernel.deciding import apply, decide, initial
from domain.kernel.manifest import JUDGING, PLAIN, manifest
from domain.kernel.rule_sets import RULE_SETS, current_rule_set
from domain.kernel.ruling import RULED, manifest_of

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.jsonl.gz"))
FINER = {"investigation": ("reinvestigation",)}  # stages that a later program tells apart
CLOSED = [rule_set for rule_set in RULE_SETS if rule_set != current_rule_set()]


def lines_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_an_old_history_is_judged_as_it_was(path):
    states, organisation = {}, initial("organisation")
    for line in lines_of(path):
        body = line["act"]
        act = act_from_json(body)
        before = states.get(line["stream"]) or initial(act.kind)
        asked = asked_from_json({name: body[name] for name in body if name != "law"})
        assert decide(before, organisation, asked) == act, line["position"]
        stream, recorded_at = UUID(line["stream"]), datetime(2026, 11, 1, tzinfo=UTC)
        after = apply(before, Recorded(stream, line["version"], line["position"], line["hash"], recorded_at, act))
        flags = [[flag.code, flag.article] for flag in after.flags[len(before.flags) :]]
        assert flags == line["flags"], (line["position"], act.type)
        assert after.stage in (line["stage"], *FINER.get(line["stage"], ())), (line["position"], act.type)
        states[line["stream"]] = after
        if act.kind == "organisation":
            organisation = after


def test_every_closed_rule_set_has_a_golden_history():
    assert [path.name.removesuffix(".jsonl.gz") for path in GOLDEN] == CLOSED


@pytest.mark.parametrize("rule_set", CLOSED)
def test_a_closed_rule_set_is_what_its_manifest_says(rule_set):
    assert {key: dict(said) for key, said in manifest(RULED[rule_set]).items()} == {
        key: {member: tuple(said[member]) for member in (*PLAIN, *JUDGING)}
        for key, said in manifest_of(rule_set).items()
    }


def test_the_current_rule_set_is_the_catalogue():
    assert RULED[current_rule_set()] is CATALOGUE
