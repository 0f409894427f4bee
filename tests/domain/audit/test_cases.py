"""Investigation and prosecution: AR-030 to AR-034, AR-040 to AR-046, AR-131."""

import pytest

LONG = "2025-01-01"


def test_a_prosecutor_absent_from_a_mandatory_activity(opened, found):
    data = {"at": "2022-10-07T09:00:00+07:00", "place": "Hiện trường"}
    opened.does("scene_examination.supervised.v1", **data, present=False, absence_reason="Bận")
    assert found(opened, "AR-030", "2022-10-07")


def test_a_prosecutor_present(opened, found):
    opened.does("scene_examination.supervised.v1", at="2022-10-07T09:00:00+07:00", place="Hiện trường")
    assert not found(opened, "AR-030", LONG)


def test_no_request_for_investigation(approved, found, still):
    assert not found(approved, "AR-031", "2022-10-22")
    assert found(approved, "AR-031", "2022-10-23")
    approved.does("investigation.requested.v1", day="2022-10-30", requests=["Xác minh"])
    assert not still(approved, "AR-031", "2022-10-30")


def test_a_request_in_time_and_an_investigation_concluded_before(charged, approved, found):
    approved.does("investigation.requested.v1", day="2022-10-20", requests=["Xác minh"])
    assert not found(approved, "AR-031", LONG)


def test_nothing_is_requested_of_an_investigation_that_is_over(concluded, found):
    assert not found(concluded, "AR-031", LONG)


def test_an_investigation_beyond_its_time(approved, found, still):
    assert not found(approved, "AR-032", "2023-02-07")
    assert found(approved, "AR-032", "2023-02-08")
    approved.does("investigation.concluded.v1", day="2023-02-20")
    assert not still(approved, "AR-032", "2023-02-20")
    assert found(approved, "AR-032", "2023-02-20")[0].severity == "critical"


def test_an_investigation_extended_after_its_end(approved, found):
    approved.does("investigation.extended.v1", day="2023-02-20", months=4)
    assert [each.versions for each in found(approved, "AR-032", "2023-02-20")] == [(1, 4)]


def test_a_suspended_case_that_nobody_looks_at(approved, found, still):
    approved.does("investigation.suspended.v1", ground="Chưa xác định được bị can")
    assert not found(approved, "AR-033", "2023-04-08")
    assert found(approved, "AR-033", "2023-04-09")
    approved.does("investigation.resumed.v1", day="2023-05-01", ground="Có tài liệu mới")
    assert not still(approved, "AR-033", "2023-05-01")


def test_a_joinder_that_names_no_other_case(opened, found):
    opened.does("case.joined.v1")
    assert found(opened, "AR-034", "2022-10-07")


def test_a_joinder_and_a_split_that_lose_nobody(charged, found):
    charged.does("case.split.v1", accused=charged.persons("bị can 2"), links=[charged.link("split_into")])
    charged.does("case.joined.v1", accused=[charged.entry("bị can 3")], links=[charged.link("merged_from")])
    assert not found(charged, "AR-034", LONG)


def test_a_decision_on_prosecution_that_is_late(prosecution, found, still):
    assert not found(prosecution, "AR-040", "2022-11-07")  # the thirtieth day was a Sunday
    assert found(prosecution, "AR-040", "2022-11-08")
    prosecution.does("indictment.issued.v1", day="2022-11-10")
    assert not still(prosecution, "AR-040", "2022-11-10")


def test_an_indictment_in_time(prosecution, found):
    prosecution.does("indictment.issued.v1", day="2022-10-20")
    assert not found(prosecution, "AR-040", LONG)


def test_more_time_for_the_decision_after_its_end(prosecution, found):
    prosecution.does("prosecution.extended.v1", day="2022-11-20", days=10)
    assert found(prosecution, "AR-041", "2022-11-20")


def test_more_time_for_the_decision_before_its_end(prosecution, found):
    prosecution.does("prosecution.extended.v1", day="2022-11-01", days=10)
    assert not found(prosecution, "AR-041", LONG)
    assert not found(prosecution, "AR-040", "2022-11-10")


@pytest.fixture
def at_court(indicted):
    return indicted.does("case.accepted_by_court.v1")


def test_a_court_that_returns_the_file_too_often(at_court, found):
    for _ in range(3):
        at_court.does("file.returned_by_court.v1", by="judge", grounds=["evidence"])
        at_court.does("court_return.declined.v1", reasons="Không có căn cứ").does("case.accepted_by_court.v1")
    assert found(at_court, "AR-042", "2022-10-07")


def test_a_return_without_ground(prosecution, found):
    prosecution.does("file.returned.v1")
    assert found(prosecution, "AR-043", "2022-10-07")


def test_a_return_by_the_court_without_an_answer(at_court, found, still):
    at_court.does("file.returned_by_court.v1", by="judge", grounds=["evidence"])
    assert not found(at_court, "AR-043", "2022-10-22")
    assert found(at_court, "AR-043", "2022-10-23")
    at_court.does("court_return.declined.v1", day="2022-10-30", reasons="Không có căn cứ")
    assert not still(at_court, "AR-043", "2022-10-30")


def test_an_indictment_served_late(indicted, found):
    persons = {"accused": indicted.persons("bị can 1", "bị can 2"), "document": "Cáo trạng", "received_by": "bị can"}
    indicted.does("indictment.served.v1", day="2022-10-20", **persons)
    assert any(each.remedied for each in found(indicted, "AR-044", "2022-10-20"))


def test_a_second_indictment_that_replaces_none(indicted, found):
    indicted.does("gap.noted.v1", stage="prosecution", reason="Thiếu văn bản")
    indicted.does("indictment.issued.v1", accused=indicted.persons("bị can 1"))
    (one,) = found(indicted, "AR-046", "2022-10-07")
    assert not one.certain  # the file lacks acts


def test_an_indictment_after_a_return(at_court, found):
    at_court.does("file.returned_by_court.v1", by="judge", grounds=["evidence"]).does(
        "file.returned.v1", grounds=["evidence"]
    )
    at_court.does("supplementary_investigation.concluded.v1").does("file.received.v1").does("indictment.issued.v1")
    assert not found(at_court, "AR-046", LONG)


def test_an_act_of_an_agency_at_a_stage_that_knows_none(indicted, found):
    indicted.does("investigation.suspended.v1", ground="Bị can bỏ trốn")
    assert found(indicted, "AR-131", "2022-10-07")


def test_what_no_audit_rule_covers_stands_under_its_own_name(opened, everything):
    opened.does("gap.noted.v1", stage="concluded", reason="Thiếu văn bản")
    assert "FLAG/history_gap" in {each.rule for each in everything(opened)}
