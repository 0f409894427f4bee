"""Starting: what the service refuses to start on, and what it takes in by itself."""

import shutil
import time

import psycopg
import pytest
from structlog.testing import capture_logs

from api.parts import CannotStart, Deployment, running
from ledger.errors import HeadMismatch


def start(deployment):
    with running(Deployment(**deployment)):
        pass


def test_a_database_of_another_ledger(deployment):
    with pytest.raises(CannotStart, match=r"test\.invalid/socai"):
        start({**deployment, "origin": "other.invalid/socai"})


def test_a_trust_folder_without_roots(deployment, tmp_path):
    with pytest.raises(CannotStart, match="no root certificate"):
        start({**deployment, "trust_folder": tmp_path})


def test_a_vault_whose_key_is_gone(ledger, helpers, deployment):
    helpers.charge(ledger, helpers.open_case(ledger).stream, helpers.uuid4(), "Nguyễn Văn Ất")
    (deployment["keys_folder"] / "key-encryption.key").unlink()
    with pytest.raises(CannotStart, match=r"key-encryption\.key"):
        start(deployment)


def test_a_database_that_was_put_back_to_an_older_copy(ledger, helpers, deployment, tmp_path):
    """The newest checkpoint is also kept outside the database, and attests to more than the older copy holds."""
    helpers.open_case(ledger)
    ledger.parts.sign_checkpoint()
    shutil.copytree(deployment["checkpoint_folder"], tmp_path / "kept")
    with psycopg.connect(ledger.database.conninfo(), autocommit=True) as connection:
        for table in ("act", "head", "checkpoint"):
            connection.execute(f"ALTER TABLE ledger.{table} DISABLE TRIGGER ALL")
        size = ledger.rows()[0]
        connection.execute("DELETE FROM ledger.act WHERE position = %s", [size])
        connection.execute("DELETE FROM ledger.head WHERE size = %s", [size])
        connection.execute("DELETE FROM ledger.checkpoint WHERE size = %s", [size])
    with pytest.raises(HeadMismatch):
        start({**deployment, "checkpoint_folder": tmp_path / "kept"})


def test_secrets_are_readable_by_their_owner_only(ledger, deployment):
    for folder in ("keys_folder", "checkpoint_folder"):
        for path in deployment[folder].glob("*.key"):
            assert path.stat().st_mode & 0o777 == 0o600


def test_a_revocation_list_put_into_the_trust_folder_is_taken_in(ledger, helpers):
    lost = helpers.enrol(ledger, "Người mất thẻ", "HN-KV1", "KSV")
    sha256 = bytes.fromhex(lost.key.sha256)
    assert ledger.parts.certificates.admitted(sha256).revoked_at is None
    ledger.pki.revoke(lost.key.certificate.serial_number)
    until = time.monotonic() + 20
    while ledger.parts.certificates.admitted(sha256).revoked_at is None:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_reading_personal_values_is_logged(ledger, helpers):
    opened = helpers.open_case(ledger)
    helpers.charge(ledger, opened.stream, helpers.uuid4(), "Nguyễn Văn Ất")
    officer = ledger.officers["prosecutor"]
    headers = ledger.headers(officer)
    with capture_logs() as entries:
        ledger.client.get(f"/cases/{opened.stream}/history", headers=headers)
    read = [entry for entry in entries if entry["event"] == "personal_read"]
    assert [(entry["officer"], entry["stream"]) for entry in read] == [(str(officer.id), str(opened.stream))]


def test_health_names_ledger_size_and_projections(ledger):
    found = ledger.client.get("/health").json()
    assert (found["status"], found["ledger"], found["size"]) == ("ok", ledger.parts.origin, ledger.rows()[0])
    assert found["projections"]["trouble"] is None


def test_nothing_more_is_recorded_once_the_database_contradicts_a_checkpoint(ledger, helpers):
    """The tail is cut while the service runs: the next checkpoint cannot be signed, and no further act is taken."""
    helpers.open_case(ledger)
    ledger.parts.sign_checkpoint()
    size = ledger.rows()[0]
    with psycopg.connect(ledger.database.conninfo(), autocommit=True) as connection:
        for table in ("act", "head", "checkpoint"):
            connection.execute(f"ALTER TABLE ledger.{table} DISABLE TRIGGER ALL")
        connection.execute("DELETE FROM ledger.act WHERE position = %s", [size])
        connection.execute("DELETE FROM ledger.head WHERE size = %s", [size])
        connection.execute("DELETE FROM ledger.checkpoint WHERE size = %s", [size])
    asked = helpers.command(
        ledger.officers["prosecutor"], "criminal_case", "case.opened.v1", "2026-02-03T08:00:00+07:00",
        {"issuer": {"agency": "CQĐT"}},
    )  # fmt: skip
    submission = ledger.signed(ledger.officers["prosecutor"], asked)
    headers = ledger.headers(ledger.officers["prosecutor"])
    with pytest.raises(HeadMismatch):
        ledger.parts.sign_checkpoint()
    until = time.monotonic() + 20
    while not ledger.parts.write_path.halted:
        assert time.monotonic() < until
        time.sleep(0.05)
    answer = ledger.client.post("/acts", json=helpers.envelope(submission), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (503, "head_mismatch")
    assert ledger.rows()[0] == size - 1
