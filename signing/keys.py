"""Keys that sign notes: the three kinds that are used here (C2SP signed-note, tlog-cosignature).

    type byte   key          signature                    over
    0x01        Ed25519      64 bytes                     the text
    0x04        Ed25519      time (8 bytes) || 64         "cosignature/v1" newline "time " POSIX seconds newline text
    0x06        ML-DSA-44    time (8 bytes) || 2,420      cosigned_message, which names cosigner, origin, size and root

0x04 and 0x06 sign checkpoints only. Type and name are hashed into the key id, so that one key of two types is two
keys; the same Ed25519 key must all the same not be used for both.
"""

from dataclasses import dataclass
from functools import cached_property

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from signing import checkpoint, note
from signing.errors import BadNote, BadSignature
from signing.note import Verifier

ED25519 = 0x01
COSIGNATURE = 0x04
ML_DSA_44 = 0x06

_KEY_BYTES = {ED25519: 32, COSIGNATURE: 32, ML_DSA_44: 1312}
_SIGNATURE_BYTES = {COSIGNATURE: 8 + 64, ML_DSA_44: 8 + 2420}
_MAX_TIME = 2**63 - 1
_MAX_NAME = 255


def verifier(vkey: str) -> Verifier:
    """The key in a verifier key `name+id+base64(type || key)`. Raises BadNote("key")."""
    name, key = note.parse_vkey(vkey)
    if _KEY_BYTES.get(key[0]) != len(key) - 1:
        raise BadNote("key", name)
    try:
        if key[0] == ED25519:
            return Ed25519Verifier(name, Ed25519PublicKey.from_public_bytes(key[1:]))
        if key[0] == COSIGNATURE:
            return CosignatureVerifier(name, Ed25519PublicKey.from_public_bytes(key[1:]))
        return MlDsaVerifier(name, MLDSA44PublicKey.from_public_bytes(key[1:]))
    except ValueError as fault:
        raise BadNote("key", name) from fault


@dataclass(frozen=True)
class Ed25519Verifier:
    """Type 0x01."""

    name: str
    key: Ed25519PublicKey

    @cached_property
    def key_id(self) -> bytes:
        """4 bytes."""
        return note.key_id(self.name, _encoded(ED25519, self.key))

    def vkey(self) -> str:
        """The verifier key. Raises BadNote("key") for a name that no note may hold."""
        return note.encode_vkey(self.name, _encoded(ED25519, self.key))

    def check(self, text: str, signature: bytes) -> int | None:
        """Check a signature, which states no time. Raises BadSignature("mismatch")."""
        _check(self.key, signature, text.encode())
        return None


@dataclass(frozen=True)
class Ed25519Signer:
    """Type 0x01."""

    name: str
    key: Ed25519PrivateKey

    @cached_property
    def key_id(self) -> bytes:
        """4 bytes."""
        return self.verifier().key_id

    def verifier(self) -> Ed25519Verifier:
        """The public half."""
        return Ed25519Verifier(self.name, self.key.public_key())

    def sign(self, text: str, timestamp: int) -> bytes:
        """64 bytes. `timestamp` is not stated."""
        return self.key.sign(text.encode())


@dataclass(frozen=True)
class CosignatureVerifier:
    """Type 0x04: a witness says that it saw this consistent tree head, the largest so far, at a time."""

    name: str
    key: Ed25519PublicKey

    @cached_property
    def key_id(self) -> bytes:
        """4 bytes."""
        return note.key_id(self.name, _encoded(COSIGNATURE, self.key))

    def vkey(self) -> str:
        """The verifier key. Raises BadNote("key") for a name that no note may hold."""
        return note.encode_vkey(self.name, _encoded(COSIGNATURE, self.key))

    def check(self, text: str, signature: bytes) -> int | None:
        """Check a signature over a checkpoint; the POSIX time it states. Raises BadSignature("mismatch")."""
        timestamp = _timestamp(COSIGNATURE, signature)
        _check(self.key, signature[8:], _cosignature_message(text, timestamp))
        return timestamp


@dataclass(frozen=True)
class CosignatureSigner:
    """Type 0x04."""

    name: str
    key: Ed25519PrivateKey

    @cached_property
    def key_id(self) -> bytes:
        """4 bytes."""
        return self.verifier().key_id

    def verifier(self) -> CosignatureVerifier:
        """The public half."""
        return CosignatureVerifier(self.name, self.key.public_key())

    def sign(self, text: str, timestamp: int) -> bytes:
        """72 bytes. Raises BadSignature("mismatch") when the text is no checkpoint."""
        return timestamp.to_bytes(8, "big") + self.key.sign(_cosignature_message(text, timestamp))


@dataclass(frozen=True)
class MlDsaVerifier:
    """Type 0x06: secure against quantum computers, and names its cosigner; used by the log and by witnesses."""

    name: str
    key: MLDSA44PublicKey

    @cached_property
    def key_id(self) -> bytes:
        """4 bytes."""
        return note.key_id(self.name, _encoded(ML_DSA_44, self.key))

    def vkey(self) -> str:
        """The verifier key. Raises BadNote("key") for a name that no note may hold."""
        return note.encode_vkey(self.name, _encoded(ML_DSA_44, self.key))

    def check(self, text: str, signature: bytes) -> int | None:
        """Check a signature over a checkpoint; its POSIX time, 0 for none. Raises BadSignature("mismatch")."""
        timestamp = _timestamp(ML_DSA_44, signature)
        _check(self.key, signature[8:], cosigned_message(self.name, timestamp, _tree_head(text)))
        return timestamp


@dataclass(frozen=True)
class MlDsaSigner:
    """Type 0x06."""

    name: str
    key: MLDSA44PrivateKey

    @cached_property
    def key_id(self) -> bytes:
        """4 bytes."""
        return self.verifier().key_id

    def verifier(self) -> MlDsaVerifier:
        """The public half."""
        return MlDsaVerifier(self.name, self.key.public_key())

    def sign(self, text: str, timestamp: int) -> bytes:
        """2,428 bytes. Raises BadSignature("mismatch") when the text is no checkpoint."""
        message = cosigned_message(self.name, timestamp, _tree_head(text))
        return timestamp.to_bytes(8, "big") + self.key.sign(message)


def cosigned_message(name: str, timestamp: int, head: checkpoint.Checkpoint) -> bytes:
    """The bytes an ML-DSA-44 cosignature of a checkpoint is over; extension lines are not among them.

    Raises BadNote("checkpoint") when name or origin is longer than 255 bytes.
    """
    cosigner, origin = name.encode(), head.origin.encode()
    if len(cosigner) > _MAX_NAME or len(origin) > _MAX_NAME:
        raise BadNote("checkpoint", head.origin)
    return b"".join(
        (
            b"subtree/v1\n\0",
            bytes([len(cosigner)]),
            cosigner,
            timestamp.to_bytes(8, "big"),
            bytes([len(origin)]),
            origin,
            (0).to_bytes(8, "big"),  # start
            head.size.to_bytes(8, "big"),  # end
            head.root,
        )
    )


def _cosignature_message(text: str, timestamp: int) -> bytes:
    _tree_head(text)
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def _tree_head(text: str) -> checkpoint.Checkpoint:
    """The checkpoint that a note's text must be. Raises BadSignature("mismatch"): nothing else can be cosigned."""
    try:
        return checkpoint.from_text(text)
    except BadNote as fault:
        raise BadSignature("mismatch") from fault


def _timestamp(kind: int, signature: bytes) -> int:
    timestamp = int.from_bytes(signature[:8], "big")
    if len(signature) != _SIGNATURE_BYTES[kind] or timestamp > _MAX_TIME:
        raise BadSignature("mismatch")
    return timestamp


def _check(key: Ed25519PublicKey | MLDSA44PublicKey, signature: bytes, message: bytes) -> None:
    try:
        key.verify(signature, message)
    except InvalidSignature as fault:
        raise BadSignature("mismatch") from fault


def _encoded(kind: int, key: Ed25519PublicKey | MLDSA44PublicKey) -> bytes:
    return bytes([kind]) + key.public_bytes_raw()
