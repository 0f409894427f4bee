"""Statistics over HTTP and as pages: a form filled in, each figure opened into its acts, files, indicators."""

import re
from uuid import uuid4

import psycopg
import pytest

from api.exports.catalogue import build
from api.exports.source import Source

YEAR = "2026-12m"


@pytest.fixture
def case(ledger, helpers):
    opened = helpers.open_case(ledger)
    helpers.charge(ledger, opened.stream, uuid4(), "Nguyễn Văn Ất")
    return opened


@pytest.fixture
def ask(ledger):
    officer = ledger.officers["prosecutor"]

    def get(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters, headers=ledger.headers(officer))
        assert answer.status_code == status, answer.text
        return answer

    return get


@pytest.fixture
def browse(ledger):
    ledger.client.get(ledger.link(ledger.officers["prosecutor"]))

    def get(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters)
        assert answer.status_code == status, answer.text
        assert "<script" not in answer.text
        return answer.text

    return get


def test_the_forms_are_listed_with_what_is_not_confirmed(ledger, ask):
    forms = {form["name"]: form for form in ask("/statistics/forms").json()["forms"]}
    assert {"01-2019", "02-2019", "10-2019", "TUAN-2008"} <= forms.keys()
    assert not forms["02-2019"]["rows_confirmed"]
    assert all(row["unconfirmed"] for row in forms["02-2019"]["rows"])
    unknown = {column["key"] for column in forms["10-2019"]["columns"] if column["unknown"]}
    assert {"19", "24"} <= unknown


def test_a_form_counts_a_case_and_its_accused_and_opens_into_the_acts(case, ask):
    answer = ask("/statistics/forms/02-2019", period=YEAR)
    form = answer.json()
    lines = {line["code"]: line["cells"] for line in form["lines"]}
    assert (lines["2"]["case"]["value"], lines["2"]["accused"]["value"]) == (1, 1)
    assert (lines["11"]["case"]["value"], form["broken"]) == (1, [])
    assert lines["11"]["case"]["parts"] == [{"sign": 1, "row": "6"}, {"sign": -1, "row": "7"}]
    assert answer.headers["Ledger-Position"] == str(form["position"])
    cell = ask("/statistics/forms/02-2019/cells/2/case", period=YEAR).json()
    assert [(fact["stream"], fact["act"], fact["counts"]) for fact in cell["facts"]] == [
        (str(case.stream), "case.opened.v1", 1)
    ]


def test_before_the_case_was_recorded_the_same_form_is_empty_and_has_another_hash(case, ask):
    now = ask("/statistics/forms/02-2019", period=YEAR).json()
    then = ask("/statistics/forms/02-2019", period=YEAR, as_of=case.position - 1).json()
    again = ask("/statistics/forms/02-2019", period=YEAR, as_of=now["position"]).json()
    assert {cell["value"] for line in then["lines"] for cell in line["cells"].values()} <= {0, None}
    assert again["hash"] == now["hash"] != then["hash"]


def test_a_list_of_acts_goes_on_where_it_stopped(ledger, helpers, ask):
    streams = {str(helpers.open_case(ledger).stream) for _ in range(3)}
    path, found, parameters = "/statistics/forms/02-2019/cells/2/case", [], {"period": YEAR, "limit": 1}
    while parameters:
        page = ask(path, **parameters).json()
        found += [fact["stream"] for fact in page["facts"]]
        parameters = {"cursor": page["next"]} if page["next"] else {}
    assert set(found) == streams
    assert len(found) == len(streams)


def test_a_matrix_has_a_line_for_each_crime(case, ask):
    form = ask("/statistics/forms/11-2019", period=YEAR).json()
    total, *crimes = form["lines"]
    assert total["cells"]["3"]["value"] == sum(line["cells"]["3"]["value"] for line in crimes) == 1
    assert total["cells"]["12"] == {"value": None, "reason": form["lines"][1]["cells"]["12"]["reason"]}
    address = crimes[0]["address"]
    cell = ask(f"/statistics/forms/11-2019/cells/{address}/3", period=YEAR).json()
    assert len(cell["facts"]) == 1


def test_a_form_as_a_file_names_its_position(case, ask):
    answer = ask("/statistics/forms/02-2019.csv", period=YEAR)
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "Khởi tố mới" in answer.text
    assert answer.content == ask("/statistics/forms/02-2019.csv", period=YEAR).content
    assert ask("/statistics/forms/11-2019.xlsx", period=YEAR).content[:2] == b"PK"
    assert "Quyết định khởi tố vụ án" in ask("/statistics/forms/02-2019/cells/2/case.csv", period=YEAR).text
    assert "Quyết định khởi tố vụ án" in ask("/statistics/forms/02-2019/cells/11/case.csv", period=YEAR).text
    assert "K40" in ask("/statistics/indicators.csv", period=YEAR).text


def test_every_view_of_statistics_can_be_made_again_from_its_query(case, ask, ledger):
    source = Source(ledger.parts.read_pool.connection)
    unit = ledger.officers["prosecutor"].unit
    for asked in (
        {"view": "statistics", "form": "02-2019", "unit": unit},
        {"view": "figure", "form": "02-2019", "row": "2", "column": "case", "unit": unit},
        {"view": "indicators", "unit": unit},
    ):
        view = build(source, {**asked, "period": YEAR})
        again = build(source, view.query)
        assert list(view.rows()) == list(again.rows())
        assert view.query == again.query


def test_indicators_keep_numerator_and_denominator(case, ask):
    found = {item["id"]: item for item in ask("/statistics/indicators", period=YEAR).json()["indicators"]}
    assert len(found) == 40
    assert (found["K08"]["numerator"], found["K08"]["denominator"], found["K08"]["value"]) == (0, 1, "0.0")
    assert found["K26"]["numerator"] is None
    assert found["K26"]["unknown"]
    opened = ask("/statistics/indicators/K08/denominator", period=YEAR).json()
    assert [fact["stream"] for fact in opened["facts"]] == [str(case.stream)]


@pytest.mark.parametrize(
    ("path", "status", "parameters"),
    [
        ("/statistics/forms/99-2019", 404, {}),
        ("/statistics/forms/02-2019", 400, {"period": "2026-13"}),
        ("/statistics/forms/02-2019", 404, {"unit": "NONE"}),
        ("/statistics/forms/02-2019/cells/99/case", 404, {}),
        ("/statistics/forms/02-2019/cells/2/case", 400, {"cursor": "x"}),
        ("/statistics/indicators/K26/numerator", 404, {}),
    ],
)
def test_what_is_asked_wrongly_is_refused(ledger, ask, path, status, parameters):
    ask(path, status, **parameters)


def test_pages_show_the_form_with_every_figure_a_link(case, browse):
    assert "Biểu thống kê" in browse("/pages/statistics")
    html = browse("/pages/statistics/02-2019", period=YEAR)
    links = re.findall(r'href="(/pages/statistics/02-2019/[^"]+)">1</a>', html)
    assert len(links) >= 4
    opened = browse(links[0].replace("&amp;", "&"))
    assert f"/pages/cases/{case.stream}" in opened
    assert "Kỳ" in browse("/pages/statistics/10-2019", period=YEAR)
    assert "Tử số" in browse("/pages/statistics/indicators", period=YEAR)
    unknown = browse("/pages/statistics/11-2019/total/12", period=YEAR)
    assert "không nằm trong phần dữ liệu được ký" in unknown


def test_figures_that_may_lack_a_file_say_so_everywhere(case, ledger, ask, browse):
    whole = {suffix: ask(f"/statistics/forms/02-2019.{suffix}", period=YEAR).content for suffix in ("csv", "json")}
    assert ask("/statistics/forms/02-2019", period=YEAR).json()["missing"] == []
    stream = str(case.stream)
    with psycopg.connect(ledger.database.conninfo("owner"), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO projections.quarantine (projection, stream, position, error) VALUES ('fact', %s, %s, 'x')",
            [stream, case.position],
        )
    missing = [{"stream": stream, "position": case.position}]
    for path in ("forms/02-2019", "forms/02-2019/cells/2/case", "indicators", "indicators/K01/numerator"):
        assert ask(f"/statistics/{path}", period=YEAR).json()["missing"] == missing
    for path in ("02-2019", "02-2019/2/case", "indicators"):
        said = browse(f"/pages/statistics/{path}", period=YEAR).split("Số liệu có thể thiếu")[1]
        assert f"/pages/cases/{stream}" in said
    for path in ("forms/02-2019", "forms/02-2019/cells/2/case", "indicators"):
        assert "số liệu có thể thiếu 1 hồ sơ" in ask(f"/statistics/{path}.json", period=YEAR).text
        assert f"{stream} từ vị trí {case.position}" in ask(f"/statistics/{path}.csv", period=YEAR).text
    earlier = ask("/statistics/forms/02-2019.csv", period=YEAR, as_of=case.position - 1).text
    assert "có thể thiếu" not in earlier
    with psycopg.connect(ledger.database.conninfo("owner"), autocommit=True) as connection:
        connection.execute("DELETE FROM projections.quarantine")
    assert whole == {suffix: ask(f"/statistics/forms/02-2019.{suffix}", period=YEAR).content for suffix in whole}
