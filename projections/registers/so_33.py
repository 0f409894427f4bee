"""Register SO-33: requests of Viet Nam for mutual legal assistance in criminal matters (form 33). One entry a request,
opened when it comes to the supreme procuracy, or is sent abroad where no earlier act is on record.

A request that is drafted and not yet submitted stands in no register. Blank: persons and charges, which the acts do not
name.
"""

from projections.registers.assistance import KINDS, document_number, wanted
from projections.registers.cells import acts, blank, datum_of, day_given, number, recorded_by
from projections.registers.register import Opening, Register, columns, types

SUBMITTED, SENT = "assistance_request.submitted.v1", "assistance.request_sent.v1"
DRAFTED = ("assistance_request.drafted.v1", "assistance_request.drafted_by_procuracy.v1")
ABROAD = "assistance_request.sent_abroad.v1"
CHANNELS = {
    "central_authority": "cơ quan trung ương nước ngoài", "diplomatic": "Bộ Ngoại giao", "urgent": "kênh khẩn cấp",
}  # fmt: skip

SO_33 = Register(
    id="SO-33",
    form_no="33",
    name_vi="Sổ thụ lý hồ sơ tương trợ tư pháp về hình sự của Việt Nam",
    name_en="Register of Vietnamese requests for mutual legal assistance",
    group_vi="TTTP",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(SUBMITTED, SENT)),
    note="Yêu cầu mới lập, chưa gửi VKSND tối cao, chưa vào sổ. Hành vi không nêu đối tượng, tội danh: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("received_date", "Ngày tiếp nhận", "Received on", "date", day_given(SUBMITTED, SENT, name="received_at")),
        (
            "requesting_body", "Cơ quan yêu cầu trong nước", "Requesting body", "party",
            datum_of(DRAFTED[0], SUBMITTED, name="issuer.agency"),
        ),
        ("doc_no", "Số văn bản", "Number of the document", "docno", document_number(*DRAFTED, SUBMITTED, SENT)),
        (
            "file", "Hồ sơ", "File", "text",
            acts(*DRAFTED, "assistance_request.returned.v1", SUBMITTED),
        ),
        ("subject", "Đối tượng liên quan", "Persons concerned", "party", blank()),
        ("charge", "Tội danh", "Charge", "law_ref", blank()),
        ("request", "Nội dung yêu cầu", "Request", "text", wanted(*DRAFTED, SENT)),
        ("forward_no", "Số văn bản chuyển", "Number of the letter", "docno", document_number(ABROAD, SENT)),
        (
            "executing_body", "Nơi nhận thực hiện", "Sent to", "text",
            datum_of(ABROAD, *DRAFTED, SENT, name=("foreign_state", "channel"), each=True, shown=CHANNELS),
        ),
        ("handler", "Cán bộ thụ lý", "Officer in charge", "officer", recorded_by()),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "assistance_reminder.sent.v1", "assistance_result.received.v1", "assistance_result.forwarded.v1",
                "assistance_request.withdrawn.v1", "assistance_request.closed.v1", "assistance.supervised.v1",
            ),
        ),
    ),
)  # fmt: skip
