"""Every error that leaves this room.

    SigningError
    +-- NotCanonical    bytes or values that break the admission rules of canonical JSON
    +-- BadDisclosure   a disclosure that is malformed, does not match its act, or is missing
    +-- BadSignature    a signature that does not hold, or is of a kind that is not accepted
    +-- Untrusted       a certificate that is not trusted, or of which that cannot be told
    +-- BadProof        a Merkle proof, hash or size that does not hold
    +-- BadNote         a signed note, key or checkpoint that is malformed or does not verify

Errors carry values. The sentence a person reads is chosen at the edge.
"""


class SigningError(Exception):
    """Root of the tree: nothing else is raised on bad input."""


class NotCanonical(SigningError):
    """Bytes or values that break the admission rules."""

    def __init__(self, reason: str, pointer: str = "") -> None:
        super().__init__(reason, pointer)
        self.reason = reason  # one of canonical.REASONS
        self.pointer = pointer  # JSON pointer (RFC 6901) of the first fault; "" for the whole document


class BadDisclosure(SigningError):
    """A disclosure that is malformed, does not match its act, or is missing."""

    def __init__(self, reason: str, path: str = "", digest: bytes | None = None) -> None:
        super().__init__(reason, path, digest)
        self.reason = reason  # malformed | path | absent | present | unmatched | repeated | missing
        self.path = path  # JSON pointer inside the act, when known
        self.digest = digest  # 32 bytes, the digest without partner, when that is the fault


class BadSignature(SigningError):
    """A signature that does not hold, or is of a kind that is not accepted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason  # mismatch | key | envelope | cms_<what>


class Untrusted(SigningError):
    """A certificate that is not trusted at a moment, or of which that cannot be told."""

    def __init__(self, reason: str, certificate: bytes | None = None, *, cannot_tell: bool = False) -> None:
        super().__init__(reason, certificate, cannot_tell)
        self.reason = reason  # one of trust.REASONS
        self.certificate = certificate  # SHA-256 of the DER of the certificate at fault, 32 bytes
        self.cannot_tell = cannot_tell  # True: evidence is missing; False: evidence says no


class BadProof(SigningError):
    """A Merkle proof, hash or size that does not hold."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason  # hash_length | size | index | path_length | root_mismatch | subtree | encoding


class BadNote(SigningError):
    """A signed note, key or checkpoint that is malformed or does not verify."""

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason, name)
        self.reason = reason  # malformed | key | invalid_signature | unverified | ambiguous_key | checkpoint
        self.name = name  # key name at fault, when there is one
