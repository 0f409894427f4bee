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

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, NamedTuple
from uuid import UUID

from domain.kernel.act_type import NEW
from domain.states.criminal_case import Accused, CriminalCase
from projections.declaration import Called, Gone, Key, Projection, Step
from projections.numbering import number_owner, procuracy_year
from projections.registers.register import SERIES, OfficialColumn, Register, cells, with_act
from projections.words import charges, datum, people, persons_named

TAKES = "case.taken_for_supervision.v1"
NOT_OPEN = (NEW, "verification")  # stages of a file without a decision to open the case

CELLS = cells(
    initiation=(
        "case.opened.v1", "case.opened_by_procuracy.v1", "case.opened_by_court.v1", "case.opened_on_split.v1",
        "opening.amended.v1", "opening.amended_by_procuracy.v1", "accused.charged.v1", "legal_person.charged.v1",
        "accused.charged_by_procuracy.v1", "charge.approved.v1", "charge.changed.v1", "charge.supplemented.v1",
        "charge.changed_by_procuracy.v1", "charge.supplemented_by_procuracy.v1", "charge.amendment_approved.v1",
    ),
    counsel=("counsel.registered.v1", "defence.registered.v1"),
    investigation_request=(
        "investigation.requested.v1", "charge.demanded.v1", "charge_evidence.demanded.v1",
        "investigation_documents.demanded.v1",
    ),
    measures=(
        "holding.ordered.v1", "holding.arrest_ordered.v1", "holding.approved.v1", "holding.refused.v1",
        "person.arrested.v1", "custody.ordered.v1", "custody.extended.v1", "custody.extension_approved.v1",
        "custody.extension_refused.v1", "custody.annulled.v1", "custody.release_ordered.v1", "person.released.v1",
        "remand.ordered.v1", "remand.ordered_by_procuracy.v1", "arrest_for_remand.ordered_by_procuracy.v1",
        "remand.approved.v1", "remand.refused.v1", "remand.extended.v1", "remand.extension_refused.v1",
        "remand.annulled.v1", "remand.replaced.v1", "remand.expired.v1", "measure.replaced.v1",
        "residence_ban.ordered.v1", "residence_ban.ordered_by_procuracy.v1", "residence_ban.annulled.v1",
        "guarantee.approved.v1", "guarantee.refused.v1", "guarantee.ordered_by_procuracy.v1", "guarantee.annulled.v1",
        "deposit.approved.v1", "deposit.refused.v1", "deposit.ordered_by_procuracy.v1", "deposit.annulled.v1",
        "exit_ban.ordered.v1", "exit_ban.ordered_by_procuracy.v1", "exit_ban.annulled.v1",
        "electronic_supervision.ordered.v1", "electronic_supervision.approved.v1", "electronic_supervision.refused.v1",
        "representative_supervision.ordered.v1", "juvenile_supervision.ended.v1", "accused_escort.ordered.v1",
        "property_attachment.ordered.v1", "property_attachment.annulled.v1", "account_freeze.ordered.v1",
        "account_freeze.annulled.v1", "legal_person_measure.approved.v1",
    ),
    split_join=(
        "case.split.v1", "case.joined.v1", "case.joined_away.v1", "joinder.annulled.v1", "split.annulled.v1",
        "case.restored.v1", "case.split_at_prosecution.v1", "case.joined_at_prosecution.v1",
    ),
    transfer=("case.transferred.v1", "transferred_case.received.v1", "procuracy_competence.transferred.v1"),
    extension=(
        "investigation.extended.v1", "investigation_extension.requested.v1", "investigation_extension.proposed.v1",
        "investigation_extension.refused.v1",
    ),
    suspension=("investigation.suspended.v1",),
    conclusion=(
        "investigation.concluded.v1", "investigation.concluded_in_absentia.v1",
        "supplementary_investigation.concluded.v1",
    ),
    note=(
        "opening.annulled.v1", "opening.annulled_by_agency.v1", "opening_annulment.demanded.v1",
        "opening_annulment.notified.v1", "opening_amendment.demanded.v1", "opening_amendment.annulled.v1",
        "court_opening.protested.v1", "victim_request.withdrawn.v1", "charge.annulled.v1",
        "charge.revocation_annulled.v1", "charge.amendment_annulled.v1", "investigation.suspension_annulled.v1",
        "investigation.discontinued.v1", "investigation.discontinuation_reviewed.v1",
        "investigation.discontinuation_annulled.v1", "resumption.demanded.v1", "investigation.resumed.v1",
        "investigation.resumed_by_procuracy.v1", "reinvestigation.accepted.v1", "accused.died.v1",
        "wanted_notice.demanded.v1", "wanted_notice.issued.v1", "wanted_notice.withdrawn.v1", "file.returned.v1",
        "summary_procedure.applied.v1", "summary_procedure.applied_by_agency.v1", "summary_procedure.annulled.v1",
        "compulsory_treatment.ordered.v1", "compulsory_treatment.ended.v1", "diversion.applied.v1",
        "diversion.refused.v1", "diversion.refusal_annulled.v1", "diversion.changed.v1", "diversion.annulled.v1",
    ),
)  # fmt: skip

Acts = tuple[int, ...]  # versions in the file


class Line(NamedTuple):
    """The case (line 0) or an accused of it, in the register of a unit."""

    opened: Annotated[int, Called("Vị trí vào sổ", "Position of the entry")]
    line: Annotated[int, Called("Dòng", "Line")]
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    owner: Annotated[str, Called("Đơn vị cấp số", "Unit that owns the numbers")]
    year: Annotated[int, Called("Năm kiểm sát", "Procuracy year")]
    accept_date: Annotated[date | None, Called("Ngày thụ lý", "Taken for supervision")]  # of line 0
    person: Annotated[UUID | None, Called("Mã bị can", "Person")]  # of an accused's line; pseudonymous
    case_accused: Annotated[str, Called("Vụ án / bị can", "Case or accused")]  # labels
    charge: Annotated[tuple[str, ...], Called("Tội danh, điều luật", "Charges")]
    initiation: Annotated[Acts, Called("QĐ khởi tố vụ án, bị can", "Decisions to open and to charge")]
    facts: Annotated[Acts, Called("Tóm tắt sự kiện phạm tội", "Facts")]
    investigator: Annotated[tuple[str, ...], Called("Điều tra viên thụ lý", "Investigators")]
    prosecutor: Annotated[tuple[UUID, ...], Called("KSV thụ lý", "Prosecutors")]
    counsel: Annotated[Acts, Called("Người bào chữa", "Defence counsel")]
    investigation_request: Annotated[Acts, Called("Yêu cầu điều tra", "Investigation requests")]
    measures: Annotated[Acts, Called("Biện pháp ngăn chặn áp dụng", "Preventive measures")]
    split_join: Annotated[Acts, Called("QĐ tách/nhập", "Splits and joinders")]
    transfer: Annotated[Acts, Called("QĐ chuyển theo thẩm quyền", "Transfers")]
    extension: Annotated[Acts, Called("Gia hạn điều tra", "Extensions")]
    suspension: Annotated[Acts, Called("QĐ tạm đình chỉ điều tra", "Suspensions")]
    conclusion: Annotated[Acts, Called("Kết luận điều tra", "Conclusions")]
    note: Annotated[Acts, Called("Ghi chú", "Notes")]
    corrected: Annotated[Acts, Called("Đính chính", "Corrections")]  # correcting acts, shown beside what they correct


def change(rows: Mapping[Key, Line], step: Step) -> Iterable[Line | Gone]:
    state: CriminalCase = step.after
    current = max((opened for opened, _ in rows), default=0)  # the newest entry: that of the unit in charge
    case = rows.get((current, 0)) or _nothing_known(step.act.actor.unit)
    if case.opened:
        opens = step.act.type == TAKES and step.act.actor.unit != case.unit
    else:
        opens = step.act.type == TAKES or state.stage not in NOT_OPEN
    if opens:
        case = _entered(case, step)
    if step.act.type == TAKES and case.accept_date is None:
        case = case._replace(accept_date=datum(step.act, "received_on") or step.day)
    persons = persons_named(step.act)
    yield _written(case, step, persons=())._replace(
        case_accused=people(state.accused.values()) if state.accused is not step.before.accused else case.case_accused,
        charge=charges(state.offences) if state.offences is not step.before.offences else case.charge,
        investigator=state.investigators,
        prosecutor=state.prosecutors,
    )
    lines = {row.person: row for (opened, line), row in rows.items() if opened == current and line}
    touched = set(persons) | {p for p, a in state.accused.items() if step.before.accused.get(p) is not a}
    if opens:
        touched |= lines.keys() - {None}  # type: ignore[arg-type]  # an accused's line has a person
        if not current:
            yield from (Gone(key) for key in rows)
    last = max((row.line for row in lines.values()), default=0)
    for person in (*state.accused, *(p for p in lines if p not in state.accused)):
        if person not in touched:
            continue
        line = lines.get(person)
        if line is None:
            last += 1
            line = _nothing_known(case.unit)._replace(line=last, person=person)
        yield _of_accused(line, case, state.accused.get(person) if person else None, step, persons)


def _nothing_known(unit: str) -> Line:
    return Line(0, 0, unit, unit, 0, None, None, "", (), (), (), (), (), *((),) * 10)


def _entered(case: Line, step: Step) -> Line:
    unit = step.act.actor.unit
    return case._replace(
        opened=step.recorded.position,
        unit=unit,
        owner=number_owner(step.organisation, unit),
        year=procuracy_year(step.day),
        accept_date=None,
    )


def _written(line: Line, step: Step, persons: tuple[UUID, ...]) -> Line:
    """A line with the act in the cell where it belongs."""
    version = step.recorded.version
    line = with_act(line, CELLS.get(step.act.type), version)
    if not persons and datum(step.act, "facts"):
        line = with_act(line, "facts", version)
    if len(step.after.corrections) > len(step.before.corrections):
        line = with_act(line, "corrected", version)
    return line


def _of_accused(line: Line, case: Line, accused: Accused | None, step: Step, persons: tuple[UUID, ...]) -> Line:
    if line.person in persons:
        line = _written(line, step, persons)
    line = line._replace(opened=case.opened, unit=case.unit, owner=case.owner, year=case.year)
    if accused is None:  # left with a split part; the line keeps what it says
        return line
    return line._replace(case_accused=accused.label, charge=charges(accused.charges))


SO_07 = Register(
    id="SO-07",
    form_no="07",
    name_vi="Sổ THQCT và kiểm sát điều tra vụ án hình sự",
    name_en="Register of supervised investigations",
    group_vi="THQCT-KSĐT",
    confirmed="partial",
    columns=(
        OfficialColumn(1, "stt", "Số thứ tự", "Number", "seq"),
        OfficialColumn(
            2, "case_accused", "Vụ án / bị can (nhân thân đầy đủ, tiền án tiền sự, đảng viên)", "Case or accused",
            "case_accused_profile",
        ),
        OfficialColumn(3, "charge", "Tội danh, điều luật", "Charges", "law_ref"),
        OfficialColumn(
            4, "initiation", "QĐ khởi tố vụ án, bị can (cơ quan ra QĐ)", "Decisions to open and to charge",
            "act_ref_list", of_acts=True,
        ),
        OfficialColumn(
            5, "facts", "Tóm tắt sự kiện phạm tội (thời gian, địa điểm, hành vi, hậu quả)", "Facts", "text",
            of_acts=True,
        ),
        OfficialColumn(6, "investigator", "Điều tra viên thụ lý", "Investigator", "officer"),
        OfficialColumn(7, "prosecutor", "KSV thụ lý", "Prosecutor", "officer"),
        OfficialColumn(8, "counsel", "Người bào chữa", "Defence counsel", "person_list", of_acts=True),
        OfficialColumn(
            9, "investigation_request", "Yêu cầu điều tra (số, ngày)", "Investigation requests", "act_ref_list",
            of_acts=True,
        ),
        OfficialColumn(
            10, "measures", "Biện pháp ngăn chặn áp dụng", "Preventive measures", "act_ref_list", of_acts=True
        ),
        OfficialColumn(11, "split_join", "QĐ tách/nhập", "Splits and joinders", "act_ref_list", of_acts=True),
        OfficialColumn(12, "transfer", "QĐ chuyển theo thẩm quyền", "Transfer", "act_ref", of_acts=True),
        OfficialColumn(
            13, "extension", "Gia hạn điều tra lần 1/2/3/đặc biệt", "Extensions", "act_ref_list", of_acts=True
        ),
        OfficialColumn(14, "suspension", "QĐ tạm đình chỉ điều tra", "Suspension", "act_ref", of_acts=True),
        OfficialColumn(
            15, "conclusion", "Kết luận điều tra (số, ngày, nội dung)", "Conclusion", "act_ref", of_acts=True
        ),
        OfficialColumn(16, "note", "Ghi chú", "Notes", "text", of_acts=True),
    ),
    projection=Projection(
        name="so_07",
        title_vi="Sổ 07: thực hành quyền công tố và kiểm sát điều tra",
        title_en="Register 07: supervised investigations",
        kinds=frozenset(("criminal_case",)),
        row=Line,
        key=("opened", "line"),
        change=change,
        indexes=SERIES,
    ),
)  # fmt: skip
