"""Case history: one row an act, for every kind of case file. Rows are only added: an act never changes.

A corrected act is named by the row of the act that corrects it (`corrects`); readers see both. Official names of acts
are read from the catalogue by type, which is permanent.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, NamedTuple
from uuid import UUID

from domain.kernel.calendar import moment_of
from projections.declaration import Called, Key, Projection, Step
from projections.words import agency, document_number, persons_named, summary

CASES = frozenset((
    "information_source", "criminal_case", "enforcement", "complaint", "legal_assistance",
    "dossier", "petition", "direct_supervision",
))  # fmt: skip


class ActInHistory(NamedTuple):
    """One act of a case."""

    version: Annotated[int, Called("Thứ tự", "Version")]
    type: Annotated[str, Called("Loại hành vi tố tụng", "Type of act")]
    occurred_at: Annotated[datetime, Called("Thời điểm diễn ra", "Occurred at")]
    occurred_on: Annotated[date, Called("Ngày diễn ra", "Occurred on")]  # Vietnamese calendar day
    precision: Annotated[str, Called("Độ chính xác", "Precision of the time")]
    recorded_at: Annotated[datetime, Called("Thời điểm ghi nhận", "Recorded at")]
    officer: Annotated[UUID, Called("Người ký", "Signing officer")]
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    title: Annotated[str, Called("Chức danh", "Title")]
    capacity: Annotated[str, Called("Tư cách ký", "Capacity")]
    issuer: Annotated[str, Called("Loại cơ quan ban hành", "Kind of issuer")]
    agency: Annotated[str | None, Called("Cơ quan ban hành", "Issuing agency")]  # None: the procuracy's own act
    number: Annotated[str | None, Called("Số văn bản", "Document number")]
    documents: Annotated[int, Called("Số tài liệu kèm theo", "Documents attached")]
    stage: Annotated[str, Called("Giai đoạn sau hành vi", "Stage after the act")]
    accused: Annotated[tuple[UUID, ...], Called("Bị can liên quan", "Accused concerned")]  # pseudonymous
    summary: Annotated[str | None, Called("Nội dung", "Content")]
    flags: Annotated[tuple[str, ...], Called("Vi phạm phát hiện", "Findings raised")]  # codes, domain/sentences.py
    corrects: Annotated[tuple[int, ...], Called("Đính chính hành vi số", "Corrects the acts of version")]


def change(rows: Mapping[Key, ActInHistory], step: Step) -> Iterable[ActInHistory]:
    act, actor = step.act, step.act.actor
    corrections = step.after.corrections[len(step.before.corrections) :]
    yield ActInHistory(
        step.recorded.version,
        act.type,
        moment_of(act.occurred_at).astimezone(UTC),
        step.day,
        act.precision,
        step.recorded.recorded_at,
        actor.officer,
        actor.unit,
        actor.title,
        actor.capacity,
        step.act_type.issuer,
        agency(act),
        document_number(act),
        len(act.documents),
        step.after.stage,
        persons_named(act),
        summary(act),
        tuple([flag.code for flag in step.flags]),
        tuple([correction.corrected for correction in corrections]),
    )


CASE_HISTORY = Projection(
    name="case_history",
    title_vi="Diễn biến vụ việc",
    title_en="Case history",
    kinds=CASES,
    row=ActInHistory,
    key=("version",),
    change=change,
    append_only=True,
)
