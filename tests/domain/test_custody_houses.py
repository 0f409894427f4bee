"""Module 5: custody houses, detention centres and prisons under supervision."""

import pytest

MOMENT = "2022-10-07T08:00:00+07:00"
PERIOD = {"since": "2022-01-01", "until": "2022-06-30"}
HOUSE = "Nhà tạm giữ Công an quận"


@pytest.fixture
def held(opened):
    """A case with one person in custody and one who is at large."""
    opened.does("custody.ordered.v1", accused=[opened.entry("bị can 1")])
    return opened.does("accused.charged.v1", accused=[opened.entry("bị can 2")])


def test_the_daily_check_names_who_is_held_too_long(held):
    counts = {"facility": HOUSE, "in_custody": 12, "on_remand": 0}
    held.does("custody_daily_check.made.v1", overdue=held.persons("bị can 1"), **counts)
    held.does("custody_daily_check.made.v1", **counts)
    held.refuses("measure_not_running", "custody_daily_check.made.v1", overdue=held.persons("bị can 2"), **counts)
    held.refuses("accused_unknown", "custody_daily_check.made.v1", overdue=held.persons("bị can 9"), **counts)


def test_who_is_held_is_questioned(held):
    held.does("custody_questioning.made.v1", accused=held.persons("bị can 1"), complaint=True)
    held.refuses(
        "measure_not_running", "custody_questioning.made.v1", accused=held.persons("bị can 2"), complaint=False
    )


def test_who_is_held_without_ground_is_released_at_once(held, officers):
    order = {"accused": held.persons("bị can 1"), "ground": "Không có căn cứ", "facility": HOUSE}
    prosecutor = officers.actor("KSV of T01", "T01", "KSV")
    held.refuses("title_may_not_sign", "immediate_release.ordered.v1", signed=prosecutor, **order)
    held.does("immediate_release.ordered.v1", **order)
    assert held.accused("bị can 1").running("custody") is None
    held.refuses("measure_not_running", "immediate_release.ordered.v1", **order)


def test_an_escape_ends_custody(held):
    held.does("detention_escape.recorded.v1", accused=held.persons("bị can 1"), facility=HOUSE, notified_at=MOMENT)
    assert held.accused("bị can 1").running("custody") is None


def test_a_death_in_custody(held):
    died = {"notified_at": MOMENT}
    held.does("detainee_death.recorded.v1", deceased={"person": held.person("bị can 1"), "cause": "Bệnh"}, **died)
    assert held.accused("bị can 1").status == "died"
    before = len(held.flags)
    held.does("detainee_death.recorded.v1", deceased={"person": held.person("bị can 2")}, **died)
    assert held.flags[before:] == ["measure_not_running"]


def test_the_law_on_custody_is_that_of_the_day(held):
    escape = {"accused": held.persons("bị can 1"), "facility": HOUSE, "notified_at": MOMENT}
    assert held.asks("detention_escape.recorded.v1", day="2026-08-01", **escape).law == ("LTHTGTG-2025",)


@pytest.mark.parametrize(("sort", "subject"), [("custody_house", "custody"), ("prison", "enforcement")])
def test_a_facility_is_supervised_directly(file_of, sort, subject):
    file = file_of("direct_supervision")
    order = {"facility": HOUSE, "sort": sort, "team": [file.person("kiểm sát viên 1")], "unannounced": True}
    file.refuses("moments_reversed", "custody_supervision.ordered.v1", since="2022-07-01", until="2022-06-30", **order)
    file.does("custody_supervision.ordered.v1", **PERIOD, **order)
    assert (file.stage, file.state.subject, file.state.unit) == ("ordered", subject, HOUSE)
    conclusion = {"findings": [{"content": "x"}], "demands": ["x"], "remedy_due": "2022-12-01"}
    file.refuses("wrong_stage", "custody_supervision.concluded.v1", **conclusion)
    file.does("direct_supervision.conducted.v1", **PERIOD, files_examined=10, violations=1)
    assert file.does("custody_supervision.concluded.v1", **conclusion).stage == "concluded"


def test_a_facility_is_to_check_itself(file_of):
    file = file_of("direct_supervision")
    file.does("enforcement_self_check.demanded.v1", addressee=HOUSE, scope="x", due_on="2022-11-06")
    assert (file.stage, file.state.subject) == ("ordered", "enforcement")


@pytest.mark.parametrize(("key", "data"), [
    ("custody_protest.issued.v1", {"contested": "Quyết định kỷ luật", "demand": "revoke"}),
    ("sentence_case_petition.issued.v1", {"violation": "Chậm giao quyết định", "demand": "Khắc phục"}),
])  # fmt: skip
def test_a_protest_and_a_recommendation_are_streams_of_their_own(file_of, key, data):
    file = file_of("petition").does(key, addressee=HOUSE, **data)
    assert (file.stage, file.state.addressee) == ("issued", HOUSE)
    file.refuses("stream_already_open", key, addressee=HOUSE, **data)
