"""Register SO-29: imprisonment deferred or suspended (form 29). One entry a decision to defer or to suspend; its cells
tell what happened from there to the next one.

Blank: the charge, which stands in the criminal case, and that the court ends the execution, of which there is no act.
"""

from projections.registers.cells import acts, blank, day_of_act, number
from projections.registers.enforced import CLOSING, DIED, KINDS, QUASHED, convict, decision, penalty
from projections.registers.register import Opening, Register, columns, types

DEFERRED, SUSPENDED = "imprisonment_deferral.decided.v1", "imprisonment.suspended.v1"

SO_29 = Register(
    id="SO-29",
    form_no="29",
    name_vi="Sổ kiểm sát hoãn, tạm đình chỉ chấp hành án phạt tù",
    name_en="Register of imprisonment deferred or suspended",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(DEFERRED, SUSPENDED), grain="act"),
    note="Tội danh nằm ở hồ sơ vụ án; chưa có hành vi đình chỉ: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Convict", "person_profile", convict()),
        ("charge", "Tội danh", "Charge", "law_ref", blank()),
        ("penalty", "Mức án", "Penalty", "text", penalty()),
        ("execution_decision", "QĐ thi hành án", "Enforcement decision", "act_ref", decision()),
        ("deferred", "QĐ hoãn (lý do, thời hạn)", "Deferred", "act_ref_period", acts(DEFERRED)),
        ("suspended", "QĐ tạm đình chỉ (lý do, thời hạn)", "Suspended", "act_ref_period", acts(SUSPENDED)),
        (
            "cancelled", "Hủy QĐ hoãn/TĐC", "Deferral cancelled", "act_ref",
            acts("imprisonment_deferral.cancelled.v1"),
        ),
        ("terminated", "Đình chỉ", "Ended", "act_ref", blank()),
        (
            "other_decision", "Miễn/bắt buộc chữa bệnh/tiếp tục thi hành", "Other decisions", "act_ref_list",
            acts(
                "sentence.exempted.v1", "prison_compulsory_treatment.ordered.v1", "imprisonment.resumed.v1",
                "amnesty.granted.v1",
            ),
        ),
        ("death", "Chết", "Died on", "date", day_of_act(DIED)),
        ("escape", "Trốn, truy nã", "Wanted", "act_ref", acts("convict.wanted.v1", "convict.recaptured.v1")),
        (
            "went", "Ngày và cách đi thi hành án", "How the convict went to serve", "text",
            acts("convict.surrendered.v1", "convict.escorted.v1", "imprisonment.commenced.v1"),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("deferral_or_suspension.proposed.v1", QUASHED, *CLOSING, since="beginning"),
        ),
    ),
)  # fmt: skip
