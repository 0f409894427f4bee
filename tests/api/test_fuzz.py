"""Nothing that is sent makes the service fail: every answer is a document, and what is no act is not recorded."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.kernel.catalogue import CATALOGUE
from signing import canonical

SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(max_size=20) | st.sampled_from(["", "\x00", "%00", "..", "*", "2026-02-31", "1" * 400, "🜚", "{0}"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4))
MEMBERS = ("kind", "type", "occurred_at", "precision", "rule_set", "actor", "documents", "links", "data", "stream",
           "command_id")  # fmt: skip
GETS = ("/cases", "/cases/{}", "/cases/{}/history", "/cases/{}/diff", "/acts/{}", "/receipts/{}", "/registers/{}",
        "/registers/SO-07", "/catalogue/{}", "/organisation", "/proofs/inclusion", "/proofs/consistency", "/tile/{}",
        "/pages/cases", "/pages/cases/{}", "/pages/registers/SO-04", "/login/ticket/{}")  # fmt: skip
PARAMETERS = ("as_of", "valid_at", "cursor", "limit", "unit", "year", "kind", "stage", "from", "to", "position", "size",
              "old", "new", "has_findings", "offence", "after")  # fmt: skip


@pytest.fixture
def headers(ledger):
    return ledger.headers(ledger.officers["prosecutor"])


def check(answer):
    assert answer.status_code < 500 or answer.status_code == 503, answer.text
    if answer.status_code >= 400 and "html" not in answer.headers["Content-Type"]:
        assert answer.json()["type"].startswith("urn:socai:problem:")


@SETTINGS
@given(members=st.dictionaries(st.sampled_from(MEMBERS), VALUES), key=st.sampled_from(sorted(CATALOGUE)))
def test_commands(ledger, helpers, headers, members, key):
    asked = helpers.command(ledger.officers["chief"], CATALOGUE[key].kind, key, "2026-02-03T08:00:00+07:00", {})
    before = ledger.rows()
    sent = {**headers, "If-Match": "*"}
    check(ledger.client.post("/acts/propose", content=dump({**asked, **members}), headers=sent))
    assert ledger.rows() == before


@SETTINGS
@given(members=st.dictionaries(st.sampled_from((*MEMBERS, "version", "previous", "law", "_sd", "format")), VALUES))
def test_signed_bytes(ledger, helpers, headers, members):
    officer = ledger.officers["prosecutor"]
    asked = helpers.command(
        officer, "criminal_case", "case.opened.v1", "2026-02-03T08:00:00+07:00", {"issuer": {"agency": "CQĐT"}}
    )
    act = dump({**canonical.decode(ledger.signed(officer, asked).act), **members})
    envelope = {
        "payload": helpers.encode(act),
        "payloadType": "application/vnd.socai.act+json",
        "signatures": [{"sig": helpers.encode(officer.sign(act))}],
    }
    check(ledger.client.post("/acts", json=envelope, headers=headers))


@SETTINGS
@given(path=st.sampled_from(("/acts", "/acts/propose", "/login", "/login/challenge", "/certificates")), body=VALUES)
def test_bodies(ledger, headers, path, body):
    check(ledger.client.post(path, content=dump(body), headers=headers))


@SETTINGS
@given(path=st.sampled_from(GETS), part=TEXT, parameters=st.dictionaries(st.sampled_from(PARAMETERS), TEXT))
def test_queries(ledger, headers, path, part, parameters):
    check(ledger.client.get(path.format(quote(part, safe="")), params=parameters, headers=headers))


def dump(value):
    return json.dumps(value).encode("utf-8", "surrogatepass")
