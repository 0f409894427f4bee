"""Register SO-15: appellate trials (form 15). One entry each time a case comes before the appellate court: its cells
tell what happened from there to the next appeal; the judgment, the appeals and the protests are those known before.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import (
    acts,
    case_accused,
    datum_of,
    days_of_acts,
    first_of,
    number_and_day,
    prosecutors,
    where,
)
from projections.registers.penalties import proposed
from projections.registers.register import Opening, Register, columns, kinds
from projections.registers.stages import reaching

APPEAL = "appeal_trial"
ANNULLED = (
    "judgment.annulled_for_reinvestigation.v1", "judgment.annulled_for_retrial.v1",
    "judgment.annulled_and_discontinued.v1",
)  # fmt: skip


def entered(step: Step) -> bool:
    """Whether the case comes before the appellate court."""
    return bool(step.after.stage == APPEAL != step.before.stage)


def on_appeal(act: FileAct) -> bool:
    """Whether the act, where it says so, is one of the appellate court."""
    return getattr(act.data, "instance", "appeal") == "appeal"


def asks_for_cassation(act: FileAct) -> bool:
    """Whether the review of a judgment ends with a report that proposes cassation."""
    return getattr(act.data, "proposal", None) == "cassation_report"


SO_15 = Register(
    id="SO-15",
    form_no="15",
    name_vi="Sổ THQCT, KSXX phúc thẩm các vụ án hình sự",
    name_en="Register of appellate trials",
    group_vi="KSXX",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(reaching("criminal_case", APPEAL), grain="act", when=entered),
    columns=columns(
        ("seq_date", "STT/ngày thụ lý", "Number and day of acceptance", "seq_date", number_and_day()),
        ("case_defendant", "Vụ án / bị cáo", "Case and defendants", "case_accused_profile", case_accused()),
        (
            "fi_judgment", "Bản án sơ thẩm (số, ngày, điều khoản, hình phạt)", "Judgment at first instance", "act_ref",
            acts("judgment.pronounced.v1", since="beginning"),
        ),
        ("prosecutor", "Kiểm sát viên", "Prosecutor", "officer", prosecutors()),
        (
            "judge", "Thẩm phán chủ tọa", "Presiding judge", "officer",
            datum_of("appeal_hearing.opened.v1", name="panel"),
        ),
        (
            "appeal", "Kháng cáo (ngày, người, nội dung)", "Appeals", "party_act_list",
            acts(
                "appeal.filed.v1", "appeal.notified.v1", "late_appeal.considered.v1", "appeal.amended.v1",
                since="beginning",
            ),
        ),
        (
            "protest", "Kháng nghị", "Protests", "act_ref_list",
            acts(
                "protest.issued.v1", "protest.sent.v1", "protest.amended.v1", "protest.withdrawn.v1",
                since="beginning",
            ),
        ),
        (
            "terminate", "Đình chỉ xét xử phúc thẩm", "Appellate trial discontinued", "act_ref",
            acts("appeal_trial.discontinued.v1"),
        ),
        (
            "trial_order", "Đưa vụ án ra xét xử", "Hearing ordered", "act_ref",
            acts("appeal_hearing.scheduled.v1"),
        ),
        ("trial_date", "Ngày xét xử", "Days of the hearing", "date_list", days_of_acts("appeal_hearing.opened.v1")),
        (
            "adjournment", "Tạm ngừng/hoãn", "Postponed or adjourned", "act_ref_list",
            acts("appeal_hearing.postponed.v1"),
        ),
        (
            "opinion", "Quan điểm của VKS tại phiên tòa", "Opinion of the procuracy", "text",
            first_of(
                datum_of("appellate_opinion.presented.v1", name="content", each=True),
                proposed("appeal", "sentence.proposed.v1"),
            ),
        ),
        (
            "judgment", "Bản án phúc thẩm", "Appellate judgment", "act_ref",
            where(acts("appeal_judgment.pronounced.v1", *ANNULLED), on_appeal),
        ),
        (
            "propose_cassation", "Đề nghị cấp trên kháng nghị GĐT/TT", "Cassation proposed", "act_ref",
            where(acts("judgment.reviewed.v1"), asks_for_cassation),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "appellate_file.received.v1", "appellate_file.returned.v1", "trial_prosecutor.assigned.v1",
                "evidence.passed_by_court.v1", "debate_reply.made.v1", "court_violation.noted.v1",
                "court_minutes.checked.v1", "judgment.received.v1", "judgment.reviewed.v1",
                "defendant.released.v1", "defendant.remanded_after_judgment.v1", "judgment.corrected.v1",
                "judgment.became_final.v1", "accused.died.v1",
            ),
        ),
    ),
)  # fmt: skip
