"""Register SO-26: suspended sentences, non-custodial reform, expulsion, warning (form 26). One entry a convict and
unit.

An entry is opened by the decision to enforce such a penalty, or when the convict is handed over to those who supervise
him, whichever is recorded first. Blank: moves to and from another place, of which there are no acts.
"""

from projections.declaration import Step
from projections.registers.cells import acts, blank, datum_of, number, where
from projections.registers.enforced import (
    CLOSING,
    DECISION,
    DIED,
    KINDS,
    QUASHED,
    breach_of_duty,
    convict,
    decision,
    judgment,
    new_offence,
    penalty,
)
from projections.registers.register import Opening, Register, columns, types
from projections.words import datum

COMMENCED = "community_sentence.commenced.v1"
REVOKED = "suspended_sentence.revoked.v1"
AT_LARGE = frozenset(("suspended_sentence", "non_custodial_reform", "expulsion", "warning"))


def at_large(step: Step) -> bool:
    """Whether a principal penalty that is served at large is enforced."""
    return datum(step.act, "penalty") in (AT_LARGE if step.act.type == DECISION else AT_LARGE | {"other"})


SO_26 = Register(
    id="SO-26",
    form_no="26",
    name_vi="Sổ kiểm sát thi hành án treo, cải tạo không giam giữ, trục xuất, cảnh cáo",
    name_en="Register of penalties served at large",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(DECISION, COMMENCED), when=at_large),
    note="Chưa có hành vi chuyển đi, chuyển đến: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Convict", "person_profile", convict()),
        ("judgment", "Bản án, tội danh", "Judgment", "act_ref", judgment()),
        ("penalty", "Hình phạt, mức án", "Penalty", "text", penalty()),
        ("moved_in", "Chuyển đến", "Moved in", "transfer", blank()),
        ("moved_out", "Chuyển đi", "Moved away", "transfer", blank()),
        ("execution_decision", "QĐ thi hành án", "Enforcement decision", "act_ref", decision()),
        ("start_date", "Đã thi hành kể từ", "Enforced since", "date", datum_of(COMMENCED, name="since")),
        (
            "supervising_body", "Cơ quan giám sát giáo dục", "Supervised by", "text",
            datum_of(COMMENCED, name="supervisor"),
        ),
        ("new_offence", "Phạm tội mới", "New offence", "text", where(acts(REVOKED), new_offence)),
        ("violation", "Vi phạm nghĩa vụ", "Breach of obligations", "text", where(acts(REVOKED), breach_of_duty)),
        ("sanction", "Xử lý vi phạm", "What followed", "act_ref", acts(REVOKED)),
        ("cassation", "GĐT/TT hủy, chuyển hình phạt", "Judgment quashed", "act_ref", acts(QUASHED)),
        (
            "exempted", "Miễn chấp hành", "Exempted", "act_ref",
            acts("exemption.proposed.v1", "sentence.exempted.v1"),
        ),
        (
            "shortened", "Giảm thời hạn / rút ngắn thử thách", "Shortened", "act_ref_list",
            acts(
                "sentence_reduction_hearing.attended.v1", "sentence.reduced.v1",
                "suspended_sentence_probation.shortened.v1",
            ),
        ),
        ("completed", "Chấp hành xong", "Served", "act_ref", acts("sentence.completed.v1")),
        ("death", "Chết", "Death", "text", acts(DIED)),
        ("note", "Ghi chú", "Notes", "text", acts(*CLOSING)),
    ),
)  # fmt: skip
