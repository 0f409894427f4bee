"""Charges and liberty: AR-010, AR-011, AR-014, AR-020 to AR-025."""

import pytest

LONG = "2024-01-01"


def test_a_charge_answered_in_time(charged, found):
    charged.does("charge.approved.v1", accused=charged.persons("bị can 1", "bị can 2"), day="2022-10-10")
    assert not found(charged, "AR-010", LONG)


def test_a_charge_answered_late_is_one_finding_for_each_accused(charged, found, still):
    charged.does("charge.approved.v1", accused=charged.persons("bị can 1"), day="2022-10-20")
    late = found(charged, "AR-010", "2022-10-31")
    assert {each.person for each in late} == {charged.state.accused[p].person for p in charged.state.accused}
    assert [each.remedied_by for each in late if each.remedied] == [3]
    assert len(still(charged, "AR-010", "2022-10-20")) == 1


def test_an_accused_investigated_while_the_charge_is_unanswered(charged, found):
    charged.does("search.conducted.v1", accused=charged.persons("bị can 1"), day="2022-10-20")
    (one,) = found(charged, "AR-011", "2022-10-20")
    assert one.versions == (2, 3)


def test_an_investigation_before_the_answer_is_due(charged, found):
    charged.does("search.conducted.v1", accused=charged.persons("bị can 1"), day="2022-10-08")
    assert not found(charged, "AR-011", LONG)


def test_indicted_without_an_approval(charged, found):
    charged.does("investigation.concluded.v1").does("file.received.v1").does("indictment.issued.v1")
    assert found(charged, "AR-011", "2022-10-07")


def test_discontinued_because_there_was_no_crime(prosecution, found):
    persons = prosecution.persons("bị can 1")
    prosecution.does("case.discontinued.v1", accused=persons, ground="Không có sự việc", provision="157/1")
    (one,) = found(prosecution, "AR-014", "2022-10-07")
    assert one.severity == "critical"


def test_discontinued_under_a_clause_that_is_not_told(approved, found):
    approved.does("investigation.discontinued.v1", clause="157", ground="Hành vi không cấu thành tội phạm")
    assert [each.certain for each in found(approved, "AR-014", "2022-10-07")] == [False]


def test_discontinued_because_the_accused_died(prosecution, found):
    persons = prosecution.persons("bị can 1")
    prosecution.does("case.discontinued.v1", accused=persons, ground="Bị can chết", provision="157/7")
    assert not found(prosecution, "AR-014", LONG)


def in_custody(file, **more):
    """In custody from 7 October 2022."""
    return file.does("custody.ordered.v1", accused=[file.entry("bị can 1")], **more)


def test_custody_beyond_three_days(opened, found, still):
    in_custody(opened)
    assert not found(opened, "AR-020", "2022-10-09")
    assert still(opened, "AR-020", "2022-10-11")
    opened.does("person.released.v1", accused=opened.persons("bị can 1"), day="2022-10-15", ground="Hết thời hạn")
    assert not still(opened, "AR-020", "2022-10-15")
    assert found(opened, "AR-020", "2022-10-15")[0].remedied_by == 3


def test_set_free_within_three_days(opened, found):
    in_custody(opened).does(
        "person.released.v1", accused=opened.persons("bị can 1"), day="2022-10-09", ground="Không đủ căn cứ"
    )
    assert not found(opened, "AR-020", LONG)
    assert not found(opened, "AR-024", LONG)


def test_set_free_without_charge_and_without_a_reason(opened, found):
    in_custody(opened).does("person.released.v1", accused=opened.persons("bị can 1"), day="2022-10-09")
    assert found(opened, "AR-024", "2022-10-09")


def test_an_extension_of_custody_approved_after_its_end(opened, found):
    persons = opened.persons("bị can 1")
    in_custody(opened).does("custody.extended.v1", accused=persons, day="2022-10-09", until="2022-10-13")
    opened.does("custody.extension_approved.v1", accused=persons, day="2022-10-12")
    assert found(opened, "AR-023", "2022-10-12")


def test_an_extension_of_custody_approved_before_its_end(opened, found):
    persons = opened.persons("bị can 1")
    in_custody(opened).does("custody.extended.v1", accused=persons, day="2022-10-09", until="2022-10-13")
    opened.does("custody.extension_approved.v1", accused=persons, day="2022-10-09")
    assert not found(opened, "AR-023", LONG)


def test_an_extension_of_custody_that_nobody_answers(opened, found):
    persons = opened.persons("bị can 1")
    in_custody(opened).does("custody.extended.v1", accused=persons, day="2022-10-08", until="2022-10-13")
    assert found(opened, "AR-023", "2022-10-10")


def test_a_custody_that_is_too_long_by_its_order(opened, found):
    in_custody(opened, until="2022-10-20")
    assert found(opened, "AR-022", "2022-10-07")


@pytest.fixture
def remanded(approved):
    """bị can 1 on remand from 7 October 2022 to 6 December."""
    persons = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=persons, months=2, since="2022-10-07", until="2022-12-06")
    return approved.does("remand.approved.v1", accused=persons, since="2022-10-07", until="2022-12-06")


def test_remand_beyond_its_time(remanded, found):
    assert not found(remanded, "AR-020", "2022-12-05")
    assert found(remanded, "AR-020", "2022-12-31")


def test_a_gap_between_two_orders(remanded, found):
    persons = remanded.persons("bị can 1")
    remanded.does(
        "remand.extended.v1", accused=persons, day="2022-12-01", months=1, since="2022-12-10", until="2023-01-09"
    )
    (gap,) = found(remanded, "AR-021", "2022-12-01")
    assert '"until":"2022-12-06"' in gap.facts


def test_an_order_signed_after_its_first_day(remanded, found):
    persons = remanded.persons("bị can 1")
    remanded.does(
        "remand.extended.v1", accused=persons, day="2022-12-08", months=1, since="2022-12-07", until="2023-01-06"
    )
    assert any('"signed":"2022-12-08"' in each.facts for each in found(remanded, "AR-021", "2022-12-08"))


def test_orders_that_follow_each_other(remanded, found):
    persons = remanded.persons("bị can 1")
    remanded.does(
        "remand.extended.v1", accused=persons, day="2022-12-01", months=1, since="2022-12-07", until="2023-01-06"
    )
    assert not found(remanded, "AR-021", LONG)


def test_no_new_order_when_the_stage_changed(remanded, found, still):
    remanded.does("investigation.concluded.v1", day="2022-11-20").does("file.received.v1", day="2022-11-21")
    assert not found(remanded, "AR-025", "2022-12-06")
    assert still(remanded, "AR-025", "2022-12-07")
    persons = remanded.persons("bị can 1")
    remanded.does(
        "remand.extended_for_prosecution.v1", accused=persons, day="2022-12-09", since="2022-12-09", until="2022-12-30"
    )
    assert not still(remanded, "AR-025", "2022-12-09")
    assert found(remanded, "AR-025", "2022-12-09")


def test_a_new_order_in_time(remanded, found):
    remanded.does("investigation.concluded.v1", day="2022-11-20").does("file.received.v1", day="2022-11-21")
    persons = remanded.persons("bị can 1")
    remanded.does(
        "remand.extended_for_prosecution.v1", accused=persons, day="2022-12-05", since="2022-12-07", until="2022-12-30"
    )
    assert not found(remanded, "AR-025", LONG)
