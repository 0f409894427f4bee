"""Nothing that is sent makes the service fail: every answer is a document, and what is no act is not recorded."""

import itertools
import json
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Match

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
        "/pages/cases", "/pages/cases/{}", "/pages/registers/SO-04", "/login/ticket/{}", "/cases/{}/limits",
        "/cases/{}/next", "/cases.{}", "/registers/SO-07/series", "/registers/{}/series", "/registers/{}.csv",
        "/registers/SO-07.{}", "/deadlines", "/deadlines.{}", "/deadlines/{}/1", "/findings", "/findings.{}",
        "/findings/rules", "/findings/summary", "/quality", "/search", "/search.{}", "/reports", "/reports.{}",
        "/reports/{}/1", "/supervision", "/supervision.{}", "/statistics/forms", "/statistics/forms/{}",
        "/statistics/forms/02-2019", "/statistics/forms/02-2019.{}", "/statistics/forms/02-2019/cells/{}/case",
        "/statistics/forms/02-2019/cells/2/{}", "/statistics/forms/02-2019/adjusted",
        "/statistics/forms/02-2019/adjusted.{}", "/statistics/forms/02-2019/diff", "/statistics/forms/02-2019/diff.{}",
        "/statistics/forms/02-2019/diff/{}/case", "/statistics/forms/02-2019/diff/2/{}", "/statistics/indicators",
        "/statistics/indicators.{}", "/statistics/indicators/{}/numerator", "/statistics/indicators/K01/{}",
        "/pages/registers", "/pages/registers/SO-07/series", "/pages/deadlines", "/pages/deadlines/{}/1",
        "/pages/findings", "/pages/findings/rules", "/pages/findings/summary", "/pages/quality", "/pages/search",
        "/pages/reports", "/pages/reports/{}/1", "/pages/supervision", "/pages/supervision/acts", "/supervision/acts",
        "/pages/statistics", "/pages/statistics/{}",
        "/pages/statistics/02-2019", "/pages/statistics/02-2019/{}/case", "/pages/statistics/02-2019/adjusted",
        "/pages/statistics/02-2019/diff", "/pages/statistics/02-2019/diff/{}/case",
        "/pages/statistics/02-2019/reconcile", "/pages/statistics/indicators/{}/numerator")  # fmt: skip
PARAMETERS = ("as_of", "valid_at", "cursor", "limit", "unit", "year", "kind", "stage", "from", "to", "position", "size",
              "old", "new", "has_findings", "offence", "after", "below", "state", "area", "rule", "severity", "figure",
              "prosecutor", "stream", "since", "until", "period", "scope", "by", "version", "succession", "form",
              "check", "near", "time_limit", "q", "suffix")  # fmt: skip
SENSIBLE = {
    "unit": "TC", "period": "2026-12m", "scope": "both", "form": "02-2019", "from": "1", "valid_at": "2026-03-01",
}  # fmt: skip
NUMBERS = ("0", "1", "-1", str(2**53), str(2**63))
ENDS = [
    *(("valid_at", day) for day in ("0001-01-01", "0002-01-01", "9999-12-31")),
    *((end, day) for end in ("since", "until") for day in ("0001-01-01", "9999-12-31")),
    *(("period", label) for label in ("1945-12m", "9000-12m", "2026-W53", "2026-c6m", "2026-01")),
    *(("year", year) for year in ("0", "1", "9999", "10000")),
    *((name, number) for name in ("as_of", "from", "limit", "near") for number in NUMBERS),
    *((name, "") for name in ("unit", "period", "form", "scope", "valid_at", "as_of")),
]  # fmt: skip
PARTS = ("0197a3c0-0000-7000-8000-000000000001", "1", "csv", str(2**63))


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


@settings(SETTINGS, max_examples=600)
@given(path=st.sampled_from(GETS), part=TEXT, parameters=st.dictionaries(st.sampled_from(PARAMETERS), TEXT))
def test_queries(ledger, headers, path, part, parameters):
    check(ledger.client.get(path.format(quote(part, safe="")), params=parameters, headers=headers))


@settings(SETTINGS, max_examples=400)
@given(path=st.sampled_from(GETS), part=TEXT, name=st.sampled_from(PARAMETERS), value=TEXT)
def test_queries_that_are_wrong_in_one_place(ledger, headers, path, part, name, value):
    asked = {**SENSIBLE, name: value}
    check(ledger.client.get(path.format(quote(part, safe="")), params=asked, headers=headers))


@pytest.mark.parametrize("part", PARTS)
def test_queries_at_the_ends_of_what_can_be_asked(ledger, headers, part):
    failed = []
    for path, (name, value) in itertools.product(GETS, ENDS):
        asked = {**SENSIBLE, name: value}
        try:
            status = ledger.client.get(path.format(part), params=asked, headers=headers).status_code
        except httpx.TransportError:  # the answer broke off
            status = 0
        if not 0 < status < 500:
            failed.append((path, name, value, status))
    assert failed == []


def test_every_path_asked_is_one_of_the_service(ledger):
    scopes = [{"type": "http", "method": "GET", "path": path.format("csv"), "headers": []} for path in GETS]
    unknown = [
        scope["path"]
        for scope in scopes
        if not any(route.matches(scope)[0] is Match.FULL for route in ledger.app.routes)
    ]
    assert unknown == []


def dump(value):
    return json.dumps(value).encode("utf-8", "surrogatepass")
