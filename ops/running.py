"""`socai up`, `down` and `status`: everything of one home, started, stopped and told about together.

Each may be run at any time, and again: `up` starts only what does not run and repairs what was killed, whether that was
the database, the service, or an earlier `up`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import typer
from rich.console import Console
from rich.table import Table

from ops import postgres, service
from ops.database import find_database, start_database
from ops.errors import NotRunning
from ops.files import Progress, private_folder
from ops.migrate import migrate, unapplied
from ops.settings import Settings, ledger_origin, trust_folder

NOT_UP = 3  # exit status of `socai status`, as init scripts have it


def up() -> None:
    """Start Postgres, bring it to this program's version, and start the HTTP service; returns when it answers."""
    settings = Settings()
    console = Console()
    with _progress(console) as progress:
        running = bring_up(settings, progress)
    console.print(f"Sổ Cái [bold]{ledger_origin(settings)}[/] is up: [bold]{running.url}[/]")
    if settings.deployment == "development":
        console.print("[yellow]A development deployment: it trusts development keys.[/]")


def bring_up(settings: Settings, progress: Progress) -> service.Service:
    """What `up` does, for commands that need a running ledger.

    Raises:
        OpsError, psycopg.Error
    """
    private_folder(settings.home)
    ledger_origin(settings)
    trust_folder(settings)
    before = postgres.find(settings.postgres_folder)
    progress("starting the database")
    database = start_database(settings, progress)
    if isinstance(database, postgres.Server) and (before is None or before.port != database.port):
        service.stop(settings.home, progress)  # it would look for the database where it was
    progress("looking for migrations")
    if migrate(database.conninfo(), progress=progress):
        service.stop(settings.home, progress)
    progress("starting the service")
    return service.start(settings, progress)


def down() -> None:
    """Stop the HTTP service and the embedded Postgres; an operator's server is left alone."""
    settings = Settings()
    console = Console()
    with _progress(console) as progress:
        progress("stopping the service")
        stopped = service.stop(settings.home, progress)
        if settings.database_url is None:
            progress("stopping the database")
            stopped = postgres.stop(settings.postgres_folder, progress) or stopped
    console.print("Sổ Cái is down." if stopped else "Sổ Cái was not running.")


def status() -> None:
    """Tell what runs and where; exits with 3 when something that should does not."""
    settings = Settings()
    rows, well = _database_rows(settings)
    running = service.find(settings.home)
    answers = running is not None and service.healthy(running)
    where = f"{running.url} (process {running.pid})" if running is not None else ""
    rows.append(("service", "up" if answers else "does not answer" if running else "down", where))
    table = Table("", "state", "where", title=str(settings.home), title_justify="left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
    if not (well and answers):
        raise typer.Exit(NOT_UP)


def _database_rows(settings: Settings) -> tuple[list[tuple[str, str, str]], bool]:
    try:
        database = find_database(settings)
        with psycopg.connect(database.conninfo()) as conn:
            info = conn.info
            version = f"Postgres {info.server_version // 10000}.{info.server_version % 10000}"
            where = f"{info.host}:{info.port}/{info.dbname}, {version}"
        to_do = unapplied(database.conninfo())
    except NotRunning:
        return [("database", "down", str(settings.postgres_folder))], False
    behind = ("migrations", f"{len(to_do)} to apply" if to_do else "all applied", ", ".join(to_do))
    return [("database", "up", where), behind], not to_do


@contextmanager
def _progress(console: Console) -> Iterator[Progress]:
    """A line that shows what is being done; on something that is not a terminal, a line for each step."""
    if not console.is_terminal:
        yield lambda message: console.print(message, markup=False, highlight=False)
        return
    with console.status("") as shown:
        yield shown.update
