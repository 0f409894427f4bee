"""Module 3: the procuracy's decision on prosecution."""

import pytest


def test_the_file_is_received_after_the_conclusion(opened, concluded):
    assert concluded.does("file.received.v1").stage == "prosecution"


def test_no_file_before_the_conclusion(approved):
    assert approved.refuses("wrong_stage", "file.received.v1").article == "BLTTHS-2015/238/1"


def test_the_time_is_extended_once(prosecution):
    prosecution.does("prosecution.extended.v1", days=30)
    prosecution.refuses("no_extension_left", "prosecution.extended.v1", days=10)


def test_the_file_is_returned_twice_at_most(prosecution):
    for _ in range(2):
        prosecution.does("file.returned.v1", matters=["thiếu chứng cứ"])
        assert prosecution.accused("bị can 1").status == "approved"
        prosecution.does("supplementary_investigation.concluded.v1")
    refused = prosecution.refuses("no_return_left", "file.returned.v1")
    assert (refused.article, refused.facts["returns"]) == ("BLTTHS-2015/174/2", 2)


def test_passing_on_a_return_by_the_court_is_not_a_return_of_ones_own(trial):
    trial.does("file.returned_by_court.v1", by="panel").does("file.returned.v1")
    assert (trial.stage, trial.state.returns_by_procuracy, trial.state.returns_by_court) == (
        "supplementary_investigation",
        0,
        1,
    )


def test_indictment_moves_every_open_accused(prosecution):
    prosecution.does("accused.died.v1", accused=prosecution.persons("bị can 2")).does("indictment.issued.v1")
    assert prosecution.stage == "indicted"
    assert [a.status for a in prosecution.state.accused.values()] == ["indicted", "died"]


def test_no_indictment_without_a_conclusion(approved):
    refused = approved.refuses("wrong_stage", "indictment.issued.v1")
    assert (refused.article, refused.facts["stage"]) == ("BLTTHS-2015/243", "investigation")


def test_no_indictment_of_nobody_or_of_somebody_closed(prosecution):
    both = prosecution.persons("bị can 1", "bị can 2")
    prosecution.does("accused.died.v1", accused=both)
    prosecution.refuses("nobody_to_indict", "indictment.issued.v1")
    prosecution.refuses("accused_closed", "indictment.issued.v1", accused=both)


def test_no_indictment_of_somebody_never_charged(concluded):
    concluded.does("person.arrested.v1", accused=[concluded.entry("bị can 3")], manner="in_the_act")
    concluded.refuses("accused_in_wrong_status", "indictment.issued.v1", accused=concluded.persons("bị can 3"))


def test_an_approval_that_is_not_on_record_is_a_finding_not_a_refusal(charged):
    charged.does("investigation.concluded.v1").does("indictment.issued.v1")
    [flag] = charged.state.flags
    assert (flag.code, flag.article) == ("charge_not_approved", "BLTTHS-2015/179/3")
    assert flag.facts["labels"] == ["bị can 1", "bị can 2"]


def test_an_indictment_may_name_other_charges(prosecution, light):
    person = prosecution.person("bị can 1")
    prosecution.does("indictment.issued.v1", charges=[{"accused": person, "charges": [light]}])
    assert prosecution.accused("bị can 1").crime_class == "less_serious"


def test_suspended_and_resumed(prosecution):
    prosecution.does("case.suspended.v1", accused=prosecution.persons("bị can 1"))
    assert prosecution.stage == "prosecution"
    prosecution.does("case.suspended.v1")
    assert prosecution.stage == "prosecution_suspended"
    prosecution.does("case.resumed.v1")
    assert [a.status for a in prosecution.state.accused.values()] == ["proposed", "proposed"]
    prosecution.refuses("accused_in_wrong_status", "case.resumed.v1", accused=prosecution.persons("bị can 1"))


def test_no_suspension_before_the_file_is_there(concluded):
    concluded.refuses("wrong_stage", "case.suspended.v1")


def test_discontinued_with_all_measures(prosecution):
    one = prosecution.persons("bị can 1")
    prosecution.does("residence_ban.ordered_by_procuracy.v1", accused=one)
    prosecution.does("case.discontinued.v1", accused=one)
    accused = prosecution.accused("bị can 1")
    assert (accused.status, accused.running("residence_ban"), prosecution.stage) == (
        "discontinued",
        None,
        "prosecution",
    )
    prosecution.refuses("accused_closed", "case.discontinued.v1", accused=one)
    assert prosecution.does("case.discontinued.v1").stage == "discontinued"
    prosecution.refuses("wrong_stage", "case.discontinued.v1")


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("indictment.served.v1", {}),
        ("lower_procuracy.assigned.v1", {"to_unit": "VKSND TP. Hồ Chí Minh"}),
        ("file.sent_to_court.v1", {"to_court": "TAND TP. Hồ Chí Minh"}),
    ],
)
def test_what_follows_an_indictment_needs_one(indicted, concluded, file_of, key, data):
    indicted.does(key, **data)
    other = file_of("criminal_case").does("case.opened.v1")
    other.refuses("wrong_stage", key, **data)


def test_an_absent_accused_is_notified_in_public(indicted):
    indicted.does("absentee.notified.v1", accused=indicted.persons("bị can 1"), content="Yêu cầu ra đầu thú")
    indicted.refuses("accused_unknown", "absentee.notified.v1", accused=indicted.persons("bị can 9"))
