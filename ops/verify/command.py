"""`socai verify`: the whole ledger of one home, checked from its stored bytes."""

from pathlib import Path

import typer
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ops.database import find_database
from ops.settings import Settings, checkpoint_folder, keys_folder, ledger_origin, trust_folder
from ops.verify.evidence import Evidence
from ops.verify.findings import Fault, Report, Untold
from ops.verify.run import verify_ledger
from ops.verify.words import sentence

SHOWN = 20  # faults on the screen
EXIT = {"holds": 0, "fails": 1, "cannot_tell": 2}
SAID = {
    "holds": "[bold green]Giữ nguyên vẹn / HOLDS[/]: every act, chain, signature, office, tree head and checkpoint",
    "fails": "[bold red]Không hợp lệ / FAILS[/]",
    "cannot_tell": "[bold yellow]Chưa xác minh được / CANNOT TELL[/]: nothing is wrong, but evidence is missing",
}


def verify() -> None:
    """Replay everything and name the first bad position. Exit status 0 holds, 1 fails, 2 cannot tell."""
    console = Console()
    report = verify_home(Settings(), console)
    show(report, console)
    raise typer.Exit(EXIT[report.outcome])


def verify_home(settings: Settings, console: Console) -> Report:
    """Verifies the ledger of a home with a progress bar.

    Raises: OpsError, psycopg.OperationalError.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Without a thread that refreshes the bar: the workers are copies of this process.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("verifying")
        return verify_ledger(
            evidence_of(settings),
            lambda done, whole: bar.update(task, completed=done, total=whole, refresh=True),
        )


def evidence_of(settings: Settings) -> Evidence:
    """What this home's operator trusts, and where its ledger is. Raises: OpsError, ValueError for a damaged file."""
    database = find_database(settings)
    keys, checkpoints = keys_folder(settings), checkpoint_folder(settings)
    return Evidence(
        conninfo=database.conninfo("socai_reader"),
        origin=ledger_origin(settings),
        roots=tuple(map(_der, sorted((trust_folder(settings) / "roots").glob("*.pem")))),
        ledger_keys=tuple(_lines(checkpoints / "verifier-keys.txt")),
        kept_checkpoint=checkpoints / "newest.note",
        vault_conninfo=database.conninfo("socai_service"),
        key_encryption_key=_bytes(keys / "key-encryption.key"),
        projections_conninfo=database.conninfo("socai_projector"),
    )


def show(report: Report, console: Console) -> None:
    """The outcome first, then the first bad position, then the rest."""
    console.print(SAID[report.outcome])
    for fault in report.faults[:1]:
        console.print(f"first bad position: [bold]{fault.position}[/]: {sentence(fault.what)} {fault.detail}")
    table = Table(
        "position", "what", "meaning", "detail", title=f"{len(report.faults)} faults, {len(report.untold)} untold"
    )
    listed: list[Fault | Untold] = [*report.faults, *report.untold]
    for finding in listed[:SHOWN]:
        table.add_row(str(finding.position), finding.what, sentence(finding.what), finding.detail)
    if table.row_count:
        console.print(table)
    counted = ", ".join(f"{count} {name}" for name, count in report.checked.items())
    console.print(f"{report.size} acts, root {report.root.hex()}")
    console.print(f"checked in {report.seconds:.1f} s: {counted}")


def _der(path: Path) -> bytes:
    return x509.load_pem_x509_certificate(path.read_bytes()).public_bytes(Encoding.DER)


def _lines(path: Path) -> list[str]:
    return path.read_text().split() if path.exists() else []


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
