"""Module 6: the Supreme Procuracy's own investigating agency does as other bodies, but unlawful acts are refused."""

import pytest

from domain.kernel.catalogue import CATALOGUE

AT = "2022-10-07T08:00:00+07:00"
BRIBE = {"article": "354", "clause": "4", "offence": "Nhận hối lộ", "crime_class": "particularly_serious"}
AGENCY = [act_type for act_type in CATALOGUE.values() if act_type.module == "M6"]
RECEIVED = {"source": "denunciation", "summary": "Dùng nhục hình"}


@pytest.fixture
def received(source):
    source.unit = "TC"
    return source.does("agency_source.received.v1", **RECEIVED)


@pytest.fixture
def accepted(received):
    return received.does("agency_source.classified.v1", result="own_competence")


@pytest.fixture
def own(case):
    """A case of the agency."""
    case.unit = "TC"
    return case.does("agency_case.opened.v1", offences=[BRIBE])


@pytest.fixture
def suspect(own):
    """Charged by the agency, the charge approved by the supervising department."""
    own.does("agency_accused.charged.v1", accused=[own.entry("bị can 1", charges=[BRIBE])])
    return own.does("charge.approved.v1", accused=own.persons("bị can 1"))


@pytest.mark.parametrize("act_type", AGENCY, ids=lambda a: a.key)
def test_every_act_is_the_procuracys_own_and_signed_by_the_agency_at_the_supreme_level(act_type):
    assert act_type.own
    assert set(act_type.signed_by) <= {"TTCQDT", "PTTCQDT", "DTV"}
    assert set(act_type.levels) == {"supreme", "department"}
    assert len(act_type.codes) == 1


def test_a_prosecutor_signs_nothing_for_the_agency(source, officers):
    signed = officers.actor("KSV of TC", "TC", "KSV")
    source.refuses("title_may_not_sign", "agency_source.received.v1", signed=signed, **RECEIVED)


class TestSources:
    def test_a_source_comes_in_and_is_classified_assigned_and_notified(self, accepted):
        assert accepted.stage == "verification"
        officers = [accepted.actor("agency_source.received.v1")["officer"]]
        accepted.does("agency_investigators.assigned.v1", assignees=officers, roles=["investigator"])
        refused = accepted.refuses(
            "roles_do_not_match", "agency_investigators.assigned.v1", assignees=officers * 2, roles=["investigator"] * 2
        )
        assert refused.article == "BLTTHS-2015/36/1"
        accepted.does("agency_intake.notified.v1", to_unit="Vụ 6", sent_at=AT)

    def test_a_source_is_not_classified_twice(self, accepted):
        accepted.refuses("wrong_stage", "agency_source.classified.v1", result="forward")

    def test_a_source_of_another_body_goes_there(self, received):
        received.refuses("wrong_stage", "agency_intake.notified.v1", to_unit="Vụ 6", sent_at=AT)
        assert received.does("agency_source.forwarded.v1", to_agency="Công an tỉnh").stage == "forwarded"

    def test_a_source_is_suspended_resumed_and_refused(self, accepted):
        accepted.refuses("wrong_stage", "agency_source.resumed.v1")
        assert accepted.does("agency_source.suspended.v1").stage == "suspended"
        accepted.refuses("wrong_stage", "agency_source.suspended.v1")
        assert accepted.does("agency_source.resumed.v1").stage == "verification"
        assert accepted.does("agency_opening.refused.v1").stage == "opening_refused"


class TestCases:
    def test_the_agency_opens_cases_of_its_own_kind_only(self, case, charge):
        case.unit = "TC"
        refused = case.refuses("not_for_own_agency", "agency_case.opened.v1", offences=[charge])
        assert (refused.article, refused.facts["articles"]) == ("BLTTHS-2015/163/3", ["174"])
        assert case.does("agency_case.opened.v1", offences=[BRIBE]).stage == "investigation"

    def test_a_charge_waits_for_approval_as_any_other(self, own):
        own.does("agency_accused.charged.v1", accused=[own.entry("bị can 1", charges=[BRIBE])])
        assert own.accused("bị can 1").status == "charged"
        own.does("charge.approved.v1", accused=own.persons("bị can 1"))
        assert own.accused("bị can 1").status == "approved"

    def test_who_is_held_in_an_urgent_case_awaits_approval_and_custody_is_at_most_three_days(self, own):
        entry = [own.entry("bị can 1", charges=[BRIBE])]
        own.does("agency_holding.ordered.v1", accused=entry, measure="urgent_holding")
        assert own.accused("bị can 1").running("urgent_holding").pending
        refused = own.refuses(
            "custody_too_long", "agency_holding.ordered.v1", accused=entry, measure="custody", until="2022-10-11"
        )
        assert refused.article == "BLTTHS-2015/118/1"
        own.does("agency_holding.ordered.v1", accused=entry, measure="custody", until="2022-10-10")
        assert own.accused("bị can 1").running("custody")

    def test_somebody_may_be_held_before_the_case_is_opened(self, case):
        entry = [case.entry("bị can 1")]
        case.does("agency_holding.ordered.v1", accused=entry, measure="custody", taken="in_the_act")
        assert case.stage == "verification"

    @pytest.mark.parametrize("measure", ["remand", "guarantee", "deposit", "residence_ban"])
    def test_nobody_who_is_not_charged_is_restrained(self, own, measure):
        own.does("agency_holding.ordered.v1", accused=[own.entry("bị can 1")], measure="urgent_holding")
        one, more = own.persons("bị can 1"), {"measure": measure, "approval_needed": True}
        own.refuses("accused_in_wrong_status", "agency_measure.ordered.v1", accused=one, **more)
        own.does("agency_measure.ordered.v1", accused=one, measure="exit_ban", approval_needed=False)
        assert own.accused("bị can 1").running("exit_ban")

    def test_remand_awaits_approval_a_ban_runs_at_once_and_a_guarantee_begins_with_the_approval(self, suspect):
        one = suspect.persons("bị can 1")
        suspect.does("agency_measure.ordered.v1", accused=one, measure="guarantee", approval_needed=True)
        assert suspect.accused("bị can 1").measures == ()
        suspect.does("agency_measure.ordered.v1", accused=one, measure="residence_ban", approval_needed=False)
        assert suspect.accused("bị can 1").running("residence_ban")
        suspect.refuses(
            "remand_too_long",
            "agency_measure.ordered.v1",
            accused=one,
            measure="remand",
            months=5,
            approval_needed=True,
        )
        suspect.does("agency_measure.ordered.v1", accused=one, measure="remand", months=4, approval_needed=True)
        assert suspect.accused("bị can 1").running("remand").pending
        suspect.does("remand.approved.v1", accused=one)
        assert not suspect.accused("bị can 1").running("remand").pending

    def test_an_interrogation_is_of_a_charged_person_in_the_case(self, suspect):
        held = {"at": AT, "place": "Trụ sở", "recording": "0" * 64, "minutes": "1/BB", "defence_present": True}
        suspect.does("agency_interrogation.recorded.v1", accused=suspect.persons("bị can 1"), **held)
        unknown = suspect.persons("bị can 9")
        suspect.refuses("accused_unknown", "agency_interrogation.recorded.v1", accused=unknown, **held)

    @pytest.mark.parametrize(
        ("key", "data"),
        [
            ("agency_search.ordered.v1", {"place": "nơi làm việc"}),
            (
                "agency_examination.requested.v1",
                {"body": "Viện Khoa học hình sự", "questions": ["Chữ ký của ai?"], "due_on": "2022-11-01"},
            ),
            ("agency_transfer.requested.v1", {"to_agency": "Công an tỉnh", "reason": "Không thuộc", "sent_at": AT}),
        ],
    )
    def test_searches_expert_opinions_and_transfers_belong_to_the_investigation(self, suspect, key, data):
        suspect.does(key, **data)
        suspect.does("agency_investigation.concluded.v1").refuses("wrong_stage", key, **data)

    @pytest.mark.parametrize(
        ("limit", "end", "article"),
        [("investigation", "2022-10-16", "172"), ("remand", "2022-10-16", "173"), ("source", "2022-10-10", None)],
    )
    def test_more_time_is_asked_for_ten_days_before(self, own, limit, end, article):
        asked = {"limit": limit, "reason": "Phức tạp", "sent_at": AT}
        own.does("agency_extension.requested.v1", current_end="2022-10-17", **asked)
        assert own.flags == []
        own.does("agency_extension.requested.v1", current_end=end, **asked)
        assert [flag.article for flag in own.state.flags] == ([f"BLTTHS-2015/{article}/2"] if article else [])
        assert own.flags == (["more_time_asked_late"] if article else [])

    def test_an_investigation_is_suspended_resumed_and_concluded(self, suspect):
        suspect.does("agency_investigation.suspended.v1")
        assert (suspect.stage, suspect.accused("bị can 1").status) == ("investigation_suspended", "suspended")
        suspect.refuses("wrong_stage", "agency_investigation.concluded.v1")
        suspect.does("agency_investigation.resumed.v1").does("agency_investigation.concluded.v1")
        assert (suspect.stage, suspect.accused("bị can 1").status) == ("concluded", "proposed")

    def test_a_discontinuation_lifts_every_measure_or_is_refused(self, suspect):
        one = suspect.persons("bị can 1")
        suspect.does("agency_measure.ordered.v1", accused=one, measure="residence_ban", approval_needed=False)
        suspect.refuses("measure_survives", "agency_investigation.discontinued.v1", measures_lifted=False)
        suspect.does("agency_investigation.discontinued.v1")
        accused = suspect.accused("bị can 1")
        assert (suspect.stage, accused.status) == ("investigation_discontinued", "discontinued")
        assert accused.running("residence_ban") is None


class TestFilesAndPetitions:
    def test_the_file_goes_to_the_prosecution_side_with_the_exhibits(self, file_of):
        dossier = file_of("dossier")
        dossier.unit = "TC"
        handed = {"to_agency": "Vụ 6", "purpose": "prosecution", "folio_count": 120, "exhibits": ["1 điện thoại"]}
        opened = {"file": "professional_file", "of": dossier.person("vụ án"), "keeper": dossier.person("người giữ")}
        dossier.does("supervision_file.opened.v1", **opened).does("agency_dossier.handed_over.v1", **handed)
        assert dossier.stage == "elsewhere"
        dossier.refuses("wrong_stage", "agency_dossier.handed_over.v1", **handed)

    def test_a_recommendation_opens_a_petition(self, file_of):
        petition = file_of("petition")
        petition.does("agency_recommendation.issued.v1", addressee="Công an tỉnh", demand="Khắc phục")
        assert petition.stage == "issued"
