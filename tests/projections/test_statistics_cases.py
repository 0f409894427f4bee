"""Statistics: a case is counted once, whatever happens to it, and stands where its state says."""

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from projections_kit.forms import filled, nation
from projections_kit.house import House
from projections_kit.walk import Walk

from domain.kernel.act import Recorded
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_from_json
from domain.kernel.deciding import apply, initial
from domain.limits.following import Clocks
from domain.organisation.state import Organisation
from ops.synth.histories import histories
from projections.deadlines import DEADLINES
from projections.declaration import Kept, Step
from projections.statistics.count import Filled
from projections.statistics.counted import STOCKS
from projections.statistics.drill import expression_at, opened
from projections.statistics.expressions import expression
from projections.statistics.facts import FACT
from projections.statistics.forms import FORMS
from projections.statistics.periods import period
from projections.statistics.scopes import scope
from projections.statistics.standing import (
    standings,
)  # fmt: skip
from projections.statistics.walks import START, At

GOLDEN = sorted((Path(__file__).parents[1] / "domain" / "golden").glob("*.jsonl.gz"))


CHARGE = {"code": "BLHS-2015", "article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}
BODY = {"issuer": {"agency": "Cơ quan Cảnh sát điều tra"}}


class Small:
    """A ledger with a few cases, recorded step by step."""

    def __init__(self, house: House, walk: Walk) -> None:
        self.house, self.walk, self.acts = house, walk, list(walk.found())

    def act(self, stream: UUID, key: str, day: str, data: dict[str, Any], **more: Any) -> None:
        self.acts.append(self.walk.act(stream, key, day, data, **more))

    def filled(self, form: str, unit: str, kind: str, label: str) -> Filled:
        return filled(self.house, FORMS[form], unit, kind, period(label), len(self.acts))

    def finish(self) -> "Small":
        self.house.record(self.acts)
        self.house.project()
        return self

    def figures(self, label: str, unit: str = "TC", kind: str = "both", column: str = "case") -> dict[str, int | None]:
        made = self.filled("02-2019", unit, kind, label)
        assert made.broken == ()
        found = {row.code: made.cell(row.code, column) for row in made.form.rows}
        return {code: cell.value for code, cell in found.items() if cell is not None and cell.value}


@pytest.fixture
def small(house: House) -> Small:
    return Small(house.furnished(FACT, DEADLINES), Walk(random.Random(1)))


CASE = UUID("0197a3c0-0000-7000-8000-000000000001")
OTHER = UUID("0197a3c0-0000-7000-8000-000000000002")


def open_case(small: Small, stream: UUID, day: str, unit: str = "KV1") -> None:
    small.act(
        stream, "case.opened.v1", day, {**BODY, "offences": [CHARGE], "facts": "Mất xe", "incident_on": "2020-01-02"},
        unit=unit,
    )  # fmt: skip


def test_a_case_transferred_is_new_once(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    small.act(CASE, "case.transferred.v1", "2020-02-03", {"number": "1", "to": "KV2"})
    small.act(
        CASE, "transferred_case.received.v1", "2020-02-10", {"number": "2", "from_agency": "KV1", "days_used": 20},
        unit="KV2",
    )  # fmt: skip
    small.finish()
    assert small.figures("2020-12m", "KV1", "unit") == {"2": 1, "5": 1}
    assert small.figures("2020-12m", "KV2", "unit") == {"4": 1, "6": 1, "11": 1}
    assert small.figures("2020-12m") == {"2": 1, "4": 1, "5": 1, "6": 1, "11": 1}
    assert small.figures("2020-03") == {"1": 1, "6": 1, "11": 1}


def test_a_case_split_is_not_new_and_a_case_joined_away_is_not_settled(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    link = small.walk.link(CASE, 1, "split_from")
    small.act(OTHER, "case.opened_on_split.v1", "2020-01-20", {**BODY, "offences": [CHARGE]}, links=(link,))
    into = small.walk.link(CASE, 1, "merged_into")
    small.act(OTHER, "case.joined_away.v1", "2020-02-20", {**BODY}, links=(into,))
    small.finish()
    assert small.figures("2020-01") == {"2": 1, "4": 1, "6": 2, "11": 2}
    assert small.figures("2020-02") == {"1": 2, "5": 1, "6": 1, "11": 1}
    assert small.figures("2020-12m") == {"2": 1, "4": 1, "5": 1, "6": 1, "11": 1}


def test_a_case_succeeded_to_changes_its_unit_and_nothing_else(small: Small) -> None:
    open_case(small, CASE, "2021-01-10", unit="KV2")
    ended = {"units": ["KV2"], "last_day": "2021-06-30", "successors": ["KV1"]}
    small.acts.append(small.walk._organise("unit.reorganised.v1", ended))
    small.act(
        CASE, "case.received_by_reorganisation.v1", "2021-07-02", {"number": "1", "from_unit": "KV2", "old_number": "5"}
    )
    small.finish()
    assert small.figures("2021-07", "KV2", "unit") == {"1": 1, "5": 1}
    assert small.figures("2021-07", "KV1", "unit") == {"4": 1, "6": 1, "11": 1}
    province = {"1": 1, "4": 1, "5": 1, "6": 1, "11": 1}
    assert small.figures("2021-07", "PX") == small.figures("2021-07") == province
    assert small.figures("2021-12m")["2"] == 1
    at = nation(small.house, len(small.acts))
    former = scope(at, "KV1", "unit", date(2021, 7, 31), succession=True)
    assert former.units == ("KV1", "KV2")
    assert scope(at, "KV1", "unit", date(2021, 7, 31)).units == ("KV1",)


def test_a_file_that_the_court_returned_in_vain_is_not_new_at_the_court_again(small: Small) -> None:
    """CR8: a return counts when it was accepted."""
    open_case(small, CASE, "2020-01-10")
    small.act(CASE, "case.accepted_by_court.v1", "2020-03-02", {**BODY})
    small.act(CASE, "file.returned_by_court.v1", "2020-03-20", {**BODY, "by": "judge"})
    small.act(CASE, "court_return.declined.v1", "2020-03-30", {"number": "1", "reasons": "Đủ chứng cứ"})
    small.act(CASE, "trial.scheduled.v1", "2020-04-10", {**BODY})
    small.finish()
    made = small.filled("03-2019", "TC", "both", "2020-12m")
    values = {line.code: line.cells[0].value for line in made.lines if line.cells[0].value}
    assert made.broken == ()
    assert values == {"2": 1, "3": 1, "6": 2, "7": 1, "11": 1, "14": 1, "19": 1, "21": values["21"]}


def test_a_case_recorded_twice_leaves_every_stock_when_the_streams_are_merged(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    open_case(small, OTHER, "2020-01-10")
    merged = {
        "number": "1", "kept": str(CASE), "merged": str(OTHER), "evidence": "Cùng số thụ lý",
        "approved_by": str(small.walk.officers["KV1"]),
    }  # fmt: skip
    links = (small.walk.link(CASE, 1, "merged_into"),)
    small.act(OTHER, "duplicate_streams.merged.v1", "2020-03-01", merged, links=links)
    small.finish()
    assert small.figures("2020-03") == {"1": 2, "5": 1, "6": 1, "11": 1}
    assert small.figures("2020-04") == {"1": 1, "6": 1, "11": 1}


def test_a_fact_that_two_terms_count_stands_on_one_page(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    open_case(small, OTHER, "2020-03-10")
    small.finish()
    size = len(small.acts)
    twice = expression("in(case.investigation) + in(case.investigation: opened)")
    when, where = period("2020-12m"), scope(nation(small.house, size), "TC", "both", date(2020, 11, 30))
    pages = []
    after: At | None = START
    while after is not None:
        page = opened(small.house.projector, twice, where, when, size, after=after, limit=1)
        pages.append([(fact.stream, fact.sign) for fact in page.facts])
        after = page.after
    assert pages == [[(CASE, 1), (CASE, 1)], [(OTHER, 1), (OTHER, 1)]]


def test_a_correction_stands_beside_the_act_and_changes_no_figure(small: Small) -> None:
    open_case(small, CASE, "2020-01-10")
    before = {"2": 1, "6": 1, "11": 1}
    link = small.walk.link(CASE, 1, "corrects")
    small.act(CASE, "act.corrected.v1", "2020-05-01", {"number": "1", "statement": "Sai ngày"}, links=(link,))
    small.finish()
    assert small.figures("2020-12m") == before
    made = small.filled("02-2019", "TC", "both", "2020-12m")
    page = opened(
        small.house.projector, expression_at(made.form, "2", "case"), made.scope, made.period, made.position
    )  # fmt: skip
    assert [fact.corrected_by for fact in page.facts] == [(len(small.acts),)]


def check_counted(kind: str, items: Iterable[Recorded]) -> Counter[str]:
    """The facts of a history: new once at most, and every stock what the state says. Gives the measures."""
    state, memory, clocks = initial(kind), None, Clocks()
    sums: Counter[tuple[str, UUID | None]] = Counter()
    measures: Counter[str] = Counter()
    for item in items:
        before, state = state, apply(state, item)
        step = Step(
            item, item.act, CATALOGUE[item.act.type], day_of(item.act.occurred_at), before, state, Organisation(),
            clocks.take(item, before, state),
        )  # fmt: skip
        for row in FACT.change(memory, step):
            if isinstance(row, Kept):
                memory = row.memory
                continue
            measures[row.measure] += row.amount
            if row.stock:
                sums[row.stock, row.person] += row.flow * row.amount
    assert measures["case.investigation.in.opened"] + measures["source.open.in.new"] <= 1
    assert measures["case.prosecution.in.submitted"] <= 1
    assert {place: amount for place, amount in sums.items() if amount} == {
        (f"{what}.{found.place}", person): found.amount
        for (what, person), found in standings(state).items()
        if f"{what}.{found.place}" in STOCKS
    }
    return measures


@pytest.mark.parametrize("seed", range(3))
def test_synthetic_files_are_new_once_and_stand_where_their_state_says(seed: int) -> None:
    found: Counter[str] = Counter()
    for history in histories(seed=seed, streams=120, clean=False):
        if history.kind in FACT.kinds:
            found += check_counted(history.kind, history.recorded())
    assert {"source.open.out.case_opened", "case.prosecution.out.indicted", "case.trial.out.judged"} <= found.keys()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_published_cases_are_new_once_and_stand_where_their_state_says(path: Path) -> None:
    streams: dict[str, list[Recorded]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            at = datetime(2026, 11, 1, tzinfo=UTC)
            stream, act = UUID(line["stream"]), act_from_json(line["act"])
            item = Recorded(stream, line["version"], line["position"], line["hash"], at, act)
            streams.setdefault(line["stream"], []).append(item)
    found: Counter[str] = Counter()
    for items in streams.values():
        if items[0].act.kind in FACT.kinds:
            found += check_counted(items[0].act.kind, items)
    assert {"accused.charged_first", "case.trial.out.judged"} <= found.keys()
