"""Register SO-10: files returned for supplementary investigation (form 10). One entry a return of the file.

An entry is opened when the procuracy returns the file to the investigating body, or the court to the procuracy. A file
that the procuracy passes on because the court returned it has the entry of the court's return.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import (
    EMPTY,
    Computed,
    Filled,
    Reading,
    acts,
    case_accused,
    charges,
    computed,
    happened,
    having,
    number,
    opening_act,
    opening_datum,
    prosecutors,
    where,
)
from projections.registers.in_charge import investigators, judge
from projections.registers.register import Opening, Register, columns, kinds, types

OWN, BY_COURT = "file.returned.v1", "file.returned_by_court.v1"
GIVEN, BACK = "file.taken_back.v1", "file.received.v1"
GROUNDS = {
    "evidence": "thiếu chứng cứ để chứng minh",
    "other_offence": "có hành vi khác mà BLHS quy định là tội phạm",
    "accomplice": "có người đồng phạm hoặc người phạm tội khác",
    "procedure": "vi phạm nghiêm trọng về thủ tục tố tụng",
}
CONCLUDED = "supplementary_investigation.concluded.v1"


def returns(step: Step) -> bool:
    """Whether the file is returned, and not only passed on after a return by the court."""
    return step.act.type == BY_COURT or step.before.stage != "returned_by_court"


def handed_over(reading: Reading) -> Filled:
    """The days on which the investigating body took the file, and the procuracy had it back; None for not yet."""
    found = reading.concerned(frozenset((GIVEN, BACK)), whole=True, since="opening")
    if not found:
        return EMPTY
    days = {act.type: act.day for act in reversed(found)}
    return Filled((days.get(GIVEN), days.get(BACK)), found[-1].position)


def passed_on(reading: Reading) -> Filled:
    """The return to the investigating body after the court's: not the act that opened the entry."""
    found = tuple(act for act in reading.concerned(frozenset((OWN,))) if act.position != reading.entry.opened)
    return Filled(found, found[-1].position) if found else EMPTY


def keeps_proposal(act: FileAct) -> bool:
    """Whether the conclusion stays beside the earlier one."""
    return not act.data.replaces_earlier


SO_10 = Register(
    id="SO-10",
    form_no="10",
    name_vi="Sổ quản lý án hình sự trả hồ sơ điều tra bổ sung",
    name_en="Register of files returned for supplementary investigation",
    group_vi="Quản lý án",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(types(OWN, BY_COURT), "act", when=returns),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("case_accused", "Vụ án / bị can", "Case or accused", "case_accused", case_accused()),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        ("prosecutor", "KSV thụ lý", "Prosecutor", "officer", prosecutors()),
        ("investigator", "ĐTV thụ lý", "Investigator", "officer", investigators()),
        ("judge", "Thẩm phán thụ lý", "Judge", "officer", judge()),
        ("return_decision", "QĐ trả hồ sơ (cơ quan trả)", "Return", "act_ref", opening_act()),
        (
            "reason", "Lý do trả hồ sơ", "Reasons", "reason",
            opening_datum("grounds", "matters", shown=GROUNDS),
        ),
        (
            "handover_dates", "Ngày giao/nhận hồ sơ", "Handed over and received on", "date_pair",
            computed(handed_over, GIVEN, BACK),
        ),
        (
            "ia_terminate", "CQĐT: đình chỉ vụ án/bị can", "Investigating body: discontinued", "act_ref",
            acts("investigation.discontinued.v1", "agency_investigation.discontinued.v1"),
        ),
        (
            "ia_suspend", "CQĐT: tạm đình chỉ", "Investigating body: suspended", "act_ref",
            acts("investigation.suspended.v1", "agency_investigation.suspended.v1"),
        ),
        (
            "ia_keep", "CQĐT: giữ nguyên đề nghị truy tố", "Investigating body: proposal kept", "bool",
            where(happened(CONCLUDED), keeps_proposal),
        ),
        (
            "ia_change", "CQĐT: đổi quan điểm đề nghị truy tố", "Investigating body: proposal changed", "bool",
            having(happened(CONCLUDED), "replaces_earlier", True),
        ),
        (
            "pp_keep_to_court", "VKS giữ nguyên cáo trạng, chuyển lại Tòa",
            "Procuracy: indictment kept, file back to the court", "act_ref",
            acts("court_return.declined.v1", "court_return.settled_by_supplement.v1"),
        ),
        (
            "pp_back_to_ia", "VKS trả CQĐT theo yêu cầu của Tòa", "Procuracy: returned as the court asked", "act_ref",
            Computed(types(OWN), passed_on, of_acts=True),
        ),
        ("pp_suspend", "VKS: tạm đình chỉ", "Procuracy: suspended", "act_ref", acts("case.suspended.v1")),
        ("pp_terminate", "VKS: đình chỉ", "Procuracy: discontinued", "act_ref", acts("case.discontinued.v1")),
        (
            "pp_change_indictment", "VKS: thay đổi cáo trạng", "Procuracy: indictment replaced", "act_ref",
            acts("indictment.replaced.v1"),
        ),
        (
            "pp_keep_indictment", "VKS: giữ nguyên cáo trạng", "Procuracy: indictment kept", "bool",
            happened("court_return.declined.v1", "court_return.settled_by_supplement.v1"),
        ),
        (
            "other", "Xử lý khác", "Other", "text",
            acts(
                "indictment.issued.v1", "indictment.issued_in_absence.v1", "summary_prosecution.decided.v1",
                "prosecution.withdrawn.v1", "case.transferred_for_prosecution.v1",
            ),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                CONCLUDED, "return.requested.v1", "file.sent_to_court.v1", "court_supplement.sent.v1",
                "decision.notified_to_parties.v1",
            ),
        ),
    ),
)  # fmt: skip
