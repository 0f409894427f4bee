"""Register SO-04: sources of information on crime (form 04). One entry a source.

An entry is opened by the act that takes the source for supervision; what was received before it stands in the entry
from its beginning. The number follows the order of acceptance.
"""

from datetime import date

from projections.declaration import Step
from projections.registers.cells import (
    EMPTY,
    Filled,
    Reading,
    acts,
    computed,
    datum_of,
    entered_on,
    number,
    prosecutors,
)
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.words import datum

OPENS = "source.accepted_for_supervision.v1"
TOLD = ("source.received.v1", "crime_report.received.v1", "agency_source.received.v1")  # by an informant
DESCRIBED = (  # the acts that bring a source in and say what it is about
    *TOLD, "crime_source.found_by_procuracy.v1", "commune_police_preliminary_check.recorded.v1",
    "crime_report_intake.notified.v1",
)  # fmt: skip
SURRENDER = "surrender.received.v1"
OUTCOMES = {
    "source.led_to_case.v1": "khởi tố",
    "opening.refused.v1": "không khởi tố",
    "opening.refused_by_procuracy.v1": "không khởi tố",
    "agency_opening.refused.v1": "không khởi tố",
}
UNDONE = (
    "opening.refusal_annulled.v1", "source.resumed.v1", "source.resumed_by_procuracy.v1", "agency_source.resumed.v1",
)  # fmt: skip


def taken_on(step: Step) -> date:
    """The day on which the source was taken, where the act says it."""
    day: date = datum(step.act, "taken_on") or step.day
    return day


def outcome(reading: Reading) -> Filled:
    """How the source was settled; nothing while it is not, or no longer is."""
    found = [act for act in reading.acts if act.type in OUTCOMES or act.type in UNDONE]
    if not found:
        return EMPTY
    return Filled(OUTCOMES.get(found[-1].type), found[-1].position)


SO_04 = Register(
    id="SO-04",
    form_no="04",
    name_vi="Sổ THQCT, kiểm sát việc tiếp nhận, giải quyết tin báo, tố giác, kiến nghị khởi tố",
    name_en="Register of sources of information on crime",
    group_vi="Nguồn tin",
    confirmed="partial",
    kinds=kinds("information_source"),
    opening=Opening(types(OPENS), day=taken_on),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("accept_date", "Ngày VKS thụ lý", "Accepted on", "date", entered_on()),
        (
            "informant", "Người/cơ quan cung cấp, địa chỉ", "Informant", "party",
            datum_of(*TOLD, SURRENDER, name=("informant", "person")),
        ),
        ("summary", "Tóm tắt nội dung", "Content", "text", datum_of(*DESCRIBED, name="summary")),
        (
            "denounced", "Người, pháp nhân bị tố giác, địa chỉ", "Denounced", "party",
            datum_of(*TOLD, name="denounced"),
        ),
        ("prosecutor", "KSV thụ lý", "Prosecutor", "officer", prosecutors()),
        (
            "procuracy_requests", "Yêu cầu của VKS", "Requests", "act_ref_list",
            acts(
                "verification.requested.v1", "source_handling.demanded.v1", "source_documents.demanded.v1",
                "source_dossier_transfer.demanded.v1",
            ),
        ),
        (
            "extension", "QĐ gia hạn giải quyết", "Extensions", "act_ref_list",
            acts("source_verification.prolonged.v1", "source_extension.requested.v1", "source.extended.v1"),
        ),
        (
            "suspension", "QĐ tạm đình chỉ giải quyết", "Suspension", "act_ref",
            acts("source.suspended.v1", "source.suspended_by_procuracy.v1", "agency_source.suspended.v1"),
        ),
        (
            "cancel_suspension", "QĐ hủy bỏ tạm đình chỉ", "Suspension annulled", "act_ref",
            acts("source.suspension_annulled.v1"),
        ),
        (
            "resume", "QĐ phục hồi giải quyết", "Resumption", "act_ref",
            acts("source.resumed.v1", "source.resumed_by_procuracy.v1", "agency_source.resumed.v1"),
        ),
        (
            "dispute", "QĐ giải quyết tranh chấp thẩm quyền", "Conflict decided", "act_ref",
            acts("source.dispute_decided.v1"),
        ),
        (
            "supervision_notice", "Thông báo kiểm sát QĐ khởi tố/không khởi tố/tạm đình chỉ",
            "Notices of supervision", "act_ref_list", acts("source.decision_supervised.v1"),
        ),
        (
            "case_request", "Yêu cầu khởi tố/không khởi tố/hủy bỏ khởi tố vụ án", "Demands on opening",
            "act_ref_list", acts("opening.demanded.v1", "opening_annulment.demanded.v1", "opening.refusal_annulled.v1"),
        ),
        ("request_result", "Kết quả thực hiện yêu cầu", "Results of demands", "result", acts("request.answered.v1")),
        ("outcome", "Kết quả (khởi tố; không khởi tố)", "Outcome", "enum", computed(outcome, *OUTCOMES, *UNDONE)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "source.forwarded.v1", "crime_report.forwarded.v1", "source.taken_over.v1",
                "denunciation.withdrawn.v1", "victim_request.recorded.v1", "source_result.notified.v1",
                "source_result.notified_by_agency.v1", "agency_source.classified.v1", "agency_source.forwarded.v1",
                "agency_intake.notified.v1", "urgent_search.notified.v1", "case.received_by_reorganisation.v1",
                "case.taken_over_by_superior.v1", "verification_request.sent.v1", "verification_request.answered.v1",
            ),
        ),
    ),
)  # fmt: skip
