"""Register SO-28: additional penalties (form 28). One entry a convict and unit.

An entry is opened when an additional penalty is enforced: residence prohibition and mandatory supervision, fines and
confiscation. Fines that are the principal penalty stand here as well, having no register of their own. Blank: breaches
of obligations and what followed, of which there are no acts.
"""

from projections.declaration import Step
from projections.registers.cells import acts, blank, datum_of, day_of_act, first_of, number
from projections.registers.enforced import CLOSING, DECISION, DIED, KINDS, OPENED, QUASHED, convict, judgment
from projections.registers.penalties import terms
from projections.registers.register import Opening, Register, columns, types
from projections.words import datum

COMMENCED = "community_sentence.commenced.v1"
MONEY = "fine_or_confiscation_enforcement.supervised.v1"
ADDITIONAL = frozenset((
    "residence_prohibition", "mandatory_supervision", "fine", "confiscation", "expulsion", "other",
))  # fmt: skip
DECIDED = ADDITIONAL - {"expulsion", "other"}  # may be principal penalties, of register SO-26


def additional(step: Step) -> bool:
    """Whether an additional penalty is enforced."""
    return step.act.type == MONEY or datum(step.act, "penalty") in DECIDED


SO_28 = Register(
    id="SO-28",
    form_no="28",
    name_vi="Sổ kiểm sát thi hành hình phạt bổ sung",
    name_en="Register of additional penalties",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(types(DECISION, COMMENCED, MONEY), when=additional),
    note="Gồm cả phạt tiền là hình phạt chính. Chưa có hành vi vi phạm nghĩa vụ, xử lý vi phạm: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Convict", "person_profile", convict()),
        ("judgment", "Bản án", "Judgment", "act_ref", judgment()),
        (
            "penalty", "Hình phạt, thời hạn", "Penalty", "text",
            first_of(terms(OPENED, kinds=ADDITIONAL), terms(COMMENCED, DECISION, kinds=ADDITIONAL)),
        ),
        (
            "start_date", "Ngày thi hành", "Enforced since", "date",
            first_of(datum_of(COMMENCED, name="since"), day_of_act(MONEY)),
        ),
        (
            "supervising_body", "Cơ quan giám sát", "Supervised by", "text",
            datum_of(COMMENCED, MONEY, name=("supervisor", "civil_enforcement_body")),
        ),
        ("violation", "Vi phạm nghĩa vụ", "Breach of obligations", "text", blank()),
        ("sanction", "Xử lý vi phạm", "What followed", "act_ref", blank()),
        ("death", "Chết", "Death", "text", acts(DIED)),
        ("completed", "Giấy chứng nhận", "Certificate", "act_ref", acts("sentence.completed.v1")),
        ("note", "Ghi chú", "Notes", "text", acts(MONEY, "sentence.exempted.v1", QUASHED, *CLOSING)),
    ),
)  # fmt: skip
