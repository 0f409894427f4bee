"""Lists and registers as files over HTTP: all rows at one position, by suffix or by Accept."""

import csv
import io
from itertools import product

import pytest

from api.exports import source
from api.exports.catalogue import FORMATS, format_named

SUFFIXES = [each.suffix for each in FORMATS]


@pytest.fixture
def get(ledger):
    """GET as the prosecutor."""
    headers = ledger.headers(ledger.officers["prosecutor"])

    def send(path, status=200, accept="*/*", **parameters):
        answer = ledger.client.get(path, params=parameters, headers={**headers, "Accept": accept})
        assert answer.status_code == status, answer.text
        return answer

    return send


@pytest.fixture
def cases(ledger, helpers):
    """Three cases."""
    return [helpers.open_case(ledger) for _ in range(3)]


def label(answer, suffix):
    return format_named(suffix).read(io.BytesIO(answer.content))


@pytest.mark.parametrize(("path", "suffix"), list(product(("/cases", "/registers/SO-07"), SUFFIXES)))
def test_a_file_names_what_it_answers_to(get, cases, path, suffix):
    answer = get(f"{path}.{suffix}", unit="HN-KV1", year=2026)
    found = label(answer, suffix)
    assert answer.headers["Content-Type"] == format_named(suffix).media_type
    assert answer.headers["Ledger-Position"] == str(cases[-1].position) == found.query["as_of"]
    assert answer.headers["Ledger-Root"] == found.root.hex()
    assert answer.headers["Rule-Set"] == found.rule_set
    assert (found.rows, found.query["unit"], found.query["year"]) == (3, "HN-KV1", "2026")
    name = answer.headers["Content-Disposition"].partition("filename=")[2].strip('"')
    assert name.endswith(f"-HN-KV1-2026-{found.position}.{suffix}")


def test_every_format_has_the_same_rows(get, cases):
    for path in ("/cases", "/registers/SO-07"):
        found = [label(get(f"{path}.{suffix}", unit="HN-KV1", year=2026), suffix) for suffix in SUFFIXES]
        assert len({(each.content, each.rows) for each in found}) == 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_later_acts_leave_the_file_of_a_position_as_it_is(get, cases, ledger, helpers, suffix):
    for path in ("/cases", "/registers/SO-07"):
        asked = {"unit": "HN-KV1", "year": 2026, "as_of": cases[1].position}
        before = get(f"{path}.{suffix}", **asked)
        assert label(before, suffix).rows == 2
        helpers.open_case(ledger)
        assert get(f"{path}.{suffix}", **asked).content == before.content
        moment = {**asked, "as_of": cases[1].recorded_at.isoformat()}
        assert get(f"{path}.{suffix}", **moment).content == before.content


def test_all_rows_are_in_it_however_many_are_read_at_a_time(get, cases, monkeypatch):
    whole = {path: get(path, unit="HN-KV1", year=2026).content for path in ("/cases.csv", "/registers/SO-07.csv")}
    monkeypatch.setattr("api.exports.cases.PAGE", 1)
    monkeypatch.setattr("api.exports.registers.PAGE", 2)
    assert source.PAGE > 3
    for path, content in whole.items():
        assert get(path, unit="HN-KV1", year=2026).content == content


def test_the_official_columns_of_a_register_with_what_stands_in_them(get, cases, ledger, helpers):
    document = get("/registers/SO-07.json", year=2026).json()
    official = next(each for each in get("/registers").json()["registers"] if each["id"] == "SO-07")
    beside = [column["key"] for column in document["columns"] if column["key"].startswith("_")]
    assert [column["label_vi"] for column in document["columns"]][: -len(beside)] == [
        column["label_vi"] for column in official["columns"]
    ]
    assert beside == ["_margin", "_stream"]
    first = document["rows"][0]
    assert (first["stt"], first["_stream"]) == ("1", str(cases[0].stream))
    assert first["initiation"][0].startswith("12/QĐ-CSĐT, 03/02/2026: Quyết định khởi tố vụ án hình sự")
    assert document["unit"] == "Viện kiểm sát nhân dân khu vực 1 - Hà Nội"
    assert document["superior"] == "Viện kiểm sát nhân dân tối cao"
    assert (document["form_no"], document["confirmed"]) == (official["form_no"], official["confirmed"])


def test_words_stand_in_the_list_of_cases(get, cases):
    rows = list(csv.reader(io.StringIO(get("/cases.csv").text, newline="")))
    first = dict(zip(rows[1], rows[2], strict=True))
    assert (first["kind"], first["stage"]) == ("Vụ án hình sự", "Đang điều tra")
    assert first["offences"] == "Trộm cắp tài sản (BLHS-2015/173/1)"
    assert first["_stream"] == str(cases[0].stream)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"),
        ("application/pdf;q=0.4, text/csv;q=0.9", "text/csv"),
        ("text/html, application/pdf", "application/pdf"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("application/json, text/csv", "application/json"),
        ("text/csv;q=0, */*;q=0.1", "application/json"),
        ("text/*", "text/csv"),
    ],
)
def test_the_accept_header_chooses(get, cases, accept, media_type):
    for path in ("/cases", "/registers/SO-07"):
        answer = get(path, accept=accept, year=2026)
        assert answer.headers["Content-Type"].partition(";")[0] == media_type
        assert answer.headers["Ledger-Position"] == str(cases[-1].position)


def test_a_format_that_there_is_not(get, cases):
    refused = get("/cases", 406, accept="image/png").json()
    assert (refused["code"], refused["status"]) == ("not_acceptable", 406)
    assert "text/csv" in refused["offered"]
    assert get("/registers/SO-07.docx", 404).json()["code"] == "not_found"


def test_what_cannot_be_asked_for(get, cases):
    assert get("/cases.csv", 404, as_of=10_000).json()["code"] == "not_found"
    assert get("/cases.csv", 400, as_of="hôm qua").json()["code"] == "bad_request"
    assert get("/registers/SO-99.csv", 404).json()["code"] == "not_found"
    assert get("/cases.csv", 400, year="x").json()["code"] == "bad_request"


def test_only_officers_are_given_files(ledger, cases):
    for path in ("/cases.csv", "/registers/SO-07.pdf"):
        assert ledger.client.get(path).status_code == 401


def test_pages_link_to_the_files_of_exactly_what_they_show(get, cases):
    page = get("/pages/registers/SO-07", unit="HN-KV1", year=2026).text
    assert f'href="/registers/SO-07.pdf?unit=HN-KV1&amp;year=2026&amp;as_of={cases[-1].position}"' in page
    page = get("/pages/cases", kind="criminal_case", limit=1).text
    assert f'href="/cases.xlsx?kind=criminal_case&amp;as_of={cases[-1].position}"' in page
