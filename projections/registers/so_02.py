"""Register SO-02: orders, decisions and demands during the investigation (form 02). One entry a case and unit.

The form has no number of its own: entries follow the registration of the case, so an entry is opened as in SO-07. Its
columns are documents of the procuracy; what the investigating body did stands in the notes. The order of search is,
of the procuracy's own documents, only that of its own investigating body.
"""

from projections.registers.cells import acts, case_accused, charges
from projections.registers.register import Opening, Register, columns, kinds
from projections.registers.so_07 import OPENS, entered

SO_02 = Register(
    id="SO-02",
    form_no="02",
    name_vi="Sổ đăng ký lệnh, quyết định, yêu cầu trong giai đoạn điều tra",
    name_en="Register of orders, decisions and demands during the investigation",
    group_vi="THQCT-KSĐT",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(OPENS, when=entered),
    columns=columns(
        ("case_accused", "Vụ án / bị can", "Case or accused", "case_accused", case_accused()),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        (
            "transfer_jurisdiction", "QĐ chuyển vụ án theo thẩm quyền", "Transfers of the case", "act_ref_list",
            acts(
                "case.transferred.v1", "transferred_case.received.v1", "procuracy_competence.transferred.v1",
                "agency_transfer.requested.v1",
            ),
        ),
        (
            "approve_charge", "QĐ phê chuẩn QĐ khởi tố bị can", "Charges approved", "act_ref_list",
            acts("charge.approved.v1"),
        ),
        (
            "approve_change_charge", "QĐ phê chuẩn QĐ thay đổi/bổ sung khởi tố bị can",
            "Changes of charges approved", "act_ref_list", acts("charge.amendment_approved.v1"),
        ),
        (
            "cancel_charge", "QĐ hủy bỏ QĐ khởi tố bị can (gốc/thay đổi/bổ sung)", "Charges annulled", "act_ref_list",
            acts("charge.annulled.v1", "charge.amendment_annulled.v1", "charge.revocation_annulled.v1"),
        ),
        (
            "request_charge", "Yêu cầu khởi tố/bổ sung/thay đổi khởi tố bị can", "Charges demanded", "act_ref_list",
            acts("charge.demanded.v1"),
        ),
        (
            "cancel_case_decision", "QĐ hủy bỏ QĐ khởi tố hoặc không khởi tố vụ án", "Openings annulled",
            "act_ref_list", acts("opening.annulled.v1", "opening_amendment.annulled.v1"),
        ),
        (
            "own_case_initiation", "QĐ khởi tố/thay đổi/bổ sung vụ án của VKS", "Cases opened by the procuracy",
            "act_ref_list", acts("case.opened_by_procuracy.v1", "opening.amended_by_procuracy.v1"),
        ),
        (
            "own_charge", "QĐ khởi tố/thay đổi/bổ sung bị can của VKS", "Charges by the procuracy", "act_ref_list",
            acts(
                "accused.charged_by_procuracy.v1", "charge.changed_by_procuracy.v1",
                "charge.supplemented_by_procuracy.v1",
            ),
        ),
        (
            "join_split", "QĐ nhập/tách vụ án", "Joinders and splits", "act_ref_list",
            acts(
                "case.joined.v1", "case.joined_away.v1", "joinder.annulled.v1", "case.restored.v1", "case.split.v1",
                "case.opened_on_split.v1", "split.annulled.v1",
            ),
        ),
        (
            "refuse_extension", "QĐ không gia hạn điều tra", "Extensions refused", "act_ref_list",
            acts("investigation_extension.refused.v1"),
        ),
        (
            "propose_extension", "Đề nghị gia hạn điều tra", "Extensions proposed", "act_ref_list",
            acts(
                "investigation_extension.requested.v1", "investigation_extension.proposed.v1",
                "agency_extension.requested.v1",
            ),
        ),
        (
            "request_wanted", "Yêu cầu truy nã", "Wanted notices demanded", "act_ref_list",
            acts("wanted_notice.demanded.v1"),
        ),
        (
            "cancel_suspension", "QĐ hủy bỏ tạm đình chỉ điều tra (vụ án/bị can)", "Suspensions annulled",
            "act_ref_list", acts("investigation.suspension_annulled.v1"),
        ),
        (
            "request_resume", "Yêu cầu phục hồi điều tra", "Resumption demanded", "act_ref_list",
            acts("resumption.demanded.v1"),
        ),
        (
            "resume", "QĐ phục hồi điều tra", "Investigation resumed", "act_ref_list",
            acts("investigation.resumed_by_procuracy.v1"),
        ),
        (
            "search_approval", "Phê chuẩn/không phê chuẩn lệnh khám xét", "Searches approved or not", "act_ref_list",
            acts("search_warrant.approved.v1", "search_warrant.refused.v1"),
        ),
        (
            "mail_seizure", "Phê chuẩn/không phê chuẩn thu giữ thư tín, điện tín", "Seizures of mail approved or not",
            "act_ref_list", acts("mail_seizure.approved.v1", "mail_seizure.refused.v1"),
        ),
        ("search_own", "QĐ khám xét", "Searches ordered", "act_ref_list", acts("agency_search.ordered.v1")),
        (
            "experiment", "QĐ thực nghiệm điều tra", "Experiments ordered", "act_ref_list",
            acts("experiment.ordered_by_procuracy.v1"),
        ),
        ("confrontation", "QĐ đối chất", "Confrontations", "act_ref_list", acts("confrontation.held_by_prosecutor.v1")),
        (
            "refuse_expertise", "Thông báo không chấp nhận giám định/định giá", "Requests for expertise refused",
            "act_ref_list", acts("expert_request.refused.v1"),
        ),
        (
            "expertise", "QĐ trưng cầu giám định (bổ sung, lại, đặc biệt)", "Expertise requested", "act_ref_list",
            acts(
                "examination.requested_by_procuracy.v1", "reexamination.requested.v1",
                "special_reexamination.decided.v1", "valuation.requested.v1", "agency_examination.requested.v1",
            ),
        ),
        (
            "expertise_notice", "Thông báo kết luận giám định/định giá", "Conclusions of experts notified",
            "act_ref_list", acts("expert_conclusion.received.v1", "expert_conclusion.notified.v1"),
        ),
        (
            "request_documents", "Yêu cầu cung cấp tài liệu", "Documents demanded", "act_ref_list",
            acts("charge_evidence.demanded.v1", "investigation_documents.demanded.v1"),
        ),
        (
            "other_docs", "Lệnh, QĐ, văn bản khác", "Other documents", "act_ref_list",
            acts(
                "opening_annulment.demanded.v1", "opening_amendment.demanded.v1", "opening_annulment.notified.v1",
                "court_opening.protested.v1", "investigation.requested.v1", "investigation.extended.v1",
                "accused.interrogated_by_prosecutor.v1", "statement.taken_by_prosecutor.v1",
                "verification_minutes.made.v1", "investigation.conducted_by_procuracy.v1",
                "delegated_investigation.supervised.v1", "investigation.discontinuation_reviewed.v1",
                "investigation.discontinuation_annulled.v1", "holding.questioned.v1",
                "detainee_extraction.requested.v1", "verification_request.sent.v1",
                "decision.withdrawn_by_superior.v1", "lower_act.annulled_by_superior.v1",
            ),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "search.conducted.v1", "urgent_search.notified.v1", "examination.requested.v1",
                "experiment.conducted.v1", "investigation.delegated.v1", "charge_documents.served.v1",
                "conclusion.notified.v1", "agency_interrogation.recorded.v1", "verification_request.answered.v1",
                "request.answered.v1",
            ),
        ),
    ),
)  # fmt: skip
