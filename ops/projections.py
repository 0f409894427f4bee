"""`socai projections` and `socai rebuild`: how what people read stands, and building it anew from the acts."""

from typing import Annotated, Any
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ledger.database import connect
from ops.database import find_database
from ops.errors import OpsError
from ops.settings import Settings
from projections.catalogue import PROJECTIONS
from projections.declaration import Projection
from projections.errors import ProjectionError
from projections.rebuild import Rebuilt, prepare, release, start_over
from projections.rebuild import rebuild as build_anew
from projections.runner import Standing, standing

PROJECTOR = "socai_projector"


def projections(
    free: Annotated[
        bool, typer.Option("--release", help="Fold what is quarantined anew, after the cause was put right.")
    ] = False,
    stream: Annotated[UUID | None, typer.Option(help="Release this case file only.")] = None,
) -> None:
    """Show position, lag, newest rebuild and quarantine. Exit status 1 when something stands still."""
    console = Console()
    conninfo = find_database(Settings()).conninfo(PROJECTOR)
    if free or stream is not None:
        for name, released in _told(lambda: release(conninfo, PROJECTIONS, stream)):
            console.print(f"released: {name} of {released}", markup=False, soft_wrap=True)
    with connect(conninfo) as connection:
        found = standing(connection, PROJECTIONS)
    show(found, console)
    if found.trouble is not None or found.differing or found.quarantined:
        raise typer.Exit(1)


def rebuild(
    names: Annotated[list[str] | None, typer.Argument(help="Projections to rebuild; all when none is named.")] = None,
    new_ledger: Annotated[
        bool,
        typer.Option("--new-ledger", help="The ledger below was replaced on purpose: forget where the tables stood."),
    ] = False,
    processes: Annotated[int | None, typer.Option(help="Processes; as many as there are cores by default.")] = None,
) -> None:
    """Build projections anew beside the live ones, and put them in their place."""
    console = Console()
    wanted = named(names or [])
    conninfo = find_database(Settings()).conninfo(PROJECTOR)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("acts")

        def work() -> tuple[Rebuilt, ...]:
            if new_ledger:
                start_over(conninfo)
                return prepare(conninfo, PROJECTIONS, processes=processes, progress=moved)
            return build_anew(conninfo, wanted, processes=processes, progress=moved)

        def moved(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        rebuilt = _told(work)
    table = Table("projection", "rows", "position", "content (SHA-256)", "stopped streams")
    for item in rebuilt:
        table.add_row(item.name, f"{item.rows:,}", f"{item.position:,}", item.content.hex(), str(item.stopped))
    console.print(table)


def named(names: list[str]) -> tuple[Projection, ...]:
    """The projections of these names, all when none is given. Raises: OpsError."""
    known = {projection.name: projection for projection in PROJECTIONS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise OpsError(f"no projection {', '.join(unknown)}; there are {', '.join(known)}")
    return tuple(known[name] for name in names) if names else PROJECTIONS


def show(found: Standing, console: Console) -> None:
    """Writes how the projections stand."""
    position = "never built" if found.position is None else f"{found.position:,}"
    console.print(f"position {position} of {found.size:,} acts, lag {found.lag:,}")
    if found.trouble is not None:
        console.print(str(found.trouble), style="red", markup=False, soft_wrap=True)
    table = Table("projection", "tên", "rebuilt", "at position", "state")
    stopped = [item.projection for item in found.quarantined]
    for projection in PROJECTIONS:
        built = found.built.get(projection.name)
        when = f"{built.rebuilt_at:%Y-%m-%d %H:%M:%S %Z}" if built else "-"
        state = "must be rebuilt" if projection.name in found.differing else "live"
        if projection.name in stopped:
            state += f", {stopped.count(projection.name)} quarantined"
        table.add_row(projection.name, projection.title_vi, when, f"{built.position:,}" if built else "-", state)
    console.print(table)
    for item in found.quarantined:
        line = f"quarantined since {item.since:%Y-%m-%d %H:%M}: {item.projection} of {item.stream}"
        console.print(f"{line} at position {item.position}: {item.error}", style="yellow", markup=False, soft_wrap=True)


def _told(work: Any) -> Any:
    """The outcome of `work`; what the projections refuse becomes a message to the operator. Raises: OpsError."""
    try:
        return work()
    except ProjectionError as error:
        raise OpsError(f"{type(error).__name__}: {error}") from error
