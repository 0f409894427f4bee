"""Whether an exported file is what the ledger says.

1. The file carries a label: query, position, root, rule set, rows, content.
2. There is a checkpoint, signed by the ledger's keys, whose tree holds the act at that position.
3. That tree continues the tree whose root the label names (RFC 6962): the root is the ledger's own at that position.
4. The same query, run again at that position by the same rule set, gives a label with the same rows and content,
5. and the same file, byte for byte.

A check that lacks its evidence cannot tell; it never passes.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from api.exports.catalogue import FORMATS, Format
from api.exports.label import Label, NotAnExport
from signing import merkle
from signing.checkpoint import Checkpoint
from signing.errors import BadProof
from signing.merkle import EMPTY_ROOT

PIECE = 1 << 16  # bytes compared at once


class ExportFails(Exception):
    """A check that fails. `check` is its number above."""

    def __init__(self, check: int, what: str, detail: str = "") -> None:
        super().__init__(check, what, detail)
        self.check, self.what, self.detail = check, what, detail


class CannotTell(ExportFails):
    """A check that lacks its evidence."""


class Witness(Protocol):
    """Who is asked: the database of a home, or a service."""

    def rule_set(self) -> str: ...

    def checkpoint(self) -> Checkpoint | None:
        """The newest one whose signature held; None when there is none. Raises: BadNote."""

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The path from one tree to the other."""

    def again(self, label: Label, format_: Format) -> Iterator[bytes]:
        """The export that the label asks for, made anew."""


@dataclass(frozen=True, slots=True)
class Verified:
    """An export for which every check held."""

    label: Label
    format: Format
    checkpoint: Checkpoint | None  # None: the export of an empty ledger, whose root needs no proof


def label_in(path: Path) -> tuple[Format, Label]:
    """Check 1. Raises: ExportFails."""
    with path.open("rb") as file:
        begins = file.read(16)
        found = next((each for each in FORMATS if begins.startswith(each.begins)), None)
        if found is None:
            raise ExportFails(1, "format")
        try:
            return found, found.read(file)
        except NotAnExport as error:
            raise ExportFails(1, error.what) from None


def check_export(path: Path, witness: Witness) -> Verified:
    """All checks. Raises: ExportFails with the first that fails, CannotTell."""
    format_, label = label_in(path)  # 1
    checkpoint = _check_root(label, witness)  # 2, 3
    if label.rule_set != (now := witness.rule_set()):
        raise CannotTell(4, "rule_set", f"{label.rule_set}, now {now}")
    with path.open("rb") as file, tempfile.TemporaryFile() as again:
        for piece in witness.again(label, format_):
            again.write(piece)
        at = _first_difference(file, again)
        if at is None:
            return Verified(label, format_, checkpoint)
        anew = format_.read(again)
    if (anew.query, anew.position, anew.root, anew.rows, anew.content) != (
        label.query, label.position, label.root, label.rows, label.content,
    ):  # fmt: skip
        raise ExportFails(4, "rows", f"{label.rows} rows {label.content}, now {anew.rows} rows {anew.content}")
    raise ExportFails(5, "bytes", f"from byte {at} on")


def _check_root(label: Label, witness: Witness) -> Checkpoint | None:
    """Checks 2 and 3."""
    if label.position == 0:
        if label.root != EMPTY_ROOT:
            raise ExportFails(3, "root", label.root.hex())
        return None
    checkpoint = witness.checkpoint()
    if checkpoint is None or checkpoint.size < label.position:
        raise CannotTell(2, "checkpoint", f"position {label.position}, attested {checkpoint.size if checkpoint else 0}")
    try:
        path = witness.consistency(label.position, checkpoint.size)
        merkle.check_consistency(label.position, checkpoint.size, label.root, checkpoint.root, path)
    except BadProof:
        raise ExportFails(3, "root", label.root.hex()) from None
    return checkpoint


def _first_difference(one: BinaryIO, other: BinaryIO) -> int | None:
    """The first byte in which two files differ, None when they are the same."""
    one.seek(0)
    other.seek(0)
    before = 0
    while True:
        left, right = one.read(PIECE), other.read(PIECE)
        if left != right:
            same = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
            return before + (min(len(left), len(right)) if same is None else same)
        if not left:
            return None
        before += len(left)
