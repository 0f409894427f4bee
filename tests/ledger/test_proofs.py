"""The tree in the database at the sizes where tiles fill up, and proofs across them against the full list of leaves."""

import random
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_kit.desk import Desk
from ledger_kit.whole import Tree
from ledger_kit.writing import Writer

from ledger import proofs, tree
from ledger.errors import NotRecorded
from ops.development_pki import OfficerKey
from signing import merkle

SMALL, LARGE = 257, 65_537
EDGES = (1, 2, 255, 256, 257, 511, 512, 513, 32_768, 65_279, 65_280, 65_535, 65_536, 65_537)
SIZES = st.one_of(st.sampled_from(EDGES), st.integers(1, LARGE))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def large(shared_desk: Desk, officer: OfficerKey) -> tuple[Desk, Tree]:
    """A ledger of 65,537 acts and its leaves."""
    assert isinstance(officer.key, ec.EllipticCurvePrivateKey)
    writer = Writer(officer.key, officer.der)
    append, leaves = shared_desk.append, []
    for size in (255, 1, 1, *[2000] * 32, 1278, 1, 1):
        leaves += [answer.leaf for answer in append(writer.several(size))]
    return shared_desk, Tree(leaves)


def _node(leaves: Tree) -> Callable[[int, int], bytes]:
    return lambda level, index: leaves.root(index << level, (index + 1) << level)


def test_every_size_around_the_first_tile(desk: Desk, writer: Writer) -> None:
    desk.append(writer.several(254))
    for size in (255, 256, 257):
        desk.append(writer.several(1))
        assert len(desk.check()) == size
        full = desk.connect().execute("SELECT count(*) FROM ledger.tile").fetchone()
        assert full == (size // 256,)


def test_one_batch_fills_several_tiles(desk: Desk, writer: Writer) -> None:
    desk.append(writer.several(3))
    desk.append(writer.several(1200))
    assert desk.connect().execute("SELECT count(*) FROM ledger.tile").fetchone() == (4,)


def test_the_large_tree(large: tuple[Desk, Tree]) -> None:
    desk, leaves = large
    connection = desk.connect()
    assert len(leaves.leaves) == LARGE
    assert connection.execute("SELECT level, count(*) FROM ledger.tile GROUP BY 1 ORDER BY 1").fetchall() == [
        (0, 256),
        (1, 1),
    ]
    for size in EDGES:
        assert proofs.root(connection, size) == leaves.root(0, size)
    assert proofs.root(connection, 0) == merkle.EMPTY_ROOT


@given(size=SIZES, data=st.data())
@FEW
def test_inclusion(large: tuple[Desk, Tree], size: int, data: st.DataObject) -> None:
    desk, leaves = large
    edges = [edge for edge in EDGES if edge <= size]
    position = data.draw(st.one_of(st.sampled_from(edges), st.integers(1, size)))
    proof = _with_connection(desk, lambda c: proofs.inclusion(c, position, size))
    assert proof.path == merkle.inclusion_path(position - 1, size, _node(leaves))
    assert (proof.leaf, proof.root) == (leaves.leaves[position - 1], leaves.root(0, size))
    merkle.check_inclusion(proof.leaf, position - 1, size, proof.path, proof.root)


@given(sizes=st.tuples(SIZES, SIZES))
@FEW
def test_consistency(large: tuple[Desk, Tree], sizes: tuple[int, int]) -> None:
    desk, leaves = large
    old, new = sorted(sizes)
    proof = _with_connection(desk, lambda c: proofs.consistency(c, old, new))
    assert proof.path == merkle.consistency_path(old, new, _node(leaves))
    assert (proof.old_root, proof.new_root) == (leaves.root(0, old), leaves.root(0, new))
    merkle.check_consistency(old, new, proof.old_root, proof.new_root, proof.path)


def _with_connection(desk: Desk, read: Callable[..., object]) -> object:
    with desk.service() as connection:
        return read(connection)


def test_tiles_and_entries(large: tuple[Desk, Tree]) -> None:
    desk, leaves = large
    connection = desk.connect()
    assert tree.tile(connection, 0, 255) == b"".join(leaves.leaves[65_280:65_536])
    assert tree.tile(connection, 0, 256, 1) == leaves.leaves[65_536]
    assert tree.tile(connection, 1, 0) == b"".join(leaves.root(n * 256, n * 256 + 256) for n in range(256))
    assert tree.tile(connection, 1, 0, 17) == tree.tile(connection, 1, 0)[: 17 * 32]
    assert tree.tile(connection, 2, 0, 1) == leaves.root(0, 65_536)
    first = random.randrange(LARGE - 300)
    entries = proofs.entries(connection, first, first + 300)
    assert [merkle.leaf_hash(item) for item in entries] == leaves.leaves[first : first + 300]


def test_what_is_not_there_is_not_proved(large: tuple[Desk, Tree]) -> None:
    connection = large[0].connect()
    for read in (
        lambda: proofs.root(connection, LARGE + 1),
        lambda: proofs.root(connection, -1),
        lambda: proofs.inclusion(connection, 0, 5),
        lambda: proofs.inclusion(connection, 6, 5),
        lambda: proofs.inclusion(connection, 1, LARGE + 1),
        lambda: proofs.consistency(connection, 0, 5),
        lambda: proofs.consistency(connection, 6, 5),
        lambda: proofs.consistency(connection, 5, LARGE + 1),
        lambda: proofs.entries(connection, LARGE - 1, LARGE + 1),
        lambda: proofs.entries(connection, 5, 4),
        lambda: tree.tile(connection, 0, 256),
        lambda: tree.tile(connection, 0, 256, 2),
        lambda: tree.tile(connection, 1, 1),
        lambda: tree.tile(connection, 2, 0),
    ):
        with pytest.raises(NotRecorded):
            read()
