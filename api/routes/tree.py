"""The tree for everybody: checkpoint and tiles as C2SP tlog-tiles says, to the byte; proofs and health."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.context import TheParts, TheSession, as_of, stamp
from api.errors import NotFound
from domain.kernel.rule_sets import current_rule_set
from ledger import checkpoints, proofs, reading
from ledger.tree import tile as read_tile
from projections.catalogue import PROJECTIONS
from projections.runner import standing
from signing import tiles
from signing.errors import BadProof

router = APIRouter(tags=["tree"])

TEXT = "text/plain; charset=utf-8"
BINARY = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"  # a full tile never changes
SHORTLY = "public, max-age=60"  # a partial tile never changes either, and is soon of no use
Position = Annotated[int, Query(ge=1, lt=2**53)]


@router.get("/health", summary="Whether the service and its database answer")
def health(parts: TheParts) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        projections = standing(connection, PROJECTIONS)
    return {
        "status": "ok",
        "ledger": parts.origin,
        "size": projections.size,
        "rule_set": current_rule_set(),
        "projections": {
            "position": projections.position,
            "lag": projections.lag,
            "stopped": len(projections.quarantined),
            "trouble": type(projections.trouble).__name__ if projections.trouble else None,
        },
    }


@router.get("/checkpoint", summary="The newest checkpoint: C2SP signed note", response_class=Response)
def checkpoint(parts: TheParts) -> Response:
    with parts.read_pool.connection() as connection:
        note = checkpoints.newest(connection)
    if note is None:
        raise NotFound("checkpoint")
    return Response(note, 200, {"Cache-Control": "no-cache"}, TEXT)


@router.get("/checkpoint/keys", summary="The ledger's verifier keys, a line each", response_class=Response)
def keys(parts: TheParts) -> Response:
    return Response(parts.vkeys, 200, {"Cache-Control": "no-cache"}, TEXT)


@router.get("/tile/{path:path}", summary="A tile of hashes or a bundle of entries", response_class=Response)
def tile(path: Annotated[str, Path(max_length=120)], parts: TheParts) -> Response:
    try:
        named = tiles.parse_path(f"tile/{path}")
    except BadProof:
        raise NotFound(f"tile/{path}") from None
    level = named.level if isinstance(named, tiles.Tile) else 0
    with parts.read_pool.connection() as connection:
        if tiles.width(level, named.index, reading.size(connection)) < named.width:
            raise NotFound(f"tile/{path}")
        if isinstance(named, tiles.Tile):
            content = read_tile(connection, level, named.index, named.width)
        else:
            first = named.index * tiles.TILE_WIDTH
            content = tiles.encode_bundle(proofs.entries(connection, first, first + named.width))
    return Response(content, 200, {"Cache-Control": FOR_EVER if named.width == tiles.TILE_WIDTH else SHORTLY}, BINARY)


@router.get("/proofs/inclusion", summary="That an act is in the tree (RFC 6962, section 2.1.1)")
def inclusion(
    position: Position,
    response: Response,
    parts: TheParts,
    session: TheSession,
    size: Annotated[int | None, Query(ge=1, lt=2**53)] = None,
) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, None if size is None else str(size))
        proof = proofs.inclusion(connection, position, at.position)
    stamp(response, at)
    return {
        "position": proof.position,
        "index": proof.position - 1,
        "size": proof.size,
        "leaf": proof.leaf.hex(),
        "path": [item.hex() for item in proof.path],
        "root": proof.root.hex(),
    }


@router.get("/proofs/consistency", summary="That a tree continues an older one (RFC 6962, section 2.1.2)")
def consistency(
    old: Position, new: Position, response: Response, parts: TheParts, session: TheSession
) -> dict[str, Any]:
    with parts.read_pool.connection() as connection:
        at = as_of(connection, str(new))
        proof = proofs.consistency(connection, old, new)
    stamp(response, at)
    return {
        "old": proof.old,
        "new": proof.new,
        "path": [item.hex() for item in proof.path],
        "old_root": proof.old_root.hex(),
        "new_root": proof.new_root.hex(),
    }
