"""Checkpoints: signed from the committed head only, never contradicting, never smaller; a replaced ledger is seen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from ledger_kit.desk import Connection, Desk
from ledger_kit.processes import Child
from ledger_kit.whole import Tree
from ledger_kit.writing import ORIGIN, Writer

from ledger import checkpoints, database
from ledger.checkpoints import Checkpoints
from ledger.errors import HeadMismatch
from ledger.reading import Stored
from signing import checkpoint
from signing.checkpoint import Checkpoint
from signing.errors import BadNote
from signing.keys import Ed25519Signer, MlDsaSigner

CUT = """
ALTER TABLE ledger.act DISABLE TRIGGER ALL; ALTER TABLE ledger.head DISABLE TRIGGER ALL;
ALTER TABLE ledger.checkpoint DISABLE TRIGGER ALL;
DELETE FROM ledger.act WHERE position > 2; DELETE FROM ledger.head WHERE size > 2;
"""


@pytest.fixture
def signer() -> Ed25519Signer:
    return Ed25519Signer(ORIGIN, Ed25519PrivateKey.generate())


@pytest.fixture
def signing(signer: Ed25519Signer, tmp_path: Path) -> Checkpoints:
    return Checkpoints(ORIGIN, [signer], [signer.verifier()], tmp_path / "newest.note")


@pytest.fixture
def service(desk: Desk) -> Connection:
    return desk.connect("socai_service")


def _tree(rows: list[Stored]) -> Tree:
    return Tree([row.leaf for row in rows])


def test_the_head_is_signed_and_kept(
    desk: Desk, writer: Writer, signing: Checkpoints, signer: Ed25519Signer, service: Connection
) -> None:
    desk.append(writer.several(3))
    note = signing.sign_head(service)
    assert note is not None
    opened = checkpoint.verify(note, [signer.verifier()], ORIGIN).checkpoint
    assert opened == Checkpoint(ORIGIN, 3, _tree(desk.check()).root(0, 3))
    assert signing.kept.read_bytes() == note == checkpoints.newest(service)
    assert [path.name for path in signing.kept.parent.iterdir()] == [signing.kept.name]
    assert signing.check_head(service) == opened


def test_two_kinds_of_line(
    desk: Desk, writer: Writer, signer: Ed25519Signer, service: Connection, tmp_path: Path
) -> None:
    other = MlDsaSigner(ORIGIN, MLDSA44PrivateKey.generate())
    both = Checkpoints(ORIGIN, [signer, other], [signer.verifier(), other.verifier()], tmp_path / "note")
    desk.append(writer.several(1))
    note = both.sign_head(service)
    assert note is not None
    for verifier in (signer.verifier(), other.verifier()):
        assert checkpoint.verify(note, [verifier], ORIGIN).checkpoint.size == 1


def test_a_ledger_without_acts_has_nothing_to_sign(signing: Checkpoints, service: Connection) -> None:
    assert signing.sign_head(service) is None
    assert signing.check_head(service) is None
    assert not signing.kept.exists()


def test_one_head_is_signed_once(desk: Desk, writer: Writer, signing: Checkpoints, service: Connection) -> None:
    desk.append(writer.several(1))
    first = signing.sign_head(service)
    assert signing.sign_head(service) == first
    desk.append(writer.several(2))
    second = signing.sign_head(service)
    assert second != first
    rows = _tree(desk.check())
    assert checkpoints.every(service) == [(1, rows.root(0, 1), first), (3, rows.root(0, 3), second)]
    assert [checkpoints.covering(service, position) for position in (1, 2, 3, 4)] == [first, second, second, None]


def test_a_kept_note_that_was_not_stored_is_not_contradicted(
    desk: Desk, writer: Writer, signing: Checkpoints, service: Connection
) -> None:
    """As after a crash between keeping and storing, or after a restore to a moment just before it."""
    desk.append(writer.several(1))
    signing.sign_head(service)
    desk.append(writer.several(1))
    note = signing.sign_head(service)
    owner = desk.connect()
    owner.execute("ALTER TABLE ledger.checkpoint DISABLE TRIGGER ALL; DELETE FROM ledger.checkpoint WHERE size = 2")
    assert signing.sign_head(service) == note
    assert checkpoints.newest(service) == note


def test_a_lost_file_is_kept_again(desk: Desk, writer: Writer, signing: Checkpoints, service: Connection) -> None:
    desk.append(writer.several(1))
    note = signing.sign_head(service)
    signing.kept.unlink()
    assert signing.sign_head(service) == note
    assert signing.kept.read_bytes() == note


@pytest.fixture
def copied(desk: Desk) -> Iterator[Callable[[], Desk]]:
    """Makes a copy of the database as it stands: the older copy that somebody might put in its place."""
    names = []

    def copy() -> Desk:
        current = database.connect(desk.conninfo("owner"))
        name = f"copy_{uuid4().hex}"
        original = current.info.dbname
        current.close()
        desk.close()
        with database.connect(desk.conninfo("owner").replace(f"dbname={original}", "dbname=postgres")) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {original}")
        names.append(name)
        return Desk(lambda role: desk.conninfo(role).replace(f"dbname={original}", f"dbname={name}"), desk.key)

    yield copy
    original = database.connect(desk.conninfo("owner"))
    for name in names:
        original.execute(f"DROP DATABASE {name} WITH (FORCE)")
    original.close()


def _mismatch(signing: Checkpoints, desk: Desk) -> HeadMismatch:
    for use in (signing.check_head, signing.sign_head):
        with pytest.raises(HeadMismatch) as mismatch:
            use(desk.connect("socai_service"))
    return mismatch.value


def test_an_older_copy_of_the_database(
    desk: Desk, writer: Writer, signing: Checkpoints, copied: Callable[[], Desk]
) -> None:
    desk.append(writer.several(2))
    signing.sign_head(desk.connect("socai_service"))
    older = copied()
    desk.append(writer.several(1))
    signing.sign_head(desk.connect("socai_service"))
    mismatch = _mismatch(signing, older)
    assert (mismatch.attested_size, mismatch.size) == (3, 2)
    older.append(writer.several(3))  # it cannot be carried on with, however many acts come
    mismatch = _mismatch(signing, older)
    assert (mismatch.attested_size, mismatch.size) == (3, 5)
    older.close()
    assert signing.check_head(desk.connect("socai_service")) is not None


@pytest.mark.parametrize("also", ["", "DELETE FROM ledger.checkpoint", "DELETE FROM ledger.checkpoint WHERE size > 2"])
def test_a_tail_that_was_cut(desk: Desk, writer: Writer, signing: Checkpoints, also: str) -> None:
    for _ in range(3):
        desk.append(writer.several(1))
        signing.sign_head(desk.connect("socai_service"))
    desk.connect().execute(CUT + also)
    mismatch = _mismatch(signing, desk)
    assert (mismatch.attested_size, mismatch.size) == (3, 2)


def test_a_tail_that_was_cut_and_the_file_is_lost(desk: Desk, writer: Writer, signing: Checkpoints) -> None:
    desk.append(writer.several(2))
    desk.append(writer.several(1))
    signing.sign_head(desk.connect("socai_service"))
    signing.kept.unlink()
    desk.connect().execute(CUT)
    assert _mismatch(signing, desk).attested_size == 3


def test_a_kept_file_of_another_ledger(
    desk: Desk, writer: Writer, signing: Checkpoints, signer: Ed25519Signer, service: Connection
) -> None:
    desk.append(writer.several(1))
    stranger = replace(signer, key=Ed25519PrivateKey.generate())
    for foreign in (
        checkpoint.sign(Checkpoint("another.example", 1, bytes(32)), [signer]),
        checkpoint.sign(Checkpoint(ORIGIN, 1, bytes(32)), [stranger]),
        b"",
        b"no note",
    ):
        signing.kept.write_bytes(foreign)
        for use in (signing.check_head, signing.sign_head):
            with pytest.raises(BadNote):
                use(service)
    assert checkpoints.every(service) == []


def test_another_tree_of_the_same_size(
    desk: Desk, writer: Writer, signing: Checkpoints, signer: Ed25519Signer, service: Connection
) -> None:
    desk.append(writer.several(2))
    signing.kept.write_bytes(checkpoint.sign(Checkpoint(ORIGIN, 2, bytes(32)), [signer]))
    assert _mismatch(signing, desk).attested_size == 2


def test_two_processes_sign_at_once(
    desk: Desk, writer: Writer, signing: Checkpoints, signer: Ed25519Signer, service: Connection
) -> None:
    desk.append(writer.several(1))
    task = {"signer": signer.key.private_bytes_raw().hex(), "kept": str(signing.kept), "rounds": 40}
    children = [Child("sign", desk.conninfo("socai_service"), **task) for _ in range(2)]
    first = [child.hear() for child in children]
    sequencer = desk.sequencer()
    for _ in range(60):
        sequencer.append(writer.several(1))
    notes = [[begun, *child.rest()] for begun, child in zip(first, children, strict=True)]
    stored = {size: note.decode() for size, _, note in checkpoints.every(service)}
    for said in notes:
        sizes = [size for size, _ in said]
        assert sizes == sorted(sizes)
        assert all(stored[size] == note for size, note in said)
    last = max(size for said in notes for size, _ in said)
    assert signing.kept.read_text() == stored[last]
    tree = _tree(desk.check())
    assert all(root == tree.root(0, size) for size, root, _ in checkpoints.every(service))
