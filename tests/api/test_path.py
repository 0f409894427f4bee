"""The path of one act over HTTP: propose, sign, record, receipt, evidence."""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from api.receipts import check_receipt


def test_an_act_is_proposed_signed_recorded_and_proved(ledger, helpers):
    officer = ledger.officers["prosecutor"]
    headers = ledger.headers(officer)
    asked = helpers.command(
        officer,
        "criminal_case",
        "case.opened.v1",
        "2026-02-03T08:00:00+07:00",
        {"issuer": {"agency": "Cơ quan CSĐT Công an TP Hà Nội"}, "facts": "Lấy trộm xe máy."},
    )
    proposal = ledger.client.post("/acts/propose", json=asked, headers=headers)
    assert proposal.status_code == 200, proposal.text
    document = proposal.json()
    act = base64.b64decode(document["payload"])
    signed = {**document, "signatures": [{"sig": helpers.encode(officer.sign(act))}]}
    before = ledger.rows()
    answer = ledger.client.post("/acts", json=signed, headers={**headers, "Idempotency-Key": document["command_id"]})
    assert answer.status_code == 201, answer.text
    assert ledger.rows()[0] == before[0] + 1

    (line, _) = ledger.parts.vkeys.splitlines()
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(line.split("+", 2)[2])[1:])
    receipt = check_receipt(answer.content, key)
    assert receipt["stream"] == document["stream"]
    assert receipt["entry"]["act"] == hashlib.sha256(act).hexdigest()

    again = ledger.client.post("/acts", json=signed, headers=headers)
    assert again.status_code == 201
    assert check_receipt(again.content, key) == receipt
    assert ledger.rows()[0] == before[0] + 1
