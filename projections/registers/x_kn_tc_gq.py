"""Register X-KN-TC-GQ: complaints and denunciations that the procuracy settles (reconstructed form). One entry a file
and unit; the procuracy to which the author complains again opens an entry of its own.

The last day for settling is no part of an act: it is counted (domain/limits) and stands among the deadlines; its cell
stays blank.
"""

from projections.registers.cells import acts, blank, datum_of, entered_on, first_of, number, several
from projections.registers.petitions import CUSTODY, KINDS, RECEIVED, UNSEEN, content, sender
from projections.registers.register import Opening, Register, columns, types

ACCEPTED = ("complaint.accepted.v1", "custody_complaint.accepted.v1")
DENUNCIATION = "denunciation.accepted.v1"
AGAIN = "complaint.escalated.v1"
SETTLED, CONCLUDED = "complaint.settled.v1", "denunciation.concluded.v1"
LEVELS = {"first": "lần đầu", "second": "lần hai", "final": "lần hai, có hiệu lực"}
TARGETS = {
    "prosecutor": "Kiểm sát viên", "inspector": "Kiểm tra viên", "deputy_head": "Phó Viện trưởng",
    "head": "Viện trưởng", "agency_head": "Thủ trưởng cơ quan", "approved_decision": "quyết định đã phê chuẩn",
    "custody": "việc giữ, bắt, tạm giữ, tạm giam",
}  # fmt: skip

X_KN_TC_GQ = Register(
    id="X-KN-TC-GQ",
    form_no="",
    name_vi="Sổ thụ lý giải quyết khiếu nại, tố cáo thuộc thẩm quyền",
    name_en="Register of complaints and denunciations settled",
    group_vi="Khiếu tố",
    confirmed="false",
    kinds=KINDS,
    opening=Opening(types(*ACCEPTED, DENUNCIATION, AGAIN)),
    note=f"{UNSEEN} Hạn giải quyết xem ở mục thời hạn.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("accept", "Ngày thụ lý", "Accepted on", "date", entered_on()),
        ("person", "Người khiếu nại, tố cáo", "Author", "party", sender()),
        (
            "against", "QĐ/hành vi bị khiếu nại", "Complained of", "text",
            first_of(
                datum_of(*RECEIVED, name="against"), datum_of(ACCEPTED[0], name="target", shown=TARGETS), content(),
            ),
        ),
        (
            "handler", "KSV", "Officers", "officer",
            datum_of("complaint_verifier.assigned.v1", name="verifiers"),
        ),
        ("due", "Hạn giải quyết", "Due", "date", blank()),
        (
            "decision", "QĐ giải quyết / kết luận", "Settlement", "act_ref",
            acts(SETTLED, CONCLUDED, "diversion_complaint.settled.v1"),
        ),
        (
            "level", "Lần giải quyết", "Level", "enum",
            first_of(
                datum_of(SETTLED, name="instance", shown=LEVELS), datum_of(ACCEPTED[0], name="level", shown=LEVELS),
            ),
        ),
        (
            "compliance", "Kết quả thi hành", "Compliance", "text",
            several(datum_of("settlement.remedied.v1", name="remedy"), datum_of(CONCLUDED, name="handling")),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                CUSTODY, AGAIN, "complaint_explanation.requested.v1", "complaint_verification.reported.v1",
                "denunciation_period.extended.v1", "first_settlement.became_effective.v1",
                "settlement_document.sent.v1", "complaint.withdrawn.v1",
            ),
        ),
    ),
)  # fmt: skip
