"""Register SO-23: decisions of courts to enforce judgments (form 23). One entry a convict, opened by the first act of
the file of the execution; a unit that receives the decision of a court to which it was delegated opens an entry of its
own.

Blank: the charge, which stands in the criminal case; that the court ends the execution, and that the limitation period
has run out, of which there are no acts.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import acts, blank, day_given, day_of_act, number, where
from projections.registers.enforced import (
    CLOSING,
    DECISION,
    DIED,
    KINDS,
    QUASHED,
    begun,
    convict,
    judgment,
    new_offence,
    penalty,
)
from projections.registers.register import Opening, Register, columns
from projections.registers.stages import reaching

DELEGATED = "enforcement.delegated.v1"
OPENS = reaching(
    "enforcement", "judgment_effective", "enforcement_ordered", "serving_prison", "serving_community", "clemency",
    "awaiting", "commuted", "stayed", "executed", "death_review", "death_pending", "deferred",
)  # fmt: skip


def entered(step: Step) -> bool:
    """Whether the file begins, or the decision to enforce the judgment is received."""
    return begun(step) or step.act.type == DECISION


def delegate_told(act: FileAct) -> bool:
    """Whether the act says when the other court received the delegation."""
    return act.data.received_by_delegate_at is not None


SO_23 = Register(
    id="SO-23",
    form_no="23",
    name_vi="Sổ theo dõi việc ra quyết định thi hành án của Tòa án",
    name_en="Register of decisions to enforce judgments",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(OPENS, when=entered),
    note="Tội danh nằm ở hồ sơ vụ án; chưa có hành vi đình chỉ, hưởng thời hiệu: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên, ngày sinh, nơi cư trú", "Convict", "person_profile", convict()),
        ("judgment", "Bản án, QĐ có hiệu lực (Tòa)", "Judgment in force", "act_ref", judgment()),
        ("charge", "Tội danh, điều luật", "Charge", "law_ref", blank()),
        ("penalty", "Hình phạt, mức án", "Penalty", "text", penalty()),
        ("entrust_out", "Ủy thác đi", "Delegated", "act_ref", acts(DELEGATED)),
        (
            "entrust_in", "Nhận ủy thác đến", "Delegation received on", "date",
            where(day_given(DELEGATED, name="received_by_delegate_at"), delegate_told),
        ),
        (
            "execution_decision", "QĐ thi hành án", "Enforcement decision", "act_ref",
            acts(DECISION, "death_execution_decision.received.v1"),
        ),
        ("cassation", "GĐT/TT hủy án, tuyên không phạm tội", "Judgment quashed", "act_ref", acts(QUASHED)),
        (
            "deferred", "Hoãn (lý do, thời hạn)", "Deferred", "act_ref_period",
            acts("imprisonment_deferral.decided.v1", "imprisonment_deferral.cancelled.v1", "execution.stayed.v1"),
        ),
        (
            "suspended", "Tạm đình chỉ (lý do, thời hạn)", "Suspended", "act_ref_period",
            acts("imprisonment.suspended.v1", "imprisonment.resumed.v1"),
        ),
        ("terminated", "Đình chỉ (lý do)", "Ended", "act_ref", blank()),
        (
            "exempted", "Miễn chấp hành", "Exempted", "act_ref",
            acts("exemption.proposed.v1", "sentence.exempted.v1"),
        ),
        ("limitation", "Hưởng thời hiệu", "Limitation", "act_ref", blank()),
        (
            "treatment", "Bắt buộc chữa bệnh", "Compulsory treatment", "act_ref",
            acts("prison_compulsory_treatment.ordered.v1"),
        ),
        ("death", "Chết", "Died on", "date", day_of_act(DIED)),
        (
            "new_offence", "Phạm tội mới", "New offence", "act_ref",
            where(acts("suspended_sentence.revoked.v1"), new_offence),
        ),
        ("wanted", "Truy nã", "Wanted", "act_ref", acts("convict.wanted.v1", "convict.recaptured.v1")),
        (
            "done", "Đã thi hành", "Enforced on", "date",
            day_given("sentence.completed.v1", "death_sentence.executed.v1", "amnesty.granted.v1", name="completed_on"),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "enforcement_decision.demanded.v1", "deferral_or_suspension.proposed.v1", "convict.surrendered.v1",
                "convict.escorted.v1", "imprisonment.commenced.v1", "community_sentence.commenced.v1",
                "suspended_sentence.revoked.v1", "fine_or_confiscation_enforcement.supervised.v1",
                "legal_person_penalty.enforced.v1", "prisoner_immediate_release.ordered.v1",
                "death_sentence.commuted.v1", "commuted_sentence.enforced.v1", *CLOSING,
            ),
        ),
    ),
)  # fmt: skip
