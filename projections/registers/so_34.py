"""Register SO-34: requests of foreign states for mutual legal assistance in criminal matters (form 34). One entry a
request, opened when it comes in.

Blank: charges, which the acts do not name. Of persons the acts name those who are to be summoned abroad.
"""

from projections.registers.assistance import KINDS, document_number, wanted
from projections.registers.cells import acts, blank, datum_of, day_given, number, recorded_by
from projections.registers.register import Opening, Register, columns, types

RECEIVED, SUMMONS = "assistance.request_received.v1", "assistance_summons.requested.v1"
FORWARDED, ASSIGNED = "assistance.forwarded.v1", "assistance.assigned.v1"

SO_34 = Register(
    id="SO-34",
    form_no="34",
    name_vi="Sổ thụ lý hồ sơ tương trợ tư pháp về hình sự của nước ngoài",
    name_en="Register of foreign requests for mutual legal assistance",
    group_vi="TTTP",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(RECEIVED, SUMMONS)),
    note="Không gồm dẫn độ. Hành vi không nêu tội danh: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("received_date", "Ngày tiếp nhận", "Received on", "date", day_given(RECEIVED, SUMMONS, name="received_at")),
        (
            "requesting_state", "Nước yêu cầu", "Requesting state", "party",
            datum_of(RECEIVED, SUMMONS, name="foreign_state"),
        ),
        ("doc_no", "Số văn bản", "Number of the document", "docno", document_number(RECEIVED, SUMMONS)),
        (
            "file", "Hồ sơ", "File", "text",
            acts(RECEIVED, SUMMONS, "assistance_supplement.requested.v1", "assistance_supplement.received.v1"),
        ),
        ("subject", "Đối tượng liên quan", "Persons concerned", "party", datum_of(SUMMONS, name="requested")),
        ("charge", "Tội danh", "Charge", "law_ref", blank()),
        ("request", "Nội dung yêu cầu", "Request", "text", wanted(RECEIVED)),
        ("forward_no", "Số văn bản chuyển", "Number of the letter", "docno", document_number(FORWARDED, ASSIGNED)),
        (
            "executing_body", "Nơi nhận thực hiện", "Sent to", "text",
            datum_of(FORWARDED, ASSIGNED, name="to"),
        ),
        ("handler", "Cán bộ thụ lý", "Officer in charge", "officer", recorded_by()),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "assistance_request.refused.v1", "assistance_request.postponed.v1",
                "assistance_request.reactivated.v1", "assistance_summons.served.v1", "assistance.result_reported.v1",
                "assistance_result.sent.v1", "assistance_request.closed.v1", "assistance.supervised.v1",
            ),
        ),
    ),
)  # fmt: skip
