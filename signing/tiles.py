"""Tiles of the tree and bundles of entries (C2SP tlog-tiles; FORMAT.md, section 7).

A tile holds up to 256 consecutive nodes of levels 0, 8, 16, ... as hashes of 32 bytes side by side: tile (L, N) begins
at node (8 * L, 256 * N) of signing/merkle.py. A full tile never changes; one that is partial at the right edge is
named with its width and never hashed into the level above. A bundle holds the entries of a tile of level 0.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from signing.errors import BadProof
from signing.merkle import HASH_BYTES, MAX_SIZE, root_of

TILE_HEIGHT = 8  # levels of the tree in a tile
TILE_WIDTH = 1 << TILE_HEIGHT
MAX_ENTRY_BYTES = 65_535

_NUMBER = r"((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
_TILE = re.compile(rf"tile/([0-9]{{1,2}})/{_NUMBER}")
_BUNDLE = re.compile(rf"tile/entries/{_NUMBER}")


@dataclass(frozen=True, slots=True)
class Tile:
    """Name of a tile."""

    level: int  # 0 to 7: a tree of 2^63 leaves has no more
    index: int
    width: int = TILE_WIDTH  # hashes in it

    def path(self) -> str:
        """`tile/<L>/<N>[.p/<W>]`, without leading slash."""
        return f"tile/{self.level}/{_number(self.index, self.width)}"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Name of a bundle of entries."""

    index: int
    width: int = TILE_WIDTH  # entries in it

    def path(self) -> str:
        """`tile/entries/<N>[.p/<W>]`, without leading slash."""
        return f"tile/entries/{_number(self.index, self.width)}"


def parse_path(path: str) -> Tile | Bundle:
    """The tile or bundle of a path, which must be in its one spelling. Raises BadProof("encoding")."""
    tile, bundle = _TILE.fullmatch(path), _BUNDLE.fullmatch(path)
    found: Tile | Bundle
    if tile:
        level, number, width = tile.groups()
        found = Tile(int(level), _index(number), int(width or TILE_WIDTH))
    elif bundle:
        number, width = bundle.groups()
        found = Bundle(_index(number), int(width or TILE_WIDTH))
    else:
        raise BadProof("encoding")
    if found.path() != path or found.width > TILE_WIDTH or found.index > MAX_SIZE or getattr(found, "level", 0) > 63:
        raise BadProof("encoding")
    return found


def width(level: int, index: int, size: int) -> int:
    """Hashes in tile (level, index) of a tree of `size` leaves: 0 to 256."""
    return max(0, min(TILE_WIDTH, (size >> TILE_HEIGHT * level) - TILE_WIDTH * index))


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a tree of `size` leaves, level by level."""
    level = 0
    while nodes := size >> TILE_HEIGHT * level:
        for index in range(-(-nodes // TILE_WIDTH)):
            yield Tile(level, index, width(level, index, size))
        level += 1


def encode_tile(hashes: Sequence[bytes]) -> bytes:
    """1 to 256 hashes side by side. Raises BadProof."""
    if not 1 <= len(hashes) <= TILE_WIDTH:
        raise BadProof("size")
    if any(len(value) != HASH_BYTES for value in hashes):
        raise BadProof("hash_length")
    return b"".join(hashes)


def parse_tile(data: bytes, width: int) -> tuple[bytes, ...]:
    """The hashes of a tile of this width. Raises BadProof("hash_length")."""
    if len(data) != width * HASH_BYTES:
        raise BadProof("hash_length")
    return tuple(data[start : start + HASH_BYTES] for start in range(0, len(data), HASH_BYTES))


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """1 to 256 entries, each after its length in 2 bytes, most significant first. Raises BadProof("size")."""
    if not 1 <= len(entries) <= TILE_WIDTH or any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise BadProof("size")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """The entries of a bundle of this width. Raises BadProof("encoding")."""
    entries, start = [], 0
    while start < len(data):
        end = start + 2 + int.from_bytes(data[start : start + 2], "big")
        if end > len(data) or start + 2 > len(data):
            raise BadProof("encoding")
        entries.append(data[start + 2 : end])
        start = end
    if len(entries) != width:
        raise BadProof("encoding")
    return tuple(entries)


@dataclass(frozen=True)
class TileReader:
    """Nodes of a tree of `size` leaves, computed inside its tiles: the `node` of signing/merkle.py.

    Tiles are believed: what is made from them proves something only against a signed root. Each is fetched once.
    """

    fetch: Callable[[Tile], bytes]
    size: int
    _seen: dict[Tile, tuple[bytes, ...]] = field(default_factory=dict)

    def __call__(self, level: int, index: int) -> bytes:
        """Hash of a complete subtree. Raises BadProof when the tree does not hold it, or a tile is malformed."""
        if not 0 <= index < self.size >> level:
            raise BadProof("index")
        tile_level, height = divmod(level, TILE_HEIGHT)
        first = index << height
        tile_index, offset = divmod(first, TILE_WIDTH)
        hashes = self._hashes(Tile(tile_level, tile_index, width(tile_level, tile_index, self.size)))
        return root_of(hashes[offset : offset + (1 << height)])

    def _hashes(self, tile: Tile) -> tuple[bytes, ...]:
        if tile not in self._seen:
            self._seen[tile] = parse_tile(self.fetch(tile), tile.width)
        return self._seen[tile]


def _number(index: int, width: int) -> str:
    digits = str(index)
    groups = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [groups[start : start + 3] for start in range(0, len(groups), 3)]
    number = "/".join([f"x{part}" for part in parts[:-1]] + [parts[-1]])
    return number if width == TILE_WIDTH else f"{number}.p/{width}"


def _index(number: str) -> int:
    return int(number.replace("x", "").replace("/", ""))
