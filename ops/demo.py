"""`socai demo`: fourteen real, anonymised cases recorded act by act, verified, and served.

Everything is as in a real deployment but the officers and their keys, which are invented; it refuses to run in one.
Run again it finds what is there, adds nothing, and verifies anew.
"""

import time
from pathlib import Path

import typer
from rich.console import Console
from rich.panel import Panel

from ledger.database import connect
from ops.chronology import summary
from ops.chronology.accounts import CaseReport, total
from ops.chronology.reader import read
from ops.database import find_database
from ops.development_pki import DevelopmentPki
from ops.errors import ProjectionsBehind
from ops.founding import Roster
from ops.record import development_ledger, record_all
from ops.running import bring_up
from ops.settings import Settings, ledger_origin
from ops.verify.command import EXIT, show, verify_home
from ops.verify.findings import Report
from projections.catalogue import PROJECTIONS
from projections.runner import standing

CASES = Path(__file__).parent / "data" / "real_cases.yaml"
CATCH_UP_S = 60.0


def demo() -> None:
    """Record the example cases in a development ledger, verify it, and leave it running for the browser."""
    settings, console = Settings(), Console()
    begun = time.monotonic()
    DevelopmentPki(settings.pki_folder, settings.deployment)  # first: never in a real deployment
    with console.status("") as shown:
        service = bring_up(settings, shown.update)
    chronology = read(CASES)
    with development_ledger(settings, service.url, console) as (client, people):
        reports = record_all(client, people, chronology, console)
        place = settings.home / "reports" / f"{CASES.stem}.md"
        summary.write(place, chronology, client.origin, reports)
        console.print(summary.table(reports))
        with console.status("projections are catching up"):
            wait_for_projections(settings)
        verified = verify_home(settings, console)
        link = client.log_in(people.head)["link"]
    if verified.outcome != "holds":
        show(verified, console)
    console.print(_summary(settings, reports, people, verified, time.monotonic() - begun))
    console.print(
        f"\n  Open [bold]{service.url}{link}[/] (once, within two minutes; then `socai login`)", soft_wrap=True
    )
    console.print(f"  every act with its reason: {place}", markup=False, soft_wrap=True)
    console.print("  stop it with `socai down`, verify it with `socai verify`")
    if verified.outcome != "holds":
        raise typer.Exit(EXIT[verified.outcome])


def wait_for_projections(settings: Settings) -> None:
    """Returns when the registers hold every act. Raises: ProjectionsBehind after a minute."""
    until = time.monotonic() + CATCH_UP_S
    with connect(find_database(settings).conninfo("socai_projector")) as connection:
        while True:
            found = standing(connection, PROJECTIONS)
            if found.position is not None and found.lag == 0:
                return
            if time.monotonic() > until:
                raise ProjectionsBehind(found.position or 0, found.size)
            time.sleep(0.1)


def _summary(settings: Settings, reports: list[CaseReport], people: Roster, verified: Report, seconds: float) -> Panel:
    published = sum(len(report.case.acts) for report in reports)
    signed = len(set().union(*(report.officers for report in reports)))
    lines = (
        f"ledger         {ledger_origin(settings)}",
        f"cases          {len(reports)}, {published} published acts: {total(reports, 'placed')} placed, "
        f"{total(reports, 'fact')} as facts, {total(reports, 'refused')} refused; "
        f"{total(reports, 'added')} added as inferred",
        f"acts           {verified.size} in the ledger, {sum(report.new for report in reports)} new of cases",
        f"officers       {len(people.signatories)} invented, {signed} of them signed acts of cases",
        f"root hash      {verified.root.hex()}",
        f"verification   {verified.outcome}, {verified.seconds:.1f} s",
        f"took           {seconds:.1f} s",
    )
    return Panel("\n".join(lines), title="Sổ Cái", title_align="left", expand=False)
