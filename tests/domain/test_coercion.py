"""Module 2: escorts, attachments, freezes and measures against legal persons."""

import pytest


def running(file, kind, label="bị can 1"):
    return [m.ordered for m in file.accused(label).measures if m.kind == kind and not m.ended]


@pytest.fixture
def firm(opened, charge):
    entry = opened.entry("pháp nhân 1", legal_person=True, charges=[charge])
    opened.does("legal_person.charged.v1", accused=[entry])
    return opened.does("charge.approved.v1", accused=opened.persons("pháp nhân 1"))


ASSETS = [{"kind": "nhà đất", "value": 5_000_000_000}]


def test_an_accused_is_escorted_and_who_is_only_held_is_not(opened, charged):
    one = charged.persons("bị can 1")
    charged.refuses("accused_in_wrong_status", "accused_escort.ordered.v1", accused=one, destination="Trụ sở")
    charged.does("charge.approved.v1", accused=one)
    charged.does("accused_escort.ordered.v1", accused=one, destination="Trụ sở")


def test_a_witness_is_escorted_in_a_case_and_a_person_reported_in_a_source(opened, source):
    witness = {"person": opened.person("người làm chứng 1"), "label": "người làm chứng 1", "role": "witness"}
    opened.does("witness_escort.ordered.v1", summoned=witness, capacity="witness")
    reported = {"person": opened.person("người bị tố giác"), "label": "người bị tố giác", "role": "denounced"}
    source.refuses("stream_not_open", "witness_escort.ordered.v1", summoned=reported, capacity="reported_person")
    source.does("source.received.v1", source="denunciation", summary="Tố giác lừa đảo")
    source.refuses("wrong_stage", "witness_escort.ordered.v1", summoned=reported, capacity="reported_person")
    source.does("source.accepted_for_supervision.v1")
    source.does("witness_escort.ordered.v1", summoned=reported, capacity="reported_person")


def test_property_stays_attached_until_each_order_is_annulled(approved):
    one = approved.persons("bị can 1")
    approved.does("property_attachment.notified.v1", accused=one, assets=ASSETS)
    approved.does("property_attachment.ordered.v1", accused=one, assets=ASSETS)
    approved.does("charge.annulled.v1", accused=one)
    assert running(approved, "attachment") == [4, 5]
    approved.refuses("order_of_coercion_unknown", "property_attachment.annulled.v1", accused=one, order=2)
    approved.does("property_attachment.annulled.v1", accused=one, order=4)
    assert running(approved, "attachment") == [5]
    approved.does("property_attachment.annulled.v1", accused=one)
    approved.refuses("order_of_coercion_unknown", "property_attachment.annulled.v1", accused=one)
    assert approved.flags == []


def test_accounts_stay_frozen_until_the_freeze_is_annulled(approved):
    one = approved.persons("bị can 1")
    accounts = [{"person": one[0], "bank": "Ngân hàng A", "account_number": "0123", "amount": 1_000_000}]
    approved.does("account_freeze.ordered.v1", accused=one, accounts=accounts)
    approved.does("account_freeze.notified.v1", accused=one, accounts=accounts)
    assert running(approved, "account_freeze") == [4, 5]
    assert "0123" not in str(approved.history)
    approved.does("account_freeze.annulled.v1", accused=one)
    approved.refuses("order_of_coercion_unknown", "account_freeze.annulled.v1", accused=one)


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("property_attachment.ordered.v1", {"assets": ASSETS}),
        ("account_freeze.ordered.v1", {"accounts": []}),
    ],
)
def test_the_property_of_who_is_not_yet_charged_with_approval_is_left_alone(charged, key, more):
    charged.refuses("accused_in_wrong_status", key, accused=charged.persons("bị can 1"), **more)


@pytest.mark.parametrize("key", ["property_attachment.notified.v1", "account_freeze.notified.v1"])
def test_the_agency_attaching_what_belongs_to_who_is_only_held_is_flagged(opened, key):
    opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1")])
    opened.does(key, accused=opened.persons("bị can 1"))
    assert opened.flags == ["accused_in_wrong_status"]


def test_measures_against_legal_persons_are_for_legal_persons(firm, charge):
    one = firm.persons("pháp nhân 1")
    firm.does("legal_person_measure.approved.v1", accused=one, measure="forced_deposit", amount=1_000_000)
    assert running(firm, "forced_deposit", "pháp nhân 1") == [4]
    firm.does("accused.charged.v1", accused=[firm.entry("bị can 1", charges=[charge])])
    firm.does("charge.approved.v1", accused=firm.persons("bị can 1"))
    refused = firm.refuses(
        "not_a_legal_person", "legal_person_measure.approved.v1", accused=firm.persons("bị can 1"),
        measure="activity_suspension",
    )  # fmt: skip
    assert refused.article == "BLTTHS-2015/436/1"
