"""Live rows == rebuilt rows == as-of rows, over random lawful histories."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projections_kit.house import House, true_at
from projections_kit.walk import SECRET, Walk, random_walk

from projections.catalogue import PROJECTIONS
from projections.rebuild import rebuild


def test_small(house: House) -> None:
    house.prepare()
    house.record(random_walk(1, 300, 10))
    house.project(37)
    checked = house.check()
    assert checked.differences == []
    assert checked.quarantined == []
    assert checked.content == checked.content_live
    assert checked.position > 200
