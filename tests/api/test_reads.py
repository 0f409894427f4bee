"""Reading cases, acts, the catalogue and the tree, as of either clock."""

import base64
from uuid import uuid4

import pytest

from signing import merkle, tiles
from signing.checkpoint import verify
from signing.entry import parse
from signing.keys import verifier


@pytest.fixture
def case(ledger, helpers):
    """A case with one accused, and the person's pseudonym."""
    opened = helpers.open_case(ledger)
    person = uuid4()
    charged = helpers.charge(ledger, opened.stream, person, "Nguyễn Văn Ất")
    return opened, charged, person


@pytest.fixture
def get(ledger):
    """GET as the prosecutor, answered with 200."""
    headers = ledger.headers(ledger.officers["prosecutor"])

    def send(path, status=200, **parameters):
        answer = ledger.client.get(path, params=parameters, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    return send


def test_the_state_of_a_case_as_of_both_clocks(case, get):
    opened, charged, person = case
    newest = get(f"/cases/{opened.stream}")
    assert newest.json()["state"]["accused"][str(person)]["status"] == "charged"
    assert newest.headers["Ledger-Position"] == str(charged.position)
    assert newest.headers["ETag"] == f'"2-{charged.act_hash.hex()}"'
    before = get(f"/cases/{opened.stream}", as_of=opened.position)
    assert before.json()["state"]["accused"] == {}
    assert before.headers["Ledger-Position"] == str(opened.position)
    assert get(f"/cases/{opened.stream}", valid_at="2026-02-04").json()["state"]["accused"] == {}
    moment = charged.recorded_at.isoformat()
    assert get(f"/cases/{opened.stream}", as_of=moment).json()["version"] == 2


def test_the_limits_of_a_case_as_of_a_day(case, get):
    opened, _, person = case
    found = get(f"/cases/{opened.stream}/limits", valid_at="2026-12-01").json()
    assert found["valid_at"] == "2026-12-01"
    investigation = next(one for one in found["limits"] if one["limit"] == "investigation")
    assert (investigation["started"], investigation["article"]) == (1, "BLTTHS-2015/172/1")
    assert investigation["arithmetic_en"] or investigation["possible"]
    approval = next(one for one in found["limits"] if one["limit"] == "charge_approval")
    assert (approval["person"], approval["standing"]) == (str(person), "overdue")
    assert found["late"] == []
    earlier = get(f"/cases/{opened.stream}/limits", as_of=opened.position, valid_at="2026-02-10").json()
    assert "charge_approval" not in {one["limit"] for one in earlier["limits"]}


def test_the_history_discloses_personal_values_to_officers(case, get):
    opened, _charged, _person = case
    first, second = get(f"/cases/{opened.stream}/history").json()["acts"]
    assert first["name"] == "Quyết định khởi tố vụ án hình sự"
    assert second["data"]["accused"][0]["name"] == "Nguyễn Văn Ất"
    assert second["erased"] == second["withheld"] == []


def test_what_changed_between_two_positions(case, get):
    opened, charged, person = case
    found = get(f"/cases/{opened.stream}/diff", **{"from": opened.position, "to": charged.position}).json()
    assert [act["type"] for act in found["acts"]] == ["accused.charged.v1"]
    assert f"/accused/{person}" in [change["pointer"] for change in found["changes"]]


def test_one_act_with_its_evidence(case, get):
    _, charged, _ = case
    found = get(f"/acts/{charged.position}").json()
    act = base64.b64decode(found["payload"])
    assert "Nguyễn Văn Ất".encode() not in act
    assert len(found["disclosures"]) == 2
    assert parse(found["entry"].encode()).act == charged.act_hash


def test_proofs_hold_against_the_signed_checkpoint(case, ledger, get):
    _, charged, _ = case
    ledger.parts.sign_checkpoint()
    keys = [verifier(line) for line in ledger.client.get("/checkpoint/keys").text.splitlines()]
    answer = ledger.client.get("/checkpoint")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    head = verify(answer.content, keys, ledger.parts.origin).checkpoint
    proof = get("/proofs/inclusion", position=charged.position, size=head.size).json()
    path = [bytes.fromhex(item) for item in proof["path"]]
    leaf = merkle.leaf_hash(charged.entry)
    merkle.check_inclusion(leaf, charged.position - 1, head.size, path, head.root)
    older = get("/proofs/consistency", old=3, new=head.size).json()
    roots = bytes.fromhex(older["old_root"]), head.root
    merkle.check_consistency(3, head.size, *roots, [bytes.fromhex(item) for item in older["path"]])


def test_tiles_are_served_as_the_specification_says(case, ledger):
    _, charged, _ = case
    size = charged.position
    answer = ledger.client.get(f"/tile/0/000.p/{size}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    hashes = tiles.parse_tile(answer.content, size)
    entries = tiles.parse_bundle(ledger.client.get(f"/tile/entries/000.p/{size}").content, size)
    assert [merkle.leaf_hash(entry) for entry in entries] == list(hashes)
    for path in ("/tile/0/000", "/tile/0/0", "/tile/0/000.p/256", f"/tile/0/000.p/{size + 1}", "/tile/9/000.p/1"):
        assert ledger.client.get(path).status_code == 404


def test_the_catalogue_and_the_organisation(ledger, get):
    acts = {act["key"]: act for act in get("/catalogue").json()["acts"]}
    assert acts["case.opened.v1"]["name_vi"] == "Quyết định khởi tố vụ án hình sự"
    assert "properties" in get("/catalogue/case.opened.v1").json()["data"]
    organisation = get("/organisation").json()
    assert organisation["units"]["HN-KV1"]["level"] == "regional"
    assert get("/organisation", as_of=1).json()["units"].keys() == {"TC"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cases/{stream}?as_of=999999", 404),
        ("/cases/{stream}?as_of=yesterday", 400),
        ("/cases/{stream}?as_of=2026-01-01", 400),
        ("/cases/{stream}?as_of=2026-01-01T00:00:00", 400),
        ("/cases/{stream}?valid_at=2026-02-31", 400),
        ("/cases/not-a-uuid", 400),
        ("/cases/00000000-0000-7000-8000-000000000000", 404),
        ("/acts/0", 400),
        ("/acts/999999999999999999999", 400),
        ("/acts/99999", 404),
        ("/proofs/inclusion?position=5&size=2", 404),
        ("/proofs/consistency?old=9&new=3", 404),
        ("/receipts/00000000-0000-7000-8000-000000000000", 404),
        ("/catalogue/nothing.v1", 404),
        ("/nowhere", 404),
    ],
)
def test_what_cannot_be_read_is_a_problem(case, ledger, path, status):
    opened, _, _ = case
    headers = ledger.headers(ledger.officers["prosecutor"])
    answer = ledger.client.get(path.format(stream=opened.stream), headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"].startswith("urn:socai:problem:")
    assert problem["title"]
    assert problem["title_en"]


def test_cases_are_paged_at_one_position(ledger, helpers, get):
    opened = [helpers.open_case(ledger) for _ in range(5)]
    first = get("/cases", limit=2, kind="criminal_case")
    assert first.headers["Link"].endswith('; rel="next"')
    helpers.open_case(ledger)  # comes after the first page and is not in the pages that follow it
    seen, cursor = [case["stream"] for case in first.json()["cases"]], first.json()["next"]
    while cursor is not None:
        page = get("/cases", cursor=cursor)
        assert page.headers["Ledger-Position"] == first.headers["Ledger-Position"]
        seen += [case["stream"] for case in page.json()["cases"]]
        cursor = page.json()["next"]
    assert seen == [str(receipt.stream) for receipt in opened]
    get("/cases", 400, cursor="bm90IGEgY3Vyc29y")
    get("/cases", 400, stage="\x00")


def test_a_case_stands_in_its_register_as_of_each_position(case, get):
    opened, _charged, _ = case
    page = get("/registers/SO-07", unit="HN-KV1", year=2026).json()
    assert [(line["number"], line["line"]) for line in page["lines"]] == [(1, 0), (1, 1)]
    assert page["lines"][0]["stream"] == str(opened.stream)
    older = get("/registers/SO-07", unit="HN-KV1", year=2026, as_of=opened.position).json()
    assert len(older["lines"]) == 1
    assert {register["id"] for register in get("/registers").json()["registers"]} >= {"SO-04", "SO-07"}
    get("/registers/SO-99", 404)


def test_a_register_differs_between_two_positions_by_what_the_acts_brought(case, get):
    opened, charged, _ = case
    series = {"unit": "HN-KV1", "year": 2026}
    found = get("/registers/SO-07/diff", **series, **{"from": opened.position, "to": charged.position}).json()
    assert found["complete"]
    assert {each["line"]["line"]: each["acts"] for each in found["lines"]} == {
        0: [charged.position],
        1: [charged.position],
    }
    whole = get("/registers/SO-07/diff", **series, **{"from": 0, "to": charged.position}).json()
    assert whole["lines"][0]["before"] is None
    assert (
        get("/registers/SO-07/diff", **series, **{"from": charged.position, "to": charged.position}).json()["lines"]
        == []
    )
    refused = get("/registers/SO-07/diff", 400, **{"from": 2, "to": 1}).json()
    assert refused["errors"] == [{"pointer": "from", "code": "after_to"}]
    get("/registers/SO-99/diff", 404, **{"from": 0, "to": 1})
