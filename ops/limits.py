"""`socai limits`: the time limits of a recorded case with their arithmetic, and worked cases checked."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
import yaml
from rich.console import Console

from api.limits import clock_member
from domain.errors import DomainError
from domain.kernel.act import Recorded
from domain.kernel.calendar import VIETNAM, day_of
from domain.kernel.deciding import fold
from domain.limits import words
from domain.limits.cases import BadCases, Case, Difference, check, read_cases
from domain.limits.clocks import Clock, clocks
from ledger import reading
from ledger.database import connect
from ledger.errors import MalformedAct
from ledger.mapper import to_recorded
from ops.database import find_database
from ops.errors import OpsError
from ops.settings import Settings
from signing.errors import NotCanonical

READER = "socai_reader"


def limits(
    case: Annotated[UUID | None, typer.Argument(help="The stream of a recorded case.")] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day to look at; today without it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    check_file: Annotated[
        Path | None, typer.Option("--check", help="Check a file of worked cases. Exit status 1 when any differs.")
    ] = None,
) -> None:
    """Show the time limits of a case with their arithmetic, or check worked cases."""
    console = Console()
    if (case is None) == (check_file is None):
        raise OpsError("name one case, or a file of worked cases with --check")
    if check_file is not None:
        check_cases(check_file, console)
    if case is not None:
        day = as_of.date() if as_of else datetime.now(VIETNAM).date()
        history = history_of(Settings(), case)
        show(clocks_of(history, day), day, console, labels_of(history), as_json=as_json)


def check_cases(file: Path, console: Console) -> None:
    """Prints what differs, and how many. Raises: OpsError, typer.Exit with status 1 when anything differs."""
    cases = cases_in(file)
    found = check(cases)
    for difference in found:
        console.print(_difference(difference), markup=False, highlight=False, soft_wrap=True)
    differing = len({difference.case for difference in found})
    console.print(f"{len(cases)} cases, {differing} differ", highlight=False)
    if found:
        raise typer.Exit(1)


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


def history_of(settings: Settings, stream: UUID) -> list[Recorded]:
    """The acts of one stream. Raises: OpsError when there are none or one cannot be read."""
    with connect(find_database(settings).conninfo(READER)) as connection:
        stored = reading.by_stream(connection, stream)
    if not stored:
        raise OpsError(f"no case {stream}")
    try:
        return [to_recorded(row) for row in stored]
    except (NotCanonical, MalformedAct, DomainError) as error:
        raise OpsError(f"{stream}: an act cannot be read; see socai verify: {error}") from error


def clocks_of(history: list[Recorded], day: date) -> tuple[Clock, ...]:
    """The clocks by the acts up to `day`. Raises: OpsError when those acts do not stand without a later one."""
    try:
        return clocks(recorded for recorded in history if day_of(recorded.act.occurred_at) <= day)
    except LookupError as error:
        raise OpsError(f"the acts up to {day} rest on a later one") from error


def labels_of(history: list[Recorded]) -> Mapping[UUID, str]:
    """What the accused of a case are called in its file."""
    accused = getattr(fold(history[0].act.kind, history), "accused", {})
    return {person: each.label for person, each in accused.items()}


def show(found: tuple[Clock, ...], day: date, console: Console, labels: Mapping[UUID, str], *, as_json: bool) -> None:
    """Writes the clocks as they stand on `day`."""
    if as_json:
        typer.echo(json.dumps([clock_member(clock, day) for clock in found], ensure_ascii=False, indent=2))
        return
    for clock in found:
        for line in told(clock, day, labels):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    console.print(f"{len(found)} limits on {day}", highlight=False)


def told(clock: Clock, day: date, labels: Mapping[UUID, str]) -> list[str]:
    """One clock in lines of text."""
    name = f"{clock.limit.name_vi} ({clock.limit.article})" if clock.limit else clock.limit_id
    head = f"{name}: {words.standing(clock.standing(day))}"
    lines = [f"{head} [{labels.get(clock.person, clock.person)}]" if clock.person else head]
    if clock.unknown:
        lines.append(f"    {words.UNKNOWN[clock.unknown][0]}")
        lines += [f"    {words.point(each.due)}?" for each in clock.possible]
    if clock.due:
        lines += [f"    {line}" for line in words.arithmetic(clock.due)]
    return lines


def _difference(found: Difference) -> str:
    return f"{found.case} {found.member}: expected {found.expected}, found {found.found}  ({found.title})"
