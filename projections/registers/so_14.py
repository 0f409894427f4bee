"""Register SO-14: trials at first instance (form 14). One entry a case and unit, with a line for the case and a line
for each accused.

An entry is opened when the court accepts the case, or by the first act after which the case stands at the court where
the file lacks the acceptance. A case that comes back to the same court after a return or a new trial keeps its entry.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import (
    acts,
    case_accused,
    datum_of,
    day_given,
    day_of_act,
    days_of_acts,
    first_of,
    number_and_day,
    period,
    prosecutors,
    where,
)
from projections.registers.penalties import proposed
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.stages import reaching

ACCEPTED = "case.accepted_by_court.v1"
AT_COURT = ("court", "trial", "judged")
BEEN_THERE = frozenset((
    *AT_COURT, "returned_by_court", "suspended_by_court", "discontinued_by_court", "appealed", "appeal_trial", "final",
    "cassation", "reopening",
))  # fmt: skip
REMAND = (
    "remand.ordered.v1", "remand.approved.v1", "remand.ordered_by_procuracy.v1",
    "arrest_for_remand.ordered_by_procuracy.v1", "remand.extended.v1", "remand.extended_for_prosecution.v1",
    "agency_measure.ordered.v1", "measure.decided_by_court.v1", "defendant.remanded_after_judgment.v1",
)  # fmt: skip


def entered(step: Step) -> bool:
    """Whether the court accepts the case, or it stands there for the first time."""
    if step.act.type == ACCEPTED:
        return True
    return step.before.stage not in BEEN_THERE and step.after.stage in AT_COURT


def remands(act: FileAct) -> bool:
    """Whether the measure that the act names, if it names one, is remand."""
    return getattr(act.data, "measure", "remand") == "remand"


def received(act: FileAct) -> bool:
    """Whether the act says when it reached the procuracy."""
    return getattr(act.data, "received_at", None) is not None


SO_14 = Register(
    id="SO-14",
    form_no="14",
    name_vi="Sổ THQCT và KSXX sơ thẩm các vụ án hình sự",
    name_en="Register of trials at first instance",
    group_vi="KSXX",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(types(ACCEPTED) | reaching("criminal_case", *AT_COURT), when=entered),
    sublines=True,
    columns=columns(
        ("seq_date", "STT/ngày thụ lý", "Number and day of acceptance", "seq_date", number_and_day()),
        (
            "case_defendant", "Vụ án / bị cáo (nhân thân)", "Case or defendant", "case_accused_profile",
            case_accused(),
        ),
        (
            "indictment", "QĐ truy tố (số, ngày, điều luật)", "Indictment", "act_ref",
            acts(
                "indictment.issued.v1", "indictment.issued_in_absence.v1", "indictment.replaced.v1",
                "summary_prosecution.decided.v1",
            ),
        ),
        ("prosecutor", "Kiểm sát viên", "Prosecutor", "officer", prosecutors()),
        (
            "judge", "Thẩm phán chủ tọa", "Presiding judge", "officer",
            first_of(datum_of(ACCEPTED, name="presiding_judge"), datum_of("trial.opened.v1", name="panel")),
        ),
        (
            "detention", "Tạm giam (từ ngày - đến ngày)", "Remand", "period",
            where(period(*REMAND, whole=False), remands),
        ),
        (
            "withdrawal", "VKS rút QĐ truy tố", "Prosecution withdrawn", "act_ref",
            acts("prosecution.withdrawn.v1", "prosecution.withdrawn_at_trial.v1"),
        ),
        (
            "pretrial", "QĐ của Tòa trước khi xét xử", "Court decisions before the trial", "act_ref_list",
            acts(
                "file.refused_by_court.v1", "trial_preparation.extended.v1", "measure.decided_by_court.v1",
                "court_supplement.requested.v1", "evidence.passed_by_court.v1", "file.returned_by_court.v1",
                "case.sent_back_for_competence.v1", "case.suspended_by_court.v1", "case.discontinued_by_court.v1",
                "case.resumed_by_court.v1",
            ),
        ),
        ("trial_order", "QĐ đưa vụ án ra xét xử", "Trial ordered", "act_ref", acts("trial.scheduled.v1")),
        (
            "penalty_proposed", "Mức hình phạt VKS đề nghị", "Penalty proposed", "text",
            proposed("first", "sentence.proposed.v1"),
        ),
        ("trial_date", "Ngày xét xử", "Days of the trial", "date_list", days_of_acts("trial.opened.v1")),
        (
            "adjournment", "Hoãn/tạm ngừng phiên tòa (lý do)", "Postponed or adjourned", "act_ref_list",
            acts("trial.postponed.v1", "trial.adjourned.v1"),
        ),
        (
            "judgment", "Bản án (số, ngày, nội dung)", "Judgment", "act_ref",
            acts("judgment.pronounced.v1", "judgment.corrected.v1"),
        ),
        (
            "judgment_received", "Ngày VKS nhận bản án", "Judgment received on", "date",
            first_of(
                day_of_act("judgment.received.v1"),
                where(day_given("judgment.pronounced.v1", name="received_at"), received),
            ),
        ),
        (
            "appeal", "Kháng cáo", "Appeals", "party_act_list",
            acts("appeal.filed.v1", "appeal.notified.v1", "late_appeal.considered.v1", "appeal.amended.v1"),
        ),
        (
            "protest", "Kháng nghị của VKS", "Protests", "act_ref_list",
            acts("protest.issued.v1", "protest.sent.v1", "protest.amended.v1", "protest.withdrawn.v1"),
        ),
        (
            "note", "Ghi chú (phiên tòa rút kinh nghiệm, bào chữa, rút gọn)", "Notes", "text",
            acts(
                "trial_prosecutor.assigned.v1", "defence.registered.v1", "counsel.registered.v1",
                "summary_procedure.applied.v1", "summary_procedure.applied_by_agency.v1",
                "summary_procedure.annulled.v1", "remand.notified_to_court.v1", "court_supplement.sent.v1",
                "return.requested.v1", "court_return.settled_by_supplement.v1", "court_return.declined.v1",
                "indictment.read.v1", "lesser_offence.concluded.v1", "debate_reply.made.v1",
                "court_violation.noted.v1", "court_minutes.checked.v1", "court_opening.protested.v1",
                "defendant.released.v1", "defendant.remanded_after_judgment.v1", "judgment.reviewed.v1",
                "judgment.sent_to_superior.v1", "judgment.became_final.v1", "judgment_clarification.requested.v1",
                "accused.died.v1",
            ),
        ),
    ),
)  # fmt: skip
