"""Cases, the acts of files and differences as of any position; the two clocks."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from projections_kit.house import House
from projections_kit.walk import Walk

from domain.kernel.calendar import day_of
from domain.kernel.deciding import fold
from projections import history as histories
from projections.case_status import CASE_STATUS
from projections.errors import NotYet
from projections.file_acts import Upto, of_files
from projections.reading import CaseFilter, case, cases
from projections.rows import position


@pytest.fixture
def walk() -> Walk:
    return Walk(random.Random(61))


@pytest.fixture
def projected(house: House, walk: Walk) -> House:
    house.prepare()
    house.record(walk.found())
    house.record(walk.steps(400, 12), 20)
    house.project()
    return house


def recorded(house: House, walk: Walk, kind: str = "criminal_case") -> list[list[histories.Recorded]]:
    streams = [stream for stream, known in walk.kinds.items() if known == kind and walk.heads.get(stream)]
    found: dict[object, list[histories.Recorded]] = {}
    for act in histories.of_streams(house.projector, streams, walk.position):
        found.setdefault(act.stream, []).append(histories.recorded(act))
    return list(found.values())


def test_a_case_as_of_every_position_is_the_fold_up_to_it(projected: House, walk: Walk) -> None:
    for acts in recorded(projected, walk):
        stream = acts[0].stream
        assert case(projected.projector, stream, acts[0].position - 1) is None
        for act in acts:
            state = histories.state_at(acts, "criminal_case", position=act.position)
            found = case(projected.projector, stream, act.position)
            assert found is not None
            assert (found.status.stage, found.status.findings) == (state.stage, len(state.flags))
            assert [seen.row.label for seen in found.accused] == [a.label for a in state.accused.values()]
            assert found.status.prosecutors == state.prosecutors
            assert all(at <= act.position for at in found.acts.values())
            assert not found.stopped


def test_the_state_of_a_day_folds_what_had_happened_by_then(projected: House, walk: Walk) -> None:
    """The procedural clock: an act entered late counts for the day on which it happened, in the order of the
    versions.
    """
    late = 0
    for acts in recorded(projected, walk):
        days = sorted({day_of(act.act.occurred_at) for act in acts})
        for day in days:
            happened = [act for act in acts if day_of(act.act.occurred_at) <= day]
            late += happened != acts[: len(happened)]
            assert histories.state_at(acts, "criminal_case", valid_at=day) == fold("criminal_case", happened)
        before = days[0] - timedelta(days=1)
        assert histories.state_at(acts, "criminal_case", valid_at=before).version == 0
        last = acts[len(acts) // 2].position
        known = [act for act in acts if act.position <= last and day_of(act.act.occurred_at) <= days[-1]]
        both = histories.state_at(acts, "criminal_case", position=last, valid_at=days[-1])
        assert both == fold("criminal_case", known)
    assert late  # the walk did enter acts late


def test_the_acts_of_a_file_are_read_up_to_a_position(projected: House, walk: Walk) -> None:
    for acts in recorded(projected, walk):
        stream, half = acts[0].stream, acts[len(acts) // 2].position
        found = of_files(projected.projector, [Upto(stream, walk.position)])[stream]
        assert [act.recorded for act in found] == acts
        assert of_files(projected.projector, [Upto(stream, half)])[stream] == found[: len(acts) // 2 + 1]
        some = frozenset(act.act.type for act in acts[:2])
        assert [act.type for act in of_files(projected.projector, [Upto(stream, walk.position)], some)[stream]] == [
            act.act.type for act in acts if act.act.type in some
        ]


def test_a_correcting_act_names_what_it_corrects(projected: House, walk: Walk) -> None:
    stream = next(acts[0].stream for acts in recorded(projected, walk))
    link = walk.link(stream, 1, "corrects")
    projected.record([walk.act(stream, "act.corrected.v1", "2022-01-01", {"statement": "Sai ngày"}, links=(link,))])
    first, *_, last = of_files(projected.projector, [Upto(stream, walk.position)])[stream]
    assert (first.corrects, last.corrects, last.summary) == ((), (1,), "Sai ngày")


def test_paging_through_cases_never_skips_or_repeats(projected: House, walk: Walk) -> None:
    as_of, found, after = walk.position, [], 0
    while True:
        page = cases(projected.projector, CaseFilter(), as_of, after=after, limit=3)
        found += [seen.stream for seen in page.rows]
        if page.after is None:
            break
        after = page.after
        projected.record(walk.steps(10, 3))
        projected.project()
    assert len(found) == len(set(found))
    assert set(found) == set(projected.stored(CASE_STATUS, as_of))


@pytest.mark.parametrize(
    "wanted",
    [
        CaseFilter(kinds=("criminal_case",)),
        CaseFilter(kinds=("petition", "criminal_case", "information_source"), stage="investigation"),
        CaseFilter(prosecutor=UUID(int=7)),
        CaseFilter(units=("KV1", "KV2")),
        CaseFilter(year=2020),
        CaseFilter(has_findings=True),
        CaseFilter(has_findings=False),
        CaseFilter(offence="văn bản"),
        CaseFilter(opened_from=date(2020, 3, 1), opened_until=date(2020, 12, 31)),
    ],
)
def test_filters_keep_what_they_say(projected: House, walk: Walk, wanted: CaseFilter) -> None:
    def fits(row: object) -> bool:
        return (
            (wanted.kinds is None or row.kind in wanted.kinds)  # type: ignore[attr-defined]
            and (wanted.stage is None or row.stage == wanted.stage)  # type: ignore[attr-defined]
            and (wanted.prosecutor is None or wanted.prosecutor in row.prosecutors)  # type: ignore[attr-defined]
            and (wanted.units is None or row.unit in wanted.units)  # type: ignore[attr-defined]
            and (wanted.year is None or row.year == wanted.year)  # type: ignore[attr-defined]
            and (wanted.has_findings is None or (row.findings > 0) == wanted.has_findings)  # type: ignore[attr-defined]
            and (wanted.offence is None or any(wanted.offence in text for text in row.offences))  # type: ignore[attr-defined]
            and (wanted.opened_from is None or row.opened_on >= wanted.opened_from)  # type: ignore[attr-defined]
            and (wanted.opened_until is None or row.opened_on <= wanted.opened_until)  # type: ignore[attr-defined]
        )

    for as_of in (walk.position, walk.position // 2):
        every = cases(projected.projector, CaseFilter(), as_of, limit=100).rows
        found = cases(projected.projector, wanted, as_of, limit=100).rows
        assert found == [seen for seen in every if fits(seen.row)]


def test_a_position_not_reached_is_refused(projected: House, walk: Walk) -> None:
    connection = projected.connect("socai_reader")
    assert position(connection) == walk.position
    assert position(connection, 5) == 5
    assert position(connection, datetime.now(UTC)) == walk.position
    assert position(connection, datetime(2000, 1, 1, tzinfo=UTC)) == 0
    projected.record(walk.steps(10, 2))
    with pytest.raises(NotYet) as refused:
        position(connection, walk.position)
    assert refused.value.asked == walk.position
