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
list of acts. So the table could be append-only; it is not declared so because the fold remembers in a row of its own
(version 0) which unit is in charge, and an append-only projection is given no rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, NamedTuple
from uuid import UUID

from domain.states.criminal_case import CriminalCase, recharged, touched
from projections.case_status import TAKING, TAKING_OVER
from projections.declaration import Called, Index, Key, Projection, Step, Tally
from projections.statistics.crimes import NONE, Crime, of_case
from projections.statistics.events import events
from projections.statistics.reasons import CONTINUED, MERGED, MOVED, RECHARGED, SETTLES, way_in, way_out
from projections.statistics.standing import STOCKS, Standing, standings
from projections.statistics.standing import Key as What

KINDS = frozenset((
    "information_source", "criminal_case", "enforcement", "complaint", "petition", "direct_supervision", "dossier",
))  # fmt: skip
COMING = frozenset(("transferred_case.received.v1", "transferred_case.received_for_prosecution.v1"))
TAKEN = TAKING | TAKING_OVER | COMING  # acts that put the unit which records them in charge
IN_CHARGE = "in_charge"  # measure of the row in which the fold remembers; it counts nothing
MERGED_AWAY = "merged_away"  # the same row of a stream that is a second one of the same thing
RETURNED = "case.trial.out.returned"
CORRECTED = ("act.corrected.v1",)


class Fact(NamedTuple):
    """One thing that an act counts for."""

    version: Annotated[int, Called("Hành vi thứ", "Version of the act")]  # 0: the row in which the fold remembers
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


class Change(NamedTuple):
    """A flow, before it is a row."""

    what: What
    flow: int
    reason: str
    standing: Standing
    unit: str

    @property
    def stock(self) -> str:
        """Its name: what, and where it stands."""
        return f"{self.what[0]}.{self.standing.place}"


def change(rows: Mapping[Key, Fact], step: Step) -> Iterable[Fact]:
    changes: list[Fact] = []
    memory = rows.get((0, 0))
    if memory is None:
        memory = _memory(step)
        changes.append(memory)
    version, day, act = step.recorded.version, step.day, step.act
    unit = act.actor.unit if act.type in TAKEN else memory.unit
    before_events = 0
    if memory.measure == IN_CHARGE:
        merged = act.type == "duplicate_streams.merged.v1" and act.data.merged == step.recorded.stream
        if merged or unit != memory.unit or _moves(step):
            flows = [found for found in _flows(rows, step, memory.unit, unit, merged) if found.stock in STOCKS]
            for number, found in enumerate(flows, 1):
                changes.append(_row_of(found, version, number, day, memory.own_agency))
            before_events = len(flows)
        if merged or unit != memory.unit:
            changes.append(memory._replace(unit=unit, day=day, measure=MERGED_AWAY if merged else IN_CHARGE))
    by = act.actor.unit if step.act_type.own else unit
    ordinal = before_events
    for event in events(step):
        ordinal += 1
        changes.append(Fact(
            version, ordinal, event.measure, None, 0, event.amount, by, day, event.person, *event.crime,
            event.juvenile, event.legal_person, memory.own_agency, None,
        ))  # fmt: skip
    if act.type in CORRECTED:
        corrected = step.after.corrections[-1].corrected if step.after.corrections else None
        changes.append(Fact(
            version, ordinal + 1, "act.corrected", None, 0, 1, by, day, None, *NONE,
            False, False, memory.own_agency, corrected,
        ))  # fmt: skip
    return changes


def _memory(step: Step) -> Fact:
    own = step.act.type.startswith("agency_")
    return Fact(
        0, 0, IN_CHARGE, None, 0, 0, step.act.actor.unit, step.day, None, *NONE, False, False, own, None
    )  # fmt: skip


def _moves(step: Step) -> bool:
    """Whether the act can have moved something between places, or put it under another crime."""
    before, after = step.before, step.after
    if before is after:
        return False
    if before.stage != after.stage:
        return True
    if isinstance(after, CriminalCase):
        return (
            before.accused is not after.accused
            or before.offences is not after.offences
            or before.incident_on != after.incident_on
            or step.act.type in SETTLES
        )
    return False


def _flows(rows: Mapping[Key, Fact], step: Step, unit: str, new_unit: str, merged: bool) -> list[Change]:
    """The flows of an act: first out of one unit and into another, then what the act itself moves."""
    settles = SETTLES.get(step.act.type)
    before, after = _around(step, merged, every=merged or unit != new_unit or settles is not None)
    flows: list[Change] = []
    if unit != new_unit:
        for what, standing in before.items():
            flows.append(Change(what, -1, MOVED, standing, unit))
            flows.append(Change(what, 1, MOVED, standing, new_unit))
    returned = 0
    if isinstance(step.before, CriminalCase) and step.before.court_returns and step.before.stage == "indicted":
        returned = max((row.version for row in rows.values() if row.measure == RETURNED), default=0)
    for what in dict.fromkeys((*before, *after)):
        old, new = before.get(what), after.get(what)
        if old != new:
            flows += _of_one(step, what, old, new, new_unit, settles, merged, returned)
    return flows


def _around(step: Step, merged: bool, every: bool) -> tuple[Mapping[What, Standing], Mapping[What, Standing]]:
    """What stood before the act and what stands after it; unless `every` is asked for or the stage changes, of the
    accused those only whom the act touched: the others stand where they stood.
    """
    before, after = step.before, step.after
    persons = crime = None
    if isinstance(after, CriminalCase):
        changed = touched(before, after)
        persons = None if every or before.stage != after.stage else changed
        crime = None if merged or recharged(before, after, changed) else of_case(after)
    return standings(before, persons, crime), {} if merged else standings(after, persons, crime)


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
    if old is not None and new is not None and _counted(old) != _counted(new):
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
    if old is not None:
        reason = MERGED if merged else way_out(word, step, person, new.place if new else None)
        yield Change(what, -1, reason, old, unit)
    if new is not None:
        yield Change(what, 1, way_in(word, new.place, step, person, old.place if old else None, returned), new, unit)


def _counted(standing: Standing) -> tuple[int, Crime, bool, bool]:
    return standing.amount, standing.crime, standing.juvenile, standing.legal_person


def _row_of(found: Change, version: int, ordinal: int, day: date, own_agency: bool) -> Fact:
    (_, person), standing, stock = found.what, found.standing, found.stock
    measure = f"{stock}.{'in' if found.flow > 0 else 'out'}.{found.reason}"
    return Fact(
        version, ordinal, measure, stock, found.flow, standing.amount, found.unit, day, person, *standing.crime,
        standing.juvenile, standing.legal_person, own_agency, None,
    )  # fmt: skip


# What counts: every row but the one in which the fold remembers.
COUNTS = "version > 0"
MARKS = ("measure", "stock", "flow", "crime_class", "juvenile", "legal_person", "own_agency")
BY_MONTH = Tally("fact_by_month", MARKS, month_of="day", sums="amount", where=COUNTS)
BY_ARTICLE = Tally("fact_by_article", (*MARKS, "article"), month_of="day", sums="amount", where=COUNTS)

FACT = Projection(
    name="fact",
    title_vi="Số liệu thống kê phát sinh từ hành vi tố tụng",
    title_en="What acts count for",
    kinds=KINDS,
    row=Fact,
    key=("version", "ordinal"),
    change=change,
    indexes=(
        Index(("stock", "day"), "stock IS NOT NULL"),
        Index(("measure", "day"), "stock IS NULL"),
        Index(("unit", "day")),
    ),
    traced=False,
    clocked=True,
    tallies=(BY_MONTH, BY_ARTICLE),
    rests_on=tuple(f"projections.statistics.{name}" for name in ("crimes", "events", "reasons", "standing")),
)
