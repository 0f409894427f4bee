"""The Merkle tree in the database: full tiles, written when they fill up, and the hashes that proofs read.

A tile holds 256 hashes of one level (C2SP tlog-tiles, height 8). Level 0 are the leaf hashes; a hash of level n + 1
is the root of a full tile of level n. What a full tile does not hold yet is read from where it is written first: leaf
hashes from the acts, tile roots from the tiles. Nodes inside a tile are computed from its hashes, never stored.
"""

from collections.abc import Sequence
from typing import Any

import psycopg

from ledger.errors import NotRecorded
from signing import merkle
from signing.tiles import TILE_WIDTH as WIDTH
from signing.tiles import TileReader

Connection = psycopg.Connection[Any]

LEAVES = "SELECT leaf FROM ledger.act WHERE position > %(first)s AND position <= %(last)s ORDER BY position"
ROOTS = (
    "SELECT root FROM ledger.tile WHERE level = %(level)s AND index >= %(first)s AND index < %(last)s ORDER BY index"
)
TILE = "SELECT hashes FROM ledger.tile WHERE level = %(level)s AND index = %(index)s"
ADD_TILE = "INSERT INTO ledger.tile (level, index, hashes, root) VALUES (%(level)s, %(index)s, %(hashes)s, %(root)s)"


def add_full_tiles(connection: Connection, before: int, leaves: Sequence[bytes]) -> None:
    """Writes the tiles that fill up as a tree of `before` leaves grows by `leaves`, in the caller's transaction."""
    level, added = 0, list(leaves)
    tiles: list[dict[str, Any]] = []
    while before % WIDTH + len(added) >= WIDTH:
        first = before // WIDTH  # index of the first tile that fills up
        hashes = _hashes(connection, level, first * WIDTH, before) + added
        full = [hashes[start : start + WIDTH] for start in range(0, len(hashes) - WIDTH + 1, WIDTH)]
        added = [merkle.root_of(tile) for tile in full]
        tiles += [
            {"level": level, "index": index, "hashes": b"".join(tile), "root": root}
            for index, (tile, root) in enumerate(zip(full, added, strict=True), first)
        ]
        level, before = level + 1, first
    if tiles:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_TILE, tiles)


def _hashes(connection: Connection, level: int, first: int, last: int) -> list[bytes]:
    """Hashes first to last - 1 of one tile level, from where they are written first."""
    if first == last:
        return []
    if level == 0:
        rows = connection.execute(LEAVES, {"first": first, "last": last}, binary=True)
    else:
        rows = connection.execute(ROOTS, {"level": level - 1, "first": first, "last": last}, binary=True)
    hashes = [row[0] for row in rows]
    if len(hashes) != last - first:
        raise NotRecorded(f"hashes {first} to {last} of tile level {level}")
    return hashes


def tile(connection: Connection, level: int, index: int, width: int = WIDTH) -> bytes:
    """The first `width` hashes of a tile, 32 bytes each. Raises: NotRecorded."""
    if width == WIDTH:
        row = connection.execute(TILE, {"level": level, "index": index}).fetchone()
        if row is None:
            raise NotRecorded(f"tile {level}/{index}")
        hashes: bytes = row[0]
        return hashes
    return b"".join(_hashes(connection, level, index * WIDTH, index * WIDTH + width))


def nodes(connection: Connection, size: int) -> TileReader:
    """Hashes of the tree of `size` leaves, for making proofs; each tile is read once."""
    return TileReader(lambda wanted: tile(connection, wanted.level, wanted.index, wanted.width), size)
