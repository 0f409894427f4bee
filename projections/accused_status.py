"""Status of every accused in a criminal case: one row an accused, or a group that the file does not itemise."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, NamedTuple
from uuid import UUID

from domain.states.criminal_case import Accused, CriminalCase, Measure
from projections.declaration import Called, Gone, Key, Projection, Step
from projections.words import charges

# The measure that is shown when several run, the gravest first.
GRAVEST = ("remand", "custody", "arrest", "urgent_holding", "guarantee", "deposit", "residence_ban", "exit_ban")


class AccusedStatus(NamedTuple):
    """An accused."""

    person: Annotated[UUID, Called("Mã bị can", "Person")]  # pseudonymous
    line: Annotated[int, Called("Thứ tự bị can", "Order in the file")]  # 1-based
    label: Annotated[str, Called("Bị can", "Label")]
    persons: Annotated[int, Called("Số người", "Persons")]
    juvenile: Annotated[bool, Called("Người chưa thành niên", "Juvenile")]
    legal_person: Annotated[bool, Called("Pháp nhân", "Legal person")]
    status: Annotated[str, Called("Tình trạng", "Status")]
    status_since: Annotated[date, Called("Từ ngày", "Since")]
    charges: Annotated[tuple[str, ...], Called("Tội danh bị khởi tố", "Charges")]
    measure: Annotated[str | None, Called("Biện pháp ngăn chặn", "Preventive measure")]
    measure_since: Annotated[date | None, Called("Áp dụng từ ngày", "Measure since")]
    measure_until: Annotated[date | None, Called("Đến ngày", "Last day ordered")]
    measures: Annotated[int, Called("Số biện pháp đã áp dụng", "Measures so far")]
    wanted: Annotated[bool, Called("Đang bị truy nã", "Wanted")]
    counsel: Annotated[int, Called("Số người bào chữa", "Counsels")]
    charged: Annotated[int | None, Called("Hành vi khởi tố bị can", "Version of the charge")]
    approved: Annotated[int | None, Called("Hành vi phê chuẩn", "Version of the approval")]
    verdict: Annotated[str | None, Called("Kết quả xét xử", "Verdict")]
    penalty: Annotated[str | None, Called("Hình phạt", "Penalty")]
    months: Annotated[int, Called("Số tháng tù", "Months of imprisonment")]
    days: Annotated[int, Called("Số ngày tù lẻ", "Days beyond whole months")]
    instance: Annotated[str | None, Called("Cấp xét xử", "Instance")]


def change(rows: Mapping[Key, AccusedStatus], step: Step) -> Iterable[AccusedStatus | Gone]:
    state: CriminalCase = step.after
    before: Mapping[UUID, Accused] = step.before.accused
    if state.accused is before:
        return
    last = 0
    for person, accused in state.accused.items():
        old = before.get(person)
        if old is not accused:
            row = rows.get((person,))
            if row is None:
                last = (last or max((known.line for known in rows.values()), default=0)) + 1
            charged = row.charges if row and old and old.charges is accused.charges else charges(accused.charges)
            yield _row(accused, row.line if row else last, row, charged, step.day)
    for person in before:  # an accused who leaves with a part of the case that is split from it
        if person not in state.accused:
            yield Gone((person,))


def _row(
    accused: Accused, line: int, before: AccusedStatus | None, charged: tuple[str, ...], day: date
) -> AccusedStatus:
    measure = _gravest(accused.measures)
    outcome = accused.outcome
    since = before.status_since if before is not None and before.status == accused.status else day
    return AccusedStatus(
        accused.person,
        line,
        accused.label,
        accused.count,
        accused.juvenile,
        accused.legal_person,
        accused.status,
        since,
        charged,
        measure.kind if measure else None,
        measure.since if measure else None,
        measure.until if measure else None,
        len(accused.measures),
        accused.wanted,
        accused.counsel,
        accused.charged or None,
        accused.approved or None,
        outcome.verdict if outcome else None,
        outcome.penalty if outcome else None,
        outcome.months if outcome else 0,
        outcome.days if outcome else 0,
        outcome.instance if outcome else None,
    )


def _gravest(measures: tuple[Measure, ...]) -> Measure | None:
    running = [measure for measure in measures if not measure.ended]
    if len(running) < 2:
        return running[0] if running else None
    return min(running, key=lambda m: GRAVEST.index(m.kind) if m.kind in GRAVEST else len(GRAVEST), default=None)


ACCUSED_STATUS = Projection(
    name="accused_status",
    title_vi="Tình trạng bị can",
    title_en="Status of the accused",
    kinds=frozenset(("criminal_case",)),
    row=AccusedStatus,
    key=("person",),
    change=change,
)
