"""Verification of the stored tiles: those of level 0 hold the leaves, those above hold the roots of the tiles below.

The leaves are compared range by range, where they are at hand (ops/verify/acts.py); that no tile is missing or out of
place, and every level above the leaves, is one check over the whole ledger.
"""

from collections.abc import Mapping
from typing import Any

import psycopg

from ops.verify.evidence import Evidence
from ops.verify.findings import Fault, Part
from signing.merkle import HASH_BYTES, Frontier, root_of
from signing.tiles import TILE_WIDTH, width

Connection = psycopg.Connection[Any]

TILES = "SELECT level, index, root, CASE WHEN level > 0 THEN hashes END FROM ledger.tile ORDER BY level, index"
BOTTOM = "SELECT index, hashes FROM ledger.tile WHERE level = 0 AND index BETWEEN %(first)s AND %(last)s ORDER BY index"
REST = "SELECT leaf FROM ledger.act WHERE position > %(after)s AND position <= %(size)s ORDER BY position"
ROOT = "SELECT root FROM ledger.head WHERE size = %(size)s"


def tiles(connection: Connection, evidence: Evidence, size: int) -> Part:
    """The full tiles of a tree of `size` leaves are there and no other, each with its root and its level above."""
    faults: list[Fault] = []
    seen: dict[int, list[bytes]] = {}  # roots, level by level
    for level, index, root, hashes in connection.execute(TILES, binary=True):
        roots = seen.setdefault(level, [])
        if index != len(roots) or width(level, index, size) != TILE_WIDTH:
            faults.append(Fault(_first_position(level, index), "tile_out_of_place", f"{level}/{index}"))
            continue
        roots.append(root)
        if level:
            below = seen.get(level - 1, [])[index * TILE_WIDTH : (index + 1) * TILE_WIDTH]
            faults += _differing(level, index, 0, hashes, b"".join(below))
            faults += _wrong_root(level, index, root, hashes)
    if not _make_the_root(connection, seen.get(0, []), size):
        for index, hashes in connection.execute(BOTTOM, {"first": 0, "last": size // TILE_WIDTH}, binary=True):
            if index < len(seen.get(0, [])):
                faults += _wrong_root(0, index, seen[0][index], hashes)
    level = 0
    while full := size >> (8 * (level + 1)):
        if len(seen.get(level, [])) < full:
            missing = len(seen.get(level, []))
            faults.append(Fault(_first_position(level, missing), "tile_missing", f"{level}/{missing}"))
        level += 1
    return Part("tiles", sum(map(len, seen.values())), tuple(faults))


def _make_the_root(connection: Connection, roots: list[bytes], size: int) -> bool:
    """Whether the roots of the tiles of level 0, and the leaves after the last full one, make the root of the tree.

    Then every one of them is right, for the root binds all nodes: one hash a tile instead of 255.
    """
    rest = [row[0] for row in connection.execute(REST, {"after": len(roots) * TILE_WIDTH, "size": size}, binary=True)]
    head = connection.execute(ROOT, {"size": size}, binary=True).fetchone()
    edge = Frontier(len(roots) * TILE_WIDTH, Frontier().extend(roots).hashes)
    return head is not None and edge.extend(rest).root() == head[0]


def _wrong_root(level: int, index: int, root: bytes, hashes: bytes) -> list[Fault]:
    if root == root_of(_split(hashes)):
        return []
    return [Fault(_first_position(level, index), "tile_root", f"{level}/{index}")]


def leaf_tiles(connection: Connection, after: int, last: int, leaves: Mapping[int, bytes]) -> list[Fault]:
    """Where the tiles of level 0 differ from the leaves at positions after + 1 to last.

    A tile in which a position has no leaf is left alone: that the position is missing has been said.
    """
    faults: list[Fault] = []
    bounds = {"first": after // TILE_WIDTH, "last": (last - 1) // TILE_WIDTH}
    for index, hashes in connection.execute(BOTTOM, bounds, binary=True):
        begin = index * TILE_WIDTH  # position of the leaf before the tile's first
        low, high = max(begin, after), min(begin + TILE_WIDTH, last)
        expected = [leaves[position] for position in range(low + 1, high + 1) if position in leaves]
        if len(expected) == high - low:
            stored = hashes[(low - begin) * HASH_BYTES : (high - begin) * HASH_BYTES]
            faults += _differing(0, index, low - begin, stored, b"".join(expected))
    return faults


def _differing(level: int, index: int, at: int, stored: bytes, expected: bytes) -> list[Fault]:
    """The first of a tile's hashes, from place `at` on, that is not as expected."""
    if stored == expected:
        return []
    pairs = enumerate(zip(_split(stored), _split(expected), strict=False), at)
    place = next((place for place, (one, other) in pairs if one != other), at + len(expected) // HASH_BYTES)
    return [Fault(_first_position(level, index) + (place << (8 * level)), "tile_hashes", f"{level}/{index}")]


def _first_position(level: int, index: int) -> int:
    return (index * TILE_WIDTH << (8 * level)) + 1


def _split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
