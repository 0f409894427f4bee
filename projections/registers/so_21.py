"""Register SO-21: custody (form 21). One entry each time a person is taken into custody; its cells tell what happened
to the person from there to the next time.

Blank: moves to and from another place, breaches of discipline and what followed, of which there are no acts. The case
of the arrest stands in the decision on custody, else in what was recorded before it. What an unlawful custody was
annulled or ended for stands in its own words.
"""

from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import (
    Narrowed,
    acts,
    blank,
    case_accused,
    datum_of,
    day_given,
    day_of_act,
    during,
    first_of,
    nth,
    number,
    where,
)
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.words import datum

ORDERED, BY_AGENCY = "custody.ordered.v1", "agency_holding.ordered.v1"
ESCAPED, ARRESTED = "detention_escape.recorded.v1", "person.arrested.v1"
TAKEN = {
    "held": "bắt người bị giữ trong trường hợp khẩn cấp", "in_the_act": "phạm tội quả tang",
    "wanted": "bắt theo truy nã", "surrendered": "tự thú, đầu thú", "for_remand": "bắt để tạm giam", "unstated": "",
}  # fmt: skip
FREE = (  # measures that leave a person at liberty
    "residence_ban.ordered.v1", "residence_ban.ordered_by_procuracy.v1", "guarantee.approved.v1",
    "guarantee.ordered_by_procuracy.v1", "deposit.approved.v1", "deposit.ordered_by_procuracy.v1",
    "exit_ban.ordered.v1", "exit_ban.ordered_by_procuracy.v1", "electronic_supervision.ordered.v1",
    "electronic_supervision.approved.v1", "representative_supervision.ordered.v1",
)  # fmt: skip
REMAND = (
    "remand.ordered.v1", "remand.approved.v1", "remand.refused.v1", "remand.ordered_by_procuracy.v1",
    "arrest_for_remand.ordered_by_procuracy.v1",
)  # fmt: skip
MEASURE = "agency_measure.ordered.v1"
DIED = ("detainee_death.recorded.v1", "accused.died.v1")
WANTED = (
    "wanted_notice.demanded.v1", "wanted_notice.demanded_at_prosecution.v1", "wanted_notice.issued.v1",
    "wanted_notice.withdrawn.v1",
)  # fmt: skip
HELD = ("custody_daily_check.made.v1", "custody_questioning.made.v1", "detainee_extraction.requested.v1")


def in_custody(step: Step) -> bool:
    """Whether the act takes persons into custody."""
    return step.act.type == ORDERED or datum(step.act, "measure") == "custody"


def to_custody(act: FileAct) -> bool:
    """Whether the act, where it names a measure, names custody."""
    return getattr(act.data, "measure", "custody") == "custody"


def to_remand(act: FileAct) -> bool:
    """Whether the act, where it names a measure, names remand."""
    return getattr(act.data, "measure", "remand") == "remand"


def at_liberty(act: FileAct) -> bool:
    """Whether the act, where it names a measure, names one that leaves a person at liberty."""
    return getattr(act.data, "measure", "") not in ("remand", "none", "custody", "attachment", "account_freeze")


def caught(act: FileAct) -> bool:
    """Whether an arrest is one of a wanted person."""
    return act.type != ARRESTED or act.data.manner == "wanted"


def caught_again() -> Narrowed:
    """The day on which a person who escaped was arrested."""
    return during(where(day_of_act(ARRESTED), caught), ESCAPED)


SO_21 = Register(
    id="SO-21",
    form_no="21",
    name_vi="Sổ kiểm sát việc thi hành tạm giữ",
    name_en="Register of custody",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(types(ORDERED, BY_AGENCY), grain="act_person", when=in_custody),
    note="Chưa có hành vi tố tụng cho các cột chuyển đi, chuyển đến, vi phạm và xử lý kỷ luật: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên, ngày sinh, nơi cư trú", "Person", "person_profile", case_accused()),
        (
            "custody_date", "Ngày bắt tạm giữ", "Taken into custody on", "date",
            where(day_given(ORDERED, BY_AGENCY, name="begins_at"), to_custody),
        ),
        (
            "arrest_case", "Trường hợp bắt", "Case of the arrest", "enum",
            first_of(
                where(datum_of(ORDERED, BY_AGENCY, name="taken", shown=TAKEN), to_custody),
                datum_of(ARRESTED, name="manner", shown=TAKEN, since="beginning"),
            ),
        ),
        (
            "illegality", "Vi phạm: không căn cứ/thẩm quyền/thủ tục", "Unlawful", "enum_list",
            datum_of(
                "custody.annulled.v1", "custody.extension_refused.v1", "immediate_release.ordered.v1", name="ground",
                each=True,
            ),
        ),
        (
            "custody_decision", "QĐ tạm giữ (từ - đến)", "Custody ordered", "act_ref_period",
            where(acts(ORDERED, BY_AGENCY), to_custody),
        ),
        (
            "reason", "Lý do tạm giữ", "Reason", "reason",
            where(datum_of(ORDERED, BY_AGENCY, name=("reason", "facts")), to_custody),
        ),
        ("ext1", "Gia hạn lần 1 (từ - đến)", "First extension", "act_ref_period", nth(1, "custody.extended.v1")),
        ("ext2", "Gia hạn lần 2 (từ - đến)", "Second extension", "act_ref_period", nth(2, "custody.extended.v1")),
        (
            "ext_approval", "QĐ phê chuẩn gia hạn", "Extensions approved", "act_ref_list",
            acts("custody.extension_approved.v1"),
        ),
        (
            "cancel_or_refuse", "Hủy bỏ tạm giữ/không phê chuẩn gia hạn", "Annulled or extension refused", "act_ref",
            acts("custody.annulled.v1", "custody.extension_refused.v1"),
        ),
        ("moved_out", "Chuyển đi nơi khác", "Moved away", "transfer", blank()),
        ("moved_in", "Nơi khác chuyển đến", "Moved in", "transfer", blank()),
        (
            "other_measure", "Áp dụng BPNC khác", "Another measure", "act_ref",
            where(acts(*FREE, "measure.replaced.v1", MEASURE), at_liberty),
        ),
        ("detention_order", "Lệnh tạm giam", "Remand", "act_ref", where(acts(*REMAND, MEASURE), to_remand)),
        ("release", "QĐ trả tự do (cơ quan)", "Released by the agency", "act_ref", acts("person.released.v1")),
        (
            "release_by_procuracy", "QĐ trả tự do của VKS", "Released by the procuracy", "act_ref",
            acts("custody.release_ordered.v1", "immediate_release.ordered.v1"),
        ),
        ("escape_date", "Ngày trốn", "Escaped on", "date", day_of_act(ESCAPED)),
        ("wanted", "QĐ truy nã", "Wanted", "act_ref", acts(*WANTED)),
        ("recaptured", "Ngày bắt lại", "Arrested again on", "date", caught_again()),
        (
            "recapture_decision", "QĐ xử lý khi bắt lại", "What followed", "act_ref",
            during(where(acts(*REMAND, *FREE, MEASURE, "person.released.v1"), to_remand), ESCAPED),
        ),
        ("violation", "Vi phạm kỷ luật (ngày, nội dung)", "Breaches of discipline", "text", blank()),
        ("discipline", "QĐ xử lý kỷ luật", "Discipline", "act_ref", blank()),
        ("death", "Chết (ngày, nguyên nhân)", "Death", "text", acts(*DIED)),
        ("note", "Ghi chú", "Notes", "text", acts(*HELD, "charge.approved.v1", "charge.annulled.v1")),
    ),
)  # fmt: skip
