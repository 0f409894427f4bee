"""Entry: the small record that the ledger adds to an act, and the leaf of its tree (FORMAT.md, section 4).

Canonical JSON of {act, certificate, format, position, recorded_at, signature}. Every member has one fixed ASCII
form, so the bytes are made by formatting and read by one pattern; a test holds both against `canonical`.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from signing.canonical import MAX_INTEGER
from signing.errors import NotCanonical

FORMAT = "socai/entry/1"

_RECORDED_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_ENTRY = re.compile(
    rb'\{"act":"([0-9a-f]{64})","certificate":"([0-9a-f]{64})","format":"socai/entry/1",'
    rb'"position":([1-9][0-9]{0,15}),"recorded_at":"([0-9TZ.:-]{27})","signature":"([0-9a-f]{64})"\}'
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger says when it records an act.

    Raises NotCanonical when a value cannot stand in an entry.
    """

    position: int  # 1-based and gapless; leaf index = position - 1
    act: bytes  # 32 bytes, SHA-256 of the act's bytes
    signature: bytes  # 32 bytes, SHA-256 of the signature's bytes
    certificate: bytes  # 32 bytes, SHA-256 of the signer's certificate in DER
    recorded_at: str  # UTC, YYYY-MM-DDTHH:MM:SS.ffffffZ

    def __post_init__(self) -> None:
        if not 1 <= self.position <= MAX_INTEGER:
            raise NotCanonical("integer_range", "/position")
        if not len(self.act) == len(self.signature) == len(self.certificate) == 32:
            raise NotCanonical("type", "/act")
        if not _RECORDED_AT.fullmatch(self.recorded_at):
            raise NotCanonical("type", "/recorded_at")

    def encode(self) -> bytes:
        """The canonical bytes: the leaf's preimage after the 0x00 byte."""
        return encode(self.position, self.act, self.signature, self.certificate, self.recorded_at)


def encode(position: int, act: bytes, signature: bytes, certificate: bytes, recorded_at: str) -> bytes:
    """The canonical bytes of an entry from members that are known to be in form; `Entry` checks them first."""
    return (
        f'{{"act":"{act.hex()}","certificate":"{certificate.hex()}","format":"socai/entry/1",'
        f'"position":{position},"recorded_at":"{recorded_at}","signature":"{signature.hex()}"}}'
    ).encode("ascii")


def parse(data: bytes) -> Entry:
    """The entry in canonical bytes.

    Raises NotCanonical unless the bytes are exactly those that `encode` gives, at a moment that exists.
    """
    match = _ENTRY.fullmatch(data)
    if match is None:
        raise NotCanonical("not_reencoded")
    act, certificate, position, recorded_at, signature = (group.decode() for group in match.groups())
    try:
        datetime.fromisoformat(recorded_at)
    except ValueError as fault:
        raise NotCanonical("type", "/recorded_at") from fault
    return Entry(int(position), bytes.fromhex(act), bytes.fromhex(signature), bytes.fromhex(certificate), recorded_at)
