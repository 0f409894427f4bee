"""Register SO-04: sources of information on crime (form 04). One row a source.

An entry is opened by the act that takes the source for supervision; what was received before it stands in the entry
from its beginning. The number follows the order of acceptance.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, NamedTuple
from uuid import UUID

from domain.states.information_source import InformationSource
from projections.declaration import Called, Gone, Key, Projection, Step
from projections.numbering import number_owner, procuracy_year
from projections.registers.register import SERIES, OfficialColumn, Register, cells, with_act
from projections.words import datum, summary

OPENS = "source.accepted_for_supervision.v1"

CELLS = cells(
    procuracy_requests=(
        "verification.requested.v1", "source_handling.demanded.v1", "source_documents.demanded.v1",
        "source_dossier_transfer.demanded.v1",
    ),
    extension=("source_verification.prolonged.v1", "source_extension.requested.v1", "source.extended.v1"),
    suspension=("source.suspended.v1", "source.suspended_by_procuracy.v1"),
    cancel_suspension=("source.suspension_annulled.v1",),
    resume=("source.resumed.v1", "source.resumed_by_procuracy.v1"),
    dispute=("source.dispute_decided.v1",),
    supervision_notice=("source.decision_supervised.v1",),
    case_request=("opening.demanded.v1", "opening.refusal_annulled.v1"),
    request_result=("request.answered.v1",),
    outcome_acts=("source.led_to_case.v1", "opening.refused.v1", "opening.refused_by_procuracy.v1"),
    note=(
        "source.forwarded.v1", "crime_report.forwarded.v1", "source.taken_over.v1", "denunciation.withdrawn.v1",
        "victim_request.recorded.v1", "source_result.notified.v1", "source_result.notified_by_agency.v1",
    ),
)  # fmt: skip

RECEIVED = frozenset((  # the acts that bring a source in
    "source.received.v1", "crime_report.received.v1", "crime_source.found_by_procuracy.v1", "surrender.received.v1",
    "commune_police_preliminary_check.recorded.v1", "crime_report_intake.notified.v1",
))  # fmt: skip

# Outcome by stage of the source; None while it is not settled.
OUTCOMES = {"case_opened": "khởi tố", "opening_refused": "không khởi tố"}

Acts = tuple[int, ...]  # versions in the file


class Entry(NamedTuple):
    """A source in the register."""

    opened: Annotated[int, Called("Vị trí vào sổ", "Position of the entry")]
    line: Annotated[int, Called("Dòng", "Line")]
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    owner: Annotated[str, Called("Đơn vị cấp số", "Unit that owns the numbers")]
    year: Annotated[int, Called("Năm kiểm sát", "Procuracy year")]
    accept_date: Annotated[date | None, Called("Ngày VKS thụ lý", "Accepted by the procuracy")]
    informant: Annotated[tuple[str, ...], Called("Người/cơ quan cung cấp, địa chỉ", "Informant")]
    informant_acts: Annotated[Acts, Called("Hành vi nêu người cung cấp", "Acts naming the informant")]
    summary: Annotated[str | None, Called("Tóm tắt nội dung", "Content")]
    denounced: Annotated[tuple[str, ...], Called("Người, pháp nhân bị tố giác, địa chỉ", "Denounced")]
    prosecutor: Annotated[tuple[UUID, ...], Called("KSV thụ lý", "Prosecutors")]
    procuracy_requests: Annotated[Acts, Called("Yêu cầu của VKS", "Requests of the procuracy")]
    extension: Annotated[Acts, Called("QĐ gia hạn giải quyết", "Extensions")]
    suspension: Annotated[Acts, Called("QĐ tạm đình chỉ giải quyết", "Suspensions")]
    cancel_suspension: Annotated[Acts, Called("QĐ hủy bỏ tạm đình chỉ", "Suspensions annulled")]
    resume: Annotated[Acts, Called("QĐ phục hồi giải quyết", "Resumptions")]
    dispute: Annotated[Acts, Called("QĐ giải quyết tranh chấp thẩm quyền", "Conflicts of competence decided")]
    supervision_notice: Annotated[Acts, Called("Thông báo kiểm sát QĐ", "Notices of supervision")]
    case_request: Annotated[Acts, Called("Yêu cầu khởi tố/không khởi tố/hủy bỏ", "Demands on opening")]
    request_result: Annotated[Acts, Called("Kết quả thực hiện yêu cầu", "Results of demands")]
    outcome: Annotated[str | None, Called("Kết quả", "Outcome")]
    outcome_acts: Annotated[Acts, Called("Hành vi giải quyết", "Acts that settled the source")]
    note: Annotated[Acts, Called("Ghi chú", "Notes")]
    corrected: Annotated[Acts, Called("Đính chính", "Corrections")]  # correcting acts, shown beside what they correct


def change(rows: Mapping[Key, Entry], step: Step) -> Iterable[Entry | Gone]:
    state: InformationSource = step.after
    unit, version = step.act.actor.unit, step.recorded.version
    key, row = next(iter(rows.items()), (None, None))
    if row is None:
        row = Entry(0, 0, unit, unit, 0, None, (), (), None, (), (), *((),) * 9, None, (), (), ())
    if step.act.type in RECEIVED:
        row = _received(row, step)
    if step.act.type == OPENS and not row.opened:
        if key is not None:
            yield Gone(key)
        owner = number_owner(step.organisation, unit)
        day = datum(step.act, "taken_on") or step.day
        row = row._replace(
            opened=step.recorded.position, unit=unit, owner=owner, year=procuracy_year(day), accept_date=day
        )
    row = with_act(row, CELLS.get(step.act.type), version)
    if len(state.corrections) > len(step.before.corrections):
        row = with_act(row, "corrected", version)
    yield row._replace(prosecutor=state.prosecutors, outcome=OUTCOMES.get(state.stage))


def _received(row: Entry, step: Step) -> Entry:
    data = step.act.data
    informant, denounced = getattr(data, "informant", None), getattr(data, "denounced", ())
    return row._replace(
        informant=(informant.agency or informant.label,) if informant is not None else row.informant,
        informant_acts=(*row.informant_acts, step.recorded.version),
        summary=summary(step.act) or row.summary,
        denounced=tuple([party.agency or party.label for party in denounced]) or row.denounced,
    )


SO_04 = Register(
    id="SO-04",
    form_no="04",
    name_vi="Sổ THQCT, kiểm sát việc tiếp nhận, giải quyết tin báo, tố giác, kiến nghị khởi tố",
    name_en="Register of sources of information on crime",
    group_vi="Nguồn tin",
    confirmed="partial",
    columns=(
        OfficialColumn(1, "stt", "Số thứ tự", "Number", "seq"),
        OfficialColumn(2, "accept_date", "Ngày VKS thụ lý", "Accepted on", "date"),
        OfficialColumn(3, "informant", "Người/cơ quan cung cấp, địa chỉ", "Informant", "party"),
        OfficialColumn(4, "summary", "Tóm tắt nội dung", "Content", "text"),
        OfficialColumn(5, "denounced", "Người, pháp nhân bị tố giác, địa chỉ", "Denounced", "party"),
        OfficialColumn(6, "prosecutor", "KSV thụ lý", "Prosecutor", "officer"),
        OfficialColumn(7, "procuracy_requests", "Yêu cầu của VKS", "Requests", "act_ref_list", of_acts=True),
        OfficialColumn(8, "extension", "QĐ gia hạn giải quyết", "Extensions", "act_ref_list", of_acts=True),
        OfficialColumn(9, "suspension", "QĐ tạm đình chỉ giải quyết", "Suspension", "act_ref", of_acts=True),
        OfficialColumn(
            10, "cancel_suspension", "QĐ hủy bỏ tạm đình chỉ", "Suspension annulled", "act_ref", of_acts=True
        ),
        OfficialColumn(11, "resume", "QĐ phục hồi giải quyết", "Resumption", "act_ref", of_acts=True),
        OfficialColumn(
            12, "dispute", "QĐ giải quyết tranh chấp thẩm quyền", "Conflict decided", "act_ref", of_acts=True
        ),
        OfficialColumn(
            13, "supervision_notice", "Thông báo kiểm sát QĐ khởi tố/không khởi tố/tạm đình chỉ",
            "Notices of supervision", "act_ref_list", of_acts=True,
        ),
        OfficialColumn(
            14, "case_request", "Yêu cầu khởi tố/không khởi tố/hủy bỏ khởi tố vụ án", "Demands on opening",
            "act_ref_list", of_acts=True,
        ),
        OfficialColumn(15, "request_result", "Kết quả thực hiện yêu cầu", "Results of demands", "result", of_acts=True),
        OfficialColumn(16, "outcome", "Kết quả (khởi tố; không khởi tố)", "Outcome", "enum"),
        OfficialColumn(17, "note", "Ghi chú", "Notes", "text", of_acts=True),
    ),
    projection=Projection(
        name="so_04",
        title_vi="Sổ 04: nguồn tin về tội phạm",
        title_en="Register 04: sources of information on crime",
        kinds=frozenset(("information_source",)),
        row=Entry,
        key=("opened", "line"),
        change=change,
        indexes=SERIES,
    ),
)  # fmt: skip
