"""The clocks of a stream, act by act, are what counting everything again after each act would give."""

import gzip
import json
import runpy
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_from_json
from domain.kernel.deciding import apply, initial
from domain.limits.clocks import clocks
from domain.limits.following import Clocks
from domain.limits.running import named_by

TESTS = Path(__file__).parents[1]
WALKS = runpy.run_path(str(TESTS / "test_random_walks.py"))


def golden():
    """The streams of the golden history."""
    streams = {}
    with gzip.open(TESTS / "golden" / "2026-11.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            recorded_at = datetime(2026, 11, 1, tzinfo=UTC)
            act = act_from_json(line["act"])
            stream = UUID(line["stream"])
            recorded = Recorded(stream, line["version"], line["position"], line["hash"], recorded_at, act)
            streams.setdefault(stream, []).append(recorded)
    return list(streams.values())


class Anew(Clocks):
    """Clocks that count everything that runs at every act."""

    __slots__ = ()

    def take(self, recorded, before, after):
        self._classes.clear()
        for each in self._course.open:
            each.changed = True
        super().take(recorded, before, after)
        self._count(after)


def check(history):
    """Whether each act gives just what it started, changed or ended, and leaves what counting anew gives."""
    quick, anew, known = Clocks(), Anew(), {}
    state = initial(history[0].act.kind)
    for recorded in history:
        before, state = state, apply(state, recorded)
        found = quick.take(recorded, before, state)
        anew.take(recorded, before, state)
        assert quick.all == anew.all
        for clock in found:
            assert known.get(clock.number) != clock
            assert clock.number not in known or not known[clock.number].ended  # what has ended stays as it was
            known[clock.number] = clock
        assert [known[number] for number in sorted(known)] == list(quick.all)
    assert quick.all == clocks(history)
    return quick.all


def test_of_the_golden_history():
    found = [clock for history in golden() for clock in check(history)]
    assert len(found) > 500
    assert {clock.ended_by for clock in found} == {"", "act", "stage", "measure", "superseded"}


@pytest.mark.parametrize("kind", WALKS["KINDS_OF_CASES"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_of_every_history(file_of, kind, seed):
    file, random = file_of(kind), Random(seed)
    chooser, keys = WALKS["Chooser"](random, file), WALKS["keys_of"](kind)
    for _ in range(40):
        lawful = [key for key in keys if {file.stage, ANY} & {*CATALOGUE[key].lawful_from}]
        WALKS["step"](chooser, file, random.choice(lawful or keys))
    if file.history:
        check(list(file.history))


def test_an_extension_of_the_investigation_moves_the_end_of_remand_within_it(approved):
    one = approved.persons("bị can 1")
    approved.day = "2022-11-01"
    approved.does("remand.ordered.v1", accused=one, months=4).does("remand.approved.v1", accused=one)
    [before] = [clock for clock in clocks(approved.history) if clock.limit_id == "detention_investigation"]
    approved.day = "2023-01-20"
    approved.does("investigation.extended.v1", months=4)
    *earlier, last = approved.history
    followed, state = Clocks(), initial("criminal_case")
    for recorded in earlier:
        previous, state = state, apply(state, recorded)
        followed.take(recorded, previous, state)
    found = {clock.limit_id: clock for clock in followed.take(last, state, apply(state, last))}
    assert before.due.due == date(2023, 2, 7)  # the end of the investigation: TTLT-04-2018/14
    assert found["investigation"].due.due == date(2023, 6, 7)
    assert found["detention_investigation"].due.due == date(2023, 2, 28)  # 120 days


def test_acts_that_name_no_limit_are_known_to_do_nothing():
    quiet = [key for key in CATALOGUE if named_by(key) is None]
    assert 0 < len(quiet) < len(CATALOGUE)
    assert not any(CATALOGUE[key].starts and named_by(key) is None for key in ("case.opened.v1", "charge.approved.v1"))
