"""What `socai demo` reads back once everything is recorded: the books, what is due, a report and where its figures come
from, what is found wrong, and a file that proves itself.
"""

import time
from collections.abc import Iterator
from typing import Any

from api.exports.catalogue import FORMATS, build
from ops.chronology.client import LedgerClient, Signatory
from ops.demo_report import UNIT, Shown
from ops.export import write_file
from ops.export_checking import check_export
from ops.export_witnesses import Home
from ops.settings import Settings

FORM = "02-2019"
PERIOD = "2026-12m"  # the procuracy year 2026
WHOLE = {"unit": "TC", "scope": "both", "period": PERIOD}
CHECKPOINT_S = 60.0
FILE = f"form-{FORM}.pdf"

Lines = Iterator[tuple[str, str]]


def lines(
    client: LedgerClient, who: Signatory, settings: Settings, url: str, before: int, shown: Shown
) -> Lines:  # fmt: skip
    """One line for each thing that people read, with where it is looked at. `before` is the position before the
    synthetic district was recorded, `shown` its report.
    """
    yield from _books(client, who, url)
    yield from _deadlines(client, who, url)
    yield from _report(client, who, url, before)
    yield from _sent(client, who, url, shown)
    yield from _findings(client, who, url)
    yield from _noted(client, who, url, shown)
    yield from _file(settings)


def _books(client: LedgerClient, who: Signatory, url: str) -> Lines:
    found = client.get("/registers", who)["registers"]
    entered = sum(register["newest"] is not None for register in found)
    yield "books", f"{len(found)} registers, {entered} of them with entries: {url}/pages/registers"


def _deadlines(client: LedgerClient, who: Signatory, url: str) -> Lines:
    counts: dict[str, int] = {}
    for each in client.get("/deadlines", who, unit="TC", limit=1)["counts"]:
        counts[each["state"]] = counts.get(each["state"], 0) + each["count"]
    told = ", ".join(f"{counts.get(state, 0)} {state}" for state in ("overdue", "due", "near", "running"))
    yield "deadlines", f"{told}: {url}/pages/deadlines?unit=TC"


def _report(client: LedgerClient, who: Signatory, url: str, before: int) -> Lines:
    filled = client.get(f"/statistics/forms/{FORM}", who, **WHOLE)
    asked = "&".join(f"{name}={value}" for name, value in WHOLE.items())
    yield "form 02", f"hash {filled['hash'][:16]}…: {url}/pages/statistics/{FORM}?{asked}"
    cell = _first_figure(filled)
    if cell is not None:
        row, label, column, value = cell
        opened = client.get(f"/statistics/forms/{FORM}/cells/{row}/{column}", who, **WHOLE)
        fact = opened["facts"][0]
        yield (
            "a figure",
            f"{value} “{label}”, the first of them by the act at position {fact['position']}, {fact['day']}",
        )
    differing = client.get(f"/statistics/forms/{FORM}/diff", who, **WHOLE, **{"from": before, "to": filled["position"]})
    yield (
        "difference",
        f"{len(differing['cells'])} figures between positions {before} and {filled['position']}, by"
        f" {len(differing['acts'])} acts",
    )


def _sent(client: LedgerClient, who: Signatory, url: str, shown: Shown) -> Lines:
    path = f"reports/{shown.report.stream}/{shown.report.version}"
    found = client.get(f"/{path}", who)
    what = f"{found['form']} of {found['unit']}, {found['period']}"
    told = "as the acts give" if found["equal"] else "not as the acts give"
    yield "report", f"{what}: {found['state']}, {told}, {len(found['adjustments'])} adjusted: {url}/pages/{path}"


def _first_figure(filled: dict[str, Any]) -> tuple[str, str, str, int] | None:
    """The first cell of a form that counts acts: row, label, column, value."""
    for line in filled["lines"]:
        for column, cell in line["cells"].items():
            if cell["value"] and "parts" not in cell and line["code"] != "1":
                return line["address"], line["label_vi"], column, cell["value"]
    return None


def _findings(client: LedgerClient, who: Signatory, url: str) -> Lines:
    units = client.get("/findings/summary", who, unit="TC")["units"]
    opened, critical = (sum(unit[name] for unit in units) for name in ("open", "critical"))
    yield "findings", f"{opened} open, {critical} of them critical: {url}/pages/findings?unit=TC"


def _noted(client: LedgerClient, who: Signatory, url: str, shown: Shown) -> Lines:
    if shown.finding is not None:
        stream, version = shown.finding.stream, shown.finding.version
        found = client.get("/findings", who, unit=UNIT, stream=str(stream), state="all")["findings"]
        noted = next(each for each in found if version in each["acknowledged"])
        yield "taken note of", f"{noted['rule']} “{noted['title_vi']}”: {url}/pages/cases/{stream}"


def _file(settings: Settings) -> Lines:
    """A report as PDF/A, checked against the root that it prints."""
    path = settings.home / "reports" / FILE
    with Home(settings) as home:
        view = build(home.source, {"view": "statistics", "form": FORM, **WHOLE})
        write_file(view, _pdf(), path)
        _wait_for_checkpoint(home, view.position)
        found = check_export(path, home)
    yield "export", f"{path}: holds, against root {found.label.root.hex()[:16]}… at position {found.label.position}"


def _wait_for_checkpoint(home: Home, position: int) -> None:
    """The service signs a checkpoint every few seconds; what came in by the import is in the next one."""
    until = time.monotonic() + CHECKPOINT_S
    while time.monotonic() < until:
        attested = home.checkpoint()
        if attested is not None and attested.size >= position:
            return
        time.sleep(0.2)


def _pdf() -> Any:
    return next(each for each in FORMATS if each.suffix == "pdf")
