"""Register SO-01: decisions and documents on those who conduct proceedings and those who take part in them, from the
source of information to the decision on prosecution (form 01). One entry a file and unit.

An entry is opened by the first such document, as a rule the assignment of a prosecutor, unless the case is at a court
already: what is decided there stands in the registers of trials. (The official description names the assignment only;
a file of which another document came first would be missed.) Cells show the documents of the file, those of a later
trial among them, as far as the form has a column for them.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import acts, case_accused, charges, datum_of, first_of, number, where
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.so_04 import DESCRIBED
from projections.words import datum

AT_COURT = frozenset((
    "court", "trial", "suspended_by_court", "discontinued_by_court", "judged", "appealed", "appeal_trial", "final",
    "cassation", "reopening",
))  # fmt: skip
AT_TRIAL = ("trial", "appeal")  # phases that a prosecutor is assigned for
ASSIGNED = "prosecutor.assigned.v1"
REPLACEMENT = "investigator_replacement.demanded.v1"
REGISTRATION = ("counsel.registered.v1", "defence.registration_refused.v1")
OTHER = (
    "investigator.assigned.v1", "agency_investigators.assigned.v1", "defence.entry_deferred.v1",
    "defence.told_of_activity.v1", "person.summoned.v1", "person.invited.v1", "protection.requested.v1",
    "officer.recused.v1", "juvenile_case.acceptance_notified.v1", "juvenile_activity.notified.v1",
    "juvenile_support.requested.v1", "juvenile_protection.requested.v1", "juvenile_representative.changed.v1",
)  # fmt: skip
OPENS = types(
    "deputy.assigned.v1", ASSIGNED, "prosecutor.replaced.v1", REPLACEMENT, "interpreter.arranged.v1",
    "defence.registered.v1", "defence.appointment_requested.v1", "expert.replaced.v1",
    "juvenile_participation.decided.v1", *REGISTRATION, *OTHER,
)  # fmt: skip


def before_trial(step: Step) -> bool:
    """Whether the file is not at a court, and nobody is assigned for one."""
    return step.after.stage not in AT_COURT and datum(step.act, "phase") not in AT_TRIAL


def for_the_time_before_trial(act: FileAct) -> bool:
    """Whether a prosecutor is assigned for the time before the trial, or without a limit."""
    return datum(act.recorded.act, "phase") not in AT_TRIAL


def of_a_head(act: FileAct) -> bool:
    """Whether another head or deputy head of the investigating body is asked for."""
    return "thủ trưởng" in act.data.title.lower()


def of_an_investigator(act: FileAct) -> bool:
    """Whether another investigator or officer of the investigation is asked for."""
    return not of_a_head(act)


SO_01 = Register(
    id="SO-01",
    form_no="01",
    name_vi=(
        "Sổ đăng ký quyết định, văn bản về người tiến hành và người tham gia tố tụng"
        " (giai đoạn nguồn tin, điều tra, truy tố)"
    ),
    name_en="Register of decisions on those who conduct proceedings and those who take part",
    group_vi="THQCT-KSĐT",
    confirmed="partial",
    kinds=kinds("information_source", "criminal_case"),
    opening=Opening(OPENS, when=before_trial),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        (
            "case_accused", "Vụ án / bị can", "Case or accused", "case_accused",
            first_of(case_accused(), datum_of(*DESCRIBED, name=("denounced", "offence", "summary"))),
        ),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        (
            "deputy_assign", "QĐ phân công/thay đổi Phó Viện trưởng", "Deputy head assigned or replaced",
            "act_ref_list", acts("deputy.assigned.v1"),
        ),
        (
            "prosecutor_assign", "QĐ phân công/thay đổi KSV, Kiểm tra viên", "Prosecutors assigned or replaced",
            "act_ref_list", where(acts(ASSIGNED, "prosecutor.replaced.v1"), for_the_time_before_trial),
        ),
        (
            "req_change_head_ia", "Yêu cầu đổi Thủ trưởng/Phó Thủ trưởng CQĐT",
            "Demands to replace the head of the investigating body", "act_ref_list",
            where(acts(REPLACEMENT), of_a_head),
        ),
        (
            "req_change_investigator", "Yêu cầu đổi Điều tra viên, Cán bộ điều tra",
            "Demands to replace an investigator", "act_ref_list", where(acts(REPLACEMENT), of_an_investigator),
        ),
        (
            "interpreter", "Yêu cầu/đề nghị/QĐ về người phiên dịch, dịch thuật", "Interpreters and translators",
            "act_ref_list", acts("interpreter.arranged.v1"),
        ),
        (
            "counsel_notice", "Thông báo người bào chữa", "Defence counsel notified", "act_ref_list",
            acts("defence.registered.v1"),
        ),
        (
            "counsel_request", "Yêu cầu/đề nghị cử, đổi người bào chữa", "Requests to appoint counsel",
            "act_ref_list", acts("defence.appointment_requested.v1"),
        ),
        (
            "counsel_registration", "Thông báo/hủy bỏ/từ chối đăng ký bào chữa", "Registration of counsel",
            "act_ref_list", acts(*REGISTRATION),
        ),
        (
            "expert_change", "QĐ đổi người giám định, định giá", "Experts and valuers replaced", "act_ref_list",
            acts("expert.replaced.v1"),
        ),
        (
            "representative", "QĐ cho người đại diện, nhà trường, tổ chức tham gia",
            "Representatives, schools and organisations admitted", "act_ref_list",
            acts("juvenile_participation.decided.v1"),
        ),
        ("other_docs", "Lệnh, QĐ, văn bản khác", "Other documents", "act_ref_list", acts(*OTHER)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("recusal_request.received.v1", "obstruction_fine.imposed.v1", "case.received_by_reorganisation.v1"),
        ),
    ),
)  # fmt: skip
