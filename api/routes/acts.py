"""Proposing and recording acts; one act with its evidence; receipts."""

import base64
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Header, Path, Response

from api import disclosed
from api.context import LOGGED_IN, TheBody, TheJson, TheParts, TheSession, as_of, envelope_of, stamp
from api.errors import BadRequest, NotFound, PreconditionFailed, PreconditionRequired
from api.etag import check_if_match, etag_of
from api.states import Standing
from api.values import Proposal, Submission, receipt_of
from domain.kernel.coding import asked_from_json
from domain.kernel.rule_sets import current_rule_set
from ledger import certificates, reading
from ledger import format as act_format
from ledger.errors import Conflict
from ledger.recorder import appended
from signing import dsse

router = APIRouter(tags=["acts"], dependencies=LOGGED_IN)

JSON = "application/json"
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=100)]
Match = Annotated[str | None, Header(alias="If-Match", max_length=400)]
# Members of a command that are filled in when they are left out.
DEFAULTS: dict[str, Any] = {"precision": "instant", "documents": [], "links": []}
COMMAND = frozenset((*act_format.LAW, "stream", "command_id")) - {"law"}


@router.post("/acts/propose", summary="Decide an act and get the bytes to sign")
def propose(command: TheJson, parts: TheParts, session: TheSession, key: Key = None, match: Match = None) -> Response:
    unknown = command.keys() - COMMAND
    if unknown:
        raise BadRequest(f"/{min(unknown)}", "unknown_member")
    stream = _uuid(command, "stream")
    if stream is not None and match is None:
        raise PreconditionRequired("If-Match")
    command_id = _same_key(_uuid(command, "command_id"), key)
    actor = command.get("actor")
    if isinstance(actor, dict):
        actor = {"officer": str(session.officer.officer), "certificate": session.certificate, **actor}
    asked = asked_from_json({**DEFAULTS, "rule_set": current_rule_set(), **command, "actor": actor})

    def seen(before: Standing) -> None:
        check_if_match(match, etag_of(before.version, before.act_hash))

    proposal = parts.write_path.propose(asked, command_id=command_id, stream=stream, expect=seen)
    etag = etag_of(proposal.version - 1, proposal.previous)
    return Response(orjson.dumps(_proposal(proposal)), 200, {"ETag": etag, "Rule-Set": asked.rule_set}, JSON)


@router.post("/acts", status_code=201, summary="Record a signed act")
def record(body: TheBody, parts: TheParts, session: TheSession, key: Key = None, match: Match = None) -> Response:
    submission = _submission(body)
    if key is not None or match is not None:
        envelope, _ = act_format.decode(submission.act)
        _same_key(envelope.command_id, key)
        check_if_match(match, etag_of(envelope.version - 1, envelope.previous))
    try:
        receipt = parts.write_path.record(submission)
    except Conflict as error:
        if match is None:
            raise
        raise PreconditionFailed(etag_of(error.head_version, error.head_hash)) from error
    headers = {
        "Location": f"/acts/{receipt.position}",
        "ETag": etag_of(receipt.version, receipt.act_hash),
        "Ledger-Position": str(receipt.position),
    }
    return Response(parts.receipts.sign(receipt), 201, headers, JSON)


@router.get("/receipts/{command_id}", summary="The receipt of a command that was recorded")
def receipt(command_id: UUID, parts: TheParts, session: TheSession) -> Response:
    with parts.read_pool.connection() as connection:
        stored = reading.by_command(connection, command_id)
    if stored is None:
        raise NotFound(f"command {command_id}")
    envelope, _ = act_format.decode(stored.act)
    return Response(parts.receipts.sign(receipt_of(envelope, appended(stored))), 200, None, JSON)


@router.get("/acts/{position}", summary="One act: bytes, signature, entry, certificate, disclosures")
def act(
    position: Annotated[int, Path(ge=1, lt=2**53)], response: Response, parts: TheParts, session: TheSession
) -> dict[str, Any]:
    with parts.service_pool.connection() as connection:
        at = as_of(connection, None)
        stored = reading.at(connection, position)
        der = certificates.get(connection, stored.certificate)
        opened = disclosed.of_positions(connection, parts.vault, session, stored.stream, [stored.position])
    stamp(response, at)
    response.headers["ETag"] = etag_of(stored.version, stored.act_hash)
    found = opened[stored.position]
    return {
        "position": stored.position,
        "act_hash": stored.act_hash.hex(),
        "payload": _base64(stored.act),
        "payloadType": dsse.ACT_TYPE,
        "signatures": [{"sig": _base64(stored.signature), "keyid": stored.certificate.hex()}],
        "act": orjson.loads(stored.act),
        "entry": stored.entry.decode(),
        "leaf": stored.leaf.hex(),
        "recorded_at": stored.recorded_at.isoformat(),
        "certificate": _base64(der),
        "disclosures": [item.encoded.decode() for item in found.disclosures],
        "erased": [digest.hex() for digest in found.erased],
        "withheld": [digest.hex() for digest in found.withheld],
    }


def _submission(body: bytes) -> Submission:
    """A DSSE envelope with one more member, `disclosures`: each the text of its canonical JSON."""
    envelope = envelope_of(body)
    if envelope.payload_type != dsse.ACT_TYPE:
        raise BadRequest("/payloadType", "payload_type")
    if len(envelope.signatures) != 1:
        raise BadRequest("/signatures", "one_signature")
    listed = orjson.loads(body).get("disclosures", [])
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        raise BadRequest("/disclosures", "list_of_strings")
    return Submission(envelope.payload, envelope.signatures[0].signature, tuple(item.encode() for item in listed))


def _proposal(proposal: Proposal) -> dict[str, Any]:
    """Signed over the DSSE encoding of payloadType and payload, this document with `signatures` is what is recorded."""
    return {
        "payload": _base64(proposal.act),
        "payloadType": dsse.ACT_TYPE,
        "disclosures": [item.encoded.decode() for item in proposal.disclosures],
        "stream": str(proposal.stream),
        "version": proposal.version,
        "previous": proposal.previous.hex() if proposal.previous is not None else None,
        "command_id": str(proposal.command_id),
        "act": orjson.loads(proposal.act),
    }


def _uuid(command: dict[str, Any], name: str) -> UUID | None:
    value = command.pop(name, None)
    return None if value is None else act_format.parse_uuid(value, f"/{name}")


def _same_key(command_id: UUID | None, key: str | None) -> UUID | None:
    """The command id, which an Idempotency-Key must equal. Raises: BadRequest."""
    if key is None:
        return command_id
    named = act_format.parse_uuid(key.strip('"'), "Idempotency-Key")
    if command_id is not None and named != command_id:
        raise BadRequest("Idempotency-Key", "not_the_command_id")
    return named


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()
