"""`socai demo`: fourteen real, anonymised cases recorded act by act, a small synthetic district beside them, verified,
read back and served.

Everything is as in a real deployment but the officers and their keys, which are invented, as is the district; it
refuses to run in one.
Run again it finds what is there, adds nothing, and verifies anew.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from ledger.database import connect
from ops import demo_reading
from ops.chronology import summary
from ops.chronology.accounts import CaseReport, total
from ops.chronology.reader import read
from ops.database import find_database
from ops.demo_report import record_report
from ops.development_pki import DevelopmentPki
from ops.errors import ProjectionsBehind
from ops.founding import Roster
from ops.record import development_ledger, record_all, steps
from ops.running import bring_up
from ops.settings import Settings, ledger_origin
from ops.synth.command import Outcome, synthesised
from ops.synth.days import period_of
from ops.synth.model import model
from ops.verify.command import EXIT, show, verify_home
from ops.verify.findings import Report
from projections.catalogue import PROJECTIONS
from projections.runner import Standing, standing

CASES = Path(__file__).parent / "data" / "real_cases.yaml"
DISTRICT_ACTS = 2500
DISTRICT_SEED = 1
DISTRICT = "district.json"  # among the reports of the home
CATCH_UP_S = 60.0
PLAIN: dict[str, Any] = {"highlight": False, "soft_wrap": True}


def demo() -> None:
    """Record the example cases in a development ledger, verify it, and leave it running for the browser."""
    settings, console = Settings(), Console()
    begun = time.monotonic()
    DevelopmentPki(settings.pki_folder, settings.deployment)  # first: never in a real deployment
    told = steps(console)
    service = bring_up(settings, told)
    chronology = read(CASES)
    told("recording the development organisation and the cases")
    with development_ledger(settings, service.url, console) as (client, people):
        reports = record_all(client, people, chronology, console)
        place = settings.home / "reports" / f"{CASES.stem}.md"
        summary.write(place, chronology, client.origin, reports)
        console.print(summary.table(reports))
        told("recording a small synthetic district")
        district, before = _district(settings, people, console)
        told("waiting for the registers")
        wait_for_projections(settings)
        told("recording a report of the district")
        report = record_report(client, people, settings, DISTRICT_ACTS)
        registers = wait_for_projections(settings)
        told("verifying the whole ledger")
        verified = verify_home(settings, console)
        told("reading back")
        read_back = list(demo_reading.lines(client, people.head, settings, service.url, before, report))
        link = client.log_in(people.head)["link"]
    if verified.outcome != "holds":
        show(verified, console)
    lines = _summary(settings, reports, people, verified, registers, district)
    for name, value in (*lines, *read_back, ("took", f"{time.monotonic() - begun:.1f} s"), ("every act", str(place))):
        console.print(f"{name:<14}{value}", markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"\nOpen [bold]{service.url}{link}[/] (once, within two minutes; `socai login` gives another)", **PLAIN
    )
    console.print(f"{reports[0].case.id} is then at {service.url}/pages/cases/{reports[0].streams[0].id}", **PLAIN)
    console.print("`socai down` stops everything, `socai demo` starts it again.", **PLAIN)
    if verified.outcome != "holds":
        raise typer.Exit(EXIT[verified.outcome])


def _district(settings: Settings, people: Roster, console: Console) -> tuple[Outcome, int]:
    """The synthetic district, and the position before it. It is made once: another version of the program makes other
    histories of the same seed, which the ledger would not take for those that it has.
    """
    kept = settings.home / "reports" / DISTRICT
    if kept.exists():
        members = json.loads(kept.read_text(encoding="utf-8"))
        return Outcome.read(members["outcome"]), members["before"]
    before = wait_for_projections(settings).size
    outcome = synthesised(settings, people, console, DISTRICT_ACTS, DISTRICT_SEED, period_of(model()), clean=False)
    kept.write_text(json.dumps({"before": before, "outcome": outcome.members()}), encoding="utf-8")
    return outcome, before


def wait_for_projections(settings: Settings, patience_s: float = CATCH_UP_S) -> Standing:
    """How the registers stand when they hold every act. Raises: ProjectionsBehind when that takes too long."""
    until = time.monotonic() + patience_s
    with connect(find_database(settings).conninfo("socai_projector")) as connection:
        while True:
            found = standing(connection, PROJECTIONS)
            if found.position is not None and found.lag == 0:
                return found
            if time.monotonic() > until:
                raise ProjectionsBehind(found.position or 0, found.size)
            time.sleep(0.1)


def _summary(
    settings: Settings,
    reports: list[CaseReport],
    people: Roster,
    verified: Report,
    registers: Standing,
    district: Outcome,
) -> Iterator[tuple[str, str]]:
    published = sum(len(report.case.acts) for report in reports)
    signed = len(set().union(*(report.officers for report in reports)))
    new = sum(report.new for report in reports)
    yield "ledger", ledger_origin(settings)
    yield "cases", f"{len(reports)}"
    yield (
        "published",
        (
            f"{published} acts: {total(reports, 'placed')} placed, {total(reports, 'fact')} recorded as facts, "
            f"{total(reports, 'refused')} refused; {total(reports, 'added')} added as inferred"
        ),
    )
    yield (
        "district",
        f"{district.made} synthetic acts in {district.kinds.total()} files, {district.recorded} recorded by this run,"
        f" {district.violations.total()} things wrong on purpose",
    )
    yield "acts", f"{verified.size} in the ledger, organisation included; {new} recorded by this run"
    yield "officers", f"{len(people.signatories)} invented, {signed} of them signed acts of the cases"
    yield "root hash", verified.root.hex()
    yield "verification", f"{verified.outcome}, in {verified.seconds:.1f} s"
    yield "registers", f"at position {registers.position}, {len(registers.quarantined)} files quarantined"
