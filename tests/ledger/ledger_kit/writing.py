"""Signed acts for tests: real bytes, a real P-256 signature, the hash of a real certificate."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

from ledger.batch import PersonKey, Sealed, SignedAct
from ledger.format import Envelope, encode
from signing.disclosure import Disclosure
from signing.dsse import act_pae

ORIGIN = "so-cai.example/test"
OFFICER = "0197a3c0-0000-7000-8000-000000000001"
OCCURRED_AT = "2026-10-07T08:30:00+07:00"


@dataclass(frozen=True)
class Made:
    """A signed act with the disclosures of its personal members."""

    signed: SignedAct
    disclosures: tuple[Disclosure, ...]


class Writer:
    """One officer who signs acts; knows the head of each stream that `next` moved."""

    def __init__(self, key: ec.EllipticCurvePrivateKey, certificate: bytes, origin: str = ORIGIN) -> None:
        self.key, self.origin = key, origin
        self.certificate = hashlib.sha256(certificate).digest()
        self.heads: dict[UUID, tuple[int, bytes | None]] = {}

    @classmethod
    def from_der(cls, key: bytes, certificate: bytes) -> "Writer":
        """The writer in another process, from PKCS#8 and X.509 bytes."""
        loaded = load_der_private_key(key, None)
        assert isinstance(loaded, ec.EllipticCurvePrivateKey)
        return cls(loaded, certificate)

    def another(self) -> "Writer":
        """The same officer at another desk, who has written nothing yet."""
        made = Writer(self.key, b"", self.origin)
        made.certificate = self.certificate
        return made

    def next(self, stream: UUID | None = None, **members: Any) -> SignedAct:
        """The act that follows in a stream (a new one without `stream`); the writer takes it for recorded."""
        stream = stream or uuid4()
        version, previous = self.heads.get(stream, (0, None))
        signed = self.act(stream, version + 1, previous, **members)
        self.heads[stream] = (version + 1, signed.act_hash)
        return signed

    def several(self, count: int, stream: UUID | None = None) -> list[SignedAct]:
        """Consecutive acts of one stream."""
        stream = stream or uuid4()
        return [self.next(stream) for _ in range(count)]

    def act(
        self,
        stream: UUID,
        version: int = 1,
        previous: bytes | None = None,
        *,
        command_id: UUID | None = None,
        body: dict[str, Any] | None = None,
        personal: Iterable[str] = (),
        judged_at: int | None = None,
        sealed: tuple[Sealed, ...] = (),
        keys: tuple[PersonKey, ...] = (),
        erases: tuple[UUID, ...] = (),
        **members: Any,
    ) -> SignedAct:
        """An act at any place of a stream. `members` replace members of the body."""
        body = (body or self.body()) | members
        envelope = Envelope(self.origin, stream, version, previous, command_id or uuid4())
        made = self.sign(envelope, body, personal).signed
        return made._replace(judged_at=judged_at, sealed=sealed, keys=keys, erases=erases)

    def sign(self, envelope: Envelope, body: dict[str, Any], personal: Iterable[str] = ()) -> Made:
        """Encodes and signs."""
        act, disclosures = encode(envelope, body, personal, lambda path: os.urandom(16))
        signature = self.key.sign(act_pae(act), ec.ECDSA(SHA256()))
        signed = SignedAct(
            envelope=envelope,
            kind=body["kind"],
            type=body["type"],
            occurred_at=datetime.fromisoformat(body["occurred_at"]),
            act=act,
            act_hash=hashlib.sha256(act).digest(),
            signature=signature,
            signature_hash=hashlib.sha256(signature).digest(),
            certificate=self.certificate,
        )
        return Made(signed, disclosures)

    def body(self, **members: Any) -> dict[str, Any]:
        """The members that the law owns, as of an ordinary act."""
        return {
            "kind": "criminal_case",
            "type": "case.opened.v1",
            "occurred_at": OCCURRED_AT,
            "precision": "instant",
            "rule_set": "2026-11",
            "actor": self.actor(),
            "law": ["BLTTHS-2015/153/1", "BLTTHS-2015/143"],
            "documents": [],
            "links": [],
            "data": {
                "issuer": {"agency": "Cơ quan Cảnh sát điều tra Công an tỉnh X", "number": "15/QĐ-CSĐT"},
                "facts": "Chiếm đoạt tài sản bằng thủ đoạn gian dối",
            },
        } | members

    def actor(self, **members: Any) -> dict[str, Any]:
        """Who signs."""
        return {
            "officer": OFFICER,
            "unit": "TC",
            "title": "VT",
            "capacity": "own",
            "certificate": self.certificate.hex(),
            "authorised_by": None,
        } | members
