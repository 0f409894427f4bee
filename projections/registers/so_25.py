"""Register SO-25: imprisonment (form 25). One entry a prisoner and unit, opened when the convict begins to serve; a
unit at whose place the convict serves later opens an entry of its own.

Time on remand is recorded as days that count into the term, not from and to. Blank: moves to and from another place,
the end of the execution by the court, breaches of discipline and what followed, of which there are no acts; the day of
an escape, of which the wanted notice is what is recorded here.
"""

from projections.declaration import Step
from projections.registers.cells import acts, blank, datum_of, day_of_act, during, number
from projections.registers.enforced import CLOSING, DIED, KINDS, QUASHED, convict, decision, judgment, penalty
from projections.registers.register import Opening, Register, columns
from projections.registers.stages import reaching

PRISON = "serving_prison"
COMMENCED = "imprisonment.commenced.v1"
RECAPTURED = "convict.recaptured.v1"


def entered(step: Step) -> bool:
    """Whether the convict is in prison from the act on."""
    return bool(step.after.stage == PRISON != step.before.stage)


SO_25 = Register(
    id="SO-25",
    form_no="25",
    name_vi="Sổ kiểm sát thi hành án phạt tù",
    name_en="Register of imprisonment",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(reaching("enforcement", PRISON), when=entered),
    note="Chưa có hành vi chuyển đi, chuyển đến, đình chỉ, ngày trốn, kỷ luật: để trống. Cột 5 là số ngày được trừ.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Convict", "person_profile", convict()),
        ("judgment", "Bản án, tội danh", "Judgment", "act_ref", judgment()),
        ("penalty", "Mức án", "Penalty", "text", penalty()),
        (
            "detention_credit", "Tạm giam từ - đến", "Days of remand that count", "period",
            datum_of(COMMENCED, name="credit_days"),
        ),
        ("execution_decision", "QĐ thi hành án", "Enforcement decision", "act_ref", decision()),
        (
            "commitment", "QĐ đưa đến nơi chấp hành, ngày đến", "Commitment", "act_ref",
            acts("convict.surrendered.v1", "convict.escorted.v1", COMMENCED),
        ),
        ("moved_out", "Chuyển đi", "Moved away", "transfer", blank()),
        ("moved_in", "Chuyển đến", "Moved in", "transfer", blank()),
        (
            "reduction", "Giảm thời hạn", "Reductions", "act_ref_list",
            acts("sentence_reduction_hearing.attended.v1", "sentence.reduced.v1"),
        ),
        (
            "suspended", "Tạm đình chỉ", "Suspended", "act_ref",
            acts("deferral_or_suspension.proposed.v1", "imprisonment.suspended.v1", "imprisonment.resumed.v1"),
        ),
        (
            "treatment", "Bắt buộc chữa bệnh", "Compulsory treatment", "act_ref",
            acts("prison_compulsory_treatment.ordered.v1"),
        ),
        ("terminated", "Đình chỉ", "Ended", "act_ref", blank()),
        ("cassation", "GĐT/TT hủy án", "Judgment quashed", "act_ref", acts(QUASHED)),
        (
            "pp_release", "VKS trả tự do", "Released by the procuracy", "act_ref",
            acts("prisoner_immediate_release.ordered.v1"),
        ),
        (
            "exempted", "Miễn chấp hành", "Exempted", "act_ref",
            acts("exemption.proposed.v1", "sentence.exempted.v1"),
        ),
        ("amnesty", "Đặc xá", "Amnesty", "act_ref", acts("amnesty_file.supervised.v1", "amnesty.granted.v1")),
        (
            "parole", "Tha tù trước thời hạn có điều kiện", "Conditional release", "act_ref",
            acts(
                "conditional_release_opinion.issued.v1", "conditional_release.granted.v1",
                "conditional_release.refused.v1", "conditional_release.revoked.v1",
                "conditional_release.protested.v1",
            ),
        ),
        (
            "completed", "Chấp hành xong (giấy chứng nhận)", "Served", "act_ref",
            acts("sentence.completed.v1", "prisoner.released.v1"),
        ),
        ("death", "Chết", "Death", "text", acts(DIED)),
        ("escape", "Trốn", "Escaped on", "date", blank()),
        ("wanted", "Truy nã", "Wanted", "act_ref", acts("convict.wanted.v1")),
        ("recaptured", "Bắt lại", "Arrested again on", "date", day_of_act(RECAPTURED)),
        (
            "recapture_decision", "Xử lý khi bắt lại", "What followed", "act_ref",
            during(acts(COMMENCED, "imprisonment.resumed.v1"), RECAPTURED),
        ),
        ("violation", "Vi phạm kỷ luật", "Breaches of discipline", "text", blank()),
        ("discipline", "Xử lý kỷ luật", "Discipline", "act_ref", blank()),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("suspended_sentence.revoked.v1", "commuted_sentence.enforced.v1", *CLOSING),
        ),
    ),
)  # fmt: skip
