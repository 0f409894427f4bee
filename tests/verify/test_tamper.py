"""The tamper matrix: a database superuser with triggers off changes the ledger; verification finds it and names it."""

import pytest

SIZE = 385
AT = 100  # a position in the middle, inside a full tile


def first(report):
    assert report.outcome == "fails"
    return report.faults[0]


def named(report, position):
    return {fault.what for fault in report.faults if fault.position == position}


def test_the_untouched_ledger_holds(ledger):
    report = ledger.verify()
    assert (report.outcome, report.size, report.faults, report.untold) == ("holds", SIZE, (), ())
    assert report.checked["acts"] == SIZE
    assert report.checked["tiles"] == 1
    assert report.checked["disclosures"] > 0


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("stream", "gen_random_uuid()", "column_stream"),
        ("kind", "'complaint'", "column_kind"),
        ("version", "version + 100", "column_version"),
        ("previous", "sha256('x')", "column_previous"),
        ("type", "'case.closed.v1'", "column_type"),
        ("command_id", "gen_random_uuid()", "column_command_id"),
        ("occurred_at", "occurred_at - interval '1 day'", "column_occurred_at"),
        ("recorded_at", "recorded_at - interval '1 day'", "leaf"),
        ("certificate", "sha256('x')", "column_certificate"),
        (
            "act",
            "convert_to(replace(convert_from(act, 'UTF8'), 'KSV', 'KTV'), 'UTF8') || ' '",
            "act_not_canonical_not_reencoded",
        ),
        ("act_hash", "sha256('x')", "act_hash"),
        ("signature", "set_byte(signature, 30, get_byte(signature, 30) # 1)", "leaf"),
        ("leaf", "sha256('x')", "leaf"),
    ],
)
def test_each_column_of_an_act(ledger, column, value, what):
    ledger.drop_constraints()
    ledger.as_superuser(f"UPDATE ledger.act SET {column} = {value} WHERE position = {AT}")
    report = ledger.verify()
    assert first(report).position == AT
    assert what in named(report, AT)


def test_the_position_of_an_act(ledger):
    ledger.as_superuser(f"UPDATE ledger.act SET position = 1000 WHERE position = {AT}")
    report = ledger.verify()
    assert first(report).position == AT
    assert "position_missing" in named(report, AT)


def test_every_byte_of_an_act_counts(ledger):
    """One bit, at places spread over the whole act."""
    flip = "UPDATE ledger.act SET act = set_byte(act, %(place)s, get_byte(act, %(place)s) # 1) WHERE position = %(at)s"
    for place in range(0, 860, 43):
        ledger.as_superuser(flip, place=place, at=AT)
        assert first(ledger.verify()).position == AT, place
        ledger.as_superuser(flip, place=place, at=AT)
    assert ledger.verify().outcome == "holds"


def test_a_deleted_act(ledger):
    ledger.as_superuser(f"DELETE FROM ledger.act WHERE position = {AT}")
    report = ledger.verify()
    assert first(report).position == AT
    assert "position_missing" in named(report, AT)


def test_two_acts_swapped(ledger):
    ledger.as_superuser(
        "ALTER TABLE ledger.act DROP CONSTRAINT act_position_check",
        f"UPDATE ledger.act SET position = -position WHERE position IN ({AT}, {AT + 1})",
        f"UPDATE ledger.act SET position = CASE position WHEN -{AT} THEN {AT + 1} ELSE {AT} END WHERE position < 0",
    )
    report = ledger.verify()
    assert first(report).position == AT
    assert named(report, AT) >= {"chain", "leaf"}


def test_an_act_twice(ledger):
    ledger.drop_constraints()
    ledger.as_superuser(f"INSERT INTO ledger.act SELECT * FROM ledger.act WHERE position = {AT}")
    assert named(ledger.verify(), AT) >= {"position_twice", "version_twice", "command_twice"}


def test_a_copy_of_an_act_at_the_end(ledger):
    ledger.drop_constraints()
    columns = (
        "stream, kind, version, previous, type, command_id, occurred_at, recorded_at, certificate, act, act_hash,"
        " signature, leaf"
    )
    ledger.as_superuser(
        f"INSERT INTO ledger.act (position, {columns})"
        f" SELECT {SIZE + 1}, {columns} FROM ledger.act WHERE position = {AT}"
    )
    report = ledger.verify()
    assert first(report).position == SIZE + 1
    assert named(report, SIZE + 1) >= {"leaf", "acts_beyond_head", "version_twice"}


def test_an_act_inserted_between(ledger):
    ledger.drop_constraints()
    ledger.as_superuser(
        f"UPDATE ledger.act SET position = position + 1 WHERE position >= {AT}",
        f"INSERT INTO ledger.act SELECT {AT}, gen_random_uuid(), kind, 1, NULL, type, gen_random_uuid(), occurred_at,"
        f" recorded_at, certificate, act, act_hash, signature, leaf FROM ledger.act WHERE position = {AT - 1}",
    )
    assert first(ledger.verify()).position == AT


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("size", "size + 1000", "head_beyond_acts"),
        ("root", "sha256('x')", "head_root"),
        ("frontier", "set_byte(frontier, 20, get_byte(frontier, 20) # 1)", "head_frontier"),
        ("recorded_at", "recorded_at - interval '1 day'", "head_recorded_at"),
        ("organisation", "7", "head_organisation"),
    ],
)
def test_each_column_of_a_head(ledger, column, value, what):
    ledger.as_superuser(f"UPDATE ledger.head SET {column} = {value} WHERE size = {AT}")
    report = ledger.verify()
    assert first(report).position == (SIZE + 1 if column == "size" else AT)
    assert what in {fault.what for fault in report.faults}


def test_one_byte_of_a_tile(ledger):
    ledger.as_superuser("UPDATE ledger.tile SET hashes = set_byte(hashes, 4000, get_byte(hashes, 4000) # 1)")
    assert "tile_hashes" in named(ledger.verify(), 4000 // 32 + 1)


def test_the_root_of_a_tile(ledger):
    ledger.as_superuser("UPDATE ledger.tile SET root = sha256('x')")
    assert first(ledger.verify())[:2] == (1, "tile_root")


def test_a_missing_tile(ledger):
    ledger.as_superuser("DELETE FROM ledger.tile")
    assert first(ledger.verify())[:2] == (1, "tile_missing")


def test_one_byte_of_a_checkpoint(ledger):
    ledger.as_superuser(
        f"UPDATE ledger.checkpoint SET note = set_byte(note, 60, get_byte(note, 60) # 1) WHERE size = {SIZE}"
    )
    assert first(ledger.verify())[:2] == (SIZE, "checkpoint_note")


def test_the_columns_of_a_checkpoint(ledger):
    ledger.as_superuser(f"UPDATE ledger.checkpoint SET root = sha256('x') WHERE size = {SIZE}")
    assert first(ledger.verify())[:2] == (SIZE, "checkpoint_columns")


def test_one_byte_of_the_checkpoint_kept_outside(ledger):
    kept = ledger.evidence.kept_checkpoint
    note = bytearray(kept.read_bytes())
    note[60] ^= 1
    kept.write_bytes(note)
    assert "kept_checkpoint_note" in {fault.what for fault in ledger.verify().faults}


def test_one_byte_of_a_disclosure(ledger):
    ledger.as_superuser(
        "UPDATE vault.disclosure SET ciphertext = set_byte(ciphertext, 5, get_byte(ciphertext, 5) # 1)"
        " WHERE position = (SELECT min(position) FROM vault.disclosure WHERE position > 50)"
    )
    fault = first(ledger.verify())
    assert fault.what == "disclosure_changed"
    assert fault.position > 50


def test_a_deleted_disclosure(ledger):
    ledger.as_superuser("DELETE FROM vault.disclosure WHERE position = (SELECT min(position) FROM vault.disclosure)")
    assert first(ledger.verify()).what == "disclosures"


def test_a_certificate_exchanged(ledger):
    ledger.as_superuser(
        "UPDATE ledger.certificate SET der = (SELECT c.der FROM ledger.certificate c"
        " WHERE c.sha256 <> (SELECT certificate FROM ledger.act WHERE position = 2) LIMIT 1)"
        " WHERE sha256 = (SELECT certificate FROM ledger.act WHERE position = 2)"
    )
    report = ledger.verify()
    assert first(report).position == 1
    assert "certificate_changed" in named(report, 1)


def test_a_certificate_removed(ledger):
    ledger.as_superuser(
        "DELETE FROM ledger.certificate WHERE sha256 = (SELECT certificate FROM ledger.act WHERE position = 2)"
    )
    assert first(ledger.verify())[:2] == (1, "certificate_certificate_missing")


def test_the_tail_cut(ledger):
    ledger.as_superuser(
        "DELETE FROM ledger.act WHERE position > 300",
        "DELETE FROM ledger.head WHERE size > 300",
        "DELETE FROM ledger.checkpoint WHERE size > 300",
        "DELETE FROM vault.disclosure WHERE position > 300",
    )
    assert first(ledger.verify())[:2] == (301, "kept_checkpoint_beyond_acts")


def test_the_name_of_the_ledger(ledger):
    ledger.as_superuser("UPDATE ledger.identity SET origin = 'other.invalid/socai'")
    assert first(ledger.verify())[:2] == (0, "ledger_name")
