"""`socai export`: a list or register whole as a file, and whether such a file is what the ledger says."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.errors import ApiError, BadRequest, NotFound
from api.exports.answering import file_name
from api.exports.catalogue import FORMATS, VIEWS, Exportable, Format, build
from api.exports.cells import Progress as Told
from api.exports.view import View
from ops.chronology.client import introduced
from ops.errors import OpsError
from ops.export_checking import CannotTell, ExportFails, Verified, check_export
from ops.export_witnesses import Home, Service
from ops.login import signatory_of
from ops.settings import Settings
from signing.errors import BadNote

FAILS, CANNOT_TELL = 1, 2  # exit status, as of `socai verify`
WORDS = {
    "format": "the file is in none of the formats of an export",
    "label": "the file carries no label that can be read",
    "cut_off": "the file was cut off: its end is missing",
    "checkpoint": "no signed checkpoint holds the position",
    "note": "the checkpoint is not signed by the ledger's keys",
    "root": "the root is not the ledger's at that position",
    "rule_set": "made by another rule set than the one that is used now",
    "query": "the query cannot be run again",
    "rows": "the same query at that position gives other rows",
    "bytes": "the rows are the ledger's, but the file is not the one that they give: changed since, or written by"
             " another version of the program",
}  # fmt: skip

export = typer.Typer(no_args_is_help=True, help="Write a list or register whole to a file; verify such a file.")

Filters = Annotated[list[str] | None, typer.Argument(help="What is asked for, as NAME=VALUE.", metavar="NAME=VALUE")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Position, or RFC 3339 moment; the newest without it.")]
Suffix = Annotated[str | None, typer.Option("--format", help=", ".join(each.suffix for each in FORMATS))]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="The file; its suffix gives the format.")]


def exporting(name: str) -> Callable[[list[str] | None, str | None, str | None, Path | None], None]:
    """The command that exports one view."""

    def run(filters: Filters = None, as_of: AsOf = None, format_: Suffix = None, output: Output = None) -> None:
        wanted = _format(format_, output)
        with Home(Settings()) as home:
            try:
                view = build(home.source, {"view": name, **_members(filters), **({"as_of": as_of} if as_of else {})})
            except ApiError as error:
                raise OpsError(_refusal(error)) from error
            written = write_file(view, wanted, output or Path(file_name(view, wanted)))
        print_written(written, view)

    return run


@export.command("verify")
def verify_export(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The exported file.")],
    url: Annotated[str | None, typer.Option(help="Ask this service instead of the database of this home.")] = None,
    certificate: Annotated[Path | None, typer.Option(help="With --url: the officer's certificate.")] = None,
    key: Annotated[Path | None, typer.Option(help="With --url: the officer's private key, PEM.")] = None,
    vkey: Annotated[str | None, typer.Option(help="With --url: the ledger's verifier key; else it is asked.")] = None,
) -> None:
    """Hold an exported file against the ledger. Exit status 0 holds, 1 fails, 2 cannot tell."""
    console, settings = Console(), Settings()
    try:
        if url is None:
            with Home(settings) as home:
                found = check_export(file, home)
        else:
            origin, told = introduced(url)
            with Service(url, origin, vkey or told, signatory_of(settings, origin, certificate, key)) as service:
                found = check_export(file, service)
    except ExportFails as error:
        _say_failed(error, console)
        raise typer.Exit(CANNOT_TELL if isinstance(error, CannotTell) else FAILS) from None
    except BadNote as error:
        _say_failed(ExportFails(2, "note", str(error)), console)
        raise typer.Exit(FAILS) from None
    except ApiError as error:
        _say_failed(ExportFails(4, "query", _refusal(error)), console)
        raise typer.Exit(FAILS) from None
    _say_held(found, console)


def write_file(view: View, format_: Format, path: Path) -> Path:
    """Writes the view beside `path` and puts it there when it is complete; tells how many rows are written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        told = _telling(bar)
        try:
            with partial.open("wb") as file:
                for piece in format_.chunks(view, told):
                    file.write(piece)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    return path


def print_written(path: Path, view: View) -> None:
    """Where it is, and what it answers to."""
    console = Console()
    console.print(str(path), markup=False, highlight=False, soft_wrap=True)
    line = f"position {view.position}, root {view.root.hex()}"
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _telling(bar: Progress) -> Told:
    task = bar.add_task("rows")
    return lambda rows: bar.update(task, completed=rows)


def _format(suffix: str | None, output: Path | None) -> Format:
    wanted = suffix or (output.suffix.removeprefix(".") if output else "") or "csv"
    found = next((each for each in FORMATS if each.suffix == wanted), None)
    if found is None:
        raise typer.BadParameter(f"no format {wanted}; there are {', '.join(each.suffix for each in FORMATS)}")
    return found


def _members(filters: list[str] | None) -> dict[str, str]:
    members: dict[str, str] = {}
    for item in filters or ():
        name, equals, value = item.partition("=")
        if not equals or name in members or name in ("view", "as_of"):
            raise typer.BadParameter(f"{item}: give each filter once, as NAME=VALUE")
        members[name] = value
    return members


def _refusal(error: ApiError) -> str:
    if isinstance(error, BadRequest):
        return f"{error.pointer}: {error.code}"
    return f"{type(error).__name__}: {error.what}" if isinstance(error, NotFound) else str(error)


def _say_failed(error: ExportFails, console: Console) -> None:
    head = "Chưa xác minh được / CANNOT TELL" if isinstance(error, CannotTell) else "Không hợp lệ / FAILS"
    line = f"{head}: check {error.check}: {WORDS[error.what]}"
    console.print(f"{line} ({error.detail})" if error.detail else line, markup=False, highlight=False, soft_wrap=True)


def _say_held(found: Verified, console: Console) -> None:
    label = found.label
    query = ", ".join(f"{name}={value}" for name, value in label.query.items())
    size = found.checkpoint.size if found.checkpoint else 0
    for line in (
        f"Đúng / HOLDS: {label.rows:,} rows, byte for byte what the ledger gives",
        f"query {query}",
        f"position {label.position}, root {label.root.hex()}",
        f"continued by the signed checkpoint of {size:,} acts; rule set {label.rule_set}",
        f"content {label.content}",
    ):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _help(view: Exportable) -> str:
    return f"Filters: {', '.join(view.asks)}."


for _name, _view in VIEWS.items():
    export.command(_name, help=_help(_view))(exporting(_name))
