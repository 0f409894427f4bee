"""`socai synth`: a synthetic nation recorded in a development ledger, lawful by construction, signed by invented
officers. What is wrong in it on purpose stands in a file of truth, so that findings can be checked against it.
"""

import json
import os
from collections import Counter
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ops.development_pki import DevelopmentPki
from ops.files import locked
from ops.founding import Roster
from ops.record import development_ledger, steps
from ops.running import bring_up
from ops.settings import Settings
from ops.synth.days import DAY, Period, period_of
from ops.synth.enrolling import enrol, keys_of
from ops.synth.errors import PeriodReversed
from ops.synth.model import model
from ops.synth.nation import first_day_of, nation, plan
from ops.synth.working import Order, carried_out
from ops.synth.writing import Place, writing

COLUMNS = (
    TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
    TimeElapsedColumn(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run made, and what of it was new to the ledger."""

    made: int
    recorded: int
    organisation: int  # acts of units and officers added
    kinds: Counter[str]  # streams
    violations: Counter[str]
    units: int
    making_s: float
    importing_s: float
    truth: Path

    def members(self) -> dict[str, Any]:
        """As JSON."""
        return {**{each.name: getattr(self, each.name) for each in fields(self)}, "truth": str(self.truth)}

    @classmethod
    def read(cls, members: dict[str, Any]) -> "Outcome":
        """The outcome of an earlier run, of which nothing is new any more."""
        counters = {name: Counter(members[name]) for name in ("kinds", "violations")}
        return cls(**{**members, **counters, "recorded": 0, "organisation": 0, "truth": Path(members["truth"])})


def synth(
    acts: Annotated[int, typer.Option(min=100, help="About how many acts.")] = 3000,
    seed: Annotated[int, typer.Option(help="The same number gives the same histories.")] = 1,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    days: Annotated[int | None, typer.Option(min=1, help="Length of the period, instead of one of its ends.")] = None,
    clean: Annotated[bool, typer.Option(help="Nothing late, nothing left out, nothing flagged.")] = False,
) -> None:
    """Record a synthetic nation: invented histories through the real law, signed with development keys."""
    settings, console = Settings(), Console()
    DevelopmentPki(settings.pki_folder, settings.deployment)  # first: never in a real deployment
    period = _period(first.date() if first else None, until.date() if until else None, days)
    service = bring_up(settings, steps(console))
    with development_ledger(settings, service.url, console) as (_, people):
        outcome = synthesised(settings, people, console, acts, seed, period, clean)
    show(outcome, period, console)


def synthesised(
    settings: Settings, people: Roster, console: Console, acts: int, seed: int, period: Period, clean: bool
) -> Outcome:  # fmt: skip
    """A nation of about `acts` acts in the ledger of this home, whose service runs. Raises: SynthFailed."""
    order, added = ordered(settings, people, acts, seed, period, clean)
    with (
        locked(settings.home / "synth.lock"),
        Progress(*COLUMNS, console=console, transient=True, disable=not console.is_terminal) as bar,
    ):
        task = bar.add_task("making", total=acts, rate="")

        def told(what: str, done: int, of: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(
                task, description=what, completed=done, total=of or acts, rate=f"{speed:,.0f}/s" if speed else ""
            )

        done, making, importing = carried_out(order, os.cpu_count() or 1, told)
    rows = sorted((row for each in done for row in each.truth), key=lambda row: (row["stream"], row["versions"]))
    truth = settings.home / "reports" / f"synth-truth-{seed}.jsonl"
    truth.parent.mkdir(exist_ok=True)
    truth.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return Outcome(
        sum(each.made for each in done), sum(each.recorded for each in done), added,
        sum((Counter(each.kinds) for each in done), Counter()), Counter(row["violation"] for row in rows),
        sum(1 + len(province.units) for province in order.nation.provinces), making, importing, truth,
    )  # fmt: skip


def ordered(
    settings: Settings, people: Roster, acts: int, seed: int, period: Period, clean: bool
) -> tuple[Order, int]:  # fmt: skip
    """What is to be made, its units and officers enrolled; and how many acts of the organisation that took."""
    figures = model()
    planned = plan(figures, acts)
    keys = keys_of(DevelopmentPki(settings.pki_folder, settings.deployment), planned, people)
    place = Place.of(settings)
    with writing(place) as parts:
        organisation, added = enrol(parts, planned, people, keys)
    made_of = nation(
        planned, people.origin, organisation, lambda who: keys[who.unit, who.title, who.number].sha256
    )  # fmt: skip
    order = Order(
        figures, made_of, period, max(6, round(acts / figures.size["acts_per_matter"])), seed, clean, place,
        {key.sha256: key for key in keys.values()}, settings.home / "synth",
    )  # fmt: skip
    return order, added


def show(outcome: Outcome, period: Period, console: Console) -> None:
    """What was made, in a few lines."""
    lines = [
        ("period", f"{period.first} to {period.last}, carried over since {period.since}"),
        ("units", f"{outcome.units}, {outcome.organisation} acts of the organisation added"),
        ("acts", f"{outcome.made} made, {outcome.recorded} of them new to the ledger"),
        ("histories", ", ".join(f"{count} {kind}" for kind, count in outcome.kinds.most_common())),
        ("violations", ", ".join(f"{count} {name}" for name, count in outcome.violations.most_common()) or "none"),
        ("made", _rate(outcome.made, outcome.making_s)),
        ("imported", _rate(outcome.recorded, outcome.importing_s)),
        ("truth", str(outcome.truth)),
    ]
    for name, value in lines:
        console.print(f"{name:<12}{value}", markup=False, highlight=False, soft_wrap=True)


def _rate(number: int, seconds: float) -> str:
    return f"{seconds:.1f} s, {number / max(seconds, 0.001):,.0f} acts/s"


def _period(first: date | None, last: date | None, days: int | None) -> Period:
    """The period asked for. Raises: PeriodReversed."""
    figures = model()
    last = last or (first + (days - 1) * DAY if first and days else figures.last_day)
    first = first or (last - (days - 1) * DAY if days else figures.first_day)
    found = period_of(figures, first, last)
    if found.first > found.last or found.since < first_day_of(plan(figures, 10**9)):
        raise PeriodReversed(str(first), str(last))
    return found
