"""Reports over HTTP: sent and returned, both values, differences, a sheet beside a form; JSON, pages and files."""

import json
import re
from types import SimpleNamespace

import pytest

FORM, MONTH, UNIT = "02-2019", "2026-02", "HN-KV1"
ASKED = {"unit": UNIT, "scope": "unit", "period": MONTH}


@pytest.fixture
def get(ledger):
    headers = ledger.headers(ledger.officers["prosecutor"])

    def send(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters or None, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    return send


@pytest.fixture
def upload(ledger):
    headers = ledger.headers(ledger.officers["prosecutor"])

    def send(data, status=200, path=f"/statistics/forms/{FORM}/reconcile", **parameters):
        files = {"file": ("bieu.csv", data)}
        answer = ledger.client.post(path, params={**ASKED, **parameters}, files=files, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    return send


@pytest.fixture
def browse(ledger):
    ledger.client.get(ledger.link(ledger.officers["prosecutor"]))

    def send(path, status=200, method="GET", **more):
        answer = ledger.client.request(method, path, **more)
        assert answer.status_code == status, answer.text
        assert "<script" not in answer.text
        return answer.text

    return send


@pytest.fixture
def sent(ledger, helpers, get):
    """A case, the report of its month with the hash of its figures, one figure adjusted, then a case entered late."""
    opened = helpers.open_case(ledger)
    figures = get(f"/statistics/forms/{FORM}", **ASKED, as_of=opened.position).json()
    data = {
        "report_form": figures["form"], "form_version": figures["version"], "period": MONTH, "scope": "unit",
        "values_hash": figures["hash"], "position": figures["position"], "figures_rule_set": figures["rule_set"],
    }  # fmt: skip
    chief, day = ledger.officers["chief"], "2026-03-03T08:00:00+07:00"
    report = ledger.act(chief, "dossier", "statistical_report.signed.v1", day, data)
    value = cell_of(figures, "2")["value"]
    adjustment = {
        "cells": [{"cell": "2/case", "before": value, "after": value + 2}], "reason": "Hai vụ án giấy chưa nhập",
        "approved_by": str(chief.id),
    }  # fmt: skip
    adjusted = ledger.act(
        chief, "dossier", "statistical_report.adjusted.v1", day, adjustment, report.stream,
        links=[link(report, "corrects")],
    )  # fmt: skip
    late = helpers.open_case(ledger)
    return SimpleNamespace(opened=opened, report=report, adjusted=adjusted, late=late, value=value, figures=figures)


def link(receipt, relation):
    return {
        "stream": str(receipt.stream),
        "version": receipt.version,
        "hash": receipt.act_hash.hex(),
        "relation": relation,
    }


def cell_of(figures, row, column="case"):
    return next(line for line in figures["lines"] if line["code"] == row)["cells"][column]


def give_back(ledger, sent):
    head, day = ledger.officers["head"], "2026-03-05T08:00:00+07:00"
    reason = {"reason": "Số vụ chưa đúng"}
    return ledger.act(
        head, "dossier", "statistical_report.returned.v1", day, reason, sent.report.stream,
        links=[link(sent.report, "answers")],
    )  # fmt: skip


def test_reports_by_state_as_of_any_position(sent, get, ledger):
    asked = {"unit": UNIT, "period": MONTH, "form": FORM}
    returned = give_back(ledger, sent)
    states = {}
    for position in (sent.report.position, returned.position):
        body = get("/reports", **asked, as_of=position).json()
        states[position] = [line["state"] for line in body["reports"]]
        assert body["due"]["confirmed"] == "false"
    assert states == {sent.report.position: ["sent"], returned.position: ["returned"]}
    line = get("/reports", **asked, as_of=sent.report.position).json()["reports"][0]
    assert (line["unit"], line["speaks_for"], line["late"]) == (UNIT, sent.figures["position"], False)


def test_what_is_due_and_not_sent_is_listed_in_pages(sent, get):
    asked = {"unit": "TC", "period": "2026-01", "valid_at": "2026-02-20", "limit": 3}
    answer = get("/reports", **asked)
    lines, body = [], answer.json()
    while True:
        lines += body["reports"]
        if body["next"] is None:
            break
        body = get("/reports", cursor=body["next"]).json()
    assert len(lines) == body["counts"]["not_sent"] == body["late"] > 3
    assert {(line["state"], line["late"]) for line in lines} == {("not_sent", True)}
    assert len({(line["unit"], line["form"]) for line in lines}) == len(lines)
    assert UNIT in {line["unit"] for line in lines}
    get("/reports", 404, unit="nowhere")
    get("/reports", 400, period="2026-13")


def test_a_report_is_computed_again_and_leads_to_what_changed_since(sent, get):
    found = get(f"/reports/{sent.report.stream}/{sent.report.version}").json()
    assert (found["equal"], found["recomputed"]) == (True, sent.figures["hash"])
    assert found["now"] != found["recomputed"]
    assert [(each["expected"], each["holds"], each["reason"]) for each in found["adjustments"]] == [
        (sent.value, True, "Hai vụ án giấy chưa nhập")
    ]
    changed = get(found["links"]["diff"]).json()
    assert sent.late.position in changed["acts"]
    get(f"/reports/{sent.report.stream}/99", 404)


def test_figures_reconciled_with_another_agency_stand_with_the_report(sent, get, ledger, browse):
    said = {
        "report_form": "02/2019", "period": MONTH, "counterpart": "Công an phường Hàng Bạc",
        "cells": [{"cell": "2/case", "own": 1, "theirs": 3}], "minutes_number": "4/BB",
    }  # fmt: skip
    receipt = ledger.act(
        ledger.officers["chief"], "dossier", "reconciliation.recorded.v1", "2026-03-04T08:00:00+07:00", said,
        sent.report.stream,
    )  # fmt: skip
    path = f"/reports/{sent.report.stream}/{sent.report.version}"
    found = get(path).json()["reconciled"]
    assert [(each["position"], each["cells"][0]["theirs"]) for each in found] == [(receipt.position, 3)]
    assert get(path, as_of=receipt.position - 1).json()["reconciled"] == []
    assert "AR-113" in browse(f"/pages{path}")


def test_a_report_that_says_something_else_than_the_acts_is_found(sent, get, ledger):
    false = {"report_form": "02/2019", "period": MONTH, "scope": "unit", "values_hash": "0" * 64, "position": 5}
    receipt = ledger.act(
        ledger.officers["chief"], "dossier", "statistical_report.signed.v1", "2026-03-04T08:00:00+07:00", false
    )
    found = get(f"/reports/{receipt.stream}/{receipt.version}").json()
    assert (found["equal"], found["rule"]) == (False, "AR-110")
    lines = get("/reports", unit=UNIT, period=MONTH, form=FORM, check="true").json()["reports"]
    assert False in [line["equal"] for line in lines]


def test_reports_that_are_untrue_or_missing_are_findings_that_lead_to_them(sent, get, ledger, browse):
    false = {"report_form": "02/2019", "period": "2026-12m", "scope": "unit", "values_hash": "0" * 64, "position": 5}
    receipt = ledger.act(
        ledger.officers["chief"], "dossier", "statistical_report.signed.v1", "2026-12-03T08:00:00+07:00", false
    )
    asked = {"unit": UNIT, "below": "false", "valid_at": "2027-01-06"}
    (untrue,) = get("/findings/summary", **asked, rule="AR-110", as_of=receipt.position).json()["across"]
    assert (untrue["stream"], untrue["acts"], untrue["first_seen"]) == (str(receipt.stream), [1], receipt.position)
    missing = get("/findings/summary", **asked, rule="AR-111").json()["across"]
    december = next(each for each in missing if each["facts"]["period"] == "2026-12")
    assert (december["stream"], december["first_seen"], december["holds_from"]) == (None, None, "2027-01-06")
    page = browse(f"/pages/findings/summary?unit={UNIT}&below=false&valid_at=2027-01-06")
    browse(f"/pages/reports/{receipt.stream}/1")
    assert f'href="/pages/reports/{receipt.stream}/1"' in page
    assert f'href="/pages/reports?unit={UNIT}&amp;period=2026-12"' in page


def test_a_list_of_findings_that_is_cut_says_so(sent, get, browse, monkeypatch):
    asked = {"unit": UNIT, "below": "false", "valid_at": "2027-03-06", "rule": "AR-111"}
    whole = get("/findings/summary", **asked).json()
    assert (len({each["facts"]["period"] for each in whole["across"]}), whole["across_cut"]) == (3, [])
    for module in ("projections.across", "api.findings"):
        monkeypatch.setattr(f"{module}.MOST", 1)
    short = get("/findings/summary", **asked).json()
    assert (short["across"], short["across_cut"]) == (whole["across"][:1], ["AR-111"])
    assert short["across"][0]["facts"]["period"] == "2027-02"
    assert "Chỉ hiện một phần" in browse(f"/pages/findings/summary?unit={UNIT}&valid_at=2027-03-06")


def test_both_values_stand_side_by_side_and_the_system_value_stays(sent, get):
    at = {"as_of": sent.adjusted.position}
    for unit, scope in ((UNIT, "unit"), ("TC", "both")):
        asked = {**ASKED, "unit": unit, "scope": scope}
        plain = get(f"/statistics/forms/{FORM}", **asked, **at).json()
        both = get(f"/statistics/forms/{FORM}/adjusted", **asked, **at).json()
        cell = cell_of(both, "2")
        assert cell["system"] == cell_of(plain, "2")["value"]
        assert cell["adjusted"] - cell["system"] == 2 * len(cell["adjustments"])
        assert sent.adjusted.position in cell["adjustments"]
        assert both["hash"] == plain["hash"]
        assert {each["reason"] for each in both["adjustments"]} == {"Hai vụ án giấy chưa nhập"}


def test_the_same_report_as_of_two_positions_differs_by_exactly_the_acts_listed(sent, get):
    start, end = sent.figures["position"], sent.late.position
    found = get(f"/statistics/forms/{FORM}/diff", **ASKED, **{"from": start, "to": end}).json()
    assert found["complete"]
    assert found["acts"] == [sent.late.position]
    before, after = (get(f"/statistics/forms/{FORM}", **ASKED, as_of=at).json() for at in (start, end))
    assert (found["hash_from"], found["hash_to"]) == (before["hash"], after["hash"])
    listed = {(cell["row"], cell["column"]): cell for cell in found["cells"]}
    for line in before["lines"]:
        for column, cell in line["cells"].items():
            new = cell_of(after, line["code"], column)
            changes = listed.get((line["code"], column), {}).get("changes", [])
            if cell["value"] is not None:
                assert new["value"] - cell["value"] == sum(change["amount"] for change in changes)
    page = get(listed["2", "case"]["links"]["changes"]).json()
    assert page["changes"] == listed["2", "case"]["changes"]
    assert (page["changes"][0]["stream"], page["changes"][0]["act"]) == (str(sent.late.stream), "case.opened.v1")
    whole = {"from": 0, "to": end}
    first = get(f"/statistics/forms/{FORM}/diff/2/case", **ASKED, **whole, limit=1).json()
    second = get(f"/statistics/forms/{FORM}/diff/2/case", cursor=first["next"]).json()
    assert first["changes"][-1]["position"] < second["changes"][0]["position"]


def test_positions_that_cannot_be_compared_are_refused(get):
    path = f"/statistics/forms/{FORM}/diff"
    assert get(path, 400, **ASKED).json()["errors"] == [{"pointer": "from", "code": "missing"}]
    assert get(path, 400, **ASKED, **{"from": 9, "to": 3}).json()["errors"][0]["code"] == "after_to"
    get(path, 404, **ASKED, **{"from": 1, "to": 10**9})
    get(f"{path}/2/nothing", 404, **ASKED, **{"from": 1})
    get(f"{path}/nothing/case", 404, **ASKED, **{"from": 1})
    for name in ("from", "to"):
        problem = get(path, 400, **ASKED, **{"from": 1, "to": 2, name: "x"}).json()
        assert problem["errors"] == [{"pointer": name, "code": "position_or_moment"}]


def test_a_day_beyond_the_calendar_is_refused(get):
    for day in ("0001-01-01", "9999-12-31"):
        get("/reports", 400, valid_at=day)


def test_a_form_exported_and_uploaded_again_is_equal(sent, get, upload):
    at = {"as_of": sent.opened.position}
    for suffix in ("csv", "xlsx"):
        file = get(f"/statistics/forms/{FORM}.{suffix}", **ASKED, **at).content
        body = upload(file, **at).json()
        assert body["counts"]["equal"] == len(body["cells"]) > 20
    matrix = {**ASKED, **at, "unit": "TC", "scope": "both"}
    file = get("/statistics/forms/11-2019.xlsx", **matrix).content
    body = upload(file, path="/statistics/forms/11-2019/reconcile", **matrix).json()
    assert body["counts"]["equal"] == len(body["cells"]) > 3


def test_a_sheet_that_differs_leads_into_the_acts_and_nothing_is_stored(sent, upload, get, ledger):
    rows = ledger.rows()
    at = {"as_of": sent.adjusted.position}
    sheet = f"Mã số;Chỉ tiêu;Vụ;Bị can\r\n1;Số cũ;0;x\r\n2;KHOI TO MOI;{sent.value + 2};9\r\n77;Khác;1;1\r\n"
    body = upload(sheet.encode(), **at).json()
    found = {(cell["row"], cell["column"]): cell for cell in body["cells"]}
    assert found["2", "case"]["outcome"] == "equal_adjusted"
    differs = found["2", "accused"]
    assert (differs["outcome"], differs["found"]) == ("differs", 9)
    assert found["1", "accused"]["outcome"] == "missing"
    assert body["unknown"] == [{"row": 4, "text": "77 | Khác | 1 | 1"}]
    assert get(differs["links"]["acts"]).json()["value"] == differs["system"]
    assert ledger.rows() == rows


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04x", "not_xlsx"),
        (b"\xd0\xcf\x11\xe0", "old_xls"),
        (b"a;b\r\nx;y", "no_rows_of_the_form"),
    ],
)
def test_a_wrong_file_is_a_problem_that_says_why(upload, data, code):
    problem = upload(data, 400)
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json()["errors"] == [{"pointer": "file", "code": code}]


def test_bodies_that_are_no_upload(upload, ledger):
    headers, path = ledger.headers(ledger.officers["prosecutor"]), f"/statistics/forms/{FORM}/reconcile"
    assert upload(b"x" * 1_600_000, 413).json()["most"] == 1_500_000

    def sent_as(content, media_type):
        answer = ledger.client.post(path, content=content, headers={**headers, "Content-Type": media_type})
        assert answer.status_code == 400
        return answer.json()["errors"][0]["code"]

    assert sent_as(b"1;2", "text/csv") == "multipart_expected"
    assert sent_as(b"rubbish", "multipart/form-data; boundary=x") in ("not_multipart", "missing")
    assert sent_as(b"rubbish", "multipart/form-data") == "not_multipart"
    assert ledger.client.post(path, files={"file": b"1;2"}).status_code == 401


def test_the_files(sent, get):
    end = {"to": sent.late.position}
    body = json.loads(
        get(f"/statistics/forms/{FORM}/diff.json", **ASKED, **{"from": sent.figures["position"]}, **end).text
    )
    assert {row["position"] for row in body["rows"]} == {sent.late.position}
    found = get(f"/statistics/forms/{FORM}/diff", **ASKED, **{"from": sent.figures["position"]}, **end).json()
    assert len(body["rows"]) == sum(len(cell["changes"]) for cell in found["cells"])
    both = json.loads(get(f"/statistics/forms/{FORM}/adjusted.json", **ASKED, as_of=sent.adjusted.position).text)
    row = next(row for row in both["rows"] if row["code"] == "2")
    assert row["a_case"] - row["c_case"] == 2
    states = json.loads(get("/reports.json", unit=UNIT, period=MONTH, form=FORM).text)
    assert [row["state"] for row in states["rows"]] == ["Đã gửi số liệu"]
    assert get(f"/statistics/forms/{FORM}/diff.pdf", **ASKED, **{"from": 0}).content.startswith(b"%PDF-")


def test_the_pages(sent, browse):
    html = browse("/pages/reports", params={"unit": UNIT, "period": MONTH})
    assert "Đã gửi số liệu" in html
    assert "tham số chưa xác nhận" in html
    report = browse(re.search(rf'href="(/pages/reports/{sent.report.stream}/\d+[^"]*)"', html)[1])
    assert "✓ Số đã báo cáo đúng" in report
    assert "Hai vụ án giấy chưa nhập" in report
    changed = browse(re.search(r'href="(/pages/statistics/[^"]+/diff\?[^"]+)"', report)[1].replace("&amp;", "&"))
    assert f"#{sent.late.position}</a>" in changed
    one = browse(re.search(r'href="(/pages/statistics/[^"]+/diff/2/case\?[^"]+)"', changed)[1].replace("&amp;", "&"))
    assert f"#{sent.late.position}</a>" in one
    adjusted = browse(f"/pages/statistics/{FORM}/adjusted", params=ASKED)
    assert f"#{sent.adjusted.position}</a>" in adjusted
    path = f"/pages/statistics/{FORM}/reconcile"
    assert 'type="file"' in browse(path, params=ASKED)
    sheet = "Mã số;Chỉ tiêu;Vụ;Bị can\r\n1;Số cũ;0;0\r\n2;Khởi tố mới;999;0\r\n".encode()
    compared = browse(path, method="POST", params=ASKED, files={"file": ("a.csv", sheet)})
    assert "Lệch" in compared
    assert "Tệp không có nội dung" in browse(path, 400, "POST", params=ASKED, files={"file": ("a.csv", b"")})
    assert f"/pages/statistics/{FORM}/diff" in browse(f"/pages/statistics/{FORM}", params=ASKED)
