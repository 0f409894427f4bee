"""Register SO-06: orders, decisions and documents on preventive and coercive measures (form 06). One entry a person.

The form has no number of its own. An entry is opened by the first act on a measure that names the person; orders of
search and escorts of witnesses name no accused and stand with every person of the file. Whether a remand ordered by
the procuracy itself belongs to the investigation or to the prosecution follows from where the file was.

`detention_requested` stays empty: no act of the procedure asks the investigating body for remand.
"""

from projections.file_acts import FileAct
from projections.registers.cells import Narrowed, acts, blank, case_accused, during, having, where
from projections.registers.register import Opening, Register, columns, kinds
from projections.words import datum

TO_PROSECUTION = (
    "file.received.v1", "transferred_case.received_for_prosecution.v1", "summary_proposal.received.v1",
)  # fmt: skip
BACK = ("file.returned.v1", "file.returned_for_reinvestigation.v1", "reinvestigation.accepted.v1")
AGENCY, DECIDED = "agency_measure.ordered.v1", "measure.decided_at_prosecution.v1"
OWN_ARREST, OWN_REMAND = "arrest_for_remand.ordered_by_procuracy.v1", "remand.ordered_by_procuracy.v1"


def with_arrest(act: FileAct) -> bool:
    """Whether the accused is arrested for the remand."""
    return datum(act.recorded.act, "arrest") is True


def without_arrest(act: FileAct) -> bool:
    """Whether the accused is in custody already."""
    return not with_arrest(act)


def while_investigated(*keys: str) -> Narrowed:
    """The acts of some types while the file is not with the procuracy for its decision."""
    return during(acts(*keys), *BACK, until=TO_PROSECUTION, at_first=True)


def while_prosecuted(*keys: str) -> Narrowed:
    """The acts of some types from when the file came in for the decision on prosecution."""
    return during(acts(*keys), *TO_PROSECUTION, until=BACK)


def measure(name: str, *keys: str) -> Narrowed:
    """The acts of some types, where they name their measure those of one measure."""
    return where(acts(*keys), lambda act: datum(act.recorded.act, "measure") in (None, name))


NOTED = (
    "holding.ordered.v1", "holding.questioned.v1", "person.arrested.v1", "custody.ordered.v1", "custody.extended.v1",
    "remand.ordered.v1", "remand.extension_requested.v1", "remand.expired.v1", "measure_expiry.notified.v1",
    "legal_person_measure.approved.v1", "electronic_supervision.ordered.v1", "electronic_supervision.approved.v1",
    "electronic_supervision.refused.v1", "representative_supervision.ordered.v1",
    "juvenile_representative.changed.v1", "juvenile_supervision.ended.v1", "juvenile_measure.notified.v1",
    DECIDED, AGENCY, "agency_holding.ordered.v1",
)  # fmt: skip
COLUMNS = columns(
    ("case_accused", "Vụ án / bị can", "Case or accused", "case_accused", case_accused()),
    (
        "emergency_arrest_approval", "Phê chuẩn/không phê chuẩn bắt người bị giữ khẩn cấp",
        "Arrest in an urgent case approved or not", "act_ref_list", acts("holding.approved.v1", "holding.refused.v1"),
    ),
    (
        "emergency_arrest_own", "Lệnh bắt người bị giữ khẩn cấp", "Arrest in an urgent case", "act_ref",
        measure("urgent_holding", "holding.arrest_ordered.v1", "agency_holding.ordered.v1"),
    ),
    (
        "custody_ext_refused", "Không phê chuẩn gia hạn tạm giữ", "Extension of custody refused", "act_ref",
        acts("custody.extension_refused.v1"),
    ),
    (
        "custody_ext_approved", "Phê chuẩn gia hạn tạm giữ lần 1/lần 2", "Extensions of custody approved",
        "act_ref_list", acts("custody.extension_approved.v1"),
    ),
    ("custody_cancelled", "Hủy bỏ QĐ/lệnh tạm giữ", "Custody annulled", "act_ref", acts("custody.annulled.v1")),
    (
        "custody_release", "Trả tự do người bị tạm giữ", "Release from custody", "act_ref",
        acts("custody.release_ordered.v1", "person.released.v1", "immediate_release.ordered.v1"),
    ),
    (
        "arrest_detain_approved", "Phê chuẩn lệnh bắt bị can để tạm giam", "Arrest for remand approved", "act_ref",
        where(acts("remand.approved.v1"), with_arrest),
    ),
    (
        "arrest_detain_refused", "Không phê chuẩn lệnh bắt bị can để tạm giam", "Arrest for remand refused", "act_ref",
        where(acts("remand.refused.v1"), with_arrest),
    ),
    (
        "detention_approved", "Phê chuẩn lệnh tạm giam", "Remand approved", "act_ref",
        where(acts("remand.approved.v1"), without_arrest),
    ),
    (
        "detention_refused", "Không phê chuẩn lệnh tạm giam", "Remand refused", "act_ref",
        where(acts("remand.refused.v1"), without_arrest),
    ),
    ("detention_requested", "Yêu cầu tạm giam", "Remand demanded", "act_ref", blank()),
    (
        "arrest_detain_own", "Lệnh bắt bị can để tạm giam (VKS)", "Arrest for remand by the procuracy", "act_ref",
        while_investigated(OWN_ARREST, OWN_REMAND),
    ),
    (
        "detention_ext", "Gia hạn tạm giam lần 1/2/3", "Extensions of remand", "act_ref_list",
        where(
            acts("remand.extended.v1", "remand.extension_refused.v1"),
            lambda act: not datum(act.recorded.act, "exceptional"),
        ),
    ),
    (
        "detention_ext_special", "Gia hạn tạm giam đặc biệt", "Exceptional extension of remand", "act_ref",
        having(acts("remand.extended.v1"), "exceptional", True),
    ),
    ("detention_cancelled", "Hủy bỏ tạm giam", "Remand annulled", "act_ref", acts("remand.annulled.v1")),
    (
        "measure_replaced", "Thay thế biện pháp ngăn chặn", "Measure replaced", "act_ref",
        acts("remand.replaced.v1", "measure.replaced.v1"),
    ),
    (
        "guarantee_approval", "Phê chuẩn/không/hủy bỏ bảo lĩnh", "Guarantee approved, refused or annulled",
        "act_ref_list", acts("guarantee.approved.v1", "guarantee.refused.v1", "guarantee.annulled.v1"),
    ),
    (
        "guarantee_own", "QĐ về bảo lĩnh", "Guarantee ordered", "act_ref",
        measure("guarantee", "guarantee.ordered_by_procuracy.v1", AGENCY),
    ),
    (
        "deposit_approval", "Phê chuẩn/không phê chuẩn đặt tiền", "Deposit approved or refused", "act_ref",
        acts("deposit.approved.v1", "deposit.refused.v1"),
    ),
    (
        "deposit_own", "QĐ/hủy bỏ đặt tiền", "Deposit ordered or annulled", "act_ref",
        measure("deposit", "deposit.ordered_by_procuracy.v1", "deposit.annulled.v1", AGENCY),
    ),
    (
        "residence_ban", "Lệnh cấm đi khỏi nơi cư trú", "Ban on leaving the residence", "act_ref",
        measure("residence_ban", "residence_ban.ordered.v1", "residence_ban.ordered_by_procuracy.v1", AGENCY),
    ),
    (
        "residence_ban_notice", "Thông báo cấm đi khỏi nơi cư trú", "Ban on leaving the residence notified", "act_ref",
        acts("residence_ban.notified.v1"),
    ),
    (
        "residence_ban_cancel", "Hủy bỏ cấm đi khỏi nơi cư trú", "Ban on leaving the residence annulled", "act_ref",
        acts("residence_ban.annulled.v1"),
    ),
    (
        "exit_ban", "Tạm hoãn xuất cảnh", "Exit ban", "act_ref",
        measure("exit_ban", "exit_ban.ordered.v1", "exit_ban.ordered_by_procuracy.v1", AGENCY),
    ),
    ("exit_ban_cancel", "Hủy bỏ tạm hoãn xuất cảnh", "Exit ban annulled", "act_ref", acts("exit_ban.annulled.v1")),
    (
        "detention_prosecution", "Lệnh tạm giam để truy tố/thông báo", "Remand for prosecution", "act_ref",
        while_prosecuted(OWN_REMAND, "remand.notified_to_court.v1"),
    ),
    (
        "arrest_prosecution", "Lệnh bắt tạm giam để truy tố", "Arrest for remand for prosecution", "act_ref",
        while_prosecuted(OWN_ARREST),
    ),
    (
        "detention_prosecution_ext", "Gia hạn tạm giam để truy tố", "Remand for prosecution extended", "act_ref",
        acts("remand.extended_for_prosecution.v1"),
    ),
    ("escort_accused", "Áp giải bị can", "Accused escorted", "act_ref", acts("accused_escort.ordered.v1")),
    ("escort_witness", "Dẫn giải", "Witness escorted", "act_ref", acts("witness_escort.ordered.v1", whole=True)),
    (
        "distraint", "Lệnh kê biên tài sản", "Property attached", "act_ref",
        acts("property_attachment.ordered.v1", "property_attachment.notified.v1"),
    ),
    (
        "search", "Lệnh khám xét", "Search", "act_ref",
        acts(
            "search.conducted.v1", "urgent_search.notified.v1", "search_warrant.approved.v1",
            "agency_search.ordered.v1", whole=True,
        ),
    ),
    (
        "distraint_cancel", "Hủy bỏ kê biên", "Attachment annulled", "act_ref",
        acts("property_attachment.annulled.v1"),
    ),
    (
        "freeze", "Lệnh phong tỏa tài khoản", "Account frozen", "act_ref",
        acts("account_freeze.ordered.v1", "account_freeze.notified.v1"),
    ),
    ("freeze_cancel", "Hủy bỏ phong tỏa", "Freeze annulled", "act_ref", acts("account_freeze.annulled.v1")),
    ("note", "Ghi chú", "Notes", "text", acts(*NOTED)),
)  # fmt: skip

# Every act on a measure that a column shows; those of the file that only say where it was do not.
OPENS = frozenset[str]().union(*(column.cell.types for column in COLUMNS)) - {
    *TO_PROSECUTION, *BACK, "witness_escort.ordered.v1", "search.conducted.v1", "urgent_search.notified.v1",
    "search_warrant.approved.v1", "agency_search.ordered.v1",
}  # fmt: skip

SO_06 = Register(
    id="SO-06",
    form_no="06",
    name_vi="Sổ đăng ký lệnh, quyết định, văn bản về biện pháp ngăn chặn, biện pháp cưỡng chế",
    name_en="Register of preventive and coercive measures",
    group_vi="THQCT-KSĐT",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(OPENS, "person"),
    columns=COLUMNS,
)
