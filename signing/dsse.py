"""DSSE version 1: the bytes that a signature is over, and the JSON envelope (secure-systems-lab/dsse, protocol.md).

The pre-authentication encoding binds the type to the body, so that a signature made for one kind of document
never holds for another.
"""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

import orjson

from signing.errors import BadSignature

ACT_TYPE = "application/vnd.socai.act+json"
_ACT_TYPE_HEAD = b"DSSEv1 %d %s " % (len(ACT_TYPE), ACT_TYPE.encode())


def pae(payload_type: str, body: bytes) -> bytes:
    """`"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body`, lengths in decimal bytes."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)


def act_pae(act: bytes) -> bytes:
    """The bytes an officer's signature over an act is made of."""
    return b"%b%d %b" % (_ACT_TYPE_HEAD, len(act), act)


@dataclass(frozen=True, slots=True)
class EnvelopeSignature:
    """One signature of an envelope."""

    signature: bytes
    keyid: str | None = None  # a hint; never decides which key is used


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload with its signatures, none of them checked."""

    payload_type: str
    payload: bytes
    signatures: tuple[EnvelopeSignature, ...]

    def to_json(self) -> bytes:
        """The JSON envelope: members payload, payloadType and signatures, base64 with padding."""
        return orjson.dumps(
            {
                "payload": base64.b64encode(self.payload).decode(),
                "payloadType": self.payload_type,
                "signatures": [_signature_json(signature) for signature in self.signatures],
            }
        )


def parse_envelope(data: bytes) -> Envelope:
    """The envelope in JSON bytes. Members that are not known are ignored, as the protocol asks.

    Raises BadSignature("envelope").
    """
    try:
        document = orjson.loads(data)
        signatures = tuple(_parse_signature(item) for item in document["signatures"])
        envelope = Envelope(_text(document["payloadType"]), _base64(document["payload"]), signatures)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as fault:
        raise BadSignature("envelope") from fault
    if not signatures:
        raise BadSignature("envelope")
    return envelope


def _signature_json(signature: EnvelopeSignature) -> dict[str, str]:
    document = {"sig": base64.b64encode(signature.signature).decode()}
    if signature.keyid is not None:
        document["keyid"] = signature.keyid
    return document


def _parse_signature(item: dict[str, Any]) -> EnvelopeSignature:
    keyid = item.get("keyid") if isinstance(item, dict) else None
    return EnvelopeSignature(_base64(item["sig"]), None if keyid is None else _text(keyid))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _base64(value: Any) -> bytes:
    """Bytes of standard or URL-safe base64, which the protocol lets a producer choose."""
    text = _text(value)
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error as fault:
        raise ValueError(text) from fault
