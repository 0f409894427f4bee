"""Register SO-07: exercise of public prosecution and supervision of investigation (form 07). One entry a case and
unit, with a line for the case and a line for each accused.

An entry is opened by the first act after which the case is open (as a rule the decision to open it), or by the act that
takes the case for supervision, whichever is recorded first; the day of taking it stands in the entry. (The official
description names only the taking. The decision reaches the procuracy by law within 24 hours of its issue,
BLTTHS-2015/154, and a case that is in the file but in no register would be missed.) A unit that takes the case later,
after a transfer, opens an entry of its own, which begins with what was known; the older entry stays as it was, with its
number.

An accused who leaves with a split part of the case keeps the line, which names the split.
"""

from domain.kernel.act_type import NEW
from domain.kernel.catalogue import CATALOGUE
from projections.declaration import Step
from projections.registers.cells import acts, case_accused, charges, datum_of, number, prosecutors
from projections.registers.in_charge import investigators
from projections.registers.register import Opening, Register, columns, kinds

TAKES = "case.taken_for_supervision.v1"
NOT_OPEN = (NEW, "verification")  # stages of a file without a decision to open the case
KINDS = kinds("criminal_case")

# Acts after which a case may be open that was not before.
OPENS = frozenset(
    key
    for key, act_type in CATALOGUE.items()
    if "criminal_case" in act_type.kinds and set(act_type.leads_to) - set(NOT_OPEN)
) | {TAKES, "gap.noted.v1"}


def entered(step: Step) -> bool:
    """Whether the act opens the case, or the unit takes it for supervision."""
    if step.act.type == TAKES:
        return True
    return step.before.stage in NOT_OPEN and step.after.stage not in NOT_OPEN


SO_07 = Register(
    id="SO-07",
    form_no="07",
    name_vi="Sổ THQCT và kiểm sát điều tra vụ án hình sự",
    name_en="Register of supervised investigations",
    group_vi="THQCT-KSĐT",
    confirmed="partial",
    kinds=KINDS,
    opening=Opening(OPENS, when=entered),
    sublines=True,
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        (
            "case_accused", "Vụ án / bị can (nhân thân đầy đủ, tiền án tiền sự, đảng viên)", "Case or accused",
            "case_accused_profile", case_accused(),
        ),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        (
            "initiation", "QĐ khởi tố vụ án, bị can (cơ quan ra QĐ)", "Decisions to open and to charge", "act_ref_list",
            acts(
                "case.opened.v1", "case.opened_by_procuracy.v1", "case.opened_by_court.v1",
                "case.opened_on_split.v1", "opening.amended.v1", "opening.amended_by_procuracy.v1",
                "accused.charged.v1", "legal_person.charged.v1", "accused.charged_by_procuracy.v1",
                "charge.approved.v1", "charge.changed.v1", "charge.supplemented.v1",
                "charge.changed_by_procuracy.v1", "charge.supplemented_by_procuracy.v1",
                "charge.amendment_approved.v1", "agency_case.opened.v1", "agency_accused.charged.v1",
            ),
        ),
        (
            "facts", "Tóm tắt sự kiện phạm tội (thời gian, địa điểm, hành vi, hậu quả)", "Facts", "text",
            datum_of(
                "case.opened.v1", "case.opened_by_procuracy.v1", "case.opened_by_court.v1",
                "case.opened_on_split.v1", "agency_case.opened.v1", "accused.charged.v1", "legal_person.charged.v1",
                "accused.charged_by_procuracy.v1", "agency_accused.charged.v1", name="facts", whole=False,
            ),
        ),
        (
            "investigator", "Điều tra viên thụ lý", "Investigator", "officer",
            investigators(),
        ),
        ("prosecutor", "KSV thụ lý", "Prosecutor", "officer", prosecutors()),
        (
            "counsel", "Người bào chữa", "Defence counsel", "person_list",
            acts(
                "counsel.registered.v1", "defence.registered.v1",
            ),
        ),
        (
            "investigation_request", "Yêu cầu điều tra (số, ngày)", "Investigation requests", "act_ref_list",
            acts(
                "investigation.requested.v1", "charge.demanded.v1", "charge_evidence.demanded.v1",
                "investigation_documents.demanded.v1",
            ),
        ),
        (
            "measures", "Biện pháp ngăn chặn áp dụng", "Preventive measures", "act_ref_list",
            acts(
                "holding.ordered.v1", "holding.arrest_ordered.v1", "holding.approved.v1", "holding.refused.v1",
                "person.arrested.v1", "custody.ordered.v1", "custody.extended.v1", "custody.extension_approved.v1",
                "custody.extension_refused.v1", "custody.annulled.v1", "custody.release_ordered.v1",
                "person.released.v1", "remand.ordered.v1", "remand.ordered_by_procuracy.v1",
                "arrest_for_remand.ordered_by_procuracy.v1", "remand.approved.v1", "remand.refused.v1",
                "remand.extended.v1", "remand.extension_refused.v1", "remand.annulled.v1", "remand.replaced.v1",
                "remand.expired.v1", "immediate_release.ordered.v1", "agency_measure.ordered.v1",
                "agency_holding.ordered.v1", "measure.replaced.v1", "residence_ban.ordered.v1",
                "residence_ban.ordered_by_procuracy.v1", "residence_ban.annulled.v1", "guarantee.approved.v1",
                "guarantee.refused.v1", "guarantee.ordered_by_procuracy.v1", "guarantee.annulled.v1",
                "deposit.approved.v1", "deposit.refused.v1", "deposit.ordered_by_procuracy.v1",
                "deposit.annulled.v1", "exit_ban.ordered.v1", "exit_ban.ordered_by_procuracy.v1",
                "exit_ban.annulled.v1", "electronic_supervision.ordered.v1", "electronic_supervision.approved.v1",
                "electronic_supervision.refused.v1", "representative_supervision.ordered.v1",
                "juvenile_supervision.ended.v1", "accused_escort.ordered.v1", "property_attachment.ordered.v1",
                "property_attachment.annulled.v1", "account_freeze.ordered.v1", "account_freeze.annulled.v1",
                "legal_person_measure.approved.v1", "juvenile_representative.changed.v1",
            ),
        ),
        (
            "split_join", "QĐ tách/nhập", "Splits and joinders", "act_ref_list",
            acts(
                "case.split.v1", "case.joined.v1", "case.joined_away.v1", "joinder.annulled.v1", "split.annulled.v1",
                "case.restored.v1", "case.split_at_prosecution.v1", "case.joined_at_prosecution.v1",
            ),
        ),
        (
            "transfer", "QĐ chuyển theo thẩm quyền", "Transfer", "act_ref",
            acts(
                "case.transferred.v1", "transferred_case.received.v1", "procuracy_competence.transferred.v1",
                "agency_transfer.requested.v1", "case.received_by_reorganisation.v1", "case.taken_over_by_superior.v1",
            ),
        ),
        (
            "extension", "Gia hạn điều tra lần 1/2/3/đặc biệt", "Extensions", "act_ref_list",
            acts(
                "investigation.extended.v1", "investigation_extension.requested.v1",
                "investigation_extension.proposed.v1", "investigation_extension.refused.v1",
                "agency_extension.requested.v1",
            ),
        ),
        (
            "suspension", "QĐ tạm đình chỉ điều tra", "Suspension", "act_ref",
            acts(
                "investigation.suspended.v1", "agency_investigation.suspended.v1",
            ),
        ),
        (
            "conclusion", "Kết luận điều tra (số, ngày, nội dung)", "Conclusion", "act_ref",
            acts(
                "investigation.concluded.v1", "investigation.concluded_in_absentia.v1",
                "supplementary_investigation.concluded.v1", "agency_investigation.concluded.v1",
            ),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "opening.annulled.v1", "opening.annulled_by_agency.v1", "opening_annulment.demanded.v1",
                "opening_annulment.notified.v1", "opening_amendment.demanded.v1", "opening_amendment.annulled.v1",
                "court_opening.protested.v1", "victim_request.withdrawn.v1", "charge.annulled.v1",
                "charge.revocation_annulled.v1", "charge.amendment_annulled.v1",
                "investigation.suspension_annulled.v1", "investigation.discontinued.v1",
                "investigation.discontinuation_reviewed.v1", "investigation.discontinuation_annulled.v1",
                "resumption.demanded.v1", "investigation.resumed.v1", "investigation.resumed_by_procuracy.v1",
                "reinvestigation.accepted.v1", "accused.died.v1", "wanted_notice.demanded.v1",
                "wanted_notice.issued.v1", "wanted_notice.withdrawn.v1", "file.returned.v1",
                "summary_procedure.applied.v1", "summary_procedure.applied_by_agency.v1",
                "summary_procedure.annulled.v1", "compulsory_treatment.ordered.v1", "compulsory_treatment.ended.v1",
                "diversion.applied.v1", "diversion.refused.v1", "diversion.refusal_annulled.v1",
                "diversion.changed.v1", "diversion.annulled.v1", "agency_investigation.discontinued.v1",
                "agency_investigation.resumed.v1",
            ),
        ),
    ),
)  # fmt: skip
