"""Module 2: what the prosecutor attends, demands and does in person."""

import pytest

AT = "2022-10-07T08:00:00+07:00"
ATTENDED = {"at": AT, "place": "Số 1 phố A"}
DURING = ("investigation", "prosecution", "concluded")


@pytest.fixture
def party(opened):
    """A witness, as JSON."""
    return {"person": opened.person("người làm chứng 1"), "label": "người làm chứng 1", "role": "witness"}


@pytest.mark.parametrize(
    ("key", "article"),
    [("scene_examination.supervised.v1", "BLTTHS-2015/201/2"), ("autopsy.supervised.v1", "BLTTHS-2015/202/1")],
)
def test_a_prosecutor_who_must_attend_and_did_not_says_why_and_it_is_a_finding(opened, key, article):
    opened.does(key, **ATTENDED)
    assert opened.refuses("absence_unexplained", key, present=False, **ATTENDED).article == article
    opened.does(key, present=False, absence_reason="Không được thông báo", **ATTENDED)
    assert opened.flags == ["prosecutor_absent"]


@pytest.mark.parametrize("key", ["scene_examination.supervised.v1", "autopsy.supervised.v1"])
def test_a_scene_is_examined_before_the_case_too(source, key):
    source.does("source.received.v1", source="crime_report", summary="Phát hiện tử thi").does(key, **ATTENDED)
    source.does("opening.refused.v1")
    source.refuses("wrong_stage", key, **ATTENDED)


def test_a_search_attended_is_one_on_record(opened):
    opened.refuses("link_missing", "search.supervised.v1", **ATTENDED)
    opened.does("search.supervised.v1", links=[opened.link("concerns")], **ATTENDED)
    absent = {"present": False, "links": [opened.link("concerns")], **ATTENDED}
    opened.refuses("absence_unexplained", "search.supervised.v1", **absent)


@pytest.mark.parametrize("activity", ["confrontation", "identification", "voice_recognition", "experiment"])
def test_a_prosecutor_attends_what_the_agency_does(opened, activity):
    opened.does("investigative_act.supervised.v1", activity=activity, at=AT)
    opened.refuses("absence_unexplained", "investigative_act.supervised.v1", activity=activity, at=AT, present=False)


def demands():
    """Acts that move nothing, with their members and the stages from which they are refused."""
    documents = {"demanded": ["Biên bản hỏi cung"], "addressee": "Cơ quan Cảnh sát điều tra"}
    officer = {"officer": "Điều tra viên 1", "title": "Điều tra viên", "ground": "Người thân của bị hại"}
    activities = {"purpose": "wrongful_or_missed", "activities": ["Lấy lời khai người làm chứng"]}
    minutes = {"place": "Trụ sở", "began_at": AT, "ended_at": AT, "met": "Cán bộ địa chính"}
    return [
        ("investigation_documents.demanded.v1", documents, "prosecution"),
        ("investigator_replacement.demanded.v1", officer, "prosecution"),
        ("investigation.conducted_by_procuracy.v1", activities, "concluded"),
        ("verification_minutes.made.v1", minutes, "concluded"),
        ("experiment.ordered_by_procuracy.v1", {"at": AT, "place": "Hiện trường"}, "concluded"),
    ]


@pytest.mark.parametrize(("key", "members", "refused_at"), demands())
def test_demands_and_activities_belong_to_their_stages(approved, key, members, refused_at):
    approved.does(key, **members)
    assert (approved.stage, approved.flags) == ("investigation", [])
    approved.does("investigation.concluded.v1")
    if refused_at == "prosecution":
        approved.does("file.received.v1")
    approved.refuses("wrong_stage", key, **members)


def test_minutes_end_after_they_begin(opened):
    minutes = {"place": "Trụ sở", "began_at": AT, "ended_at": "2022-10-07T07:00:00+07:00", "met": "Cán bộ địa chính"}
    opened.refuses("moments_reversed", "verification_minutes.made.v1", **minutes)


def test_minutes_on_a_source_are_made_where_the_procuracy_settles_it(source):
    minutes = {"place": "Trụ sở", "began_at": AT, "ended_at": AT, "met": "Người tố giác"}
    source.does("source.received.v1", source="denunciation", summary="Tố giác").does(
        "source.accepted_for_supervision.v1"
    )
    source.refuses("source_not_taken_over", "verification_minutes.made.v1", **minutes)
    source.state = source.state.evolved(taken_over=source.state.version)
    source.does("verification_minutes.made.v1", **minutes)


def test_an_accused_is_questioned_while_proceedings_run(approved):
    questions = {"at": AT, "place": "Trại tạm giam", "recorded": True, "defence_present": False}
    one = approved.person("bị can 1")
    approved.does("accused.interrogated_by_prosecutor.v1", accused=one, **questions)
    stranger = approved.person("bị can 9")
    approved.refuses("accused_unknown", "accused.interrogated_by_prosecutor.v1", accused=stranger, **questions)
    approved.does("investigation.suspended.v1", accused=[one])
    approved.refuses("accused_in_wrong_status", "accused.interrogated_by_prosecutor.v1", accused=one, **questions)


def test_statements_are_taken_and_persons_heard_against_each_other(opened, party):
    opened.does("statement.taken_by_prosecutor.v1", person=party, capacity="witness", at=AT)
    both = [{"person": opened.person(label), "label": label} for label in ("người làm chứng 1", "bị hại 1")]
    opened.does("confrontation.held_by_prosecutor.v1", confronted=both, at=AT)
    refused = opened.refuses("confrontation_of_one", "confrontation.held_by_prosecutor.v1", confronted=both[:1], at=AT)
    assert refused.article == "BLTTHS-2015/189/1"


def test_records_passed_to_the_procuracy_come_back_later_than_they_came(file_of):
    dossier = file_of("dossier")
    passed = {"made_on": "2022-10-03", "sent_at": AT}
    dossier.refuses("stream_not_open", "investigation_document.passed_on.v1", **passed)
    dossier.state = dossier.state.evolved(stage="elsewhere")
    dossier.does("investigation_document.passed_on.v1", **passed)
    dossier.does("investigation_document.passed_on.v1", returned_at="2022-10-06T08:00:00+07:00", **passed)
    assert dossier.flags == ["moments_reversed"]
