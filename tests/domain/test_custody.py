"""Module 2: custody."""

import pytest


@pytest.fixture
def held(case):
    return case.does("custody.ordered.v1", accused=[case.entry("bị can 1")], until="2022-10-10")


def test_custody_may_come_before_the_case_is_opened(held):
    assert (held.stage, held.accused("bị can 1").status) == ("verification", "held")
    assert held.does("case.opened.v1").stage == "investigation"


def test_custody_over_three_days_is_flagged_with_its_arithmetic(case):
    case.does("custody.ordered.v1", accused=[case.entry("bị can 1")], until="2022-10-12")
    [flag] = case.state.flags
    assert (flag.code, flag.article, dict(flag.facts)) == (
        "custody_too_long",
        "BLTTHS-2015/118/1",
        {"days": 5, "most": 3},
    )


def test_a_flag_on_an_act_of_2015_names_the_code_then_in_force(case):
    case.does("custody.ordered.v1", day="2015-07-08", accused=[case.entry("bị can 1")], until="2015-07-15")
    assert [flag.article for flag in case.state.flags] == ["BLTTHS-2003/87"]


def test_custody_is_extended_twice_with_approval_each_time(held):
    one = held.persons("bị can 1")
    held.refuses("measure_not_pending", "custody.extension_approved.v1", accused=one)
    held.does("custody.extended.v1", accused=one, until="2022-10-13").does("custody.extension_approved.v1", accused=one)
    held.refuses("measure_not_pending", "custody.extension_approved.v1", accused=one)
    held.does("custody.extended.v1", accused=one, until="2022-10-16").does("custody.extension_approved.v1", accused=one)
    assert held.flags == []
    held.does("custody.extended.v1", accused=one, until="2022-10-19")
    assert held.flags == ["no_extension_left", "custody_too_long"]


def test_a_second_extension_before_the_first_is_approved_is_flagged(held):
    one = held.persons("bị can 1")
    held.does("custody.extended.v1", accused=one).does("custody.extended.v1", accused=one)
    [flag] = held.state.flags
    assert (flag.code, flag.article) == ("extension_not_approved", "BLTTHS-2015/118/2")


def test_the_procuracy_sets_free_only_whose_custody_was_extended(held):
    one = held.persons("bị can 1")
    refused = held.refuses("custody_not_extended", "custody.release_ordered.v1", accused=one)
    assert refused.article == "BLTTHS-2015/118/3"
    held.does("custody.extended.v1", accused=one).does("custody.release_ordered.v1", accused=one)
    assert held.accused("bị can 1").running("custody") is None
    held.refuses("measure_not_running", "custody.release_ordered.v1", accused=one)


def test_custody_of_somebody_at_liberty_is_flagged_unless_they_surrendered(approved):
    approved.does("custody.ordered.v1", accused=[approved.entry("bị can 1")], taken="surrendered")
    assert approved.flags == []
    approved.does("custody.ordered.v1", accused=[approved.entry("bị can 2")])
    [flag] = approved.state.flags
    assert (flag.code, flag.article, flag.facts["label"]) == (
        "custody_without_arrest",
        "BLTTHS-2015/117/1",
        "bị can 2",
    )


def test_an_extension_not_approved_ends_custody(held):
    one = held.persons("bị can 1")
    held.does("custody.extended.v1", accused=one, until="2022-10-13").does("custody.extension_refused.v1", accused=one)
    assert held.accused("bị can 1").running("custody") is None
    held.refuses("measure_not_pending", "custody.extension_refused.v1", accused=one)


def test_an_extension_of_no_custody_is_flagged(opened):
    opened.does("person.arrested.v1", accused=[opened.entry("bị can 1")], manner="in_the_act")
    opened.does("custody.extended.v1", accused=opened.persons("bị can 1"))
    assert opened.flags == ["measure_not_running"]


def test_the_procuracy_annuls_custody_that_runs(held):
    one = held.persons("bị can 1")
    held.does("custody.annulled.v1", accused=one)
    held.refuses("measure_not_running", "custody.annulled.v1", accused=one)


def test_an_arrest_ends_with_custody_and_release_ends_both(case):
    case.does("person.arrested.v1", accused=[case.entry("bị can 1")], manner="in_the_act")
    assert case.accused("bị can 1").running("arrest")
    case.does("custody.ordered.v1", accused=[case.entry("bị can 1")])
    assert case.accused("bị can 1").running("arrest") is None
    case.does("person.released.v1", accused=case.persons("bị can 1"))
    assert case.accused("bị can 1").running("custody") is None


def test_a_group_that_the_file_does_not_itemise_is_one_entry(opened):
    opened.does("accused.charged.v1", accused=[opened.entry("bị can 5-9 (nhóm bỏ trốn)", count=5)])
    assert opened.accused("bị can 5-9 (nhóm bỏ trốn)").count == 5


def test_nobody_unknown_or_named_twice(held):
    held.refuses("accused_unknown", "person.released.v1", accused=held.persons("bị can 9"))
    held.refuses("accused_named_twice", "person.released.v1", accused=held.persons("bị can 1", "bị can 1"))
