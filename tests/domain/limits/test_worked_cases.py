"""Every worked case, counted by hand, comes out of the engine."""

import copy
from pathlib import Path

import pytest
import yaml

from domain.limits.cases import BadCases, check, differences, read_cases

WORKED = yaml.safe_load(Path(__file__).with_name("worked_cases.yaml").read_text("utf-8"))
CASES = read_cases(WORKED)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_engine_finds_what_was_counted_by_hand(case):
    assert list(differences(case)) == []


def test_a_case_that_differs_is_named_with_both_days():
    document = copy.deepcopy(WORKED)
    document["cases"][0]["expected_due"] = "2023-03-01"
    [found] = check(read_cases(document))
    assert (found.case, found.member, found.expected, found.found) == (
        "me01", "expected_due", "2023-03-01", "2023-02-28",
    )  # fmt: skip


def test_a_case_on_a_limit_that_does_not_exist_differs():
    [found] = check(read_cases({"cases": [{**WORKED["cases"][0], "limit_id": "coffee_break"}]}))
    assert (found.member, found.found) == ("limit_id", "no such limit on that day")


@pytest.mark.parametrize(
    ("change", "member"),
    [
        ({"start": None}, "start"),
        ({"start": "31 January"}, "start"),
        ({"limit_id": ""}, "limit_id"),
        ({"expected_due": None}, "expected_due"),
        ({"expected_due": "2023-02-30"}, "expected_due"),
        ({"weekday": "Tuesday"}, "weekday"),
        ({"extensions": "two months"}, "extensions"),
        ({"extensions": [{"length": {"n": 2, "unit": "fortnights"}}]}, "extensions"),
        ({"extensions": [{"length": {"n": 0, "unit": "days"}}]}, "extensions"),
        ({"order_length": {"unit": "days"}}, "order_length"),
        ({"pauses": [{"from": "2023-02-02", "to": "2023-02-01", "not_counted": True}]}, "pauses"),
        ({"pauses": [{"from": "2023-02-02", "not_counted": True}]}, "pauses"),
        ({"custody_days_deducted": "three"}, "custody_days_deducted"),
        ({"crime_class": ["serious"]}, "crime_class"),
    ],
    ids=str,
)
def test_a_malformed_case_is_refused_by_name(change, member):
    with pytest.raises(BadCases) as bad:
        read_cases({"cases": [{**WORKED["cases"][0], **change}]})
    assert (bad.value.case, bad.value.member) == ("me01", member)


@pytest.mark.parametrize("document", [None, [], {}, {"cases": []}, {"cases": {}}, {"cases": ["me01"]}], ids=str)
def test_what_is_no_file_of_cases_is_refused(document):
    with pytest.raises(BadCases):
        read_cases(document)


def test_a_case_stands_once():
    with pytest.raises(BadCases) as bad:
        read_cases({"cases": [WORKED["cases"][0], WORKED["cases"][0]]})
    assert (bad.value.case, bad.value.member) == ("me01", "id")
