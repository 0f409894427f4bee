"""The tracking contract of the `eventsourcing` library, by the library's own test case; and the ledger replaced below
it.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import pytest
from projections_kit.house import House
from projections_kit.walk import random_walk

from projections.errors import LedgerReplaced, PositionMissing
from projections.rebuild import prepare, start_over
from projections.runner import standing
from projections.tracking import LedgerTracking, reached

WITHOUT_TRIGGERS = "SET session_replication_role = replica"


if find_spec("Crypto") is None:  # the module of the cases also imports a cipher that this case does not use
    sys.modules.setdefault("eventsourcing.cipher", ModuleType("eventsourcing.cipher")).AESCipher = None  # type: ignore[attr-defined]
cases: Any = import_module("eventsourcing.tests.persistence")


class TestLedgerTracking(cases.TrackingRecorderTestCase):  # type: ignore[misc]
    @pytest.fixture(autouse=True)
    def _house(self, house: House) -> None:
        house.prepare()
        self.house = house

    def create_recorder(self) -> LedgerTracking:
        return LedgerTracking(self.house.projector)


@pytest.fixture
def projected(house: House) -> House:
    house.prepare()
    house.record(random_walk(2, 120, 5))
    house.project()
    return house


def cut_tail(house: House, acts: int) -> int:
    """Takes the newest acts away as a superuser, as a restored older copy would lack them; gives the size left."""
    owner = house.connect()
    owner.execute(WITHOUT_TRIGGERS)
    size: int = owner.execute("SELECT max(position) - %s FROM ledger.act", [acts]).fetchone()[0]  # type: ignore[index]
    owner.execute("ALTER TABLE ledger.act DISABLE TRIGGER ALL")
    owner.execute("ALTER TABLE ledger.head DISABLE TRIGGER ALL")
    owner.execute("DELETE FROM ledger.act WHERE position > %s", [size])
    owner.execute("DELETE FROM ledger.head WHERE size > %s", [size])
    return size


def test_tables_ahead_of_the_ledger_are_refused_and_it_is_said(projected: House) -> None:
    tracked = reached(projected.projector)
    assert tracked is not None
    size = cut_tail(projected, 50)
    size = max(
        (row[0] for row in projected.connect().execute("SELECT size FROM ledger.head WHERE size <= %s", [size])),
        default=0,
    )
    with pytest.raises(LedgerReplaced) as refused:
        projected.project()
    assert (refused.value.tracked, refused.value.size) == (tracked, size)
    stands = standing(projected.connect("socai_reader"), projected.projections)
    assert isinstance(stands.trouble, LedgerReplaced)
    assert str(refused.value) in projected.check().differences[0].what


def test_another_act_at_the_tracked_position_is_refused(projected: House) -> None:
    owner = projected.connect()
    owner.execute("ALTER TABLE ledger.act DISABLE TRIGGER ALL")
    tracked = reached(projected.projector)
    owner.execute("UPDATE ledger.act SET leaf = sha256(leaf) WHERE position = %s", [tracked])
    with pytest.raises(LedgerReplaced) as refused:
        projected.project()
    assert "is not the one that was projected" in str(refused.value)


def test_starting_over_builds_the_tables_from_the_ledger_that_is_there(projected: House) -> None:
    tracked = reached(projected.projector)
    owner = projected.connect()
    owner.execute("ALTER TABLE ledger.act DISABLE TRIGGER ALL")
    owner.execute("UPDATE ledger.act SET leaf = sha256(leaf) WHERE position = %s", [tracked])
    conninfo = projected.conninfo("socai_projector")
    start_over(conninfo)
    prepare(conninfo, projected.projections)
    projected.project()
    assert projected.check().differences == []


def test_a_hole_in_the_ledger_stops_the_runner(house: House) -> None:
    house.prepare()
    house.record(random_walk(5, 60, 4))
    owner = house.connect()
    owner.execute("ALTER TABLE ledger.act DISABLE TRIGGER ALL")
    owner.execute("DELETE FROM ledger.act WHERE position = 7")
    with pytest.raises(PositionMissing) as missing:
        house.project()
    assert missing.value.position == 7
    assert reached(house.projector) == 0


def test_standing_tells_position_lag_and_what_was_built(house: House) -> None:
    reader: Any = house.connect("socai_reader")
    assert standing(reader, house.projections).position is None
    house.prepare()
    house.record(random_walk(2, 40, 4))
    stands = standing(reader, house.projections)
    assert stands.lag == stands.size > 20
    house.project()
    stands = standing(reader, house.projections)
    assert (stands.lag, stands.position, stands.differing, stands.trouble) == (0, stands.size, (), None)
    assert stands.built.keys() == {projection.name for projection in house.projections}
