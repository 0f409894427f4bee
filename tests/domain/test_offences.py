"""The table of offences: what each clause threatens, the class that follows, and rows that cannot stand."""

from copy import deepcopy
from datetime import date

import pytest

from domain.law.offences import PENAL_CODES, class_of_penalty, offence, penal_code, penalty
from domain.law.tables import BadTable

CODE = "BLHS-2015"
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)  # Law 86/2025/QH15

TABLE = {
    "code": CODE, "first_day": "2018-01-01", "first_article": 108, "last_article": 425,
    "sources": {"text": "Bộ luật"}, "chapters": {"XVI": "Các tội xâm phạm sở hữu"},
    "articles": [
        {"article": "173", "name_vi": "Tội trộm cắp tài sản", "name_en": "Theft", "chapter": "XVI", "clauses": [
            {"clause": "1", "prison": [6, 36], "crime_class": "less_serious", "since": "2018-01-01",
             "until": "2025-06-30", "source": ["text"]},
            {"clause": "1", "prison": [6, 60], "crime_class": "serious", "since": "2025-07-01", "source": ["text"]},
            {"clause": "5", "kind": "additional_penalty", "since": "2018-01-01", "source": ["text"]},
        ]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("prison", "life", "death", "expected"),
    [
        (None, False, False, "less_serious"),  # fine or non-custodial reform
        ((3, 36), False, False, "less_serious"),
        ((24, 37), False, False, "serious"),
        ((24, 84), False, False, "serious"),
        ((84, 180), False, False, "very_serious"),
        ((144, 240), False, False, "particularly_serious"),
        ((240, 240), True, False, "particularly_serious"),
        (None, True, True, "particularly_serious"),
    ],
)
def test_the_class_follows_the_top_of_the_frame(prison, life, death, expected):
    assert class_of_penalty(prison, life, death) == expected


@pytest.mark.parametrize(
    ("article", "clause", "expected"),
    [
        ("173", "1", "less_serious"), ("173", "2", "serious"), ("173", "3", "very_serious"),
        ("173", "4", "particularly_serious"), ("174", "4", "particularly_serious"), ("134", "1", "less_serious"),
        ("123", "1", "particularly_serious"), ("123", "2", "very_serious"), ("260", "4", "less_serious"),
        ("353", "4", "particularly_serious"),
    ],
)  # fmt: skip
def test_clauses_often_charged(article, clause, expected):
    assert penalty(CODE, article, clause, BEFORE).crime_class == expected


def test_a_clause_new_in_july_2025_threatens_nothing_before():
    assert penalty(CODE, "248", "5", BEFORE) is None  # then additional penalties
    assert penalty(CODE, "248", "5", AFTER).death
    assert penalty(CODE, "248", "6", AFTER) is None


def test_the_death_penalty_was_taken_out_of_some_clauses_in_july_2025():
    for article in ("109", "110", "353", "354"):
        framed = {(row.death, row.since) for row in offence(CODE, article).clauses if row.life}
        assert framed == {(True, date(2018, 1, 1)), (False, AFTER)}, article


def test_an_article_new_in_july_2025_is_no_offence_before():
    assert offence(CODE, "256a", BEFORE) is None
    assert offence(CODE, "256a", AFTER).name_vi


def test_an_act_before_the_code_falls_under_its_first_text():
    assert penalty(CODE, "173", "1", date(2017, 5, 1)).prison == (6, 36)


def test_what_the_table_does_not_have():
    assert offence("BLHS-1999", "138") is None
    assert offence(CODE, "999") is None
    assert penalty(CODE, "173", "9", BEFORE) is None


def test_a_preparatory_act_has_a_frame_of_its_own_and_an_unconfirmed_class():
    row = penalty(CODE, "123", "3", BEFORE)
    assert (row.kind, row.crime_class, row.confirmed) == ("preparation", "serious", False)


def test_every_article_has_an_official_name_and_every_clause_a_source():
    for found in PENAL_CODES[CODE].offences.values():
        assert found.name_vi.startswith("Tội ")
        assert all(clause.source for clause in found.clauses)


def changed(*path, **members):
    table = deepcopy(TABLE)
    part = table
    for step in path:
        part = part[step]
    part.update(members)
    return table


ROW = ("articles", 0, "clauses")


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (changed(*ROW, 0, crime_class="grave"), "173/1 since 2018-01-01: unknown class grave"),
        (changed(*ROW, 0, crime_class="serious"), "173/1 since 2018-01-01: class serious, but .* less_serious"),
        (changed(*ROW, 0, until="2025-07-01"), "173/1 since 2025-07-01: overlaps"),
        (changed(*ROW, 0, until="2025-06-29"), "173/1 since 2025-07-01: gap after 2025-06-29"),
        (changed(*ROW, 0, until="2017-06-29"), "173/1 since 2018-01-01: ends before it begins"),
        (changed(*ROW, 0, prison=None), "173/1 since 2018-01-01: no penalty"),
        (changed(*ROW, 0, prison=[40, 36]), "173/1 since 2018-01-01: least penalty above the most"),
        (changed(*ROW, 0, kind="other"), "173/1 since 2018-01-01: unknown kind other"),
        (changed(*ROW, 0, source=["press"]), "173/1 since 2018-01-01: unknown source"),
        (changed(*ROW, 0, since="2018"), "173/1: .*2018"),
        (changed(*ROW, 2, crime_class="serious"), "173/5 since 2018-01-01: a class without a main penalty"),
        (changed("articles", 0, chapter="I"), "173: unknown chapter I"),
        ({**TABLE, "articles": TABLE["articles"] * 2}, "173: stands twice"),
        (changed("articles", 0, clauses=[]), "173: threatens no penalty"),
        ({**TABLE, "first_day": None}, "offences: .*"),
    ],
)
def test_a_bad_row_is_named(table, named):
    with pytest.raises(BadTable, match=named):
        penal_code(table)


def test_all_bad_rows_are_named_at_once():
    table = changed(*ROW, 0, crime_class="grave")
    table["articles"][0]["clauses"][1]["crime_class"] = "less_serious"
    with pytest.raises(BadTable, match=r"since 2018-01-01: .*; 173/1 since 2025-07-01: "):
        penal_code(table)


def test_a_class_beside_its_penalty_needs_a_reason():
    assert penal_code(changed(*ROW, 0, crime_class="serious", why="…")).offences["173"].clauses[0].why


def test_the_table_itself_stands():
    assert penal_code(TABLE).offences["173"].on(BEFORE)[0].crime_class == "less_serious"
