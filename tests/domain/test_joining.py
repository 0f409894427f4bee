"""Module 2: cases split, joined and transferred; persons are in one stream at a time."""

import pytest

from domain.acts.moving import RunningMeasure
from domain.states.criminal_case import MEASURES

ONE, TWO = "bị can 1", "bị can 2"
REMAND = {"kind": "remand", "since": "2022-10-01", "until": "2022-12-31"}


def moved(file, label, **more):
    """JSON of a person who comes from another case."""
    return file.entry(label, status="approved", **more)


def labels(file):
    """Labels of the accused in the case."""
    return [accused.label for accused in file.state.accused.values()]


def test_every_measure_may_move_along():
    assert RunningMeasure.model_json_schema()["properties"]["kind"]["enum"] == list(MEASURES)


def test_a_split_takes_the_accused_along(approved):
    approved.does("case.split.v1", accused=approved.persons(TWO))
    assert (labels(approved), approved.state.splits) == ([ONE], (4,))
    approved.refuses("accused_unknown", "remand.ordered.v1", accused=approved.persons(TWO))


def test_a_case_formed_by_a_split_names_the_case_it_came_from(case):
    case.refuses("link_missing", "case.opened_on_split.v1")
    case.does("case.opened_on_split.v1", stage="prosecution", links=[case.link("split_from")])
    assert case.stage == "prosecution"


def test_whoever_comes_with_a_split_keeps_standing_and_measures(case, charge):
    person = moved(case, TWO, charges=[charge], measures=[REMAND], wanted=True)
    limits = [{"limit": "investigation@172.1", "due_on": "2023-02-07"}]
    case.does("case.opened_on_split.v1", accused=[person], limits=limits, links=[case.link("split_from")])
    accused = case.accused(TWO)
    assert (case.stage, accused.status, accused.wanted) == ("investigation", "approved", True)
    assert (accused.charges[0].article, accused.running("remand").until.isoformat()) == ("174", "2022-12-31")


def test_a_case_split_off_at_the_prosecution_stage_may_begin_suspended(case):
    person = case.entry(TWO, status="suspended")
    case.does("case.opened_on_split.v1", stage="suspended", accused=[person], links=[case.link("split_from")])
    assert (case.stage, case.accused(TWO).status) == ("prosecution_suspended", "suspended")


def test_cases_are_joined_by_links(opened):
    opened.does("case.joined.v1", links=[opened.link("merged_from")])
    assert opened.flags == []
    opened.does("case.joined_away.v1")
    assert (opened.stage, opened.flags) == ("joined", ["link_missing"])


def test_the_accused_of_the_other_case_come_with_it_and_leave_theirs(approved, file_of, light):
    links, there = [approved.link("merged_from")], file_of("criminal_case").does("case.opened.v1")
    there.does("case.joined.v1", accused=[moved(there, ONE), moved(there, TWO)], offences=[light], links=links)
    assert (labels(there), [offence.article for offence in there.state.offences]) == ([ONE, TWO], ["178"])
    approved.does("case.joined_away.v1", links=[approved.link("merged_into")])
    assert labels(approved) == []


def test_a_person_accused_in_both_cases_is_accused_once_of_everything(approved, light):
    approved.does(
        "case.joined.v1", accused=[moved(approved, ONE, charges=[light])], links=[approved.link("merged_from")]
    )
    assert [charge.article for charge in approved.accused(ONE).charges] == ["174", "178"]


def test_a_joinder_annulled_gives_the_persons_back(approved, file_of):
    there = (
        file_of("criminal_case")
        .does("case.opened.v1")
        .does("case.joined_away.v1", links=[approved.link("merged_into")])
    )
    approved.does("case.joined.v1", accused=[moved(approved, "bị can 3")], links=[approved.link("merged_from")])
    back = approved.persons("bị can 3")
    approved.refuses("link_missing", "joinder.annulled.v1", accused=back, reasons="r")
    wrong, right = [approved.link("annuls", 1)], [approved.link("annuls", 4)]
    assert approved.refuses(
        "annulled_act_unknown", "joinder.annulled.v1", accused=back, reasons="r", links=wrong
    ).article
    approved.does("joinder.annulled.v1", accused=back, reasons="Không đủ điều kiện nhập vụ án", links=right)
    assert (labels(approved), approved.state.joins) == ([ONE, TWO], ())
    there.refuses("link_missing", "case.restored.v1")
    there.does("case.restored.v1", accused=[moved(there, "bị can 3")], links=[there.link("succeeds")])
    assert (there.stage, labels(there)) == ("investigation", ["bị can 3"])


def test_a_case_joined_at_the_prosecution_stage_goes_back_to_it(prosecution):
    prosecution.does("case.joined_away.v1", links=[prosecution.link("merged_into")])
    prosecution.does("case.restored.v1", links=[prosecution.link("succeeds")])
    assert prosecution.stage == "prosecution"


def test_a_split_annulled_brings_the_persons_back(approved):
    approved.does("case.split.v1", accused=approved.persons(TWO))
    back = {"accused": [moved(approved, TWO, measures=[REMAND])], "reasons": "Tách không cần thiết"}
    approved.refuses("annulled_act_unknown", "split.annulled.v1", links=[approved.link("annuls", 2)], **back)
    approved.does("split.annulled.v1", links=[approved.link("annuls", 4)], **back)
    assert (labels(approved), approved.state.splits) == ([ONE, TWO], ())
    assert approved.accused(TWO).running("remand")


def test_a_transferred_case_stands_still_until_it_is_taken_over(opened):
    opened.does("case.taken_for_supervision.v1").does(
        "case.transferred.v1", to="VKSND thành phố Hà Nội", ground="169.1.a"
    )
    assert (opened.stage, opened.state.transferred_to) == ("transferred", "VKSND thành phố Hà Nội")
    opened.refuses("wrong_stage", "investigation.requested.v1")
    opened.does("transferred_case.received.v1", from_agency="Công an tỉnh A", days_used=12)
    opened.does("case.taken_for_supervision.v1")
    assert (opened.stage, opened.flags) == ("investigation", [])


def test_a_case_transferred_by_the_procuracy_with_the_file_goes_on_there(prosecution):
    prosecution.does("case.transferred.v1", to="VKSND thành phố Hà Nội")
    prosecution.does("transferred_case.received.v1", from_agency="VKSND tỉnh A", days_used=0)
    assert prosecution.stage == "prosecution"


def test_no_transfer_after_the_indictment(indicted):
    indicted.refuses("wrong_stage", "case.transferred.v1", to="X")


def test_another_procuracy_takes_over_supervision(opened):
    opened.does("case.taken_for_supervision.v1")
    opened.does(
        "procuracy_competence.transferred.v1", from_unit="KV1", to_unit="T01", reasons="Thay đổi thẩm quyền",
        effective_at="2022-10-08T00:00:00+07:00",
    )  # fmt: skip
    assert (opened.stage, opened.state.supervised) == ("investigation", 0)


@pytest.mark.parametrize("stage", ["investigation", "investigation_suspended"])
def test_work_is_delegated_and_its_supervision_sent_on(opened, stage):
    delegation = {
        "to_agency": "Công an tỉnh B",
        "tasks": ["Lấy lời khai"],
        "due_on": "2022-11-01",
        "procuracy": "VKS B",
    }
    opened.does("investigation.delegated.v1", **delegation)
    result = {"result": "Đã lấy lời khai", "to_procuracy": "VKSND tỉnh A", "sent_at": "2022-10-20T08:00:00+07:00"}
    opened.refuses("link_missing", "delegated_investigation.supervised.v1", **result)
    opened.does("delegated_investigation.supervised.v1", links=[opened.link("concerns", 2)], **result)
    if stage == "investigation_suspended":
        opened.does("investigation.suspended.v1").does("investigation.delegated.v1", **delegation)
    assert opened.flags == (["wrong_stage"] if stage == "investigation_suspended" else [])
