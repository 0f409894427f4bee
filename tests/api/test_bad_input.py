"""Everything that must not be recorded: a clear problem with its code, and nothing written."""

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from api.values import Submission
from signing import canonical, disclosure, dsse

DAY = "2026-02-03T08:00:00+07:00"
ISSUER = {"agency": "Cơ quan CSĐT Công an TP Hà Nội"}


@pytest.fixture
def officer(ledger):
    return ledger.officers["prosecutor"]


@pytest.fixture
def opening(ledger, helpers, officer):
    """A lawful act, signed and not recorded."""
    data = {"issuer": ISSUER, "facts": "Lấy trộm xe máy tại phường Hàng Bạc."}
    return ledger.signed(officer, helpers.command(officer, "criminal_case", "case.opened.v1", DAY, data))


@pytest.fixture
def charging(ledger, helpers, officer):
    """A lawful act with personal members, signed and not recorded, in a case of its own."""
    stream = helpers.open_case(ledger).stream
    accused = [{"person": str(uuid4()), "label": "bị can 1", "name": "Nguyễn Văn Ất", "birth_year": 1990}]
    asked = helpers.command(officer, "criminal_case", "accused.charged.v1", DAY, {"issuer": ISSUER, "accused": accused})
    return ledger.signed(officer, asked, stream)


@pytest.fixture
def refuse(ledger, helpers, officer):
    """Posts and checks status, code and media type, and that nothing was written."""
    headers = ledger.headers(officer)

    def post(submission, status, code, path="/acts", **more):
        before = ledger.rows()
        if isinstance(submission, Submission):
            submission = json.dumps(helpers.envelope(submission)).encode()
        sent = {**headers, **more.pop("headers", {})}
        answer = ledger.client.post(path, content=submission, headers=sent, **more)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["title"]
        assert answer.json()["title_en"]
        assert ledger.rows() == before
        return answer.json()

    return post


def signed(officer, act, disclosures=()):
    return Submission(act, officer.sign(act), tuple(disclosures))


def changed(officer, submission, **members):
    """The same act with other members, signed again by the officer."""
    act = canonical.encode({**canonical.decode(submission.act), **members})
    return signed(officer, act, submission.disclosures)


# Bytes


def test_a_space_too_many(opening, officer, refuse):
    found = refuse(signed(officer, opening.act.replace(b'":', b'": ', 1)), 400, "not_canonical")
    assert found["errors"] == [{"pointer": "", "code": "not_reencoded"}]


def test_a_duplicate_member(opening, officer, refuse):
    act = opening.act.replace(b'"version":1', b'"version":1,"version":1')
    refuse(signed(officer, act), 400, "not_canonical")


def test_a_float(opening, officer, refuse):
    act = opening.act.replace(b'"version":1', b'"version":1.0')
    assert refuse(signed(officer, act), 400, "not_canonical")["errors"][0]["code"] == "float"


def test_text_that_is_not_nfc(opening, officer, refuse):
    act = unicodedata.normalize("NFD", opening.act.decode()).encode()
    assert refuse(signed(officer, act), 400, "not_canonical")["errors"][0]["code"] == "not_nfc"


def test_an_act_of_a_megabyte(opening, officer, refuse):
    act = opening.act.replace(b"Ho", b"H" * 1_000_000, 1)
    assert refuse(signed(officer, act + b" " * 1_000_000), 413, "too_large")["most"] == 60_000


def test_a_body_larger_than_any_act(refuse):
    refuse(b" " * 2_000_000, 413, "too_large")
    refuse(b" " * 2_000_000, 413, "too_large", path="/acts/propose")


NO_SIGNATURES = b'{"payload":"","payloadType":"x","signatures":[]}'


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"payload":1}', NO_SIGNATURES])
def test_what_is_no_envelope(body, refuse):
    refuse(body, 400, "bad_request")


def test_an_envelope_of_another_type(opening, helpers, refuse):
    envelope = {**helpers.envelope(opening), "payloadType": "application/vnd.socai.login+json"}
    refuse(json.dumps(envelope).encode(), 400, "bad_request")


def test_two_signatures(opening, helpers, refuse):
    envelope = helpers.envelope(opening)
    refuse(json.dumps({**envelope, "signatures": envelope["signatures"] * 2}).encode(), 400, "bad_request")


@pytest.mark.parametrize("listed", ["x", [1], {"a": 1}, [None]])
def test_disclosures_that_are_no_texts(opening, helpers, refuse, listed):
    refuse(json.dumps({**helpers.envelope(opening), "disclosures": listed}).encode(), 400, "bad_request")


# Members


@pytest.mark.parametrize(
    ("members", "status", "code"),
    [
        ({"type": "case.invented.v1"}, 400, "not_an_act"),
        ({"kind": "complaint"}, 400, "not_an_act"),
        ({"format": "socai/act/2"}, 400, "malformed_act"),
        ({"ledger": "other.invalid/socai"}, 400, "wrong_ledger"),
        ({"version": 0}, 400, "malformed_act"),
        ({"version": True}, 400, "malformed_act"),
        ({"version": 2}, 400, "malformed_act"),
        ({"version": 2, "previous": "00" * 32}, 409, "conflict"),
        ({"version": 2**40, "previous": "00" * 32}, 400, "malformed_act"),
        ({"stream": "no uuid"}, 400, "malformed_act"),
        ({"command_id": "AAAAAAAA-0000-7000-8000-000000000000"}, 400, "malformed_act"),
        ({"occurred_at": "yesterday"}, 400, "not_an_act"),
        ({"occurred_at": "2026-02-30T00:00:00+07:00"}, 400, "not_an_act"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, 400, "not_an_act"),
        ({"occurred_at": "0001-01-01T00:00:00+07:00"}, 400, "not_an_act"),
        ({"occurred_at": "9999-12-31T23:59:59-14:00"}, 400, "not_an_act"),
        ({"precision": []}, 400, "not_an_act"),
        ({"rule_set": "1999-01"}, 400, "not_an_act"),
        ({"actor": None}, 400, "not_an_act"),
        ({"actor": {"officer": 1}}, 400, "not_an_act"),
        ({"data": []}, 400, "not_an_act"),
        ({"data": {"issuer": ISSUER, "unknown": 1}}, 400, "not_an_act"),
        ({"data": {"issuer": ISSUER, "offences": [], "facts": "ký tự \x00"}}, 400, "not_an_act"),
        ({"law": []}, 422, "not_as_proposed"),
        ({"_sd": ["00" * 32]}, 400, "bad_disclosure"),
        ({"_sd": "x"}, 400, "bad_disclosure"),
        ({"extra": 1}, 400, "malformed_act"),
    ],
)
def test_members_that_make_no_act(members, status, code, opening, officer, refuse):
    refuse(changed(officer, opening, **members), status, code)


def test_a_member_left_out(opening, officer, refuse):
    act = canonical.decode(opening.act)
    del act["documents"]
    assert refuse(signed(officer, canonical.encode(act)), 400, "malformed_act")["errors"][0]["pointer"] == "/documents"


# Signer


def test_the_signature_of_another_key(opening, ledger, refuse):
    other = ledger.officers["chief"]
    refuse(Submission(opening.act, other.sign(opening.act)), 403, "bad_signature")


def test_a_signature_over_a_login(opening, officer, refuse):
    signature = officer.key.sign(dsse.pae("application/vnd.socai.login+json", opening.act))
    refuse(Submission(opening.act, signature), 403, "bad_signature")


@pytest.mark.parametrize("signature", [b"", b"\x00", b"\x30\x06\x02\x01\x01\x02\x01\x01", b"x" * 72, b"x" * 5000])
def test_bytes_that_are_no_signature(signature, opening, refuse):
    refuse(replace(opening, signature=signature), 403, "bad_signature")


def test_an_unknown_certificate(ledger, opening, officer, refuse):
    stranger = replace(officer, key=ledger.pki.issue("Người lạ", "HN-KV1"))
    found = refuse(changed(stranger, opening, actor=stranger.actor), 403, "untrusted")
    assert found["reason"] == "unknown"


def test_an_expired_certificate(ledger, helpers, opening, refuse):
    ended = datetime.now(UTC) - timedelta(seconds=1)
    key = ledger.pki.issue("Người hết hạn", "HN-KV1", valid_from=ended - timedelta(minutes=9), valid_until=ended)
    late = helpers.enrol(ledger, "Người hết hạn", "HN-KV1", "KSV", key)
    assert refuse(changed(late, opening, actor=late.actor), 403, "untrusted")["reason"] == "expired"


def test_a_revoked_certificate_once_the_list_is_handed_in(ledger, helpers, opening, refuse):
    lost = helpers.enrol(ledger, "Người mất thẻ", "HN-KV1", "KSV")
    ledger.parts.write_path.record(
        changed(lost, opening, actor=lost.actor, stream=str(uuid4()), command_id=str(uuid4()))
    )
    crl = ledger.pki.revoke(lost.key.certificate.serial_number).public_bytes(helpers.DER)
    headers = {**ledger.headers(ledger.officers["head"]), "Content-Type": "application/pkix-crl"}
    assert ledger.client.post("/certificates", content=crl, headers=headers).status_code == 201
    assert refuse(changed(lost, opening, actor=lost.actor), 403, "untrusted")["reason"] == "revoked"


def test_a_certificate_bound_to_somebody_else(ledger, opening, officer, refuse):
    actor = {**officer.actor, "officer": str(ledger.officers["chief"].id), "title": "VT"}
    found = refuse(changed(officer, opening, actor=actor), 422, "refused")
    assert found["rule"] == "certificate_not_bound"


# Law


def test_an_act_that_the_title_may_not_sign(ledger, helpers, officer, refuse):
    head = ledger.officers["head"]
    unit = {
        "code": "HN-KV2",
        "name": "VKSND khu vực 2",
        "level": "regional",
        "parent": "TC",
        "valid_from": "2025-07-01",
    }
    asked = helpers.command(head, "organisation", "unit.founded.v1", DAY, unit)
    found = refuse(changed(officer, ledger.signed(head, asked), actor=officer.actor), 422, "refused")
    assert found["rule"] == "title_may_not_sign"
    assert found["article"]
    assert found["facts"]["title"] == "KSV"


def test_an_act_in_the_wrong_stage(ledger, helpers, officer, refuse):
    stream = helpers.open_case(ledger).stream
    asked = helpers.command(officer, "criminal_case", "accused.charged.v1", DAY, {"issuer": ISSUER, "accused": []})
    refuse(
        json.dumps({**asked, "stream": str(stream)}).encode(),
        400, "not_an_act", path="/acts/propose", headers={"If-Match": "*"},
    )  # fmt: skip
    chief = ledger.officers["chief"]
    asked = helpers.command(chief, "criminal_case", "charge.approved.v1", DAY, {"accused": [str(uuid4())]})
    body = json.dumps({**asked, "stream": str(stream)}).encode()
    found = refuse(body, 422, "refused", path="/acts/propose", headers={"If-Match": "*"})
    assert found["rule"] == "accused_unknown"
    assert "{" not in found["title"] + found["title_en"]


def test_a_second_organisation(ledger, helpers, refuse):
    head = ledger.officers["head"]
    stored = ledger.parts.write_path.organisation.current
    founding = ledger.first_act()
    again = {**canonical.decode(founding), "command_id": str(uuid4())}
    refuse(signed(head, canonical.encode({**again, "stream": str(uuid4())})), 400, "malformed_act")
    members = {"version": stored.version + 1, "previous": stored.act_hash.hex()}
    found = refuse(signed(head, canonical.encode({**again, **members})), 422, "refused")
    assert found["rule"] == "stream_already_open"


# Order


def test_a_stale_version(ledger, helpers, officer, charging, refuse):
    stream = canonical.decode(charging.act)["stream"]
    helpers.charge(ledger, helpers.UUID(stream), uuid4(), "Trần Thị Bính")
    found = refuse(charging, 409, "conflict")
    assert found["newest"]["version"] == 2


def test_a_wrong_previous(charging, officer, refuse):
    refuse(changed(officer, charging, previous="ab" * 32), 409, "conflict")


def test_a_command_id_that_another_act_carries(ledger, opening, officer, refuse):
    receipt = ledger.parts.write_path.record(opening)
    other = changed(officer, opening, occurred_at="2026-02-04T08:00:00+07:00", stream=str(uuid4()))
    assert refuse(other, 409, "command_reused")["position"] == receipt.position
    refuse(changed(officer, opening, occurred_at="2026-02-04T08:00:00+07:00"), 409, "command_reused")


def test_headers_that_contradict_the_act(opening, charging, refuse):
    refuse(opening, 400, "bad_request", headers={"Idempotency-Key": str(uuid4())})
    refuse(opening, 400, "malformed_act", headers={"Idempotency-Key": "x"})
    refuse(charging, 412, "precondition_failed", headers={"If-Match": '"7-aa"'})


def test_proposing_needs_to_say_what_was_seen(ledger, helpers, officer, refuse):
    opened = helpers.open_case(ledger)
    asked = helpers.command(officer, "criminal_case", "case.taken_for_supervision.v1", DAY, {})
    body = json.dumps({**asked, "stream": str(opened.stream)}).encode()
    assert refuse(body, 428, "precondition_required", path="/acts/propose")["header"] == "If-Match"
    found = refuse(body, 412, "precondition_failed", path="/acts/propose", headers={"If-Match": '"0"'})
    assert found["etag"] == f'"1-{opened.act_hash.hex()}"'


# Personal members


def test_a_tampered_disclosure(charging, refuse):
    disclosures = tuple(item.replace("Ất".encode(), b"Bi") for item in charging.disclosures)
    assert refuse(replace(charging, disclosures=disclosures), 400, "bad_disclosure")["errors"][0]["code"] == "unmatched"


def test_a_missing_disclosure(charging, refuse):
    found = refuse(replace(charging, disclosures=charging.disclosures[:1]), 400, "bad_disclosure")
    assert found["errors"][0]["code"] == "missing"


def test_a_disclosure_twice(charging, refuse):
    refuse(replace(charging, disclosures=charging.disclosures * 2), 400, "bad_disclosure")


def test_a_disclosure_that_is_none(charging, refuse):
    refuse(replace(charging, disclosures=(*charging.disclosures, b"[]")), 400, "bad_disclosure")


def test_a_personal_value_in_the_clear(charging, officer, refuse):
    revealed = disclosure.reveal(canonical.decode(charging.act), [disclosure.parse(i) for i in charging.disclosures])
    act = canonical.encode({**revealed, "_sd": []})
    assert refuse(signed(officer, act), 400, "bad_disclosure")["errors"][0]["code"] == "missing"


def test_a_member_hidden_that_is_not_personal(opening, officer, refuse):
    act, disclosures = disclosure.conceal(canonical.decode(opening.act), ["/data/facts"], lambda path: b"s" * 16)
    hidden = signed(officer, canonical.encode(act), [item.encoded for item in disclosures])
    refuse(hidden, 422, "not_as_proposed")


# Who calls


def test_who_is_not_logged_in(ledger, opening, helpers):
    before = ledger.rows()
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}, {"Cookie": "socai_session=x"}):
        answer = ledger.client.post("/acts", json=helpers.envelope(opening), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert ledger.rows() == before


def test_methods_and_paths_that_do_not_exist(refuse, ledger, officer):
    refuse(b"", 404, "not_found", path="/nothing")
    refuse(b"", 405, "method_not_allowed", path="/checkpoint")


def test_certificates_are_handed_in_by_officers_of_the_organisation(ledger, helpers, officer, refuse):
    key = ledger.pki.issue("Ai đó", "HN-KV1")
    kind = {"Content-Type": "application/pkix-cert"}
    refuse(key.der, 403, "forbidden", path="/certificates", headers=kind)
    head = ledger.headers(ledger.officers["head"])
    refuse(b"x", 403, "untrusted", path="/certificates", headers={**head, **kind})
    refuse(b"x", 403, "untrusted", path="/certificates", headers={**head, "Content-Type": "application/pkix-crl"})
    refuse(key.der, 400, "bad_request", path="/certificates", headers={**head, "Content-Type": "text/plain"})
    answer = ledger.client.post("/certificates", content=key.der, headers={**head, **kind})
    assert answer.json() == {"certificate": key.sha256}
