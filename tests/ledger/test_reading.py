"""Reading: by case, by position, by command, in bulk, and as of a position or a recorded moment."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from ledger_kit.desk import Connection, Desk
from ledger_kit.writing import Writer

from ledger import certificates, reading
from ledger.batch import SignedAct
from ledger.errors import NotRecorded
from ops.development_pki import DevelopmentPki, OfficerKey

START = datetime(2026, 11, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Filled:
    """Five streams, four acts each in turn, one commit for each round; the organisation's are at 1, 6, 11 and 16."""

    def __init__(self, desk: Desk, writer: Writer) -> None:
        self.desk = desk
        self.streams = [UUID(int=number) for number in range(1, 6)]
        moments = iter(START + SECOND * number for number in range(4))
        sequencer = desk.sequencer(clock=lambda: next(moments))
        self.acts: list[SignedAct] = []
        for _ in range(4):
            round_ = [self._next(writer, stream) for stream in self.streams]
            sequencer.append(round_)
            self.acts += round_

    def _next(self, writer: Writer, stream: UUID) -> SignedAct:
        return writer.next(stream, kind="organisation" if stream == self.streams[0] else "criminal_case")


@pytest.fixture(scope="module")
def filled(shared_desk: Desk, officer: OfficerKey) -> Filled:
    assert isinstance(officer.key, ec.EllipticCurvePrivateKey)
    return Filled(shared_desk, Writer(officer.key, officer.der))


@pytest.fixture
def reader(filled: Filled) -> Connection:
    return filled.desk.connect("socai_reader")


def _versions(rows: list[reading.Stored]) -> list[int]:
    return [row.version for row in rows]


def test_the_acts_of_a_stream(filled: Filled, reader: Connection) -> None:
    stream = filled.streams[2]
    rows = reading.by_stream(reader, stream)
    assert [row.position for row in rows] == [3, 8, 13, 18]
    assert [row.act for row in rows] == [act.act for act in filled.acts if act.envelope.stream == stream]
    assert {row.stream for row in rows} == {stream}
    assert reading.by_stream(reader, uuid4()) == []


@pytest.mark.parametrize(
    ("limits", "versions"),
    [
        ({"upto_version": 2}, [1, 2]),
        ({"upto_version": 0}, []),
        ({"after_version": 2}, [3, 4]),
        ({"after_version": 1, "upto_version": 3}, [2, 3]),
        ({"upto_position": 12}, [1, 2]),
        ({"upto_position": 13}, [1, 2, 3]),
        ({"upto_position": 2}, []),
        ({"upto_position": 13, "upto_version": 2}, [1, 2]),
    ],
)
def test_a_stream_as_of(filled: Filled, reader: Connection, limits: dict[str, int], versions: list[int]) -> None:
    assert _versions(reading.by_stream(reader, filled.streams[2], **limits)) == versions


def test_by_position(filled: Filled, reader: Connection) -> None:
    rows = reading.by_position(reader, 4, 9)
    assert [(row.position, row.act_hash) for row in rows] == [(n, filled.acts[n - 1].act_hash) for n in range(4, 10)]
    assert [row.position for row in reading.by_position(reader, 19, 99)] == [19, 20]
    assert reading.by_position(reader, 9, 4) == []
    assert reading.at(reader, 20).position == 20
    for missing in (0, 21):
        with pytest.raises(NotRecorded):
            reading.at(reader, missing)


@pytest.mark.parametrize("batch", [1, 3, 20, 1000])
def test_in_bulk(filled: Filled, reader: Connection, batch: int) -> None:
    assert [row.position for row in reading.bulk(reader, 2, 19, batch)] == list(range(2, 20))
    assert list(reading.bulk(reader, 1, 20, batch)) == reading.by_position(reader, 1, 20)


def test_a_bulk_reading_that_is_given_up_leaves_the_connection_usable(reader: Connection, filled: Filled) -> None:
    rows = reading.bulk(reader, 1, 20, 2)
    assert next(rows).position == 1
    rows.close()  # type: ignore[attr-defined]
    assert reading.size(reader) == 20


def test_by_command(filled: Filled, reader: Connection) -> None:
    stored = reading.by_command(reader, filled.acts[6].envelope.command_id)
    assert stored is not None
    assert stored.position == 7
    assert reading.by_command(reader, uuid4()) is None


def test_the_head_and_the_recorded_clock(filled: Filled, reader: Connection) -> None:
    head = reading.head(reader)
    assert head is not None
    assert (head.size, head.recorded_at, head.organisation) == (20, START + SECOND * 3, 16)
    for moment, position in (
        (START - SECOND, 0),
        (START, 5),
        (START + SECOND / 2, 5),
        (START + SECOND * 2, 15),
        (START + SECOND * 3, 20),
        (START + SECOND * 99, 20),
    ):
        assert reading.position_at(reader, moment) == position


def test_moments_are_read_in_utc(filled: Filled, reader: Connection) -> None:
    stored = reading.at(reader, 1)
    assert stored.recorded_at.utcoffset() == stored.occurred_at.utcoffset() == timedelta(0)
    assert stored.occurred_at == filled.acts[0].occurred_at


def test_the_organisation(filled: Filled, reader: Connection) -> None:
    assert [row.position for row in reading.organisation(reader, 0, 20)] == [1, 6, 11, 16]
    assert [row.position for row in reading.organisation(reader, 1, 11)] == [6, 11]
    assert reading.organisation(reader, 16, 20) == []


def test_a_ledger_without_acts(desk: Desk) -> None:
    reader = desk.connect("socai_reader")
    assert reading.head(reader) is None
    assert reading.size(reader) == 0
    assert reading.position_at(reader, START) == 0
    assert list(reading.bulk(reader, 1, 9)) == []


def test_certificates_are_kept_as_they_were(desk: Desk, officer: OfficerKey, pki: DevelopmentPki) -> None:
    service = desk.connect("socai_service")
    assert certificates.every(service) == []
    for _ in range(2):
        assert certificates.add(service, officer.der).hex() == officer.sha256
    assert certificates.get(service, bytes.fromhex(officer.sha256)) == officer.der
    assert certificates.every(service) == [officer.der]
    with pytest.raises(NotRecorded):
        certificates.get(service, bytes(32))
    lists = [crl.public_bytes(Encoding.DER) for crl in (pki.root_crl, pki.crl)]
    for der in (*lists, *lists):
        certificates.add_revocation_list(service, der)
    assert set(certificates.revocation_lists(service)) == set(lists)
    with pytest.raises(ValueError):
        certificates.add_revocation_list(service, b"no list")
