"""Whatever acts a stream holds, its clocks can be folded, stand somewhere and be told."""

import runpy
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.kernel.act_type import ANY
from domain.kernel.catalogue import CATALOGUE
from domain.limits.clocks import clocks
from domain.limits.due import earliest, latest
from domain.limits.findings import late
from domain.limits.words import STANDINGS, UNKNOWN, arithmetic

WALKS = runpy.run_path(str(Path(__file__).parents[1] / "test_random_walks.py"))


@pytest.mark.parametrize("kind", WALKS["KINDS_OF_CASES"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_clocks_hold_for_every_history(file_of, kind, seed):
    file, random = file_of(kind), Random(seed)
    chooser, keys = WALKS["Chooser"](random, file), WALKS["keys_of"](kind)
    for _ in range(40):
        WALKS["step"](chooser, file, random.choice([key for key in keys if lawful(key, file.stage)] or keys))
    found = clocks(file.history)
    assert found == clocks(tuple(file.history))
    assert all(known(clock, file.state.version) for clock in found)
    for finding in late(file.history):
        assert finding.days > 0
        assert latest(finding.due.due) < latest(finding.done)
        assert set(finding.versions) == {finding.started, finding.ended}


def lawful(key, stage):
    """Whether an act is lawful from a stage."""
    return bool({stage, ANY} & {*CATALOGUE[key].lawful_from})


def known(clock, version):
    """Whether one clock is whole."""
    assert 1 <= clock.started <= version
    assert clock.ended == 0 or clock.started <= clock.ended <= version
    assert (clock.due is None) == bool(clock.unknown)
    assert not clock.unknown or clock.unknown in UNKNOWN
    for due in filter(None, (clock.due, *clock.possible)):
        assert latest(due.due) >= earliest(clock.start)
        assert due.limit.restrains <= (due.roll_basis == "none")
        assert len(arithmetic(due)) == len(arithmetic(due, "en")) == len(due.steps) + 1
    assert all(clock.standing(day).word in STANDINGS for day in (date(2022, 10, 7), date(2026, 11, 24)))
    return True
