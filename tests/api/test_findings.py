"""Findings and data quality, as JSON, pages and files."""

import csv
import io
from uuid import uuid4

import pytest

from domain.audit.rules import RULES

LATE = "2026-02-20"  # the charge of 5 February was to be answered by 9 February


@pytest.fixture
def case(ledger, helpers):
    """A case with one accused who is charged on 5 February 2026, never answered."""
    opened = helpers.open_case(ledger)
    return opened, helpers.charge(ledger, opened.stream, uuid4(), "Nguyễn Văn Ất")


@pytest.fixture
def get(ledger):
    headers = ledger.headers(ledger.officers["prosecutor"])

    def send(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    return send


@pytest.fixture
def browse(ledger):
    ledger.client.get(ledger.link(ledger.officers["prosecutor"]))

    def send(path, **parameters):
        answer = ledger.client.get(path, params=parameters)
        assert answer.status_code == 200, answer.text
        assert "<script" not in answer.text
        assert " style=" not in answer.text
        return answer.text

    return send


def listed(get, **asked):
    """Every finding, page by page."""
    found, answer = [], get("/findings", **{"limit": 2, **asked})
    while True:
        body = answer.json()
        found += body["findings"]
        if body["next"] is None:
            return found
        answer = get("/findings", cursor=body["next"])
        assert answer.json()["position"] == body["position"]


def test_a_finding_holds_from_the_day_after_the_last(case, get):
    opened, _ = case
    assert not listed(get, rule="AR-010", valid_at="2026-02-09")
    (late,) = listed(get, rule="AR-010", valid_at="2026-02-10")
    assert (late["stream"], late["acts"], late["state"]) == (str(opened.stream), [2], "open")
    assert (late["holds_from"], late["severity"], late["article"]) == ("2026-02-10", "major", "BLTTHS Đ179")
    assert "09/02/2026" in late["says"]


def test_a_finding_is_remedied_and_answered_by_acts(case, get, ledger):
    opened, charged = case
    chief = ledger.officers["chief"]
    about = {"rule": "AR-010", "concerned": [2], "statement": "Hồ sơ đến ngoài giờ"}
    at = f"{LATE}T08:00:00+07:00"
    ledger.act(chief, "criminal_case", "finding.explained.v1", at, about, opened.stream)
    ledger.act(chief, "criminal_case", "finding.remedied.v1", at, about, opened.stream)
    (late,) = listed(get, rule="AR-010", valid_at=LATE, state="all")
    assert (late["explained"], late["state"]) == ([3], "remedied")
    assert (late["remedied"]["act"], late["remedied"]["on"]) == (4, LATE)
    assert not listed(get, rule="AR-010", valid_at=LATE)
    assert listed(get, rule="AR-010", valid_at="2026-02-19")
    (before,) = listed(get, rule="AR-010", valid_at=LATE, as_of=charged.position)
    assert (before["explained"], before["state"]) == ([], "open")


def test_findings_are_asked_for_by_unit_officer_area_and_severity(case, get, ledger):
    officer = ledger.officers["prosecutor"]
    every = listed(get, valid_at="2027-01-01", unit="TC")
    assert every
    assert {each["unit"] for each in every} == {"HN-KV1"}
    assert not listed(get, valid_at="2027-01-01", unit="TC", below="false")
    assert listed(get, valid_at="2027-01-01", prosecutor=str(officer.id)) == listed(get, valid_at="2027-01-01")
    assert not listed(get, valid_at="2027-01-01", prosecutor=str(uuid4()))
    areas = {each["area"] for each in every}
    assert sum(len(listed(get, valid_at="2027-01-01", area=area)) for area in areas) == len(every)
    assert {each["severity"] for each in listed(get, valid_at="2027-01-01", severity="critical")} == {"critical"}


@pytest.mark.parametrize("asked", [{"unit": "KHÔNG"}, {"rule": "AR-999"}, {"cursor": "x"}])
def test_what_is_not_known_is_a_bad_request(get, asked):
    get("/findings", 400, **asked)


def test_counts_lead_to_the_findings(case, get):
    body = get("/findings/summary", valid_at="2027-01-01").json()
    assert sum(each["open"] for each in body["rules"]) == sum(each["open"] for each in body["units"])
    for each in body["rules"]:
        assert len(listed(get, valid_at="2027-01-01", rule=each["key"])) == each["open"]


def test_all_rules_are_listed_with_where_they_are_found(get):
    body = get("/findings/rules").json()
    assert [each["id"] for each in body["rules"]] == list(RULES)
    for each in body["rules"]:
        assert each["evaluable"] in ("acts", "several_streams") or each["why_vi"]


def test_a_file_has_the_rows_of_the_pages(case, get):
    found = listed(get, valid_at="2027-01-01")
    text = get("/findings.csv", valid_at="2027-01-01").text
    lines = [line for line in csv.DictReader(io.StringIO(text[text.index("\n") + 1 :])) if line["_stream"]]
    assert [(line["rule"], line["_stream"]) for line in lines] == [(each["rule"], each["stream"]) for each in found]
    assert get("/findings.csv", valid_at="2027-01-01").text == text


def test_quality_counts_against_the_acts_behind_it(case, get):
    body = get("/quality", valid_at="2026-03-01").json()
    figures = {(each["unit"], each["figure"]): (each["good"], each["whole"]) for each in body["figures"]}
    assert figures["HN-KV1", "correct"] == (1, 2)  # the charge stands without an answer
    assert figures["HN-KV1", "live"] == (0, 0)  # acts of days before the ledger was bound to have them
    good, whole = figures["HN-KV1", "complete"]
    assert good < whole
    assert figures[None, "correct"] == (1, 2)
    assert [each["id"] for each in body["definitions"]] == ["correct", "complete", "clean", "live"]
    assert {each["confirmed"] for each in body["definitions"]} == {"false"}
    behind = listed(get, valid_at="2026-03-01", figure="correct")
    assert {act for each in behind for act in each["acts"]} == {2}
    owed = listed(get, valid_at="2026-03-01", figure="complete", state="all", since="2025-12-02", until="2026-12-01")
    assert len(owed) == whole - good


def test_the_pages_show_findings_rules_counts_and_quality(case, browse):
    opened, _ = case
    html = browse("/pages/findings", valid_at=LATE)
    assert "Phê chuẩn khởi tố bị can quá hạn" in html
    assert f'href="/pages/cases/{opened.stream}' in html
    assert "AR-010" in browse("/pages/findings/summary", valid_at=LATE)
    rules = browse("/pages/findings/rules")
    for rule in RULES.values():
        assert f'id="{rule.id}"' in rules
    assert "1 / 2" in browse("/pages/quality", valid_at="2026-03-01")
    case_page = browse(f"/pages/cases/{opened.stream}", valid_at=LATE)
    assert "Phê chuẩn khởi tố bị can quá hạn" in case_page
    assert "Phê chuẩn khởi tố bị can quá hạn" not in browse(f"/pages/cases/{opened.stream}", valid_at="2026-02-09")
