"""The supervision view over HTTP and as pages: who may look, what waits, old units under their successors."""

import re

import pytest

SUPREME, REGION = "TC", "HN-KV1"
FIRST, SECOND = "2026-03-02T08:00:00+07:00", "2026-03-09T08:00:00+07:00"


@pytest.fixture
def as_officer(ledger):
    def make(role):
        headers = ledger.headers(ledger.officers[role])

        def send(path="/supervision", status=200, **parameters):
            answer = ledger.client.get(path, params=parameters or None, headers=headers)
            assert answer.status_code == status, answer.text
            return answer.json()

        return send

    return make


@pytest.fixture
def instructed(ledger, helpers):
    """A case of the region that the supreme procuracy gave an instruction in."""
    opened = helpers.open_case(ledger)
    data = {"to_unit": REGION, "content": "Làm rõ hành vi của người liên quan."}
    given = ledger.act(ledger.officers["head"], "criminal_case", "instruction.given.v1", FIRST, data, opened.stream)
    return opened, given


def of(answer, unit):
    return next(node for node in answer["units"] if node["unit"] == unit)


def test_totals_are_what_a_unit_has_and_those_under_it(instructed, as_officer):
    answer = as_officer("head")(since="0")
    assert [node["unit"] for node in answer["units"]] == [SUPREME, REGION]
    above, below = of(answer, SUPREME), of(answer, REGION)
    for name, number in above["total"].items():
        assert number == above["own"][name] + below["total"][name], name
    assert (above["own"]["acts"], below["own"]["acts"]) == (1, 1)
    assert below["total"]["instructions"] == 1


def test_an_instruction_waits_until_the_unit_reports(instructed, ledger, as_officer):
    opened, given = instructed
    head = as_officer("head")
    report = {"purpose": "report", "to_unit": SUPREME, "secrecy": "normal"}
    ledger.act(ledger.officers["chief"], "criminal_case", "report.sent_to_superior.v1", SECOND, report, opened.stream)
    assert of(head(), REGION)["total"]["instructions"] == 0
    before = head(as_of=given.position)
    assert of(before, REGION)["total"]["instructions"] == 1
    path = of(before, REGION)["links"]["instructions"]
    [line] = head(path)["acts"]
    assert (line["position"], line["unit"], line["concerned"]) == (given.position, SUPREME, REGION)


def test_a_request_for_an_opinion_waits_until_the_superior_instructs(ledger, helpers, as_officer):
    opened = helpers.open_case(ledger)
    head = as_officer("head")
    asked = {"purpose": "opinion_request", "to_unit": SUPREME, "secrecy": "normal"}
    ledger.act(ledger.officers["chief"], "criminal_case", "report.sent_to_superior.v1", FIRST, asked, opened.stream)
    assert of(head(), REGION)["total"]["opinions"] == 1
    data = {"to_unit": REGION, "content": "Đồng ý."}
    ledger.act(ledger.officers["head"], "criminal_case", "instruction.given.v1", SECOND, data, opened.stream)
    assert of(head(), REGION)["total"]["opinions"] == 0


def test_only_units_below_the_callers_own_are_shown(instructed, as_officer):
    region = as_officer("prosecutor")
    assert [node["unit"] for node in region()["units"]] == [REGION]
    for path in ("/supervision", "/supervision/acts", "/supervision.csv"):
        problem = region(path, 403, unit=SUPREME)
        assert (problem["code"], problem["reason"]) == ("forbidden", "unit_not_below")
    region(status=400, unit="NOWHERE")
    region(status=400, since="99999")
    region(status=400, since="2026-02-31")
    assert as_officer("head")(unit=REGION)["unit"] == REGION


def test_acts_are_listed_page_by_page(instructed, helpers, ledger, as_officer):
    head = as_officer("head")
    made = [helpers.open_case(ledger).position for _ in range(2)]
    first = head("/supervision/acts", what="acts", since="0", limit=3)
    second = head("/supervision/acts", cursor=first["next"])
    positions = [line["position"] for line in first["acts"] + second["acts"]]
    assert positions == sorted([instructed[0].position, instructed[1].position, *made], reverse=True)
    assert second["next"] is None
    late = head("/supervision/acts", what="late", since="0")
    assert late["position"] == first["position"]


def test_an_old_unit_stands_under_the_one_that_carries_on(ledger, as_officer):
    head = ledger.officers["head"]
    for code in ("HN-Q1", "HN-Q2"):
        data = {"code": code, "name": f"Đơn vị {code}", "level": "regional", "parent": SUPREME,
                "valid_from": "2015-07-01"}  # fmt: skip
        ledger.act(head, "organisation", "unit.founded.v1", "2025-07-01T00:00:00+07:00", data)
    ending = {"units": ["HN-Q1"], "successors": [REGION], "last_day": "2026-01-31", "instrument": "NQ"}
    ledger.act(head, "organisation", "unit.reorganised.v1", "2026-01-31T08:00:00+07:00", ending)
    before = as_officer("head")(valid_at="2026-01-31")
    assert {(node["unit"], node["under"], node["ended"]) for node in before["units"]} == {
        (SUPREME, None, False), (REGION, SUPREME, False), ("HN-Q1", SUPREME, False), ("HN-Q2", SUPREME, False),
    }  # fmt: skip
    after = as_officer("head")(valid_at="2026-02-01")
    assert [(node["unit"], node["under"], node["ended"]) for node in after["units"]] == [
        (SUPREME, None, False), (REGION, SUPREME, False), ("HN-Q1", REGION, True), ("HN-Q2", SUPREME, False),
    ]  # fmt: skip
    assert [node["unit"] for node in as_officer("prosecutor")(valid_at="2026-02-01")["units"]] == [REGION, "HN-Q1"]


def test_the_page_remembers_the_last_look(instructed, ledger, helpers):
    ledger.client.get(ledger.link(ledger.officers["head"]))
    first = ledger.client.get("/pages/supervision").text
    assert "từ lần xem trước" not in first
    assert "<script" not in first
    again = ledger.client.get("/pages/supervision").text
    assert "từ lần xem trước" in again
    links = re.findall(r'href="(/pages/supervision/acts[^"]*)"', again)
    [path] = {link.replace("&amp;", "&") for link in links if "unit=HN-KV1" in link and "instructions" in link}
    listed = ledger.client.get(path)
    assert listed.status_code == 200
    assert str(instructed[0].stream) in listed.text


def test_a_file_has_the_figures_of_the_page(instructed, ledger):
    headers = ledger.headers(ledger.officers["head"])
    asked = {"since": "0", "valid_at": "2026-03-02"}
    files = [ledger.client.get("/supervision.csv", params=asked, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in files] == [200, 200]
    assert files[0].content == files[1].content
    [region] = [line for line in files[0].text.splitlines() if line.startswith((REGION, f'"{REGION}"'))]
    assert instructed[1].position == int(files[0].headers["Ledger-Position"])
    assert ",1," in region
