"""Facts: every row is one thing that an act counts for. Statistics are sums over them and nothing else.

A fact of a flow says that something came into a stock (flow +1) or left it (-1); every other fact says that something
was done (flow 0). What is carried over into a period is the sum of the flows before it, what remains the sum up to its
end: so total = carried over + new + in - out holds by construction, months add up to the year, and units add up to
province and nation.

The unit of a fact of a flow is the one in charge of the file when the act happened; of any other, the one whose act it
is when the procuracy acts, else the one in charge. A file that passes from one unit to another leaves every stock of
the one and comes into the same stock of the other: within a province or the nation both cancel out, and neither is
counted as new. What is counted under another crime from now on leaves and comes in the same way.

Facts are never changed: who corrects an act does not undo it, and what the correction says stands beside it in the
list of acts.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import Annotated, NamedTuple
from uuid import UUID

from domain.states.criminal_case import CriminalCase, recharged, touched
from projections.case_status import TAKING, TAKING_OVER
from projections.declaration import Called, Index, Kept, Projection, Step, Tally
from projections.statistics.counted import CORRECTED, RESTS_ON, of_matrices
from projections.statistics.crimes import NONE, Crime, of_case
from projections.statistics.events import events
from projections.statistics.reasons import CONTINUED, MERGED, MOVED, RECHARGED, SETTLES, way_in, way_out
from projections.statistics.standing import OF_PERSONS, Standing, standings, stock_of
from projections.statistics.standing import Key as What

KINDS = frozenset((
    "information_source", "criminal_case", "enforcement", "complaint", "petition", "direct_supervision", "dossier",
))  # fmt: skip
COMING = frozenset(("transferred_case.received.v1", "transferred_case.received_for_prosecution.v1"))
TAKEN = TAKING | TAKING_OVER | COMING  # acts that put the unit which records them in charge
RETURNED = "case.trial.out.returned"
CORRECTION = "act.corrected.v1"
MERGE = "duplicate_streams.merged.v1"


class Fact(NamedTuple):
    """One thing that an act counts for."""

    version: Annotated[int, Called("Hành vi thứ", "Version of the act")]
    ordinal: Annotated[int, Called("Thứ tự", "Ordinal within the act")]
    measure: Annotated[str, Called("Chỉ tiêu", "Measure")]
    stock: Annotated[str | None, Called("Tồn", "Stock")]  # that a flow changes
    flow: Annotated[int, Called("Tăng giảm", "Flow")]  # +1, -1; 0 for what is counted once
    amount: Annotated[int, Called("Số lượng", "Amount")]  # above 1: a group that the file does not itemise
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    day: Annotated[date, Called("Ngày", "Day")]  # Vietnamese calendar day of the act
    person: Annotated[UUID | None, Called("Người", "Person")]  # pseudonymous
    article: Annotated[str | None, Called("Điều luật", "Article")]
    clause: Annotated[str | None, Called("Khoản", "Clause")]
    crime_class: Annotated[str | None, Called("Loại tội phạm", "Class of crime")]
    juvenile: Annotated[bool, Called("Người chưa thành niên", "Juvenile")]
    legal_person: Annotated[bool, Called("Pháp nhân", "Legal person")]
    own_agency: Annotated[bool, Called("CQĐT VKSND tối cao", "Own investigating agency")]
    concerns: Annotated[int | None, Called("Đính chính hành vi thứ", "Corrects the act of version")]


class Memory(NamedTuple):
    """What the fold remembers of a stream."""

    unit: str  # in charge
    own_agency: bool
    crime: Crime = NONE  # of the case as it stands
    standing: Mapping[What, Standing] = MappingProxyType({})
    returned: int = 0  # version of the act with which the court last returned the file
    merged: bool = False  # it turned out to be a second stream of the same thing


class Change(NamedTuple):
    """A flow, before it is a row."""

    what: What
    flow: int
    reason: str
    standing: Standing
    unit: str


def change(memory: Memory | None, step: Step) -> Iterable[Fact | Kept]:
    act, state, version, day = step.act, step.after, step.recorded.version, step.day
    first = memory is None
    if memory is None:
        memory = Memory(act.actor.unit, act.type.startswith("agency_"))
    unit = act.actor.unit if act.type in TAKEN else memory.unit
    own_agency, returned, merged = memory.own_agency, memory.returned, memory.merged
    if act.type == MERGE and act.data.merged == step.recorded.stream:
        merged = True
    crime, standing = _stands(memory, step, merged)
    rows: list[Fact | Kept] = []
    if standing is not memory.standing or unit != memory.unit:
        for found in _flows(memory, step, unit, standing, merged):
            stock = stock_of(found.what, found.standing.place)
            if stock is not None:
                row = _row_of(found, stock, version, len(rows) + 1, day, own_agency)
                rows.append(row)
                if row.measure == RETURNED:
                    returned = version
    by = act.actor.unit if step.act_type.own else unit
    for event in events(step, crime):
        rows.append(Fact(
            version, len(rows) + 1, event.measure, None, 0, event.amount, by, day, event.person, *event.crime,
            event.juvenile, event.legal_person, own_agency, None,
        ))  # fmt: skip
    if act.type == CORRECTION:
        corrected = state.corrections[-1].corrected if state.corrections else None
        rows.append(Fact(
            version, len(rows) + 1, CORRECTED, None, 0, 1, by, day, None, *NONE, False, False, own_agency, corrected
        ))  # fmt: skip
    if first or standing is not memory.standing or unit != memory.unit or crime != memory.crime:
        rows.append(Kept(Memory(unit, own_agency, crime, standing, returned, merged)))
    return rows


def _stands(memory: Memory, step: Step, merged: bool) -> tuple[Crime, Mapping[What, Standing]]:
    """The crime of the case after an act, and all that stands somewhere; what is remembered itself where neither can
    have changed. Where the file stands still, only the accused whom the act touched can have moved.
    """
    before, after, crime = step.before, step.after, memory.crime
    persons: tuple[UUID, ...] = ()
    if isinstance(after, CriminalCase):
        persons = touched(before, after)
        if recharged(before, after, persons):
            crime = of_case(after)
    if merged:
        return crime, memory.standing if memory.merged else {}
    if before.stage != after.stage:
        return crime, standings(after, None, crime)
    if not persons and crime == memory.crime:
        return crime, memory.standing
    standing = {**memory.standing}
    for place in product(OF_PERSONS, persons):
        standing.pop(place, None)
    return crime, standing | standings(after, persons, crime)


def _flows(memory: Memory, step: Step, unit: str, after: Mapping[What, Standing], merged: bool) -> list[Change]:
    """The flows of an act: first out of one unit and into another, then what the act itself moves."""
    settles, before = SETTLES.get(step.act.type), memory.standing
    flows: list[Change] = []
    if unit != memory.unit:
        for what, standing in before.items():
            flows.append(Change(what, -1, MOVED, standing, memory.unit))
            flows.append(Change(what, 1, MOVED, standing, unit))
    pairs: list[tuple[What, Standing | None, Standing | None]]
    pairs = [(what, old, after.get(what)) for what, old in before.items()]
    pairs += [(what, None, new) for what, new in after.items() if what not in before]
    for what, old, new in pairs:
        if old is not new and old != new:
            flows += _of_one(step, what, old, new, unit, settles, merged, memory.returned)
    return flows


def _of_one(
    step: Step,
    what: What,
    old: Standing | None,
    new: Standing | None,
    unit: str,
    settles: str | None,
    merged: bool,
    returned: int,
) -> Iterator[Change]:
    if old is not None and new is not None and old[1:] != new[1:]:
        yield Change(what, -1, RECHARGED, old, unit)
        old = new._replace(place=old.place)
        yield Change(what, 1, RECHARGED, old, unit)
    if old is not None and new is not None and old.place == new.place:
        return
    word, person = what
    if old is not None and settles is not None and settles != old.place and word in ("case", "accused"):
        passing = old._replace(place=settles)
        yield Change(what, -1, CONTINUED, old, unit)
        yield Change(what, 1, CONTINUED, passing, unit)
        old = passing
    if old is not None and stock_of(what, old.place):
        reason = MERGED if merged else way_out(word, step, person, new.place if new else None)
        yield Change(what, -1, reason, old, unit)
    if new is not None and stock_of(what, new.place):
        yield Change(what, 1, way_in(word, new.place, step, person, old.place if old else None, returned), new, unit)


def _row_of(found: Change, stock: str, version: int, ordinal: int, day: date, own_agency: bool) -> Fact:
    (_, person), standing = found.what, found.standing
    measure = f"{stock}.{'in' if found.flow > 0 else 'out'}.{found.reason}"
    return Fact(
        version, ordinal, measure, stock, found.flow, standing.amount, found.unit, day, person, *standing.crime,
        standing.juvenile, standing.legal_person, own_agency, None,
    )  # fmt: skip


MARKS = ("measure", "stock", "flow", "crime_class", "juvenile", "legal_person", "own_agency")
BY_MONTH = Tally("fact_by_month", MARKS, month_of="day", sums="amount")
BY_ARTICLE = Tally("fact_by_article", ("article", *MARKS), month_of="day", sums="amount")
BY_UNIT = Tally("fact_by_unit", ("unit", *MARKS), month_of="day", sums="amount", years=True, only=of_matrices())

FACT = Projection(
    name="fact",
    title_vi="Số liệu thống kê phát sinh từ hành vi tố tụng",
    title_en="What acts count for",
    kinds=KINDS,
    row=Fact,
    key=("version", "ordinal"),
    change=change,
    indexes=(
        Index(("measure", "day")),
        Index(("unit", "measure", "day")),
        Index(()),  # by position
    ),
    append_only=True,
    clocked=True,
    tallies=(BY_MONTH, BY_ARTICLE, BY_UNIT),
    rests_on=(
        *RESTS_ON,
        *(f"projections.statistics.{name}" for name in ("crimes", "events", "reasons", "standing")),
    ),
)
