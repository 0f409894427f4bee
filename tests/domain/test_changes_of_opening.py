"""Module 2: the decision to open a case amended, withdrawn and annulled."""

import pytest


def articles(file):
    """Articles of the offences that the decision to open names."""
    return [offence.article for offence in file.state.offences]


@pytest.mark.parametrize("key", ["opening.amended.v1", "opening.amended_by_procuracy.v1"])
def test_the_decision_to_open_is_changed_and_supplemented(opened, light, key):
    opened.does(key, change="supplemented", offences=[light])
    assert articles(opened) == ["174", "178"]
    opened.does(key, change="changed", offences=[light])
    assert (articles(opened), opened.state.crime_class) == (["178"], "less_serious")


def test_the_procuracy_amends_also_when_it_has_the_file(prosecution, light):
    prosecution.does("opening.amended_by_procuracy.v1", change="supplemented", offences=[light])
    prosecution.does("opening.amended.v1", change="supplemented", offences=[light])
    assert prosecution.flags == ["wrong_stage"]


def test_an_amendment_annulled_gives_back_what_stood_before(opened, light):
    reasons = {"reasons": "Không có căn cứ"}
    opened.does("opening.amended.v1", change="changed", offences=[light])
    opened.refuses("link_missing", "opening_amendment.annulled.v1", change="changed", **reasons)
    of_another = [opened.link("annuls", 1)]
    opened.refuses("amendment_unknown", "opening_amendment.annulled.v1", change="changed", links=of_another, **reasons)
    opened.does("opening_amendment.annulled.v1", change="changed", links=[opened.link("annuls", 2)], **reasons)
    assert (articles(opened), opened.state.amendments) == (["174"], ())


def test_annulling_one_amendment_keeps_a_later_one(opened, light):
    opened.does("opening.amended.v1", change="supplemented", offences=[light])
    opened.does(
        "opening.amended.v1", change="supplemented", offences=[{"article": "341", "offence": "Làm giả tài liệu"}]
    )
    opened.does("opening_amendment.annulled.v1", change="supplemented", reasons="r", links=[opened.link("annuls", 2)])
    assert articles(opened) == ["174", "341"]


@pytest.mark.parametrize("change", ["changed", "supplemented"])
def test_the_procuracy_demands_an_amendment_while_the_case_is_investigated(opened, light, change):
    demand = {"change": change, "offences": [light], "reasons": "Hành vi cấu thành tội khác"}
    opened.does("opening_amendment.demanded.v1", **demand)
    opened.does("investigation.suspended.v1")
    opened.refuses("wrong_stage", "opening_amendment.demanded.v1", **demand)


def test_the_procuracy_demands_that_a_decision_be_annulled(opened, source):
    opened.does("opening_annulment.demanded.v1", reasons="Không có sự việc phạm tội")
    source.does("source.received.v1", source="denunciation", summary="Tố giác")
    source.refuses("wrong_stage", "opening_annulment.demanded.v1", reasons="r")
    source.does("opening.refused.v1").does("opening_annulment.demanded.v1", reasons="Có dấu hiệu tội phạm")


def test_the_opening_is_annulled_once_and_those_concerned_are_told(opened):
    told = {"recipients": ["bị hại"]}
    opened.refuses("wrong_stage", "opening_annulment.notified.v1", **told)
    assert opened.does("opening.annulled.v1").stage == "opening_annulled"
    opened.refuses("wrong_stage", "opening.annulled.v1")
    opened.does("opening_annulment.notified.v1", **told)


def test_annulling_the_opening_frees_everybody(approved):
    one = approved.persons("bị can 1")
    approved.does("guarantee.approved.v1", accused=one)
    refused = approved.refuses("measure_survives", "opening.annulled.v1")
    assert (refused.article, refused.facts["labels"]) == ("BLTTHS-2015/125/1", ["bị can 1"])
    approved.does("opening.annulled.v1", released=one)
    assert approved.accused("bị can 1").running("guarantee") is None


def test_an_agency_that_withdraws_its_decision_and_leaves_a_measure_is_flagged(approved):
    approved.does("guarantee.approved.v1", accused=approved.persons("bị can 1"))
    approved.does("opening.annulled_by_agency.v1", clause="157.2")
    assert (approved.stage, approved.flags) == ("opening_annulled", ["measure_survives"])
    assert approved.accused("bị can 1").running("guarantee")


def test_a_victim_withdraws_the_request_freely_or_the_matter_is_looked_into(opened):
    victim = {"person": opened.person("bị hại 1"), "label": "bị hại 1", "role": "victim", "name": "Trần Thị C"}
    opened.does("victim_request.withdrawn.v1", victim=victim, coercion_checked=True)
    assert (opened.stage, opened.flags) == ("investigation", [])
    opened.does("victim_request.withdrawn.v1", victim=victim, coercion_checked=False)
    assert opened.flags == ["coercion_not_checked"]
