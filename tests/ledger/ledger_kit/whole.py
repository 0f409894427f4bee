"""The whole-ledger check that ends every test that writes.

Everything is worked out again from the rows alone, by the definitions of RFC 6962, RFC 8785 and DSSE written down
here; of the code under test only `check_stored` is used, because it has to hold too.

1. positions are 1 to n; command ids are unique; each stream is of one kind and chained from version 1
2. check_stored holds; the entry and the leaf are what the columns make; the signature verifies
3. each row of `head` has the root, the frontier, the clock and the organisation of its size; the last is n
4. the tiles are exactly the full tiles of a tree of n
5. what the vault keeps belongs to an act that commits to it
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from ledger.checking import check_stored
from ledger.reading import COLUMNS, Stored

TYPE = b"application/vnd.socai.act+json"


class Tree:
    """Roots over ranges of leaves, by RFC 6962 section 2.1; whole subtrees are remembered."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.leaves = leaves
        self._known: dict[tuple[int, int], bytes] = {}

    def root(self, start: int, end: int) -> bytes:
        """MTH(D[start:end])."""
        count = end - start
        if count == 0:
            return sha256().digest()
        if count == 1:
            return self.leaves[start]
        known = self._known.get((start, end))
        if known is not None:
            return known
        split = 1
        while split * 2 < count:
            split *= 2
        made = sha256(b"\x01" + self.root(start, start + split) + self.root(start + split, end)).digest()
        if count == split * 2:
            self._known[start, end] = made
        return made

    def frontier(self, size: int) -> bytes:
        """Size, then the roots of the whole subtrees that the binary digits of the size name, largest first."""
        hashes, start = b"", 0
        for power in reversed(range(size.bit_length())):
            if size >> power & 1:
                hashes += self.root(start, start + 2**power)
                start += 2**power
        return size.to_bytes(8, "big") + hashes


def check_whole(
    connection: psycopg.Connection[Any], origin: str, key: ec.EllipticCurvePublicKey | None = None
) -> list[Stored]:
    """Every act of the ledger, checked. `key` verifies signatures; without one they are left out."""
    rows = [Stored._make(row) for row in connection.execute(f"SELECT {COLUMNS} FROM ledger.act ORDER BY position")]
    bodies = _check_acts(rows, origin, key)
    _check_chains(rows)
    tree = Tree([row.leaf for row in rows])
    _check_heads(connection, rows, tree)
    _check_tiles(connection, tree)
    for position, digest in connection.execute("SELECT position, digest FROM vault.disclosure"):
        assert digest.hex() in bodies[position - 1]["_sd"]
    return rows


def _check_acts(rows: list[Stored], origin: str, key: ec.EllipticCurvePublicKey | None) -> list[dict[str, Any]]:
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert len({row.command_id for row in rows}) == len(rows)
    bodies = []
    for row in rows:
        bodies.append(check_stored(row, origin))
        assert row.entry == _entry(row)
        assert row.leaf == sha256(b"\x00" + row.entry).digest()
        if key is not None:
            pae = b"DSSEv1 %d %b %d %b" % (len(TYPE), TYPE, len(row.act), row.act)
            key.verify(row.signature, pae, ec.ECDSA(SHA256()))
    return bodies


def _entry(row: Stored) -> bytes:
    entry = {
        "format": "socai/entry/1",
        "position": row.position,
        "act": sha256(row.act).hexdigest(),
        "signature": sha256(row.signature).hexdigest(),
        "certificate": row.certificate.hex(),
        "recorded_at": row.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
    return json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()


def _check_chains(rows: list[Stored]) -> None:
    heads: dict[UUID, Stored] = {}
    for row in rows:
        before = heads.get(row.stream)
        assert row.version == (before.version + 1 if before else 1)
        assert row.previous == (sha256(before.act).digest() if before else None)
        assert row.kind == (before.kind if before else row.kind)
        heads[row.stream] = row


def _check_heads(connection: psycopg.Connection[Any], rows: list[Stored], tree: Tree) -> None:
    heads = connection.execute(
        "SELECT size, root, frontier, recorded_at, organisation FROM ledger.head ORDER BY size"
    ).fetchall()
    start, organisation, clock = 0, 0, datetime.min.replace(tzinfo=UTC)
    for size, root, frontier, recorded_at, named in heads:
        acts = rows[start:size]
        organisation = max([organisation, *(act.position for act in acts if act.kind == "organisation")])
        assert root == tree.root(0, size)
        assert frontier == tree.frontier(size)
        assert named == organisation
        assert {act.recorded_at for act in acts} == {recorded_at}
        assert recorded_at >= clock
        start, clock = size, recorded_at
    assert start == len(rows)


def _check_tiles(connection: psycopg.Connection[Any], tree: Tree) -> None:
    wanted, level, width = [], 0, 1
    while len(tree.leaves) // width >= 256:
        for index in range(len(tree.leaves) // width // 256):
            first = index * 256
            hashes = b"".join(tree.root((first + n) * width, (first + n + 1) * width) for n in range(256))
            wanted.append((level, index, hashes, tree.root(first * width, (first + 256) * width)))
        level, width = level + 1, width * 256
    stored = connection.execute("SELECT level, index, hashes, root FROM ledger.tile ORDER BY level, index").fetchall()
    assert stored == wanted
