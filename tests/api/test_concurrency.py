"""Many writers at once, replays, erasure, and bulk import, through the write path."""

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from api.bulk import record_many
from api.parts import Deployment, running
from api.values import Submission
from domain.errors import Refused
from domain.kernel.catalogue import CATALOGUE
from ledger.errors import Conflict
from ledger.vault import Erased
from signing import canonical

DAY = "2026-02-03T08:00:00+07:00"
ISSUER = {"agency": "Cơ quan CSĐT Công an TP Hà Nội"}


@pytest.fixture
def officer(ledger):
    return ledger.officers["prosecutor"]


@pytest.fixture
def opening(ledger, helpers, officer):
    """Makes lawful acts that open cases, signed and not recorded."""

    def make(count):
        asked = helpers.command(officer, "criminal_case", "case.opened.v1", DAY, {"issuer": ISSUER})
        return [ledger.signed(officer, asked) for _ in range(count)]

    return make


def test_writers_on_different_cases_all_succeed(ledger, opening):
    submissions = opening(64)
    with ThreadPoolExecutor(16) as pool:
        receipts = list(pool.map(ledger.parts.write_path.record, submissions))
    positions = sorted(receipt.position for receipt in receipts)
    assert positions == list(range(positions[0], positions[0] + 64))


def test_of_writers_on_one_version_one_wins(ledger, helpers, officer):
    stream = helpers.open_case(ledger).stream
    asked = helpers.command(officer, "criminal_case", "fact.noted.v1", DAY, {"statement": "Một việc."})
    submissions = [ledger.signed(officer, asked, stream) for _ in range(16)]

    def record(submission):
        try:
            return ledger.parts.write_path.record(submission)
        except Conflict as error:
            return error

    before = ledger.rows()[0]
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(record, submissions))
    assert sum(not isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert ledger.rows()[0] == before + 1


def test_the_same_act_from_many_at_once_is_recorded_once(ledger, opening):
    (submission,) = opening(1)
    before = ledger.rows()[0]
    with ThreadPoolExecutor(16) as pool:
        receipts = set(pool.map(ledger.parts.write_path.record, [submission] * 32))
    assert len(receipts) == 1
    assert ledger.rows()[0] == before + 1


def test_a_replay_after_later_acts_answers_the_first_receipt(ledger, helpers, opening):
    (submission,) = opening(1)
    first = ledger.parts.write_path.record(submission)
    helpers.charge(ledger, first.stream, uuid4(), "Nguyễn Văn Ất")
    assert ledger.parts.write_path.record(submission) == first
    ledger.parts.write_path.streams.forget(first.stream)
    assert ledger.parts.write_path.record(submission) == first


def test_acts_judged_while_the_organisation_moves_are_judged_again(ledger, helpers, opening):
    submissions = opening(40)
    with ThreadPoolExecutor(8) as pool:
        recorded = [pool.submit(ledger.parts.write_path.record, submission) for submission in submissions]
        helpers.enrol(ledger, "Người mới", "HN-KV1", "KSV")
        assert len({future.result().position for future in recorded}) == 40


def test_authority_given_through_another_process_is_seen(ledger, helpers, deployment):
    """A second service on the same database records an appointment; the first learns of it when it would refuse."""
    with running(Deployment(**deployment)) as other:
        elsewhere = helpers.Ledger(None, None, other, ledger.pki, ledger.database, dict(ledger.officers))
        newcomer = helpers.enrol(elsewhere, "Người mới", "HN-KV1", "KSV")
    asked = helpers.command(newcomer, "criminal_case", "case.opened.v1", DAY, {"issuer": ISSUER})
    submission = elsewhere_signed(ledger, newcomer, asked)
    assert ledger.parts.write_path.record(submission).version == 1


def elsewhere_signed(ledger, officer, asked):
    """Signed from the bytes that another case opening has, so that this process proposes nothing in between."""
    model = ledger.signed(ledger.officers["prosecutor"], {**asked, "actor": ledger.officers["prosecutor"].actor})
    members = {"actor": officer.actor, "command_id": str(uuid4()), "stream": str(uuid4())}
    act = canonical.encode({**canonical.decode(model.act), **members})
    return Submission(act, officer.sign(act))


def test_erasing_a_person_destroys_the_key_by_a_signed_act(ledger, helpers):
    opened, person, chief = helpers.open_case(ledger), uuid4(), ledger.officers["chief"]
    helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")
    headers = ledger.headers(ledger.officers["prosecutor"])
    history = f"/cases/{opened.stream}/history"
    assert "Nguyễn Văn Ất" in ledger.client.get(history, headers=headers).text
    data = {"person": str(person), "ground": "Theo yêu cầu của chủ thể dữ liệu."}
    ledger.act(chief, "criminal_case", "person.erased.v1", "2026-03-01T08:00:00+07:00", data, opened.stream)
    answer = ledger.client.get(history, headers=headers)
    assert "Nguyễn Văn Ất" not in answer.text
    assert len(answer.json()["acts"][1]["erased"]) == 2
    with pytest.raises(Erased):
        helpers.charge(ledger, helpers.open_case(ledger).stream, person, "Nguyễn Văn Ất")


def test_bulk_import_is_whole_by_chunk_and_can_be_sent_again(ledger, opening):
    submissions = opening(25)
    before = ledger.rows()[0]
    with ThreadPoolExecutor(2) as workers:
        receipts = record_many(ledger.parts.write_path, submissions, workers, chunk=10)
        assert [receipt.position for receipt in receipts] == list(range(before + 1, before + 26))
        assert record_many(ledger.parts.write_path, submissions, workers, chunk=10) == receipts
        assert ledger.rows()[0] == before + 25
        damaged = Submission(submissions[0].act, submissions[1].signature)
        fresh = opening(15)
        with pytest.raises(Exception, match="mismatch"):
            record_many(ledger.parts.write_path, [*fresh, damaged], workers, chunk=10)
    assert ledger.rows()[0] == before + 35


def test_bulk_import_folds_states_along(ledger, helpers, officer):
    """An act of a chunk may rest on the one before it, and one that the law refuses fails its chunk."""
    asked = helpers.command(officer, "criminal_case", "case.opened.v1", DAY, {"issuer": ISSUER})
    first = ledger.signed(officer, asked)
    stream = canonical.decode(first.act)["stream"]
    second = following(officer, first, "case.taken_for_supervision.v1", {})
    third = following(officer, second, "case.taken_for_supervision.v1", {})
    with ThreadPoolExecutor(2) as workers:
        with pytest.raises(Refused):
            record_many(ledger.parts.write_path, [first, second, third], workers)
        assert ledger.parts.write_path.streams.known(helpers.UUID(stream)) is None
        receipts = record_many(ledger.parts.write_path, [first, second], workers)
    assert [receipt.version for receipt in receipts] == [1, 2]
    assert ledger.parts.write_path.streams.known(helpers.UUID(stream)).version == 2


def following(officer, before, type_, data):
    """The act after `before` in its stream, made without asking anybody."""

    previous = canonical.decode(before.act)
    members = {
        "version": previous["version"] + 1,
        "previous": hashlib.sha256(before.act).hexdigest(),
        "command_id": str(uuid4()),
        "type": type_,
        "law": list(CATALOGUE[type_].law),
        "data": data,
    }
    act = canonical.encode({**previous, **members})
    return Submission(act, officer.sign(act))


def test_concurrent_writers_over_http(ledger, helpers, officer, opening):
    headers = ledger.headers(officer)
    envelopes = [helpers.envelope(submission) for submission in opening(40)]
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda body: ledger.client.post("/acts", json=body, headers=headers), envelopes))
    assert {answer.status_code for answer in answers} == {201}
    assert len({base64.b64decode(answer.json()["payload"]) for answer in answers}) == 40
