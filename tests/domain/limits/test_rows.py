"""The table of limits, and what stops a row that cannot stand."""

from datetime import date

import pytest

from domain.law.limits import (
    CUSTODY_DAYS,
    CUSTODY_EXTENSIONS,
    INVESTIGATION_EXTENSION_MONTHS,
    PROSECUTION_EXTENSIONS,
    REMAND_EXTENSION_MONTHS,
    REMAND_MONTHS,
)
from domain.limits.lengths import Length
from domain.limits.rows import AUTHORITIES, LIMITS, SOURCES, BadLimit, NoLimit, grantors, limit_on, limits_from

ROW = {
    "id": "charge_approval", "name_vi": "Xét phê chuẩn", "name_en": "Approval", "length": "3 days",
    "counting": "days_next", "articles": ["BLTTHS-2015/179/3"], "from": date(2018, 1, 1), "confirmed": "yes",
    "source": ["code"],
}  # fmt: skip


def row(**changes):
    return {name: value for name, value in {**ROW, **changes}.items() if value is not None}


def test_the_table_holds_every_limit():
    assert len(LIMITS) == 262
    assert all(limit.article and limit.name_vi and limit.name_en for same in LIMITS.values() for limit in same)


def test_sources_are_known_words_and_authorities_are_found():
    named = {source for same in LIMITS.values() for limit in same for source in limit.source}
    assert named <= set(SOURCES)
    known = {authority.key for authority in AUTHORITIES}
    for same in LIMITS.values():
        for entry in (entry for limit in same for entry in limit.extensions):
            for said in entry.granted_by.values():
                assert "authority " not in said or any(key in said for key in known), said


def test_the_table_names_no_place_on_the_web():
    texts = [*SOURCES.values(), *(str(limit) for same in LIMITS.values() for limit in same)]
    assert not [text for text in texts if "http" in text or "www." in text]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"counting": "by_moonlight"}, "unknown_counting"),
        ({"length": "3 fortnights"}, "unknown_unit"),
        ({"length": "some days"}, "unknown_unit"),
        ({"length": {"serious": "0 days"}}, "unknown_unit"),
        ({"max_total": "2 moons"}, "unknown_unit"),
        ({"extensions": [{"order": "1", "length": "3 suns"}]}, "unknown_unit"),
        ({"extensions": [{"order": "1"}]}, "length_missing"),
        ({"length": None}, "length_missing"),
        ({"articles": None}, "article_missing"),
        ({"articles": []}, "article_missing"),
        ({"articles": [""]}, "article_missing"),
        ({"confirmed": "perhaps"}, "unknown_confirmation"),
        ({"name_vi": ""}, "member_missing"),
        ({"from": None}, "member_missing"),
        ({"source": []}, "member_missing"),
        ({"until": date(2017, 1, 1)}, "ends_before_it_begins"),
    ],
    ids=str,
)
def test_a_bad_row_stops_with_its_name(changes, code):
    with pytest.raises(BadLimit) as bad:
        limits_from([row(**changes)])
    assert (bad.value.row, bad.value.code) == ("charge_approval", code)
    assert "charge_approval" in str(bad.value)


def test_the_row_of_the_day_counts():
    early = row(until=date(2025, 6, 30))
    late = row(**{"from": date(2025, 7, 1), "length": "5 days"})
    found = limits_from([late, early])["charge_approval"]
    assert [limit.lengths["all"] for limit in found] == [Length(3, "days"), Length(5, "days")]


@pytest.mark.parametrize(
    ("begins", "code"), [(date(2025, 6, 30), "overlap"), (date(2025, 7, 2), "gap")], ids=["overlap", "gap"]
)
def test_rows_of_one_limit_follow_each_other(begins, code):
    with pytest.raises(BadLimit) as bad:
        limits_from([row(until=date(2025, 6, 30)), row(**{"from": begins})])
    assert (bad.value.row, bad.value.code) == ("charge_approval", code)


def test_two_open_rows_of_one_limit_overlap():
    with pytest.raises(BadLimit, match="overlap"):
        limits_from([row(), row(**{"from": date(2020, 1, 1)})])


def test_a_limit_is_looked_up_by_day():
    assert limit_on("arrest_notice_minor", date(2025, 12, 31)).until == date(2025, 12, 31)
    for id, day in (
        ("arrest_notice_minor", date(2026, 1, 1)),
        ("investigation", date(2017, 12, 31)),
        ("none", date.max),
    ):
        with pytest.raises(NoLimit):
            limit_on(id, day)


def test_who_grants_an_extension_depends_on_the_day():
    extension = limit_on("investigation", date(2024, 1, 1)).extensions[0]
    [before] = grantors(extension, "less_serious", date(2024, 1, 1))
    [after] = grantors(extension, "less_serious", date(2026, 1, 1))
    assert (before.confirmed, after.confirmed) == ("yes", "partly")
    assert before.who != after.who


def test_the_lengths_that_checks_measure_by_are_those_of_the_table():
    day = date(2024, 1, 1)
    assert {key: length.n for key, length in limit_on("detention_investigation", day).lengths.items()} == REMAND_MONTHS
    for limit_id, table, ordinary in (
        ("detention_investigation", REMAND_EXTENSION_MONTHS, ("1", "2")),
        ("investigation", INVESTIGATION_EXTENSION_MONTHS, ("1", "2", "3")),
    ):
        extensions = [each for each in limit_on(limit_id, day).extensions if each.order in ordinary]
        for crime_class, months in table.items():
            assert tuple(each.lengths[crime_class].n for each in extensions if crime_class in each.lengths) == months
    custody = limit_on("custody", day)
    assert (custody.lengths["all"].n, len(custody.extensions)) == (CUSTODY_DAYS, CUSTODY_EXTENSIONS)
    assert len(limit_on("prosecution_decision", day).extensions) == PROSECUTION_EXTENSIONS
