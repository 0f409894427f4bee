"""Deadlines: the clocks of each file as rows, so that a board can be read of what is due when and where.

A row says how long one clock was due at one end. An extension, or another class of crime, moves the end: the row ends
with the day of the act ("moved") and another one begins, so the board of any day of the procedural clock can be read
as of any position. `due` is the moment at which the time is over, 24:00 of the last day unless hours are counted.
What was met in time on the day on which it began ran on no day: once it has ended it has no row.
Whether something is overdue depends on the day of the reader and is stored nowhere.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, LiteralString, NamedTuple
from uuid import UUID

from domain.limits.clock import Clock
from domain.limits.crosswalk import rows_of
from domain.limits.due import day_at, latest
from domain.limits.findings import of_clock
from projections.case_status import CASES, MOVING
from projections.declaration import Called, Gone, Index, Key, Projection, Step

MOVED = "moved"
LIBERTY, OTHER = 0, 1  # ranks: the end of a restraint of liberty presses before everything else

# Stages in which a file waits, and the periods that run anew once it is resumed.
PERIODS = frozenset(
    row
    for name in (
        "source_verification@147", "investigation@172.1", "supplementary_investigation@174.2",
        "prosecution_decision@240.1", "trial_preparation@277.1",
    )
    for row in rows_of(name)
)  # fmt: skip
SUSPENDED = frozenset(("investigation_suspended", "prosecution_suspended", "suspended_by_court", "suspended"))

RUNS: LiteralString = "ended_on IS NULL AND seen_until IS NULL"
# It was over before a day began on which it had not ended yet: on that day it was overdue. In Vietnamese time.
OVERRAN: LiteralString = "(due AT TIME ZONE INTERVAL '7 hours') < ended_on"


class Deadline(NamedTuple):
    """A clock, as long as it was due at this end."""

    number: Annotated[int, Called("Số thứ tự", "Number in the file")]
    part: Annotated[int, Called("Lần tính", "Count")]  # 0 first; another one when the end moves
    kind: Annotated[str, Called("Loại hồ sơ", "Kind of file")]
    limit_id: Annotated[str, Called("Thời hạn", "Time limit")]
    person: Annotated[UUID | None, Called("Người liên quan", "Person concerned")]  # pseudonymous; None: the whole file
    unit: Annotated[str, Called("Đơn vị", "Unit in charge")]
    prosecutors: Annotated[tuple[UUID, ...], Called("Kiểm sát viên", "Prosecutors")]
    rank: Annotated[int, Called("Thứ bậc", "Rank")]
    started: Annotated[int, Called("Hành vi bắt đầu", "Started by act")]  # version
    started_on: Annotated[date, Called("Bắt đầu ngày", "Started on")]
    since: Annotated[date, Called("Hạn này từ ngày", "Due so since")]  # of the act
    due: Annotated[datetime | None, Called("Hết hạn", "Due")]  # where not certain: the latest end that the law allows
    warn_on: Annotated[date | None, Called("Ngày cảnh báo", "Warn on")]  # by the strictest reading
    by_hour: Annotated[bool, Called("Tính theo giờ", "Counted in hours")]
    unknown: Annotated[str, Called("Lý do chưa tính được", "Why not certain")]
    observed: Annotated[bool, Called("Có hành vi kết thúc", "An act can show that it was met")]
    extended: Annotated[int, Called("Số lần gia hạn", "Extensions")]
    ended: Annotated[int, Called("Hành vi kết thúc", "Ended by act")]  # version, 0 while it runs
    ended_on: Annotated[date | None, Called("Kết thúc ngày", "Ended on")]
    ended_by: Annotated[str, Called("Lý do kết thúc", "How it ended")]  # as domain/limits/clock.py; moved
    late: Annotated[int, Called("Số ngày quá hạn", "Days late")]  # when it ended
    suspended: Annotated[bool, Called("Tạm đình chỉ", "Suspended")]  # a period that ended by suspension
    resumed_on: Annotated[date | None, Called("Phục hồi ngày", "Resumed on")]  # the file


def change(rows: Mapping[Key, Deadline], step: Step) -> Iterable[Deadline | Gone]:
    before, after = step.before, step.after
    prosecutors: tuple[UUID, ...] = getattr(after, "prosecutors", ())
    taken = step.act.type in MOVING
    assigned = prosecutors is not getattr(before, "prosecutors", prosecutors)
    resumed = before.stage in SUSPENDED and after.stage not in SUSPENDED
    changed: dict[Key, Deadline | Gone] = {}
    for clock in step.clocks:
        for row in _of_clock(rows, clock, step, prosecutors):
            key = row.number, row.part
            if not _ran_on_no_day(row):
                changed[key] = row
            elif key in rows:
                changed[key] = Gone(key)
    if taken or assigned or resumed:
        for key, stored in rows.items():
            now = changed.get(key, stored)
            if isinstance(now, Gone):
                continue
            if not now.ended:
                unit = step.act.actor.unit if taken else now.unit
                changed[key] = now._replace(unit=unit, prosecutors=prosecutors)
            elif resumed and now.suspended and now.resumed_on is None:
                changed[key] = now._replace(resumed_on=step.day)
    return changed.values()


def _of_clock(
    rows: Mapping[Key, Deadline], clock: Clock, step: Step, prosecutors: tuple[UUID, ...]
) -> Iterable[Deadline]:
    """The rows of a clock that an act started, changed or ended."""
    part = 0
    while (clock.number, part + 1) in rows:
        part += 1
    before = rows.get((clock.number, part))
    if before is None:
        return (_row(clock, step, 0, step.act.actor.unit, step.day, prosecutors),)
    row = _row(clock, step, part, before.unit, before.since, prosecutors)
    if (row.due, row.warn_on, row.unknown) == (before.due, before.warn_on, before.unknown) or step.day <= before.since:
        return (row,)
    moved = before._replace(ended=step.recorded.version, ended_on=step.day, ended_by=MOVED)
    return [moved, row._replace(part=part + 1, since=step.day)]


def _ran_on_no_day(row: Deadline) -> bool:
    """Whether it ended, in time and for good, before a day was over on which it was due so."""
    return row.ended_on is not None and row.ended_on <= row.since and not row.late and not row.suspended


def _row(clock: Clock, step: Step, part: int, unit: str, since: date, prosecutors: tuple[UUID, ...]) -> Deadline:
    first, last = clock.due, clock.due
    if clock.possible:
        first, last = clock.possible[0], clock.possible[-1]
    limit = clock.limit
    ended_on, late, suspended = None, 0, False
    if clock.ended:
        ended_on = step.day if clock.end is None else day_at(clock.end)
        if clock.limit_id in PERIODS:
            suspended = step.after.stage in SUSPENDED and step.before.stage not in SUSPENDED
        finding = of_clock(clock, step.act, step.clocks, True)
        late = 0 if finding is None else finding.days
    return Deadline(
        clock.number, part, step.act.kind, clock.limit_id, clock.person, unit, prosecutors,
        LIBERTY if limit is not None and limit.restrains else OTHER, clock.started, day_at(clock.start), since,
        None if last is None else latest(last.due), None if first is None else day_at(first.due_strict),
        last is not None and last.by_hour, clock.unknown, clock.observed, len(clock.extended), clock.ended, ended_on,
        clock.ended_by, late, suspended, None,
    )  # fmt: skip


DEADLINES = Projection(
    name="deadline",
    title_vi="Thời hạn tố tụng",
    title_en="Deadlines",
    kinds=CASES,
    row=Deadline,
    key=("number", "part"),
    change=change,
    indexes=(
        # what runs: few rows, and all that says how each stands and which it is, so that they are counted and put in
        # order without looking at them
        Index(
            ("unit", "rank", "warn_on", "due", "observed", "limit_id", "since", "stream", "number", "part"),
            RUNS,
        ),
        Index(("unit", "seen_until"), "ended_on IS NULL AND seen_until IS NOT NULL"),  # what ran at a past position
        Index(("unit", "ended_on"), "ended_on IS NOT NULL"),  # what ran on a past day
        # what is or was overdue, of all units
        Index(("limit_id", "ended_on", "due"), f"observed AND ({RUNS} OR {OVERRAN})", by_position=False),
        Index(("unit", "ended_on", "rank", "seen_until"), "late > 0"),
        Index(("unit", "ended_on", "resumed_on", "rank", "seen_until"), "suspended"),
    ),
    traced=False,
    clocked=True,
)
