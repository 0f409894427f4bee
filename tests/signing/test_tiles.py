"""Tiles and bundles: names and bytes of C2SP tlog-tiles, and the whole tree read back from them."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signing import merkle, tiles
from signing.errors import BadProof
from signing.tiles import Bundle, Tile, TileReader


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(1, 1234067), "tile/1/x001/x234/067"),
        (Tile(2, 999, 17), "tile/2/999.p/17"),
        (Tile(0, 1000, 1), "tile/0/x001/000.p/1"),
        (Bundle(0), "tile/entries/000"),
        (Bundle(273, 112), "tile/entries/273.p/112"),
    ],
)
def test_paths(name: Tile | Bundle, path: str) -> None:
    assert name.path() == path
    assert tiles.parse_path(path) == name


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/tile/0/000",
        "tile/0/0",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/٠٠٠",
        "tile/entries/000/",
        "tile/data/000",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
    ],
)
def test_other_spellings_are_refused(path: str) -> None:
    with pytest.raises(BadProof):
        tiles.parse_path(path)


def test_tiles_of_the_specifications_examples() -> None:
    found = list(tiles.tiles_of(70_000))
    assert [tile for tile in found if tile.level == 0 and tile.width == 256] == [Tile(0, n) for n in range(273)]
    assert found[273:] == [Tile(0, 273, 112), Tile(1, 0), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(tiles.tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles.tiles_of(0)) == []


def served(leaves: list[bytes]) -> Callable[[Tile], bytes]:
    """Tiles made from the definition: each hash the root of its complete subtree."""

    def fetch(tile: Tile) -> bytes:
        span = 256**tile.level
        first = tile.index * 256
        hashes = [merkle.root_of(leaves[n * span : (n + 1) * span]) for n in range(first, first + tile.width)]
        return tiles.encode_tile(hashes)

    return fetch


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_every_proof_can_be_made_from_tiles(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 1200))
    leaves = [merkle.leaf_hash(n.to_bytes(2, "big")) for n in range(size)]
    reader = TileReader(served(leaves), size)
    root = merkle.root_of(leaves)
    assert merkle.subtree_root(0, size, reader) == root
    index = data.draw(st.integers(0, size - 1))
    merkle.check_inclusion(leaves[index], index, size, merkle.inclusion_path(index, size, reader), root)
    old = data.draw(st.integers(1, size))
    path = merkle.consistency_path(old, size, reader)
    merkle.check_consistency(old, size, merkle.root_of(leaves[:old]), root, path)


def test_each_tile_is_fetched_once_and_only_at_its_width() -> None:
    leaves = [merkle.leaf_hash(n.to_bytes(2, "big")) for n in range(600)]
    asked: list[Tile] = []
    fetch = served(leaves)
    reader = TileReader(lambda tile: asked.append(tile) or fetch(tile), 600)
    merkle.inclusion_path(3, 600, reader)
    merkle.subtree_root(0, 600, reader)
    assert len(asked) == len(set(asked))
    assert set(asked) <= set(tiles.tiles_of(600))


def test_nodes_outside_the_tree_and_short_tiles_are_refused() -> None:
    leaves = [merkle.leaf_hash(b"")] * 5
    reader = TileReader(served(leaves), 5)
    for level, index in ((0, 5), (1, 2), (3, 0), (0, -1)):
        with pytest.raises(BadProof, match="index"):
            reader(level, index)
    with pytest.raises(BadProof, match="hash_length"):
        TileReader(lambda tile: bytes(32 * 4), 5)(0, 0)


def test_tile_bytes_are_checked() -> None:
    with pytest.raises(BadProof, match="hash_length"):
        tiles.encode_tile([bytes(31)])
    for hashes in ([], [bytes(32)] * 257):
        with pytest.raises(BadProof, match="size"):
            tiles.encode_tile(hashes)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_bundles_parse_back(entries: list[bytes]) -> None:
    data = tiles.encode_bundle(entries)
    assert tiles.parse_bundle(data, len(entries)) == tuple(entries)
    for wrong, width in ((data, len(entries) + 1), (data[:-1], len(entries)), (data + b"\0", len(entries))):
        with pytest.raises(BadProof):
            tiles.parse_bundle(wrong, width)


def test_an_entry_longer_than_its_length_field_is_refused() -> None:
    assert len(tiles.encode_bundle([bytes(65_535)])) == 65_537
    with pytest.raises(BadProof, match="size"):
        tiles.encode_bundle([bytes(65_536)])
    with pytest.raises(BadProof, match="size"):
        tiles.encode_bundle([])
