"""Module 2: special investigative measures."""

import pytest

ORDER = {"agency": "Cơ quan An ninh điều tra", "number": "1/QĐ"}
APPROVED = {"order": ORDER, "decision": "1/QĐ", "since": "2022-10-07", "secrecy": "secret"}
RECEIVED = "2022-11-20T08:00:00+07:00"


@pytest.fixture
def measured(approved):
    return approved.does("special_measure.approved.v1", until="2022-12-07", **APPROVED)


def test_a_measure_is_demanded_or_refused_during_the_investigation(approved):
    demanded = {"measure": "covert_data", "target": "tài khoản", "level": "provincial"}
    approved.does("special_measure.demanded.v1", **demanded)
    approved.does("special_measure.refused.v1", order=ORDER, reason="Thiếu căn cứ")
    approved.does("investigation.concluded.v1")
    approved.refuses("wrong_stage", "special_measure.demanded.v1", **demanded)
    approved.refuses("wrong_stage", "special_measure.refused.v1", order=ORDER, reason="Thiếu căn cứ")


def test_a_measure_runs_two_months_at_most(approved):
    refused = approved.refuses(
        "special_measure_too_long", "special_measure.approved.v1", until="2022-12-08", **APPROVED
    )
    assert (refused.article, refused.facts["most"]) == ("BLTTHS-2015/226/1", "2022-12-07")


def test_a_measure_begins_with_its_approval_and_ends_after_it_began(approved):
    early = {**APPROVED, "since": "2022-10-06"}
    refused = approved.refuses(
        "special_measure_before_approval", "special_measure.approved.v1", until="2022-12-06", **early
    )
    assert refused.article == "BLTTHS-2015/225/3"
    late = {**APPROVED, "since": "2022-10-08"}
    approved.refuses("moments_reversed", "special_measure.approved.v1", until="2022-10-07", **late)


def test_two_months_from_the_end_of_the_year_end_with_february(approved):
    late = {**APPROVED, "since": "2022-12-31"}
    approved.does("special_measure.approved.v1", day="2022-12-31", until="2023-02-28", **late)
    approved.refuses(
        "special_measure_too_long", "special_measure.approved.v1", day="2022-12-31", until="2023-03-01", **late
    )


def test_a_measure_is_extended_and_annulled_while_it_runs(measured):
    further = {"since": "2022-12-07", "until": "2023-01-07", "received_at": RECEIVED}
    measured.refuses("special_measure_not_running", "special_measure.extended.v1", decision="2/QĐ", **further)
    measured.does("special_measure.extended.v1", decision="1/QĐ", **further)
    assert measured.state.special_measures[0].until.isoformat() == "2023-01-07"
    measured.does("special_measure.annulled.v1", decision="1/QĐ", ground="no_longer_needed")
    refused = measured.refuses(
        "special_measure_not_running", "special_measure.annulled.v1", decision="1/QĐ", ground="violation"
    )
    assert refused.article == "BLTTHS-2015/228"


def test_only_the_head_approves_and_not_below_the_province(approved, officers):
    deputy = officers.actor("PVT of T01", "T01", "PVT", "KT")
    approved.refuses("title_may_not_sign", "special_measure.approved.v1", signed=deputy, until="2022-12-07", **APPROVED)
    regional = officers.actor("head of KV1", "KV1", "VT")
    approved.refuses(
        "level_not_competent", "special_measure.approved.v1", signed=regional, until="2022-12-07", **APPROVED
    )
