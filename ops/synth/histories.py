"""Histories of a synthetic nation, without a server.

    for history in histories(seed=1, streams=300, clean=True):
        history.kind, history.stream
        history.acts                 Made: occurred, entered, act, data (the bytes to sign), hash, disclosures
        history.recorded()           Recorded, as the ledger would give them: personal values withheld
        history.truth                what is wrong on purpose, empty in clean histories

The same arguments give the same histories. Clean ones keep every limit: nothing in them is late, flagged, or overdue
at the end of the period (`period_of(model()).last`). `simulated` gives the acts in the order in which they happen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from uuid import UUID

from domain.kernel.act import Recorded
from domain.kernel.coding import act_from_json
from ledger.format import decode
from ops.synth import model as figures
from ops.synth.cases import custody_case
from ops.synth.complaints import complaint
from ops.synth.days import DAY, Period, moment, period_of, weights
from ops.synth.model import Model
from ops.synth.nation import Nation, Province, plan, pretended, unit_weights
from ops.synth.others import direct_supervision, legal_assistance, petition
from ops.synth.region import Region
from ops.synth.sources import source
from ops.synth.streams import Made
from ops.synth.truth import Truth

ORIGIN = "synth.invalid/socai"
STREAMS_A_MATTER = 1.95  # measured
_MATTERS = {
    "source": source, "custody_case": custody_case, "complaint": complaint, "petition": petition,
    "direct_supervision": direct_supervision, "legal_assistance": legal_assistance,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """The acts of one stream."""

    kind: str
    stream: UUID
    acts: tuple[Made, ...]
    truth: tuple[Truth, ...]

    def recorded(self, first: int = 1) -> tuple[Recorded, ...]:
        """The acts as replay gives them: positions from `first` on, recorded when they were entered."""
        return tuple(recorded(made, position) for position, made in enumerate(self.acts, first))


def recorded(made: Made, position: int) -> Recorded:
    """An act at its place, as replay gives it."""
    _, body = decode(made.data)
    at: datetime = made.entered
    return Recorded(made.stream, made.version, position, made.hash.hex(), at, act_from_json(body))


def histories(
    model: Model | None = None, seed: int = 1, streams: int = 300, clean: bool = True, *,
    first: date | None = None, last: date | None = None,
) -> Iterator[History]:  # fmt: skip
    """About `streams` histories of a small nation, in the order in which they begin."""
    model = model or figures.model()
    matters = max(6, round(streams / STREAMS_A_MATTER))
    nation = pretended(plan(model, round(matters * model.size["acts_per_matter"])), ORIGIN)
    period = period_of(model, first, last)
    for region in regions(model, nation, period, matters, seed, clean):
        acts: dict[UUID, list[Made]] = {}
        for made in region.run():
            acts.setdefault(made.stream, []).append(made)
        wrong: dict[UUID, list[Truth]] = {}
        for each in region.truth:
            wrong.setdefault(each.stream, []).append(each)
        for stream, done in acts.items():
            yield History(done[0].kind, stream, tuple(done), tuple(wrong.get(stream, ())))


def regions(
    model: Model, nation: Nation, period: Period, matters: int, seed: int, clean: bool
) -> Iterator[Region]:  # fmt: skip
    """The regions of a nation with what comes in there, ready to run."""
    for province in nation.provinces:
        yield region(model, nation, province, period, matters, seed, clean)


def region(
    model: Model, nation: Nation, province: Province, period: Period, matters: int, seed: int, clean: bool
) -> Region:  # fmt: skip
    """One region with its share of `matters`."""
    made = Region(model, nation, province, period, f"{seed}/{matters}", clean)
    shares, chance = model.shares["matters"], made.chance
    days = list(accumulate(weights(model, period)))
    units = list(accumulate(unit_weights(province)))
    kinds: Sequence[str] = chance.choices(list(shares), list(shares.values()), k=round(matters * province.weight))
    for kind in kinds:
        office = chance.choices(province.units, cum_weights=units)[0]
        place = chance.choices(range(period.days), cum_weights=days)[0]
        at = moment(period.since + place * DAY) + timedelta(seconds=chance.randrange(86_400))
        made.start(_MATTERS[kind](made, office), at)
    return made


def simulated(region: Region) -> Iterator[Made]:
    """The acts of a region in the order in which they happen."""
    yield from region.run()
