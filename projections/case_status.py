"""Case status: one row a case file, as it stands."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from domain.states.criminal_case import Accused, CriminalCase, recharged, touched
from projections.declaration import Called, Index, Key, Projection, Step
from projections.numbering import number_owner, procuracy_year
from projections.words import charges, people

CASES = frozenset((
    "information_source", "criminal_case", "enforcement", "complaint", "legal_assistance",
    "dossier", "petition", "direct_supervision",
))  # fmt: skip
DEPRIVED = ("urgent_holding", "arrest", "custody", "remand")

# Acts by which a unit of the procuracy takes a file; before one, it is with the unit that recorded its first act.
TAKING = frozenset(("case.taken_for_supervision.v1", "source.accepted_for_supervision.v1"))

# Acts by which another unit takes over what is already numbered: it is in charge, the numbers stay where they are.
TAKING_OVER = frozenset(("case.received_by_reorganisation.v1", "case.taken_over_by_superior.v1"))
MOVING = TAKING | TAKING_OVER


class CaseStatus(NamedTuple):
    """A case file."""

    kind: Annotated[str, Called("Loại hồ sơ", "Kind")]
    unit: Annotated[str, Called("Đơn vị thụ lý", "Unit in charge")]
    owner: Annotated[str, Called("Đơn vị cấp số", "Unit that owns the numbers")]
    year: Annotated[int, Called("Năm kiểm sát", "Procuracy year")]  # of the first act
    opened: Annotated[int, Called("Vị trí mở hồ sơ", "Position of the first act")]
    opened_on: Annotated[date, Called("Ngày mở hồ sơ", "Day of the first act")]
    stage: Annotated[str, Called("Giai đoạn", "Stage")]
    stage_since: Annotated[date, Called("Từ ngày", "Since")]
    subject: Annotated[str, Called("Đối tượng", "Persons concerned")]  # labels only
    offences: Annotated[tuple[str, ...], Called("Tội danh", "Offences")]
    crime_class: Annotated[str | None, Called("Loại tội phạm", "Class of crime")]
    accused: Annotated[int, Called("Số bị can", "Accused")]
    deprived: Annotated[int, Called("Số người đang bị tạm giữ, tạm giam", "In custody or on remand")]
    prosecutors: Annotated[tuple[UUID, ...], Called("Kiểm sát viên", "Prosecutors")]
    findings: Annotated[int, Called("Số vi phạm phát hiện", "Findings")]
    corrections: Annotated[int, Called("Số lần đính chính", "Corrections")]


def change(rows: Mapping[Key, CaseStatus], step: Step) -> Iterable[CaseStatus]:
    state, row, act = step.after, rows.get(()), step.act
    if row is None:
        row = _opened(step)
    elif act.type not in MOVING and _same(step.before, state):
        return ()
    unit = act.actor.unit if act.type in MOVING else row.unit
    owner = number_owner(step.organisation, unit) if act.type in TAKING else row.owner
    since = row.stage_since if state.stage == row.stage else step.day
    prosecutors: tuple[UUID, ...] = getattr(state, "prosecutors", ())
    return (CaseStatus(
        row.kind, unit, owner, row.year, row.opened, row.opened_on, state.stage, since,
        *_of_case(row, step.before, state), prosecutors, len(state.flags), len(state.corrections),
    ),)  # fmt: skip


def _opened(step: Step) -> CaseStatus:
    unit = step.act.actor.unit
    return CaseStatus(
        step.act.kind, unit, number_owner(step.organisation, unit), procuracy_year(step.day), step.recorded.position,
        step.day, step.after.stage, step.day, "", (), None, 0, 0, (), 0, 0,
    )  # fmt: skip


def _same(before: Any, after: Any) -> bool:
    """Whether two states say the same of what the row holds: an act most often only adds to the history."""
    if before.stage != after.stage or before.flags is not after.flags or before.corrections is not after.corrections:
        return False
    if isinstance(after, CriminalCase):
        return (
            before.accused is after.accused
            and before.offences is after.offences
            and before.prosecutors is after.prosecutors
        )
    return getattr(before, "prosecutors", ()) is getattr(after, "prosecutors", ())


def _of_case(row: CaseStatus, before: Any, after: Any) -> tuple[str, tuple[str, ...], str | None, int, int]:
    """Persons concerned, offences, class of crime, accused, deprived of liberty."""
    subject, offences, crime_class = row.subject, row.offences, row.crime_class
    number, deprived = row.accused, row.deprived
    if isinstance(after, CriminalCase):
        if after.accused is not before.accused:
            accused = after.accused.values()
            subject = people(accused)
            number = sum([item.count for item in accused])
            deprived = sum([item.count for item in accused if _deprived(item)])
        if recharged(before, after, touched(before, after)):
            found = dict.fromkeys((*after.offences, *(c for item in after.accused.values() for c in item.charges)))
            offences, crime_class = charges(found), after.crime_class
    return subject, offences, crime_class, number, deprived


def _deprived(accused: Accused) -> bool:
    """Whether a measure that deprives of liberty is in force."""
    return any(not measure.ended and measure.kind in DEPRIVED for measure in accused.measures)


CASE_STATUS = Projection(
    name="case_status",
    title_vi="Tình trạng hồ sơ",
    title_en="Case status",
    kinds=CASES,
    row=CaseStatus,
    key=(),
    change=change,
    indexes=(
        Index(("opened",)),
        Index(("unit", "opened"), "seen_until IS NULL"),  # files as they stand: one row of four
        Index(("kind", "stage", "opened"), "seen_until IS NULL"),
        Index(("opened_on", "opened"), "seen_until IS NULL"),
        Index(("opened",), "seen_until IS NULL AND findings > 0"),  # few of them
        Index(("opened",), "seen_until IS NULL AND offences <> '{}'"),  # one of six: others have no charges to look at
        Index(("prosecutors",), "seen_until IS NULL", elements=True),
        Index(("unit", "seen_until"), "seen_until IS NOT NULL"),  # as they stood at a past position
    ),
)
