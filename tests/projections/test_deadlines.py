"""The board of deadlines, as of any position and day: the clocks of each file counted from its acts."""

import random
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from projections_kit.house import House
from projections_kit.walk import Walk, random_walk

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.limits.clocks import Clock, clocks
from domain.limits.due import day_at, latest, midnight
from ops.synth.days import period_of
from ops.synth.histories import History, histories
from ops.synth.model import model
from projections import history
from projections.boards import RIGHTS, START, STATES, After, Asked, Line, board, counts
from projections.deadlines import DEADLINES, Deadline
from projections.organisations import Organisations
from projections.tracking import reached
from projections.whole import fold_stream

NEAR = 5
Standing = tuple[UUID, int, str]  # stream, number of the clock, state


@pytest.fixture
def walked(house: House) -> House:
    """A ledger of random histories with the deadlines of their files."""
    made = house.furnished(DEADLINES)
    made.record(random_walk(7, 500, 25))
    made.project()
    return made


def files(house: House, upto: int) -> dict[UUID, list[Recorded]]:
    found: dict[UUID, list[Recorded]] = {}
    for act in history.by_position(house.projector, 1, upto):
        if act.kind in DEADLINES.kinds:
            found.setdefault(act.stream, []).append(history.recorded(act))
    return found


def end_of(clock: Clock, acts: list[Recorded]) -> date | None:
    """The day on which a clock ended."""
    if not clock.ended:
        return None
    return day_at(clock.end) if clock.end is not None else day_of(acts[clock.ended - 1].act.occurred_at)


def standing(clock: Clock, day: date) -> str:
    """How a clock that runs on the day stands."""
    if not clock.observed:
        return "unobserved"
    ends = (clock.due,) if clock.due else clock.possible
    if not ends:
        return "unknown"
    first, last = ends[0], ends[-1]
    over = latest(last.due)
    if over <= midnight(day):
        return "expired" if last.limit.right else "overdue"
    if over <= midnight(day + timedelta(days=1)):
        return "due"
    return "near" if day_at(first.due_strict) <= day + timedelta(days=NEAR) else "running"


def expected(house: House, position: int, day: date) -> set[Standing]:
    """What runs on the day, by the acts up to the position."""
    found: set[Standing] = set()
    for stream, acts in files(house, position).items():
        known = [item for item in acts if day_of(item.act.occurred_at) <= day]
        assert known == acts[: len(known)]  # the walks go forward in time
        ends = [end_of(clock, acts) for clock in clocks(acts)]
        for clock in clocks(known) if known else ():
            end = ends[clock.number - 1]
            if end is None or end > day:
                found.add((stream, clock.number, standing(clock, day)))
    return found


def whole(house: House, asked: Asked, limit: int = 7) -> list[Line]:
    """Every page of a board."""
    lines: list[Line] = []
    after: After | None = START
    while after is not None:
        page = board(house.projector, asked, after=after, limit=limit)
        lines += page.lines
        after = page.after
    return lines


def units_of(house: House) -> tuple[str, ...]:
    return tuple(row[0] for row in house.projector.execute("SELECT DISTINCT unit FROM projections.deadline"))


def asked_of(house: House, position: int, day: date, **more: object) -> Asked:
    return Asked(units_of(house), day, position, **{"states": STATES, "near_days": NEAR, **more})  # type: ignore[arg-type]


def moments(house: House) -> list[tuple[int, date]]:
    """Positions and days to look from."""
    newest = reached(house.projector) or 0
    days = sorted({day_of(item.act.occurred_at) for acts in files(house, newest).values() for item in acts})
    chance = random.Random(11)
    return [(newest, days[-1] + timedelta(days=400))] + [
        (chance.randint(newest // 3, newest), chance.choice(days) + timedelta(days=chance.randint(-3, 40)))
        for _ in range(20)
    ]


def test_any_day_as_of_any_position(walked: House) -> None:
    seen: Counter[str] = Counter()
    for position, day in moments(walked):
        lines = [
            line for line in whole(walked, asked_of(walked, position, day)) if line.state not in ("late", "paused")
        ]
        found = [(line.seen.stream, line.seen.row.number, line.state) for line in lines]
        assert len(set(found)) == len(found)
        assert set(found) == expected(walked, position, day)
        assert not any(line.seen.row.ended or line.seen.row.ended_on for line in lines)
        seen.update(state for _, _, state in found)
    assert {"overdue", "near", "running"} <= set(seen)


def test_pages_are_in_order_and_lose_nothing(walked: House) -> None:
    for position, day in moments(walked)[:6]:
        asked = asked_of(walked, position, day)
        pages, once = whole(walked, asked, 3), whole(walked, asked, 100_000)
        assert pages == once
        ranks = [(line.seen.row.rank, line.seen.row.due or midnight(date.max - timedelta(days=9))) for line in once]
        assert ranks == sorted(ranks)


def test_counts_are_of_the_lines(walked: House) -> None:
    position, day = moments(walked)[0]
    asked = asked_of(walked, position, day)
    lines = whole(walked, asked, 100_000)
    by_unit = Counter((line.seen.row.unit, line.state, line.seen.row.rank == 0) for line in lines)
    assert {tuple(count)[:3]: count.number for count in counts(walked.projector, asked, "unit")} == dict(by_unit)
    by_limit = Counter((line.seen.row.limit_id, line.state, line.seen.row.rank == 0) for line in lines)
    assert {tuple(count)[:3]: count.number for count in counts(walked.projector, asked, "limit")} == dict(by_limit)
    of_each = [(one, line) for line in lines for one in line.seen.row.prosecutors or (None,)]
    by_prosecutor = Counter((one, line.state, line.seen.row.rank == 0) for one, line in of_each)
    assert {tuple(count)[:3]: count.number for count in counts(walked.projector, asked, "prosecutor")} == dict(
        by_prosecutor
    )


def test_filters_keep_what_they_name(walked: House) -> None:
    position, day = moments(walked)[0]
    lines = whole(walked, asked_of(walked, position, day), 100_000)
    limit = lines[0].seen.row.limit_id
    assert whole(walked, asked_of(walked, position, day, limit=limit)) == [
        line for line in lines if line.seen.row.limit_id == limit
    ]
    assert whole(walked, asked_of(walked, position, day, liberty=True)) == [
        line for line in lines if line.seen.row.rank == 0
    ]
    [prosecutor] = {one for line in lines for one in line.seen.row.prosecutors[:1]} & {
        next(one for line in lines for one in line.seen.row.prosecutors)
    }
    assert whole(walked, asked_of(walked, position, day, prosecutor=prosecutor)) == [
        line for line in lines if prosecutor in line.seen.row.prosecutors
    ]
    assert whole(walked, asked_of(walked, position, day, states=("overdue",))) == [
        line for line in lines if line.state == "overdue"
    ]


POLICE = {"agency": "Cơ quan CSĐT Công an X", "number": "15/QĐ"}
THEFT = {"article": "173", "clause": "2", "offence": "Trộm cắp tài sản"}
STREAM = UUID(int=0xF11E, version=4)


class Office:
    """A file whose acts are recorded and projected one after the other."""

    def __init__(self, house: House) -> None:
        self.house, self.walk = house.furnished(DEADLINES), Walk(random.Random(3))
        self.house.record(self.walk.found())
        self.act("case.opened.v1", "2021-03-01", issuer=POLICE, offences=[THEFT])

    def act(self, key: str, day: str, unit: str = "KV1", **data: object) -> int:
        self.house.record([self.walk.act(STREAM, key, day, data, unit)])
        self.house.project()
        return self.walk.position

    def on(self, day: str, limit: str, position: int | None = None, **more: object) -> list[tuple[str, str, str]]:
        """Unit, state and last day of what the board shows of a limit on a day."""
        asked = asked_of(self.house, position or self.walk.position, date.fromisoformat(day), limit=limit, **more)
        found = [(line.seen.row, line.state) for line in whole(self.house, asked)]
        return [(row.unit, state, str(day_at(row.due) - timedelta(1))) for row, state in found]


@pytest.fixture
def office(house: House) -> Office:
    return Office(house)


def test_an_extension_moves_the_end_from_its_day_on(office: Office) -> None:
    before = office.walk.position
    office.act("investigation.extended.v1", "2021-05-20", months=2)
    assert office.on("2021-05-19", "investigation") == [("KV1", "running", "2021-06-01")]
    assert office.on("2021-05-20", "investigation") == [("KV1", "running", "2021-08-02")]  # 1 August is a Sunday
    assert office.on("2021-06-01", "investigation", before) == [("KV1", "due", "2021-06-01")]
    assert office.on("2021-06-01", "investigation") == [("KV1", "running", "2021-08-02")]
    assert office.on("2021-08-03", "investigation") == [("KV1", "overdue", "2021-08-02")]


def test_who_takes_a_file_over_answers_for_what_runs(office: Office) -> None:
    before = office.walk.position
    office.act("case.taken_for_supervision.v1", "2021-03-08", "KV2")
    assert [unit for unit, _, _ in office.on("2021-03-10", "investigation")] == ["KV2"]
    assert [unit for unit, _, _ in office.on("2021-03-10", "investigation", before)] == ["KV1"]


def test_what_waits_and_what_came_late(office: Office) -> None:
    office.act("investigation.suspended.v1", "2021-06-10", issuer=POLICE)
    assert office.on("2021-06-09", "investigation") == [("KV1", "overdue", "2021-06-01")]
    assert office.on("2021-06-10", "investigation", states=("paused",)) == [("KV1", "paused", "2021-06-01")]
    assert office.on("2021-07-01", "investigation", states=("late",)) == [("KV1", "late", "2021-06-01")]
    assert office.on("2021-07-01", "investigation", states=("late",), since=date(2021, 6, 11)) == []
    suspended = office.walk.position
    office.act("investigation.resumed.v1", "2021-09-01", issuer=POLICE)
    assert office.on("2021-09-01", "investigation", states=("paused",)) == []
    assert office.on("2021-08-31", "investigation", states=("paused",)) == [("KV1", "paused", "2021-06-01")]
    assert office.on("2021-09-01", "investigation", suspended, states=("paused",)) != []
    assert [state for _, state, _ in office.on("2021-09-02", "investigation_resumed")] == ["running"]


def of_nation(clean: bool, streams: int) -> list[tuple[History, list[Deadline]]]:
    """Synthetic files in which it is known what is late, with their rows."""
    found = []
    for made in histories(seed=5, streams=streams, clean=clean):
        acts = [
            history.StoredAct(act.version, act.stream, made.kind, act.version, act.hash, act.entered, act.data)
            for act in made.acts
        ]
        [sheet] = fold_stream(acts, (DEADLINES,), Organisations()).sheets
        assert sheet.failure is None
        found.append((made, list(sheet.rows.values())))
    return found


def test_nothing_is_late_or_overdue_where_every_limit_was_kept() -> None:
    last = midnight(period_of(model()).last)
    rows = [row for _, deadlines in of_nation(clean=True, streams=500) for row in deadlines]
    assert len(rows) > 1000
    assert [row for row in rows if row.late] == []
    running = [row for row in rows if row.observed and row.due and not row.ended and row.limit_id not in RIGHTS]
    assert [row for row in running if row.due <= last] == []


def test_what_was_made_late_is_late() -> None:
    last = midnight(period_of(model()).last)
    known = found = 0
    for made, rows in of_nation(clean=False, streams=2000):
        late = {row.limit_id for row in rows if row.late or (row.due and not row.ended and row.due <= last)}
        for truth in made.truth:
            known += bool(truth.limit)
            found += truth.limit in late
    assert known >= 5
    assert found == known
