"""The label of an export: what it answers to. Every format carries it, and `socai export verify` begins with it.

query      the view's name and what was asked for; running it again gives the same rows
position   that the rows speak for, and
root       of the tree over the acts up to there
rule_set   by which they were judged
rows       how many there are, and
content    their hash (api/exports/cells.py)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.exports.cells import Tally
from api.exports.view import View
from domain.kernel.calendar import VIETNAM

HEAD = ("position", "root", "rule_set", "recorded_at")
TAIL = ("rows", "content")
RESERVED = frozenset((*HEAD, *TAIL))


class NotAnExport(Exception):
    """The file carries no label that can be read; `what` says why."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Label:
    """As read from a file."""

    query: Mapping[str, str]
    position: int
    root: bytes  # 32
    rule_set: str
    rows: int
    content: str  # SHA-256, lowercase hex


def head_of(view: View) -> dict[str, str]:
    """The part that is known before the rows: the query's members and HEAD, as text."""
    if taken := RESERVED.intersection(view.query):
        raise ValueError(f"a query cannot ask for {sorted(taken)}")
    moment = view.recorded_at.astimezone(VIETNAM).isoformat() if view.recorded_at else ""
    return {**view.query, **dict(zip(HEAD, (str(view.position), view.root.hex(), view.rule_set, moment), strict=True))}


def tail_of(tally: Tally) -> dict[str, str]:
    """The part that is known after the last row."""
    return dict(zip(TAIL, (str(tally.rows), tally.content), strict=True))


def label_of(members: Mapping[str, Any]) -> Label:
    """The label from its members as text. Raises: NotAnExport."""
    try:
        root = bytes.fromhex(members["root"])
        content = bytes.fromhex(members["content"])
        position, rows, rule_set = int(members["position"]), int(members["rows"]), str(members["rule_set"])
    except (KeyError, ValueError, TypeError):
        raise NotAnExport("label") from None
    if len(root) != 32 or len(content) != 32:
        raise NotAnExport("label")
    query = {str(name): str(value) for name, value in members.items() if name not in RESERVED}
    return Label(query, position, root, rule_set, rows, content.hex())
