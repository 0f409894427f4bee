"""A unit, a kind, a stage or a time limit that there is not is an error that names it, never an empty list."""

import pytest

from api.known import CASES, STAGES, known_kinds

LISTS = ("/cases", "/registers/SO-07", "/registers/SO-07/diff", "/deadlines", "/findings", "/findings/summary",
         "/quality", "/search", "/supervision", "/supervision/acts")  # fmt: skip
PAGES = ("/pages/cases", "/pages/registers", "/pages/registers/SO-07", "/pages/deadlines", "/pages/findings",
         "/pages/search", "/pages/supervision")  # fmt: skip


@pytest.fixture
def ask(ledger):
    headers = ledger.headers(ledger.officers["prosecutor"])
    newest = ledger.client.get("/cases", headers=headers).json()["position"]

    def get(path, **more):
        between = {"from": 0, "to": newest} if path.endswith("/diff") else {}
        return ledger.client.get(path, headers=headers, params={**between, **more})

    return get


def refused(answer, pointer, value):
    assert answer.status_code == 400, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"] == [{"pointer": pointer, "code": "unknown", "value": value}]


@pytest.mark.parametrize("path", LISTS)
def test_a_unit_that_there_is_not(ask, path):
    refused(ask(path, unit="HN-KV99"), "unit", "HN-KV99")
    assert ask(path, unit="HN-KV1").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_which_unit_there_is_not(ask, path):
    answer = ask(path, unit="HN-<KV>")
    assert answer.status_code == 400
    assert "<code>unknown</code> (<q>HN-&lt;KV&gt;</q>)" in answer.text
    assert ask(path, unit="HN-KV1").status_code == 200


@pytest.mark.parametrize("path", ["/cases", "/search"])
def test_a_kind_or_stage_that_there_is_not(ask, path):
    refused(ask(path, kind="organisation"), "kind", "organisation")
    refused(ask(path, stage="tried"), "stage", "tried")
    refused(ask(path, kind="petition", stage="investigation"), "stage", "investigation")
    for kind in sorted(CASES):
        for stage in sorted(STAGES[kind]):
            assert ask(path, kind=kind, stage=stage).status_code == 200
            assert ask(path, stage=stage).status_code == 200


@pytest.mark.parametrize("path", ["/cases", "/registers/SO-07", "/deadlines", "/findings", "/search"])
def test_a_file_of_what_there_is_not_is_not_begun(ledger, path):
    headers = {**ledger.headers(ledger.officers["prosecutor"]), "Accept": "text/csv"}
    refused(ledger.client.get(path, headers=headers, params={"unit": "HN-KV99"}), "unit", "HN-KV99")


def test_a_time_limit_that_there_is_not(ask):
    refused(ask("/deadlines", time_limit="for_ever"), "time_limit", "for_ever")
    assert ask("/deadlines", time_limit="investigation").status_code == 200


def test_a_unit_is_known_from_the_position_on_that_founded_it(ask):
    refused(ask("/cases", unit="HN-KV1", as_of=1), "unit", "HN-KV1")


def test_a_stage_is_that_of_the_kinds_that_have_it():
    assert known_kinds(None, "investigation") == ("criminal_case",)
    assert known_kinds(None, "verification") == ("criminal_case", "information_source")
    assert known_kinds("criminal_case", "verification") == ("criminal_case",)
    assert known_kinds(None, None) is None
