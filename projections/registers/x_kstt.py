"""Register X-KSTT: direct supervision of agencies (reconstructed form). One entry a decision to supervise directly.

Recommendations and protests are files of their own; what the conclusion demands stands in their cell. Demands that an
agency check itself, and inspections within the procuracy, are no direct supervision: they stand in no register.
"""

from projections.registers.cells import acts, datum_of, number, period
from projections.registers.petitions import UNSEEN
from projections.registers.register import Opening, Register, columns, kinds, types

ORDERED = (
    "custody_supervision.ordered.v1", "settlement_direct_supervision.ordered.v1",
    "source_direct_supervision.ordered.v1",
)  # fmt: skip
CONCLUDED = (
    "custody_supervision.concluded.v1", "settlement_supervision.concluded.v1",
    "source_direct_supervision.concluded.v1",
)  # fmt: skip

X_KSTT = Register(
    id="X-KSTT",
    form_no="",
    name_vi="Sổ theo dõi kiểm sát trực tiếp",
    name_en="Register of direct supervision",
    group_vi="Kiểm sát trực tiếp",
    confirmed="false",
    kinds=kinds("direct_supervision"),
    opening=Opening(types(*ORDERED)),
    note=UNSEEN,
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("decision", "QĐ kiểm sát trực tiếp", "Decision", "act_ref", acts(*ORDERED)),
        (
            "target", "Đơn vị được kiểm sát", "Supervised", "text",
            datum_of(*ORDERED, name=("facility", "addressee")),
        ),
        ("period", "Thời kỳ kiểm sát", "Period", "period", period(*ORDERED)),
        ("team", "Đoàn kiểm sát", "Team", "officer_list", datum_of(*ORDERED, name="team")),
        ("conclusion", "Kết luận", "Conclusion", "act_ref", acts(*CONCLUDED)),
        (
            "protest", "Kháng nghị, kiến nghị", "Demands", "act_ref_list",
            datum_of(*CONCLUDED, name="demands"),
        ),
        (
            "response", "Kết quả tiếp thu", "Response", "result",
            acts("petition_implementation.verified.v1"),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("source_direct_supervision.planned.v1", "direct_supervision.conducted.v1"),
        ),
    ),
)  # fmt: skip
