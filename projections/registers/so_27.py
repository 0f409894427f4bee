"""Register SO-27: legal persons (form 27). One entry a legal person, opened when a penalty against it is enforced.

There are acts neither of coercion against legal persons nor of judicial measures against them: those cells stay blank.
"""

from projections.registers.cells import acts, blank, first_of, number
from projections.registers.enforced import CLOSING, DECISION, KINDS, QUASHED, convict, judgment, penalty
from projections.registers.penalties import terms
from projections.registers.register import Opening, Register, columns, types

ENFORCED = "legal_person_penalty.enforced.v1"

SO_27 = Register(
    id="SO-27",
    form_no="27",
    name_vi="Sổ kiểm sát thi hành án đối với pháp nhân thương mại",
    name_en="Register of execution against legal persons",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(ENFORCED)),
    note="Chưa có hành vi cưỡng chế, biện pháp tư pháp đối với pháp nhân: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("entity", "Tên, địa chỉ pháp nhân", "Legal person", "party", convict()),
        ("judgment", "Bản án, QĐ có hiệu lực", "Judgment in force", "act_ref", judgment()),
        (
            "penalty", "Hình phạt, biện pháp tư pháp", "Penalties", "text",
            first_of(penalty(), terms(ENFORCED)),
        ),
        (
            "exec_penalty", "Hình phạt: QĐ thi hành", "Penalty: decision", "act_ref", acts(DECISION, ENFORCED),
        ),
        ("coerce_penalty", "Hình phạt: cưỡng chế", "Penalty: coercion", "act_ref", blank()),
        (
            "done_penalty", "Hình phạt: giấy chứng nhận", "Penalty: certificate", "act_ref",
            acts("sentence.completed.v1"),
        ),
        ("exec_measure", "BPTP: QĐ thi hành", "Measure: decision", "act_ref", blank()),
        ("coerce_measure", "BPTP: cưỡng chế", "Measure: coercion", "act_ref", blank()),
        ("done_measure", "BPTP: giấy chứng nhận", "Measure: certificate", "act_ref", blank()),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("fine_or_confiscation_enforcement.supervised.v1", QUASHED, *CLOSING),
        ),
    ),
)  # fmt: skip
