"""Register X-KN-TC-KS: how other bodies settle complaints and denunciations (reconstructed form). One entry a file.

Recommendations and protests are files of their own (register SO-32 and the petitions); their cell stays blank.
"""

from projections.registers.cells import acts, blank, datum_of, number
from projections.registers.petitions import KINDS, NOTIFIED, UNSEEN, content, sender
from projections.registers.register import Opening, Register, columns, types

DEMANDED, FILES = "settlement.demanded.v1", "settlement_files.demanded.v1"
SETTLED = "complaint.settled_by_agency.v1"

X_KN_TC_KS = Register(
    id="X-KN-TC-KS",
    form_no="",
    name_vi="Sổ kiểm sát việc giải quyết khiếu nại, tố cáo trong hoạt động tư pháp",
    name_en="Register of settlements by other bodies",
    group_vi="Khiếu tố",
    confirmed="false",
    kinds=KINDS,
    opening=Opening(types(NOTIFIED, DEMANDED, FILES, SETTLED)),
    note=f"{UNSEEN} Kiến nghị, kháng nghị là hồ sơ riêng.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        (
            "body", "Cơ quan giải quyết", "Body", "text",
            datum_of(NOTIFIED, SETTLED, DEMANDED, FILES, name=("issuer.agency", "addressee")),
        ),
        ("person", "Người khiếu nại, tố cáo", "Author", "party", sender()),
        ("content", "Nội dung", "Content", "text", content()),
        ("result", "QĐ giải quyết (số, ngày)", "Settlement", "act_ref", acts(SETTLED, NOTIFIED)),
        (
            "measure", "Yêu cầu, kiểm sát trực tiếp, kết luận", "Demands and conclusion", "act_ref_list",
            acts(DEMANDED, FILES, "settlement_supervision.closed.v1"),
        ),
        ("protest", "Kiến nghị, kháng nghị", "Recommendations and protests", "act_ref_list", blank()),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("complaint.classified.v1", "complaint.transferred.v1", "complaint.withdrawn.v1"),
        ),
    ),
)  # fmt: skip
