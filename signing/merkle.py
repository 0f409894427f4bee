"""The Merkle tree of RFC 6962, section 2.1 (FORMAT.md, section 5).

    leaf hash = SHA-256(0x00 || entry)        node hash = SHA-256(0x01 || left || right)

An empty tree has the root SHA-256(""). A tree of n > 1 leaves splits at k, the greatest power of two below n. Node
(level, index) is the root of the complete subtree over leaves [index * 2^level, (index + 1) * 2^level).

Making proofs needs only a reader of nodes. Checking them (RFC 9162, sections 2.1.3.2 and 2.1.4.2): every hash, leaf
and root must be 32 bytes; a proof has exactly as many hashes as its tree demands; consistency from size 0 proves
nothing and is refused. That the root comes from somewhere signed (a checkpoint) is the caller's part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from signing.errors import BadProof

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
MAX_SIZE = 2**63 - 1

Node = Callable[[int, int], bytes]  # (level, index) -> hash of a complete subtree


def leaf_hash(entry: bytes) -> bytes:
    """Hash of a leaf, 32 bytes."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node, 32 bytes. Raises BadProof unless both children are 32 bytes."""
    if not len(left) == len(right) == HASH_BYTES:
        raise BadProof("hash_length")
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree: all that appending needs. Cost and size grow with log2 of the tree."""

    size: int = 0  # leaves
    hashes: tuple[bytes, ...] = ()  # roots of the complete subtrees, largest first; one for each 1 bit of `size`

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf hash. Raises BadProof("hash_length")."""
        if len(leaf) != HASH_BYTES:
            raise BadProof("hash_length")
        size, hashes, last = self.size, self.hashes, len(self.hashes)
        while size & 1:
            last -= 1
            leaf = sha256(b"\x01" + hashes[last] + leaf).digest()
            size >>= 1
        return Frontier(self.size + 1, (*hashes[:last], leaf))

    def extend(self, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier with more leaf hashes, in order. Raises BadProof("hash_length")."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            if len(leaf) != HASH_BYTES:
                raise BadProof("hash_length")
            odd = size
            while odd & 1:
                leaf = sha256(b"\x01" + hashes.pop() + leaf).digest()
                odd >>= 1
            hashes.append(leaf)
            size += 1
        return Frontier(size, tuple(hashes))

    def root(self) -> bytes:
        """Root of the tree, 32 bytes."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in self.hashes[-2::-1]:
            root = sha256(b"\x01" + left + root).digest()
        return root

    def to_bytes(self) -> bytes:
        """Size as 8 bytes, most significant first, then the hashes, largest subtree first."""
        return self.size.to_bytes(8, "big") + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Frontier":
        """The frontier in bytes. Raises BadProof("encoding") unless there is one hash for each 1 bit of the size."""
        size = int.from_bytes(data[:8], "big")
        if size > MAX_SIZE or len(data) != 8 + HASH_BYTES * size.bit_count():
            raise BadProof("encoding")
        return cls(size, tuple(data[start : start + HASH_BYTES] for start in range(8, len(data), HASH_BYTES)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Root of the tree over leaf hashes, level by level: an odd last node goes up as it is.

    Raises BadProof("hash_length").
    """
    _check_hashes(*leaves)
    level = list(leaves) or [EMPTY_ROOT]
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]
        level += odd
    return level[0]


def subtree_root(start: int, end: int, node: Node) -> bytes:
    """Root over leaves [start, end), where `start` is a multiple of the least power of two not below end - start.

    Raises BadProof when the range is empty or not so placed, or a hash is not 32 bytes.
    """
    check_subtree(start, end)
    if start == end:
        raise BadProof("subtree")
    return _range_root(start, end, node)


def check_subtree(start: int, end: int) -> None:
    """Check that [start, end) is a subtree: RFC 9162 trees hold it as a node or as the right edge of an older tree.

    Raises BadProof("subtree").
    """
    if not 0 <= start <= end or start % (1 << max(end - start - 1, 0).bit_length()):
        raise BadProof("subtree")


def inclusion_path(index: int, size: int, node: Node) -> list[bytes]:
    """Audit path of leaf `index` in the tree of `size` leaves (RFC 6962, section 2.1.1), lowest sibling first.

    Raises BadProof("index").
    """
    if not 0 <= index < size:
        raise BadProof("index")
    start, end, path = 0, size, []
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            path.append(_range_root(split, end, node))
            end = split
        else:
            path.append(_range_root(start, split, node))
            start = split
    return path[::-1]


def consistency_path(old: int, new: int, node: Node) -> list[bytes]:
    """Proof that the tree of `new` leaves extends the tree of `old` (RFC 6962, section 2.1.2); empty when equal.

    Raises BadProof("size") unless 1 <= old <= new.
    """
    if not 1 <= old <= new:
        raise BadProof("size")
    return subtree_consistency_path(0, old, new, node)


def subtree_consistency_path(start: int, end: int, size: int, node: Node) -> list[bytes]:
    """Proof that the subtree over leaves [start, end) stands in the tree of `size` leaves.

    draft-ietf-plants-merkle-tree-certs, "Subtree Consistency Proofs". Raises BadProof(subtree | size).
    """
    check_subtree(start, end)
    if not start < end <= size:
        raise BadProof("size")
    low, high, whole, path = 0, size, True, []
    while (low, high) != (start, end):
        split = low + _split(high - low)
        if end <= split:
            path.append(_range_root(split, high, node))
            high = split
        elif start >= split:
            path.append(_range_root(low, split, node))
            low = split
        else:
            path.append(_range_root(low, split, node))
            low, start, whole = split, split, False
    if not whole:
        path.append(_range_root(low, high, node))
    return path[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Check that leaf hash `leaf` is number `index` (0-based) of the tree of `size` leaves with this root.

    Raises BadProof.
    """
    _check_hashes(leaf, root, *path)
    if not 0 <= index < size <= MAX_SIZE:
        raise BadProof("index")
    if _follow_inclusion(leaf, index, size - 1, path) != root:
        raise BadProof("root_mismatch")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Check that the tree of `new` leaves holds the tree of `old` leaves as its beginning. Raises BadProof."""
    if not 1 <= old <= new:
        raise BadProof("size")
    check_subtree_consistency(0, old, new, old_root, new_root, path)


def check_subtree_inclusion(leaf: bytes, index: int, start: int, end: int, path: Sequence[bytes], root: bytes) -> None:
    """Check that leaf hash `leaf` is number `index` of the log, inside the subtree [start, end) with this root.

    Raises BadProof.
    """
    check_subtree(start, end)
    if not start <= index < end:
        raise BadProof("index")
    check_inclusion(leaf, index - start, end - start, path, root)


def check_subtree_consistency(
    start: int, end: int, size: int, subtree_root: bytes, root: bytes, path: Sequence[bytes]
) -> None:
    """Check that the subtree over leaves [start, end) stands in the tree of `size` leaves.

    draft-ietf-plants-merkle-tree-certs, "Verifying a Subtree Consistency Proof". The empty subtree stands in every
    tree: its root is EMPTY_ROOT and its proof is empty. Raises BadProof.
    """
    _check_hashes(subtree_root, root, *path)
    check_subtree(start, end)
    if not end <= size <= MAX_SIZE:
        raise BadProof("size")
    if start == end:
        _check_empty(subtree_root, path)
        return
    below, above = _follow_consistency(start, end - 1, size - 1, subtree_root, path)
    if below != subtree_root or above != root:
        raise BadProof("root_mismatch")


def _check_empty(subtree_root: bytes, path: Sequence[bytes]) -> None:
    if path:
        raise BadProof("path_length")
    if subtree_root != EMPTY_ROOT:
        raise BadProof("root_mismatch")


def _follow_consistency(
    first: int, last: int, edge: int, subtree_root: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """The roots of subtree and tree that a path leads to; indexes are of leaves, `edge` the greatest of the tree."""
    while first != last and (last & 1 or last == edge):
        first, last, edge = first >> 1, last >> 1, edge >> 1
    rest = list(path)
    if first == last:
        below = above = subtree_root
    elif rest:
        below = above = rest.pop(0)
    else:
        raise BadProof("path_length")
    for sibling in rest:
        if not edge:
            raise BadProof("path_length")
        if last & 1 or last == edge:
            if first < last:
                below = node_hash(sibling, below)
            above = node_hash(sibling, above)
            while not last & 1:
                first, last, edge = first >> 1, last >> 1, edge >> 1
        else:
            above = node_hash(above, sibling)
        first, last, edge = first >> 1, last >> 1, edge >> 1
    if edge:
        raise BadProof("path_length")
    return below, above


def _split(size: int) -> int:
    """The greatest power of two below `size`, which is 2 or more."""
    return 1 << (size - 1).bit_length() - 1


def _range_root(start: int, end: int, node: Node) -> bytes:
    """Root over leaves [start, end) of a subtree, from the roots of its complete parts."""
    root = b""
    while start < end:
        level = (end - start & start - end).bit_length() - 1
        part = node(level, (end >> level) - 1)
        if len(part) != HASH_BYTES:
            raise BadProof("hash_length")
        root = node_hash(part, root) if root else part
        end -= 1 << level
    return root


def _follow_inclusion(leaf: bytes, index: int, last: int, path: Sequence[bytes]) -> bytes:
    """The root that a path leads to from a leaf; `last` is the greatest index of the tree."""
    for sibling in path:
        if not last:
            raise BadProof("path_length")
        if index & 1 or index == last:
            leaf = node_hash(sibling, leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = node_hash(leaf, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise BadProof("path_length")
    return leaf


def _check_hashes(*hashes: bytes) -> None:
    if any(len(value) != HASH_BYTES for value in hashes):
        raise BadProof("hash_length")
