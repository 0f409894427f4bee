"""Acts whose streams a service does not have at hand: after a restart, beside another service, or beyond the ledger."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.bulk import record_many
from api.values import Submission
from ledger import format as act_format
from ledger.errors import CommandReused, Conflict
from signing import canonical
from signing.errors import BadSignature

DAY = "2026-02-03T08:00:00+07:00"
ISSUER = {"agency": "Cơ quan CSĐT Công an TP Hà Nội"}


@pytest.fixture(autouse=True)
def whole(ledger, deployment, helpers):
    """Every test here ends with the verification of the whole ledger."""
    yield
    helpers.check_whole(ledger, deployment)


@pytest.fixture
def officer(ledger):
    return ledger.officers["prosecutor"]


@pytest.fixture
def opening(helpers, officer):
    return helpers.command(officer, "criminal_case", "case.opened.v1", DAY, {"issuer": ISSUER})


@pytest.fixture
def noting(helpers, officer):
    """Asks for a note of any number."""

    def ask(number):
        data = {"statement": f"Việc thứ {number}."}
        return helpers.command(officer, "criminal_case", "fact.noted.v1", DAY, data)

    return ask


@pytest.fixture
def case(ledger, helpers, officer, opening, noting):
    """A case of any length, signed and not recorded."""

    def make(length):
        made = [helpers.unrecorded(ledger, officer, [], opening)]
        for number in range(1, length):
            made.append(helpers.unrecorded(ledger, officer, made, noting(number)))
        return made

    return make


def recorded(service, submissions):
    return [service.parts.write_path.record(submission) for submission in submissions]


def test_a_stream_that_another_service_began(ledger, other, case):
    made = case(4)
    recorded(ledger, made[:3])
    stream = act_format.decode(made[0].act)[0].stream
    assert other.parts.write_path.streams.known(stream) is None
    assert other.parts.write_path.record(made[3]).version == 4
    assert other.parts.write_path.streams.known(stream).version == 4


def test_services_take_turns_on_one_stream(ledger, other, case):
    """What a service has at hand is always older than what it is to continue."""
    made = case(8)
    receipts = [service.parts.write_path.record(one) for one, service in zip(made, (ledger, other) * 4, strict=True)]
    assert [receipt.version for receipt in receipts] == list(range(1, 9))


def test_a_stream_that_was_forgotten(ledger, case):
    made = case(3)
    first = recorded(ledger, made[:2])
    ledger.parts.write_path.streams.forget(first[0].stream)
    assert ledger.parts.write_path.record(made[2]).version == 3


def test_many_callers_with_streams_that_are_not_at_hand(ledger, other, case):
    cases = [case(2) for _ in range(16)]
    for first, _ in cases:
        ledger.parts.write_path.record(first)
    with ThreadPoolExecutor(16) as pool:
        receipts = list(pool.map(other.parts.write_path.record, [second for _, second in cases]))
    assert [receipt.stream for receipt in receipts] == [act_format.decode(first.act)[0].stream for first, _ in cases]


def test_a_stale_act_with_a_known_command_id_after_a_restart(ledger, other, case):
    made = case(5)
    receipts = recorded(ledger, made)
    assert recorded(other, reversed(made)) == receipts[::-1]
    assert recorded(other, made) == receipts
    for service in (ledger, other):
        service.parts.write_path.streams.forget(receipts[0].stream)
        assert service.parts.write_path.record(made[2]) == receipts[2]


def test_a_command_id_that_another_act_carries_after_a_restart(ledger, other, helpers, officer, opening, noting, case):
    made = case(3)
    receipts = recorded(ledger, made)
    known = {"command_id": receipts[1].command_id}
    for before, asked in ([], opening), (made[:1], noting(8)), (made, noting(9)):
        stranger = helpers.unrecorded(ledger, officer, before, asked, **known)
        for service in (ledger, other):
            with pytest.raises(CommandReused) as reused:
                service.parts.write_path.record(stranger)
            assert reused.value.position == receipts[1].position


@pytest.mark.parametrize("version", [4, 5, 1000, 2**31 - 1])
def test_a_version_far_beyond_the_ledger(ledger, other, helpers, officer, noting, case, version):
    """A conflict that names the newest act as it is, through each way in."""
    made = case(2)
    receipts = recorded(ledger, made)
    beyond = helpers.unrecorded(ledger, officer, made, noting(9), version=version, previous=bytes(32))
    before = ledger.rows()
    for service in (ledger, other):
        for record in (lambda one, path=service.parts.write_path: path.record(one), bulk_of(service)):
            with pytest.raises(Conflict) as conflict:
                record(beyond)
            assert (conflict.value.version, conflict.value.head_version) == (version, 2)
            assert conflict.value.head_hash == receipts[1].act_hash
    answer = ledger.client.post("/acts", json=helpers.envelope(beyond), headers=ledger.headers(officer))
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert answer.json()["newest"] == {"version": 2, "hash": receipts[1].act_hash.hex()}
    assert ledger.rows() == before


def bulk_of(service):
    """Records one act as an import of one."""

    def record(submission):
        with ThreadPoolExecutor(1) as workers:
            return record_many(service.parts.write_path, [submission], workers)

    return record


def test_a_version_of_a_stream_that_does_not_exist(ledger, helpers, officer, noting, case):
    beyond = helpers.unrecorded(ledger, officer, case(2), noting(9))
    for record in (ledger.parts.write_path.record, bulk_of(ledger)):
        with pytest.raises(Conflict) as conflict:
            record(beyond)
        assert (conflict.value.version, conflict.value.head_version, conflict.value.head_hash) == (3, 0, None)


def test_a_version_of_the_organisation_far_beyond_the_ledger(ledger, helpers):
    head, current = ledger.officers["head"], ledger.parts.write_path.organisation.current
    unit = {"code": "HN-KV9", "name": "Khu vực 9", "level": "regional", "parent": "TC", "valid_from": "2015-07-01"}
    asked = helpers.command(head, "organisation", "unit.founded.v1", "2026-02-03T08:00:00+07:00", unit)
    body = canonical.decode(ledger.signed(head, asked).act)
    act = canonical.encode({**body, "version": current.version + 7, "previous": "00" * 32})
    for record in (ledger.parts.write_path.record, bulk_of(ledger)):
        with pytest.raises(Conflict) as conflict:
            record(Submission(act, head.sign(act)))
        assert (conflict.value.head_version, conflict.value.head_hash) == (current.version, current.act_hash)


def test_an_organisation_that_another_service_changed(ledger, other, helpers):
    """The act continues an organisation that this service has not heard of yet."""
    helpers.enrol(other, "Người mới", "HN-KV1", "KSV")
    newcomer = helpers.enrol(other, "Người mới nữa", "HN-KV1", "KSV")
    head, key = ledger.officers["head"], helpers.uuid4()
    asked = helpers.command(
        head, "organisation", "officer.enrolled.v1", "2026-02-03T08:00:00+07:00",
        {"officer": str(key), "name": "Người thứ ba", "unit": newcomer.unit},
    )  # fmt: skip
    assert ledger.parts.write_path.record(other.signed(head, asked)).version > 6


def test_an_act_that_is_refused_by_its_form_does_not_hold_up_the_next(ledger, case):
    made = case(2)
    damaged = Submission(made[0].act, made[1].signature)
    with pytest.raises(BadSignature):
        ledger.parts.write_path.record(damaged)
    assert [receipt.version for receipt in recorded(ledger, made)] == [1, 2]


def test_bulk_import_goes_on_with_streams_that_are_not_at_hand(ledger, other, case):
    """Begun by another service, some of them forgotten by the one that goes on; twice gives the first receipts."""
    cases = [case(5) for _ in range(4)]
    begun = [one for made in cases for one in made[:2]]
    rest = [made[version] for version in (2, 3, 4) for made in cases]
    with ThreadPoolExecutor(2) as workers:
        first = record_many(ledger.parts.write_path, begun, workers)
        receipts = record_many(other.parts.write_path, rest[:6], workers, chunk=3)
        ledger.parts.write_path.streams.forget(first[0].stream)
        receipts += record_many(ledger.parts.write_path, rest[6:], workers, chunk=4)
        assert [receipt.version for receipt in receipts] == [3] * 4 + [4] * 4 + [5] * 4
        before = ledger.rows()
        for service in (ledger, other):
            assert record_many(service.parts.write_path, begun, workers) == first
            assert record_many(service.parts.write_path, rest, workers, chunk=3) == receipts
    assert ledger.rows() == before


def test_bulk_import_of_acts_of_which_only_some_are_recorded(ledger, other, case):
    """A chunk is recorded whole or not at all; nothing is left to say for the part that is there already."""
    made = case(4)
    recorded(ledger, made[:2])
    before = ledger.rows()
    with ThreadPoolExecutor(1) as workers:
        for service in (ledger, other):
            with pytest.raises(Conflict):
                record_many(service.parts.write_path, made, workers)
        assert ledger.rows() == before
        assert [receipt.version for receipt in record_many(other.parts.write_path, made[2:], workers)] == [3, 4]


def test_a_stream_forgotten_all_the_while_is_recorded_all_the_same(ledger, case):
    """Another caller's conflict makes the service forget a stream at any moment."""
    made = case(24)
    path, done = ledger.parts.write_path, threading.Event()

    def forget():
        while not done.wait(0.001):
            path.streams.forget(stream)

    stream = act_format.decode(made[0].act)[0].stream
    with ThreadPoolExecutor(2) as workers:
        forgetting = workers.submit(forget)
        try:
            receipts = recorded(ledger, made[:12])
            with ThreadPoolExecutor(1) as importing:
                receipts += record_many(path, made[12:], importing, chunk=3)
        finally:
            done.set()
        forgetting.result()
    assert [receipt.version for receipt in receipts] == list(range(1, 25))
