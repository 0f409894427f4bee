"""Register SO-31: judicial measures (form 31). One entry each time compulsory treatment is ordered for a person: an
accused in the criminal case, or the convict of a file of execution.

Blank: from when the measure was carried out, its early end and the certificate, of which there are no acts. The court's
decision on education in a reform school is not an act of the catalogue; the procuracy's proposal of it is.
"""

from projections.registers.cells import acts, blank, case_accused, datum_of, day_of_act, first_of, number
from projections.registers.enforced import CLOSING, DIED, convict, judgment
from projections.registers.register import Opening, Register, columns, kinds, types

ORDERED, IN_PRISON = "compulsory_treatment.ordered.v1", "prison_compulsory_treatment.ordered.v1"
PROPOSED = "court_measure.proposed.v1"

SO_31 = Register(
    id="SO-31",
    form_no="31",
    name_vi="Sổ kiểm sát thi hành các biện pháp tư pháp",
    name_en="Register of judicial measures",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=kinds("criminal_case", "enforcement"),
    opening=Opening(types(ORDERED, IN_PRISON), grain="act_person"),
    note="Quyết định của Tòa án về trường giáo dưỡng chưa có trong danh mục hành vi; cột không có hành vi: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Person", "person_profile", first_of(case_accused(), convict())),
        (
            "basis", "Bản án/QĐ áp dụng (trường giáo dưỡng, chữa bệnh)", "Basis", "act_ref",
            first_of(acts(PROPOSED, "judgment.pronounced.v1", since="beginning"), judgment()),
        ),
        (
            "order", "QĐ áp dụng, thi hành (biện pháp, thời hạn)", "Measure ordered", "act_ref_period",
            acts(ORDERED, IN_PRISON),
        ),
        ("body", "Cơ quan thi hành", "Carried out by", "text", datum_of(ORDERED, IN_PRISON, name="facility")),
        ("start_date", "Ngày thi hành", "Carried out since", "date", blank()),
        ("escape", "Trốn", "Escaped on", "date", day_of_act("detention_escape.recorded.v1")),
        (
            "death", "Chết", "Died on", "date",
            day_of_act("detainee_death.recorded.v1", "accused.died.v1", DIED),
        ),
        (
            "suspended", "Đình chỉ/hoãn/tạm đình chỉ", "Ended, deferred or suspended", "act_ref_list",
            acts("compulsory_treatment.ended.v1"),
        ),
        ("early_end", "Chấm dứt trước thời hạn", "Early end", "act_ref", blank()),
        ("completed", "Giấy chứng nhận", "Certificate", "act_ref", blank()),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("imprisonment.resumed.v1", "investigation.resumed.v1", "case.resumed.v1", *CLOSING),
        ),
    ),
)  # fmt: skip
