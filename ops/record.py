"""`socai record FILE`: the published acts of real cases, recorded through the HTTP API with development keys.

The officers are invented and their keys are at hand, so this is for demonstration and development only.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.parts import Deployment
from ops.chronology import summary
from ops.chronology.accounts import CaseReport
from ops.chronology.client import LedgerClient, introduced
from ops.chronology.errors import NotFoundedHere
from ops.chronology.player import CasePlayer
from ops.chronology.reader import Chronology, read
from ops.database import find_database
from ops.development_pki import DevelopmentPki
from ops.founding import Roster, found, founded_here, organise, roster
from ops.running import bring_up
from ops.settings import Settings, checkpoint_folder, keys_folder, ledger_origin, trust_folder

CASES_AT_ONCE = 4
COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())


def record(
    file: Annotated[Path, typer.Argument(help="A chronology in the format of ops/data/real_cases.yaml.")],
    url: Annotated[
        str | None, typer.Option(help="Address of the ledger's service; without it this home's own, started if down.")
    ] = None,
    verifier_key: Annotated[
        str | None, typer.Option(help="The ledger's verifier key, with --url; without it the service is asked.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Where the full report goes.")] = None,
) -> None:
    """Record published acts of real cases, signed by invented officers of a development ledger."""
    settings, console = Settings(), Console()
    chronology = read(file)
    with _opened(settings, url, verifier_key, console) as (client, people):
        reports = record_all(client, people, chronology, console)
        place = report or settings.home / "reports" / f"{file.stem}.md"
        summary.write(place, chronology, client.origin, reports)
    show(reports, console)
    console.print(f"every act, with reasons: {place}", markup=False, soft_wrap=True)


def record_all(client: LedgerClient, people: Roster, chronology: Chronology, console: Console) -> list[CaseReport]:
    """Records every case, some at once, with a progress bar. Raises: RecordingError."""
    name = Path(chronology.name).stem
    with _bar(console) as bar, ThreadPoolExecutor(CASES_AT_ONCE) as pool:
        task = bar.add_task("acts", total=sum(len(case.acts) for case in chronology.cases))
        players = [CasePlayer(client, people, name, case) for case in chronology.cases]
        return list(pool.map(lambda player: player.play(lambda: bar.advance(task)), players))


def show(reports: Sequence[CaseReport], console: Console) -> None:
    """The counts by case, and what was refused."""
    console.print(summary.table(reports))
    refused = summary.refusals(reports)
    if refused.row_count:
        console.print(refused)
    console.print(f"{sum(report.new for report in reports)} acts added to the ledger by this run")


def steps(console: Console) -> Callable[[str], None]:
    """Writes each step of starting up on a line of its own."""
    return lambda message: console.print(message, style="dim", markup=False, highlight=False)


@contextmanager
def development_ledger(settings: Settings, url: str, console: Console) -> Iterator[tuple[LedgerClient, Roster]]:
    """A client of this home's service at `url`; its ledger founded, and its development organisation recorded.

    Raises: DevelopmentOnly in a real deployment, NotFoundedHere, RecordingError.
    """
    origin = ledger_origin(settings)
    people = roster(DevelopmentPki(settings.pki_folder, settings.deployment), origin)
    found(_deployment(settings), people)
    key = (checkpoint_folder(settings) / "verifier-keys.txt").read_text().splitlines()[0]
    with LedgerClient(url, origin, key) as client:
        with _bar(console) as bar:
            task = bar.add_task("organisation")
            organise(client, people, lambda done, of: bar.update(task, completed=done, total=of))
        yield client, people


@contextmanager
def _opened(
    settings: Settings, url: str | None, verifier_key: str | None, console: Console
) -> Iterator[tuple[LedgerClient, Roster]]:
    pki = DevelopmentPki(settings.pki_folder, settings.deployment)  # first: never in a real deployment
    if url is None:
        service = bring_up(settings, steps(console))
        with development_ledger(settings, service.url, console) as opened:
            yield opened
        return
    origin, asked_key = introduced(url)
    people = roster(pki, origin)
    with LedgerClient(url, origin, verifier_key or asked_key) as client:
        if not founded_here(client, people):
            raise NotFoundedHere(origin)
        yield client, people


def _bar(console: Console) -> Progress:
    """A progress bar that goes away when it is done, and never shows where nobody watches."""
    return Progress(*COLUMNS, console=console, transient=True, disable=not console.is_terminal)


def _deployment(settings: Settings) -> Deployment:
    database = find_database(settings)
    return Deployment(
        service=database.conninfo("socai_service"),
        projector=database.conninfo("socai_projector"),
        reader=database.conninfo("socai_reader"),
        origin=ledger_origin(settings),
        trust_folder=trust_folder(settings),
        keys_folder=keys_folder(settings),
        checkpoint_folder=checkpoint_folder(settings),
    )
