"""Module 2: supervision of juveniles."""

import pytest

ORDERS = ["electronic_supervision.ordered.v1", "representative_supervision.ordered.v1"]


@pytest.fixture
def juvenile(opened, light):
    opened.day = "2026-02-02"  # the law on juveniles is in force
    entries = [opened.entry("bị can 1", juvenile=True, charges=[light]), opened.entry("bị can 2", charges=[light])]
    opened.does("accused.charged.v1", accused=entries)
    return opened.does("charge.approved.v1", accused=opened.persons("bị can 1", "bị can 2"))


@pytest.mark.parametrize("key", [*ORDERS, "electronic_supervision.approved.v1"])
def test_a_juvenile_is_supervised_instead_of_remanded_and_an_adult_is_not(juvenile, key):
    one = juvenile.persons("bị can 1")
    juvenile.does("remand.ordered.v1", accused=one).does("remand.approved.v1", accused=one)
    juvenile.does(key, accused=one, until="2026-04-02")
    accused = juvenile.accused("bị can 1")
    assert (accused.running("remand"), bool(accused.running("juvenile_supervision"))) == (None, True)
    juvenile.refuses("measure_running_already", key, accused=one)
    juvenile.refuses("not_a_juvenile", key, accused=juvenile.persons("bị can 2"))


def test_the_agencys_decision_awaits_approval(juvenile):
    one = juvenile.persons("bị can 1")
    juvenile.does("residence_ban.ordered.v1", accused=one)
    juvenile.does("measure.replaced.v1", accused=one, new="juvenile_supervision")
    juvenile.does("electronic_supervision.approved.v1", accused=one, device="GS-01")
    assert juvenile.accused("bị can 1").running("juvenile_supervision").approved
    assert juvenile.flags == []
    juvenile.does("residence_ban.ordered.v1", accused=juvenile.persons("bị can 2"))
    juvenile.does("measure.replaced.v1", accused=juvenile.persons("bị can 2"), new="juvenile_supervision")
    assert juvenile.flags == ["not_a_juvenile"]


def test_supervision_by_a_representative_relied_on_the_code_until_2025(juvenile):
    one = juvenile.persons("bị can 1")
    before = juvenile.asks("representative_supervision.ordered.v1", accused=one, day="2025-12-31")
    after = juvenile.asks("representative_supervision.ordered.v1", accused=one, day="2026-01-01")
    assert (before.law, after.law) == (("BLTTHS-2015/418/1",), ("LTPNCTN-2024",))
    two = {"accused": juvenile.persons("bị can 2")}
    articles = [
        juvenile.refuses("not_a_juvenile", "representative_supervision.ordered.v1", day=day, **two).article
        for day in ("2025-12-31", "2026-01-01")
    ]
    assert articles == ["BLTTHS-2015/418/1", "LTPNCTN-2024"]
