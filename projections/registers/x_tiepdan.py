"""Register X-TIEPDAN: citizens received in person (reconstructed form). One entry a visit."""

from projections.registers.cells import acts, datum_of, day_of_act, number, recorded_by
from projections.registers.petitions import COMPETENCES, KINDS, UNSEEN, VISIT
from projections.registers.register import Opening, Register, columns, types

X_TIEPDAN = Register(
    id="X-TIEPDAN",
    form_no="",
    name_vi="Sổ tiếp công dân",
    name_en="Register of citizens received",
    group_vi="Khiếu tố",
    confirmed="false",
    kinds=KINDS,
    opening=Opening(types(VISIT), grain="act"),
    note=UNSEEN,
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("date", "Ngày tiếp", "Received on", "date", day_of_act(VISIT)),
        ("citizen", "Họ tên, địa chỉ", "Citizen", "party", datum_of(VISIT, name="citizen")),
        ("content", "Nội dung", "Content", "text", datum_of(VISIT, name="subject")),
        (
            "classification", "Phân loại", "Class", "enum",
            datum_of("complaint.classified.v1", name="competence", shown=COMPETENCES),
        ),
        (
            "handling", "Hướng xử lý", "Handled by", "text",
            acts(
                "complaint.transferred.v1", "complaint.returned.v1", "complaint.not_accepted.v1",
                "complaint.accepted.v1", "custody_complaint.accepted.v1", "denunciation.accepted.v1",
                "denunciation.handled_as_source.v1",
            ),
        ),
        ("receiver", "Người tiếp", "Received by", "officer", recorded_by()),
        ("note", "Ghi chú", "Notes", "text", acts("complaint.received.v1", "complaint.withdrawn.v1")),
    ),
)  # fmt: skip
