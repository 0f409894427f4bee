"""Live rows changed behind the program's back, by a superuser: found, and named."""

import pytest
from projections_kit.house import House
from projections_kit.walk import random_walk

from projections import quarantine
from projections.errors import LedgerReplaced
from projections.rebuild import rebuild
from projections.workers import Difference


@pytest.fixture
def projected(house: House) -> House:
    house.prepare()
    house.record(random_walk(41, 250, 8))
    house.project()
    assert house.check().differences == []
    return house


def tamper(house: House, statement: str) -> str:
    """Changes one row; gives the stream that it belongs to."""
    (stream,) = house.connect().execute(statement + " RETURNING stream").fetchone() or (None,)
    assert stream is not None
    return str(stream)


def the_only(differences: list[Difference], projection: str) -> Difference:
    assert {item.projection for item in differences} == {projection}
    return differences[0]


ONE = "(SELECT ctid FROM projections.{0} WHERE seen_until IS NULL ORDER BY stream LIMIT 1)"


@pytest.mark.parametrize(
    ("projection", "change"),
    [
        ("case_status", "findings = findings + 1"),
        ("accused_status", "label = 'bị can 99'"),
        ("so_07", "day = day + 1"),
        ("so_07", "owner = 'X'"),
        ("case_status", "acts = set_byte(acts, 7, get_byte(acts, 7) # 1)"),
        ("so_07", "opened = opened + 1"),
    ],
)
def test_a_changed_cell_is_named(projected: House, projection: str, change: str) -> None:
    stream = tamper(projected, f"UPDATE projections.{projection} SET {change} WHERE ctid = {ONE.format(projection)}")
    checked = projected.check()
    found = the_only(checked.differences, projection)
    assert str(found.stream) == stream
    assert found.expected != found.found
    assert checked.content[projection] != checked.content_live[projection]
    assert {name for name in checked.content if checked.content[name] != checked.content_live[name]} == {projection}


def test_a_removed_row_is_named(projected: House) -> None:
    stream = tamper(projected, f"DELETE FROM projections.so_07 WHERE ctid = {ONE.format('so_07')}")
    found = the_only(projected.check().differences, "so_07")
    assert (str(found.stream), found.what, found.found) == (stream, "missing", None)


def test_a_row_of_a_file_that_does_not_exist_is_named(projected: House) -> None:
    stream = tamper(
        projected,
        "INSERT INTO projections.accused_status SELECT (jsonb_populate_record(t, jsonb_build_object("
        "'stream', 'ffffffff-ffff-4fff-bfff-ffffffffffff'))).* FROM projections.accused_status t LIMIT 1",
    )
    found = the_only(projected.check().differences, "accused_status")
    assert (str(found.stream), found.what, found.expected) == (stream, "extra", None)


def test_a_history_cut_short_is_named(projected: House) -> None:
    closed = "(SELECT ctid FROM projections.case_status WHERE seen_until IS NOT NULL LIMIT 1)"
    tamper(projected, f"UPDATE projections.case_status SET seen_until = seen_until + 1 WHERE ctid = {closed}")
    assert the_only(projected.check().differences, "case_status").what == "changed"


def test_a_row_about_the_future_is_named(projected: House) -> None:
    tamper(projected, f"UPDATE projections.case_status SET seen_until = 10^9 WHERE ctid = {ONE.format('case_status')}")
    assert "not reached" in the_only(projected.check().differences, "case_status").what


def test_a_rebuild_puts_the_truth_back(projected: House) -> None:
    tamper(projected, f"UPDATE projections.so_07 SET unit = 'X' WHERE ctid = {ONE.format('so_07')}")
    rebuild(projected.conninfo("socai_projector"), projected.projections, processes=1)
    assert projected.check().differences == []


def test_the_runner_meets_a_row_that_is_gone(house: House) -> None:
    """The row that it must close is not there: that stream stops, the others go on."""
    house.prepare()
    acts = random_walk(42, 250, 6)
    house.record(acts[:150])
    house.project()
    later = {act.envelope.stream for act in acts[150:]}
    owner = house.connect()
    gone = owner.execute("DELETE FROM projections.case_status RETURNING stream").fetchall()
    assert gone
    house.record(acts[150:])
    house.project()
    stopped = quarantine.every(house.projector)
    assert {item.projection for item in stopped} == {"case_status"}
    assert {item.stream for item in stopped} <= later
    assert all("RowsDiffer" in item.error for item in stopped)
    assert {item.projection for item in house.check().differences} == {"case_status"}


def test_a_tracking_position_beyond_the_ledger_is_found(projected: House) -> None:
    owner = projected.connect()
    owner.execute("UPDATE projections.tracking SET notification_id = notification_id + 5")
    checked = projected.check()
    assert {item.projection for item in checked.differences} == {p.name for p in projected.projections}
    with pytest.raises(LedgerReplaced):
        projected.project()
