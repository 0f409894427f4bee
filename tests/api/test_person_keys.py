"""Personal values through the write path: a key comes with its first act, serves all services, and goes for good."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest

from api.bulk import record_many
from ledger.errors import Conflict
from ledger.vault import Erased

KEYS = "SELECT person, wrapped IS NULL FROM vault.person_key"


@pytest.fixture(autouse=True)
def whole(ledger, deployment, helpers):
    """Every test here ends with the verification of the whole ledger."""
    yield
    helpers.check_whole(ledger, deployment)


def names_at(service, *receipts):
    """The names that a service can open at the positions of receipts, in the order of the receipts."""
    positions = [receipt.position for receipt in receipts]
    with service.parts.service_pool.connection() as connection:
        opened = service.parts.vault.open(connection, positions)
    return [
        next((item.value for item in opened.get(position, ()) if item.path.endswith("/name")), None)
        for position in positions
    ]


def keys(ledger):
    """Who has a key, and whether it is erased."""
    with psycopg.connect(ledger.database.conninfo()) as connection:
        return dict(connection.execute(KEYS).fetchall())


def test_two_services_meet_the_same_person(ledger, other, helpers):
    person = uuid4()
    cases = [helpers.open_case(ledger).stream for _ in range(2)]
    first = helpers.charge(ledger, cases[0], person, "Nguyễn Văn Ất")
    second = helpers.charge(other, cases[1], person, "Nguyễn Văn Giáp")
    for service in (ledger, other):
        assert names_at(service, first, second) == ["Nguyễn Văn Ất", "Nguyễn Văn Giáp"]
    assert keys(ledger) == {person: False}


def test_services_meet_the_same_persons_at_the_same_moment(ledger, other, helpers):
    persons = [uuid4() for _ in range(6)]
    meetings = []
    for number, person in enumerate(persons):
        for service in (ledger, other):
            case = helpers.open_case(ledger).stream
            meetings.append((service, helpers.signed_charge(ledger, case, person, f"Người thứ {number}")))
    together = threading.Barrier(len(meetings))

    def record(meeting):
        service, submission = meeting
        together.wait()
        return service.parts.write_path.record(submission)

    with ThreadPoolExecutor(len(meetings)) as pool:
        receipts = list(pool.map(record, meetings))
    for service in (ledger, other):
        assert names_at(service, *receipts) == [f"Người thứ {number // 2}" for number in range(len(meetings))]
    assert keys(ledger) == dict.fromkeys(persons, False)


def test_many_writers_of_one_service_meet_one_person(ledger, helpers):
    person = uuid4()
    cases = [helpers.open_case(ledger).stream for _ in range(12)]
    submissions = [helpers.signed_charge(ledger, case, person, "Nguyễn Văn Ất") for case in cases]
    with ThreadPoolExecutor(12) as pool:
        receipts = list(pool.map(ledger.parts.write_path.record, submissions))
    assert names_at(ledger, *receipts) == ["Nguyễn Văn Ất"] * 12
    assert keys(ledger) == {person: False}


def test_an_act_that_loses_its_race_leaves_no_key(ledger, other, helpers):
    """The other service judges by what it has at hand, seals, and learns of the conflict when it appends."""
    case = helpers.open_case(ledger).stream
    late = helpers.signed_charge(other, case, uuid4(), "Nguyễn Văn Giáp")
    person = uuid4()
    helpers.charge(ledger, case, person, "Nguyễn Văn Ất")
    before = ledger.rows()
    with pytest.raises(Conflict) as conflict:
        other.parts.write_path.record(late)
    assert conflict.value.head_version == 2
    assert ledger.rows() == before
    assert keys(ledger) == {person: False}


def test_the_person_of_a_lost_race_is_recorded_later(ledger, other, helpers):
    """The key made for an act that was refused is used for the next act of that person, and others learn it."""
    case, person = helpers.open_case(ledger).stream, uuid4()
    late = helpers.signed_charge(other, case, person, "Nguyễn Văn Giáp")
    helpers.charge(ledger, case, uuid4(), "Nguyễn Văn Ất")
    with pytest.raises(Conflict):
        other.parts.write_path.record(late)
    receipts = [
        helpers.charge(service, helpers.open_case(ledger).stream, person, "Nguyễn Văn Giáp")
        for service in (other, ledger)
    ]
    assert names_at(ledger, *receipts) == ["Nguyễn Văn Giáp"] * 2


def test_a_person_erased_through_another_service(ledger, other, helpers):
    """This service still remembers the key, and cannot seal another value with it."""
    opened, person = helpers.open_case(ledger), uuid4()
    charged = helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")
    elsewhere = helpers.open_case(ledger).stream
    waiting = [helpers.signed_charge(ledger, elsewhere, person, "Nguyễn Văn Ất") for _ in range(2)]
    helpers.erase(other, opened.stream, person)
    before = ledger.rows()
    for service, submission in zip((ledger, other), waiting, strict=True):
        for _ in range(2):
            with pytest.raises(Erased) as gone:
                service.parts.write_path.record(submission)
            assert gone.value.person == person
    assert ledger.rows() == before
    assert keys(ledger) == {person: True}
    assert names_at(ledger, charged) == [None]


def test_the_key_of_a_person_erased_elsewhere_is_dropped(ledger, other, helpers):
    opened, person = helpers.open_case(ledger), uuid4()
    helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")

    def remembered():
        return ledger.parts.vault.seal((), {"": person})[1]

    key = remembered()
    helpers.erase(other, opened.stream, person)
    until = time.monotonic() + 20
    while remembered() == key:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_who_erases_forgets_at_once(ledger, helpers):
    opened, person = helpers.open_case(ledger), uuid4()
    helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")
    key = ledger.parts.vault.seal((), {"": person})[1]
    helpers.erase(ledger, opened.stream, person)
    assert ledger.parts.vault.seal((), {"": person})[1] != key


@pytest.fixture
def importing(ledger, helpers):
    """Makes whole cases for an import: a case opened and a person charged in it, signed and not recorded."""

    def make(*persons):
        officer, made = ledger.officers["prosecutor"], []
        for person in persons:
            issuer = {"agency": "Cơ quan CSĐT Công an TP Hà Nội"}
            asked = helpers.command(
                officer, "criminal_case", "case.opened.v1", "2026-02-03T08:00:00+07:00", {"issuer": issuer}
            )
            opening = helpers.unrecorded(ledger, officer, [], asked)
            charge = helpers.charge_command(officer, person, "Nguyễn Văn Ất")
            made += [opening, helpers.unrecorded(ledger, officer, [opening], charge)]
        return made

    return make


def test_bulk_import_over_persons_of_whom_some_have_keys(ledger, other, helpers, importing):
    known, new, twice = uuid4(), uuid4(), uuid4()
    helpers.charge(ledger, helpers.open_case(ledger).stream, known, "Nguyễn Văn Ất")
    submissions = importing(known, twice, new, twice, known)
    with ThreadPoolExecutor(2) as workers:
        receipts = record_many(other.parts.write_path, submissions, workers)
        assert names_at(ledger, *receipts[1::2]) == ["Nguyễn Văn Ất"] * 5
        assert keys(ledger) == dict.fromkeys((known, new, twice), False)
        before = ledger.rows()
        for service in (ledger, other):
            assert record_many(service.parts.write_path, submissions, workers) == receipts
    assert ledger.rows() == before


def test_two_bulk_imports_meet_the_same_new_persons(ledger, other, importing):
    persons = [uuid4() for _ in range(8)]
    imports = [(ledger, importing(*persons)), (other, importing(*reversed(persons)))]

    def run(one):
        service, submissions = one
        with ThreadPoolExecutor(1) as workers:
            return record_many(service.parts.write_path, submissions, workers, chunk=4)

    with ThreadPoolExecutor(2) as pool:
        for receipts in pool.map(run, imports):
            assert names_at(ledger, *receipts[1::2]) == ["Nguyễn Văn Ất"] * 8
    assert keys(ledger) == dict.fromkeys(persons, False)


def test_bulk_import_over_an_erased_person_fails_its_chunk(ledger, other, helpers, importing):
    opened, erased, new = helpers.open_case(ledger), uuid4(), uuid4()
    helpers.charge(ledger, opened.stream, erased, "Nguyễn Văn Ất")
    helpers.erase(ledger, opened.stream, erased)
    before = ledger.rows()
    with ThreadPoolExecutor(2) as workers:
        for service in (ledger, other):
            with pytest.raises(Erased) as gone:
                record_many(service.parts.write_path, importing(new, erased), workers)
            assert gone.value.person == erased
    assert ledger.rows() == before
    assert keys(ledger) == {erased: True}


def test_a_chunk_that_erases_a_person_and_names_the_person_again(ledger, helpers, importing):
    opened, person = helpers.open_case(ledger), uuid4()
    helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")
    erasure, naming = helpers.signed_erasure(ledger, opened.stream, person), importing(person)
    before = ledger.rows()
    with ThreadPoolExecutor(2) as workers:
        with pytest.raises(Erased) as gone:
            record_many(ledger.parts.write_path, [erasure, *naming], workers)
        assert gone.value.person == person
        assert ledger.rows() == before
        record_many(ledger.parts.write_path, [*naming, erasure], workers)
    assert keys(ledger) == {person: True}
