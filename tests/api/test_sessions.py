"""Logging in: what a challenge, its answer and a token are good for, and for how long."""

import base64
import time

import pytest
from cryptography.fernet import Fernet

from api.sessions import LOGIN_TYPE
from signing import canonical, dsse


@pytest.fixture
def officer(ledger):
    return ledger.officers["prosecutor"]


def challenge(ledger, officer):
    answer = ledger.client.post("/login/challenge", json={"certificate": officer.key.sha256})
    assert answer.json()["payloadType"] == LOGIN_TYPE
    return base64.b64decode(answer.json()["payload"])


def answer(ledger, helpers, payload, signature, payload_type=LOGIN_TYPE):
    envelope = {"payload": helpers.encode(payload), "payloadType": payload_type}
    return ledger.client.post("/login", json={**envelope, "signatures": [{"sig": helpers.encode(signature)}]})


def refused(found, status, code, reason):
    assert (found.status_code, found.json()["code"], found.json()["reason"]) == (status, code, reason), found.text


def signed(officer, payload):
    return officer.key.sign(dsse.pae(LOGIN_TYPE, payload))


def test_a_challenge_names_ledger_purpose_and_certificate(ledger, officer):
    members = canonical.decode(challenge(ledger, officer))
    assert (members["ledger"], members["purpose"]) == (ledger.parts.origin, "login")
    assert members["certificate"] == officer.key.sha256


def test_a_challenge_is_good_once(ledger, helpers, officer):
    payload = challenge(ledger, officer)
    assert answer(ledger, helpers, payload, signed(officer, payload)).status_code == 200
    refused(answer(ledger, helpers, payload, signed(officer, payload)), 401, "login_refused", "challenge")


def test_a_failed_answer_uses_the_challenge_up(ledger, helpers, officer):
    payload = challenge(ledger, officer)
    other = ledger.officers["chief"]
    refused(answer(ledger, helpers, payload, signed(other, payload)), 403, "bad_signature", "mismatch")
    refused(answer(ledger, helpers, payload, signed(officer, payload)), 401, "login_refused", "challenge")


def test_a_signature_over_an_act_logs_nobody_in(ledger, helpers, officer):
    payload = challenge(ledger, officer)
    refused(answer(ledger, helpers, payload, officer.sign(payload)), 403, "bad_signature", "mismatch")
    payload = challenge(ledger, officer)
    found = answer(ledger, helpers, payload, officer.sign(payload), dsse.ACT_TYPE)
    refused(found, 401, "login_refused", "challenge")


@pytest.mark.parametrize(
    "members",
    [
        {"ledger": "other.invalid"},
        {"purpose": "signing"},
        {"certificate": "00" * 32},
        {"challenge": "x"},
        {"format": 1},
    ],
)
def test_a_challenge_that_was_changed(ledger, helpers, officer, members):
    payload = canonical.encode({**canonical.decode(challenge(ledger, officer)), **members})
    refused(answer(ledger, helpers, payload, signed(officer, payload)), 401, "login_refused", "challenge")


def test_a_certificate_that_no_officer_has(ledger, helpers, officer):
    key = ledger.pki.issue("Người ngoài", "HN-KV1")
    stranger = helpers.Officer(officer.id, "Người ngoài", "HN-KV1", "KSV", key)
    payload = challenge(ledger, stranger)
    refused(answer(ledger, helpers, payload, signed(stranger, payload)), 403, "untrusted", "unknown")
    ledger.parts.certificates.take_certificate(key.der)
    payload = challenge(ledger, stranger)
    refused(answer(ledger, helpers, payload, signed(stranger, payload)), 401, "login_refused", "certificate")


def test_a_session_ends_when_the_organisation_revokes_the_certificate(ledger, helpers):
    lost = helpers.enrol(ledger, "Người mất thẻ", "HN-KV1", "KSV")
    headers = ledger.headers(lost)
    assert ledger.client.get("/cases", headers=headers).status_code == 200
    data = {"certificate": lost.key.sha256, "reason": "lost"}
    ledger.act(ledger.officers["head"], "organisation", "certificate.revoked.v1", "2025-07-03T00:00:00+07:00", data)
    assert ledger.client.get("/cases", headers=headers).status_code == 401


def test_tokens_of_another_deployment_are_worth_nothing(ledger, helpers, officer):
    content = b'{"certificate":"%s"}' % officer.key.sha256.encode()
    token = Fernet(Fernet.generate_key()).encrypt(content).decode()
    assert ledger.client.get("/cases", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_a_token_ends_after_fifteen_minutes(ledger, officer):
    sessions = ledger.parts.sessions
    content = b'{"certificate":"%s"}' % officer.key.sha256.encode()
    for age, status in ((14 * 60, 200), (15 * 60 + 1, 401)):
        token = sessions._tokens.encrypt_at_time(content, int(time.time()) - age).decode()
        answer = ledger.client.get("/cases", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == status


@pytest.mark.parametrize("body", [{}, {"certificate": 1}, {"certificate": "x"}, {"certificate": "AB" * 32}])
def test_what_names_no_certificate(ledger, body):
    found = ledger.client.post("/login/challenge", json=body)
    assert (found.status_code, found.json()["code"]) == (400, "bad_request")
