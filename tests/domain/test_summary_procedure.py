"""Module 2: the summary procedure."""

import pytest

AT = "2022-10-07T08:00:00+07:00"
ALL = ["in_the_act", "simple", "less_serious", "identity_clear"]


@pytest.fixture
def simple(case, light):
    return case.does("case.opened.v1", offences=[light])


def test_the_procuracy_applies_it_once_and_annuls_it(simple):
    simple.refuses("summary_procedure_not_running", "summary_procedure.annulled.v1", ground="Không đủ điều kiện")
    simple.does("summary_procedure.applied.v1", conditions=ALL)
    simple.refuses("summary_procedure_running", "summary_procedure.applied.v1", conditions=ALL)
    simple.does("summary_procedure.annulled.v1", ground="Vụ án phức tạp")
    assert simple.state.summary_procedure == 0


def test_all_conditions_are_needed(simple):
    refused = simple.refuses("summary_condition_missing", "summary_procedure.applied.v1", conditions=ALL[:2])
    assert (refused.article, refused.facts["missing"]) == ("BLTTHS-2015/456/1", ALL[2:])


def test_a_graver_crime_does_not_allow_it(opened):
    opened.refuses("crime_too_serious", "summary_procedure.applied.v1", conditions=ALL)
    opened.does("summary_procedure.applied_by_agency.v1", received_at=AT)
    assert opened.flags == ["crime_too_serious"]
    opened.does("summary_procedure.annulled.v1", ground="Không thuộc trường hợp áp dụng")


def test_what_the_agency_applied_is_not_applied_again(simple):
    simple.does("summary_procedure.applied_by_agency.v1", received_at=AT)
    assert simple.flags == []
    simple.does("summary_procedure.applied_by_agency.v1", received_at=AT)
    assert simple.flags == ["summary_procedure_running"]
