"""Register SO-16: cassation and reopening (form 16). One entry a protest against a judgment in force; its cells tell
what happened from there to the next protest.

A protest against a death judgment stands in the file of its execution, and so in register SO-18.
"""

from projections.file_acts import FileAct
from projections.registers.cells import acts, case_accused, day_of_act, number_and_day, where
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.so_15 import ANNULLED, asks_for_cassation

PROTESTS = ("cassation.protested.v1", "cassation.protested_by_court.v1", "reopening.protested.v1")
CHANGED = "cassation.protest_changed.v1"


def withdraws(act: FileAct) -> bool:
    """Whether the protest is withdrawn, wholly or in part."""
    return str(act.data.change).startswith("withdraw")


def stands(act: FileAct) -> bool:
    """Whether the act is a protest, or changes one without withdrawing it."""
    return act.type != CHANGED or not withdraws(act)


def on_review(act: FileAct) -> bool:
    """Whether the act, where it says so, is one of the court that reviews."""
    return getattr(act.data, "instance", "cassation") != "appeal"


SO_16 = Register(
    id="SO-16",
    form_no="16",
    name_vi="Sổ THQCT và KSXX giám đốc thẩm, tái thẩm các vụ án hình sự",
    name_en="Register of cassation and reopening",
    group_vi="KSXX",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(types(*PROTESTS), grain="act"),
    columns=columns(
        ("seq_date", "STT/ngày thụ lý", "Number and day", "seq_date", number_and_day()),
        ("case_defendant", "Vụ án / bị cáo", "Case and defendants", "case_accused_profile", case_accused()),
        (
            "judgment", "Bản án bị kháng nghị", "Judgment protested", "act_ref",
            acts(
                "judgment.pronounced.v1", "appeal_judgment.pronounced.v1", "judgment.became_final.v1",
                since="beginning",
            ),
        ),
        (
            "protest", "Kháng nghị (cơ quan ban hành)", "Protest", "act_ref",
            where(acts(*PROTESTS, CHANGED), stands),
        ),
        ("withdraw", "Rút kháng nghị", "Protest withdrawn", "act_ref", where(acts(CHANGED), withdraws)),
        ("trial_date", "Ngày xét xử", "Day of the hearing", "date", day_of_act("cassation_hearing.opened.v1")),
        (
            "decision", "QĐ của Hội đồng GĐT/TT", "Decision", "act_ref",
            where(acts("cassation.decided.v1", "review.discontinued.v1", *ANNULLED), on_review),
        ),
        (
            "retrial_fi", "Kết quả xét xử lại sơ thẩm", "New trial at first instance", "result",
            acts("judgment.pronounced.v1"),
        ),
        (
            "retrial_app", "Kết quả xét xử lại phúc thẩm", "New appellate trial", "result",
            acts("appeal_judgment.pronounced.v1"),
        ),
        (
            "reinvestigation", "Chuyển hồ sơ điều tra lại (số, ngày)", "File sent for a new investigation", "act_ref",
            acts("file.returned_for_reinvestigation.v1", "reinvestigation.accepted.v1"),
        ),
        (
            "propose_supreme", "Báo cáo đề nghị VKSNDTC kháng nghị", "Protest of the supreme procuracy proposed",
            "act_ref", where(acts("judgment.reviewed.v1"), asks_for_cassation),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "cassation.requested.v1", "file.called_by_court.v1", "cassation.file_requested.v1",
                "cassation.protest_declined.v1", "cassation.protest_declined_by_court.v1",
                "new_circumstances.verified.v1", "cassation.execution_suspended.v1", "cassation_opinion.presented.v1",
                since="beginning",
            ),
        ),
    ),
)  # fmt: skip
