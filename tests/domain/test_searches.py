"""Module 2: search warrants, urgent searches and the seizure of mail before the procuracy."""

import pytest

ORDER = {"agency": "Cơ quan Cảnh sát điều tra", "number": "12/LKX"}
AT = "2022-10-07T08:00:00+07:00"


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("search_warrant.approved.v1", {"order": ORDER, "place": "chỗ ở"}),
        ("search_warrant.refused.v1", {"order": ORDER, "reason": "Thiếu căn cứ"}),
        ("mail_seizure.approved.v1", {"order": ORDER, "item": "bưu kiện", "received_at": AT, "after_the_fact": False}),
        ("mail_seizure.refused.v1", {"order": ORDER, "reason": "Thiếu căn cứ"}),
    ],
)
def test_the_procuracy_answers_while_the_case_is_investigated(approved, key, data):
    approved.does(key, **data)
    approved.does("investigation.concluded.v1").refuses("wrong_stage", key, **data)


def test_the_address_searched_is_withheld(opened):
    searched = {"person": opened.person("bị can 1"), "address": "số 1 phố A"}
    opened.does("search_warrant.approved.v1", order=ORDER, place="chỗ ở", searched=searched)
    assert opened.history[-1].act.data.searched.address is None


@pytest.mark.parametrize(("notified", "flags"), [("09:00:00", []), ("07:59:00", ["urgent_search_notified_late"])])
def test_an_urgent_search_is_notified_within_a_day(opened, notified, flags):
    told = {"notified_at": f"2022-10-07T{notified}+07:00", "place": "chỗ ở", "result": "Không thu giữ gì"}
    opened.does("urgent_search.notified.v1", searched_at=AT, **told)
    assert opened.flags == flags


def test_an_urgent_search_notified_after_two_days_is_flagged_in_a_source_too(verified):
    told = {"notified_at": "2022-10-09T08:00:00+07:00", "place": "chỗ ở", "result": "Không thu giữ gì"}
    verified.does("urgent_search.notified.v1", searched_at=AT, **told)
    [flag] = verified.state.flags
    assert (flag.code, flag.article, flag.facts["hours"]) == ("urgent_search_notified_late", "BLTTHS-2015/193/2", 48)
