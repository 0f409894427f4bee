"""Module 2: measures that leave the accused at liberty."""

import pytest


@pytest.fixture
def remanded(approved):
    one = approved.persons("bị can 1")
    return approved.does("remand.ordered.v1", accused=one, months=4, until="2023-02-06").does(
        "remand.approved.v1", accused=one
    )


def test_residence_bans_by_agency_and_procuracy_are_annulled_while_they_run(approved):
    one, two = approved.persons("bị can 1"), approved.persons("bị can 2")
    approved.does("residence_ban.ordered.v1", accused=one, since="2018-10-10", until="2018-11-28")
    approved.does("residence_ban.ordered_by_procuracy.v1", accused=two)
    ban = approved.accused("bị can 1").running("residence_ban")
    assert (ban.since.isoformat(), ban.until.isoformat()) == ("2018-10-10", "2018-11-28")
    approved.does("residence_ban.annulled.v1", accused=one)
    approved.refuses("measure_not_running", "residence_ban.annulled.v1", accused=one)


def test_the_procuracy_restrains_nobody_who_is_not_charged(opened):
    opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1")])
    one = opened.persons("bị can 1")
    opened.refuses("accused_in_wrong_status", "residence_ban.ordered_by_procuracy.v1", accused=one)
    opened.refuses("accused_in_wrong_status", "guarantee.approved.v1", accused=one)


def test_guarantee_takes_the_place_of_remand_and_an_exit_ban_stands_beside_it(remanded):
    one = remanded.persons("bị can 1")
    remanded.does("guarantee.approved.v1", accused=one).does("exit_ban.ordered.v1", accused=one)
    accused = remanded.accused("bị can 1")
    assert (accused.running("remand"), bool(accused.running("guarantee")), bool(accused.running("exit_ban"))) == (
        None,
        True,
        True,
    )


def banned(file, label):
    return bool(file.accused(label).running("exit_ban"))


@pytest.mark.parametrize(
    ("kind", "approve", "refuse"),
    [
        ("guarantee", "guarantee.approved.v1", "guarantee.refused.v1"),
        ("deposit", "deposit.approved.v1", "deposit.refused.v1"),
    ],
)
def test_the_agencys_decision_awaits_approval_and_is_answered_once(approved, kind, approve, refuse):
    one = approved.persons("bị can 1")
    approved.does("residence_ban.ordered.v1", accused=one).does("measure.replaced.v1", accused=one, new=kind)
    assert approved.accused("bị can 1").running(kind).pending
    approved.does(refuse, accused=one)
    accused = approved.accused("bị can 1")
    assert (accused.running(kind), bool(accused.running("residence_ban"))) == (None, True)
    approved.does("measure.replaced.v1", accused=one, new=kind).does(approve, accused=one, until="2023-01-31")
    accused = approved.accused("bị can 1")
    assert (accused.running(kind).pending, accused.running("residence_ban")) == (False, None)
    approved.refuses("measure_running_already", approve, accused=one)
    approved.refuses("measure_running_already", refuse, accused=one)


@pytest.mark.parametrize("key", ["guarantee.refused.v1", "deposit.refused.v1"])
def test_what_is_not_approved_changes_nothing(remanded, key):
    remanded.does(key, accused=remanded.persons("bị can 1"))
    assert remanded.accused("bị can 1").running("remand")


def test_the_procuracy_orders_and_ends_a_guarantee(remanded):
    one = remanded.persons("bị can 1")
    guarantor = {"person": remanded.person("người bảo lĩnh 1"), "label": "người bảo lĩnh 1", "role": "other"}
    remanded.does("guarantee.ordered_by_procuracy.v1", accused=one, guarantors=[guarantor])
    assert remanded.accused("bị can 1").running("remand") is None
    remanded.refuses("measure_running_already", "guarantee.ordered_by_procuracy.v1", accused=one)
    remanded.does("guarantee.annulled.v1", accused=one, reason="no_longer_needed")
    remanded.refuses("measure_not_running", "guarantee.annulled.v1", accused=one)


def test_a_deposit_is_confiscated_for_a_breach_only(remanded):
    one = remanded.persons("bị can 1")
    remanded.does("deposit.ordered_by_procuracy.v1", accused=one, amount=100_000_000)
    kept = {"accused": one, "money": "confiscated"}
    refused = remanded.refuses("deposit_kept_without_breach", "deposit.annulled.v1", reason="case_ended", **kept)
    assert refused.article == "BLTTHS-2015/122/2"
    remanded.does("deposit.annulled.v1", reason="breach", **kept)
    remanded.refuses("measure_not_running", "deposit.annulled.v1", accused=one, money="returned")


def test_a_residence_ban_is_notified_while_it_runs(approved):
    one = approved.persons("bị can 1")
    told = {"accused": one, "addressee": "UBND xã"}
    approved.refuses("measure_not_running", "residence_ban.notified.v1", **told)
    approved.does("residence_ban.ordered.v1", accused=one, place="xã A").does("residence_ban.notified.v1", **told)


def test_an_exit_ban_may_cover_somebody_not_yet_charged(opened):
    opened.does("exit_ban.ordered.v1", newcomers=[opened.entry("bị can 1")], until="2023-01-31")
    assert (banned(opened, "bị can 1"), opened.accused("bị can 1").status) == (True, "held")
    opened.refuses("nobody_named", "exit_ban.ordered.v1")
    opened.refuses("accused_unknown", "exit_ban.ordered.v1", accused=opened.persons("bị can 9"))


def test_the_procuracy_orders_one_exit_ban_and_ends_it(approved):
    one = approved.persons("bị can 1")
    approved.does("exit_ban.ordered_by_procuracy.v1", accused=one, border_agency="Cục Quản lý xuất nhập cảnh")
    approved.refuses("measure_running_already", "exit_ban.ordered_by_procuracy.v1", accused=one)
    approved.does("exit_ban.annulled.v1", accused=one, reason="no_longer_needed")
    assert not banned(approved, "bị can 1")
    approved.refuses("measure_not_running", "exit_ban.annulled.v1", accused=one)


def test_an_annulled_charge_ends_the_exit_ban(approved):
    one = approved.persons("bị can 1")
    approved.does("exit_ban.ordered.v1", accused=one).does("charge.annulled.v1", accused=one)
    assert not banned(approved, "bị can 1")
