"""Register SO-36: what was done on requests of foreign states (form 36). One entry a report on a request carried out,
or a summons served.
"""

from projections.registers.assistance import KINDS, OUTCOMES, document_number, wanted
from projections.registers.cells import acts, datum_of, day_given, day_of_act, first_of, number, recorded_by
from projections.registers.register import Opening, Register, columns, types
from projections.registers.so_34 import RECEIVED

REPORTED, SERVED, SENT = "assistance.result_reported.v1", "assistance_summons.served.v1", "assistance_result.sent.v1"

SO_36 = Register(
    id="SO-36",
    form_no="36",
    name_vi="Sổ giải quyết tương trợ tư pháp về hình sự của nước ngoài",
    name_en="Register of replies to foreign requests",
    group_vi="TTTP",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(REPORTED, SERVED), grain="act"),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("received_date", "Ngày tiếp nhận", "Received on", "date", day_given(REPORTED, SERVED, name="received_at")),
        (
            "executing_body", "Cơ quan thực hiện", "Carried out by", "party",
            datum_of(REPORTED, SERVED, name="issuer.agency"),
        ),
        ("doc_no", "Số văn bản", "Number of the document", "docno", document_number(REPORTED, SERVED)),
        (
            "doc_date", "Ngày văn bản", "Day of the document", "date",
            datum_of(REPORTED, SERVED, name="issuer.issued_on"),
        ),
        ("request_name", "Tên yêu cầu", "Request", "text", wanted(RECEIVED)),
        (
            "result", "Kết quả tương trợ", "Result", "result",
            first_of(datum_of(REPORTED, name="outcome", shown=OUTCOMES), datum_of(SERVED, name="result")),
        ),
        ("processing_no", "Văn bản xử lý: số", "Sent by: number", "docno", document_number(SENT)),
        ("processing_date", "Văn bản xử lý: ngày", "Sent: day", "date", day_of_act(SENT)),
        (
            "recipient", "Cơ quan nhận", "Sent to", "text",
            datum_of(RECEIVED, "assistance_summons.requested.v1", name="foreign_state", since="beginning"),
        ),
        ("handler", "Cán bộ thụ lý", "Officer in charge", "officer", recorded_by()),
        ("note", "Ghi chú", "Notes", "text", acts("assistance_request.closed.v1", "assistance.supervised.v1")),
    ),
)  # fmt: skip
