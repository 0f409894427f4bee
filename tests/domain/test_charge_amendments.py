"""Module 2: charges changed and supplemented."""

import pytest


@pytest.fixture
def changed(approved, light):
    return approved.does("charge.changed.v1", accused=approved.person("bị can 1"), charges=[light])


def articles(charges):
    return [charge.article for charge in charges]


def test_a_changed_charge_changes_the_class_of_crime_and_needs_approval_again(changed):
    one = changed.persons("bị can 1")
    accused = changed.accused("bị can 1")
    assert (accused.crime_class, accused.status, accused.approved) == ("less_serious", "charged", 0)
    assert articles(accused.dropped) == ["174"]
    changed.does("charge.amendment_approved.v1", accused=one, kind="change")
    assert changed.accused("bị can 1").status == "approved"
    changed.refuses("accused_in_wrong_status", "charge.amendment_approved.v1", accused=one)
    assert changed.flags == []


def test_an_amended_charge_is_not_approved_as_a_first_one_nor_as_what_it_is_not(changed):
    one = changed.persons("bị can 1")
    changed.refuses("amendment_awaits_its_own_approval", "charge.approved.v1", accused=one)
    changed.refuses("amendment_not_pending", "charge.amendment_approved.v1", accused=one, kind="supplement")
    changed.refuses("amendment_not_pending", "charge.amendment_annulled.v1", accused=one, kind="supplement")


def test_a_supplemented_charge_stands_beside_the_first(approved, light):
    approved.does("charge.supplemented.v1", accused=approved.person("bị can 1"), charges=[light])
    assert articles(approved.accused("bị can 1").charges) == ["174", "178"]


def test_the_old_charge_returns_with_its_approval_when_the_change_is_annulled(changed):
    changed.does("charge.amendment_annulled.v1", accused=changed.persons("bị can 1"), kind="change")
    accused = changed.accused("bị can 1")
    assert (accused.status, accused.approved, accused.crime_class) == ("approved", 3, "particularly_serious")
    assert (articles(accused.charges), articles(accused.dropped)) == (["174"], ["178"])


def test_a_change_and_a_supplement_are_answered_one_by_one(changed):
    one, person = changed.persons("bị can 1"), changed.person("bị can 1")
    other = {"article": "341", "offence": "Làm giả con dấu, tài liệu của cơ quan, tổ chức"}
    changed.does("charge.supplemented.v1", accused=person, charges=[other])
    changed.does("charge.amendment_approved.v1", accused=one, kind="change")
    assert changed.accused("bị can 1").status == "charged"
    changed.does("charge.amendment_annulled.v1", accused=one, kind="supplement")
    accused = changed.accused("bị can 1")
    assert (accused.status, articles(accused.charges), accused.amendments) == ("approved", ["178"], ())


def test_an_amendment_of_a_charge_never_approved_leaves_it_so_when_annulled(charged, light):
    one = charged.persons("bị can 1")
    charged.does("charge.supplemented.v1", accused=charged.person("bị can 1"), charges=[light])
    charged.does("charge.amendment_annulled.v1", accused=one, kind="supplement")
    assert charged.accused("bị can 1").status == "charged"
    charged.does("charge.approved.v1", accused=one)


def test_the_first_approval_leaves_an_amendment_to_an_approval_of_its_own(charged, light):
    one = charged.persons("bị can 1")
    charged.does("charge.supplemented.v1", accused=charged.person("bị can 1"), charges=[light])
    charged.does("charge.approved.v1", accused=one)
    assert charged.accused("bị can 1").status == "charged"
    charged.refuses("amendment_awaits_its_own_approval", "charge.approved.v1", accused=one)
    charged.does("charge.amendment_approved.v1", accused=one, kind="supplement")
    assert charged.accused("bị can 1").status == "approved"


def test_correcting_what_identifies_the_accused_leaves_the_charges(approved):
    one = approved.persons("bị can 1")
    approved.does("charge.changed.v1", accused=one[0], charges=[], subject="identity")
    approved.does("charge.amendment_approved.v1", accused=one)
    assert articles(approved.accused("bị can 1").charges) == ["174"]


def test_the_charge_of_somebody_not_charged_is_not_amended(opened, light):
    opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1")])
    opened.does("charge.changed.v1", accused=opened.person("bị can 1"), charges=[light])
    assert opened.flags == ["accused_in_wrong_status"]


def test_what_the_procuracy_itself_changes_or_supplements_stands_at_once(approved, light):
    one, two = approved.person("bị can 1"), approved.person("bị can 2")
    approved.does("charge.changed_by_procuracy.v1", accused=one, charges=[light])
    approved.does("charge.supplemented_by_procuracy.v1", accused=two, charges=[{"article": "134", "offence": "x"}])
    for label in ("bị can 1", "bị can 2"):
        assert (approved.accused(label).status, approved.accused(label).amendments) == ("approved", ())
    assert articles(approved.accused("bị can 2").charges) == ["178", "134"]


@pytest.mark.parametrize("key", ["charge.changed_by_procuracy.v1", "charge.supplemented_by_procuracy.v1"])
def test_the_procuracy_amends_no_charge_that_awaits_approval(charged, light, key):
    charged.refuses("accused_in_wrong_status", key, accused=charged.person("bị can 1"), charges=[light])
