"""Sources of information: AR-001 to AR-007."""

import pytest

DAY = "2022-10-07"


@pytest.fixture
def source(file_of):
    return file_of("information_source").does("source.received.v1", source="crime_report", summary="Tin báo")


@pytest.fixture
def taken(source):
    """Accepted on 7 October 2022, which was a Friday, and assigned."""
    source.does("source.accepted_for_supervision.v1")
    return source.does("prosecutor.assigned.v1", prosecutor=source.actor("verification.requested.v1")["officer"])


def test_a_source_not_settled_is_found_from_the_day_after_its_last(taken, found):
    assert not found(taken, "AR-001", "2022-10-27")
    (late,) = found(taken, "AR-001", "2022-10-28")
    assert (late.versions, late.severity, late.remedied) == ((2,), "major", 0)
    assert '"due":"2022-10-27"' in late.facts


def test_a_source_settled_in_time_is_not_found(taken, found):
    taken.does("verification.requested.v1").does("opening.refused.v1", day="2022-10-27", clause="1")
    assert not found(taken, "AR-001", "2023-01-01")


def test_a_source_settled_late_was_late_and_is_remedied_by_the_settlement(taken, found, still):
    taken.does("verification.requested.v1").does("opening.refused.v1", day="2022-11-05", clause="1")
    (late,) = found(taken, "AR-001", "2023-01-01")
    assert (late.versions, late.remedied_by, late.remedied_on.isoformat()) == ((2, 5), 5, "2022-11-05")
    assert still(taken, "AR-001", "2022-11-04")
    assert not still(taken, "AR-001", "2022-11-05")


def test_an_extension_moves_the_day(taken, found):
    taken.does("source_verification.prolonged.v1", day="2022-10-20", until="2022-12-07", reason="complex")
    assert not found(taken, "AR-001", "2022-12-07")
    assert found(taken, "AR-001", "2022-12-08")
    assert not found(taken, "AR-002", "2023-01-01")


def test_an_extension_after_the_end_of_the_time_is_found(taken, found):
    taken.does("source_verification.prolonged.v1", day="2022-10-30", until="2022-12-07", reason="complex")
    (late,) = found(taken, "AR-002", "2022-10-30")
    assert late.versions == (2, 4)


def test_nobody_assigned_within_three_working_days(source, found, still):
    source.does("source.accepted_for_supervision.v1")  # a Friday
    assert not found(source, "AR-003", "2022-10-12")
    assert found(source, "AR-003", "2022-10-13")
    assigned = source.actor("verification.requested.v1")["officer"]
    source.does("prosecutor.assigned.v1", day="2022-10-14", prosecutor=assigned)
    assert not still(source, "AR-003", "2022-10-14")
    assert found(source, "AR-003", "2022-10-14")[0].remedied_by == 3


def test_assigned_in_time_is_not_found(taken, found):
    assert not found(taken, "AR-003", "2023-01-01")


def test_settled_without_a_request_to_verify(taken, found):
    taken.does("opening.refused.v1", day="2022-10-20", clause="1")
    assert found(taken, "AR-004", "2022-10-20")


def test_settled_after_a_request_to_verify(taken, found):
    taken.does("verification.requested.v1").does("opening.refused.v1", day="2022-10-20", clause="1")
    assert not found(taken, "AR-004", "2023-01-01")


def test_a_suspension_without_ground(taken, found):
    taken.does("verification.requested.v1").does("source.suspended.v1", day="2022-10-20")
    assert '"missing":"ground"' in found(taken, "AR-005", "2022-10-20")[0].facts


def test_a_suspension_that_nobody_looked_at(taken, found, still):
    taken.does("verification.requested.v1")
    taken.does("source.suspended.v1", day="2022-10-20", clause="documents_pending", sent_on="2022-10-20")
    assert not found(taken, "AR-005", "2022-10-27")
    assert still(taken, "AR-005", "2022-10-28")
    taken.does("source.decision_supervised.v1", day="2022-10-31", decision="suspension", well_founded=True)
    assert not still(taken, "AR-005", "2022-10-31")


def test_a_suspension_looked_at_in_time(taken, found):
    taken.does("verification.requested.v1")
    taken.does("source.suspended.v1", day="2022-10-20", clause="documents_pending", sent_on="2022-10-20")
    taken.does("source.decision_supervised.v1", day="2022-10-21", decision="suspension", well_founded=True)
    assert not found(taken, "AR-005", "2023-12-31")


@pytest.mark.parametrize(("sent", "count"), [("2022-10-21", 0), ("2022-10-25", 1)])
def test_a_refusal_to_open_is_sent_within_a_day(taken, found, sent, count):
    taken.does("verification.requested.v1").does("opening.refused.v1", day="2022-10-20", clause="1", sent_on=sent)
    assert len(found(taken, "AR-006", "2023-01-01")) == count


def test_an_informant_who_is_not_told(taken, found, still):
    taken.does("verification.requested.v1").does("opening.refused.v1", day="2022-10-20", clause="1")
    assert not found(taken, "AR-007", "2022-10-23")
    assert found(taken, "AR-007", "2022-10-24")
    party = {"person": taken.person("người báo tin"), "label": "người báo tin", "role": "informant"}
    taken.does("source_result.notified.v1", day="2022-10-26", addressee=party)
    assert not still(taken, "AR-007", "2022-10-26")


def test_nobody_waits_for_the_result_of_what_was_detected(file_of, found):
    file = file_of("information_source").does("source.received.v1", source="detected", summary="Phát hiện")
    file.does("source.accepted_for_supervision.v1").does("verification.requested.v1")
    file.does("opening.refused.v1", day="2022-10-20", clause="1")
    assert not found(file, "AR-007", "2023-01-01")
