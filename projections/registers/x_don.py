"""Register X-DON: petitions received, classified and handled (reconstructed form). One entry a petition; further ones
on the same matter stand in it.
"""

from projections.file_acts import FileAct
from projections.registers.cells import EMPTY, Filled, Reading, acts, computed, datum_of, day_given, number
from projections.registers.petitions import (
    COMPETENCES,
    CUSTODY,
    DENUNCIATION,
    KINDS,
    ONLINE,
    RECEIVED,
    SORTS,
    UNSEEN,
    content,
    sender,
)
from projections.registers.register import Opening, Register, columns, types

ON_DIVERSION = "diversion_complaint.received.v1"
OPENS = (*RECEIVED, CUSTODY, ONLINE, ON_DIVERSION)


def sort(reading: Reading) -> Filled:
    """What the petition is: as it says, else what its act says."""
    found = reading.concerned(frozenset(OPENS), since="beginning")
    return Filled(_sort(found[0]), found[0].position) if found else EMPTY


def _sort(act: FileAct) -> str:
    said = getattr(act.data, "sort", None)
    if said is None:
        said = {DENUNCIATION: "denunciation", ONLINE: "request"}.get(act.type, "complaint")
    return SORTS[said]


X_DON = Register(
    id="X-DON",
    form_no="",
    name_vi="Sổ tiếp nhận, phân loại, xử lý đơn",
    name_en="Register of petitions",
    group_vi="Khiếu tố",
    confirmed="false",
    kinds=KINDS,
    opening=Opening(types(*OPENS)),
    note=UNSEEN,
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        (
            "date", "Ngày nhận", "Received on", "date",
            day_given(*OPENS, name=("received_at", "submitted_at")),
        ),
        ("sender", "Người gửi", "Sender", "party", sender()),
        ("content", "Nội dung", "Content", "text", content()),
        (
            "classification", "Khiếu nại/tố cáo/kiến nghị/đề nghị GĐT/khác", "Class", "enum",
            computed(sort, *OPENS),
        ),
        (
            "competence", "Thẩm quyền", "Competence", "enum",
            datum_of("complaint.classified.v1", name="competence", shown=COMPETENCES),
        ),
        (
            "handling", "Xử lý (số, ngày)", "Handled by", "act_ref",
            acts(
                "complaint.classified.v1", "complaint.transferred.v1", "complaint.returned.v1",
                "complaint.not_accepted.v1", "complaint.accepted.v1", "custody_complaint.accepted.v1",
                "denunciation.accepted.v1", "denunciation.handled_as_source.v1", "online_petition.answered.v1",
            ),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("complaint.withdrawn.v1", "petition_status.shown_online.v1", "citizen.received.v1"),
        ),
    ),
)  # fmt: skip
