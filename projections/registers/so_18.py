"""Register SO-18: persons sentenced to death (form 18). One entry a person, in the file of the execution.

An entry is opened by the first act after which the file is about a death sentence. (The official description names the
pronouncement. That stands in the criminal case and so in registers SO-14 and SO-15; what this register follows are
decisions on the judgment in force, in the file of its execution.) The decision of the head of the supreme court is not
an act of the catalogue: its cell stays blank.
"""

from projections.declaration import Step
from projections.registers.cells import acts, blank, number_and_day
from projections.registers.enforced import CLOSING, DECISION, DIED, KINDS, OPENED, QUASHED, convict, judgment
from projections.registers.register import Opening, Register, columns, types
from projections.registers.stages import reaching

DEATH = ("death_review", "death_pending", "clemency", "awaiting", "stayed", "executed")
OPENS = types(OPENED, DECISION) | reaching("enforcement", *DEATH)


def sentenced_to_death(step: Step) -> bool:
    """Whether the file is about a death sentence from the act on."""
    return _death(step.after) and not _death(step.before)


def _death(state: object) -> bool:
    return getattr(state, "penalty", "") == "death" or getattr(state, "stage", "") in (*DEATH, "commuted")


SO_18 = Register(
    id="SO-18",
    form_no="18",
    name_vi="Sổ quản lý người bị tòa án tuyên phạt tử hình",
    name_en="Register of persons sentenced to death",
    group_vi="Tử hình",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(OPENS, when=sentenced_to_death),
    note="Vào sổ từ hồ sơ thi hành án; án tử hình chưa có hiệu lực nằm ở sổ 14 và 15.",
    columns=columns(
        ("seq_date", "STT/ngày thụ lý", "Number and day", "seq_date", number_and_day()),
        ("person", "Người bị kết án", "Convict", "person_profile", convict()),
        ("judgment", "Bản án có hiệu lực", "Judgment in force", "act_ref", judgment()),
        (
            "pg_decision", "QĐ của Viện trưởng VKSNDTC", "Decision of the head of the supreme procuracy", "act_ref",
            acts("death_judgment.protested.v1", "death_judgment.not_protested.v1"),
        ),
        ("cj_decision", "QĐ của Chánh án TANDTC", "Decision of the head of the supreme court", "act_ref", blank()),
        (
            "president_decision", "QĐ của Chủ tịch nước", "Decision of the State President", "act_ref",
            acts("clemency.decided.v1", "death_sentence.commuted.v1"),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "death_judgment_dossier.received.v1", "clemency.petitioned.v1", "execution.stayed.v1",
                "death_execution_decision.received.v1", "death_sentence.executed.v1",
                "death_execution.supervised.v1", "commuted_sentence.enforced.v1", QUASHED, DIED, *CLOSING,
            ),
        ),
    ),
)  # fmt: skip
