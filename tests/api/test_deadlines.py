"""The board of deadlines and what happens next, as JSON, pages and files."""

import json
import re
from uuid import uuid4

import pytest

STATES = ("overdue", "due", "near", "running", "unknown", "unobserved", "expired", "paused", "late")


@pytest.fixture
def case(ledger, helpers):
    """A case with one accused who is charged on 5 February 2026; the approval of the charge is awaited."""
    opened = helpers.open_case(ledger)
    charged = helpers.charge(ledger, opened.stream, uuid4(), "Nguyễn Văn Ất")
    return opened, charged


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

    def send(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters)
        assert answer.status_code == status, answer.text
        assert "<script" not in answer.text
        return answer.text

    return send


def lines(get, **asked):
    """Every line of the board, page by page."""
    found, answer = [], get("/deadlines", **{"limit": 3, **asked})
    while True:
        body = answer.json()
        found += body["deadlines"]
        if body["next"] is None:
            return found
        answer = get("/deadlines", cursor=body["next"])
        assert answer.json()["position"] == body["position"]


def of(found, stream):
    return {line["limit"]: line for line in found if line["stream"] == str(stream)}


def test_what_is_due_near_and_overdue_on_a_day(case, get):
    opened, charged = case
    approval = {}
    for day in ("2026-02-05", "2026-02-09", "2026-02-20"):
        approval[day] = of(lines(get, valid_at=day, time_limit="charge_approval"), opened.stream).get("charge_approval")
    assert approval["2026-02-05"]["state"] == "near"
    assert (approval["2026-02-09"]["state"], approval["2026-02-09"]["last_day"]) == ("due", "2026-02-09")
    assert (approval["2026-02-20"]["state"], approval["2026-02-20"]["days"]) == ("overdue", 11)
    assert approval["2026-02-20"]["article"] == "BLTTHS-2015/179/3"
    assert not of(lines(get, valid_at="2026-02-04", time_limit="charge_approval"), opened.stream)
    before = lines(get, valid_at="2026-02-20", as_of=opened.position)
    assert "charge_approval" not in of(before, opened.stream)
    assert charged.position > opened.position


def test_near_is_as_near_as_asked(case, get):
    opened, _ = case
    running = {"state": "running", "time_limit": "investigation", "valid_at": "2026-03-25"}
    assert of(lines(get, **running), opened.stream)["investigation"]["last_day"] == "2026-04-03"
    near = {"state": "near", "time_limit": "investigation", "valid_at": "2026-03-25", "near": 14}
    assert of(lines(get, **near), opened.stream)["investigation"]["warn_on"] == "2026-04-02"


def test_counts_are_of_what_is_listed(case, get):
    for by in ("unit", "limit", "prosecutor"):
        body = get("/deadlines", valid_at="2026-02-20", by=by).json()
        for state in STATES:
            listed = lines(get, valid_at="2026-02-20", state=state, limit=200)
            counted = sum(one["count"] for one in body["counts"] if one["state"] == state)
            assert counted == (
                len(listed) if by != "prosecutor" else sum(max(1, len(one["prosecutors"])) for one in listed)
            )


def test_units_below_are_counted_with_the_one_above(case, get):
    opened, _ = case
    asked = {"valid_at": "2026-02-20", "state": "overdue", "limit": 200}
    assert of(lines(get, unit="TC", **asked), opened.stream)
    assert not of(lines(get, unit="TC", below="false", **asked), opened.stream)
    assert get("/deadlines", 400, unit="nowhere").json()["errors"][0]["pointer"] == "unit"


def test_a_line_opens_into_its_arithmetic_and_acts(case, get):
    opened, charged = case
    line = of(lines(get, valid_at="2026-02-20"), opened.stream)["charge_approval"]
    found = get(line["links"]["arithmetic"]).json()
    assert found["limit"]["standing"] == "overdue"
    assert found["limit"]["arithmetic_vi"][-1] == "Hạn: 09/02/2026"
    assert [(act["type"], act["position"]) for act in found["acts"]] == [("accused.charged.v1", charged.position)]
    get(f"/deadlines/{opened.stream}/999", 404)


def test_what_happens_next(case, get):
    opened, _ = case
    found = get(f"/cases/{opened.stream}/next", valid_at="2026-02-06").json()
    assert (found["stage"], found["valid_at"]) == ("investigation", "2026-02-06")
    waiting = {each["limit"]: [act["type"] for act in each["acts"]] for each in found["awaited"]}
    assert {"charge.approved.v1", "charge.annulled.v1"} <= set(waiting["charge_approval"])
    assert "investigation.concluded.v1" in waiting["investigation"]
    dues = [each["due"] for each in found["awaited"] if each["due"]]
    assert dues == sorted(dues)
    assert all(act["leads_to"] for act in found["moving"])
    assert [chapter["module"] for chapter in found["others"]][-1] == "common"
    listed = [act["type"] for each in (found["moving"], *(c["acts"] for c in found["others"])) for act in each]
    assert len(listed) == len(set(listed))
    assert not set(listed) & {key for keys in waiting.values() for key in keys}
    earlier = get(f"/cases/{opened.stream}/next", as_of=opened.position, valid_at="2026-02-04").json()
    assert "charge_approval" not in {each["limit"] for each in earlier["awaited"]}


def test_the_pages(case, browse):
    opened, _ = case
    html = browse("/pages/deadlines", valid_at="2026-02-20", time_limit="charge_approval")
    assert "Quá hạn" in html
    link = re.search(rf'href="(/pages/deadlines/{opened.stream}/\d+\?[^"]+)"', html)
    one = browse(link[1].replace("&amp;", "&"))
    assert "09/02/2026" in one
    assert "bắt đầu" in one
    assert "Không có thời hạn nào" in browse("/pages/deadlines", valid_at="2020-01-01")
    page = browse(f"/pages/cases/{opened.stream}", valid_at="2026-02-06")
    assert "Việc tiếp theo" in page
    assert page.index("Việc tiếp theo") < page.index("Thời hạn tố tụng ngày")


def test_the_whole_board_as_a_file(case, get):
    opened, _ = case
    asked = {"valid_at": "2026-02-20", "state": "overdue"}
    body = json.loads(get("/deadlines.json", **asked).text)
    assert str(opened.stream) in {row["_stream"] for row in body["rows"]}
    assert len(body["rows"]) == len(lines(get, **asked))
    assert (
        get("/deadlines.csv", as_of=body["position"], **asked).text
        == get("/deadlines.csv", as_of=body["position"], **asked).text
    )


def test_days_that_cannot_be_counted_from_are_refused(case, get):
    opened, _ = case
    for path in ("/deadlines", f"/deadlines/{opened.stream}/1", f"/cases/{opened.stream}/next"):
        for day, status in (("0001-01-01", 400), ("9999-12-31", 400), ("1900-01-01", 200), ("9000-01-01", 200)):
            get(path, status, valid_at=day)
    for text in ("x", "e30", "eyJhZnRlciI6WzFdfQ"):
        get("/deadlines", 400, cursor=text)
