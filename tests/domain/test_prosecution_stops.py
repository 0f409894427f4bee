"""Module 3: suspended, discontinued, annulled, resumed; joined and split; extended; measures meanwhile."""

import pytest


def statuses(case):
    return [accused.status for accused in case.state.accused.values()]


def annulling(case):
    return [case.link("annuls")]


def test_suspended_for_an_accused_who_absconded_only_when_sought(prosecution):
    one = prosecution.persons("bị can 1")
    refused = prosecution.refuses("wanted_notice_not_demanded", "case.suspended.v1", accused=one, provision="absconded")
    assert (refused.article, refused.facts) == ("BLTTHS-2015/247/1/b", {"label": "bị can 1"})
    prosecution.refuses("wanted_notice_not_demanded", "case.suspended.v1", provision="absconded")
    prosecution.does("wanted_notice.demanded_at_prosecution.v1", accused=one, to_agency="CSĐT")
    prosecution.does("case.suspended.v1", accused=one, provision="absconded")
    assert statuses(prosecution) == ["suspended", "proposed"]


def test_no_demand_on_somebody_wanted_already(approved):
    approved.does("wanted_notice.issued.v1", accused=approved.persons("bị can 1"))
    approved.does("investigation.concluded.v1").does("file.received.v1")
    one = approved.persons("bị can 1")
    approved.refuses("already_wanted", "wanted_notice.demanded_at_prosecution.v1", accused=one, to_agency="CSĐT")


def test_a_suspension_annulled(prosecution):
    prosecution.does("case.suspended.v1")
    prosecution.does("case_suspension.annulled.v1", reason="hết lý do", links=annulling(prosecution))
    assert (prosecution.stage, statuses(prosecution)) == ("prosecution", ["proposed", "proposed"])


def test_a_suspension_annulled_for_one(prosecution):
    both, one = prosecution.persons("bị can 1", "bị can 2"), prosecution.persons("bị can 1")
    links = annulling(prosecution)
    prosecution.does("case.suspended.v1", accused=both)
    prosecution.does("case_suspension.annulled.v1", accused=one, reason="hết lý do", links=links)
    assert statuses(prosecution) == ["proposed", "suspended"]
    prosecution.refuses(
        "accused_in_wrong_status", "case_suspension.annulled.v1", accused=one, reason="hết lý do", links=links
    )


def test_a_discontinuation_annulled_brings_back_only_whom_it_covered(prosecution):
    prosecution.does("case.discontinued.v1", accused=prosecution.persons("bị can 2")).does("case.discontinued.v1")
    assert prosecution.stage == "discontinued"
    links = annulling(prosecution)
    prosecution.does("case_discontinuation.annulled.v1", reason="không có căn cứ", by_superior=True, links=links)
    assert (prosecution.stage, statuses(prosecution)) == ("prosecution", ["proposed", "discontinued"])


def test_resumed_brings_back_only_whom_the_stop_of_the_case_covered(prosecution):
    prosecution.does("case.discontinued.v1", accused=prosecution.persons("bị can 2")).does("case.suspended.v1")
    prosecution.does("case.resumed.v1", limitation_checked=True)
    assert statuses(prosecution) == ["proposed", "discontinued"]


def test_only_suspended_accused_are_split_off(prosecution):
    one = prosecution.persons("bị can 1")
    refused = prosecution.refuses(
        "accused_in_wrong_status", "case.split_at_prosecution.v1", accused=one, ground="absconded"
    )
    assert refused.article == "BLTTHS-2015/242/2"
    prosecution.does("case.suspended.v1", accused=one)
    prosecution.does("case.split_at_prosecution.v1", accused=one, ground="grave_illness")
    assert [accused.label for accused in prosecution.state.accused.values()] == ["bị can 2"]
    assert prosecution.does("indictment.issued.v1").stage == "indicted"


def test_another_case_is_joined_and_named(prosecution):
    prosecution.refuses("link_missing", "case.joined_at_prosecution.v1", ground="several_accused")
    links = [prosecution.link("merged_from")]
    prosecution.does("case.joined_at_prosecution.v1", ground="several_accused", links=links)
    assert len(prosecution.state.joins) == 1


@pytest.mark.parametrize(("crime_class", "most"), [("less_serious", 10), ("very_serious", 15)])
def test_the_decision_is_put_off_by_what_the_crime_allows(case, light, crime_class, most):
    charges = [{**light, "article": "999", "crime_class": crime_class}]
    case.does("case.opened.v1", offences=charges)
    case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=charges)])
    case.does("charge.approved.v1", accused=case.persons("bị can 1"))
    case.does("investigation.concluded.v1").does("file.received.v1")
    assert case.refuses("no_extension_left", "prosecution.extended.v1", days=most + 1).facts["most"] == most
    case.does("prosecution.extended.v1", days=most)


class TestMeasures:
    @pytest.fixture
    def remanded(self, approved):
        """A case at the procuracy, one of whose accused is in remand."""
        approved.does("remand.ordered.v1", accused=approved.persons("bị can 2"), months=2)
        approved.does("remand.approved.v1", accused=approved.persons("bị can 2"))
        return approved.does("investigation.concluded.v1").does("file.received.v1")

    def test_remand_lasts_as_long_as_the_decision(self, remanded):
        both, two = remanded.persons("bị can 1", "bị can 2"), remanded.persons("bị can 2")
        key = "remand.extended_for_prosecution.v1"
        remanded.does(key, accused=two, since="2022-10-07", until="2022-11-05")
        assert str(remanded.accused("bị can 2").running("remand").until) == "2022-11-05"
        refused = remanded.refuses("remand_days_too_many", key, accused=two, since="2022-10-07", until="2022-11-06")
        assert (refused.facts["days"], refused.facts["most"]) == (31, 30)
        remanded.refuses("period_reversed", key, accused=two, since="2022-10-07", until="2022-10-06")
        remanded.refuses("measure_not_running", key, accused=both, since="2022-10-07", until="2022-10-08")

    def test_the_court_is_told_of_remand(self, remanded):
        remanded.does("indictment.issued.v1")
        data = {"until": "2022-11-05", "court": "TAND tỉnh"}
        remanded.does("remand.notified_to_court.v1", accused=remanded.persons("bị can 2"), **data)
        one = remanded.persons("bị can 1")
        remanded.refuses("measure_not_running", "remand.notified_to_court.v1", accused=one, **data)

    def test_a_measure_decided_names_its_order(self, remanded):
        data = {"accused": remanded.persons("bị can 2"), "measure": "remand", "decision": "lift"}
        remanded.refuses("link_missing", "measure.decided_at_prosecution.v1", **data)
        remanded.does("measure.decided_at_prosecution.v1", **data, links=[remanded.link("concerns")])
