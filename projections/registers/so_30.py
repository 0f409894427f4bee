"""Register SO-30: conditional release (form 30). One entry a decision that grants it.

Blank: moves to and from another place, the body in charge, probation made shorter and the end of the execution by the
court, of which there are no acts; the charge stands in the criminal case.
"""

from projections.registers.cells import EMPTY, Filled, Reading, acts, blank, computed, day_of_act, number
from projections.registers.enforced import CLOSING, DIED, KINDS, QUASHED, convict, penalty
from projections.registers.register import Opening, Register, columns, types

GRANTED, COMMENCED = "conditional_release.granted.v1", "imprisonment.commenced.v1"


def served(reading: Reading) -> Filled:
    """From when to when the convict was in prison, and the days of remand that counted."""
    found = [act for act in reading.acts if act.type == COMMENCED and act.position < reading.entry.opened]
    if not found:
        return EMPTY
    began, credit = found[-1], found[-1].data.credit_days
    text = f"từ {began.day:%d/%m/%Y} đến {reading.entry.day:%d/%m/%Y}"
    return Filled(f"{text}, được trừ {credit} ngày" if credit else text, began.position)


SO_30 = Register(
    id="SO-30",
    form_no="30",
    name_vi="Sổ kiểm sát thi hành quyết định tha tù trước thời hạn có điều kiện",
    name_en="Register of conditional release",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(GRANTED), grain="act"),
    note="Chưa có hành vi chuyển đi, chuyển đến, rút ngắn thử thách, đình chỉ, cơ quan quản lý: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Convict", "person_profile", convict()),
        ("charge_penalty", "Tội danh, mức hình phạt", "Penalty", "text", penalty()),
        ("served", "Thời gian đã chấp hành", "Time served", "text", computed(served, COMMENCED)),
        ("parole", "QĐ tha tù (thời gian thử thách)", "Release granted", "act_ref", acts(GRANTED)),
        ("moved_out", "Chuyển đi", "Moved away", "transfer", blank()),
        ("moved_in", "Chuyển đến", "Moved in", "transfer", blank()),
        ("managing_body", "Cơ quan quản lý", "Body in charge", "text", blank()),
        ("shortened", "Rút ngắn thử thách", "Probation shortened", "act_ref", blank()),
        ("revoked", "Hủy tha tù", "Release revoked", "act_ref", acts("conditional_release.revoked.v1")),
        ("death", "Chết", "Died on", "date", day_of_act(DIED)),
        ("terminated", "Đình chỉ", "Ended", "act_ref", blank()),
        ("completed", "Giấy chứng nhận", "Certificate", "act_ref", acts("sentence.completed.v1")),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "conditional_release_opinion.issued.v1", "conditional_release.protested.v1", "prisoner.released.v1",
                "convict.wanted.v1", "convict.recaptured.v1", QUASHED, *CLOSING, since="beginning",
            ),
        ),
    ),
)  # fmt: skip
