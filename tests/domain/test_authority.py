"""The table of authority: capacities, the matrix for a lawyer's eye, and rows that cannot stand."""

from copy import deepcopy
from datetime import date

import pytest

from domain.kernel.act_type import REGISTRAR
from domain.kernel.catalogue import CATALOGUE
from domain.law.tables import BadTable
from domain.organisation.authority import (
    AUTHORITY,
    TITLES,
    authority_table,
    capacity_rule,
    granted,
    of_the_head,
    power_of,
)
from domain.organisation.matrix import beyond_the_table, matrix

DAY = date(2022, 10, 7)
LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)  # Law 99/2025/QH15

APPROVAL = CATALOGUE["charge.approved.v1"]
REQUEST = CATALOGUE["investigation.requested.v1"]
OPENED = CATALOGUE["case.opened.v1"]


class TestCapacities:
    @pytest.mark.parametrize("day", [date(2010, 1, 1), date(2017, 12, 31), DAY, LAST, FIRST, date(2026, 11, 1)])
    @pytest.mark.parametrize("title", TITLES)
    @pytest.mark.parametrize("key", ["charge.approved.v1", "investigation.requested.v1", "unit.founded.v1"])
    def test_a_deputy_signs_for_the_head_and_nobody_else_does(self, key, title, day):
        act_type = CATALOGUE[key]
        power = power_of(act_type)
        for_the_head = title == "PVT" and of_the_head(act_type)
        assert (capacity_rule("KT", title, power, day) is not None) == for_the_head
        assert (capacity_rule("own", title, power, day) is not None) != for_the_head

    @pytest.mark.parametrize("capacity", ["TL", "TUQ"])
    @pytest.mark.parametrize("title", TITLES)
    def test_no_power_of_the_head_is_delegated_to_anybody_but_a_deputy(self, capacity, title):
        assert (capacity_rule(capacity, title, "head", DAY) is not None) == (title == "PVT")
        assert capacity_rule(capacity, title, "shared", DAY) is not None

    def test_by_order_and_by_authorisation_are_nowhere_confirmed(self):
        assert not [row for row in AUTHORITY.capacities if row.capacity in ("TL", "TUQ") and row.confirmed]

    def test_what_was_amended_in_2025_is_unconfirmed_since(self):
        assert capacity_rule("KT", "PVT", "head", LAST).confirmed
        assert not capacity_rule("KT", "PVT", "head", FIRST).confirmed
        assert capacity_rule("KT", "PVT", "head", FIRST).basis == capacity_rule("KT", "PVT", "head", LAST).basis

    def test_powers(self):
        assert [power_of(act_type) for act_type in (APPROVAL, REQUEST, OPENED)] == ["head", "shared", "shared"]
        assert power_of(CATALOGUE["unit.founded.v1"]) == "organisation"
        assert CATALOGUE["unit.founded.v1"].signed_by == REGISTRAR


class TestMatrix:
    def cells(self, key, day=DAY):
        return list(matrix({key: CATALOGUE[key]}, day))

    def test_approving_a_charge_is_the_heads_own_and_a_deputys_for_the_head(self):
        assert [(cell.title, cell.capacity, cell.manner) for cell in self.cells("charge.approved.v1")] == [
            ("VT", "own", "right"), ("PVT", "KT", "assigned"),
        ]  # fmt: skip

    def test_a_request_is_the_prosecutors_and_of_those_who_prosecute_as_head_or_deputy(self):
        found = [(cell.title, cell.capacity, cell.manner) for cell in self.cells("investigation.requested.v1")]
        assert found == [("VT", "own", "assigned"), ("PVT", "own", "assigned"), ("KSV", "own", "assigned")]

    def test_another_agencys_act_is_entered_by_recorders(self):
        assert {cell.manner for cell in self.cells("case.opened.v1")} == {"recorder"}

    def test_articles_are_those_in_force_on_the_day(self):
        assert self.cells("charge.approved.v1")[0].basis == ("BLTTHS-2015/41/2/g", "BLTTHS-2015/165/4")
        older = self.cells("charge.approved.v1", date(2016, 1, 1))[0]
        assert all(article.startswith("BLTTHS-2003/") for article in older.basis)
        assert not older.confirmed

    def test_what_rests_on_an_article_amended_and_not_read_is_not_confirmed(self):
        assert all(cell.confirmed for cell in self.cells("charge.approved.v1", LAST))
        assert not any(cell.confirmed for cell in self.cells("charge.approved.v1", FIRST))

    def test_every_act_that_somebody_signs_has_a_row(self):
        rows = {cell.key for cell in matrix(CATALOGUE, DAY)}
        assert rows == set(CATALOGUE)

    def test_the_matrix_says_what_the_organisation_lets_pass(self, officers, an_actor):
        """Each cell against `Organisation.may_sign`, for the officers of one unit."""
        names = {"VT": "head of TC", "PVT": "PVT of TC", "KSV": "KSV of TC", "KTV": "KTV of TC"}
        for cell in matrix(CATALOGUE, DAY):
            if cell.title in names and (not cell.levels or "supreme" in cell.levels):
                actor = an_actor(names[cell.title], "TC", cell.title, cell.capacity)
                officers.state.may_sign(actor, CATALOGUE[cell.key], DAY)


def test_heads_powers_in_the_table_are_not_signed_by_prosecutors():
    """Groups of decisions of the head: nobody but the head or a deputy signs them, whatever the act type says."""
    found = beyond_the_table(CATALOGUE)
    for key, titles in found.items():
        groups = {AUTHORITY.by_act[code].key for code in CATALOGUE[key].codes if code in AUTHORITY.by_act}
        if groups <= {"A1", "B1", "B2", "B3", "B4", "B8", "D1"}:
            assert not titles, key


RESERVED = (
    "case_deputy_chief_assigned", "authority_delegated", "deputy_decision_changed_by_chief",
    "defence_entry_time_decided", "special_measure_approved", "special_measure_not_approved",
    "special_measure_extended", "special_measure_cancelled", "expert_special_reexamination_decided",
    "death_judgment_protested", "death_judgment_not_protested", "exemption_proposed_by_procuracy",
)  # fmt: skip


@pytest.mark.parametrize("code", RESERVED)
def test_what_is_reserved_to_the_head_no_deputy_signs(code):
    """BLTTHS-2015/41/3, 74, 212, 220, 225 to 228, 367; BLHS-2015/62"""
    act_type = next(act_type for act_type in CATALOGUE.values() if code in act_type.codes)
    assert act_type.signed_by == ("VT",)
    assert {grant.title for grant in AUTHORITY.by_act[code].granted(code)} == {"VT"}


def test_every_grant_belongs_to_an_act_of_the_catalogue():
    claimed = {code for act_type in CATALOGUE.values() for code in act_type.codes}
    assert granted(APPROVAL)
    assert {"charge_approved", "indictment_issued"} <= claimed & set(AUTHORITY.by_act)


TABLE = {
    "unread": {"BLTTHS-2015/41": "2025-07-01"},
    "capacities": [
        {"capacity": "own", "titles": ["VT"], "powers": ["head"], "basis": ["BLTTHS-2015/41/1"], "since": "2018-01-01",
         "until": "2025-06-30"},
        {"capacity": "own", "titles": ["VT"], "powers": ["head"], "basis": ["BLTTHS-2015/41/1"], "since": "2025-07-01",
         "confirmed": False},
    ],
    "groups": [
        {"group": "A1", "name_vi": "x", "name_en": "x", "basis": ["BLTTHS-2015/41/1/b"], "powers": {"VT": "right"},
         "acts": ["first", "second"], "exceptions": {"second": {"VT@supreme": "right"}}},
        {"group": "A2", "name_vi": "x", "name_en": "x", "basis": ["BLTTHS-2015/42"], "powers": {"KSV": "assigned"},
         "acts": ["third"]},
    ],
}  # fmt: skip


def changed(part, place, **members):
    table = deepcopy(TABLE)
    table[part][place].update(members)
    return table


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (changed("capacities", 0, capacity="PP"), "PP of VT since 2018-01-01: unknown capacity"),
        (changed("capacities", 0, titles=["CT"]), "own of CT since 2018-01-01: unknown title CT"),
        (changed("capacities", 0, powers=["all"]), "own of VT since 2018-01-01: unknown power all"),
        (changed("capacities", 0, basis=[]), "own of VT since 2018-01-01: rests on no article"),
        (changed("capacities", 0, until="2025-07-01"), "own of VT since 2025-07-01: overlaps own of VT"),
        (changed("capacities", 0, until="2025-06-01"), "own of VT since 2025-07-01: gap"),
        (changed("capacities", 0, until="2017-06-01"), "own of VT since 2018-01-01: ends before it begins"),
        (changed("capacities", 0, since="2018"), "authority: .*2018"),
        (changed("groups", 0, powers={"CT": "right"}), "A1: first: unknown title CT"),
        (changed("groups", 0, powers={"VT@village": "right"}), "A1: first: unknown place village"),
        (changed("groups", 0, powers={"VT": "maybe"}), "A1: first: unknown manner maybe"),
        (changed("groups", 0, powers={}), "A1: first is given to nobody"),
        (changed("groups", 0, basis=[]), "A1: confirmed and rests on no article"),
        (changed("groups", 1, group="A1"), "A1: stands twice"),
        (changed("groups", 1, acts=["first"]), "A2: first stands in A1 too"),
        (changed("groups", 1, exceptions={"ninth": {}}), "A2: ninth is no act of it"),
    ],
)
def test_a_bad_row_is_named(table, named):
    with pytest.raises(BadTable, match=named):
        authority_table(table)


def test_the_table_itself_stands():
    found = authority_table(TABLE)
    assert found.by_act["second"].granted("second")[0].place == "supreme"
    assert found.read_in_law(["BLTTHS-2015/41/1"], LAST)
    assert not found.read_in_law(["BLTTHS-2015/41/1"], FIRST)
    assert found.read_in_law(["BLTTHS-2015/410"], FIRST)
