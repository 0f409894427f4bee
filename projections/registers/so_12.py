"""Register SO-12: orders, decisions and documents of the stage of prosecution (form 12). One entry a case and unit.

An entry is opened when the file comes in for the decision on prosecution, or by the first act after which it stands
there.

`withdraw_cancel` and `seconded_prosecutor` stay empty: no act of the procedure annuls the withdrawal of a prosecution,
and a prosecutor's secondment stands in the organisation, not in the file.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import acts, blank, case_accused, charges, having, number, where
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.stages import reaching
from projections.words import datum

RECEIVED = types(
    "file.received.v1", "transferred_case.received_for_prosecution.v1", "summary_proposal.received.v1",
)  # fmt: skip
STAGE = "prosecution"


def entered(step: Step) -> bool:
    """Whether the file comes in, or stands there for the first time."""
    return step.act.type in RECEIVED or (step.before.stage != STAGE and step.after.stage == STAGE)


def for_prosecution(act: FileAct) -> bool:
    """Whether a prosecutor is assigned for this stage, or without a limit."""
    return datum(act.recorded.act, "phase") in (None, STAGE, "all")


SO_12 = Register(
    id="SO-12",
    form_no="12",
    name_vi="Sổ đăng ký lệnh, quyết định, văn bản giai đoạn truy tố",
    name_en="Register of orders, decisions and documents of the stage of prosecution",
    group_vi="Truy tố",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(RECEIVED | reaching("criminal_case", STAGE), when=entered),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("case_accused", "Vụ án / bị can", "Case or accused", "case_accused", case_accused()),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        (
            "prosecutor_assign", "Phân công/thay đổi KSV", "Prosecutors assigned or replaced", "act_ref_list",
            where(acts("deputy.assigned.v1", "prosecutor.assigned.v1", "prosecutor.replaced.v1"), for_prosecution),
        ),
        (
            "split_join", "Tách/nhập vụ án", "Splits and joinders", "act_ref_list",
            acts("case.split_at_prosecution.v1", "case.joined_at_prosecution.v1"),
        ),
        (
            "transfer", "Chuyển/thụ lý theo thẩm quyền", "Transfers", "act_ref",
            acts(
                "case.transferred_for_prosecution.v1", "transferred_case.received_for_prosecution.v1",
                "case.sent_back_for_competence.v1",
            ),
        ),
        (
            "extension", "Gia hạn thời hạn truy tố", "Extension", "act_ref", acts("prosecution.extended.v1"),
        ),
        (
            "return", "Trả hồ sơ điều tra bổ sung", "File returned", "act_ref_list",
            acts("file.returned.v1", "file.taken_back.v1", "file.returned_for_reinvestigation.v1"),
        ),
        (
            "suspend", "Tạm đình chỉ/hủy tạm đình chỉ", "Suspension and its annulment", "act_ref_list",
            acts("case.suspended.v1", "case_suspension.annulled.v1"),
        ),
        ("terminate", "Đình chỉ", "Discontinuation", "act_ref", acts("case.discontinued.v1")),
        (
            "terminate_cancel", "Hủy bỏ đình chỉ", "Discontinuation annulled", "act_ref",
            acts("case_discontinuation.annulled.v1"),
        ),
        ("resume", "Phục hồi", "Resumption", "act_ref", acts("case.resumed.v1")),
        (
            "exhibits", "Xử lý vật chứng, tài sản kê biên, phong tỏa", "Exhibits and attached property", "act_ref_list",
            acts(
                "exhibit_list.attached.v1", "exhibits.disposed.v1", "exhibit_disposal.annulled.v1",
                "property.returned.v1", "property_return.annulled.v1",
            ),
        ),
        ("exhibit_transfer", "Chuyển vật chứng", "Exhibits transferred", "act_ref", acts("exhibits.transferred.v1")),
        (
            "indictment", "Cáo trạng / QĐ truy tố rút gọn", "Indictment", "act_ref",
            acts(
                "indictment.issued.v1", "indictment.issued_in_absence.v1", "indictment.replaced.v1",
                "summary_prosecution.decided.v1",
            ),
        ),
        ("withdraw", "Rút QĐ truy tố", "Prosecution withdrawn", "act_ref", acts("prosecution.withdrawn.v1")),
        ("withdraw_cancel", "Hủy QĐ rút truy tố", "Withdrawal annulled", "act_ref", blank()),
        (
            "ask_court_return", "Đề nghị Tòa trả hồ sơ", "Return asked of the court", "act_ref",
            acts("return.requested.v1"),
        ),
        (
            "trial_prosecutor", "Phân công/đổi KSV tại phiên tòa sơ thẩm", "Prosecutors for the trial",
            "act_ref_list", having(acts("trial_prosecutor.assigned.v1"), "instance", "first"),
        ),
        (
            "delegate_lower", "Phân công VKS cấp dưới THQCT, KSXX sơ thẩm", "Lower procuracy assigned", "act_ref",
            acts("lower_procuracy.told_to_prepare_trial.v1", "lower_procuracy.assigned.v1"),
        ),
        (
            "seconded_prosecutor", "Biệt phái KSV THQCT, KSXX sơ thẩm", "Prosecutor seconded", "act_ref", blank(),
        ),
        (
            "detainee_notice", "Thông báo vụ án có bị can tạm giam", "Court told of remand", "act_ref",
            acts("remand.notified_to_court.v1"),
        ),
        (
            "prosecution_notice", "Thông báo việc truy tố", "Prosecution notified", "act_ref",
            acts("decision.notified_to_parties.v1", "indictment.served.v1", "absentee.notified.v1"),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "file.received.v1", "file.refused_incomplete.v1", "conclusion.served_on_accused.v1",
                "summary_proposal.received.v1", "prosecution_documents.demanded.v1",
                "remand.extended_for_prosecution.v1", "measure.decided_at_prosecution.v1",
                "wanted_notice.demanded_at_prosecution.v1", "decision.sent_to_superior.v1",
                "summons_list.proposed.v1", "file.sent_to_court.v1", "court_supplement.sent.v1",
                "decision.withdrawn_by_superior.v1", "lower_act.annulled_by_superior.v1",
            ),
        ),
    ),
)  # fmt: skip
