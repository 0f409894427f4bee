"""Register SO-11: special measures of investigation and special procedures (form 11). One entry an accused; a measure
or a procedure that names nobody enters the file.

Columns for juveniles are older than the Law on Justice for Juveniles of 2024 (in force from 2026-01-01): its measures
of diversion are sorted into them by their official words, and what has no column of its own stands under `other`.
"""

from collections.abc import Callable

from projections.file_acts import FileAct
from projections.registers.cells import (
    EMPTY,
    Cell,
    Computed,
    Filled,
    Reading,
    acts,
    charges,
    having,
    number_and_day,
    of_accused,
    where,
)
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.so_06 import OPENS as MEASURES

DIVERSION = ("diversion.applied.v1", "diversion.changed.v1")
SUPERVISION = ("representative_supervision.ordered.v1", "juvenile_representative.changed.v1")
ELECTRONIC = (
    "electronic_supervision.ordered.v1", "electronic_supervision.approved.v1", "electronic_supervision.refused.v1",
)  # fmt: skip
SPECIAL = (
    "special_measure.demanded.v1", "special_measure.refused.v1", "special_measure.approved.v1",
    "special_measure.extended.v1", "special_measure.annulled.v1",
)  # fmt: skip
TREATMENT = ("compulsory_treatment.ordered.v1", "compulsory_treatment.ended.v1")
SUMMARY = (
    "summary_procedure.applied.v1", "summary_procedure.applied_by_agency.v1", "summary_procedure.annulled.v1",
    "summary_prosecution.decided.v1", "summary_proposal.received.v1",
)  # fmt: skip
OTHER = (
    "diversion_procedure.notified.v1", "diversion_plan.requested.v1", "social_report.supplement_requested.v1",
    "diversion_hearing.opened.v1", "diversion_hearing.held.v1", "diversion_hearing.postponed.v1",
    "diversion.refused.v1", "diversion.refusal_annulled.v1", "diversion.annulled.v1",
)  # fmt: skip
MEDIATION, EDUCATION, REPRIMAND = "hòa giải", "giáo dục tại xã", "khiển trách"


def applies(words: str) -> Callable[[FileAct], bool]:
    """Whether a decision on diversion applies the measure of some official words."""
    return lambda act: words in _measure(act)


def _measure(act: FileAct) -> str:
    return str(getattr(act.data, "measure", None) or getattr(act.data, "new_measure", "")).lower()


def applies_another(act: FileAct) -> bool:
    """Whether it is no measure that has a column of its own."""
    return act.type not in DIVERSION or not any(words in _measure(act) for words in (MEDIATION, EDUCATION, REPRIMAND))


def of_juvenile(cell: Cell) -> Computed:
    """The cell, where the line is about a juvenile."""

    def compute(reading: Reading) -> Filled:
        seen = reading.accused.get(reading.person) if reading.person else None
        return cell.read(reading) if seen is not None and seen.row.juvenile else EMPTY

    return Computed(cell.types, compute, cell.of_acts)


SO_11 = Register(
    id="SO-11",
    form_no="11",
    name_vi="Sổ quản lý biện pháp điều tra tố tụng đặc biệt và thủ tục đặc biệt",
    name_en="Register of special measures of investigation and special procedures",
    group_vi="Quản lý án",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(
        types(*SPECIAL, *TREATMENT, *SUMMARY, *SUPERVISION, *ELECTRONIC, *DIVERSION, *OTHER)
        | types("juvenile_measure.notified.v1", "juvenile_supervision.ended.v1", "court_measure.proposed.v1"),
        "person_or_file",
    ),
    columns=columns(
        ("seq_date", "STT/ngày", "Number and day", "seq_date", number_and_day()),
        ("accused", "Bị can, địa chỉ", "Accused", "party", of_accused("label", "subject")),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        (
            "req", "Yêu cầu áp dụng biện pháp đặc biệt", "Special measure demanded", "act_ref",
            acts("special_measure.demanded.v1", whole=True),
        ),
        ("refused", "Không phê chuẩn", "Not approved", "act_ref", acts("special_measure.refused.v1", whole=True)),
        ("approved", "Phê chuẩn", "Approved", "act_ref", acts("special_measure.approved.v1", whole=True)),
        ("extended", "Gia hạn", "Extended", "act_ref", acts("special_measure.extended.v1", whole=True)),
        ("cancelled", "Hủy bỏ", "Annulled", "act_ref", acts("special_measure.annulled.v1", whole=True)),
        (
            "treatment", "Áp dụng bắt buộc chữa bệnh", "Compulsory treatment", "act_ref",
            acts("compulsory_treatment.ordered.v1"),
        ),
        (
            "treatment_stop", "Đình chỉ bắt buộc chữa bệnh", "Compulsory treatment ended", "act_ref",
            acts("compulsory_treatment.ended.v1"),
        ),
        (
            "simplified", "Áp dụng thủ tục rút gọn", "Summary procedure", "act_ref",
            acts("summary_procedure.applied.v1", "summary_procedure.applied_by_agency.v1", whole=True),
        ),
        (
            "simplified_cancel", "Hủy thủ tục rút gọn", "Summary procedure annulled", "act_ref",
            acts("summary_procedure.annulled.v1", whole=True),
        ),
        (
            "simplified_prosecution", "QĐ truy tố rút gọn", "Summary prosecution", "act_ref",
            acts("summary_prosecution.decided.v1", whole=True),
        ),
        (
            "juvenile_supervision", "Giao người dưới 18 cho người đại diện giám sát",
            "Juvenile supervised by a representative", "act_ref", acts(*SUPERVISION),
        ),
        (
            "juvenile_measures", "Biện pháp ngăn chặn/cưỡng chế người dưới 18", "Measures on a juvenile",
            "act_ref_list", of_juvenile(acts(*sorted(MEASURES - {*SUPERVISION, "accused_escort.ordered.v1"}))),
        ),
        (
            "juvenile_escort", "Dẫn giải người dưới 18", "Juvenile escorted", "act_ref",
            of_juvenile(acts("accused_escort.ordered.v1")),
        ),
        (
            "community_mediation", "Hòa giải tại cộng đồng", "Mediation in the community", "act_ref",
            where(acts(*DIVERSION), applies(MEDIATION)),
        ),
        (
            "ward_education", "Giáo dục tại xã, phường", "Education in the commune", "act_ref",
            where(acts(*DIVERSION), applies(EDUCATION)),
        ),
        ("reprimand", "Khiển trách", "Reprimand", "act_ref", where(acts(*DIVERSION), applies(REPRIMAND))),
        (
            "reform_school", "Giáo dục tại trường giáo dưỡng", "Reformatory", "act_ref",
            having(
                acts("court_measure.proposed.v1"), "proposal", "reformatory_via_agency", "reformatory_direct",
            ),
        ),
        ("other", "QĐ khác", "Other decisions", "act_ref_list", where(acts(*DIVERSION, *OTHER), applies_another)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "summary_proposal.received.v1", "juvenile_supervision.ended.v1", "court_measure.proposed.v1",
                whole=True,
            ),
        ),
    ),
    note=(
        "The columns for juveniles follow the law before 2026; the measures of diversion of the Law on Justice for"
        " Juveniles are entered where their words fit, the others under the last column but one."
    ),
)  # fmt: skip
