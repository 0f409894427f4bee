"""RFC 6962 proofs about the recorded acts, read from the tiles."""

from typing import Any, NamedTuple

import psycopg

from ledger import reading
from ledger.errors import NotRecorded
from ledger.tree import nodes
from signing import merkle

Connection = psycopg.Connection[Any]


class Inclusion(NamedTuple):
    position: int  # leaf index + 1
    size: int  # leaves of the tree that the proof is about
    leaf: bytes
    path: list[bytes]
    root: bytes


class Consistency(NamedTuple):
    old: int
    new: int
    path: list[bytes]
    old_root: bytes
    new_root: bytes


def root(connection: Connection, size: int) -> bytes:
    """The root over the first `size` acts, whatever commit they came in."""
    _require(connection, size)
    return merkle.subtree_root(0, size, nodes(connection, size)) if size else merkle.EMPTY_ROOT


def inclusion(connection: Connection, position: int, size: int) -> Inclusion:
    """That the act at `position` is in the tree of `size` leaves. Raises: NotRecorded."""
    _require(connection, size)
    if not 1 <= position <= size:
        raise NotRecorded(f"position {position} in a tree of {size}")
    node = nodes(connection, size)
    path = merkle.inclusion_path(position - 1, size, node)
    return Inclusion(position, size, node(0, position - 1), path, merkle.subtree_root(0, size, node))


def consistency(connection: Connection, old: int, new: int) -> Consistency:
    """That the tree of `new` leaves continues the tree of `old` leaves. Raises: NotRecorded."""
    _require(connection, new)
    if not 1 <= old <= new:
        raise NotRecorded(f"tree of {old} in a tree of {new}")
    node = nodes(connection, new)
    path = merkle.consistency_path(old, new, node)
    return Consistency(old, new, path, merkle.subtree_root(0, old, node), merkle.subtree_root(0, new, node))


def entries(connection: Connection, first: int, last: int) -> list[bytes]:
    """The leaf contents with indexes first to last - 1. Raises: NotRecorded when one is missing."""
    rows = reading.by_position(connection, first + 1, last)
    if len(rows) != last - first:
        raise NotRecorded(f"entries {first} to {last}")
    return [row.entry for row in rows]


def _require(connection: Connection, size: int) -> None:
    if not 0 <= size <= reading.size(connection):
        raise NotRecorded(f"tree of {size}")
