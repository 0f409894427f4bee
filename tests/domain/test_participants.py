"""Module 2: defence, interpreters, summonses, protection."""

import pytest

AT = "2022-10-07T08:00:00+07:00"
TREASON = {"article": "108", "clause": "1", "offence": "Phản bội Tổ quốc", "crime_class": "particularly_serious"}


def counsel(file):
    return {"person": file.person("luật sư 1"), "label": "luật sư 1", "role": "counsel"}


def registered(file, label="bị can 1"):
    data = {"manner": "lawyer", "papers_complete_at": AT, "appointed": False, "counsel": counsel(file)}
    return {"accused": file.persons(label), **data}


def test_counsel_is_registered_and_the_registration_cancelled(approved):
    cancelled = {"counsel": counsel(approved), "manner": "cancel", "ground": "Bị can từ chối"}
    one = approved.persons("bị can 1")
    refused = approved.refuses("counsel_not_registered", "defence.registration_refused.v1", accused=one, **cancelled)
    assert refused.article == "BLTTHS-2015/78/7"
    approved.does("defence.registered.v1", **registered(approved))
    assert approved.accused("bị can 1").counsel == 1
    approved.does("defence.registration_refused.v1", accused=one, **cancelled)
    assert approved.accused("bị can 1").counsel == 0
    approved.does("defence.registration_refused.v1", accused=one, **{**cancelled, "manner": "refuse"})
    assert approved.accused("bị can 1").counsel == 0


def test_the_procuracy_registers_nobody_for_a_person_not_charged(opened):
    opened.does("holding.ordered.v1", accused=[opened.entry("bị can 1")])
    opened.refuses("accused_in_wrong_status", "defence.registered.v1", **registered(opened))
    opened.refuses("accused_unknown", "defence.registered.v1", **registered(opened, "bị can 9"))


def test_counsel_is_asked_for_and_told_until_the_indictment(indicted):
    one = indicted.persons("bị can 1")
    asked = {"to_body": "Đoàn Luật sư", "ground": "penalty", "sent_at": AT}
    told = {"counsel": counsel(indicted), "activity": "Hỏi cung", "at": AT, "place": "Trại tạm giam"}
    for key, data in (("defence.appointment_requested.v1", asked), ("defence.told_of_activity.v1", told)):
        indicted.does(key, accused=one, **data)
    indicted.does("trial.scheduled.v1", scheduled_for="2023-03-01")
    for key, data in (("defence.appointment_requested.v1", asked), ("defence.told_of_activity.v1", told)):
        indicted.refuses("wrong_stage", key, accused=one, **data)


def test_counsel_is_kept_out_only_where_national_security_is_at_stake(approved):
    deferred = {"from_stage": "end_of_investigation", "reason": "Giữ bí mật điều tra"}
    one, two = approved.persons("bị can 1"), approved.persons("bị can 3")
    refused = approved.refuses("not_against_national_security", "defence.entry_deferred.v1", accused=one, **deferred)
    assert refused.article == "BLTTHS-2015/74"
    approved.does("accused.charged.v1", accused=[approved.entry("bị can 3", charges=[TREASON])])
    approved.does("defence.entry_deferred.v1", accused=two, **deferred)


@pytest.mark.parametrize("stage", ["investigation", "prosecution"])
@pytest.mark.parametrize("key", ["interpreter.arranged.v1", "person.summoned.v1", "protection.requested.v1"])
def test_participants_are_dealt_with_before_the_indictment(approved, stage, key):
    data = {
        "interpreter.arranged.v1": {"manner": "request", "language": "tiếng H'Mông"},
        "person.summoned.v1": {"summoned": {**counsel(approved), "role": "witness"}, "at": AT, "place": "Trụ sở"},
        "protection.requested.v1": {
            "protected": approved.person("nhân chứng 1"), "threat": "Bị đe dọa", "to_agency": "Công an tỉnh",
        },
    }[key]  # fmt: skip
    if stage == "prosecution":
        approved.does("investigation.concluded.v1").does("file.received.v1")
    approved.does(key, **data)
    if stage == "prosecution":
        approved.does("indictment.issued.v1").refuses("wrong_stage", key, **data)


def test_an_informant_is_protected_while_a_source_is_verified_but_not_summoned(verified):
    person = verified.person("người báo tin")
    verified.does("protection.requested.v1", protected=person, threat="Bị đe dọa", to_agency="Công an tỉnh")
    summoned = {"person": person, "label": "người báo tin", "role": "informant"}
    verified.refuses("source_not_taken_over", "person.summoned.v1", summoned=summoned, at=AT, place="Trụ sở")


def test_an_informant_is_summoned_in_a_source_taken_over(own_source):
    summoned = {"person": own_source.person("người báo tin"), "label": "người báo tin", "role": "informant"}
    own_source.does("person.summoned.v1", summoned=summoned, at=AT, place="Trụ sở")
