"""Levels, provinces and units by day: who answers to whom, and who carries on what has ended."""

from copy import deepcopy
from datetime import date

import pytest

from domain.kernel.act_type import Level
from domain.kernel.catalogue import CATALOGUE
from domain.law.tables import BadTable
from domain.organisation import levels, units
from domain.organisation.provinces import PROVINCES, province, province_of, province_table, provinces_on
from domain.organisation.units import UNIT_TABLE, regional_unit, successions, unit_table

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)


class TestLevels:
    def test_four_levels_until_30_june_2025_and_three_since(self):
        assert levels.civil_levels_on(LAST) == ("supreme", "high", "provincial", "district")
        assert levels.civil_levels_on(FIRST) == ("supreme", "provincial", "regional")

    def test_the_high_procuracies_are_of_2015(self):
        assert "high" not in levels.civil_levels_on(date(2015, 5, 31))

    def test_the_military_procuracies_keep_three_tiers(self):
        for day in (LAST, FIRST):
            military = [row.key for row in levels.levels_on(day) if row.key.startswith("military")]
            assert military == ["military_central", "military_region", "military_area"]

    def test_in_trials_the_appellate_institutes_stand_above_since_july_2025(self):
        assert levels.superior_in_trials("provincial", LAST).superior == "high"
        assert not levels.superior_in_trials("provincial", LAST).confirmed
        assert levels.superior_in_trials("provincial", FIRST).superior == "appellate_institute"
        assert levels.superior_in_trials("regional", FIRST).superior == "appellate_institute"
        assert levels.superior_in_trials("district", LAST) is None

    def test_every_level_has_a_row(self):
        assert set(levels.LEVELS) == set(Level.__args__)

    def test_a_unit_of_a_level_that_is_not_in_the_law_is_a_finding(self, officers):
        new = {"code": "H77", "name": "x", "level": "district", "parent": "T01", "valid_from": "2025-07-01"}
        officers.does("unit.founded.v1", officers.head, **new)
        assert officers.state.flags[-1].code == "level_not_in_law"


class TestProvinces:
    def test_63_provinces_became_34(self):
        assert (len(provinces_on(LAST)), len(provinces_on(FIRST))) == (63, 34)

    @pytest.mark.parametrize(
        ("code", "before", "after"),
        [
            ("15", "Yên Bái", "Lào Cai"), ("24", "Bắc Giang", "Bắc Ninh"), ("44", "Quảng Bình", "Quảng Trị"),
            ("52", "Bình Định", "Gia Lai"), ("80", "Long An", "Tây Ninh"), ("82", "Tiền Giang", "Đồng Tháp"),
            ("91", "Kiên Giang", "An Giang"),
        ],
    )  # fmt: skip
    def test_some_codes_named_another_province_before(self, code, before, after):
        assert province(code, LAST).name_vi == f"Tỉnh {before}"
        assert province(code, FIRST).name_vi == f"Tỉnh {after}"
        assert province(code, FIRST, "QD-124-2004") is None

    def test_codes_of_the_old_scheme_are_not_confirmed(self):
        assert {row.scheme for row in PROVINCES.rows if row.confirmed} == {"QD-19-2025"}

    def test_hue_became_a_city_half_a_year_before(self):
        assert province("46", date(2024, 12, 31)).unit == "TTH"
        assert province("46", date(2025, 1, 1)).unit == province("46", FIRST).unit == "T46"

    def test_every_province_has_its_own_procuracy(self):
        for day in (LAST, FIRST):
            found = [row.unit for row in provinces_on(day)]
            assert len(set(found)) == len(found)
            assert all(UNIT_TABLE[unit].exists_on(day) for unit in found)
        assert province_of("BG", LAST).name_vi == "Tỉnh Bắc Giang"
        assert province_of("BG", FIRST) is None


class TestUnits:
    def test_provincial_procuracies_that_ended_have_one_that_took_over(self):
        ended = [row for row in UNIT_TABLE.values() if row.level == "provincial" and row.until == LAST]
        assert len(ended) == 36
        assert all(len(row.successors) == 1 for row in ended)

    def test_no_code_of_a_unit_that_ended_looks_like_one_of_today(self):
        assert not [
            row.code
            for row in UNIT_TABLE.values()
            if row.until and row.code.startswith("T") and row.code[1:].isdecimal()
        ]

    def test_who_answers_to_a_unit_on_a_day(self):
        assert units.under("T25", LAST) == frozenset()
        assert units.under("T25", FIRST) == {"HB", "VP"}  # what they left is Phú Thọ's to answer for
        assert {"T25", "HB", "VC1", "TC-VPT1"} <= units.under("TC", FIRST)

    def test_who_supervises_a_unit_on_a_day(self):
        assert units.supervisor_of("BG", LAST) == "TC"
        assert units.supervisor_of("BG", FIRST) is None
        assert units.supervisor_of("T79-KV7", FIRST) == "T79"
        assert units.supervisor_of("T79-KV7", LAST) is None
        assert units.supervisor_of("TC", FIRST) is None
        assert units.supervisor_of("nobody", FIRST) is None

    def test_a_regional_procuracy_has_its_number_in_its_province(self):
        found = regional_unit("T79-KV7")
        assert (found.name_vi, found.parent, found.confirmed) == (
            "Viện kiểm sát nhân dân khu vực 7 - Thành phố Hồ Chí Minh", "T79", False
        )  # fmt: skip
        assert regional_unit("T99-KV1") is None
        assert regional_unit("T79-KV0") is None

    def test_successions_are_dated_and_name_their_instrument(self):
        found = {one.units: one for one in successions()}
        assert found["HB", "VP"].successors == ("T25",)
        assert found["VC1",].successors == ("TC-VPT1",)
        assert all(one.instrument for one in found.values() if one.last_day == LAST)
        assert not found["LA", "TNI"].confirmed
        assert [one.last_day for one in successions()] == sorted(one.last_day for one in successions())


ROWS = {
    "units": [
        {"code": "TC", "name_vi": "Tối cao", "level": "supreme", "parent": ""},
        {"code": "A", "name_vi": "A", "level": "provincial", "parent": "TC", "until": "2025-06-30",
         "successors": ["B"]},
        {"code": "B", "name_vi": "B", "level": "provincial", "parent": "TC", "since": "2025-07-01"},
    ]
}  # fmt: skip


def with_unit(place, **members):
    table = deepcopy(ROWS)
    table["units"][place].update(members)
    return table


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (with_unit(1, level="county"), "A: unknown level county"),
        (with_unit(1, parent="X"), "A: unknown parent X"),
        (with_unit(1, parent="B"), "A: level provincial does not answer to provincial"),
        (with_unit(1, parent=""), "A: level provincial does not answer to nobody"),
        (with_unit(0, parent="A"), "TC: level supreme does not answer to provincial"),
        (with_unit(1, until=None), "A: has successors and has not ended"),
        (with_unit(1, successors=["X"]), "A: unknown successor X"),
        (with_unit(2, since="2025-07-02"), "A: successor B does not exist on the day after 2025-06-30"),
        (with_unit(1, since="2025-07-01"), "A: ends before it begins"),
        (with_unit(2, code="A"), "A: stands twice"),
        (with_unit(1, since="July"), "A: .*July"),
        (with_unit(2, level="high"), "B: outlives its level"),
        (with_unit(1, level="regional"), "A: is older than its level"),
        (with_unit(2, level="district"), "B: outlives its level, which ended on 2025-06-30"),
    ],
)
def test_a_bad_row_of_a_unit_is_named(table, named):
    with pytest.raises(BadTable, match=named):
        unit_table(table)


PLACES = {
    "schemes": [
        {"key": "old", "name_vi": "cũ", "until": "2025-06-30"}, {"key": "new", "name_vi": "mới", "since": "2025-07-01"},
    ],
    "provinces": [
        {"scheme": "old", "code": "24", "name_vi": "A", "unit": "A", "until": "2025-06-30"},
        {"scheme": "new", "code": "24", "name_vi": "B", "unit": "B", "since": "2025-07-01"},
    ],
}  # fmt: skip


def with_province(place, **members):
    table = deepcopy(PLACES)
    table["provinces"][place].update(members)
    return table


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (with_province(0, scheme="x"), "x/24: unknown scheme"),
        (with_province(0, code="4"), "old/4: a code has two digits"),
        (with_province(0, unit="TC"), "old/24: TC is no provincial procuracy"),
        (with_province(0, unit="B"), "old/24: reaches beyond the existence of B"),
        (with_province(0, until=None), "old/24: reaches beyond its scheme"),
        (with_province(0, since="x"), "provinces: .*x"),
        ({**PLACES, "provinces": PLACES["provinces"] * 2}, "old/24 since None: overlaps"),
        ({**PLACES, "provinces": [*PLACES["provinces"], {**PLACES["provinces"][1], "code": "25"}]},
         "new/unit/B since 2025-07-01: overlaps"),
    ],
)  # fmt: skip
def test_a_bad_row_of_a_province_is_named(table, named):
    with pytest.raises(BadTable, match=named):
        province_table(table, unit_table(ROWS))


class TestLedger:
    """The same questions put to the organisation as recorded."""

    def test_who_answers_and_who_carries_on(self, officers):
        state = officers.state
        assert state.supervisor_of("KV1", LAST) == "T01"
        assert state.under("T01", LAST) >= {"KV1"}
        officers.does(
            "unit.founded.v1", officers.head, code="OLD", name="x", level="provincial", parent="TC",
            valid_from="2000-01-01",
        )  # fmt: skip
        officers.does(
            "unit.founded.v1", officers.head, code="OLD-H1", name="x", level="district", parent="OLD",
            valid_from="2000-01-01",
        )  # fmt: skip
        officers.does("unit.reorganised.v1", officers.head, units=["OLD"], successors=["T79"], last_day="2025-06-30")
        state = officers.state
        assert state.supervisor_of("OLD-H1", LAST) == "OLD"
        assert state.supervisor_of("OLD-H1", FIRST) == "T79"
        assert {"OLD", "OLD-H1"} <= state.under("T79", FIRST)
        assert "OLD" not in state.under("T79", LAST)
        assert state.has_succeeded("T79", "OLD", FIRST)
        assert not state.has_succeeded("T79", "OLD", LAST)
        assert not state.has_succeeded("T01", "OLD", FIRST)
        assert state.bearers("OLD", date(1999, 1, 1)) == ()  # it did not exist yet

    def test_a_successor_of_a_successor_carries_on(self, officers):
        new = {"level": "provincial", "parent": "TC"}
        officers.does("unit.founded.v1", officers.head, code="A", name="A", valid_from="2000-01-01", **new)
        officers.does("unit.founded.v1", officers.head, code="B", name="B", valid_from="2010-01-01", **new)
        officers.does("unit.reorganised.v1", officers.head, units=["A"], successors=["B"], last_day="2012-12-31")
        officers.does("unit.reorganised.v1", officers.head, units=["B"], successors=["T79"], last_day="2025-06-30")
        assert [officers.state.bearers("A", day) for day in (date(2012, 1, 1), LAST, FIRST)] == [
            ("A",), ("B",), ("T79",),
        ]  # fmt: skip

    def test_a_succession_moves_a_case_and_restarts_nothing(self, opened):
        """The unit that took over goes on with the case as it stands; one that did not is refused."""
        before, key = opened.state, "case.received_by_reorganisation.v1"
        opened.does(key, from_unit="H9", old_number="5/H9", day="2025-07-01")
        after = opened.state
        kept = ("stage", "offences", "accused", "extensions", "supervised", "crime_class")
        assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
        assert not {*CATALOGUE[key].starts, *CATALOGUE[key].extends, *CATALOGUE[key].ends}
