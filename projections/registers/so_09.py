"""Register SO-09: discontinued cases (form 09). One entry a discontinuation and accused, or the case where the decision
names nobody."""

from projections.registers.cells import acts, case_accused, charges, number_and_day, opening_act, opening_datum
from projections.registers.in_charge import PROVISIONS, RESUMED, case_opened, charged, officers_in_charge
from projections.registers.register import Opening, Register, columns, kinds, types

SO_09 = Register(
    id="SO-09",
    form_no="09",
    name_vi="Sổ quản lý án hình sự đình chỉ",
    name_en="Register of discontinued cases",
    group_vi="Quản lý án",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(
        types(
            "investigation.discontinued.v1", "agency_investigation.discontinued.v1", "case.discontinued.v1",
            "case.discontinued_by_court.v1", "judgment.annulled_and_discontinued.v1",
        ),
        "act_person",
    ),
    columns=columns(
        ("seq_date", "STT/ngày vào sổ", "Number and day", "seq_date", number_and_day()),
        ("case_accused", "Vụ án / bị can", "Case or accused", "case_accused", case_accused()),
        ("case_initiation", "QĐ khởi tố vụ án", "Case opened", "act_ref", case_opened()),
        ("charge_decision", "QĐ khởi tố bị can", "Accused charged", "act_ref", charged()),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        (
            "officers", "ĐTV, KSV, Thẩm phán thụ lý", "Investigator, prosecutor, judge", "officer_list",
            officers_in_charge(),
        ),
        ("termination", "QĐ đình chỉ", "Discontinuation", "act_ref", opening_act()),
        (
            "reason", "Lý do đình chỉ (căn cứ)", "Ground", "reason",
            opening_datum("clause", "provision", "ground", shown=PROVISIONS),
        ),
        (
            "exhibits", "QĐ xử lý vật chứng", "Exhibits", "act_ref",
            acts(
                "exhibits.disposed.v1", "exhibit_disposal.annulled.v1", "property.returned.v1",
                "property_return.annulled.v1", whole=True,
            ),
        ),
        (
            "procuracy_action", "Tác động của VKS", "What the procuracy did", "act_ref_list",
            acts("resumption.demanded.v1", "recommendation.issued.v1", "protest.issued.v1", whole=True),
        ),
        (
            "review_conclusion", "Kết luận kiểm sát về đình chỉ và xử lý vật chứng", "Result of the supervision",
            "result", acts("investigation.discontinuation_reviewed.v1", whole=True),
        ),
        (
            "cancel", "QĐ hủy bỏ đình chỉ", "Discontinuation annulled", "act_ref",
            acts("investigation.discontinuation_annulled.v1", "case_discontinuation.annulled.v1", whole=True),
        ),
        ("resume", "QĐ phục hồi", "Resumption", "act_ref", acts(*RESUMED, whole=True)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "decision.notified_to_parties.v1", "decision.sent_to_superior.v1", "compulsory_treatment.ordered.v1",
                "compulsory_treatment.ended.v1", whole=True,
            ),
        ),
    ),
)  # fmt: skip
