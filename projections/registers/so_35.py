"""Register SO-35: replies of foreign states to requests of Viet Nam (form 35). One entry a reply.

Blank: the day of the foreign document, which the act does not name.
"""

from projections.registers.assistance import KINDS, OUTCOMES, document_number, wanted
from projections.registers.cells import acts, blank, datum_of, day_of_act, number, recorded_by
from projections.registers.register import Opening, Register, columns, types
from projections.registers.so_33 import DRAFTED, SENT

REPLY, FORWARDED = "assistance_result.received.v1", "assistance_result.forwarded.v1"

SO_35 = Register(
    id="SO-35",
    form_no="35",
    name_vi="Sổ giải quyết tương trợ tư pháp về hình sự của Việt Nam",
    name_en="Register of replies to Vietnamese requests",
    group_vi="TTTP",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(REPLY), grain="act"),
    note="Hành vi không nêu ngày của văn bản nước ngoài: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("received_date", "Ngày tiếp nhận", "Received on", "date", day_of_act(REPLY)),
        (
            "sender_state", "Nước gửi", "State", "party",
            datum_of(*DRAFTED, SENT, name="foreign_state", since="beginning"),
        ),
        ("doc_no", "Số văn bản", "Number of the document", "docno", document_number(REPLY)),
        ("doc_date", "Ngày văn bản", "Day of the document", "date", blank()),
        ("request_name", "Tên yêu cầu", "Request", "text", wanted(*DRAFTED, SENT)),
        ("result", "Kết quả tương trợ", "Result", "result", datum_of(REPLY, name="outcome", shown=OUTCOMES)),
        ("processing_no", "Văn bản xử lý: số", "Passed on by: number", "docno", document_number(FORWARDED)),
        ("processing_date", "Văn bản xử lý: ngày", "Passed on: day", "date", day_of_act(FORWARDED)),
        ("recipient", "Cơ quan nhận", "Passed on to", "text", datum_of(FORWARDED, name="to_agency")),
        ("handler", "Cán bộ thụ lý", "Officer in charge", "officer", recorded_by()),
        ("note", "Ghi chú", "Notes", "text", acts("assistance_request.closed.v1", "assistance.supervised.v1")),
    ),
)  # fmt: skip
