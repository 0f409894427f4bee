"""`socai limits`: the time limits of a recorded case with their arithmetic, and worked cases checked."""

from pathlib import Path

import typer
import yaml
from rich.console import Console

from domain.limits.cases import BadCases, Case, Difference, check, read_cases
from ops.errors import OpsError


def cases_in(file: Path) -> tuple[Case, ...]:
    """The worked cases of a file. Raises: OpsError."""
    try:
        return read_cases(yaml.safe_load(file.read_text("utf-8")))
    except OSError as error:
        raise OpsError(f"{file}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise OpsError(f"{file}: not YAML: {error}") from error
    except BadCases as error:
        raise OpsError(f"{file}: {error}") from error


def check_file(file: Path, console: Console) -> None:
    """Prints what differs and the counts. Raises: OpsError, typer.Exit with status 1 when anything differs."""
    cases = cases_in(file)
    found = check(cases)
    for difference in found:
        console.print(_told(difference), markup=False, highlight=False, soft_wrap=True)
    differing = len({difference.case for difference in found})
    console.print(f"{len(cases)} cases, {differing} differ", highlight=False)
    if found:
        raise typer.Exit(1)


def _told(found: Difference) -> str:
    return f"{found.case} {found.member}: expected {found.expected}, found {found.found}  ({found.title})"
