"""Register SO-08: suspended cases (form 08). One entry a suspension and accused, or the case where the decision names
nobody.

An entry stays open for years; it tells what happened from the suspension to the next one of the same accused.
"""

from projections.registers.cells import acts, case_accused, charges, number_and_day, opening_act, opening_datum
from projections.registers.in_charge import PROVISIONS, RESUMED, case_opened, charged, officers_in_charge
from projections.registers.register import Opening, Register, columns, kinds, types

SO_08 = Register(
    id="SO-08",
    form_no="08",
    name_vi="Sổ quản lý án hình sự tạm đình chỉ",
    name_en="Register of suspended cases",
    group_vi="Quản lý án",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(
        types(
            "investigation.suspended.v1", "agency_investigation.suspended.v1", "case.suspended.v1",
            "case.suspended_by_court.v1",
        ),
        "act_person",
    ),
    columns=columns(
        ("seq_date", "STT/ngày thụ lý", "Number and day", "seq_date", number_and_day()),
        ("case_accused", "Vụ án / bị can", "Case or accused", "case_accused", case_accused()),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        ("case_initiation", "QĐ khởi tố vụ án", "Case opened", "act_ref", case_opened()),
        ("charge_decision", "QĐ khởi tố bị can", "Accused charged", "act_ref", charged()),
        (
            "officers", "KSV, ĐTV, Thẩm phán thụ lý", "Prosecutor, investigator, judge", "officer_list",
            officers_in_charge(),
        ),
        ("suspension", "QĐ tạm đình chỉ", "Suspension", "act_ref", opening_act()),
        (
            "reason", "Lý do tạm đình chỉ (căn cứ)", "Ground", "reason",
            opening_datum("clause", "provision", "ground", shown=PROVISIONS),
        ),
        (
            "wanted", "QĐ truy nã/đình nã", "Wanted notices", "act_ref_list",
            acts("wanted_notice.issued.v1", "wanted_notice.withdrawn.v1", since="beginning"),
        ),
        (
            "procuracy_action", "Tác động của VKS", "What the procuracy did", "act_ref_list",
            acts(
                "resumption.demanded.v1", "wanted_notice.demanded.v1", "wanted_notice.demanded_at_prosecution.v1",
                "investigation.requested.v1", "investigation_documents.demanded.v1", "recommendation.issued.v1",
                whole=True,
            ),
        ),
        (
            "cancel", "QĐ hủy bỏ tạm đình chỉ", "Suspension annulled", "act_ref",
            acts("investigation.suspension_annulled.v1", "case_suspension.annulled.v1", whole=True),
        ),
        ("resume", "QĐ phục hồi", "Resumption", "act_ref", acts(*RESUMED, whole=True)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "investigation.discontinued.v1", "agency_investigation.discontinued.v1", "case.discontinued.v1",
                "case.discontinued_by_court.v1", "accused.died.v1", "compulsory_treatment.ordered.v1",
                "compulsory_treatment.ended.v1", "case.joined_away.v1", "request.answered.v1", whole=True,
            ),
        ),
    ),
    note="The entry stays open into the following procuracy years under its number (số cũ).",
)  # fmt: skip
