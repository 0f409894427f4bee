"""Checkpoints (C2SP tlog-checkpoint; FORMAT.md, section 6): a signed note over a tree head.

origin        newline
size          newline      decimal, no leading zeroes
root          newline      base64 of 32 bytes
extension     newline      none or more; Sổ Cái writes none
"""

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from signing import note
from signing.errors import BadNote
from signing.merkle import EMPTY_ROOT, HASH_BYTES, MAX_SIZE

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A tree head. Raises BadNote("checkpoint") when a value cannot stand in one."""

    origin: str  # the ledger's permanent name
    size: int  # leaves
    root: bytes  # 32 bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if any(not line or any(character < " " for character in line) for line in lines):
            raise BadNote("checkpoint", self.origin)
        if not 0 <= self.size <= MAX_SIZE or len(self.root) != HASH_BYTES:
            raise BadNote("checkpoint", self.origin)
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise BadNote("checkpoint", self.origin)

    def to_text(self) -> str:
        """The note's text, final newline included."""
        root = base64.b64encode(self.root).decode()
        return "\n".join((self.origin, str(self.size), root, *self.extensions, ""))


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint with the note that proves it."""

    checkpoint: Checkpoint
    note: note.Note


def from_text(text: str) -> Checkpoint:
    """The tree head in a note's text. Raises BadNote("checkpoint")."""
    lines = text.split("\n")
    if len(lines) < 4 or not _SIZE.fullmatch(lines[1]):
        raise BadNote("checkpoint", lines[0])
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BadNote("checkpoint", lines[0]) from fault
    checkpoint = Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:-1]))
    if checkpoint.to_text() != text:
        raise BadNote("checkpoint", lines[0])
    return checkpoint


def sign(
    checkpoint: Checkpoint,
    signers: Sequence[note.Signer],
    *,
    timestamp: int = 0,
    existing: Sequence[note.Signature] = (),
) -> bytes:
    """The signed note of a checkpoint; parameters as in note.sign. Raises BadNote("malformed")."""
    return note.sign(checkpoint.to_text(), signers, timestamp=timestamp, existing=existing)


def verify(data: bytes, verifiers: Iterable[note.Verifier], origin: str | None = None) -> Signed:
    """The checkpoint in a note's bytes, signed by at least one of the keys, of the origin when one is given.

    Raises BadNote.
    """
    opened = note.open_note(data, verifiers)
    checkpoint = from_text(opened.text)
    if origin is not None and checkpoint.origin != origin:
        raise BadNote("checkpoint", checkpoint.origin)
    return Signed(checkpoint, opened)
