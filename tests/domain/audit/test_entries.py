"""Late entries, and findings that officers answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest


def entered(file, moment):
    """The file with its last act entered at a moment."""
    file.history[-1] = replace(file.history[-1], recorded_at=moment)
    return file


def test_an_act_entered_late(opened, found):
    opened.does("investigation.requested.v1", day="2027-01-04", requests=["Xác minh"])
    entered(opened, datetime(2027, 1, 20, tzinfo=UTC))
    (late,) = found(opened, "AR-100", "2027-01-20")
    assert (late.versions, late.holds_from.isoformat()) == ((2,), "2027-01-20")
    assert not found(opened, "AR-100", "2027-01-19")


def test_an_act_entered_within_seven_days(opened, found):
    opened.does("investigation.requested.v1", day="2027-01-04", requests=["Xác minh"])
    entered(opened, datetime(2027, 1, 11, 16, tzinfo=UTC))
    assert not found(opened, "AR-100", "2028-01-01")


def test_an_earlier_file_brought_in_is_no_late_entry(opened, found):
    entered(opened, datetime(2027, 1, 20, tzinfo=UTC))
    assert not found(opened, "AR-100", "2028-01-01")


def test_a_late_entry_is_explained_by_the_downtime(opened, found):
    opened.does("investigation.requested.v1", day="2027-01-04", requests=["Xác minh"])
    entered(opened, datetime(2027, 1, 20, tzinfo=UTC))
    down = {"down_since": "2027-01-04T00:00:00+07:00", "down_until": "2027-01-19T00:00:00+07:00"}
    link = opened.link("concerns", 2, "criminal_case")
    opened.does(
        "late_entry.explained.v1",
        **down,
        done_at="2027-01-04T09:00:00+07:00",
        paper_number="1",
        reason="Mất điện",
        day="2027-01-20",
        links=[link],
    )
    assert found(opened, "AR-100", "2027-01-20")[0].explained == (3,)


@pytest.mark.parametrize(
    ("key", "member", "value"),
    [
        ("finding.acknowledged.v1", "acknowledged", (3,)),
        ("finding.explained.v1", "explained", (3,)),
        ("finding.remedied.v1", "remedied_by", 3),
    ],
)
def test_a_finding_is_answered_by_an_act(charged, found, key, member, value):
    about = {"rule": "AR-010", "concerned": [2], "statement": "Hồ sơ đến muộn"}
    charged.does(key, **about, day="2022-10-20")
    assert {getattr(each, member) for each in found(charged, "AR-010", "2022-10-20")} == {value}


def test_what_does_not_hold_yet_or_is_of_another_rule_is_not_answered(charged, found):
    about = {"concerned": [2], "statement": "Hồ sơ đến muộn"}
    charged.does("finding.explained.v1", **about, rule="AR-010", day="2022-10-08")
    charged.does("finding.explained.v1", **about, rule="AR-040", day="2022-10-20")
    assert {each.explained for each in found(charged, "AR-010", "2022-10-20")} == {()}
