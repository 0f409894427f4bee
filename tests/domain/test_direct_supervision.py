"""Direct supervision of agencies and inspection of lower units."""

import pytest

PERIOD = {"since": "2022-01-01", "until": "2022-06-30"}
CHECK = {"addressee": "Công an huyện", "scope": "Nguồn tin", "due_on": "2022-12-01", **PERIOD}
CONDUCTED = {"since": "2022-11-01", "until": "2022-11-05", "files_examined": 40, "violations": 3}
CONCLUDED = {"findings": [{"content": "Quá hạn", "count": 3}], "demands": ["Khắc phục"], "remedy_due": "2022-12-31"}
FOUND = {"finding": {"content": "Sổ chậm"}, "severity": "minor"}


@pytest.fixture
def ordering(supervision):
    leader = supervision.person("trưởng đoàn")
    return {"addressee": "Công an huyện", "team": [leader], "leader": leader, "on_site_from": "2022-11-01", **PERIOD}


@pytest.fixture
def inspection(supervision):
    return supervision.does(
        "inspection.ordered.v1", inspected_unit="KV1", team=[supervision.person("a")], scope="Sổ thụ lý", **PERIOD
    )


def test_an_agency_is_told_to_check_itself(supervision):
    supervision.does("source_self_check.demanded.v1", **CHECK)
    assert (supervision.stage, supervision.state.unit) == ("ordered", "Công an huyện")


def test_ordered_planned_conducted_concluded_and_followed_up(supervision, ordering):
    supervision.does("source_direct_supervision.ordered.v1", **ordering)
    supervision.does("source_direct_supervision.planned.v1", contents=["Sổ"], report_due="2022-10-30")
    supervision.does("direct_supervision.conducted.v1", **CONDUCTED)
    supervision.does("source_direct_supervision.concluded.v1", **CONCLUDED)
    assert supervision.stage == "concluded"
    supervision.does("petition_implementation.verified.v1", result="done")
    assert supervision.stage == "followed_up"


def test_nothing_is_concluded_that_was_not_conducted(supervision, ordering):
    supervision.does("source_direct_supervision.ordered.v1", **ordering)
    supervision.refuses("wrong_stage", "source_direct_supervision.concluded.v1", **CONCLUDED)


def test_the_leader_is_one_of_the_team_and_the_period_has_an_order(supervision, ordering):
    other = {**ordering, "leader": supervision.person("người khác")}
    supervision.refuses("leader_not_in_team", "source_direct_supervision.ordered.v1", **other)
    reversed_period = {**ordering, "until": "2021-12-31"}
    supervision.refuses("moments_reversed", "source_direct_supervision.ordered.v1", **reversed_period)


def test_a_lower_unit_or_the_own_one_is_inspected(supervision):
    order = {"team": [supervision.person("a")], "scope": "Sổ thụ lý", **PERIOD}
    supervision.refuses("unit_not_subordinate", "inspection.ordered.v1", inspected_unit="T79", **order)
    assert supervision.does("inspection.ordered.v1", inspected_unit="T01", **order).state.unit == "T01"


def test_an_inspection_is_closed_when_every_finding_is_remedied(inspection):
    inspection.does("inspection_finding.recorded.v1", **FOUND).does("inspection_finding.recorded.v1", **FOUND)
    assert (inspection.stage, inspection.state.findings) == ("conducted", (2, 3))
    inspection.does("inspection.concluded.v1", **CONCLUDED)
    inspection.refuses("finding_unknown", "inspection_finding.remedied.v1", finding=9, remedy="x")
    inspection.does("inspection_finding.remedied.v1", finding=2, remedy="Đã ghi bổ sung")
    assert inspection.stage == "concluded"
    inspection.does("inspection_finding.remedied.v1", finding=3, remedy="Đã ghi bổ sung")
    assert inspection.stage == "followed_up"
