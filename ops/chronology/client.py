"""A client of the ledger that never signs blindly.

The service never sees a private key. For one act: 1 ask for the bytes; 2 check that they are canonical and say what was
asked, member by member, for the officer who is to sign, in the ledger meant, after the act last seen in that stream;
3 sign their DSSE encoding; 4 hand them in; 5 check that the receipt is signed by the ledger and is about these very
bytes and this signature.
"""

import base64
import hashlib
import threading
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

import httpx
import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from api.receipts import check_receipt
from api.sessions import FORMAT as LOGIN_FORMAT
from api.sessions import LOGIN_TYPE
from domain.kernel.coding import act_type_of, read_data
from ops.chronology.errors import LedgerRefused, NotAsAsked, ReceiptWrong, ServiceUnreachable
from ops.development_pki import OfficerKey
from signing import canonical, disclosure, dsse
from signing.errors import SigningError
from signing.keys import Ed25519Verifier, verifier

WAIT_S = 60.0
ASKED = ("kind", "type", "occurred_at", "precision", "documents", "links")


@dataclass(frozen=True)
class Signatory:
    """An officer with the key at hand, in the unit and title to be signed for."""

    officer: UUID
    unit: str
    title: str
    key: OfficerKey = field(repr=False)

    def actor(self, capacity: str = "own") -> dict[str, Any]:
        """The `actor` of an act signed now."""
        return {
            "officer": str(self.officer), "unit": self.unit, "title": self.title, "capacity": capacity,
            "certificate": self.key.sha256, "authorised_by": None,
        }  # fmt: skip


@dataclass(frozen=True)
class Command:
    """What is to be recorded."""

    stream: UUID
    kind: str
    type: str
    command_id: UUID
    occurred_at: str  # RFC 3339 with offset
    precision: str
    data: dict[str, Any]  # personal values among them
    links: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Receipt:
    """A receipt whose signature held."""

    stream: UUID
    version: int
    command_id: UUID
    position: int
    act_hash: str  # lowercase hex
    recorded_at: str  # as in the entry


@dataclass(frozen=True)
class RecordedAct:
    """An act of the ledger with its receipt: the bytes are those that the receipt names."""

    receipt: Receipt
    act: bytes


class LedgerClient:
    """Keeps connections alive; safe for threads, each of which works on streams of its own."""

    def __init__(self, url: str, origin: str, vkey: str) -> None:
        """`vkey` is the ledger's Ed25519 verifier key, which should come from where the ledger's key is known."""
        self.origin = origin
        self._key = _receipt_key(vkey, origin)
        limits = httpx.Limits(max_connections=32, max_keepalive_connections=32)
        self._http = httpx.Client(base_url=url, timeout=WAIT_S, trust_env=False, limits=limits)
        self._tokens: dict[str, str] = {}  # by certificate
        self._heads: dict[UUID, Receipt] = {}  # of the newest act seen
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exit: object) -> None:
        self._http.close()

    def record(self, command: Command, signatory: Signatory, capacity: str = "own") -> RecordedAct:
        """Has the act decided, checks it, signs it, records it. Raises: LedgerRefused, NotAsAsked, ReceiptWrong."""
        asked = {
            "stream": str(command.stream), "kind": command.kind, "type": command.type,
            "command_id": str(command.command_id), "occurred_at": command.occurred_at, "precision": command.precision,
            "documents": [], "links": list(command.links), "data": command.data, "actor": signatory.actor(capacity),
        }  # fmt: skip
        answer = self._call("POST", "/acts/propose", signatory, json=asked, headers={"If-Match": "*"})  # 1
        proposal = orjson.loads(answer.content)
        act = base64.b64decode(proposal["payload"])
        disclosures = [text.encode() for text in proposal["disclosures"]]
        version = self._check_proposal(asked, act, disclosures)  # 2
        signature = signatory.key.sign(dsse.act_pae(act))  # 3
        signed = {
            "payload": proposal["payload"], "payloadType": dsse.ACT_TYPE, "disclosures": proposal["disclosures"],
            "signatures": [{"sig": base64.b64encode(signature).decode(), "keyid": signatory.key.sha256}],
        }  # fmt: skip
        receipt = self._call("POST", "/acts", signatory, json=signed)  # 4
        members = self._opened(receipt.content)
        expected = {  # 5
            "stream": asked["stream"], "version": version, "command_id": asked["command_id"],
            "act": hashlib.sha256(act).hexdigest(), "signature": hashlib.sha256(signature).hexdigest(),
            "certificate": signatory.key.sha256,
        }  # fmt: skip
        return RecordedAct(self._kept(members, expected), act)

    def recorded(self, command_id: UUID, signatory: Signatory) -> RecordedAct | None:
        """The act of a command recorded before; None when it was not. Raises: ReceiptWrong."""
        receipt = self.receipt(command_id, signatory)
        if receipt is None:
            return None
        act = base64.b64decode(self.get(f"/acts/{receipt.position}", signatory)["payload"])
        if hashlib.sha256(act).hexdigest() != receipt.act_hash:
            raise ReceiptWrong("act", hashlib.sha256(act).hexdigest())
        return RecordedAct(receipt, act)

    def receipt(self, command_id: UUID, signatory: Signatory) -> Receipt | None:
        """The receipt of a command recorded before; None when it was not. Raises: ReceiptWrong."""
        answer = self._call("GET", f"/receipts/{command_id}", signatory, absent=True)
        if answer.status_code == 404:
            return None
        return self._kept(self._opened(answer.content), {"command_id": str(command_id)})

    def hand_in_certificate(self, der: bytes, signatory: Signatory) -> None:
        """Gives the ledger an officer's certificate; `signatory` keeps the organisation."""
        self._call("POST", "/certificates", signatory, content=der, headers={"Content-Type": "application/pkix-cert"})

    def get(self, path: str, signatory: Signatory, **query: str | int) -> Any:
        """The JSON document at `path`."""
        return orjson.loads(self._call("GET", path, signatory, params=query).content)

    def log_in(self, signatory: Signatory) -> dict[str, Any]:
        """Answers a challenge with the officer's key; the answer has `token` and the one-time `link`."""
        document = orjson.loads(
            self._answered("POST", "/login/challenge", json={"certificate": signatory.key.sha256}).content
        )
        challenge = base64.b64decode(document["payload"])
        members = canonical.decode(challenge)
        expected = (LOGIN_FORMAT, self.origin, "login", signatory.key.sha256)
        found = tuple(map(members.get, ("format", "ledger", "purpose", "certificate")))
        if document["payloadType"] != LOGIN_TYPE or found != expected:
            raise NotAsAsked("/login", "challenge")
        signature = signatory.key.sign(dsse.pae(LOGIN_TYPE, challenge))
        envelope = dsse.Envelope(LOGIN_TYPE, challenge, (dsse.EnvelopeSignature(signature),))
        answer: dict[str, Any] = orjson.loads(self._answered("POST", "/login", content=envelope.to_json()).content)
        self._tokens[signatory.key.sha256] = answer["token"]
        return answer

    def _check_proposal(self, asked: dict[str, Any], act: bytes, disclosures: list[bytes]) -> int:
        """Step 2; gives the version. Raises: NotAsAsked naming the first member that is not what was asked."""
        try:
            body = canonical.decode(act)
            opened = [disclosure.parse(item) for item in disclosures]
            disclosure.match(body, opened, complete=True)
            revealed = disclosure.reveal(body, opened)
        except SigningError as fault:
            raise NotAsAsked("", str(fault)) from fault
        if body["ledger"] != self.origin:
            raise NotAsAsked("/ledger", body["ledger"])
        for name in ("stream", "command_id", "actor", *ASKED):
            if revealed[name] != asked[name]:
                raise NotAsAsked(f"/{name}", revealed[name])
        if revealed["data"] != _as_read(asked):
            raise NotAsAsked("/data", revealed["data"])
        seen = self._heads.get(UUID(asked["stream"]))
        if seen is not None and body["previous"] != seen.act_hash:
            raise NotAsAsked("/previous", body["previous"])
        version: int = body["version"]
        return version

    def _opened(self, envelope: bytes) -> dict[str, Any]:
        try:
            members: dict[str, Any] = check_receipt(envelope, self._key)
        except SigningError as fault:
            raise ReceiptWrong("signature", str(fault)) from fault
        if members["ledger"] != self.origin:
            raise ReceiptWrong("ledger", members["ledger"])
        return members

    def _kept(self, members: dict[str, Any], expected: dict[str, Any]) -> Receipt:
        entry: dict[str, Any] = members["entry"]
        for name, value in expected.items():
            found = members.get(name, entry.get(name))
            if found != value:
                raise ReceiptWrong(name, found)
        receipt = Receipt(
            UUID(members["stream"]),
            members["version"],
            UUID(members["command_id"]),
            entry["position"],
            entry["act"],
            entry["recorded_at"],
        )
        seen = self._heads.get(receipt.stream)
        if seen is None or seen.version < receipt.version:
            self._heads[receipt.stream] = receipt
        return receipt

    def _call(
        self, method: str, path: str, signatory: Signatory, *, absent: bool = False, **more: Any
    ) -> httpx.Response:
        """One request with the officer's session, opened or opened again as needed. Raises: LedgerRefused."""
        headers = more.pop("headers", {})
        for last in (False, True):
            token = self._token(signatory)
            answer = self._sent(method, path, headers={**headers, "Authorization": f"Bearer {token}"}, **more)
            if answer.status_code != 401 or last:
                break
            with self._lock:
                if self._tokens.get(signatory.key.sha256) == token:
                    del self._tokens[signatory.key.sha256]
        return answer if absent and answer.status_code == 404 else _checked(answer)

    def _token(self, signatory: Signatory) -> str:
        token = self._tokens.get(signatory.key.sha256)
        if token is None:
            with self._lock:
                token = self._tokens.get(signatory.key.sha256) or self.log_in(signatory)["token"]
        return token

    def _answered(self, method: str, path: str, **more: Any) -> httpx.Response:
        return _checked(self._sent(method, path, **more))

    def _sent(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            return self._http.request(method, path, **more)
        except httpx.TransportError as error:
            raise ServiceUnreachable(str(self._http.base_url), str(error)) from error


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    if answer.headers.get("Content-Type", "").startswith("application/problem+json"):
        raise LedgerRefused(answer.status_code, orjson.loads(answer.content))
    raise LedgerRefused(answer.status_code, {"code": "http", "title_en": answer.text[:200]})


def _as_read(asked: dict[str, Any]) -> dict[str, Any]:
    """The data asked for as the domain's own model writes them back: defaults filled in, nothing else changed."""
    data = read_data(act_type_of(asked["type"], asked["kind"]), asked["data"])
    return data.model_dump(mode="json", exclude_none=True)


def _receipt_key(vkey: str, origin: str) -> Ed25519PublicKey:
    """Raises: ReceiptWrong when the key is not an Ed25519 key of this ledger."""
    found = verifier(vkey)
    if not isinstance(found, Ed25519Verifier) or found.name != origin:
        raise ReceiptWrong("vkey", vkey)
    return found.key


def introduced(url: str) -> tuple[str, str]:
    """Name and verifier key of the ledger, as its service tells them: enough for a login or a development ledger only.

    Raises: ServiceUnreachable.
    """
    try:
        with httpx.Client(base_url=url, timeout=10, trust_env=False) as http:
            origin = http.get("/health").raise_for_status().json()["ledger"]
            keys = http.get("/checkpoint/keys").raise_for_status().text
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise ServiceUnreachable(url, str(error)) from error
    return str(origin), keys.splitlines()[0]
