"""Module 3: indictment, in presence and absence, replaced, and under the summary procedure."""

import pytest


@pytest.fixture
def three(case, charge, light):
    """A case at the procuracy with three accused."""
    case.does("case.opened.v1", offences=[charge])
    labels = ("bị can 1", "bị can 2", "bị can 3")
    case.does("accused.charged.v1", accused=[case.entry(label, charges=[light]) for label in labels])
    case.does("charge.approved.v1", accused=case.persons(*labels))
    return case.does("investigation.concluded.v1").does("file.received.v1")


def statuses(case):
    return [accused.status for accused in case.state.accused.values()]


def test_several_accused_with_different_outcomes_in_one_case(three):
    three.does("case.suspended.v1", accused=three.persons("bị can 2"))
    three.does("case.discontinued.v1", accused=three.persons("bị can 3"), provision="157/8")
    three.does("indictment.issued.v1")
    assert (three.stage, statuses(three)) == ("indicted", ["indicted", "suspended", "discontinued"])


def test_nobody_is_left_without_a_decision(three):
    refused = three.refuses("accused_left_without_decision", "indictment.issued.v1", accused=three.persons("bị can 1"))
    assert (refused.article, refused.facts["labels"]) == ("BLTTHS-2015/240/1", ["bị can 2", "bị can 3"])
    three.does("case.suspended.v1", accused=three.persons("bị can 2", "bị can 3"))
    three.does("indictment.issued.v1", accused=three.persons("bị can 1"))
    assert statuses(three) == ["indicted", "suspended", "suspended"]


def test_whose_case_is_suspended_is_not_indicted_before_it_is_resumed(three):
    three.does("case.suspended.v1", accused=three.persons("bị can 2"))
    refused = three.refuses("accused_suspended", "indictment.issued.v1", accused=three.persons("bị can 2"))
    assert refused.article == "BLTTHS-2015/249/1"
    three.does("case.resumed.v1", accused=three.persons("bị can 2")).does("indictment.issued.v1")
    assert statuses(three) == ["indicted"] * 3


def test_charges_are_named_only_of_those_indicted(three, light):
    three.does("case.discontinued.v1", accused=three.persons("bị can 3"))
    charges = [{"accused": three.person("bị can 3"), "charges": [light]}]
    three.refuses("charges_of_somebody_else", "indictment.issued.v1", charges=charges)


class TestAbsence:
    def test_who_absconded_is_indicted_before_the_others(self, three):
        one = three.persons("bị can 1")
        three.does("wanted_notice.demanded_at_prosecution.v1", accused=one, to_agency="CSĐT")
        three.does("indictment.issued_in_absence.v1", accused=one, ground="absconded")
        assert (three.stage, three.flags) == ("prosecution", ["absence_not_on_record", "absent_without_counsel"])
        three.does("indictment.issued.v1")
        assert (three.stage, statuses(three)) == ("indicted", ["indicted"] * 3)

    def test_the_last_one_moves_the_case(self, three):
        three.does("case.suspended.v1", accused=three.persons("bị can 1"))
        three.does("case.discontinued.v1", accused=three.persons("bị can 2", "bị can 3"))
        counsel = [{"person": three.person("luật sư"), "label": "luật sư", "role": "counsel"}]
        three.does(
            "indictment.issued_in_absence.v1", accused=three.persons("bị can 1"), ground="abroad", counsel=counsel
        )
        assert (three.stage, three.accused("bị can 1").status, three.flags) == ("indicted", "indicted", [])

    def test_not_who_was_indicted_or_discontinued(self, three):
        three.does("case.discontinued.v1", accused=three.persons("bị can 1"))
        three.refuses(
            "accused_closed", "indictment.issued_in_absence.v1", accused=three.persons("bị can 1"), ground="abroad"
        )


class TestReplaced:
    def test_after_a_return_by_the_court(self, trial, light):
        trial.does("file.returned_by_court.v1", by="panel")
        charges = [{"accused": trial.person("bị can 1"), "charges": [light]}]
        trial.refuses("link_missing", "indictment.replaced.v1", changes="đổi tội danh")
        links = [trial.link("replaces")]
        trial.does("indictment.replaced.v1", changes="đổi tội danh", charges=charges, links=links)
        assert (trial.stage, len(trial.state.indictments)) == ("indicted", 2)
        assert trial.accused("bị can 1").crime_class == "less_serious"

    def test_nothing_is_replaced_where_nothing_was_issued(self, prosecution):
        links = [prosecution.link("replaces")]
        refused = prosecution.refuses("no_indictment_before", "indictment.replaced.v1", changes="mới", links=links)
        assert refused.article == "BLTTHS-2015/246/1"


class TestSummaryProcedure:
    def test_proposed_and_decided(self, case, light):
        case.does("case.opened.v1", offences=[light])
        case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=[light])])
        case.does("charge.approved.v1", accused=case.persons("bị can 1")).does("summary_procedure.applied.v1")
        case.does("summary_proposal.received.v1")
        assert (case.stage, case.accused("bị can 1").status, case.flags) == ("prosecution", "proposed", [])
        case.does("summary_prosecution.decided.v1")
        assert (case.stage, case.accused("bị can 1").status) == ("indicted", "indicted")

    def test_only_where_it_applies(self, approved):
        approved.does("summary_proposal.received.v1")
        assert approved.flags == ["summary_procedure_not_running"]
        refused = approved.refuses("summary_procedure_not_running", "summary_prosecution.decided.v1")
        assert refused.article == "BLTTHS-2015/457"
