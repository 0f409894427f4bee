"""Signed notes (C2SP signed-note; FORMAT.md, section 6): text signed by one or more keys.

Checked when a note is opened, in this order:

1. UTF-8, no control character but newline, at most MAX_BYTES;
2. text ending in a newline, an empty line, and one to MAX_SIGNATURES signature lines
   `"\N{EM DASH} " name " " base64(key id of 4 bytes || signature) newline`, each in its one spelling;
3. a line of a key that is not known is ignored; the first line of each known key must verify, or the note is refused;
4. at least one line verified.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from signing.errors import BadNote, BadSignature

MAX_BYTES = 1_048_576
MAX_SIGNATURES = 100

_PREFIX = "\N{EM DASH} "


class Verifier(Protocol):
    """A known key."""

    @property
    def name(self) -> str: ...

    @property
    def key_id(self) -> bytes:
        """4 bytes."""

    def check(self, text: str, signature: bytes) -> int | None:
        """Check a signature over a note's text; the POSIX time it states, if it states one. Raises BadSignature."""


class Signer(Protocol):
    """A key that signs notes."""

    @property
    def name(self) -> str: ...

    @property
    def key_id(self) -> bytes:
        """4 bytes."""

    def sign(self, text: str, timestamp: int) -> bytes:
        """A signature over a note's text; `timestamp` is POSIX seconds, left out by kinds that state no time."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line."""

    name: str
    key_id: bytes  # 4 bytes
    signature: bytes
    timestamp: int | None = None  # POSIX seconds, when a verified line states a time

    def line(self) -> str:
        """The line, newline included."""
        return f"{_PREFIX}{self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Unverified:
    """A well-formed note of which nothing has been checked."""

    text: str  # final newline included
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note signed by at least one known key."""

    text: str  # final newline included
    signatures: tuple[Signature, ...]  # verified, one a key, in order of the note; never empty
    ignored: tuple[Signature, ...]  # of keys that are not known


def open_note(data: bytes, verifiers: Iterable[Verifier]) -> Note:
    """The note in bytes, verified by the keys given.

    Raises BadNote: malformed, ambiguous_key, invalid_signature or unverified.
    """
    known = _known(verifiers)
    unverified = parse(data)
    verified: dict[tuple[str, bytes], Signature] = {}
    ignored: dict[Signature, None] = {}
    for line in unverified.signatures:
        key = (line.name, line.key_id)
        if key not in known:
            ignored[line] = None
        elif key not in verified:
            verified[key] = _verify(unverified.text, line, known[key])
    if not verified:
        raise BadNote("unverified")
    return Note(unverified.text, tuple(verified.values()), tuple(ignored))


def parse(data: bytes) -> Unverified:
    """The parts of a note in bytes. Raises BadNote("malformed")."""
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadNote("malformed") from fault
    text, blank, lines = whole.rpartition("\n\n")
    if len(data) > MAX_BYTES or _has_controls(whole) or not blank or not lines.endswith("\n"):
        raise BadNote("malformed")
    signatures = tuple(_parse_line(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MAX_SIGNATURES:
        raise BadNote("malformed")
    return Unverified(text + "\n", signatures)


def sign(text: str, signers: Sequence[Signer], *, timestamp: int = 0, existing: Sequence[Signature] = ()) -> bytes:
    """The note of a text: existing lines first, then one line a signer, who replaces an existing line of its key.

    `timestamp` is POSIX seconds, for signers that state a time. Raises BadNote("malformed") when no reader would
    accept the result.
    """
    if not text.endswith("\n") or (not signers and not existing):
        raise BadNote("malformed")
    keys = {(signer.name, signer.key_id) for signer in signers}
    lines = [line for line in existing if (line.name, line.key_id) not in keys]
    lines += [Signature(signer.name, signer.key_id, signer.sign(text, timestamp)) for signer in signers]
    data = (text + "\n" + "".join(line.line() for line in lines)).encode()
    if parse(data) != Unverified(text, tuple(Signature(line.name, line.key_id, line.signature) for line in lines)):
        raise BadNote("malformed")
    return data


def key_id(name: str, key: bytes) -> bytes:
    """First 4 bytes of SHA-256(name || newline || key), where `key` begins with its type byte."""
    return hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]


def encode_vkey(name: str, key: bytes) -> str:
    """Verifier key `name+id+base64(type || public key)`. Raises BadNote("key") for a name that no note may hold."""
    if not _is_name(name):
        raise BadNote("key", name)
    return f"{name}+{key_id(name, key).hex()}+{base64.b64encode(key).decode()}"


def parse_vkey(vkey: str) -> tuple[str, bytes]:
    """Name, and key with its type byte, of a verifier key. Raises BadNote("key")."""
    name, _, rest = vkey.partition("+")
    _, _, encoded = rest.partition("+")
    try:
        key = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BadNote("key", name) from fault
    if not key or encode_vkey(name, key) != vkey:
        raise BadNote("key", name)
    return name, key


def _known(verifiers: Iterable[Verifier]) -> dict[tuple[str, bytes], Verifier]:
    known: dict[tuple[str, bytes], Verifier] = {}
    for verifier in verifiers:
        if known.setdefault((verifier.name, verifier.key_id), verifier) is not verifier:
            raise BadNote("ambiguous_key", verifier.name)
    return known


def _verify(text: str, line: Signature, verifier: Verifier) -> Signature:
    try:
        timestamp = verifier.check(text, line.signature)
    except BadSignature as fault:
        raise BadNote("invalid_signature", line.name) from fault
    return Signature(line.name, line.key_id, line.signature, timestamp)


def _parse_line(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_PREFIX).partition(" ")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BadNote("malformed") from fault
    signature = Signature(name, raw[:4], raw[4:])
    if not _is_name(name) or len(raw) < 5 or signature.line() != line + "\n":
        raise BadNote("malformed")
    return signature


def _is_name(name: str) -> bool:
    """Not empty, no Unicode space, no plus, no control character, encodable."""
    bad = any(character.isspace() or character == "+" or "\ud800" <= character <= "\udfff" for character in name)
    return bool(name) and not bad and not _has_controls(name)


def _has_controls(text: str) -> bool:
    return any(character < " " and character != "\n" for character in text)
