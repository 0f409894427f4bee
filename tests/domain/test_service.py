"""Documents served, petitions sent online, and what is asked of other units and persons."""

import pytest

MOMENT = "2022-10-07T09:00:00+07:00"
PARTY = {"issuer": {"agency": "Người tham gia tố tụng"}}


@pytest.fixture
def addressee(opened):
    return {**opened.entry("bị hại"), "role": "victim"}


SERVED = [
    ("decision.served.v1", {"receipt_signed": True}, "addressee"),
    ("document.served_on_substitute.v1", {"undertaking": True}, "substitute"),
    ("service_failed.recorded.v1", {"reason": "refused"}, "addressee"),
    ("document.sent_by_post.v1", {}, "addressee"),
    ("document.served_electronically.v1", {"channel": "portal", "requested_by_addressee": True}, "addressee"),
]


@pytest.mark.parametrize(("key", "data", "member"), SERVED, ids=lambda value: str(value)[:30])
def test_a_document_is_served_at_any_stage(opened, addressee, key, data, member):
    opened.does(key, document="Quyết định", **data, **{member: addressee})
    assert (opened.stage, opened.flags) == ("investigation", [])


def test_a_document_is_posted_and_announced_for_a_time(opened):
    period = {"document": "Quyết định", "since": "2022-10-07", "until": "2022-10-22"}
    wrong = {**period, "until": "2022-10-06"}
    opened.does("document.posted_publicly.v1", place="UBND xã", minutes="3", **period)
    opened.refuses("moments_reversed", "document.posted_publicly.v1", place="UBND xã", minutes="3", **wrong)
    opened.does("document.announced_in_media.v1", media=["Đài tỉnh"], **period)
    opened.refuses("moments_reversed", "document.announced_in_media.v1", media=["Đài tỉnh"], **wrong)


def test_a_receipt_names_what_was_served(opened):
    opened.refuses("link_missing", "service_receipt.confirmed.v1", received_at=MOMENT, **PARTY)
    opened.does("service_receipt.confirmed.v1", received_at=MOMENT, links=[opened.link("answers")], **PARTY)


def test_a_petition_sent_online_is_received_shown_and_answered(file_of):
    complaint = file_of("complaint")
    complaint.does(
        "online_petition.received.v1", petitioner={**complaint.entry("người gửi"), "role": "other"}, identity="vneid",
        submitted_at=MOMENT, receipt_number="1", content_hash="c" * 64,
    )  # fmt: skip
    assert (complaint.stage, complaint.state.received) == ("received", 1)
    complaint.does("petition_status.shown_online.v1", status="Đang xử lý")
    complaint.refuses("wrong_stage", "online_petition.answered.v1", answer="5/TB", channel="portal")
    complaint.does("gap.noted.v1", stage="accepted", reason="x")
    complaint.does("online_petition.answered.v1", answer="5/TB", channel="portal")


class TestOutside:
    def test_another_unit_verifies(self, opened):
        opened.does(
            "verification_request.sent.v1", to_agency="VKSND tỉnh B", questions=["Nơi cư trú"], due_on="2022-11-01"
        )
        opened.does("verification_request.answered.v1", result="Có cư trú", links=[opened.link("answers", 2)])
        assert opened.flags == []
        opened.does("verification_request.answered.v1", result="Có cư trú")
        assert opened.flags == ["link_missing"]

    def test_obstruction_is_fined_since_july_2025_and_a_fine_names_its_amount(self, opened, addressee):
        fine = {"offender": addressee, "conduct": "Không có mặt", "sanction": "fine"}
        opened.refuses("ground_not_in_force", "obstruction_fine.imposed.v1", amount=500_000, day="2025-06-30", **fine)
        opened.refuses("amount_missing", "obstruction_fine.imposed.v1", day="2025-07-01", **fine)
        opened.does("obstruction_fine.imposed.v1", amount=500_000, day="2025-07-01", **fine)
        opened.does("obstruction_fine.imposed.v1", day="2025-07-01", **{**fine, "sanction": "warning"})

    def test_a_person_is_invited(self, opened, addressee):
        opened.does("person.invited.v1", invited=addressee, at=MOMENT, place="Trụ sở", purpose="Làm rõ")

    def test_only_a_person_who_is_held_is_brought_out(self, charged):
        asked = {"facility": "Trại tạm giam", "purpose": "Hỏi cung", "since": MOMENT, "until": MOMENT}
        accused = charged.persons("bị can 1")
        charged.refuses("measure_not_running", "detainee_extraction.requested.v1", accused=accused, **asked)
        charged.does("custody.ordered.v1", accused=[charged.entry("bị can 1")])
        charged.does("detainee_extraction.requested.v1", accused=accused, **asked)
