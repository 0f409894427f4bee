"""The organisation stream and who may sign."""

import pytest

from domain.errors import Refused
from domain.kernel.act_type import HEAD, HEAD_ONLY, PROSECUTOR
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.deciding import fold, initial

APPROVAL = CATALOGUE["charge.approved.v1"]  # a power of the head
REQUEST = CATALOGUE["investigation.requested.v1"]  # a power of the prosecutor
OPENED = CATALOGUE["case.opened.v1"]  # another agency's act, entered by an officer
DEPUTY_ASSIGNED = CATALOGUE["deputy.assigned.v1"]  # kept from deputies


def refusal(officers, actor, act_type, day):
    with pytest.raises(Refused) as refused:
        officers.state.may_sign(actor, act_type, day)
    assert refused.value.article
    return refused.value.code


class TestMatrix:
    """Titles and capacities, BLTTHS-2015/41 to 43."""

    @pytest.mark.parametrize(
        ("title", "capacity", "act_type", "code"),
        [
            ("VT", "own", APPROVAL, None),
            ("VT", "KT", APPROVAL, "capacity_wrong"),
            ("PVT", "KT", APPROVAL, None),
            ("PVT", "own", APPROVAL, "capacity_wrong"),
            ("KSV", "own", APPROVAL, "title_may_not_sign"),
            ("KSV", "KT", APPROVAL, "title_may_not_sign"),
            ("KTV", "own", APPROVAL, "title_may_not_sign"),
            ("registrar", "own", APPROVAL, "title_may_not_sign"),
            ("VT", "own", DEPUTY_ASSIGNED, None),
            ("PVT", "KT", DEPUTY_ASSIGNED, "title_may_not_sign"),
            ("KSV", "own", REQUEST, None),
            ("PVT", "own", REQUEST, None),
            ("PVT", "KT", REQUEST, "capacity_wrong"),
            ("VT", "own", REQUEST, None),
            ("KTV", "own", REQUEST, "title_may_not_sign"),
            ("KTV", "own", OPENED, None),
            ("KSV", "own", OPENED, None),
            ("registrar", "own", OPENED, None),
            ("PVT", "KT", OPENED, "capacity_wrong"),
        ],
    )
    def test_title_and_capacity(self, officers, an_actor, day, title, capacity, act_type, code):
        name = "head of T01" if title == "VT" else f"{title} of T01"
        actor = an_actor(name, "T01", title, capacity)
        if code is None:
            officers.state.may_sign(actor, act_type, day)
        else:
            assert refusal(officers, actor, act_type, day) == code

    def test_every_act_has_a_signer_and_only_heads_sign_what_is_the_heads(self):
        for act_type in CATALOGUE.values():
            assert act_type.signed_by
            if act_type.signed_by in (HEAD, HEAD_ONLY):
                assert act_type.own
        assert PROSECUTOR[0] == "KSV"

    def test_a_level_that_is_not_competent_is_refused(self, officers, an_actor, day):
        recommended = CATALOGUE["council_decision.review_recommended.v1"]
        officers.state.may_sign(an_actor("head of TC", "TC", "VT"), recommended, day)
        assert refusal(officers, an_actor("head of T01", "T01", "VT"), recommended, day) == "level_not_competent"

    def test_an_officer_of_another_unit_is_refused(self, officers, an_actor, day):
        assert refusal(officers, an_actor("KSV of T01", "KV1", "KSV"), REQUEST, day) == "title_not_held"

    def test_an_officer_not_enrolled_is_refused(self, officers, an_actor, day):
        assert refusal(officers, an_actor("nobody", "T01", "KSV"), REQUEST, day) == "title_not_held"

    def test_a_unit_that_does_not_exist_is_refused(self, officers, an_actor, day):
        assert refusal(officers, an_actor("KSV of T01", "T99", "KSV"), REQUEST, day) == "unit_unknown"

    def test_somebody_elses_certificate_is_refused(self, officers, an_actor, day):
        actor = an_actor("KSV of T01", "T01", "KSV")
        stolen = actor.model_copy(update={"certificate": an_actor("KTV of T01", "T01", "KTV").certificate})
        assert refusal(officers, stolen, REQUEST, day) == "certificate_not_bound"

    def test_own_capacity_takes_no_delegation(self, officers, an_actor, day):
        reference = {"stream": "00000000-0000-4000-8000-000000000000", "version": 1, "hash": "0" * 64}
        actor = an_actor("KSV of T01", "T01", "KSV", "own", reference)
        assert refusal(officers, actor, REQUEST, day) == "capacity_wrong"


class TestTime:
    """The title and the unit are asked for the day of the act; the certificate for the position."""

    def test_a_title_counts_from_its_first_to_its_last_day(self, officers, an_actor, day):
        officers.enrol("new prosecutor", "T01", "KSV", since="2022-10-07", until="2022-10-07")
        actor = an_actor("new prosecutor", "T01", "KSV")
        officers.state.may_sign(actor, REQUEST, day)
        for other in (day.replace(day=6), day.replace(day=8)):
            assert refusal(officers, actor, REQUEST, other) == "title_not_held"

    def test_an_officer_relieved_signs_no_more(self, officers, an_actor, day):
        actor = an_actor("KSV of T01", "T01", "KSV")
        officers.does(
            "officer.relieved.v1", officers.head, officer=str(actor.officer), unit="T01", title="KSV",
            last_day="2022-10-06",
        )  # fmt: skip
        assert refusal(officers, actor, REQUEST, day) == "title_not_held"
        officers.state.may_sign(actor, REQUEST, day.replace(day=6))

    def test_a_certificate_revoked_signs_no_more_whatever_the_day(self, officers, an_actor, day):
        actor = an_actor("KSV of T01", "T01", "KSV")
        officers.does("certificate.revoked.v1", officers.head, certificate=actor.certificate, reason="lost")
        assert refusal(officers, actor, REQUEST, day) == "certificate_revoked"
        assert refusal(officers, actor, REQUEST, day.replace(year=2020)) == "certificate_revoked"

    def test_the_reorganisation_of_july_2025_ends_a_unit_and_names_its_successor(self, officers, an_actor, day):
        officers.does(
            "unit.founded.v1", officers.head, code="H1", name="VKSND quận", level="district", parent="T01",
            valid_from="2000-01-01",
        )  # fmt: skip
        officers.enrol("KSV of H1", "H1", "KSV")
        officers.does(
            "unit.reorganised.v1", officers.head, units=["H1"], last_day="2025-06-30", successors=["KV1"],
            instrument="Nghị quyết 84/2025/UBTVQH15",
        )  # fmt: skip
        actor = an_actor("KSV of H1", "H1", "KSV")
        officers.state.may_sign(actor, REQUEST, day.replace(year=2025, month=6, day=30))
        assert refusal(officers, actor, REQUEST, day.replace(year=2025, month=7, day=1)) == "unit_not_in_existence"
        assert officers.state.units["H1"].successors == ("KV1",)
        officers.refuses(
            "unit_already_reorganised", "unit.reorganised.v1", officers.head, units=["H1"], last_day="2025-06-30",
            successors=["KV1"],
        )  # fmt: skip


class TestDelegation:
    """TL and TUQ need a delegation in force that covers the act; never to a prosecutor for the head's powers."""

    SCOPE = ("officer.enrolled.v1",)

    def delegated(self, officers, delegate="KSV of TC", capacity="TUQ", scope=SCOPE, actor=None):
        body = officers.actor(delegate, "TC", "KSV")
        recorded = officers.does(
            "authority.delegated.v1", actor or officers.head, delegate=body["officer"], capacity=capacity,
            scope=list(scope), since="2022-01-01", until="2022-12-31",
        )  # fmt: skip
        return {"stream": str(recorded.stream), "version": recorded.version, "hash": recorded.hash}

    def test_a_delegate_signs_within_scope_and_time(self, officers, an_actor, day):
        reference = self.delegated(officers)
        actor = an_actor("KSV of TC", "TC", "KSV", "TUQ", reference)
        officers.state.may_sign(actor, CATALOGUE["officer.enrolled.v1"], day)
        assert refusal(officers, actor, CATALOGUE["officer.appointed.v1"], day) == "delegation_does_not_cover"
        late = day.replace(year=2023)
        assert refusal(officers, actor, CATALOGUE["officer.enrolled.v1"], late) == "delegation_not_in_force"
        by_order = an_actor("KSV of TC", "TC", "KSV", "TL", reference)
        assert refusal(officers, by_order, CATALOGUE["officer.enrolled.v1"], day) == "delegation_does_not_cover"
        other = an_actor("KTV of TC", "TC", "KTV", "TUQ", reference)
        assert refusal(officers, other, CATALOGUE["officer.enrolled.v1"], day) == "delegation_does_not_cover"

    def test_without_the_delegation_named_nothing_is_signed(self, officers, an_actor, day):
        reference = self.delegated(officers)
        enrolled = CATALOGUE["officer.enrolled.v1"]
        assert refusal(officers, an_actor("KSV of TC", "TC", "KSV", "TUQ"), enrolled, day) == "delegation_unknown"
        forged = {**reference, "hash": "0" * 64}
        actor = an_actor("KSV of TC", "TC", "KSV", "TUQ", forged)
        assert refusal(officers, actor, enrolled, day) == "delegation_unknown"

    def test_a_prosecutor_gets_no_power_of_the_head(self, officers, an_actor, day):
        reference = self.delegated(officers, scope=("charge.approved.v1",))
        actor = an_actor("KSV of TC", "TC", "KSV", "TUQ", reference)
        assert refusal(officers, actor, APPROVAL, day) == "delegation_forbidden"

    def test_a_withdrawn_delegation_ends(self, officers, an_actor, day):
        reference = self.delegated(officers)
        officers.does("authority.withdrawn.v1", officers.head, delegation=reference["version"])
        actor = an_actor("KSV of TC", "TC", "KSV", "TUQ", reference)
        assert refusal(officers, actor, CATALOGUE["officer.enrolled.v1"], day) == "delegation_not_in_force"
        officers.refuses("delegation_unknown", "authority.withdrawn.v1", officers.head, delegation=reference["version"])

    def test_only_the_head_delegates_and_only_within_the_unit(self, officers):
        delegate = officers.actor("KSV of T01", "T01", "KSV")["officer"]
        data = {"delegate": delegate, "capacity": "TUQ", "scope": list(self.SCOPE), "since": "2022-01-01"}
        deputy = officers.actor("PVT of TC", "TC", "PVT", "KT")
        officers.refuses("title_may_not_sign", "authority.delegated.v1", deputy, until="2022-12-31", **data)
        officers.refuses("delegate_not_in_unit", "authority.delegated.v1", officers.head, until="2022-12-31", **data)
        own = {**data, "delegate": officers.actor("KSV of TC", "TC", "KSV")["officer"]}
        officers.refuses("period_reversed", "authority.delegated.v1", officers.head, until="2021-12-31", **own)


class TestOrganisationActs:
    """Signed by the head or a deputy of the supreme procuracy or of a unit above, or by a registrar there."""

    def test_founding_is_signed_by_the_head_it_names(self, officers):
        empty = type(officers)()
        data = {
            "unit": "TC", "unit_name": "VKSNDTC", "valid_from": "1960-07-26", "officer": empty.head["officer"],
            "officer_name": "head", "since": "2000-01-01", "certificate": empty.head["certificate"],
        }  # fmt: skip
        other = empty.actor("somebody else", "TC", "VT")
        empty.refuses("founding_not_own", "organisation.founded.v1", other, **data)
        empty.refuses("founding_not_own", "organisation.founded.v1", {**empty.head, "capacity": "KT"}, **data)
        empty.refuses("stream_not_open", "unit.founded.v1", empty.head, code="X", name="X", level="provincial",
                      parent="TC", valid_from="2000-01-01")  # fmt: skip
        officers.refuses("stream_already_open", "organisation.founded.v1", officers.head, **data)

    def test_deputy_and_registrar_sign_for_units_below(self, officers):
        enrolment = {"name": "somebody", "unit": "KV1"}
        for number, actor in enumerate(
            (
                officers.actor("PVT of TC", "TC", "PVT", "KT"),
                officers.actor("registrar of TC", "TC", "registrar"),
                officers.actor("head of T01", "T01", "VT"),
                officers.actor("registrar of T01", "T01", "registrar"),
            )
        ):
            officers.does(
                "officer.enrolled.v1", actor, officer=f"00000000-0000-4000-8000-00000000000{number}", **enrolment
            )

    def test_a_unit_signs_nothing_for_one_beside_or_above_it(self, officers):
        actor = officers.actor("head of T01", "T01", "VT")
        officer = "00000000-0000-4000-8000-000000000001"
        for unit in ("T79", "TC", "T01"):
            officers.refuses("unit_not_subordinate", "officer.enrolled.v1", actor, officer=officer, name="x", unit=unit)
        prosecutor = officers.actor("KSV of TC", "TC", "KSV")
        officers.refuses("title_may_not_sign", "officer.enrolled.v1", prosecutor, officer=officer, name="x", unit="T01")

    def test_units_have_one_code_and_a_parent(self, officers):
        unit = {"name": "x", "level": "regional", "valid_from": "2025-07-01"}
        officers.refuses("unit_exists", "unit.founded.v1", officers.head, code="T01", parent="TC", **unit)
        second = {**unit, "level": "supreme"}
        officers.refuses("supreme_exists", "unit.founded.v1", officers.head, code="TC2", parent="TC", **second)
        officers.refuses("unit_unknown", "unit.founded.v1", officers.head, code="KV9", parent="T99", **unit)
        officers.refuses(
            "period_reversed",
            "unit.founded.v1",
            officers.head,
            code="KV9",
            parent="T01",
            valid_until="2025-06-30",
            **unit,
        )
        officers.does("unit.founded.v1", officers.actor("head of T01", "T01", "VT"), code="KV9", parent="T01", **unit)
        officers.refuses(
            "unit_unknown",
            "unit.reorganised.v1",
            officers.head,
            units=["KV9"],
            last_day="2026-01-01",
            successors=["KV8"],
        )

    def test_successors_exist_on_the_day_after(self, officers):
        later = {"name": "x", "level": "regional", "parent": "T01", "valid_from": "2025-07-02"}
        officers.does("unit.founded.v1", officers.head, code="KV9", **later)
        for units, successors in ((["KV1"], ["KV9"]), (["KV9"], ["KV1"])):
            officers.refuses(
                "unit_not_in_existence", "unit.reorganised.v1", officers.head, units=units, last_day="2025-06-30",
                successors=successors,
            )  # fmt: skip

    def test_appointments_need_an_officer_a_unit_and_its_time(self, officers):
        prosecutor = officers.actor("KSV of T01", "T01", "KSV")["officer"]
        title = {"title": "KSV", "since": "2020-01-01"}
        stranger = "00000000-0000-4000-8000-000000000009"
        officers.refuses(
            "officer_unknown", "officer.appointed.v1", officers.head, officer=stranger, unit="T01", **title
        )
        officers.refuses("unit_unknown", "officer.appointed.v1", officers.head, officer=prosecutor, unit="T99", **title)
        officers.refuses(
            "unit_not_in_existence", "officer.appointed.v1", officers.head, officer=prosecutor, unit="KV1", title="KSV",
            since="1999-01-01",
        )  # fmt: skip
        officers.refuses(
            "title_not_held", "officer.relieved.v1", officers.head, officer=prosecutor, unit="T01", title="VT",
            last_day="2022-01-01",
        )  # fmt: skip
        officers.refuses(
            "officer_exists", "officer.enrolled.v1", officers.head, officer=prosecutor, name="x", unit="T01"
        )

    def test_certificates_are_bound_once_and_revoked_once(self, officers):
        actor = officers.actor("KSV of T01", "T01", "KSV")
        binding = {"officer": actor["officer"], "certificate": actor["certificate"]}
        officers.refuses("certificate_already_bound", "certificate.bound.v1", officers.head, **binding)
        below = officers.actor("head of KV1", "KV1", "VT")
        officers.refuses(
            "unit_not_subordinate", "certificate.bound.v1", below, officer=actor["officer"], certificate="a" * 64
        )
        revocation = {"certificate": actor["certificate"], "reason": "lost"}
        officers.refuses("unit_not_subordinate", "certificate.revoked.v1", below, **revocation)
        colleague = officers.actor("KSV of TC", "TC", "KSV")
        officers.refuses("title_may_not_sign", "certificate.revoked.v1", colleague, **revocation)
        officers.does("certificate.revoked.v1", actor, **revocation)  # one's own
        officers.refuses("certificate_not_bound", "certificate.revoked.v1", officers.head, **revocation)

    def test_the_state_is_the_fold_of_its_acts(self, officers):
        again = fold("organisation", officers.history)
        assert dict(again.officers) == dict(officers.state.officers)
        assert dict(again.units) == dict(officers.state.units)
        assert dict(again.bindings) == dict(officers.state.bindings)
        assert initial("organisation").version == 0
        assert len(initial("organisation").officers) == 0
