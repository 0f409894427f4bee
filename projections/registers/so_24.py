"""Register SO-24: persons sentenced to death in custody (form 24). One entry a person, opened as in register SO-18.

The charge stands in the criminal case; of an escape the wanted notice and the arrest are recorded.
"""

from projections.file_acts import FileAct
from projections.registers.cells import acts, blank, day_of_act, number, where
from projections.registers.enforced import CLOSING, DIED, KINDS, QUASHED, convict, judgment
from projections.registers.register import Opening, Register, columns
from projections.registers.so_18 import OPENS, sentenced_to_death

ATTENDED = "death_execution.supervised.v1"


def carried_out(act: FileAct) -> bool:
    """Whether the sentence was carried out, not put off at the place of execution."""
    return not getattr(act.data, "postponed", False)


SO_24 = Register(
    id="SO-24",
    form_no="24",
    name_vi="Sổ kiểm sát việc giam giữ người bị kết án tử hình",
    name_en="Register of persons sentenced to death in custody",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(OPENS, when=sentenced_to_death),
    note="Tội danh nằm ở hồ sơ vụ án: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên", "Convict", "person_profile", convict()),
        ("charge", "Tội danh, điều luật", "Charge", "law_ref", blank()),
        ("death_judgment", "Bản án tử hình", "Death judgment", "act_ref", judgment()),
        (
            "other_judgment", "Bản án tuyên hình phạt khác", "Judgment with another penalty", "act_ref",
            acts(QUASHED, "commuted_sentence.enforced.v1"),
        ),
        (
            "clemency", "Ân giảm", "Clemency", "act_ref",
            acts("clemency.petitioned.v1", "clemency.decided.v1", "death_sentence.commuted.v1"),
        ),
        (
            "execution_order", "QĐ thi hành/hoãn", "Execution ordered or stayed", "act_ref_list",
            acts("death_execution_decision.received.v1", "execution.stayed.v1"),
        ),
        (
            "executed", "Đã thi hành", "Executed on", "date",
            where(day_of_act("death_sentence.executed.v1", ATTENDED), carried_out),
        ),
        ("escape", "Trốn, bắt lại", "Escape and arrest", "text", acts("convict.wanted.v1", "convict.recaptured.v1")),
        ("death", "Chết", "Died on", "date", day_of_act(DIED)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "death_judgment_dossier.received.v1", "death_judgment.protested.v1",
                "death_judgment.not_protested.v1", ATTENDED, *CLOSING,
            ),
        ),
    ),
)  # fmt: skip
